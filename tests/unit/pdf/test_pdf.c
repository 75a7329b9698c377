/* SPDX-License-Identifier: EUPL-1.2 */
/* What a reader gets from the PDF: its text, its pages, its links. Poppler's pdftotext reads the
 * files, as an auditor's search would. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* ---- text ---------------------------------------------------------------------------------- */

static void the_text_copied_from_a_page_is_the_text_that_came_in(void **state)
{
    const pdf_fixture *self = *state;
    for (size_t i = 0; i < sample_text_count; i++) {
        pdf_render(self, sample_paragraph(self->arena, sample_texts[i]));
        const char *text = pdf_text_of(self, "-raw");
        if (strstr(text, sample_texts[i]) == NULL) {
            fail_msg("\"%s\" is not in \"%s\"", sample_texts[i], text);
        }
    }
    assert_int_equal(vw_diags_kept(self->diags), 0);
}

/* The characters of [text] that are not white space: lines and words may be put anywhere. */
static const char *inked(vw_arena *arena, const char *text)
{
    vw_buf out = {.arena = arena};
    for (const char *at = text; *at != '\0'; at++) {
        if (*at > ' ' || *at < 0) {
            vw_buf_addn(&out, at, 1);
        }
    }
    return vw_buf_text(&out);
}

/* What stands in the frame, without running heads and feet. */
static const char *framed_text(const pdf_fixture *self)
{
    return pdf_text_of(self, "-raw -x 0 -y 75 -W 600 -H 710");
}

static void a_paragraph_broken_into_lines_loses_no_character(void **state)
{
    const pdf_fixture *self = *state;
    vw_buf source = {.arena = self->arena};
    for (int i = 0; i < 2000; i++) {
        vw_buf_addf(&source, "%d%s", i * 7919, i % 7 == 0 ? "-" : i % 50 == 1 ? "" : " ");
    }
    pdf_render(self, sample_paragraph(self->arena, vw_buf_text(&source)));
    assert_string_equal(inked(self->arena, framed_text(self)),
                        inked(self->arena, vw_buf_text(&source)));
}

static void a_word_wider_than_the_page_is_broken_between_characters(void **state)
{
    const pdf_fixture *self = *state;
    vw_buf word = {.arena = self->arena};
    for (int i = 0; i < 100; i++) {
        vw_buf_addf(&word, "e\u0301%d", i);
    }
    pdf_render(self, sample_paragraph(self->arena, vw_buf_text(&word)));
    const char *text = framed_text(self);
    assert_string_equal(inked(self->arena, text), vw_buf_text(&word));
    assert_in_range(pdf_count_in(text, NULL, "\n"), 3, 8);
}

static void a_character_that_no_face_has_is_kept_as_text_and_warned_of_once(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_paragraph(self->arena, "voor ሀ na, en nog eens ሀ"));
    assert_int_equal(vw_diags_count(self->diags, VW_WARNING), 1);
    const vw_diag *diag = vw_diags_get(self->diags, 0);
    assert_int_equal(diag->msg, VW_MSG_T004);
    assert_non_null(strstr(vw_diag_text(self->arena, diag, VW_NL), "U+1200"));
    assert_non_null(strstr(pdf_text_of(self, "-raw"), "voor ሀ na, en nog eens ሀ"));
}

/* From the typefaces that need not be installed; the tests' packages have them. */
static void ideographs_and_emoji_come_from_other_typefaces(void **state)
{
    static const char text[] = "漢字 かな \U0001F469 \U0001F4BB \U0001F600 \u2764";
    const pdf_fixture *self = *state;
    pdf_render(self, sample_paragraph(self->arena, text));
    assert_int_equal(vw_diags_kept(self->diags), 0);
    assert_non_null(strstr(pdf_text_of(self, "-raw"), text));
}

static void a_control_character_that_reorders_text_is_shown(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_paragraph(self->arena, "betaal \u202E001 euro"));
    assert_true(pdf_has_diag(self, VW_MSG_T004));
}

static void scripts_from_right_to_left_and_emoji_need_no_replacement(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_paragraph(self->arena, "שלום en مرحبا en \U0001F600"));
    assert_int_equal(vw_diags_kept(self->diags), 0);
    const char *text = pdf_text_of(self, "-raw");
    assert_non_null(strstr(text, "שלום"));
    assert_non_null(strstr(text, "\U0001F600"));
}

/* ---- pages --------------------------------------------------------------------------------- */

static void each_kind_of_block_is_printed(void **state)
{
    static const char *const wanted[] = {"Verantwoording digitale veiligheid",
                                         "CONCEPT",
                                         "Inhoud",
                                         "1 Verklaring",
                                         "met drie uitzonderingen",
                                         "continuity.restore-test.yearly",
                                         "dekking is 86,4%",
                                         "3.",
                                         "Gemeentesecretaris",
                                         "Handtekening",
                                         "Conclusies per thema",
                                         "niet voorgekomen 1",
                                         "Peildatum",
                                         "31 december 2025",
                                         "Er zijn geen uitkomsten.",
                                         "De andere rijen staan in het werkblad Uitkomsten.",
                                         "1.234.567",
                                         "Pagina 3 van "};
    const pdf_fixture *self = *state;
    pdf_render(self, sample_document(self->arena, VW_NL, 20));
    const char *text = pdf_text_of(self, "-layout");
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        if (strstr(text, wanted[i]) == NULL) {
            fail_msg("\"%s\" is missing", wanted[i]);
        }
    }
}

static void the_other_language_has_its_own_words(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_document(self->arena, VW_EN, 20));
    const char *text = pdf_text_of(self, "-layout");
    assert_non_null(strstr(text, "Contents"));
    assert_non_null(strstr(text, "Page 3 of "));
    assert_non_null(strstr(text, "66.7%"));
    assert_null(strstr(text, "DRAFT"));
}

static void a_tables_head_stands_on_each_of_its_pages(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_table(self->arena, 300, 0, true));
    int pages = 0;
    for (const char *page = pdf_text_of(self, "-layout"); *page != '\0'; pages++) {
        const char *end = strchr(page, '\f');
        assert_non_null(end);
        assert_int_equal(pdf_count_in(page, end, "Omschrijving"), 1);
        assert_int_equal(pdf_count_in(page, end, "(vervolg)"), pages == 0 ? 0 : 1);
        page = end + 1;
    }
    assert_in_range(pages, 8, 16);
}

static void no_row_is_split_over_two_pages(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_table(self->arena, 300, 0, false));
    int tall_rows = 0;
    for (const char *page = pdf_text_of(self, "-layout"); *page != '\0';) {
        const char *end = strchr(page, '\f');
        int begun = pdf_count_in(page, end, "Toegang van vertrokken");
        assert_int_equal(begun, pdf_count_in(page, end, "laatste dag"));
        tall_rows += begun;
        page = end + 1;
    }
    assert_int_equal(tall_rows, 60);
}

static void nothing_is_printed_below_the_frame(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_document(self->arena, VW_NL, 300));
    assert_string_equal(inked(self->arena, pdf_text_of(self, "-raw -x 0 -y 778 -W 600 -H 17")), "");
}

static void a_row_taller_than_a_page_goes_on_at_the_next(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_document(self->arena, VW_NL, 20));
    const char *text = pdf_text_of(self, "-raw");
    assert_int_equal(pdf_count_in(text, NULL, "bevinding."), 175);
    assert_int_equal(pdf_count_in(text, NULL, "Lastige teksten (vervolg)"), 2);
}

static void a_number_is_never_broken_over_lines(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_table(self->arena, 120, 0, true));
    const char *text = pdf_text_of(self, "-layout");
    assert_non_null(strstr(text, "123.456.789.012 "));
    assert_non_null(strstr(text, "1.234.567 "));
}

static void each_row_is_printed_once(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_table(self->arena, 300, 0, false));
    const char *text = pdf_text_of(self, "-layout");
    for (int i = 1; i <= 300; i++) {
        char row[24];
        snprintf(row, sizeof row, "Rij %d.", i);
        assert_int_equal(pdf_count_in(text, NULL, row), 1);
    }
}

static void rows_beyond_the_limit_for_paper_are_counted_and_the_total_stays(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_table(self->arena, 1235, 100, true));
    const char *text = pdf_text_of(self, "-layout");
    assert_int_equal(pdf_count_in(text, NULL, "Rij "), 100);
    assert_non_null(strstr(text, "Totaal"));
    assert_non_null(strstr(text, "De andere rijen staan in het werkblad"));
}

static void the_contents_give_the_page_of_each_heading(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_document(self->arena, VW_NL, 20));
    const char *contents = pdf_text_of(self, "-layout -f 2 -l 2");
    const char *line = strstr(contents, "3 Uitkomsten");
    assert_non_null(line);
    long page = strtol(line + strlen("3 Uitkomsten"), NULL, 10);
    assert_in_range(page, 4, 12);
    const char *options = vw_printf(self->arena, "-layout -f %ld -l %ld", page, page);
    const char *there = pdf_text_of(self, options);
    assert_non_null(strstr(there, "Uitkomsten"));
    assert_non_null(strstr(there, "Lastige teksten")); /* the table below that heading */
}

/* The text of all pages as it was last looked at: a change shows in review. To accept one, write
 * pdftotext -layout of the sample over the golden file. */
static void the_sample_reads_as_it_was_reviewed(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_document(self->arena, VW_NL, 60));
    const char *golden = pdf_bytes_of(self->arena, "tests/golden/pdf_sample_nl.txt", NULL);
    assert_string_equal(pdf_text_of(self, "-layout"), golden);
}

static void own_typefaces_are_found_in_a_folder_that_is_named(void **state)
{
    const pdf_fixture *self = *state;
    setenv("VERANTWOORD_FONTS", "/usr/share/fonts/truetype", 1);
    vw_status status =
        vw_pdf_render(sample_paragraph(self->arena, "tekst"), self->path, self->arena, self->diags);
    unsetenv("VERANTWOORD_FONTS");
    assert_int_equal(status, VW_OK);
}

/* ---- the file ------------------------------------------------------------------------------ */

static vw_status write_text(void *self, vw_buf *out, vw_diags *diags)
{
    (void)diags;
    vw_buf_add(out, self);
    return VW_OK;
}

static vw_status write_nothing(void *self, vw_buf *out, vw_diags *diags)
{
    (void)self;
    (void)out;
    VW_DIAG(diags, T045, (vw_place){0}, NULL);
    return VW_ERR_BUG;
}

static bool holds(const char *bytes, size_t length, const char *needle)
{
    const size_t of = strlen(needle);
    for (size_t at = 0; at + of <= length; at++) {
        if (memcmp(bytes + at, needle, of) == 0) {
            return true;
        }
    }
    return false;
}

static void attachments_come_out_as_they_went_in_under_their_names(void **state)
{
    static char first[] = "{\"a\": 1}\n", second[] = "";
    const pdf_fixture *self = *state;
    const vw_attachment files[] = {
        {"zulu.json", "application/json", "Één", VW_RELATION_DATA, write_text, first},
        {"alpha.csv", "text/csv", "(twee)", VW_RELATION_SUPPLEMENT, write_text, second},
    };
    vw_document document = *sample_paragraph(self->arena, "tekst");
    document.attachments = files;
    document.attachment_count = 2;
    pdf_render(self, &document);
    size_t length = 0;
    const char *bytes = pdf_bytes_of(self->arena, self->path, &length);
    assert_true(holds(bytes, length, "/AFRelationship /Data"));
    assert_true(holds(bytes, length, "/AFRelationship /Supplement"));
    assert_true(holds(bytes, length, "/Subtype /text#2Fcsv"));
    const char *command = vw_printf(self->arena,
                                    "qpdf --list-attachments '%s' | cut -d' ' -f1 && qpdf "
                                    "--show-attachment=zulu.json '%s'",
                                    self->path, self->path);
    FILE *in = popen(command, "r");
    assert_non_null(in);
    assert_string_equal(pdf_read_stream(self->arena, in, &length),
                        "alpha.csv\nzulu.json\n{\"a\": 1}\n");
    assert_int_equal(pclose(in), 0);
}

static void an_attachment_that_cannot_be_made_leaves_no_file(void **state)
{
    const pdf_fixture *self = *state;
    const vw_attachment file = {"a", "b", "c", VW_RELATION_DATA, write_nothing, NULL};
    vw_document document = *sample_paragraph(self->arena, "tekst");
    document.attachments = &file;
    document.attachment_count = 1;
    assert_int_equal(vw_pdf_render(&document, self->path, self->arena, self->diags), VW_ERR_BUG);
    pdf_expect_no_file(self);
}

static void two_runs_give_the_same_bytes(void **state)
{
    const pdf_fixture *self = *state;
    size_t first_length, second_length;
    pdf_render(self, sample_document(self->arena, VW_NL, 300));
    const char *first = pdf_bytes_of(self->arena, self->path, &first_length);
    pdf_render(self, sample_document(self->arena, VW_NL, 300));
    const char *second = pdf_bytes_of(self->arena, self->path, &second_length);
    assert_int_equal(first_length, second_length);
    assert_memory_equal(first, second, first_length);
}

static bool contains(const char *bytes, size_t length, const char *wanted)
{
    size_t size = strlen(wanted);
    for (size_t i = 0; i + size <= length; i++) {
        if (memcmp(bytes + i, wanted, size) == 0) {
            return true;
        }
    }
    return false;
}

static void the_file_says_its_title_language_and_date(void **state)
{
    static const char *const wanted[] = {"%PDF-1.7",
                                         "/Lang (nl-NL)",
                                         "/DisplayDocTitle true",
                                         "/CreationDate (D:20260101000000Z)",
                                         "/Title <FEFF00560065",
                                         "/ID [<",
                                         "<pdfaid:part>3</pdfaid:part>",
                                         "<pdfuaid:part>1</pdfuaid:part>",
                                         "/GTS_PDFA1",
                                         "<xmp:CreateDate>2026-01-01T00:00:00Z<",
                                         "/Outlines",
                                         "/Subtype /Link"};
    const pdf_fixture *self = *state;
    size_t length;
    pdf_render(self, sample_document(self->arena, VW_NL, 20));
    const char *bytes = pdf_bytes_of(self->arena, self->path, &length);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        if (!contains(bytes, length, wanted[i])) {
            fail_msg("\"%s\" is missing", wanted[i]);
        }
    }
}

static const char *structure_of(const pdf_fixture *self)
{
    FILE *in = popen(vw_printf(self->arena, "pdfinfo -struct %s 2>&1", self->path), "r");
    assert_non_null(in);
    const char *tree = pdf_read_stream(self->arena, in, NULL);
    assert_int_equal(pclose(in), 0);
    return tree;
}

static void a_screen_reader_finds_the_structure(void **state)
{
    static const char *const wanted[] = {
        "Document\n", "H1 (block)", "H2 (block)",    "H3 (block)", "BlockQuote", "TOCI",
        "LBody",      "Lbl",        "Link (inline)", "Figure",     "Caption",    "/Scope /Column"};
    const pdf_fixture *self = *state;
    pdf_render(self, sample_document(self->arena, VW_NL, 20));
    const char *tree = structure_of(self);
    for (size_t i = 0; i < sizeof wanted / sizeof *wanted; i++) {
        if (strstr(tree, wanted[i]) == NULL) {
            fail_msg("\"%s\" is missing", wanted[i]);
        }
    }
    assert_null(strstr(tree, "Error"));
    /* The sample has a heading of level 4 right below one of level 1. */
    assert_null(strstr(tree, "H4"));
}

static void a_table_is_one_table_to_a_screen_reader_however_many_pages_it_takes(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_table(self->arena, 300, 0, false));
    const char *tree = structure_of(self);
    assert_int_equal(pdf_count_in(tree, NULL, "Table (block)"), 1);
    assert_int_equal(pdf_count_in(tree, NULL, "THead"), 1);
    assert_int_equal(pdf_count_in(tree, NULL, "TR\n"), 301);
    assert_int_equal(pdf_count_in(tree, NULL, "TD\n"), 1800);
}

static void another_text_gives_another_identity(void **state)
{
    const pdf_fixture *self = *state;
    const char *identity[2];
    for (int i = 0; i < 2; i++) {
        size_t length;
        pdf_render(self, sample_paragraph(self->arena, i == 0 ? "een" : "nee"));
        const char *bytes = pdf_bytes_of(self->arena, self->path, &length);
        const char *tail = bytes + length - 200;
        identity[i] = strstr(tail, "/ID");
        assert_non_null(identity[i]);
    }
    assert_memory_not_equal(identity[0], identity[1], 40);
}

static void qpdf_finds_no_fault(void **state)
{
    const pdf_fixture *self = *state;
    if (system("command -v qpdf >/dev/null") != 0) {
        skip();
    }
    pdf_render(self, sample_document(self->arena, VW_NL, 100));
    const char *command = vw_printf(self->arena, "qpdf --check %s >/dev/null", self->path);
    assert_int_equal(system(command), 0);
}

static void a_link_to_what_is_not_there_is_a_warning(void **state)
{
    const pdf_fixture *self = *state;
    static const vw_run runs[] = {{.text = "zie", .target = "#nergens"}};
    static const vw_block paragraph = {.is = VW_BLOCK_PARAGRAPH, .runs = runs, .run_count = 1};
    const vw_block *const blocks[] = {&paragraph};
    pdf_render(self, sample_of(self->arena, blocks, 1));
    assert_true(pdf_has_diag(self, VW_MSG_T007));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_text_copied_from_a_page_is_the_text_that_came_in),
        TEST(a_paragraph_broken_into_lines_loses_no_character),
        TEST(a_word_wider_than_the_page_is_broken_between_characters),
        TEST(a_character_that_no_face_has_is_kept_as_text_and_warned_of_once),
        TEST(ideographs_and_emoji_come_from_other_typefaces),
        TEST(a_control_character_that_reorders_text_is_shown),
        TEST(scripts_from_right_to_left_and_emoji_need_no_replacement),
        TEST(each_kind_of_block_is_printed),
        TEST(the_other_language_has_its_own_words),
        TEST(a_tables_head_stands_on_each_of_its_pages),
        TEST(no_row_is_split_over_two_pages),
        TEST(nothing_is_printed_below_the_frame),
        TEST(a_row_taller_than_a_page_goes_on_at_the_next),
        TEST(a_number_is_never_broken_over_lines),
        TEST(each_row_is_printed_once),
        TEST(rows_beyond_the_limit_for_paper_are_counted_and_the_total_stays),
        TEST(the_contents_give_the_page_of_each_heading),
        TEST(the_sample_reads_as_it_was_reviewed),
        TEST(own_typefaces_are_found_in_a_folder_that_is_named),
        TEST(two_runs_give_the_same_bytes),
        TEST(attachments_come_out_as_they_went_in_under_their_names),
        TEST(an_attachment_that_cannot_be_made_leaves_no_file),
        TEST(the_file_says_its_title_language_and_date),
        TEST(a_screen_reader_finds_the_structure),
        TEST(a_table_is_one_table_to_a_screen_reader_however_many_pages_it_takes),
        TEST(another_text_gives_another_identity),
        TEST(qpdf_finds_no_fault),
        TEST(a_link_to_what_is_not_there_is_a_warning),
    };
    return cmocka_run_group_tests_name("pdf", tests, NULL, NULL);
}

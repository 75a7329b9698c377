/* SPDX-License-Identifier: EUPL-1.2 */
/* How text is set: lines, hyphens, and what must stay together on a page. */
#include "fixture.h"

#include "reports/pdf/font.h"
#include "reports/pdf/text.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define SOFT_HYPHEN "\xC2\xAD"

static const char dutch[] =
    "Informatiebeveiligingsbeleid en toegangsrechtenbeoordelingen horen bij verantwoordelijkheden "
    "van gemeentesecretarissen, leveranciersbeoordelaars en systeembeheerders; beveiligings"
    "maatregelen, continuïteitsvoorzieningen en kwetsbaarhedenscans zijn verantwoordingsplichtig.";

/* ---- documents ------------------------------------------------------------------------------ */

static const vw_block *paragraph_of(vw_arena *arena, const char *text)
{
    vw_run *run = VW_NEW(arena, vw_run);
    run->text = text;
    vw_block *block = VW_NEW(arena, vw_block);
    *block = (vw_block){.is = VW_BLOCK_PARAGRAPH, .runs = run, .run_count = 1};
    return block;
}

static const vw_block *heading_of(vw_arena *arena, const char *text)
{
    vw_block *block = VW_NEW(arena, vw_block);
    *block = *paragraph_of(arena, text);
    block->is = VW_BLOCK_HEADING;
    block->level = 2;
    return block;
}

static const vw_block *table_of(vw_arena *arena, uint64_t rows, bool total)
{
    return sample_table(arena, rows, 0, total)->root->children[0];
}

/* [lines] short paragraphs, and then the blocks. */
static vw_document *pushed_down(vw_arena *arena, size_t lines, const vw_block *const *blocks,
                                size_t count)
{
    const vw_block **all = VW_NEW_ARRAY(arena, lines + count, const vw_block *);
    for (size_t i = 0; i < lines; i++) {
        all[i] = paragraph_of(arena, "Vulling.");
    }
    memcpy(all + lines, blocks, count * sizeof *blocks);
    return sample_of(arena, all, lines + count);
}

/* ---- reading -------------------------------------------------------------------------------- */

/* Without white space and soft hyphens: lines may end anywhere. */
static const char *joined(vw_arena *arena, const char *text)
{
    vw_buf out = {.arena = arena};
    for (const char *at = text; *at != '\0'; at++) {
        if (strncmp(at, SOFT_HYPHEN, 2) == 0) {
            at++;
        } else if ((unsigned char)*at > ' ') {
            vw_buf_addn(&out, at, 1);
        }
    }
    return vw_buf_text(&out);
}

/* The page, from 1, that holds [needle]; 0: none does. */
static int page_of(const char *text, const char *needle)
{
    int page = 1;
    for (const char *at = text; *at != '\0'; page++) {
        const char *end = strchr(at, '\f');
        assert_non_null(end);
        if (pdf_count_in(at, end, needle) > 0) {
            return page;
        }
        at = end + 1;
    }
    return 0;
}

static const char *structure_of(const pdf_fixture *self)
{
    FILE *in = popen(vw_printf(self->arena, "pdfinfo -struct %s 2>&1", self->path), "r");
    assert_non_null(in);
    const char *tree = pdf_read_stream(self->arena, in, NULL);
    assert_int_equal(pclose(in), 0);
    return tree;
}

/* ---- hyphens -------------------------------------------------------------------------------- */

static vw_document *in_a_narrow_column(const pdf_fixture *self, const char *text)
{
    const vw_block *quote = paragraph_of(self->arena, text);
    for (int depth = 0; depth < 24; depth++) { /* each is indented more */
        vw_block *around = VW_NEW(self->arena, vw_block);
        const vw_block **children = VW_NEW_ARRAY(self->arena, 1, const vw_block *);
        children[0] = quote;
        *around = (vw_block){.is = VW_BLOCK_QUOTE, .children = children, .child_count = 1};
        quote = around;
    }
    return pushed_down(self->arena, 0, &quote, 1);
}

static void long_words_are_hyphenated_and_copy_as_they_were(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, in_a_narrow_column(self, dutch));
    const char *text = pdf_text_of(self, "-raw -x 0 -y 75 -W 600 -H 710");
    assert_in_range(pdf_count_in(text, NULL, SOFT_HYPHEN), 4, 40);
    assert_string_equal(joined(self->arena, text), joined(self->arena, dutch));
    assert_int_equal(vw_diags_kept(self->diags), 0);
}

/* Three letters at least stay at either side; a diaeresis does not start a line. */
static void words_break_where_the_dictionary_says_but_not_near_their_ends(void **state)
{
    static const struct {
        const char *lang, *word, *broken;
    } cases[] = {
        {"nl-NL", "beveiliging", "bevei-li-ging"},
        {"nl", "Overleggen", "Over-leg-gen"},
        {"nl", "financi\xC3\xABle", "finan-ciële"},
        {"en-GB", "examination", "exam-in-a-tion"},
        {"nl-NL", "co\xC3\xB6rdinatie", "coör-di-na-tie"},
        {"nl-NL", "DigiDnorm", "DigiDnorm"},
        {"de-DE", "Sicherheit", "Sicherheit"},
    };
    const pdf_fixture *self = *state;
    vw_pdf_fonts *fonts = NULL;
    assert_int_equal(vw_pdf__fonts_open(&fonts, self->arena, self->diags, "nl-NL"), VW_OK);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        size_t places[64];
        const char *word = cases[i].word;
        size_t count = vw_pdf__hyphenate(fonts, cases[i].lang, word, strlen(word), places);
        vw_buf broken = {.arena = self->arena};
        size_t characters = 0, next = 0;
        for (const char *at = word; *at != '\0'; at++) {
            bool starts = ((unsigned char)*at & 0xC0) != 0x80;
            if (starts && next < count && characters == places[next]) {
                vw_buf_add(&broken, "-");
                next++;
            }
            characters += starts ? 1 : 0;
            vw_buf_addn(&broken, at, 1);
        }
        assert_string_equal(vw_buf_text(&broken), cases[i].broken);
    }
}

static void names_in_capitals_and_urls_are_not_hyphenated(void **state)
{
    const pdf_fixture *self = *state;
    vw_buf text = {.arena = self->arena};
    for (int i = 0; i < 30; i++) {
        vw_buf_add(&text, "DigiDNormenkader ENSIACOORDINATOR 2024beveiliging ");
    }
    pdf_render(self, in_a_narrow_column(self, vw_buf_text(&text)));
    assert_int_equal(pdf_count_in(pdf_text_of(self, "-raw"), NULL, SOFT_HYPHEN), 0);
}

static void words_break_as_their_own_language_has_it(void **state)
{
    static const vw_run runs[] = {
        {.text = "vooraf "},
        {.text = "responsibilities responsibilities responsibilities responsibilities "
                 "responsibilities responsibilities responsibilities responsibilities ",
         .lang = "en-GB"},
    };
    const pdf_fixture *self = *state;
    vw_block *paragraph = VW_NEW(self->arena, vw_block);
    *paragraph = (vw_block){.is = VW_BLOCK_PARAGRAPH, .runs = runs, .run_count = 2};
    const vw_block *const blocks[] = {paragraph};
    pdf_render(self, sample_of(self->arena, blocks, 1));
    const char *tree = structure_of(self);
    assert_non_null(strstr(tree, "Span (inline)"));
    size_t length;
    const char *bytes = pdf_bytes_of(self->arena, self->path, &length);
    bool found = false;
    for (size_t i = 0; i + 13 < length && !found; i++) {
        found = memcmp(bytes + i, "/Lang (en-GB)", 13) == 0;
    }
    assert_true(found);
}

static void without_its_dictionary_no_word_is_hyphenated_and_that_is_told(void **state)
{
    const pdf_fixture *self = *state;
    setenv("VERANTWOORD_HYPHENS", self->folder, 1);
    pdf_render(self, in_a_narrow_column(self, dutch));
    unsetenv("VERANTWOORD_HYPHENS");
    assert_int_equal(vw_diags_count(self->diags, VW_WARNING), 1);
    const vw_diag *diag = vw_diags_get(self->diags, 0);
    assert_int_equal(diag->msg, VW_MSG_T008);
    assert_non_null(strstr(vw_diag_hint(self->arena, diag, VW_NL), "hyphen-nl"));
    const char *text = pdf_text_of(self, "-raw -x 0 -y 75 -W 600 -H 710");
    assert_int_equal(pdf_count_in(text, NULL, SOFT_HYPHEN), 0);
    assert_string_equal(joined(self->arena, text), joined(self->arena, dutch));
}

/* ---- lines ---------------------------------------------------------------------------------- */

static void a_paragraph_takes_as_few_lines_as_it_can(void **state)
{
    const pdf_fixture *self = *state;
    vw_buf text = {.arena = self->arena};
    for (int i = 0; i < 120; i++) {
        vw_buf_add(&text, "vier ");
    }
    pdf_render(self, sample_paragraph(self->arena, vw_buf_text(&text)));
    const char *lines = pdf_text_of(self, "-raw -x 0 -y 75 -W 600 -H 710");
    assert_in_range(pdf_count_in(lines, NULL, "\n"), 5, 7);
}

/* ---- pages ---------------------------------------------------------------------------------- */

static void a_heading_stands_on_the_page_of_the_table_below_it(void **state)
{
    const pdf_fixture *self = *state;
    for (size_t lines = 20; lines < 36; lines++) {
        const vw_block *const blocks[] = {heading_of(self->arena, "Kopje."),
                                          table_of(self->arena, 40, false)};
        pdf_render(self, pushed_down(self->arena, lines, blocks, 2));
        const char *text = pdf_text_of(self, "-layout");
        int page = page_of(text, "Kopje.");
        assert_int_equal(page, page_of(text, "Rij 1."));
        assert_int_equal(page, page_of(text, "Rij 2."));
        assert_int_equal(page, page_of(text, "Uitkomsten per norm"));
    }
}

static void a_total_never_stands_alone_on_a_page(void **state)
{
    const pdf_fixture *self = *state;
    for (size_t i = 0; i < 48; i++) {
        const vw_block *const block = table_of(self->arena, 14 + i % 3, true);
        pdf_render(self, pushed_down(self->arena, 5 + i / 3, &block, 1));
        const char *text = pdf_text_of(self, "-layout");
        const char *last = vw_printf(self->arena, "Rij %zu.", 13 + i % 3);
        assert_int_equal(page_of(text, "Totaal"), page_of(text, last));
    }
}

static void the_last_row_takes_the_one_above_it_along(void **state)
{
    const pdf_fixture *self = *state;
    for (size_t lines = 0; lines < 32; lines++) {
        const vw_block *const block = table_of(self->arena, 16, false);
        pdf_render(self, pushed_down(self->arena, lines, &block, 1));
        const char *text = pdf_text_of(self, "-layout");
        assert_int_equal(page_of(text, "Rij 16."), page_of(text, "Rij 15."));
        for (int i = 1; i <= 16; i++) {
            assert_int_equal(pdf_count_in(text, NULL, vw_printf(self->arena, "Rij %d.", i)), 1);
        }
    }
}

static void what_is_not_listed_is_told_on_the_page_of_the_last_row(void **state)
{
    const pdf_fixture *self = *state;
    for (size_t lines = 0; lines < 32; lines++) {
        const vw_block *const block = sample_table(self->arena, 40, 16, false)->root->children[0];
        pdf_render(self, pushed_down(self->arena, lines, &block, 1));
        const char *text = pdf_text_of(self, "-layout");
        assert_int_equal(page_of(text, "De andere rijen"), page_of(text, "Rij 16."));
        assert_int_equal(page_of(text, "De andere rijen"), page_of(text, "Rij 15."));
    }
}

static vw_status hash_open(void *self, vw_diags *diags)
{
    (void)diags;
    *(bool *)self = false;
    return VW_OK;
}

static vw_status hash_next(void *self, vw_diags *diags, const vw_cell **cells)
{
    static const vw_cell row[] = {
        {.is = VW_CELL_TEXT, .text = "Een levering van records met een lange omschrijving erbij."},
        {.is = VW_CELL_TEXT,
         .text = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"}};
    (void)diags;
    *cells = *(bool *)self ? NULL : row;
    *(bool *)self = true;
    return VW_OK;
}

static void hash_close(void *self)
{
    (void)self;
}

static void a_hash_has_as_much_on_each_of_its_lines(void **state)
{
    const pdf_fixture *self = *state;
    for (int weight = 1; weight < 8; weight++) {
        bool done = false;
        const vw_table_column columns[] = {
            {.id = "a", .title = "Soort", .is = VW_CELL_TEXT, .weight = weight, .on_paper = true},
            {.id = "b",
             .title = "Hash",
             .is = VW_CELL_TEXT,
             .weight = 1,
             .code = true,
             .on_paper = true}};
        const vw_table table = {.id = "t",
                                .caption = "Leveringen",
                                .columns = columns,
                                .column_count = 2,
                                .rows = {hash_open, hash_next, hash_close, &done},
                                .total_rows = 1};
        const vw_block block = {.is = VW_BLOCK_TABLE, .id = "t", .table = &table};
        const vw_block *const blocks[] = {&block};
        pdf_render(self, sample_of(self->arena, blocks, 1));
        const char *text = pdf_text_of(self, "-raw -x 0 -y 75 -W 600 -H 710");
        const char *last = strstr(text, "7852b855");
        const char *line = last;
        while (last != NULL && line > text && line[-1] != '\n') {
            line--;
        }
        assert_non_null(last);
        assert_true(last + 8 - line >= 16);
    }
}

static void a_small_table_is_not_split(void **state)
{
    const pdf_fixture *self = *state;
    for (size_t lines = 0; lines < 32; lines++) {
        const vw_block *const block = table_of(self->arena, 5, false);
        pdf_render(self, pushed_down(self->arena, lines, &block, 1));
        const char *text = pdf_text_of(self, "-layout");
        assert_int_equal(page_of(text, "Rij 1."), page_of(text, "Rij 5."));
    }
}

static void what_announces_a_list_stands_above_it(void **state)
{
    const pdf_fixture *self = *state;
    vw_arena *arena = self->arena;
    for (size_t lines = 26; lines < 33; lines++) {
        vw_block *item = VW_NEW(arena, vw_block), *list = VW_NEW(arena, vw_block);
        const vw_block **children = VW_NEW_ARRAY(arena, 1, const vw_block *);
        const vw_block **items = VW_NEW_ARRAY(arena, 1, const vw_block *);
        children[0] = paragraph_of(arena, "Onderdeel.");
        *item = (vw_block){.is = VW_BLOCK_ITEM, .children = children, .child_count = 1};
        items[0] = item;
        *list = (vw_block){.is = VW_BLOCK_LIST, .children = items, .child_count = 1};
        const vw_block *const blocks[] = {paragraph_of(arena, "Dit is er:"), list};
        pdf_render(self, pushed_down(arena, lines, blocks, 2));
        const char *text = pdf_text_of(self, "-layout");
        assert_int_equal(page_of(text, "Dit is er:"), page_of(text, "Onderdeel."));
    }
}

static const vw_block *holder_of(vw_arena *arena, vw_block_kind is, const vw_block *first,
                                 const vw_block *second)
{
    vw_block *block = VW_NEW(arena, vw_block);
    const vw_block **children = VW_NEW_ARRAY(arena, 2, const vw_block *);
    children[0] = first;
    children[1] = second;
    *block = (vw_block){.is = is, .children = children, .child_count = second == NULL ? 1 : 2};
    return block;
}

/* A list of one item. */
static const vw_block *list_of(vw_arena *arena, const vw_block *first, const vw_block *second)
{
    return holder_of(arena, VW_BLOCK_LIST, holder_of(arena, VW_BLOCK_ITEM, first, second), NULL);
}

static void a_heading_stands_on_the_page_of_the_text_that_announces_a_list(void **state)
{
    const pdf_fixture *self = *state;
    vw_arena *arena = self->arena;
    for (size_t lines = 22; lines < 36; lines++) {
        const vw_block *const blocks[] = {heading_of(arena, "Kopje."),
                                          paragraph_of(arena, "Uitleg."),
                                          list_of(arena, paragraph_of(arena, "Onderdeel."), NULL)};
        pdf_render(self, pushed_down(arena, lines, blocks, 3));
        const char *text = pdf_text_of(self, "-layout");
        assert_int_equal(page_of(text, "Kopje."), page_of(text, "Uitleg."));
        assert_int_equal(page_of(text, "Uitleg."), page_of(text, "Onderdeel."));
    }
}

static void a_remark_below_a_heading_takes_along_what_the_heading_is_about(void **state)
{
    const pdf_fixture *self = *state;
    vw_arena *arena = self->arena;
    for (size_t lines = 22; lines < 36; lines++) {
        const vw_block *const blocks[] = {
            heading_of(arena, "Kopje."),
            holder_of(arena, VW_BLOCK_QUOTE, paragraph_of(arena, "Voorbehoud."), NULL),
            paragraph_of(arena, "Uitleg.")};
        pdf_render(self, pushed_down(arena, lines, blocks, 3));
        const char *text = pdf_text_of(self, "-layout");
        assert_int_equal(page_of(text, "Kopje."), page_of(text, "Voorbehoud."));
        assert_int_equal(page_of(text, "Voorbehoud."), page_of(text, "Uitleg."));
    }
}

static void a_line_below_a_heading_takes_the_table_along(void **state)
{
    const pdf_fixture *self = *state;
    for (size_t lines = 20; lines < 36; lines++) {
        const vw_block *const blocks[] = {heading_of(self->arena, "Kopje."),
                                          paragraph_of(self->arena, "Niet bevestigd."),
                                          table_of(self->arena, 40, false)};
        pdf_render(self, pushed_down(self->arena, lines, blocks, 3));
        const char *text = pdf_text_of(self, "-layout");
        assert_int_equal(page_of(text, "Kopje."), page_of(text, "Niet bevestigd."));
        assert_int_equal(page_of(text, "Kopje."), page_of(text, "Rij 2."));
    }
}

static void a_remark_that_is_not_long_is_not_parted(void **state)
{
    const pdf_fixture *self = *state;
    vw_arena *arena = self->arena;
    vw_buf words = {.arena = arena};
    for (size_t word = 1; word < 60; word++) {
        vw_buf_addf(&words, "woord%zu ", word);
    }
    vw_buf_add(&words, "slot");
    for (size_t lines = 24; lines < 34; lines++) {
        const vw_block *const blocks[] = {
            holder_of(arena, VW_BLOCK_NOTE, paragraph_of(arena, vw_buf_text(&words)), NULL)};
        pdf_render(self, pushed_down(arena, lines, blocks, 1));
        const char *text = pdf_text_of(self, "-layout");
        assert_int_equal(page_of(text, "woord1 "), page_of(text, "slot"));
    }
}

static void no_item_of_a_list_stands_alone_on_a_page(void **state)
{
    const pdf_fixture *self = *state;
    vw_arena *arena = self->arena;
    static const char *const words[] = {"Eerste.", "Tweede.", "Derde.", "Vierde."};
    for (size_t lines = 22; lines < 34; lines++) {
        vw_block *list = VW_NEW(arena, vw_block);
        const vw_block **items = VW_NEW_ARRAY(arena, 4, const vw_block *);
        for (size_t i = 0; i < 4; i++) {
            items[i] = holder_of(arena, VW_BLOCK_ITEM, paragraph_of(arena, words[i]), NULL);
        }
        *list = (vw_block){.is = VW_BLOCK_LIST, .children = items, .child_count = 4};
        const vw_block *const blocks[] = {list};
        pdf_render(self, pushed_down(arena, lines, blocks, 1));
        const char *text = pdf_text_of(self, "-layout");
        assert_int_equal(page_of(text, words[0]), page_of(text, words[1]));
        assert_int_equal(page_of(text, words[2]), page_of(text, words[3]));
    }
}

/* Fillers of a list: its items stand closer than paragraphs, so that every height comes by. */
static void an_item_stands_on_the_page_of_the_list_in_it(void **state)
{
    const pdf_fixture *self = *state;
    vw_arena *arena = self->arena;
    for (size_t lines = 20; lines < 34; lines++) {
        for (size_t items = 0; items < 5; items++) {
            const vw_block *blocks[6];
            for (size_t i = 0; i < items; i++) {
                blocks[i] = list_of(arena, paragraph_of(arena, "Vulling."), NULL);
            }
            blocks[items] = list_of(arena, paragraph_of(arena, "Opzet: deels"),
                                    list_of(arena, paragraph_of(arena, "Toets."), NULL));
            pdf_render(self, pushed_down(arena, lines, blocks, items + 1));
            const char *text = pdf_text_of(self, "-layout");
            assert_int_equal(page_of(text, "Opzet: deels"), page_of(text, "Toets."));
        }
    }
}

static void a_paragraph_leaves_no_single_line_behind(void **state)
{
    const pdf_fixture *self = *state;
    for (size_t i = 0; i < 30; i++) {
        vw_buf words = {.arena = self->arena};
        for (size_t word = 1; word < 60 + 12 * (i % 6); word++) {
            vw_buf_addf(&words, "woord%zu ", word);
        }
        vw_buf_add(&words, "slot");
        const vw_block *const block = paragraph_of(self->arena, vw_buf_text(&words));
        pdf_render(self, pushed_down(self->arena, 27 + i / 6, &block, 1));
        const char *text = pdf_text_of(self, "-layout");
        if (page_of(text, "woord1 ") != page_of(text, "slot")) {
            const char *first = pdf_text_of(self, "-raw -x 0 -y 75 -W 600 -H 710 -f 1 -l 1");
            const char *second = pdf_text_of(self, "-raw -x 0 -y 75 -W 600 -H 710 -f 2 -l 2");
            assert_int_not_equal(pdf_count_in(first, NULL, "\nwoord"), 1);
            assert_true(pdf_count_in(second, NULL, "\n") >= 2);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(long_words_are_hyphenated_and_copy_as_they_were),
        TEST(words_break_where_the_dictionary_says_but_not_near_their_ends),
        TEST(names_in_capitals_and_urls_are_not_hyphenated),
        TEST(words_break_as_their_own_language_has_it),
        TEST(without_its_dictionary_no_word_is_hyphenated_and_that_is_told),
        TEST(a_paragraph_takes_as_few_lines_as_it_can),
        TEST(a_heading_stands_on_the_page_of_the_table_below_it),
        TEST(a_total_never_stands_alone_on_a_page),
        TEST(the_last_row_takes_the_one_above_it_along),
        TEST(what_is_not_listed_is_told_on_the_page_of_the_last_row),
        TEST(a_hash_has_as_much_on_each_of_its_lines),
        TEST(a_small_table_is_not_split),
        TEST(what_announces_a_list_stands_above_it),
        TEST(a_heading_stands_on_the_page_of_the_text_that_announces_a_list),
        TEST(a_line_below_a_heading_takes_the_table_along),
        TEST(a_remark_that_is_not_long_is_not_parted),
        TEST(no_item_of_a_list_stands_alone_on_a_page),
        TEST(a_remark_below_a_heading_takes_along_what_the_heading_is_about),
        TEST(an_item_stands_on_the_page_of_the_list_in_it),
        TEST(a_paragraph_leaves_no_single_line_behind),
    };
    return cmocka_run_group_tests_name("pdf_typography", tests, NULL, NULL);
}

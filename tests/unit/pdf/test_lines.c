/* SPDX-License-Identifier: EUPL-1.2 */
/* Where the lines of a text end. */
#include "fixture.h"

#include "reports/pdf/font.h"
#include "reports/pdf/text.h"

#include <string.h>

/* How the lines of [text] end, with "|" between them. */
static const char *set_in(const pdf_fixture *self, const char *text, double width)
{
    vw_pdf_fonts *fonts = NULL;
    assert_int_equal(vw_pdf__fonts_open(&fonts, self->arena, self->diags, "nl-NL"), VW_OK);
    const vw_pdf_style style = {.size = 10, .leading = 14, .hyphens = "nl-NL"};
    const vw_pdf_text *set = vw_pdf__lay_string(fonts, self->arena, text, &style, width);
    vw_buf out = {.arena = self->arena};
    for (size_t i = 0; i < set->lines.count; i++) {
        const vw_pdf_line *line = &set->lines.items[i];
        const vw_pdf_piece *last = &set->pieces.items[line->first + line->count - 1];
        const char *end = i + 1 < set->lines.count ? last[1].text : NULL;
        const char *start = set->pieces.items[line->first].text;
        const size_t length = end != NULL ? (size_t)(end - start) : strlen(start);
        vw_buf_addn(&out, start, length);
        vw_buf_add(&out, line->hyphen == VW_HYPHEN_OWN ? "-|" : end != NULL ? "|" : "");
    }
    return vw_buf_text(&out);
}

/* A name is looked up by its characters: a hyphen would be one of them. */
static void names_of_files_and_ids_break_after_a_sign_and_get_no_hyphen(void **state)
{
    static const struct {
        const char *text, *lines;
        double width;
    } cases[] = {
        {"supplier_review.csv", "supplier_|review.csv", 60},
        {"vulnerability_finding.csv", "vulnerability_|finding.csv", 70},
        {"vulnerability_finding.csv", "vulnerability_finding.|csv", 105},
        {"33-publication", "33-|publication", 50},
        {"20(2)-certificate", "20(2)-|certificate", 60},
        {"artikel 27.a.iii", "artikel |27.a.iii", 45},
        {"norm U/NW.03", "norm |U/NW.03", 48},
        {"op 2025-12-31", "op |2025-12-31", 60},
        {"voor 1.250.000 euro", "voor |1.250.000 |euro", 52},
        {"zie www.waterrijk.example/veiligheid", "zie www.waterrijk.|example/veiligheid", 95},
    };
    const pdf_fixture *self = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(set_in(self, cases[i].text, cases[i].width), cases[i].lines);
    }
    /* A word beside a number is a word. */
    assert_non_null(strstr(set_in(self,
                                  "beveiligingsmedewerker\xC2\xA0"
                                  "12",
                                  60),
                           "-|"));
}

/* Where as many lines can be had without it. */
static void no_line_begins_with_a_count_or_parts_a_date_or_a_compound(void **state)
{
    static const struct {
        const char *text, *lines;
        double width;
    } cases[] = {
        {"Van de open bevindingen over hun datum: 0; kritiek of hoog: 1. Van alle conclusies "
         "voldoet 18%.",
         "Van de open bevindingen over hun datum: 0; kritiek of |hoog: 1. Van alle conclusies "
         "voldoet 18%.",
         270},
        {"In de periode van 1 januari 2025 tot en met 31 december 2025, naar de stand op 31 "
         "december 2025.",
         "In de periode van 1 januari 2025 tot en |met 31 december 2025, naar de stand |op 31 "
         "december 2025.",
         195},
        {"Het verslag over het kader voor ICT-risicobeheer",
         "Het verslag over het kader voor |ICT-risicobeheer", 165},
        /* A line that ends much too early is worse. */
        {"een twee drie vier 5 zes", "een twee drie vier |5 zes", 85},
    };
    const pdf_fixture *self = *state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(set_in(self, cases[i].text, cases[i].width), cases[i].lines);
    }
}

/* Widths of columns are chosen by it. */
static void a_hash_takes_as_many_lines_as_measured(void **state)
{
    static const char hash[] = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    const pdf_fixture *self = *state;
    vw_pdf_fonts *fonts = NULL;
    assert_int_equal(vw_pdf__fonts_open(&fonts, self->arena, self->diags, "nl-NL"), VW_OK);
    const vw_pdf_style style = {.size = 7, .leading = 10, .code = true};
    const vw_pdf_text *whole = vw_pdf__lay_string(fonts, self->arena, hash, &style, 1e7);
    for (double width = 10; width < 300; width += 1.7) {
        const vw_pdf_text *set = vw_pdf__lay_string(fonts, self->arena, hash, &style, width);
        size_t hyphens, broken;
        assert_int_equal(vw_pdf__lines_in(whole, width, &hyphens, &broken), set->lines.count);
        assert_int_equal(broken, set->lines.count - 1);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(names_of_files_and_ids_break_after_a_sign_and_get_no_hyphen),
        TEST(no_line_begins_with_a_count_or_parts_a_date_or_a_compound),
        TEST(a_hash_takes_as_many_lines_as_measured),
    };
    return cmocka_run_group_tests_name("pdf_lines", tests, NULL, NULL);
}

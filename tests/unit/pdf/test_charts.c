/* SPDX-License-Identifier: EUPL-1.2 */
/* Charts and signatures: each number and each name that goes in can be read on the page. */
#include "fixture.h"

#include "reports/pdf/blocks.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const frameworks[] = {
    "Baseline Informatiebeveiliging Overheid 2 (1.3)", "DigiD-normenkader (3.0)",
    ("NIS2 en Cyberbeveiligingswet, met de uitvoeringsverordening en een naam die niet op drie "
     "regels past omdat er altijd nog een verordening bij komt (2022/2555)")};
static const double met[] = {0.215, 0.17, 1.0};
static const double coverage[] = {0.907, -1, 0.031};
static const vw_chart_series shares[] = {{"Aandeel voldoet", met}, {"Dekking", coverage}};

static const char *const years[] = {"2022", "2023", "2024", "2025"};
static const double a[] = {0.12, 0.154, -1, 0.215};
static const double b[] = {0.5, 0.61, 0.85, 0.907};
static const double c[] = {0.501, 0.3, 0.31, 0.32};
static const double d[] = {0.7, 0.71, 0.72, 0.999};
static const vw_chart_series lines[] = {{"BIO2, aandeel voldoet", a},
                                        {"BIO2, dekking", b},
                                        {"DigiD, aandeel", c},
                                        {"DigiD, dekking", d}};

static const vw_chart_bar bars[] = {
    {.label = "opzet", .counts = {{1, 8, 14, 178, 0, 57, 2, 3}}},
    {.label = "Een aspect met een naam die zo lang is dat zij op geen twee regels past, en dus ook "
              "niet op een, want er komt steeds nog iets bij",
     .counts = {{100000, 1, 2, 3, 4, 5, 6, 7}}},
};

static const vw_block *chart_block(vw_arena *arena, const vw_chart *chart)
{
    vw_block *block = VW_NEW(arena, vw_block);
    *block = (vw_block){.is = VW_BLOCK_CHART, .chart = chart};
    return block;
}

static vw_document *three_charts(vw_arena *arena)
{
    static const vw_chart by_share = {.is = VW_CHART_SHARES,
                                      .caption = "Aandeel en dekking per normenkader",
                                      .alternative = "BIO2 21,5% en 90,7%.",
                                      .points = frameworks,
                                      .point_count = 3,
                                      .series = shares,
                                      .series_count = 2};
    static const vw_chart by_year = {.is = VW_CHART_TREND,
                                     .caption = "Verloop over de jaren",
                                     .alternative = "Van 12,0% in 2022 naar 21,5% in 2025.",
                                     .points = years,
                                     .point_count = 4,
                                     .series = lines,
                                     .series_count = 4};
    static const vw_chart by_aspect = {
        .caption = "Per aspect", .alternative = "Opzet: 57 voldoet.", .bars = bars, .bar_count = 2};
    const vw_block **blocks = VW_NEW_ARRAY(arena, 3, const vw_block *);
    blocks[0] = chart_block(arena, &by_share);
    blocks[1] = chart_block(arena, &by_year);
    blocks[2] = chart_block(arena, &by_aspect);
    return sample_of(arena, blocks, 3);
}

/* Lines may end anywhere, and a space that does not break is a space. */
static const char *on_one_line(vw_arena *arena, const char *text)
{
    vw_buf out = {.arena = arena};
    for (const char *at = text; *at != '\0'; at++) {
        if (strncmp(at, "\xC2\xA0", 2) == 0 || *at == '\n') {
            vw_buf_add(&out, " ");
            at += *at == '\n' ? 0 : 1;
        } else {
            vw_buf_addn(&out, at, 1);
        }
    }
    return vw_buf_text(&out);
}

static void expect_all(const pdf_fixture *self, const char *const *wanted, size_t count)
{
    const char *text = on_one_line(self->arena, pdf_text_of(self, "-raw"));
    for (size_t i = 0; i < count; i++) {
        if (strstr(text, wanted[i]) == NULL) {
            fail_msg("\"%s\" is missing in \"%s\"", wanted[i], text);
        }
    }
}

static void each_value_of_a_chart_stands_in_it(void **state)
{
    static const char *const wanted[] = {"21,5%",
                                         "17,0%",
                                         "100,0%",
                                         "90,7%",
                                         "3,1%",
                                         "n.v.t.",
                                         "Aandeel voldoet",
                                         "Dekking",
                                         "12,0%",
                                         "15,4%",
                                         "50,0%",
                                         "61,0%",
                                         "85,0%",
                                         "50,1%",
                                         "30,0%",
                                         "31,0%",
                                         "32,0%",
                                         "70,0%",
                                         "71,0%",
                                         "72,0%",
                                         "99,9%",
                                         "2022",
                                         "2025",
                                         "DigiD, dekking",
                                         "0%",
                                         "100%",
                                         "voldoet niet 8",
                                         "100.000",
                                         "niet voorgekomen 7",
                                         "(2022/2555)",
                                         "steeds nog iets bij"};
    const pdf_fixture *self = *state;
    pdf_render(self, three_charts(self->arena));
    expect_all(self, wanted, sizeof wanted / sizeof *wanted);
}

static void a_chart_is_a_figure_that_says_what_it_shows(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, three_charts(self->arena));
    FILE *in = popen(vw_printf(self->arena, "pdfinfo -struct %s 2>&1", self->path), "r");
    assert_non_null(in);
    const char *tree = pdf_read_stream(self->arena, in, NULL);
    assert_int_equal(pclose(in), 0);
    assert_int_equal(pdf_count_in(tree, NULL, "Figure"), 3);
}

/* A break in what was measured must not look like a line that somebody measured. */
static void a_year_without_a_value_leaves_a_gap(void **state)
{
    static const double whole[] = {0.1, 0.2, 0.3}, holed[] = {0.1, -1, 0.3};
    const pdf_fixture *self = *state;
    size_t strokes[2];
    for (int i = 0; i < 2; i++) {
        const vw_chart_series series = {"reeks", i == 0 ? whole : holed};
        const vw_chart chart = {.is = VW_CHART_TREND,
                                .caption = "verloop",
                                .points = years,
                                .point_count = 3,
                                .series = &series,
                                .series_count = 1};
        const vw_block *const block = chart_block(self->arena, &chart);
        pdf_render(self, sample_of(self->arena, &block, 1));
        FILE *in = popen(vw_printf(self->arena,
                                   "qpdf --qdf --object-streams=disable %s - | grep -ac ' l S$'",
                                   self->path),
                         "r");
        assert_non_null(in);
        strokes[i] = strtoul(pdf_read_stream(self->arena, in, NULL), NULL, 10);
        pclose(in);
    }
    assert_true(strokes[1] > 0);
    assert_int_equal(strokes[0] - strokes[1], 2);
}

static void a_role_of_many_words_is_printed_whole(void **state)
{
    static const vw_signatory who[] = {
        {.role = "Voorzitter van het dagelijks bestuur van de gemeenschappelijke regeling "
                 "Informatiebeveiliging en Privacy Waterrijk en omstreken",
         .name = "Mevrouw mr. dr. A.B.C.D. van der Lange-Naam tot Achterkant en Zijkant, "
                 "plaatsvervangend"},
        {.role = "Secretaris", .name = ""}};
    static const vw_block block = {
        .is = VW_BLOCK_SIGNATURES, .signatories = who, .signatory_count = 2};
    static const char *const wanted[] = {"omstreken", "plaatsvervangend", "Secretaris", "Naam"};
    const pdf_fixture *self = *state;
    const vw_block *const blocks[] = {&block};
    pdf_render(self, sample_of(self->arena, blocks, 1));
    expect_all(self, wanted, sizeof wanted / sizeof *wanted);
}

/* ---- colours -------------------------------------------------------------------------------- */

static double luminance(vw_pdf_colour colour)
{
    const double parts[3] = {colour.red, colour.green, colour.blue};
    static const double share[3] = {0.2126, 0.7152, 0.0722};
    double sum = 0;
    for (size_t i = 0; i < 3; i++) {
        double part = parts[i];
        sum += share[i] * (part <= 0.03928 ? part / 12.92 : pow((part + 0.055) / 1.055, 2.4));
    }
    return sum;
}

/* As WCAG 2.1 defines it. */
static double contrast(vw_pdf_colour text, vw_pdf_colour ground)
{
    double one = luminance(text), other = luminance(ground);
    return one > other ? (one + 0.05) / (other + 0.05) : (other + 0.05) / (one + 0.05);
}

/* Text 4.5 to 1 (1.4.3), signs 3 to 1 (1.4.11), on white and on the palest tint that may lie below.
 */
static void text_and_signs_can_be_told_from_their_ground(void **state)
{
    static const vw_pdf_colour tint = {0.945, 0.945, 0.945};
    (void)state;
    assert_true(contrast(vw_pdf_ink, tint) >= 4.5);
    assert_true(contrast(vw_pdf_grey, tint) >= 4.5);
    for (int i = 0; i < VW_RESULT_COUNT; i++) {
        assert_true(contrast(vw_pdf__result_colour((vw_result)i), tint) >= 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(each_value_of_a_chart_stands_in_it),
        TEST(a_chart_is_a_figure_that_says_what_it_shows),
        TEST(a_year_without_a_value_leaves_a_gap),
        TEST(text_and_signs_can_be_told_from_their_ground),
        TEST(a_role_of_many_words_is_printed_whole),
    };
    return cmocka_run_group_tests_name("pdf_charts", tests, NULL, NULL);
}

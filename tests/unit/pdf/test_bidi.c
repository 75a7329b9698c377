/* SPDX-License-Identifier: EUPL-1.2 */
/* Text from right to left: which way each part of it runs on the page (UAX 9). */
#include "fixture.h"

#include "reports/pdf/syntax.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Points from the left of the page to [character], as MuPDF finds its glyph at its first place. */
static double place_of(const pdf_fixture *self, const char *character)
{
    FILE *in =
        popen(vw_printf(self->arena, "mutool draw -q -F stext %s 2>/dev/null", self->path), "r");
    assert_non_null(in);
    const char *text = pdf_read_stream(self->arena, in, NULL);
    assert_int_equal(pclose(in), 0);
    const char *at = character;
    const char *wanted = (unsigned char)*at < 0x80
                             ? vw_printf(self->arena, " c=\"%s\"", character)
                             : vw_printf(self->arena, " c=\"&#x%x;\"", vw_pdf__next_char(&at));
    const char *found = strstr(text, wanted);
    if (found == NULL) {
        fail_msg("%s is not on the page", character);
    }
    while (strncmp(found, "<char", 5) != 0) {
        found--;
    }
    const char *quad = strstr(found, "quad=\"");
    assert_non_null(quad);
    return strtod(quad + strlen("quad=\""), NULL);
}

/* The characters stand on the page in this order, from left to right. */
static void expect_order(const pdf_fixture *self, const char *const *characters, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        if (place_of(self, characters[i - 1]) >= place_of(self, characters[i])) {
            fail_msg("%s does not stand left of %s", characters[i - 1], characters[i]);
        }
    }
}

#define EXPECT_ORDER(self, ...)                                                                    \
    do {                                                                                           \
        static const char *const order[] = {__VA_ARGS__};                                          \
        expect_order(self, order, sizeof order / sizeof *order);                                   \
    } while (0)

static void numbers_and_names_in_arabic_run_to_the_right(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_paragraph(self->arena, "الرقم ١٢٣ هنا 456 ok 7.89%"));
    EXPECT_ORDER(self, "o", "k", "7", ".", "8", "9", "4", "5", "6", "ه", "١", "٢", "٣", "ق");
    const char *text = pdf_text_of(self, "-raw");
    assert_non_null(strstr(text, "١٢٣"));
    assert_non_null(strstr(text, "456"));
    assert_non_null(strstr(text, "7.89"));
    assert_non_null(strstr(text, "الرقم"));
}

static void extended_digits_run_to_the_right_too(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_paragraph(self->arena, "عدد ۴۵۶ است"));
    EXPECT_ORDER(self, "ت", "۴", "۵", "۶", "ع");
}

static void numbers_in_hebrew_run_to_the_right(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_paragraph(self->arena, "עברית 2025-12-31 (abc) טקסט"));
    /* After Hebrew a date is one number. */
    assert_non_null(strstr(pdf_text_of(self, "-raw"), "2025-12-31"));
    EXPECT_ORDER(self, "ס", "a", "b", "c", "3", "ר");
}

/* What opens stands right of its contents, and is drawn and copied as what is seen there. */
static void brackets_are_mirrored(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_paragraph(self->arena, "עברית (שלום) טקסט"));
    EXPECT_ORDER(self, "ס", "(", "ש", ")", "ע");
    assert_non_null(strstr(pdf_text_of(self, "-raw"), "שלום"));
}

static void hebrew_in_a_line_to_the_right_turns_by_itself(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_paragraph(self->arena, "Xerox: שלום 123 עברית; klaar"));
    EXPECT_ORDER(self, "X", ":", "ת", "ע", "1", "2", "3", "ם", "ש", ";", "k");
}

/* The first letter decides where a paragraph begins. */
static void a_paragraph_in_hebrew_begins_at_the_right(void **state)
{
    const pdf_fixture *self = *state;
    pdf_render(self, sample_paragraph(self->arena, "12 שלום abc"));
    EXPECT_ORDER(self, "a", "b", "c", "ם", "ש", "1", "2");
    assert_true(place_of(self, "a") > 300);
}

static void a_long_paragraph_keeps_its_words_and_numbers(void **state)
{
    const pdf_fixture *self = *state;
    vw_buf text = {.arena = self->arena};
    for (int i = 100; i < 260; i++) {
        vw_buf_addf(&text, "שלום %d ", i);
    }
    pdf_render(self, sample_paragraph(self->arena, vw_buf_text(&text)));
    const char *printed = pdf_text_of(self, "-raw");
    for (int i = 100; i < 260; i++) {
        assert_non_null(strstr(printed, vw_printf(self->arena, "%d", i)));
    }
    assert_true(pdf_count_in(printed, NULL, "שלום") >= 160);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(numbers_and_names_in_arabic_run_to_the_right),
        TEST(extended_digits_run_to_the_right_too),
        TEST(numbers_in_hebrew_run_to_the_right),
        TEST(brackets_are_mirrored),
        TEST(hebrew_in_a_line_to_the_right_turns_by_itself),
        TEST(a_paragraph_in_hebrew_begins_at_the_right),
        TEST(a_long_paragraph_keeps_its_words_and_numbers),
    };
    return cmocka_run_group_tests_name("pdf_bidi", tests, NULL, NULL);
}

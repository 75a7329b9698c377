/* SPDX-License-Identifier: EUPL-1.2 */
#include "base/seal.h"
#include "support.h"

static const char *sealed(char out[VW_SEAL_BYTES], const char *const rows[][2], size_t count)
{
    vw_seal seal = {0};
    for (size_t i = 0; i < count; i++) {
        vw_seal_cell(&seal, 0, vw_seal_text(rows[i][0]));
        vw_seal_cell(&seal, 1, vw_seal_text(rows[i][1]));
        vw_seal_end_row(&seal);
    }
    vw_seal_show(out, &seal);
    return out;
}

static void rows_in_another_order_and_blank_ones_are_the_same(void **state)
{
    (void)state;
    char a[VW_SEAL_BYTES], b[VW_SEAL_BYTES];
    const char *const one[][2] = {{"x", "1"}, {"y", "2"}};
    const char *const other[][2] = {{"y", "2"}, {"", " "}, {"x", "1"}};
    assert_string_equal(sealed(a, one, 2), sealed(b, other, 3));
}

static void another_text_another_column_and_a_row_twice_are_not(void **state)
{
    (void)state;
    char a[VW_SEAL_BYTES], b[VW_SEAL_BYTES];
    const char *const one[][2] = {{"x", "1"}, {"y", "2"}};
    const char *const changed[][2] = {{"x", "1"}, {"y", "3"}};
    const char *const moved[][2] = {{"x", "1"}, {"2", "y"}};
    const char *const swapped[][2] = {{"x", "2"}, {"y", "1"}};
    const char *const twice[][2] = {{"x", "1"}, {"x", "1"}};
    (void)sealed(a, one, 2);
    assert_string_not_equal(a, sealed(b, changed, 2));
    assert_string_not_equal(a, sealed(b, moved, 2));
    assert_string_not_equal(a, sealed(b, swapped, 2));
    assert_string_not_equal(a, sealed(b, twice, 2));
    assert_string_not_equal(a, sealed(b, one, 1));
}

static void blanks_and_line_ends_do_not_count(void **state)
{
    (void)state;
    assert_int_equal(vw_seal_text("one two\nthree"), vw_seal_text("one\xc2\xa0two\r\n three "));
    assert_int_equal(vw_seal_text(" \t\n"), 0);
    assert_int_equal(vw_seal_text(""), 0);
    assert_int_not_equal(vw_seal_text("a"), vw_seal_text("b"));
    assert_int_not_equal(vw_seal_text("Â"), vw_seal_text("Ã"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(rows_in_another_order_and_blank_ones_are_the_same),
        TEST(another_text_another_column_and_a_row_twice_are_not),
        TEST(blanks_and_line_ends_do_not_count),
    };
    return cmocka_run_group_tests_name("seal", tests, NULL, NULL);
}

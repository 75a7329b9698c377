/* SPDX-License-Identifier: EUPL-1.2 */
/* Scores of CVSS against those that FIRST and NVD publish for known vulnerabilities, and against
 * the worked examples of the standards. */
#include "intake/formats/csaf/cvss.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

typedef struct {
    vw_cvss_version version;
    const char *vector;
    double base, temporal, environmental;
} scored;

static const scored cases[] = {
    {VW_CVSS_31, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H", 9.8, 9.8, 9.8},
    {VW_CVSS_31, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:C/C:H/I:H/A:H", 10.0, 10.0, 10.0},
    {VW_CVSS_31, "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:C/C:L/I:L/A:N", 6.4, 6.4, 6.4},
    {VW_CVSS_31, "CVSS:3.1/AV:N/AC:L/PR:L/UI:N/S:U/C:N/I:L/A:N", 4.3, 4.3, 4.3},
    {VW_CVSS_31, "CVSS:3.1/AV:N/AC:H/PR:N/UI:R/S:U/C:L/I:N/A:N", 3.1, 3.1, 3.1},
    {VW_CVSS_31, "CVSS:3.1/AV:P/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:N", 0.0, 0.0, 0.0},
    {VW_CVSS_31, "CVSS:3.1/AV:L/AC:L/PR:H/UI:R/S:U/C:H/I:H/A:H", 6.5, 6.5, 6.5},
    {VW_CVSS_31, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/E:P/RL:O/RC:C", 9.8, 8.8, 8.8},
    {VW_CVSS_30, "CVSS:3.0/AV:N/AC:H/PR:N/UI:N/S:C/C:H/I:N/A:N", 6.8, 6.8, 6.8},
    {VW_CVSS_31, "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/MC:N/MI:N/MA:N", 9.8, 9.8, 0.0},
    /* The complete guide of version 2, section 3.3: CVE-2002-0392, 2003-0818, 2003-0062. */
    {VW_CVSS_2, "AV:N/AC:L/Au:N/C:N/I:N/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:H", 7.8, 6.4,
     9.2},
    {VW_CVSS_2, "AV:N/AC:L/Au:N/C:C/I:C/A:C/E:F/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:L", 10.0, 8.3,
     9.0},
    {VW_CVSS_2, "AV:L/AC:H/Au:N/C:C/I:C/A:C/E:POC/RL:OF/RC:C/CDP:H/TD:H/CR:M/IR:M/AR:M", 6.2, 4.9,
     7.5},
};

static void a_score_is_the_published_one(void **state)
{
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        vw_cvss cvss;

        assert_true(vw_cvss_parse(&cvss, cases[i].version, cases[i].vector));
        vw_cvss_scores scores = vw_cvss_score(&cvss);

        if (!vw_cvss_same(scores.base, cases[i].base) ||
            !vw_cvss_same(scores.temporal, cases[i].temporal) ||
            !vw_cvss_same(scores.environmental, cases[i].environmental)) {
            fail_msg("%s gives %.1f, %.1f, %.1f", cases[i].vector, scores.base, scores.temporal,
                     scores.environmental);
        }
    }
}

static void a_score_with_one_decimal_differs_from_its_neighbour(void **state)
{
    (void)state;
    assert_true(vw_cvss_same(9.8, 9.800000000000001));
    assert_false(vw_cvss_same(9.8, 9.7));
    assert_false(vw_cvss_same(9.8, 9.9));
}

static void a_vector_has_every_base_metric_once_and_nothing_else(void **state)
{
    static const char *const wrong[] = {
        "",
        "CVSS:3.1/",
        "CVSS:3.1",
        "CVSS:3.0/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H",
        "CVSS:3.1/AV:N/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:3.1/AV:Q/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/",
        "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H/QQ:H",
        "CVSS:3.1/AV:N//AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H",
    };

    (void)state;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        vw_cvss cvss;

        if (vw_cvss_parse(&cvss, VW_CVSS_31, wrong[i])) {
            fail_msg("\"%s\" is taken for a vector", wrong[i]);
        }
    }
}

static void a_severity_begins_where_the_standard_says(void **state)
{
    (void)state;
    assert_string_equal(vw_cvss_severity(0.0), "NONE");
    assert_string_equal(vw_cvss_severity(0.1), "LOW");
    assert_string_equal(vw_cvss_severity(3.9), "LOW");
    assert_string_equal(vw_cvss_severity(4.0), "MEDIUM");
    assert_string_equal(vw_cvss_severity(6.9), "MEDIUM");
    assert_string_equal(vw_cvss_severity(7.0), "HIGH");
    assert_string_equal(vw_cvss_severity(8.9), "HIGH");
    assert_string_equal(vw_cvss_severity(9.0), "CRITICAL");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_score_is_the_published_one),
        cmocka_unit_test(a_score_with_one_decimal_differs_from_its_neighbour),
        cmocka_unit_test(a_vector_has_every_base_metric_once_and_nothing_else),
        cmocka_unit_test(a_severity_begins_where_the_standard_says),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

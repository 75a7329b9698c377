/* SPDX-License-Identifier: EUPL-1.2 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
/* cmocka.h needs those above. */
#include <cmocka.h>

#include "model/framework.h"

static const vw_enum_value levels[] = {{.value = "low"}, {.value = "high"}};
static const vw_field asset_fields[] = {
    {.name = "criticality", .type = VW_TYPE_ENUM, .values = levels, .value_count = 2},
    {.name = "owner", .type = VW_TYPE_REF, .to = "person"}};
static const vw_kind kinds[] = {{.name = "asset", .fields = asset_fields, .field_count = 2},
                                {.name = "person"}};
static const vw_catalogue catalogue = {.kinds = kinds, .count = 2};

static const vw_test backup_tests[] = {{.id = "backup.policy"}, {.id = "backup.made"}};
static const vw_test access_tests[] = {{.id = "access.review"}};
static const vw_measure measures[] = {{.id = "access", .tests = access_tests, .test_count = 1},
                                      {.id = "backup", .tests = backup_tests, .test_count = 2}};
static const vw_requirement of_bio2[] = {{.id = "5.01", .full_id = "bio2:5.01"},
                                         {.id = "8.13.04", .full_id = "bio2:8.13.04"}};
static const vw_requirement of_iso[] = {{.id = "5.01", .full_id = "iso:5.01"},
                                        {.id = "a:b", .full_id = "iso:a:b"}};
static const vw_framework frameworks[] = {
    {.id = "bio2", .requirements = of_bio2, .requirement_count = 2},
    {.id = "iso", .requirements = of_iso, .requirement_count = 2}};
static const vw_set set = {.catalogue = &catalogue,
                           .measures = measures,
                           .measure_count = 2,
                           .frameworks = frameworks,
                           .framework_count = 2};

static void kinds_fields_and_values_are_found_by_name(void **state)
{
    (void)state;
    assert_ptr_equal(vw_catalogue_find(&catalogue, "person"), &kinds[1]);
    assert_null(vw_catalogue_find(&catalogue, "Person"));
    assert_ptr_equal(vw_kind_field(&kinds[0], "owner"), &asset_fields[1]);
    assert_null(vw_kind_field(&kinds[1], "owner"));
    assert_ptr_equal(vw_field_value(&asset_fields[0], "high"), &levels[1]);
    assert_null(vw_field_value(&asset_fields[0], "highest"));
    assert_null(vw_field_value(&asset_fields[1], "high"));
}

static void frameworks_measures_and_tests_are_found_by_id(void **state)
{
    (void)state;
    assert_ptr_equal(vw_set_framework(&set, "iso"), &frameworks[1]);
    assert_null(vw_set_framework(&set, "is"));
    assert_ptr_equal(vw_set_measure(&set, "backup"), &measures[1]);
    assert_null(vw_set_measure(&set, "backup.made"));
    assert_ptr_equal(vw_set_test(&set, "backup.made"), &backup_tests[1]);
    assert_null(vw_set_test(&set, "backup"));
}

static void a_requirement_is_found_by_its_full_id(void **state)
{
    (void)state;
    assert_ptr_equal(vw_set_requirement(&set, "iso:5.01"), &of_iso[0]);
    assert_ptr_equal(vw_set_requirement(&set, "bio2:5.01"), &of_bio2[0]);
    assert_ptr_equal(vw_set_requirement(&set, "iso:a:b"), &of_iso[1]);
    assert_null(vw_set_requirement(&set, "iso:8.13.04"));
}

static void a_bare_id_is_enough_when_one_framework_has_it(void **state)
{
    (void)state;
    assert_ptr_equal(vw_set_requirement(&set, "8.13.04"), &of_bio2[1]);
    assert_ptr_equal(vw_set_requirement(&set, "a:b"), &of_iso[1]);
    assert_null(vw_set_requirement(&set, "5.01"));
    assert_null(vw_set_requirement(&set, "9"));
}

static void aspects_and_kinds_have_names(void **state)
{
    (void)state;
    for (int i = 0; i < VW_ASPECT_COUNT; i++) {
        vw_aspect read;
        assert_true(vw_aspect_parse(&read, vw_aspect_name((vw_aspect)i)));
        assert_int_equal(read, i);
    }
    vw_aspect read;
    assert_false(vw_aspect_parse(&read, "werking"));
    assert_string_equal(vw_requirement_kind_name(VW_OVERHEIDSMAATREGEL), "overheidsmaatregel");
    assert_string_equal(vw_requirement_kind_name(VW_ANNEX_POINT), "annex_point");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(kinds_fields_and_values_are_found_by_name),
        cmocka_unit_test(frameworks_measures_and_tests_are_found_by_id),
        cmocka_unit_test(a_requirement_is_found_by_its_full_id),
        cmocka_unit_test(a_bare_id_is_enough_when_one_framework_has_it),
        cmocka_unit_test(aspects_and_kinds_have_names),
    };
    return cmocka_run_group_tests_name("lookup", tests, NULL, NULL);
}

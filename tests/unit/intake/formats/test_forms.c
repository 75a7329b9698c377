/* SPDX-License-Identifier: EUPL-1.2 */
/* How identifiers, instants and language tags are built. */
#include "intake/formats/csaf/csaf.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void instants_go_to_utc_and_whole_seconds(void **state)
{
    vw_arena *arena = vw_arena_new();

    (void)state;
    assert_string_equal(vw_formats__instant(arena, "2025-11-20T12:30:00.500+01:00"),
                        "2025-11-20T11:30:00Z");
    assert_string_equal(vw_formats__instant(arena, "2025-11-20t12:30:00z"), "2025-11-20T12:30:00Z");
    assert_string_equal(vw_formats__day(arena, "2025-11-20T00:30:00+01:00"), "2025-11-19");
    assert_string_equal(vw_formats__day(arena, "2025-11-20"), "2025-11-20");
    assert_null(vw_formats__instant(arena, "2025-11-20"));
    assert_null(vw_formats__instant(arena, "2025-11-20T12:30:00"));
    assert_null(vw_formats__instant(arena, "2025-11-20T12:30:00.Z"));
    assert_null(vw_formats__instant(arena, "2025-13-20T12:30:00Z"));
    assert_null(vw_formats__instant(arena, "2025-11-20T12:30:00Z and more"));
    assert_null(vw_formats__instant(arena, NULL));
    vw_arena_free(arena);
}

static void a_package_url_has_a_type_and_a_name(void **state)
{
    (void)state;
    assert_true(vw_formats__is_purl("pkg:npm/%40acme/vpn@2.6"));
    assert_true(vw_formats__is_purl("pkg:npm/@acme/vpn@2.6"));
    assert_true(vw_formats__is_purl("pkg:deb/debian/curl@7.50.3-1?arch=i386#sub/path"));
    assert_false(vw_formats__is_purl("pkg:maven/@1.3.4"));
    assert_false(vw_formats__is_purl("pkg:maven/"));
    assert_false(vw_formats__is_purl("pkg:maven"));
    assert_false(vw_formats__is_purl("pkg:1/vpn"));
    assert_false(vw_formats__is_purl("npm/vpn"));
    assert_false(vw_formats__is_purl("pkg:npm/v pn"));
}

static void a_cpe_has_its_parts(void **state)
{
    (void)state;
    assert_true(vw_formats__is_cpe("cpe:2.3:a:acme:vpn:2.6:*:*:*:*:*:*:*"));
    assert_true(vw_formats__is_cpe("cpe:2.3:a:acme:v\\:pn:2.6:*:*:*:*:*:*:*"));
    assert_true(vw_formats__is_cpe("cpe:/o:acme:os:1"));
    assert_false(vw_formats__is_cpe("cpe:2.3:a:acme:vpn"));
    assert_false(vw_formats__is_cpe("cpe:2.3:x:acme:vpn:2.6:*:*:*:*:*:*:*"));
    assert_false(vw_formats__is_cpe("cpe:2.3:a:acme::2.6:*:*:*:*:*:*:*"));
    assert_false(vw_formats__is_cpe("cpe:/q:acme"));
    assert_false(vw_formats__is_cpe("cpe"));
    assert_false(vw_formats__is_cpe(""));
}

static void a_language_exists_or_is_only_built_like_one(void **state)
{
    static const struct {
        const char *tag;
        bool built, exists;
    } tags[] = {
        {"nl", true, true},         {"en-US", true, true},     {"zh-Hant-TW", true, true},
        {"de-DE-1996", true, true}, {"i-default", true, true}, {"x-own", true, true},
        {"fry", true, true},        {"es-419", true, true},    {"nl-x-own", true, true},
        {"EZ", true, false},        {"nl-JJ", true, false},    {"qqqqq", true, false},
        {"nl-", false, false},      {"n", false, false},       {"nl--NL", false, false},
        {"", false, false},         {"nl-u", false, false},    {"nl_NL", false, false},
    };

    (void)state;
    for (size_t i = 0; i < sizeof tags / sizeof *tags; i++) {
        bool exists = false;
        bool built = vw_csaf__is_language(&exists, tags[i].tag);

        if (built != tags[i].built || (built && exists != tags[i].exists)) {
            fail_msg("%s: built %d, exists %d", tags[i].tag, built, exists);
        }
    }
}

static void keys_of_one_file_differ(void **state)
{
    vw_arena *arena = vw_arena_new();
    vw_keys *keys = vw_formats__keys(arena);

    (void)state;
    assert_string_equal(vw_formats__key(keys, "a"), "a");
    assert_string_equal(vw_formats__key(keys, "a"), "a (2)");
    assert_string_equal(vw_formats__key(keys, "a (2)"), "a (2) (2)");
    assert_string_equal(vw_formats__key(keys, "a"), "a (3)");
    assert_string_equal(vw_formats__key(keys, "b"), "b");
    vw_arena_free(arena);
}

static void two_rests_become_one(void **state)
{
    vw_arena *arena = vw_arena_new();

    (void)state;
    assert_string_equal(vw_formats__both(arena, "{\"a\":1}", "{\"b\":2}"), "{\"a\":1,\"b\":2}");
    assert_string_equal(vw_formats__both(arena, "", "{\"b\":2}"), "{\"b\":2}");
    assert_string_equal(vw_formats__both(arena, "{\"a\":1}", ""), "{\"a\":1}");
    vw_arena_free(arena);
}

static void a_text_that_hides_or_is_too_long_fits_no_field(void **state)
{
    vw_arena *arena = vw_arena_new();
    char *long_text = vw_alloc(arena, 70000);

    (void)state;
    for (size_t i = 0; i < 69999; i++) {
        long_text[i] = 'a';
    }
    assert_null(vw_formats__fitting(long_text));
    assert_null(vw_formats__fitting("a\xe2\x80\xae"
                                    "b"));
    assert_null(vw_formats__fitting(NULL));
    assert_string_equal(vw_formats__fitting("a\r\nb\tc"), "a\r\nb\tc");
    vw_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(instants_go_to_utc_and_whole_seconds),
        cmocka_unit_test(a_package_url_has_a_type_and_a_name),
        cmocka_unit_test(a_cpe_has_its_parts),
        cmocka_unit_test(a_language_exists_or_is_only_built_like_one),
        cmocka_unit_test(keys_of_one_file_differ),
        cmocka_unit_test(two_rests_become_one),
        cmocka_unit_test(a_text_that_hides_or_is_too_long_fits_no_field),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}

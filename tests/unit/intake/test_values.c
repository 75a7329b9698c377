/* SPDX-License-Identifier: EUPL-1.2 */
/* How cells become values: what is accepted is stored in one form, what is doubtful is refused. */
#include "importing.h"

#include <stdio.h>
#include <string.h>

/* Imports one asset with [cell] in column [field] and compares what is stored, "NULL" for unknown.
 */
static void stored_as(fixture *f, const char *field, const char *cell, const char *stored)
{
    const char *from = strcmp(field, "effective_from") == 0 ? "" : ",effective_from";
    const char *day = from[0] == '\0' ? "" : ",2025-01-01";
    const char *text = vw_printf(f->arena, "asset_id,%s%s\na1,\"%s\"%s\n", field, from, cell, day);
    imported out = import_text(f, text);
    vw_diags_print(f->diags, stderr, VW_EN, false);
    assert_int_equal(out.status, VW_OK);
    vw_stmt *stmt = NULL;
    bool row = false;
    const char *sql = vw_printf(f->arena,
                                "SELECT coalesce(%s, 'NULL') FROM ev_asset"
                                " ORDER BY id DESC LIMIT 1",
                                field);
    assert_int_equal(vw_stmt_new(&stmt, vw_dossier_db(open_dossier(f)), f->arena, f->diags, sql),
                     VW_OK);
    assert_int_equal(vw_stmt_step(stmt, f->diags, &row), VW_OK);
    assert_string_equal(vw_stmt_text(stmt, 0), stored);
    vw_stmt_free(stmt);
}

static void refused(fixture *f, const char *field, const char *cell, vw_msg msg)
{
    const char *from = strcmp(field, "effective_from") == 0 ? "" : ",effective_from";
    const char *day = from[0] == '\0' ? "" : ",2025-01-01";
    refused_at(f, vw_printf(f->arena, "asset_id,%s%s\na1,\"%s\"%s\n", field, from, cell, day), msg,
               2);
}

static void dates_are_iso_or_dutch(void **state)
{
    fixture *f = *state;
    stored_as(f, "effective_from", "2024-02-29", "2024-02-29");
    stored_as(f, "effective_from", "30-06-2025", "2025-06-30");
    stored_as(f, "effective_from", "1-2-2025", "2025-02-01");
    stored_as(f, "effective_from", "31.12.2025", "2025-12-31");
    stored_as(f, "effective_from", "1.2.2025", "2025-02-01");
    /* With slashes what can be one date only. */
    stored_as(f, "effective_from", "06/30/2025", "2025-06-30");
    stored_as(f, "effective_from", "13/2/2025", "2025-02-13");
    stored_as(f, "effective_from", "4/4/2025", "2025-04-04");
    refused(f, "effective_from", "1/2/2025", VW_MSG_I025);
    refused(f, "effective_from", "31/2/2025", VW_MSG_I026);
    refused(f, "effective_from", "12-31-2025", VW_MSG_I114);
    refused(f, "effective_from", "12.31.2025", VW_MSG_I114);
    refused(f, "effective_from", "32-13-2025", VW_MSG_I026);
    refused(f, "effective_from", "2025/4/3", VW_MSG_I024);
    refused(f, "effective_from", "3/4/25", VW_MSG_I024);
    refused(f, "effective_from", "3-4/2025", VW_MSG_I024);
    refused(f, "effective_from", "2025-02-29", VW_MSG_I026);
    refused(f, "effective_from", "30-06-25", VW_MSG_I024);
    refused(f, "effective_from", "yesterday", VW_MSG_I024);
    refused(f, "effective_from", "", VW_MSG_I023);
}

static void numbers_take_a_point_or_a_comma(void **state)
{
    fixture *f = *state;
    stored_as(f, "cost", "12.5", "12.5");
    stored_as(f, "cost", "12,5", "12.5");
    stored_as(f, "cost", "12", "12.0");
    /* Thousands or decimals: neither is guessed. */
    refused(f, "cost", "1.500", VW_MSG_I112);
    refused(f, "cost", "-1,500", VW_MSG_I112);
    refused(f, "cost", "123.000", VW_MSG_I112);
    stored_as(f, "cost", "0.125", "0.125");
    stored_as(f, "cost", "0,125", "0.125");
    stored_as(f, "cost", "1234.567", "1234.567");
    stored_as(f, "cost", "1.5000", "1.5");
    stored_as(f, "cost", "5e-3", "0.005");
    stored_as(f, "cost", "-0", "0.0");
    stored_as(f, "cost", "", "NULL");
    refused(f, "cost", "1.234,5", VW_MSG_I029);
    refused(f, "cost", "1,234,567", VW_MSG_I029);
    refused(f, "cost", "12 euro", VW_MSG_I028);
    refused(f, "cost", "1e999", VW_MSG_I028);
    refused(f, "cost", "nan", VW_MSG_I028);
    refused(f, "cost", "0x10", VW_MSG_I028);
    refused(f, "cost", "-1", VW_MSG_I033);
}

static void integers_are_digits(void **state)
{
    fixture *f = *state;
    stored_as(f, "users", "12", "12");
    stored_as(f, "users", "-3", "-3");
    refused(f, "users", "1.000", VW_MSG_I027);
    refused(f, "users", "99999999999999999999", VW_MSG_I027);
    refused(f, "users", "1000001", VW_MSG_I034);
}

static void yes_and_no_have_many_words(void **state)
{
    fixture *f = *state;
    stored_as(f, "internet", "ja", "1");
    stored_as(f, "internet", "NEE", "0");
    stored_as(f, "internet", "True", "1");
    stored_as(f, "internet", "onwaar", "0");
    stored_as(f, "internet", "1", "1");
    stored_as(f, "internet", " ", "NULL");
    refused(f, "internet", "misschien", VW_MSG_I030);
    refused(f, "internet", "2", VW_MSG_I030);
}

static void choices_go_by_value_or_label(void **state)
{
    fixture *f = *state;
    stored_as(f, "criticality", "high", "high");
    stored_as(f, "criticality", "Hoog", "high");
    stored_as(f, "criticality", "GEÉN", "none");
    stored_as(f, "criticality", "gee\xcc\x81n", "none"); /* e and a combining accent */
    stored_as(f, "criticality", "Not at all", "none");
    refused(f, "criticality", "hgih", VW_MSG_I031);
    assert_string_equal(vw_diags_get(f->diags, 0)->args[2], "high");
}

static void texts_keep_what_is_inside_them(void **state)
{
    fixture *f = *state;
    stored_as(f, "name", "  two words\t", "two words");
    stored_as(f, "name", "\xc2\xa0no-break\xc2\xa0", "no-break");
    stored_as(f, "name", "comma, \"\"quote\"\"; line\r\nend", "comma, \"quote\"; line\nend");
    stored_as(f, "name", "€ ë 漢", "€ ë 漢");
    stored_as(f, "name", "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7",
              "\xF0\x9F\x91\xA9\xE2\x80\x8D\xF0\x9F\x91\xA7"); /* a family of emoji */
}

static void marks_of_where_a_line_may_end_are_left_out_of_texts_and_refused_in_keys(void **state)
{
    fixture *f = *state;
    stored_as(f, "name", "Anker\xc2\xadgrond", "Ankergrond");
    stored_as(f, "name", "\xef\xbb\xbf An\xe2\x80\x8bker\xe2\x81\xa0grond \xe2\x80\x8b",
              "Ankergrond");
    stored_as(f, "name",
              "one\x0btwo\xe2\x80\xa8three\xc2\x85"
              "four",
              "one\ntwo\nthree\nfour");
    imported out = import_text(f, "asset_id,effective_from\nA\xc2\xad-1,2025-01-01\n");
    assert_int_equal(out.status, VW_ERR_INPUT);
    assert_true(has_message(f, VW_MSG_I009));
}

static void unreadable_texts_are_refused(void **state)
{
    fixture *f = *state;
    refused(f, "name", "caf\xe9", VW_MSG_I006);
    refused(f, "name", "caf\xe9 noir", VW_MSG_I006);
    refused(f, "name", "\xc3\x28\xf0\x90\x80", VW_MSG_I006);
    refused(f, "name", "\xed\xa0\x80", VW_MSG_I007);
    refused(f, "name",
            "a\xe2\x80\xae"
            "b",
            VW_MSG_I009);                                   /* right-to-left override */
    refused(f, "criticality", "hi\xc2\xadgh", VW_MSG_I009); /* soft hyphen, in a choice */
    refused(f, "name",
            "a\x07"
            "b",
            VW_MSG_I009);
    static const char nul[] = "asset_id,effective_from\na\0b,2025-01-01\n";
    imported out = import_bytes(f, "asset.csv", nul, sizeof nul - 1, default_options());
    assert_int_equal(out.status, VW_ERR_INPUT);
    assert_true(has_message(f, VW_MSG_I008));
}

static void a_long_cell_is_quoted_short(void **state)
{
    fixture *f = *state;
    char *cell = vw_alloc(f->arena, 10001);
    memset(cell, 'x', 10000);
    cell[10000] = '\0';
    static const char *const fields[] = {"criticality", "internet", "users", "cost",
                                         "effective_from"};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        const bool day = strcmp(fields[i], "effective_from") == 0;
        const char *csv = vw_printf(f->arena, "asset_id,%s%s\na1,%s%s\n", fields[i],
                                    day ? "" : ",effective_from", cell, day ? "" : ",2025-01-01");
        assert_int_equal(import_text(f, csv).status, VW_ERR_INPUT);
        assert_int_equal(vw_diags_kept(f->diags), 1);
        const char *said = vw_diag_text(f->arena, vw_diags_get(f->diags, 0), VW_EN);
        assert_non_null(strstr(said, "xxx\xE2\x80\xA6\""));
        assert_true(strlen(said) < 800);
    }
}

static const char *long_cell(const fixture *f, size_t length)
{
    char *cell = vw_alloc(f->arena, length + 1);
    memset(cell, 'x', length);
    return cell;
}

static void a_cell_has_a_longest_length(void **state)
{
    fixture *f = *state;
    const char *longest = long_cell(f, VW_FIELD_BYTES_MAX);
    stored_as(f, "name", longest, longest);
    refused(f, "name", long_cell(f, VW_FIELD_BYTES_MAX + 1), VW_MSG_I010);
    refused(f, "name", long_cell(f, VW_FIELD_BYTES_MAX * 3), VW_MSG_I010);
}

static void instants_are_stored_in_utc(void **state)
{
    fixture *f = *state;
    static const char text[] = "test_id,occurred_on,asset,result,started_at\n"
                               "t1,2025-03-01,a1,geslaagd,2025-03-01T12:00+01:00\n"
                               "t2,2025-03-01,a1,success,1-3-2025 12:00\n";
    imported out = import_bytes(f, "restore_test.csv", text, sizeof text - 1, default_options());
    vw_diags_print(f->diags, stderr, VW_EN, false);
    assert_int_equal(out.status, VW_OK);
    vw_dossier *dossier = open_dossier(f);
    assert_int_equal(number_of(f, dossier,
                               "SELECT count(*) FROM ev_restore_test WHERE started_at IN"
                               " ('2025-03-01T11:00:00Z', '2025-03-01T12:00:00Z')"),
                     2);
    static const char bad[] = "test_id,occurred_on,asset,started_at\nt1,2025-03-01,a1,noon\n";
    out = import_bytes(f, "restore_test.csv", bad, sizeof bad - 1, default_options());
    assert_true(has_message(f, VW_MSG_I032));
}

static void an_end_before_the_beginning_is_refused(void **state)
{
    fixture *f = *state;
    refused_at(f, "asset_id,effective_from,effective_until\na1,2025-02-01,2025-01-31\n",
               VW_MSG_I035, 2);
    assert_int_equal(
        import_text(f, "asset_id,effective_from,effective_until\na1,2025-02-01,2025-02-01\n")
            .status,
        VW_OK);
}

static void an_event_after_its_collection_is_refused(void **state)
{
    fixture *f = *state;
    static const char text[] = "test_id,occurred_on,asset\nt1,2025-12-31,a1\nt2,2026-01-01,a1\n";
    imported out = import_bytes(f, "restore_test.csv", text, sizeof text - 1, default_options());
    assert_int_equal(out.status, VW_ERR_INPUT);
    assert_int_equal(vw_diags_kept(f->diags), 1);
    assert_int_equal(vw_diags_get(f->diags, 0)->msg, VW_MSG_I036);
    assert_int_equal(vw_diags_get(f->diags, 0)->place.line, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
#define TEST(name) cmocka_unit_test_setup_teardown(name, fixture_setup, fixture_teardown)
        TEST(dates_are_iso_or_dutch),
        TEST(numbers_take_a_point_or_a_comma),
        TEST(integers_are_digits),
        TEST(yes_and_no_have_many_words),
        TEST(choices_go_by_value_or_label),
        TEST(texts_keep_what_is_inside_them),
        TEST(unreadable_texts_are_refused),
        TEST(marks_of_where_a_line_may_end_are_left_out_of_texts_and_refused_in_keys),
        TEST(a_long_cell_is_quoted_short),
        TEST(a_cell_has_a_longest_length),
        TEST(instants_are_stored_in_utc),
        TEST(an_end_before_the_beginning_is_refused),
        TEST(an_event_after_its_collection_is_refused),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

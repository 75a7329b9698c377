/* SPDX-License-Identifier: EUPL-1.2 */
/* The largest rules that are accepted run, and one more of anything is refused with its place. */
#include "catalogue.h"
#include "evidence.h"

#include "base/limits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    evidence *evidence;
} fixture;

static int setup(void **state)
{
    vw_arena *arena = vw_arena_new();
    fixture *f = VW_NEW(arena, fixture);
    f->arena = arena;
    f->diags = vw_diags_new(arena);
    f->evidence = evidence_new(rules_catalogue());
    evidence_import(f->evidence, "asset", VW_DATE_NONE, VW_DATE_NONE);
    evidence_record(f->evidence, "a1", NULL, NULL, 0);
    evidence_import(f->evidence, "person", VW_DATE_NONE, VW_DATE_NONE);
    evidence_record(f->evidence, "p1", NULL, NULL, 0);
    *state = f;
    return 0;
}

static int teardown(void **state)
{
    fixture *f = *state;
    evidence_free(f->evidence);
    vw_arena_free(f->arena);
    return 0;
}

#define SENTENCE(test) cmocka_unit_test_setup_teardown(test, setup, teardown)

static const char *repeated(fixture *f, size_t count, const char *what)
{
    vw_buf out = {.arena = f->arena};
    for (size_t i = 0; i < count; i++) {
        vw_buf_add(&out, what);
    }
    return vw_buf_text(&out);
}

static vw_status compile(const vw_rule **rule, fixture *f, const char *kind, const char *text)
{
    vw_rule_text population = {.text = kind, .length = strlen(kind)};
    vw_rule_text condition = {.text = text, .length = text != NULL ? strlen(text) : 0};
    f->diags = vw_diags_new(f->arena);
    if (text != NULL) {
        assert_int_equal(
            vw_source_new(&condition.source, f->arena, f->diags, "rule", text, condition.length),
            VW_OK);
    }
    /* Whether it makes sense is worked out of any rule; what that says does not matter here. */
    vw_status ignored = vw_rule_compile(rule, f->arena, vw_diags_new(f->arena), rules_catalogue(),
                                        population, condition);
    (void)ignored;
    const vw_rule_names names = {.catalogue = rules_catalogue(), .sense = VW_SENSE_OF_NONE};
    return vw_rule_compile_with(rule, f->arena, f->diags, &names, population, condition, NULL);
}

static void runs(fixture *f, const char *kind, const char *condition)
{
    const vw_rule *rule = NULL;
    const vw_rule_frame frame = evidence_frame();
    vw_status status = compile(&rule, f, kind, condition);
    vw_diags_print(f->diags, stderr, VW_EN, false);
    assert_int_equal(status, VW_OK);
    const char *sql = vw_rule_sql(f->arena, rule, &frame);
    const char *outcomes = evidence_outcomes(f->evidence, f->arena, f->diags, sql);
    vw_diags_print(f->diags, stderr, VW_EN, false);
    assert_non_null(outcomes);
}

static void refused(fixture *f, const char *kind, const char *condition, vw_msg msg,
                    uint32_t column)
{
    const vw_rule *rule = NULL;
    assert_int_equal(compile(&rule, f, kind, condition), VW_ERR_INPUT);
    assert_null(rule);
    assert_int_equal(vw_diags_kept(f->diags), 1);
    assert_int_equal(vw_diags_get(f->diags, 0)->msg, msg);
    assert_int_equal(vw_diags_get(f->diags, 0)->place.column, column);
}

static void a_rule_without_text_is_refused(void **state)
{
    refused(*state, "asset", NULL, VW_MSG_R001, 0);
    refused(*state, "asset", "", VW_MSG_R001, 1);
    refused(*state, "asset", " \t\n ", VW_MSG_R001, 1);
}

/* Of so long a line no column is told. */
static void a_rule_may_have_so_many_bytes(void **state)
{
    fixture *f = *state;
    const char *start = "encrypted";
    const char *blanks = repeated(f, VW_RULE_BYTES_MAX - strlen(start), " ");
    runs(f, "asset", vw_printf(f->arena, "%s%s", start, blanks));
    refused(f, "asset", vw_printf(f->arena, "%s%s ", start, blanks), VW_MSG_R002, 0);
}

static void a_rule_may_have_so_many_words(void **state)
{
    fixture *f = *state;
    const char *most = repeated(f, VW_RULE_TOKENS_MAX / 2 - 1, "public or ");
    runs(f, "asset", vw_printf(f->arena, "%spublic", most));
    refused(f, "asset", vw_printf(f->arena, "%spublic or public", most), VW_MSG_R003, 0);
}

/* Chains of operators become expressions as deep as they are long. */
static void the_longest_chains_run(void **state)
{
    fixture *f = *state;
    size_t half = VW_RULE_TOKENS_MAX / 2 - 2;
    runs(f, "asset", vw_printf(f->arena, "%spublic", repeated(f, half, "public and ")));
    runs(f, "asset", vw_printf(f->arena, "rto = %s1", repeated(f, half - 1, "1 + ")));
    runs(f, "asset", vw_printf(f->arena, "users = 1%s", repeated(f, half - 1, " / 2")));
    runs(f, "asset", vw_printf(f->arena, "users = %s1", repeated(f, half - 1, "1 - ")));
    runs(f, "asset", vw_printf(f->arena, "users in (1%s)", repeated(f, half - 2, ", 2")));
}

/* [count] times [open], the core, [count] times [close]. */
static const char *nested(fixture *f, size_t count, const char *open, const char *core,
                          const char *close)
{
    return vw_printf(f->arena, "%s%s%s", repeated(f, count, open), core, repeated(f, count, close));
}

static void deepest_runs(fixture *f, const char *kind, size_t levels, const char *open,
                         const char *core, const char *close)
{
    runs(f, kind, nested(f, levels, open, core, close));
    refused(f, kind, nested(f, levels + 1, open, core, close), VW_MSG_R004,
            (uint32_t)(levels * strlen(open)) + 1);
}

static void the_deepest_nesting_runs_and_one_level_more_is_refused(void **state)
{
    fixture *f = *state;
    size_t most = VW_RULE_DEPTH_MAX;
    deepest_runs(f, "asset", most, "(", "public", ")");
    deepest_runs(f, "asset", most, "not ", "public", "");
    runs(f, "asset", nested(f, most, "(public or users + 1 = 2 and ", "public", ")"));
    runs(f, "asset", nested(f, most / 2, "not (public or ", "public", ")"));
    runs(f, "asset",
         nested(f, most - 4, "(public or users + 1 = 2 and ",
                "installed within 3 months after supplier.contact.manager.manager.employed_until",
                ")"));
    runs(f, "asset", vw_printf(f->arena, "users = %s", nested(f, most, "(1 - ", "seats", ")")));
    runs(f, "asset", vw_printf(f->arena, "users = %s", nested(f, most, "(seats / ", "2", ")")));
    runs(f, "asset", vw_printf(f->arena, "users = %s", nested(f, most / 2, "-(1 / ", "2", ")")));
    runs(f, "asset",
         vw_printf(f->arena, "public or public and users between 1 and %s",
                   nested(f, most, "(1 - 2 * ", "seats", ")")));
}

static void the_deepest_related_forms_run(void **state)
{
    static const char *const forms[] = {
        "exists person where ",
        "no person where mfa or ",
        "every person where mfa: ",
        "every person where not mfa and mfa: mfa or ",
        "exists person where mfa and not ",
    };
    fixture *f = *state;
    size_t most = VW_RULE_DEPTH_MAX / VW_RULE_RELATED_WEIGHT;
    size_t left = VW_RULE_DEPTH_MAX - most * VW_RULE_RELATED_WEIGHT;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t levels = strstr(forms[i], "not ") != NULL ? most - 1 : most;
        runs(f, "person", nested(f, levels, forms[i], "mfa", ""));
        runs(f, "person",
             nested(f, levels, forms[i],
                    nested(f, left, "(mfa or mfa and ",
                           "employed_until within 3 months after effective_from", ")"),
                    ""));
        runs(f, "person",
             nested(f, levels, forms[i],
                    vw_printf(f->arena, "%semployed_until within 3 months after effective_from",
                              repeated(f, left, "manager.")),
                    ""));
    }
    refused(f, "person", nested(f, most + 1, forms[0], "mfa", ""), VW_MSG_R004,
            (uint32_t)(most * strlen(forms[0])) + 1);
}

/* Each stands in the loosest place that its own parentheses allow; [weight] is what one takes. */
static void the_deepest_values_over_records_run(void **state)
{
    enum { VALUE = VW_RULE_VALUE_WEIGHT, FORM = VW_RULE_RELATED_WEIGHT };
    static const struct {
        const char *open, *close;
        size_t weight;
    } forms[] = {
        {"mfa or mfa and not 1 + 2 * count(person where ", ") > 2", VALUE + 1},
        {"mfa or mfa and 1 + 2 * -count(person where ", ") > 2", VALUE + 1},
        {"mfa or mfa and 1 + 2 * (1 + 2 * count(person where ", ")) > 2", VALUE + 1},
        {"mfa or mfa and latest(employed_until of person where ", ") within 3 months before as_of",
         VALUE},
        {"mfa or mfa and as_of within 3 months after min(employed_until of person where ", ")",
         VALUE},
        {"mfa or mfa and 1 + 2 * days between max(employed_until of person where ",
         ") and as_of > 1", VALUE + 1},
        {"mfa or mfa and employed_until between as_of and min(employed_until of person where ", ")",
         VALUE},
        {"mfa or mfa and employed_until in (as_of, min(employed_until of person where ", "))",
         VALUE},
        {"mfa or mfa and latest person where mfa or mfa and ", ": mfa", FORM},
        {"mfa or mfa and earliest person where mfa: mfa or mfa and not ", "", FORM + 1},
        {"mfa or mfa and every week of period has any restore_test where exists any person where ",
         "", 2 * FORM},
    };
    const char *core = "mfa or mfa and employed_until within 3 months after effective_from";
    fixture *f = *state;
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        size_t levels = VW_RULE_DEPTH_MAX / forms[i].weight;
        size_t left = VW_RULE_DEPTH_MAX % forms[i].weight;
        runs(f, "person",
             nested(f, levels, forms[i].open, nested(f, left, "(mfa or mfa and ", core, ")"),
                    forms[i].close));
    }
    refused(f, "person", nested(f, 3, "1 < count(person where ", "mfa", ")"), VW_MSG_R004,
            (uint32_t)(2 * strlen("1 < count(person where ") + strlen("1 < ")) + 1);
}

static void the_deepest_lengths_and_durations_run(void **state)
{
    fixture *f = *state;
    size_t most = VW_RULE_DEPTH_MAX;
    runs(f, "asset",
         vw_printf(f->arena, "public or public and 1 + %s > 3",
                   nested(f, most - 1, "(1 + 2 * ", "length(remark)", ")")));
    runs(f, "asset",
         vw_printf(f->arena, "public or public and 1 + %s > 3",
                   nested(f, most - 1, "(1 + 2 * ", "days between installed and reviewed", ")")));
    refused(f, "asset", nested(f, most + 1, "length(", "remark", ")"), VW_MSG_R004,
            (uint32_t)(most * strlen("length(")) + 1);
    refused(f, "asset", nested(f, most + 1, "days between ", "installed", " and as_of"),
            VW_MSG_R004, (uint32_t)(most * strlen("days between ")) + 1);
}

static void a_path_may_have_so_many_names(void **state)
{
    fixture *f = *state;
    const char *most = nested(f, VW_RULE_DEPTH_MAX, "manager.", "", "");
    runs(f, "person", vw_printf(f->arena, "%smfa", most));
    runs(f, "person", vw_printf(f->arena, "subject.%sperson_id = 'p1'", most));
    refused(f, "person", vw_printf(f->arena, "manager.%smfa", most), VW_MSG_R004,
            (uint32_t)((VW_RULE_DEPTH_MAX + 1) * strlen("manager.")) + 1);
}

static void the_longest_term_runs(void **state)
{
    fixture *f = *state;
    static const char *const units[] = {"days", "months", "years"};
    for (size_t i = 0; i < 3; i++) {
        runs(
            f, "asset",
            vw_printf(f->arena, "installed within %d %s before as_of", VW_RULE_TERM_MAX, units[i]));
    }
    runs(f, "incident",
         vw_printf(f->arena, "reported within %d hours after detected", VW_RULE_TERM_MAX));
}

static void numbers_of_any_length_run(void **state)
{
    fixture *f = *state;
    const char *long_number = repeated(f, 400, "9");
    runs(f, "asset", vw_printf(f->arena, "users < %s and rto > %s.5", long_number, long_number));
    runs(f, "asset", "users + 9223372036854775807 > -9223372036854775808 - users");
    runs(f, "asset", "count incident where (severity = 'high') < 9223372036854775807");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(a_rule_without_text_is_refused),
        SENTENCE(a_rule_may_have_so_many_bytes),
        SENTENCE(a_rule_may_have_so_many_words),
        SENTENCE(the_longest_chains_run),
        SENTENCE(the_deepest_nesting_runs_and_one_level_more_is_refused),
        SENTENCE(the_deepest_related_forms_run),
        SENTENCE(the_deepest_values_over_records_run),
        SENTENCE(the_deepest_lengths_and_durations_run),
        SENTENCE(a_path_may_have_so_many_names),
        SENTENCE(the_longest_term_runs),
        SENTENCE(numbers_of_any_length_run),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

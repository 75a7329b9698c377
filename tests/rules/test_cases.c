/* SPDX-License-Identifier: EUPL-1.2 */
/* Runs the cases of one file: evidence, a rule, and what must come out. The form:
 *
 *   case: a sentence
 *   frame: as_of period_from period_until mark        (may be left out)
 *   import 1 asset complete 2025-12-31 2025-12-31     (`complete` may be left out)
 *     A1: criticality=high; owner=P1
 *   for: asset
 *   condition: criticality = 'high'
 *   expect: A1 pass
 *   collected: yes                                    (may be left out; also `complete`)
 *
 * In place of `expect` an error: carets below the text that is wrong, its code, and the message.
 *
 *   condition: critcality = 'high'
 *              ^^^^^^^^^^ R012 unknown field "critcality" of asset; did you mean "criticality"?
 *
 * Of a page of the manual (.md) each block that is marked as `rule` is a case, against the
 * catalogue that comes with the program. There an import needs no number, and `expect` may be left
 * out: then the rule is compiled. */
#include "catalogue.h"
#include "evidence.h"

#include "load/load.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

enum { CASES_MAX = 200, ERRORS_MAX = 16, FIELDS_MAX = 16 };

typedef struct {
    uint32_t line, column, length;
    const char *code, *text;
} expected_error;

typedef struct {
    const vw_catalogue *catalogue;
    bool in_manual;
    const vw_source *source;
    vw_arena *arena;
    size_t first, end; /* lines, from 0 */
    const char *name;
    evidence *evidence;
    vw_rule_frame frame;
    vw_rule_text population, condition;
    const char *expect, *collected, *complete;
    expected_error errors[ERRORS_MAX];
    size_t error_count;
    VW_VEC(vw_parameter) parameters;
    VW_VEC(vw_parameter_value) values;
    int import;
    uint32_t text_line; /* of the rule text that carets point at */
} rule_case;

static char *line_text(const vw_source *source, vw_arena *arena, size_t line)
{
    size_t start = source->line_starts[line];
    size_t end = line + 1 < source->line_count ? source->line_starts[line + 1] : source->length;
    while (end > start && (source->text[end - 1] == '\n' || source->text[end - 1] == ' ')) {
        end--;
    }
    return vw_strndup(arena, source->text + start, end - start);
}

static const char *after(const char *line, const char *head)
{
    size_t length = strlen(head);
    return strncmp(line, head, length) == 0 ? line + length : NULL;
}

static vw_date date_of(const char *text)
{
    vw_date date = 0;
    if (!vw_date_parse(&date, text)) {
        fail_msg("no date: %s", text);
    }
    return date;
}

static void read_frame(rule_case *test, const char *text)
{
    char as_of[11], from[11], until[11];
    int mark;
    assert_int_equal(sscanf(text, "%10s %10s %10s %d", as_of, from, until, &mark), 4);
    test->frame = (vw_rule_frame){date_of(as_of), date_of(from), date_of(until), mark};
}

/* Made when it is needed first: a case of errors needs none. */
static evidence *evidence_of(rule_case *test)
{
    if (test->evidence == NULL) {
        test->evidence = evidence_new(test->catalogue);
    }
    return test->evidence;
}

static void read_import(rule_case *test, const char *text)
{
    char kind[40], from[11], until[11];
    int number;
    int found = sscanf(text, "%d %39s complete %10s %10s", &number, kind, from, until);
    if (test->in_manual) {
        number = test->import + 1;
        found = 1 + sscanf(text, "%39s complete %10s %10s", kind, from, until);
    }
    assert_true(found == 2 || found == 4);
    assert_true(number > test->import);
    while (++test->import < number) { /* a number that the case passes over: an empty import */
        evidence_import(evidence_of(test), kind, VW_DATE_NONE, VW_DATE_NONE);
    }
    evidence_import(evidence_of(test), kind, found == 4 ? date_of(from) : VW_DATE_NONE,
                    found == 4 ? date_of(until) : VW_DATE_NONE);
}

/* "  A1: criticality=high; owner=P1" */
static void read_record(rule_case *test, char *line)
{
    const char *names[FIELDS_MAX], *values[FIELDS_MAX];
    size_t count = 0;
    char *key = line + strspn(line, " ");
    char *fields = strchr(key, ':');
    assert_non_null(fields);
    *fields++ = '\0';
    while (*(fields += strspn(fields, " ;")) != '\0') {
        assert_in_range(count, 0, FIELDS_MAX - 1);
        names[count] = fields;
        char *value = strchr(fields, '=');
        assert_non_null(value);
        *value++ = '\0';
        values[count++] = value;
        fields = value + strcspn(value, ";");
        if (*fields != '\0') {
            *fields++ = '\0';
        }
    }
    evidence_record(evidence_of(test), key, names, values, count);
}

/* "NAME TYPE VALUE UNIT", in order of their names; the unit may be left out. */
static void read_parameter(rule_case *test, const char *text)
{
    char name[41], type[11], value[41], unit[11];
    int found = sscanf(text, "%40s %10s %40s %10s", name, type, value, unit);
    assert_in_range(found, 3, 4);
    vw_parameter parameter = {.name = vw_strdup(test->arena, name)};
    while (strcmp(vw_parameter_type_name(parameter.type), type) != 0) {
        parameter.type++;
        assert_in_range(parameter.type, 0, VW_PARAMETER_TYPE_COUNT - 1);
    }
    VW_PUSH(test->arena, test->parameters, parameter);
    vw_parameter_value read = {vw_strdup(test->arena, value),
                               found == 4 ? vw_strdup(test->arena, unit) : NULL};
    VW_PUSH(test->arena, test->values, read);
}

static void read_error(rule_case *test, const char *line)
{
    const char *carets = line + strspn(line, " ");
    size_t length = strspn(carets, "^");
    assert_in_range(test->error_count, 0, ERRORS_MAX - 1);
    assert_true(carets[length] == ' ' && strlen(carets) > length + 6);
    test->errors[test->error_count++] = (expected_error){
        .line = test->text_line,
        .column = (uint32_t)(carets - line) + 1,
        .length = (uint32_t)length,
        .code = vw_strndup(test->arena, carets + length + 1, 4),
        .text = carets + length + 6,
    };
}

static vw_rule_text read_rule(rule_case *test, size_t line, const char *head)
{
    const char *text = line_text(test->source, test->arena, line) + strlen(head);
    test->text_line = (uint32_t)line + 1;
    return (vw_rule_text){.text = text,
                          .length = strlen(text),
                          .source = test->source,
                          .start = test->source->line_starts[line] + (uint32_t)strlen(head)};
}

static void read_line(rule_case *test, size_t number)
{
    char *line = line_text(test->source, test->arena, number);
    const char *rest;
    if (line[0] == '\0' || line[0] == '#' || after(line, "case: ") != NULL) {
        return;
    }
    if ((rest = after(line, "frame: ")) != NULL) {
        read_frame(test, rest);
    } else if ((rest = after(line, "import ")) != NULL) {
        read_import(test, rest);
    } else if ((rest = after(line, "parameter: ")) != NULL) {
        read_parameter(test, rest);
    } else if (after(line, "for: ") != NULL) {
        test->population = read_rule(test, number, "for: ");
    } else if (after(line, "condition: ") != NULL) {
        test->condition = read_rule(test, number, "condition: ");
    } else if ((rest = after(line, "expect: ")) != NULL) {
        test->expect = rest;
    } else if ((rest = after(line, "collected: ")) != NULL) {
        test->collected = rest;
    } else if ((rest = after(line, "complete: ")) != NULL) {
        test->complete = rest;
    } else if (line[strspn(line, " ")] == '^') {
        read_error(test, line);
    } else if (line[0] == ' ') {
        read_record(test, line);
    } else {
        fail_msg("line %zu is not understood: %s", number + 1, line);
    }
}

/* The message, and behind a semicolon its hint, as a case writes it. */
static const char *told(vw_arena *arena, const vw_diag *diag)
{
    const char *hint = vw_diag_hint(arena, diag, VW_EN);
    return vw_printf(arena, "%s%s%s", vw_diag_text(arena, diag, VW_EN), *hint != '\0' ? "; " : "",
                     hint);
}

/* The end of a line has no characters, and yet one caret. */
static uint32_t shown_length(const vw_place *place)
{
    return place->length > 0 ? place->length : 1;
}

static void compare_errors(rule_case *test, vw_diags *diags)
{
    for (size_t i = 0; i < vw_diags_kept(diags) || i < test->error_count; i++) {
        const expected_error *want = i < test->error_count ? &test->errors[i] : NULL;
        const vw_diag *got = i < vw_diags_kept(diags) ? vw_diags_get(diags, i) : NULL;
        const char *code = got != NULL ? vw_message_get(got->msg)->code : "nothing";
        if (want == NULL || got == NULL || strcmp(code, want->code) != 0 ||
            got->place.line != want->line || got->place.column != want->column ||
            shown_length(&got->place) != want->length ||
            strcmp(told(test->arena, got), want->text) != 0) {
            vw_diags_print(diags, stderr, VW_EN, false);
            fail_msg("error %zu differs: expected %s at %u:%u+%u, got %s at %u:%u+%u", i + 1,
                     want != NULL ? want->code : "nothing", want != NULL ? want->line : 0,
                     want != NULL ? want->column : 0, want != NULL ? want->length : 0, code,
                     got != NULL ? got->place.line : 0, got != NULL ? got->place.column : 0,
                     got != NULL ? got->place.length : 0);
        }
    }
}

static void compare_answer(rule_case *test, const char *expected, const char *sql)
{
    if (expected != NULL) {
        assert_string_equal(evidence_number(evidence_of(test), sql) ? "yes" : "no", expected);
    }
}

static void compare_outcomes(rule_case *test, const vw_rule *rule)
{
    vw_diags *diags = vw_diags_new(test->arena);
    const char *sql = vw_rule_sql(test->arena, rule, &test->frame);
    const char *outcomes = evidence_outcomes(evidence_of(test), test->arena, diags, sql);
    if (outcomes == NULL || strcmp(outcomes, test->expect) != 0) {
        vw_diags_print(diags, stderr, VW_EN, false);
        fprintf(stderr, "%s\n", sql);
    }
    assert_non_null(outcomes);
    assert_string_equal(outcomes, test->expect);
    compare_answer(test, test->collected, vw_rule_collected_sql(test->arena, rule, &test->frame));
    compare_answer(test, test->complete, vw_rule_complete_sql(test->arena, rule, &test->frame));
}

static int prepare_case(void **state)
{
    rule_case *test = *state;
    test->arena = vw_arena_new();
    test->frame = evidence_frame();
    return 0;
}

static int clear_case(void **state)
{
    rule_case *test = *state;
    if (test->evidence != NULL) {
        evidence_free(test->evidence);
    }
    vw_arena_free(test->arena);
    return 0;
}

static void run_case(void **state)
{
    rule_case *test = *state;
    for (size_t line = test->first; line < test->end; line++) {
        read_line(test, line);
    }
    const vw_rule *rule = NULL;
    vw_diags *diags = vw_diags_new(test->arena);
    const vw_rule_names names = {test->catalogue, test->parameters.items, test->values.items,
                                 test->parameters.count, false};
    vw_status status = vw_rule_compile_with(&rule, test->arena, diags, &names, test->population,
                                            test->condition, NULL);
    compare_errors(test, diags);
    /* A warning stands as an error does, but the rule runs. */
    assert_int_equal(status, vw_diags_count(diags, VW_ERROR) > 0 ? VW_ERR_INPUT : VW_OK);
    assert_true((rule != NULL) == (status == VW_OK));
    assert_true(rule != NULL || test->expect == NULL);
    assert_true(test->in_manual || test->expect != NULL || test->error_count > 0);
    if (rule != NULL && test->expect != NULL) {
        compare_outcomes(test, rule);
    }
}

static const vw_source *read_file(vw_arena *arena, const char *path)
{
    vw_diags *diags = vw_diags_new(arena);
    FILE *file = fopen(path, "rb");
    const vw_source *source = NULL;
    if (file == NULL) {
        return NULL;
    }
    char *text = vw_alloc(arena, 1 << 20);
    size_t length = fread(text, 1, (1 << 20) - 1, file);
    fclose(file);
    return vw_source_new(&source, arena, diags, path, text, length) == VW_OK ? source : NULL;
}

static rule_case cases[CASES_MAX];
static struct CMUnitTest tests[CASES_MAX];
static size_t case_count;

static void add_case(rule_case test, const char *name)
{
    if (case_count < CASES_MAX) {
        cases[case_count] = test;
        tests[case_count] = (struct CMUnitTest){.name = name,
                                                .test_func = run_case,
                                                .setup_func = prepare_case,
                                                .teardown_func = clear_case,
                                                .initial_state = &cases[case_count]};
    }
    case_count++;
}

static void find_cases(const vw_source *source, vw_arena *arena)
{
    for (size_t line = 0; line < source->line_count; line++) {
        char *text = line_text(source, arena, line);
        if (after(text, "case: ") == NULL) {
            continue;
        }
        if (case_count > 0 && case_count <= CASES_MAX) {
            cases[case_count - 1].end = line;
        }
        add_case((rule_case){.catalogue = rules_catalogue(),
                             .source = source,
                             .first = line,
                             .end = source->line_count},
                 text + strlen("case: "));
    }
}

static const vw_catalogue *shipped_catalogue(vw_arena *arena)
{
    vw_set_files files = {0};
    const vw_set *set = NULL;
    vw_set_files_builtin(&files, arena);
    return vw_set_load(&set, arena, vw_diags_new(arena), files.items, files.count) == VW_OK
               ? set->catalogue
               : NULL;
}

static void find_examples(const vw_source *source, vw_arena *arena)
{
    const vw_catalogue *catalogue = shipped_catalogue(arena);
    size_t first = 0;
    for (size_t line = 0; line < source->line_count; line++) {
        const char *text = line_text(source, arena, line);
        if (strcmp(text, "```rule") == 0) {
            first = line + 1;
        } else if (first > 0 && strcmp(text, "```") == 0) {
            add_case((rule_case){.catalogue = catalogue,
                                 .in_manual = true,
                                 .source = source,
                                 .first = first,
                                 .end = line},
                     vw_printf(arena, "the example from line %zu on", first + 1));
            first = 0;
        }
    }
}

int main(int argc, char **argv)
{
    vw_arena *arena = vw_arena_new();
    const vw_source *source = argc == 2 ? read_file(arena, argv[1]) : NULL;
    if (source == NULL) {
        fprintf(stderr, "usage: test_rules_cases FILE.case|FILE.md, valid UTF-8\n");
        return EXIT_FAILURE;
    }
    const char *ending = strrchr(argv[1], '.');
    if (ending != NULL && strcmp(ending, ".md") == 0) {
        find_examples(source, arena);
    } else {
        find_cases(source, arena);
    }
    int failed = case_count > 0 && case_count < CASES_MAX
                     ? _cmocka_run_group_tests(argv[1], tests, case_count, NULL, NULL)
                     : 1;
    vw_arena_free(arena);
    return failed == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}

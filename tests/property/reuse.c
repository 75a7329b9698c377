/* SPDX-License-Identifier: EUPL-1.2 */
/* Two dossiers are given the same random imports, exceptions and changes of rules, step by step.
 * One is evaluated by taking over what did not change, the other in full each time: every table of
 * results must be the same, row for row, and the first must stand a verification. */
#include "fixture.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DOSSIERS = 12, STEPS = 22, SIZES = 3, TEXT = 128, ROWS_MOST = 400 };

static uint64_t random_state;

static int below(int bound)
{
    random_state ^= random_state << 13; /* xorshift64 */
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (int)(random_state % (uint64_t)bound);
}

typedef struct {
    fixture *of[2]; /* the first is evaluated by taking over, the second in full */
    int assets, people, tests, changes;
    int versions[18]; /* which text each rule has now */
    int least;        /* the value of the parameter that the last rule names */
} pair;

typedef struct {
    const char *id, *population[2], *condition[2];
} rule_texts;

/* Every form and depth in which a change of one record can reach another. */
static const rule_texts rules[] = {
    {"t.t.01", {"asset", "asset"}, {"users < 4", "users < 5"}},
    {"t.t.02",
     {"asset where criticality = 'high'", "asset where criticality = 'low'"},
     {"exists restore_test where result = 'success'", "exists restore_test"}},
    {"t.t.03", {"asset", "asset"}, {"owner.mfa = true", "owner is known"}},
    {"t.t.04",
     {"restore_test ever", "restore_test ever where result = 'success'"},
     {"asset.owner.mfa = true", "asset.criticality = 'high'"}},
    {"t.t.05",
     {"person", "person where mfa = true"},
     {"exists asset where (exists restore_test where result = 'success')",
      "no asset where (no restore_test where duration < 3)"}},
    {"t.t.06",
     {"person", "person"},
     {"\"every asset where criticality = 'high': owner.mfa = true\"",
      "\"every asset where users > 1: criticality = 'low'\""}},
    {"t.t.07",
     {"asset", "asset"},
     {"count restore_test where (result = 'success' and duration < subject.users) >= 2",
      "sum(duration of restore_test where result = 'success') < 5 and owner.mfa = true"}},
    {"t.t.08",
     {"asset where exists any change where approved = true", "asset"},
     {"users > 0", "exists any change where approved = false"}},
    {"t.t.09",
     {"asset where exists restore_test ever where result = 'failure'", "asset"},
     {"owner.mfa = true", "owner.name = 'x'"}},
    {"t.t.10", {"change", "change"}, {"approved = true", "approved is known"}},
    {"t.t.11",
     {"restore_test where asset.criticality = 'high'", "restore_test"},
     {"asset.users > 1 or subject.result = 'success'", "asset.owner.name is known"}},
    {"t.t.12",
     {"person where exists asset where users > 3", "person"},
     {"mfa = true", "exists asset where count(restore_test where duration > 2) >= 1"}},
    {"t.t.13",
     {"asset", "asset where count(restore_test) >= 1"},
     {"sum(duration of restore_test) < 6",
      "max(duration of restore_test where asset.owner.mfa = true) < 4"}},
    {"t.t.14",
     {"person", "person where mfa = true"},
     {"\"exists asset where (latest restore_test: result = 'success')\"",
      "\"no asset where (earliest restore_test where duration > 1: result = 'failure')\""}},
    {"t.t.15",
     {"asset", "asset"},
     {"every year of period has restore_test where result = 'success'",
      "every year of period has restore_test where duration < subject.users"}},
    {"t.t.16",
     {"asset", "asset"},
     {"latest(occurred_on of restore_test where result = 'success') within 9 months before as_of",
      "days between earliest(occurred_on of restore_test) and as_of > 100"}},
    {"t.t.17",
     {"asset", "asset where users > 1"},
     {"\"earliest restore_test where duration > 1: subject.owner.mfa = true\"",
      "\"latest restore_test: result = 'success'\""}},
    {"t.t.18",
     {"asset", "asset where owner.mfa = true"},
     {"count restore_test >= parameter.least", "users > parameter.least"}},
};

enum { RULES = sizeof rules / sizeof *rules };

static void done(fixture *f, vw_status status)
{
    if (status != VW_OK) {
        vw_diags_print(f->diags, stderr, VW_EN, false);
    }
    assert_int_equal(status, VW_OK);
}

/* ---- the control set ---- */

static void forget_file(fixture *f, const char *path)
{
    for (size_t i = 0; i < f->files.count; i++) {
        if (strcmp(f->files.items[i].path, path) == 0) {
            f->files.items[i] = f->files.items[--f->files.count];
            return;
        }
    }
}

static void add_yaml(fixture *f, const char *path, const char *text)
{
    vw_set_file file = {.path = path, .text = text, .length = strlen(text)};
    forget_file(f, path);
    VW_PUSH(f->arena, f->files, file);
}

static void write_parameter(fixture *f, int least)
{
    add_yaml(f, "parameters.yaml",
             "parameters:\n  - id: least\n    type: number\n    default: 1\n"
             "    label: {nl: Hoe vaak, en: How often}\n    source: Own choice\n");
    add_yaml(f, "own.yaml",
             vw_printf(f->arena,
                       "parameters_of: organisation\nparameters:\n"
                       "  - {name: least, value: %d, reason: We do}\n",
                       least));
}

static void write_rules(const pair *p)
{
    for (int i = 0; i < 2; i++) {
        fixture *f = p->of[i];
        test_text tests[RULES];
        forget_file(f, "measures/t.t.yaml");
        write_parameter(f, p->least);
        for (size_t j = 0; j < RULES; j++) {
            int version = p->versions[j];
            /* The tolerance changes what is made of the outcomes, not the outcomes. */
            tests[j] = (test_text){rules[j].id, "operation", rules[j].population[version % 2],
                                   rules[j].condition[version / 2 % 2],
                                   version >= 4 ? "tolerance: 30 %" : ""};
        }
        add_measure(f, "t.t", tests, RULES);
    }
}

static void load_rules(const pair *p)
{
    for (int i = 0; i < 2; i++) {
        fixture *f = p->of[i];
        done(f, vw_set_load(&f->set, f->arena, f->diags, f->files.items, f->files.count));
    }
}

/* ---- evidence: one text a row, the same for both ---- */

typedef struct {
    char key[16], fields[TEXT];
} text_row;

static void add_text(text_row *row, const char *text)
{
    size_t length = strlen(row->fields);
    snprintf(row->fields + length, sizeof row->fields - length, "%s%s", length > 0 ? " " : "",
             text);
}

static void add_number_text(text_row *row, const char *name, const char *prefix, int number)
{
    char text[48];
    snprintf(text, sizeof text, "%s=%s%d", name, prefix, number);
    add_text(row, text);
}

static void an_asset(const pair *p, text_row *row, int number)
{
    snprintf(row->key, sizeof row->key, "A%d", number);
    if (below(5) != 0) {
        add_text(row, below(3) == 0 ? "criticality=low" : "criticality=high");
    }
    if (below(5) != 0) {
        add_number_text(row, "users", "", below(6));
    }
    if (p->people > 0 && below(6) != 0) {
        add_number_text(row, "owner", "P", below(p->people + 1)); /* one may be unheard of */
    }
    if (below(9) == 0) {
        add_text(row, "effective_until=2025-06-30");
    }
}

static void a_person(const pair *p, text_row *row, int number)
{
    (void)p;
    snprintf(row->key, sizeof row->key, "P%d", number);
    if (below(4) != 0) {
        add_text(row, below(2) == 0 ? "mfa=1" : "mfa=0");
    }
    if (below(2) == 0) {
        add_text(row, below(2) == 0 ? "name=x" : "name=y");
    }
    if (below(12) == 0) {
        add_text(row, "effective_from=2026-01-01");
    }
}

static void a_restore_test(const pair *p, text_row *row, int number)
{
    snprintf(row->key, sizeof row->key, "R%d", number);
    if (below(8) != 0) {
        add_number_text(row, "asset", "A", below(p->assets + 1));
    }
    if (below(5) != 0) {
        add_text(row, below(2) == 0 ? "result=success" : "result=failure");
    }
    if (below(5) != 0) {
        add_number_text(row, "duration", "", below(6));
    }
    if (below(6) == 0) {
        add_text(row, below(2) == 0 ? "occurred_on=2024-05-01" : "occurred_on=2026-02-01");
    }
}

static void a_change(const pair *p, text_row *row, int number)
{
    (void)p;
    snprintf(row->key, sizeof row->key, "C%d", number);
    if (below(4) != 0) {
        add_text(row, below(3) == 0 ? "approved=0" : "approved=1");
    }
}

static void an_exception(const pair *p, text_row *row, int number)
{
    snprintf(row->key, sizeof row->key, "X%d", number);
    add_text(row, "requested_by=P0 approved_by=P1");
    add_text(row, below(6) == 0 ? "effective_until=2025-11-30" : "effective_until=2026-06-30");
    char test[24];
    snprintf(test, sizeof test, "test=%s", rules[below(RULES)].id);
    add_text(row, test);
    add_text(row, "subject_kind=asset");
    add_number_text(row, "subject_key", "A", below(p->assets + 1));
}

/* It is no more, or not yet: nothing of it counts, and it leaves every population. */
static void one_that_ended(const pair *p, text_row *row, int number)
{
    an_asset(p, row, number);
    if (strstr(row->fields, "effective_until") == NULL) {
        add_text(row, "effective_until=2025-03-31");
    }
}

/* Always the same one, in a new version: two that hold would contradict each other. */
static void an_answer(const pair *p, text_row *row, int number)
{
    static const char *const results[] = {"met", "partly_met", "not_met"};
    char text[24];
    (void)p;
    (void)number;
    snprintf(row->key, sizeof row->key, "J1");
    snprintf(text, sizeof text, "result=%s", results[below(3)]);
    add_text(row, "requirement=frame:1 aspect=operation reason=seen assessor=P0");
    add_text(row, text);
    if (below(2) == 0) {
        add_text(row, "reviewer=P1 review=better_approved review_reason=so");
    }
}

typedef void (*row_maker)(const pair *p, text_row *row, int number);

typedef struct {
    int numbers[ROWS_MOST], count;
} chosen;

static void choose(chosen *c, int number)
{
    bool twice = c->count == ROWS_MOST;
    for (int i = 0; i < c->count; i++) {
        twice = twice || c->numbers[i] == number;
    }
    if (!twice) {
        c->numbers[c->count++] = number;
    }
}

static void import_chosen(pair *p, const char *kind, row_maker make, const chosen *c, int *known,
                          bool complete)
{
    bool event = strcmp(kind, "restore_test") == 0 || strcmp(kind, "change") == 0;
    static text_row rows[ROWS_MOST];
    for (int i = 0; i < c->count; i++) {
        rows[i] = (text_row){0};
        make(p, &rows[i], c->numbers[i]);
        *known = c->numbers[i] >= *known ? c->numbers[i] + 1 : *known;
    }
    for (int i = 0; i < 2; i++) {
        if (complete) {
            begin_complete(p->of[i], kind, event ? "2025-01-01" : "2025-12-31", "2025-12-31");
        } else {
            begin(p->of[i], kind);
        }
        for (int j = 0; j < c->count; j++) {
            row(p->of[i], rows[j].key, rows[j].fields);
        }
        end(p->of[i]);
    }
}

/* [count] rows of new and known numbers; [*known] grows. */
static void import(pair *p, const char *kind, row_maker make, int *known, int count, bool complete)
{
    static chosen c;
    c.count = 0;
    for (int i = 0; i < count; i++) {
        choose(&c, below(*known + 1 + *known / 3));
    }
    import_chosen(p, kind, make, &c, known, complete);
}

/* A full list again, in which some that were known are missing. */
static void import_all_but_some(pair *p, const char *kind, row_maker make, int *known)
{
    static chosen c;
    c.count = 0;
    for (int i = 0; i < *known; i++) {
        if (below(8) != 0) {
            choose(&c, i);
        }
    }
    import_chosen(p, kind, make, &c, known, true);
}

static void change_rule(pair *p)
{
    p->versions[below(RULES)] = below(8);
    if (below(3) == 0) {
        p->least = 1 + below(3);
    }
    write_rules(p);
    load_rules(p);
}

/* No command changes the reference date of a dossier; what is taken over must mind it all the same.
 */
static void change_day(pair *p)
{
    static const char *const days[] = {"2025-12-31", "2025-12-30", "2025-06-30"};
    const char *day = days[below(3)];
    for (int i = 0; i < 2; i++) {
        const vw_dossier_head *known = vw_dossier_head_of(p->of[i]->dossier);
        vw_dossier_head *head;
        memcpy(&head, &known, sizeof head);
        assert_true(vw_date_parse(&head->as_of, day));
    }
}

static void change_something(pair *p, int size, int *exceptions)
{
    /* Few rows at a time, mostly, so that what they touch is a small part of all. */
    int many = below(6) == 0 ? 1 + below(size) : 1 + below(1 + size / 50), one = 0;
    switch (below(14)) {
    case 0:
    case 1:
    case 2:
        import(p, "asset", an_asset, &p->assets, many, below(4) == 0);
        break;
    case 3:
        import(p, "person", a_person, &p->people, many, false);
        break;
    case 4:
    case 5:
    case 6:
        import(p, "restore_test", a_restore_test, &p->tests, many, below(6) == 0);
        break;
    case 7:
        import(p, "change", a_change, &p->changes, many, below(4) == 0);
        break;
    case 8:
        import(p, "exception", an_exception, exceptions, 1 + below(2), false);
        break;
    case 9:
        import(p, "answer", an_answer, &one, 1, false);
        break;
    case 10:
        change_rule(p);
        break;
    case 11:
        import(p, "asset", one_that_ended, &p->assets, many, false);
        break;
    case 12:
        if (below(2) == 0) {
            import_all_but_some(p, "asset", an_asset, &p->assets);
        } else {
            import_all_but_some(p, "person", a_person, &p->people);
        }
        break;
    case 13:
        if (below(2) == 0) {
            change_day(p);
        }
        break;
    default:
        break; /* nothing at all */
    }
}

/* ---- both are the same ---- */

static const char *dump(fixture *f, const char *sql)
{
    vw_buf text = {.arena = f->arena};
    vw_stmt *stmt = NULL;
    bool found = true;
    done(f, vw_stmt_new(&stmt, vw_dossier_db(f->dossier), f->arena, f->diags, sql));
    for (done(f, vw_stmt_step(stmt, f->diags, &found)); found;
         done(f, vw_stmt_step(stmt, f->diags, &found))) {
        for (int i = 0; i < vw_stmt_columns(stmt); i++) {
            const char *value = vw_stmt_text(stmt, i);
            vw_buf_addf(&text, "%s|", value != NULL ? value : "NULL");
        }
        vw_buf_add(&text, "\n");
    }
    vw_stmt_free(stmt);
    return vw_buf_text(&text);
}

static void same_results(pair *p, int dossier, int step)
{
    static const char *const tables[] = {
        "SELECT * FROM evaluation ORDER BY id",
        "SELECT * FROM finding WHERE evaluation_id = (SELECT max(id) FROM evaluation) ORDER BY "
        "test",
        "SELECT * FROM outcome WHERE evaluation_id = (SELECT max(id) FROM evaluation) "
        "ORDER BY test, subject",
        "SELECT * FROM conclusion WHERE evaluation_id = (SELECT max(id) FROM evaluation)",
        "SELECT * FROM requirement_status WHERE evaluation_id = (SELECT max(id) FROM evaluation)",
        "SELECT * FROM outcome_set ORDER BY id",
        "SELECT * FROM outcome_row ORDER BY set_id, subject",
        "SELECT id, sha256, count, hex(subjects) FROM subject_set ORDER BY id"};
    for (size_t i = 0; i < sizeof tables / sizeof *tables; i++) {
        const char *left = dump(p->of[0], tables[i]), *right = dump(p->of[1], tables[i]);
        if (strcmp(left, right) != 0) {
            fail_msg("dossier %d, step %d: %s\ntaken over:\n%s\nin full:\n%s", dossier, step,
                     tables[i], left, right);
        }
    }
}

static void evaluate_one(fixture *f, bool full, vw_perform_counts *counts)
{
    vw_perform_options options = {.full = full, .counts = counts};
    done(f, vw_plan_for_type(&f->plan, f->arena, f->diags, f->set, "municipality"));
    done(f, vw_evaluate(&f->evaluation, f->dossier, f->plan, f->files.items, f->files.count,
                        &options, f->arena, f->diags));
}

static void stands_verification(fixture *f)
{
    const vw_verify_options options = {.lang = VW_EN};
    vw_verification verification;
    f->diags = vw_diags_new(f->arena);
    done(f, vw_verify(&verification, f->dossier, &options, f->arena, f->diags));
    if (!vw_verification_agrees(&verification)) {
        vw_diags_print(f->diags, stderr, VW_EN, false);
    }
    assert_true(vw_verification_agrees(&verification));
}

static void set_up(pair *p, int size)
{
    int none = 0;
    *p = (pair){.least = 1};
    for (int i = 0; i < 2; i++) {
        void *made = NULL;
        assert_int_equal(fixture_setup(&made), 0);
        p->of[i] = made;
    }
    write_rules(p);
    for (int i = 0; i < 2; i++) {
        add_framework(p->of[i], "frame", NULL);
        add_requirement(p->of[i], "frame", "1", "article", "[operation]", "t.t full");
        fixture_ready(p->of[i]);
    }
    p->people = size / 2;
    import(p, "person", a_person, &p->people, size, false);
    p->assets = size;
    import(p, "asset", an_asset, &p->assets, 2 * size, true);
    p->tests = size;
    if (below(3) != 0) {
        import(p, "restore_test", a_restore_test, &p->tests, 2 * size, false);
    }
    import(p, "exception", an_exception, &none, 3, false);
}

typedef struct {
    size_t tests;
    vw_perform_counts counts;
} totals;

static void one_dossier(int dossier, int size, totals *all)
{
    pair p;
    int exceptions = 3;
    set_up(&p, size);
    for (int step = 0; step < STEPS; step++) {
        vw_perform_counts counts = {0}, none = {0};
        evaluate_one(p.of[0], false, &counts);
        evaluate_one(p.of[1], true, &none);
        assert_int_equal(none.taken + none.partly, 0);
        same_results(&p, dossier, step);
        assert_int_equal(vw_diags_kept(p.of[0]->diags), vw_diags_kept(p.of[1]->diags));
        all->tests += RULES;
        all->counts.taken += counts.taken;
        all->counts.partly += counts.partly;
        all->counts.since += counts.since;
        all->counts.together += counts.together;
        change_something(&p, size, &exceptions);
        if (below(4) == 0) {
            change_something(&p, size, &exceptions);
        }
    }
    stands_verification(p.of[0]);
    for (int i = 0; i < 2; i++) {
        void *made = p.of[i];
        assert_int_equal(fixture_teardown(&made), 0);
    }
}

static void taking_over_and_running_in_full_give_the_same(void **state)
{
    static const int sizes[SIZES] = {8, 60, 250};
    totals all = {0};
    (void)state;
    random_state = 0x9E3779B97F4A7C15;
    for (int dossier = 0; dossier < DOSSIERS; dossier++) {
        one_dossier(dossier, sizes[dossier % SIZES], &all);
    }
    print_message(
        "%zu tests: %zu taken over, %zu run for what was touched, %zu of those by columns; "
        "%zu in full by columns\n",
        all.tests, all.counts.taken, all.counts.partly, all.counts.since, all.counts.together);
    /* A property that never meets a case says nothing of it. */
    assert_true(all.counts.taken > all.tests / 4);
    assert_true(all.counts.partly > all.tests / 10);
    assert_true(all.counts.since > all.tests / 4);
    assert_true(all.counts.partly > all.counts.since + all.tests / 40);
    assert_true(all.counts.together > all.tests / 20);
    assert_true(all.counts.taken + all.counts.partly < all.tests * 9 / 10);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(taking_over_and_running_in_full_give_the_same),
    };
    setenv("SOURCE_DATE_EPOCH", "1767225600", 1);
    return cmocka_run_group_tests(tests, NULL, NULL);
}

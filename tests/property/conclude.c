/* SPDX-License-Identifier: EUPL-1.2 */
/* Random frameworks over one small dossier: measures with tests in random aspects, mappings full
 * and partial, judgements with and without review. What is concluded from the findings must be what
 * section 4 of the semantics says, read here once more and in the plainest way. */
#include "fixture.h"

#include <stdlib.h>
#include <string.h>

enum { DOSSIERS = 60, MEASURES = 4, TESTS = 3, REQUIREMENTS = 6, MAPPED = 3 };

/* Each gives another result on the evidence below. */
static const struct {
    const char *population, *condition, *terms, *result;
    bool excepted; /* both subjects that fail have an exception */
} templates[] = {
    {"asset where criticality = 'high'", "users > 1", "", "met", false},
    {"asset where criticality = 'high'", "users > 5", "", "not_met", false},
    {"asset where criticality = 'high'", "users > 5", "partly_at: 50 %", "partly_met", false},
    {"asset where criticality = 'high'", "owner = 'P1'", "", "not_assessed", false},
    {"asset where criticality = 'low'", "users > 1", "", "not_applicable", false},
    {"change", "approved = true", "", "not_occurred", false},
    {"asset where criticality = 'high'", "users > 5", "", "explained", true},
};
enum { TEMPLATES = sizeof templates / sizeof *templates };

static const char *const aspects[] = {"design", "existence", "operation"};
static const char *const kinds[] = {"article", "control", "overheidsmaatregel"};
static const char *const judged[] = {"met", "partly_met", "not_met", "not_applicable", "explained"};

typedef struct {
    int of, aspect;
} random_test;

typedef struct {
    int kind, measures[MAPPED], mapped;
    bool full[MAPPED], demands[3];
    bool only[MAPPED][3],
        named[MAPPED]; /* in which aspects a mapping counts, and whether it says so */
    struct {
        bool given, reviewed, by_another;
        const char *result, *review;
    } judgement[3];
} random_requirement;

typedef struct {
    random_test tests[MEASURES][TESTS];
    int test_count[MEASURES];
    random_requirement requirements[REQUIREMENTS];
} world;

static uint64_t random_state;

static int below(int bound)
{
    random_state ^= random_state << 13; /* xorshift64 */
    random_state ^= random_state >> 7;
    random_state ^= random_state << 17;
    return (int)(random_state % (uint64_t)bound);
}

/* ---- section 4, once more ---- */

/* Worst first; 6 and 7 are neutral. */
static const char *const order[] = {"error",     "not_met", "not_assessed",   "partly_met",
                                    "explained", "met",     "not_applicable", "not_occurred"};

static int rank(const char *result)
{
    for (int i = 0; i < 8; i++) {
        if (strcmp(order[i], result) == 0) {
            return i;
        }
    }
    fail_msg("no result: %s", result);
    return 0;
}

/* The worst of [count] ranks: of those that are not neutral the first in the order; if all are
 * neutral, not_occurred if any is. */
static int worst_of(const int *ranks, int count)
{
    int worst = -1;
    bool occurred = false;
    for (int i = 0; i < count; i++) {
        if (ranks[i] < 6) {
            worst = worst < 0 || ranks[i] < worst ? ranks[i] : worst;
        }
        occurred = occurred || ranks[i] == 7;
    }
    return worst >= 0 ? worst : occurred ? 7 : 6;
}

/* -1: the measure has no test of the aspect. An overheidsmaatregel sees no exception. */
static int of_measure(const world *w, int measure, int aspect, bool strict)
{
    int ranks[TESTS], count = 0;
    for (int i = 0; i < w->test_count[measure]; i++) {
        const random_test *test = &w->tests[measure][i];
        if (test->aspect == aspect) {
            bool lifted = strict && templates[test->of].excepted;
            ranks[count++] = rank(lifted ? "not_met" : templates[test->of].result);
        }
    }
    return count > 0 ? worst_of(ranks, count) : -1;
}

/* -1: nothing is computed. */
static int computed(const world *w, const random_requirement *r, int aspect)
{
    int ranks[MAPPED];
    bool full = false, any = false;
    int count = 0;
    for (int i = 0; i < r->mapped; i++) {
        if (r->only[i][aspect]) {
            int one = of_measure(w, r->measures[i], aspect, r->kind == 2);
            any = any || one >= 0;
            ranks[count++] = one >= 0 ? one : rank("not_assessed");
            full = full || r->full[i];
        }
    }
    if (!any) {
        return -1;
    }
    int worst = worst_of(ranks, count);
    if (!full) {
        worst = worst >= 6 ? rank("not_assessed") : worst > 3 ? rank("partly_met") : worst;
    }
    return worst;
}

static bool is_worse(int a, int b)
{
    const int both[] = {a, b};
    return a != b && worst_of(both, 2) == a;
}

static int concluded_of(const world *w, const random_requirement *r, int aspect, bool *judged_so)
{
    int machine = computed(w, r, aspect);
    bool has = machine >= 0;
    int result = has ? machine : rank("not_assessed");
    *judged_so = false;
    if (!r->judgement[aspect].given) {
        return result;
    }
    const char *review = r->judgement[aspect].reviewed ? r->judgement[aspect].review : "";
    int person = rank(r->judgement[aspect].result);
    bool approved = strcmp(review, "better_approved") == 0 && r->judgement[aspect].by_another;
    bool refuted = strcmp(review, "disagreed") == 0;
    if ((!has && !refuted) || is_worse(person, result) || (approved && is_worse(result, person))) {
        *judged_so = true;
        return person;
    }
    return result;
}

static int status_of_requirement(const world *w, const random_requirement *r)
{
    int ranks[3], count = 0;
    bool by_person = true;
    for (int aspect = 0; aspect < 3; aspect++) {
        if (r->demands[aspect]) {
            bool so;
            ranks[count++] = concluded_of(w, r, aspect, &so);
            by_person = by_person && so;
        }
    }
    int worst = worst_of(ranks, count);
    return worst == 6 && !by_person ? rank("not_assessed") : worst;
}

/* ---- the same in a dossier ---- */

static void make_requirement(random_requirement *r)
{
    *r = (random_requirement){.kind = below(3), .mapped = below(MAPPED + 1)};
    for (int i = 0; i < r->mapped; i++) {
        r->measures[i] = (i + below(MEASURES - MAPPED + 1)) % MEASURES;
        r->measures[i] =
            i > 0 && r->measures[i] <= r->measures[i - 1] ? r->measures[i - 1] + 1 : r->measures[i];
        r->full[i] = below(2) == 0;
    }
    r->demands[below(3)] = true;
    for (int aspect = 0; aspect < 3; aspect++) {
        r->demands[aspect] = r->demands[aspect] || below(2) == 0;
        r->judgement[aspect].given = r->demands[aspect] && below(2) == 0;
        r->judgement[aspect].reviewed = below(2) == 0;
        r->judgement[aspect].by_another = below(3) > 0;
        r->judgement[aspect].result = judged[below(r->kind == 2 ? 4 : 5)];
        r->judgement[aspect].review = below(3) == 0   ? "agreed"
                                      : below(2) == 0 ? "disagreed"
                                                      : "better_approved";
    }
}

/* Half of the mappings name aspects, of those in which the requirement asks and the measure has
 * tests. */
static void choose_aspects(const world *w, random_requirement *r)
{
    for (int i = 0; i < r->mapped; i++) {
        bool any = false;
        const bool name = below(2) == 0;
        for (int aspect = 0; aspect < 3; aspect++) {
            r->only[i][aspect] = name && r->demands[aspect] && below(3) > 0 &&
                                 of_measure(w, r->measures[i], aspect, false) >= 0;
            any = any || r->only[i][aspect];
        }
        r->named[i] = any;
        for (int aspect = 0; aspect < 3 && !any; aspect++) {
            r->only[i][aspect] = true;
        }
    }
}

static void make_world(world *w, bool exceptions)
{
    for (int i = 0; i < MEASURES; i++) {
        w->test_count[i] = below(TESTS + 1);
        for (int j = 0; j < w->test_count[i]; j++) {
            w->tests[i][j] = (random_test){below(exceptions ? TEMPLATES : TEMPLATES - 1), below(3)};
        }
    }
    for (int i = 0; i < REQUIREMENTS; i++) {
        make_requirement(&w->requirements[i]);
        choose_aspects(w, &w->requirements[i]);
    }
}

static const char *id_of(const fixture *f, int measure, int test)
{
    return vw_printf(f->arena, "m%d.m.t%d", measure, test);
}

static void write_set(fixture *f, const world *w)
{
    add_framework(f, "frame", NULL);
    for (int i = 0; i < MEASURES; i++) {
        test_text tests[TESTS];
        for (int j = 0; j < w->test_count[i]; j++) {
            const random_test *test = &w->tests[i][j];
            tests[j] =
                (test_text){id_of(f, i, j), aspects[test->aspect], templates[test->of].population,
                            templates[test->of].condition, templates[test->of].terms};
        }
        add_measure(f, vw_printf(f->arena, "m%d.m", i), tests, (size_t)w->test_count[i]);
    }
    for (int i = 0; i < REQUIREMENTS; i++) {
        const random_requirement *r = &w->requirements[i];
        vw_buf demands = {.arena = f->arena}, maps = {.arena = f->arena};
        for (int aspect = 0; aspect < 3; aspect++) {
            if (r->demands[aspect]) {
                vw_buf_addf(&demands, "%s%s", demands.length > 0 ? ", " : "", aspects[aspect]);
            }
        }
        for (int j = 0; j < r->mapped; j++) {
            vw_buf_addf(&maps, "%sm%d.m %s", j > 0 ? ", " : "", r->measures[j],
                        r->full[j] ? "full" : "partial");
            for (int aspect = 0, some = 0; aspect < 3 && r->named[j]; aspect++) {
                if (r->only[j][aspect]) {
                    vw_buf_addf(&maps, "%c%s", some++ > 0 ? '+' : ' ', aspects[aspect]);
                }
            }
        }
        add_requirement(f, "frame", vw_printf(f->arena, "%d", i), kinds[r->kind],
                        vw_printf(f->arena, "[%s]", vw_buf_text(&demands)), vw_buf_text(&maps));
    }
}

static void write_exceptions(fixture *f, const world *w)
{
    begin(f, "exception");
    for (int i = 0; i < MEASURES; i++) {
        for (int j = 0; j < w->test_count[i]; j++) {
            for (int asset = 2; asset <= 3 && templates[w->tests[i][j].of].excepted; asset++) {
                row(f, vw_printf(f->arena, "X%d.%d.%d", i, j, asset),
                    vw_printf(f->arena,
                              "test=%s subject_kind=asset subject_key=A%d requested_by=P1 "
                              "approved_by=P2 effective_until=2025-12-31",
                              id_of(f, i, j), asset));
            }
        }
    }
    end(f);
}

static void write_answers(fixture *f, const world *w)
{
    begin(f, "answer");
    for (int i = 0; i < REQUIREMENTS; i++) {
        for (int aspect = 0; aspect < 3; aspect++) {
            const random_requirement *r = &w->requirements[i];
            if (!r->judgement[aspect].given) {
                continue;
            }
            vw_buf fields = {.arena = f->arena};
            vw_buf_addf(&fields,
                        "requirement=frame:%d aspect=%s result=%s reason=seen risk_reference=R-1 "
                        "assessor=P1",
                        i, aspects[aspect], r->judgement[aspect].result);
            if (r->judgement[aspect].reviewed) {
                vw_buf_addf(&fields, " reviewer=%s review=%s review_reason=seen",
                            r->judgement[aspect].by_another ? "P2" : "P1",
                            r->judgement[aspect].review);
            }
            row(f, vw_printf(f->arena, "J%d.%d", i, aspect), vw_buf_text(&fields));
        }
    }
    end(f);
}

static void write_evidence(fixture *f, const world *w)
{
    people(f);
    begin_complete(f, "asset", "2025-12-31", "2025-12-31");
    row(f, "A0", "criticality=high users=9");
    row(f, "A1", "criticality=high users=9");
    row(f, "A2", "criticality=high users=5");
    row(f, "A3", "criticality=high users=5");
    end(f);
    begin_complete(f, "change", "2025-01-01", "2025-12-31");
    end(f);
    write_exceptions(f, w);
    write_answers(f, w);
}

static void compare(fixture *f, const world *w, int dossier, unsigned seen[8])
{
    for (int i = 0; i < REQUIREMENTS; i++) {
        const random_requirement *r = &w->requirements[i];
        const char *id = vw_printf(f->arena, "frame:%d", i);
        for (int aspect = 0; aspect < 3; aspect++) {
            if (!r->demands[aspect]) {
                continue;
            }
            bool so;
            int expected = concluded_of(w, r, aspect, &so);
            const char *stored = conclusion_of(f, id, (vw_aspect)aspect);
            if (strcmp(stored, order[expected]) != 0) {
                fail_msg("dossier %d, %s, %s: stored %s, expected %s", dossier, id, aspects[aspect],
                         stored, order[expected]);
            }
            seen[expected]++;
        }
        const char *expected = order[status_of_requirement(w, r)];
        if (strcmp(status_of(f, id), expected) != 0) {
            fail_msg("dossier %d, %s: stored %s, expected %s", dossier, id, status_of(f, id),
                     expected);
        }
    }
}

static void each_template_gives_its_result(fixture *f, const world *w)
{
    for (int i = 0; i < MEASURES; i++) {
        for (int j = 0; j < w->test_count[i]; j++) {
            const char *stored = result_of(f, id_of(f, i, j));
            /* What no requirement asks for is not run. */
            if (strcmp(stored, "none") != 0) {
                assert_string_equal(stored, templates[w->tests[i][j].of].result);
            }
        }
    }
}

static void conclusions_are_what_the_semantics_say(void **state)
{
    const char *more = getenv("VW_DOSSIERS");
    int dossiers = more != NULL ? atoi(more) : DOSSIERS;
    unsigned seen[8] = {0};
    (void)state;
    random_state = 0x9E3779B97F4A7C15;
    for (int dossier = 0; dossier < dossiers; dossier++) {
        void *made = NULL;
        world w;
        bool exceptions = dossier % 2 == 0;
        make_world(&w, exceptions);
        assert_int_equal(fixture_setup(&made), 0);
        fixture *f = made;
        write_set(f, &w);
        fixture_ready(f);
        write_evidence(f, &w);
        evaluate(f);
        each_template_gives_its_result(f, &w);
        compare(f, &w, dossier, seen);
        assert_int_equal(fixture_teardown(&made), 0);
    }
    for (int i = 1; i < 8; i++) {
        print_message("%s: %u\n", order[i], seen[i]);
        assert_true(seen[i] >= 3);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(conclusions_are_what_the_semantics_say),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

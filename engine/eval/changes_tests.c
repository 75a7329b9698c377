/* SPDX-License-Identifier: EUPL-1.2 */
/* What changed in the tests of two evaluations, and what made it so. */
#include "eval/changes_private.h"

#include "store/query.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Two texts that compile to the same SQL say the same: blanks and line ends are no change. One text
 * that compiles to other SQL was given another value. */
uint32_t vw_changes__rules(const vw_planned_test *before, const vw_planned_test *after,
                           const vw_rule_frame *frame, vw_arena *arena)
{
    const vw_test *a = before->test, *b = after->test;
    bool texts = strcmp(a->population.text, b->population.text) == 0 &&
                 strcmp(a->condition.text, b->condition.text) == 0;
    bool sql = strcmp(vw_rule_sql(arena, before->rule, frame),
                      vw_rule_sql(arena, after->rule, frame)) == 0;
    bool terms = fabs(a->tolerance - b->tolerance) < 1e-12 &&
                 a->has_partly_at == b->has_partly_at &&
                 (!a->has_partly_at || fabs(a->partly_at - b->partly_at) < 1e-12);
    uint32_t because = 0;
    if ((!texts && !sql) || a->aspect != b->aspect) {
        because |= VW_BECAUSE(RULE);
    }
    if ((texts && !sql) || !terms) {
        because |= VW_BECAUSE(PARAMETER);
    }
    return because;
}

/* The place of a subject of [test] among those covered: kind, then key. */
static int order_of_covered(const vw_covered *a, const char *test, const vw_covered *b)
{
    int order = strcmp(a->test, test);
    order = order != 0 ? order : strcmp(a->kind, b->kind);
    return order != 0 ? order : strcmp(a->key, b->key);
}

/* Subjects of [test] that are covered in [one], and in [other] not of [its_like]. */
static uint64_t covered_only_in(const vw_side *one, const char *test, const vw_side *other,
                                const char *its_like)
{
    uint64_t count = 0;
    size_t j = 0;
    for (size_t i = 0; i < one->covered.count; i++) {
        const vw_covered *at = &one->covered.items[i];
        if (strcmp(at->test, test) != 0) {
            continue;
        }
        while (j < other->covered.count &&
               order_of_covered(&other->covered.items[j], its_like, at) < 0) {
            j++;
        }
        count += j == other->covered.count ||
                 order_of_covered(&other->covered.items[j], its_like, at) != 0;
    }
    return count;
}

static bool frames_differ(const vw_side *before, const vw_side *after)
{
    const vw_rule_frame *a = &before->frame, *b = &after->frame;
    return a->as_of != b->as_of || a->period_from != b->period_from ||
           a->period_until != b->period_until;
}

static uint32_t of_results(const vw_finding *a, const vw_finding *b)
{
    uint32_t because = 0;
    because |= a->result == VW_NOT_ASSESSED && b->result != VW_NOT_ASSESSED
                   ? VW_BECAUSE(COVERAGE_GAINED)
                   : 0;
    because |= b->result == VW_NOT_ASSESSED && a->result != VW_NOT_ASSESSED
                   ? VW_BECAUSE(COVERAGE_LOST)
                   : 0;
    because |=
        (a->result == VW_RESULT_ERROR) != (b->result == VW_RESULT_ERROR) ? VW_BECAUSE(ERROR) : 0;
    return because;
}

static vw_status both(vw_test_change *out, vw_side *before, vw_side *after, const vw_finding *a,
                      const vw_finding *b, vw_arena *arena, vw_diags *diags)
{
    const vw_planned_test *planned_a = vw_plan_test(before->plan, a->test);
    const vw_planned_test *planned_b = vw_plan_test(after->plan, b->test);
    bool evidence = false;
    vw_status status = VW_OK;
    out->direction = vw_result_direction(a->result, b->result);
    out->started = covered_only_in(after, b->test, before, a->test);
    out->ended = covered_only_in(before, a->test, after, b->test);
    if (planned_a != NULL && planned_b != NULL) {
        out->because |= vw_changes__rules(planned_a, planned_b, &after->frame, arena);
        status = vw_changes__evidence(&evidence, before, after, planned_b->rule, arena, diags);
    }
    uint64_t n_a = vw_tally_total(a->tally), n_b = vw_tally_total(b->tally);
    out->because |= n_a != n_b ? VW_BECAUSE(POPULATION) : 0;
    out->because |= evidence || a->complete != b->complete || a->collected != b->collected
                        ? VW_BECAUSE(EVIDENCE)
                        : 0;
    out->because |= out->started > 0 ? VW_BECAUSE(EXCEPTION_STARTED) : 0;
    out->because |= out->ended > 0 ? VW_BECAUSE(EXCEPTION_ENDED) : 0;
    if (out->because == 0 && frames_differ(before, after) &&
        (a->result != b->result || memcmp(&a->tally, &b->tally, sizeof a->tally) != 0)) {
        out->because |= VW_BECAUSE(DATES);
    }
    out->because |= of_results(a, b);
    out->change = (out->because & VW_BECAUSE_OF_NORM) != 0 ? VW_CHANGE_NORM
                  : out->direction > 0                     ? VW_CHANGE_IMPROVED
                  : out->direction < 0                     ? VW_CHANGE_REGRESSED
                                                           : VW_CHANGE_SAME;
    return status;
}

static vw_status change_of(vw_test_change *out, vw_side *before, vw_side *after,
                           const vw_finding *a, const vw_finding *b, vw_arena *arena,
                           vw_diags *diags)
{
    const char *id = b != NULL ? b->test : a->test;
    const vw_side *other = b != NULL ? before : after;
    const vw_planned_test *planned = vw_plan_test((b != NULL ? after : before)->plan, id);
    const vw_test *test = planned != NULL ? planned->test : NULL;
    *out = (vw_test_change){.test = id, .in_before = a != NULL, .in_after = b != NULL};
    out->title = test != NULL ? test->title : (vw_text){id, id};
    if (a != NULL) {
        out->before = a->result;
        out->tally_before = a->tally;
    }
    if (b != NULL) {
        out->after = b->result;
        out->tally_after = b->tally;
    }
    if (a != NULL && b != NULL) {
        out->was = strcmp(a->test, b->test) != 0 ? a->test : NULL;
        return both(out, before, after, a, b, arena, diags);
    }
    out->change = b != NULL ? VW_CHANGE_NEW : VW_CHANGE_RETIRED;
    /* The other set may well have the test, with nothing that asks for it. */
    const char *base = planned != NULL ? planned->base->id : id;
    out->because =
        vw_set_test(other->plan->set, base) != NULL ? VW_BECAUSE(MAPPING) : VW_BECAUSE(MEASURE);
    return VW_OK;
}

/* ---- which are each other's like ----------------------------------------------------------- */

/* A finding under the name by which it is looked for in the other evaluation. */
typedef struct {
    const char *name;
    const vw_finding *finding;
} named;

static bool is_there(const vw_side *side, const char *test)
{
    for (size_t i = 0; i < side->findings.count; i++) {
        if (strcmp(side->findings.items[i].test, test) == 0) {
            return true;
        }
    }
    return false;
}

/* "TEST@NAME" of the variant "TEST@NAME@VERSION"; other tests have their own name. */
static size_t without_version(const char *test)
{
    const char *framework = strchr(test, '@');
    const char *version = framework != NULL ? strchr(framework + 1, '@') : NULL;
    return version != NULL ? (size_t)(version - test) : strlen(test);
}

/* The variant of another version is its like, unless both versions were evaluated here or there. */
static const char *name_of(const vw_side *side, const vw_side *other, const vw_finding *finding,
                           vw_arena *arena)
{
    const size_t length = without_version(finding->test);
    size_t like = 0;
    if (strchr(finding->test, '@') == NULL || is_there(other, finding->test)) {
        return finding->test;
    }
    for (size_t i = 0; i < side->findings.count; i++) {
        const char *test = side->findings.items[i].test;
        like += without_version(test) == length && strncmp(test, finding->test, length) == 0;
    }
    return like == 1 ? vw_strndup(arena, finding->test, length) : finding->test;
}

static int by_name(const void *left, const void *right)
{
    const named *a = left, *b = right;
    return strcmp(a->name, b->name);
}

static named *named_of(const vw_side *side, const vw_side *other, vw_arena *arena)
{
    named *all = VW_NEW_ARRAY(arena, side->findings.count, named);
    for (size_t i = 0; i < side->findings.count; i++) {
        const vw_finding *finding = &side->findings.items[i];
        all[i] = (named){name_of(side, other, finding, arena), finding};
    }
    if (side->findings.count > 0) {
        qsort(all, side->findings.count, sizeof *all, by_name);
    }
    return all;
}

static int by_test(const void *left, const void *right)
{
    const vw_test_change *a = left, *b = right;
    return strcmp(a->test, b->test);
}

vw_status vw_changes__tests(vw_changes *out, vw_side *before, vw_side *after, vw_arena *arena,
                            vw_diags *diags)
{
    VW_VEC(vw_test_change) tests = {0};
    const named *then = named_of(before, after, arena), *now = named_of(after, before, arena);
    size_t i = 0, j = 0;
    vw_status status = VW_OK;
    while (status == VW_OK && (i < before->findings.count || j < after->findings.count)) {
        const vw_finding *a = i < before->findings.count ? then[i].finding : NULL;
        const vw_finding *b = j < after->findings.count ? now[j].finding : NULL;
        int order = a == NULL ? 1 : b == NULL ? -1 : strcmp(then[i].name, now[j].name);
        vw_test_change change;
        status = change_of(&change, before, after, order <= 0 ? a : NULL, order >= 0 ? b : NULL,
                           arena, diags);
        VW_PUSH(arena, tests, change);
        i += order <= 0;
        j += order >= 0;
    }
    if (tests.count > 0) {
        qsort(tests.items, tests.count, sizeof *tests.items, by_test);
    }
    out->tests = tests.items;
    out->test_count = tests.count;
    return status;
}

static int test_called(const void *key, const void *item)
{
    const vw_test_change *change = item;
    return strcmp(key, change->test);
}

const vw_test_change *vw_changes__test(const vw_changes *changes, const char *id)
{
    return changes->test_count == 0 ? NULL
                                    : bsearch(id, changes->tests, changes->test_count,
                                              sizeof *changes->tests, test_called);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* What changed in the requirements of two evaluations, and how it adds up. */
#include "eval/changes_private.h"

#include "model/migration.h"
#include "store/query.h"

#include <string.h>

int vw_result_direction(vw_result before, vw_result after)
{
    if (before == after || vw_result_neutral(after)) {
        return 0;
    }
    if (vw_result_neutral(before)) {
        return after == VW_MET ? 0 : -1;
    }
    if (after == VW_NOT_ASSESSED || after < before) {
        return -1;
    }
    return after >= VW_PARTLY_MET ? 1 : 0;
}

bool vw_changes__same_text(vw_text a, vw_text b)
{
    return strcmp(a.nl, b.nl) == 0 && strcmp(a.en, b.en) == 0;
}

static const vw_mapping *mapping_to(const vw_requirement *requirement, const char *measure)
{
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        if (strcmp(requirement->mappings[i].measure->id, measure) == 0) {
            return &requirement->mappings[i];
        }
    }
    return NULL;
}

/* Every test of [one] for this aspect stands in [other] too. */
static bool has_tests_of(const vw_measure *other, const vw_measure *one, vw_aspect aspect)
{
    for (size_t i = 0; i < one->test_count; i++) {
        bool found = one->tests[i].aspect != aspect;
        for (size_t j = 0; j < other->test_count && !found; j++) {
            found = other->tests[j].aspect == aspect &&
                    strcmp(other->tests[j].id, one->tests[i].id) == 0;
        }
        if (!found) {
            return false;
        }
    }
    return true;
}

static uint32_t measures_differ(const vw_measure *a, const vw_measure *b, vw_aspect aspect)
{
    bool same = vw_changes__same_text(a->title, b->title) &&
                vw_changes__same_text(a->explain, b->explain) && has_tests_of(a, b, aspect) &&
                has_tests_of(b, a, aspect);
    return same ? 0 : VW_BECAUSE(MEASURE);
}

/* What the tests of a measure say about the norm; and about the rest where their result changed. */
static uint32_t of_tests(const vw_changes *changes, const vw_measure *measure, vw_aspect aspect)
{
    uint32_t because = 0;
    for (size_t i = 0; i < measure->test_count; i++) {
        const vw_test_change *test = vw_changes__test(changes, measure->tests[i].id);
        if (test == NULL || measure->tests[i].aspect != aspect || !test->in_before ||
            !test->in_after) {
            continue;
        }
        bool changed = test->before != test->after;
        because |= test->because & (changed ? ~0u : VW_BECAUSE_OF_NORM);
    }
    return because;
}

static uint32_t of_norm(const vw_changes *changes, const vw_requirement *a, const vw_requirement *b,
                        vw_aspect aspect)
{
    uint32_t because = 0;
    if (strcmp(a->framework->version, b->framework->version) != 0 ||
        a->framework->date != b->framework->date ||
        strcmp(a->framework->id, b->framework->id) != 0) {
        because |= VW_BECAUSE(FRAMEWORK);
    }
    const bool versions = strcmp(a->framework->family, b->framework->family) == 0;
    because |= strcmp(versions ? a->id : a->full_id, versions ? b->id : b->full_id) != 0
                   ? VW_BECAUSE(MOVED)
                   : 0;
    /* Between two versions every reference differs: it names the version. */
    const bool cited = versions && strcmp(a->framework->id, b->framework->id) != 0;
    if (a->kind != b->kind || (!cited && strcmp(a->reference, b->reference) != 0) ||
        !vw_changes__same_text(a->title, b->title) ||
        !vw_changes__same_text(a->explain, b->explain)) {
        because |= VW_BECAUSE(TEXT);
    }
    because |= a->mapping_count != b->mapping_count ? VW_BECAUSE(MAPPING) : 0;
    for (size_t i = 0; i < b->mapping_count; i++) {
        const vw_mapping *now = &b->mappings[i], *then = mapping_to(a, now->measure->id);
        because |=
            then == NULL || then->full != now->full || then->aspects[aspect] != now->aspects[aspect]
                ? VW_BECAUSE(MAPPING)
                : 0;
        if (!now->aspects[aspect]) {
            continue;
        }
        because |= then != NULL ? measures_differ(then->measure, now->measure, aspect) : 0;
        because |= of_tests(changes, now->measure, aspect);
    }
    return because;
}

static bool judged_otherwise(const vw_conclusion *a, const vw_conclusion *b)
{
    return a->has_judged != b->has_judged || (a->has_judged && a->judged != b->judged) ||
           a->by_judgement != b->by_judgement || strcmp(a->judged_by, b->judged_by) != 0 ||
           strcmp(a->reason, b->reason) != 0;
}

static void finish(vw_requirement_change *out, const vw_conclusion *a, const vw_conclusion *b)
{
    out->because |= judged_otherwise(a, b) ? VW_BECAUSE(JUDGEMENT) : 0;
    out->because |= out->because == 0 && a->result != b->result ? VW_BECAUSE(DATES) : 0;
    /* What the tests were assessed on before, the requirement may have been all along. */
    out->because &= ~(VW_BECAUSE(COVERAGE_GAINED) | VW_BECAUSE(COVERAGE_LOST));
    if (a->result == VW_NOT_ASSESSED && b->result != VW_NOT_ASSESSED) {
        out->because |= VW_BECAUSE(COVERAGE_GAINED);
    } else if (b->result == VW_NOT_ASSESSED && a->result != VW_NOT_ASSESSED) {
        out->because |= VW_BECAUSE(COVERAGE_LOST);
    }
    out->direction = vw_result_direction(a->result, b->result);
    out->change = (out->because & VW_BECAUSE_OF_NORM) != 0 ? VW_CHANGE_NORM
                  : out->direction > 0                     ? VW_CHANGE_IMPROVED
                  : out->direction < 0                     ? VW_CHANGE_REGRESSED
                                                           : VW_CHANGE_SAME;
}

static vw_text title_of(const vw_requirement *requirement, const char *id)
{
    return requirement != NULL ? requirement->title : (vw_text){id, id};
}

static vw_requirement_change matched(const vw_changes *changes, const vw_side *before,
                                     const vw_side *after, const vw_conclusion *a,
                                     const vw_conclusion *b)
{
    const vw_requirement *was = vw_plan_requirement(before->plan, a->requirement);
    const vw_requirement *is = vw_plan_requirement(after->plan, b->requirement);
    vw_requirement_change change = {.before_id = a->requirement,
                                    .after_id = b->requirement,
                                    .aspect = b->aspect,
                                    .before = a->result,
                                    .after = b->result,
                                    .title = title_of(is, b->requirement)};
    if (was != NULL && is != NULL) {
        change.because = of_norm(changes, was, is, b->aspect);
    }
    finish(&change, a, b);
    return change;
}

/* [other] has no such requirement and aspect. */
static vw_requirement_change alone(const vw_side *side, const vw_side *other,
                                   const vw_conclusion *at, bool is_new)
{
    const vw_requirement *requirement = vw_plan_requirement(side->plan, at->requirement);
    vw_requirement_change change = {.change = is_new ? VW_CHANGE_NEW : VW_CHANGE_RETIRED,
                                    .aspect = at->aspect,
                                    .title = title_of(requirement, at->requirement)};
    *(is_new ? &change.after_id : &change.before_id) = at->requirement;
    *(is_new ? &change.after : &change.before) = at->result;
    change.because = VW_BECAUSE(TEXT); /* the aspects that it asks are its text as well */
    if (requirement != NULL) {
        const vw_requirement *there = vw_plan_requirement(other->plan, requirement->full_id);
        const vw_framework *framework = NULL;
        for (size_t i = 0; i < other->plan->framework_count; i++) {
            if (strcmp(other->plan->frameworks[i]->id, requirement->framework->id) == 0) {
                framework = other->plan->frameworks[i];
            }
        }
        if (there == NULL && (framework == NULL ||
                              strcmp(framework->version, requirement->framework->version) != 0)) {
            change.because = VW_BECAUSE(FRAMEWORK);
        }
    }
    return change;
}

/* "8.13.03" within the requirement's own framework, or "bio2:8.13.03". */
static const char *full_former_id(vw_arena *arena, const vw_requirement *requirement, size_t i)
{
    const char *id = requirement->was[i];
    return strchr(id, ':') != NULL ? id : vw_printf(arena, "%s:%s", requirement->framework->id, id);
}

/* Is the conclusion there, of a requirement that the later one knows no more? */
static bool only_before(size_t found, const vw_side *before, const vw_side *after, const char *id,
                        vw_aspect aspect)
{
    return found != SIZE_MAX && !before->taken[found] &&
           vw_changes__conclusion(after, id, aspect) == SIZE_MAX;
}

/* The same from another version of the framework, by the map between the two. What was split goes
 * with the first of its parts; of what was laid together the first counts. */
static size_t migrated_from(const vw_side *before, const vw_side *after,
                            const vw_requirement *requirement, vw_aspect aspect)
{
    const vw_set *set = after->plan->set;
    for (size_t i = 0; i < set->migration_count; i++) {
        const vw_migration *m = &set->migrations[i];
        for (size_t j = 0; m->to == requirement->framework && j < m->route_count; j++) {
            const vw_route *route = &m->routes[j];
            size_t found = SIZE_MAX;
            if (route->to_count > 0 && route->to[0] == requirement) {
                found = vw_changes__conclusion(before, route->from->full_id, aspect);
            }
            if (only_before(found, before, after, route->from->full_id, aspect)) {
                return found;
            }
        }
    }
    return SIZE_MAX;
}

/* The conclusion of [before] that this requirement had under another id; SIZE_MAX: none. What
 * stands in both under one id is not moved. */
static size_t moved_from(const vw_side *before, const vw_side *after,
                         const vw_requirement *requirement, vw_aspect aspect, vw_arena *arena)
{
    for (size_t i = 0; i < requirement->was_count; i++) {
        const char *id = full_former_id(arena, requirement, i);
        size_t found = vw_changes__conclusion(before, id, aspect);
        if (found != SIZE_MAX && !before->taken[found] &&
            vw_changes__conclusion(after, id, aspect) == SIZE_MAX) {
            return found;
        }
    }
    return SIZE_MAX;
}

typedef VW_VEC(vw_requirement_change) requirement_changes;

static void match(requirement_changes *out, const vw_changes *changes, vw_side *before,
                  vw_side *after, size_t index, const vw_requirement *requirement, vw_arena *arena)
{
    const vw_conclusion *b = &after->conclusions.items[index];
    size_t found = vw_changes__conclusion(before, b->requirement, b->aspect);
    if (found == SIZE_MAX && requirement != NULL) {
        found = moved_from(before, after, requirement, b->aspect, arena);
    }
    if (found == SIZE_MAX && requirement != NULL) {
        found = migrated_from(before, after, requirement, b->aspect);
    }
    after->taken[index] = true;
    if (found == SIZE_MAX) {
        VW_PUSH(arena, *out, alone(after, before, b, true));
        return;
    }
    before->taken[found] = true;
    VW_PUSH(arena, *out, matched(changes, before, after, &before->conclusions.items[found], b));
}

/* The stored conclusions of a side in the order of its plan: [fn] for each that is not taken yet.
 * Those that no plan knows come last. */
static void each_left(vw_side *side,
                      void (*fn)(void *what, size_t index, const vw_requirement *requirement),
                      void *what)
{
    for (size_t i = 0; i < side->plan->framework_count; i++) {
        const vw_framework *framework = side->plan->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count; j++) {
            for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
                const vw_requirement *requirement = &framework->requirements[j];
                size_t index = vw_changes__conclusion(side, requirement->full_id, aspect);
                if (index != SIZE_MAX && !side->taken[index]) {
                    fn(what, index, requirement);
                }
            }
        }
    }
    for (size_t i = 0; i < side->conclusions.count; i++) {
        if (!side->taken[i]) {
            fn(what, i, NULL);
        }
    }
}

typedef struct {
    requirement_changes *out;
    const vw_changes *changes;
    vw_side *before, *after;
    vw_arena *arena;
} matching;

static void match_next(void *what, size_t index, const vw_requirement *requirement)
{
    matching *m = what;
    match(m->out, m->changes, m->before, m->after, index, requirement, m->arena);
}

static void retire_next(void *what, size_t index, const vw_requirement *requirement)
{
    matching *m = what;
    (void)requirement;
    m->before->taken[index] = true;
    VW_PUSH(m->arena, *m->out,
            alone(m->before, m->after, &m->before->conclusions.items[index], false));
}

static void requirements(vw_changes *out, vw_side *before, vw_side *after, vw_arena *arena)
{
    requirement_changes found = {0};
    matching m = {&found, out, before, after, arena};
    each_left(after, match_next, &m);
    each_left(before, retire_next, &m);
    out->requirements = found.items;
    out->requirement_count = found.count;
}

static void count(vw_change_totals *totals, uint64_t *worse, vw_change change, int direction)
{
    totals->of[change]++;
    totals->norm_better += change == VW_CHANGE_NORM && direction > 0;
    totals->norm_worse += change == VW_CHANGE_NORM && direction < 0;
    *worse += direction < 0;
}

static void add_up(vw_changes *out)
{
    for (size_t i = 0; i < out->requirement_count; i++) {
        count(&out->of_requirements, &out->worse_requirements, out->requirements[i].change,
              out->requirements[i].direction);
    }
    for (size_t i = 0; i < out->test_count; i++) {
        count(&out->of_tests, &out->worse_tests, out->tests[i].change, out->tests[i].direction);
    }
}

bool vw_change_totals_reconcile(const vw_change_totals *t)
{
    uint64_t both = t->of[VW_CHANGE_REGRESSED] + t->of[VW_CHANGE_IMPROVED] + t->of[VW_CHANGE_NORM] +
                    t->of[VW_CHANGE_SAME];
    return both + t->of[VW_CHANGE_RETIRED] == t->before && both + t->of[VW_CHANGE_NEW] == t->after;
}

static bool is_hollow(const vw_framework_change *f)
{
    return vw_counts_share_met(&f->after) > vw_counts_share_met(&f->before) &&
           vw_counts_coverage(&f->after) < vw_counts_coverage(&f->before) &&
           vw_counts_share_met(&f->before) >= 0;
}

static void add_counts(vw_counts *sum, const vw_counts *counts)
{
    for (size_t i = 0; i < VW_RESULT_COUNT; i++) {
        sum->of[i] += counts->of[i];
    }
}

static const char *version_in(const vw_plan *plan, const char *framework)
{
    for (size_t i = 0; i < plan->framework_count; i++) {
        if (strcmp(plan->frameworks[i]->id, framework) == 0) {
            return plan->frameworks[i]->version;
        }
    }
    return NULL;
}

/* Two versions of one framework, each in one of the two, are one line: the later one's. */
static void join_versions(vw_framework_change *all, size_t *count)
{
    for (size_t i = 0; i < *count; i++) {
        const size_t family = strcspn(all[i].framework, "@");
        for (size_t j = 0; j < *count; j++) {
            const bool same = strcspn(all[j].framework, "@") == family &&
                              strncmp(all[i].framework, all[j].framework, family) == 0;
            if (same && all[i].version_before == NULL && all[j].version_after == NULL) {
                all[i].version_before = all[j].version_before;
                all[i].before = all[j].before;
                all[i].hollow = is_hollow(&all[i]);
                memmove(&all[j], &all[j + 1], (*count - j - 1) * sizeof *all);
                (*count)--;
                i -= i > j;
                break;
            }
        }
    }
}

static vw_status frameworks(vw_changes *out, const vw_side *before, const vw_side *after,
                            vw_arena *arena, vw_diags *diags)
{
    vw_framework_counts *a = NULL, *b = NULL;
    size_t count_a = 0, count_b = 0, i = 0, j = 0;
    VW_VEC(vw_framework_change) found = {0};
    vw_status status = vw_query_framework_counts(&a, &count_a, before->dossier, arena, diags,
                                                 before->evaluation->id);
    if (status == VW_OK) {
        status = vw_query_framework_counts(&b, &count_b, after->dossier, arena, diags,
                                           after->evaluation->id);
    }
    while (status == VW_OK && (i < count_a || j < count_b)) {
        int order = i == count_a ? 1 : j == count_b ? -1 : strcmp(a[i].framework, b[j].framework);
        vw_framework_change change = {.framework = order <= 0 ? a[i].framework : b[j].framework};
        change.version_before = version_in(before->plan, change.framework);
        change.version_after = version_in(after->plan, change.framework);
        if (order <= 0) {
            change.before = a[i++].counts;
        }
        if (order >= 0) {
            change.after = b[j++].counts;
        }
        change.hollow = is_hollow(&change);
        add_counts(&out->all.before, &change.before);
        add_counts(&out->all.after, &change.after);
        VW_PUSH(arena, found, change);
    }
    out->all.hollow = is_hollow(&out->all);
    join_versions(found.items, &found.count);
    out->frameworks = found.items;
    out->framework_count = found.count;
    return status;
}

/* Counted by the database, apart from what was read above. */
static vw_status stored(uint64_t *out, const vw_side *side, const char *table, vw_arena *arena,
                        vw_diags *diags)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status =
        vw_stmt_new(&stmt, vw_dossier_db(side->dossier), arena, diags,
                    vw_printf(arena, "SELECT count(*) FROM %s WHERE evaluation_id = %lld", table,
                              (long long)side->evaluation->id));
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, diags, &row);
        *out = row ? (uint64_t)vw_stmt_int(stmt, 0) : 0;
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status count_stored(vw_changes *out, const vw_side *before, const vw_side *after,
                              vw_arena *arena, vw_diags *diags)
{
    const struct {
        uint64_t *out;
        const vw_side *side;
        const char *table;
    } counts[] = {
        {&out->of_requirements.before, before, "conclusion"},
        {&out->of_requirements.after, after, "conclusion"},
        {&out->of_tests.before, before, "finding"},
        {&out->of_tests.after, after, "finding"},
    };
    vw_status status = VW_OK;
    for (size_t i = 0; i < sizeof counts / sizeof *counts && status == VW_OK; i++) {
        status = stored(counts[i].out, counts[i].side, counts[i].table, arena, diags);
    }
    return status;
}

vw_status vw_changes_load(vw_changes *out, vw_compared before, vw_compared after, vw_arena *arena,
                          vw_diags *diags)
{
    vw_side a, b;
    *out = (vw_changes){0};
    vw_status status = vw_changes__side(&a, before, arena, diags);
    if (status == VW_OK) {
        status = vw_changes__side(&b, after, arena, diags);
    }
    if (status == VW_OK) {
        status = vw_changes__tests(out, &a, &b, arena, diags);
    }
    if (status != VW_OK) {
        return status;
    }
    requirements(out, &a, &b, arena);
    add_up(out);
    status = frameworks(out, &a, &b, arena, diags);
    return status == VW_OK ? count_stored(out, &a, &b, arena, diags) : status;
}

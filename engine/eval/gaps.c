/* SPDX-License-Identifier: EUPL-1.2 */
/* What each test needs, held against what is there. */
#include "eval/gaps.h"

#include "eval/applies.h"
#include "eval/register.h"

#include <stdlib.h>
#include <string.h>

enum { SET_BITS = 64 };

/* A set of requirement-aspects, numbered through the plan. */
typedef uint64_t *aspects;

/* What is known of a kind that some test looks at. */
typedef struct {
    bool needed, exists; /* exists: the dossier has a table for it */
    bool complete;
    bool ever;         /* some record is there, perhaps from before the period */
    bool *asked;       /* by field: some rule asks it */
    uint64_t records;  /* that count */
    uint64_t *unknown; /* by field: records that do not say it */
} holding;

typedef struct {
    vw_gap gap;
    aspects waiting;
} draft;

typedef struct {
    vw_dossier *dossier;
    vw_arena *arena, *scratch;
    vw_diags *diags;
    const vw_plan *plan;
    const vw_rule_frame *frame;
    bool *exempt; /* by requirement, numbered through the plan: nobody waits for anything */
    const vw_catalogue *catalogue;
    vw_rule_needs_list *needs; /* by test */
    bool *settled;             /* by test: it made no subject unknown */
    holding *holdings;         /* by kind */
    size_t words;              /* of a set */
    VW_VEC(draft) drafts;
} survey;

static holding *holding_of(survey *s, const vw_kind *kind)
{
    return &s->holdings[kind - s->catalogue->kinds];
}

/* ---- what is needed ---------------------------------------------------------------------- */

static void note_needs(survey *s)
{
    const vw_catalogue *catalogue = s->catalogue;
    s->holdings = VW_NEW_ARRAY(s->scratch, catalogue->count, holding);
    for (size_t i = 0; i < catalogue->count; i++) {
        const size_t fields = catalogue->kinds[i].field_count;
        s->holdings[i].asked = VW_NEW_ARRAY(s->scratch, fields, bool);
        s->holdings[i].unknown = VW_NEW_ARRAY(s->scratch, fields, uint64_t);
    }
    s->needs = VW_NEW_ARRAY(s->scratch, s->plan->test_count, vw_rule_needs_list);
    for (size_t i = 0; i < s->plan->test_count; i++) {
        vw_rule_needs(&s->needs[i], s->scratch, s->plan->tests[i].rule);
        for (size_t j = 0; j < s->needs[i].count; j++) {
            const vw_rule_need *need = &s->needs[i].items[j];
            holding *of = holding_of(s, need->kind);
            of->needed = true;
            if (need->field != NULL) {
                of->asked[need->field - need->kind->fields] = true;
            }
        }
    }
}

/* ---- what is there ----------------------------------------------------------------------- */

/* A dossier that is only read may lack what the catalogue has gained since. */
static vw_status find_columns(survey *s, const vw_kind *kind)
{
    holding *of = holding_of(s, kind);
    bool *there = VW_NEW_ARRAY(s->scratch, kind->field_count, bool);
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(s->dossier), s->scratch, s->diags,
                                   "SELECT name FROM pragma_table_info('ev_' || ?1)");
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, kind->name);
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, s->diags, &row)) == VW_OK && row) {
        const vw_field *field = vw_kind_field(kind, vw_stmt_text(stmt, 0));
        of->exists = true;
        if (field != NULL) {
            there[field - kind->fields] = true;
        }
    }
    vw_stmt_free(stmt);
    for (size_t i = 0; i < kind->field_count; i++) {
        of->asked[i] = of->asked[i] && there[i];
    }
    return status;
}

/* One scan, whatever the number of fields. */
static vw_status count_records(survey *s, const vw_kind *kind)
{
    holding *of = holding_of(s, kind);
    vw_buf sql = {.arena = s->scratch};
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_buf_add(&sql, "SELECT count(*)");
    for (size_t i = 0; i < kind->field_count; i++) {
        if (of->asked[i]) {
            vw_buf_addf(&sql, ", count(c.\"%s\")", kind->fields[i].name);
        }
    }
    vw_buf_addf(&sql, " FROM (%s) c", vw_kind_counting_sql(s->scratch, kind, s->frame));
    vw_status status =
        vw_stmt_new(&stmt, vw_dossier_db(s->dossier), s->scratch, s->diags, vw_buf_text(&sql));
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, s->diags, &row);
    }
    int column = 0;
    of->records = row ? (uint64_t)vw_stmt_int(stmt, column++) : 0;
    for (size_t i = 0; row && i < kind->field_count; i++) {
        if (of->asked[i]) {
            of->unknown[i] = of->records - (uint64_t)vw_stmt_int(stmt, column++);
        }
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status ask(bool *yes, const survey *s, const char *sql)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(s->dossier), s->scratch, s->diags, sql);
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, s->diags, &row);
    }
    *yes = row && vw_stmt_int(stmt, 0) != 0;
    vw_stmt_free(stmt);
    return status;
}

/* Only where nothing counts, which is where it matters. */
static vw_status find_earlier(survey *s, const vw_kind *kind)
{
    const bool event = kind->nature == VW_EVENT;
    char last[11];
    vw_date_format(last, event ? s->frame->period_until : s->frame->as_of);
    return ask(&holding_of(s, kind)->ever, s,
               vw_printf(s->scratch,
                         "SELECT EXISTS (SELECT 1 FROM \"ev_%s\" WHERE import_id <= %lld AND %s <= "
                         "'%s')",
                         kind->name, (long long)s->frame->mark,
                         event ? "occurred_on" : "effective_from", last));
}

static vw_status look(survey *s)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < s->catalogue->count && status == VW_OK; i++) {
        const vw_kind *kind = &s->catalogue->kinds[i];
        if (!s->holdings[i].needed) {
            continue;
        }
        status = find_columns(s, kind);
        if (status == VW_OK && s->holdings[i].exists) {
            status = count_records(s, kind);
        }
        if (status == VW_OK && s->holdings[i].exists && s->holdings[i].records == 0) {
            status = find_earlier(s, kind);
        }
        if (status == VW_OK) {
            status =
                ask(&s->holdings[i].complete, s, vw_kind_complete_sql(s->scratch, kind, s->frame));
        }
    }
    return status;
}

/* Which tests left nothing unknown, when the newest evaluation is of this very evidence. */
static vw_status find_settled(survey *s, bool *evaluated)
{
    char as_of[11];
    vw_stmt *stmt = NULL;
    bool row = true;
    s->settled = VW_NEW_ARRAY(s->scratch, s->plan->test_count, bool);
    vw_date_format(as_of, s->frame->as_of);
    vw_status status =
        vw_stmt_new(&stmt, vw_dossier_db(s->dossier), s->scratch, s->diags,
                    "SELECT f.test, f.unknown = 0 AND f.error IS NULL FROM finding f JOIN "
                    "evaluation e ON e.id = f.evaluation_id WHERE e.id = (SELECT max(id) FROM "
                    "evaluation) AND e.mark = ?1 AND e.as_of = ?2");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, s->frame->mark);
        vw_stmt_bind_text(stmt, 2, as_of);
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, s->diags, &row)) == VW_OK && row) {
        const vw_planned_test *test = vw_plan_test(s->plan, vw_stmt_text(stmt, 0));
        *evaluated = true;
        if (test != NULL) {
            s->settled[test - s->plan->tests] = vw_stmt_int(stmt, 1) != 0;
        }
    }
    vw_stmt_free(stmt);
    return status;
}

/* ---- what waits -------------------------------------------------------------------------- */

static size_t requirements_before(const vw_plan *plan, size_t framework)
{
    size_t count = 0;
    for (size_t i = 0; i < framework; i++) {
        count += plan->frameworks[i]->requirement_count;
    }
    return count;
}

static void add_aspect(aspects set, size_t requirement, vw_aspect aspect)
{
    size_t bit = requirement * VW_ASPECT_COUNT + (size_t)aspect;
    set[bit / SET_BITS] |= UINT64_C(1) << bit % SET_BITS;
}

/* Which requirements do not apply to the organisation. */
static vw_status find_exempt(survey *s)
{
    vw_profile profile;
    size_t number = 0;
    s->exempt =
        VW_NEW_ARRAY(s->scratch, requirements_before(s->plan, s->plan->framework_count), bool);
    vw_status status =
        vw_profile_load(&profile, s->dossier, s->scratch, s->diags, s->plan->set, s->frame);
    for (size_t i = 0; i < s->plan->framework_count; i++) {
        const vw_framework *framework = s->plan->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count && status == VW_OK; j++) {
            const char *facts = NULL;
            status = vw_requirement_exempt(&facts, &profile, s->scratch, s->diags,
                                           &framework->requirements[j]);
            s->exempt[number++] = facts != NULL;
        }
    }
    return status;
}

/* Adds the requirement-aspects that [planned] helps to decide: a variant those of its framework. */
static void add_waiting(const survey *s, aspects set, const vw_planned_test *planned)
{
    const vw_test *test = planned->test;
    size_t number = 0;
    for (size_t i = 0; i < s->plan->framework_count; i++) {
        const vw_framework *framework = s->plan->frameworks[i];
        if (vw_plan_test_for(s->plan, planned->base, framework) != planned) {
            number += framework->requirement_count;
            continue;
        }
        for (size_t j = 0; j < framework->requirement_count; j++, number++) {
            const vw_requirement *requirement = &framework->requirements[j];
            if (!s->exempt[number] &&
                vw_requirement_asks(requirement, test->measure, test->aspect)) {
                add_aspect(set, number, test->aspect);
            }
        }
    }
}

static draft *draft_of(survey *s, vw_gap gap)
{
    for (size_t i = 0; i < s->drafts.count; i++) {
        const vw_gap *other = &s->drafts.items[i].gap;
        if (other->what == gap.what && other->kind == gap.kind && other->field == gap.field &&
            other->requirement == gap.requirement) {
            return &s->drafts.items[i];
        }
    }
    draft made = {.gap = gap, .waiting = VW_NEW_ARRAY(s->scratch, s->words, uint64_t)};
    VW_PUSH(s->scratch, s->drafts, made);
    return &s->drafts.items[s->drafts.count - 1];
}

/* A dossier is about one organisation, which needs no list of all. */
static bool wants_list(const vw_kind *kind)
{
    return strcmp(kind->name, "organisation") != 0;
}

static void find_gaps_of_test(survey *s, size_t test)
{
    const vw_planned_test *planned = &s->plan->tests[test];
    const vw_rule_needs_list *needs = &s->needs[test];
    for (size_t i = 0; i < needs->count; i++) {
        const vw_kind *kind = needs->items[i].kind;
        const vw_field *field = needs->items[i].field;
        const holding *of = holding_of(s, kind);
        vw_gap gap = {.kind = kind};
        bool collected = of->records > 0 || of->complete || (needs->items[i].ever && of->ever);
        if (!collected && field == NULL) {
            gap.what = VW_GAP_RECORDS;
        } else if (field != NULL && of->unknown[field - kind->fields] > 0 && !s->settled[test]) {
            gap.what = VW_GAP_FIELD;
            gap.field = field;
            gap.unknown = of->unknown[field - kind->fields];
            gap.of = of->records;
        } else if (field == NULL && kind == vw_rule_population(planned->rule) && !of->complete &&
                   wants_list(kind)) {
            gap.what = VW_GAP_COMPLETE;
        } else {
            continue;
        }
        add_waiting(s, draft_of(s, gap)->waiting, planned);
    }
}

/* ---- what only people can say ------------------------------------------------------------ */

static bool has_test(const vw_requirement *requirement, vw_aspect aspect)
{
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        if (vw_mapping_tests(&requirement->mappings[i], aspect)) {
            return true;
        }
    }
    return false;
}

static vw_status find_unanswered(survey *s)
{
    vw_judgements judgements;
    vw_status status =
        vw_judgements_load(&judgements, s->dossier, s->scratch, s->diags, s->plan, s->frame);
    size_t number = 0;
    for (size_t i = 0; i < s->plan->framework_count && status == VW_OK; i++) {
        const vw_framework *framework = s->plan->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count; j++, number++) {
            const vw_requirement *requirement = &framework->requirements[j];
            for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
                if (requirement->demands[aspect] && !s->exempt[number] &&
                    !has_test(requirement, aspect) &&
                    vw_judgements_find(&judgements, requirement->full_id, aspect) == NULL) {
                    vw_gap gap = {.what = VW_GAP_ANSWER, .requirement = requirement};
                    add_aspect(draft_of(s, gap)->waiting, number, aspect);
                }
            }
        }
    }
    return status;
}

/* ---- the list ---------------------------------------------------------------------------- */

static void count_waiting(const survey *s, draft *d)
{
    size_t *by_framework = VW_NEW_ARRAY(s->arena, s->plan->framework_count, size_t);
    for (size_t i = 0; i < s->plan->framework_count; i++) {
        size_t first = requirements_before(s->plan, i) * VW_ASPECT_COUNT;
        size_t end = requirements_before(s->plan, i + 1) * VW_ASPECT_COUNT;
        for (size_t bit = first; bit < end; bit++) {
            by_framework[i] += d->waiting[bit / SET_BITS] >> bit % SET_BITS & 1u;
        }
        d->gap.waiting += by_framework[i];
    }
    d->gap.by_framework = by_framework;
}

/* What most wait for; then what is cheapest to bring in first; then as the catalogue has it. */
static int by_waiting(const void *left, const void *right)
{
    const vw_gap *a = left, *b = right;
    if (a->waiting != b->waiting) {
        return a->waiting < b->waiting ? 1 : -1;
    }
    if (a->what != b->what) {
        return a->what < b->what ? -1 : 1;
    }
    if (a->kind != b->kind) {
        return a->kind < b->kind ? -1 : 1;
    }
    if (a->field != b->field) {
        return a->field < b->field ? -1 : 1;
    }
    return strcmp(a->requirement == NULL ? "" : a->requirement->full_id,
                  b->requirement == NULL ? "" : b->requirement->full_id);
}

static void finish(vw_gaps *out, survey *s)
{
    vw_gap *gaps = VW_NEW_ARRAY(s->arena, s->drafts.count, vw_gap);
    for (size_t i = 0; i < s->drafts.count; i++) {
        count_waiting(s, &s->drafts.items[i]);
        gaps[i] = s->drafts.items[i].gap;
    }
    if (s->drafts.count > 0) {
        qsort(gaps, s->drafts.count, sizeof *gaps, by_waiting);
    }
    out->items = gaps;
    out->count = s->drafts.count;
}

vw_status vw_gaps_load(vw_gaps *out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                       const vw_plan *plan, const vw_rule_frame *frame)
{
    vw_arena *scratch = vw_arena_new();
    survey s = {.dossier = dossier,
                .arena = arena,
                .scratch = scratch,
                .diags = diags,
                .plan = plan,
                .frame = frame,
                .catalogue = plan->set->catalogue};
    s.words = requirements_before(plan, plan->framework_count) * VW_ASPECT_COUNT / SET_BITS + 1;
    *out = (vw_gaps){0};
    note_needs(&s);
    vw_status status = find_exempt(&s);
    if (status == VW_OK) {
        status = look(&s);
    }
    if (status == VW_OK) {
        status = find_settled(&s, &out->evaluated);
    }
    for (size_t i = 0; i < plan->test_count && status == VW_OK; i++) {
        find_gaps_of_test(&s, i);
    }
    if (status == VW_OK) {
        status = find_unanswered(&s);
    }
    if (status == VW_OK) {
        finish(out, &s);
    }
    vw_arena_free(scratch);
    return status;
}

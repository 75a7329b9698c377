/* SPDX-License-Identifier: EUPL-1.2 */
/* The old outcomes, without those of who was touched, and the new ones in their place. */
#include "eval/partly.h"

#include "store/db.h"

#include <string.h>

/* Subjects that were touched, by the SQL that finds them: tests over one population share it. */
typedef struct {
    const char *sql;
    const int64_t *items; /* in order */
    size_t count;
    bool known; /* false: more than anybody can use, or it could not be asked */
} touched;

typedef VW_VEC(vw_found) found_list;

typedef struct {
    vw_partly_key key;
    const vw_finding *stored;
} merged;

struct vw_partly {
    vw_dossier *dossier;
    vw_arena *arena;
    const vw_rule_frame *frame;
    vw_inputs *inputs;
    vw_earlier *earlier;
    int64_t since;
    vw_outcome_reader *reader;
    vw_stmt *imports; /* of a kind since the earlier mark */
    VW_VEC(touched) cache;
    VW_VEC(merged) merged;
};

/* Beyond it the list takes longer to read than a run in full. */
enum { TOUCHED_MAX = 200000 };

vw_status vw_partly_new(vw_partly **out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                        const vw_rule_frame *frame, vw_inputs *inputs, vw_earlier *earlier)
{
    vw_partly *p = VW_NEW(arena, vw_partly);
    *p = (vw_partly){.dossier = dossier,
                     .arena = arena,
                     .frame = frame,
                     .inputs = inputs,
                     .earlier = earlier,
                     .reader = vw_earlier_reader(earlier),
                     .since = vw_earlier_mark(earlier)};
    *out = p;
    return vw_stmt_new(&p->imports, vw_dossier_db(dossier), arena, diags,
                       "SELECT 1 FROM import WHERE kind = ?1 AND id > ?2 AND id <= ?3 LIMIT 1");
}

static vw_status anything_imported(bool *any, vw_partly *p, vw_diags *diags,
                                   const vw_rule_kind_list *kinds)
{
    vw_status status = VW_OK;
    *any = false;
    for (size_t i = 0; i < kinds->count && status == VW_OK && !*any; i++) {
        vw_stmt_bind_text(p->imports, 1, kinds->items[i]->name);
        vw_stmt_bind_int(p->imports, 2, p->since);
        vw_stmt_bind_int(p->imports, 3, p->frame->mark);
        status = vw_stmt_step(p->imports, diags, any);
        vw_stmt_reset(p->imports);
    }
    return status;
}

static void ask(touched *out, vw_partly *p)
{
    VW_VEC(int64_t) found = {0};
    vw_arena *scratch = vw_arena_new();
    vw_diags *ignored = vw_diags_new(scratch);
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(p->dossier), scratch, ignored, out->sql);
    while (status == VW_OK && (status = vw_stmt_step(stmt, ignored, &row)) == VW_OK && row &&
           found.count <= TOUCHED_MAX) {
        if (!vw_stmt_is_null(stmt, 0)) {
            VW_PUSH(p->arena, found, vw_stmt_int(stmt, 0));
        }
    }
    vw_arena_free(scratch);
    out->items = found.items;
    out->count = found.count;
    out->known = status == VW_OK && found.count <= TOUCHED_MAX;
}

static const touched *touched_by(vw_partly *p, const char *sql)
{
    for (size_t i = 0; i < p->cache.count; i++) {
        if (strcmp(p->cache.items[i].sql, sql) == 0) {
            return &p->cache.items[i];
        }
    }
    touched asked = {.sql = vw_strdup(p->arena, sql)};
    ask(&asked, p);
    VW_PUSH(p->arena, p->cache, asked);
    return &p->cache.items[p->cache.count - 1];
}

static vw_status is_collected(bool *collected, vw_partly *p, vw_arena *scratch, vw_diags *diags,
                              const vw_rule *rule)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(p->dossier), scratch, diags,
                                   vw_rule_collected_sql(scratch, rule, p->frame));
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, diags, &row);
    }
    *collected = status == VW_OK && row && vw_stmt_int(stmt, 0) != 0;
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_partly_earlier(const vw_finding **out, vw_partly *p, vw_diags *diags,
                            const vw_planned_test *test)
{
    const vw_finding *before = vw_earlier_usable(p->earlier, test->test->id);
    const char *input = NULL;
    *out = NULL;
    if (before == NULL) {
        return VW_OK;
    }
    vw_arena *scratch = vw_arena_new();
    vw_status status = vw_input_of(&input, p->inputs, scratch, diags, test, p->since);
    if (status == VW_OK && strcmp(input, before->input_sha256) == 0) {
        *out = before;
    }
    vw_arena_free(scratch);
    return status;
}

/* Is what was collected of each kind that the rule looks for the same as before? Where something
 * was missing, only if nothing came in of any of them: one of two may be there now. */
static vw_status collected_alike(bool *alike, vw_partly *p, vw_arena *scratch, vw_diags *diags,
                                 const vw_finding *before, const vw_rule *rule)
{
    VW_VEC(const vw_kind *) related = {0};
    if (before->collected) {
        return is_collected(alike, p, scratch, diags, rule);
    }
    for (size_t i = 0; i < vw_rule_related_count(rule); i++) {
        VW_PUSH(scratch, related, vw_rule_related(rule, i));
    }
    const vw_rule_kind_list kinds = {.items = related.items, .count = related.count};
    vw_status status = anything_imported(alike, p, diags, &kinds);
    *alike = !*alike;
    return status;
}

/* Who has to be looked at again, when that is all; or NULL. */
static vw_status find_touched(const touched **out, vw_partly *p, vw_arena *scratch, vw_diags *diags,
                              const vw_planned_test *test)
{
    const vw_finding *before = NULL;
    vw_rule_touched_by by;
    bool alike = false, everybody = true;
    *out = NULL;
    vw_status status = vw_partly_earlier(&before, p, diags, test);
    if (status != VW_OK || before == NULL ||
        !vw_rule_touched(&by, scratch, test->rule, p->frame, p->since)) {
        return status;
    }
    status = anything_imported(&everybody, p, diags, &by.everybody);
    if (status == VW_OK && !everybody) {
        status = collected_alike(&alike, p, scratch, diags, before, test->rule);
    }
    if (status != VW_OK || !alike) {
        return status;
    }
    const touched *found = touched_by(p, by.sql);
    uint64_t total =
        before->tally.pass + before->tally.fail + before->tally.unknown + before->tally.excepted;
    if (found->known && found->count <= total / VW_PARTLY_ONE_IN) {
        *out = found;
    }
    return VW_OK;
}

/* What the rule says now of who was touched; [*done] false when it could not be run. */
static void run_rule(bool *done, found_list *out, vw_partly *p, vw_arena *scratch,
                     const vw_outcome_source *source, const vw_planned_test *test,
                     const touched *who)
{
    vw_diags *ignored = vw_diags_new(scratch);
    bool able = false;
    *done = who->count == 0;
    if (*done) {
        return;
    }
    const char *sql = vw_rule_sql_of(scratch, test->rule, p->frame, who->items, who->count);
    vw_status status = source->begin(source->self, &able, ignored, 0, sql);
    for (size_t count = 1; status == VW_OK && able && count > 0;) {
        const vw_found *found = NULL;
        status = source->next(source->self, ignored, &found, &count);
        for (size_t i = 0; status == VW_OK && i < count; i++) {
            VW_PUSH(scratch, *out, found[i]);
        }
    }
    source->end(source->self);
    *done = status == VW_OK && able;
}

/* Each of whom was touched; whom the rule's SQL does not give is outside its population. */
static found_list of_each(vw_arena *scratch, const touched *who, const found_list *found)
{
    found_list all = {0};
    size_t at = 0;
    for (size_t i = 0; i < who->count; i++) {
        bool inside = at < found->count && found->items[at].subject == who->items[i];
        vw_found one = {.subject = who->items[i], .outside = true};
        VW_PUSH(scratch, all, inside ? found->items[at] : one);
        at += inside;
    }
    return all;
}

static void keep_population(vw_kept *kept, const vw_finding *before, const vw_subjects *subjects,
                            const vw_found *found, size_t count)
{
    vw_subject_now *now = VW_NEW_ARRAY(kept->arena, count, vw_subject_now);
    vw_subjects *made = VW_NEW(kept->arena, vw_subjects);
    for (size_t i = 0; i < count; i++) {
        now[i] = (vw_subject_now){found[i].subject, !found[i].outside};
    }
    bool changed = vw_subjects_change(made, kept->arena, subjects, now, count);
    kept->population = made;
    kept->same_subjects = changed ? 0 : before->subject_set;
}

/* Puts the stored outcomes of whom was not touched and the new ones together, in order. */
static vw_status keep_outcomes(vw_kept *kept, vw_partly *p, vw_diags *diags,
                               const vw_finding *before, const vw_found *found, size_t count)
{
    vw_outcome_row row;
    size_t at = 0;
    vw_status status = vw_outcomes_open(p->reader, diags, before->outcome_set);
    bool more = status == VW_OK && vw_outcomes_next(&row, p->reader);
    while (status == VW_OK && (more || at < count)) {
        if (at == count || (more && row.subject < found[at].subject)) {
            vw_kept_add_row(kept, &row);
            more = vw_outcomes_next(&row, p->reader);
            continue;
        }
        if (more && row.subject == found[at].subject) {
            more = vw_outcomes_next(&row, p->reader);
        }
        if (!found[at].outside) {
            vw_kept_add_outcome(kept, &found[at]);
        }
        at++;
    }
    vw_outcomes_close(p->reader);
    return status;
}

/* ---- tests alike ---- */

vw_partly_key vw_partly_key_of(const vw_finding *before, const vw_found *now, size_t count)
{
    enum { OUTSIDE = 4 };
    vw_partly_key key = {.outcome_set = before->outcome_set, .subject_set = before->subject_set};
    vw_arena *scratch = vw_arena_new();
    uint64_t *each = vw_alloc_array(scratch, count, sizeof *each);
    for (size_t i = 0; i < count; i++) {
        const unsigned what = now[i].outside ? OUTSIDE : (unsigned)now[i].outcome;
        each[i] = (uint64_t)now[i].subject << 3 | what;
    }
    key.touched = vw_hash(each, count * sizeof *each);
    vw_arena_free(scratch);
    return key;
}

const vw_finding *vw_partly_alike(const vw_partly *p, const vw_partly_key *key)
{
    for (size_t i = 0; i < p->merged.count; i++) {
        const vw_partly_key *known = &p->merged.items[i].key;
        if (known->outcome_set == key->outcome_set && known->subject_set == key->subject_set &&
            vw_digest_equal(&known->touched, &key->touched)) {
            return p->merged.items[i].stored;
        }
    }
    return NULL;
}

void vw_partly_remember(vw_partly *p, const vw_partly_key *key, const vw_finding *stored)
{
    VW_PUSH(p->arena, p->merged, ((merged){.key = *key, .stored = stored}));
}

/* ---- putting together ---- */

vw_status vw_partly_merge(bool *done, vw_partly *p, vw_kept *kept, vw_diags *diags,
                          const vw_planned_test *test, const vw_found *found, size_t count)
{
    const vw_finding *before = vw_earlier_usable(p->earlier, test->test->id);
    vw_subjects subjects;
    *done = false;
    if (before == NULL) {
        return VW_OK;
    }
    vw_status status = vw_earlier_subjects(&subjects, done, p->earlier, kept->arena, diags, before);
    if (status == VW_OK && *done) {
        keep_population(kept, before, &subjects, found, count);
        vw_kept_expect(kept,
                       before->tally.fail + before->tally.unknown + before->tally.excepted + count);
        status = keep_outcomes(kept, p, diags, before, found, count);
    }
    return status;
}

vw_status vw_partly_run(bool *done, vw_partly *p, vw_kept *kept, vw_diags *diags,
                        const vw_outcome_source *source, const vw_planned_test *test)
{
    const touched *who = NULL;
    found_list found = {0};
    vw_arena *scratch = vw_arena_new();
    *done = false;
    vw_status status = find_touched(&who, p, scratch, diags, test);
    if (status == VW_OK && who != NULL) {
        run_rule(done, &found, p, scratch, source, test, who);
    }
    if (status == VW_OK && *done) {
        const found_list all = of_each(scratch, who, &found);
        status = vw_partly_merge(done, p, kept, diags, test, all.items, all.count);
    }
    vw_arena_free(scratch);
    return status;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* One dossier for all examples: what an example takes in is rolled back when it is done. */
#include "eval/trial_private.h"

#include "base/limits.h"
#include "base/system.h"
#include "base/utf8.h"
#include "intake/record.h"
#include "store/db.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct vw_trials {
    const vw_set *set;
    vw_dossier *dossier;
    const char *folder, *path; /* NULL: gone */
    const vw_outcome_source *second;
};

/* ---- the dossier ------------------------------------------------------------------------- */

void vw_trials_end(vw_trials *trials)
{
    static const char *const files[] = {"", "-journal", "-wal", "-shm"};
    vw_arena *scratch = vw_arena_new();
    for (size_t i = 0; trials->folder != NULL && i < sizeof files / sizeof *files; i++) {
        (void)unlink(vw_printf(scratch, "%s%s", trials->path, files[i]));
    }
    if (trials->folder != NULL) {
        (void)rmdir(trials->folder);
    }
    trials->folder = NULL;
    vw_arena_free(scratch);
}

static void end_trials(void *trials)
{
    vw_trials_end(trials);
}

vw_status vw_trials_begin(vw_trials **out, vw_arena *arena, vw_diags *diags, const vw_set *set)
{
    const char *below = getenv("TMPDIR");
    below = below != NULL && *below != '\0' ? below : "/tmp";
    char *folder = vw_printf(arena, "%s/verantwoord-XXXXXX", below);
    vw_trials *trials = VW_NEW(arena, vw_trials);
    const vw_dossier_head head = {
        .name = "rules test",
        .type = "municipality",
        .year = 2025,
        .as_of = vw_date_of(2025, 12, 31),
        .period_from = vw_date_of(2025, 1, 1),
        .period_until = vw_date_of(2025, 12, 31),
    };
    *out = trials;
    trials->set = set;
    if (mkdtemp(folder) == NULL) {
        VW_DIAG(diags, R122, (vw_place){.file = below}, vw_system_words(errno));
        return VW_ERR_STORE;
    }
    trials->folder = folder;
    trials->path = vw_printf(arena, "%s/dossier.db", folder);
    vw_arena_on_free(arena, end_trials, trials);
    vw_status status = vw_dossier_create(trials->path, &head, set->catalogue, arena, diags);
    return status == VW_OK ? vw_dossier_open(&trials->dossier, arena, diags, trials->path,
                                             VW_READ_WRITE, set->catalogue)
                           : status;
}

/* ---- taking in --------------------------------------------------------------------------- */

/* The place in the control set's file of what the intake says of a row and a field. */
static vw_place place_in(const vw_trial_table *table, const vw_place *place)
{
    if (place->line == 0 || place->line > table->count) {
        return table->place;
    }
    const vw_trial_row *row = &table->rows[place->line - 1];
    for (size_t i = 0; i < row->count && place->field != NULL; i++) {
        if (strcmp(row->cells[i].column, place->field) == 0) {
            return row->cells[i].value_place;
        }
    }
    return row->place;
}

static void pass_on(vw_diags *diags, vw_diags *told, const vw_trial_table *table)
{
    for (size_t i = 0; i < vw_diags_kept(told); i++) {
        const vw_diag *diag = vw_diags_get(told, i);
        vw_diag_add(diags, diag->msg, place_in(table, &diag->place), diag->args[0], diag->args[1],
                    diag->args[2], diag->args[3]);
    }
}

static vw_status take_table(const vw_trial_run *run, vw_diags *diags, const vw_trial_table *table)
{
    const vw_kind *kind = vw_catalogue_find(run->trials->set->catalogue, table->kind);
    char *seen = vw_alloc(run->arena, 11);
    const vw_trial *trial = run->trial;
    const bool state = kind->nature == VW_STATE;
    vw_intake_results results = {0};
    vw_diags *told = vw_diags_new(run->arena);
    vw_entered *records = VW_NEW_ARRAY(run->arena, table->count, vw_entered);
    for (size_t i = 0; i < table->count; i++) {
        const vw_trial_row *row = &table->rows[i];
        vw_entered_value *values = VW_NEW_ARRAY(run->arena, row->count, vw_entered_value);
        for (size_t j = 0; j < row->count; j++) {
            const vw_trial_cell *cell = &row->cells[j];
            if (strcmp(cell->column, kind->key) == 0) {
                records[i].key = cell->value;
            } else {
                values[records[i].count++] = (vw_entered_value){cell->column, cell->value};
            }
        }
        records[i].values = values;
    }
    /* Seen at the end of all, so that nothing in the example is too late to have been seen. */
    vw_date_format(seen, trial->as_of > trial->period_until ? trial->as_of : trial->period_until);
    const vw_intake_options options = {
        .path = trial->place.file,
        .collected_at = seen,
        .invented = true,
        .collected_by = "rules test",
        .complete = table->complete,
        .complete_from = state ? trial->as_of : trial->period_from,
        .complete_until = state ? trial->as_of : trial->period_until,
    };
    vw_status status =
        vw_intake_records(&results, run->trials->dossier, run->trials->set->catalogue, run->arena,
                          told, &options, table->kind, "rules/1", records, table->count);
    pass_on(diags, told, table);
    return status;
}

/* Every table, also after one with a problem. */
static vw_status take_in(const vw_trial_run *run, vw_diags *diags)
{
    vw_status worst = VW_OK;
    for (size_t i = 0; i < run->trial->table_count && worst != VW_ERR_STORE; i++) {
        vw_status status = take_table(run, diags, &run->trial->tables[i]);
        worst = status == VW_OK ? worst : status;
    }
    return worst;
}

/* ---- outcomes ---------------------------------------------------------------------------- */

typedef struct {
    const char *key;
    vw_tried found;
} subject_found;
typedef VW_VEC(subject_found) subjects_found;

static vw_status key_of(const char **out, const vw_trial_run *run, vw_diags *diags, int64_t subject)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(run->trials->dossier), run->arena, diags,
                                   "SELECT key FROM subject WHERE id = ?1");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, subject);
        status = vw_stmt_step(stmt, diags, &row);
    }
    *out = row ? vw_strdup(run->arena, vw_stmt_text(stmt, 0)) : "";
    vw_stmt_free(stmt);
    return status;
}

static vw_status find(subjects_found *out, bool *able, const vw_trial_run *run,
                      const vw_outcome_source *source, vw_diags *diags)
{
    static const vw_tried as_tried[] = {
        [VW_FAIL] = VW_TRIED_FAIL, [VW_PASS] = VW_TRIED_PASS, [VW_UNKNOWN] = VW_TRIED_UNKNOWN};
    const char *sql = vw_rule_sql(run->arena, run->planned->rule, &run->frame);
    vw_status status = source->begin(source->self, able, diags, 0, sql);
    if (status == VW_OK && !*able) {
        return VW_OK;
    }
    for (size_t count = 1; status == VW_OK && count > 0;) {
        const vw_found *found = NULL;
        status = source->next(source->self, diags, &found, &count);
        for (size_t i = 0; status == VW_OK && i < count; i++) {
            subject_found one = {.found = as_tried[found[i].outcome]};
            status = key_of(&one.key, run, diags, found[i].subject);
            VW_PUSH(run->arena, *out, one);
        }
    }
    source->end(source->self);
    return status;
}

static bool same(const subjects_found *a, const subjects_found *b)
{
    bool same = a->count == b->count;
    for (size_t i = 0; same && i < a->count; i++) {
        same =
            strcmp(a->items[i].key, b->items[i].key) == 0 && a->items[i].found == b->items[i].found;
    }
    return same;
}

/* By the SQL that an auditor can paste, and by columns as an evaluation does. */
static vw_status find_both(subjects_found *out, bool *by_columns, const vw_trial_run *run,
                           vw_diags *diags)
{
    vw_plan one = *run->plan;
    one.tests = run->planned;
    one.test_count = 1;
    vw_source_bounds bounds = {.steps = VW_RULE_STEPS_MAX, .seconds = VW_RULE_SECONDS_MAX};
    vw_outcome_source sql =
        vw_sql_source_of(vw_sql_source_new(run->arena, run->trials->dossier, bounds));
    vw_outcome_source columns = vw_columns_source_of(
        vw_columns_source_new(run->arena, run->trials->dossier, &one, &run->frame, NULL));
    const vw_outcome_source *second = run->trials->second != NULL ? run->trials->second : &columns;
    subjects_found again = {0};
    bool able = false;
    vw_status status = find(out, &able, run, &sql, diags);
    if (status == VW_OK) {
        status = find(&again, by_columns, run, second, diags);
    }
    if (status == VW_OK && *by_columns && !same(out, &again)) {
        VW_DIAG(diags, R124, run->trial->place, run->planned->test->id);
        status = VW_ERR_INPUT;
    }
    return status;
}

/* ---- against what was expected ----------------------------------------------------------- */

static const subject_found *found_of(const subjects_found *found, const char *key)
{
    for (size_t i = 0; i < found->count; i++) {
        if (strcmp(found->items[i].key, key) == 0) {
            return &found->items[i];
        }
    }
    return NULL;
}

static const vw_trial_expected *expected_of(const vw_trial *trial, const char *key)
{
    for (size_t i = 0; i < trial->expected_count; i++) {
        if (strcmp(trial->expected[i].key, key) == 0) {
            return &trial->expected[i];
        }
    }
    return NULL;
}

/* What is expected of a record that the example lacks would agree with "outside" by a slip. */
static vw_status check_recorded(const vw_trial_run *run, vw_diags *diags,
                                const vw_trial_expected *expected)
{
    const vw_kind *kind = vw_rule_population(run->planned->rule);
    VW_VEC(const char *) keys = {0};
    for (size_t i = 0; i < run->trial->table_count; i++) {
        const vw_trial_table *table = &run->trial->tables[i];
        for (size_t j = 0; j < table->count && strcmp(table->kind, kind->name) == 0; j++) {
            const char *key = vw_trial__value(&table->rows[j], kind->key);
            if (key != NULL && strcmp(key, expected->key) == 0) {
                return VW_OK;
            }
            VW_PUSH(run->arena, keys, key != NULL ? key : "");
        }
    }
    VW_DIAG(diags, R123, expected->place, kind->name, expected->key,
            vw_suggest(expected->key, keys.items, keys.count));
    return VW_ERR_INPUT;
}

static vw_status add_line(vw_trial_outcome *out, vw_trial_line *lines, const vw_trial_run *run,
                          vw_diags *diags, vw_trial_line line)
{
    line.agrees = line.expected != NULL && line.expected->outcome == line.found;
    vw_status status = line.agrees ? VW_OK : vw_trial__explain(&line, run, diags);
    out->differing += !line.agrees;
    lines[out->count++] = line;
    return status;
}

static vw_status compare(vw_trial_outcome *out, const vw_trial_run *run, vw_diags *diags,
                         const subjects_found *found)
{
    const vw_trial *trial = run->trial;
    vw_trial_line *lines =
        VW_NEW_ARRAY(run->lasting, trial->expected_count + found->count, vw_trial_line);
    vw_status worst = VW_OK;
    out->lines = lines;
    for (size_t i = 0; i < trial->expected_count; i++) {
        const vw_trial_expected *expected = &trial->expected[i];
        const subject_found *one = found_of(found, expected->key);
        vw_status status = check_recorded(run, diags, expected);
        if (status == VW_OK) {
            status =
                add_line(out, lines, run, diags,
                         (vw_trial_line){.key = expected->key,
                                         .expected = expected,
                                         .found = one != NULL ? one->found : VW_TRIED_OUTSIDE});
        }
        worst = status == VW_OK ? worst : status;
    }
    for (size_t i = 0; i < found->count && worst != VW_ERR_STORE; i++) {
        const subject_found *one = &found->items[i];
        if (expected_of(trial, one->key) == NULL) {
            vw_status status = add_line(
                out, lines, run, diags,
                (vw_trial_line){.key = vw_strdup(run->lasting, one->key), .found = one->found});
            worst = status == VW_OK ? worst : status;
        }
    }
    return worst;
}

static vw_status run_inside(vw_trial_outcome *out, vw_trial_run *run, vw_diags *diags)
{
    subjects_found found = {0};
    vw_status status = take_in(run, diags);
    if (status == VW_OK) {
        status = vw_import_mark(run->trials->dossier, diags, &run->frame.mark);
    }
    if (status == VW_OK) {
        status = find_both(&found, &out->by_columns, run, diags);
    }
    return status == VW_OK ? compare(out, run, diags, &found) : status;
}

/* The test as it runs under the framework of the example. Where no value of a parameter is another
 * there, that is the test itself. */
static const vw_planned_test *as_run(vw_arena *arena, vw_diags *diags, const vw_plan *plan,
                                     const vw_planned_test *planned, const vw_trial *trial)
{
    VW_VEC(const char *) names = {0};
    bool serves = false;
    if (trial->framework == NULL) {
        return planned;
    }
    for (size_t i = 0; i < plan->test_count; i++) {
        const vw_planned_test *other = &plan->tests[i];
        if (other->base == planned->base && other->framework != NULL &&
            strcmp(other->framework->id, trial->framework) == 0) {
            return other;
        }
    }
    for (size_t i = 0; i < plan->framework_count; i++) {
        const vw_framework *framework = plan->frameworks[i];
        bool uses = false;
        for (size_t j = 0; j < framework->requirement_count; j++) {
            const vw_requirement *requirement = &framework->requirements[j];
            for (size_t k = 0; k < requirement->mapping_count; k++) {
                uses = uses || requirement->mappings[k].measure == planned->base->measure;
            }
        }
        if (uses) {
            VW_PUSH(arena, names, framework->id);
            serves = serves || strcmp(framework->id, trial->framework) == 0;
        }
    }
    if (!serves) {
        VW_DIAG(diags, Y106, trial->framework_place, trial->framework, planned->base->id,
                vw_suggest(trial->framework, names.items, names.count));
    }
    return serves ? planned : NULL;
}

vw_status vw_trials_run(vw_trial_outcome *out, vw_trials *trials, vw_arena *arena, vw_diags *diags,
                        const vw_plan *plan, const vw_planned_test *planned, const vw_trial *trial)
{
    vw_db *db = vw_dossier_db(trials->dossier);
    vw_trial_run run = {
        .trials = trials,
        .plan = plan,
        .planned = planned,
        .trial = trial,
        .frame = {.as_of = trial->as_of,
                  .period_from = trial->period_from,
                  .period_until = trial->period_until},
        .arena = vw_arena_new(),
        .lasting = arena,
    };
    run.planned = as_run(run.arena, diags, plan, planned, trial);
    *out = (vw_trial_outcome){.trial = trial, .planned = run.planned};
    if (run.planned == NULL) {
        vw_arena_free(run.arena);
        return VW_ERR_INPUT;
    }
    run.db = db;
    vw_status status = vw_db_begin(db, diags);
    if (status == VW_OK) {
        status = run_inside(out, &run, diags);
        vw_arena_free(run.arena); /* statements first */
        vw_db_rollback(db);
    } else {
        vw_arena_free(run.arena);
    }
    return status;
}

void vw_trials_compare_with(vw_trials *trials, const vw_outcome_source *second)
{
    trials->second = second;
}

const char *vw_tried_name(vw_tried tried)
{
    static const char *const names[] = {[VW_TRIED_FAIL] = "fail",
                                        [VW_TRIED_PASS] = "pass",
                                        [VW_TRIED_UNKNOWN] = "unknown",
                                        [VW_TRIED_OUTSIDE] = "outside"};
    return names[tried];
}

vw_text vw_tried_label(vw_tried tried)
{
    static const vw_text labels[] = {[VW_TRIED_FAIL] = {"afwijking", "fail"},
                                     [VW_TRIED_PASS] = {"in orde", "pass"},
                                     [VW_TRIED_UNKNOWN] = {"onbekend", "unknown"},
                                     [VW_TRIED_OUTSIDE] = {"hoort er niet bij", "outside"}};
    return labels[tried];
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The sink of a verification. Findings and conclusions are looked up; outcomes, of which there may
 * be a million, come in the order in which their set is stored, so that both are walked side by
 * side. */
#include "eval/compare.h"

#include "model/label.h"
#include "store/query.h"

#include <string.h>

struct vw_comparison {
    vw_verification *tally;
    vw_dossier *dossier;
    const vw_plan *plan;
    const vw_evaluation *evaluation;
    const char *older; /* its number, when it is not the newest */
    vw_lang lang;
    vw_arena *arena;
    vw_outcome_reader *reader;
    vw_outcome_row stored; /* stands ready when [at_outcome] */
    bool at_outcome;
    bool stands_in; /* the finding that comes next is the stored one */
    vw_stmt *key;
    vw_difference *first; /* NULL: every difference is told, else only this one */
    vw_difference about;  /* what is being compared */
};

static vw_place place_of(const vw_comparison *c)
{
    return (vw_place){.file = vw_dossier_path(c->dossier)};
}

/* The population of a test is of one kind. */
static const char *kind_of(const vw_comparison *c, const char *test)
{
    const vw_planned_test *planned = vw_plan_test(c->plan, test);
    return planned != NULL ? vw_rule_population(planned->rule)->name : "?";
}

/* Counts a difference; true when it is to be told. What [about] borrows is copied only here, since
 * there may be a million outcomes that agree. */
static bool count_difference(vw_comparison *c, const char *column, const char *stored,
                             const char *performed)
{
    c->tally->results_differ++;
    if (c->first == NULL) {
        return true;
    }
    if (c->first->found) {
        return false;
    }
    *c->first = c->about;
    if (c->first->subject != NULL) {
        c->first->subject = vw_strdup(c->arena, c->first->subject);
        c->first->subject_kind = kind_of(c, c->first->test);
    }
    c->first->found = true;
    c->first->column = column;
    c->first->stored = stored;
    c->first->performed = performed;
    return true;
}

static void missing(vw_comparison *c, vw_diags *diags, const char *what, const char *performed)
{
    if (count_difference(c, NULL, NULL, performed)) {
        VW_DIAG(diags, E014, place_of(c), what, performed, c->older);
    }
}

static void left_over(vw_comparison *c, vw_diags *diags, const char *what, const char *stored)
{
    if (count_difference(c, NULL, stored, NULL)) {
        VW_DIAG(diags, E013, place_of(c), what, c->older);
    }
}

static const vw_text of_result = {"uitkomst", "result"},
                     of_strict = {"uitkomst zonder uitzonderingen", "result without exceptions"},
                     of_tally = {"telling", "tally"}, of_measure = {"maatregel", "measure"},
                     of_aspect = {"aspect", "aspect"}, of_population = {"populatie", "population"},
                     of_complete = {"volledig verklaard", "declared complete"},
                     of_collected = {"verzameld", "collected"},
                     of_later = {"later verzameld", "collected later"},
                     of_error = {"fout", "error"}, of_sql = {"SQL", "SQL"},
                     of_subjects = {"toetsobjecten", "subjects"}, of_input = {"invoer", "input"},
                     of_outcome = {"uitkomst", "outcome"},
                     of_exception = {"uitzondering", "exception"},
                     of_computed = {"berekend", "computed"}, of_judged = {"oordeel", "judged"},
                     of_judgement = {"volgens oordeel", "by judgement"},
                     of_judge = {"beoordelaar", "judged by"}, of_reason = {"reden", "reason"},
                     of_status = {"status", "status"};

/* NULL is a value of its own: nothing was recorded. */
static void compare(vw_comparison *c, vw_diags *diags, const char *what, vw_text column,
                    const char *stored, const char *performed)
{
    if (stored == performed ||
        (stored != NULL && performed != NULL && strcmp(stored, performed) == 0)) {
        return;
    }
    stored = stored != NULL ? stored : "-";
    performed = performed != NULL ? performed : "-";
    if (count_difference(c, vw_text_in(column, c->lang), stored, performed)) {
        VW_DIAG(diags, E010, place_of(c),
                vw_printf(c->arena, "%s, %s", what, vw_text_in(column, c->lang)), stored, performed,
                c->older);
    }
}

static const char *number(vw_comparison *c, int64_t value)
{
    return vw_printf(c->arena, "%lld", (long long)value);
}

static const char *result_name(const vw_comparison *c, vw_result result)
{
    return vw_text_in(vw_result_label(result), c->lang);
}

static const char *result_or_none(const vw_comparison *c, bool has, vw_result result)
{
    return has ? result_name(c, result) : NULL;
}

static const char *outcome_name(const vw_comparison *c, vw_outcome outcome)
{
    return vw_text_in(vw_outcome_label(outcome), c->lang);
}

static const char *aspect_name(const vw_comparison *c, vw_aspect aspect)
{
    return vw_text_in(vw_aspect_label(aspect), c->lang);
}

static const char *yes_or_no(const vw_comparison *c, bool yes)
{
    return vw_text_in(yes ? (vw_text){"ja", "yes"} : (vw_text){"nee", "no"}, c->lang);
}

static const char *tally_text(vw_comparison *c, vw_tally tally)
{
    return vw_printf(c->arena, "%s %llu, %s %llu, %s %llu, %s %llu", outcome_name(c, VW_PASS),
                     (unsigned long long)tally.pass, outcome_name(c, VW_FAIL),
                     (unsigned long long)tally.fail, outcome_name(c, VW_UNKNOWN),
                     (unsigned long long)tally.unknown, outcome_name(c, VW_EXCEPTED),
                     (unsigned long long)tally.excepted);
}

/* A page of SQL is no answer to "what differs": its hash is. */
static const char *short_hash(vw_comparison *c, const char *text)
{
    char hex[65] = "-";
    if (text != NULL) {
        vw_digest digest = vw_hash(text, strlen(text));
        vw_digest_hex(hex, &digest);
    }
    return vw_strndup(c->arena, hex, 12);
}

static void next_outcome(vw_comparison *c)
{
    c->at_outcome = vw_outcomes_next(&c->stored, c->reader);
}

/* Of the test and its subject, which become what is being compared: "TEST, KEY". */
static const char *subject_name(vw_comparison *c, vw_diags *diags, const char *test,
                                int64_t subject)
{
    bool row = false;
    vw_stmt_bind_int(c->key, 1, subject);
    vw_status status = vw_stmt_step(c->key, diags, &row);
    const char *key = status == VW_OK && row ? vw_stmt_text(c->key, 0) : NULL;
    c->about =
        (vw_difference){.test = test, .subject = key != NULL ? vw_strdup(c->arena, key) : "?"};
    vw_stmt_reset(c->key);
    return vw_printf(c->arena, "%s, %s", test, c->about.subject);
}

static void skip_outcome(vw_comparison *c, vw_diags *diags, const char *test)
{
    const char *name = subject_name(c, diags, test, c->stored.subject);
    const char *stored = outcome_name(c, c->stored.outcome);
    left_over(c, diags, vw_printf(c->arena, "%s: %s", name, stored), stored);
    next_outcome(c);
}

static void compare_outcome(vw_comparison *c, vw_diags *diags, const char *test,
                            const vw_outcome_row *performed)
{
    while (c->at_outcome && c->stored.subject < performed->subject) {
        skip_outcome(c, diags, test);
    }
    if (!c->at_outcome || c->stored.subject > performed->subject) {
        missing(c, diags, subject_name(c, diags, test, performed->subject),
                outcome_name(c, performed->outcome));
        return;
    }
    if (c->stored.outcome != performed->outcome || c->stored.exception != performed->exception) {
        const char *what = subject_name(c, diags, test, performed->subject);
        compare(c, diags, what, of_outcome, outcome_name(c, c->stored.outcome),
                outcome_name(c, performed->outcome));
        compare(c, diags, what, of_exception, number(c, c->stored.exception),
                number(c, performed->exception));
    }
    next_outcome(c);
}

static vw_status compare_outcomes(vw_comparison *c, vw_diags *diags, const char *test, int64_t set,
                                  const vw_outcomes *performed)
{
    size_t count = performed != NULL ? performed->list.count : 0;
    vw_status status = vw_outcomes_open(c->reader, diags, set);
    c->tally->outcomes += count;
    if (status == VW_OK) {
        next_outcome(c);
    }
    for (size_t i = 0; i < count && status == VW_OK; i++) {
        compare_outcome(c, diags, test, &performed->list.rows[i]);
    }
    while (status == VW_OK && c->at_outcome) {
        skip_outcome(c, diags, test);
    }
    vw_outcomes_close(c->reader);
    return status;
}

/* The first subject that only one side looked at; the hashes where there is none. */
static vw_status compare_subjects(vw_comparison *c, vw_diags *diags, const vw_finding *stored,
                                  const vw_finding *performed, const vw_subjects *subjects)
{
    vw_subjects old = {0};
    bool intact = false, in_old = false, in_new = false;
    int64_t a = 0, b = 0;
    vw_arena *scratch = vw_arena_new();
    vw_status status =
        vw_subjects_load(&old, &intact, c->dossier, scratch, diags, stored->subject_set);
    vw_subjects_cursor left = {.subjects = &old}, right = {.subjects = subjects};
    do {
        in_old = vw_subjects_next(&left, &a);
        in_new = vw_subjects_next(&right, &b);
    } while (in_old && in_new && a == b);
    if (status == VW_OK && (in_old || in_new)) {
        bool only_old = in_old && (!in_new || a < b);
        compare(c, diags, subject_name(c, diags, performed->test, only_old ? a : b), of_population,
                yes_or_no(c, only_old), yes_or_no(c, !only_old));
    } else if (status == VW_OK) {
        c->about = (vw_difference){.test = performed->test};
        compare(c, diags, performed->test, of_subjects, stored->subjects_sha256,
                performed->subjects_sha256);
    }
    vw_arena_free(scratch);
    return status;
}

/* By the first recipe neither has them. */
static bool same_subjects(const vw_finding *a, const vw_finding *b)
{
    return a->subjects_sha256 == b->subjects_sha256 ||
           (a->subjects_sha256 != NULL && b->subjects_sha256 != NULL &&
            strcmp(a->subjects_sha256, b->subjects_sha256) == 0);
}

static void compare_fields(vw_comparison *c, vw_diags *diags, const vw_finding *stored,
                           const vw_finding *performed)
{
    const char *test = performed->test;
    c->about = (vw_difference){.test = test};
    compare(c, diags, test, of_result, result_name(c, stored->result),
            result_name(c, performed->result));
    compare(c, diags, test, of_strict, result_name(c, stored->strict),
            result_name(c, performed->strict));
    compare(c, diags, test, of_tally, tally_text(c, stored->tally),
            tally_text(c, performed->tally));
    compare(c, diags, test, of_measure, stored->measure, performed->measure);
    compare(c, diags, test, of_aspect, aspect_name(c, stored->aspect),
            aspect_name(c, performed->aspect));
    compare(c, diags, test, of_population, stored->population, performed->population);
    compare(c, diags, test, of_complete, yes_or_no(c, stored->complete),
            yes_or_no(c, performed->complete));
    compare(c, diags, test, of_collected, yes_or_no(c, stored->collected),
            yes_or_no(c, performed->collected));
    compare(c, diags, test, of_later, number(c, stored->collected_later),
            number(c, performed->collected_later));
    compare(c, diags, test, of_error, stored->error, performed->error);
    /* Another version of the program may write the same rule otherwise. */
    if (strcmp(c->evaluation->program_version, VW_VERSION) == 0) {
        compare(c, diags, test, of_sql, short_hash(c, stored->sql), short_hash(c, performed->sql));
        compare(c, diags, test, of_input, stored->input_sha256, performed->input_sha256);
    }
}

/* A reason is the text of a message, with the bound in it. */
static bool says(const char *reason, vw_msg msg)
{
    const char *text = vw_message_get(msg)->text.en;
    return strncmp(reason, text, strcspn(text, "{")) == 0;
}

typedef enum { RAN, HIT_A_BOUND, COULD_NOT_RUN } how_it_went;

static how_it_went went(const vw_finding *finding)
{
    if (finding->error == NULL) {
        return RAN;
    }
    return says(finding->error, VW_MSG_D020) || says(finding->error, VW_MSG_D021) ? HIT_A_BOUND
                                                                                  : COULD_NOT_RUN;
}

/* The rest is then compared as if the test had come to what is stored: so all else that was changed
 * still shows, and nothing looks changed that was not. */
vw_status vw_compare__stand_in(void *comparison, bool *stood_in, vw_diags *diags,
                               vw_finding *performed)
{
    vw_comparison *c = comparison;
    vw_finding stored;
    bool found = false;
    const char *test = performed->test;
    *stood_in = c->stands_in = false;
    vw_status status =
        vw_query_finding(&stored, &found, c->dossier, c->arena, diags, c->evaluation->id, test);
    if (status != VW_OK || !found) {
        return status;
    }
    const how_it_went then = went(&stored), now = went(performed);
    if (then == HIT_A_BOUND && now == HIT_A_BOUND) {
        performed->error = stored.error;
        *stood_in = true;
    } else if (now == HIT_A_BOUND) {
        VW_DIAG(diags, R095, place_of(c), test, performed->error, c->older);
        c->tally->not_performed++;
        c->tally->hash_not_compared |= c->evaluation->recipe <= 1;
        *stood_in = c->stands_in = true;
    } else if (then == HIT_A_BOUND) {
        VW_DIAG(diags, R096, place_of(c), test, stored.error,
                vw_diag_both(c->arena, now == RAN ? vw_result_label(performed->result)
                                                  : vw_result_label(VW_RESULT_ERROR)));
        c->tally->findings++; /* what it came to is told, and compared with nothing */
        *stood_in = c->stands_in = true;
    }
    if (c->stands_in) {
        stored.sql = performed->sql;
        *performed = stored;
    }
    return VW_OK;
}

/* What stands behind a finding first: a subject says more than a count. */
static vw_status compare_finding(void *self, vw_diags *diags, vw_finding *performed,
                                 const vw_outcomes *outcomes)
{
    vw_comparison *c = self;
    vw_finding stored;
    bool found = false;
    const char *test = performed->test;
    if (c->stands_in) {
        c->stands_in = false;
        return VW_OK;
    }
    c->tally->findings++;
    c->tally->subjects += vw_tally_total(performed->tally);
    vw_status status =
        vw_query_finding(&stored, &found, c->dossier, c->arena, diags, c->evaluation->id, test);
    if (status == VW_OK) {
        status = compare_outcomes(c, diags, test, found ? stored.outcome_set : 0, outcomes);
    }
    if (status == VW_OK && found && !same_subjects(&stored, performed)) {
        const vw_subjects none = {0};
        status = compare_subjects(c, diags, &stored, performed,
                                  outcomes != NULL ? &outcomes->subjects : &none);
    }
    if (status != VW_OK) {
        return status;
    }
    if (found) {
        compare_fields(c, diags, &stored, performed);
    } else {
        c->about = (vw_difference){.test = test};
        missing(c, diags, test, result_name(c, performed->result));
    }
    return VW_OK;
}

static vw_status compare_conclusion(void *self, vw_diags *diags, const vw_conclusion *performed)
{
    vw_comparison *c = self;
    vw_conclusion stored;
    bool found = false;
    c->tally->conclusions++;
    vw_status status =
        vw_query_conclusion(&stored, &found, c->dossier, c->arena, diags, c->evaluation->id,
                            performed->requirement, performed->aspect);
    if (status != VW_OK) {
        return status;
    }
    const char *what =
        vw_printf(c->arena, "%s, %s", performed->requirement, aspect_name(c, performed->aspect));
    c->about = (vw_difference){.requirement = performed->requirement,
                               .aspect = vw_aspect_name(performed->aspect)};
    if (!found) {
        missing(c, diags, what, result_name(c, performed->result));
        return VW_OK;
    }
    compare(c, diags, what, of_result, result_name(c, stored.result),
            result_name(c, performed->result));
    compare(c, diags, what, of_computed, result_or_none(c, stored.has_computed, stored.computed),
            result_or_none(c, performed->has_computed, performed->computed));
    compare(c, diags, what, of_judged, result_or_none(c, stored.has_judged, stored.judged),
            result_or_none(c, performed->has_judged, performed->judged));
    compare(c, diags, what, of_judgement, yes_or_no(c, stored.by_judgement),
            yes_or_no(c, performed->by_judgement));
    compare(c, diags, what, of_judge, stored.judged_by, performed->judged_by);
    compare(c, diags, what, of_reason, stored.reason, performed->reason);
    return VW_OK;
}

static vw_status compare_requirement(void *self, vw_diags *diags, const char *full_id,
                                     vw_result performed)
{
    vw_comparison *c = self;
    vw_result stored = VW_RESULT_ERROR;
    bool found = false;
    c->tally->requirements++;
    vw_status status =
        vw_query_status(&stored, &found, c->dossier, c->arena, diags, c->evaluation->id, full_id);
    if (status != VW_OK) {
        return status;
    }
    c->about = (vw_difference){.requirement = full_id};
    if (!found) {
        missing(c, diags, full_id, result_name(c, performed));
    } else {
        compare(c, diags, full_id, of_status, result_name(c, stored), result_name(c, performed));
    }
    return VW_OK;
}

vw_status vw_compare__begin(vw_comparison **out, vw_verification *tally, vw_dossier *dossier,
                            const vw_plan *plan, const vw_evaluation *evaluation, const char *older,
                            vw_difference *first, vw_lang lang, vw_arena *arena, vw_diags *diags)
{
    vw_comparison *c = VW_NEW(arena, vw_comparison);
    *c = (vw_comparison){.tally = tally,
                         .dossier = dossier,
                         .plan = plan,
                         .evaluation = evaluation,
                         .older = older,
                         .first = first,
                         .lang = lang,
                         .arena = arena};
    *out = c;
    vw_status status = vw_outcome_reader_new(&c->reader, dossier, arena, diags);
    if (status == VW_OK) {
        vw_outcome_reader_see_rows(c->reader);
    }
    return status == VW_OK ? vw_stmt_new(&c->key, vw_dossier_db(dossier), arena, diags,
                                         "SELECT key FROM subject WHERE id = ?1")
                           : status;
}

vw_result_sink vw_compare__sink(vw_comparison *comparison)
{
    return (vw_result_sink){.finding = compare_finding,
                            .conclusion = compare_conclusion,
                            .requirement = compare_requirement,
                            .self = comparison};
}

static bool test_is_planned(const vw_comparison *c, const char *test, const char *none)
{
    (void)none;
    return vw_plan_test(c->plan, test) != NULL;
}

/* [aspect] is "" for the requirement's own status. */
static bool requirement_is_planned(const vw_comparison *c, const char *full_id, const char *aspect)
{
    vw_aspect parsed;
    const vw_requirement *requirement = vw_plan_requirement(c->plan, full_id);
    return requirement != NULL &&
           (*aspect == '\0' || (vw_aspect_parse(&parsed, aspect) && requirement->demands[parsed]));
}

/* [sql] gives the two parts of a name for each stored row. */
static vw_status find_left_over(vw_comparison *c, vw_diags *diags, const char *sql,
                                bool (*is_planned)(const vw_comparison *c, const char *name,
                                                   const char *aspect))
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(c->dossier), c->arena, diags, sql);
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, c->evaluation->id);
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        const char *name = vw_stmt_text(stmt, 0);
        const char *aspect = vw_stmt_text(stmt, 1);
        vw_aspect parsed;
        if (!is_planned(c, name, aspect)) {
            const char *copy = vw_strdup(c->arena, name);
            bool with_aspect = vw_aspect_parse(&parsed, aspect);
            c->about = is_planned == test_is_planned
                           ? (vw_difference){.test = copy}
                           : (vw_difference){.requirement = copy,
                                             .aspect = with_aspect ? vw_aspect_name(parsed) : NULL};
            left_over(c, diags,
                      with_aspect ? vw_printf(c->arena, "%s, %s", copy, aspect_name(c, parsed))
                                  : copy,
                      NULL);
        }
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_compare__end(vw_comparison *c, vw_diags *diags)
{
    vw_stmt_free(c->key);
    vw_status status =
        find_left_over(c, diags, "SELECT test, '' FROM finding WHERE evaluation_id = ?1 ORDER BY 1",
                       test_is_planned);
    if (status == VW_OK) {
        status = find_left_over(c, diags,
                                "SELECT requirement, aspect FROM conclusion "
                                "WHERE evaluation_id = ?1 ORDER BY 1, 2",
                                requirement_is_planned);
    }
    if (status == VW_OK) {
        status = find_left_over(c, diags,
                                "SELECT requirement, '' FROM requirement_status "
                                "WHERE evaluation_id = ?1 ORDER BY 1",
                                requirement_is_planned);
    }
    return status;
}

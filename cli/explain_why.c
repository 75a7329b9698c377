/* SPDX-License-Identifier: EUPL-1.2 */
/* Asks the dossier what a rule looked at, with the conditions of the rule itself. */
#include "cli/explain_why.h"

#include "model/list.h"

#include <string.h>

static const char *text_at(vw_explain *e, vw_stmt *stmt, int column)
{
    const char *text = vw_stmt_text(stmt, column);
    return text != NULL ? vw_strdup(e->cli->arena, text) : NULL;
}

const char *vw_explain_value(const vw_cli *cli, const vw_field *field, const char *value)
{
    if (value == NULL || field == NULL) {
        return value;
    }
    if (field->type == VW_TYPE_BOOL) {
        const vw_text no_yes[] = {{"nee", "no"}, {"ja", "yes"}};
        return vw_cli_text(cli, no_yes[strcmp(value, "1") == 0]);
    }
    if (field->type == VW_TYPE_LIST) {
        return vw_list_shown(cli->arena, field, value, ", ", cli->lang);
    }
    const vw_enum_value *choice = vw_field_value(field, value);
    return choice != NULL ? vw_cli_text(cli, choice->label) : value;
}

static const vw_why_value *values_at(vw_explain *e, vw_stmt *stmt, int first,
                                     const vw_rule_look *looks, size_t count)
{
    vw_why_value *values = VW_NEW_ARRAY(e->cli->arena, count, vw_why_value);
    for (size_t i = 0; i < count; i++) {
        const char *value = text_at(e, stmt, first + (int)i);
        values[i] = (vw_why_value){.look = &looks[i],
                                   .value = value,
                                   .shown = vw_explain_value(e->cli, looks[i].field, value)};
    }
    return values;
}

vw_status vw_why_source_of(vw_why_source *out, vw_explain *e, int64_t import, int64_t row,
                           const char *artefact)
{
    vw_stmt *stmt = NULL;
    bool found = false;
    *out = (vw_why_source){.import = import,
                           .row = row,
                           .file = "?",
                           .collected_at = "?",
                           .collected_by = "?",
                           .artefact = artefact};
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(e->dossier), e->cli->arena, e->cli->diags,
                                   "SELECT file_name, sheet, collected_at, collected_by FROM "
                                   "import WHERE id = ?1");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, import);
        status = vw_stmt_step(stmt, e->cli->diags, &found);
    }
    if (status == VW_OK && found) {
        out->file = text_at(e, stmt, 0);
        out->sheet = text_at(e, stmt, 1);
        out->collected_at = text_at(e, stmt, 2);
        out->collected_by = text_at(e, stmt, 3);
    }
    vw_stmt_free(stmt);
    return status;
}

/* A statement about the subject, at its first row. */
static vw_status ask(vw_stmt **stmt, bool *row, vw_explain *e, const char *sql, int64_t subject)
{
    vw_status status =
        vw_stmt_new(stmt, vw_dossier_db(e->dossier), e->cli->arena, e->cli->diags, sql);
    if (status == VW_OK) {
        if (subject != 0) {
            vw_stmt_bind_int(*stmt, 1, subject);
        }
        status = vw_stmt_step(*stmt, e->cli->diags, row);
    }
    return status;
}

static vw_status gather_values(vw_why *why, vw_explain *e, const vw_rule_trace *trace,
                               int64_t subject)
{
    vw_stmt *stmt = NULL;
    vw_status status = ask(&stmt, &why->in_population, e, trace->sql, subject);
    if (status == VW_OK && why->in_population) {
        why->values = values_at(e, stmt, 1, trace->looks, trace->look_count);
        why->value_count = trace->look_count;
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status take_record(vw_why_related *out, vw_explain *e, vw_stmt *stmt)
{
    bool unknown = vw_stmt_is_null(stmt, 4);
    bool matched = !unknown && vw_stmt_int(stmt, 4) != 0;
    out->total++;
    out->matching += matched;
    out->unknown += unknown;
    if (out->records.count == VW_WHY_SHOWN) {
        return VW_OK;
    }
    vw_why_record record = {.key = text_at(e, stmt, 0),
                            .matched = unknown ? -1 : matched,
                            .values =
                                values_at(e, stmt, 5, out->look->looks, out->look->look_count)};
    vw_status status = vw_why_source_of(&record.source, e, vw_stmt_int(stmt, 1),
                                        vw_stmt_int(stmt, 2), text_at(e, stmt, 3));
    VW_PUSH(e->cli->arena, out->records, record);
    return status;
}

static const char *text_of(vw_explain *e, const vw_test *test, const vw_rule_related_look *look)
{
    const vw_rule_text *text = look->in_population ? &test->population : &test->condition;
    bool inside = look->start <= text->length && look->length <= text->length - look->start;
    return inside ? vw_strndup(e->cli->arena, text->text + look->start, look->length) : look->form;
}

static vw_status gather_related(vw_why_related *out, vw_explain *e,
                                const vw_rule_related_look *look, const char *text, int64_t subject)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    *out = (vw_why_related){.look = look, .text = text};
    vw_status status = ask(&stmt, &row, e, look->collected_sql, 0);
    out->collected = status == VW_OK && row && vw_stmt_int(stmt, 0) != 0;
    vw_stmt_free(stmt);
    if (status == VW_OK) {
        status = ask(&stmt, &row, e, look->sql, subject);
        while (status == VW_OK && row) {
            status = take_record(out, e, stmt);
            if (status == VW_OK) {
                status = vw_stmt_step(stmt, e->cli->diags, &row);
            }
        }
        vw_stmt_free(stmt);
    }
    return status;
}

/* [field] of a record, or NULL where the kind has no such field. */
static const char *field_of(const vw_kind *kind, const vw_stored_record *record, const char *field)
{
    for (size_t i = 0; i < kind->field_count; i++) {
        if (strcmp(kind->fields[i].name, field) == 0) {
            return record->texts[i];
        }
    }
    return NULL;
}

static vw_status take_exception(vw_why *why, vw_explain *e, const vw_kind *kind, int64_t subject,
                                const char *key)
{
    vw_stored_record record;
    bool found = false;
    vw_status status = vw_record_at(&record, &found, e->dossier, e->cli->arena, e->cli->diags, kind,
                                    key, e->evaluation.mark);
    if (status == VW_OK && found) {
        vw_why_exception exception = {.key = key,
                                      .until = field_of(kind, &record, "effective_until"),
                                      .approved_by = field_of(kind, &record, "approved_by"),
                                      .reason = field_of(kind, &record, "reason"),
                                      .applied = subject == why->exception};
        VW_PUSH(e->cli->arena, why->exceptions, exception);
    }
    return status;
}

/* Those that hold on the reference date, applied or not. */
static vw_status gather_exceptions(vw_why *why, vw_explain *e, const char *kind_name,
                                   const char *key)
{
    const vw_kind *kind = vw_catalogue_find(e->set->catalogue, "exception");
    vw_rule_frame frame = vw_evaluation_frame(&e->evaluation);
    vw_stmt *stmt = NULL;
    bool row = true;
    if (kind == NULL || vw_kind_field(kind, "test") == NULL ||
        vw_kind_field(kind, "subject_kind") == NULL || vw_kind_field(kind, "subject_key") == NULL) {
        return VW_OK;
    }
    vw_status status = vw_stmt_new(
        &stmt, vw_dossier_db(e->dossier), e->cli->arena, e->cli->diags,
        vw_printf(e->cli->arena,
                  "SELECT x.subject, k.key FROM (%s) x JOIN subject k ON k.id = x.subject WHERE "
                  "x.test = ?1 AND x.subject_kind = ?2 AND x.subject_key = ?3 ORDER BY k.key",
                  vw_kind_counting_sql(e->cli->arena, kind, &frame)));
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, why->planned->test->id);
        vw_stmt_bind_text(stmt, 2, kind_name);
        vw_stmt_bind_text(stmt, 3, key);
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, e->cli->diags, &row)) == VW_OK && row) {
        status = take_exception(why, e, kind, vw_stmt_int(stmt, 0), text_at(e, stmt, 1));
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status gather_requirements(vw_why *why, vw_explain *e)
{
    const vw_test *test = why->planned->test;
    vw_status status = VW_OK;
    for (size_t i = 0; i < e->plan->framework_count; i++) {
        const vw_framework *framework = e->plan->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count && status == VW_OK; j++) {
            const vw_requirement *requirement = &framework->requirements[j];
            vw_conclusion conclusion;
            bool found = false;
            if (!vw_requirement_asks(requirement, test->measure, test->aspect) ||
                vw_plan_test_for(e->plan, why->planned->base, framework) != why->planned) {
                continue;
            }
            status =
                vw_query_conclusion(&conclusion, &found, e->dossier, e->cli->arena, e->cli->diags,
                                    e->evaluation.id, requirement->full_id, test->aspect);
            if (status == VW_OK && found) {
                VW_PUSH(e->cli->arena, why->requirements,
                        (vw_why_requirement){requirement->full_id, conclusion.result});
            }
        }
    }
    return status;
}

vw_status vw_why_gather(vw_why *why, vw_explain *e, int64_t subject, const char *kind,
                        const char *key)
{
    vw_rule_frame frame = vw_evaluation_frame(&e->evaluation);
    vw_rule_trace *trace = VW_NEW(e->cli->arena, vw_rule_trace);
    vw_rule_trace_of(trace, e->cli->arena, why->planned->rule, &frame);
    vw_why_related *related = VW_NEW_ARRAY(e->cli->arena, trace->related_count, vw_why_related);
    vw_status status = gather_values(why, e, trace, subject);
    for (size_t i = 0; i < trace->related_count && status == VW_OK; i++) {
        status = gather_related(&related[i], e, &trace->related[i],
                                text_of(e, why->planned->test, &trace->related[i]), subject);
    }
    why->related = related;
    why->related_count = trace->related_count;
    if (status == VW_OK) {
        status = gather_exceptions(why, e, kind, key);
    }
    return status == VW_OK ? gather_requirements(why, e) : status;
}

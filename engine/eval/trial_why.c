/* SPDX-License-Identifier: EUPL-1.2 */
/* Why an example came out otherwise than expected: what was not collected, which rows do not count,
 * what they do not say. */
#include "eval/trial_private.h"

#include "store/db.h"

#include <string.h>

typedef VW_VEC(vw_text) sentences;

typedef struct {
    const vw_trial_run *run;
    vw_diags *diags;
    sentences *out;
    const char *subject; /* key */
} reasons;

const char *vw_trial__value(const vw_trial_row *row, const char *column)
{
    for (size_t i = 0; i < row->count; i++) {
        if (strcmp(row->cells[i].column, column) == 0) {
            return row->cells[i].value;
        }
    }
    return NULL;
}

static void say(const reasons *r, const char *nl, const char *en)
{
    vw_text text = {nl, en};
    VW_PUSH(r->run->lasting, *r->out, text);
}

static vw_status ask(bool *out, const reasons *r, const char *sql, const char *key)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, r->run->db, r->run->arena, r->diags, sql);
    if (status == VW_OK && key != NULL) {
        vw_stmt_bind_text(stmt, 1, key);
    }
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, r->diags, &row);
    }
    *out = status == VW_OK && row && vw_stmt_int(stmt, 0) != 0;
    vw_stmt_free(stmt);
    return status;
}

/* The rows of the kind that the rule looks at. */
static const char *counting(const reasons *r, const vw_rule_need *need)
{
    vw_arena *arena = r->run->arena;
    return need->ever ? vw_kind_referred_sql(arena, need->kind, &r->run->frame)
                      : vw_kind_counting_sql(arena, need->kind, &r->run->frame);
}

static vw_status say_not_collected(const reasons *r, const vw_rule_need *need)
{
    vw_arena *arena = r->run->arena, *lasting = r->run->lasting;
    const char *name = need->kind->name;
    bool some = false, complete = false;
    vw_status status =
        ask(&some, r, vw_printf(arena, "SELECT EXISTS (%s)", counting(r, need)), NULL);
    if (status == VW_OK) {
        status = ask(&complete, r, vw_kind_complete_sql(arena, need->kind, &r->run->frame), NULL);
    }
    if (status == VW_OK && !some && !complete) {
        say(r,
            vw_printf(lasting,
                      "van %s telt geen rij, en het staat niet onder complete: dan is niet bekend "
                      "of er geen is",
                      name),
            vw_printf(lasting,
                      "no row of %s counts, and it is not under complete: then it is not known "
                      "that there is none",
                      name));
    }
    return status;
}

static void say_not_counting(const reasons *r, const vw_rule_need *need, const char *key)
{
    vw_arena *lasting = r->run->lasting;
    const bool state = need->kind->nature == VW_STATE;
    say(r,
        vw_printf(lasting, "%s %s telt niet: %s", need->kind->name, key,
                  state ? "het geldt niet op de peildatum" : "het valt buiten de periode"),
        vw_printf(lasting, "%s %s does not count: %s", need->kind->name, key,
                  state ? "it does not hold on the reference date" : "it lies outside the period"));
}

static vw_status does_count(bool *out, const reasons *r, const vw_rule_need *need, const char *key)
{
    return ask(out, r,
               vw_printf(r->run->arena,
                         "SELECT EXISTS (SELECT 1 FROM (%s) c JOIN subject s ON s.id = c.subject "
                         "WHERE s.key = ?1)",
                         counting(r, need)),
               key);
}

static void say_empty(const reasons *r, const vw_rule_need *need, const vw_trial_row *row,
                      const char *key)
{
    vw_arena *lasting = r->run->lasting;
    if (vw_trial__value(row, need->field->name) == NULL) {
        say(r,
            vw_printf(lasting, "%s van %s %s is leeg, en dus onbekend", need->field->name,
                      need->kind->name, key),
            vw_printf(lasting, "%s of %s %s is empty, and so unknown", need->field->name,
                      need->kind->name, key));
    }
}

/* The subject itself, and of others those that do not name another subject in its place. */
static bool concerns(const reasons *r, const vw_kind *kind, const vw_trial_row *row)
{
    const vw_kind *population = vw_rule_population(r->run->planned->rule);
    bool names_another = false;
    if (kind == population) {
        const char *key = vw_trial__value(row, kind->key);
        return key != NULL && strcmp(key, r->subject) == 0;
    }
    for (size_t i = 0; i < kind->field_count; i++) {
        const vw_field *field = &kind->fields[i];
        const char *named = field->type == VW_TYPE_REF && strcmp(field->to, population->name) == 0
                                ? vw_trial__value(row, field->name)
                                : NULL;
        if (named != NULL && strcmp(named, r->subject) == 0) {
            return true;
        }
        names_another = names_another || named != NULL;
    }
    return !names_another;
}

/* Of the kind of [need]: which rows do not count, or with a field which do not say it. The names of
 * those that count go to [seen]. */
static vw_status look_at_rows(const reasons *r, const vw_rule_need *need, vw_buf *seen)
{
    const vw_trial *trial = r->run->trial;
    vw_status status = VW_OK;
    for (size_t i = 0; i < trial->table_count; i++) {
        const vw_trial_table *table = &trial->tables[i];
        for (size_t j = 0; j < table->count && strcmp(table->kind, need->kind->name) == 0; j++) {
            const char *key = vw_trial__value(&table->rows[j], need->kind->key);
            bool counts = false;
            if (status != VW_OK || key == NULL || !concerns(r, need->kind, &table->rows[j])) {
                continue;
            }
            status = does_count(&counts, r, need, key);
            if (need->field != NULL && counts) {
                say_empty(r, need, &table->rows[j], key);
            } else if (need->field == NULL && counts) {
                vw_buf_addf(seen, "%s%s %s", seen->length > 0 ? ", " : "", need->kind->name, key);
            } else if (need->field == NULL) {
                say_not_counting(r, need, key);
            }
        }
    }
    return status;
}

vw_status vw_trial__explain(vw_trial_line *line, const vw_trial_run *run, vw_diags *diags)
{
    sentences out = {0};
    const reasons r = {.run = run, .diags = diags, .out = &out, .subject = line->key};
    vw_rule_needs_list needs;
    vw_buf seen = {.arena = run->arena};
    vw_status status = VW_OK;
    vw_rule_needs(&needs, run->arena, run->planned->rule);
    for (size_t i = 0; i < needs.count && status == VW_OK; i++) {
        if (needs.items[i].field == NULL) {
            status = say_not_collected(&r, &needs.items[i]);
        }
        if (status == VW_OK) {
            status = look_at_rows(&r, &needs.items[i], &seen);
        }
    }
    if (seen.length > 0) {
        say(&r, vw_printf(run->lasting, "bekeken: %s", vw_buf_text(&seen)),
            vw_printf(run->lasting, "looked at: %s", vw_buf_text(&seen)));
    }
    line->why = out.items;
    line->why_count = out.count;
    return status;
}

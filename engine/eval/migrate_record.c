/* SPDX-License-Identifier: EUPL-1.2 */
/* What a migration adds to the dossier: records that were carried over, and where everything went.
 * What stands there so already is not added again. */
#include "eval/migrate_private.h"

#include "model/list.h"
#include "store/records.h"

#include <string.h>

#define COMMAND "verantwoord migrate"

vw_status vw_migrate__is_ours(bool *out, const vw_migrating *m, int64_t import_id)
{
    const vw_entering *e = m->e;
    vw_stmt *stmt = NULL;
    *out = false;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(e->dossier), e->arena, e->diags,
                                   "SELECT 1 FROM import WHERE id = ?1 AND importer = ?2");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, import_id);
        vw_stmt_bind_text(stmt, 2, VW_MIGRATE_IMPORTER);
        status = vw_stmt_step(stmt, e->diags, out);
    }
    vw_stmt_free(stmt);
    return status;
}

static bool is_among(const vw_entered_value *values, size_t count, const char *field)
{
    for (size_t i = 0; i < count; i++) {
        if (strcmp(values[i].field, field) == 0) {
            return true;
        }
    }
    return false;
}

vw_status vw_migrate__copy(vw_entered *out, const vw_migrating *m, const char *kind,
                           const char *key, const char *origin, const vw_entered_value *changed,
                           size_t count)
{
    const vw_entering *e = m->e;
    const vw_kind *of = vw_catalogue_find(e->plan->set->catalogue, kind);
    VW_VEC(vw_entered_value) values = {0};
    vw_stored_record before;
    bool found = false;
    vw_status status =
        vw_record_at(&before, &found, e->dossier, e->arena, e->diags, of, key, e->frame.mark);
    if (status != VW_OK || !found) {
        return status;
    }
    for (size_t i = 0; i < of->field_count; i++) {
        const vw_field *field = &of->fields[i];
        const bool ours =
            strcmp(field->name, "carried_from") == 0 || is_among(changed, count, field->name);
        const char *text = before.texts[i];
        if (!ours && text != NULL && field->type == VW_TYPE_LIST) {
            text = vw_list_cell(e->arena, field, text, false, VW_EN);
        }
        if (!ours) {
            VW_PUSH(e->arena, values, ((vw_entered_value){field->name, text}));
        }
    }
    for (size_t i = 0; i < count; i++) {
        VW_PUSH(e->arena, values, changed[i]);
    }
    VW_PUSH(e->arena, values, ((vw_entered_value){"carried_from", origin}));
    *out = (vw_entered){.kind = kind,
                        .importer = VW_MIGRATE_IMPORTER,
                        .values = values.items,
                        .count = values.count,
                        .raw = before.raw};
    return VW_OK;
}

static vw_status take(uint64_t *recorded, const vw_migrating *m, const char *kind,
                      const vw_entered *records, size_t count)
{
    const vw_entering *e = m->e;
    vw_intake_results results = {0};
    const vw_intake_options options = {.path = COMMAND, .collected_by = e->collected_by};
    if (count == 0) {
        return VW_OK;
    }
    *recorded += count;
    return vw_intake_records(&results, e->dossier, e->plan->set->catalogue, e->arena, e->diags,
                             &options, kind, VW_MIGRATE_IMPORTER, records, count);
}

static vw_status take_carried(uint64_t *recorded, const vw_migrating *m, const char *kind,
                              const vw_carrying *carried, size_t count)
{
    vw_entered *records = VW_NEW_ARRAY(m->e->arena, count, vw_entered);
    for (size_t i = 0; i < count; i++) {
        records[i] = carried[i].record;
    }
    return take(recorded, m, kind, records, count);
}

/* ---- where everything went --------------------------------------------------------------- */

/* The day apart, on which it was recorded. */
static bool stands_so(const vw_kind *kind, const vw_stored_record *stored,
                      const vw_entered_value *values, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const char *now = values[i].value, *then = NULL;
        for (size_t j = 0; j < kind->field_count; j++) {
            if (strcmp(kind->fields[j].name, values[i].field) == 0) {
                then = stored->texts[j];
            }
        }
        if (strcmp(values[i].field, "occurred_on") != 0 &&
            ((now == NULL) != (then == NULL) || (now != NULL && strcmp(now, then) != 0))) {
            return false;
        }
    }
    return true;
}

static vw_entered passage(const vw_migrating *m, const vw_carried *item, const char *on)
{
    vw_arena *arena = m->e->arena;
    const vw_migration *of = m->migration;
    const vw_entered_value values[] = {{"occurred_on", on},
                                       {"from_version", of->from->id},
                                       {"to_version", of->to->id},
                                       {"what", vw_carried_name(item->what)},
                                       {"origin", item->origin},
                                       {"about", item->subject},
                                       {"aspect", item->aspect},
                                       {"result", item->result},
                                       {"outcome", vw_passed_name(item->outcome)},
                                       {"landed_on", item->landed_on},
                                       {"record", item->record},
                                       {"stands", item->stands}};
    const size_t count = sizeof values / sizeof *values;
    vw_entered_value *kept = VW_NEW_ARRAY(arena, count, vw_entered_value);
    memcpy(kept, values, sizeof values);
    return (vw_entered){.kind = "carried_over",
                        .importer = VW_MIGRATE_IMPORTER,
                        .key = vw_printf(arena, "%s/%s/%s/%s%s%s", of->from->id, of->to->id,
                                         vw_carried_name(item->what), item->key,
                                         item->landed_on != NULL ? "/" : "",
                                         item->landed_on != NULL ? item->landed_on : ""),
                        .values = kept,
                        .count = count};
}

static vw_status take_passages(uint64_t *recorded, const vw_migrating *m)
{
    const vw_entering *e = m->e;
    const vw_kind *kind = vw_catalogue_find(e->plan->set->catalogue, "carried_over");
    VW_VEC(vw_entered) records = {0};
    vw_record_finder *finder = NULL;
    char on[11];
    vw_date_format(on, e->on);
    vw_status status = vw_record_finder_new(&finder, e->dossier, e->arena, e->diags, kind);
    for (size_t i = 0; i < m->items.count && status == VW_OK; i++) {
        const vw_entered record = passage(m, &m->items.items[i], on);
        const vw_stored_record *stored = NULL;
        status = vw_record_find(&stored, finder, e->diags, record.key, e->frame.mark);
        if (stored == NULL || !stands_so(kind, stored, record.values, record.count)) {
            VW_PUSH(e->arena, records, record);
        }
    }
    if (finder != NULL) {
        vw_record_rest(finder);
    }
    return status == VW_OK ? take(recorded, m, "carried_over", records.items, records.count)
                           : status;
}

vw_status vw_migrate__record(uint64_t *recorded, vw_migrating *m)
{
    *recorded = 0;
    vw_status status = take_carried(recorded, m, "answer", m->answers.items, m->answers.count);
    if (status == VW_OK) {
        status = take_carried(recorded, m, "exception", m->exceptions.items, m->exceptions.count);
    }
    return status == VW_OK ? take_passages(recorded, m) : status;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The listing of a migration as data. */
#include "cli/migrate.h"

bool vw_cli_is_new(const vw_migration *migration, const vw_requirement *requirement)
{
    return vw_migration_sources(migration, requirement) == 0;
}

/* What is in a dossier may be no UTF-8: then it is shown, not left out. */
static json_t *text(vw_cli *cli, const char *value)
{
    json_t *out = value != NULL ? json_string(value) : json_null();
    return out != NULL ? out : json_string(vw_cli_shown(cli, value));
}

static json_t *item_json(vw_cli *cli, const vw_carried *item)
{
    json_t *object = json_object();
    const struct {
        const char *name, *value;
    } members[] = {
        {"what", vw_carried_name(item->what)},
        {"outcome", vw_passed_name(item->outcome)},
        {"origin", item->origin},
        {"about", item->subject},
        {"aspect", item->aspect},
        {"result", item->result},
        {"by", item->by},
        {"landed_on", item->landed_on},
        {"record", item->record},
        {"stands", item->stands},
        {"forbidden_by", item->forbids != NULL ? item->forbids->full_id : NULL},
        {"change", item->route != NULL ? vw_route_change_name(item->route->change) : NULL}};
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        json_object_set_new(object, members[i].name, text(cli, members[i].value));
    }
    json_object_set_new(object, "because",
                        item->route != NULL ? vw_cli_json_text(item->route->because) : json_null());
    return object;
}

static json_t *totals_json(const vw_migrated *migrated)
{
    json_t *totals = json_object();
    for (int what = 0; what < VW_CARRIED_COUNT; what++) {
        json_t *of = json_object();
        for (int outcome = 0; outcome < VW_PASSED_COUNT; outcome++) {
            json_object_set_new(of, vw_passed_name((vw_passed)outcome),
                                json_integer((json_int_t)migrated->totals[what][outcome]));
        }
        json_object_set_new(totals, vw_carried_name((vw_carried_what)what), of);
    }
    return totals;
}

json_t *vw_cli_migrated_json(vw_cli *cli, const vw_migrated *migrated, bool preview)
{
    const vw_migration *of = migrated->migration;
    json_t *items = json_array(), *added = json_array();
    for (size_t i = 0; i < migrated->count; i++) {
        json_array_append_new(items, item_json(cli, &migrated->items[i]));
    }
    for (size_t i = 0; i < of->to->requirement_count; i++) {
        if (vw_cli_is_new(of, &of->to->requirements[i])) {
            json_array_append_new(added, json_string(of->to->requirements[i].full_id));
        }
    }
    json_t *object =
        json_pack("{s:s, s:s, s:I, s:s?, s:b, s:I}", "from", of->from->id, "to", of->to->id,
                  "evaluation", (json_int_t)migrated->evaluation, "mark", of->mark, "preview",
                  preview, "recorded", (json_int_t)(preview ? 0 : migrated->recorded));
    json_object_set_new(object, "mark_reason",
                        of->mark != NULL ? vw_cli_json_text(of->mark_reason) : json_null());
    json_object_set_new(object, "totals", totals_json(migrated));
    json_object_set_new(object, "items", items);
    json_object_set_new(object, "new", added);
    return object;
}

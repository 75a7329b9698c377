/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/newest.h"

#include "reports/build/rows.h"

static void add_field(vw_buf *sql, const vw_kind *kind, const char *name)
{
    const vw_field *field = vw_kind_field(kind, name);
    if (field == NULL) {
        vw_buf_add(sql, ", NULL");
    } else if (field->type == VW_TYPE_REF) {
        vw_buf_addf(sql, ", (SELECT key FROM subject WHERE id = e.%s)", name);
    } else {
        vw_buf_addf(sql, ", e.%s", name);
    }
}

vw_status vw_newest_rows(vw_report *r, const char *kind, const char *const *fields, size_t count,
                         const char *where, void (*each)(void *self, vw_stmt *stmt), void *self)
{
    const vw_kind *found = vw_catalogue_find(r->plan->set->catalogue, kind);
    vw_buf sql = {.arena = r->arena};
    if (found == NULL) {
        return VW_OK;
    }
    vw_buf_add(&sql, "SELECT s.key");
    for (size_t i = 0; i < count; i++) {
        add_field(&sql, found, fields[i]);
    }
    vw_buf_addf(&sql,
                " FROM evaluation v JOIN ev_%s e ON e.import_id <= v.mark AND NOT EXISTS (SELECT 1 "
                "FROM ev_%s n WHERE n.subject = e.subject AND n.import_id <= v.mark AND "
                "n.import_id > e.import_id) JOIN subject s ON s.id = e.subject WHERE v.id = ?1 AND "
                "(%s) ORDER BY s.key",
                kind, kind, where != NULL ? where : "1");
    return vw_ask_rows(r, vw_buf_text(&sql), each, self);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "intake/workbook_meta.h"

vw_status vw_workbook__import_hash(const char **out, vw_dossier *dossier, vw_arena *arena,
                                   vw_diags *diags, int64_t mark)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    *out = "";
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags,
                                   "SELECT head_sha256 FROM import WHERE id = ?1");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, mark);
        status = vw_stmt_step(stmt, diags, &row);
    }
    if (row) {
        *out = vw_strdup(arena, vw_stmt_text(stmt, 0));
    }
    vw_stmt_free(stmt);
    return status;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "importing.h"

#include <stdio.h>
#include <string.h>

vw_intake_options default_options(void)
{
    /* With its encoding named, a text that is broken is not taken for one in another encoding. */
    return (vw_intake_options){.encoding = "utf-8",
                               .collected_at = "2025-12-31",
                               .collected_by = "tester",
                               .complete_from = VW_DATE_NONE,
                               .complete_until = VW_DATE_NONE};
}

imported import_bytes(fixture *f, const char *name, const char *bytes, size_t length,
                      vw_intake_options options)
{
    imported out = {0};
    clear_messages(f);
    options.path = path_in(f, name);
    write_file(options.path, bytes, length);
    vw_dossier *dossier = open_dossier(f);
    vw_db *db = vw_dossier_db(dossier);
    assert_int_equal(vw_db_begin(db, f->diags), VW_OK);
    vw_intake_results results = {0};
    out.status = vw_intake_file(&results, dossier, f->catalogue, f->arena, f->diags, &options);
    if (results.count > 0) {
        out.result = results.items[0];
    }
    if (out.status == VW_OK) {
        assert_int_equal(results.count, 1);
        assert_int_equal(vw_db_commit(db, f->diags), VW_OK);
    }
    vw_db_rollback(db);
    assert_int_equal(out.status == VW_OK, vw_diags_count(f->diags, VW_ERROR) == 0);
    return out;
}

imported import_text(fixture *f, const char *text)
{
    return import_bytes(f, "asset.csv", text, strlen(text), default_options());
}

void refused_at(fixture *f, const char *text, vw_msg msg, uint32_t row)
{
    imported out = import_text(f, text);
    assert_int_equal(out.status, VW_ERR_INPUT);
    for (size_t i = 0; i < vw_diags_kept(f->diags); i++) {
        const vw_diag *diag = vw_diags_get(f->diags, i);
        if (diag->msg == msg && diag->place.line == row) {
            return;
        }
    }
    vw_diags_print(f->diags, stderr, VW_EN, false);
    fail_msg("no such message at row %u", row);
}

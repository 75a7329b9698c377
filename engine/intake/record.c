/* SPDX-License-Identifier: EUPL-1.2 */
/* A row without a file: through the taker like all others. */
#include "intake/record.h"

#include "intake/taker.h"

static vw_status take_row(vw_taker *taker, const vw_entered *record, uint32_t row_no)
{
    vw_intake__put_key(taker, record->key);
    for (size_t i = 0; i < record->count; i++) {
        if (record->values[i].value != NULL) {
            vw_intake__put(taker, record->values[i].field, record->values[i].value);
        }
    }
    return vw_intake__row(taker, row_no, NULL, record->raw);
}

vw_status vw_intake_records(vw_intake_results *out, vw_dossier *dossier,
                            const vw_catalogue *catalogue, vw_arena *arena, vw_diags *diags,
                            const vw_intake_options *options, const char *kind,
                            const char *importer, const vw_entered *records, size_t count)
{
    vw_input *nothing = VW_NEW(arena, vw_input);
    *nothing =
        (vw_input){.path = options->path, .fd = -1, .sha256 = vw_hash("", 0), .bad_utf8 = SIZE_MAX};
    vw_intake_run run = {.dossier = dossier,
                         .catalogue = catalogue,
                         .options = options,
                         .input = nothing,
                         .arena = arena,
                         .diags = diags,
                         .results = out};
    vw_taker *taker = NULL;
    vw_status status = vw_intake__begin_named(&taker, &run, kind, importer, NULL);
    if (status != VW_OK) {
        return status;
    }
    for (size_t i = 0; i < count && status == VW_OK; i++) {
        status = take_row(taker, &records[i], (uint32_t)i + 1);
    }
    vw_status ended = vw_intake__end(taker);
    return status == VW_OK ? ended : status;
}

vw_status vw_intake_record(vw_intake_results *out, vw_dossier *dossier,
                           const vw_catalogue *catalogue, vw_arena *arena, vw_diags *diags,
                           const vw_intake_options *options, const vw_entered *record)
{
    return vw_intake_records(out, dossier, catalogue, arena, diags, options, record->kind,
                             record->importer, record, 1);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* A row without a file: through the taker like all others. */
#include "intake/record.h"

#include "intake/taker.h"

vw_status vw_intake_record(vw_intake_results *out, vw_dossier *dossier,
                           const vw_catalogue *catalogue, vw_arena *arena, vw_diags *diags,
                           const vw_intake_options *options, const vw_entered *record)
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
    vw_status status = vw_intake__begin_named(&taker, &run, record->kind, record->importer, NULL);
    if (status != VW_OK) {
        return status;
    }
    vw_intake__put_key(taker, record->key);
    for (size_t i = 0; i < record->count; i++) {
        if (record->values[i].value != NULL) {
            vw_intake__put(taker, record->values[i].field, record->values[i].value);
        }
    }
    status = vw_intake__row(taker, 1, NULL, record->raw);
    vw_status ended = vw_intake__end(taker);
    return status == VW_OK ? ended : status;
}

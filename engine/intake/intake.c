/* SPDX-License-Identifier: EUPL-1.2 */
/* Which reader a file is for, and that it was read whole. */
#include "intake/intake.h"

#include "intake/document.h"
#include "intake/layout.h"

#include <string.h>

static vw_status take_csv(vw_intake_run *run)
{
    const vw_intake_options *options = run->options;
    vw_csv_rows *rows = vw_intake__csv_begin(run);
    const vw_reader_options reading = {.rows_max =
                                           options->rows_max != 0 ? options->rows_max : VW_ROWS_MAX,
                                       .record = vw_intake__csv_record,
                                       .what = rows,
                                       .progress = options->progress,
                                       .progress_what = options->progress_what};
    vw_status status = vw_intake__read_csv(run->input, run->arena, run->diags, &reading);
    return status == VW_OK ? vw_intake__csv_end(rows) : status;
}

/* The first byte that is neither blank nor a mark of UTF-8. */
static unsigned char first_sign(const vw_input *input)
{
    size_t at = 0;
    if (input->first_length >= 3 && memcmp(input->first, "\xef\xbb\xbf", 3) == 0) {
        at = 3;
    }
    while (at < input->first_length && strchr(" \t\r\n", input->first[at]) != NULL &&
           input->first[at] != '\0') {
        at++;
    }
    return at < input->first_length ? input->first[at] : '\0';
}

static vw_status dispatch(vw_intake_run *run)
{
    unsigned char first = first_sign(run->input);
    return first == '{' || first == '[' ? vw_intake__take_document(run) : take_csv(run);
}

vw_status vw_intake_file(vw_intake_results *out, vw_dossier *dossier, const vw_catalogue *catalogue,
                         vw_arena *arena, vw_diags *diags, const vw_intake_options *options)
{
    size_t errors_before = vw_diags_count(diags, VW_ERROR);
    vw_intake_run run = {.dossier = dossier,
                         .catalogue = catalogue,
                         .options = options,
                         .arena = arena,
                         .diags = diags,
                         .results = out};
    vw_status status = vw_intake__open(&run.input, arena, diags, options->path);
    if (status == VW_OK) {
        status = dispatch(&run);
    }
    if (status == VW_OK && vw_diags_count(diags, VW_ERROR) > errors_before) {
        status = VW_ERR_INPUT;
    }
    return status;
}

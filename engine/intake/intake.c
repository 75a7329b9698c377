/* SPDX-License-Identifier: EUPL-1.2 */
/* Which reader a file is for, and that it was read whole. */
#include "intake/intake.h"

#include "intake/columns.h"
#include "intake/document.h"
#include "intake/table.h"

#include <string.h>

static vw_status take_csv(vw_intake_run *run)
{
    vw_table *table = NULL;
    const vw_intake_options *options = run->options;
    const vw_intake_part part = {.kind =
                                     vw_intake__find_kind(run->arena, run->diags, run->catalogue,
                                                          options->path, options->kind),
                                 .sheet = "",
                                 .importer = "csv/1"};
    if (part.kind == NULL) {
        return VW_ERR_INPUT;
    }
    vw_status status = vw_intake__table_begin(&table, run, &part);
    if (status != VW_OK) {
        return status;
    }
    const vw_reader_options reading = {.rows_max =
                                           options->rows_max != 0 ? options->rows_max : VW_ROWS_MAX,
                                       .record = vw_intake__table_record,
                                       .what = table,
                                       .progress = options->progress,
                                       .progress_what = options->progress_what};
    status = vw_intake__read_csv(run->input, run->arena, run->diags, &reading);
    return status == VW_OK ? vw_intake__table_end(table) : status;
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

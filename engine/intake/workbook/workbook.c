/* SPDX-License-Identifier: EUPL-1.2 */
/* Knows an intake workbook, and takes its sheets one after another. */
#include "intake/workbook.h"

#include "intake/workbook/workbook_private.h"

#include <stdio.h>
#include <string.h>
#include <sys/stat.h>

/* All of ours are ZIP files: others need not be read, and hashed, to be told apart. */
static bool is_zip(const char *path)
{
    static const char mark[] = "PK\x03\x04";
    char first[sizeof mark - 1];
    struct stat info;
    FILE *file = stat(path, &info) == 0 && S_ISREG(info.st_mode) ? fopen(path, "rb") : NULL;
    const bool is = file != NULL && fread(first, 1, sizeof first, file) == sizeof first &&
                    memcmp(first, mark, sizeof first) == 0;
    if (file != NULL) {
        (void)fclose(file);
    }
    return is;
}

bool vw_workbook_is(const char *path)
{
    vw_arena *arena = vw_arena_new();
    vw_diags *unheard = vw_diags_new(arena);
    const vw_input *input = NULL;
    vw_xlsx *book = NULL;
    const bool is = is_zip(path) && vw_intake__open(&input, arena, unheard, path) == VW_OK &&
                    vw_intake__xlsx_open(&book, arena, unheard, input) == VW_OK &&
                    vw_workbook__meta_sheet(book) != NULL;
    vw_arena_free(arena);
    return is;
}

static vw_status open_book(vw_workbook_taking *taking, vw_workbook_meta *meta)
{
    vw_intake_run *run = taking->run;
    vw_status status = vw_intake__open(&run->input, run->arena, run->diags, run->options->path);
    if (status == VW_OK) {
        status = vw_intake__xlsx_open(&taking->book, run->arena, run->diags, run->input);
    }
    if (status == VW_OK) {
        status = vw_workbook__read_meta(meta, taking->book, run->arena, run->diags);
    }
    if (status == VW_OK) {
        status = vw_workbook__check_meta(meta, run);
    }
    if (status == VW_OK) {
        status = vw_import_mark(run->dossier, run->diags, &taking->here);
    }
    return status;
}

/* A kind whose sheet is gone from the workbook, each once. */
static void tell_missing_sheets(const vw_workbook_taking *taking)
{
    const char *last = "";
    for (size_t i = 0; i < taking->meta->columns.count; i++) {
        const char *kind = taking->meta->columns.items[i].kind;
        bool there = strcmp(kind, last) == 0;
        for (size_t j = 0; j < taking->diff->sheets.count; j++) {
            there = there || strcmp(taking->diff->sheets.items[j].kind->name, kind) == 0;
        }
        if (!there && vw_catalogue_find(taking->run->catalogue, kind) != NULL) {
            VW_DIAG(taking->run->diags, W023, (vw_place){.file = taking->run->options->path}, kind);
        }
        last = kind;
    }
}

static vw_status take_sheets(vw_workbook_taking *taking)
{
    size_t count = 0;
    const vw_xlsx_sheet *sheets = vw_intake__xlsx_sheets(taking->book, &count);
    vw_status worst = VW_OK;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(sheets[i].name, VW_WORKBOOK_SHEET, strlen(VW_WORKBOOK_SHEET)) == 0) {
            continue;
        }
        vw_status status = vw_workbook__take_sheet(taking, &sheets[i]);
        worst = status != VW_OK ? status : worst;
        if (status != VW_OK && status != VW_ERR_INPUT) {
            return status;
        }
    }
    if (taking->run->options->kind == NULL) {
        tell_missing_sheets(taking);
    }
    return worst;
}

vw_status vw_workbook_take(vw_workbook_diff *out, vw_intake_results *results, vw_dossier *dossier,
                           const vw_catalogue *catalogue, vw_arena *arena, vw_diags *diags,
                           const vw_intake_options *options, vw_workbook_side side)
{
    const size_t errors_before = vw_diags_count(diags, VW_ERROR);
    vw_workbook_meta meta;
    vw_intake_run run = {.dossier = dossier,
                         .catalogue = catalogue,
                         .options = options,
                         .arena = arena,
                         .diags = diags,
                         .results = results};
    vw_workbook_taking taking = {.run = &run, .meta = &meta, .side = side, .diff = out};
    *out = (vw_workbook_diff){0};
    vw_status status = open_book(&taking, &meta);
    if (status == VW_OK) {
        out->organisation = meta.organisation;
        out->mark = meta.mark;
        status = take_sheets(&taking);
    }
    if (status == VW_OK) {
        status = vw_intake__unchanged(run.input, diags);
    }
    if (status == VW_OK && vw_diags_count(diags, VW_ERROR) > errors_before) {
        status = VW_ERR_INPUT;
    }
    return status;
}

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

typedef struct {
    bool is_ours;
} first_row;

static vw_status look_at_first(void *what, const vw_record *record)
{
    first_row *first = what;
    first->is_ours = vw_workbook__is_names(record) || vw_workbook__has_context(record);
    return VW_ERR_INPUT; /* one row tells */
}

/* A workbook whose hidden sheet was deleted still has the hidden rows. */
static bool has_marks(vw_xlsx *book, vw_diags *diags)
{
    size_t count = 0;
    const vw_xlsx_sheet *sheets = vw_intake__xlsx_sheets(book, &count);
    first_row first = {.is_ours = false};
    const vw_reader_options options = {
        .rows_max = VW_ROWS_MAX, .record = look_at_first, .what = &first};
    for (size_t i = 0; i < count && !first.is_ours; i++) {
        (void)!vw_intake__xlsx_read(book, diags, &sheets[i], &options, NULL);
    }
    return first.is_ours;
}

bool vw_workbook_is(const char *path)
{
    vw_arena *arena = vw_arena_new();
    vw_diags *unheard = vw_diags_new(arena);
    const vw_input *input = NULL;
    vw_xlsx *book = NULL;
    const bool is = is_zip(path) && vw_intake__open(&input, arena, unheard, path) == VW_OK &&
                    vw_intake__xlsx_open(&book, arena, unheard, input) == VW_OK &&
                    (vw_workbook__meta_sheet(book) != NULL || has_marks(book, unheard));
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
    if (status == VW_OK && vw_workbook__meta_sheet(taking->book) == NULL) {
        VW_DIAG(run->diags, W026, (vw_place){.file = run->options->path}, VW_WORKBOOK_SHEET);
        return VW_ERR_INPUT;
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

static bool has_sheet(const vw_workbook_taking *taking, const char *kind)
{
    for (size_t i = 0; i < taking->diff->sheets.count; i++) {
        if (strcmp(taking->diff->sheets.items[i].kind->name, kind) == 0) {
            return true;
        }
    }
    return false;
}

/* Sheets without a row of names. One that is a sheet of ours may hold what somebody filled in. */
static void tell_unknown_sheets(vw_workbook_taking *taking)
{
    const char *only = taking->run->options->kind;
    for (size_t i = 0; i < taking->unknown.count; i++) {
        vw_workbook_unknown *unknown = &taking->unknown.items[i];
        const vw_place place = {.file = taking->run->options->path, .sheet = unknown->sheet};
        unknown->is_lost =
            unknown->kind != NULL && (unknown->has_our_name || !has_sheet(taking, unknown->kind));
        if (unknown->is_lost && (only == NULL || strcmp(only, unknown->kind) == 0)) {
            const vw_kind *kind = vw_catalogue_find(taking->run->catalogue, unknown->kind);
            VW_DIAG(taking->run->diags, W025, place,
                    kind != NULL ? vw_diag_both(taking->run->arena, kind->plural) : unknown->kind);
        } else if (!unknown->is_lost && !unknown->hidden) {
            VW_DIAG(taking->run->diags, W017, place, NULL);
        }
    }
}

static bool is_lost(const vw_workbook_taking *taking, const char *kind)
{
    for (size_t i = 0; i < taking->unknown.count; i++) {
        const vw_workbook_unknown *unknown = &taking->unknown.items[i];
        if (unknown->is_lost && strcmp(unknown->kind, kind) == 0) {
            return true;
        }
    }
    return false;
}

/* The name that the sheet of [kind] had when the workbook was made. */
static const char *sheet_of(const vw_workbook_meta *meta, const char *kind)
{
    for (size_t i = 0; i < meta->sheets.count; i++) {
        if (strcmp(meta->sheets.items[i].kind, kind) == 0) {
            return meta->sheets.items[i].field;
        }
    }
    return kind;
}

/* A kind whose sheet is gone from the workbook, each once. */
static void tell_missing_sheets(const vw_workbook_taking *taking)
{
    const char *last = "";
    for (size_t i = 0; i < taking->meta->columns.count; i++) {
        const char *kind = taking->meta->columns.items[i].kind;
        const bool there =
            strcmp(kind, last) == 0 || has_sheet(taking, kind) || is_lost(taking, kind);
        if (!there && vw_catalogue_find(taking->run->catalogue, kind) != NULL) {
            VW_DIAG(taking->run->diags, W023, (vw_place){.file = taking->run->options->path},
                    sheet_of(taking->meta, kind));
        }
        last = kind;
    }
}

/* All in one: most of a workbook can be empty. */
static void tell_undeclared(const vw_workbook_taking *taking)
{
    vw_buf names = {.arena = taking->run->arena};
    for (size_t i = 0; i < taking->diff->sheets.count; i++) {
        const vw_workbook_sheet *sheet = &taking->diff->sheets.items[i];
        if (sheet->undeclared) {
            vw_buf_addf(&names, "%s%s", names.length == 0 ? "" : ", ", sheet->sheet);
        }
    }
    if (names.length > 0) {
        VW_DIAG(taking->run->diags, W028, (vw_place){.file = taking->run->options->path},
                vw_buf_text(&names));
    }
}

static vw_status take_sheets(vw_workbook_taking *taking)
{
    size_t count = 0;
    const vw_xlsx_sheet *sheets = vw_intake__xlsx_sheets(taking->book, &count);
    vw_status worst = VW_OK;
    for (size_t i = 0; i < count; i++) {
        if (strncmp(sheets[i].name, VW_WORKBOOK_SHEET, strlen(VW_WORKBOOK_SHEET)) == 0 ||
            vw_workbook__is_sealed(taking->meta, sheets[i].name)) {
            continue;
        }
        vw_status status = vw_workbook__take_sheet(taking, &sheets[i]);
        worst = status != VW_OK ? status : worst;
        if (status != VW_OK && status != VW_ERR_INPUT) {
            return status;
        }
    }
    tell_unknown_sheets(taking);
    tell_undeclared(taking);
    vw_workbook__check_seals(taking);
    vw_workbook__check_rows(taking);
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

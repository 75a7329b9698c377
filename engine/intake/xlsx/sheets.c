/* SPDX-License-Identifier: EUPL-1.2 */
#include "intake/xlsx/sheets.h"

#include "base/utf8.h"
#include "intake/tables/columns.h"
#include "intake/tables/table.h"
#include "intake/xlsx/xlsx.h"

#include <string.h>

static vw_place place_of(const vw_intake_run *run)
{
    return (vw_place){.file = run->options->path};
}

static const char *list_sheets(vw_arena *arena, const vw_xlsx_sheet *sheets, size_t count)
{
    vw_buf list = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        vw_buf_addf(&list, "%s%s", i == 0 ? "" : ", ", sheets[i].name);
    }
    return vw_buf_text(&list);
}

static const vw_xlsx_sheet *find_sheet(vw_intake_run *run, const vw_xlsx_sheet *sheets,
                                       size_t count, const char *name)
{
    const char **names = VW_NEW_ARRAY(run->arena, count, const char *);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(sheets[i].name, name) == 0) {
            return &sheets[i];
        }
        names[i] = sheets[i].name;
    }
    VW_DIAG(run->diags, I068, place_of(run), name, list_sheets(run->arena, sheets, count),
            vw_suggest(name, names, count));
    return NULL;
}

/* The kind that a sheet's name tells; NULL, without a report, when it tells none. */
static const vw_kind *kind_of(const vw_intake_run *run, const vw_xlsx_sheet *sheet)
{
    vw_arena *scratch = vw_arena_new();
    /* As a file's name it ends in an extension, which does not count. */
    const vw_kind *kind = vw_intake__find_kind(scratch, vw_diags_new(scratch), run->catalogue,
                                               vw_printf(scratch, "%s.sheet", sheet->name), NULL);
    vw_arena_free(scratch);
    return kind;
}

static vw_status take_sheet(vw_intake_run *run, vw_xlsx *book, const vw_xlsx_sheet *sheet,
                            const vw_kind *kind)
{
    vw_table *table = NULL;
    const vw_intake_options *options = run->options;
    const vw_intake_part part = {.kind = kind, .sheet = sheet->name, .importer = "xlsx/1"};
    vw_status status = vw_intake__table_begin(&table, run, &part);
    const vw_reader_options reading = {.rows_max =
                                           options->rows_max != 0 ? options->rows_max : VW_ROWS_MAX,
                                       .record = vw_intake__table_record,
                                       .what = table,
                                       .progress = options->progress,
                                       .progress_what = options->progress_what};
    if (status == VW_OK) {
        status = vw_intake__xlsx_read(book, run->diags, sheet, &reading, vw_intake__table_uses);
    }
    return status == VW_OK ? vw_intake__table_end(table) : status;
}

/* Every sheet that names a kind. What is left out is said. */
static vw_status take_named(vw_intake_run *run, vw_xlsx *book, const vw_xlsx_sheet *sheets,
                            size_t count)
{
    vw_status status = VW_OK;
    size_t taken = 0;
    for (size_t i = 0; i < count && (status == VW_OK || status == VW_ERR_INPUT); i++) {
        const vw_kind *kind = sheets[i].hidden ? NULL : kind_of(run, &sheets[i]);
        if (kind != NULL) {
            vw_status one = take_sheet(run, book, &sheets[i], kind);
            status = one != VW_OK ? one : status;
            taken++;
        } else if (!sheets[i].hidden) {
            VW_DIAG(run->diags, I067, place_of(run), sheets[i].name);
        }
    }
    if (taken == 0) {
        VW_DIAG(run->diags, I050, place_of(run), list_sheets(run->arena, sheets, count));
        status = VW_ERR_INPUT;
    }
    return status;
}

/* The one sheet to take in, of a kind that is given or told by the file's name. */
static vw_status take_one(vw_intake_run *run, vw_xlsx *book, const vw_xlsx_sheet *sheet)
{
    const vw_intake_options *options = run->options;
    const vw_kind *kind = options->kind == NULL ? kind_of(run, sheet) : NULL;
    if (kind == NULL) {
        kind = vw_intake__find_kind(run->arena, run->diags, run->catalogue, options->path,
                                    options->kind);
    }
    return kind == NULL ? VW_ERR_INPUT : take_sheet(run, book, sheet, kind);
}

vw_status vw_intake__take_workbook(vw_intake_run *run)
{
    vw_xlsx *book = NULL;
    size_t count = 0, visible = 0;
    vw_status status = vw_intake__xlsx_open(&book, run->arena, run->diags, run->input);
    if (status != VW_OK) {
        return status;
    }
    const vw_xlsx_sheet *sheets = vw_intake__xlsx_sheets(book, &count);
    if (count == 0) {
        VW_DIAG(run->diags, I126, place_of(run), NULL);
        return VW_ERR_INPUT;
    }
    const vw_xlsx_sheet *one = NULL;
    for (size_t i = 0; i < count; i++) {
        visible += !sheets[i].hidden;
        one = sheets[i].hidden ? one : &sheets[i];
    }
    if (run->options->sheet != NULL) {
        one = find_sheet(run, sheets, count, run->options->sheet);
        status = one == NULL ? VW_ERR_INPUT : take_one(run, book, one);
        return status == VW_OK ? vw_intake__unchanged(run->input, run->diags) : status;
    }
    for (size_t i = 0; i < count; i++) {
        if (sheets[i].hidden) {
            VW_DIAG(run->diags, I066, place_of(run), sheets[i].name);
        }
    }
    if (visible == 1) {
        status = take_one(run, book, one);
    } else if (run->options->kind != NULL) {
        VW_DIAG(run->diags, I050, place_of(run), list_sheets(run->arena, sheets, count));
        status = VW_ERR_INPUT;
    } else {
        status = take_named(run, book, sheets, count);
    }
    return status == VW_OK ? vw_intake__unchanged(run->input, run->diags) : status;
}

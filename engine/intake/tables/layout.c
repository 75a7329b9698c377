/* SPDX-License-Identifier: EUPL-1.2 */
/* The header decides; rows of a tool reach its reader by heading. */
#include "intake/tables/layout.h"

#include "intake/tables/columns.h"
#include "intake/tables/table.h"
#include "intake/values.h"

#include <string.h>

struct vw_csv_rows {
    vw_intake_run *run;
    vw_arena *scratch;
    vw_table *table; /* of our own */
    const vw_csv_layout *layout;
    vw_taker *taker;       /* of a layout */
    const char **headings; /* of a layout */
    size_t count;
};

static void free_scratch(void *scratch)
{
    vw_arena_free(scratch);
}

vw_csv_rows *vw_intake__csv_begin(vw_intake_run *run)
{
    vw_csv_rows *rows = VW_NEW(run->arena, vw_csv_rows);
    *rows = (vw_csv_rows){.run = run, .scratch = vw_arena_new()};
    vw_arena_on_free(run->arena, free_scratch, rows->scratch);
    return rows;
}

static bool has_heading(const vw_record *header, const char *name)
{
    for (size_t i = 0; i < header->count && i < VW_COLUMNS_MAX; i++) {
        const vw_cell *cell = &header->cells[i];
        size_t blank = strspn(cell->text, " \t");
        size_t length = cell->length - blank;
        while (length > 0 && strchr(" \t", cell->text[blank + length - 1]) != NULL) {
            length--;
        }
        if (strlen(name) == length && memcmp(cell->text + blank, name, length) == 0) {
            return true;
        }
    }
    return false;
}

static const vw_csv_layout *find_layout(const vw_intake_run *run, const vw_record *header)
{
    const char *named = run->options->format;
    for (size_t i = 0; vw_csv_layouts[i] != NULL && run->options->kind == NULL && run->map == NULL;
         i++) {
        const vw_csv_layout *layout = vw_csv_layouts[i];
        bool all = named == NULL || strcmp(named, layout->name) == 0;
        for (size_t j = 0; all && layout->headings[j] != NULL; j++) {
            all = has_heading(header, layout->headings[j]);
        }
        if (all) {
            return layout;
        }
    }
    return NULL;
}

/* A row maps each heading to one cell: of two alike one would be lost. */
static bool stands_twice(const vw_csv_rows *rows, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (strcmp(rows->headings[i], rows->headings[index]) == 0) {
            return true;
        }
    }
    return false;
}

static vw_status begin_layout(vw_csv_rows *rows, const vw_record *header)
{
    vw_intake_run *run = rows->run;
    const vw_place place = {.file = run->options->path, .sheet = "", .line = header->row};
    const char *importer = vw_printf(run->arena, "%s/1", rows->layout->name);
    vw_status status =
        vw_intake__begin_named(&rows->taker, run, rows->layout->kinds[0], importer, NULL);
    rows->count = header->count < VW_COLUMNS_MAX ? header->count : VW_COLUMNS_MAX;
    rows->headings = VW_NEW_ARRAY(run->arena, rows->count, const char *);
    for (size_t i = 0; i < rows->count && status == VW_OK; i++) {
        if (!vw_intake__clean(&header->cells[i], run->diags, &place, rows->scratch)) {
            return VW_ERR_INPUT;
        }
        rows->headings[i] = vw_strdup(run->arena, header->cells[i].text);
        if (stands_twice(rows, i)) {
            VW_DIAG(run->diags, I016, place, rows->headings[i], rows->headings[i]);
        }
    }
    return status;
}

static vw_status begin_table(vw_csv_rows *rows, const vw_record *header)
{
    vw_intake_run *run = rows->run;
    const vw_intake_options *options = run->options;
    const vw_intake_part part = {.kind =
                                     vw_intake__find_kind(run->arena, run->diags, run->catalogue,
                                                          options->path, options->kind),
                                 .sheet = "",
                                 .importer = "csv/1"};
    if (part.kind == NULL) {
        return VW_ERR_INPUT;
    }
    vw_status status = vw_intake__table_begin(&rows->table, run, &part);
    return status == VW_OK && header != NULL ? vw_intake__table_record(rows->table, header)
                                             : status;
}

/* A cell that cannot be read was told, and is left out: the import fails anyway. */
static json_t *object_of(vw_csv_rows *rows, const vw_record *record)
{
    json_t *row = json_object();
    for (size_t i = 0; i < rows->count; i++) {
        vw_place place = vw_intake__place(rows->taker, record->row, rows->headings[i]);
        vw_cell *cell = &record->cells[i];
        if (vw_intake__clean(cell, rows->run->diags, &place, rows->scratch)) {
            json_object_set_new(row, rows->headings[i], json_stringn(cell->text, cell->length));
        }
    }
    return row;
}

static vw_status take_layout_row(vw_csv_rows *rows, const vw_record *record)
{
    vw_arena_reset(rows->scratch);
    if (record->count != rows->count) {
        VW_DIAG(rows->run->diags, I020, vw_intake__place(rows->taker, record->row, NULL),
                vw_printf(rows->scratch, "%zu", record->count),
                vw_printf(rows->scratch, "%zu", rows->count));
        return VW_OK;
    }
    json_t *row = object_of(rows, record);
    vw_status status = rows->layout->take_row(rows->taker, record->row, row);
    json_decref(row);
    return status;
}

vw_status vw_intake__csv_record(void *what, const vw_record *record)
{
    vw_csv_rows *rows = what;
    if (rows->table != NULL) {
        return vw_intake__table_record(rows->table, record);
    }
    if (rows->layout != NULL) {
        return take_layout_row(rows, record);
    }
    rows->layout = find_layout(rows->run, record);
    return rows->layout != NULL ? begin_layout(rows, record) : begin_table(rows, record);
}

vw_status vw_intake__csv_end(vw_csv_rows *rows)
{
    vw_status status = VW_OK;
    if (rows->layout != NULL) {
        return vw_intake__end(rows->taker);
    }
    if (rows->table == NULL) {
        status = begin_table(rows, NULL); /* a file of nothing is an error of its kind */
    }
    return status == VW_OK ? vw_intake__table_end(rows->table) : status;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Each table as a file of its own (RFC 4180, UTF-8 without a mark, as export writes it), for
 * programs that read data. Columns stand under their ids, results under their names and dates as
 * ISO 8601, so that the files of both languages read alike; _tables.csv has the titles. */
#include "base/file.h"
#include "reports/document.h"
#include "reports/render/render.h"

#include <dirent.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

typedef struct {
    const char *name; /* in the folder */
    vw_outfile *file;
} output;

typedef struct {
    const vw_document *document;
    const char *folder;
    vw_arena *arena;
    vw_diags *diags;
    VW_VEC(output) files;
    VW_VEC(const vw_table *) tables;
    vw_buf text;
    FILE *out; /* of the table at hand */
} csv;

/* ---- cells ----------------------------------------------------------------------------------- */

/* What a spreadsheet would run as a formula has a tab before it, as in an export. */
static bool runs(const char *text)
{
    return *text != '\0' && strchr("=+-@\t\r", *text) != NULL;
}

static void put_text(csv *to, const char *text)
{
    vw_render_text(vw_render_again(&to->text), text);
    const char *shown = vw_buf_text(&to->text);
    if (!runs(shown) && strpbrk(shown, ",\"\r\n") == NULL) {
        fputs(shown, to->out);
        return;
    }
    fputs(runs(shown) ? "\"\t" : "\"", to->out);
    for (const char *at = shown; *at != '\0'; at++) {
        if (*at == '"') {
            fputc('"', to->out);
        }
        fputc(*at, to->out);
    }
    fputc('"', to->out);
}

static void put_cell(csv *to, const vw_cell *cell)
{
    char iso[11];
    switch (cell->is) {
    case VW_CELL_EMPTY:
        break;
    case VW_CELL_TEXT:
    case VW_CELL_INSTANT:
        put_text(to, cell->text);
        break;
    case VW_CELL_INTEGER:
        fprintf(to->out, "%" PRId64, cell->integer);
        break;
    case VW_CELL_NUMBER:
        fprintf(to->out, "%.15g", cell->number);
        break;
    case VW_CELL_SHARE: /* 15 digits are all that a double keeps for certain, as in the JSON */
        if (cell->number >= 0) {
            fprintf(to->out, "%.15g", cell->number);
        }
        break;
    case VW_CELL_DATE:
        if (cell->date != VW_DATE_NONE) {
            vw_date_format(iso, cell->date);
            fputs(iso, to->out);
        }
        break;
    case VW_CELL_RESULT:
        fputs(vw_result_name(cell->result), to->out);
        break;
    }
}

static void end_cell(csv *to, bool last)
{
    fputs(last ? "\r\n" : ",", to->out);
}

/* ---- files ----------------------------------------------------------------------------------- */

static vw_status open_file(csv *to, const char *name)
{
    output file = {.name = vw_printf(to->arena, "%s.csv", name)};
    const char *path = vw_printf(to->arena, "%s/%s", to->folder, file.name);
    const vw_status status = vw_outfile_open(&file.file, to->arena, to->diags, path);
    if (status == VW_OK) {
        to->out = vw_outfile_stream(file.file);
        VW_PUSH(to->arena, to->files, file);
    }
    return status;
}

typedef struct {
    csv *to;
    const vw_table *table;
} row_writer;

static vw_status write_row(void *self, uint64_t index, const vw_cell *cells)
{
    const row_writer *rows = self;
    (void)index;
    for (size_t i = 0; i < rows->table->column_count; i++) {
        put_cell(rows->to, &cells[i]);
        end_cell(rows->to, i + 1 == rows->table->column_count);
    }
    return VW_OK;
}

/* All rows and all columns, also those that paper leaves out. */
static vw_status write_table(csv *to, const vw_table *table)
{
    row_writer rows = {.to = to, .table = table};
    const vw_status status = open_file(to, table->id);
    if (status != VW_OK) {
        return status;
    }
    for (size_t i = 0; i < table->column_count; i++) {
        put_text(to, table->columns[i].id);
        end_cell(to, i + 1 == table->column_count);
    }
    return vw_render_rows(table, to->diags, write_row, &rows);
}

/* What the ids mean, in the document's language: a row for each column of each table. */
static vw_status write_titles(csv *to)
{
    static const char *const kinds[] = {
        [VW_CELL_EMPTY] = "empty",     [VW_CELL_TEXT] = "text",     [VW_CELL_INTEGER] = "integer",
        [VW_CELL_NUMBER] = "number",   [VW_CELL_SHARE] = "share",   [VW_CELL_DATE] = "date",
        [VW_CELL_INSTANT] = "instant", [VW_CELL_RESULT] = "result",
    };
    const vw_status status = open_file(to, "_tables");
    if (status != VW_OK) {
        return status;
    }
    fputs("table,caption,column,title,is\r\n", to->out);
    for (size_t i = 0; i < to->tables.count; i++) {
        const vw_table *table = to->tables.items[i];
        for (size_t c = 0; c < table->column_count; c++) {
            const char *const texts[] = {table->id, table->caption, table->columns[c].id,
                                         table->columns[c].title, kinds[table->columns[c].is]};
            for (size_t t = 0; t < sizeof texts / sizeof *texts; t++) {
                put_text(to, texts[t]);
                end_cell(to, t + 1 == sizeof texts / sizeof *texts);
            }
        }
    }
    return VW_OK;
}

static void find_table(void *self, const vw_block *block)
{
    csv *to = self;
    if (block->table != NULL) {
        VW_PUSH(to->arena, to->tables, block->table);
    }
}

static bool is_ours(const csv *to, const char *name)
{
    for (size_t i = 0; i < to->files.count; i++) {
        const char *temporary = vw_outfile_temporary(to->files.items[i].file);
        const char *slash = strrchr(temporary, '/');
        if (strcmp(to->files.items[i].name, name) == 0 ||
            strcmp(slash != NULL ? slash + 1 : temporary, name) == 0) {
            return true;
        }
    }
    return strcmp(name, ".") == 0 || strcmp(name, "..") == 0;
}

/* Tables of an earlier edition must not stay among these: that one may have been for fewer eyes. */
static vw_status refuse_others(const csv *to)
{
    vw_status status = VW_OK;
    DIR *folder = opendir(to->folder);
    for (const struct dirent *entry = folder != NULL ? readdir(folder) : NULL; entry != NULL;
         entry = readdir(folder)) {
        if (!is_ours(to, entry->d_name)) {
            VW_DIAG(to->diags, T050, (vw_place){0}, to->folder,
                    vw_strdup(to->arena, entry->d_name));
            status = VW_ERR_STORE;
        }
    }
    if (folder != NULL) {
        closedir(folder);
    }
    return status;
}

static vw_status write_files(csv *to)
{
    vw_render_walk(to->document->root, find_table, to);
    vw_status status = VW_OK;
    for (size_t i = 0; i < to->tables.count && status == VW_OK; i++) {
        status = write_table(to, to->tables.items[i]);
    }
    if (status == VW_OK) {
        status = write_titles(to);
    }
    return status == VW_OK ? refuse_others(to) : status;
}

vw_status vw_csv_render(const vw_document *document, const char *path, vw_arena *scratch,
                        vw_diags *diags)
{
    csv to = {.document = document,
              .folder = path,
              .arena = scratch,
              .diags = diags,
              .text = {.arena = scratch}};
    const bool made = access(path, F_OK) != 0;
    vw_status status = vw_folder_make(diags, path);
    if (status == VW_OK) {
        status = write_files(&to);
    }
    for (size_t i = 0; i < to.files.count; i++) {
        if (status == VW_OK) {
            status = vw_outfile_commit(to.files.items[i].file, diags);
        } else {
            vw_outfile_abandon(to.files.items[i].file);
        }
    }
    if (status != VW_OK && made) {
        (void)rmdir(path); /* nothing is left behind; one that holds something stays */
    }
    return status;
}

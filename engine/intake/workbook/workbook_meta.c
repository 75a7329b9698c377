/* SPDX-License-Identifier: EUPL-1.2 */
/* The hidden sheet: what a workbook says of itself. */
#include "intake/workbook/workbook_meta.h"

#include "intake/workbook/workbook_private.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

vw_status vw_workbook__import_hash(const char **out, vw_dossier *dossier, vw_arena *arena,
                                   vw_diags *diags, int64_t mark)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    *out = "";
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags,
                                   "SELECT head_sha256 FROM import WHERE id = ?1");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, mark);
        status = vw_stmt_step(stmt, diags, &row);
    }
    if (row) {
        *out = vw_strdup(arena, vw_stmt_text(stmt, 0));
    }
    vw_stmt_free(stmt);
    return status;
}

const vw_xlsx_sheet *vw_workbook__meta_sheet(const vw_xlsx *book)
{
    size_t count = 0;
    const vw_xlsx_sheet *sheets = vw_intake__xlsx_sheets(book, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(sheets[i].name, VW_WORKBOOK_SHEET) == 0) {
            return &sheets[i];
        }
    }
    return NULL;
}

typedef struct {
    vw_workbook_meta *meta;
    vw_arena *arena;
} meta_reader;

static const char *cell(const meta_reader *reader, const vw_record *record, size_t at)
{
    return at < record->count && at < VW_COLUMNS_MAX
               ? vw_strdup(reader->arena, record->cells[at].text)
               : "";
}

static vw_status take_meta(void *what, const vw_record *record)
{
    const meta_reader *reader = what;
    vw_workbook_meta *meta = reader->meta;
    const struct {
        const char *word;
        const char **value;
    } facts[] = {{VW_WORKBOOK_WORD, &meta->layout},
                 {"dossier", &meta->dossier},
                 {"organisation", &meta->organisation},
                 {"import_mark", &meta->mark_text},
                 {"import_sha256", &meta->import_sha256},
                 {"evaluation", &meta->evaluation},
                 {"made_at", &meta->made_at}};
    const char *word = cell(reader, record, 0);
    for (size_t i = 0; i < sizeof facts / sizeof *facts; i++) {
        if (strcmp(word, facts[i].word) == 0) {
            *facts[i].value = cell(reader, record, 1);
        }
    }
    const vw_workbook_column column = {.kind = cell(reader, record, 1),
                                       .field = cell(reader, record, 2),
                                       .heading = cell(reader, record, 3)};
    if (strcmp(word, "column") == 0) {
        VW_PUSH(reader->arena, meta->columns, column);
    } else if (strcmp(word, "sheet") == 0) {
        VW_PUSH(reader->arena, meta->sheets, column);
    } else if (strcmp(word, "prefilled") == 0) {
        VW_PUSH(reader->arena, meta->prefilled, column);
    } else if (strcmp(word, "stamp") == 0) {
        VW_PUSH(reader->arena, meta->stamps, column);
    } else if (strcmp(word, "seal") == 0) {
        VW_PUSH(reader->arena, meta->seals, ((vw_workbook_seal){column.kind, column.field}));
    } else if (strcmp(word, "locked") == 0) {
        VW_PUSH(reader->arena, meta->locked,
                ((vw_workbook_locked){.key = column.kind, .cells = column.field}));
    }
    return VW_OK;
}

vw_status vw_workbook__read_meta(vw_workbook_meta *out, vw_xlsx *book, vw_arena *arena,
                                 vw_diags *diags)
{
    meta_reader reader = {.meta = out, .arena = arena};
    const vw_reader_options options = {
        .rows_max = VW_ROWS_MAX, .record = take_meta, .what = &reader};
    *out = (vw_workbook_meta){.layout = "",
                              .dossier = "",
                              .organisation = "",
                              .import_sha256 = "",
                              .mark_text = "",
                              .evaluation = "",
                              .made_at = ""};
    return vw_intake__xlsx_read(book, diags, vw_workbook__meta_sheet(book), &options, NULL);
}

static bool read_mark(vw_workbook_meta *meta)
{
    char *end = NULL;
    errno = 0;
    meta->mark = strtoll(meta->mark_text, &end, 10);
    return errno == 0 && end != meta->mark_text && *end == '\0' && meta->mark >= 0;
}

vw_status vw_workbook__check_meta(vw_workbook_meta *meta, vw_intake_run *run)
{
    char facts[65];
    bool intact = false;
    const char *import = "";
    const vw_place place = {.file = run->options->path, .sheet = VW_WORKBOOK_SHEET};
    if (strcmp(meta->layout, VW_WORKBOOK_LAYOUT) != 0 &&
        strcmp(meta->layout, VW_WORKBOOK_LAYOUT_SEALED) != 0) {
        VW_DIAG(run->diags, W012, place, meta->layout);
        return VW_ERR_INPUT;
    }
    vw_status status = vw_dossier_facts_hash(facts, &intact, run->dossier, run->diags);
    if (status == VW_OK && strcmp(meta->dossier, facts) != 0) {
        VW_DIAG(run->diags, W010, place, meta->organisation);
        return VW_ERR_INPUT;
    }
    bool fine = read_mark(meta);
    if (status == VW_OK && fine) {
        status =
            vw_workbook__import_hash(&import, run->dossier, run->arena, run->diags, meta->mark);
    }
    if (status == VW_OK && (!fine || strcmp(meta->import_sha256, import) != 0)) {
        VW_DIAG(run->diags, W011, place, meta->mark_text);
        return VW_ERR_INPUT;
    }
    return status == VW_OK ? vw_workbook__check_evaluation(meta, run) : status;
}

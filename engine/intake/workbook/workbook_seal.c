/* SPDX-License-Identifier: EUPL-1.2 */
/* A workbook whose sheets are protected: whether what it came with is still what stands there, and
 * whether it is of an evaluation of this dossier. */
#include "intake/workbook/workbook_private.h"

#include "base/seal.h"

#include <inttypes.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Of a sheet with formulas, whose values follow from other sheets. */
#define UNSEALED "-"

/* ---- cells and sheets ------------------------------------------------------------------------ */

/* As it was sealed: see vw_sheet__number in reports/xlsx/book.c. */
static uint32_t seal_of(const vw_cell *cell)
{
    const size_t length = cell->length;
    if (!cell->number || length == 0 || cell->text[length - 1] != '%') {
        return vw_seal_text(cell->text);
    }
    char text[40];
    enum { PERCENT = 100 };
    (void)snprintf(text, sizeof text, "%" PRId64 "%%",
                   (int64_t)round(strtod(cell->text, NULL) / PERCENT * 1e9));
    return vw_seal_text(text);
}

static size_t kept(const vw_record *record)
{
    return record->count < VW_COLUMNS_MAX ? record->count : VW_COLUMNS_MAX;
}

static vw_status seal_row(void *what, const vw_record *record)
{
    vw_seal *seal = what;
    for (size_t i = 0; i < kept(record); i++) {
        vw_seal_cell(seal, i, seal_of(&record->cells[i]));
    }
    vw_seal_end_row(seal);
    return VW_OK;
}

static const vw_xlsx_sheet *find_sheet(const vw_xlsx *book, const char *name)
{
    size_t count = 0;
    const vw_xlsx_sheet *sheets = vw_intake__xlsx_sheets(book, &count);
    for (size_t i = 0; i < count; i++) {
        if (strcmp(sheets[i].name, name) == 0) {
            return &sheets[i];
        }
    }
    return NULL;
}

bool vw_workbook__is_sealed(const vw_workbook_meta *meta, const char *sheet)
{
    for (size_t i = 0; i < meta->seals.count; i++) {
        if (strcmp(meta->seals.items[i].name, sheet) == 0) {
            return true;
        }
    }
    return false;
}

void vw_workbook__check_seals(vw_workbook_taking *taking)
{
    vw_intake_run *run = taking->run;
    for (size_t i = 0; i < taking->meta->seals.count; i++) {
        const vw_workbook_seal *sealed = &taking->meta->seals.items[i];
        const vw_place place = {.file = run->options->path, .sheet = sealed->name};
        const vw_xlsx_sheet *sheet = find_sheet(taking->book, sealed->name);
        vw_seal seal = {0};
        char shown[VW_SEAL_BYTES] = "";
        const vw_reader_options options = {
            .rows_max = VW_ROWS_MAX, .record = seal_row, .what = &seal};
        if (sheet == NULL) {
            VW_DIAG(run->diags, W031, place, NULL);
            continue;
        }
        if (strcmp(sealed->hash, UNSEALED) == 0) {
            continue;
        }
        /* A cell that cannot be read was changed: what is wrong with it is of no interest. */
        const vw_status status =
            vw_intake__xlsx_read(taking->book, vw_diags_new(run->arena), sheet, &options, NULL);
        vw_seal_show(shown, &seal);
        if (status != VW_OK || strcmp(shown, sealed->hash) != 0) {
            VW_DIAG(run->diags, W032, place, NULL);
        }
    }
}

/* ---- rows that people fill in ---------------------------------------------------------------- */

static vw_workbook_locked *find_row(const vw_workbook_meta *meta, const char *key)
{
    for (size_t i = 0; i < meta->locked.count; i++) {
        if (strcmp(meta->locked.items[i].key, key) == 0) {
            return &meta->locked.items[i];
        }
    }
    return NULL;
}

/* "n=340ca71c " in "title=a8b37c05 n=340ca71c ". False when the workbook says nothing of it. */
static bool sealed_as(uint32_t *out, const char *cells, const char *id)
{
    const size_t length = strlen(id);
    for (const char *at = cells; at != NULL && *at != '\0';) {
        if (strncmp(at, id, length) == 0 && at[length] == '=') {
            char *end = NULL;
            enum { HEXADECIMAL = 16 };
            *out = (uint32_t)strtoul(at + length + 1, &end, HEXADECIMAL);
            return end > at + length + 1;
        }
        at = strchr(at, ' ');
        at += at != NULL ? 1 : 0;
    }
    return false;
}

void vw_workbook__check_locked(const vw_workbook_taking *taking, const vw_workbook_binding *binding,
                               const vw_record *record, const char *key, vw_place place)
{
    vw_intake_run *run = taking->run;
    if (taking->meta->locked.count == 0) {
        return;
    }
    vw_workbook_locked *row = key != NULL ? find_row(taking->meta, key) : NULL;
    if (row == NULL) {
        VW_DIAG(run->diags, W033, place, key != NULL ? key : "");
        return;
    }
    row->seen = true;
    vw_buf changed = {.arena = run->arena};
    for (size_t i = 0; i < binding->count; i++) {
        uint32_t sealed = 0;
        const char *id = binding->to[i] == VW_BOUND_CONTEXT ? binding->context[i] : "";
        const uint32_t now = i < kept(record) ? seal_of(&record->cells[i]) : 0;
        if (sealed_as(&sealed, row->cells, id) && sealed != now) {
            vw_buf_addf(&changed, "%s%s", changed.length > 0 ? ", " : "",
                        vw_workbook__letters(run->arena, i));
        }
    }
    if (changed.length > 0) {
        VW_DIAG(run->diags, W034, place, key, vw_buf_text(&changed));
    }
}

void vw_workbook__check_rows(const vw_workbook_taking *taking)
{
    enum { NAMED = 3 };
    vw_intake_run *run = taking->run;
    vw_buf names = {.arena = run->arena};
    size_t missing = 0;
    for (size_t i = 0; i < taking->meta->locked.count; i++) {
        if (!taking->meta->locked.items[i].seen && missing++ < NAMED) {
            vw_buf_addf(&names, "%s%s", missing > 1 ? ", " : "", taking->meta->locked.items[i].key);
        }
    }
    if (missing > 0) {
        VW_DIAG(run->diags, W035, (vw_place){.file = run->options->path},
                vw_printf(run->arena, "%zu", missing),
                vw_printf(run->arena, "%s%s", vw_buf_text(&names), missing > NAMED ? ", …" : ""));
    }
}

/* ---- the evaluation -------------------------------------------------------------------------- */

typedef struct {
    int64_t last, ours; /* 0: none */
} evaluations;

static vw_status find_evaluations(evaluations *out, vw_intake_run *run, const char *result)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status =
        vw_stmt_new(&stmt, vw_dossier_db(run->dossier), run->arena, run->diags,
                    "SELECT coalesce(max(id), 0), coalesce(max(id) FILTER (WHERE result_sha256 = "
                    "?1), 0) FROM evaluation WHERE result_sha256 <> ''");
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, result);
        status = vw_stmt_step(stmt, run->diags, &row);
    }
    if (status == VW_OK && row) {
        *out = (evaluations){.last = vw_stmt_int(stmt, 0), .ours = vw_stmt_int(stmt, 1)};
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_workbook__check_evaluation(const vw_workbook_meta *meta, vw_intake_run *run)
{
    enum { SHOWN = 12 };
    evaluations found = {0};
    const vw_place place = {.file = run->options->path};
    if (meta->evaluation[0] == '\0') {
        return VW_OK;
    }
    const vw_status status = find_evaluations(&found, run, meta->evaluation);
    const char *name = vw_strndup(run->arena, meta->evaluation, SHOWN);
    if (status == VW_OK && found.ours == 0) {
        VW_DIAG(run->diags, W030, place, name, meta->made_at, meta->organisation);
        return VW_ERR_INPUT;
    }
    if (status == VW_OK && found.ours < found.last) {
        VW_DIAG(run->diags, W036, place, vw_printf(run->arena, "%" PRId64, found.ours),
                vw_printf(run->arena, "%" PRId64, found.last));
    }
    return status;
}

const char *vw_workbook__stamp(const vw_workbook_meta *meta, const vw_kind *kind,
                               const vw_field *field)
{
    for (size_t i = 0; i < meta->stamps.count; i++) {
        const vw_workbook_column *stamp = &meta->stamps.items[i];
        if (strcmp(stamp->kind, kind->name) == 0 && strcmp(stamp->field, field->name) == 0) {
            return stamp->heading;
        }
    }
    return NULL;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* From a file to an import: header, rows, and the checks that look at more than one cell. */
#include "intake/intake.h"

#include "intake/columns.h"
#include "intake/head.h"
#include "intake/values.h"

#include <string.h>

typedef struct {
    const vw_intake_options *options;
    vw_arena *arena, *scratch; /* scratch: one row */
    vw_diags *diags;
    vw_import_head head;
    vw_date collected_on;
    vw_import *import;
    vw_headings headings;
    bool has_header;
    vw_value *values;
    const vw_field *from, *until, *occurred, *excepted_test; /* NULL: the kind has none */
} intake;

static vw_place place_in(const intake *in, uint32_t row, const char *field)
{
    return (vw_place){.file = in->options->path, .sheet = "", .line = row, .field = field};
}

static vw_status take_header(intake *in, const vw_record *record)
{
    size_t kept = record->count < VW_COLUMNS_MAX ? record->count : VW_COLUMNS_MAX;
    vw_place place = place_in(in, record->row, NULL);
    bool readable = true;
    for (size_t i = 0; i < kept; i++) {
        readable = vw_intake__clean(&record->cells[i], in->diags, place, in->scratch) && readable;
    }
    in->has_header = true;
    if (!readable) {
        return VW_ERR_INPUT; /* without names nothing that follows can be checked */
    }
    vw_intake__match_header(&in->headings, in->arena, in->diags, place, in->head.kind, record);
    return VW_OK;
}

static bool all_empty(const vw_record *record)
{
    for (size_t i = 0; i < record->count && i < VW_COLUMNS_MAX; i++) {
        const vw_cell *cell = &record->cells[i];
        if (strspn(cell->text, " \t") < cell->length) {
            return false;
        }
    }
    return true;
}

/* The key, or NULL when there is none to go by. */
static const char *read_cells(intake *in, const vw_record *record)
{
    const char *key = NULL;
    for (size_t i = 0; i < in->headings.count; i++) {
        const vw_heading *heading = &in->headings.items[i];
        vw_cell *cell = &record->cells[i];
        vw_place place = place_in(in, record->row, heading->heading);
        if (!vw_intake__clean(cell, in->diags, place, in->scratch)) {
            continue;
        }
        if (heading->is_key && cell->length == 0) {
            VW_DIAG(in->diags, I021, place, NULL);
        } else if (heading->is_key) {
            key = cell->text;
        } else if (heading->field != NULL && heading->field->required && cell->length == 0) {
            VW_DIAG(in->diags, I023, place, heading->heading);
        } else if (heading->field != NULL) {
            (void)vw_intake__value(&in->values[heading->index], in->scratch, in->diags, place,
                                   heading->field, cell->text);
        }
    }
    return key;
}

static const char *text_of(const intake *in, const vw_field *field)
{
    return field == NULL ? NULL : in->values[field - in->head.kind->fields].text;
}

static void check_row(intake *in, uint32_t row)
{
    const char *from = text_of(in, in->from);
    const char *until = text_of(in, in->until);
    const char *occurred = text_of(in, in->occurred);
    const char *test = text_of(in, in->excepted_test);
    if (from != NULL && until != NULL && strcmp(until, from) < 0) {
        VW_DIAG(in->diags, I035, place_in(in, row, in->until->name), until, from);
    }
    vw_date day;
    if (occurred != NULL && vw_date_parse(&day, occurred) && in->collected_on != VW_DATE_NONE &&
        day > in->collected_on) {
        VW_DIAG(in->diags, I036, place_in(in, row, in->occurred->name), occurred,
                in->head.collected_at);
    }
    if (test != NULL && in->options->forbids_exception != NULL) {
        const char *requirement = in->options->forbids_exception(in->options->what, test);
        if (requirement != NULL) {
            VW_DIAG(in->diags, I037, place_in(in, row, in->excepted_test->name), test, requirement);
        }
    }
}

static vw_status take_record(void *what, const vw_record *record)
{
    intake *in = what;
    vw_arena_reset(in->scratch);
    if (!in->has_header) {
        return take_header(in, record);
    }
    if (all_empty(record)) {
        return VW_OK;
    }
    if (record->count != in->headings.count) {
        VW_DIAG(in->diags, I020, place_in(in, record->row, NULL),
                vw_printf(in->scratch, "%zu", record->count),
                vw_printf(in->scratch, "%zu", in->headings.count));
        return VW_OK;
    }
    memset(in->values, 0, in->head.kind->field_count * sizeof *in->values);
    const char *key = read_cells(in, record);
    check_row(in, record->row);
    /* Also after a problem, so that keys that stand twice are still found; the caller rolls back.
     */
    return key == NULL ? VW_OK
                       : vw_import_row(in->import, in->diags, record->row, key, in->values, NULL);
}

static void report_twice(void *what, const char *key, uint32_t first_row, uint32_t row)
{
    intake *in = what;
    vw_arena_reset(in->scratch);
    VW_DIAG(in->diags, I022, place_in(in, row, in->head.kind->key), key,
            vw_printf(in->scratch, "%lu", (unsigned long)first_row));
}

static vw_status read_file(intake *in)
{
    const uint32_t rows_max = in->options->rows_max;
    const vw_reader_options reading = {.path = in->options->path,
                                       .rows_max = rows_max != 0 ? rows_max : VW_ROWS_MAX,
                                       .record = take_record,
                                       .what = in,
                                       .progress = in->options->progress,
                                       .progress_what = in->options->progress_what};
    vw_status status = vw_intake__read_csv(&in->head.file_sha256, in->arena, in->diags, &reading);
    if (status == VW_OK && !in->has_header) {
        VW_DIAG(in->diags, I038, place_in(in, 0, NULL), NULL);
        status = VW_ERR_INPUT;
    }
    return status == VW_OK ? vw_import_twice(in->import, in->diags, report_twice, in) : status;
}

static vw_status read_counts(vw_intake_result *out, vw_dossier *dossier, vw_arena *arena,
                             vw_diags *diags)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags,
                                   "SELECT row_count, superseding FROM import WHERE id = ?1");
    if (status != VW_OK) {
        return status;
    }
    vw_stmt_bind_int(stmt, 1, out->import_id);
    status = vw_stmt_step(stmt, diags, &row);
    if (row) {
        out->rows = (uint64_t)vw_stmt_int(stmt, 0);
        out->new_versions = (uint64_t)vw_stmt_int(stmt, 1);
        out->new_subjects = out->rows - out->new_versions;
    }
    vw_stmt_free(stmt);
    return status;
}

static void prepare(intake *in)
{
    const vw_kind *kind = in->head.kind;
    in->values = VW_NEW_ARRAY(in->arena, kind->field_count, vw_value);
    in->from = vw_kind_field(kind, "effective_from");
    in->until = vw_kind_field(kind, "effective_until");
    in->occurred = vw_kind_field(kind, "occurred_on");
    in->excepted_test = strcmp(kind->name, "exception") == 0 ? vw_kind_field(kind, "test") : NULL;
}

static vw_status run(vw_intake_result *out, intake *in, vw_dossier *dossier, size_t errors_before)
{
    vw_status status = vw_import_begin(&in->import, dossier, in->arena, in->diags, &in->head);
    if (status == VW_OK) {
        status = read_file(in);
    }
    if (status == VW_OK && vw_diags_count(in->diags, VW_ERROR) > errors_before) {
        status = VW_ERR_INPUT;
    }
    if (status == VW_OK) {
        status = vw_import_end(in->import, in->diags, &out->import_id);
    }
    return status == VW_OK ? read_counts(out, dossier, in->arena, in->diags) : status;
}

vw_status vw_intake_csv(vw_intake_result *out, vw_dossier *dossier, const vw_catalogue *catalogue,
                        vw_arena *arena, vw_diags *diags, const vw_intake_options *options)
{
    *out = (vw_intake_result){0};
    size_t errors_before = vw_diags_count(diags, VW_ERROR);
    const vw_kind *kind =
        vw_intake__find_kind(arena, diags, catalogue, options->path, options->kind);
    if (kind == NULL) {
        return VW_ERR_INPUT;
    }
    vw_arena *scratch = vw_arena_new();
    intake in = {.options = options, .arena = arena, .scratch = scratch, .diags = diags};
    vw_intake__fill_head(&in.head, &in.collected_on, arena, diags, dossier, kind, options);
    prepare(&in);
    vw_status status = run(out, &in, dossier, errors_before);
    out->kind = kind;
    vw_arena_free(scratch);
    return status;
}

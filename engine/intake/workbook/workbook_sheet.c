/* SPDX-License-Identifier: EUPL-1.2 */
/* One sheet of an intake workbook, read twice: first each row is compared and its fate remembered,
 * then those that are to be taken are given to the import. While an import runs, nothing else reads
 * from the dossier. */
#include "intake/workbook/workbook_private.h"

#include "intake/paper.h"
#include "intake/values.h"

#include <string.h>

typedef enum { ROW_LEAVE, ROW_TAKE } decision;

typedef struct {
    uint32_t row;
    decision is;
} decided;

typedef struct {
    uint64_t hash;
    size_t row; /* index of the new row in the diff */
} fingerprint;

typedef struct {
    vw_workbook_taking *taking;
    vw_arena *scratch; /* one row */
    vw_workbook_sheet diff;
    vw_workbook_binding *binding;
    uint32_t row_before;       /* the names, with something in it; 0: none */
    const char *kind_of_heads; /* while there were no names, or NULL */
    bool is_ours, is_told, in_data, told_extra[VW_COLUMNS_MAX], told_formula[VW_COLUMNS_MAX];
    vw_record_finder *base, *here;
    bool *present;
    const char **cells;
    const char *key;
    unsigned char *seen; /* a bit for each subject that has a row */
    int64_t subjects;
    VW_VEC(fingerprint) fingerprints;
    VW_VEC(decided) decisions; /* in order of row: only those to take */
    size_t next;               /* of the decisions, in the second pass */
    vw_taker *taker;
} sheet_reader;

static vw_place place_at(const sheet_reader *reader, uint32_t row)
{
    return (vw_place){
        .file = reader->taking->run->options->path, .sheet = reader->diff.sheet, .line = row};
}

static size_t kept(const vw_record *record)
{
    return record->count < VW_COLUMNS_MAX ? record->count : VW_COLUMNS_MAX;
}

/* ---- cells of the row at hand ------------------------------------------------------------ */

/* What cannot be cleaned stays as it is: the import says what is wrong with it. */
static const char *cleaned(sheet_reader *reader, const vw_cell *cell)
{
    vw_cell copy = {.text = vw_strndup(reader->scratch, cell->text, cell->length),
                    .length = cell->length};
    const bool fine = vw_intake__clean_of(&copy, vw_diags_new(reader->scratch), &(vw_place){0},
                                          reader->scratch, NULL);
    const char *text = fine ? copy.text : vw_strndup(reader->scratch, cell->text, cell->length);
    return *text != '\0' ? text : NULL;
}

static const char *heading(void *what, size_t column);

/* Once for each column: what a formula gave nobody wrote down. */
static void tell_formula(sheet_reader *reader, uint32_t row, size_t column)
{
    vw_place place = place_at(reader, row);
    if (!reader->told_formula[column]) {
        place.field = vw_workbook__letters(reader->scratch, column);
        VW_DIAG(reader->taking->run->diags, W045, place, heading(reader, column));
    }
    reader->told_formula[column] = true;
}

/* False for a row that has nothing of ours. */
static bool read_cells(sheet_reader *reader, const vw_record *record)
{
    const vw_workbook_binding *binding = reader->binding;
    bool any = false;
    reader->key = NULL;
    memset(reader->cells, 0, binding->kind->field_count * sizeof *reader->cells);
    for (size_t i = 0; i < kept(record); i++) {
        const int to = i < binding->count ? binding->to[i] : VW_BOUND_NOT;
        const char *text = to == VW_BOUND_CONTEXT || to == VW_BOUND_GONE
                               ? NULL
                               : cleaned(reader, &record->cells[i]);
        if (text == NULL) {
            continue;
        }
        if (to == VW_BOUND_NOT) {
            if (!reader->told_extra[i]) {
                vw_place place = place_at(reader, record->row);
                place.field = vw_workbook__letters(reader->scratch, i);
                VW_DIAG(reader->taking->run->diags, W014, place, text);
            }
            reader->told_extra[i] = true;
            continue;
        }
        any = true;
        if (record->cells[i].formula) {
            tell_formula(reader, record->row, i);
        }
        if (to == VW_BOUND_KEY) {
            reader->key = text;
        } else {
            reader->cells[to] = text;
        }
    }
    return any;
}

/* Rows above the names would be passed over: sorting the whole sheet puts records there. */
static void begin_sheet(sheet_reader *reader, const vw_record *names)
{
    vw_intake_run *run = reader->taking->run;
    if (reader->row_before != 0) {
        VW_DIAG(run->diags, W027, place_at(reader, reader->row_before),
                vw_printf(reader->scratch, "%u", (unsigned)names->row));
    }
    vw_workbook__bind(&reader->binding, run, reader->taking->meta, place_at(reader, names->row),
                      names);
    reader->is_told = true; /* of a kind that there is not, too */
}

/* The state before the first row of records: names, title, explanation, headings. */
static bool is_data(sheet_reader *reader, const vw_record *record)
{
    enum { ROWS_ABOVE_DATA = 3 }; /* below the names, as the workbook was made */
    vw_intake_run *run = reader->taking->run;
    if (reader->binding == NULL) {
        reader->is_ours = reader->is_ours || vw_workbook__has_context(record);
        if (vw_workbook__is_names(record)) {
            begin_sheet(reader, record);
        } else if (reader->kind_of_heads == NULL) {
            reader->kind_of_heads = vw_workbook__kind_of_heads(reader->taking->meta, record);
        }
        reader->row_before = reader->row_before == 0 ? record->row : reader->row_before;
        return false;
    }
    if (reader->in_data) {
        return true;
    }
    if (vw_workbook__is_head(reader->binding, record)) {
        vw_workbook__take_headings(reader->binding, run->arena, record);
        reader->in_data = true;
        return false;
    }
    return record->row > reader->binding->names_row + ROWS_ABOVE_DATA;
}

static bool used(void *what, size_t column)
{
    const sheet_reader *reader = what;
    return reader->binding == NULL || column >= reader->binding->count ||
           reader->binding->to[column] >= 0 || reader->binding->to[column] == VW_BOUND_KEY;
}

static const char *heading(void *what, size_t column)
{
    const sheet_reader *reader = what;
    const vw_workbook_binding *binding = reader->binding;
    if (binding == NULL) {
        return NULL;
    }
    return column < binding->count && binding->headings[column] != NULL
               ? binding->headings[column]
               : vw_workbook__letters(reader->scratch, column);
}

/* ---- first pass: comparing --------------------------------------------------------------- */

/* Nobody has touched a row that was only there to be answered. */
static bool is_unanswered(const sheet_reader *reader)
{
    const vw_workbook_binding *binding = reader->binding;
    for (size_t i = 0; i < binding->kind->field_count; i++) {
        if (!binding->prefilled[i] && reader->cells[i] != NULL) {
            return false;
        }
    }
    return binding->has_prefilled;
}

/* True when the record had a row before this one. */
static bool see(sheet_reader *reader, const vw_stored_record *record)
{
    if (record == NULL || record->subject < 0 || record->subject > reader->subjects) {
        return false;
    }
    unsigned char *byte = &reader->seen[record->subject / 8];
    const unsigned char bit = (unsigned char)(1u << (record->subject % 8));
    const bool before = (*byte & bit) != 0;
    *byte |= bit;
    return before;
}

static const char *keep(vw_arena *arena, const char *text)
{
    return text != NULL ? vw_strdup(arena, text) : NULL;
}

static void keep_row(sheet_reader *reader, uint32_t row, vw_workbook_fate is,
                     const vw_workbook_merge *merge)
{
    vw_arena *arena = reader->taking->run->arena;
    const size_t count = is == VW_ROW_NEW ? 0 : merge->changes.count;
    vw_workbook_change *changes = VW_NEW_ARRAY(arena, count, vw_workbook_change);
    for (size_t i = 0; i < count; i++) {
        const vw_workbook_change *change = &merge->changes.items[i];
        changes[i] = (vw_workbook_change){.field = change->field,
                                          .base = keep(arena, change->base),
                                          .dossier = keep(arena, change->dossier),
                                          .workbook = keep(arena, change->workbook),
                                          .conflict = change->conflict};
    }
    VW_PUSH(arena, reader->diff.rows,
            ((vw_workbook_row){.is = is,
                               .key = vw_strdup(arena, reader->key != NULL ? reader->key : ""),
                               .row = row,
                               .changes = changes,
                               .change_count = count}));
}

static void decide(sheet_reader *reader, uint32_t row, const vw_workbook_merge *merge, bool known)
{
    vw_workbook_diff *diff = reader->taking->diff;
    vw_arena *arena = reader->taking->run->arena;
    if (!known) {
        const uint64_t hash =
            vw_workbook__row_hash(reader->scratch, reader->binding->kind, reader->cells);
        keep_row(reader, row, VW_ROW_NEW, merge);
        VW_PUSH(arena, reader->fingerprints, ((fingerprint){hash, reader->diff.rows.count - 1}));
        diff->added++;
    } else if (merge->any_conflict && reader->taking->side == VW_SIDE_NONE) {
        keep_row(reader, row, VW_ROW_CONFLICT, merge);
        diff->conflicts++;
        return;
    } else if (merge->any_taken) {
        keep_row(reader, row, VW_ROW_CHANGED, merge);
        diff->changed++;
    } else if (merge->any_kept || merge->any_conflict) {
        reader->diff.kept++;
    } else {
        reader->diff.unchanged++;
    }
    /* A list that is declared complete holds all there is, not only what changed. */
    if (!known || merge->any_taken || reader->taking->run->options->complete) {
        VW_PUSH(arena, reader->decisions, ((decided){row, ROW_TAKE}));
    }
}

static vw_status find_both(const vw_stored_record **base, const vw_stored_record **here,
                           sheet_reader *reader)
{
    const vw_workbook_taking *taking = reader->taking;
    *base = *here = NULL;
    if (reader->key == NULL) {
        return VW_OK;
    }
    vw_status status =
        vw_record_find(base, reader->base, taking->run->diags, reader->key, taking->meta->mark);
    if (status == VW_OK) {
        status = vw_record_find(here, reader->here, taking->run->diags, reader->key, taking->here);
    }
    return status;
}

static vw_workbook_three three_of(const sheet_reader *reader, const vw_stored_record *base,
                                  const vw_stored_record *here)
{
    return (vw_workbook_three){.kind = reader->binding->kind,
                               .present = reader->present,
                               .cells = reader->cells,
                               .base = base,
                               .dossier = here,
                               .side = reader->taking->side};
}

static vw_status begin_compare(sheet_reader *reader)
{
    const vw_workbook_binding *binding = reader->binding;
    vw_intake_run *run = reader->taking->run;
    const vw_kind *kind = binding->kind;
    reader->diff.kind = kind;
    reader->cells = VW_NEW_ARRAY(run->arena, kind->field_count, const char *);
    reader->present = VW_NEW_ARRAY(run->arena, kind->field_count, bool);
    for (size_t i = 0; i < kind->field_count; i++) {
        reader->present[i] = binding->column_of[i] != SIZE_MAX;
    }
    vw_status status =
        vw_record_finder_new(&reader->base, run->dossier, run->arena, run->diags, kind);
    if (status == VW_OK) {
        status = vw_record_finder_new(&reader->here, run->dossier, run->arena, run->diags, kind);
    }
    return status;
}

static vw_status compare_row(sheet_reader *reader, uint32_t row)
{
    const vw_stored_record *base, *here;
    vw_workbook_merge merge;
    vw_status status = find_both(&base, &here, reader);
    if (status != VW_OK) {
        return status;
    }
    if (base == NULL && here == NULL && is_unanswered(reader)) {
        reader->diff.unanswered++;
        return VW_OK;
    }
    if (see(reader, here)) {
        VW_DIAG(reader->taking->run->diags, W019, place_at(reader, row), reader->key);
        return VW_OK;
    }
    const vw_workbook_three three = three_of(reader, base, here);
    vw_workbook__merge(&merge, reader->scratch, &three);
    if (merge.cut_edited != NULL) {
        VW_DIAG(reader->taking->run->diags, W020, place_at(reader, row), merge.cut_edited->name,
                reader->key);
    }
    if (here != NULL && strcmp(three.kind->name, VW_WORKING_PAPER) == 0) {
        vw_intake__check_review(three.kind, here->texts, merge.merged, place_at(reader, row),
                                reader->scratch, reader->taking->run->diags);
    }
    decide(reader, row, &merge, here != NULL);
    return VW_OK;
}

static vw_status compare_record(void *what, const vw_record *record)
{
    sheet_reader *reader = what;
    const bool was_bound = reader->binding != NULL;
    vw_arena_reset(reader->scratch);
    const bool data = is_data(reader, record);
    if (!was_bound && reader->binding != NULL) {
        return begin_compare(reader);
    }
    if (!data || !read_cells(reader, record)) {
        return VW_OK;
    }
    vw_workbook__check_locked(reader->taking, reader->binding, record, reader->key,
                              place_at(reader, record->row));
    return compare_row(reader, record->row);
}

/* ---- what is no longer in the sheet ------------------------------------------------------ */

static vw_status note_removed(void *what, const vw_stored_record *record)
{
    sheet_reader *reader = what;
    vw_arena *arena = reader->taking->run->arena;
    vw_workbook_diff *diff = reader->taking->diff;
    if (see(reader, record)) {
        return VW_OK;
    }
    vw_arena_reset(reader->scratch);
    const char *key = vw_strdup(arena, record->key);
    const uint64_t hash =
        vw_workbook__row_hash(reader->scratch, reader->binding->kind, record->texts);
    for (size_t i = 0; i < reader->fingerprints.count; i++) {
        if (reader->fingerprints.items[i].hash == hash) {
            reader->diff.rows.items[reader->fingerprints.items[i].row].was = key;
        }
    }
    VW_PUSH(arena, reader->diff.rows, ((vw_workbook_row){.is = VW_ROW_REMOVED, .key = key}));
    diff->removed++;
    return VW_OK;
}

/* ---- second pass: taking ----------------------------------------------------------------- */

/* [column] of [record] is where it was read, if it was; what comes from the dossier is as if it
 * were a number in the file. */
static void put_text(sheet_reader *reader, const vw_record *record, size_t index, size_t column,
                     const char *text, const char *heading_of)
{
    const size_t length = text != NULL ? strlen(text) : 0;
    const vw_cell *from = column < kept(record) ? &record->cells[column] : NULL;
    const vw_cell cell = {.text = vw_strndup(reader->scratch, length > 0 ? text : "", length),
                          .length = length,
                          .number = from == NULL || from->length == 0 || from->number,
                          .long_number = from != NULL && from->long_number};
    vw_intake__put_cell(reader->taker, index, &cell, heading_of);
}

/* Without a value too: a message that one is missing has the column as people see it. */
static void put_row(sheet_reader *reader, const vw_record *record, const vw_workbook_merge *merge)
{
    const vw_workbook_binding *binding = reader->binding;
    const vw_kind *kind = binding->kind;
    const size_t key = binding->key_column; /* a sheet without one was refused, and is read on */
    put_text(reader, record, VW_FIELD_KEY, key, reader->key,
             key != SIZE_MAX ? binding->headings[key] : kind->key);
    for (size_t i = 0; i < kind->field_count; i++) {
        const size_t column = binding->column_of[i];
        const char *stamp = vw_workbook__stamp(reader->taking->meta, kind, &kind->fields[i]);
        put_text(reader, record, i, column, stamp != NULL ? stamp : merge->merged[i],
                 column != SIZE_MAX ? binding->headings[column] : kind->fields[i].name);
    }
}

static vw_status take_record(void *what, const vw_record *record)
{
    sheet_reader *reader = what;
    const vw_stored_record *base, *here;
    vw_workbook_merge merge;
    if (reader->next == reader->decisions.count ||
        reader->decisions.items[reader->next].row != record->row) {
        return VW_OK;
    }
    reader->next++;
    vw_arena_reset(reader->scratch);
    (void)read_cells(reader, record);
    vw_status status = find_both(&base, &here, reader);
    if (status != VW_OK) {
        return status;
    }
    const vw_workbook_three three = three_of(reader, base, here);
    vw_workbook__merge(&merge, reader->scratch, &three);
    put_row(reader, record, &merge);
    const char *raw = here != NULL ? keep(reader->scratch, here->raw) : NULL;
    vw_record_rest(reader->base);
    vw_record_rest(reader->here);
    return vw_intake__row(reader->taker, record->row, NULL, raw);
}

static vw_status take_rows(sheet_reader *reader, vw_reader_options *options,
                           const vw_xlsx_sheet *sheet)
{
    vw_intake_run *run = reader->taking->run;
    const vw_intake_part part = {
        .kind = reader->binding->kind, .sheet = reader->diff.sheet, .importer = "workbook/1"};
    if (reader->decisions.count == 0 && (!run->options->complete || run->options->kind == NULL)) {
        reader->diff.undeclared = run->options->complete;
        return VW_OK;
    }
    options->record = take_record;
    vw_record_rest(reader->base);
    vw_record_rest(reader->here);
    vw_status status = vw_intake__begin(&reader->taker, run, &part);
    if (status == VW_OK) {
        status = vw_intake__xlsx_read(reader->taking->book, run->diags, sheet, options, used);
    }
    return status == VW_OK ? vw_intake__end(reader->taker) : status;
}

/* ---- the sheet --------------------------------------------------------------------------- */

static vw_status begin_seen(sheet_reader *reader)
{
    vw_intake_run *run = reader->taking->run;
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(run->dossier), run->arena, run->diags,
                                   "SELECT coalesce(max(id), 0) FROM subject");
    if (status == VW_OK) {
        status = vw_stmt_step(stmt, run->diags, &row);
    }
    if (status == VW_OK && row) {
        reader->subjects = vw_stmt_int(stmt, 0);
        reader->seen = vw_alloc(run->arena, (size_t)reader->subjects / 8 + 1);
    }
    vw_stmt_free(stmt);
    return status;
}

static bool has_kind(const vw_workbook_diff *diff, const vw_kind *kind, const char **sheet)
{
    for (size_t i = 0; i < diff->sheets.count; i++) {
        if (diff->sheets.items[i].kind == kind) {
            *sheet = diff->sheets.items[i].sheet;
            return true;
        }
    }
    return false;
}

static void note_unknown(const sheet_reader *reader, const vw_xlsx_sheet *sheet)
{
    vw_workbook_taking *taking = reader->taking;
    const char *named = vw_workbook__kind_of_sheet(taking->meta, sheet->name);
    if (!reader->is_ours && !reader->is_told) {
        VW_PUSH(taking->run->arena, taking->unknown,
                ((vw_workbook_unknown){.sheet = sheet->name,
                                       .kind = named != NULL ? named : reader->kind_of_heads,
                                       .has_our_name = named != NULL,
                                       .hidden = sheet->hidden}));
    }
}

static vw_status finish(sheet_reader *reader, vw_reader_options *options,
                        const vw_xlsx_sheet *sheet)
{
    vw_workbook_taking *taking = reader->taking;
    vw_intake_run *run = taking->run;
    const char *other = NULL;
    if (reader->binding == NULL) {
        note_unknown(reader, sheet);
        return VW_OK;
    }
    if (run->options->kind != NULL &&
        strcmp(run->options->kind, reader->binding->kind->name) != 0) {
        return VW_OK;
    }
    if (has_kind(taking->diff, reader->binding->kind, &other)) {
        VW_DIAG(run->diags, W018, place_at(reader, 0), other);
        return VW_OK;
    }
    vw_status status = vw_records_each(run->dossier, run->diags, reader->binding->kind,
                                       taking->meta->mark, note_removed, reader);
    if (status == VW_OK) {
        status = take_rows(reader, options, sheet);
    }
    if (status == VW_OK || status == VW_ERR_INPUT) {
        VW_PUSH(run->arena, taking->diff->sheets, reader->diff);
    }
    return status;
}

vw_status vw_workbook__take_sheet(vw_workbook_taking *taking, const vw_xlsx_sheet *sheet)
{
    sheet_reader *reader = VW_NEW(taking->run->arena, sheet_reader);
    *reader = (sheet_reader){.taking = taking, .scratch = vw_arena_new()};
    reader->diff.sheet = sheet->name;
    const uint32_t rows_max = taking->run->options->rows_max;
    vw_reader_options options = {.rows_max = rows_max != 0 ? rows_max : VW_ROWS_MAX,
                                 .record = compare_record,
                                 .what = reader,
                                 .heading = heading};
    vw_status status = begin_seen(reader);
    if (status == VW_OK) {
        status = vw_intake__xlsx_read(taking->book, taking->run->diags, sheet, &options, used);
    }
    if (status == VW_OK) {
        status = finish(reader, &options, sheet);
    }
    vw_arena_free(reader->scratch);
    return status;
}

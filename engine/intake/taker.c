/* SPDX-License-Identifier: EUPL-1.2 */
/* The checks on one row, whatever file it came from, and its way into the dossier. */
#include "intake/taker.h"

#include "base/utf8.h"
#include "intake/head.h"
#include "intake/history.h"
#include "intake/paper.h"
#include "intake/values.h"

#include <string.h>

enum { ISO_DATE_LENGTH = 10 };

/* What stands ready for one field of the row at hand. */
typedef struct {
    vw_cell cell; /* text NULL: nothing was put */
    const char *heading;
} slot;

struct vw_taker {
    vw_intake_run *run;
    const char *sheet, *format;
    vw_import_head head;
    char collected_day[11]; /* "" when it could not be read: that was told */
    const vw_field **past;  /* dates that cannot lie after it */
    size_t past_count;
    vw_import *import;
    vw_arena *scratch; /* one row */
    slot key, *slots;
    const char **constants; /* by field; NULL: none */
    vw_value *values;
    size_t errors_before;
    bool headed, is_paper;
    bool told_field;                                         /* I082 */
    bool told_day_first;                                     /* I115 */
    void *kept;                                              /* by the reader */
    const vw_field *from, *until, *occurred, *excepted_test; /* NULL: the kind has none */
};

static vw_place place_of(const vw_taker *taker, uint32_t row, const char *pointer,
                         const char *field)
{
    vw_place place = {.file = taker->run->options->path, .sheet = taker->sheet, .line = row};
    place.field = field;
    if (pointer != NULL) {
        place.sheet = NULL;
        place.line = 0;
        place.field =
            field == NULL ? pointer : vw_printf(taker->scratch, "%s (%s)", pointer, field);
    }
    return place;
}

vw_place vw_intake__place(const vw_taker *taker, uint32_t row_no, const char *field)
{
    return place_of(taker, row_no, NULL, field);
}

vw_intake_run *vw_intake__run_of(const vw_taker *taker)
{
    return taker->run;
}

void **vw_intake__kept(vw_taker *taker)
{
    return &taker->kept;
}

/* ---- the row at hand --------------------------------------------------------------------- */

void vw_intake__put_cell(vw_taker *taker, size_t index, const vw_cell *cell, const char *heading)
{
    slot *at = index == VW_FIELD_KEY ? &taker->key : &taker->slots[index];
    at->cell = *cell;
    at->heading = heading;
}

static vw_cell copy_of(vw_arena *arena, const char *text)
{
    return (vw_cell){.text = vw_strdup(arena, text), .length = strlen(text)};
}

void vw_intake__put_key(vw_taker *taker, const char *key)
{
    if (key != NULL) {
        const vw_cell cell = copy_of(taker->scratch, key);
        vw_intake__put_cell(taker, VW_FIELD_KEY, &cell, taker->head.kind->key);
    }
}

void vw_intake__put(vw_taker *taker, const char *field, const char *text)
{
    const vw_kind *kind = taker->head.kind;
    const vw_field *found = vw_kind_field(kind, field);
    if (found == NULL) {
        if (!taker->told_field) {
            VW_DIAG(taker->run->diags, I082, (vw_place){.file = taker->run->options->path}, field,
                    kind->name);
        }
        taker->told_field = true;
    } else if (text != NULL) {
        vw_cell cell = copy_of(taker->scratch, text);
        cell.number = true; /* a document's own format says how it writes numbers */
        vw_intake__put_cell(taker, (size_t)(found - kind->fields), &cell, found->name);
    }
}

static void clear_row(vw_taker *taker)
{
    const vw_kind *kind = taker->head.kind;
    taker->key = (slot){0};
    memset(taker->slots, 0, kind->field_count * sizeof *taker->slots);
    memset(taker->values, 0, kind->field_count * sizeof *taker->values);
    vw_arena_reset(taker->scratch);
}

/* ---- checks ------------------------------------------------------------------------------ */

static const char *read_key(vw_taker *taker, uint32_t row, const char *pointer)
{
    vw_diags *diags = taker->run->diags;
    slot *key = &taker->key;
    vw_place place = place_of(taker, row, pointer, key->heading);
    if (key->cell.text == NULL) {
        VW_DIAG(diags, I021, place_of(taker, row, pointer, taker->head.kind->key), NULL);
        return NULL;
    }
    if (!vw_intake__clean(&key->cell, diags, &place, taker->scratch)) {
        return NULL;
    }
    if (key->cell.length == 0) {
        VW_DIAG(diags, I021, place, NULL);
        return NULL;
    }
    if (key->cell.long_number) {
        VW_DIAG(diags, I116, place, key->cell.text);
        return NULL;
    }
    return vw_utf8_composed(taker->scratch, key->cell.text);
}

/* What only its field tells of a cell. */
static bool is_sound(vw_taker *taker, const vw_field *field, const vw_cell *cell,
                     const vw_place *place)
{
    const bool is_name =
        field->type == VW_TYPE_TEXT || field->type == VW_TYPE_REF || field->type == VW_TYPE_LIST;
    if (is_name && cell->long_number) {
        VW_DIAG(taker->run->diags, I116, *place, cell->text);
        return false;
    }
    return field->type != VW_TYPE_NUMBER || cell->number ||
           !vw_intake__two_numbers(taker->scratch, taker->run->diags, place, cell->text);
}

static void read_value(vw_taker *taker, size_t index, const vw_place *place)
{
    const vw_field *field = &taker->head.kind->fields[index];
    const vw_cell *cell = &taker->slots[index].cell;
    const bool is_day = field->type == VW_TYPE_DATE || field->type == VW_TYPE_DATETIME;
    vw_value *value = &taker->values[index];
    const char *text = cell->text;
    if (!is_sound(taker, field, cell, place)) {
        return;
    }
    if (field->type == VW_TYPE_REF) {
        text = vw_utf8_composed(taker->scratch, text);
    }
    if (vw_intake__value(value, taker->scratch, taker->run->diags, place, field, text) && is_day &&
        !taker->told_day_first && vw_intake__by_day_first(text)) {
        VW_DIAG(taker->run->diags, I115, *place, vw_intake__quoted(taker->scratch, text),
                value->text);
        taker->told_day_first = true;
    }
}

static void read_field(vw_taker *taker, size_t index, uint32_t row, const char *pointer)
{
    vw_diags *diags = taker->run->diags;
    const vw_field *field = &taker->head.kind->fields[index];
    slot *at = &taker->slots[index];
    if (at->cell.text == NULL && taker->constants[index] == NULL && !field->required) {
        return;
    }
    vw_place place = place_of(taker, row, pointer, at->heading == NULL ? field->name : at->heading);
    if (at->cell.text != NULL &&
        !vw_intake__clean_of(&at->cell, diags, &place, taker->scratch, field)) {
        return;
    }
    if (at->cell.length == 0 && taker->constants[index] != NULL) {
        at->cell = copy_of(taker->scratch, taker->constants[index]);
    }
    if (at->cell.length > 0) {
        read_value(taker, index, &place);
    } else if (field->required && (at->cell.text != NULL || !taker->headed)) {
        VW_DIAG(diags, I023, place, place.field);
    }
}

static const char *text_of(const vw_taker *taker, const vw_field *field)
{
    return field == NULL ? NULL : taker->values[field - taker->head.kind->fields].text;
}

/* ISO dates are in the order of their letters; of an instant the day counts. */
static void check_past(const vw_taker *taker, uint32_t row, const char *pointer)
{
    for (size_t i = 0; i < taker->past_count; i++) {
        const vw_field *field = taker->past[i];
        const char *text = text_of(taker, field);
        if (text == NULL || strncmp(text, taker->collected_day, ISO_DATE_LENGTH) <= 0) {
            continue;
        }
        if (field == taker->occurred) {
            VW_DIAG(taker->run->diags, I036, place_of(taker, row, pointer, field->name), text,
                    taker->head.collected_at);
        } else {
            VW_DIAG(taker->run->diags, I087, place_of(taker, row, pointer, field->name), text,
                    taker->head.collected_at);
        }
    }
}

static void check_paper(const vw_taker *taker, vw_place place)
{
    const vw_kind *kind = taker->head.kind;
    bool *unread = VW_NEW_ARRAY(taker->scratch, kind->field_count, bool);
    for (size_t i = 0; i < kind->field_count; i++) {
        unread[i] = taker->slots[i].cell.length > 0 && taker->values[i].text == NULL;
    }
    const vw_paper paper = {
        .kind = kind, .values = taker->values, .unread = unread, .place = place};
    vw_intake__check_paper(&paper, taker->scratch, taker->run->diags);
}

static void check_row(vw_taker *taker, uint32_t row, const char *pointer)
{
    vw_diags *diags = taker->run->diags;
    const vw_intake_options *options = taker->run->options;
    const char *from = text_of(taker, taker->from);
    const char *until = text_of(taker, taker->until);
    const char *test = text_of(taker, taker->excepted_test);
    if (from != NULL && until != NULL && strcmp(until, from) < 0) {
        VW_DIAG(diags, I035, place_of(taker, row, pointer, taker->until->name), until, from);
    }
    check_past(taker, row, pointer);
    if (taker->is_paper) {
        check_paper(taker, place_of(taker, row, pointer, NULL));
    }
    if (test != NULL && options->forbids_exception != NULL) {
        const char *requirement = options->forbids_exception(options->what, test);
        if (requirement != NULL) {
            VW_DIAG(diags, I037, place_of(taker, row, pointer, taker->excepted_test->name), test,
                    requirement);
        }
    }
}

vw_status vw_intake__row(vw_taker *taker, uint32_t row_no, const char *pointer, const char *raw)
{
    const vw_kind *kind = taker->head.kind;
    const char *key = read_key(taker, row_no, pointer);
    for (size_t i = 0; i < kind->field_count; i++) {
        read_field(taker, i, row_no, pointer);
    }
    check_row(taker, row_no, pointer);
    /* Also after a problem, so that keys that stand twice are still found; the caller rolls back.
     */
    vw_status status = VW_OK;
    if (key != NULL) {
        status = vw_import_row(taker->import, taker->run->diags, row_no, key, taker->values,
                               raw != NULL && *raw != '\0' ? raw : NULL);
    }
    clear_row(taker);
    return status;
}

/* ---- the import -------------------------------------------------------------------------- */

static void find_constants(vw_taker *taker)
{
    const vw_intake_options *options = taker->run->options;
    const vw_kind *kind = taker->head.kind;
    taker->constants = VW_NEW_ARRAY(taker->run->arena, kind->field_count, const char *);
    for (size_t i = 0; i < options->constant_count; i++) {
        const vw_field *field = vw_kind_field(kind, options->constants[i].field);
        if (field != NULL) {
            taker->constants[field - kind->fields] = options->constants[i].value;
        }
    }
}

static void find_past(vw_taker *taker, vw_date collected_on)
{
    const vw_kind *kind = taker->head.kind;
    taker->past = VW_NEW_ARRAY(taker->run->arena, kind->field_count, const vw_field *);
    if (collected_on == VW_DATE_NONE) {
        return;
    }
    vw_date_format(taker->collected_day, collected_on);
    for (size_t i = 0; i < kind->field_count; i++) {
        if (kind->fields[i].past || &kind->fields[i] == taker->occurred) {
            taker->past[taker->past_count++] = &kind->fields[i];
        }
    }
}

static void free_scratch(void *scratch)
{
    vw_arena_free(scratch);
}

static void fill_head(vw_taker *taker, const vw_intake_part *part)
{
    vw_intake_run *run = taker->run;
    vw_intake_options options = *run->options;
    if (options.collected_at == NULL) {
        options.collected_at = part->made_at;
    }
    vw_date collected_on = VW_DATE_NONE;
    vw_intake__fill_head(&taker->head, &collected_on, run->arena, run->diags, run->dossier,
                         part->kind, &options);
    taker->head.importer = part->importer;
    taker->head.sheet = *part->sheet != '\0' ? part->sheet : NULL;
    if (taker->head.producer == NULL && run->producer != NULL) {
        taker->head.producer = vw_intake__harmless(run->arena, run->producer);
    }
    taker->head.file_sha256 = run->input->sha256;
    taker->occurred = vw_kind_field(part->kind, "occurred_on");
    find_past(taker, collected_on);
}

vw_status vw_intake__begin(vw_taker **out, vw_intake_run *run, const vw_intake_part *part)
{
    const vw_kind *kind = part->kind;
    vw_taker *taker = VW_NEW(run->arena, vw_taker);
    *taker =
        (vw_taker){.run = run,
                   .sheet = part->sheet,
                   .format = vw_strndup(run->arena, part->importer, strcspn(part->importer, "/")),
                   .scratch = vw_arena_new(),
                   .headed = part->headed,
                   .errors_before = vw_diags_count(run->diags, VW_ERROR)};
    vw_arena_on_free(run->arena, free_scratch, taker->scratch);
    fill_head(taker, part);
    taker->slots = VW_NEW_ARRAY(run->arena, kind->field_count, slot);
    taker->values = VW_NEW_ARRAY(run->arena, kind->field_count, vw_value);
    taker->from = vw_kind_field(kind, "effective_from");
    taker->until = vw_kind_field(kind, "effective_until");
    taker->excepted_test =
        strcmp(kind->name, "exception") == 0 ? vw_kind_field(kind, "test") : NULL;
    taker->is_paper = strcmp(kind->name, VW_WORKING_PAPER) == 0;
    find_constants(taker);
    *out = taker;
    return vw_import_begin(&taker->import, run->dossier, run->arena, run->diags, &taker->head);
}

vw_status vw_intake__begin_named(vw_taker **out, vw_intake_run *run, const char *kind,
                                 const char *importer, const char *made_at)
{
    const vw_intake_part part = {.kind = vw_catalogue_find(run->catalogue, kind),
                                 .sheet = "",
                                 .importer = importer,
                                 .made_at = made_at};
    if (part.kind == NULL) {
        VW_DIAG(run->diags, I083, (vw_place){.file = run->options->path}, kind);
        return VW_ERR_INPUT;
    }
    return vw_intake__begin(out, run, &part);
}

static void report_twice(void *what, const char *key, uint32_t first_row, uint32_t row)
{
    vw_taker *taker = what;
    vw_arena_reset(taker->scratch);
    VW_DIAG(taker->run->diags, I022, place_of(taker, row, NULL, taker->head.kind->key),
            vw_intake__quoted(taker->scratch, key),
            vw_printf(taker->scratch, "%lu", (unsigned long)first_row));
}

static vw_status read_counts(vw_intake_result *out, const vw_intake_run *run)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(run->dossier), run->arena, run->diags,
                                   "SELECT row_count, superseding FROM import WHERE id = ?1");
    if (status != VW_OK) {
        return status;
    }
    vw_stmt_bind_int(stmt, 1, out->import_id);
    status = vw_stmt_step(stmt, run->diags, &row);
    if (row) {
        out->rows = (uint64_t)vw_stmt_int(stmt, 0);
        out->new_versions = (uint64_t)vw_stmt_int(stmt, 1);
        out->new_subjects = out->rows - out->new_versions;
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_intake__end(vw_taker *taker)
{
    vw_intake_run *run = taker->run;
    vw_intake_result result = {
        .kind = taker->head.kind, .sheet = taker->sheet, .format = taker->format};
    vw_status status = vw_import_twice(taker->import, run->diags, report_twice, taker);
    bool sound = vw_diags_count(run->diags, VW_ERROR) == taker->errors_before;
    /* Ended also when errors were found, so that the file's next import can be checked too. */
    if (status == VW_OK) {
        status = vw_import_end(taker->import, run->diags, &result.import_id);
    }
    if (status == VW_OK) {
        status = read_counts(&result, run);
    }
    if (status == VW_OK) {
        status = vw_intake__compare_history(run->dossier, run->arena, run->diags,
                                            place_of(taker, 0, NULL, NULL), &taker->head,
                                            result.import_id);
    }
    if (status == VW_OK) {
        VW_PUSH(run->arena, *run->results, result);
    }
    return status == VW_OK && !sound ? VW_ERR_INPUT : status;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Which column of a sheet holds which field: by the names in its hidden first row, so that columns
 * and sheets may be moved, renamed and translated. */
#include "intake/workbook/workbook_private.h"

#include "intake/values.h"

#include <string.h>

static const char *text_at(const vw_record *record, size_t column)
{
    return column < record->count && column < VW_COLUMNS_MAX ? record->cells[column].text : "";
}

static size_t kept(const vw_record *record)
{
    return record->count < VW_COLUMNS_MAX ? record->count : VW_COLUMNS_MAX;
}

static bool is_name(const char *text)
{
    return strncmp(text, VW_WORKBOOK_COLUMN, strlen(VW_WORKBOOK_COLUMN)) == 0;
}

static bool is_context(const char *text)
{
    return strncmp(text, VW_WORKBOOK_CONTEXT, strlen(VW_WORKBOOK_CONTEXT)) == 0;
}

const char *vw_workbook__letters(vw_arena *arena, size_t column)
{
    enum { LETTERS = 26 };
    const char last = (char)('A' + column % LETTERS);
    return column < LETTERS
               ? vw_printf(arena, "%c", last)
               : vw_printf(arena, "%s%c", vw_workbook__letters(arena, column / LETTERS - 1), last);
}

bool vw_workbook__is_names(const vw_record *record)
{
    for (size_t i = 0; i < kept(record); i++) {
        if (is_name(text_at(record, i)) && !is_context(text_at(record, i))) {
            return true;
        }
    }
    return false;
}

bool vw_workbook__has_context(const vw_record *record)
{
    for (size_t i = 0; i < kept(record); i++) {
        if (is_context(text_at(record, i))) {
            return true;
        }
    }
    return false;
}

/* The kind of the first column that names one. */
static const char *kind_name(vw_arena *arena, const vw_record *names)
{
    for (size_t i = 0; i < kept(names); i++) {
        const char *text = text_at(names, i);
        if (is_name(text) && !is_context(text)) {
            text += strlen(VW_WORKBOOK_COLUMN);
            return vw_strndup(arena, text, strcspn(text, "."));
        }
    }
    return "";
}

/* The field's name, or NULL when the column is none of this kind's. */
static const char *field_name(const vw_kind *kind, const char *text)
{
    const size_t length = strlen(kind->name);
    if (!is_name(text)) {
        return NULL;
    }
    text += strlen(VW_WORKBOOK_COLUMN);
    return strncmp(text, kind->name, length) == 0 && text[length] == '.' ? text + length + 1 : NULL;
}

static const char *known_heading(const vw_workbook_meta *meta, const char *kind, const char *field)
{
    for (size_t i = 0; i < meta->columns.count; i++) {
        if (strcmp(meta->columns.items[i].kind, kind) == 0 &&
            strcmp(meta->columns.items[i].field, field) == 0) {
            return meta->columns.items[i].heading;
        }
    }
    return NULL;
}

static void bind_column(vw_workbook_binding *binding, vw_intake_run *run,
                        const vw_workbook_meta *meta, vw_place place, size_t at, const char *text)
{
    const vw_kind *kind = binding->kind;
    const char *name = is_context(text) ? NULL : field_name(kind, text);
    place.field = vw_workbook__letters(run->arena, at);
    binding->to[at] = is_context(text) ? VW_BOUND_CONTEXT : VW_BOUND_NOT;
    binding->context[at] =
        is_context(text) ? vw_strdup(run->arena, text + strlen(VW_WORKBOOK_CONTEXT)) : "";
    if (name == NULL) {
        return;
    }
    const vw_field *field = vw_kind_field(kind, name);
    const bool is_key = strcmp(name, kind->key) == 0;
    if (field == NULL && !is_key) {
        binding->to[at] = VW_BOUND_GONE;
        VW_DIAG(run->diags, W022, place, name, kind->name);
        return;
    }
    size_t *column =
        is_key ? &binding->key_column : &binding->column_of[(size_t)(field - kind->fields)];
    if (*column != SIZE_MAX) {
        VW_DIAG(run->diags, W015, place, name);
        return;
    }
    *column = at;
    binding->to[at] = is_key ? VW_BOUND_KEY : (int)(field - kind->fields);
    const char *heading = known_heading(meta, kind->name, name);
    binding->headings[at] = heading != NULL ? heading : name;
}

/* A column that the workbook had and the sheet has no longer: its fields stay what they are. */
static void tell_missing(const vw_workbook_binding *binding, vw_intake_run *run, vw_place place,
                         const vw_workbook_meta *meta)
{
    const vw_kind *kind = binding->kind;
    for (size_t i = 0; i < kind->field_count; i++) {
        const char *heading = known_heading(meta, kind->name, kind->fields[i].name);
        if (binding->column_of[i] == SIZE_MAX && heading != NULL) {
            VW_DIAG(run->diags, W016, place, heading);
        }
    }
    if (binding->key_column == SIZE_MAX) {
        VW_DIAG(run->diags, W024, place, kind->key);
    }
}

static void mark_prefilled(vw_workbook_binding *binding, const vw_workbook_meta *meta)
{
    for (size_t i = 0; i < meta->prefilled.count; i++) {
        const vw_workbook_column *known = &meta->prefilled.items[i];
        const vw_field *field = vw_kind_field(binding->kind, known->field);
        if (strcmp(known->kind, binding->kind->name) == 0 && field != NULL) {
            binding->prefilled[field - binding->kind->fields] = true;
            binding->has_prefilled = true;
        }
    }
}

void vw_workbook__bind(vw_workbook_binding **out, vw_intake_run *run, const vw_workbook_meta *meta,
                       vw_place place, const vw_record *names)
{
    const char *name = kind_name(run->arena, names);
    const vw_kind *kind = vw_catalogue_find(run->catalogue, name);
    *out = NULL;
    if (kind == NULL) {
        VW_DIAG(run->diags, W013, place, name);
        return;
    }
    vw_workbook_binding *binding = VW_NEW(run->arena, vw_workbook_binding);
    binding->kind = kind;
    binding->count = kept(names);
    binding->names_row = names->row;
    binding->to = VW_NEW_ARRAY(run->arena, binding->count, int);
    binding->headings = VW_NEW_ARRAY(run->arena, binding->count, const char *);
    binding->context = VW_NEW_ARRAY(run->arena, binding->count, const char *);
    binding->column_of = VW_NEW_ARRAY(run->arena, kind->field_count, size_t);
    binding->prefilled = VW_NEW_ARRAY(run->arena, kind->field_count, bool);
    binding->key_column = SIZE_MAX;
    binding->key_heading = known_heading(meta, kind->name, kind->key);
    for (size_t i = 0; i < kind->field_count; i++) {
        binding->column_of[i] = SIZE_MAX;
    }
    for (size_t i = 0; i < binding->count; i++) {
        bind_column(binding, run, meta, place, i, text_at(names, i));
    }
    tell_missing(binding, run, place, meta);
    mark_prefilled(binding, meta);
    *out = binding;
}

const char *vw_workbook__kind_of_sheet(const vw_workbook_meta *meta, const char *sheet)
{
    for (size_t i = 0; i < meta->sheets.count; i++) {
        if (strcmp(meta->sheets.items[i].field, sheet) == 0) {
            return meta->sheets.items[i].kind;
        }
    }
    return NULL;
}

/* "Kenmerk" and, where it is required, "Kenmerk *". */
static bool is_heading(const char *text, const char *heading)
{
    const size_t length = strlen(heading);
    return strncmp(text, heading, length) == 0 &&
           (text[length] == '\0' || strcmp(text + length, " *") == 0);
}

static bool has_heading(const vw_record *record, const char *heading)
{
    for (size_t i = 0; i < kept(record); i++) {
        if (is_heading(text_at(record, i), heading)) {
            return true;
        }
    }
    return false;
}

const char *vw_workbook__kind_of_heads(const vw_workbook_meta *meta, const vw_record *record)
{
    const char *best = NULL;
    size_t most = 0;
    for (size_t i = 0; i < meta->columns.count;) {
        const char *kind = meta->columns.items[i].kind;
        size_t found = 0, all = 0;
        for (; i < meta->columns.count && strcmp(meta->columns.items[i].kind, kind) == 0; i++) {
            found += has_heading(record, meta->columns.items[i].heading) ? 1 : 0;
            all++;
        }
        if (found > most && found * 2 > all) {
            best = kind;
            most = found;
        }
    }
    return best;
}

bool vw_workbook__is_head(const vw_workbook_binding *binding, const vw_record *record)
{
    const char *heading = binding->key_heading;
    if (heading == NULL || binding->key_column == SIZE_MAX) {
        return false;
    }
    return is_heading(text_at(record, binding->key_column), heading);
}

void vw_workbook__take_headings(vw_workbook_binding *binding, vw_arena *arena,
                                const vw_record *record)
{
    for (size_t i = 0; i < binding->count; i++) {
        const char *text = text_at(record, i);
        const size_t length = strlen(text);
        const bool is_starred = length > 2 && strcmp(text + length - 2, " *") == 0;
        if (binding->headings[i] != NULL && length > 0) {
            binding->headings[i] = vw_strndup(arena, text, is_starred ? length - 2 : length);
        }
    }
}

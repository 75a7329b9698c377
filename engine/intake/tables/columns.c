/* SPDX-License-Identifier: EUPL-1.2 */
/* The header of a file against the fields of its kind. */
#include "intake/tables/columns.h"

#include "base/utf8.h"
#include "intake/values.h"

#include <string.h>

/* A way to write a column: the kind's key when [field] is NULL. */
typedef struct {
    const char *folded;
    const vw_field *field;
} spelling;

typedef VW_VEC(spelling) spellings;

static void add_spelling(spellings *to, vw_arena *arena, const char *text, const vw_field *field)
{
    spelling one = {.folded = vw_intake__fold(arena, text), .field = field};
    VW_PUSH(arena, *to, one);
}

static void list_names(spellings *to, vw_arena *arena, const vw_kind *kind)
{
    add_spelling(to, arena, kind->key, NULL);
    for (size_t i = 0; i < kind->field_count; i++) {
        add_spelling(to, arena, kind->fields[i].name, &kind->fields[i]);
    }
}

static void list_labels(spellings *to, vw_arena *arena, const vw_kind *kind)
{
    add_spelling(to, arena, kind->key_label.nl, NULL);
    add_spelling(to, arena, kind->key_label.en, NULL);
    for (size_t i = 0; i < kind->field_count; i++) {
        add_spelling(to, arena, kind->fields[i].label.nl, &kind->fields[i]);
        add_spelling(to, arena, kind->fields[i].label.en, &kind->fields[i]);
    }
}

/* How many different fields are written so; the first of them goes to [*out]. */
static size_t find(const spelling **out, const spellings *in, const char *folded)
{
    size_t fields = 0;
    for (size_t i = 0; i < in->count; i++) {
        const spelling *one = &in->items[i];
        if (strcmp(one->folded, folded) != 0) {
            continue;
        }
        if (fields == 0) {
            *out = one;
            fields = 1;
        } else if (one->field != (*out)->field) {
            fields++;
        }
    }
    return fields;
}

static const char *near_name(vw_arena *arena, const spellings *names, const spellings *labels,
                             const char *folded)
{
    const char **all = VW_NEW_ARRAY(arena, names->count + labels->count, const char *);
    for (size_t i = 0; i < names->count; i++) {
        all[i] = names->items[i].folded;
    }
    for (size_t i = 0; i < labels->count; i++) {
        all[names->count + i] = labels->items[i].folded;
    }
    return vw_suggest(folded, all, names->count + labels->count);
}

static bool stands_before(const vw_headings *in, size_t until, const spelling *one)
{
    for (size_t i = 0; i < until; i++) {
        if (one->field == NULL ? in->items[i].is_key : in->items[i].field == one->field) {
            return true;
        }
    }
    return false;
}

static void match_one(vw_headings *out, vw_arena *arena, vw_diags *diags, vw_place place,
                      const vw_kind *kind, const spellings *names, const spellings *labels,
                      size_t index)
{
    vw_heading *heading = &out->items[index];
    const spelling *found = NULL;
    if (heading->heading[0] == '\0') {
        VW_DIAG(diags, I015, place, vw_printf(arena, "%zu", index + 1));
        return;
    }
    place.field = heading->heading;
    const char *folded = vw_intake__fold(arena, heading->heading);
    size_t fields = find(&found, names, folded);
    if (fields == 0) {
        fields = find(&found, labels, folded);
    }
    if (fields == 0) {
        VW_DIAG(diags, I014, place, heading->heading, kind->name,
                near_name(arena, names, labels, folded));
    } else if (fields > 1) {
        VW_DIAG(diags, I018, place, heading->heading);
    } else if (stands_before(out, index, found)) {
        VW_DIAG(diags, I016, place, heading->heading,
                found->field == NULL ? kind->key : found->field->name);
    } else if (found->field == NULL) {
        heading->is_key = true;
        out->has_key = true;
    } else {
        heading->field = found->field;
        heading->index = (size_t)(found->field - kind->fields);
    }
}

bool vw_intake__has_constant(const vw_intake_options *options, const char *field)
{
    bool found = false;
    for (size_t i = 0; i < options->constant_count; i++) {
        found = found || strcmp(options->constants[i].field, field) == 0;
    }
    return found;
}

static void report_missing(const vw_headings *headings, vw_diags *diags, vw_place place,
                           const vw_kind *kind, const vw_intake_options *options)
{
    if (!headings->has_key) {
        VW_DIAG(diags, I017, place, kind->key, kind->name);
    }
    for (size_t i = 0; i < kind->field_count; i++) {
        spelling one = {.field = &kind->fields[i]};
        if (kind->fields[i].required && !stands_before(headings, headings->count, &one) &&
            !vw_intake__has_constant(options, kind->fields[i].name)) {
            VW_DIAG(diags, I017, place, kind->fields[i].name, kind->name);
        }
    }
}

void vw_intake__match_header(vw_headings *out, vw_arena *arena, vw_diags *diags, vw_place place,
                             const vw_kind *kind, const vw_intake_options *options,
                             const vw_record *header)
{
    spellings names = {0};
    spellings labels = {0};
    list_names(&names, arena, kind);
    list_labels(&labels, arena, kind);
    size_t kept = header->count < VW_COLUMNS_MAX ? header->count : VW_COLUMNS_MAX;
    *out = (vw_headings){.items = VW_NEW_ARRAY(arena, kept, vw_heading), .count = kept};
    if (header->count > VW_COLUMNS_MAX) {
        VW_DIAG(diags, I019, place, vw_printf(arena, "%zu", header->count));
    }
    if (kept == 1 && strchr(header->cells[0].text, '\t') != NULL) {
        VW_DIAG(diags, I013, place, NULL);
        return;
    }
    for (size_t i = 0; i < kept; i++) {
        out->items[i].heading = vw_strdup(arena, header->cells[i].text);
    }
    for (size_t i = 0; i < kept; i++) {
        match_one(out, arena, diags, place, kind, &names, &labels, i);
    }
    report_missing(out, diags, place, kind, options);
}

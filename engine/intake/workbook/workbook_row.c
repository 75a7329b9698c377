/* SPDX-License-Identifier: EUPL-1.2 */
/* One row, three-way and field by field, without I/O. */
#include "intake/workbook/workbook_private.h"

#include "base/utf8.h"
#include "intake/values.h"
#include "model/list.h"

#include <stdio.h>
#include <string.h>

/* ---- values ------------------------------------------------------------------------------ */

/* One text for equal values: "2,50" and 2.5, "Ja" and 1. What cannot be read stands for itself. */
static const char *canonical(vw_arena *arena, const vw_field *field, const char *text)
{
    enum { NUMBER_BYTES = 40 };
    vw_value value;
    if (text == NULL || *text == '\0') {
        return NULL;
    }
    if (field->type == VW_TYPE_TEXT || field->type == VW_TYPE_REF) {
        return text;
    }
    if (!vw_intake__value(&value, arena, vw_diags_new(arena), &(vw_place){0}, field, text)) {
        return text;
    }
    char *number = vw_alloc(arena, NUMBER_BYTES);
    switch (value.is) {
    case VW_VALUE_UNKNOWN:
        return NULL;
    case VW_VALUE_TEXT:
        return value.text;
    case VW_VALUE_INTEGER:
        (void)snprintf(number, NUMBER_BYTES, "%lld", (long long)value.integer);
        break;
    case VW_VALUE_REAL:
        (void)snprintf(number, NUMBER_BYTES, "%.17g", value.real);
        break;
    }
    return number;
}

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* ---- what a workbook could not show ------------------------------------------------------ */

static bool ends_in_cut(const char *text)
{
    const size_t length = strlen(text), mark = strlen(VW_WORKBOOK_CUT);
    return length >= mark && strcmp(text + length - mark, VW_WORKBOOK_CUT) == 0;
}

/* In units of UTF-16, as a workbook counts. */
static bool longer_than_a_cell(const char *text)
{
    size_t units = 0;
    for (; *text != '\0'; text++) {
        const unsigned char byte = (unsigned char)*text;
        units += (byte & 0xc0) == 0x80 ? 0 : byte >= 0xf0 ? 2 : 1;
    }
    return units > VW_WORKBOOK_CELL_UNITS;
}

/* U+FFFE and U+FFFF may stand in no XML: the workbook has U+FFFD in their place. */
static bool same_as_shown(const char *cell, const char *stored, size_t length)
{
    for (size_t i = 0; i < length; i++) {
        const bool shown_otherwise = i >= 2 && (cell[i] & 0xff) == 0xbd &&
                                     memcmp(stored + i - 2, "\xef\xbf", 2) == 0 &&
                                     ((stored[i] & 0xff) == 0xbe || (stored[i] & 0xff) == 0xbf);
        if (cell[i] != stored[i] && !shown_otherwise) {
            return false;
        }
    }
    return true;
}

typedef enum { SHOWS_OTHER, SHOWS_ALL, SHOWS_PART, SHOWS_EDITED_PART } showing;

/* How a cell relates to the stored text that it was filled with. */
static showing compare_shown(const char *cell, const char *stored)
{
    if (cell == NULL || stored == NULL) {
        return SHOWS_OTHER;
    }
    const size_t length = strlen(cell);
    if (length == strlen(stored) && same_as_shown(cell, stored, length)) {
        return SHOWS_ALL;
    }
    if (!longer_than_a_cell(stored) || !ends_in_cut(cell)) {
        return SHOWS_OTHER;
    }
    const size_t part = length - strlen(VW_WORKBOOK_CUT);
    return part < strlen(stored) && same_as_shown(cell, stored, part) ? SHOWS_PART
                                                                      : SHOWS_EDITED_PART;
}

/* ---- merging ----------------------------------------------------------------------------- */

static const char *text_of(const vw_stored_record *record, size_t field)
{
    return record != NULL ? record->texts[field] : NULL;
}

static bool untouched(vw_workbook_merge *out, const vw_field *field, const char *cell,
                      const char *base_text)
{
    const bool texts = field->type == VW_TYPE_LIST && field->value_count == 0;
    if (field->type != VW_TYPE_TEXT && field->type != VW_TYPE_REF && !texts) {
        return false;
    }
    const showing shown = compare_shown(cell, base_text);
    if (shown == SHOWS_EDITED_PART) {
        out->cut_edited = field;
    }
    return shown == SHOWS_ALL || shown == SHOWS_PART;
}

static void merge_field(vw_workbook_merge *out, vw_arena *arena, const vw_workbook_three *three,
                        size_t at)
{
    const vw_field *field = &three->kind->fields[at];
    const char *base_text = text_of(three->base, at), *here_text = text_of(three->dossier, at);
    const char *base = canonical(arena, field, base_text);
    const char *here = canonical(arena, field, here_text);
    const char *there = canonical(arena, field, three->cells[at]);
    const bool changed_here = !same(here, base);
    const bool changed_there = three->present[at] && !same(there, base) &&
                               !untouched(out, field, three->cells[at], base_text);
    out->merged[at] = field->type == VW_TYPE_LIST && here_text != NULL
                          ? vw_list_cell(arena, field, here_text, false, VW_EN)
                          : here_text;
    if (!changed_there) {
        /* What has no column, such as the stamp of the evaluation, is set by taking the row in. */
        out->any_kept = out->any_kept || (changed_here && three->present[at]);
        return;
    }
    if (same(there, here)) {
        return;
    }
    const bool take = !changed_here || three->side == VW_SIDE_WORKBOOK;
    VW_PUSH(arena, out->changes,
            ((vw_workbook_change){.field = field,
                                  .base = base,
                                  .dossier = here,
                                  .workbook = there,
                                  .conflict = changed_here}));
    out->any_conflict = out->any_conflict || changed_here;
    if (take) {
        out->merged[at] = three->cells[at];
        out->from_workbook[at] = out->any_taken = true;
    }
}

void vw_workbook__merge(vw_workbook_merge *out, vw_arena *arena, const vw_workbook_three *three)
{
    const size_t count = three->kind->field_count;
    *out = (vw_workbook_merge){.merged = VW_NEW_ARRAY(arena, count, const char *),
                               .from_workbook = VW_NEW_ARRAY(arena, count, bool)};
    for (size_t i = 0; i < count; i++) {
        merge_field(out, arena, three, i);
    }
}

uint64_t vw_workbook__row_hash(vw_arena *arena, const vw_kind *kind, const char *const *texts)
{
    uint64_t hash = UINT64_C(14695981039346656037); /* FNV-1a */
    for (size_t i = 0; i < kind->field_count; i++) {
        const char *text = canonical(arena, &kind->fields[i], texts[i]);
        for (const char *at = text != NULL ? text : ""; *at != '\0'; at++) {
            hash = (hash ^ (unsigned char)*at) * UINT64_C(1099511628211);
        }
        hash = (hash ^ 0x1f) * UINT64_C(1099511628211);
    }
    return hash;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Any bytes as the rows of a workbook's sheet, tabs between cells: names, headings, records. Each
 * record is merged with the two before it as what the workbook showed and what the dossier knows.
 * Besides not breaking: a row that says what it showed changes nothing, no field changes for which
 * there is no column, and with the workbook chosen its own values are what is left. */
#include "fuzz.h"

#include "intake/values.h"
#include "intake/workbook/workbook_private.h"

#include <stdlib.h>
#include <string.h>

#define BOTH(text)                                                                                 \
    {                                                                                              \
        text, text                                                                                 \
    }
#define FIELD(field_name, field_type)                                                              \
    .name = field_name, .type = field_type, .label = BOTH(field_name)

static const vw_enum_value levels[] = {{"high", {"hoog", "high"}}, {"low", {"laag", "low"}}};
static const vw_field fields[] = {
    {FIELD("effective_from", VW_TYPE_DATE), .required = true, .of_time = true},
    {FIELD("text", VW_TYPE_TEXT)},
    {FIELD("level", VW_TYPE_ENUM), .values = levels, .value_count = 2},
    {FIELD("yes", VW_TYPE_BOOL)},
    {FIELD("count", VW_TYPE_INTEGER)},
    {FIELD("size", VW_TYPE_NUMBER)},
    {FIELD("seen", VW_TYPE_DATETIME)},
    {FIELD("parent", VW_TYPE_REF), .to = "thing"},
};
enum { FIELDS = sizeof fields / sizeof *fields };
static const vw_kind kinds[] = {{.name = "thing",
                                 .nature = VW_STATE,
                                 .label = BOTH("thing"),
                                 .plural = BOTH("things"),
                                 .key = "id",
                                 .key_label = BOTH("key"),
                                 .fields = fields,
                                 .field_count = FIELDS}};
static const vw_catalogue catalogue = {.kinds = kinds, .count = 1};

typedef struct {
    vw_arena *arena;
    vw_intake_run run;
    vw_workbook_meta meta;
    vw_workbook_binding *binding;
    const char *texts[3][FIELDS]; /* this row and the two before it */
} sheet;

static void demand(bool condition)
{
    if (!condition) {
        abort();
    }
}

static void check_unchanged(sheet *s, const bool *present, const char *const *texts)
{
    const vw_stored_record record = {.texts = texts};
    const vw_workbook_three three = {
        .kind = kinds, .present = present, .cells = texts, .base = &record, .dossier = &record};
    vw_workbook_merge merge;
    vw_workbook__merge(&merge, s->arena, &three);
    demand(merge.changes.count == 0 && !merge.any_taken && !merge.any_kept);
    demand(vw_workbook__row_hash(s->arena, kinds, merge.merged) ==
           vw_workbook__row_hash(s->arena, kinds, texts));
}

static void check_merge(sheet *s, const bool *present)
{
    const vw_stored_record base = {.texts = s->texts[1]}, here = {.texts = s->texts[2]};
    for (vw_workbook_side side = VW_SIDE_NONE; side <= VW_SIDE_DOSSIER; side++) {
        vw_workbook_merge merge;
        const vw_workbook_three three = {.kind = kinds,
                                         .present = present,
                                         .cells = s->texts[0],
                                         .base = &base,
                                         .dossier = &here,
                                         .side = side};
        vw_workbook__merge(&merge, s->arena, &three);
        for (size_t i = 0; i < FIELDS; i++) {
            demand(merge.merged[i] == (merge.from_workbook[i] ? s->texts[0][i] : s->texts[2][i]));
            demand(present[i] || !merge.from_workbook[i]);
        }
        for (size_t i = 0; i < merge.changes.count; i++) {
            const vw_workbook_change *change = &merge.changes.items[i];
            const bool taken = merge.from_workbook[change->field - fields];
            demand(taken == (!change->conflict || side == VW_SIDE_WORKBOOK));
        }
    }
}

static void take_data(sheet *s, const vw_record *record)
{
    bool present[FIELDS];
    memmove(s->texts[1], s->texts[0], 2 * sizeof s->texts[0]);
    memset(s->texts[0], 0, sizeof s->texts[0]);
    for (size_t i = 0; i < FIELDS; i++) {
        const size_t column = s->binding->column_of[i];
        present[i] = column != SIZE_MAX;
        if (!present[i] || column >= record->count) {
            continue;
        }
        vw_cell cell = record->cells[column];
        if (vw_intake__clean(&cell, vw_diags_new(s->arena), &(vw_place){0}, s->arena) &&
            cell.length > 0) {
            s->texts[0][i] = cell.text;
        }
    }
    check_unchanged(s, present, s->texts[0]);
    check_merge(s, present);
}

static void take_record(sheet *s, const vw_record *record)
{
    if (s->binding == NULL) {
        (void)vw_workbook__has_context(record);
        if (vw_workbook__is_names(record)) {
            vw_workbook__bind(&s->binding, &s->run, &s->meta, (vw_place){0}, record);
        }
    } else if (vw_workbook__is_head(s->binding, record)) {
        vw_workbook__take_headings(s->binding, s->arena, record);
    } else {
        take_data(s, record);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    enum { BYTES_MAX = 20000 };
    static const vw_intake_options options = {.path = "w.xlsx"};
    sheet s = {.arena = vw_arena_new()};
    s.run = (vw_intake_run){.catalogue = &catalogue,
                            .options = &options,
                            .arena = s.arena,
                            .diags = vw_diags_new(s.arena)};
    VW_PUSH(s.arena, s.meta.columns, ((vw_workbook_column){"thing", "id", "Key"}));
    VW_PUSH(s.arena, s.meta.columns, ((vw_workbook_column){"thing", "text", "Text"}));
    VW_PUSH(s.arena, s.meta.prefilled, ((vw_workbook_column){"thing", "level", ""}));
    char *text = vw_strndup(s.arena, (const char *)data, size < BYTES_MAX ? size : BYTES_MAX);
    uint32_t row = 1;
    for (char *line = text, *next; line != NULL; line = next, row++) {
        VW_VEC(vw_cell) cells = {0};
        next = strchr(line, '\n');
        if (next != NULL) {
            *next++ = '\0';
        }
        for (char *cell = line, *end; cell != NULL; cell = end) {
            end = strchr(cell, '\t');
            if (end != NULL) {
                *end++ = '\0';
            }
            VW_PUSH(s.arena, cells, ((vw_cell){.text = cell, .length = strlen(cell)}));
        }
        const vw_record record = {.row = row, .cells = cells.items, .count = cells.count};
        take_record(&s, &record);
    }
    vw_arena_free(s.arena);
    return 0;
}

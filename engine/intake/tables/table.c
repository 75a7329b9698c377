/* SPDX-License-Identifier: EUPL-1.2 */
/* Headings once, then cells by place. */
#include "intake/tables/table.h"

#include "intake/tables/columns.h"
#include "intake/tables/mapped.h"
#include "intake/values.h"

#include <string.h>

struct vw_table {
    vw_intake_run *run;
    vw_intake_part part;
    vw_taker *taker;
    vw_arena *scratch;
    vw_headings headings;
    vw_mapped *mapped; /* with a mapping: in the place of headings */
    size_t width;      /* of the header */
    vw_intake_column *columns;
    bool has_header, readable;
};

static void free_scratch(void *scratch)
{
    vw_arena_free(scratch);
}

vw_status vw_intake__table_begin(vw_table **out, vw_intake_run *run, const vw_intake_part *part)
{
    vw_table *table = VW_NEW(run->arena, vw_table);
    *table = (vw_table){.run = run, .part = *part, .scratch = vw_arena_new()};
    table->part.headed = true;
    vw_arena_on_free(run->arena, free_scratch, table->scratch);
    *out = table;
    return vw_intake__begin(&table->taker, run, &table->part);
}

/* What became of each column, for those who want to know before they import. */
static void keep_columns(vw_table *table, const vw_record *header)
{
    vw_arena *arena = table->run->arena;
    table->columns = VW_NEW_ARRAY(arena, table->width, vw_intake_column);
    for (size_t i = 0; i < table->width; i++) {
        const char *field = "";
        if (table->mapped != NULL) {
            field = vw_intake__map_field(table->mapped, i);
        } else if (i < table->headings.count) {
            const vw_heading *heading = &table->headings.items[i];
            field = heading->is_key          ? table->part.kind->key
                    : heading->field != NULL ? heading->field->name
                                             : "";
        }
        table->columns[i] = (vw_intake_column){vw_strdup(arena, header->cells[i].text), field};
    }
}

static vw_status take_header(vw_table *table, const vw_record *record)
{
    const vw_intake_run *run = table->run;
    size_t kept = record->count < VW_COLUMNS_MAX ? record->count : VW_COLUMNS_MAX;
    vw_place place = vw_intake__place(table->taker, record->row, NULL);
    table->has_header = table->readable = true;
    for (size_t i = 0; i < kept; i++) {
        table->readable = vw_intake__clean(&record->cells[i], run->diags, &place, table->scratch) &&
                          table->readable;
    }
    if (!table->readable) {
        return VW_ERR_INPUT; /* without names nothing that follows can be checked */
    }
    table->width = kept;
    if (run->map != NULL) {
        table->mapped = vw_intake__map_header(table->run, table->taker, record);
    } else {
        vw_intake__match_header(&table->headings, run->arena, run->diags, place, table->part.kind,
                                run->options, record);
    }
    keep_columns(table, record);
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

vw_status vw_intake__table_record(void *what, const vw_record *record)
{
    vw_table *table = what;
    if (!table->has_header) {
        return take_header(table, record);
    }
    if (all_empty(record)) {
        return VW_OK;
    }
    if (record->count != table->width) {
        vw_arena_reset(table->scratch);
        VW_DIAG(table->run->diags, I020, vw_intake__place(table->taker, record->row, NULL),
                vw_printf(table->scratch, "%zu", record->count),
                vw_printf(table->scratch, "%zu", table->width));
        return VW_OK;
    }
    if (table->mapped != NULL) {
        return vw_intake__map_record(table->mapped, record);
    }
    for (size_t i = 0; i < table->headings.count; i++) {
        const vw_heading *heading = &table->headings.items[i];
        if (heading->is_key || heading->field != NULL) {
            vw_intake__put_cell(table->taker, heading->is_key ? VW_FIELD_KEY : heading->index,
                                &record->cells[i], heading->heading);
        }
    }
    return vw_intake__row(table->taker, record->row, NULL, NULL);
}

bool vw_intake__table_uses(void *what, size_t index)
{
    const vw_table *table = what;
    if (table->mapped != NULL) {
        return vw_intake__map_uses(table->mapped, index);
    }
    return index < table->headings.count;
}

const char *vw_intake__table_field(const vw_table *table, size_t index)
{
    return index < table->width ? table->columns[index].field : "";
}

static void complete_result(const vw_table *table, vw_intake_result *result)
{
    vw_intake_run *run = table->run;
    result->encoding = run->encoding;
    result->columns = table->columns;
    result->column_count = table->width;
    result->skipped = table->mapped != NULL ? vw_intake__map_skipped(table->mapped) : 0;
    if (result->skipped > 0) {
        VW_DIAG(run->diags, I079, vw_intake__place(table->taker, 0, NULL),
                vw_printf(run->arena, "%llu", (unsigned long long)result->skipped));
    }
}

vw_status vw_intake__table_end(vw_table *table)
{
    const vw_intake_results *results = table->run->results;
    const size_t before = results->count;
    if (!table->has_header) {
        VW_DIAG(table->run->diags, I038, vw_intake__place(table->taker, 0, NULL), NULL);
    }
    vw_status status = vw_intake__end(table->taker);
    if (results->count > before) {
        complete_result(table, &results->items[before]);
    }
    return status;
}

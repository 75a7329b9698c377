/* SPDX-License-Identifier: EUPL-1.2 */
/* Blocks in the order of reading, and rows that are counted as they go by. */
#include "reports/render/render.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void vw_render_walk(const vw_block *block, void (*visit)(void *self, const vw_block *block),
                    void *self)
{
    visit(self, block);
    for (size_t i = 0; i < block->child_count; i++) {
        vw_render_walk(block->children[i], visit, self);
    }
}

bool vw_render_begins_with_title(const vw_document *document)
{
    const vw_block *root = document->root;
    const vw_block *first = root->child_count > 0 ? root->children[0] : NULL;
    const char *rest = document->title;
    if (first == NULL || first->is != VW_BLOCK_HEADING || first->level != 1 || rest == NULL) {
        return false;
    }
    for (size_t i = 0; i < first->run_count; i++) {
        const size_t length = strlen(first->runs[i].text);
        if (strncmp(rest, first->runs[i].text, length) != 0) {
            return false;
        }
        rest += length;
    }
    return *rest == '\0';
}

typedef struct {
    vw_arena *arena;
    VW_VEC(const char *) ids;
} id_gatherer;

static void gather_id(void *self, const vw_block *block)
{
    id_gatherer *to = self;
    if (block->id != NULL) {
        VW_PUSH(to->arena, to->ids, block->id);
    }
}

static int compare_ids(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

vw_render_ids vw_render_ids_of(vw_arena *arena, const vw_document *document)
{
    id_gatherer to = {.arena = arena};
    vw_render_walk(document->root, gather_id, &to);
    if (to.ids.count > 0) {
        qsort(to.ids.items, to.ids.count, sizeof *to.ids.items, compare_ids);
    }
    return (vw_render_ids){.ids = to.ids.items, .count = to.ids.count};
}

size_t vw_render_id_index(const vw_render_ids *ids, const char *id)
{
    const char **found = id != NULL && ids->count > 0
                             ? bsearch(&id, ids->ids, ids->count, sizeof *ids->ids, compare_ids)
                             : NULL;
    return found != NULL ? (size_t)(found - ids->ids) : ids->count;
}

bool vw_render_is_link(const vw_render_ids *ids, const char *target)
{
    if (target == NULL || target[0] != '#') {
        return vw_render_safe_url(target);
    }
    return vw_render_id_index(ids, target + 1) < ids->count;
}

static vw_status report_wrong_count(const vw_table *table, vw_diags *diags, uint64_t given)
{
    char announced[24], counted[32];
    snprintf(announced, sizeof announced, "%" PRIu64, table->total_rows);
    snprintf(counted, sizeof counted, "%s%" PRIu64, given > table->total_rows ? ">= " : "", given);
    VW_DIAG(diags, T040, (vw_place){0}, table->id, announced, counted);
    return VW_ERR_BUG;
}

static vw_status each_row(const vw_table *table, vw_diags *diags, vw_render_row row, void *self)
{
    for (uint64_t index = 0;; index++) {
        const vw_cell *cells = NULL;
        vw_status status = table->rows.next(table->rows.self, diags, &cells);
        if (status != VW_OK) {
            return status;
        }
        if (cells == NULL) {
            return index == table->total_rows ? VW_OK : report_wrong_count(table, diags, index);
        }
        if (index == table->total_rows) {
            return report_wrong_count(table, diags, index + 1);
        }
        status = row(self, index, cells);
        if (status != VW_OK) {
            return status;
        }
    }
}

vw_status vw_render_rows(const vw_table *table, vw_diags *diags, vw_render_row row, void *self)
{
    vw_status status = table->rows.open(table->rows.self, diags);
    if (status != VW_OK) {
        return status;
    }
    status = each_row(table, diags, row, self);
    table->rows.close(table->rows.self);
    return status;
}

bool vw_render_is_total(const vw_table *table, uint64_t index)
{
    return table->has_total_row && index + 1 == table->total_rows;
}

bool vw_render_only_data(const vw_table *table)
{
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].on_paper) {
            return false;
        }
    }
    return true;
}

bool vw_render_on_paper(const vw_table *table, uint64_t index)
{
    return table->paper_rows == 0 || index < table->paper_rows || vw_render_is_total(table, index);
}

bool vw_render_cut_on_paper(const vw_table *table)
{
    const uint64_t shown = table->paper_rows + (table->has_total_row ? 1 : 0);
    return table->paper_rows != 0 && table->total_rows > shown;
}

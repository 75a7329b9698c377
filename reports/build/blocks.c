/* SPDX-License-Identifier: EUPL-1.2 */
/* Small makers of texts, blocks and tables. */
#include "base/wording.h"
#include "model/label.h"
#include "reports/build/build.h"
#include "reports/render/render.h"

#include <string.h>

const char *vw_fill_in(const vw_report *r, vw_text pattern, const char *arg0, const char *arg1,
                       const char *arg2, const char *arg3)
{
    const char *const args[] = {arg0, arg1, arg2, arg3};
    vw_buf out = {.arena = r->arena};
    for (const char *at = vw_say(r, pattern); *at != '\0';) {
        vw_placeholder found;
        if (!vw_placeholder_read(&found, at, 4)) {
            vw_buf_addn(&out, at++, 1);
            continue;
        }
        const char *arg = args[found.argument];
        if (found.forms.text != NULL) {
            const vw_wording word = vw_wording_counted(found.forms, arg);
            vw_buf_addn(&out, word.text, word.length);
        } else {
            vw_buf_add(&out, arg != NULL ? arg : "?");
        }
        at += found.length;
    }
    return vw_buf_text(&out);
}

const char *vw_show_number(const vw_report *r, uint64_t number)
{
    vw_buf out = {.arena = r->arena};
    vw_render_integer(&out, r->words, (int64_t)number);
    return vw_buf_text(&out);
}

const char *vw_show_share(const vw_report *r, double share)
{
    vw_buf out = {.arena = r->arena};
    vw_render_share(&out, r->words, share);
    return vw_buf_text(&out);
}

const char *vw_show_date(const vw_report *r, vw_date date)
{
    vw_buf out = {.arena = r->arena};
    vw_render_date(&out, r->words, date);
    return vw_buf_text(&out);
}

const char *vw_show_version_date(const vw_report *r, const vw_framework *framework)
{
    return framework->year_only ? vw_framework_dated(r->arena, framework)
                                : vw_show_date(r, framework->date);
}

const char *vw_show_framework_with(const vw_report *r, const vw_framework *framework,
                                   const char *inside)
{
    const char *title = vw_say(r, framework->title);
    const size_t length = strlen(title);
    if (length > 1 && title[length - 1] == ')') {
        return vw_printf(r->arena, "%.*s, %s)", (int)length - 1, title, inside);
    }
    return vw_printf(r->arena, "%s (%s)", title, inside);
}

const char *vw_show_framework(const vw_report *r, const vw_framework *framework)
{
    return vw_show_framework_with(r, framework, framework->version);
}

const char *vw_show_head_mark(const vw_report *r, const vw_framework *framework)
{
    return framework->mark == NULL
               ? NULL
               : vw_printf(r->arena, "%s. %s", vw_say(r, vw_mark_label(framework->mark)),
                           vw_say(r, framework->mark_reason));
}

const char *vw_show_kind(const vw_report *r, const char *kind)
{
    const vw_kind *found = vw_catalogue_find(r->plan->set->catalogue, kind);
    return found != NULL ? vw_say(r, found->label) : vw_strdup(r->arena, kind);
}

static vw_block *new_block(const vw_report *r, vw_block block)
{
    vw_block *kept = VW_NEW(r->arena, vw_block);
    *kept = block;
    return kept;
}

static vw_block *text_block(const vw_report *r, vw_block_kind is, const char *text)
{
    vw_run *run = VW_NEW(r->arena, vw_run);
    run->text = text;
    return new_block(r, (vw_block){.is = is, .runs = run, .run_count = 1});
}

void vw_add_paragraph(const vw_report *r, vw_block_list *out, const char *text)
{
    VW_PUSH(r->arena, *out, text_block(r, VW_BLOCK_PARAGRAPH, text));
}

void vw_add_heading(const vw_report *r, vw_block_list *out, int level, const char *id,
                    const char *text)
{
    vw_block *heading = text_block(r, VW_BLOCK_HEADING, text);
    heading->level = level;
    heading->id = id;
    VW_PUSH(r->arena, *out, heading);
}

static vw_block *around(const vw_report *r, vw_block_kind is, const vw_block *child)
{
    const vw_block **children = VW_NEW_ARRAY(r->arena, 1, const vw_block *);
    children[0] = child;
    return new_block(r, (vw_block){.is = is, .children = children, .child_count = 1});
}

void vw_add_note(const vw_report *r, vw_block_list *out, const char *text)
{
    VW_PUSH(r->arena, *out, around(r, VW_BLOCK_NOTE, text_block(r, VW_BLOCK_PARAGRAPH, text)));
}

void vw_add_list(const vw_report *r, vw_block_list *out, const vw_texts *texts)
{
    const vw_block **items = VW_NEW_ARRAY(r->arena, texts->count, const vw_block *);
    for (size_t i = 0; i < texts->count; i++) {
        items[i] = around(r, VW_BLOCK_ITEM, text_block(r, VW_BLOCK_PARAGRAPH, texts->items[i]));
    }
    VW_PUSH(r->arena, *out,
            new_block(r, (vw_block){
                             .is = VW_BLOCK_LIST, .children = items, .child_count = texts->count}));
}

vw_table *vw_table_new(const vw_report *r, const vw_table_words *words)
{
    vw_table_column *columns = VW_NEW_ARRAY(r->arena, words->column_count, vw_table_column);
    for (size_t i = 0; i < words->column_count; i++) {
        const vw_column_words *from = &words->columns[i];
        columns[i] = (vw_table_column){.id = from->id,
                                       .title = vw_say(r, from->title),
                                       .is = from->is,
                                       .weight = from->weight,
                                       .code = (from->flags & VW_COLUMN_CODE) != 0,
                                       .on_paper = (from->flags & VW_COLUMN_DATA) == 0};
    }
    vw_table *table = VW_NEW(r->arena, vw_table);
    *table = (vw_table){.id = words->id,
                        .caption = vw_say(r, words->caption),
                        .sheet = words->sheet_id != NULL ? vw_say(r, words->sheet) : NULL,
                        .sheet_id = words->sheet_id,
                        .columns = columns,
                        .column_count = words->column_count,
                        .empty = words->empty.nl != NULL ? vw_say(r, words->empty) : NULL};
    return table;
}

void vw_add_table(const vw_report *r, vw_block_list *out, const vw_table *table)
{
    VW_PUSH(r->arena, *out,
            new_block(r, (vw_block){.is = VW_BLOCK_TABLE, .id = table->id, .table = table}));
}

void vw_table_cut(const vw_report *r, vw_table *table, uint64_t rows)
{
    static const vw_text note = {"Hier {0:staat|staan} de eerste {0} van {1} {1:rij|rijen}; alle "
                                 "rijen staan in de werkmap, op het blad "
                                 "“{2}”.",
                                 "The first {0} of {1} {1:row|rows} {0:stands|stand} here; all "
                                 "rows are in the workbook, on the sheet “{2}”."};
    const uint64_t total =
        table->has_total_row && table->total_rows > 0 ? table->total_rows - 1 : table->total_rows;
    if (total <= rows) {
        return;
    }
    table->paper_rows = rows;
    table->paper_note =
        VW_FILL(r, note, vw_show_number(r, rows), vw_show_number(r, total), table->sheet);
}

/* ---- rows in memory ------------------------------------------------------------------------- */

typedef struct {
    const vw_cell *cells;
    size_t count, columns, at;
} kept_rows;

static vw_status open_kept(void *self, vw_diags *diags)
{
    (void)diags;
    ((kept_rows *)self)->at = 0;
    return VW_OK;
}

static vw_status next_kept(void *self, vw_diags *diags, const vw_cell **cells)
{
    (void)diags;
    kept_rows *rows = self;
    *cells = rows->at < rows->count ? rows->cells + rows->at * rows->columns : NULL;
    rows->at++;
    return VW_OK;
}

static void close_kept(void *self)
{
    (void)self;
}

void vw_table_fill(const vw_report *r, vw_table *table, const vw_cells *cells)
{
    kept_rows *rows = VW_NEW(r->arena, kept_rows);
    *rows = (kept_rows){.cells = cells->items,
                        .count = cells->count / table->column_count,
                        .columns = table->column_count};
    table->total_rows = rows->count;
    table->rows = (vw_rows){open_kept, next_kept, close_kept, rows};
}

const vw_formula *vw_formula_new(const vw_report *r, vw_formula formula)
{
    vw_formula *kept = VW_NEW(r->arena, vw_formula);
    *kept = formula;
    return kept;
}

vw_cell vw_date_cell(const char *stored)
{
    char day[11] = "";
    vw_date date;
    if (stored != NULL) {
        strncpy(day, stored, sizeof day - 1);
    }
    if (!vw_date_parse(&date, day)) {
        return vw_text_cell(stored);
    }
    return (vw_cell){.is = VW_CELL_DATE, .date = date};
}

/* [index] past the end: at the end. */
static const vw_block *add_after(const vw_report *r, const vw_block *root, size_t index,
                                 const vw_block_list *added)
{
    vw_block_list blocks = {0};
    vw_block *changed = VW_NEW(r->arena, vw_block);
    for (size_t i = 0; i < root->child_count; i++) {
        VW_PUSH(r->arena, blocks, root->children[i]);
        const bool here = i == index || (i + 1 == root->child_count && index > i);
        for (size_t j = 0; here && j < added->count; j++) {
            VW_PUSH(r->arena, blocks, added->items[j]);
        }
    }
    *changed = *root;
    changed->children = blocks.items;
    changed->child_count = blocks.count;
    return changed;
}

/* Among the blocks from [from] on; their count when there is none. */
static size_t first_of(const vw_block *root, size_t from, vw_block_kind is)
{
    size_t index = from;
    while (index < root->child_count && root->children[index]->is != is) {
        index++;
    }
    return index;
}

const vw_block *vw_add_after_heading(const vw_report *r, const vw_block *root,
                                     const vw_block_list *added)
{
    return add_after(r, root, first_of(root, 0, VW_BLOCK_HEADING), added);
}

const vw_block *vw_add_after_facts(const vw_report *r, const vw_block *root,
                                   const vw_block_list *added)
{
    const vw_block *cover = root->child_count > 0 ? root->children[0] : NULL;
    if (cover != NULL && cover->is == VW_BLOCK_COVER && cover->child_count > 0) {
        vw_block *changed = VW_NEW(r->arena, vw_block);
        const vw_block **children = VW_NEW_ARRAY(r->arena, root->child_count, const vw_block *);
        memcpy(children, root->children, root->child_count * sizeof *children);
        children[0] = add_after(r, cover, first_of(cover, 0, VW_BLOCK_FACTS), added);
        *changed = *root;
        changed->children = children;
        return changed;
    }
    return vw_add_after_heading(r, root, added);
}

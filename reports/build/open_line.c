/* SPDX-License-Identifier: EUPL-1.2 */
/* The sentence that says what square brackets mean. A document in which nothing is left open has no
 * use for it, and that is known only when all of it stands. */
#include "reports/build/build.h"
#include "reports/render/render.h"

#include <string.h>

static const vw_text line = {
    "Wat tussen vierkante haken staat, ontbreekt nog; wie het invult, staat erbij.",
    "What stands in square brackets is still missing, with who fills it in."};

const char *vw_report__open_line(vw_report *r)
{
    r->told_brackets = true;
    return vw_say(r, line);
}

static bool is_open(const char *text)
{
    size_t length;
    return vw_render_open_place(text, &length) != NULL;
}

static bool cell_is_open(const vw_cell *cell)
{
    return cell->is == VW_CELL_TEXT && is_open(cell->text);
}

static vw_status look_in_table(bool *out, const vw_report *r, const vw_table *table)
{
    const vw_cell *cells = NULL;
    const vw_rows *rows = &table->rows;
    *out = table->total_rows == 0 && is_open(table->empty);
    if (rows->open == NULL) {
        return VW_OK;
    }
    vw_status status = rows->open(rows->self, r->diags);
    if (status != VW_OK) {
        return status;
    }
    while (status == VW_OK && !*out &&
           (status = rows->next(rows->self, r->diags, &cells)) == VW_OK && cells != NULL) {
        for (size_t i = 0; i < table->column_count; i++) {
            *out = *out || cell_is_open(&cells[i]);
        }
    }
    rows->close(rows->self);
    return status;
}

static vw_status look(bool *out, const vw_report *r, const vw_block *block)
{
    vw_status status = VW_OK;
    *out = false;
    for (size_t i = 0; i < block->run_count && !*out; i++) {
        *out = is_open(block->runs[i].text);
    }
    for (size_t i = 0; i < block->fact_count && !*out; i++) {
        *out = cell_is_open(&block->facts[i].cell);
    }
    if (!*out && block->table != NULL) {
        status = look_in_table(out, r, block->table);
    }
    for (size_t i = 0; i < block->child_count && !*out && status == VW_OK; i++) {
        status = look(out, r, block->children[i]);
    }
    return status;
}

/* [text] without the sentence, and without the space that set it apart. */
static const char *cut(const vw_report *r, const char *text)
{
    const char *sentence = vw_say(r, line), *at = strstr(text, sentence);
    if (at == NULL) {
        return text;
    }
    const char *behind = at + strlen(sentence);
    size_t before = (size_t)(at - text);
    if (*behind == ' ') {
        behind++;
    } else if (before > 0 && text[before - 1] == ' ') {
        before--;
    }
    return vw_printf(r->arena, "%.*s%s", (int)before, text, behind);
}

static bool says_something(const vw_block *block)
{
    bool has_text = false;
    for (size_t i = 0; i < block->run_count; i++) {
        has_text = has_text || block->runs[i].text[0] != '\0';
    }
    return has_text || block->child_count > 0;
}

/* NULL: nothing is left of it. */
static const vw_block *without(const vw_report *r, const vw_block *block)
{
    vw_run *runs = VW_NEW_ARRAY(r->arena, block->run_count, vw_run);
    const vw_block **children = VW_NEW_ARRAY(r->arena, block->child_count, const vw_block *);
    size_t count = 0;
    bool changed = false;
    for (size_t i = 0; i < block->run_count; i++) {
        runs[i] = block->runs[i];
        runs[i].text = cut(r, runs[i].text);
        changed = changed || runs[i].text != block->runs[i].text;
    }
    for (size_t i = 0; i < block->child_count; i++) {
        const vw_block *child = without(r, block->children[i]);
        changed = changed || child != block->children[i];
        if (child != NULL) {
            children[count++] = child;
        }
    }
    if (!changed) {
        return block;
    }
    vw_block *kept = VW_NEW(r->arena, vw_block);
    *kept = *block;
    kept->runs = runs;
    kept->children = children;
    kept->child_count = count;
    return says_something(kept) ? kept : NULL;
}

vw_status vw_report__open_explained(const vw_block **root, const vw_report *r)
{
    bool has_open = true;
    const vw_status status = r->told_brackets ? look(&has_open, r, *root) : VW_OK;
    if (status == VW_OK && !has_open) {
        *root = without(r, *root);
    }
    return status;
}

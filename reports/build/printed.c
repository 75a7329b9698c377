/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/printed.h"

#include "base/utf8.h"
#include "reports/build/rows.h"
#include "reports/build/word_runs.h"

#include <string.h>

enum { WORDS_MIN = 4 /* of a text that nobody said is shown */ };

/* ---- what the document says ------------------------------------------------------------------ */

static void walk(const vw_block *block, void (*each)(void *self, const vw_block *block), void *self)
{
    each(self, block);
    for (size_t i = 0; i < block->child_count; i++) {
        walk(block->children[i], each, self);
    }
}

/* For whom it is, each block of the document itself says; what stands in one is for the same. */
void vw_printed_walk(const vw_block *root, void (*each)(void *self, const vw_block *block),
                     void *self)
{
    for (size_t i = 0; i < root->child_count; i++) {
        if (root->children[i]->audience == VW_PUBLIC) {
            walk(root->children[i], each, self);
        }
    }
}

typedef struct {
    vw_report *r;
    vw_word_runs runs;
    vw_status status;
} said;

static void add_cell(said *all, const vw_cell *cell)
{
    if (cell->is == VW_CELL_TEXT && cell->text != NULL) {
        vw_word_runs_add(&all->runs, cell->text, 0);
    }
}

static vw_status add_rows(said *all, const vw_table *table)
{
    const vw_rows *rows = &table->rows;
    const vw_cell *cells = NULL;
    if (rows->open == NULL) {
        return VW_OK;
    }
    vw_status status = rows->open(rows->self, all->r->diags);
    while (status == VW_OK && (status = rows->next(rows->self, all->r->diags, &cells)) == VW_OK &&
           cells != NULL) {
        for (size_t i = 0; i < table->column_count; i++) {
            add_cell(all, &cells[i]);
        }
    }
    rows->close(rows->self);
    return status;
}

static void add_block(void *self, const vw_block *block)
{
    said *all = self;
    vw_buf text = {.arena = all->runs.arena};
    for (size_t i = 0; i < block->run_count; i++) {
        vw_buf_add(&text, block->runs[i].text != NULL ? block->runs[i].text : " ");
    }
    if (text.length > 0) {
        vw_word_runs_add(&all->runs, vw_buf_text(&text), 0);
    }
    for (size_t i = 0; i < block->fact_count; i++) {
        add_cell(all, &block->facts[i].cell);
    }
    if (block->table != NULL && all->status == VW_OK) {
        all->status = add_rows(all, block->table);
    }
}

/* ---- the records ----------------------------------------------------------------------------- */

typedef struct {
    const vw_word_runs *runs;
    vw_printed_texts *out;
    vw_arena *arena, *scratch;
    vw_report *of;
    const char *kind, *field;
} search;

static bool is_found(const search *s, const char *key, const char *text)
{
    for (size_t i = 0; i < s->out->count; i++) {
        const vw_own_text *own = &s->out->items[i].own;
        if (s->out->items[i].of == s->of && strcmp(own->kind, s->kind) == 0 &&
            strcmp(own->key, key) == 0 && strcmp(own->field, s->field) == 0 &&
            strcmp(own->text, text) == 0) {
            return true;
        }
    }
    return false;
}

/* Columns: 0 key, 1 text. */
static void look_for(void *self, vw_stmt *stmt)
{
    search *s = self;
    const char *key = vw_stmt_text(stmt, 0), *text = vw_stmt_text(stmt, 1);
    vw_arena_reset(s->scratch);
    if (text != NULL && vw_word_runs_hold(s->runs, s->scratch, text, WORDS_MIN) &&
        !is_found(s, key, text)) {
        const vw_own_text own = {s->kind, vw_strdup(s->arena, key), s->field,
                                 vw_strdup(s->arena, text)};
        VW_PUSH(s->arena, *s->out, ((vw_printed_text){own, s->of}));
    }
}

static bool is_free_text(const vw_field *field)
{
    return field->type == VW_TYPE_TEXT || (field->type == VW_TYPE_LIST && field->value_count == 0);
}

static vw_status look_in_records(search *s, vw_report *of)
{
    const vw_catalogue *catalogue = of->plan->set->catalogue;
    vw_status status = VW_OK;
    s->of = of;
    for (size_t i = 0; i < catalogue->count; i++) {
        const vw_kind *kind = &catalogue->kinds[i];
        for (size_t j = 0; j < kind->field_count && status == VW_OK; j++) {
            if (!is_free_text(&kind->fields[j])) {
                continue;
            }
            s->kind = kind->name;
            s->field = kind->fields[j].name;
            status = vw_ask_rows(
                of,
                vw_printf(s->arena,
                          "SELECT s.key, e.%s FROM ev_%s e JOIN subject s ON s.id = e.subject "
                          "WHERE ?1 = ?1 AND e.%s IS NOT NULL",
                          s->field, s->kind, s->field),
                look_for, s);
        }
    }
    return status;
}

/* Those that were given out for a public document. Of this year's all count in one that is public
 * as a whole; what was only compared with the year before stands nowhere. */
static void add_given_out(search *s, vw_report *of, bool all)
{
    for (size_t i = 0; of != NULL && i < of->own_texts->count; i++) {
        const vw_own_text *own = &of->own_texts->items[i];
        vw_arena_reset(s->scratch);
        if (all || vw_word_runs_hold(s->runs, s->scratch, own->text, 1)) {
            VW_PUSH(s->arena, *s->out, ((vw_printed_text){*own, of}));
        }
    }
}

/* A text that stands in another one, such as the name of a supplier in a sentence about it, was not
 * printed by itself: of those from [first] on. */
static void leave_out_parts(search *s, size_t first)
{
    vw_printed_texts *all = s->out;
    VW_VEC(const char *) words = {0};
    for (size_t i = 0; i < all->count; i++) {
        VW_PUSH(s->arena, words, vw_utf8_words(s->arena, all->items[i].own.text));
    }
    size_t kept = first;
    for (size_t i = first; i < all->count; i++) {
        bool part = false;
        for (size_t j = 0; j < all->count && !part; j++) {
            const bool same = strcmp(words.items[i], words.items[j]) == 0;
            part = j != i && strstr(words.items[j], words.items[i]) != NULL && (!same || j < i);
        }
        if (!part) {
            all->items[kept++] = all->items[i];
        }
    }
    all->count = all->count > kept ? kept : all->count;
}

vw_status vw_printed_find(vw_printed_texts *out, vw_report *r, const vw_block *root,
                          vw_arena *arena)
{
    said all = {.r = r, .runs = {.arena = arena}};
    *out = (vw_printed_texts){0};
    vw_printed_walk(root, add_block, &all);
    if (all.status != VW_OK || all.runs.items.count == 0) {
        return all.status;
    }
    vw_word_runs_sort(&all.runs);
    search s = {.runs = &all.runs, .out = out, .arena = arena, .scratch = vw_arena_new()};
    add_given_out(&s, r, root->audience == VW_PUBLIC);
    add_given_out(&s, r->previous, false);
    const size_t given_out = out->count;
    vw_status status = look_in_records(&s, r);
    if (status == VW_OK && r->previous != NULL) {
        status = look_in_records(&s, r->previous);
    }
    leave_out_parts(&s, given_out);
    vw_arena_free(s.scratch);
    return status;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "look.h"

#include "load/front_matter.h"
#include "reports/build/templates.h"
#include "reports/render/render.h"

#include <string.h>

const char *general_template(fixture *f, size_t index)
{
    const char *name = NULL;
    for (size_t i = 0; (name = vw_template_name(i, f->arena)) != NULL; i++) {
        const vw_source *source = NULL;
        vw_front_matter head;
        assert_int_equal(vw_templates__builtin(&source, f->arena, f->diags, name, VW_EN), VW_OK);
        assert_int_equal(vw_front_matter_read(&head, f->arena, f->diags, source), VW_OK);
        const bool general = head.type_count == 0 && head.need_count == 0 && head.form == NULL;
        if (general && index-- == 0) {
            return name;
        }
    }
    return NULL;
}

const vw_document *build(fixture *f, const char *template_name, vw_lang lang)
{
    const vw_document *document = NULL;
    const vw_report_options options = {.template_name = template_name, .lang = lang};
    vw_status status = vw_report_build(&document, f->dossier, &f->evaluation, f->plan, &options,
                                       f->arena, f->diags);
    if (status != VW_OK) {
        vw_diags_print(f->diags, stderr, VW_EN, false);
    }
    assert_int_equal(status, VW_OK);
    return document;
}

void ten_systems(fixture *f)
{
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 7, 2, 1);
    evaluate(f);
}

/* ---- looking into a document ----------------------------------------------------------------- */

typedef struct {
    const char *id;
    const vw_table *found;
    vw_buf *text, *ids;
} search;

static void look(void *self, const vw_block *block)
{
    search *s = self;
    if (block->is == VW_BLOCK_TABLE) {
        if (s->ids != NULL) {
            vw_buf_addf(s->ids, "%s ", block->table->id);
        }
        if (s->id != NULL && strcmp(block->table->id, s->id) == 0) {
            s->found = block->table;
        }
    }
    if (s->text != NULL && block->run_count > 0) {
        vw_render_runs(s->text, block->runs, block->run_count);
        vw_buf_add(s->text, "\n");
    }
}

const vw_table *table_of(const vw_document *document, const char *id)
{
    search s = {.id = id};
    vw_render_walk(document->root, look, &s);
    assert_non_null(s.found);
    return s.found;
}

const char *prose_of(fixture *f, const vw_document *document)
{
    vw_buf text = {.arena = f->arena};
    search s = {.text = &text};
    vw_render_walk(document->root, look, &s);
    return vw_buf_text(&text);
}

const char *table_ids(fixture *f, const vw_document *document)
{
    vw_buf ids = {.arena = f->arena};
    search s = {.ids = &ids};
    vw_render_walk(document->root, look, &s);
    return vw_buf_text(&ids);
}

typedef struct {
    const vw_table *table;
    const vw_words *words;
    vw_buf text;
} reader;

static vw_status read_row(void *self, uint64_t index, const vw_cell *cells)
{
    (void)index;
    reader *to = self;
    for (size_t i = 0; i < to->table->column_count; i++) {
        vw_buf_add(&to->text, i > 0 ? "|" : "");
        vw_render_cell(&to->text, to->words, &cells[i]);
    }
    vw_buf_add(&to->text, "\n");
    return VW_OK;
}

const char *rows_of(fixture *f, const vw_document *document, const char *id)
{
    const vw_table *table = table_of(document, id);
    reader to = {.table = table, .words = &document->words, .text = {.arena = f->arena}};
    assert_int_equal(vw_render_rows(table, f->diags, read_row, &to), VW_OK);
    return vw_buf_text(&to.text);
}

void assert_has(const char *text, const char *part)
{
    if (strstr(text, part) == NULL) {
        print_message("not there: %s\nin:\n%s\n", part, text);
    }
    assert_non_null(strstr(text, part));
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "template_fixture.h"

int setup(void **state)
{
    vw_arena *arena = vw_arena_new();
    fixture *f = VW_NEW(arena, fixture);
    *f = (fixture){.arena = arena, .diags = vw_diags_new(arena), .entity = "Waterrijk"};
    *state = f;
    return 0;
}

int teardown(void **state)
{
    vw_arena_free(((fixture *)*state)->arena);
    return 0;
}

static const char *value_of(void *self, const char *name, const vw_template_arguments *arguments)
{
    fixture *f = self;
    f->said = vw_template_argument_of(arguments, "framework");
    if (strcmp(name, "requirement-id") == 0) {
        return f->item == 0 ? "R1" : f->item == 1 ? "R2" : "?";
    }
    if (strcmp(name, "requirement-mark") == 0) {
        return f->item == 0 ? "" : "[mark]";
    }
    return strcmp(name, "entity") == 0 ? f->entity : name;
}

static size_t items_of(void *self, const char *what, const vw_template_arguments *arguments)
{
    fixture *f = self;
    f->said = vw_template_argument_of(arguments, "framework");
    assert_string_equal(what, "requirement");
    return 2;
}

static void select_item(void *self, size_t item)
{
    ((fixture *)self)->item = item;
}

/* Each block is a heading with its name as text and id. */
static vw_status blocks_of(void *self, vw_block_list *out, const char *name,
                           const vw_template_arguments *arguments, vw_audience audience, int level,
                           vw_diags *diags)
{
    (void)diags;
    fixture *f = self;
    f->said = vw_template_argument_of(arguments, "framework");
    f->part = audience;
    vw_run *run = VW_NEW(f->arena, vw_run);
    vw_block *block = VW_NEW(f->arena, vw_block);
    run->text = name;
    *block =
        (vw_block){.is = VW_BLOCK_HEADING, .id = name, .level = level, .runs = run, .run_count = 1};
    VW_PUSH(f->arena, *out, block);
    f->asked++;
    return VW_OK;
}

const vw_source *source_of(fixture *f, const char *text)
{
    const vw_source *source = NULL;
    assert_int_equal(vw_source_new(&source, f->arena, f->diags, "t.md", text, strlen(text)), VW_OK);
    return source;
}

vw_status check(fixture *f, const char *text)
{
    return vw_template_check_source(source_of(f, text), NULL, f->arena, f->diags);
}

vw_template_data data_of(fixture *f)
{
    static const char *const frameworks[] = {"bio2", "digid", NULL};
    return (vw_template_data){.value = value_of,
                              .blocks = blocks_of,
                              .items = items_of,
                              .select = select_item,
                              .self = f,
                              .frameworks = frameworks};
}

const vw_block *expand(fixture *f, const char *text)
{
    const vw_block *root = NULL;
    const vw_template_data data = data_of(f);
    assert_int_equal(vw_template_expand(&root, f->arena, f->diags, source_of(f, text), &data),
                     VW_OK);
    return root;
}

const char *text_of(fixture *f, const vw_block *block)
{
    vw_buf text = {.arena = f->arena};
    vw_render_runs(&text, block->runs, block->run_count);
    return vw_buf_text(&text);
}

/* The only problem of [text] is this one, at this place. */
const vw_diag *only_problem(fixture *f, const char *text, vw_msg msg, unsigned line,
                            unsigned column)
{
    assert_int_equal(check(f, text), VW_ERR_INPUT);
    assert_int_equal(vw_diags_kept(f->diags), 1);
    const vw_diag *diag = vw_diags_get(f->diags, 0);
    assert_int_equal(diag->msg, msg);
    assert_int_equal(diag->place.line, line);
    assert_int_equal(diag->place.column, column);
    return diag;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Words of a template that go with a number. */
#include "reports/render/render.h"
#include "reports/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    const char *count; /* how many imports there are */
    size_t shown;      /* how often that was asked for to be shown */
} numbers;

static const char *value_of(void *self, const char *name, const vw_template_arguments *arguments)
{
    numbers *n = self;
    assert_string_equal(name, "import-count");
    n->shown += arguments != NULL ? 1 : 0;
    return n->count;
}

/* [text] with [count] imports, of which the number is shown once. */
static const char *said(vw_arena *arena, const char *text, const char *count)
{
    numbers n = {.count = count};
    const vw_source *source = NULL;
    const vw_block *root = NULL;
    vw_diags *diags = vw_diags_new(arena);
    const vw_template_data data = {.value = value_of, .self = &n};
    vw_buf out = {.arena = arena};
    assert_int_equal(vw_source_new(&source, arena, diags, "t.md", text, strlen(text)), VW_OK);
    assert_int_equal(vw_template_expand(&root, arena, diags, source, &data), VW_OK);
    assert_int_equal(n.shown, 1);
    vw_render_runs(&out, root->children[0]->runs, root->children[0]->run_count);
    return vw_buf_text(&out);
}

static void a_word_goes_with_its_number(void **state)
{
    static const char text[] = "{{import-count}} {{import-count:file was|files  were}} read: "
                               "{{ import-count: file|files }}.\n";
    static const struct {
        const char *count, *text;
    } cases[] = {
        {"1", "1 file was read: file."},
        {"0", "0 files were read: files."},
        {"21", "21 files were read: files."},
        {"1.001", "1.001 files were read: files."},
    };
    vw_arena *arena = vw_arena_new();
    (void)state;
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        assert_string_equal(said(arena, text, cases[i].count), cases[i].text);
    }
    vw_arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_word_goes_with_its_number)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}

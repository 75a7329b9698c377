/* SPDX-License-Identifier: EUPL-1.2 */
/* The trees that were made while building are those that libyaml makes of the same files, and they
 * serve for no others. */
#include "fixture.h"

#include "load/packed.h"

#include <string.h>

static void assert_same(const vw_node *packed, const vw_node *parsed)
{
    assert_int_equal(packed->type, parsed->type);
    assert_int_equal(packed->style, parsed->style);
    assert_int_equal(packed->start, parsed->start);
    assert_int_equal(packed->length, parsed->length);
    if (parsed->type == VW_NODE_SCALAR) {
        assert_int_equal(packed->text_length, parsed->text_length);
        assert_string_equal(packed->text, parsed->text);
        assert_int_equal(strlen(packed->text), packed->text_length);
    }
    assert_int_equal(packed->count, parsed->count);
    for (size_t i = 0; i < parsed->count && parsed->type == VW_NODE_LIST; i++) {
        assert_same(packed->items[i], parsed->items[i]);
    }
    for (size_t i = 0; i < parsed->count && parsed->type == VW_NODE_MAPPING; i++) {
        assert_same(packed->entries[i].key, parsed->entries[i].key);
        assert_same(packed->entries[i].value, parsed->entries[i].value);
    }
}

static void each_shipped_file_has_the_tree_and_the_lines_of_its_text(void **state)
{
    fixture *f = *state;
    vw_set_files files = {0};
    vw_set_files_builtin(&files, f->arena);
    assert_true(files.count > 100);
    assert_int_equal(files.count, vw_load__shipped_count());
    for (size_t i = 0; i < files.count; i++) {
        vw_arena *arena = vw_arena_new();
        const vw_set_file *file = &files.items[i];
        const vw_packed *packed = vw_load__packed(file);
        const vw_source *source = NULL;
        assert_int_equal(
            vw_source_new(&source, arena, f->diags, file->path, file->text, file->length), VW_OK);
        const vw_node *parsed = vw_load__parse(arena, arena, f->diags, source);
        assert_non_null(parsed);
        assert_non_null(packed);
        assert_same(vw_load__unpack(arena, packed, source), parsed);
        assert_int_equal(packed->line_count, source->line_count);
        assert_memory_equal(packed->line_starts, source->line_starts,
                            source->line_count * sizeof *source->line_starts);
        vw_arena_free(arena);
    }
    assert_int_equal(vw_diags_kept(f->diags), 0);
}

static void a_copy_of_a_shipped_file_has_its_tree_and_another_text_none(void **state)
{
    fixture *f = *state;
    vw_set_files files = {0};
    vw_set_files_builtin(&files, f->arena);
    vw_set_file file = files.items[7];
    const vw_packed *packed = vw_load__packed(&file);
    assert_non_null(packed);
    char *copy = vw_strndup(f->arena, file.text, file.length);
    file.text = copy;
    assert_ptr_equal(vw_load__packed(&file), packed);
    copy[file.length - 2] ^= 1;
    assert_null(vw_load__packed(&file));
    file.text = files.items[7].text;
    file.length--;
    assert_null(vw_load__packed(&file));
    file.length++;
    file.path = "controls/none.yaml";
    assert_null(vw_load__packed(&file));
}

static bool loads_as_shipped(fixture *f)
{
    f->set = NULL;
    assert_int_equal(load(f), VW_OK);
    return f->set->catalogue->as_shipped;
}

static void a_catalogue_is_as_shipped_when_nothing_of_it_was_changed(void **state)
{
    fixture *f = *state;
    f->files.count = 0;
    vw_set_files_builtin(&f->files, f->arena);
    assert_true(loads_as_shipped(f));
    vw_set_file *first = &f->files.items[0];
    const char *text = first->text;
    first->text = vw_printf(f->arena, "%s\n# changed\n", text);
    first->length += strlen("\n# changed\n");
    assert_false(loads_as_shipped(f));
    first->text = text;
    first->length -= strlen("\n# changed\n");
    add_file(f, "catalogue/own.yaml", "parameters: []\n");
    assert_true(loads_as_shipped(f));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(each_shipped_file_has_the_tree_and_the_lines_of_its_text),
        SENTENCE(a_copy_of_a_shipped_file_has_its_tree_and_another_text_none),
        SENTENCE(a_catalogue_is_as_shipped_when_nothing_of_it_was_changed),
    };
    return cmocka_run_group_tests_name("packed", tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Where control sets come from, and that their order never matters. */
#include "fixture.h"

#include "base/limits.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* A folder of its own for each test, emptied by the test's arena. */
typedef struct {
    fixture *base;
    char *folder;
    VW_VEC(const char *) made; /* files, links and folders, in order of making */
} place;

static place new_place(void **state)
{
    fixture *f = *state;
    f->files.count = 0;
    const char *root = getenv("TMPDIR");
    place p = {.base = f};
    p.folder = vw_printf(f->arena, "%s/vw-load-XXXXXX", root != NULL ? root : "/tmp");
    assert_non_null(mkdtemp(p.folder));
    VW_PUSH(f->arena, p.made, p.folder);
    return p;
}

static const char *path_in(place *p, const char *name)
{
    return vw_printf(p->base->arena, "%s/%s", p->folder, name);
}

static void make_file(place *p, const char *name, const char *text)
{
    const char *path = path_in(p, name);
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    assert_true(fputs(text, file) >= 0);
    assert_int_equal(fclose(file), 0);
    VW_PUSH(p->base->arena, p->made, path);
}

static void make_folder(place *p, const char *name)
{
    const char *path = path_in(p, name);
    assert_int_equal(mkdir(path, 0700), 0);
    VW_PUSH(p->base->arena, p->made, path);
}

static void make_link(place *p, const char *to, const char *name)
{
    const char *path = path_in(p, name);
    assert_int_equal(symlink(to, path), 0);
    VW_PUSH(p->base->arena, p->made, path);
}

static void remove_place(place *p)
{
    while (p->made.count > 0) {
        assert_int_equal(remove(p->made.items[--p->made.count]), 0);
    }
}

static vw_status add(place *p, const char *path)
{
    return vw_set_files_add(&p->base->files, p->base->arena, p->base->diags, path);
}

/* The names that were found, without the folder, and the codes of what was said. */
static const char *found(place *p)
{
    fixture *f = p->base;
    vw_buf buf = {.arena = f->arena};
    for (size_t i = 0; i < f->files.count; i++) {
        vw_buf_addf(&buf, "%s%s", i > 0 ? " " : "", f->files.items[i].path + strlen(p->folder) + 1);
    }
    return vw_buf_text(&buf);
}

static const char *said(place *p)
{
    fixture *f = p->base;
    vw_buf buf = {.arena = f->arena};
    for (size_t i = 0; i < vw_diags_kept(f->diags); i++) {
        const vw_diag *diag = vw_diags_get(f->diags, i);
        vw_buf_addf(&buf, "%s%s %s", i > 0 ? "\n" : "", vw_message_get(diag->msg)->code,
                    diag->place.file != NULL ? diag->place.file + strlen(p->folder) + 1 : "");
    }
    return vw_buf_text(&buf);
}

static void a_folder_gives_its_yaml_files_in_order_of_path(void **state)
{
    place p = new_place(state);
    make_file(&p, "b.yaml", "measures: []\n");
    make_folder(&p, "a");
    make_file(&p, "a/z.yaml", "measures: []\n");
    make_file(&p, "readme.txt", "no set\n");
    make_file(&p, ".hidden.yaml", "no set\n");
    assert_int_equal(add(&p, p.folder), VW_OK);
    assert_string_equal(found(&p), "a/z.yaml b.yaml");
    assert_string_equal(said(&p), "");
    assert_string_equal(p.base->files.items[1].text, "measures: []\n");
    assert_int_equal(p.base->files.items[1].length, 13);
    remove_place(&p);
}

static void symbolic_links_are_not_followed_and_that_is_said(void **state)
{
    place p = new_place(state);
    make_file(&p, "a.yaml", "measures: []\n");
    make_link(&p, "a.yaml", "link.yaml");
    make_link(&p, ".", "loop");
    assert_int_equal(add(&p, p.folder), VW_OK);
    assert_string_equal(found(&p), "a.yaml");
    assert_string_equal(said(&p), "Y052 link.yaml\nY052 loop");
    assert_int_equal(add(&p, path_in(&p, "link.yaml")), VW_ERR_STORE);
    assert_string_equal(said(&p), "Y052 link.yaml\nY054 link.yaml\nY052 loop");
    remove_place(&p);
}

static void a_file_that_ends_in_yml_is_named(void **state)
{
    place p = new_place(state);
    make_file(&p, "a.yaml", "measures: []\n");
    make_file(&p, "b.yml", "measures: []\n");
    assert_int_equal(add(&p, p.folder), VW_OK);
    assert_string_equal(found(&p), "a.yaml");
    assert_string_equal(said(&p), "Y053 b.yml");
    remove_place(&p);
}

static void a_folder_without_sets_is_an_error(void **state)
{
    place p = new_place(state);
    make_folder(&p, "empty");
    assert_int_equal(add(&p, path_in(&p, "empty/")), VW_ERR_STORE);
    assert_string_equal(said(&p), "Y051 empty");
    remove_place(&p);
}

static void folders_nested_without_end_are_refused(void **state)
{
    place p = new_place(state);
    const char *path = "d";
    for (int depth = 0; depth < 33; depth++) {
        make_folder(&p, path);
        path = vw_printf(p.base->arena, "%s/d", path);
    }
    assert_int_equal(add(&p, p.folder), VW_ERR_STORE);
    assert_int_equal(vw_diags_kept(p.base->diags), 1);
    assert_int_equal(vw_diags_get(p.base->diags, 0)->msg, VW_MSG_Y055);
    remove_place(&p);
}

static void a_folder_that_cannot_be_read_is_an_error(void **state)
{
    if (geteuid() == 0) {
        skip(); /* root reads everything */
    }
    place p = new_place(state);
    make_folder(&p, "closed");
    assert_int_equal(chmod(path_in(&p, "closed"), 0), 0);
    assert_int_equal(add(&p, p.folder), VW_ERR_STORE);
    assert_string_equal(said(&p), "Y050 closed");
    remove_place(&p);
}

static void a_file_that_is_not_there_is_an_error(void **state)
{
    place p = new_place(state);
    assert_int_equal(add(&p, path_in(&p, "none.yaml")), VW_ERR_STORE);
    assert_int_equal(vw_diags_get(p.base->diags, 0)->msg, VW_MSG_F001);
    remove_place(&p);
}

static void a_file_named_twice_is_read_once_in_its_last_form(void **state)
{
    place p = new_place(state);
    make_file(&p, "a.yaml", "measures: []\n");
    assert_int_equal(add(&p, path_in(&p, "a.yaml")), VW_OK);
    p.made.count--;
    make_file(&p, "a.yaml", "measures: [ ]\n");
    assert_int_equal(add(&p, path_in(&p, "./a.yaml")), VW_OK);
    assert_int_equal(add(&p, vw_printf(p.base->arena, "%s//a.yaml", p.folder)), VW_OK);
    assert_int_equal(p.base->files.count, 2); /* "/./" is another path, "//" is not */
    assert_string_equal(p.base->files.items[0].text, "measures: [ ]\n");
    remove_place(&p);
}

static void the_sets_built_in_are_sound(void **state)
{
    fixture *f = *state;
    f->files.count = 0;
    vw_set_files_builtin(&f->files, f->arena);
    assert_true(f->files.count > 0);
    vw_status status = load(f);
    assert_string_equal(problems(f), "");
    assert_int_equal(status, VW_OK);
    assert_non_null(vw_catalogue_find(f->set->catalogue, "asset"));
}

static void load_beside_the_sets_built_in(fixture *f, const char *text)
{
    f->files.count = 0;
    vw_set_files_builtin(&f->files, f->arena);
    add_file(f, "t.yaml", text);
    (void)load(f);
}

#define EASY                                                                                       \
    "requirements_of: bio2\nrequirements:\n"                                                       \
    "  - {id: easy, kind: article, title: {nl: A, en: A}, reference: x}\n"

static void a_framework_built_in_takes_no_requirements_from_elsewhere(void **state)
{
    fixture *f = *state;
    load_beside_the_sets_built_in(f, EASY);
    assert_string_equal(problems(f), "1:18 Y056(bio2)");
}

static void a_framework_of_ones_own_may_map_to_measures_built_in(void **state)
{
    fixture *f = *state;
    load_beside_the_sets_built_in(
        f, "framework: house\nversion: 1\ndate: 2025-01-01\ntitle: {nl: A, en: A}\n"
           "explain: {nl: A, en: A}\naspects: [design]\nrequirements:\n"
           "  - {id: 1, kind: article, title: {nl: A, en: A}, reference: x, "
           "maps: [{measure: governance.security-policy, coverage: full}]}\n");
    assert_string_equal(problems(f), "");
}

static void a_file_read_in_the_place_of_a_built_in_one_may_hold_its_requirements(void **state)
{
    place p = new_place(state);
    fixture *f = p.base;
    vw_set_files_builtin(&f->files, f->arena);
    const size_t count = f->files.count;
    make_file(&p, "own.yaml", EASY);
    vw_set_file shipped = {.path = path_in(&p, "own.yaml"), .text = "", .builtin = true};
    VW_PUSH(f->arena, f->files, shipped);
    assert_int_equal(add(&p, path_in(&p, "own.yaml")), VW_OK);
    assert_int_equal(f->files.count, count + 1);
    (void)load(f);
    assert_string_equal(problems(f), "");
    remove_place(&p);
}

/* Which files were the program's own is not known any more, and may have changed since. */
static void nothing_is_refused_of_a_set_that_a_dossier_holds(void **state)
{
    fixture *f = *state;
    load_beside_the_sets_built_in(f, EASY);
    f->diags = vw_diags_new(f->arena);
    for (size_t i = 0; i < f->files.count; i++) {
        f->files.items[i].builtin = false;
        f->files.items[i].stored = true;
    }
    (void)load(f);
    assert_string_equal(problems(f), "");
}

/* What the program brings is held to what it asks of others: of a file of its own it would pass
 * over a requirement that a map forgets, and words that are not there. */
static void the_sets_built_in_would_be_taken_from_anybody(void **state)
{
    fixture *f = *state;
    f->files.count = 0;
    vw_set_files_builtin(&f->files, f->arena);
    for (size_t i = 0; i < f->files.count; i++) {
        f->files.items[i].builtin = false;
    }
    (void)load(f);
    assert_string_equal(problems(f), "");
}

/* ---- the catalogue beside a dossier ---- */

static vw_status add_own(place *p)
{
    return vw_set_files_add_own(&p->base->files, p->base->arena, p->base->diags,
                                vw_printf(p->base->arena, "%s/", p->folder));
}

static void own_files_have_the_same_path_wherever_the_dossier_stands(void **state)
{
    place p = new_place(state);
    fixture *f = p.base;
    make_folder(&p, "catalogue");
    make_folder(&p, "catalogue/deeper");
    make_file(&p, "catalogue/own_thing.yaml", "kind: own_thing\n");
    make_file(&p, "catalogue/deeper/asset.yaml", "fields_of: asset\n");
    make_file(&p, "beside.yaml", "kind: own_other\n");
    assert_int_equal(add_own(&p), VW_OK);
    assert_int_equal(f->files.count, 2);
    assert_string_equal(f->files.items[0].path, "catalogue/deeper/asset.yaml");
    assert_string_equal(f->files.items[1].path, "catalogue/own_thing.yaml");
    assert_string_equal(f->files.items[1].text, "kind: own_thing\n");
    assert_true(f->files.items[0].own && !f->files.items[0].builtin);
    remove_place(&p);
}

static void without_that_folder_or_files_in_it_nothing_is_added(void **state)
{
    place p = new_place(state);
    assert_int_equal(add_own(&p), VW_OK);
    make_folder(&p, "catalogue");
    assert_int_equal(add_own(&p), VW_OK);
    assert_int_equal(p.base->files.count, 0);
    assert_string_equal(problems(p.base), "");
    remove_place(&p);
}

static void a_link_is_not_followed_to_a_catalogue(void **state)
{
    place p = new_place(state);
    make_folder(&p, "elsewhere");
    make_link(&p, "elsewhere", "catalogue");
    assert_int_equal(add_own(&p), VW_ERR_STORE);
    assert_int_equal(vw_diags_get(p.base->diags, 0)->msg, VW_MSG_Y054);
    remove_place(&p);
}

/* Everything that follows from the order of things, in one text. */
static const char *outline(vw_arena *arena, const vw_set *set)
{
    vw_buf buf = {.arena = arena};
    for (size_t i = 0; i < set->catalogue->count; i++) {
        const vw_kind *kind = &set->catalogue->kinds[i];
        vw_buf_addf(&buf, "%s %s:%u\n", kind->name, kind->place.file, (unsigned)kind->place.line);
    }
    for (size_t i = 0; i < set->measure_count; i++) {
        const vw_measure *measure = &set->measures[i];
        vw_buf_addf(&buf, "%s\n", measure->id);
        for (size_t j = 0; j < measure->test_count; j++) {
            vw_buf_addf(&buf, "  %s of %s\n", measure->tests[j].id, measure->tests[j].measure->id);
        }
    }
    for (size_t i = 0; i < set->framework_count; i++) {
        const vw_framework *framework = &set->frameworks[i];
        vw_buf_addf(&buf, "%s\n", framework->id);
        for (size_t j = 0; j < framework->requirement_count; j++) {
            const vw_requirement *requirement = &framework->requirements[j];
            vw_buf_addf(&buf, "  %s %zu\n", requirement->full_id, requirement->mapping_count);
            for (size_t k = 0; k < requirement->mapping_count; k++) {
                vw_buf_addf(&buf, "    %s\n", requirement->mappings[k].measure->id);
            }
        }
    }
    return vw_buf_text(&buf);
}

static void reverse(vw_set_files *files)
{
    for (size_t i = 0; i < files->count / 2; i++) {
        vw_set_file file = files->items[i];
        files->items[i] = files->items[files->count - 1 - i];
        files->items[files->count - 1 - i] = file;
    }
}

static void add_requirements(fixture *f)
{
    add_file(f, "b/1.yaml",
             "requirements_of: frame\nrequirements:\n"
             "  - {id: 10, kind: article, title: {nl: A, en: A}, reference: x, maps: "
             "[{measure: backup.restore, coverage: full}]}\n");
    add_file(f, "b/2.yaml",
             "requirements_of: frame\nrequirements:\n"
             "  - {id: 9, kind: article, title: {nl: A, en: A}, reference: x}\n");
}

static void the_order_of_the_files_does_not_matter(void **state)
{
    fixture *f = *state;
    add_requirements(f);
    assert_int_equal(load(f), VW_OK);
    const char *before = outline(f->arena, f->set);
    assert_non_null(strstr(before, "  frame:9 0\n  frame:10 1\n    backup.restore\n"));
    reverse(&f->files);
    assert_int_equal(load(f), VW_OK);
    assert_string_equal(outline(f->arena, f->set), before);
}

static void the_order_of_the_files_does_not_change_what_is_said(void **state)
{
    fixture *f = *state;
    add_requirements(f);
    add_file(f, "b/3.yaml", "measures:\n  - id: backup.restore\n");
    add_file(f, "b/4.yaml",
             "requirements_of: frame\nrequirements:\n"
             "  - {id: 9, kind: article, title: {nl: A, en: A}, reference: x}\n");
    assert_int_equal(load(f), VW_ERR_INPUT);
    const char *before = problems(f);
    assert_non_null(strstr(before, "b/3.yaml:2:9 Y039(backup.restore)"));
    assert_non_null(strstr(before, "b/4.yaml:3:10 Y039(frame:9)"));
    reverse(&f->files);
    f->diags = vw_diags_new(f->arena);
    assert_int_equal(load(f), VW_ERR_INPUT);
    assert_string_equal(problems(f), before);
}

static const char *unknown_fields(vw_arena *arena, size_t count)
{
    vw_buf buf = {.arena = arena};
    vw_buf_add(&buf, "measures: []\n");
    for (size_t i = 0; i < count; i++) {
        vw_buf_addf(&buf, "x%zu: 1\n", i);
    }
    return vw_buf_text(&buf);
}

static void the_order_of_the_files_does_not_decide_which_problems_are_kept(void **state)
{
    fixture *f = *state;
    add_file(f, "b.yaml", unknown_fields(f->arena, VW_DIAGS_MAX - 100));
    add_file(f, "c.yaml", unknown_fields(f->arena, VW_DIAGS_MAX - 100));
    assert_int_equal(load(f), VW_ERR_INPUT);
    assert_int_equal(vw_diags_kept(f->diags), VW_DIAGS_MAX);
    const char *before = problems(f);
    reverse(&f->files);
    f->diags = vw_diags_new(f->arena);
    assert_int_equal(load(f), VW_ERR_INPUT);
    assert_string_equal(problems(f), before);
}

static void an_error_of_an_earlier_stage_does_not_spoil_a_sound_set(void **state)
{
    fixture *f = *state;
    VW_DIAG(f->diags, F001, (vw_place){.file = "x"}, "x");
    assert_int_equal(vw_set_load(&f->set, f->arena, f->diags, f->files.items, f->files.count),
                     VW_OK);
    assert_non_null(f->set);
}

static void no_files_give_an_empty_set(void **state)
{
    fixture *f = *state;
    f->files.count = 0;
    assert_int_equal(load(f), VW_OK);
    assert_int_equal(f->set->catalogue->count, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(own_files_have_the_same_path_wherever_the_dossier_stands),
        SENTENCE(without_that_folder_or_files_in_it_nothing_is_added),
        SENTENCE(a_link_is_not_followed_to_a_catalogue),
        SENTENCE(a_folder_gives_its_yaml_files_in_order_of_path),
        SENTENCE(symbolic_links_are_not_followed_and_that_is_said),
        SENTENCE(a_file_that_ends_in_yml_is_named),
        SENTENCE(a_folder_without_sets_is_an_error),
        SENTENCE(folders_nested_without_end_are_refused),
        SENTENCE(a_folder_that_cannot_be_read_is_an_error),
        SENTENCE(a_file_that_is_not_there_is_an_error),
        SENTENCE(a_file_named_twice_is_read_once_in_its_last_form),
        SENTENCE(the_sets_built_in_are_sound),
        SENTENCE(a_framework_built_in_takes_no_requirements_from_elsewhere),
        SENTENCE(a_framework_of_ones_own_may_map_to_measures_built_in),
        SENTENCE(a_file_read_in_the_place_of_a_built_in_one_may_hold_its_requirements),
        SENTENCE(nothing_is_refused_of_a_set_that_a_dossier_holds),
        SENTENCE(the_sets_built_in_would_be_taken_from_anybody),
        SENTENCE(the_order_of_the_files_does_not_matter),
        SENTENCE(the_order_of_the_files_does_not_change_what_is_said),
        SENTENCE(the_order_of_the_files_does_not_decide_which_problems_are_kept),
        SENTENCE(an_error_of_an_earlier_stage_does_not_spoil_a_sound_set),
        SENTENCE(no_files_give_an_empty_set),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

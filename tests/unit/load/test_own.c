/* SPDX-License-Identifier: EUPL-1.2 */
/* What makes a catalogue more than its kinds: example rows, the artefact that every record may
 * have, and the kinds and fields of an organisation's own. */
#include "fixture.h"

#include <string.h>

#define HEAD(name)                                                                                 \
    "kind: " name "\n"                                                                             \
    "nature: state\n"                                                                              \
    "label: {nl: Ding, en: Thing}\n"                                                               \
    "plural: {nl: Dingen, en: Things}\n"                                                           \
    "explain: {nl: Wat, en: What}\n"                                                               \
    "key: " name "_id\n"                                                                           \
    "key_label: {nl: Nummer, en: Number}\n"

static const char *const thing = HEAD("thing") "fields:\n"
                                               "  - name: size\n"
                                               "    type: integer\n"
                                               "    required: true\n"
                                               "    label: {nl: Maat, en: Size}\n"
                                               "  - name: colour\n"
                                               "    type: text\n"
                                               "    label: {nl: Kleur, en: Colour}\n";

static void add_own(fixture *f, const char *path, const char *text)
{
    add_file(f, path, text);
    f->files.items[f->files.count - 1].own = true;
}

/* "effective_from effective_until size": the fields of a kind in their order. */
static const char *fields_of(fixture *f, const char *name)
{
    vw_buf buf = {.arena = f->arena};
    const vw_kind *kind = vw_catalogue_find(f->set->catalogue, name);
    assert_non_null(kind);
    for (size_t i = 0; i < kind->field_count; i++) {
        vw_buf_addf(&buf, "%s%s", i > 0 ? " " : "", kind->fields[i].name);
    }
    return vw_buf_text(&buf);
}

/* ---- examples ---- */

static void an_example_keeps_its_cells_in_order(void **state)
{
    fixture *f = *state;
    add_file(f, "t.yaml",
             vw_printf(f->arena,
                       "%sexample: {thing_id: T-1, size: 3, effective_from: 2025-01-31, "
                       "colour: dark red}\n",
                       thing));
    assert_int_equal(load(f), VW_OK);
    const vw_kind *kind = vw_catalogue_find(f->set->catalogue, "thing");
    assert_int_equal(kind->example_count, 4);
    assert_string_equal(kind->example[0].column, "thing_id");
    assert_string_equal(kind->example[0].value, "T-1");
    assert_string_equal(kind->example[2].value, "2025-01-31");
    assert_string_equal(kind->example[3].value, "dark red");
}

static void a_kind_may_be_without_an_example(void **state)
{
    fixture *f = *state;
    add_file(f, "t.yaml", thing);
    assert_int_equal(load(f), VW_OK);
    assert_int_equal(vw_catalogue_find(f->set->catalogue, "thing")->example_count, 0);
}

static void an_example_has_the_key_and_every_required_field(void **state)
{
    fixture *f = *state;
    assert_problems(state, vw_printf(f->arena, "%sexample: {colour: red}\n", thing),
                    "16:11 Y017(thing_id)\n16:11 Y017(effective_from)\n16:11 Y017(size)");
}

static void a_column_of_an_example_that_the_kind_has_not_comes_with_the_nearest_one(void **state)
{
    fixture *f = *state;
    assert_problems(
        state,
        vw_printf(f->arena,
                  "%sexample: {thing_id: T, size: 3, effective_from: 2025-01-31, color: red}\n",
                  thing),
        "16:61 Y018(color)");
    assert_string_equal(vw_diags_get(f->diags, 0)->args[2], "colour");
}

static void an_example_is_a_row_of_texts(void **state)
{
    fixture *f = *state;
    assert_problems(state, vw_printf(f->arena, "%sexample: [T, 3]\n", thing),
                    "16:10 Y021(example)");
    f->diags = vw_diags_new(f->arena);
    f->files.count--;
    assert_problems(state,
                    vw_printf(f->arena,
                              "%sexample: {thing_id: [T], size: '', effective_from: 2025-01-31}\n",
                              thing),
                    "16:21 Y019(thing_id)\n16:32 Y019(size)");
}

static void a_key_is_personal_only_where_the_kind_says_so(void **state)
{
    fixture *f = *state;
    add_file(f, "t.yaml", vw_printf(f->arena, "%skey_personal: true\n", thing));
    assert_int_equal(load(f), VW_OK);
    assert_true(vw_catalogue_find(f->set->catalogue, "thing")->key_personal);
    assert_false(vw_catalogue_find(f->set->catalogue, "asset")->key_personal);
}

/* ---- the artefact ---- */

static void every_kind_but_the_artefact_itself_may_refer_to_one_in_its_last_field(void **state)
{
    fixture *f = *state;
    add_file(f, "t.yaml", thing);
    add_file(f, "u.yaml", HEAD("artefact") "fields: []\n");
    assert_int_equal(load(f), VW_OK);
    assert_string_equal(fields_of(f, "thing"),
                        "effective_from effective_until size colour artefact");
    assert_string_equal(fields_of(f, "artefact"), "effective_from effective_until");
    const vw_field *field =
        vw_kind_field(vw_catalogue_find(f->set->catalogue, "thing"), "artefact");
    assert_int_equal(field->type, VW_TYPE_REF);
    assert_string_equal(field->to, "artefact");
    assert_true(!field->required && !field->of_time && !field->personal);
    assert_string_equal(field->label.nl, "Bijlage");
}

static void without_that_kind_nothing_refers_to_an_artefact(void **state)
{
    fixture *f = *state;
    add_file(f, "t.yaml", thing);
    assert_int_equal(load(f), VW_OK);
    assert_string_equal(fields_of(f, "thing"), "effective_from effective_until size colour");
}

static void an_artefact_is_not_declared(void **state)
{
    assert_field_problems(state,
                          "  - {name: artefact, type: ref, to: asset, label: {nl: A, en: A}}\n",
                          "9:12 Y037(artefact)");
}

/* ---- fields that are added ---- */

#define ADDED(kind, name)                                                                          \
    "fields_of: " kind "\nfields:\n  - {name: " name ", type: bool, label: {nl: A, en: A}}\n"

static void added_fields_come_behind_those_of_the_kind_and_before_the_artefact(void **state)
{
    fixture *f = *state;
    add_own(f, "catalogue/b.yaml", ADDED("thing", "own_b"));
    add_own(f, "catalogue/a.yaml", ADDED("thing", "own_a"));
    add_file(f, "t.yaml", thing);
    add_file(f, "u.yaml", HEAD("artefact") "fields: []\n");
    assert_int_equal(load(f), VW_OK);
    assert_string_equal(fields_of(f, "thing"),
                        "effective_from effective_until size colour own_a own_b artefact");
    assert_string_equal(fields_of(f, "artefact"), "effective_from effective_until");
}

static void an_example_may_fill_in_an_added_field(void **state)
{
    fixture *f = *state;
    add_own(f, "catalogue/a.yaml", ADDED("thing", "own_a"));
    add_file(
        f, "t.yaml",
        vw_printf(f->arena,
                  "%sexample: {thing_id: T, size: 3, effective_from: 2025-01-31, own_a: yes}\n",
                  thing));
    assert_int_equal(load(f), VW_OK);
}

static void the_name_of_an_added_field_begins_with_own(void **state)
{
    fixture *f = *state;
    assert_problems(state,
                    "fields_of: asset\n"
                    "fields:\n"
                    "  - {name: colour, type: bool, label: {nl: A, en: A}}\n"
                    "  - {name: own_, type: bool, label: {nl: A, en: A}}\n"
                    "  - {name: own_colour, type: bool, label: {nl: A, en: A}}\n",
                    "3:12 Y057(colour)\n4:12 Y057(own_)");
    assert_string_equal(vw_message_get(vw_diags_get(f->diags, 0)->msg)->hint.en,
                        "call it \"own_{0}\"");
}

static void an_added_field_is_never_required(void **state)
{
    assert_problems(state,
                    "fields_of: asset\n"
                    "fields:\n"
                    "  - {name: own_a, type: bool, required: true, label: {nl: A, en: A}}\n",
                    "3:12 Y058(own_a)");
}

static void a_field_added_twice_names_both_places(void **state)
{
    fixture *f = *state;
    add_own(f, "catalogue/a.yaml", ADDED("asset", "own_a"));
    assert_problems(state, ADDED("asset", "own_a"), "3:12 Y039(own_a)");
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "catalogue/a.yaml:3:12");
}

static void an_added_field_is_not_the_key_of_its_kind(void **state)
{
    fixture *f = *state;
    add_own(f, "catalogue/a.yaml", HEAD("own_thing") "fields: []\n");
    assert_problems(state, ADDED("own_thing", "own_thing_id"), "3:12 Y038(own_thing_id)");
}

static void fields_are_added_to_a_kind_that_exists(void **state)
{
    fixture *f = *state;
    assert_problems(state, ADDED("aset", "own_a"), "1:12 Y042(aset)");
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "asset");
}

static void an_added_field_may_refer_to_any_kind_and_to_no_unknown_one(void **state)
{
    assert_problems(state,
                    "fields_of: asset\n"
                    "fields:\n"
                    "  - {name: own_a, type: ref, to: organisation, label: {nl: A, en: A}}\n"
                    "  - {name: own_b, type: ref, to: person, label: {nl: A, en: A}}\n",
                    "4:34 Y042(person)");
}

/* ---- the folder beside a dossier ---- */

static void a_kind_of_ones_own_begins_with_own(void **state)
{
    fixture *f = *state;
    add_own(f, "t.yaml", thing);
    (void)load(f);
    assert_string_equal(problems(f), "1:7 Y057(thing)");
    f->files.items[f->files.count - 1].own = false; /* as out of a dossier: it went in before */
    f->diags = vw_diags_new(f->arena);
    assert_int_equal(load(f), VW_OK);
}

static void fields_inside_a_kind_of_ones_own_have_any_name(void **state)
{
    fixture *f = *state;
    add_own(f, "t.yaml",
            HEAD("own_thing") "fields:\n  - {name: a, type: bool, label: {nl: A, en: A}}\n");
    assert_int_equal(load(f), VW_OK);
}

static void only_kinds_and_fields_stand_beside_a_dossier(void **state)
{
    fixture *f = *state;
    add_own(f, "t.yaml", "measures: []\n");
    add_own(f, "u.yaml", "requirements_of: frame\nrequirements: []\n");
    (void)load(f);
    assert_string_equal(problems(f), "1:1 Y059(measures)\nu.yaml:1:1 Y059(requirements_of)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(an_example_keeps_its_cells_in_order),
        SENTENCE(a_kind_may_be_without_an_example),
        SENTENCE(an_example_has_the_key_and_every_required_field),
        SENTENCE(a_column_of_an_example_that_the_kind_has_not_comes_with_the_nearest_one),
        SENTENCE(an_example_is_a_row_of_texts),
        SENTENCE(a_key_is_personal_only_where_the_kind_says_so),
        SENTENCE(every_kind_but_the_artefact_itself_may_refer_to_one_in_its_last_field),
        SENTENCE(without_that_kind_nothing_refers_to_an_artefact),
        SENTENCE(an_artefact_is_not_declared),
        SENTENCE(added_fields_come_behind_those_of_the_kind_and_before_the_artefact),
        SENTENCE(an_example_may_fill_in_an_added_field),
        SENTENCE(the_name_of_an_added_field_begins_with_own),
        SENTENCE(an_added_field_is_never_required),
        SENTENCE(a_field_added_twice_names_both_places),
        SENTENCE(an_added_field_is_not_the_key_of_its_kind),
        SENTENCE(fields_are_added_to_a_kind_that_exists),
        SENTENCE(an_added_field_may_refer_to_any_kind_and_to_no_unknown_one),
        SENTENCE(a_kind_of_ones_own_begins_with_own),
        SENTENCE(fields_inside_a_kind_of_ones_own_have_any_name),
        SENTENCE(only_kinds_and_fields_stand_beside_a_dossier),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Kinds of evidence: what is read, and what is said of each mistake. */
#include "fixture.h"

#include <string.h>

static const char kind_head[] = "kind: thing\n"
                                "nature: event\n"
                                "label: {nl: Ding, en: Thing}\n"
                                "plural: {nl: Dingen, en: Things}\n"
                                "explain: {nl: Wat, en: What}\n"
                                "key: thing_id\n"
                                "key_label: {nl: Nummer, en: Number}\n";

static const vw_kind *load_thing(void **state, const char *lines)
{
    fixture *f = *state;
    add_file(f, "t.yaml", vw_printf(f->arena, "%s%s", kind_head, lines));
    (void)load(f);
    assert_string_equal(problems(f), "");
    return vw_catalogue_find(f->set->catalogue, "thing");
}

static void a_field_keeps_everything_that_was_said_of_it(void **state)
{
    const vw_kind *kind = load_thing(state, "fields:\n"
                                            "  - name: hours_taken\n"
                                            "    type: number\n"
                                            "    unit: hour\n"
                                            "    min: -0.5\n"
                                            "    max: 24\n"
                                            "    required: true\n"
                                            "    personal: true\n"
                                            "    label: {nl: Uren, en: Hours}\n"
                                            "    explain: {nl: Duur, en: Duration}\n");
    const vw_field *field = vw_kind_field(kind, "hours_taken");
    assert_non_null(field);
    assert_int_equal(field->type, VW_TYPE_NUMBER);
    assert_string_equal(field->unit, "hour");
    assert_true(field->has_min && field->has_max);
    assert_true(field->min == -0.5 && field->max == 24);
    assert_true(field->required && field->personal && !field->of_time);
    assert_string_equal(field->label.nl, "Uren");
    assert_string_equal(field->explain.en, "Duration");
    assert_int_equal(field->place.line, 9);
    assert_int_equal(field->place.column, 11);
}

static void an_event_begins_with_its_date(void **state)
{
    const vw_kind *kind = load_thing(state, "fields: []\n");
    assert_int_equal(kind->nature, VW_EVENT);
    assert_string_equal(kind->key, "thing_id");
    assert_int_equal(kind->field_count, 1);
    assert_string_equal(kind->fields[0].name, "occurred_on");
    assert_int_equal(kind->fields[0].type, VW_TYPE_DATE);
    assert_true(kind->fields[0].of_time && kind->fields[0].required);
    assert_true(kind->fields[0].label.nl[0] != '\0' && kind->fields[0].label.en[0] != '\0');
}

static void a_state_begins_with_the_dates_from_which_and_until_which_it_holds(void **state)
{
    fixture *f = *state;
    assert_int_equal(load(f), VW_OK);
    const vw_kind *kind = vw_catalogue_find(f->set->catalogue, "organisation");
    assert_int_equal(kind->field_count, 3);
    assert_string_equal(kind->fields[0].name, "effective_from");
    assert_true(kind->fields[0].required && kind->fields[0].of_time);
    assert_string_equal(kind->fields[1].name, "effective_until");
    assert_true(!kind->fields[1].required && kind->fields[1].of_time);
    assert_string_equal(kind->fields[2].name, "type");
}

static void an_enumeration_keeps_its_values_in_order(void **state)
{
    fixture *f = *state;
    assert_int_equal(load(f), VW_OK);
    const vw_field *field =
        vw_kind_field(vw_catalogue_find(f->set->catalogue, "organisation"), "type");
    assert_int_equal(field->value_count, 2);
    assert_string_equal(field->values[0].value, "municipality");
    assert_string_equal(field->values[0].label.nl, "gemeente");
    assert_string_equal(field->values[1].value, "bank");
}

static void every_missing_field_of_a_kind_is_reported(void **state)
{
    assert_problems(state, "kind: thing\n",
                    "1:1 Y017(nature)\n1:1 Y017(label)\n1:1 Y017(plural)\n1:1 Y017(explain)\n"
                    "1:1 Y017(key)\n1:1 Y017(key_label)\n1:1 Y017(fields)");
}

static void an_unknown_field_comes_with_the_nearest_known_one(void **state)
{
    fixture *f = *state;
    assert_field_problems(state,
                          "  - name: a\n"
                          "    type: bool\n"
                          "    requird: true\n"
                          "    label: {nl: A, en: A}\n",
                          "11:5 Y018(requird)");
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "a");
    assert_string_equal(vw_diags_get(f->diags, 0)->args[2], "required");
}

static void a_text_must_be_in_both_languages_and_no_other(void **state)
{
    assert_field_problems(state,
                          "  - name: a\n"
                          "    type: bool\n"
                          "    label: {nl: A, de: A}\n"
                          "  - name: b\n"
                          "    type: bool\n"
                          "    label: B\n"
                          "  - name: c\n"
                          "    type: bool\n"
                          "    label: {nl: Systemen, ook oude, en: ~}\n",
                          "11:13 Y023(en)\n11:20 Y024(de)\n14:12 Y022(label)\n"
                          "17:27 Y024(ook oude)\n17:41 Y023(en)");
}

static void a_value_of_the_wrong_type_is_reported_at_the_value(void **state)
{
    assert_field_problems(state,
                          "  - name: [a]\n"
                          "    type: integer\n"
                          "    required: yes\n"
                          "    min: few\n"
                          "    max: 1,5\n"
                          "    unit: {a: b}\n"
                          "    label: {nl: A, en: A}\n"
                          "  - text\n",
                          "9:11 Y019(name)\n11:15 Y025(required)\n12:10 Y026(min)\n"
                          "13:10 Y026(max)\n14:12 Y019(unit)\n16:5 Y021(fields)");
}

static void a_list_is_not_one_value(void **state)
{
    assert_problems(state, vw_printf(((fixture *)*state)->arena, "%sfields: none\n", kind_head),
                    "8:9 Y020(fields)");
}

static void an_unknown_type_comes_with_the_known_ones(void **state)
{
    fixture *f = *state;
    assert_field_problems(state,
                          "  - name: a\n"
                          "    type: intger\n"
                          "    min: 0\n"
                          "    label: {nl: A, en: A}\n",
                          "10:11 Y030(intger)");
    const vw_diag *diag = vw_diags_get(f->diags, 0);
    assert_string_equal(diag->args[1], "text, enum, bool, integer, number, date, datetime, ref");
    assert_string_equal(diag->args[2], "integer");
}

static void an_enumeration_needs_values_each_once(void **state)
{
    fixture *f = *state;
    assert_field_problems(state,
                          "  - name: a\n"
                          "    type: enum\n"
                          "    label: {nl: A, en: A}\n"
                          "  - name: b\n"
                          "    type: enum\n"
                          "    values: []\n"
                          "    label: {nl: A, en: A}\n"
                          "  - name: c\n"
                          "    type: enum\n"
                          "    values:\n"
                          "      - {value: x, nl: x, en: x}\n"
                          "      - {value: y, nl: y}\n"
                          "      - {value: x, nl: z, en: z}\n"
                          "    label: {nl: A, en: A}\n",
                          "9:5 Y017(values)\n14:13 Y031(values)\n20:10 Y017(en)\n21:17 Y039(x)");
    assert_string_equal(vw_diags_get(f->diags, 3)->args[1], "t.yaml:19:17");
}

static void what_belongs_to_another_type_is_refused(void **state)
{
    assert_field_problems(state,
                          "  - name: a\n"
                          "    type: text\n"
                          "    values: [x]\n"
                          "    to: asset\n"
                          "    min: 1\n"
                          "    max: 1\n"
                          "    unit: hour\n"
                          "    label: {nl: A, en: A}\n",
                          "11:13 Y040(values)\n12:9 Y040(to)\n13:10 Y040(min)\n14:10 Y040(max)\n"
                          "15:11 Y040(unit)");
}

static void a_min_above_the_max_is_refused(void **state)
{
    assert_field_problems(state,
                          "  - name: a\n"
                          "    type: integer\n"
                          "    min: 10\n"
                          "    max: 9.5\n"
                          "    label: {nl: A, en: A}\n",
                          "11:10 Y041(a)");
}

static void a_number_has_at_most_fifteen_digits(void **state)
{
    assert_field_problems(state,
                          "  - name: a\n"
                          "    type: number\n"
                          "    min: 0.12345678901234\n"
                          "    max: 0.123456789012345\n"
                          "    label: {nl: A, en: A}\n",
                          "12:10 Y026(max)");
}

static void a_malformed_name_is_refused(void **state)
{
    assert_field_problems(
        state,
        "  - name: Größe\n"
        "    type: bool\n"
        "    label: {nl: A, en: A}\n"
        "  - name: a2345678901234567890123456789012345678901234567890123456789_\n"
        "    type: bool\n"
        "    label: {nl: A, en: A}\n"
        "  - name: a2345678901234567890123456789012345678901234567890123456789_1\n"
        "    type: bool\n"
        "    label: {nl: A, en: A}\n",
        "9:11 Y032(Größe)\n"
        "15:11 Y032(a2345678901234567890123456789012345678901234567890123456789_1)");
}

static void words_of_the_rule_language_and_of_tables_are_reserved(void **state)
{
    assert_field_problems(state,
                          "  - {name: subject, type: bool, label: {nl: A, en: A}}\n"
                          "  - {name: row_sha256, type: bool, label: {nl: A, en: A}}\n"
                          "  - {name: raw, type: bool, label: {nl: A, en: A}}\n"
                          "  - {name: period, type: bool, label: {nl: A, en: A}}\n"
                          "  - {name: ever, type: bool, label: {nl: A, en: A}}\n",
                          "9:12 Y036(subject)\n10:12 Y036(row_sha256)\n11:12 Y036(raw)\n"
                          "12:12 Y036(period)\n13:12 Y036(ever)");
}

static void time_fields_are_not_declared(void **state)
{
    assert_field_problems(state,
                          "  - {name: occurred_on, type: date, label: {nl: A, en: A}}\n"
                          "  - {name: effective_from, type: date, label: {nl: A, en: A}}\n",
                          "9:12 Y037(occurred_on)\n10:12 Y037(effective_from)");
}

static void the_key_is_no_field(void **state)
{
    assert_field_problems(state, "  - {name: thing_id, type: text, label: {nl: A, en: A}}\n",
                          "9:12 Y038(thing_id)");
}

static void a_field_declared_twice_names_both_places(void **state)
{
    fixture *f = *state;
    assert_field_problems(state,
                          "  - {name: a, type: text, label: {nl: A, en: A}}\n"
                          "  - {name: a, type: bool, label: {nl: A, en: A}}\n",
                          "10:12 Y039(a)");
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "t.yaml:9:12");
}

static void a_reference_to_an_unknown_kind_suggests_a_known_one(void **state)
{
    fixture *f = *state;
    assert_field_problems(state, "  - {name: a, type: ref, to: aset, label: {nl: A, en: A}}\n",
                          "9:30 Y042(aset)");
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "asset");
}

static void a_kind_declared_in_two_files_names_both(void **state)
{
    fixture *f = *state;
    add_file(f, "u.yaml", vw_printf(f->arena, "%sfields: []\n", kind_head));
    assert_field_problems(state, "  []\n", "u.yaml:1:7 Y039(thing)");
    assert_string_equal(vw_diags_get(f->diags, 0)->args[1], "t.yaml:1:7");
}

static void a_broken_file_does_not_make_others_refer_to_nothing(void **state)
{
    fixture *f = *state;
    add_file(f, "u.yaml", "kind: [\n");
    assert_field_problems(state, "  - {name: a, type: ref, to: other, label: {nl: A, en: A}}\n",
                          "u.yaml:2:1 Y001(did not find expected node content)");
}

static void a_kind_with_a_mistake_can_still_be_referred_to(void **state)
{
    fixture *f = *state;
    add_file(f, "u.yaml", "kind: other\n");
    assert_field_problems(
        state, "  - {name: a, type: ref, to: other, label: {nl: A, en: A}}\n",
        "u.yaml:1:1 Y017(nature)\nu.yaml:1:1 Y017(label)\nu.yaml:1:1 Y017(plural)\n"
        "u.yaml:1:1 Y017(explain)\nu.yaml:1:1 Y017(key)\nu.yaml:1:1 Y017(key_label)\n"
        "u.yaml:1:1 Y017(fields)");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        SENTENCE(a_field_keeps_everything_that_was_said_of_it),
        SENTENCE(an_event_begins_with_its_date),
        SENTENCE(a_state_begins_with_the_dates_from_which_and_until_which_it_holds),
        SENTENCE(an_enumeration_keeps_its_values_in_order),
        SENTENCE(every_missing_field_of_a_kind_is_reported),
        SENTENCE(an_unknown_field_comes_with_the_nearest_known_one),
        SENTENCE(a_text_must_be_in_both_languages_and_no_other),
        SENTENCE(a_value_of_the_wrong_type_is_reported_at_the_value),
        SENTENCE(a_list_is_not_one_value),
        SENTENCE(an_unknown_type_comes_with_the_known_ones),
        SENTENCE(an_enumeration_needs_values_each_once),
        SENTENCE(what_belongs_to_another_type_is_refused),
        SENTENCE(a_min_above_the_max_is_refused),
        SENTENCE(a_number_has_at_most_fifteen_digits),
        SENTENCE(a_malformed_name_is_refused),
        SENTENCE(words_of_the_rule_language_and_of_tables_are_reserved),
        SENTENCE(time_fields_are_not_declared),
        SENTENCE(the_key_is_no_field),
        SENTENCE(a_field_declared_twice_names_both_places),
        SENTENCE(a_reference_to_an_unknown_kind_suggests_a_known_one),
        SENTENCE(a_kind_declared_in_two_files_names_both),
        SENTENCE(a_broken_file_does_not_make_others_refer_to_nothing),
        SENTENCE(a_kind_with_a_mistake_can_still_be_referred_to),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

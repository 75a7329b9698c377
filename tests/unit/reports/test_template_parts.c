/* SPDX-License-Identifier: EUPL-1.2 */
/* The template engine: the header, arguments, and parts that are repeated. */
#include "template_fixture.h"

/* ---- the header ---- */

static void a_header_without_an_end_is_told(void **state)
{
    only_problem(*state, "---\naudience: public\n\n# T\n", VW_MSG_T088, 1, 1);
}

static void an_unknown_field_of_the_header_has_its_place(void **state)
{
    const vw_diag *diag =
        only_problem(*state, "---\naudeince: public\n---\n# T\n", VW_MSG_Y018, 2, 1);
    assert_string_equal(diag->args[2], "audience");
}

static void a_wrong_audience_has_its_place(void **state)
{
    fixture *f = *state;
    assert_int_equal(check(f, "---\naudience: everybody\n---\n{{> deviations}}\n"), VW_ERR_INPUT);
    assert_int_equal(vw_diags_get(f->diags, 0)->place.line, 2);
}

static void a_rule_further_down_is_a_page_break(void **state)
{
    const vw_block *root = expand(*state, "A\n\n---\n\nB\n");
    assert_int_equal(root->children[1]->is, VW_BLOCK_PAGE_BREAK);
}

/* ---- arguments ---- */

static void an_argument_comes_along(void **state)
{
    fixture *f = *state;
    (void)expand(f, "{{>  requirements   framework=digid }}\n");
    assert_string_equal(f->said, "digid");
    (void)expand(f, "{{> requirements}}\n");
    assert_null(f->said);
}

static void an_unknown_argument_has_its_place(void **state)
{
    const vw_diag *diag =
        only_problem(*state, "{{> requirements framwork=bio2}}\n", VW_MSG_T090, 1, 18);
    assert_string_equal(diag->args[1], "framwork");
    assert_string_equal(diag->args[2], "framework");
}

static void a_name_without_arguments_takes_none(void **state)
{
    const vw_diag *diag = only_problem(*state, "{{> tests framework=bio2}}\n", VW_MSG_T090, 1, 11);
    assert_null(diag->args[2]);
}

static void an_argument_without_a_value_is_told(void **state)
{
    only_problem(*state, "{{> requirements bio2}}\n", VW_MSG_T091, 1, 18);
}

static void a_framework_that_is_not_there_has_its_place(void **state)
{
    fixture *f = *state;
    const vw_block *root = NULL;
    const vw_template_data data = data_of(f);
    const vw_source *source = source_of(f, "A\n\n{{> requirements framework=digit}}\n");
    assert_int_equal(vw_template_expand(&root, f->arena, f->diags, source, &data), VW_ERR_INPUT);
    assert_int_equal(vw_diags_kept(f->diags), 1);
    const vw_diag *diag = vw_diags_get(f->diags, 0);
    assert_int_equal(diag->msg, VW_MSG_T092);
    assert_int_equal(diag->place.line, 3);
    assert_int_equal(diag->place.column, 18);
    assert_string_equal(diag->args[3], "digid");
}

/* ---- parts that are repeated ---- */

static void a_part_is_repeated_for_each(void **state)
{
    fixture *f = *state;
    const vw_block *root = expand(f, "## A\n\n{{#each requirement framework=digid}}\n\n### "
                                     "{{requirement-id}}\n\n> [!NOTE]\n> N\n\n{{> "
                                     "requirement-aspects}}\n\n{{/each}}\n\nZ\n");
    assert_int_equal(root->child_count, 8);
    assert_string_equal(text_of(f, root->children[1]), "R1");
    assert_string_equal(text_of(f, root->children[4]), "R2");
    assert_string_equal(root->children[4]->number, "2");
    for (size_t i = 2; i < 6; i += 3) {
        assert_int_equal(root->children[i]->is, VW_BLOCK_NOTE);
        assert_string_equal(text_of(f, root->children[i]->children[0]), "N");
    }
    assert_string_equal(root->children[3]->id, "requirement-aspects");
    assert_string_equal(root->children[6]->id, "requirement-aspects-2");
    assert_int_equal(f->item, SIZE_MAX);
}

static void a_paragraph_that_is_left_empty_is_not_printed(void **state)
{
    fixture *f = *state;
    const vw_block *root =
        expand(f, "{{#each requirement}}\n\n{{requirement-mark}}\n\n{{/each}}\n");
    assert_int_equal(root->child_count, 1);
    assert_string_equal(text_of(f, root->children[0]), "[mark]");
}

static void a_part_that_is_not_closed_is_told_where_it_opens(void **state)
{
    only_problem(*state, "A\n\n{{#each requirement}}\n\n{{requirement-id}}\n", VW_MSG_T094, 3, 1);
}

static void a_part_that_is_not_opened_is_told(void **state)
{
    only_problem(*state, "A\n\n{{/each}}\n", VW_MSG_T094, 3, 1);
}

static void a_part_within_a_part_is_told(void **state)
{
    only_problem(*state, "{{#each requirement}}\n\n{{#each requirement}}\n\n{{/each}}\n",
                 VW_MSG_T094, 1, 1);
}

static void nothing_else_can_be_repeated(void **state)
{
    const vw_diag *diag =
        only_problem(*state, "{{#each requirment}}\n\n{{/each}}\n", VW_MSG_T095, 1, 1);
    assert_string_equal(diag->args[1], "requirement");
}

static void what_is_about_one_requirement_says_nothing_elsewhere(void **state)
{
    only_problem(*state, "A {{requirement-id}}\n", VW_MSG_T093, 1, 3);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(a_header_without_an_end_is_told),
        TEST(an_unknown_field_of_the_header_has_its_place),
        TEST(a_wrong_audience_has_its_place),
        TEST(a_rule_further_down_is_a_page_break),
        TEST(an_argument_comes_along),
        TEST(an_unknown_argument_has_its_place),
        TEST(a_name_without_arguments_takes_none),
        TEST(an_argument_without_a_value_is_told),
        TEST(a_framework_that_is_not_there_has_its_place),
        TEST(a_part_is_repeated_for_each),
        TEST(a_paragraph_that_is_left_empty_is_not_printed),
        TEST(a_part_that_is_not_closed_is_told_where_it_opens),
        TEST(a_part_that_is_not_opened_is_told),
        TEST(a_part_within_a_part_is_told),
        TEST(nothing_else_can_be_repeated),
        TEST(what_is_about_one_requirement_says_nothing_elsewhere),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

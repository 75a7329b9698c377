/* SPDX-License-Identifier: EUPL-1.2 */
/* The template engine: problems at their place, and evidence that stays text. */
#include "template_fixture.h"

static void an_unknown_placeholder_has_its_column_and_the_nearest_name(void **state)
{
    fixture *f = *state;
    const vw_diag *diag = only_problem(f, "# T\n\nVan é {{entitty}}.\n", VW_MSG_T082, 3, 7);
    assert_string_equal(diag->args[0], "entitty");
    assert_string_equal(diag->args[1], "entity");
}

static void a_name_like_no_other_has_no_suggestion(void **state)
{
    fixture *f = *state;
    const vw_diag *diag = only_problem(f, "{{zzzzzzzz}}", VW_MSG_T082, 1, 1);
    assert_string_equal(vw_diag_hint(f->arena, diag, VW_EN), "");
}

static void a_placeholder_must_end_on_its_line(void **state)
{
    only_problem(*state, "Van {{entity\n}} niet.\n", VW_MSG_T081, 1, 5);
}

static void a_block_in_a_sentence_is_refused(void **state)
{
    only_problem(*state, "Zie {{> summary}}.\n", VW_MSG_T083, 1, 5);
}

static void a_block_against_a_paragraph_is_refused(void **state)
{
    only_problem(*state, "Zie:\n{{> summary}}\n", VW_MSG_T083, 2, 1);
}

static void a_block_in_a_list_is_refused(void **state)
{
    only_problem(*state, "- {{> summary}}\n", VW_MSG_T083, 1, 3);
}

static void a_text_written_as_block_is_told(void **state)
{
    only_problem(*state, "{{> entity}}\n", VW_MSG_T084, 1, 1);
}

static void a_block_written_as_text_is_told(void **state)
{
    only_problem(*state, "Zie {{summary}}\n", VW_MSG_T085, 1, 5);
}

static void a_placeholder_in_a_links_target_is_refused(void **state)
{
    only_problem(*state, "[hier](https://example.org/{{entity}})\n", VW_MSG_T086, 1, 28);
}

static void all_problems_are_told_at_once(void **state)
{
    fixture *f = *state;
    assert_int_equal(check(f, "{{x1}} {{> y2}}\n\n{{entity}} {{summary}} {{\n"), VW_ERR_INPUT);
    assert_int_equal(vw_diags_kept(f->diags), 4);
}

static void a_template_with_problems_gives_no_document(void **state)
{
    fixture *f = *state;
    const vw_block *root = (const vw_block *)f;
    const vw_template_data data = data_of(f);
    assert_int_equal(
        vw_template_expand(&root, f->arena, f->diags, source_of(f, "{{nonsense}}"), &data),
        VW_ERR_INPUT);
    assert_null(root);
}

static void evidence_never_becomes_markup(void **state)
{
    fixture *f = *state;
    f->entity = "*A* <b>_B_</b> `c` [d](https://e.nl) {{year}} \\ &amp; # {{> summary}}";
    const vw_block *root = expand(f, "Van {{entity}}.\n");
    assert_int_equal(root->child_count, 1);
    assert_int_equal(root->children[0]->run_count, 1);
    const vw_run *run = &root->children[0]->runs[0];
    assert_string_equal(run->text, vw_printf(f->arena, "Van %s.", f->entity));
    assert_false(run->strong || run->emphasis || run->code);
    assert_null(run->target);
    assert_int_equal(f->asked, 0);
}

static void a_value_takes_the_style_around_it(void **state)
{
    fixture *f = *state;
    const vw_block *root = expand(f, "Van **{{entity}}** en `{{ year }}`\n");
    const vw_block *paragraph = root->children[0];
    assert_int_equal(paragraph->run_count, 4);
    assert_true(paragraph->runs[1].strong);
    assert_string_equal(paragraph->runs[1].text, "Waterrijk");
    assert_true(paragraph->runs[3].code);
    assert_string_equal(paragraph->runs[3].text, "year");
}

static void the_first_heading_makes_the_cover(void **state)
{
    fixture *f = *state;
    const vw_block *root = expand(f, "# Van {{entity}}\n\nOnder.\n\n{{> contents}}\n\n## Een\n");
    assert_int_equal(root->child_count, 3);
    assert_int_equal(root->children[0]->is, VW_BLOCK_COVER);
    assert_string_equal(text_of(f, root->children[0]), "Van Waterrijk");
    assert_int_equal(root->children[0]->child_count, 1);
    assert_int_equal(root->children[1]->is, VW_BLOCK_CONTENTS);
    assert_int_equal(root->children[2]->level, 1);
}

static void headings_are_numbered_also_those_of_blocks(void **state)
{
    fixture *f = *state;
    const vw_block *root = expand(f, "## A\n\n### B\n\n{{> summary}}\n\n### C\n\n## D\n\n### E\n");
    static const char *const numbers[] = {"1", "1.1", "1.1.1", "1.2", "2", "2.1"};
    assert_int_equal(root->child_count, 6);
    for (size_t i = 0; i < 6; i++) {
        assert_string_equal(root->children[i]->number, numbers[i]);
    }
    assert_string_equal(root->children[1]->id, "section-1.1");
    assert_string_equal(root->children[2]->id, "summary");
    root = expand(f, "## A\n\n### B\n"); /* one section: its title has no number */
    assert_string_equal(root->children[0]->number, "");
    assert_string_equal(root->children[1]->number, "1");
}

static void what_follows_confidential_is_confidential(void **state)
{
    fixture *f = *state;
    const vw_block *root =
        expand(f, "{{> public}}\n\nA\n\n{{> confidential}}\n\nB\n\n- C\n\n{{> summary}}\n\n"
                  "{{> public}}\n\nD\n");
    static const vw_audience audiences[] = {VW_PUBLIC, VW_CONFIDENTIAL, VW_CONFIDENTIAL,
                                            VW_CONFIDENTIAL, VW_PUBLIC};
    assert_int_equal(root->child_count, 5);
    for (size_t i = 0; i < 5; i++) {
        assert_int_equal(root->children[i]->audience, audiences[i]);
    }
    assert_int_equal(root->children[2]->children[0]->children[0]->audience, VW_CONFIDENTIAL);
}

static void a_marked_quote_is_a_note(void **state)
{
    fixture *f = *state;
    const vw_block *root = expand(f, "> [!NOTE]\n> Let op {{entity}}.\n\n> Citaat\n");
    assert_int_equal(root->children[0]->is, VW_BLOCK_NOTE);
    assert_string_equal(text_of(f, root->children[0]->children[0]), "Let op Waterrijk.");
    assert_int_equal(root->children[1]->is, VW_BLOCK_QUOTE);
}

static void lists_hold_items_with_paragraphs(void **state)
{
    fixture *f = *state;
    const vw_block *root = expand(f, "1. een\n2. **twee**\n   - diep\n");
    const vw_block *list = root->children[0];
    assert_int_equal(list->is, VW_BLOCK_LIST);
    assert_true(list->ordered);
    assert_int_equal(list->child_count, 2);
    const vw_block *second = list->children[1];
    assert_int_equal(second->child_count, 2);
    assert_string_equal(text_of(f, second->children[0]), "twee");
    assert_int_equal(second->children[1]->is, VW_BLOCK_LIST);
    assert_string_equal(text_of(f, second->children[1]->children[0]->children[0]), "diep");
}

static void html_stays_text_and_entities_are_read(void **state)
{
    fixture *f = *state;
    const vw_block *root = expand(f, "<script>x</script> &amp; &#233; &nbsp;&bogus;\n");
    assert_string_equal(text_of(f, root->children[0]), "<script>x</script> & é \xC2\xA0&bogus;");
}

static void too_deep_a_nesting_is_told(void **state)
{
    fixture *f = *state;
    vw_buf text = {.arena = f->arena};
    for (int i = 0; i < 80; i++) {
        vw_buf_add(&text, "> ");
    }
    vw_buf_add(&text, "diep\n");
    const vw_block *root = NULL;
    const vw_template_data data = data_of(f);
    assert_int_equal(
        vw_template_expand(&root, f->arena, f->diags, source_of(f, vw_buf_text(&text)), &data),
        VW_ERR_INPUT);
    assert_int_equal(vw_diags_get(f->diags, 0)->msg, VW_MSG_T087);
}

/* ---- for whom ---- */

#define PUBLIC_HEAD "---\naudience: public\n---\n"

static void a_template_without_a_header_is_confidential(void **state)
{
    fixture *f = *state;
    const vw_block *root = expand(f, "# T\n\n{{> deviations}}\n");
    assert_int_equal(root->audience, VW_CONFIDENTIAL);
    assert_int_equal(root->children[0]->audience, VW_CONFIDENTIAL);
    assert_int_equal(f->part, VW_CONFIDENTIAL);
    root = expand(f, PUBLIC_HEAD "# T\n\n{{> summary}}\n");
    assert_int_equal(root->audience, VW_PUBLIC);
    assert_int_equal(root->children[0]->audience, VW_PUBLIC);
    assert_int_equal(f->part, VW_PUBLIC);
}

static void a_confidential_block_in_a_public_template_has_its_place(void **state)
{
    const vw_diag *diag =
        only_problem(*state, PUBLIC_HEAD "# T\n\n{{> deviations}}\n", VW_MSG_T089, 6, 1);
    assert_string_equal(diag->args[0], "deviations");
}

static void a_confidential_block_in_a_public_part_is_refused(void **state)
{
    only_problem(*state, "{{> deviations}}\n\n{{> public}}\n\n{{> deviations}}\n", VW_MSG_T089, 5,
                 1);
}

static void a_confidential_text_in_a_public_part_is_refused(void **state)
{
    only_problem(*state,
                 PUBLIC_HEAD "{{#each requirement}}\n\n{{requirement-id}} "
                             "{{requirement-result}}\n\n{{/each}}\n",
                 VW_MSG_T089, 6, 20);
}

static void a_public_template_has_no_confidential_part(void **state)
{
    only_problem(*state, PUBLIC_HEAD "\n{{> confidential}}\n\n{{> deviations}}\n", VW_MSG_T096, 5,
                 1);
}

/* Every name that tells of a weak spot, one by one: none may become public by an oversight. */
static void what_names_a_weak_spot_is_confidential(void **state)
{
    static const char *const names[] = {"completeness",
                                        "conclusions",
                                        "deviations",
                                        "evidence",
                                        "exceptions",
                                        "judgements",
                                        "not-assessed",
                                        "parameters",
                                        "requirements",
                                        "requirement-aspects",
                                        "requirement-findings",
                                        "tests",
                                        "applicability",
                                        "digid-connections",
                                        "exception-annex",
                                        "improvement-actions framework=digid",
                                        "norm-results framework=digid",
                                        "not-occurred framework=digid",
                                        "requirement-actions"};
    fixture *f = *state;
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        f->diags = vw_diags_new(f->arena);
        assert_int_equal(check(f, vw_printf(f->arena, PUBLIC_HEAD "\n{{> %s}}\n", names[i])),
                         VW_ERR_INPUT);
        assert_int_equal(vw_diags_get(f->diags, 0)->msg, VW_MSG_T089);
    }
}

/* Braces that Markdown makes of escapes and entities were not seen by the check. */
static void escaped_braces_are_text_and_open_nothing(void **state)
{
    fixture *f = *state;
    const vw_block *root = expand(f, PUBLIC_HEAD "\\{\\{> deviations}}\n\n&#123;{> deviations}}\n\n"
                                                 "\\{\\{entity}}\n");
    assert_int_equal(root->child_count, 3);
    assert_string_equal(text_of(f, root->children[0]), "{{> deviations}}");
    assert_string_equal(text_of(f, root->children[1]), "{{> deviations}}");
    assert_string_equal(text_of(f, root->children[2]), "{{entity}}");
    assert_int_equal(f->asked, 0);
}

/* The same placeholder may stand elsewhere, where it is allowed. */
static void escaped_braces_open_nothing_that_is_refused_here(void **state)
{
    fixture *f = *state;
    const vw_block *root = expand(f, "{{> deviations}}\n\n{{> public}}\n\n\\{\\{> deviations}}\n");
    assert_int_equal(root->child_count, 2);
    assert_string_equal(text_of(f, root->children[1]), "{{> deviations}}");
    assert_int_equal(f->asked, 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(an_unknown_placeholder_has_its_column_and_the_nearest_name),
        TEST(a_name_like_no_other_has_no_suggestion),
        TEST(a_placeholder_must_end_on_its_line),
        TEST(a_block_in_a_sentence_is_refused),
        TEST(a_block_against_a_paragraph_is_refused),
        TEST(a_block_in_a_list_is_refused),
        TEST(a_text_written_as_block_is_told),
        TEST(a_block_written_as_text_is_told),
        TEST(a_placeholder_in_a_links_target_is_refused),
        TEST(all_problems_are_told_at_once),
        TEST(a_template_with_problems_gives_no_document),
        TEST(evidence_never_becomes_markup),
        TEST(a_value_takes_the_style_around_it),
        TEST(the_first_heading_makes_the_cover),
        TEST(headings_are_numbered_also_those_of_blocks),
        TEST(what_follows_confidential_is_confidential),
        TEST(a_marked_quote_is_a_note),
        TEST(lists_hold_items_with_paragraphs),
        TEST(html_stays_text_and_entities_are_read),
        TEST(too_deep_a_nesting_is_told),
        TEST(a_template_without_a_header_is_confidential),
        TEST(a_confidential_block_in_a_public_template_has_its_place),
        TEST(a_confidential_block_in_a_public_part_is_refused),
        TEST(a_confidential_text_in_a_public_part_is_refused),
        TEST(a_public_template_has_no_confidential_part),
        TEST(what_names_a_weak_spot_is_confidential),
        TEST(escaped_braces_are_text_and_open_nothing),
        TEST(escaped_braces_open_nothing_that_is_refused_here),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The template engine: problems at their place, and evidence that stays text. */
#include "base/source.h"
#include "reports/render/render.h"
#include "reports/template.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    const char *entity; /* what {{entity}} stands for */
    unsigned asked;     /* how often blocks were asked for */
    size_t item;        /* what a repeated part is about */
    const char *said;   /* the argument "framework" of the last placeholder, or NULL */
    vw_audience part;   /* in which the last block stands */
} fixture;

static int setup(void **state)
{
    vw_arena *arena = vw_arena_new();
    fixture *f = VW_NEW(arena, fixture);
    *f = (fixture){.arena = arena, .diags = vw_diags_new(arena), .entity = "Waterrijk"};
    *state = f;
    return 0;
}

static int teardown(void **state)
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

static const vw_source *source_of(fixture *f, const char *text)
{
    const vw_source *source = NULL;
    assert_int_equal(vw_source_new(&source, f->arena, f->diags, "t.md", text, strlen(text)), VW_OK);
    return source;
}

static vw_status check(fixture *f, const char *text)
{
    return vw_template_check_source(source_of(f, text), NULL, f->arena, f->diags);
}

static vw_template_data data_of(fixture *f)
{
    static const char *const frameworks[] = {"bio2", "digid", NULL};
    return (vw_template_data){.value = value_of,
                              .blocks = blocks_of,
                              .items = items_of,
                              .select = select_item,
                              .self = f,
                              .frameworks = frameworks};
}

static const vw_block *expand(fixture *f, const char *text)
{
    const vw_block *root = NULL;
    const vw_template_data data = data_of(f);
    assert_int_equal(vw_template_expand(&root, f->arena, f->diags, source_of(f, text), &data),
                     VW_OK);
    return root;
}

static const char *text_of(fixture *f, const vw_block *block)
{
    vw_buf text = {.arena = f->arena};
    vw_render_runs(&text, block->runs, block->run_count);
    return vw_buf_text(&text);
}

/* The only problem of [text] is this one, at this place. */
static const vw_diag *only_problem(fixture *f, const char *text, vw_msg msg, unsigned line,
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
}

static void a_document_of_one_section_does_not_number_its_title(void **state)
{
    fixture *f = *state;
    const vw_block *root = expand(f, "## A\n\n### B\n\n{{> summary}}\n\n### C\n");
    static const char *const numbers[] = {"", "1", "1.1", "2"};
    assert_int_equal(root->child_count, 4);
    for (size_t i = 0; i < 4; i++) {
        assert_string_equal(root->children[i]->number, numbers[i]);
    }
    assert_string_equal(root->children[1]->id, "section-1.1");
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

#define TEST(name) cmocka_unit_test_setup_teardown(name, setup, teardown)

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
        TEST(a_document_of_one_section_does_not_number_its_title),
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

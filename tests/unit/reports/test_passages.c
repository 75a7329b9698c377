/* SPDX-License-Identifier: EUPL-1.2 */
/* Which parts of a document are in another language than its own. */
#include "reports/build/passages.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <string.h>

#include <cmocka.h>

typedef struct {
    vw_arena *arena;
    vw_report r;
    vw_block_list blocks;
} draft;

static draft *new_draft(vw_lang lang)
{
    vw_arena *arena = vw_arena_new();
    draft *made = VW_NEW(arena, draft);
    made->arena = arena;
    made->r = (vw_report){.arena = arena, .lang = lang};
    made->r.passages = vw_passages_new(&made->r);
    return made;
}

/* The paragraphs so far, marked. */
static const vw_block *marked(draft *made, size_t index)
{
    vw_block *root = VW_NEW(made->arena, vw_block);
    *root = (vw_block){
        .is = VW_BLOCK_DOCUMENT, .children = made->blocks.items, .child_count = made->blocks.count};
    return vw_passages_mark(&made->r, root)->children[index];
}

/* "[nl-NL:een tekst] and the rest", of one paragraph. */
static const char *shown(draft *made, const char *text)
{
    vw_buf out = {.arena = made->arena};
    vw_add_paragraph(&made->r, &made->blocks, text);
    const vw_block *block = marked(made, made->blocks.count - 1);
    if (block->lang != NULL) {
        vw_buf_addf(&out, "%s:", block->lang);
    }
    for (size_t i = 0; i < block->run_count; i++) {
        const vw_run *run = &block->runs[i];
        vw_buf_addf(&out, run->lang != NULL ? "[%s:%s]" : "%s%s",
                    run->lang != NULL ? run->lang : "", run->text);
    }
    return vw_buf_text(&out);
}

static void a_text_of_a_record_is_found_inside_a_sentence_of_ours(void **state)
{
    (void)state;
    draft *made = new_draft(VW_EN);
    vw_passages_note(&made->r, "alle onderdelen van de gemeente");
    vw_passages_note(&made->r, "alle onderdelen van de gemeente, met de bruggen");
    assert_string_equal(
        shown(made, "Scope: alle onderdelen van de gemeente, met de bruggen. Found at: x."),
        "Scope: [nl-NL:alle onderdelen van de gemeente, met de bruggen]. Found at: x.");
    assert_string_equal(shown(made, "Twice: alle onderdelen van de gemeente; alle onderdelen van "
                                    "de gemeente."),
                        "Twice: [nl-NL:alle onderdelen van de gemeente]; [nl-NL:alle onderdelen "
                        "van de gemeente].");
    assert_string_equal(shown(made, "On the scope: alle onderdelen van de gemeentes"),
                        "On the scope: alle onderdelen van de gemeentes");
    vw_arena_free(made->arena);
}

static void a_paragraph_that_is_a_passage_has_the_language_itself(void **state)
{
    (void)state;
    draft *made = new_draft(VW_EN);
    assert_string_equal(shown(made, "Het oordeel steunt op toetsen."),
                        "nl-NL:Het oordeel steunt op toetsen.");
    vw_arena_free(made->arena);
    made = new_draft(VW_NL);
    assert_string_equal(shown(made, "The report of the auditor, without remarks."),
                        "en-GB:The report of the auditor, without remarks.");
    assert_string_equal(shown(made, "Het oordeel steunt op toetsen."),
                        "Het oordeel steunt op toetsen.");
    vw_arena_free(made->arena);
}

static void what_names_something_has_no_language(void **state)
{
    (void)state;
    draft *made = new_draft(VW_EN);
    static const char *const texts[] = {"Gemeente Waterrijk",
                                        "supplier_van.de.csv of 2025",
                                        "www.van-de-gemeente.example/de/het",
                                        "de",
                                        "BIO2 5.36.01",
                                        "Windows Server 2022",
                                        "R. van de Wit (CISO)",
                                        "33-publication and 34",
                                        ""};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        vw_passages_note(&made->r, texts[i]);
    }
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        assert_string_equal(shown(made, texts[i]), texts[i]);
    }
    vw_arena_free(made->arena);
}

static void a_text_that_does_not_tell_is_in_the_language_of_the_other_records(void **state)
{
    (void)state;
    draft *made = new_draft(VW_EN);
    vw_passages_note(&made->r, "andere werkzaamheden eerst");
    vw_passages_note(&made->r, "Veel gebruikte Toepassing");
    vw_passages_note(&made->r, "Het rooster van de proeven");
    assert_string_equal(shown(made, "Cause: andere werkzaamheden eerst."),
                        "Cause: [nl-NL:andere werkzaamheden eerst].");
    vw_arena_free(made->arena);
    made = new_draft(VW_EN);
    vw_passages_note(&made->r, "other work first");
    vw_passages_note(&made->r, "The plan for the tests");
    assert_string_equal(shown(made, "Cause: other work first."), "Cause: other work first.");
    vw_arena_free(made->arena);
}

static void a_name_is_in_the_language_of_the_records_it_stands_among(void **state)
{
    (void)state;
    draft *made = new_draft(VW_EN);
    vw_passages_note(&made->r, "Ankergrond Hosting B.V.");
    vw_passages_note(&made->r, "Overeenkomst met Kompaslijn");
    vw_passages_note(&made->r, "Mail");
    vw_passages_note(&made->r, "Het rooster van de proeven");
    assert_string_equal(shown(made, "Provider: Ankergrond Hosting B.V. (L-01)."),
                        "Provider: [nl-NL:Ankergrond Hosting B.V.] (L-01).");
    assert_string_equal(shown(made, "Overeenkomst met Kompaslijn"),
                        "nl-NL:Overeenkomst met Kompaslijn");
    assert_string_equal(shown(made, "Mail to them"), "Mail to them");
    vw_arena_free(made->arena);
    made = new_draft(VW_EN);
    vw_passages_note(&made->r, "Ankergrond Hosting B.V.");
    vw_passages_note(&made->r, "The plan for the tests");
    assert_string_equal(shown(made, "Provider: Ankergrond Hosting B.V."),
                        "Provider: Ankergrond Hosting B.V.");
    vw_arena_free(made->arena);
}

static void cells_are_marked_while_their_rows_are_read(void **state)
{
    (void)state;
    draft *made = new_draft(VW_EN);
    vw_passages_note(&made->r, "Een rooster met de proeven");
    static const vw_column_words columns[] = {{"a", {"A", "A"}, VW_CELL_TEXT, 1, 0},
                                              {"b", {"B", "B"}, VW_CELL_TEXT, 1, 0}};
    static const vw_table_words words = {
        .id = "t", .caption = {"T", "T"}, .columns = columns, .column_count = 2};
    vw_cells cells = {0};
    VW_PUSH(made->arena, cells, vw_text_cell("Until May: Een rooster met de proeven"));
    VW_PUSH(made->arena, cells, vw_cell_in(&made->r, VW_NL, "toets"));
    VW_PUSH(made->arena, cells, vw_text_cell("Nobody wrote this of the plan"));
    VW_PUSH(made->arena, cells, vw_cell_in(&made->r, VW_EN, "test"));
    vw_table *table = vw_table_new(&made->r, &words);
    vw_table_fill(&made->r, table, &cells);
    vw_add_table(&made->r, &made->blocks, table);
    const vw_rows *rows = &marked(made, 0)->table->rows;
    const vw_cell *row = NULL;
    vw_diags *diags = vw_diags_new(made->arena);
    assert_int_equal(rows->open(rows->self, diags), VW_OK);
    assert_int_equal(rows->next(rows->self, diags, &row), VW_OK);
    assert_int_equal(row[0].run_count, 2);
    assert_null(row[0].runs[0].lang);
    assert_string_equal(row[0].runs[0].text, "Until May: ");
    assert_string_equal(row[0].runs[1].lang, "nl-NL");
    assert_string_equal(row[1].runs[0].lang, "nl-NL");
    assert_int_equal(rows->next(rows->self, diags, &row), VW_OK);
    assert_null(row[0].runs);
    assert_null(row[1].runs);
    assert_int_equal(rows->next(rows->self, diags, &row), VW_OK);
    assert_null(row);
    rows->close(rows->self);
    vw_arena_free(made->arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_text_of_a_record_is_found_inside_a_sentence_of_ours),
        cmocka_unit_test(a_paragraph_that_is_a_passage_has_the_language_itself),
        cmocka_unit_test(what_names_something_has_no_language),
        cmocka_unit_test(a_text_that_does_not_tell_is_in_the_language_of_the_other_records),
        cmocka_unit_test(a_name_is_in_the_language_of_the_records_it_stands_among),
        cmocka_unit_test(cells_are_marked_while_their_rows_are_read),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

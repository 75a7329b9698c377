/* SPDX-License-Identifier: EUPL-1.2 */
/* Reports on a dossier of ten systems: figures that reconcile, in both languages. */
#include "look.h"

#include "base/file.h"
#include "reports/render/render.h"
#include "reports/template.h"

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void the_built_in_templates_are_sound(void **state)
{
    fixture *f = *state;
    size_t count = 0;
    assert_int_equal(vw_template_check_builtin(&count, f->arena, f->diags), VW_OK);
    size_t named = 0;
    while (vw_template_name(named, f->arena) != NULL) {
        named++;
    }
    assert_true(named >= 5);
    assert_int_equal(count, 2 * named); /* in both languages */
}

static void an_unknown_template_is_told_with_the_nearest(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    const vw_document *document = NULL;
    const vw_report_options options = {.template_name = "statment", .lang = VW_EN};
    assert_int_equal(vw_report_build(&document, f->dossier, &f->evaluation, f->plan, &options,
                                     f->arena, f->diags),
                     VW_ERR_USAGE);
    assert_null(document);
    const vw_diag *diag = vw_diags_get(f->diags, vw_diags_kept(f->diags) - 1);
    assert_int_equal(diag->msg, VW_MSG_T080);
    assert_string_equal(diag->args[1], "statement");
}

typedef struct {
    fixture *f;
    size_t tables;
} counter;

static vw_status accept_row(void *self, uint64_t index, const vw_cell *cells)
{
    (void)self;
    (void)index;
    (void)cells;
    return VW_OK;
}

static void read_table(void *self, const vw_block *block)
{
    counter *c = self;
    if (block->is == VW_BLOCK_TABLE) {
        c->tables++;
        /* Twice: a renderer may look at the rows before it writes them. */
        assert_int_equal(vw_render_rows(block->table, c->f->diags, accept_row, NULL), VW_OK);
        assert_int_equal(vw_render_rows(block->table, c->f->diags, accept_row, NULL), VW_OK);
    }
}

static void each_table_gives_as_many_rows_as_it_announces(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    for (size_t i = 0; general_template(f, i) != NULL; i++) {
        for (vw_lang lang = VW_NL; lang <= VW_EN; lang++) {
            counter c = {.f = f};
            const char *name = general_template(f, i);
            const bool brief = strstr(name, "-page") != NULL || strstr(name, "-paragraph") != NULL;
            vw_render_walk(build(f, name, lang)->root, read_table, &c);
            assert_true(brief ? c.tables == 0 : c.tables >= 3);
        }
    }
}

static void both_languages_have_the_same_tables(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    for (size_t i = 0; general_template(f, i) != NULL; i++) {
        const char *name = general_template(f, i);
        assert_string_equal(table_ids(f, build(f, name, VW_NL)),
                            table_ids(f, build(f, name, VW_EN)));
    }
}

static void each_subject_that_is_no_pass_is_listed_once_worst_first(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    const vw_document *document = build(f, "statement", VW_EN);
    assert_int_equal(table_of(document, "deviations")->total_rows, 3);
    assert_string_equal(rows_of(f, document, "deviations"),
                        "backup.restore.yearly|Test|Kind|A08|deviation||No|Do it|IT\n"
                        "backup.restore.yearly|Test|Kind|A09|deviation||No|Do it|IT\n"
                        "backup.restore.yearly|Test|Kind|A10|unknown|||Do it|IT\n");
}

static void a_test_shows_its_whole_population(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    assert_has(rows_of(f, build(f, "statement", VW_EN), "tests"), "|not met|10|7|2|1|0|");
}

static void the_summary_counts_each_requirement_and_aspect(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    assert_string_equal(rows_of(f, build(f, "statement", VW_EN), "summary"),
                        "Frame (1.0)|0|1|0|0|0|0|0|0|1|0.0%|100.0%\n"
                        "Total|0|1|0|0|0|0|0|0|1|0.0%|100.0%\n");
    assert_string_equal(rows_of(f, build(f, "statement", VW_EN), "conclusions"),
                        "frame|1|Requirement|control|operation|not met|not met||no|||Frame, 1|\n");
}

static vw_status keep_formula(void *self, uint64_t index, const vw_cell *cells)
{
    const vw_formula **second = self;
    *second = index == 1 ? cells[1].formula : *second;
    return VW_OK;
}

static void each_framework_counts_only_its_own_requirements_in_the_workbook(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    add_framework(f, "house", NULL);
    fixture_ready(f);
    evaluate(f);
    const vw_formula *formula = NULL;
    const vw_table *table = table_of(build(f, "statement", VW_EN), "requirement-counts");
    assert_int_equal(vw_render_rows(table, f->diags, keep_formula, &formula), VW_OK);
    assert_non_null(formula);
    assert_string_equal(formula->table, "requirements");
    assert_string_equal(formula->column[0], "framework");
    assert_string_equal(formula->value[0], "house");
}

/* Paper has a table for each framework, a workbook one that can be filtered as a whole. */
static void requirements_of_all_frameworks_stand_in_one_list_beside_those_on_paper(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    add_framework(f, "house", NULL);
    add_requirement(f, "house", "H1", "article", "[design]", "");
    fixture_ready(f);
    systems(f, 7, 2, 1);
    evaluate(f);
    const vw_document *document = build(f, "statement", VW_EN);
    assert_string_equal(rows_of(f, document, "requirements"),
                        "frame|1|Requirement|control|not met|||not met|Frame, 1|\n"
                        "house|H1|Requirement|article|not assessed|not assessed|||Frame, H1|\n");
    assert_string_equal(rows_of(f, document, "requirements-house"),
                        "H1|Requirement|not assessed|||not assessed\n");
    assert_false(table_of(document, "requirements")->columns[0].on_paper);
    assert_null(table_of(document, "requirements-house")->sheet);
    assert_string_equal(rows_of(f, document, "requirement-counts"),
                        "Frame (1.0)|0|1|0|0|0|0|0|0|1|0.0%|100.0%\n"
                        "Frame (1.0)|0|0|1|0|0|0|0|0|1|0.0%|0.0%\n"
                        "Total|0|1|1|0|0|0|0|0|2|0.0%|50.0%\n");
}

static void what_was_not_assessed_is_listed_with_its_reason(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    begin_complete(f, "asset", "2025-12-31", "2025-12-31");
    row(f, "A01", "criticality=high");
    end(f);
    evaluate(f);
    const vw_document *document = build(f, "statement", VW_EN);
    assert_string_equal(rows_of(f, document, "not-assessed"),
                        "frame|1|Requirement|operation|evidence not collected|Test\n");
    assert_has(rows_of(f, document, "not-assessed-reasons"), "Total||1\n");
}

static void annexes_are_confidential_and_the_statement_is_public(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    const vw_block *root = build(f, "statement", VW_NL)->root;
    for (size_t i = 0; i < root->child_count; i++) {
        const vw_block *block = root->children[i];
        if (block->id != NULL && strcmp(block->id, "deviations") == 0) {
            assert_int_equal(block->audience, VW_CONFIDENTIAL);
        }
        if (block->id != NULL && strcmp(block->id, "summary") == 0) {
            assert_int_equal(block->audience, VW_PUBLIC);
        }
    }
}

static void a_hostile_key_stays_text(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    give(f, "asset", "*A*<b>{{year}}", "criticality=high");
    give(f, "restore_test", "R1", "result=failure asset=*A*<b>{{year}}");
    evaluate(f);
    assert_has(rows_of(f, build(f, "statement", VW_EN), "deviations"),
               "|*A*<b>{{year}}|deviation|");
}

/* Two requirements that fail; then one is met, and of the other nothing is known any more. */
static void a_share_that_rises_while_coverage_falls_is_told(void **state)
{
    fixture *f = *state;
    static const test_text change = {"change.control.approved", "operation", "change",
                                     "approved = true", ""};
    add_measure(f, "change.control", &change, 1);
    usual_set(f, "");
    add_requirement(f, "frame", "2", "control", "[operation]", "change.control full");
    fixture_ready(f);
    give(f, "change", "C1", "approved=0");
    systems(f, 0, 1, 0);
    evaluate(f);
    static const char told[] = "share met rose from 0.0% to 50.0%, while coverage fell from "
                               "100.0% to 50.0%";
    assert_null(strstr(prose_of(f, build(f, "statement", VW_EN)), "share met rose"));
    give(f, "change", "C1", "");
    give(f, "restore_test", "R02", "result=success asset=A01");
    evaluate(f);
    assert_has(prose_of(f, build(f, "statement", VW_EN)), told);
}

static void a_judgement_stands_beside_what_was_computed(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 1, 1, 0);
    give(f, "answer", "Z1",
         "requirement=frame:1 aspect=operation result=met reason=gezien assessor=P1");
    evaluate(f);
    assert_string_equal(rows_of(f, build(f, "statement", VW_EN), "judgements"),
                        "frame|1|operation|met|not met|not met|employee 6|gezien\n");
}

static void an_exception_is_listed_with_how_often_it_was_applied(void **state)
{
    fixture *f = *state;
    usual_set(f, "");
    fixture_ready(f);
    systems(f, 1, 1, 0);
    people(f);
    give(f, "exception", "U1",
         "test=backup.restore.yearly subject_kind=asset subject_key=A02 requested_by=P1 "
         "approved_by=P2 effective_until=2026-06-30");
    evaluate(f);
    const vw_document *document = build(f, "statement", VW_EN);
    assert_has(rows_of(f, document, "exceptions"), "U1|backup.restore.yearly|Test|Kind|A02|");
    assert_has(rows_of(f, document, "exceptions"), "|30 June 2026|1|");
    assert_has(rows_of(f, document, "deviations"), "|A02|exception|U1|");
}

static void evidence_up_to_the_mark_is_listed_and_later_evidence_is_not(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    give(f, "asset", "A99", "criticality=high");
    const vw_document *document = build(f, "statement", VW_EN);
    assert_int_equal(table_of(document, "evidence")->total_rows, 2);
    const char *rows = rows_of(f, document, "evidence");
    assert_has(rows, "1|Kind|asset.csv|10|31 December 2025|collector 1|examine|||no|");
    assert_has(rows, "\n2|Kind|restore_test.csv|10|");
}

static void a_dossier_to_which_no_framework_applies_still_makes_a_report(void **state)
{
    fixture *f = *state;
    add_framework(f, "frame", "[bank]");
    add_requirement(f, "frame", "1", "control", "[operation]", "");
    fixture_ready(f);
    evaluate(f);
    const vw_document *document = build(f, "statement", VW_EN);
    assert_has(prose_of(f, document),
               "The account covers no framework at all, 0 requirements in all.");
    assert_string_equal(rows_of(f, document, "summary"), "Total|0|0|0|0|0|0|0|0|0|n/a|n/a\n");
}

static void a_report_on_the_shipped_control_sets_does_not_speak_of_them(void **state)
{
    fixture *f = *state;
    f->files.count = 0;
    vw_set_files_builtin(&f->files, f->arena);
    fixture_ready(f);
    evaluate(f);
    assert_null(strstr(prose_of(f, build(f, "statement", VW_EN)), "The control sets are not"));
}

/* One file changed, one left out, one of its own. */
static void change_the_shipped_sets(fixture *f)
{
    f->files.count = 0;
    vw_set_files_builtin(&f->files, f->arena);
    size_t kept = 0;
    for (size_t i = 0; i < f->files.count; i++) {
        vw_set_file file = f->files.items[i];
        if (strcmp(file.path, "controls/bio2/6-people.yaml") == 0) {
            continue;
        }
        if (strcmp(file.path, "controls/bio2/7-1-physical.yaml") == 0) {
            file.text = vw_printf(f->arena, "%s# ours\n", file.text);
            file.length = strlen(file.text);
        }
        f->files.items[kept++] = file;
    }
    f->files.count = kept;
    VW_PUSH(f->arena, f->files,
            (vw_set_file){.path = "own.yaml", .text = "measures: []\n", .length = 13});
}

static void a_control_set_that_is_not_the_programs_own_is_told(void **state)
{
    fixture *f = *state;
    change_the_shipped_sets(f);
    fixture_ready(f);
    evaluate(f);
    assert_has(prose_of(f, build(f, "statement", VW_EN)),
               "The control sets are not those shipped with verantwoord " VW_VERSION
               ". Added files: own.yaml. Changed files: controls/bio2/7-1-physical.yaml. "
               "Missing files: controls/bio2/6-people.yaml.");
    assert_has(prose_of(f, build(f, "statement", VW_NL)),
               "De control sets zijn niet die welke bij verantwoord " VW_VERSION
               " horen. Toegevoegde bestanden: own.yaml. Gewijzigde bestanden: "
               "controls/bio2/7-1-physical.yaml. Ontbrekende bestanden: "
               "controls/bio2/6-people.yaml.");
}

/* Names of files are words of the organisation. */
static void a_public_document_tells_of_other_control_sets_in_numbers(void **state)
{
    fixture *f = *state;
    change_the_shipped_sets(f);
    fixture_ready(f);
    evaluate(f);
    const char *prose = prose_of(f, build(f, "annual-report-section", VW_EN));
    assert_has(prose, "The control sets are not those shipped with verantwoord " VW_VERSION
                      ". Added files: 1; changed: 1; missing: 1.");
    assert_null(strstr(prose, "own.yaml"));
}

/* A template of one's own that asks for everything there is. */
static void write_template(fixture *f, const char *path)
{
    FILE *file = fopen(path, "w");
    assert_non_null(file);
    fputs("---\naudience: confidential\nform: college\n---\n", file);
    for (int repeated = 0; repeated < 2; repeated++) {
        fputs(repeated ? "\n{{#each requirement}}\n\n" : "", file);
        for (const vw_template_word *word = vw_template_values; word->name != NULL; word++) {
            if ((word->within != NULL) == repeated) {
                /* A requirement may have no mark and no explanation. */
                const bool may_be_empty = strcmp(word->name, "requirement-mark") == 0 ||
                                          strcmp(word->name, "requirement-explain") == 0;
                fprintf(file, may_be_empty ? "- {{%s}}\n" : "- [{{%s}}]\n", word->name);
            }
        }
        for (const vw_template_word *word = vw_template_blocks; word->name != NULL; word++) {
            if ((word->within != NULL) == repeated && strcmp(word->name, "public") != 0) {
                fprintf(file, "\n{{> %s", word->name);
                if (word->takes != NULL && word->takes->needed) {
                    /* The first of the words that it may be, or a framework of the fixture. */
                    const char *values =
                        word->takes->values != NULL ? word->takes->values : "frame";
                    fprintf(file, " %s=%.*s", word->takes->name, (int)strcspn(values, " "), values);
                }
                fputs("}}\n", file);
            }
        }
        fputs(repeated ? "\n{{/each}}\n" : "", file);
    }
    assert_int_equal(fclose(file), 0);
    assert_int_equal(vw_template_check(path, NULL, f->arena, f->diags), VW_OK);
}

static void a_template_of_ones_own_may_use_every_name(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    const char *folder = vw_printf(f->arena, "%s/en", f->folder);
    const char *path = vw_printf(f->arena, "%s/all.md", folder);
    assert_int_equal(mkdir(folder, 0700), 0);
    write_template(f, path);
    const vw_document *document = NULL;
    const vw_report_options options = {
        .template_name = "all", .template_folder = f->folder, .lang = VW_EN, .form = VW_FORM_DRAFT};
    vw_status status = vw_report_build(&document, f->dossier, &f->evaluation, f->plan, &options,
                                       f->arena, f->diags);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(folder), 0);
    assert_int_equal(status, VW_OK);
    const char *prose = prose_of(f, document);
    assert_null(strstr(prose, "[]"));
    assert_null(strstr(prose, "{{"));
}

static void key_figures_hold_the_counts_of_each_framework(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    const char *facts = build(f, "statement", VW_NL)->json_facts;
    assert_has(facts, "\"subjects\": {\"pass\": 7, \"fail\": 2, \"unknown\": 1, \"excepted\": 0}");
    assert_has(facts, "\"frame\": {\"requirement_aspects\": {\"error\": 0, \"not_met\": 1,");
}

static void public_key_figures_hold_no_count_that_the_document_does_not_show(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    assert_has(build(f, "annual-report-section", VW_NL)->json_facts, "\"frame\"");
    assert_int_equal(build(f, "annual-report-section", VW_NL)->audience, VW_PUBLIC);
    assert_int_equal(build(f, "statement", VW_NL)->audience, VW_CONFIDENTIAL);
}

static void a_report_is_as_old_as_its_evaluation(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    f->evaluation.made_at = "2026-01-02T03:04:05Z";
    assert_int_equal(build(f, "statement", VW_NL)->made_at, 1767323045);
}

static void each_format_is_written_and_twice_the_same(void **state)
{
    fixture *f = *state;
    ten_systems(f);
    const vw_document *document = build(f, "statement", VW_NL);
    const char *path = vw_printf(f->arena, "%s/report", f->folder);
    for (vw_format format = VW_FORMAT_PDF; format < VW_FORMAT_COUNT; format++) {
        if (format == VW_FORMAT_CSV) {
            continue; /* a folder, with a file for each table */
        }
        vw_digest digests[2];
        for (size_t i = 0; i < 2; i++) {
            const char *bytes = NULL;
            size_t length = 0;
            vw_arena *scratch = vw_arena_new();
            assert_int_equal(vw_report_render(document, format, path, scratch, f->diags), VW_OK);
            assert_int_equal(vw_file_read(&bytes, &length, scratch, f->diags, path, 1u << 24),
                             VW_OK);
            digests[i] = vw_hash(bytes, length);
            assert_int_equal(unlink(path), 0);
            vw_arena_free(scratch);
        }
        assert_true(vw_digest_equal(&digests[0], &digests[1]));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        TEST(the_built_in_templates_are_sound),
        TEST(an_unknown_template_is_told_with_the_nearest),
        TEST(each_table_gives_as_many_rows_as_it_announces),
        TEST(both_languages_have_the_same_tables),
        TEST(each_subject_that_is_no_pass_is_listed_once_worst_first),
        TEST(a_test_shows_its_whole_population),
        TEST(the_summary_counts_each_requirement_and_aspect),
        TEST(each_framework_counts_only_its_own_requirements_in_the_workbook),
        TEST(requirements_of_all_frameworks_stand_in_one_list_beside_those_on_paper),
        TEST(what_was_not_assessed_is_listed_with_its_reason),
        TEST(annexes_are_confidential_and_the_statement_is_public),
        TEST(a_hostile_key_stays_text),
        TEST(a_share_that_rises_while_coverage_falls_is_told),
        TEST(a_judgement_stands_beside_what_was_computed),
        TEST(an_exception_is_listed_with_how_often_it_was_applied),
        TEST(evidence_up_to_the_mark_is_listed_and_later_evidence_is_not),
        TEST(a_dossier_to_which_no_framework_applies_still_makes_a_report),
        TEST(a_report_on_the_shipped_control_sets_does_not_speak_of_them),
        TEST(a_control_set_that_is_not_the_programs_own_is_told),
        TEST(a_public_document_tells_of_other_control_sets_in_numbers),
        TEST(public_key_figures_hold_no_count_that_the_document_does_not_show),
        TEST(a_template_of_ones_own_may_use_every_name),
        TEST(key_figures_hold_the_counts_of_each_framework),
        TEST(a_report_is_as_old_as_its_evaluation),
        TEST(each_format_is_written_and_twice_the_same),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Results per requirement: one line each, and in the workbook also one line an aspect. */
#include "model/label.h"
#include "model/regime.h"
#include "reports/build/fact_words.h"
#include "reports/build/people.h"
#include "reports/build/rows.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* A mark stands with the title, so that paper needs no column for the few that have one. */
static const char *marked_title(const vw_row_source *source, const vw_requirement *requirement)
{
    const char *title = vw_say(source->r, requirement->title);
    if (requirement->mark == NULL) {
        return title;
    }
    return vw_printf(source->scratch, "%s [%s]", title,
                     vw_say(source->r, vw_mark_label(requirement->mark)));
}

static const char *mark_of(const vw_report *r, const vw_requirement *requirement)
{
    return requirement->mark != NULL ? vw_say(r, vw_mark_label(requirement->mark)) : NULL;
}

/* Columns: 0 design, 1 existence, 2 operation, 3 the whole. */
#define SELECT_REQUIREMENT                                                                         \
    "SELECT max(CASE c.aspect WHEN 'design' THEN c.result END), "                                  \
    "max(CASE c.aspect WHEN 'existence' THEN c.result END), "                                      \
    "max(CASE c.aspect WHEN 'operation' THEN c.result END), s.result "                             \
    "FROM requirement_status s LEFT JOIN conclusion c "                                            \
    "ON c.evaluation_id = s.evaluation_id AND c.requirement = s.requirement "                      \
    "WHERE s.evaluation_id = ?1 AND s.requirement = ?2 GROUP BY s.requirement"

static void set_on_paper(const vw_row_source *source, vw_cell *cells)
{
    const vw_requirement *requirement = source->item;
    cells[0] = vw_text_cell(requirement->id);
    cells[1] = vw_text_cell(marked_title(source, requirement));
    for (int i = 0; i < 4; i++) {
        cells[2 + i] = vw_stored_result(source, i);
    }
}

static const vw_table *requirements_of(const vw_report *r, const vw_framework *framework)
{
    static const vw_column_words columns[] = {
        {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.2, 0},
        {"title", {"Titel", "Title"}, VW_CELL_TEXT, 6, 0},
        {"design", {"Opzet", "Design"}, VW_CELL_RESULT, 1.5, 0},
        {"existence", {"Bestaan", "Existence"}, VW_CELL_RESULT, 1.5, 0},
        {"operation", {"Werking", "Operation"}, VW_CELL_RESULT, 1.5, 0},
        {"result", {"Norm als geheel", "Whole requirement"}, VW_CELL_RESULT, 1.5, 0},
    };
    const char *title = vw_show_framework(r, framework);
    const vw_table_words words = {
        .id = vw_printf(r->arena, "requirements-%s", framework->id),
        .caption = {vw_printf(r->arena, "Uitkomst per norm en aspect: %s", title),
                    vw_printf(r->arena, "Result per requirement and aspect: %s", title)},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    vw_table *table = vw_table_new(r, &words);
    const vw_row_groups groups = vw_requirement_groups(r, framework);
    vw_table_stream(r, table, groups.count, SELECT_REQUIREMENT, &groups, set_on_paper);
    return table;
}

static void set_exempt(const vw_row_source *source, vw_cell *cells)
{
    const vw_requirement *requirement = source->item;
    cells[0] = vw_text_cell(requirement->id);
    cells[1] = vw_text_cell(vw_say(source->r, requirement->title));
    cells[2] = vw_text_cell(vw_say(source->r, requirement->applies_because));
    cells[3] =
        vw_text_cell(vw_show_facts(source->r, source->scratch, vw_stmt_text(source->stmt, 0)));
}

/* What a rule took out of the count, with the facts that it used: only when there is any. */
static vw_status add_exempt(vw_report *r, vw_block_list *out, const vw_framework *framework)
{
    static const vw_column_words columns[] = {
        {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.2, 0},
        {"title", {"Titel", "Title"}, VW_CELL_TEXT, 3, 0},
        {"rule", {"Regel", "Rule"}, VW_CELL_TEXT, 4, 0},
        {"facts", {"Gegevens", "Facts"}, VW_CELL_TEXT, 4, 0},
    };
    const vw_table_words words = {
        .id = vw_printf(r->arena, "exempt-%s", framework->id),
        .caption = {"Niet van toepassing volgens een regel, met de gegevens waarop die steunt",
                    "Not applicable by a rule, with the facts that it rests on"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    int64_t total = 0;
    vw_status status = vw_ask_number(
        &total, r,
        "SELECT count(DISTINCT requirement) FROM conclusion WHERE evaluation_id = ?1 AND "
        "substr(requirement, 1, instr(requirement, ':') - 1) = ?2 AND " VW_IS_BY_RULE,
        framework->id);
    if (status != VW_OK || total == 0) {
        return status;
    }
    vw_table *table = vw_table_new(r, &words);
    const vw_row_groups groups = vw_requirement_groups(r, framework);
    vw_table_stream(r, table, (uint64_t)total,
                    "SELECT DISTINCT reason FROM conclusion WHERE evaluation_id = ?1 AND "
                    "requirement = ?2 AND " VW_IS_BY_RULE,
                    &groups, set_exempt);
    vw_add_table(r, out, table);
    return VW_OK;
}

static void set_in_workbook(const vw_row_source *source, vw_cell *cells)
{
    const vw_requirement *requirement = source->item;
    const vw_report *r = source->r;
    cells[0] = vw_text_cell(requirement->framework->id);
    cells[1] = vw_text_cell(requirement->id);
    cells[2] = vw_text_cell(vw_say(r, requirement->title));
    cells[3] = vw_text_cell(vw_say(r, vw_requirement_kind_label(requirement->kind)));
    cells[4] = vw_stored_result(source, 3);
    for (int i = 0; i < 3; i++) {
        cells[5 + i] = vw_stored_result(source, i);
    }
    cells[8] = vw_text_cell(vw_reference_in(source->scratch, requirement->reference, r->lang));
    cells[9] = vw_text_cell(mark_of(r, requirement));
}

/* One list, so that a workbook can filter it as a whole. */
static const vw_table *all_requirements(const vw_report *r, const vw_framework *only)
{
    static const vw_column_words columns[] = {
        {"framework", {"Normenkader", "Framework"}, VW_CELL_TEXT, 1.2, VW_COLUMN_DATA},
        {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.3, VW_COLUMN_DATA},
        {"title", {"Titel", "Title"}, VW_CELL_TEXT, 6, VW_COLUMN_DATA},
        {"kind", {"Soort", "Kind"}, VW_CELL_TEXT, 2, VW_COLUMN_DATA},
        {"result", {"Norm als geheel", "Whole requirement"}, VW_CELL_RESULT, 1.6, VW_COLUMN_DATA},
        {"design", {"Opzet", "Design"}, VW_CELL_RESULT, 1.6, VW_COLUMN_DATA},
        {"existence", {"Bestaan", "Existence"}, VW_CELL_RESULT, 1.6, VW_COLUMN_DATA},
        {"operation", {"Werking", "Operation"}, VW_CELL_RESULT, 1.6, VW_COLUMN_DATA},
        {"reference", {"Vindplaats", "Reference"}, VW_CELL_TEXT, 2.4, VW_COLUMN_DATA},
        {"mark", {"Voorbehoud", "Mark"}, VW_CELL_TEXT, 1.4, VW_COLUMN_DATA},
    };
    static const vw_table_words words = {
        .id = "requirements",
        .caption = {"Uitkomsten per norm", "Results per requirement"},
        .sheet_id = "requirements",
        .sheet = {"Normen", "Requirements"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    vw_table *table = vw_table_new(r, &words);
    const vw_row_groups groups = vw_requirement_groups(r, only);
    vw_table_stream(r, table, groups.count, SELECT_REQUIREMENT, &groups, set_in_workbook);
    return table;
}

vw_status vw_blocks_requirements(vw_report *r, vw_block_list *out, int level)
{
    const vw_framework *only = vw_report__framework(r);
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        const vw_framework *framework = r->plan->frameworks[i];
        if (only != NULL && only != framework) {
            continue;
        }
        vw_add_heading(r, out, level, vw_printf(r->arena, "results-%s", framework->id),
                       vw_say(r, framework->title));
        vw_add_table(r, out, requirements_of(r, framework));
        vw_status status = add_exempt(r, out, framework);
        if (status != VW_OK) {
            return status;
        }
    }
    vw_add_table(r, out, all_requirements(r, only));
    return VW_OK;
}

/* Columns: 0 aspect, 1 result, 2 computed, 3 judged, 4 by_judgement, 5 judged_by, 6 reason. */
#define SELECT_CONCLUSIONS                                                                         \
    "SELECT aspect, result, computed, judged, by_judgement, judged_by, reason FROM conclusion "    \
    "WHERE evaluation_id = ?1 AND requirement = ?2 "
#define BY_ASPECT "ORDER BY CASE aspect WHEN 'design' THEN 0 WHEN 'existence' THEN 1 ELSE 2 END"

static vw_cell aspect_cell(const vw_row_source *source)
{
    vw_aspect aspect = VW_DESIGN;
    (void)vw_aspect_parse(&aspect, vw_stmt_text(source->stmt, 0));
    return vw_text_cell(vw_say(source->r, vw_aspect_label(aspect)));
}

/* What somebody said of another version of the requirement is not passed off as said of this one.
 */
static vw_cell judged_reason_cell(const vw_row_source *source, const char *reason)
{
    const vw_requirement *requirement = source->item;
    vw_aspect aspect = VW_DESIGN;
    (void)vw_aspect_parse(&aspect, vw_stmt_text(source->stmt, 0));
    const vw_answer_version *carried =
        vw_answers_carried(&source->r->answers, requirement->full_id, aspect);
    if (carried == NULL) {
        return vw_stored_text(source, 6);
    }
    const char *remark = vw_answer_carried_remark(source->scratch, carried, source->r->lang);
    return vw_text_cell(reason == NULL ? vw_printf(source->scratch, "(%s)", remark)
                                       : vw_printf(source->scratch, "%s (%s)", reason, remark));
}

/* By a rule: whose it is, what it says, and the facts that it used; never as somebody's judgement.
 */
static vw_cell reason_cell(const vw_row_source *source)
{
    static const vw_text by_rule = {"Volgens een regel:", "By a rule:"};
    static const vw_text resting_on = {"Gegevens:", "Facts:"};
    const vw_requirement *requirement = source->item;
    const char *computed = vw_stmt_text(source->stmt, 2);
    const char *facts = vw_stmt_text(source->stmt, 6);
    if (!vw_stmt_is_null(source->stmt, 3)) {
        return judged_reason_cell(source, facts);
    }
    if (computed == NULL || facts == NULL ||
        strcmp(computed, vw_result_name(VW_NOT_APPLICABLE)) != 0) {
        return vw_stored_text(source, 6);
    }
    const vw_report *r = source->r;
    const bool stated = vw_facts_stated(facts);
    return vw_text_cell(vw_printf(source->scratch, "%s %s %s %s%s%s", vw_say(r, by_rule),
                                  vw_say(r, requirement->applies_because), vw_say(r, resting_on),
                                  vw_show_facts(r, source->scratch, facts), stated ? " " : "",
                                  stated ? vw_say(r, vw_facts_stated_label()) : ""));
}

static void set_conclusion(const vw_row_source *source, vw_cell *cells)
{
    const vw_requirement *requirement = source->item;
    const vw_report *r = source->r;
    cells[0] = vw_text_cell(requirement->framework->id);
    cells[1] = vw_text_cell(requirement->id);
    cells[2] = vw_text_cell(vw_say(r, requirement->title));
    cells[3] = vw_text_cell(vw_say(r, vw_requirement_kind_label(requirement->kind)));
    cells[4] = aspect_cell(source);
    cells[5] = vw_stored_result(source, 1);
    cells[6] = vw_stored_result(source, 2);
    cells[7] = vw_stored_result(source, 3);
    cells[8] = vw_stored_flag(source, 4);
    cells[9] = vw_text_cell(vw_show_person(r, source->scratch, vw_stmt_text(source->stmt, 5)));
    cells[10] = reason_cell(source);
    cells[11] = vw_text_cell(vw_reference_in(source->scratch, requirement->reference, r->lang));
    cells[12] = vw_text_cell(mark_of(r, requirement));
}

vw_status vw_blocks_conclusions(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"framework", {"Normenkader", "Framework"}, VW_CELL_TEXT, 1.2, VW_COLUMN_DATA},
        {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.3, VW_COLUMN_DATA},
        {"title", {"Titel", "Title"}, VW_CELL_TEXT, 4, VW_COLUMN_DATA},
        {"kind", {"Soort", "Kind"}, VW_CELL_TEXT, 2, VW_COLUMN_DATA},
        {"aspect", {"Aspect", "Aspect"}, VW_CELL_TEXT, 1, VW_COLUMN_DATA},
        {"result", {"Conclusie", "Conclusion"}, VW_CELL_RESULT, 1.6, VW_COLUMN_DATA},
        {"computed", {"Berekend", "Computed"}, VW_CELL_RESULT, 1.6, VW_COLUMN_DATA},
        {"judged", {"Beoordeeld", "Judged"}, VW_CELL_RESULT, 1.6, VW_COLUMN_DATA},
        {"by_judgement", {"Op oordeel", "By judgement"}, VW_CELL_TEXT, 1, VW_COLUMN_DATA},
        {"judged_by", {"Beoordeeld door", "Judged by"}, VW_CELL_TEXT, 1.2, VW_COLUMN_DATA},
        {"reason", {"Toelichting", "Reason"}, VW_CELL_TEXT, 4, VW_COLUMN_DATA},
        {"reference", {"Vindplaats", "Reference"}, VW_CELL_TEXT, 2.4, VW_COLUMN_DATA},
        {"mark", {"Voorbehoud", "Mark"}, VW_CELL_TEXT, 1.4, VW_COLUMN_DATA},
    };
    static const vw_table_words words = {
        .id = "conclusions",
        .caption = {"Conclusies per norm en aspect", "Conclusions per requirement and aspect"},
        .sheet_id = "conclusions",
        .sheet = {"Conclusies", "Conclusions"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    (void)level;
    const vw_framework *only = vw_report__framework(r);
    uint64_t total = (uint64_t)r->figures.conclusions;
    for (size_t i = 0; only != NULL && i < r->plan->framework_count; i++) {
        total = r->plan->frameworks[i] == only ? vw_counts_total(&r->figures.aspects[i]) : total;
    }
    vw_table *table = vw_table_new(r, &words);
    const vw_row_groups groups = vw_requirement_groups(r, only);
    vw_table_stream(r, table, total, SELECT_CONCLUSIONS BY_ASPECT, &groups, set_conclusion);
    vw_add_table(r, out, table);
    return VW_OK;
}

static void set_judgement(const vw_row_source *source, vw_cell *cells)
{
    const vw_requirement *requirement = source->item;
    cells[0] = vw_text_cell(requirement->framework->id);
    cells[1] = vw_text_cell(requirement->id);
    cells[2] = aspect_cell(source);
    cells[3] = vw_stored_result(source, 3);
    cells[4] = vw_stored_result(source, 2);
    cells[5] = vw_stored_result(source, 1);
    cells[6] =
        vw_text_cell(vw_show_person(source->r, source->scratch, vw_stmt_text(source->stmt, 5)));
    cells[7] = reason_cell(source);
}

/* Judgement and computed result beside each other: neither overwrites the other. */
vw_status vw_blocks_judgements(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"framework", {"Normenkader", "Framework"}, VW_CELL_TEXT, 1.1, 0},
        {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.2, 0},
        {"aspect", {"Aspect", "Aspect"}, VW_CELL_TEXT, 1, 0},
        {"judged", {"Oordeel", "Judgement"}, VW_CELL_RESULT, 1.5, 0},
        {"computed", {"Berekend", "Computed"}, VW_CELL_RESULT, 1.5, 0},
        {"result", {"Conclusie", "Conclusion"}, VW_CELL_RESULT, 1.5, 0},
        {"judged_by", {"Door", "By"}, VW_CELL_TEXT, 1, 0},
        {"reason", {"Toelichting", "Reason"}, VW_CELL_TEXT, 4, 0},
    };
    static const vw_table_words words = {
        .id = "judgements",
        .caption = {"Oordelen van personen, naast wat is berekend",
                    "Judgements of persons, beside what was computed"},
        .sheet_id = "judgements",
        .sheet = {"Oordelen", "Judgements"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Niemand heeft een eigen oordeel vastgelegd.", "Nobody recorded a judgement."},
    };
    (void)level;
    int64_t total = 0;
    vw_status status = vw_ask_number(&total, r,
                                     "SELECT count(*) FROM conclusion WHERE evaluation_id = ?1 "
                                     "AND judged IS NOT NULL",
                                     NULL);
    vw_table *table = vw_table_new(r, &words);
    const vw_row_groups groups = vw_requirement_groups(r, NULL);
    vw_table_stream(r, table, (uint64_t)total,
                    SELECT_CONCLUSIONS "AND judged IS NOT NULL " BY_ASPECT, &groups, set_judgement);
    vw_table_cut(r, table, 60);
    vw_add_table(r, out, table);
    return status;
}

static void set_aspect(const vw_row_source *source, vw_cell *cells)
{
    cells[0] = aspect_cell(source);
    cells[1] = vw_stored_result(source, 1);
    cells[2] = vw_stored_result(source, 2);
    cells[3] = vw_stored_result(source, 3);
    cells[4] =
        vw_text_cell(vw_show_person(source->r, source->scratch, vw_stmt_text(source->stmt, 5)));
    cells[5] = reason_cell(source);
}

/* Of the requirement at hand. */
vw_status vw_blocks_requirement_aspects(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"aspect", {"Aspect", "Aspect"}, VW_CELL_TEXT, 1, 0},
        {"result", {"Conclusie", "Conclusion"}, VW_CELL_RESULT, 1.5, 0},
        {"computed", {"Berekend", "Computed"}, VW_CELL_RESULT, 1.5, 0},
        {"judged", {"Oordeel", "Judgement"}, VW_CELL_RESULT, 1.5, 0},
        {"judged_by", {"Door", "By"}, VW_CELL_TEXT, 1.2, 0},
        {"reason", {"Toelichting", "Reason"}, VW_CELL_TEXT, 4, 0},
    };
    static const vw_table_words words = {
        .id = "requirement-aspects",
        .caption = {"Conclusie per aspect", "Conclusion per aspect"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Het normenkader vraagt van deze norm geen aspect.",
                  "The framework demands no aspect of this requirement."},
    };
    (void)level;
    int64_t total = 0;
    vw_status status = vw_ask_number(
        &total, r, "SELECT count(*) FROM conclusion WHERE evaluation_id = ?1 AND requirement = ?2",
        r->current->full_id);
    vw_row_groups one = {0};
    VW_PUSH(r->arena, one, (vw_row_group){r->current->full_id, r->current, NULL});
    vw_table *table = vw_table_new(r, &words);
    vw_table_stream(r, table, (uint64_t)total, SELECT_CONCLUSIONS BY_ASPECT, &one, set_aspect);
    vw_add_table(r, out, table);
    return status;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/repeated.h"

#include "model/label.h"
#include "reports/build/college.h"
#include "reports/build/rows.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- which ---------------------------------------------------------------------------------- */

static const vw_framework *one_named(const vw_report *r, const char *id)
{
    const vw_framework *of_family = NULL;
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        const vw_framework *framework = r->plan->frameworks[i];
        if (strcmp(framework->id, id) == 0) {
            return framework;
        }
        if (strcmp(framework->family, id) == 0) {
            of_family = framework;
        }
    }
    return of_family;
}

const vw_framework *vw_report__framework_named(const vw_report *r, const char *ids)
{
    const vw_framework *found = NULL;
    for (const char *at = ids; found == NULL && *at != '\0';) {
        const size_t length = strcspn(at, "|");
        found = one_named(r, vw_strndup(r->arena, at, length));
        at += length + strspn(at + length, "|");
    }
    return found;
}

const vw_framework *vw_report__framework(const vw_report *r)
{
    const char *id = vw_report__argument(r, "framework");
    return id != NULL ? vw_report__framework_named(r, id) : NULL;
}

size_t vw_report__repeat(vw_report *r, const char *what)
{
    const vw_framework *only = vw_report__framework(r);
    (void)what; /* requirements are all that a part is repeated for */
    r->repeated = (vw_requirement_list){0};
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        const vw_framework *framework = r->plan->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count; j++) {
            if (only == NULL || only == framework) {
                VW_PUSH(r->arena, r->repeated, &framework->requirements[j]);
            }
        }
    }
    return r->repeated.count;
}

void vw_report__select(vw_report *r, size_t item)
{
    r->current = item < r->repeated.count ? r->repeated.items[item] : NULL;
}

/* ---- texts ---------------------------------------------------------------------------------- */

const char *vw_report__requirement_id(vw_report *r)
{
    return r->current->id;
}

const char *vw_report__requirement_title(vw_report *r)
{
    return vw_say(r, r->current->title);
}

const char *vw_report__requirement_explain(vw_report *r)
{
    return vw_say(r, r->current->explain);
}

const char *vw_report__requirement_framework(vw_report *r)
{
    return vw_say(r, r->current->framework->title);
}

const char *vw_report__requirement_reference(vw_report *r)
{
    return r->current->reference;
}

/* A mark is never left out where the requirement is named: "" says that there is none. */
const char *vw_report__requirement_mark(vw_report *r)
{
    const vw_requirement *requirement = r->current;
    return requirement->mark == NULL
               ? ""
               : vw_printf(r->arena, "[%s: %s]", vw_say(r, vw_mark_label(requirement->mark)),
                           vw_say(r, requirement->mark_reason));
}

static void keep_result(void *self, vw_stmt *stmt)
{
    vw_result result = VW_RESULT_ERROR;
    (void)vw_result_parse(&result, vw_stmt_text(stmt, 0));
    *(vw_result *)self = result;
}

vw_result vw_report__result_of(vw_report *r, const vw_requirement *requirement)
{
    /* As a row that is missing would be: never a pass. */
    vw_result result = VW_NOT_ASSESSED;
    const vw_status status = vw_ask_rows_of(
        r, "SELECT result FROM requirement_status WHERE evaluation_id = ?1 AND requirement = ?2",
        requirement->full_id, keep_result, &result);
    return status == VW_OK ? result : VW_RESULT_ERROR;
}

const char *vw_report__requirement_result(vw_report *r)
{
    return r->words->result[vw_report__result_of(r, r->current)];
}

/* ---- its tests ------------------------------------------------------------------------------ */

/* Columns: 0 aspect, 1 result, 2 n, 3 passed, 4 failed, 5 unknown, 6 excepted. */
static void set_finding(const vw_row_source *source, vw_cell *cells)
{
    const vw_planned_test *planned = source->item;
    vw_aspect aspect = VW_DESIGN;
    (void)vw_aspect_parse(&aspect, vw_stmt_text(source->stmt, 0));
    cells[0] = vw_text_cell(vw_say(source->r, planned->test->title));
    cells[1] = vw_text_cell(vw_say(source->r, vw_aspect_label(aspect)));
    cells[2] = vw_stored_result(source, 1);
    for (int i = 0; i < 5; i++) {
        cells[3 + i] = vw_stored_number(source, 2 + i);
    }
}

/* The tests that it is concluded from: those of its measures, in the aspects in which they count.
 */
static vw_row_groups tests_of(const vw_report *r, const vw_requirement *requirement)
{
    vw_row_groups groups = {0};
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        const vw_mapping *mapping = &requirement->mappings[i];
        for (size_t j = 0; j < mapping->measure->test_count; j++) {
            const vw_test *test = &mapping->measure->tests[j];
            const vw_planned_test *planned =
                vw_plan_test_for(r->plan, test, requirement->framework);
            if (planned != NULL && mapping->aspects[test->aspect] &&
                requirement->demands[test->aspect]) {
                VW_PUSH(r->arena, groups, (vw_row_group){planned->test->id, planned, NULL});
            }
        }
    }
    return groups;
}

vw_status vw_blocks_requirement_findings(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"title", {"Wat is getoetst", "What was tested"}, VW_CELL_TEXT, 5, 0},
        {"aspect", {"Aspect", "Aspect"}, VW_CELL_TEXT, 1, 0},
        {"result", {"Uitkomst", "Result"}, VW_CELL_RESULT, 1.6, 0},
        {"n", {"Aantal", "Number"}, VW_CELL_INTEGER, 0.8, 0},
        {"pass", {"In orde", "Pass"}, VW_CELL_INTEGER, 0.8, 0},
        {"fail", {"Afwijking", "Deviation"}, VW_CELL_INTEGER, 0.9, 0},
        {"unknown", {"Onbekend", "Unknown"}, VW_CELL_INTEGER, 0.9, 0},
        {"excepted", {"Uitzondering", "Exception"}, VW_CELL_INTEGER, 0.9, 0},
    };
    static const vw_table_words words = {
        .id = "requirement-findings",
        .caption = {"Toetsen bij deze norm", "Tests of this requirement"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Geen toets gaat over deze norm.", "No test is about this requirement."},
    };
    static const char sql[] =
        "SELECT aspect, result, passed + failed + unknown + excepted, passed, "
        "failed, unknown, excepted FROM finding WHERE evaluation_id = ?1 AND "
        "test = ?2";
    (void)level;
    const vw_row_groups groups = tests_of(r, r->current);
    int64_t total = 0;
    vw_status status = VW_OK;
    for (size_t i = 0; i < groups.count && status == VW_OK; i++) {
        int64_t has = 0;
        status = vw_ask_number(&has, r,
                               "SELECT count(*) FROM finding WHERE evaluation_id = ?1 AND test = "
                               "?2",
                               groups.items[i].key);
        total += has;
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_stream(r, table, (uint64_t)total, sql, &groups, set_finding);
    vw_add_table(r, out, table);
    return status;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* From requirement to measure to test: what a conclusion rests on, and where nothing does. */
#include "model/label.h"
#include "reports/build/norms.h"

#include <assert.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))
#define DATA VW_COLUMN_DATA

static const vw_column_words columns[] = {
    {"framework", {"Normenkader", "Framework"}, VW_CELL_TEXT, 1.3, DATA},
    {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.4, DATA | VW_COLUMN_CODE},
    {"title", {"Titel", "Title"}, VW_CELL_TEXT, 3.6, DATA},
    {"aspect", {"Aspect", "Aspect"}, VW_CELL_TEXT, 1.1, DATA},
    {"coverage", {"Dekking", "Coverage"}, VW_CELL_TEXT, 1.4, DATA},
    {"because", {"Wat ontbreekt, of waarom", "What is missing, or why"}, VW_CELL_TEXT, 4, DATA},
    {"measure", {"Maatregel", "Measure"}, VW_CELL_TEXT, 3, DATA | VW_COLUMN_CODE},
    {"measure_title", {"Titel van de maatregel", "Title of the measure"}, VW_CELL_TEXT, 3.6, DATA},
    {"test", {"Toets", "Test"}, VW_CELL_TEXT, 3.6, DATA | VW_COLUMN_CODE},
    {"test_title", {"Titel van de toets", "Title of the test"}, VW_CELL_TEXT, 4.6, DATA},
};

typedef struct {
    const vw_report *r;
    const vw_framework *framework;
    const vw_requirement *requirement;
    vw_aspect aspect;
    vw_cells cells;
} mapper;

static void push_row(mapper *to, vw_coverage how, const char *because, const vw_measure *measure,
                     const vw_test *test)
{
    const vw_report *r = to->r;
    const vw_cell row[] = {
        vw_text_cell(to->framework->id),
        vw_text_cell(to->requirement->id),
        vw_text_cell(vw_say(r, to->requirement->title)),
        vw_text_cell(vw_say(r, vw_aspect_label(to->aspect))),
        vw_text_cell(vw_say(r, vw_coverage_label(how))),
        vw_text_cell(because),
        vw_text_cell(measure != NULL ? measure->id : NULL),
        vw_text_cell(measure != NULL ? vw_say(r, measure->title) : NULL),
        vw_text_cell(test != NULL ? test->id : NULL),
        vw_text_cell(test != NULL ? vw_say(r, test->title) : NULL),
    };
    static_assert(COUNT(row) == COUNT(columns), "a cell a column");
    for (size_t i = 0; i < COUNT(row); i++) {
        VW_PUSH(r->arena, to->cells, row[i]);
    }
}

/* Tests of the aspect, by each measure that counts in it. False when there are none. */
static bool push_tests(mapper *to)
{
    bool any = false;
    for (size_t i = 0; i < to->requirement->mapping_count; i++) {
        const vw_mapping *mapping = &to->requirement->mappings[i];
        const vw_measure *measure = mapping->measure;
        for (size_t j = 0; j < measure->test_count && mapping->aspects[to->aspect]; j++) {
            if (measure->tests[j].aspect == to->aspect) {
                push_row(to, mapping->full ? VW_COVERED_FULL : VW_COVERED_PARTLY,
                         vw_say(to->r, mapping->because), measure,
                         vw_norms__test(to->r, to->framework, &measure->tests[j]));
                any = true;
            }
        }
    }
    return any;
}

static void push_aspect(mapper *to)
{
    const vw_requirement *requirement = to->requirement;
    const vw_coverage how = vw_requirement_coverage(requirement, to->aspect);
    const vw_text why = vw_norms__has(requirement->ask[to->aspect])
                            ? requirement->ask[to->aspect]
                            : requirement->not_covered[to->aspect];
    if (!push_tests(to)) {
        push_row(to, how, vw_norms__has(why) ? vw_say(to->r, why) : NULL, NULL, NULL);
    }
}

vw_status vw_blocks_mapping(vw_report *r, vw_block_list *out, int level)
{
    static const vw_table_words words = {
        .id = "mapping",
        .caption = {"Van norm naar maatregel naar toets, per aspect",
                    "From requirement to measure to test, per aspect"},
        .sheet_id = "mapping",
        .sheet = {"Normen en toetsen", "Mapping"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Er zijn geen normen.", "There are no requirements."},
    };
    (void)level;
    mapper to = {.r = r};
    for (size_t f = 0; f < r->plan->framework_count; f++) {
        to.framework = r->plan->frameworks[f];
        for (size_t i = 0; i < to.framework->requirement_count; i++) {
            to.requirement = &to.framework->requirements[i];
            for (to.aspect = VW_DESIGN; to.aspect < VW_ASPECT_COUNT; to.aspect++) {
                if (to.requirement->demands[to.aspect]) {
                    push_aspect(&to);
                }
            }
        }
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &to.cells);
    vw_add_table(r, out, table);
    return VW_OK;
}

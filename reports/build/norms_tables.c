/* SPDX-License-Identifier: EUPL-1.2 */
/* The tables of a catalogue: how many stand how, and the sheets of its workbook. */
#include "model/label.h"
#include "reports/build/norms.h"

#include <assert.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- the summary ----------------------------------------------------------------------------- */

static void add_status_table(const vw_report *r, vw_block_list *out, const vw_norm_counts *counts)
{
    static const vw_column_words columns[] = {
        {"status", {"Staat", "Status"}, VW_CELL_TEXT, 5, 0},
        {"count", {"Aantal", "Number"}, VW_CELL_INTEGER, 1.5, 0},
    };
    static const vw_table_words words = {
        .id = "statuses",
        .caption = {"Wat het normenkader noemt", "What the framework lists"},
        .sheet_id = "summary",
        .sheet = {"Overzicht", "Summary"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    vw_cells cells = {0};
    for (vw_requirement_status status = 0; status < VW_STATUS_COUNT; status++) {
        VW_PUSH(r->arena, cells, vw_text_cell(vw_say(r, vw_requirement_status_label(status))));
        VW_PUSH(r->arena, cells, vw_number_cell(counts->status[status]));
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
}

static void add_coverage_table(const vw_report *r, vw_block_list *out, const vw_norm_counts *counts)
{
    static const vw_column_words columns[] = {
        {"aspect", {"Aspect", "Aspect"}, VW_CELL_TEXT, 2, 0},
        {"full", {"Volledig", "Full"}, VW_CELL_INTEGER, 1.5, 0},
        {"partial", {"Deels", "Partial"}, VW_CELL_INTEGER, 1.5, 0},
        {"judgement", {"Oordeel", "Judgement"}, VW_CELL_INTEGER, 1.5, 0},
        {"not_covered", {"Niet gedekt", "Not covered"}, VW_CELL_INTEGER, 1.5, 0},
        {"without_reason", {"Zonder reden", "Without reason"}, VW_CELL_INTEGER, 1.5, 0},
    };
    static const vw_table_words words = {
        .id = "coverage",
        .caption = {"Aspecten van actieve normen, naar wat ze beslist",
                    "Aspects of active requirements, by what decides them"},
        .sheet_id = "summary",
        .sheet = {"Overzicht", "Summary"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    vw_cells cells = {0};
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
        VW_PUSH(r->arena, cells, vw_text_cell(vw_say(r, vw_aspect_label(aspect))));
        for (int how = 0; how < VW_COVERED_COUNT; how++) {
            VW_PUSH(r->arena, cells, vw_number_cell(counts->covered[aspect][how]));
        }
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
}

void vw_norms__summary(const vw_report *r, vw_block_list *out, const vw_norm_counts *counts)
{
    add_status_table(r, out, counts);
    add_coverage_table(r, out, counts);
}

void vw_norms__left_out(const vw_report *r, vw_block_list *out, const vw_framework *framework)
{
    static const vw_text heading = {"Wat niet is opgenomen", "What was left out"};
    static const vw_column_words columns[] = {
        {"reference", {"Vindplaats", "Reference"}, VW_CELL_TEXT, 2, 0},
        {"because", {"Waarom het geen norm is", "Why it is no requirement"}, VW_CELL_TEXT, 6, 0},
    };
    static const vw_table_words words = {
        .id = "articles-left-out",
        .caption = {"Artikelen die geen norm zijn, en waarom",
                    "Articles that are no requirement, and why"},
        .sheet_id = "left-out",
        .sheet = {"Niet opgenomen", "Left out"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    vw_cells cells = {0};
    if (framework->left_out_count == 0) {
        return;
    }
    for (size_t i = 0; i < framework->left_out_count; i++) {
        const vw_left_out *item = &framework->left_out[i];
        VW_PUSH(r->arena, cells, vw_text_cell(vw_reference_in(r->arena, item->reference, r->lang)));
        VW_PUSH(r->arena, cells, vw_text_cell(vw_say(r, item->because)));
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_heading(r, out, 1, "left-out", vw_say(r, heading));
    vw_add_table(r, out, table);
}

/* ---- a row a requirement --------------------------------------------------------------------- */

#define DATA VW_COLUMN_DATA

static const vw_column_words requirement_columns[] = {
    {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.3, DATA | VW_COLUMN_CODE},
    {"title", {"Titel", "Title"}, VW_CELL_TEXT, 3.4, DATA},
    {"explain", {"Wat wordt gevraagd", "What is demanded"}, VW_CELL_TEXT, 5.4, DATA},
    {"owner", {"Wie dit meestal doet", "Who usually does it"}, VW_CELL_TEXT, 2, DATA},
    {"design", {"Opzet", "Design"}, VW_CELL_TEXT, 1.3, DATA},
    {"existence", {"Bestaan", "Existence"}, VW_CELL_TEXT, 1.3, DATA},
    {"operation", {"Werking", "Operation"}, VW_CELL_TEXT, 1.3, DATA},
    {"questions", {"Vragen", "Questions"}, VW_CELL_TEXT, 4.6, DATA},
    {"mark", {"Voorbehoud", "Mark"}, VW_CELL_TEXT, 1.5, DATA},
    {"status", {"Staat", "Status"}, VW_CELL_TEXT, 1.4, DATA},
};

/* What is looked up once in a while. */
static const vw_column_words detail_columns[] = {
    {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.3, DATA | VW_COLUMN_CODE},
    {"reference", {"Vindplaats", "Reference"}, VW_CELL_TEXT, 3.4, DATA},
    {"kind", {"Soort", "Kind"}, VW_CELL_TEXT, 1.8, DATA},
    {"theme", {"Thema", "Theme"}, VW_CELL_TEXT, 1.6, DATA},
    {"under", {"Onder", "Under"}, VW_CELL_TEXT, 1.2, DATA | VW_COLUMN_CODE},
    {"moved_to", {"Staat nu bij", "Stands now at"}, VW_CELL_TEXT, 1.4, DATA | VW_COLUMN_CODE},
    {"was", {"Eerder", "Earlier"}, VW_CELL_TEXT, 1.4, DATA},
    {"not_covered", {"Niet gedekt, want", "Not covered, because"}, VW_CELL_TEXT, 4, DATA},
    {"mark_reason", {"Reden van het voorbehoud", "Reason of the mark"}, VW_CELL_TEXT, 4, DATA},
    {"may_lapse", {"Mag vervallen", "May lapse"}, VW_CELL_TEXT, 1.2, DATA},
    {"applies_because", {"Geldt alleen waar", "Applies only where"}, VW_CELL_TEXT, 3.4, DATA},
    {"applies_when", {"Regel daarvoor", "Rule for that"}, VW_CELL_TEXT, 3, DATA},
};

/* "opzet: ...", a line an aspect. */
static vw_cell by_aspect(const vw_report *r, const vw_text *texts)
{
    vw_buf out = {.arena = r->arena};
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
        if (vw_norms__has(texts[aspect])) {
            vw_buf_addf(&out, "%s%s: %s", out.length > 0 ? "\n" : "",
                        vw_say(r, vw_aspect_label(aspect)), vw_say(r, texts[aspect]));
        }
    }
    return vw_text_cell(vw_buf_text(&out));
}

static vw_cell name_cell(const vw_requirement *requirement, const vw_framework *framework)
{
    return requirement == NULL ? (vw_cell){.is = VW_CELL_EMPTY}
                               : vw_text_cell(vw_norms__name(requirement, framework));
}

static vw_cell may_lapse(const vw_report *r, const vw_requirement *requirement)
{
    static const vw_text yes = {"ja", "yes"}, no = {"nee", "no"};
    if (!requirement->framework->where_appropriate || requirement->status != VW_STATUS_ACTIVE) {
        return (vw_cell){.is = VW_CELL_EMPTY};
    }
    return vw_text_cell(vw_say(r, requirement->where_appropriate ? yes : no));
}

static void push_requirement(const vw_report *r, vw_cells *cells, const vw_requirement *requirement)
{
    const bool active = requirement->status == VW_STATUS_ACTIVE;
    const bool marked = requirement->mark != NULL;
    vw_cell aspects[VW_ASPECT_COUNT] = {{.is = VW_CELL_EMPTY}};
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
        if (active && requirement->demands[aspect]) {
            const vw_coverage how = vw_requirement_coverage(requirement, aspect);
            aspects[aspect] = vw_text_cell(vw_say(r, vw_coverage_label(how)));
        }
    }
    const vw_cell row[] = {
        vw_text_cell(requirement->id),
        vw_text_cell(vw_say(r, requirement->title)),
        vw_text_cell(vw_say(r, requirement->explain)),
        vw_text_cell(vw_say(r, requirement->owner)),
        aspects[VW_DESIGN],
        aspects[VW_EXISTENCE],
        aspects[VW_OPERATION],
        by_aspect(r, requirement->ask),
        vw_text_cell(marked ? vw_say(r, vw_mark_label(requirement->mark)) : NULL),
        vw_text_cell(vw_say(r, vw_requirement_status_label(requirement->status))),
    };
    static_assert(COUNT(row) == COUNT(requirement_columns), "a cell a column");
    for (size_t i = 0; i < COUNT(row); i++) {
        VW_PUSH(r->arena, *cells, row[i]);
    }
}

static void push_details(const vw_report *r, vw_cells *cells, const vw_framework *framework,
                         const vw_requirement *requirement)
{
    const vw_requirement *now = vw_requirement_now(requirement);
    const bool marked = requirement->mark != NULL;
    const vw_cell row[] = {
        vw_text_cell(requirement->id),
        vw_text_cell(vw_reference_in(r->arena, requirement->reference, r->lang)),
        vw_text_cell(vw_say(r, vw_requirement_kind_label(requirement->kind))),
        vw_text_cell(requirement->theme != NULL ? vw_norms__theme(r, requirement->theme) : NULL),
        name_cell(requirement->parent, framework),
        name_cell(now != requirement ? now : NULL, framework),
        vw_text_cell(vw_norms__was(r, requirement)),
        by_aspect(r, requirement->not_covered),
        vw_text_cell(marked ? vw_say(r, requirement->mark_reason) : NULL),
        may_lapse(r, requirement),
        vw_text_cell(vw_say(r, requirement->applies_because)),
        vw_text_cell(requirement->applies_when.text),
    };
    static_assert(COUNT(row) == COUNT(detail_columns), "a cell a column");
    for (size_t i = 0; i < COUNT(row); i++) {
        VW_PUSH(r->arena, *cells, row[i]);
    }
}

static void add_requirements(const vw_report *r, vw_block_list *out, const vw_framework *framework)
{
    static const vw_table_words words = {
        .id = "requirements",
        .caption = {"Alle normen", "All requirements"},
        .sheet_id = "requirements",
        .sheet = {"Normen", "Requirements"},
        .columns = requirement_columns,
        .column_count = COUNT(requirement_columns),
    };
    vw_cells cells = {0};
    for (size_t i = 0; i < framework->listed_count; i++) {
        push_requirement(r, &cells, framework->listed[i]);
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
}

static void add_details(const vw_report *r, vw_block_list *out, const vw_framework *framework)
{
    static const vw_table_words words = {
        .id = "details",
        .caption = {"Bijzonderheden van alle normen", "Details of all requirements"},
        .sheet_id = "details",
        .sheet = {"Bijzonderheden", "Details"},
        .columns = detail_columns,
        .column_count = COUNT(detail_columns),
    };
    vw_cells cells = {0};
    for (size_t i = 0; i < framework->listed_count; i++) {
        push_details(r, &cells, framework, framework->listed[i]);
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
}

/* ---- a row a test of a mapped measure -------------------------------------------------------- */

static const vw_column_words mapping_columns[] = {
    {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.4, DATA | VW_COLUMN_CODE},
    {"measure", {"Maatregel", "Measure"}, VW_CELL_TEXT, 3, DATA | VW_COLUMN_CODE},
    {"measure_title", {"Titel van de maatregel", "Title of the measure"}, VW_CELL_TEXT, 4, DATA},
    {"coverage", {"Dekking", "Coverage"}, VW_CELL_TEXT, 1.4, DATA},
    {"because", {"Wat ontbreekt", "What is missing"}, VW_CELL_TEXT, 5, DATA},
    {"aspect", {"Aspect", "Aspect"}, VW_CELL_TEXT, 1.4, DATA},
    {"test", {"Toets", "Test"}, VW_CELL_TEXT, 4, DATA | VW_COLUMN_CODE},
    {"test_title", {"Titel van de toets", "Title of the test"}, VW_CELL_TEXT, 6, DATA},
    {"values", {"Waarden", "Values"}, VW_CELL_TEXT, 5, DATA},
};

/* A line a value. */
static vw_cell values_cell(const vw_report *r, const vw_framework *framework, const vw_test *test)
{
    vw_norm_values values = {0};
    vw_buf out = {.arena = r->arena};
    vw_norms__values_of(&values, r, framework, test);
    for (size_t i = 0; i < values.count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? "\n" : "", vw_norms__value(r, values.items[i]));
    }
    return vw_text_cell(vw_buf_text(&out));
}

/* Only tests of aspects that the requirement demands: no other is concluded from. */
static void push_mapping(const vw_report *r, vw_cells *cells, const vw_requirement *requirement,
                         const vw_mapping *mapping, const vw_test *base)
{
    const vw_test *test = vw_norms__test(r, requirement->framework, base);
    const vw_coverage how = mapping->full ? VW_COVERED_FULL : VW_COVERED_PARTLY;
    const vw_cell row[] = {
        vw_text_cell(requirement->id),
        vw_text_cell(mapping->measure->id),
        vw_text_cell(vw_say(r, mapping->measure->title)),
        vw_text_cell(vw_say(r, vw_coverage_label(how))),
        vw_text_cell(vw_say(r, mapping->because)),
        vw_text_cell(vw_say(r, vw_aspect_label(test->aspect))),
        vw_text_cell(test->id),
        vw_text_cell(vw_say(r, test->title)),
        values_cell(r, requirement->framework, base),
    };
    static_assert(COUNT(row) == COUNT(mapping_columns), "a cell a column");
    for (size_t i = 0; i < COUNT(row); i++) {
        VW_PUSH(r->arena, *cells, row[i]);
    }
}

static void add_mappings(const vw_report *r, vw_block_list *out, const vw_framework *framework)
{
    static const vw_table_words words = {
        .id = "mappings",
        .caption = {"Maatregelen en toetsen bij elke norm",
                    "Measures and tests of each requirement"},
        .sheet_id = "mappings",
        .sheet = {"Maatregelen en toetsen", "Measures and tests"},
        .columns = mapping_columns,
        .column_count = COUNT(mapping_columns),
        .empty = {"Geen norm is aan een maatregel gekoppeld.",
                  "No requirement is mapped to a measure."},
    };
    vw_cells cells = {0};
    for (size_t i = 0; i < framework->listed_count; i++) {
        const vw_requirement *requirement = framework->listed[i];
        for (size_t j = 0; j < requirement->mapping_count; j++) {
            const vw_mapping *mapping = &requirement->mappings[j];
            for (size_t k = 0; k < mapping->measure->test_count; k++) {
                const vw_test *test = &mapping->measure->tests[k];
                if (requirement->demands[test->aspect] && mapping->aspects[test->aspect]) {
                    push_mapping(r, &cells, requirement, mapping, test);
                }
            }
        }
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
}

void vw_norms__sheets(const vw_report *r, vw_block_list *out, const vw_framework *framework)
{
    add_requirements(r, out, framework);
    add_mappings(r, out, framework);
    add_details(r, out, framework);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The blocks of the college's statement (public: only that there are deviations) and of its annexes
 * (confidential). */
#include "model/label.h"
#include "reports/build/certain.h"
#include "reports/build/college.h"
#include "reports/build/newest.h"
#include "reports/build/people.h"
#include "reports/build/records.h"
#include "reports/build/rows.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* ---- results by aspect ---------------------------------------------------------------------- */

typedef struct {
    bool has[VW_ASPECT_COUNT];
    vw_result of[VW_ASPECT_COUNT];
    const char *reason[VW_ASPECT_COUNT];
    vw_arena *arena;
} by_aspect;

/* Columns: 0 aspect, 1 result, 2 reason. */
static void keep_aspect(void *self, vw_stmt *stmt)
{
    by_aspect *results = self;
    vw_aspect aspect = VW_DESIGN;
    if (!vw_aspect_parse(&aspect, vw_stmt_text(stmt, 0))) {
        return;
    }
    results->has[aspect] = true;
    results->of[aspect] = VW_RESULT_ERROR;
    (void)vw_result_parse(&results->of[aspect], vw_stmt_text(stmt, 1));
    const char *reason = vw_stmt_text(stmt, 2);
    results->reason[aspect] = reason != NULL ? vw_strdup(results->arena, reason) : NULL;
}

static vw_status read_aspects(by_aspect *out, vw_report *r, const vw_requirement *requirement)
{
    *out = (by_aspect){.arena = r->arena};
    return vw_ask_rows_of(r,
                          "SELECT aspect, result, reason FROM conclusion WHERE evaluation_id = ?1 "
                          "AND requirement = ?2",
                          requirement->full_id, keep_aspect, out);
}

/* ---- public --------------------------------------------------------------------------------- */

/* The frameworks that are filed, and no others of the evaluation. */
static const char *const filed[] = {"digid", "suwinet-own|suwinet"};

/* Of a filing past its term: the college's own reason, which is on record for the public. */
static const char *lateness(vw_report *r, const vw_college *college)
{
    static const vw_text line = {"Na de termijn, die op {0} eindigde. Toelichting van het college: "
                                 "{1}",
                                 "After the term, which ended on {0}. Explanation of the "
                                 "executive: {1}"};
    const vw_adoption *adoption = vw_college_adoption(college, r);
    vw_date from, until;
    vw_college_window(&from, &until, r);
    if (adoption == NULL || adoption->explanation == NULL || !vw_college_is_late(college, r)) {
        return NULL;
    }
    vw_records_shown(r, "board_decision", adoption->key, "public_text", adoption->explanation);
    return VW_FILL(r, line, vw_show_date(r, until), adoption->explanation);
}

vw_status vw_blocks_filing_facts(vw_report *r, vw_block_list *out, int level)
{
    VW_VEC(vw_fact) facts = {0};
    const vw_college *college = NULL;
    const vw_status status = vw_college_load(&college, r);
    if (status != VW_OK) {
        return status;
    }
    (void)level;
    VW_PUSH(r->arena, facts,
            (vw_fact){vw_say(r, (vw_text){"Verantwoordingsjaar", "Accounting year"}),
                      vw_text_cell(vw_report__value(r, "year"))});
    VW_PUSH(r->arena, facts,
            (vw_fact){vw_say(r, (vw_text){"Peildatum", "Reference date"}),
                      {.is = VW_CELL_DATE, .date = r->evaluation->as_of}});
    const vw_framework *only = vw_report__framework(r);
    const char *label = only == NULL ? vw_say(r, (vw_text){"Normenkaders", "Frameworks"})
                                     : vw_say(r, (vw_text){"Normenkader", "Framework"});
    for (size_t i = 0; i < COUNT(filed); i++) {
        const vw_framework *framework = vw_report__framework_named(r, filed[i]);
        if (framework != NULL && (only == NULL || only == framework)) {
            const vw_fact fact = {label, vw_text_cell(vw_show_framework(r, framework))};
            VW_PUSH(r->arena, facts, fact);
            label = "";
        }
    }
    VW_PUSH(r->arena, facts,
            (vw_fact){vw_say(r, (vw_text){"Besluit van het college", "Decision of the executive"}),
                      vw_text_cell(vw_report__adoption(r))});
    VW_PUSH(r->arena, facts,
            (vw_fact){vw_say(r, (vw_text){"Assurancerapport", "Assurance report"}),
                      vw_text_cell(vw_report__assurance_numbers(r))});
    const char *late = lateness(r, college);
    if (late != NULL) {
        VW_PUSH(r->arena, facts,
                (vw_fact){vw_say(r, (vw_text){"Te laat", "Late"}), vw_text_cell(late)});
    }
    VW_PUSH(r->arena, facts,
            (vw_fact){vw_say(r, (vw_text){"Kenmerk van de uitkomst", "Result hash"}),
                      vw_text_cell(vw_report__value(r, "result-hash-short"))});
    vw_block *block = VW_NEW(r->arena, vw_block);
    *block = (vw_block){.is = VW_BLOCK_FACTS,
                        .id = "filing-facts",
                        .facts = facts.items,
                        .fact_count = facts.count};
    VW_PUSH(r->arena, *out, block);
    return VW_OK;
}

/* What is on record of the use of what a framework is about: "true", "false" or NULL. */
static vw_status use_of(const char **out, vw_report *r, const char *framework)
{
    const vw_college *college = NULL;
    const vw_status status = vw_college_load(&college, r);
    *out = NULL;
    if (status == VW_OK) {
        *out = strncmp(framework, "digid", strlen("digid")) == 0       ? college->uses_digid
               : strncmp(framework, "suwinet", strlen("suwinet")) == 0 ? college->uses_suwinet
                                                                       : NULL;
    }
    return status;
}

/* Whether, and not which or how many. What was explained is a deviation too. */
vw_status vw_blocks_deviations_exist(vw_report *r, vw_block_list *out, int level)
{
    static const vw_text none = {
        "{0}: op de peildatum is voldaan aan alle normen die van toepassing zijn.",
        "{0}: on the reference date, all requirements that apply were met."};
    static const vw_text some = {
        "{0}: op de peildatum is niet volledig aan de normen voldaan; er zijn afwijkingen. "
        "Welke dat zijn en welke verbetermaatregelen er lopen, staat {1}.",
        "{0}: on the reference date, the requirements were not met in full; there are "
        "deviations. Which they are, and which improvement measures are under way, stands {1}."};
    static const vw_text elsewhere = {"in een vertrouwelijke bijlage", "in a confidential annex"};
    static const vw_text here = {"in deze bijlage", "in this annex"};
    static const vw_text unknown = {"{0}: nog niet elke norm heeft een uitkomst.",
                                    "{0}: not every requirement has a result yet."};
    static const vw_text also = {" Nog niet elke norm heeft een uitkomst.",
                                 " Not every requirement has a result yet."};
    static const vw_text absent = {
        "[Over dit normenkader is geen evaluatie gedaan: nog in te vullen, of te schrappen als het "
        "niet van toepassing is.]",
        "[This framework was not evaluated: still to be filled in, or to be struck out when it "
        "does not apply.]"};
    static const vw_text unused = {
        "{0} gebruikt dit niet: er zijn geen normen van toepassing en er is geen bijlage.",
        "{0} does not use it: no requirements apply, and there is no annex."};
    (void)level;
    const vw_framework *framework = vw_report__framework(r);
    bool short_of = false, open = false;
    for (size_t i = 0; framework != NULL && i < framework->requirement_count; i++) {
        const vw_requirement *requirement = &framework->requirements[i];
        by_aspect results;
        const vw_status status = read_aspects(&results, r, requirement);
        if (status != VW_OK) {
            return status;
        }
        /* An aspect that it demands and that has no conclusion is open too. */
        for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
            const vw_result result = results.has[aspect] ? results.of[aspect] : VW_NOT_ASSESSED;
            const bool counts = requirement->demands[aspect];
            short_of = short_of || (counts && (vw_falls_short(result) || result == VW_EXPLAINED));
            open = open || (counts && (result == VW_NOT_ASSESSED || result == VW_RESULT_ERROR));
        }
    }
    if (framework == NULL) {
        const char *uses = NULL;
        const vw_status status = use_of(&uses, r, vw_report__argument(r, "framework"));
        const bool not_used = uses != NULL && strcmp(uses, "false") == 0;
        vw_add_paragraph(r, out,
                         not_used ? VW_FILL(r, unused, vw_dossier_head_of(r->dossier)->name)
                                  : vw_say(r, absent));
        return status;
    }
    const char *name = vw_show_framework(r, framework);
    const char *said = VW_FILL(r,
                               short_of ? some
                               : open   ? unknown
                                        : none,
                               name, vw_say(r, r->audience == VW_CONFIDENTIAL ? here : elsewhere));
    const char *marks = vw_certain_line(r, framework);
    vw_certain_told_marks(r, framework);
    vw_add_paragraph(r, out,
                     vw_printf(r->arena, "%s%s%s%s", said, short_of && open ? vw_say(r, also) : "",
                               marks != NULL ? " " : "", marks != NULL ? marks : ""));
    return VW_OK;
}

/* ---- DigiD connections ---------------------------------------------------------------------- */

typedef struct {
    vw_report *r;
    vw_cells cells;
} connections;

/* Columns: 0 key, 1 digid, 2 name, 3 supplier. */
static void add_connection(void *self, vw_stmt *stmt)
{
    connections *c = self;
    if (vw_stmt_int(stmt, 1) == 0) {
        return;
    }
    for (int i = 0; i < 3; i++) {
        static const int columns[] = {0, 2, 3};
        const char *text = vw_stmt_text(stmt, columns[i]);
        VW_PUSH(c->r->arena, c->cells,
                vw_text_cell(text != NULL ? vw_strdup(c->r->arena, text) : NULL));
    }
}

vw_status vw_blocks_digid_connections(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"connection", {"Kenmerk", "Identifier"}, VW_CELL_TEXT, 1.4, VW_COLUMN_CODE},
        {"name", {"Webapplicatie", "Web application"}, VW_CELL_TEXT, 5, 0},
        {"supplier", {"Leverancier", "Supplier"}, VW_CELL_TEXT, 1.6, VW_COLUMN_CODE},
    };
    static const vw_table_words words = {
        .id = "digid-connections",
        .caption = {"Webapplicaties met een DigiD-aansluiting op de peildatum",
                    "Web applications with a DigiD connection on the reference date"},
        .sheet_id = "digid-connections",
        .sheet = {"DigiD-aansluitingen", "DigiD connections"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Er is geen DigiD-aansluiting vastgelegd.", "No DigiD connection is on record."},
    };
    static const char *const fields[] = {"digid", "name", "supplier"};
    (void)level;
    connections c = {.r = r};
    vw_status status = vw_newest_rows(r, "asset", fields, COUNT(fields),
                                      "e.effective_from <= v.as_of AND (e.effective_until IS NULL "
                                      "OR e.effective_until >= v.as_of)",
                                      add_connection, &c);
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &c.cells);
    vw_add_table(r, out, table);
    return status;
}

/* ---- results by aspect ---------------------------------------------------------------------- */

static const char *marked_title(const vw_report *r, const vw_requirement *requirement)
{
    const char *title = vw_say(r, requirement->title);
    return requirement->mark == NULL
               ? title
               : vw_printf(r->arena, "%s [%s]", title, vw_say(r, vw_mark_label(requirement->mark)));
}

vw_status vw_blocks_norm_results(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.8, 0},
        {"title", {"Titel", "Title"}, VW_CELL_TEXT, 5, 0},
        {"design", {"Opzet", "Design"}, VW_CELL_RESULT, 1.6, 0},
        {"existence", {"Bestaan", "Existence"}, VW_CELL_RESULT, 1.6, 0},
        {"operation", {"Werking", "Operation"}, VW_CELL_RESULT, 1.6, 0},
        {"result", {"Norm als geheel", "Whole requirement"}, VW_CELL_RESULT, 1.6, 0},
    };
    static const vw_table_words words = {
        .id = "norm-results",
        .caption = {"Uitkomst per norm en aspect", "Result per requirement and aspect"},
        .sheet_id = "norm-results",
        .sheet = {"Normen", "Requirements"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    (void)level;
    const vw_framework *framework = vw_report__framework(r);
    vw_cells cells = {0};
    vw_status status = VW_OK;
    for (size_t i = 0; framework != NULL && i < framework->requirement_count && status == VW_OK;
         i++) {
        const vw_requirement *requirement = &framework->requirements[i];
        by_aspect results;
        status = read_aspects(&results, r, requirement);
        VW_PUSH(r->arena, cells, vw_text_cell(requirement->id));
        VW_PUSH(r->arena, cells, vw_text_cell(marked_title(r, requirement)));
        for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
            VW_PUSH(r->arena, cells,
                    results.has[aspect] ? vw_result_cell(results.of[aspect])
                                        : (vw_cell){.is = VW_CELL_EMPTY});
        }
        VW_PUSH(r->arena, cells, vw_result_cell(vw_report__result_of(r, requirement)));
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return status;
}

/* ---- deviations and their measures ---------------------------------------------------------- */

/* "bestaan: voldoet niet; werking: voldoet gedeeltelijk" */
static const char *short_in(const vw_report *r, const by_aspect *results)
{
    vw_buf out = {.arena = r->arena};
    for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
        if (results->has[aspect] && vw_falls_short(results->of[aspect])) {
            vw_buf_addf(&out, "%s%s: %s", out.length > 0 ? "; " : "",
                        vw_say(r, vw_aspect_label(aspect)), r->words->result[results->of[aspect]]);
        }
    }
    return vw_buf_text(&out);
}

static const char *status_of(const vw_report *r, const char *status)
{
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, "improvement_action");
    const vw_field *field = kind != NULL ? vw_kind_field(kind, "status") : NULL;
    const vw_enum_value *value =
        field != NULL && status != NULL ? vw_field_value(field, status) : NULL;
    return value != NULL ? vw_say(r, value->label) : status;
}

static void add_action(const vw_report *r, vw_cells *cells, const vw_improvement *action)
{
    static const vw_text nothing = {"[geen verbetermaatregel vastgelegd]",
                                    "[no improvement measure on record]"};
    if (action == NULL) {
        VW_PUSH(r->arena, *cells, vw_text_cell(vw_say(r, nothing)));
        for (int i = 0; i < 3; i++) {
            VW_PUSH(r->arena, *cells, (vw_cell){.is = VW_CELL_EMPTY});
        }
        return;
    }
    VW_PUSH(r->arena, *cells,
            vw_text_cell(vw_printf(r->arena, "%s: %s", action->key, action->title)));
    VW_PUSH(r->arena, *cells, vw_text_cell(vw_show_person(r, r->arena, action->owner)));
    VW_PUSH(r->arena, *cells, vw_date_cell(action->due));
    VW_PUSH(r->arena, *cells, vw_text_cell(status_of(r, action->status)));
}

vw_status vw_blocks_improvement_actions(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.8, 0},
        {"title", {"Titel", "Title"}, VW_CELL_TEXT, 2.6, 0},
        {"deviation", {"Afwijking", "Deviation"}, VW_CELL_TEXT, 2.4, 0},
        {"measure", {"Verbetermaatregel", "Improvement measure"}, VW_CELL_TEXT, 3.4, 0},
        {"owner", {"Wie", "Who"}, VW_CELL_TEXT, 1.7, 0},
        {"due", {"Gereed voor", "Due on"}, VW_CELL_DATE, 1.5, 0},
        {"status", {"Stand", "Status"}, VW_CELL_TEXT, 1.2, 0},
    };
    static const vw_table_words words = {
        .id = "improvement-actions",
        .caption = {"Afwijkingen, en de verbetermaatregelen die lopen",
                    "Deviations, and the improvement measures under way"},
        .sheet_id = "improvement-actions",
        .sheet = {"Verbetermaatregelen", "Improvement measures"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    static const vw_text none = {"Geen norm wijkt af.", "No requirement deviates."};
    (void)level;
    const vw_framework *framework = vw_report__framework(r);
    const vw_college *college = NULL;
    vw_cells cells = {0};
    vw_status status = vw_college_load(&college, r);
    for (size_t i = 0; framework != NULL && i < framework->requirement_count && status == VW_OK;
         i++) {
        const vw_requirement *requirement = &framework->requirements[i];
        by_aspect results;
        size_t at = 0;
        if (!vw_falls_short(vw_report__result_of(r, requirement))) {
            continue;
        }
        status = read_aspects(&results, r, requirement);
        const vw_improvement *action = vw_college_improvement(college, &at, requirement->full_id);
        do {
            VW_PUSH(r->arena, cells, vw_text_cell(requirement->id));
            VW_PUSH(r->arena, cells, vw_text_cell(marked_title(r, requirement)));
            VW_PUSH(r->arena, cells, vw_text_cell(short_in(r, &results)));
            add_action(r, &cells, action);
            action =
                action != NULL ? vw_college_improvement(college, &at, requirement->full_id) : NULL;
        } while (action != NULL);
    }
    vw_table *table = vw_table_new(r, &words);
    if (framework != NULL) {
        const vw_counts counts = vw_count_of(r, framework);
        table->empty = vw_say_none(r, none, &counts, VW_COUNTED_REQUIREMENTS);
    }
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return status;
}

/* ---- what did not occur --------------------------------------------------------------------- */

vw_status vw_blocks_not_occurred(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"requirement", {"Norm", "Requirement"}, VW_CELL_TEXT, 1.8, 0},
        {"title", {"Titel", "Title"}, VW_CELL_TEXT, 4, 0},
        {"aspect", {"Aspect", "Aspect"}, VW_CELL_TEXT, 1.2, 0},
        {"result", {"Uitkomst", "Result"}, VW_CELL_RESULT, 1.8, 0},
        {"reason", {"Waarom", "Why"}, VW_CELL_TEXT, 4, 0},
    };
    static const vw_table_words words = {
        .id = "not-occurred",
        .caption = {"Wat niet van toepassing is, niet voorkwam of is uitgelegd",
                    "What does not apply, did not occur or was explained"},
        .sheet_id = "not-occurred",
        .sheet = {"Niet voorgekomen", "Not occurred"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    static const vw_text none = {"Van geen enkele norm is gebleken dat zij niet van toepassing is, "
                                 "dat niet voorkwam wat zij "
                                 "vraagt, of dat een afwijking is uitgelegd.",
                                 "Of no requirement was it found that it does not apply, that what "
                                 "it is about did not occur, "
                                 "or that a deviation was explained."};
    (void)level;
    const vw_framework *framework = vw_report__framework(r);
    vw_cells cells = {0};
    vw_status status = VW_OK;
    for (size_t i = 0; framework != NULL && i < framework->requirement_count && status == VW_OK;
         i++) {
        const vw_requirement *requirement = &framework->requirements[i];
        by_aspect results;
        status = read_aspects(&results, r, requirement);
        for (vw_aspect aspect = VW_DESIGN; aspect < VW_ASPECT_COUNT; aspect++) {
            const vw_result result = results.of[aspect];
            if (!results.has[aspect] || (!vw_result_neutral(result) && result != VW_EXPLAINED)) {
                continue;
            }
            VW_PUSH(r->arena, cells, vw_text_cell(requirement->id));
            VW_PUSH(r->arena, cells, vw_text_cell(marked_title(r, requirement)));
            VW_PUSH(r->arena, cells, vw_text_cell(vw_say(r, vw_aspect_label(aspect))));
            VW_PUSH(r->arena, cells, vw_result_cell(result));
            VW_PUSH(r->arena, cells, vw_text_cell(results.reason[aspect]));
        }
    }
    vw_table *table = vw_table_new(r, &words);
    const vw_counts counts = framework != NULL ? vw_count_of(r, framework) : (vw_counts){0};
    table->empty = vw_say_none(r, none, &counts, VW_COUNTED_REQUIREMENTS);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return status;
}

/* ---- of the requirement at hand ------------------------------------------------------------- */

vw_status vw_blocks_requirement_actions(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"measure", {"Verbetermaatregel", "Improvement measure"}, VW_CELL_TEXT, 5, 0},
        {"owner", {"Wie", "Who"}, VW_CELL_TEXT, 2, 0},
        {"due", {"Gereed voor", "Due on"}, VW_CELL_DATE, 1.6, 0},
        {"status", {"Stand", "Status"}, VW_CELL_TEXT, 1.4, 0},
    };
    static const vw_table_words words = {
        .id = "requirement-actions",
        .caption = {"Verbetermaatregelen", "Improvement measures"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    (void)level;
    const vw_college *college = NULL;
    vw_status status = vw_college_load(&college, r);
    if (status != VW_OK) {
        return status;
    }
    size_t at = 0;
    vw_cells cells = {0};
    const bool falls_short = vw_falls_short(vw_report__result_of(r, r->current));
    const vw_improvement *action = vw_college_improvement(college, &at, r->current->full_id);
    if (action == NULL && !falls_short) {
        return VW_OK;
    }
    do {
        add_action(r, &cells, action);
        action = action != NULL ? vw_college_improvement(college, &at, r->current->full_id) : NULL;
    } while (action != NULL);
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return VW_OK;
}

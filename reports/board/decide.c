/* SPDX-License-Identifier: EUPL-1.2 */
/* What to decide: what waits for the board, by kind of decision, with the first few by name. All of
 * them stand in the workbook. */
#include "reports/board/board.h"

typedef struct {
    const char *id;
    vw_text about, asked;
    const char *kind, *where, *order, *title, *date, *owner, *needs;
    const char *undecided; /* records of which it is not known whether they wait; NULL: none */
    vw_records_when when;  /* findings: also of before the period */
} question;

#define OPEN_ACTION                                                                                \
    "(e.status IS NULL OR e.status IN ('open', 'in_progress') OR (e.status = 'done' AND "          \
    "e.done_on "                                                                                   \
    "> v.as_of))"
#define OPEN_FINDING "e.occurred_on <= v.as_of AND (e.closed_on IS NULL OR e.closed_on > v.as_of)"

static const question questions[] = {
    {"actions-overdue",
     {"Verbeteracties over hun datum", "Improvement actions past their date"},
     {"Een nieuwe datum met middelen, of laten vervallen en het risico aanvaarden",
      "A new date with means, or drop it and accept the risk"},
     "improvement_action",
     OPEN_ACTION " AND e.due_on < v.as_of",
     "e.due_on",
     "title",
     "due_on",
     "owner",
     "status due_on done_on",
     NULL,
     VW_OVER_PERIOD},
    {"actions-without-owner",
     {"Verbeteracties zonder eigenaar of datum", "Improvement actions without owner or date"},
     {"Een eigenaar en een datum aanwijzen", "Name an owner and a date"},
     "improvement_action",
     OPEN_ACTION " AND (e.owner IS NULL OR e.due_on IS NULL)",
     "e.due_on IS NULL, e.due_on",
     "title",
     "due_on",
     "owner",
     "status due_on done_on owner",
     NULL,
     VW_OVER_PERIOD},
    {"findings-overdue",
     {"Bevindingen van audits over hun datum, of zonder eigenaar of datum",
      "Audit findings past their date, or without owner or date"},
     {"Wie het wanneer oplost, of aanvaarden", "Who solves it and when, or accept it"},
     "audit_finding",
     OPEN_FINDING " AND (e.due_on < v.as_of OR e.due_on IS NULL OR e.owner IS NULL)",
     "CASE e.severity WHEN 'critical' THEN 0 WHEN 'high' THEN 1 WHEN 'medium' THEN 2 ELSE 3 END, "
     "e.due_on",
     "title",
     "due_on",
     "owner",
     "closed_on due_on owner severity",
     NULL,
     VW_OVER_UNTIL_NOW},
    {"exceptions-ending",
     {"Uitzonderingen die binnen een half jaar eindigen", "Exceptions that end within half a year"},
     {"Verlengen met een reden, of ervoor zorgen dat het is opgelost",
      "Prolong with a reason, or see that it is solved"},
     "exception",
     "e.effective_until BETWEEN v.as_of AND date(v.as_of, '+6 months') AND (e.ended_on IS NULL OR "
     "e.ended_on > v.as_of)",
     "e.effective_until",
     "reason",
     "effective_until",
     "owner",
     "ended_on",
     NULL,
     VW_OVER_PERIOD},
    {"risks-not-accepted",
     {"Risico’s die niemand heeft aanvaard", "Risks that nobody accepted"},
     {"Aanvaarden, of zeggen wat er meer moet gebeuren", "Accept, or say what more must be done"},
     "risk",
     "e.accepted_on IS NULL OR e.accepted_by IS NULL OR e.accepted_on > v.as_of",
     "e.residual = 'high' DESC, e.residual IS NULL DESC, e.impact = 'high' DESC",
     "title",
     "assessed_on",
     "owner",
     "accepted_on accepted_by residual impact assessed_on",
     NULL,
     VW_OVER_PERIOD},
    {"risks-above-tolerance",
     {"Risico’s boven de grens die het bestuur stelde", "Risks above the board’s tolerance"},
     {"Verminderen, of de grens verleggen", "Reduce, or move the tolerance"},
     "risk",
     "e.above_tolerance",
     "e.residual = 'high' DESC",
     "title",
     "treatment_due_on",
     "owner",
     "above_tolerance residual treatment_due_on",
     "e.above_tolerance IS NULL",
     VW_OVER_PERIOD},
};

enum { SHOWN = 3, TEXT_MOST = 70 };

static const char *first_of(const vw_report *r, const vw_records *found)
{
    static const vw_text until = {" ({0})", " ({0})"};
    vw_buf text = {.arena = r->arena};
    for (size_t i = 0; i < found->items.count && i < SHOWN; i++) {
        const vw_record_value *values = found->items.items[i].values;
        vw_buf_addf(&text, "%s%s", i > 0 ? "; " : "",
                    vw_board__short(r, values[0].known ? values[0].shown : "?", TEXT_MOST));
        if (values[1].known) {
            vw_buf_add(&text, VW_FILL(r, until, values[1].shown));
        }
    }
    if (found->items.count > SHOWN) {
        vw_buf_add(&text, "; …");
    }
    return vw_buf_text(&text);
}

static void add_question(const vw_report *r, vw_cells *cells, const question *asked,
                         const vw_records *found, uint64_t undecided)
{
    static const vw_text open = {
        "Van {0} is het niet vastgelegd: [nog in te vullen, door de CISO]",
        "For {0} it is not on record: [still to be filled in, by the CISO]"};
    static const vw_text unknown = {"Niet vastgelegd: [nog in te vullen, door de CISO]",
                                    "Not on record: [still to be filled in, by the CISO]"};
    static const vw_text perhaps = {"Geen vastgelegd; of de lijst volledig is, is niet verklaard",
                                    "None on record; the list was not declared complete"};
    static const vw_text none = {"Geen", "None"}; /* and that is all there is */
    VW_PUSH(r->arena, *cells, vw_text_cell(vw_say(r, asked->about)));
    if (found->items.count == 0 && (!found->available || !found->known.collected)) {
        VW_PUSH(r->arena, *cells, vw_text_cell("?"));
        VW_PUSH(r->arena, *cells, vw_text_cell(vw_say(r, unknown)));
    } else {
        VW_PUSH(r->arena, *cells, vw_number_cell((int64_t)found->items.count));
        VW_PUSH(r->arena, *cells,
                vw_text_cell(undecided > 0
                                 ? vw_printf(r->arena, "%s%s%s", first_of(r, found),
                                             found->items.count > 0 ? "; " : "",
                                             VW_FILL(r, open, vw_show_number(r, undecided)))
                             : found->items.count > 0 ? first_of(r, found)
                             : !found->known.complete ? vw_say(r, perhaps)
                                                      : vw_say(r, none)));
    }
    VW_PUSH(r->arena, *cells,
            vw_text_cell(found->items.count > 0 ? vw_say(r, asked->asked) : NULL));
}

static void add_each(const vw_report *r, vw_cells *cells, const question *asked,
                     const vw_records *found)
{
    for (size_t i = 0; i < found->items.count; i++) {
        const vw_record_value *values = found->items.items[i].values;
        VW_PUSH(r->arena, *cells, vw_text_cell(vw_say(r, asked->about)));
        VW_PUSH(r->arena, *cells, vw_text_cell(values[0].known ? values[0].shown : NULL));
        VW_PUSH(r->arena, *cells,
                values[1].known && values[1].date != VW_DATE_NONE
                    ? (vw_cell){.is = VW_CELL_DATE, .date = values[1].date}
                    : vw_text_cell(NULL));
        VW_PUSH(r->arena, *cells, vw_text_cell(values[2].known ? values[2].shown : NULL));
    }
}

static void add_tables(const vw_report *r, vw_block_list *out, const vw_cells *by_kind,
                       const vw_cells *each, bool all_known)
{
    static const vw_column_words kinds[] = {
        {"about", {"Waarover", "About"}, VW_CELL_TEXT, 2.6, 0},
        {"number", {"Aantal", "Number"}, VW_CELL_INTEGER, 0.9, 0},
        {"first", {"De eerste", "The first"}, VW_CELL_TEXT, 4.6, 0},
        {"asked", {"Wat wordt gevraagd", "What is asked"}, VW_CELL_TEXT, 2.8, 0},
    };
    static const vw_table_words words = {
        .id = "board-decide",
        .caption = {"Wat op een besluit wacht", "What waits for a decision"},
        .sheet_id = "board-decide",
        .sheet = {"Besluiten", "Decisions"},
        .columns = kinds,
        .column_count = COUNT(kinds),
    };
    static const vw_column_words all[] = {
        {"about", {"Waarover", "About"}, VW_CELL_TEXT, 3, VW_COLUMN_DATA},
        {"what", {"Wat", "What"}, VW_CELL_TEXT, 5, VW_COLUMN_DATA},
        {"date", {"Datum", "Date"}, VW_CELL_DATE, 1.5, VW_COLUMN_DATA},
        {"owner", {"Eigenaar", "Owner"}, VW_CELL_TEXT, 2, VW_COLUMN_DATA},
    };
    static const vw_table_words listed = {
        .id = "board-decide-all",
        .caption = {"Alles wat op een besluit wacht", "Everything that waits for a decision"},
        .sheet_id = "board-decide-all",
        .sheet = {"Alle besluiten", "All decisions"},
        .columns = all,
        .column_count = COUNT(all),
        .empty = {"Niets wacht op een besluit.", "Nothing waits for a decision."},
    };
    static const vw_text unsure = {
        "Niets wacht op een besluit, voor zover vastgelegd; niet alles is vastgelegd.",
        "Nothing waits for a decision as far as it is on record; not everything is."};
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, by_kind);
    vw_add_table(r, out, table);
    table = vw_table_new(r, &listed);
    table->empty = all_known ? table->empty : vw_say(r, unsure);
    vw_table_fill(r, table, each);
    vw_add_table(r, out, table);
}

vw_status vw_blocks_board_decide(vw_report *r, vw_block_list *out, int level)
{
    vw_cells by_kind = {0}, each = {0};
    vw_status status = VW_OK;
    bool all_known = true;
    (void)level;
    for (size_t i = 0; i < COUNT(questions) && status == VW_OK; i++) {
        const question *asked = &questions[i];
        const vw_records_query query = {
            .kind = asked->kind,
            .when = asked->when,
            .where = asked->where,
            .order = asked->order,
            .fields = {asked->title, asked->date, asked->owner},
            .needs = asked->needs,
        };
        vw_records found;
        status = vw_records_read(&found, r, &query);
        uint64_t undecided = 0;
        if (status == VW_OK && asked->undecided != NULL) {
            const vw_records_query unknown = {
                .kind = asked->kind,
                .when = asked->when,
                .where = asked->undecided,
                .needs = asked->needs,
            };
            status = vw_records_count(&undecided, r, &unknown);
        }
        if (status == VW_OK) {
            add_question(r, &by_kind, asked, &found, undecided);
            add_each(r, &each, asked, &found);
            all_known = all_known && found.available && found.known.complete && undecided == 0;
        }
    }
    add_tables(r, out, &by_kind, &each, all_known);
    return status;
}

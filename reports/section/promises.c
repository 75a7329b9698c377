/* SPDX-License-Identifier: EUPL-1.2 */
/* What became of what was promised a year ago: each promise has one outcome, so they add up. */
#include "reports/section/section.h"

#include <string.h>

typedef enum {
    DONE,
    MOVED,
    DROPPED,
    RUNNING,
    LATE,
    UNKNOWN,
    ALWAYS_TOLD, /* from here on only where there are any */
    DONE_AFTER = ALWAYS_TOLD,
    UNDATED,
    REUSED,
    OUTCOMES
} outcome;

static const vw_text outcome_names[OUTCOMES] = {
    [DONE] = {"gedaan", "done"},
    [MOVED] = {"verschoven", "moved"},
    [DROPPED] = {"vervallen", "dropped"},
    [RUNNING] = {"loopt, datum ongewijzigd", "under way, date unchanged"},
    [LATE] = {"niet gedaan, datum voorbij", "not done, date past"},
    [UNKNOWN] = {"niet terug te vinden", "not on record any more"},
    [DONE_AFTER] = {"na de peildatum gedaan", "done after the reference date"},
    [UNDATED] = {"loopt, zonder datum", "under way, without a date"},
    [REUSED] = {"kenmerk opnieuw gebruikt: niet vast te stellen",
                "key used again: not established"},
};

enum { TEXT, DUE, STATUS, DONE_ON, FIELDS };

typedef struct {
    const vw_record *promise, *now; /* [now] NULL: unknown */
    outcome outcome;
} followed;
typedef VW_VEC(followed) followed_list;

static bool is(const vw_record_value *value, const char *choice)
{
    return value->choice != NULL && strcmp(value->choice, choice) == 0;
}

/* What stood open on the reference date is told as it was then; due on that day is not past. */
static outcome outcome_of(vw_report *r, const vw_record *promise, const vw_record *now)
{
    static const char *const texts[] = {"title", "public_text", NULL};
    if (now == NULL) {
        return UNKNOWN;
    }
    if (!vw_records_alike(r->previous, promise, r, now, "improvement_action", texts)) {
        return REUSED;
    }
    const vw_record_value *was = promise->values, *is_now = now->values;
    if (is(&is_now[STATUS], "done")) {
        return is_now[DONE_ON].known && is_now[DONE_ON].date > r->evaluation->as_of ? DONE_AFTER
                                                                                    : DONE;
    }
    if (is(&is_now[STATUS], "dropped")) {
        return DROPPED;
    }
    if (!is_now[DUE].known) {
        return UNDATED;
    }
    if (was[DUE].known && is_now[DUE].date > was[DUE].date) {
        return MOVED;
    }
    return is_now[DUE].date < r->evaluation->as_of ? LATE : RUNNING;
}

static const char *year_of(const vw_report *r)
{
    return vw_printf(r->arena, "%d", vw_dossier_head_of(r->previous->dossier)->year);
}

/* Promised: what stood open when the year before was accounted for, and its section told as plans.
 */
static bool follow(followed_list *out, vw_report *r)
{
    const vw_records_query promised = {
        .kind = "improvement_action",
        .when = VW_OVER_ALL,
        .where = VW_SECTION_PLANNED,
        .order = "e.due_on IS NULL, e.due_on",
        .fields = {"public_text", "due_on", "status", "done_on"},
        .needs = "status due_on done_on",
    };
    const vw_records_query now = {
        .kind = "improvement_action",
        .when = VW_OVER_ALL,
        .fields = {"public_text", "due_on", "status", "done_on"},
        .needs = "status due_on",
    };
    vw_records promises, actions;
    *out = (followed_list){0};
    if (!vw_section__read(&promises, r->previous, &promised) ||
        !vw_section__read(&actions, r, &now)) {
        return false;
    }
    for (size_t i = 0; i < promises.items.count; i++) {
        const vw_record *promise = &promises.items.items[i];
        const vw_record *found = vw_records_find(&actions, promise);
        followed one = {promise, found, outcome_of(r, promise, found)};
        VW_PUSH(r->arena, *out, one);
        if (one.outcome == REUSED && !r->told_reused) {
            VW_DIAG(r->diags, T183, (vw_place){.file = vw_dossier_path(r->dossier)},
                    vw_records_key(promise), year_of(r));
        }
    }
    r->told_reused = true;
    return true;
}

static const char *open_follow_up(const vw_report *r)
{
    return vw_section__open(
        r,
        (vw_text){"wat vorig jaar is beloofd: gedaan, verschoven of vervallen",
                  "what was promised last year: done, moved or dropped"},
        (vw_text){"de CISO, met het dossier van vorig jaar", "the CISO, with last year's dossier"});
}

static const char *counts_line(const vw_report *r, const followed_list *list)
{
    uint64_t counts[OUTCOMES] = {0};
    vw_buf text = {.arena = r->arena};
    for (size_t i = 0; i < list->count; i++) {
        counts[list->items[i].outcome]++;
    }
    vw_buf_add(
        &text,
        VW_FILL(
            r,
            ((vw_text){
                "In de verantwoording over {0} {1:stond|stonden} {1} {1:toezegging|toezeggingen} "
                "open. Daarvan: ",
                "In the account of {0}, {1} {1:promise|promises} stood open. Of "
                "these: "}),
            year_of(r), vw_show_number(r, list->count)));
    for (size_t i = 0; i < OUTCOMES; i++) {
        if (i >= ALWAYS_TOLD && counts[i] == 0) {
            continue;
        }
        vw_buf_addf(&text, "%s%s %s", i == 0 ? "" : "; ", vw_say(r, outcome_names[i]),
                    vw_show_number(r, counts[i]));
    }
    vw_buf_add(&text, ".");
    return vw_buf_text(&text);
}

const char *vw_section__follow_up(vw_report *r)
{
    followed_list list;
    if (r->previous == NULL) {
        return open_follow_up(r);
    }
    if (!follow(&list, r)) {
        return "";
    }
    if (list.count == 0 && !vw_section__collected(r->previous, "improvement_action")) {
        return open_follow_up(r);
    }
    const char *said =
        list.count > 0
            ? counts_line(r, &list)
            : VW_FILL(r,
                      ((vw_text){"In de verantwoording over {0} stond geen toezegging open.",
                                 "In the account of {0} no promise stood open."}),
                      year_of(r));
    return vw_section__joined(r, said, vw_section__predecessor(r));
}

static vw_cell date_cell(const vw_record_value *value)
{
    return value->known ? (vw_cell){.is = VW_CELL_DATE, .date = value->date}
                        : (vw_cell){.is = VW_CELL_EMPTY};
}

static void add_row(const vw_report *r, vw_cells *cells, const followed *one)
{
    const vw_text counted = {"(alleen geteld)", "(only counted)"};
    const vw_record_value *was = one->promise->values;
    const vw_record_value *now = one->now != NULL ? one->now->values : NULL;
    VW_PUSH(r->arena, *cells,
            vw_text_cell(was[TEXT].known ? was[TEXT].shown
                         : now != NULL && now[TEXT].known && one->outcome != REUSED
                             ? now[TEXT].shown
                             : vw_say(r, counted)));
    VW_PUSH(r->arena, *cells, date_cell(&was[DUE]));
    VW_PUSH(r->arena, *cells, vw_text_cell(vw_say(r, outcome_names[one->outcome])));
    const bool done = one->outcome == DONE || one->outcome == DONE_AFTER;
    VW_PUSH(r->arena, *cells,
            now == NULL || one->outcome == DROPPED || one->outcome == REUSED
                ? (vw_cell){.is = VW_CELL_EMPTY}
                : date_cell(&now[done ? DONE_ON : DUE]));
}

vw_status vw_blocks_follow_up(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"promise", {"Toezegging", "Promise"}, VW_CELL_TEXT, 5, 0},
        {"promised", {"Beloofd voor", "Promised for"}, VW_CELL_DATE, 1.7, 0},
        {"outcome", {"Stand", "Outcome"}, VW_CELL_TEXT, 2, 0},
        {"now", {"Gedaan op, of nieuwe datum", "Done on, or new date"}, VW_CELL_DATE, 1.8, 0},
    };
    static const vw_table_words words = {
        .id = "follow-up",
        .caption = {"Toezeggingen van vorig jaar", "Last year's promises"},
        .sheet_id = "follow-up",
        .sheet = {"Toezeggingen", "Promises"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    enum { PAPER_ROWS = 15 };
    followed_list list = {0};
    vw_cells cells = {0};
    (void)level;
    vw_add_paragraph(r, out, vw_section__follow_up(r));
    if (r->previous == NULL) {
        return VW_OK;
    }
    if (!follow(&list, r)) {
        return VW_ERR_STORE;
    }
    for (size_t i = 0; i < list.count; i++) {
        add_row(r, &cells, &list.items[i]);
    }
    if (cells.count > 0) {
        vw_table_words said = words;
        if (vw_dossier_head_of(r->previous->dossier)->year !=
            vw_dossier_head_of(r->dossier)->year - 1) {
            said.caption = (vw_text){vw_printf(r->arena, "Toezeggingen over %s", year_of(r)),
                                     vw_printf(r->arena, "Promises of %s", year_of(r))};
        }
        vw_table *table = vw_table_new(r, &said);
        vw_table_fill(r, table, &cells);
        vw_table_cut(r, table, PAPER_ROWS);
        vw_add_table(r, out, table);
    }
    return VW_OK;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/review/review.h"

#include <ctype.h>
#include <string.h>

const vw_text vw_review_ciso = {"de CISO", "the CISO"};
const vw_text vw_review_risk = {"de functie die ICT-risico’s beheerst",
                                "the ICT risk control function"};
const vw_text vw_review_secretary = {"de secretaris van het bestuur", "the secretary of the board"};
const vw_text vw_review_auditor = {"de interne auditor", "the internal auditor"};

void vw_review__tell(vw_review *review, const char *text)
{
    if (text[0] != '\0') {
        vw_add_paragraph(review->r, &review->now->blocks, text);
        review->now->told++;
    }
}

const char *vw_review__capital(const vw_report *r, const char *text)
{
    char *begun = vw_strdup(r->arena, text);
    begun[0] = (char)toupper((unsigned char)begun[0]);
    return begun;
}

static void note_gap(vw_review *review, const char *what, const char *who)
{
    const vw_review_gap gap = {review->now->field, what, who};
    VW_PUSH(review->r->arena, review->gaps, gap);
    review->now->gaps++;
}

void vw_review__open(vw_review *review, vw_text what, vw_text who)
{
    static const vw_text open = {"[nog in te vullen: {0}, door {1}]",
                                 "[still to be filled in: {0}, by {1}]"};
    const vw_report *r = review->r;
    for (size_t i = 0; i < review->gaps.count; i++) { /* once a field: it may have several parts */
        const vw_review_gap *gap = &review->gaps.items[i];
        if (gap->field == review->now->field && strcmp(gap->what, vw_say(r, what)) == 0) {
            return;
        }
    }
    vw_add_paragraph(r, &review->now->blocks, VW_FILL(r, open, vw_say(r, what), vw_say(r, who)));
    note_gap(review, vw_say(r, what), vw_say(r, who));
}

bool vw_review__read(vw_records *out, vw_review *review, const vw_records_query *query)
{
    const vw_status status = vw_records_read(out, review->r, query);
    if (status != VW_OK) {
        review->status = review->status == VW_OK ? status : review->status;
        *out = (vw_records){0};
    }
    return status == VW_OK;
}

uint64_t vw_review__count(vw_review *review, const char *kind, const char *where, const char *needs)
{
    const vw_records_query query = {.kind = kind, .where = where, .needs = needs};
    uint64_t count = 0;
    const vw_status status = vw_records_count(&count, review->r, &query);
    if (status != VW_OK) {
        review->status = review->status == VW_OK ? status : review->status;
    }
    return status == VW_OK ? count : 0;
}

const char *vw_review__partial(vw_review *review, const vw_partial_query *query)
{
    vw_partial partial = {0};
    const vw_status status = vw_partial_read(&partial, review->r, query);
    review->status = review->status == VW_OK ? status : review->status;
    return vw_show_partial(review->r, &partial);
}

/* ---- tables ---------------------------------------------------------------------------------- */

static vw_cell cell_of(const vw_report *r, const vw_record_value *value,
                       const vw_column_words *column)
{
    static const vw_text missing = {"[nog in te vullen]", "[to be filled in]"};
    if (!value->known) {
        return vw_text_cell((column->flags & VW_REVIEW_NEEDED) != 0 ? vw_say(r, missing) : NULL);
    }
    if (column->is == VW_CELL_DATE && value->date != VW_DATE_NONE) {
        return (vw_cell){.is = VW_CELL_DATE, .date = value->date};
    }
    if (column->is == VW_CELL_NUMBER) {
        return vw_decimal_cell(value->number);
    }
    return vw_text_cell(value->shown);
}

/* A gap for each column that must be there and is not everywhere. */
static void add_missing(vw_review *review, const vw_records *records, const vw_table_words *words,
                        vw_text who)
{
    static const vw_text some = {"“{0}” bij {1} van de {2} {2:regel|regels} in de tabel “{3}”",
                                 "“{0}” in {1} of the {2} {2:row|rows} of the table “{3}”"};
    const vw_report *r = review->r;
    for (size_t i = 0; i < words->column_count; i++) {
        uint64_t missing = 0;
        for (size_t j = 0; j < records->items.count; j++) {
            missing += records->items.items[j].values[i].known ? 0 : 1;
        }
        if (missing > 0 && (words->columns[i].flags & VW_REVIEW_NEEDED) != 0) {
            note_gap(review,
                     VW_FILL(r, some, vw_say(r, words->columns[i].title),
                             vw_show_number(r, missing), vw_show_number(r, records->items.count),
                             vw_say(r, words->caption)),
                     vw_say(r, who));
        }
    }
}

enum { ON_PAPER = 20 };

static void add_table(vw_review *review, const vw_records *records, const vw_table_words *words)
{
    const vw_report *r = review->r;
    vw_cells cells = {0};
    for (size_t i = 0; i < records->items.count; i++) {
        for (size_t j = 0; j < words->column_count; j++) {
            VW_PUSH(r->arena, cells,
                    cell_of(r, &records->items.items[i].values[j], &words->columns[j]));
        }
    }
    vw_table *table = vw_table_new(r, words);
    vw_table_fill(r, table, &cells);
    vw_table_cut(r, table, ON_PAPER);
    vw_add_table(r, &review->now->blocks, table);
    review->now->told++;
}

size_t vw_review__list_read(vw_review *review, const vw_records *records,
                            const vw_table_words *words, vw_text who)
{
    if (records->items.count > 0) {
        add_table(review, records, words);
        add_missing(review, records, words, who);
    }
    return records->items.count;
}

size_t vw_review__list(vw_review *review, const vw_records_query *query,
                       const vw_table_words *words, vw_text who)
{
    vw_records records;
    return vw_review__read(&records, review, query)
               ? vw_review__list_read(review, &records, words, who)
               : 0;
}

void vw_review__list_or(vw_review *review, const vw_records_query *query,
                        const vw_table_words *words, vw_text none, vw_text what, vw_text who)
{
    vw_records records;
    if (!vw_review__read(&records, review, query)) {
        return;
    }
    if (records.items.count > 0) {
        add_table(review, &records, words);
        add_missing(review, &records, words, who);
    } else if (records.known.complete) {
        vw_review__tell(review, vw_say(review->r, none));
    } else {
        vw_review__open(review, what, who);
    }
}

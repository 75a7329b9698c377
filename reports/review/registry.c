/* SPDX-License-Identifier: EUPL-1.2 */
/* The blocks: an overview of all fields, the fields themselves, and what is missing. All three come
 * from one making, so that they cannot differ. */
#include "reports/review/review.h"

#include <string.h>

static void make_field(vw_review *review, const vw_review_field *field)
{
    const vw_review_made made = {.field = field};
    VW_PUSH(review->r->arena, review->fields, made);
    review->now = &review->fields.items[review->fields.count - 1];
    field->make(review);
    if (review->status == VW_OK && review->now->told + review->now->gaps == 0) {
        vw_review__open(review, field->title, vw_review_risk);
    }
}

/* Made once for a document. */
static vw_status all_fields(vw_review **out, vw_report *r)
{
    const char *article = vw_report__argument(r, "article");
    if (r->review == NULL || strcmp(r->review->article, article) != 0) {
        r->review = VW_NEW(r->arena, vw_review);
        *r->review = (vw_review){.r = r, .article = article};
        const vw_review_field *field =
            strcmp(article, "41") == 0 ? vw_review_simplified : vw_review_full;
        for (; field->id != NULL && r->review->status == VW_OK; field++) {
            make_field(r->review, field);
        }
    }
    *out = r->review;
    return r->review->status;
}

static const char *when_of(const vw_report *r, vw_review_when when)
{
    static const vw_text names[] = {
        [VW_REVIEW_ALWAYS] = {"altijd", "always"},
        [VW_REVIEW_WHERE_APPROPRIATE] = {"waar dat past", "where appropriate"},
        [VW_REVIEW_IF_APPLICABLE] = {"indien van toepassing", "if applicable"},
    };
    return vw_say(r, names[when]);
}

static const char *state_of(const vw_report *r, const vw_review_made *made)
{
    static const vw_text filled = {"uit bewijs", "from evidence"},
                         own = {"van het programma", "by the program"},
                         partly = {"deels, rest open", "in part, rest open"},
                         open = {"open", "open"};
    return vw_say(r, made->gaps > 0 ? (made->told > 0 ? partly : open) : made->own ? own : filled);
}

static const char *counts_line(const vw_report *r, const vw_review *review)
{
    static const vw_text line = {"Van de {0} {0:veld|velden} {1:is|zijn} er {1} geheel gevuld "
                                 "en {2} deels; {3} {3:is|zijn} open. Waaruit, zegt de tabel.",
                                 "Of the {0} {0:field|fields}, {1} {1:is|are} filled wholly and "
                                 "{2} in part; {3} {3:is|are} open. From what, the table says."};
    uint64_t filled = 0, partly = 0, open = 0;
    for (size_t i = 0; i < review->fields.count; i++) {
        const vw_review_made *made = &review->fields.items[i];
        filled += made->gaps == 0 ? 1 : 0;
        partly += made->gaps > 0 && made->told > 0 ? 1 : 0;
        open += made->gaps > 0 && made->told == 0 ? 1 : 0;
    }
    return VW_FILL(r, line, vw_show_number(r, review->fields.count), vw_show_number(r, filled),
                   vw_show_number(r, partly), vw_show_number(r, open));
}

vw_status vw_blocks_review_overview(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"field", {"Veld", "Field"}, VW_CELL_TEXT, 1.1, 0},
        {"article", {"Artikel", "Article"}, VW_CELL_TEXT, 1.5, 0},
        {"title", {"Onderwerp", "Subject"}, VW_CELL_TEXT, 5, 0},
        {"when", {"Gevraagd", "Asked"}, VW_CELL_TEXT, 1.9, 0},
        {"state", {"Stand", "State"}, VW_CELL_TEXT, 1.8, 0},
    };
    static const vw_table_words words = {
        .id = "review-overview",
        .caption = {"Alle velden, en waar zij uit gevuld zijn",
                    "All fields, and what they are filled from"},
        .sheet_id = "review-overview",
        .sheet = {"Velden", "Fields"},
        .columns = columns,
        .column_count = COUNT(columns),
    };
    (void)level;
    vw_review *review = NULL;
    vw_cells cells = {0};
    const vw_status status = all_fields(&review, r);
    for (size_t i = 0; i < review->fields.count; i++) {
        const vw_review_made *made = &review->fields.items[i];
        const vw_cell row[] = {
            {.is = VW_CELL_TEXT,
             .text = made->field->id,
             .target = vw_printf(r->arena, "#field-%s", made->field->id)},
            vw_text_cell(made->field->article),
            vw_text_cell(vw_say(r, made->field->title)),
            vw_text_cell(when_of(r, made->field->when)),
            vw_text_cell(state_of(r, made)),
        };
        for (size_t j = 0; j < COUNT(row); j++) {
            VW_PUSH(r->arena, cells, row[j]);
        }
    }
    vw_add_paragraph(r, out, counts_line(r, review));
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return status;
}

vw_status vw_blocks_review_fields(vw_report *r, vw_block_list *out, int level)
{
    vw_review *review = NULL;
    const vw_status status = all_fields(&review, r);
    for (size_t i = 0; i < review->fields.count; i++) {
        const vw_review_made *made = &review->fields.items[i];
        vw_add_heading(r, out, level, vw_printf(r->arena, "field-%s", made->field->id),
                       vw_printf(r->arena, "%s (art. %s)", vw_say(r, made->field->title),
                                 made->field->article));
        for (size_t j = 0; j < made->blocks.count; j++) {
            VW_PUSH(r->arena, *out, made->blocks.items[j]);
        }
    }
    return status;
}

vw_status vw_blocks_review_gaps(vw_report *r, vw_block_list *out, int level)
{
    static const vw_column_words columns[] = {
        {"field", {"Veld", "Field"}, VW_CELL_TEXT, 1.7, 0},
        {"title", {"Onderwerp", "Subject"}, VW_CELL_TEXT, 3, 0},
        {"when", {"Gevraagd", "Asked"}, VW_CELL_TEXT, 1.7, 0},
        {"what", {"Wat ontbreekt", "What is missing"}, VW_CELL_TEXT, 4.4, 0},
        {"who", {"Wie vult het in", "Who fills it in"}, VW_CELL_TEXT, 2.2, 0},
    };
    static const vw_table_words words = {
        .id = "review-gaps",
        .caption = {"Velden waarvoor nog geen bewijs is, geheel of in een deel",
                    "Fields that have no evidence yet, wholly or in a part"},
        .sheet_id = "review-gaps",
        .sheet = {"Nog open", "Still open"},
        .columns = columns,
        .column_count = COUNT(columns),
        .empty = {"Voor elk veld is er bewijs.", "There is evidence for every field."},
    };
    (void)level;
    vw_review *review = NULL;
    vw_cells cells = {0};
    const vw_status status = all_fields(&review, r);
    for (size_t i = 0; i < review->gaps.count; i++) {
        const vw_review_gap *gap = &review->gaps.items[i];
        const vw_cell row[] = {
            {.is = VW_CELL_TEXT,
             .text = gap->field->id,
             .target = vw_printf(r->arena, "#field-%s", gap->field->id)},
            vw_text_cell(vw_say(r, gap->field->title)),
            vw_text_cell(when_of(r, gap->field->when)),
            vw_text_cell(vw_review__capital(r, gap->what)),
            vw_text_cell(gap->who),
        };
        for (size_t j = 0; j < COUNT(row); j++) {
            VW_PUSH(r->arena, cells, row[j]);
        }
    }
    vw_table *table = vw_table_new(r, &words);
    vw_table_fill(r, table, &cells);
    vw_add_table(r, out, table);
    return status;
}

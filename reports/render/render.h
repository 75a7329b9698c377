/* SPDX-License-Identifier: EUPL-1.2 */
/* What renderers share: values as people read them, rows counted as they go by, blocks in the
 * order of reading. */
#ifndef VW_REPORTS_RENDER_RENDER_H
#define VW_REPORTS_RENDER_RENDER_H

#include "reports/document.h"

/* Each appends to [out] what a reader sees. Escaping for a format comes after. */

/* Control characters that no markup may hold become visible (U+2400 and on: "␁"), line ends become
 * "\n". NULL adds nothing. */
void vw_render_text(vw_buf *out, const char *text);
void vw_render_integer(vw_buf *out, const vw_words *words, int64_t value);
/* Two decimals, unless it is whole: "6,50", "1.234". */
void vw_render_number(vw_buf *out, const vw_words *words, double value);
/* The share as one decimal of its percentage may show it: what lacks a part of all is at
 * most 99.9%, and what is not nothing at least 0.1%. Below 0 it stays as it is. */
double vw_render_share_shown(double share);
/* One decimal of that, halves away from zero: "66,7%". Below 0: the words for "not available". */
void vw_render_share(vw_buf *out, const vw_words *words, double share);
/* "31 december 2025"; nothing for VW_DATE_NONE. */
void vw_render_date(vw_buf *out, const vw_words *words, vw_date date);
void vw_render_cell(vw_buf *out, const vw_words *words, const vw_cell *cell);
/* The runs' text without their style; a forced break becomes a space. */
void vw_render_runs(vw_buf *out, const vw_run *runs, size_t count);
/* The text of all paragraphs and headings below [block], with a newline between them. */
void vw_render_prose(vw_buf *out, const vw_block *block);

/* The first place of [text] that somebody must still fill in, with its brackets and [*length]
 * bytes: what stands in square brackets and says so, "[still to be filled in: ...]". A mark and a
 * reference stand in brackets too, and are none. NULL: there is none; [text] may be NULL. */
const char *vw_render_open_place(const char *text, size_t *length);

/* Empties [out] and keeps its memory: for one text a cell, however many cells. */
static inline vw_buf *vw_render_again(vw_buf *out)
{
    out->length = 0;
    if (out->text != NULL) {
        out->text[0] = '\0';
    }
    return out;
}

/* True for what stands at the right of its column: integers, other numbers and shares. */
bool vw_render_is_number(vw_cell_kind kind);
/* True for "http:", "https:" and "mailto:". Other schemes can run things in a reader's program. */
bool vw_render_safe_url(const char *target);

/* True when the first character that tells runs from right to left: Hebrew, Arabic and kin. */
bool vw_render_is_leftward(const char *text);

/* [visit] sees [block] and all below it, in the order of reading. */
void vw_render_walk(const vw_block *block, void (*visit)(void *self, const vw_block *block),
                    void *self);

/* True when the document has no cover and its first heading, of level 1, is its title: the title
 * needs no line of its own above it. */
bool vw_render_begins_with_title(const vw_document *document);

/* The ids of all blocks, so that a link is only made to what is there. */
typedef struct {
    const char **ids; /* sorted */
    size_t count;
} vw_render_ids;
vw_render_ids vw_render_ids_of(vw_arena *arena, const vw_document *document);
/* Where [id] stands among them; their count when it is NULL or not there. */
size_t vw_render_id_index(const vw_render_ids *ids, const char *id);
/* True for "#id" of a block in the document and for a safe URL. */
bool vw_render_is_link(const vw_render_ids *ids, const char *target);

/* Gives [row] each row of [table] with its index from 0. Stops at the first failure. Fewer or more
 * rows than [total_rows] is VW_ERR_BUG with a diagnostic: a total that does not reconcile to its
 * rows must not leave the program; [row] never sees an index of [total_rows] or above. */
typedef vw_status (*vw_render_row)(void *self, uint64_t index, const vw_cell *cells);
VW_MUST_USE vw_status vw_render_rows(const vw_table *table, vw_diags *diags, vw_render_row row,
                                     void *self);

/* Where the value at a mark of a trend chart has room: above it, below it, or at its left or right
 * when another series' mark or value is there, or the axis. */
typedef enum {
    VW_VALUE_ABOVE,
    VW_VALUE_BELOW,
    VW_VALUE_BESIDE, /* at its left */
    VW_VALUE_AFTER   /* at its right */
} vw_value_place;
typedef struct {
    vw_value_place place;
    double lift; /* so much of the axis higher, where the values of more series are near */
} vw_value_at;
vw_value_at vw_render_value_place(const vw_chart *chart, size_t series, size_t point);

/* No column is for paper: a renderer for reading leaves the table out. */
bool vw_render_only_data(const vw_table *table);
/* Rows that a renderer for reading shows: all, or the first [paper_rows] and the total row. */
bool vw_render_on_paper(const vw_table *table, uint64_t index);
bool vw_render_is_total(const vw_table *table, uint64_t index);
/* True when rows are left out on paper, so that [paper_note] must be shown. */
bool vw_render_cut_on_paper(const vw_table *table);

#endif

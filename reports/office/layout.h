/* SPDX-License-Identifier: EUPL-1.2 */
/* What a document for an office program looks like, whichever format it is in: pages, widths of
 * columns, which tables lie on their side, numbers of headings, names of places, colours. */
#ifndef VW_REPORTS_OFFICE_LAYOUT_H
#define VW_REPORTS_OFFICE_LAYOUT_H

#include "reports/document.h"
#include "reports/office/xml.h"
#include "reports/render/render.h"

/* A4 with 20 mm on all sides, in millimetres. */
#define VW_OFFICE_PAGE_SHORT 210.0
#define VW_OFFICE_PAGE_LONG 297.0
#define VW_OFFICE_MARGIN 20.0
#define VW_OFFICE_PORTRAIT (VW_OFFICE_PAGE_SHORT - 2 * VW_OFFICE_MARGIN)
#define VW_OFFICE_LANDSCAPE (VW_OFFICE_PAGE_LONG - 2 * VW_OFFICE_MARGIN)

/* Colours as RRGGBB, as the PDF has them; each text colour has a contrast of at least 4.5 to 1. */
#define VW_OFFICE_INK "1C2126"
#define VW_OFFICE_GREY "545E69"
/* The organisation's own, or the program's: filled in by vw_office_raw. */
#define VW_OFFICE_ACCENT "@ACCENT@"
#define VW_OFFICE_RULE "C7CFD4"
#define VW_OFFICE_TINT "@TINT@"
/* Markup of our own with the document's colours. */
void vw_office_raw(vw_xml *xml, const vw_document *document, const char *markup);
const char *vw_office_result_colour(vw_result result);
/* From good to bad, then what does not count in the share: the order in a bar. */
extern const vw_result vw_office_sequence[VW_RESULT_COUNT];

/* Two who sign stand beside each other: label and line, a gap, and the same again. In millimetres.
 */
enum { VW_OFFICE_SIGNING = 5 };
#define VW_OFFICE_SIGNING_WIDTHS                                                                   \
    {                                                                                              \
        22, 58, 10, 22, 58                                                                         \
    }

/* Columns on paper. */
size_t vw_office_columns(const vw_table *table);
/* Millimetres of each column on paper, [width] together, by what stands in its title and the first
 * rows; [*narrow]: type must be smaller for the longest words to fit. [widths] has room for all
 * columns of the table. */
void vw_office_widths(double *widths, bool *narrow, const vw_table *table, double width,
                      vw_arena *scratch);
/* True for what leaves nothing on the page: a page break, a table for data only. */
bool vw_office_is_silent(const vw_block *block);
/* True when block [index] of the root's children stands on a page on its side: a table that asks
 * for it, and the headings and short texts right above it. */
bool vw_office_is_turned(const vw_block *root, size_t index);
/* A table so short that it stays on one page; a row that does. */
bool vw_office_is_short(const vw_table *table);
bool vw_office_keeps_whole(const vw_table *table, const vw_cell *cells);

/* Numbers as an office program counts headings. True when the heading's own number is the one that
 * counting gives, so that it may be left to the program and stay right when people edit. */
typedef struct {
    unsigned at[4];
} vw_office_numbers;
bool vw_office_is_counted(vw_office_numbers *numbers, const vw_block *heading);

/* A name for the place [id]: letters, digits and underscores, at most 40, unique in the document
 * also without regard to capitals. NULL when [id] is NULL or not in the document. */
const char *vw_office_place(vw_buf *out, const vw_render_ids *ids, const char *id);
/* A web address with what no address may hold as %XX. NULL when it is too long to be a link. */
const char *vw_office_url(vw_buf *out, const char *target);
/* The draft mark, with blanks that give its ground room. */
const char *vw_office_draft(vw_buf *out, const vw_document *document);
/* The line of the running foot that names the ledger's entry; NULL: there is none. */
const char *vw_office_ledger(vw_buf *out, const vw_document *document);
bool vw_office_has_cover(const vw_document *document);

#endif

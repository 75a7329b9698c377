/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of the ODT renderer. Elements and attributes are those of OpenDocument 1.3, part 3. */
#ifndef VW_REPORTS_ODT_PARTS_H
#define VW_REPORTS_ODT_PARTS_H

#include "reports/office/layout.h"
#include "reports/office/logo.h"
#include "reports/office/package.h"
#include "reports/office/xml.h"

/* How the next paragraph begins: as the text runs, or on another page. */
typedef enum {
    VW_ODT_ON,
    VW_ODT_PAGE,      /* a new page of the same kind */
    VW_ODT_COVER,     /* the first page */
    VW_ODT_PORTRAIT,  /* a new page that stands */
    VW_ODT_LANDSCAPE, /* one on its side */
    VW_ODT_LEFTWARD,  /* no new page; text from right to left */
    VW_ODT_STARTS
} vw_odt_start;

typedef struct {
    const vw_document *document;
    vw_diags *diags;
    vw_arena *arena;
    vw_package *package;
    vw_xml body; /* content.xml */
    vw_render_ids ids;
    vw_buf text, name, style;
    vw_office_numbers numbers;
    VW_VEC(const char *) langs; /* others than the document's, each with a style */
    unsigned headings, tables, charts;
    unsigned grids;     /* tables with widths of their own: style T1 and on */
    const char *lang;   /* of the block at hand; NULL: the document's */
    vw_odt_start start; /* of the next paragraph */
    bool turned;        /* the page at hand lies on its side */
    bool has_cover;
    vw_office_logo logo;
    bool after_blank; /* the paragraph so far is empty or ends with a blank */
} vw_odt;

/* ODF keeps "_20_" for a blank in a style's name. */
#define VW_ODT_BODY "Text_20_body"
#define VW_ODT_CELL "Table_20_Contents"
#define VW_ODT_NUMBER "Table_20_Number"
#define VW_ODT_NOTE "Table_20_Note"

/* What stands around a block. */
typedef struct {
    const char *style; /* of paragraphs */
    bool in_list;
} vw_odt_around;

/* odt_text.c */
void vw_odt__open(vw_odt *odt, const char *style);
/* The same, from right to left when [text] begins so. */
void vw_odt__open_for(vw_odt *odt, const char *style, const char *text);
void vw_odt__close(vw_odt *odt);
/* The style's name as the next paragraph needs it; the start that was due is then done. */
const char *vw_odt__starting(vw_odt *odt, const char *style, bool leftward);
void vw_odt__bookmark(vw_odt *odt, const char *id);
void vw_odt__runs(vw_odt *odt, const vw_run *runs, size_t count);
void vw_odt__string(vw_odt *odt, const char *text, const char *style);
void vw_odt__cell(vw_odt *odt, const vw_cell *cell);
void vw_odt__line(vw_odt *odt, const char *style, const char *text);
bool vw_odt__is_leftward(const vw_run *runs, size_t count);
/* A text with ODF's own elements for blanks, tabs and line ends. */
void vw_odt__pieces(vw_odt *odt, vw_xml *xml, const char *text);

/* odt_contents.c */
void vw_odt__heading(vw_odt *odt, const vw_block *block);
void vw_odt__contents(vw_odt *odt, const vw_block *block);

/* odt_table.c */
VW_MUST_USE vw_status vw_odt__table(vw_odt *odt, const vw_block *block);
void vw_odt__facts(vw_odt *odt, const vw_block *block);
void vw_odt__signatures(vw_odt *odt, const vw_block *block);
/* A table with rows on paper, so that it has widths of its own. */
bool vw_odt__is_drawn(const vw_table *table);

/* odt_chart.c */
void vw_odt__chart(vw_odt *odt, const vw_block *block);
/* Styles of shapes, and the patterns that they are filled with. */
void vw_odt__chart_styles(vw_xml *xml);
void vw_odt__chart_patterns(vw_xml *xml);

/* odt_auto.c: the styles that content.xml begins with. */
void vw_odt__automatic(vw_odt *odt);
/* odt_styles.c, odt_frame.c */
VW_MUST_USE vw_status vw_odt__styles(vw_odt *odt);
VW_MUST_USE vw_status vw_odt__begin(vw_odt *odt);
VW_MUST_USE vw_status vw_odt__meta(vw_odt *odt);
/* Opens a part as XML, and its outermost element with all namespaces. */
VW_MUST_USE vw_status vw_odt__part(vw_odt *odt, vw_xml *xml, const char *name, const char *root);

/* ` NAME="12.345mm"` */
void vw_odt__length(vw_xml *xml, const char *name, double millimetres);
/* fo:language and fo:country of a BCP 47 tag. */
void vw_odt__language(vw_xml *xml, const char *tag);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of the DOCX renderer. Element and attribute names are those of ECMA-376-1 (5th edition,
 * transitional), and stand in the order that its schema asks. */
#ifndef VW_REPORTS_DOCX_PARTS_H
#define VW_REPORTS_DOCX_PARTS_H

#include "reports/office/layout.h"
#include "reports/office/logo.h"
#include "reports/office/package.h"
#include "reports/office/xml.h"

/* Twentieths of a point, and English metric units, in millimetres. */
static inline long long vw_docx__twips(double millimetres)
{
    return (long long)(millimetres * 1440 / 25.4 + 0.5);
}
static inline long long vw_docx__emu(double millimetres)
{
    return (long long)(millimetres * 36000 + 0.5);
}

/* Fixed lists of numbering.xml; each numbered list of the document gets one of its own behind. */
enum { VW_DOCX_HEADINGS = 1, VW_DOCX_BULLETS = 2, VW_DOCX_FIRST_LIST = 3 };

typedef struct {
    const vw_document *document;
    vw_diags *diags;
    vw_arena *arena;
    vw_package *package;
    vw_xml body, relations, types; /* word/document.xml, what it refers to, all types */
    vw_render_ids ids;
    vw_buf text, name;
    vw_office_numbers numbers;
    unsigned relation;  /* the last number given */
    unsigned bookmarks; /* likewise, and so on */
    unsigned headings, lists, drawings, charts;
    const char *lang;  /* of the block at hand; NULL: the document's */
    bool break_before; /* the next paragraph begins a page */
    bool turned;       /* the section at hand lies on its side */
    bool has_cover;
    vw_office_logo logo;
} vw_docx;

/* What stands around a block. */
typedef struct {
    const char *style; /* of paragraphs */
    unsigned list;     /* number of the list around; 0: none */
    int level;         /* of that list, from 0 */
    bool marked;       /* the item's bullet or number was written */
} vw_docx_around;

typedef struct {
    const char *style;
    bool keep_next;
    unsigned list; /* 0: none; UINT_MAX: not even that of the style */
    int level;
    double indent; /* millimetres from the left; 0: the style's */
    bool leftward; /* right to left */
} vw_docx_paragraph;

/* docx_text.c */
/* Opens a paragraph; a page break that is due goes along. */
void vw_docx__open(vw_docx *docx, const vw_docx_paragraph *paragraph);
void vw_docx__close(vw_docx *docx);
/* A bookmark where the body is now; nothing for an id that is no place. */
void vw_docx__bookmark(vw_docx *docx, const char *id);
void vw_docx__runs(vw_docx *docx, const vw_run *runs, size_t count);
/* Text in one style of characters, or none. */
void vw_docx__string(vw_docx *docx, const char *text, const char *style);
/* Inside a run: a text with Word's own elements for tabs and line ends. */
void vw_docx__pieces(vw_xml *xml, const char *text);
/* The value as shown, linked when its target is there or safe. */
void vw_docx__cell(vw_docx *docx, const vw_cell *cell);
void vw_docx__line(vw_docx *docx, const char *style, const char *text);
/* A field as Word keeps one: PAGE, NUMPAGES. [shown] until Word works it out. */
void vw_docx__field(vw_xml *xml, const char *instruction, const char *shown);
bool vw_docx__is_leftward(const vw_run *runs, size_t count);

/* docx_contents.c */
void vw_docx__contents(vw_docx *docx, const vw_block *block);
void vw_docx__heading(vw_docx *docx, const vw_block *block);

/* docx_table.c */
VW_MUST_USE vw_status vw_docx__table(vw_docx *docx, const vw_block *block);
void vw_docx__facts(vw_docx *docx, const vw_block *block);
void vw_docx__signatures(vw_docx *docx, const vw_block *block);

/* docx_chart.c */
VW_MUST_USE vw_status vw_docx__chart(vw_docx *docx, const vw_block *block);
/* A drawing in the text; what it holds comes between. Millimetres. */
void vw_docx__open_drawing(vw_docx *docx, const char *name, const char *alternative, double width,
                           double height);
void vw_docx__close_drawing(vw_docx *docx);

/* docx_styles.c, docx_frame.c */
VW_MUST_USE vw_status vw_docx__styles(vw_docx *docx);
/* Opens the body, and writes the parts that do not depend on it. */
VW_MUST_USE vw_status vw_docx__begin(vw_docx *docx);
/* Those that do: its relations, lists and types. */
VW_MUST_USE vw_status vw_docx__finish(vw_docx *docx);
/* A paragraph with the organisation's logo, if there is one. */
void vw_docx__logo(vw_docx *docx);
/* <w:sectPr> of the section that ends here. */
void vw_docx__section(vw_docx *docx, bool first);

/* Opens a part as XML. */
VW_MUST_USE vw_status vw_docx__part(vw_docx *docx, vw_xml *xml, const char *name);

#define VW_DOCX_NS "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
#define VW_DOCX_PICTURE "http://schemas.openxmlformats.org/drawingml/2006/picture"
#define VW_DOCX_R "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

#endif

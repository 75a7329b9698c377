/* SPDX-License-Identifier: EUPL-1.2 */
/* XML written as it comes. Every text is escaped here, and elements end by the name they began
 * with, so that what is written is well-formed whatever the texts. */
#ifndef VW_REPORTS_OFFICE_XML_H
#define VW_REPORTS_OFFICE_XML_H

#include "base/arena.h"

#include <stdio.h>

typedef struct {
    FILE *out;
    vw_arena *arena;
    VW_VEC(const char *) open; /* names of the elements around */
    vw_buf text, piece;        /* of one text, used again for the next */
    bool in_tag;               /* the last element's start is still open for attributes */
} vw_xml;

/* Names are literals, or live as long as the element is open. */

/* Sets [xml] and writes the declaration. */
void vw_xml_begin(vw_xml *xml, FILE *out, vw_arena *arena);
void vw_xml_open(vw_xml *xml, const char *name);
/* Directly after vw_xml_open. NULL writes nothing. */
void vw_xml_attribute(vw_xml *xml, const char *name, const char *value);
void vw_xml_number(vw_xml *xml, const char *name, long long value);
/* Text as a reader is shown it (vw_render_text); NULL writes nothing. */
void vw_xml_text(vw_xml *xml, const char *text);
void vw_xml_textn(vw_xml *xml, const char *text, size_t length);
/* Markup of our own, written as it is: it must be whole elements. */
void vw_xml_raw(vw_xml *xml, const char *markup);
void vw_xml_close(vw_xml *xml);

/* <NAME ATTRIBUTE="VALUE"/>; without the attribute when that or its value is NULL. */
void vw_xml_leaf(vw_xml *xml, const char *name, const char *attribute, const char *value);
void vw_xml_leaf_number(vw_xml *xml, const char *name, const char *attribute, long long value);
/* <NAME>TEXT</NAME> */
void vw_xml_element(vw_xml *xml, const char *name, const char *text);

/* ---- texts in pieces, for formats with elements of their own for breaks and tabs ------------- */

typedef enum { VW_PIECE_END, VW_PIECE_TEXT, VW_PIECE_BREAK, VW_PIECE_TAB } vw_piece;
/* The piece at [*at], which moves behind it. Line ends of any kind are one break, as are U+2028
 * and U+2029, which office programs show as a box. Of a text: [*text] and its [*length]. */
vw_piece vw_xml_piece(const char **at, const char **text, size_t *length);

#endif

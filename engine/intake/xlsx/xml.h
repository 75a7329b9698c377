/* SPDX-License-Identifier: EUPL-1.2 */
/* A part of a workbook as a stream of elements and texts. Nothing is taken from outside the part,
 * and nothing is defined in it: a DOCTYPE is refused. */
#ifndef VW_INTAKE_XML_H
#define VW_INTAKE_XML_H

#include "intake/xlsx/zip.h"

typedef struct {
    /* [name] is an element's own name when it is in a namespace of office documents (transitional
     * or strict), else "". [depth] of the outermost element is 0. False ends the reading. */
    bool (*start)(void *what, unsigned depth, const char *name, const char *const *attributes);
    bool (*end)(void *what, unsigned depth, const char *name);
    bool (*text)(void *what, unsigned depth, const char *text, size_t length); /* in pieces */
    void *what;
} vw_xml_handlers;

/* VW_OK also when a handler ended the reading. VW_ERR_INPUT with a diagnostic when the part cannot
 * be read; see vw_intake__zip_read. [sheet] is for places. */
VW_MUST_USE vw_status vw_intake__xml_read(vw_zip *zip, vw_diags *diags, vw_place place,
                                          const char *part, const vw_xml_handlers *handlers);

/* The value of an attribute without a prefix, or NULL. */
const char *vw_intake__xml_attribute(const char *const *attributes, const char *name);
/* The value of r:id, which names a relationship, or NULL. */
const char *vw_intake__xml_relation(const char *const *attributes);
/* An attribute that is 1 or true. */
bool vw_intake__xml_flag(const char *const *attributes, const char *name);

#endif

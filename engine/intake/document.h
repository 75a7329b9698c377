/* SPDX-License-Identifier: EUPL-1.2 */
/* Files that are JSON: which format they are of. */
#ifndef VW_INTAKE_DOCUMENT_H
#define VW_INTAKE_DOCUMENT_H

#include "intake/format.h"

/* Reads the file whole, finds its format and takes it in. I084 when no format knows it. */
VW_MUST_USE vw_status vw_intake__take_document(vw_intake_run *run);
/* The same of one object a line, which some tools write where others write a list: [*taken] is
 * false when the first object is of no format that is known, and nothing was done. */
VW_MUST_USE vw_status vw_intake__take_document_lines(bool *taken, vw_intake_run *run);

#endif

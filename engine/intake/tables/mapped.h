/* SPDX-License-Identifier: EUPL-1.2 */
/* Records of somebody else's table, by a mapping file, as rows of one of our kinds. */
#ifndef VW_INTAKE_MAPPED_H
#define VW_INTAKE_MAPPED_H

#include "intake/taker.h"
#include "load/column_map.h"

typedef struct vw_mapped vw_mapped;

/* Finds the mapping's columns in the header, whose cells were cleaned. Adds a diagnostic for each
 * problem and goes on. [run]->map is set. */
vw_mapped *vw_intake__map_header(vw_intake_run *run, vw_taker *taker, const vw_record *header);
/* Puts one record into the taker and ends its row, unless the mapping leaves it out. It has as many
 * cells as the header. */
VW_MUST_USE vw_status vw_intake__map_record(vw_mapped *mapped, const vw_record *record);
/* Whether anything is done with column [index], from 0. */
bool vw_intake__map_uses(const vw_mapped *mapped, size_t index);
/* The name of the field that column [index] is, "" when it is none. */
const char *vw_intake__map_field(const vw_mapped *mapped, size_t index);
/* Rows that the mapping has left out so far. */
uint64_t vw_intake__map_skipped(const vw_mapped *mapped);

/* Rewrites the date at the start of [text], written as [form] says, to YYYY-MM-DD; what stands
 * behind it stays. [text] itself when it begins so already; NULL when it is written otherwise. */
const char *vw_intake__iso_date(vw_arena *arena, const char *text, vw_date_form form);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* JSON that is a table: a list of objects, one object a line, or an object with one list of objects
 * in it. */
#ifndef VW_INTAKE_JSON_TABLE_H
#define VW_INTAKE_JSON_TABLE_H

#include "intake/taker.h"

/* The names of members are the headings, those of all objects together; a member of an object
 * within is named by its path, "owner.name". Values are texts as they are written. */
VW_MUST_USE vw_status vw_intake__take_json_table(vw_intake_run *run);
/* True when the text is one object a line: no document of a single value. */
bool vw_intake__is_json_lines(const vw_intake_run *run);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* The intake workbook: from a plan, a catalogue and a dossier to a form. */
#ifndef VW_REPORTS_WORKBOOK_WORKBOOK_H
#define VW_REPORTS_WORKBOOK_WORKBOOK_H

#include "eval/plan.h"
#include "reports/form.h"
#include "store/dossier.h"

typedef struct {
    const char *const *kinds; /* none: those that the plan's tests look at, what these refer to, and
                                 the registers of people, answers and exceptions */
    size_t kind_count;
    vw_lang lang;
    bool empty; /* no records, only questions */
} vw_workbook_options;

/* The form reads records from [dossier] while it is rendered, so the dossier stays open that long.
 * An unknown kind is VW_ERR_USAGE (U016). */
VW_MUST_USE vw_status vw_workbook_build(const vw_form **out, vw_dossier *dossier,
                                        const vw_plan *plan, const vw_workbook_options *options,
                                        vw_arena *arena, vw_diags *diags);

#endif

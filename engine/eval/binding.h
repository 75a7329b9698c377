/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether a framework binds the organisation of a dossier, or was chosen: for a report, which must
 * not say of one that was chosen why it applies. */
#ifndef VW_EVAL_BINDING_H
#define VW_EVAL_BINDING_H

#include "eval/plan.h"
#include "model/regime.h"
#include "rules/rules.h"
#include "store/dossier.h"

typedef struct vw_binding {
    /* VW_TRUE: it names the type of organisation, or its condition or regime says so; or it may
     * serve anybody. VW_FALSE: by what is recorded it does not bind, or not on this day.
     * VW_MAYBE: that hangs on a fact that is missing. */
    vw_truth binds;
    bool named;        /* it names the type, so that it is evaluated even where it does not bind */
    vw_text because;   /* when VW_FALSE by a regime: the line that decided it, else empty */
    const char *facts; /* when VW_FALSE: on which that hangs, or ""; in the arena */
    const vw_field *missing;            /* when VW_MAYBE: what to record first; or NULL */
    const vw_field *const *all_missing; /* likewise: every fact that is missing; in the arena */
    size_t missing_count;
    bool by_date;        /* VW_FALSE for the reference date alone, whatever the facts */
    vw_date counts_from; /* with it: its duties do not count before; or VW_DATE_NONE */
    vw_date repealed;    /* with it: it was by then; or VW_DATE_NONE */
    /* Unless VW_FALSE: why it is only preparation on this day. */
    bool newer;               /* this version is of a later day */
    const vw_regime *through; /* the law through which it binds, that does not count yet; or NULL */
    /* Unless VW_FALSE: the national law that does not hold for this organisation; or NULL. */
    const vw_regime *elsewhere;
} vw_binding;

/* Of each of [frameworks], in [out], as recorded at frame->mark. */
VW_MUST_USE vw_status vw_bindings_find(vw_binding *out, vw_dossier *dossier, vw_arena *arena,
                                       vw_diags *diags, const vw_set *set,
                                       const vw_rule_frame *frame,
                                       const vw_framework *const *frameworks, size_t count);

/* A note that names the frameworks of [plan] that did not count yet on the reference date. With
 * [by_itself], that is when nobody chose the frameworks, one more for those that are left out only
 * since it is not recorded whether they apply. */
VW_MUST_USE vw_status vw_bindings_tell(const vw_plan *plan, vw_dossier *dossier, vw_arena *arena,
                                       vw_diags *diags, bool by_itself);

#endif

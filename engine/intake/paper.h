/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef VW_INTAKE_PAPER_H
#define VW_INTAKE_PAPER_H

#include "base/diag.h"
#include "model/catalogue.h"
#include "store/evidence.h"

/* A row of that kind, its values in order of the kind's fields. */
typedef struct {
    const vw_kind *kind;
    const vw_value *values;
    const bool *unread; /* of each: something stands there, and what is wrong with it was told */
    vw_place place;
} vw_paper;

/* Tells what is amiss, all at once: W040 to W043. Fields that the kind does not have are passed
 * over. */
void vw_intake__check_paper(const vw_paper *paper, vw_arena *arena, vw_diags *diags);

/* Of a row that people changed: [before] and [after] by field, NULL where nothing stands. Tells
 * when the work is another than what was reviewed, and the review is the same (W044). */
void vw_intake__check_review(const vw_kind *kind, const char *const *before,
                             const char *const *after, vw_place place, vw_arena *arena,
                             vw_diags *diags);

#endif

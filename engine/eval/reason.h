/* SPDX-License-Identifier: EUPL-1.2 */
/* The reason of a test, filled in with what is recorded of a subject: "{name}",
 * "{supplier.country}". What says something about a person cannot stand there, so a reason can be
 * printed wherever the subject's key can. */
#ifndef VW_EVAL_REASON_H
#define VW_EVAL_REASON_H

#include "eval/plan.h"
#include "store/dossier.h"

/* Every placeholder in the reason is a field of [population], or of a record that its references
 * lead to; else VW_ERR_INPUT, with each problem at its place. */
VW_MUST_USE vw_status vw_reason_check(vw_arena *arena, vw_diags *diags,
                                      const vw_catalogue *catalogue, const vw_test *test,
                                      const vw_kind *population);

/* The reason where no subject is meant: a placeholder as the field's label, "[Name]". */
vw_text vw_reason_plain(vw_arena *arena, const vw_catalogue *catalogue,
                        const vw_planned_test *planned);

typedef struct vw_reasons vw_reasons;

/* For the texts of many subjects, in one language, as the records stand at the frame's mark: cheap
 * when those of one test come together. The others live as long. */
vw_reasons *vw_reasons_new(vw_arena *arena, vw_dossier *dossier, const vw_catalogue *catalogue,
                           const vw_rule_frame *frame, vw_lang lang);
/* The reason of [planned] for [subject], in [arena] or borrowed from the test; a field that is
 * empty says that it is not recorded. */
VW_MUST_USE vw_status vw_reasons_of(const char **out, vw_reasons *reasons, vw_arena *arena,
                                    vw_diags *diags, const vw_planned_test *planned,
                                    int64_t subject);

#endif

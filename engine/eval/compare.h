/* SPDX-License-Identifier: EUPL-1.2 */
/* Compares what a run finds with what is stored, column by column. Inside eval/ only. */
#ifndef VW_EVAL_COMPARE_H
#define VW_EVAL_COMPARE_H

#include "eval/evaluate.h"

typedef struct vw_comparison vw_comparison;

/* Differences are counted in [tally] and told in the diagnostics of the calls, each with its name,
 * and with [older]: the number of an evaluation that is not the newest, else NULL. With [first],
 * which may be NULL, only the first is told, and noted there. Results are named in [lang]. */
VW_MUST_USE vw_status vw_compare__begin(vw_comparison **out, vw_verification *tally,
                                        vw_dossier *dossier, const vw_plan *plan,
                                        const vw_evaluation *evaluation, const char *older,
                                        vw_difference *first, vw_lang lang, vw_arena *arena,
                                        vw_diags *diags);
vw_result_sink vw_compare__sink(vw_comparison *comparison);
/* As [stand_in] of vw_perform_options, with the comparison as what is stored: an error is compared
 * by what it is, not by its words. A test that hits a bound now and did not then is counted as not
 * performed (R095); one that hit it then and does not now is told (R096). */
VW_MUST_USE vw_status vw_compare__stand_in(void *comparison, bool *stood_in, vw_diags *diags,
                                           vw_finding *performed);
/* After the run: what is stored but did not come out again. */
VW_MUST_USE vw_status vw_compare__end(vw_comparison *comparison, vw_diags *diags);

/* Performs [evaluation] again with [plan] and compares; counts in [out]. [older] and [first] as
 * above. [hex] is the hash over the results as they came out now. */
VW_MUST_USE vw_status vw_compare__perform(char hex[65], vw_verification *out, vw_difference *first,
                                          vw_dossier *dossier, const vw_evaluation *evaluation,
                                          const char *older, const vw_plan *plan,
                                          const vw_perform_options *options, vw_lang lang,
                                          vw_arena *arena, vw_diags *diags);

#endif

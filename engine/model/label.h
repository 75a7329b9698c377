/* SPDX-License-Identifier: EUPL-1.2 */
/* The nouns as people read them, in Dutch and English. */
#ifndef VW_MODEL_LABEL_H
#define VW_MODEL_LABEL_H

#include "model/framework.h"
#include "model/result.h"

vw_text vw_result_label(vw_result result);    /* "voldoet niet", "not met" */
vw_text vw_outcome_label(vw_outcome outcome); /* "afwijking", "deviation" */
vw_text vw_aspect_label(vw_aspect aspect);    /* "opzet", "design" */
vw_text vw_requirement_kind_label(vw_requirement_kind kind);
vw_text vw_requirement_status_label(vw_requirement_status status); /* "vervallen", "lapsed" */
vw_text vw_coverage_label(vw_coverage coverage);                   /* "deels", "partial" */
/* Of a framework's mark: "unverified", "draft", "derived"; both texts are [mark] when unknown. */
vw_text vw_mark_label(const char *mark);
/* A reference as people of that language write it: "Regulation (EU) 2022/2554" is "Verordening (EU)
 * 2022/2554". Words that are not known stay. NULL of NULL; [arena] owns what is new. */
const char *vw_reference_in(vw_arena *arena, const char *reference, vw_lang lang);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* The year before, read from a dossier of its own. */
#include "reports/build/people.h"

#include <string.h>

/* Evaluated later is not enough: what is earlier is the reference date. */
static bool is_earlier(const vw_report *r, const vw_report_earlier *earlier)
{
    char then[11], now[11];
    if (earlier->evaluation->as_of < r->evaluation->as_of) {
        return true;
    }
    vw_date_format(then, earlier->evaluation->as_of);
    vw_date_format(now, r->evaluation->as_of);
    VW_DIAG(r->diags, T148, (vw_place){0}, vw_dossier_path(earlier->dossier), then, now);
    return false;
}

vw_status vw_report__previous(vw_report *r, const vw_report_earlier *earlier)
{
    if (earlier == NULL || earlier->dossier == NULL) {
        return VW_OK;
    }
    if (!is_earlier(r, earlier)) {
        return VW_ERR_INPUT;
    }
    const char *name = vw_dossier_head_of(earlier->dossier)->name;
    const char *own = vw_dossier_head_of(r->dossier)->name;
    if (strcmp(name, own) != 0) {
        VW_DIAG(r->diags, T149, (vw_place){0}, name, own);
    }
    const int year = vw_dossier_head_of(r->dossier)->year;
    const int then = vw_dossier_head_of(earlier->dossier)->year;
    if (then != year - 1) {
        VW_DIAG(r->diags, T181, (vw_place){0}, vw_printf(r->arena, "%d", then),
                vw_printf(r->arena, "%d", year), vw_printf(r->arena, "%d", year - 1));
    }
    vw_report *previous = VW_NEW(r->arena, vw_report);
    *previous = (vw_report){
        .arena = r->arena,
        .diags = r->diags,
        .dossier = earlier->dossier,
        .evaluation = earlier->evaluation,
        .plan = earlier->plan,
        .lang = r->lang,
        .words = r->words,
        .frame = vw_evaluation_frame(earlier->evaluation),
        .audience = VW_PUBLIC,
        .own_texts = VW_NEW(r->arena, vw_own_texts),
        .passages = r->passages,
    };
    vw_status status = vw_report__count(previous);
    if (status == VW_OK) {
        status = vw_people_load(&previous->people, previous, false);
    }
    r->previous = previous;
    return status;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* What a signature leaves in a file even when it can no longer be read. For reports/sign/ only. */
#ifndef VW_REPORTS_SIGN_TRACES_H
#define VW_REPORTS_SIGN_TRACES_H

#include "reports/sign/fields.h"

/* What no signature of [places] accounts for: an update, bytes behind the end, a signature or the
 * field of one. False when there is nothing of the kind; else [*what] says it, in both languages
 * (vw_diag_both). One byte is enough to make a signature unreadable: such a file must never pass
 * for one that was not signed. */
bool vw_pdf__has_traces(const char **what, const vw_pdf_in *in, const vw_pdf_signed_list *places);

#endif

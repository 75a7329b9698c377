/* SPDX-License-Identifier: EUPL-1.2 */
/* What signing, stamping and checking share. For reports/sign/ only. */
#ifndef VW_REPORTS_SIGN_UPDATE_H
#define VW_REPORTS_SIGN_UPDATE_H

#include "reports/sign/pdf_in.h"
#include "reports/sign/sign.h"

VW_MUST_USE vw_status vw_pdf__read(vw_pdf_in *in, const char *path, vw_arena *arena,
                                   vw_diags *diags);
/* Writes two spans as one file. */
VW_MUST_USE vw_status vw_pdf__write_out(const char *path, vw_span first, vw_span second,
                                        vw_arena *arena, vw_diags *diags);
/* A request for a time stamp on the signature [cms]. */
VW_MUST_USE vw_status vw_pdf__write_request(const char *path, vw_der cms, vw_arena *arena,
                                            vw_diags *diags);
/* Two digits a byte. */
void vw_pdf__write_hex(char *to, vw_der bytes);
/* Fills in [out->signatures]. */
VW_MUST_USE vw_status vw_pdf__check_signatures(vw_pdf_content *out, const vw_pdf_in *in,
                                               const vw_pdf_check_options *options);
/* Counts them. Who signs behind a broken signature lends it their name, so that S004 and S035
 * are errors. */
VW_MUST_USE vw_status vw_pdf__see_signatures(size_t *count, const vw_pdf_in *in);
/* Fills in [out->embedded]. */
void vw_pdf__check_files(vw_pdf_content *out, const vw_pdf_in *in);

#endif

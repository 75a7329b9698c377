/* SPDX-License-Identifier: EUPL-1.2 */
/* The other half of `verify`: a document instead of a dossier. */
#ifndef VW_CLI_VERIFY_H
#define VW_CLI_VERIFY_H

#include "cli/cli.h"
#include "reports/report.h"
#include "reports/sign/sign.h"

/* With one operand. */
int vw_cli_verify_pdf(vw_cli *cli);

/* Makes the document that [results] name anew from the dossier's evaluation [evaluation], and
 * compares the bytes with what [content] has before its first signature. False also when it cannot
 * be made. It was made otherwise when it was given --previous or --templates, when the template,
 * the style or the program is another now, or when it was signed off again since. */
bool vw_cli_gives_same_bytes(vw_cli *cli, vw_dossier *dossier, int64_t evaluation,
                             const vw_report_inside *results, const vw_pdf_content *content);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef VW_CLI_REPORT_STYLE_H
#define VW_CLI_REPORT_STYLE_H

#include "cli/cli.h"
#include "reports/report.h"

/* The document as the organisation has its documents look: house-style.yaml beside its dossier.
 * [*out] is [plain] itself where there is none. */
VW_MUST_USE vw_status vw_cli_put_on_style(vw_cli *cli, const vw_document **out,
                                          const vw_document *plain);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* How a document is asked for: what `report` and `signoff` share. */
#ifndef VW_CLI_REPORT_OPTIONS_H
#define VW_CLI_REPORT_OPTIONS_H

#include "cli/cli.h"
#include "reports/report.h"

/* Opens what --previous names, into [*earlier]; everything lives as long as [cli->arena]. */
VW_MUST_USE vw_status vw_cli_report_options(vw_report_options *out, vw_report_earlier *earlier,
                                            vw_cli *cli);

#endif

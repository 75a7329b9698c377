/* SPDX-License-Identifier: EUPL-1.2 */
#ifndef VW_CLI_REPORT_PREVIOUS_H
#define VW_CLI_REPORT_PREVIOUS_H

#include "cli/cli.h"
#include "reports/report.h"

/* Opens what --previous names; everything lives as long as [cli->arena]. */
VW_MUST_USE vw_status vw_cli_previous(vw_cli *cli, vw_report_earlier *out);

#endif

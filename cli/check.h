/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of `verantwoord check`. */
#ifndef VW_CLI_CHECK_H
#define VW_CLI_CHECK_H

#include "cli/cli.h"

/* Of the frameworks of [plan], or those of --framework: what decides each requirement and aspect.
 * VW_ERR_INPUT when there is no such framework. */
VW_MUST_USE vw_status vw_check_coverage(vw_cli *cli, const vw_plan *plan);

#endif

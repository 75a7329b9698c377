/* SPDX-License-Identifier: EUPL-1.2 */
/* Options of import that say how files are to be read. */
#ifndef VW_CLI_INTAKE_OPTIONS_H
#define VW_CLI_INTAKE_OPTIONS_H

#include "cli/cli.h"
#include "intake/intake.h"

/* Fills in [options] from the command line, with a message for each that cannot be understood. */
void vw_cli_intake_options(vw_cli *cli, vw_intake_options *options);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* The other half of `verify`: a document instead of a dossier. */
#ifndef VW_CLI_VERIFY_H
#define VW_CLI_VERIFY_H

#include "cli/cli.h"

/* With one operand. */
int vw_cli_verify_pdf(vw_cli *cli);

#endif

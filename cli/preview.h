/* SPDX-License-Identifier: EUPL-1.2 */
/* What an import would do. */
#ifndef VW_CLI_PREVIEW_H
#define VW_CLI_PREVIEW_H

#include "cli/cli.h"
#include "intake/intake.h"

/* Prints what became of each of the [count] files that cli->arguments names, read back from the
 * transaction that is still open. The caller rolls it back. */
VW_MUST_USE vw_status vw_cli_preview(vw_cli *cli, vw_dossier *dossier,
                                     const vw_intake_results *results, size_t count);

#endif

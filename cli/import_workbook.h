/* SPDX-License-Identifier: EUPL-1.2 */
/* The part of the command import that takes intake workbooks back. */
#ifndef VW_CLI_IMPORT_WORKBOOK_H
#define VW_CLI_IMPORT_WORKBOOK_H

#include "cli/cli.h"
#include "intake/intake.h"

/* [*path] is the operand that is an intake workbook, or NULL. False with a message when it is not
 * the only one, or when --accept or --conflicts were given without one. */
bool vw_cli_workbook_parse(const char **path, vw_cli *cli);
/* Inside the transaction that was begun, which it ends: with --accept by taking in what changed,
 * unless there are conflicts that nobody settled. Returns the exit code. */
int vw_cli_import_workbook(vw_cli *cli, vw_dossier *dossier, const vw_catalogue *catalogue,
                           vw_intake_options *options, const char *path);

#endif

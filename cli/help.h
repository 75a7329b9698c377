/* SPDX-License-Identifier: EUPL-1.2 */
/* Help, man page and completions, all from the option table. */
#ifndef VW_CLI_HELP_H
#define VW_CLI_HELP_H

#include "cli/options.h"

#include <stdio.h>

/* The program's help; [command] NULL gives the overview. */
void vw_help_print(FILE *out, const vw_command *command, vw_lang lang);
/* A man(7) page, section 1, of the program and all commands. */
void vw_help_man(FILE *out, vw_lang lang);
/* Completion for bash. */
void vw_help_completion(FILE *out);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of `verantwoord rules`. */
#ifndef VW_CLI_RULES_H
#define VW_CLI_RULES_H

#include "cli/cli.h"
#include "eval/trial.h"

/* Prints an example for the test, to be completed: the kinds that its rule looks at, each with a
 * row of what must be filled in and what the rule asks for. */
void vw_rules_skeleton(vw_cli *cli, const vw_planned_test *planned);

#endif

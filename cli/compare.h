/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of `verantwoord compare`. */
#ifndef VW_CLI_COMPARE_H
#define VW_CLI_COMPARE_H

#include "cli/cli.h"
#include "eval/changes.h"
#include "store/query.h"

typedef struct {
    vw_dossier *dossier;
    vw_evaluation evaluation;
} vw_cli_side;

/* All of it; the caller owns it. */
json_t *vw_cli_compare_json(const vw_changes *changes, const vw_cli_side *a, const vw_cli_side *b);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* What `import --artefact` adds to an import, for cmd_import.c. */
#ifndef VW_CLI_ARTEFACTS_H
#define VW_CLI_ARTEFACTS_H

#include "cli/cli.h"
#include "intake/artefact.h"

typedef struct {
    const char *const *files;
    size_t count;
    vw_artefact_options options;
    vw_artefact_taken *taken; /* one for each file */
} vw_cli_artefacts;

/* Reads --artefact and the options that go with it; false with a message for each that is wrong. */
bool vw_cli_artefacts_parse(vw_cli_artefacts *out, vw_cli *cli, const vw_catalogue *catalogue);
/* Takes all of them in; [results] has room for one list each. Goes on after a file with errors. */
VW_MUST_USE vw_status vw_cli_artefacts_take(vw_cli_artefacts *artefacts, vw_cli *cli,
                                            vw_dossier *dossier, const vw_catalogue *catalogue,
                                            const vw_intake_options *options,
                                            vw_intake_results *results);
/* When the import is not committed: nothing of it may stay beside the dossier. */
void vw_cli_artefacts_undo(const vw_cli_artefacts *artefacts, const vw_dossier *dossier);

#endif

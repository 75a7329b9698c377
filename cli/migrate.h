/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of `migrate` share. */
#ifndef VW_CLI_MIGRATE_H
#define VW_CLI_MIGRATE_H

#include "cli/cli.h"
#include "eval/migrate.h"

/* All of it, for programs. */
json_t *vw_cli_migrated_json(vw_cli *cli, const vw_migrated *migrated, bool preview);
/* A requirement of the later version to which no route leads. */
bool vw_cli_is_new(const vw_migration *migration, const vw_requirement *requirement);

#endif

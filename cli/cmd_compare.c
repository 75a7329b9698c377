/* SPDX-License-Identifier: EUPL-1.2 */
#include "cli/cli.h"
int vw_cli_compare(vw_cli *cli)
{
    (void)cli;
    return 0;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Shared by file.c and outfile.c. */
#ifndef VW_BASE_FILE_PRIVATE_H
#define VW_BASE_FILE_PRIVATE_H

#include "base/diag.h"

/* Reports the system's [error] about [path] in our words where we have them, else as [otherwise],
 * which takes the path and the system's words. Returns VW_ERR_STORE. */
vw_status vw_file__cannot(vw_diags *diags, vw_msg otherwise, const char *path, int error);

#endif

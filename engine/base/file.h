/* SPDX-License-Identifier: EUPL-1.2 */
/* Files: read whole within a limit; write whole or not at all. */
#ifndef VW_BASE_FILE_H
#define VW_BASE_FILE_H

#include "base/diag.h"

#include <stdio.h>

/* Reads a regular file of at most [max] bytes; [*text] is NUL-terminated beyond [*length].
 * VW_ERR_STORE with a diagnostic: absent, no permission, a folder, too large, changed while read.
 */
VW_MUST_USE vw_status vw_file_read(const char **text, size_t *length, vw_arena *arena,
                                   vw_diags *diags, const char *path, size_t max);

/* A file that appears under its name only when whole: temporary file in the same folder, sync,
 * rename. Abandoned (or never committed) files leave nothing behind; the arena's cleanup abandons.
 * "/dev/fd/N" is the regular file that is open as N, such as one in memory: it is emptied and
 * written as it is, and stays open. */
typedef struct vw_outfile vw_outfile;
VW_MUST_USE vw_status vw_outfile_open(vw_outfile **out, vw_arena *arena, vw_diags *diags,
                                      const char *path);
FILE *vw_outfile_stream(vw_outfile *file);
/* The temporary file's path, for libraries that want to open it themselves. */
const char *vw_outfile_temporary(const vw_outfile *file);
/* Checks every earlier write error, syncs, renames. On VW_ERR_STORE the old file is untouched. */
VW_MUST_USE vw_status vw_outfile_commit(vw_outfile *file, vw_diags *diags);
void vw_outfile_abandon(vw_outfile *file);

/* Creates a folder and its parents; an existing folder is fine. */
VW_MUST_USE vw_status vw_folder_make(vw_diags *diags, const char *path);

#endif

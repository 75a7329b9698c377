/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of store share about the database: opening it, and what the sandbox lets through.
 */
#ifndef VW_STORE_DB_PRIVATE_H
#define VW_STORE_DB_PRIVATE_H

#include "store/db.h"

/* How long to wait for another program before saying that the dossier is in use. */
enum { VW_DB_BUSY_MILLISECONDS = 2000 };
/* Pages kept in memory while writing, and while sorting for an index: in KiB, as SQLite wants it.
 */
#define VW_DB_CACHE_FOR_WRITING "-16384"
#define VW_DB_CACHE_FOR_SORTING "-2048"

/* Opens an existing file, closed with [arena]. Reads nothing from it yet: that a file is no
 * database shows at the first statement. Messages name it [shown]. */
VW_MUST_USE vw_status vw_db__open(vw_db **out, vw_arena *arena, vw_diags *diags, const char *path,
                                  const char *shown, bool write);
/* An empty database that is gone with [arena] and never touches a disk. */
VW_MUST_USE vw_status vw_db__open_memory(vw_db **out, vw_arena *arena, vw_diags *diags);
/* A copy of [from] in memory, which may be changed and is gone with [arena]. */
VW_MUST_USE vw_status vw_db__copy(vw_db **out, vw_arena *arena, vw_diags *diags, const vw_db *from,
                                  const char *shown);
/* One number: of a pragma, a count. 0 when there is no row. */
VW_MUST_USE vw_status vw_db__number(int64_t *out, vw_db *db, vw_diags *diags, const char *sql);

bool vw_db__may_read(const char *table);
bool vw_db__may_call(const char *function);

#endif

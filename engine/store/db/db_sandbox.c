/* SPDX-License-Identifier: EUPL-1.2 */
/* What SQL written by others may see and call: evidence, and functions that only compute. */
#include "store/db/db_private.h"

#include <string.h>
#include <strings.h>

bool vw_db__may_read(const char *table)
{
    static const char *const open_tables[] = {"subject", "import", "import_complete"};
    for (size_t i = 0; i < sizeof open_tables / sizeof *open_tables; i++) {
        if (strcasecmp(table, open_tables[i]) == 0) {
            return true;
        }
    }
    return strncasecmp(table, "ev_", 3) == 0;
}

bool vw_db__may_call(const char *function)
{
    /* The first five reach outside the database; with the others a verdict could not be
     * re-performed: they answer differently each time. */
    static const char *const refused[] = {
        "load_extension", "readfile",          "writefile",   "edit",          "fts3_tokenizer",
        "random",         "randomblob",        "changes",     "total_changes", "last_insert_rowid",
        "current_date",   "current_timestamp", "current_time"};
    for (size_t i = 0; i < sizeof refused / sizeof *refused; i++) {
        if (strcasecmp(function, refused[i]) == 0) {
            return false;
        }
    }
    return true;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The SQL of a test, run as an auditor would paste it. */
#include "eval/source.h"

#include "store/db.h"

enum { PORTION = 256 };

struct vw_sql_source {
    vw_db *db;
    vw_source_bounds bounds;
    vw_arena *scratch; /* one test */
    vw_stmt *stmt;
    bool more;
    vw_found found[PORTION];
};

vw_sql_source *vw_sql_source_new(vw_arena *arena, vw_dossier *dossier, vw_source_bounds bounds)
{
    vw_sql_source *source = VW_NEW(arena, vw_sql_source);
    source->db = vw_dossier_db(dossier);
    source->bounds = bounds;
    return source;
}

static void end(void *self)
{
    vw_sql_source *s = self;
    vw_db_bound(s->db, 0, 0);
    vw_db_on_progress(s->db, NULL, NULL);
    vw_arena_free(s->scratch); /* and with it the statement */
    s->scratch = NULL;
    s->stmt = NULL;
}

static vw_status begin(void *self, bool *able, vw_diags *diags, size_t index, const char *sql)
{
    vw_sql_source *s = self;
    (void)index;
    *able = true;
    s->scratch = vw_arena_new();
    s->more = true;
    vw_db_sandbox(s->db, true);
    vw_status status = vw_stmt_new(&s->stmt, s->db, s->scratch, diags, sql);
    vw_db_sandbox(s->db, false);
    if (status == VW_OK) {
        vw_db_bound(s->db, s->bounds.steps, s->bounds.seconds);
        vw_db_on_progress(s->db, s->bounds.goes_on, s->bounds.what);
    }
    return status;
}

static vw_status next(void *self, vw_diags *diags, const vw_found **found, size_t *count)
{
    vw_sql_source *s = self;
    *found = s->found;
    *count = 0;
    while (s->more && *count < PORTION) {
        vw_status status = vw_stmt_step(s->stmt, diags, &s->more);
        if (status != VW_OK) {
            return status;
        }
        if (s->more) {
            vw_outcome outcome = vw_stmt_is_null(s->stmt, 2)    ? VW_UNKNOWN
                                 : vw_stmt_int(s->stmt, 2) != 0 ? VW_PASS
                                                                : VW_FAIL;
            s->found[(*count)++] =
                (vw_found){.subject = vw_stmt_int(s->stmt, 0), .outcome = outcome};
        }
    }
    return VW_OK;
}

vw_outcome_source vw_sql_source_of(vw_sql_source *source)
{
    return (vw_outcome_source){.begin = begin, .next = next, .end = end, .self = source};
}

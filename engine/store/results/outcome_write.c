/* SPDX-License-Identifier: EUPL-1.2 */
/* Writes sets of outcomes, and as few of them as can be. */
#include "store/outcomes.h"

#include "store/db/db_bulk.h"

#include <string.h>

enum {
    /* A set is written as differences when these are at most this share of it: reading it takes a
     * look at both, and the differences with a base grow from one evaluation to the next. */
    DELTA_SHARE = 4,
    ROWS = 512, /* that go in at once */
    COLUMNS = 3
};

struct vw_outcome_writer {
    vw_db *db;
    vw_dossier *dossier;
    vw_arena *arena;
    vw_outcome_reader *reader;
    vw_stmt *same_outcomes, *base_of, *new_outcomes, *rows;
    vw_stmt *same_subjects, *new_subjects;
    vw_datum data[ROWS * COLUMNS];
    vw_feed feed;
};

#define FEED "outcome_feed"

vw_outcome_reader *vw_outcome_writer_reader(const vw_outcome_writer *w)
{
    return w->reader;
}

void vw_outcome_writer_close(vw_outcome_writer *w)
{
    if (w->reader != NULL) {
        vw_outcomes_close(w->reader);
    }
    vw_db__unfeed(w->db, FEED);
}

vw_status vw_outcome_writer_new(vw_outcome_writer **out, vw_dossier *dossier, vw_arena *arena,
                                vw_diags *diags)
{
    vw_outcome_writer *w = VW_NEW(arena, vw_outcome_writer);
    w->db = vw_dossier_db(dossier);
    w->dossier = dossier;
    w->arena = arena;
    w->feed = (vw_feed){.items = w->data, .columns = COLUMNS};
    const struct {
        vw_stmt **stmt;
        const char *sql;
    } statements[] = {
        {&w->same_outcomes, "SELECT id FROM outcome_set WHERE sha256 = ?1 ORDER BY id"},
        {&w->base_of, "SELECT coalesce(base_id, id) FROM outcome_set WHERE id = ?1"},
        {&w->new_outcomes, "INSERT INTO outcome_set(base_id, count, sha256, outcomes) VALUES (?1, "
                           "?2, ?3, ?4)"},
        {&w->rows, "INSERT INTO outcome_row(set_id, subject, outcome, exception) "
                   "SELECT ?1, c0, c1, c2 FROM " FEED},
        {&w->same_subjects, "SELECT id FROM subject_set WHERE sha256 = ?1 ORDER BY id"},
        {&w->new_subjects, "INSERT INTO subject_set(sha256, count, subjects) VALUES (?1, ?2, ?3)"},
    };
    *out = w;
    vw_status status = vw_outcome_reader_new(&w->reader, dossier, arena, diags);
    if (status == VW_OK) {
        status = vw_db__feed(w->db, diags, FEED, &w->feed);
    }
    for (size_t i = 0; i < sizeof statements / sizeof *statements && status == VW_OK; i++) {
        status = vw_stmt_new(statements[i].stmt, w->db, arena, diags, statements[i].sql);
    }
    return status;
}

static vw_status write_rows(vw_outcome_writer *w, vw_diags *diags, int64_t set,
                            const vw_outcome_row *rows, size_t count)
{
    vw_status status = VW_OK;
    vw_stmt_bind_int(w->rows, 1, set);
    for (size_t done = 0; done < count && status == VW_OK; done += w->feed.rows) {
        w->feed.rows = count - done < ROWS ? count - done : ROWS;
        for (size_t i = 0; i < w->feed.rows; i++) {
            const vw_outcome_row *row = &rows[done + i];
            const int64_t numbers[COLUMNS] = {row->subject, row->outcome, row->exception};
            for (size_t j = 0; j < COLUMNS; j++) {
                w->data[i * COLUMNS + j] = (vw_datum){
                    .type = j == COLUMNS - 1 && row->exception == 0 ? VW_SQL_NULL : VW_SQL_INTEGER,
                    .value.integer = numbers[j]};
            }
        }
        status = vw_stmt_run(w->rows, diags);
    }
    return status;
}

/* [rows]: of a set with a base only those that differ. */
static vw_status write_set(int64_t *set, vw_outcome_writer *w, vw_diags *diags, int64_t base,
                           const vw_outcome_list *all, const vw_outcome_row *rows, size_t count)
{
    char hex[65];
    vw_digest_hex(hex, &all->sha256);
    if (base != 0) {
        vw_stmt_bind_int(w->new_outcomes, 1, base);
    } else {
        vw_stmt_bind_null(w->new_outcomes, 1);
    }
    vw_stmt_bind_int(w->new_outcomes, 2, (int64_t)all->count);
    vw_stmt_bind_text(w->new_outcomes, 3, hex);
    if (all->text.bytes != NULL) {
        vw_stmt_bind_blob(w->new_outcomes, 4, all->text.bytes, all->text.length);
    } else {
        vw_stmt_bind_null(w->new_outcomes, 4);
    }
    vw_status status = vw_stmt_run(w->new_outcomes, diags);
    if (status != VW_OK) {
        return status;
    }
    *set = vw_db_last_id(w->db);
    return write_rows(w, diags, *set, rows, count);
}

/* The first number that [stmt] gives for a hash, of a set that is intact; or 0. */
static vw_status find_same(int64_t *set, vw_outcome_writer *w, vw_diags *diags,
                           const vw_digest *sha256)
{
    char hex[65];
    bool row = true, intact = false;
    vw_status status = VW_OK;
    *set = 0;
    vw_digest_hex(hex, sha256);
    vw_stmt_bind_text(w->same_outcomes, 1, hex);
    while (status == VW_OK && *set == 0 &&
           (status = vw_stmt_step(w->same_outcomes, diags, &row)) == VW_OK && row) {
        int64_t id = vw_stmt_int(w->same_outcomes, 0);
        status = vw_outcomes_intact(&intact, w->reader, diags, id);
        *set = status == VW_OK && intact ? id : 0;
    }
    vw_stmt_reset(w->same_outcomes);
    return status;
}

static bool differs(const vw_outcome_row *a, const vw_outcome_row *b)
{
    return a->outcome != b->outcome || a->exception != b->exception;
}

typedef VW_VEC(vw_outcome_row) row_list;

/* What is said otherwise than by the base; [*few] false when that is too much. */
static vw_status find_differences(row_list *out, bool *few, vw_outcome_writer *w, vw_arena *scratch,
                                  vw_diags *diags, const vw_outcome_list *all, int64_t base)
{
    const vw_outcome_row *rows = all->rows;
    vw_outcome_row old;
    size_t at = 0, count = all->count, most = count / DELTA_SHARE;
    vw_status status = vw_outcomes_open(w->reader, diags, base);
    bool found = status == VW_OK && vw_outcomes_next(&old, w->reader);
    while (status == VW_OK && (found || at < count) && out->count <= most) {
        if (at < count && (!found || rows[at].subject < old.subject)) {
            VW_PUSH(scratch, *out, rows[at]);
            at++;
            continue;
        }
        if (at < count && rows[at].subject == old.subject) {
            if (differs(&rows[at], &old)) {
                VW_PUSH(scratch, *out, rows[at]);
            }
            at++;
        } else {
            VW_PUSH(scratch, *out, (vw_outcome_row){.subject = old.subject, .outcome = VW_PASS});
        }
        found = vw_outcomes_next(&old, w->reader);
    }
    vw_outcomes_close(w->reader);
    *few = out->count <= most;
    return status;
}

static vw_status base_of(int64_t *base, vw_outcome_writer *w, vw_diags *diags, int64_t set)
{
    bool row = false, intact = false;
    *base = 0;
    vw_stmt_bind_int(w->base_of, 1, set);
    vw_status status = vw_stmt_step(w->base_of, diags, &row);
    int64_t found = status == VW_OK && row ? vw_stmt_int(w->base_of, 0) : 0;
    vw_stmt_reset(w->base_of);
    if (status == VW_OK && found != 0) {
        status = vw_outcomes_intact(&intact, w->reader, diags, found);
    }
    *base = intact ? found : 0;
    return status;
}

vw_status vw_outcomes_put(int64_t *set, vw_outcome_writer *w, vw_diags *diags,
                          const vw_outcome_list *outcomes, int64_t earlier)
{
    row_list differences = {0};
    int64_t base = 0;
    bool few = false;
    vw_status status = find_same(set, w, diags, &outcomes->sha256);
    if (status != VW_OK || *set != 0) {
        return status;
    }
    vw_arena *scratch = vw_arena_new();
    if (earlier != 0) {
        status = base_of(&base, w, diags, earlier);
    }
    if (status == VW_OK && base != 0) {
        status = find_differences(&differences, &few, w, scratch, diags, outcomes, base);
    }
    if (status == VW_OK && few) {
        status = write_set(set, w, diags, base, outcomes, differences.items, differences.count);
    } else if (status == VW_OK) {
        status = write_set(set, w, diags, 0, outcomes, outcomes->rows, outcomes->count);
    }
    vw_arena_free(scratch);
    return status;
}

vw_status vw_subjects_put(int64_t *set, vw_outcome_writer *w, vw_diags *diags,
                          const vw_subjects *subjects)
{
    char hex[65];
    bool row = true;
    vw_status status = VW_OK;
    vw_arena *scratch = vw_arena_new();
    *set = 0;
    vw_digest_hex(hex, &subjects->sha256);
    vw_stmt_bind_text(w->same_subjects, 1, hex);
    while (status == VW_OK && *set == 0 &&
           (status = vw_stmt_step(w->same_subjects, diags, &row)) == VW_OK && row) {
        vw_subjects stored;
        bool intact = false;
        int64_t id = vw_stmt_int(w->same_subjects, 0);
        status = vw_subjects_load(&stored, &intact, w->dossier, scratch, diags, id);
        *set = status == VW_OK && intact && stored.count == subjects->count ? id : 0;
    }
    vw_stmt_reset(w->same_subjects);
    vw_arena_free(scratch);
    if (status != VW_OK || *set != 0) {
        return status;
    }
    vw_stmt_bind_text(w->new_subjects, 1, hex);
    vw_stmt_bind_int(w->new_subjects, 2, (int64_t)subjects->count);
    vw_stmt_bind_blob(w->new_subjects, 3, subjects->bytes, subjects->length);
    status = vw_stmt_run(w->new_subjects, diags);
    *set = vw_db_last_id(w->db);
    return status;
}

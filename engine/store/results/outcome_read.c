/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads sets of outcomes, and tells whether they are what was written. */
#include "store/outcomes.h"

#include <string.h>

enum { OWN, BASE, PARTS };

struct vw_outcome_reader {
    vw_dossier *dossier;
    vw_arena *arena;
    vw_hasher *hasher;
    vw_stmt *head;
    vw_stmt *rows[PARTS];
    vw_outcome_row at[PARTS]; /* stands ready */
    bool ready[PARTS];
    int64_t base, count; /* of the set at hand */
    char sha256[65];
    bool there;
    bool plain; /* no difference seen so far repeats its base or takes away what is not there */
    VW_VEC(int64_t) intact; /* in rising order */
};

void vw_outcome_hash(vw_hasher *hasher, const vw_outcome_row *row)
{
    const uint64_t numbers[] = {(uint64_t)row->subject, (uint64_t)row->exception,
                                (uint64_t)row->outcome};
    unsigned char bytes[sizeof numbers];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (unsigned char)(numbers[i / 8] >> (8 * (i % 8)) & 0xFFu);
    }
    vw_hasher_add(hasher, bytes, sizeof bytes);
}

vw_status vw_outcome_reader_new(vw_outcome_reader **out, vw_dossier *dossier, vw_arena *arena,
                                vw_diags *diags)
{
    vw_outcome_reader *r = VW_NEW(arena, vw_outcome_reader);
    vw_db *db = vw_dossier_db(dossier);
    *r = (vw_outcome_reader){.dossier = dossier, .arena = arena, .hasher = vw_hasher_new(arena)};
    vw_status status =
        vw_stmt_new(&r->head, db, arena, diags,
                    "SELECT coalesce(base_id, 0), count, sha256 FROM outcome_set WHERE id = ?1");
    for (int i = 0; i < PARTS && status == VW_OK; i++) {
        status = vw_stmt_new(&r->rows[i], db, arena, diags,
                             "SELECT subject, outcome, coalesce(exception, 0) FROM outcome_row "
                             "WHERE set_id = ?1 ORDER BY subject");
    }
    *out = status == VW_OK ? r : NULL;
    return status;
}

void vw_outcomes_close(vw_outcome_reader *r)
{
    for (int i = 0; i < PARTS; i++) {
        vw_stmt_reset(r->rows[i]);
        r->ready[i] = false;
    }
}

static vw_status advance(vw_outcome_reader *r, vw_diags *diags, int part)
{
    vw_status status = vw_stmt_step(r->rows[part], diags, &r->ready[part]);
    if (status == VW_OK && r->ready[part]) {
        r->at[part] = (vw_outcome_row){.subject = vw_stmt_int(r->rows[part], 0),
                                       .outcome = (vw_outcome)vw_stmt_int(r->rows[part], 1),
                                       .exception = vw_stmt_int(r->rows[part], 2)};
    }
    return status;
}

vw_status vw_outcomes_open(vw_outcome_reader *r, vw_diags *diags, int64_t set)
{
    vw_outcomes_close(r);
    r->base = r->count = 0;
    r->sha256[0] = '\0';
    r->plain = true;
    vw_stmt_bind_int(r->head, 1, set);
    vw_status status = vw_stmt_step(r->head, diags, &r->there);
    if (status == VW_OK && r->there) {
        const char *hex = vw_stmt_text(r->head, 2);
        r->base = vw_stmt_int(r->head, 0);
        r->count = vw_stmt_int(r->head, 1);
        strncpy(r->sha256, hex != NULL ? hex : "", sizeof r->sha256 - 1);
    }
    vw_stmt_reset(r->head);
    if (status == VW_OK && r->there) {
        vw_stmt_bind_int(r->rows[OWN], 1, set);
        status = advance(r, diags, OWN);
    }
    if (status == VW_OK && r->base != 0) {
        vw_stmt_bind_int(r->rows[BASE], 1, r->base);
        status = advance(r, diags, BASE);
    }
    return status;
}

static bool same(const vw_outcome_row *a, const vw_outcome_row *b)
{
    return a->subject == b->subject && a->outcome == b->outcome && a->exception == b->exception;
}

/* Takes the next of either part; of both, what the set itself says. */
static vw_status take(vw_outcome_row *out, vw_outcome_reader *r, vw_diags *diags)
{
    bool own = r->ready[OWN] && (!r->ready[BASE] || r->at[OWN].subject <= r->at[BASE].subject);
    bool both = own && r->ready[BASE] && r->at[OWN].subject == r->at[BASE].subject;
    *out = own ? r->at[OWN] : r->at[BASE];
    r->plain = r->plain &&
               (own && out->outcome == VW_PASS ? both : !both || !same(&r->at[OWN], &r->at[BASE]));
    vw_status status = own ? advance(r, diags, OWN) : VW_OK;
    if (status == VW_OK && (both || !own)) {
        status = advance(r, diags, BASE);
    }
    return status;
}

vw_status vw_outcomes_next(vw_outcome_row *out, bool *found, vw_outcome_reader *r, vw_diags *diags)
{
    *found = false;
    while (r->ready[OWN] || r->ready[BASE]) {
        vw_status status = take(out, r, diags);
        if (status != VW_OK || out->outcome != VW_PASS) {
            *found = status == VW_OK;
            return status;
        }
    }
    return VW_OK;
}

/* Where it stands, or would stand. */
static size_t place_of(const vw_outcome_reader *r, int64_t set)
{
    size_t low = 0, high = r->intact.count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (r->intact.items[middle] < set) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

static bool is_remembered(const vw_outcome_reader *r, int64_t set)
{
    size_t place = place_of(r, set);
    return place < r->intact.count && r->intact.items[place] == set;
}

static void remember(vw_outcome_reader *r, int64_t set)
{
    size_t place = place_of(r, set);
    VW_PUSH(r->arena, r->intact, set);
    memmove(r->intact.items + place + 1, r->intact.items + place,
            (r->intact.count - 1 - place) * sizeof set);
    r->intact.items[place] = set;
}

vw_status vw_outcomes_intact(bool *intact, vw_outcome_reader *r, vw_diags *diags, int64_t set)
{
    vw_outcome_row row;
    bool found = true;
    int64_t count = 0;
    char hex[65];
    *intact = is_remembered(r, set);
    if (*intact) {
        return VW_OK;
    }
    vw_status status = vw_outcomes_open(r, diags, set);
    vw_hasher_start(r->hasher);
    while (status == VW_OK && found) {
        status = vw_outcomes_next(&row, &found, r, diags);
        if (status == VW_OK && found) {
            vw_outcome_hash(r->hasher, &row);
            count++;
        }
    }
    vw_digest digest = vw_hasher_end(r->hasher);
    vw_digest_hex(hex, &digest);
    *intact =
        status == VW_OK && r->there && r->plain && count == r->count && strcmp(hex, r->sha256) == 0;
    vw_outcomes_close(r);
    if (*intact) {
        remember(r, set);
    }
    return status;
}

vw_status vw_subjects_load(vw_subjects *out, bool *intact, vw_dossier *dossier, vw_arena *arena,
                           vw_diags *diags, int64_t set)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    *out = (vw_subjects){0};
    *intact = false;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags,
                                   "SELECT sha256, count, subjects FROM subject_set WHERE id = ?1");
    if (status != VW_OK) {
        return status;
    }
    vw_stmt_bind_int(stmt, 1, set);
    status = vw_stmt_step(stmt, diags, &row);
    if (status == VW_OK && row) {
        size_t length = 0;
        char hex[65];
        const void *bytes = vw_stmt_blob(stmt, 2, &length);
        out->bytes = (const unsigned char *)vw_strndup(arena, bytes != NULL ? bytes : "", length);
        out->length = length;
        out->count = (uint64_t)vw_stmt_int(stmt, 1);
        out->sha256 = vw_hash(out->bytes, length);
        vw_digest_hex(hex, &out->sha256);
        const char *stored = vw_stmt_text(stmt, 0);
        *intact = stored != NULL && strcmp(hex, stored) == 0;
    }
    vw_stmt_free(stmt);
    return status;
}

/* ---- all of them ---- */

typedef struct {
    vw_sets_check *out;
    vw_dossier *dossier;
    vw_arena *arena;
    vw_diags *diags;
} check;

static vw_place place(const check *c)
{
    return (vw_place){.file = vw_dossier_path(c->dossier)};
}

static vw_status check_outcomes(check *c)
{
    vw_outcome_reader *reader = NULL;
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_outcome_reader_new(&reader, c->dossier, c->arena, c->diags);
    if (status == VW_OK) {
        status = vw_stmt_new(&stmt, vw_dossier_db(c->dossier), c->arena, c->diags,
                             "SELECT s.id, b.base_id IS NULL FROM outcome_set s "
                             "LEFT JOIN outcome_set b ON b.id = s.base_id ORDER BY s.id");
    }
    while (status == VW_OK && (status = vw_stmt_step(stmt, c->diags, &row)) == VW_OK && row) {
        bool intact = false;
        int64_t set = vw_stmt_int(stmt, 0);
        status = vw_outcomes_intact(&intact, reader, c->diags, set);
        c->out->sets++;
        c->out->rows += (uint64_t)reader->count;
        if (status == VW_OK && (!intact || vw_stmt_int(stmt, 1) == 0)) {
            c->out->intact = false;
            VW_DIAG(c->diags, E050, place(c), vw_printf(c->arena, "%lld", (long long)set));
        }
    }
    vw_stmt_free(stmt);
    return status;
}

/* The count is the number of subjects, in the one text that such a set has. */
static bool is_plain(vw_arena *arena, const vw_subjects *subjects)
{
    vw_subjects_builder again = {.bytes = {.arena = arena}};
    vw_subjects_cursor cursor = {.subjects = subjects};
    vw_subjects made;
    for (int64_t subject; vw_subjects_next(&cursor, &subject);) {
        vw_subjects_add(&again, subject);
    }
    vw_subjects_end(&made, &again);
    return made.count == subjects->count && vw_digest_equal(&made.sha256, &subjects->sha256);
}

static vw_status check_subjects(check *c)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_arena *scratch = vw_arena_new();
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(c->dossier), c->arena, c->diags,
                                   "SELECT id FROM subject_set ORDER BY id");
    while (status == VW_OK && (status = vw_stmt_step(stmt, c->diags, &row)) == VW_OK && row) {
        vw_subjects subjects;
        bool intact = false;
        int64_t set = vw_stmt_int(stmt, 0);
        status = vw_subjects_load(&subjects, &intact, c->dossier, scratch, c->diags, set);
        c->out->sets++;
        if (status == VW_OK && !(intact && is_plain(scratch, &subjects))) {
            c->out->intact = false;
            VW_DIAG(c->diags, E051, place(c), vw_printf(c->arena, "%lld", (long long)set));
        }
        vw_arena_reset(scratch);
    }
    vw_stmt_free(stmt);
    vw_arena_free(scratch);
    return status;
}

static vw_status check_unused(check *c, const char *table, const char *sql)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(c->dossier), c->arena, c->diags, sql);
    while (status == VW_OK && (status = vw_stmt_step(stmt, c->diags, &row)) == VW_OK && row) {
        c->out->intact = false;
        VW_DIAG(c->diags, E052, place(c), table,
                vw_printf(c->arena, "%lld", (long long)vw_stmt_int(stmt, 0)));
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_sets_verify(vw_sets_check *out, vw_dossier *dossier, vw_diags *diags)
{
    check c = {out, dossier, vw_arena_new(), diags};
    *out = (vw_sets_check){.intact = true};
    vw_status status = check_outcomes(&c);
    if (status == VW_OK) {
        status = check_subjects(&c);
    }
    if (status == VW_OK) {
        status = check_unused(&c, "outcome_set",
                              "SELECT id FROM outcome_set EXCEPT SELECT outcome_set FROM finding "
                              "EXCEPT SELECT base_id FROM outcome_set ORDER BY id");
    }
    if (status == VW_OK) {
        status = check_unused(
            &c, "subject_set",
            "SELECT id FROM subject_set EXCEPT SELECT subject_set FROM finding ORDER BY id");
    }
    vw_arena_free(c.arena);
    return status;
}

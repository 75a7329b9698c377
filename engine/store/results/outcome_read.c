/* SPDX-License-Identifier: EUPL-1.2 */
/* Reads sets of outcomes, and tells whether they are what was written. */
#include "store/outcomes.h"

#include "store/take.h"

#include <string.h>

enum {
    OWN,
    BASE,
    PARTS,
    HASHED_AT_ONCE = 128,
    ROWS_HELD = 1500000 /* in memory, besides those of the set at hand */
};

/* A batch of rows as it was taken: all but the last of a set are full. */
typedef struct {
    int64_t subjects[VW_TAKE_ROWS];
    uint8_t outcomes[VW_TAKE_ROWS];
} block;

/* The rows of one set as they are stored, without those of its base. */
typedef struct {
    int64_t set; /* 0: none is loaded */
    vw_arena *arena;
    VW_VEC(block *) blocks;
    size_t count;
    VW_VEC(uint32_t) exceptions; /* of those that are excepted */
    size_t next, next_exception;
    bool odd; /* a row is none that this program writes */
} stored;

struct vw_outcome_reader {
    vw_dossier *dossier;
    vw_arena *arena;
    vw_hasher *hasher;
    vw_stmt *head;
    VW_VEC(stored *) loaded;  /* what is read twice need not be read twice */
    vw_arena *text_arena;     /* the text of the set at hand */
    vw_outcome_text text;     /* NULL: it has none */
    vw_outcome_cursor cursor; /* in it, when it is read */
    bool see_rows, from_text;
    stored *parts[PARTS];     /* those of the set at hand; NULL: none */
    vw_outcome_row at[PARTS]; /* stands ready */
    bool ready[PARTS];
    int64_t base, count; /* of the set at hand */
    char sha256[65];
    bool there;
    bool plain; /* no difference seen so far repeats its base or takes away what is not there */
    VW_VEC(int64_t) intact; /* in rising order */
};

static void free_loaded(void *reader)
{
    vw_outcome_reader *r = reader;
    for (size_t i = 0; i < r->loaded.count; i++) {
        vw_arena_free(r->loaded.items[i]->arena);
    }
    vw_arena_free(r->text_arena);
}

vw_status vw_outcome_reader_new(vw_outcome_reader **out, vw_dossier *dossier, vw_arena *arena,
                                vw_diags *diags)
{
    vw_outcome_reader *r = VW_NEW(arena, vw_outcome_reader);
    vw_db *db = vw_dossier_db(dossier);
    *r = (vw_outcome_reader){.dossier = dossier,
                             .arena = arena,
                             .text_arena = vw_arena_new(),
                             .hasher = vw_hasher_new(arena)};
    vw_arena_on_free(arena, free_loaded, r);
    vw_status status =
        vw_stmt_new(&r->head, db, arena, diags,
                    "SELECT coalesce(base_id, 0), count, sha256, outcomes FROM outcome_set "
                    "WHERE id = ?1");
    *out = status == VW_OK ? r : NULL;
    return status;
}

void vw_outcome_reader_see_rows(vw_outcome_reader *r)
{
    r->see_rows = true;
    r->intact.count = 0;
}

/* ---- rows into memory ---- */

typedef struct {
    stored *into;
    int64_t subjects[VW_TAKE_ROWS], outcomes[VW_TAKE_ROWS];
    uint32_t exceptions[VW_TAKE_ROWS];
} loading;

static void load_batch(void *what, size_t rows)
{
    loading *l = what;
    stored *s = l->into;
    block *b = vw_alloc(s->arena, sizeof *b);
    memcpy(b->subjects, l->subjects, rows * sizeof *b->subjects);
    for (size_t i = 0; i < rows; i++) {
        bool known = l->outcomes[i] >= VW_FAIL && l->outcomes[i] <= VW_EXCEPTED &&
                     (l->outcomes[i] == VW_EXCEPTED) == (l->exceptions[i] != 0);
        s->odd = s->odd || !known;
        b->outcomes[i] = known ? (uint8_t)l->outcomes[i] : VW_UNKNOWN;
        if (b->outcomes[i] == VW_EXCEPTED) {
            VW_PUSH(s->arena, s->exceptions, l->exceptions[i]);
        }
    }
    VW_PUSH(s->arena, s->blocks, b);
    s->count += rows;
}

/* Row by row this takes twice as long, and it is most of an evaluation after which little changed.
 * They come in the order of the key, by which the table is kept; an order that were asked for would
 * cost a copy of each row. In another one they would not have the hash of their set. */
static vw_status load(stored *into, vw_outcome_reader *r, vw_diags *diags, int64_t set)
{
    vw_arena *scratch = vw_arena_new();
    loading *l = VW_NEW(scratch, loading);
    vw_take_column columns[] = {
        {.sql = "subject", .type = VW_TAKE_NUMBER, .into = l->subjects},
        {.sql = "outcome", .type = VW_TAKE_NUMBER, .into = l->outcomes},
        {.sql = "exception", .type = VW_TAKE_SUBJECT, .into = l->exceptions}};
    vw_taking taking = {.columns = columns,
                        .count = sizeof columns / sizeof *columns,
                        .from =
                            vw_printf(scratch, "outcome_row WHERE set_id = %lld", (long long)set),
                        .batch = load_batch,
                        .what = l};
    l->into = into;
    vw_status status = vw_db_take(vw_dossier_db(r->dossier), diags, &taking);
    into->set = status == VW_OK ? set : 0;
    for (size_t i = 0; i < taking.count; i++) {
        into->odd = into->odd || columns[i].odd;
    }
    vw_arena_free(scratch);
    return status;
}

static stored *find_loaded(const vw_outcome_reader *r, int64_t set)
{
    for (size_t i = 0; i < r->loaded.count; i++) {
        if (r->loaded.items[i]->set == set) {
            return r->loaded.items[i];
        }
    }
    return NULL;
}

/* Lets go of all but [keep], when they are too many. */
static void make_room(vw_outcome_reader *r, const stored *keep)
{
    size_t rows = 0, kept = 0;
    for (size_t i = 0; i < r->loaded.count; i++) {
        rows += r->loaded.items[i]->blocks.count * VW_TAKE_ROWS;
    }
    for (size_t i = 0; i < r->loaded.count; i++) {
        stored *at = r->loaded.items[i];
        if (rows <= ROWS_HELD || at == keep) {
            r->loaded.items[kept++] = at;
        } else {
            vw_arena_free(at->arena);
        }
    }
    r->loaded.count = kept;
}

static vw_status load_part(vw_outcome_reader *r, vw_diags *diags, int part, int64_t set,
                           const stored *other)
{
    vw_status status = VW_OK;
    stored *place = find_loaded(r, set);
    if (place == NULL) {
        make_room(r, other);
        vw_arena *arena = vw_arena_new();
        place = VW_NEW(arena, stored);
        place->arena = arena;
        VW_PUSH(r->arena, r->loaded, place);
        status = load(place, r, diags, set);
    }
    r->parts[part] = place;
    place->next = place->next_exception = 0;
    r->plain = r->plain && !place->odd;
    return status;
}

void vw_outcomes_close(vw_outcome_reader *r)
{
    for (int i = 0; i < PARTS; i++) {
        r->parts[i] = NULL;
        r->ready[i] = false;
    }
}

static void advance(vw_outcome_reader *r, int part)
{
    stored *s = r->parts[part];
    r->ready[part] = s->next < s->count;
    if (r->ready[part]) {
        const block *b = s->blocks.items[s->next / VW_TAKE_ROWS];
        vw_outcome outcome = (vw_outcome)b->outcomes[s->next % VW_TAKE_ROWS];
        r->at[part] = (vw_outcome_row){
            .subject = b->subjects[s->next % VW_TAKE_ROWS],
            .outcome = outcome,
            .exception = outcome == VW_EXCEPTED ? s->exceptions.items[s->next_exception++] : 0};
        s->next++;
    }
}

/* What the set says of itself, its text included. */
static vw_status open_head(vw_outcome_reader *r, vw_diags *diags, int64_t set)
{
    vw_outcomes_close(r);
    r->base = r->count = 0;
    r->sha256[0] = '\0';
    r->plain = true;
    r->from_text = false;
    r->text = (vw_outcome_text){0};
    vw_arena_reset(r->text_arena);
    vw_stmt_bind_int(r->head, 1, set);
    vw_status status = vw_stmt_step(r->head, diags, &r->there);
    if (status == VW_OK && r->there) {
        const char *hex = vw_stmt_text(r->head, 2);
        r->base = vw_stmt_int(r->head, 0);
        r->count = vw_stmt_int(r->head, 1);
        strncpy(r->sha256, hex != NULL ? hex : "", sizeof r->sha256 - 1);
    }
    if (status == VW_OK && r->there && !vw_stmt_is_null(r->head, 3)) {
        const void *bytes = vw_stmt_blob(r->head, 3, &r->text.length);
        r->text.bytes = (const unsigned char *)vw_strndup(r->text_arena, bytes != NULL ? bytes : "",
                                                          r->text.length);
    }
    vw_stmt_reset(r->head);
    return status;
}

static vw_outcome_cursor start_of(const vw_outcome_text *text)
{
    return (vw_outcome_cursor){.at = text->bytes, .end = text->bytes + text->length};
}

static vw_status open_rows(vw_outcome_reader *r, vw_diags *diags, int64_t set)
{
    vw_status status = VW_OK;
    if (r->there) {
        status = load_part(r, diags, OWN, set, NULL);
        if (status == VW_OK) {
            advance(r, OWN);
        }
    }
    if (status == VW_OK && r->base != 0) {
        status = load_part(r, diags, BASE, r->base, r->parts[OWN]);
        if (status == VW_OK) {
            advance(r, BASE);
        }
    }
    return status;
}

vw_status vw_outcomes_open(vw_outcome_reader *r, vw_diags *diags, int64_t set)
{
    vw_status status = open_head(r, diags, set);
    r->from_text = status == VW_OK && r->text.bytes != NULL && !r->see_rows;
    if (r->from_text) {
        r->cursor = start_of(&r->text);
        return VW_OK;
    }
    return status == VW_OK ? open_rows(r, diags, set) : status;
}

static bool same(const vw_outcome_row *a, const vw_outcome_row *b)
{
    return a->subject == b->subject && a->outcome == b->outcome && a->exception == b->exception;
}

/* Takes the next of either part; of both, what the set itself says. */
static void take(vw_outcome_row *out, vw_outcome_reader *r)
{
    bool own = r->ready[OWN] && (!r->ready[BASE] || r->at[OWN].subject <= r->at[BASE].subject);
    bool both = own && r->ready[BASE] && r->at[OWN].subject == r->at[BASE].subject;
    *out = own ? r->at[OWN] : r->at[BASE];
    r->plain = r->plain &&
               (own && out->outcome == VW_PASS ? both : !both || !same(&r->at[OWN], &r->at[BASE]));
    if (own) {
        advance(r, OWN);
    }
    if (both || !own) {
        advance(r, BASE);
    }
}

bool vw_outcomes_next(vw_outcome_row *out, vw_outcome_reader *r)
{
    if (r->from_text) {
        return vw_outcomes_read(out, &r->cursor);
    }
    while (r->ready[OWN] || r->ready[BASE]) {
        take(out, r);
        if (out->outcome != VW_PASS) {
            return true;
        }
    }
    return false;
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

static bool has_hash(const vw_outcome_reader *r, const vw_digest *digest)
{
    char hex[65];
    vw_digest_hex(hex, digest);
    return strcmp(hex, r->sha256) == 0;
}

static bool text_is_right(const vw_outcome_reader *r)
{
    vw_digest digest = vw_hash(r->text.bytes, r->text.length);
    return has_hash(r, &digest);
}

/* Are the rows that were opened what the text says? */
static bool rows_are_the_text(vw_outcome_reader *r)
{
    vw_outcome_cursor cursor = start_of(&r->text);
    vw_outcome_row row, said;
    int64_t count = 0;
    bool more, agree = true;
    do {
        more = vw_outcomes_next(&row, r);
        bool says = vw_outcomes_read(&said, &cursor);
        agree = more == says && (!more || same(&row, &said));
        count += more;
    } while (more && agree);
    return agree && !cursor.odd && r->plain && count == r->count;
}

/* The same of a set without a text, whose hash is over its rows. */
static bool rows_are_right(vw_outcome_reader *r)
{
    vw_outcome_row rows[HASHED_AT_ONCE];
    size_t some = 0;
    int64_t count = 0;
    vw_hasher_start(r->hasher);
    while (vw_outcomes_next(&rows[some], r)) {
        count++;
        if (++some == HASHED_AT_ONCE) {
            vw_outcomes_hash(r->hasher, rows, some);
            some = 0;
        }
    }
    vw_outcomes_hash(r->hasher, rows, some);
    vw_digest digest = vw_hasher_end(r->hasher);
    return r->plain && count == r->count && has_hash(r, &digest);
}

vw_status vw_outcomes_intact(bool *intact, vw_outcome_reader *r, vw_diags *diags, int64_t set)
{
    *intact = is_remembered(r, set);
    if (*intact) {
        return VW_OK;
    }
    vw_status status = open_head(r, diags, set);
    bool text = status == VW_OK && r->text.bytes != NULL, rows = !text || r->see_rows;
    if (status == VW_OK && rows) {
        status = open_rows(r, diags, set);
    }
    *intact = status == VW_OK && r->there && (!text || text_is_right(r)) &&
              (!rows || (text ? rows_are_the_text(r) : rows_are_right(r)));
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
        const char *said = vw_stmt_text(stmt, 0);
        *intact = said != NULL && strcmp(hex, said) == 0 && out->count == vw_subjects_counted(out);
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
        vw_outcome_reader_see_rows(reader);
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

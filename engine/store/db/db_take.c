/* SPDX-License-Identifier: EUPL-1.2 */
/* An aggregate function that puts its arguments into arrays. SQLite hands them over without a row
 * of results, and without asking for each value whether the statement may be used. */
#include "store/take.h"

#include "store/db/db_bulk.h"
#include "store/db/db_sqlite.h"

#include <math.h>
#include <string.h>

#define TAKE_NAME "vw_take"
/* Whole numbers beyond this are not all held by a double. */
#define WHOLE_MAX ((int64_t)1 << 53)

/* ---- words --------------------------------------------------------------------------------- */

enum { WORDS_MAX = 4096, SLOTS = 4 * WORDS_MAX };

typedef struct {
    const char *text;
    size_t length;
} word;

struct vw_words {
    vw_arena *arena;
    uint16_t slots[SLOTS]; /* 0: free */
    word words[WORDS_MAX + 1];
    uint16_t count;
};

vw_words *vw_words_new(vw_arena *arena)
{
    vw_words *words = VW_NEW(arena, vw_words);
    words->arena = arena;
    return words;
}

static size_t slot_of(const char *text, size_t length)
{
    uint64_t hash = length;
    uint64_t part = 0;
    while (length >= sizeof part) {
        memcpy(&part, text, sizeof part);
        hash = (hash ^ part) * 0x9E3779B97F4A7C15ull;
        hash ^= hash >> 29;
        text += sizeof part;
        length -= sizeof part;
    }
    part = 0;
    memcpy(&part, text, length);
    hash = (hash ^ part) * 0x9E3779B97F4A7C15ull;
    return (size_t)(hash >> 32) % SLOTS;
}

uint16_t vw_words_code(vw_words *words, const char *text, size_t length)
{
    size_t slot = slot_of(text, length);
    for (; words->slots[slot] != 0; slot = (slot + 1) % SLOTS) {
        const word *at = &words->words[words->slots[slot]];
        if (at->length == length && memcmp(at->text, text, length) == 0) {
            return words->slots[slot];
        }
    }
    if (words->count == WORDS_MAX) {
        return 0;
    }
    uint16_t code = ++words->count;
    words->words[code] = (word){vw_strndup(words->arena, text, length), length};
    words->slots[slot] = code;
    return code;
}

/* ---- values -------------------------------------------------------------------------------- */

size_t vw_take_bytes(vw_take_type type)
{
    static const size_t bytes[] = {
        [VW_TAKE_NUMBER] = sizeof(int64_t),   [VW_TAKE_TRUTH] = sizeof(uint8_t),
        [VW_TAKE_SUBJECT] = sizeof(uint32_t), [VW_TAKE_DAY] = sizeof(vw_date),
        [VW_TAKE_SECOND] = sizeof(int64_t),   [VW_TAKE_REAL] = sizeof(double),
        [VW_TAKE_WORD] = sizeof(uint16_t),
    };
    return bytes[type];
}

typedef struct {
    vw_taking *taking;
    size_t rows;
} taker;

static bool read_number(int64_t *out, sqlite3_value *value)
{
    bool fine = sqlite3_value_type(value) == SQLITE_INTEGER;
    *out = fine ? sqlite3_value_int64(value) : 0;
    return fine;
}

static bool read_truth(uint8_t *out, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    sqlite3_int64 number = type == SQLITE_INTEGER ? sqlite3_value_int64(value) : 0;
    bool fine = type == SQLITE_NULL || (type == SQLITE_INTEGER && (number == 0 || number == 1));
    *out = type == SQLITE_NULL || !fine ? VW_TAKEN_UNKNOWN
           : number == 0                ? VW_TAKEN_NO
                                        : VW_TAKEN_YES;
    return fine;
}

static bool read_subject(uint32_t *out, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    sqlite3_int64 number = type == SQLITE_INTEGER ? sqlite3_value_int64(value) : 0;
    bool fine = number > 0 && number < UINT32_MAX;
    *out = fine ? (uint32_t)number : 0;
    return fine || type == SQLITE_NULL;
}

static bool read_day(vw_date *out, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    *out = VW_DATE_NONE;
    if (type == SQLITE_NULL) {
        return true;
    }
    const char *text = type == SQLITE_TEXT ? (const char *)sqlite3_value_text(value) : NULL;
    return text != NULL && sqlite3_value_bytes(value) == 10 && vw_date_parse(out, text);
}

static bool two_digits(int *out, const char *text, int most)
{
    bool digits = text[0] >= '0' && text[0] <= '9' && text[1] >= '0' && text[1] <= '9';
    *out = (text[0] - '0') * 10 + text[1] - '0';
    return digits && *out <= most;
}

static bool second_of(int64_t *out, const char *text)
{
    char day[11];
    vw_date date;
    int hour, minute, second;
    memcpy(day, text, 10);
    day[10] = '\0';
    if (!vw_date_parse(&date, day) || text[10] != 'T' || !two_digits(&hour, text + 11, 23) ||
        text[13] != ':' || !two_digits(&minute, text + 14, 59) || text[16] != ':' ||
        !two_digits(&second, text + 17, 59) || text[19] != 'Z') {
        return false;
    }
    *out = (((int64_t)date * 24 + hour) * 60 + minute) * 60 + second;
    return true;
}

static bool read_second(int64_t *out, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    *out = VW_TAKEN_NO_SECOND;
    if (type == SQLITE_NULL) {
        return true;
    }
    const char *text = type == SQLITE_TEXT ? (const char *)sqlite3_value_text(value) : NULL;
    return text != NULL && sqlite3_value_bytes(value) == 20 && second_of(out, text);
}

static bool read_real(double *out, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    *out = NAN;
    if (type == SQLITE_FLOAT) {
        *out = sqlite3_value_double(value);
        return true;
    }
    if (type == SQLITE_INTEGER) {
        sqlite3_int64 number = sqlite3_value_int64(value);
        *out = (double)number;
        return number >= -WHOLE_MAX && number <= WHOLE_MAX;
    }
    return type == SQLITE_NULL;
}

static bool read_word(uint16_t *out, vw_words *words, sqlite3_value *value)
{
    int type = sqlite3_value_type(value);
    const char *text = type == SQLITE_TEXT ? (const char *)sqlite3_value_text(value) : NULL;
    *out = text != NULL ? vw_words_code(words, text, (size_t)sqlite3_value_bytes(value)) : 0;
    return *out != 0 || type == SQLITE_NULL;
}

static void take_value(taker *t, vw_take_column *column, sqlite3_value *value)
{
    bool fine = false;
    switch (column->type) {
    case VW_TAKE_NUMBER:
        fine = read_number((int64_t *)column->into + t->rows, value);
        break;
    case VW_TAKE_TRUTH:
        fine = read_truth((uint8_t *)column->into + t->rows, value);
        break;
    case VW_TAKE_SUBJECT:
        fine = read_subject((uint32_t *)column->into + t->rows, value);
        break;
    case VW_TAKE_DAY:
        fine = read_day((vw_date *)column->into + t->rows, value);
        break;
    case VW_TAKE_SECOND:
        fine = read_second((int64_t *)column->into + t->rows, value);
        break;
    case VW_TAKE_REAL:
        fine = read_real((double *)column->into + t->rows, value);
        break;
    case VW_TAKE_WORD:
        fine = read_word((uint16_t *)column->into + t->rows, t->taking->words, value);
        break;
    }
    column->odd = column->odd || !fine;
}

/* ---- the function -------------------------------------------------------------------------- */

static void hand_over(taker *t)
{
    if (t->rows > 0) {
        t->taking->batch(t->taking->what, t->rows);
        t->rows = 0;
    }
}

static void take_row(sqlite3_context *context, int count, sqlite3_value **values)
{
    const vw_db *db = sqlite3_user_data(context);
    taker *t = db->taker;
    if (t == NULL || (size_t)count != t->taking->count) {
        return; /* called by somebody else's SQL */
    }
    for (int i = 0; i < count; i++) {
        take_value(t, &t->taking->columns[i], values[i]);
    }
    if (++t->rows == VW_TAKE_ROWS) {
        hand_over(t);
    }
}

static void end_taking(sqlite3_context *context)
{
    sqlite3_result_null(context);
}

static vw_status offer(vw_db *db, vw_diags *diags)
{
    if (db->offers_take) {
        return VW_OK;
    }
    int code =
        sqlite3_create_function_v2(db->handle, TAKE_NAME, -1, SQLITE_UTF8 | SQLITE_DIRECTONLY, db,
                                   NULL, take_row, end_taking, NULL);
    db->offers_take = code == SQLITE_OK;
    return code == SQLITE_OK ? VW_OK : vw_db__fail(db, diags, code);
}

static vw_status run_given(vw_db *db, vw_diags *diags, vw_stmt **stmt, vw_arena *scratch,
                           const char *sql, taker *t)
{
    vw_status status = vw_stmt_new(stmt, db, scratch, diags, sql);
    if (status == VW_OK) {
        db->taker = t;
        status = vw_stmt_run(*stmt, diags);
        db->taker = NULL;
    }
    vw_stmt_free(*stmt);
    return status;
}

/* The numbers as a table, while the statement runs. */
static vw_status run_with_given(vw_db *db, vw_diags *diags, vw_arena *scratch, const char *sql,
                                taker *t)
{
    size_t count = t->taking->given_count;
    vw_datum *items = VW_NEW_ARRAY(scratch, count, vw_datum);
    vw_stmt *stmt = NULL;
    for (size_t i = 0; i < count; i++) {
        items[i] = (vw_datum){.value.integer = t->taking->given[i], .type = VW_SQL_INTEGER};
    }
    const vw_feed feed = {.items = items, .rows = count, .columns = 1};
    vw_status status = vw_db__feed(db, diags, "vw_given", &feed);
    if (status == VW_OK) {
        status = run_given(db, diags, &stmt, scratch, sql, t);
        vw_db__unfeed(db, "vw_given");
    }
    return status;
}

vw_status vw_db_take(vw_db *db, vw_diags *diags, vw_taking *taking)
{
    vw_arena *scratch = vw_arena_new();
    vw_buf sql = {.arena = scratch};
    taker t = {.taking = taking};
    vw_stmt *stmt = NULL;
    vw_buf_add(&sql, "SELECT " TAKE_NAME "(");
    for (size_t i = 0; i < taking->count; i++) {
        vw_buf_addf(&sql, "%s%s", i > 0 ? ", " : "", taking->columns[i].sql);
    }
    vw_buf_addf(&sql, ") FROM %s", taking->from);
    vw_status status = offer(db, diags);
    if (status == VW_OK && taking->given != NULL) {
        status = run_with_given(db, diags, scratch, vw_buf_text(&sql), &t);
    } else if (status == VW_OK) {
        status = run_given(db, diags, &stmt, scratch, vw_buf_text(&sql), &t);
    }
    if (status == VW_OK) {
        hand_over(&t);
    }
    vw_arena_free(scratch);
    return status;
}

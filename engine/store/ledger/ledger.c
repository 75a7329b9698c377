/* SPDX-License-Identifier: EUPL-1.2 */
/* Writes and reads the ledger. */
#include "store/ledger.h"
#include "base/user.h"

#include <ctype.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char before_the_first[65] =
    "0000000000000000000000000000000000000000000000000000000000000000";

static const char *const names[] = {
    [VW_ENTRY_CREATION] = "creation",     [VW_ENTRY_IMPORT] = "import",
    [VW_ENTRY_EVALUATION] = "evaluation", [VW_ENTRY_TIMESTAMP] = "timestamp",
    [VW_ENTRY_JUDGEMENT] = "judgement",   [VW_ENTRY_SIGN_OFF] = "sign_off"};

#define SELECT_ENTRIES                                                                             \
    "SELECT seq, entered_at, entered_by, what, number, content_sha256, previous_sha256, "          \
    "entry_sha256 FROM ledger "

static vw_entry_what what_of(const char *name)
{
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strcmp(names[i], name) == 0) {
            return (vw_entry_what)i;
        }
    }
    return VW_ENTRY_OTHER;
}

void vw_ledger_hash(char hex[65], vw_hasher *hasher, const vw_ledger_entry *entry)
{
    char seq[24], number[24];
    snprintf(seq, sizeof seq, "%" PRId64, entry->seq);
    snprintf(number, sizeof number, "%" PRId64, entry->number);
    const char *const texts[] = {
        seq,    entry->entered_at,     entry->entered_by,     entry->what_name,
        number, entry->content_sha256, entry->previous_sha256};
    vw_hasher_start(hasher);
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
        vw_hasher_add_text(hasher, texts[i]);
    }
    vw_digest digest = vw_hasher_end(hasher);
    vw_digest_hex(hex, &digest);
}

/* A text that hides something behind a NUL is none that was written. */
static const char *text_of(const vw_stmt *stmt, int column, vw_arena *arena)
{
    size_t length = 0;
    (void)vw_stmt_blob(stmt, column, &length);
    const char *text = vw_stmt_text(stmt, column);
    return vw_strdup(arena, text != NULL && strlen(text) == length ? text : "");
}

static vw_ledger_entry read_entry(const vw_stmt *stmt, vw_arena *arena)
{
    vw_ledger_entry entry = {.seq = vw_stmt_int(stmt, 0),
                             .entered_at = text_of(stmt, 1, arena),
                             .entered_by = text_of(stmt, 2, arena),
                             .what_name = text_of(stmt, 3, arena),
                             .number = vw_stmt_int(stmt, 4),
                             .content_sha256 = text_of(stmt, 5, arena),
                             .previous_sha256 = text_of(stmt, 6, arena),
                             .entry_sha256 = text_of(stmt, 7, arena)};
    entry.what = what_of(entry.what_name);
    return entry;
}

/* [value], unless NULL, is the statement's parameter. */
static vw_status read_one(vw_ledger_entry *out, vw_db *db, vw_arena *arena, vw_diags *diags,
                          const char *sql, const char *value)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    *out = (vw_ledger_entry){.entry_sha256 = before_the_first};
    vw_status status = vw_stmt_new(&stmt, db, arena, diags, sql);
    if (status != VW_OK) {
        return status;
    }
    if (value != NULL) {
        vw_stmt_bind_text(stmt, 1, value);
    }
    status = vw_stmt_step(stmt, diags, &row);
    if (status == VW_OK && row) {
        *out = read_entry(stmt, arena);
    }
    vw_stmt_free(stmt);
    return status;
}

static vw_status read_head(vw_ledger_entry *out, vw_db *db, vw_arena *arena, vw_diags *diags)
{
    return read_one(out, db, arena, diags, SELECT_ENTRIES "ORDER BY seq DESC LIMIT 1", NULL);
}

vw_status vw_ledger_head(vw_ledger_entry *out, vw_dossier *dossier, vw_arena *arena,
                         vw_diags *diags)
{
    return read_head(out, vw_dossier_db(dossier), arena, diags);
}

vw_status vw_ledger_find(vw_ledger_entry *out, vw_dossier *dossier, vw_arena *arena,
                         vw_diags *diags, const char *entry_sha256)
{
    return read_one(out, vw_dossier_db(dossier), arena, diags,
                    SELECT_ENTRIES "WHERE entry_sha256 = ?1", entry_sha256);
}

static vw_status insert(vw_db *db, vw_arena *arena, vw_diags *diags, const vw_ledger_entry *entry)
{
    vw_stmt *stmt = NULL;
    vw_status status = vw_stmt_new(&stmt, db, arena, diags,
                                   "INSERT INTO ledger (seq, entered_at, entered_by, what, number, "
                                   "content_sha256, previous_sha256, entry_sha256) "
                                   "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)");
    if (status != VW_OK) {
        return status;
    }
    vw_stmt_bind_int(stmt, 1, entry->seq);
    vw_stmt_bind_text(stmt, 2, entry->entered_at);
    vw_stmt_bind_text(stmt, 3, entry->entered_by);
    vw_stmt_bind_text(stmt, 4, entry->what_name);
    vw_stmt_bind_int(stmt, 5, entry->number);
    vw_stmt_bind_text(stmt, 6, entry->content_sha256);
    vw_stmt_bind_text(stmt, 7, entry->previous_sha256);
    vw_stmt_bind_text(stmt, 8, entry->entry_sha256);
    status = vw_stmt_run(stmt, diags);
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_ledger_add(vw_db *db, vw_diags *diags, vw_entry_what what, int64_t number,
                        const char *content_sha256)
{
    vw_arena *scratch = vw_arena_new();
    vw_ledger_entry head;
    char now[21], hex[65];
    vw_status status = read_head(&head, db, scratch, diags);
    if (status == VW_OK) {
        vw_instant_format(now, vw_clock_now());
        vw_ledger_entry entry = {.seq = head.seq + 1,
                                 .entered_at = now,
                                 .entered_by = vw_user_name(scratch),
                                 .what = what,
                                 .what_name = names[what],
                                 .number = number,
                                 .content_sha256 = content_sha256,
                                 .previous_sha256 = head.entry_sha256,
                                 .entry_sha256 = hex};
        vw_ledger_hash(hex, vw_hasher_new(scratch), &entry);
        status = insert(db, scratch, diags, &entry);
    }
    vw_arena_free(scratch);
    return status;
}

vw_status vw_ledger_each(vw_dossier *dossier, vw_diags *diags,
                         vw_status (*fn)(void *what, const vw_ledger_entry *entry), void *what)
{
    vw_arena *kept = vw_arena_new();
    vw_arena *scratch = vw_arena_new();
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status =
        vw_stmt_new(&stmt, vw_dossier_db(dossier), kept, diags, SELECT_ENTRIES "ORDER BY seq");
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        vw_ledger_entry entry = read_entry(stmt, scratch);
        status = fn(what, &entry);
        vw_arena_reset(scratch);
    }
    vw_arena_free(scratch);
    vw_arena_free(kept);
    return status;
}

bool vw_ledger_anchor_parse(vw_ledger_anchor *out, const char *text)
{
    *out = (vw_ledger_anchor){0};
    if (strchr(text, ':') != NULL) {
        char *end = NULL;
        out->seq = isdigit((unsigned char)*text) ? strtoll(text, &end, 10) : 0;
        if (out->seq <= 0 || *end != ':') {
            return false;
        }
        text = end + 1;
    }
    if (strspn(text, "0123456789abcdefABCDEF") != 64 || (text[64] != '\0' && text[64] != ' ')) {
        return false;
    }
    for (int i = 0; i < 64; i++) {
        out->sha256[i] = (char)tolower((unsigned char)text[i]);
    }
    return true;
}

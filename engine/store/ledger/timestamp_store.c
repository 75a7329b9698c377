/* SPDX-License-Identifier: EUPL-1.2 */
/* Time stamps in the dossier: kept with the authority's own bytes, and read again to verify. */
#include "store/timestamp.h"

#include <inttypes.h>
#include <string.h>

#define COLUMNS "id, taken_at, ledger_seq, imprint_sha256, gen_time, authority"
enum { AT_ID, AT_TAKEN, AT_SEQ, AT_IMPRINT, AT_TIME, AT_AUTHORITY, AT_REPLY };

static void hash_content(char hex[65], vw_arena *arena, const char *const texts[AT_REPLY],
                         vw_der reply)
{
    char of_reply[65];
    vw_hasher *hasher = vw_hasher_new(arena);
    vw_digest digest = vw_hash(reply.bytes, reply.length);
    vw_digest_hex(of_reply, &digest);
    vw_hasher_start(hasher);
    for (int i = 0; i < AT_REPLY; i++) {
        vw_hasher_add_text(hasher, texts[i]);
    }
    vw_hasher_add_text(hasher, of_reply);
    digest = vw_hasher_end(hasher);
    vw_digest_hex(hex, &digest);
}

/* L026 when the same reply is there. */
static vw_status refuse_again(vw_db *db, vw_arena *arena, vw_diags *diags,
                              const vw_timestamp *timestamp, vw_der reply)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    vw_status status =
        vw_stmt_new(&stmt, db, arena, diags,
                    "SELECT id FROM timestamp WHERE imprint_sha256 = ?1 AND reply = ?2");
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, timestamp->imprint_sha256);
        vw_stmt_bind_blob(stmt, 2, reply.bytes, reply.length);
        status = vw_stmt_step(stmt, diags, &row);
    }
    if (status == VW_OK && row) {
        VW_DIAG(diags, L026, (vw_place){0}, vw_printf(arena, "%" PRId64, vw_stmt_int(stmt, 0)));
        status = VW_ERR_INPUT;
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_timestamp_store(vw_timestamp *timestamp, vw_dossier *dossier, vw_diags *diags,
                             vw_der reply)
{
    vw_arena *scratch = vw_arena_new();
    vw_db *db = vw_dossier_db(dossier);
    vw_stmt *stmt = NULL;
    char now[21], hex[65];
    vw_instant_format(now, vw_clock_now());
    vw_status status = refuse_again(db, scratch, diags, timestamp, reply);
    if (status == VW_OK) {
        status = vw_stmt_new(&stmt, db, scratch, diags,
                             "INSERT INTO timestamp (taken_at, ledger_seq, imprint_sha256, "
                             "gen_time, authority, reply) VALUES (?1, ?2, ?3, ?4, ?5, ?6)");
    }
    if (status == VW_OK) {
        vw_stmt_bind_text(stmt, 1, now);
        vw_stmt_bind_int(stmt, 2, timestamp->ledger_seq);
        vw_stmt_bind_text(stmt, 3, timestamp->imprint_sha256);
        vw_stmt_bind_text(stmt, 4, timestamp->gen_time);
        vw_stmt_bind_text(stmt, 5, timestamp->authority);
        vw_stmt_bind_blob(stmt, 6, reply.bytes, reply.length);
        status = vw_stmt_run(stmt, diags);
    }
    if (status == VW_OK) {
        timestamp->id = vw_db_last_id(db);
        const char *const texts[AT_REPLY] = {
            [AT_ID] = vw_printf(scratch, "%" PRId64, timestamp->id),
            [AT_TAKEN] = now,
            [AT_SEQ] = vw_printf(scratch, "%" PRId64, timestamp->ledger_seq),
            [AT_IMPRINT] = timestamp->imprint_sha256,
            [AT_TIME] = timestamp->gen_time,
            [AT_AUTHORITY] = timestamp->authority};
        hash_content(hex, scratch, texts, reply);
        status = vw_ledger_add(db, diags, VW_ENTRY_TIMESTAMP, timestamp->id, hex);
    }
    vw_arena_free(scratch);
    return status;
}

vw_status vw_timestamp__content(const char **hash, vw_dossier *dossier, vw_arena *arena,
                                vw_diags *diags, int64_t id)
{
    vw_stmt *stmt = NULL;
    bool row = false;
    *hash = NULL;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), arena, diags,
                                   "SELECT " COLUMNS ", reply FROM timestamp WHERE id = ?1");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, id);
        status = vw_stmt_step(stmt, diags, &row);
    }
    if (status == VW_OK && row) {
        const char *texts[AT_REPLY];
        char *hex = vw_alloc(arena, 65);
        vw_der reply = {0};
        for (int i = 0; i < AT_REPLY; i++) {
            texts[i] = vw_stmt_text(stmt, i);
        }
        reply.bytes = vw_stmt_blob(stmt, AT_REPLY, &reply.length);
        hash_content(hex, arena, texts, reply);
        *hash = hex;
    }
    vw_stmt_free(stmt);
    return status;
}

static bool agrees(const vw_stmt *stmt, const vw_timestamp *read)
{
    const char *imprint = vw_stmt_text(stmt, AT_IMPRINT);
    const char *time = vw_stmt_text(stmt, AT_TIME);
    const char *authority = vw_stmt_text(stmt, AT_AUTHORITY);
    return vw_stmt_int(stmt, AT_SEQ) == read->ledger_seq &&
           strcmp(imprint, read->imprint_sha256) == 0 && strcmp(time, read->gen_time) == 0 &&
           strcmp(authority, read->authority) == 0;
}

static vw_status verify_one(vw_timestamp_check *out, vw_dossier *dossier, const vw_stmt *stmt,
                            vw_diags *diags, const char *authorities)
{
    vw_arena *scratch = vw_arena_new();
    vw_place place = {.file = vw_dossier_path(dossier)};
    const char *id = vw_printf(scratch, "%" PRId64, vw_stmt_int(stmt, AT_ID));
    vw_timestamp read;
    vw_der reply = {0};
    reply.bytes = vw_stmt_blob(stmt, AT_REPLY, &reply.length);
    vw_status status = vw_timestamp_read(&read, dossier, scratch, diags, place, reply, authorities);
    out->timestamps++;
    if (status == VW_ERR_INPUT) {
        out->intact = false;
        VW_DIAG(diags, L030, place, id);
        status = VW_OK;
    } else if (status == VW_OK && !agrees(stmt, &read)) {
        out->intact = false;
        VW_DIAG(diags, L034, place, id);
    }
    vw_arena_free(scratch);
    return status;
}

vw_status vw_timestamps_verify(vw_timestamp_check *out, vw_dossier *dossier, vw_diags *diags,
                               const char *authorities)
{
    *out = (vw_timestamp_check){.intact = true};
    vw_arena *scratch = vw_arena_new();
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(&stmt, vw_dossier_db(dossier), scratch, diags,
                                   "SELECT " COLUMNS ", reply FROM timestamp ORDER BY id");
    while (status == VW_OK && (status = vw_stmt_step(stmt, diags, &row)) == VW_OK && row) {
        status = verify_one(out, dossier, stmt, diags, authorities);
    }
    vw_arena_free(scratch);
    return status;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "eval/result_hash.h"

#include "store/db.h"
#include "store/ledger.h"

/* A sign-off is given on the result: it is no part of what the result rests on, or it would end
 * itself at the next evaluation. What a test finds in sign-offs is in the hash by its outcomes. */
static vw_status add_imports(vw_result_hash *hash, vw_dossier *dossier, int64_t mark,
                             vw_arena *arena, vw_diags *diags)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status = vw_stmt_new(
        &stmt, vw_dossier_db(dossier), arena, diags,
        "SELECT head_sha256 FROM import WHERE id <= ?1 AND importer <> '" VW_SIGN_OFF_IMPORTER
        "' ORDER BY id");
    if (status == VW_OK) {
        vw_stmt_bind_int(stmt, 1, mark);
    }
    while (status == VW_OK && row) {
        status = vw_stmt_step(stmt, diags, &row);
        if (status == VW_OK && row) {
            vw_hasher_add_text(hash->hasher, vw_stmt_text(stmt, 0));
        }
    }
    vw_stmt_free(stmt);
    return status;
}

vw_status vw_result_hash_begin(vw_result_hash *hash, vw_dossier *dossier, const vw_plan *plan,
                               const vw_rule_frame *frame, vw_arena *arena, vw_diags *diags)
{
    const vw_date dates[] = {frame->as_of, frame->period_from, frame->period_until};
    char facts[65];
    bool intact;
    vw_status status = vw_dossier_facts_hash(facts, &intact, dossier, diags);
    hash->hasher = vw_hasher_new(arena);
    vw_hasher_start(hash->hasher);
    vw_hasher_add_text(hash->hasher, facts);
    for (size_t i = 0; i < sizeof dates / sizeof *dates; i++) {
        char text[11];
        vw_date_format(text, dates[i]);
        vw_hasher_add_text(hash->hasher, text);
    }
    for (size_t i = 0; i < plan->framework_count; i++) {
        vw_hasher_add_text(hash->hasher, plan->frameworks[i]->id);
    }
    return status == VW_OK ? add_imports(hash, dossier, frame->mark, arena, diags) : status;
}

/* Low byte first, so that every machine finds the same hash. */
static void hash_number(vw_hasher *hasher, uint64_t number)
{
    unsigned char bytes[8];
    for (size_t i = 0; i < sizeof bytes; i++) {
        bytes[i] = (unsigned char)(number >> (8 * i) & 0xFFu);
    }
    vw_hasher_add(hasher, bytes, sizeof bytes);
}

void vw_result_hash_finding(vw_result_hash *hash, const vw_finding *finding,
                            const vw_outcomes *outcomes)
{
    uint64_t numbers[] = {
        finding->tally.pass,
        finding->tally.fail,
        finding->tally.unknown,
        finding->tally.excepted,
        (uint64_t)finding->complete,
        (uint64_t)finding->collected,
        (uint64_t)finding->collected_later,
    };
    vw_hasher_add_text(hash->hasher, finding->test);
    vw_hasher_add_text(hash->hasher, finding->measure);
    vw_hasher_add_text(hash->hasher, vw_aspect_name(finding->aspect));
    vw_hasher_add_text(hash->hasher, finding->population);
    vw_hasher_add_text(hash->hasher, vw_result_name(finding->result));
    vw_hasher_add_text(hash->hasher, vw_result_name(finding->strict));
    vw_hasher_add_text(hash->hasher, finding->error);
    for (size_t i = 0; i < sizeof numbers / sizeof *numbers; i++) {
        hash_number(hash->hasher, numbers[i]);
    }
    if (hash->recipe == VW_RECIPE_FIRST) {
        vw_digest none = vw_hash("", 0);
        vw_hasher_add(hash->hasher, outcomes != NULL ? outcomes->list.sha256.bytes : none.bytes,
                      sizeof none.bytes);
    } else {
        vw_hasher_add_text(hash->hasher, finding->outcomes_sha256);
        vw_hasher_add_text(hash->hasher, finding->subjects_sha256);
    }
}

void vw_result_hash_conclusion(vw_result_hash *hash, const vw_conclusion *conclusion)
{
    vw_hasher_add_text(hash->hasher, conclusion->requirement);
    vw_hasher_add_text(hash->hasher, vw_aspect_name(conclusion->aspect));
    vw_hasher_add_text(hash->hasher,
                       conclusion->has_computed ? vw_result_name(conclusion->computed) : NULL);
    vw_hasher_add_text(hash->hasher,
                       conclusion->has_judged ? vw_result_name(conclusion->judged) : NULL);
    vw_hasher_add_text(hash->hasher, vw_result_name(conclusion->result));
    vw_hasher_add_text(hash->hasher, conclusion->judged_by);
    vw_hasher_add_text(hash->hasher, conclusion->reason);
}

void vw_result_hash_status(vw_result_hash *hash, vw_result result)
{
    vw_hasher_add_text(hash->hasher, vw_result_name(result));
}

void vw_result_hash_end(char hex[65], vw_result_hash *hash)
{
    const vw_digest digest = vw_hasher_end(hash->hasher);
    vw_digest_hex(hex, &digest);
}

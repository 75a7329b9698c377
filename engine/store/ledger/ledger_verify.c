/* SPDX-License-Identifier: EUPL-1.2 */
/* Is the chain whole, is each thing in it still there and the same, and is all that is there in it?
 */
#include "store/ledger.h"
#include "store/timestamp.h"

#include <inttypes.h>
#include <string.h>

/* The things that entries are about, apart from the dossier's own making. */
typedef struct {
    const char *present;   /* SQL: the hash that thing ?1 carries; no row when it is gone */
    const char *unentered; /* SQL: the numbers of things in no entry */
    vw_msg removed, replaced, added;
} thing;

static const thing things[] = {
    [VW_ENTRY_CREATION] = {.present = "SELECT value FROM dossier WHERE name = 'facts_sha256'",
                           .removed = VW_MSG_L012,
                           .replaced = VW_MSG_L012},
    [VW_ENTRY_IMPORT] = {.present = "SELECT head_sha256 FROM import WHERE id = ?1",
                         .unentered = "SELECT id FROM import WHERE id NOT IN (SELECT number FROM "
                                      "ledger WHERE what = 'import') ORDER BY id",
                         .removed = VW_MSG_L004,
                         .replaced = VW_MSG_L005,
                         .added = VW_MSG_L006},
    [VW_ENTRY_EVALUATION] = {.present = "SELECT head_sha256 FROM evaluation WHERE id = ?1",
                             .unentered =
                                 "SELECT id FROM evaluation WHERE id NOT IN (SELECT number "
                                 "FROM ledger WHERE what = 'evaluation') ORDER BY id",
                             .removed = VW_MSG_L007,
                             .replaced = VW_MSG_L008,
                             .added = VW_MSG_L009},
    [VW_ENTRY_TIMESTAMP] = {.unentered = "SELECT id FROM timestamp WHERE id NOT IN (SELECT number "
                                         "FROM ledger WHERE what = 'timestamp') ORDER BY id",
                            .removed = VW_MSG_L031,
                            .replaced = VW_MSG_L032,
                            .added = VW_MSG_L033},
    [VW_ENTRY_JUDGEMENT] = {.present = "SELECT content_sha256 FROM import WHERE id = ?1 AND "
                                       "importer = '" VW_JUDGEMENT_IMPORTER "'",
                            .unentered = "SELECT id FROM import WHERE importer = "
                                         "'" VW_JUDGEMENT_IMPORTER "' AND id NOT IN (SELECT number "
                                         "FROM ledger WHERE what = 'judgement') ORDER BY id",
                            .removed = VW_MSG_E070,
                            .replaced = VW_MSG_E071,
                            .added = VW_MSG_E072},
    [VW_ENTRY_SIGN_OFF] = {.present = "SELECT content_sha256 FROM import WHERE id = ?1 AND "
                                      "importer = '" VW_SIGN_OFF_IMPORTER "'",
                           .unentered = "SELECT id FROM import WHERE importer = "
                                        "'" VW_SIGN_OFF_IMPORTER "' AND id NOT IN (SELECT number "
                                        "FROM ledger WHERE what = 'sign_off') ORDER BY id",
                           .removed = VW_MSG_E110,
                           .replaced = VW_MSG_E111,
                           .added = VW_MSG_E112},
};
enum { THINGS = sizeof things / sizeof *things };

typedef struct {
    vw_ledger_check *out;
    vw_dossier *dossier;
    vw_diags *diags;
    vw_arena *arena;
    vw_place place;
    vw_hasher *hasher;
    const vw_ledger_anchor *anchor;
    bool anchored;
    vw_stmt *present[THINGS];
    int64_t next_seq;
    int64_t last_number[THINGS];
    char previous[65];
} walk;

static const char *number(vw_arena *arena, int64_t value)
{
    return vw_printf(arena, "%" PRId64, value);
}

static void say(walk *w, vw_msg msg, int64_t first, int64_t second)
{
    w->out->intact = false;
    vw_diag_add(w->diags, msg, w->place, number(w->arena, first), number(w->arena, second), NULL,
                NULL);
}

static void check_link(walk *w, const vw_ledger_entry *entry)
{
    char hex[65];
    if (entry->seq > w->next_seq) {
        say(w, VW_MSG_L001, w->next_seq, entry->seq - 1);
    } else if (strcmp(entry->previous_sha256, w->previous) != 0) {
        say(w, VW_MSG_L003, entry->seq, 0);
    }
    vw_ledger_hash(hex, w->hasher, entry);
    if (strcmp(hex, entry->entry_sha256) != 0) {
        say(w, VW_MSG_L002, entry->seq, 0);
    }
    w->next_seq = entry->seq + 1;
    memcpy(w->previous, hex, sizeof w->previous);
    if (w->anchor != NULL && strcmp(hex, w->anchor->sha256) == 0 &&
        (w->anchor->seq == 0 || w->anchor->seq == entry->seq)) {
        w->anchored = true;
    }
}

/* [*hash] is NULL when the thing is gone. */
static vw_status hash_of(const char **hash, walk *w, vw_arena *scratch,
                         const vw_ledger_entry *entry)
{
    *hash = NULL;
    if (entry->what == VW_ENTRY_TIMESTAMP) {
        return vw_timestamp__content(hash, w->dossier, scratch, w->diags, entry->number);
    }
    vw_stmt *stmt = w->present[entry->what];
    bool row = false;
    if (entry->what != VW_ENTRY_CREATION) {
        vw_stmt_bind_int(stmt, 1, entry->number);
    }
    vw_status status = vw_stmt_step(stmt, w->diags, &row);
    if (status == VW_OK && row) {
        const char *text = vw_stmt_text(stmt, 0);
        *hash = vw_strdup(scratch, text != NULL ? text : "");
    }
    vw_stmt_reset(stmt);
    return status;
}

static vw_status check_thing(walk *w, const vw_ledger_entry *entry)
{
    if (entry->what == VW_ENTRY_OTHER) {
        return VW_OK; /* of a newer program; the chain holds it all the same */
    }
    const thing *kind = &things[entry->what];
    vw_arena *scratch = vw_arena_new();
    const char *hash = NULL;
    vw_status status = hash_of(&hash, w, scratch, entry);
    if (status == VW_OK && hash == NULL) {
        say(w, kind->removed, entry->number, entry->seq);
    } else if (status == VW_OK && strcmp(hash, entry->content_sha256) != 0) {
        say(w, kind->replaced, entry->number, entry->seq);
    }
    vw_arena_free(scratch);
    bool begins = entry->what == VW_ENTRY_CREATION;
    if (begins != (entry->seq == 1) || (!begins && entry->number <= w->last_number[entry->what])) {
        say(w, VW_MSG_L013, entry->seq, 0);
    }
    w->last_number[entry->what] = entry->number;
    return status;
}

static vw_status check_entry(void *what, const vw_ledger_entry *entry)
{
    walk *w = what;
    w->out->entries++;
    check_link(w, entry);
    return check_thing(w, entry);
}

static vw_status find_unentered(walk *w, const thing *kind)
{
    vw_stmt *stmt = NULL;
    bool row = true;
    vw_status status =
        vw_stmt_new(&stmt, vw_dossier_db(w->dossier), w->arena, w->diags, kind->unentered);
    while (status == VW_OK && (status = vw_stmt_step(stmt, w->diags, &row)) == VW_OK && row) {
        say(w, kind->added, vw_stmt_int(stmt, 0), 0);
    }
    vw_stmt_free(stmt);
    return status;
}

static void check_ends(walk *w)
{
    if (w->out->entries == 0) {
        say(w, VW_MSG_L014, 0, 0);
    }
    if (w->anchor != NULL && !w->anchored) {
        w->out->intact = false;
        VW_DIAG(w->diags, L010, w->place, w->anchor->sha256,
                number(w->arena, (int64_t)w->out->entries));
    }
}

static vw_status verify(walk *w)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < THINGS && status == VW_OK; i++) {
        if (things[i].present != NULL) {
            status = vw_stmt_new(&w->present[i], vw_dossier_db(w->dossier), w->arena, w->diags,
                                 things[i].present);
        }
    }
    if (status == VW_OK) {
        status = vw_ledger_each(w->dossier, w->diags, check_entry, w);
    }
    for (size_t i = 0; i < THINGS && status == VW_OK; i++) {
        if (things[i].unentered != NULL) {
            status = find_unentered(w, &things[i]);
        }
    }
    if (status == VW_OK) {
        check_ends(w);
    }
    return status;
}

vw_status vw_ledger_verify(vw_ledger_check *out, vw_dossier *dossier, vw_diags *diags,
                           const vw_ledger_anchor *anchor)
{
    *out = (vw_ledger_check){.intact = true};
    vw_arena *scratch = vw_arena_new();
    walk w = {.out = out,
              .dossier = dossier,
              .diags = diags,
              .arena = scratch,
              .place = {.file = vw_dossier_path(dossier)},
              .hasher = vw_hasher_new(scratch),
              .anchor = anchor,
              .next_seq = 1};
    memset(w.previous, '0', 64);
    vw_status status = verify(&w);
    vw_arena_free(scratch);
    return status;
}

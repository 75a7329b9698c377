/* SPDX-License-Identifier: EUPL-1.2 */
/* The ledger: one chain of hashes over all that was ever added to the dossier, in its order.
 *
 * ledger(seq, entered_at, entered_by, what, number, content_sha256, previous_sha256, entry_sha256)
 *
 * seq counts from 1 without gaps. entered_by is the login name of who ran the program.
 * content_sha256 is the hash that the thing itself carries: of an import its head_sha256, of a
 * judgement or a sign-off the content_sha256 of its import, of an evaluation its head_sha256, of
 * the dossier's making its facts_sha256, of a time stamp what store/timestamp.h says.
 * previous_sha256 is the entry_sha256 of the entry before, of the first 64 zeros. entry_sha256
 * (hex) = SHA-256 of T of seq, entered_at, entered_by, what, number, content_sha256 and
 * previous_sha256, where T(x) is a text as vw_hasher_add_text adds it and a number is decimal.
 *
 * A chain proves that what it covers is what it covered when its head was last seen elsewhere. It
 * does not prove that the evidence was true, nor when it was entered, nor that nobody with the file
 * made a whole new chain: for that the head must be known to somebody else (docs/ledger.md). */
#ifndef VW_STORE_LEDGER_H
#define VW_STORE_LEDGER_H

#include "base/hash.h"
#include "store/dossier.h"

typedef enum {
    VW_ENTRY_CREATION,   /* number 0 */
    VW_ENTRY_IMPORT,     /* number: import.id */
    VW_ENTRY_EVALUATION, /* number: evaluation.id */
    VW_ENTRY_TIMESTAMP,  /* number: timestamp.id */
    VW_ENTRY_JUDGEMENT,  /* number: import.id of the one row that was entered as a judgement */
    VW_ENTRY_SIGN_OFF,   /* number: import.id of the one row that was entered as a sign-off */
    VW_ENTRY_OTHER       /* of a newer program; never written */
} vw_entry_what;

typedef struct {
    int64_t seq;
    const char *entered_at; /* instant */
    const char *entered_by;
    vw_entry_what what;
    const char *what_name; /* "import", as stored */
    int64_t number;
    const char *content_sha256, *previous_sha256, *entry_sha256; /* hex */
} vw_ledger_entry;

/* What judges and reviews writes its imports as; each has an entry of its own, behind the import's:
 * that one says what was added, this one that it is what a person judged. */
#define VW_JUDGEMENT_IMPORTER "judge/1"
/* The same of sign-offs. */
#define VW_SIGN_OFF_IMPORTER "signoff/1"

/* Adds an entry in the caller's transaction; all but what is given is filled in. */
VW_MUST_USE vw_status vw_ledger_add(vw_db *db, vw_diags *diags, vw_entry_what what, int64_t number,
                                    const char *content_sha256);
/* The last entry; [out->seq] is 0 when there is none. */
VW_MUST_USE vw_status vw_ledger_head(vw_ledger_entry *out, vw_dossier *dossier, vw_arena *arena,
                                     vw_diags *diags);
/* The entry with this hash (hex), likewise. */
VW_MUST_USE vw_status vw_ledger_find(vw_ledger_entry *out, vw_dossier *dossier, vw_arena *arena,
                                     vw_diags *diags, const char *entry_sha256);
/* In order of seq. An entry lives until [fn] returns; what [fn] returns other than VW_OK ends the
 * walk. */
VW_MUST_USE vw_status vw_ledger_each(vw_dossier *dossier, vw_diags *diags,
                                     vw_status (*fn)(void *what, const vw_ledger_entry *entry),
                                     void *what);
/* entry_sha256 as it must be, from the other columns. */
void vw_ledger_hash(char hex[65], vw_hasher *hasher, const vw_ledger_entry *entry);

/* A head as a person noted it: "HEX" or "SEQ:HEX", in any case of letters;
 * what follows after a blank is not read, so that a whole line of `ledger --head` will do. */
typedef struct {
    int64_t seq; /* 0: not given */
    char sha256[65];
} vw_ledger_anchor;
bool vw_ledger_anchor_parse(vw_ledger_anchor *out, const char *text);

typedef struct {
    uint64_t entries;
    bool intact;
} vw_ledger_check;

/* Walks the chain and compares each entry with what it is about, and what there is with the
 * entries. VW_OK also when something differs; [diags] then names it. [anchor], unless NULL, must be
 * an entry's hash. */
VW_MUST_USE vw_status vw_ledger_verify(vw_ledger_check *out, vw_dossier *dossier, vw_diags *diags,
                                       const vw_ledger_anchor *anchor);

#endif

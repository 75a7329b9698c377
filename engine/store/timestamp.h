/* SPDX-License-Identifier: EUPL-1.2 */
/* Time stamps on the ledger (RFC 3161): an authority signs a hash and the time at which it saw it.
 *
 * timestamp(id, taken_at, ledger_seq, imprint_sha256, gen_time, authority, reply)
 *
 * The imprint is the entry_sha256 of a ledger entry, its 32 bytes as they are: what `openssl ts
 * -query -digest HEX -sha256` makes of its hex. [reply] is the authority's TimeStampResp in DER.
 * gen_time and authority (the name on the certificate, RFC 4514) are read from it. content_sha256
 * in the ledger = SHA-256 of T of id, taken_at, ledger_seq, imprint_sha256, gen_time, authority and
 * the reply's SHA-256 in hex.
 *
 * A reply shows that the entry, and so all before it, existed at gen_time, as far as one trusts the
 * authority. Whether its certificate was revoked since is not looked up: that takes a network. */
#ifndef VW_STORE_TIMESTAMP_H
#define VW_STORE_TIMESTAMP_H

#include "store/ledger.h"

typedef struct {
    const unsigned char *bytes;
    size_t length;
} vw_der;

/* ---- of any hash --------------------------------------------------------------------------- */

/* What an authority says of a hash. */
typedef struct {
    const char *imprint_sha256; /* hex */
    const char *gen_time;       /* instant */
    int64_t gen_at;             /* the same in seconds */
    const char *authority;
    bool issuer_checked; /* the certificate leads to one of the authorities given */
    vw_der token;        /* the signed part of a reply, as it is kept elsewhere than here */
} vw_stamp;

/* A TimeStampReq for a SHA-256, in hex, with a random nonce, that asks for the certificate. */
vw_der vw_stamp_request(vw_arena *arena, const char *imprint_sha256);
/* Reads a TimeStampResp that was granted, or the token out of one: signed by the certificate that
 * it carries. [authorities]: as of vw_timestamp_read. VW_ERR_INPUT with L020 to L025. */
VW_MUST_USE vw_status vw_stamp_read_reply(vw_stamp *out, vw_arena *arena, vw_diags *diags,
                                          vw_place place, vw_der reply, const char *authorities);
VW_MUST_USE vw_status vw_stamp_read_token(vw_stamp *out, vw_arena *arena, vw_diags *diags,
                                          vw_place place, vw_der token, const char *authorities);

/* ---- of the ledger ------------------------------------------------------------------------- */

/* A TimeStampReq for the ledger's head, with a random nonce, that asks for the certificate. */
VW_MUST_USE vw_status vw_timestamp_query(vw_der *out, vw_dossier *dossier, vw_arena *arena,
                                         vw_diags *diags);

typedef struct {
    int64_t id;                 /* 0 until it is stored */
    int64_t ledger_seq;         /* the entry that it is about */
    const char *imprint_sha256; /* hex */
    const char *gen_time;       /* instant */
    const char *authority;
    bool issuer_checked; /* the certificate leads to one of the authorities given */
} vw_timestamp;

/* Reads a reply: granted, about an entry of this ledger, and signed by the certificate that it
 * carries. [authorities], unless NULL, is a PEM file of certificates to one of which that
 * certificate must lead, as of gen_time. VW_ERR_INPUT with diagnostics when it is not so. */
VW_MUST_USE vw_status vw_timestamp_read(vw_timestamp *out, vw_dossier *dossier, vw_arena *arena,
                                        vw_diags *diags, vw_place place, vw_der reply,
                                        const char *authorities);
/* Stores a reply that was read, with its entry in the ledger, in the caller's transaction.
 * L026 and VW_ERR_INPUT when the same reply is stored already. */
VW_MUST_USE vw_status vw_timestamp_store(vw_timestamp *timestamp, vw_dossier *dossier,
                                         vw_diags *diags, vw_der reply);

typedef struct {
    uint64_t timestamps;
    bool intact;
} vw_timestamp_check;

/* Reads all stored replies again. VW_OK also when something differs: [diags] then names it. */
VW_MUST_USE vw_status vw_timestamps_verify(vw_timestamp_check *out, vw_dossier *dossier,
                                           vw_diags *diags, const char *authorities);

/* For store/ only: content_sha256 of a stored time stamp; [*hash] is NULL when there is none. */
VW_MUST_USE vw_status vw_timestamp__content(const char **hash, vw_dossier *dossier, vw_arena *arena,
                                            vw_diags *diags, int64_t id);

#endif

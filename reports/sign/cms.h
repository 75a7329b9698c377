/* SPDX-License-Identifier: EUPL-1.2 */
/* The signature itself: Cryptographic Message Syntax (RFC 5652) as PAdES wants it. For
 * reports/sign/ only. */
#ifndef VW_REPORTS_SIGN_CMS_H
#define VW_REPORTS_SIGN_CMS_H

#include "base/hash.h"
#include "reports/sign/pdf_in.h"
#include "reports/sign/sign.h"

#include <openssl/x509.h>

struct vw_signer {
    X509 *certificate;
    EVP_PKEY *key;
    STACK_OF(X509) * chain;
    const char *name;
};

/* Why libcrypto failed, and forgets it. */
const char *vw_cms__reason(void);
/* The common name, else the whole name (RFC 4514). */
const char *vw_cms__name(vw_arena *arena, X509 *certificate);

/* A detached signature over what [digest] is of, without the time: PAdES forbids that attribute
 * (EN 319 142-1, 6.3). S014 when libcrypto refuses. */
VW_MUST_USE vw_status vw_cms__make(vw_der *out, vw_arena *arena, vw_diags *diags,
                                   const vw_signer *signer, const vw_digest *digest);
/* Bytes that a signature by [signer] can take, with a time stamp. 0 with a diagnostic. */
size_t vw_cms__room(vw_arena *arena, vw_diags *diags, const vw_signer *signer);
/* The imprint that a time stamp on it is about, hex; NULL when [cms] is no signature. */
const char *vw_cms__imprint(vw_arena *arena, vw_der cms);
bool vw_cms__has_stamp(vw_der cms);
/* The same signature with the stamp's token. */
VW_MUST_USE vw_status vw_cms__add_stamp(vw_der *out, vw_arena *arena, vw_diags *diags, vw_der cms,
                                        vw_der token);

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    vw_place place;
    const char *number;    /* of the signature, for messages */
    vw_span before, after; /* what it covers */
    const char *trust, *authorities;
} vw_cms_check;

/* Fills in what [cms] says of itself: signer, whether the bytes agree, trust and stamp. Each
 * difference has a message. [cms] may have zeros behind it. */
VW_MUST_USE vw_status vw_cms__check(vw_signature *out, const vw_cms_check *check, vw_der cms);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* Signing a PDF and checking what was signed: PAdES (ETSI EN 319 142-1), level B-B, and B-T once a
 * time stamp was added.
 *
 * A signature is added behind the file's own bytes, which stay as they are (ISO 32000-1, 7.5.6 and
 * 12.8). Its field has no place on a page. Room for a time stamp is kept, so that one can be put in
 * later without a byte that is signed being touched. */
#ifndef VW_REPORTS_SIGN_H
#define VW_REPORTS_SIGN_H

#include "base/diag.h"
#include "store/timestamp.h"

/* ---- who signs ------------------------------------------------------------------------------ */

typedef struct {
    const char
        *certificate;     /* PEM; what stands behind it counts as chain. NULL: in the key's file */
    const char *key;      /* PEM or PKCS#12 */
    const char *chain;    /* PEM, or NULL */
    const char *password; /* a file whose first line is the key's password, or NULL */
    /* Asks a person: false when nobody can be asked. [out] gets at most [size] bytes with a NUL. */
    bool (*ask)(void *self, char *out, size_t size);
    void *self;
} vw_signer_files;

typedef struct vw_signer vw_signer;

/* A key and the certificate that belongs to it, fit to sign now. VW_ERR_INPUT with S005 to S013
 * (all that is wrong at once), VW_ERR_STORE when a file cannot be read. Dies with [arena]. */
VW_MUST_USE vw_status vw_signer_open(vw_signer **out, vw_arena *arena, vw_diags *diags,
                                     const vw_signer_files *files);
/* The name on the certificate (its common name, else the whole of it). */
const char *vw_signer_name(const vw_signer *signer);

/* ---- signing -------------------------------------------------------------------------------- */

typedef struct {
    const char *name, *reason, *location; /* NULL: the name on the certificate; nothing */
    const char *output;                   /* NULL: the file itself */
    const char *request;                  /* where to write a request for a time stamp, or NULL */
} vw_signing;

/* Adds a signature. A file that was signed before and changed since is refused (S004, S035). */
VW_MUST_USE vw_status vw_pdf_sign(const char *path, const vw_signer *signer,
                                  const vw_signing *signing, vw_arena *arena, vw_diags *diags);

/* Writes a request for a time stamp on the last signature of the file, which has none yet. */
VW_MUST_USE vw_status vw_pdf_stamp_request(const char *path, const char *request, vw_arena *arena,
                                           vw_diags *diags);
/* Puts the authority's [reply] into the last signature. [authorities]: as of vw_timestamp_read.
 * [output] NULL: the file itself. */
VW_MUST_USE vw_status vw_pdf_stamp(vw_stamp *out, const char *path, const char *reply,
                                   const char *output, const char *authorities, vw_arena *arena,
                                   vw_diags *diags);

/* Was it ever signed, by this program or another? Also when the signature no longer agrees: what
 * people signed is not to be written over. A file that is no PDF was not. VW_ERR_STORE when it
 * cannot be read. */
VW_MUST_USE vw_status vw_pdf_is_signed(bool *out, const char *path, vw_arena *arena,
                                       vw_diags *diags);
/* The bytes of the file with this name inside it, NULL when there is none. VW_ERR_INPUT when the
 * file cannot be read as a PDF. Its hash is not looked at. */
VW_MUST_USE vw_status vw_pdf_inside(const char **bytes, size_t *length, const char *path,
                                    const char *name, vw_arena *arena, vw_diags *diags);

/* ---- checking ------------------------------------------------------------------------------- */

typedef enum { VW_TRUST_NOT_CHECKED, VW_TRUSTED, VW_NOT_TRUSTED } vw_trust;

typedef struct {
    const char *signer;                   /* on the certificate */
    const char *name, *reason, *location; /* as the signature says them; "" when it does not */
    const char *claimed_at;               /* an instant as the signature says it; "" likewise */
    bool bytes_agree;                     /* what it covers is what was signed */
    bool covers_all;                      /* nothing stands behind it */
    bool only_signed_since;               /* but for further signatures */
    vw_trust trust;
    bool has_stamp, stamp_agrees;
    vw_stamp stamp;
} vw_signature;

typedef struct {
    const char *name, *description;
    bool agrees; /* with the hash beside it */
    const char *bytes;
    size_t length;
} vw_embedded;

typedef struct {
    VW_VEC(vw_signature) signatures; /* in the order of signing */
    bool has_traces;                 /* of a signature or a change that is none of them (S035) */
    VW_VEC(vw_embedded) embedded;    /* in order of name */
    const char *first;               /* the bytes before the first signature */
    size_t first_length;
    const char *text; /* of all pages, without white space */
} vw_pdf_content;

typedef struct {
    const char *trust;       /* PEM: issuers of certificates that sign, or NULL */
    const char *authorities; /* PEM: for time stamps, or NULL */
} vw_pdf_check_options;

/* Reads and checks. VW_OK also when something differs: [diags] then names it (S020 to S027, S035).
 * VW_ERR_INPUT when the file cannot be read as a PDF. */
VW_MUST_USE vw_status vw_pdf_check(vw_pdf_content *out, const char *path,
                                   const vw_pdf_check_options *options, vw_arena *arena,
                                   vw_diags *diags);
bool vw_signature_agrees(const vw_signature *signature);

#endif

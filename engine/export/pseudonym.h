/* SPDX-License-Identifier: EUPL-1.2 */
/* Names that stand for names: the same for the same text, and of no use without the secret. */
#ifndef VW_INTAKE_PSEUDONYM_H
#define VW_INTAKE_PSEUDONYM_H

#include "base/diag.h"

/* Whoever has it can find out which pseudonym a name has, by trying names. */
typedef struct {
    unsigned char bytes[32];
} vw_secret;

/* A new one, kept nowhere. */
void vw_secret_make(vw_secret *out);
/* From the bytes of a file of at least 16, so that another export has the same pseudonyms: its
 * SHA-256. I102 when it is shorter. */
VW_MUST_USE vw_status vw_secret_read(vw_secret *out, vw_diags *diags, const char *path);

/* "person-7f3a9c21d4e5": the first 48 bits of the text's HMAC. Two of 100,000 texts share one with
 * a chance of 1 in 50,000. */
const char *vw_pseudonym(vw_arena *arena, const vw_secret *secret, const char *text);

#endif

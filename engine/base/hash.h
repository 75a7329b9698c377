/* SPDX-License-Identifier: EUPL-1.2 */
/* SHA-256 (FIPS 180-4), HMAC (RFC 2104) and chance, by libcrypto. */
#ifndef VW_BASE_HASH_H
#define VW_BASE_HASH_H

#include "base/arena.h"

typedef struct {
    unsigned char bytes[32];
} vw_digest;

/* One context, reused: a fresh one each time costs three times as much (measured over an import).
 */
typedef struct vw_hasher vw_hasher;
vw_hasher *vw_hasher_new(vw_arena *arena);
void vw_hasher_start(vw_hasher *hasher);
void vw_hasher_add(vw_hasher *hasher, const void *bytes, size_t length);
/* Adds the length first, so that ("ab","c") and ("a","bc") differ. NULL and "" differ too. */
void vw_hasher_add_text(vw_hasher *hasher, const char *text);
vw_digest vw_hasher_end(vw_hasher *hasher);
/* [to] goes on from where [from], which has not ended, stands now. */
void vw_hasher_copy(vw_hasher *to, const vw_hasher *from);

vw_digest vw_hash(const void *bytes, size_t length);
/* HMAC-SHA-256. */
vw_digest vw_hmac(const void *key, size_t key_length, const void *bytes, size_t length);
/* [length] bytes that nobody can guess. */
void vw_random(void *out, size_t length);
void vw_digest_hex(char out[65], const vw_digest *digest);
bool vw_digest_equal(const vw_digest *a, const vw_digest *b);

#endif

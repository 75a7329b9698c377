/* SPDX-License-Identifier: EUPL-1.2 */
/* SHA-256 over libcrypto's EVP interface. */
#include "base/hash.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>
#include <string.h>

struct vw_hasher {
    EVP_MD_CTX *context;
};

static void context_free(void *context)
{
    EVP_MD_CTX_free(context);
}

/* With SHA-256 and valid pointers, libcrypto only fails when it has no memory. */
static void insist(int done)
{
    if (done != 1) {
        vw_out_of_memory();
    }
}

vw_hasher *vw_hasher_new(vw_arena *arena)
{
    vw_hasher *hasher = VW_NEW(arena, vw_hasher);
    hasher->context = EVP_MD_CTX_new();
    insist(hasher->context != NULL);
    vw_arena_on_free(arena, context_free, hasher->context);
    insist(EVP_DigestInit_ex(hasher->context, EVP_sha256(), NULL));
    return hasher;
}

void vw_hasher_start(vw_hasher *hasher)
{
    /* Without naming the algorithm again, which would look it up again. */
    insist(EVP_DigestInit_ex(hasher->context, NULL, NULL));
}

void vw_hasher_add(vw_hasher *hasher, const void *bytes, size_t length)
{
    insist(EVP_DigestUpdate(hasher->context, bytes, length));
}

void vw_hasher_add_text(vw_hasher *hasher, const char *text)
{
    uint64_t const length = text == NULL ? UINT64_MAX : strlen(text);
    unsigned char prefix[8];
    for (size_t i = 0; i < sizeof prefix; i++) {
        prefix[i] = (unsigned char)(length >> (8 * i) & 0xFFu);
    }
    vw_hasher_add(hasher, prefix, sizeof prefix);
    if (text != NULL) {
        vw_hasher_add(hasher, text, (size_t)length);
    }
}

vw_digest vw_hasher_end(vw_hasher *hasher)
{
    vw_digest digest;
    insist(EVP_DigestFinal_ex(hasher->context, digest.bytes, NULL));
    return digest;
}

void vw_hasher_copy(vw_hasher *to, const vw_hasher *from)
{
    insist(EVP_MD_CTX_copy_ex(to->context, from->context));
}

vw_digest vw_hash(const void *bytes, size_t length)
{
    vw_digest digest;
    insist(EVP_Digest(bytes, length, digest.bytes, NULL, EVP_sha256(), NULL));
    return digest;
}

vw_digest vw_hmac(const void *key, size_t key_length, const void *bytes, size_t length)
{
    vw_digest digest;
    insist(HMAC(EVP_sha256(), key, (int)key_length, bytes, length, digest.bytes, NULL) != NULL);
    return digest;
}

void vw_random(void *out, size_t length)
{
    insist(RAND_bytes(out, (int)length));
}

void vw_digest_hex(char out[65], const vw_digest *digest)
{
    static const char hex[] = "0123456789abcdef";
    for (size_t i = 0; i < sizeof digest->bytes; i++) {
        out[2 * i] = hex[digest->bytes[i] >> 4];
        out[2 * i + 1] = hex[digest->bytes[i] & 0xFu];
    }
    out[64] = '\0';
}

bool vw_digest_equal(const vw_digest *a, const vw_digest *b)
{
    return memcmp(a->bytes, b->bytes, sizeof a->bytes) == 0;
}

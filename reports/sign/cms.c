/* SPDX-License-Identifier: EUPL-1.2 */
/* Making signatures by libcrypto. */
#include "reports/sign/cms_private.h"

#include <openssl/err.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>

/* A token with the certificates of its authority; those seen take 3 to 8 kB. */
#define STAMP_ROOM 16384u
/* An elliptic signature is some bytes longer or shorter each time. */
#define VARIES 16u

static void free_cms(void *what)
{
    CMS_ContentInfo_free(what);
}

static void free_bytes(void *what)
{
    OPENSSL_free(what);
}

static void free_context(void *what)
{
    EVP_MD_CTX_free(what);
}

const char *vw_cms__reason(void)
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return reason != NULL ? reason : "?";
}

static vw_status failed(vw_diags *diags)
{
    VW_DIAG(diags, S014, (vw_place){0}, vw_cms__reason());
    return VW_ERR_INPUT;
}

CMS_ContentInfo *vw_cms__parse(vw_arena *arena, vw_der der, size_t *length)
{
    const unsigned char *at = der.bytes;
    CMS_ContentInfo *cms = d2i_CMS_ContentInfo(NULL, &at, (long)der.length);
    if (cms == NULL) {
        ERR_clear_error();
        return NULL;
    }
    vw_arena_on_free(arena, free_cms, cms);
    *length = (size_t)(at - der.bytes);
    return cms;
}

CMS_SignerInfo *vw_cms__only_signer(CMS_ContentInfo *cms)
{
    STACK_OF(CMS_SignerInfo) *all = cms != NULL ? CMS_get0_SignerInfos(cms) : NULL;
    return all != NULL && sk_CMS_SignerInfo_num(all) == 1 ? sk_CMS_SignerInfo_value(all, 0) : NULL;
}

static vw_status encode(vw_der *out, vw_arena *arena, vw_diags *diags, CMS_ContentInfo *cms)
{
    unsigned char *bytes = NULL;
    const int length = i2d_CMS_ContentInfo(cms, &bytes);
    if (length <= 0) {
        return failed(diags);
    }
    vw_arena_on_free(arena, free_bytes, bytes);
    *out = (vw_der){bytes, (size_t)length};
    return VW_OK;
}

/* ---- what is signed ----------------------------------------------------------------------- */

/* In DER the members of a set are sorted by their bytes (X.690, 11.6). */
static int by_bytes(const void *left, const void *right)
{
    const vw_der *a = left, *b = right;
    const size_t least = a->length < b->length ? a->length : b->length;
    const int order = memcmp(a->bytes, b->bytes, least);
    return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

/* The signed attributes as the signature is over them: as a set, not as they are tagged in the
 * message (RFC 5652, 5.4). */
static vw_der attributes_of(vw_arena *arena, const CMS_SignerInfo *signer)
{
    const int count = CMS_signed_get_attr_count(signer);
    vw_der *all = VW_NEW_ARRAY(arena, (size_t)(count > 0 ? count : 0), vw_der);
    int total = 0;
    for (int i = 0; i < count; i++) {
        unsigned char *bytes = NULL;
        const int length = i2d_X509_ATTRIBUTE(CMS_signed_get_attr(signer, i), &bytes);
        if (length <= 0) {
            vw_out_of_memory();
        }
        vw_arena_on_free(arena, free_bytes, bytes);
        all[i] = (vw_der){bytes, (size_t)length};
        total += length;
    }
    if (count > 0) {
        qsort(all, (size_t)count, sizeof *all, by_bytes);
    }
    const int size = ASN1_object_size(1, total, V_ASN1_SET);
    unsigned char *set = vw_alloc(arena, (size_t)size), *at = set;
    ASN1_put_object(&at, 1, total, V_ASN1_SET, V_ASN1_UNIVERSAL);
    for (int i = 0; i < count; i++) {
        memcpy(at, all[i].bytes, all[i].length);
        at += all[i].length;
    }
    return (vw_der){set, (size_t)size};
}

static bool sign_attributes(vw_arena *arena, CMS_SignerInfo *info, EVP_PKEY *key)
{
    EVP_MD_CTX *context = EVP_MD_CTX_new();
    if (context == NULL) {
        vw_out_of_memory();
    }
    vw_arena_on_free(arena, free_context, context);
    const vw_der set = attributes_of(arena, info);
    size_t length = (size_t)EVP_PKEY_get_size(key);
    unsigned char *value = vw_alloc(arena, length);
    return EVP_DigestSignInit(context, NULL, EVP_sha256(), NULL, key) == 1 &&
           EVP_DigestSign(context, value, &length, set.bytes, set.length) == 1 &&
           ASN1_STRING_set(CMS_SignerInfo_get0_signature(info), value, (int)length) == 1;
}

/* The two attributes that each signature has, set by hand: libcrypto would add the time to them
 * (OpenSSL 3.0, CMS_final). */
static bool describe(CMS_SignerInfo *info, const vw_digest *digest)
{
    return CMS_signed_add1_attr_by_NID(info, NID_pkcs9_contentType, V_ASN1_OBJECT,
                                       OBJ_nid2obj(NID_pkcs7_data), -1) == 1 &&
           CMS_signed_add1_attr_by_NID(info, NID_pkcs9_messageDigest, V_ASN1_OCTET_STRING,
                                       digest->bytes, (int)sizeof digest->bytes) == 1;
}

static bool add_chain(CMS_ContentInfo *cms, const vw_signer *signer)
{
    for (int i = 0; i < sk_X509_num(signer->chain); i++) {
        if (CMS_add1_cert(cms, sk_X509_value(signer->chain, i)) != 1) {
            return false;
        }
    }
    return true;
}

vw_status vw_cms__make(vw_der *out, vw_arena *arena, vw_diags *diags, const vw_signer *signer,
                       const vw_digest *digest)
{
    /* CMS_CADES adds which certificate signs (ESS signing-certificate-v2), which PAdES wants. */
    const unsigned flags = CMS_DETACHED | CMS_BINARY | CMS_PARTIAL | CMS_NOSMIMECAP | CMS_CADES;
    CMS_ContentInfo *cms = CMS_sign(NULL, NULL, NULL, NULL, flags);
    if (cms == NULL) {
        return failed(diags);
    }
    vw_arena_on_free(arena, free_cms, cms);
    CMS_SignerInfo *info =
        CMS_add1_signer(cms, signer->certificate, signer->key, EVP_sha256(), flags);
    if (info == NULL || !add_chain(cms, signer) || !describe(info, digest) ||
        !sign_attributes(arena, info, signer->key)) {
        return failed(diags);
    }
    return encode(out, arena, diags, cms);
}

size_t vw_cms__room(vw_arena *arena, vw_diags *diags, const vw_signer *signer)
{
    const vw_digest nothing = {{0}};
    vw_der trial = {0};
    vw_status status = vw_cms__make(&trial, arena, diags, signer, &nothing);
    return status == VW_OK ? trial.length + VARIES + STAMP_ROOM : 0;
}

/* ---- time stamps -------------------------------------------------------------------------- */

const char *vw_cms__imprint(vw_arena *arena, vw_der cms)
{
    size_t length = 0;
    CMS_SignerInfo *info = vw_cms__only_signer(vw_cms__parse(arena, cms, &length));
    if (info == NULL) {
        return NULL;
    }
    const ASN1_OCTET_STRING *value = CMS_SignerInfo_get0_signature(info);
    const vw_digest digest =
        vw_hash(ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value));
    char *hex = vw_alloc(arena, 65);
    vw_digest_hex(hex, &digest);
    return hex;
}

bool vw_cms__has_stamp(vw_der cms)
{
    vw_arena *scratch = vw_arena_new();
    size_t length = 0;
    CMS_SignerInfo *info = vw_cms__only_signer(vw_cms__parse(scratch, cms, &length));
    const bool has =
        info != NULL && CMS_unsigned_get_attr_by_NID(info, NID_id_smime_aa_timeStampToken, -1) >= 0;
    vw_arena_free(scratch);
    return has;
}

vw_status vw_cms__add_stamp(vw_der *out, vw_arena *arena, vw_diags *diags, vw_der cms, vw_der token)
{
    size_t length = 0;
    CMS_ContentInfo *parsed = vw_cms__parse(arena, cms, &length);
    CMS_SignerInfo *info = vw_cms__only_signer(parsed);
    if (info == NULL ||
        CMS_unsigned_add1_attr_by_NID(info, NID_id_smime_aa_timeStampToken, V_ASN1_SEQUENCE,
                                      token.bytes, (int)token.length) != 1) {
        return failed(diags);
    }
    return encode(out, arena, diags, parsed);
}

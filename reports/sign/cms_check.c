/* SPDX-License-Identifier: EUPL-1.2 */
/* Checking signatures: the bytes, the signer, who issued the certificate, the time stamp. */
#include "reports/sign/cms_private.h"

#include "base/date.h"

#include <openssl/err.h>
#include <openssl/ess.h>
#include <openssl/x509_vfy.h>
#include <string.h>

static void free_store(void *what)
{
    X509_STORE_free(what);
}

static void free_store_context(void *what)
{
    X509_STORE_CTX_free(what);
}

static void free_certificates(void *what)
{
    sk_X509_pop_free(what, X509_free);
}

static void free_certificate_list(void *what)
{
    sk_X509_free(what);
}

static void free_context(void *what)
{
    EVP_MD_CTX_free(what);
}

static void free_ess(void *what)
{
    ESS_SIGNING_CERT_V2_free(what);
}

static void free_memory(void *what)
{
    BIO_free(what);
}

static void *kept(vw_arena *arena, void (*release)(void *what), void *what)
{
    if (what == NULL) {
        vw_out_of_memory();
    }
    vw_arena_on_free(arena, release, what);
    return what;
}

const char *vw_cms__name(vw_arena *arena, X509 *certificate)
{
    X509_NAME *name = X509_get_subject_name(certificate);
    const int at = X509_NAME_get_index_by_NID(name, NID_commonName, -1);
    unsigned char *utf8 = NULL;
    if (at >= 0) {
        const int length =
            ASN1_STRING_to_UTF8(&utf8, X509_NAME_ENTRY_get_data(X509_NAME_get_entry(name, at)));
        if (length > 0) {
            const char *text = vw_strndup(arena, (const char *)utf8, (size_t)length);
            OPENSSL_free(utf8);
            return text;
        }
        OPENSSL_free(utf8);
        ERR_clear_error();
    }
    char *bytes = NULL;
    BIO *memory = kept(arena, free_memory, BIO_new(BIO_s_mem()));
    X509_NAME_print_ex(memory, name, 0, XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB);
    const long length = BIO_get_mem_data(memory, &bytes);
    return vw_strndup(arena, bytes, (size_t)length);
}

/* ---- the bytes ---------------------------------------------------------------------------- */

static const EVP_MD *digest_of(CMS_SignerInfo *info)
{
    X509_ALGOR *algorithm = NULL;
    const ASN1_OBJECT *name = NULL;
    CMS_SignerInfo_get0_algs(info, NULL, NULL, &algorithm, NULL);
    X509_ALGOR_get0(&name, NULL, NULL, algorithm);
    switch (OBJ_obj2nid(name)) {
    case NID_sha256:
        return EVP_sha256();
    case NID_sha384:
        return EVP_sha384();
    case NID_sha512:
        return EVP_sha512();
    default:
        return NULL;
    }
}

static bool covered_agrees(const vw_cms_check *check, CMS_SignerInfo *info)
{
    unsigned char value[EVP_MAX_MD_SIZE];
    unsigned length = 0;
    const EVP_MD *md = digest_of(info);
    ASN1_OCTET_STRING *says = CMS_signed_get0_data_by_OBJ(
        info, OBJ_nid2obj(NID_pkcs9_messageDigest), -3, V_ASN1_OCTET_STRING);
    if (md == NULL || says == NULL) {
        return false;
    }
    EVP_MD_CTX *context = kept(check->arena, free_context, EVP_MD_CTX_new());
    return EVP_DigestInit_ex(context, md, NULL) == 1 &&
           EVP_DigestUpdate(context, check->before.from, check->before.length) == 1 &&
           EVP_DigestUpdate(context, check->after.from, check->after.length) == 1 &&
           EVP_DigestFinal_ex(context, value, &length) == 1 &&
           ASN1_STRING_length(says) == (int)length &&
           memcmp(ASN1_STRING_get0_data(says), value, length) == 0;
}

/* What is signed names the certificate, so that no other one with the same key can take its
 * place. */
static bool names_certificate(const vw_cms_check *check, CMS_SignerInfo *info, X509 *certificate)
{
    ASN1_STRING *value = CMS_signed_get0_data_by_OBJ(
        info, OBJ_nid2obj(NID_id_smime_aa_signingCertificateV2), -3, V_ASN1_SEQUENCE);
    if (value == NULL) {
        return false;
    }
    const unsigned char *at = ASN1_STRING_get0_data(value);
    ESS_SIGNING_CERT_V2 *named = d2i_ESS_SIGNING_CERT_V2(NULL, &at, ASN1_STRING_length(value));
    if (named == NULL) {
        return false;
    }
    vw_arena_on_free(check->arena, free_ess, named);
    STACK_OF(X509) *only = kept(check->arena, free_certificate_list, sk_X509_new_null());
    return sk_X509_push(only, certificate) > 0 &&
           OSSL_ESS_check_signing_certs(NULL, named, only, 1) == 1;
}

/* ---- who issued the certificate ----------------------------------------------------------- */

/* As of [at]: a signature outlives the certificate, when somebody else says when it was made. */
static bool leads_to_trusted(const vw_cms_check *check, X509 *certificate, STACK_OF(X509) * others,
                             int64_t at, const char **reason)
{
    X509_STORE *store = kept(check->arena, free_store, X509_STORE_new());
    if (X509_STORE_load_file(store, check->trust) != 1) {
        *reason = vw_cms__reason();
        return false;
    }
    X509_STORE_CTX *context = kept(check->arena, free_store_context, X509_STORE_CTX_new());
    if (X509_STORE_CTX_init(context, store, certificate, others) != 1) {
        *reason = vw_cms__reason();
        return false;
    }
    X509_VERIFY_PARAM *parameters = X509_STORE_CTX_get0_param(context);
    X509_VERIFY_PARAM_set_time(parameters, (time_t)at);
    /* Certificates to sign documents with carry all sorts of extended purposes. */
    X509_VERIFY_PARAM_set_purpose(parameters, X509_PURPOSE_ANY);
    const bool leads = X509_verify_cert(context) == 1;
    *reason = X509_verify_cert_error_string(X509_STORE_CTX_get_error(context));
    ERR_clear_error();
    return leads;
}

static void check_trust(vw_signature *out, const vw_cms_check *check, X509 *certificate,
                        STACK_OF(X509) * others)
{
    const char *reason = NULL;
    if (check->trust == NULL) {
        return;
    }
    const int64_t at = out->has_stamp && out->stamp_agrees ? out->stamp.gen_at : vw_clock_now();
    out->trust =
        leads_to_trusted(check, certificate, others, at, &reason) ? VW_TRUSTED : VW_NOT_TRUSTED;
    if (out->trust == VW_NOT_TRUSTED) {
        VW_DIAG(check->diags, S024, check->place, check->number, reason);
    }
}

/* ---- the time stamp ----------------------------------------------------------------------- */

static void check_stamp(vw_signature *out, const vw_cms_check *check, CMS_SignerInfo *info,
                        vw_der cms)
{
    const int at = CMS_unsigned_get_attr_by_NID(info, NID_id_smime_aa_timeStampToken, -1);
    if (at < 0) {
        return;
    }
    out->has_stamp = true;
    const ASN1_STRING *value =
        X509_ATTRIBUTE_get0_data(CMS_unsigned_get_attr(info, at), 0, V_ASN1_SEQUENCE, NULL);
    if (value != NULL) {
        const vw_der token = {ASN1_STRING_get0_data(value), (size_t)ASN1_STRING_length(value)};
        const vw_status status = vw_stamp_read_token(&out->stamp, check->arena, check->diags,
                                                     check->place, token, check->authorities);
        const char *imprint = vw_cms__imprint(check->arena, cms);
        out->stamp_agrees =
            status == VW_OK && imprint != NULL && strcmp(imprint, out->stamp.imprint_sha256) == 0;
    }
    if (!out->stamp_agrees) {
        VW_DIAG(check->diags, S026, check->place, check->number);
    }
}

/* ---- all of it ---------------------------------------------------------------------------- */

static bool only_zeros(vw_der cms, size_t from)
{
    for (size_t i = from; i < cms.length; i++) {
        if (cms.bytes[i] != 0) {
            return false;
        }
    }
    return true;
}

static bool signature_is_by(const vw_cms_check *check, CMS_ContentInfo *cms, CMS_SignerInfo *info,
                            X509 **certificate)
{
    const bool found = CMS_set1_signers_certs(cms, NULL, 0) == 1;
    CMS_SignerInfo_get0_algs(info, NULL, certificate, NULL, NULL);
    const bool is = found && *certificate != NULL && CMS_SignerInfo_verify(info) == 1 &&
                    names_certificate(check, info, *certificate);
    ERR_clear_error();
    return is;
}

vw_status vw_cms__check(vw_signature *out, const vw_cms_check *check, vw_der cms)
{
    size_t length = 0;
    X509 *certificate = NULL;
    CMS_ContentInfo *parsed = vw_cms__parse(check->arena, cms, &length);
    CMS_SignerInfo *info = vw_cms__only_signer(parsed);
    if (info == NULL || !only_zeros(cms, length)) {
        VW_DIAG(check->diags, S021, check->place, check->number);
        return VW_OK;
    }
    const bool by = signature_is_by(check, parsed, info, &certificate);
    const bool covered = covered_agrees(check, info);
    if (certificate != NULL) {
        out->signer = vw_cms__name(check->arena, certificate);
    }
    if (!by) {
        VW_DIAG(check->diags, S021, check->place, check->number);
    }
    if (!covered) {
        VW_DIAG(check->diags, S020, check->place, check->number, out->signer);
    }
    out->bytes_agree = by && covered;
    check_stamp(out, check, info, cms);
    if (by) {
        STACK_OF(X509) *others = CMS_get1_certs(parsed);
        if (others != NULL) {
            vw_arena_on_free(check->arena, free_certificates, others);
        }
        check_trust(out, check, certificate, others);
    }
    return VW_OK;
}

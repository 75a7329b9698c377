/* SPDX-License-Identifier: EUPL-1.2 */
/* Keys and certificates from files, and whether one may sign with them now. */
#include "reports/sign/cms.h"

#include "base/date.h"
#include "base/file.h"

#include <openssl/bio.h>
#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/pem.h>
#include <openssl/pkcs12.h>
#include <openssl/x509v3.h>
#include <string.h>

enum { PASSWORD_MAX = 1024, RSA_BITS_LEAST = 2048, EC_BITS_LEAST = 256 };
/* A key with its certificates; larger files are something else. */
#define KEY_BYTES_MAX ((size_t)1 << 20)

typedef struct {
    vw_signer *signer;
    vw_arena *arena;
    vw_diags *diags;
    const vw_signer_files *files;
    bool asked, told; /* for the password; that it is missing */
    char password[PASSWORD_MAX];
} opening;

static void free_certificate(void *what)
{
    X509_free(what);
}

static void free_key(void *what)
{
    EVP_PKEY_free(what);
}

static void free_certificates(void *what)
{
    sk_X509_pop_free(what, X509_free);
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

static void add_to_chain(const opening *o, X509 *certificate)
{
    if (sk_X509_push(o->signer->chain, certificate) <= 0) {
        vw_out_of_memory();
    }
}

/* The whole file, to be read from memory. */
static vw_status open_file(BIO **out, const opening *o, const char *path, const char **bytes,
                           size_t *length)
{
    vw_status status = vw_file_read(bytes, length, o->arena, o->diags, path, KEY_BYTES_MAX);
    if (status == VW_OK) {
        *out = kept(o->arena, free_memory, BIO_new_mem_buf(*bytes, (int)*length));
    }
    return status;
}

/* ---- passwords ---------------------------------------------------------------------------- */

/* The first line of the file, else what a person types. Never from the command line: others on the
 * machine can read that. */
static bool get_password(opening *o)
{
    const char *text = NULL;
    size_t length = 0;
    if (o->asked) {
        return o->password[0] != '\0';
    }
    o->asked = true;
    if (o->files->password != NULL) {
        if (vw_file_read(&text, &length, o->arena, o->diags, o->files->password, KEY_BYTES_MAX) !=
            VW_OK) {
            o->told = true;
            return false;
        }
        length = strcspn(text, "\r\n");
        length = length < PASSWORD_MAX ? length : PASSWORD_MAX - 1;
        memcpy(o->password, text, length);
        return length > 0;
    }
    return o->files->ask != NULL && o->files->ask(o->files->self, o->password, PASSWORD_MAX) &&
           o->password[0] != '\0';
}

/* Says once when there is none. */
static bool need_password(opening *o)
{
    const bool has = get_password(o);
    if (!has && !o->told) {
        VW_DIAG(o->diags, S007, (vw_place){.file = o->files->key}, NULL);
        o->told = true;
    }
    return has;
}

static int give_password(char *out, int size, int writing, void *what)
{
    opening *o = what;
    (void)writing;
    if (!need_password(o)) {
        return -1;
    }
    const size_t length = strlen(o->password);
    if (size < 0 || length > (size_t)size) {
        return -1;
    }
    memcpy(out, o->password, length);
    return (int)length;
}

/* ---- files -------------------------------------------------------------------------------- */

static void refuse_key(opening *o)
{
    const char *reason = vw_cms__reason();
    if (!o->told) {
        VW_DIAG(o->diags, S006, (vw_place){.file = o->files->key}, reason);
    }
}

static void take_key(opening *o, EVP_PKEY *key)
{
    o->signer->key = key;
    if (key != NULL) {
        vw_arena_on_free(o->arena, free_key, key);
    }
}

static void take_certificate(opening *o, X509 *certificate)
{
    o->signer->certificate = certificate;
    vw_arena_on_free(o->arena, free_certificate, certificate);
}

static void read_pkcs12(opening *o, BIO *bio)
{
    EVP_PKEY *key = NULL;
    X509 *certificate = NULL;
    STACK_OF(X509) *others = NULL;
    const char *password = "";
    PKCS12 *box = d2i_PKCS12_bio(bio, NULL);
    if (box != NULL && PKCS12_verify_mac(box, "", 0) != 1 && PKCS12_verify_mac(box, NULL, 0) != 1) {
        ERR_clear_error();
        password = need_password(o) ? o->password : NULL;
    }
    if (box == NULL || password == NULL ||
        PKCS12_parse(box, password, &key, &certificate, &others) != 1) {
        refuse_key(o);
    }
    PKCS12_free(box);
    take_key(o, key);
    if (certificate != NULL && o->files->certificate == NULL) {
        take_certificate(o, certificate);
    } else {
        X509_free(certificate);
    }
    while (sk_X509_num(others) > 0) {
        add_to_chain(o, sk_X509_shift(others));
    }
    sk_X509_free(others);
}

/* All certificates of a PEM file; the first is the signer's when [signer]. */
static size_t read_certificates(opening *o, BIO *bio, bool signer)
{
    size_t count = 0;
    X509 *certificate = NULL;
    while ((certificate = PEM_read_bio_X509(bio, NULL, NULL, NULL)) != NULL) {
        if (signer && count == 0) {
            take_certificate(o, certificate);
        } else {
            add_to_chain(o, certificate);
        }
        count++;
    }
    ERR_clear_error();
    return count;
}

static vw_status read_key(opening *o)
{
    BIO *bio = NULL;
    const char *bytes = NULL;
    size_t length = 0;
    vw_status status = open_file(&bio, o, o->files->key, &bytes, &length);
    if (status != VW_OK) {
        return status;
    }
    if (length > 0 && bytes[0] == 0x30) { /* DER */
        read_pkcs12(o, bio);
        return VW_OK;
    }
    take_key(o, PEM_read_bio_PrivateKey(bio, NULL, give_password, o));
    if (o->signer->key == NULL) {
        refuse_key(o);
    }
    if (o->files->certificate == NULL) {
        BIO *again = kept(o->arena, free_memory, BIO_new_mem_buf(bytes, (int)length));
        read_certificates(o, again, true);
    }
    return VW_OK;
}

static vw_status read_from(opening *o, const char *path, bool signer)
{
    BIO *bio = NULL;
    const char *bytes = NULL;
    size_t length = 0;
    vw_status status = path != NULL ? open_file(&bio, o, path, &bytes, &length) : VW_OK;
    if (bio != NULL && read_certificates(o, bio, signer) == 0) {
        VW_DIAG(o->diags, S005, (vw_place){.file = path}, NULL);
    }
    return status;
}

/* ---- fit to sign -------------------------------------------------------------------------- */

static const char *instant_of(vw_arena *arena, const ASN1_TIME *time)
{
    struct tm parts = {0};
    if (ASN1_TIME_to_tm(time, &parts) != 1) {
        ERR_clear_error();
        return "?";
    }
    return vw_printf(arena, "%04d-%02d-%02d", parts.tm_year + 1900, parts.tm_mon + 1,
                     parts.tm_mday);
}

static void check_dates(const opening *o, vw_place place)
{
    time_t now = (time_t)vw_clock_now();
    X509 *certificate = o->signer->certificate;
    const char *from = instant_of(o->arena, X509_get0_notBefore(certificate));
    const char *until = instant_of(o->arena, X509_get0_notAfter(certificate));
    if (X509_cmp_time(X509_get0_notBefore(certificate), &now) >= 0 ||
        X509_cmp_time(X509_get0_notAfter(certificate), &now) < 0) {
        VW_DIAG(o->diags, S009, place, from, until);
    }
}

static void check_strength(const opening *o, vw_place place)
{
    EVP_PKEY *key = X509_get0_pubkey(o->signer->certificate);
    const int type = key != NULL ? EVP_PKEY_get_base_id(key) : EVP_PKEY_NONE;
    if (type != EVP_PKEY_RSA && type != EVP_PKEY_EC) {
        VW_DIAG(o->diags, S011, place, NULL);
        return;
    }
    const int least = type == EVP_PKEY_RSA ? RSA_BITS_LEAST : EC_BITS_LEAST;
    const int bits = EVP_PKEY_get_bits(key);
    if (bits < least) {
        VW_DIAG(o->diags, S010, place, vw_printf(o->arena, "%d", bits),
                vw_printf(o->arena, "%d", least));
    }
}

static void check_fit(const opening *o)
{
    const vw_signer *signer = o->signer;
    const vw_place place = {.file = o->files->certificate != NULL ? o->files->certificate
                                                                  : o->files->key};
    check_dates(o, place);
    check_strength(o, place);
    const uint32_t usage = X509_get_key_usage(signer->certificate); /* all bits when it says none */
    if ((usage & (KU_DIGITAL_SIGNATURE | KU_NON_REPUDIATION)) == 0) {
        VW_DIAG(o->diags, S012, place, NULL);
    }
    if (signer->key != NULL && X509_check_private_key(signer->certificate, signer->key) != 1) {
        ERR_clear_error();
        VW_DIAG(o->diags, S008, (vw_place){.file = o->files->key}, place.file);
    }
}

/* A chain in which nothing issued the certificate is another one's. */
static void check_chain(const opening *o)
{
    const vw_signer *signer = o->signer;
    bool issued = sk_X509_num(signer->chain) == 0;
    for (int i = 0; i < sk_X509_num(signer->chain); i++) {
        issued = issued || X509_check_issued(sk_X509_value(signer->chain, i),
                                             signer->certificate) == X509_V_OK;
    }
    if (!issued) {
        VW_DIAG(
            o->diags, S013,
            (vw_place){.file = o->files->chain != NULL ? o->files->chain : o->files->certificate},
            NULL);
    }
    ERR_clear_error();
}

static vw_status open_all(opening *o)
{
    vw_status status = read_key(o);
    if (status == VW_OK) {
        status = read_from(o, o->files->certificate, true);
    }
    if (status == VW_OK) {
        status = read_from(o, o->files->chain, false);
    }
    if (status == VW_OK && o->signer->certificate == NULL && o->files->certificate == NULL &&
        o->signer->key != NULL) {
        VW_DIAG(o->diags, S005, (vw_place){.file = o->files->key}, NULL);
    }
    if (status == VW_OK && o->signer->certificate != NULL) {
        check_fit(o);
        check_chain(o);
        o->signer->name = vw_cms__name(o->arena, o->signer->certificate);
    }
    return status;
}

vw_status vw_signer_open(vw_signer **out, vw_arena *arena, vw_diags *diags,
                         const vw_signer_files *files)
{
    opening o = {
        .signer = VW_NEW(arena, vw_signer), .arena = arena, .diags = diags, .files = files};
    const size_t errors = vw_diags_count(diags, VW_ERROR);
    o.signer->chain = kept(arena, free_certificates, sk_X509_new_null());
    vw_status status = open_all(&o);
    OPENSSL_cleanse(o.password, sizeof o.password);
    *out = o.signer;
    if (status == VW_OK && vw_diags_count(diags, VW_ERROR) > errors) {
        status = VW_ERR_INPUT;
    }
    return status;
}

const char *vw_signer_name(const vw_signer *signer)
{
    return signer->name;
}

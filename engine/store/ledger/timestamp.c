/* SPDX-License-Identifier: EUPL-1.2 */
/* Time stamp requests and replies by libcrypto: the one home of <openssl/ts.h>. */
#include "store/timestamp.h"

#include <openssl/err.h>
#include <openssl/rand.h>
#include <openssl/ts.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* ---- libcrypto's objects die with the arena ---------------------------------------------- */

static void free_request(void *what)
{
    TS_REQ_free(what);
}

static void free_reply(void *what)
{
    TS_RESP_free(what);
}

static void free_store(void *what)
{
    X509_STORE_free(what);
}

static void free_token(void *what)
{
    PKCS7_free(what);
}

static void free_info(void *what)
{
    TS_TST_INFO_free(what);
}

static void free_bytes(void *what)
{
    OPENSSL_free(what);
}

static void free_number(void *what)
{
    ASN1_INTEGER_free(what);
}

static void free_time(void *what)
{
    ASN1_TIME_free(what);
}

static void free_imprint(void *what)
{
    TS_MSG_IMPRINT_free(what);
}

static void free_algorithm(void *what)
{
    X509_ALGOR_free(what);
}

static void free_signers(void *what)
{
    sk_X509_free(what);
}

static void free_memory(void *what)
{
    BIO_free(what);
}

/* What libcrypto makes out of nothing it only fails to make without memory. */
static void *kept(vw_arena *arena, void (*release)(void *what), void *what)
{
    if (what == NULL) {
        vw_out_of_memory();
    }
    vw_arena_on_free(arena, release, what);
    return what;
}

static void insist(int done)
{
    if (done != 1) {
        vw_out_of_memory();
    }
}

/* ---- asking ------------------------------------------------------------------------------ */

static void bytes_of_hex(unsigned char out[32], const char *hex)
{
    for (size_t i = 0; i < 32; i++) {
        const char digits[] = {hex[2 * i], hex[2 * i + 1], '\0'};
        out[i] = (unsigned char)strtoul(digits, NULL, 16);
    }
}

static void set_imprint(TS_REQ *request, vw_arena *arena, const char *hex)
{
    unsigned char bytes[32];
    TS_MSG_IMPRINT *imprint = kept(arena, free_imprint, TS_MSG_IMPRINT_new());
    X509_ALGOR *algorithm = kept(arena, free_algorithm, X509_ALGOR_new());
    bytes_of_hex(bytes, hex);
    insist(X509_ALGOR_set0(algorithm, OBJ_nid2obj(NID_sha256), V_ASN1_NULL, NULL));
    insist(TS_MSG_IMPRINT_set_algo(imprint, algorithm));
    insist(TS_MSG_IMPRINT_set_msg(imprint, bytes, sizeof bytes));
    insist(TS_REQ_set_msg_imprint(request, imprint));
}

static void set_nonce(TS_REQ *request, vw_arena *arena)
{
    uint64_t random = 0;
    ASN1_INTEGER *nonce = kept(arena, free_number, ASN1_INTEGER_new());
    insist(RAND_bytes((unsigned char *)&random, (int)sizeof random));
    insist(ASN1_INTEGER_set_uint64(nonce, random));
    insist(TS_REQ_set_nonce(request, nonce));
}

vw_der vw_stamp_request(vw_arena *arena, const char *imprint_sha256)
{
    TS_REQ *request = kept(arena, free_request, TS_REQ_new());
    insist(TS_REQ_set_version(request, 1));
    set_imprint(request, arena, imprint_sha256);
    set_nonce(request, arena);
    insist(TS_REQ_set_cert_req(request, 1));
    unsigned char *bytes = NULL;
    int length = i2d_TS_REQ(request, &bytes);
    return (vw_der){kept(arena, free_bytes, bytes), (size_t)length};
}

vw_status vw_timestamp_query(vw_der *out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags)
{
    vw_ledger_entry head;
    *out = (vw_der){0};
    vw_status status = vw_ledger_head(&head, dossier, arena, diags);
    if (status == VW_OK) {
        *out = vw_stamp_request(arena, head.entry_sha256);
    }
    return status;
}

/* ---- reading an answer ------------------------------------------------------------------- */

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    vw_place place;
    const char *authorities;
} reading;

static const char *reason_of_failure(void)
{
    const char *reason = ERR_reason_error_string(ERR_peek_last_error());
    ERR_clear_error();
    return reason != NULL ? reason : "?";
}

static TS_RESP *parse(const reading *r, vw_der der)
{
    const unsigned char *at = der.bytes;
    TS_RESP *reply = d2i_TS_RESP(NULL, &at, (long)der.length);
    if (reply != NULL) {
        vw_arena_on_free(r->arena, free_reply, reply);
    }
    if (reply == NULL || at != der.bytes + der.length) {
        ERR_clear_error();
        VW_DIAG(r->diags, L020, r->place, NULL);
        return NULL;
    }
    return reply;
}

/* 0 is "granted", 1 "granted with modifications" (RFC 3161, 2.4.2). */
static bool is_granted(const reading *r, TS_RESP *reply)
{
    long code = ASN1_INTEGER_get(TS_STATUS_INFO_get0_status(TS_RESP_get_status_info(reply)));
    if ((code == 0 || code == 1) && TS_RESP_get_tst_info(reply) != NULL) {
        return true;
    }
    VW_DIAG(r->diags, L021, r->place, vw_printf(r->arena, "%ld", code));
    return false;
}

static bool read_imprint(const char **hex, const reading *r, TS_TST_INFO *info)
{
    TS_MSG_IMPRINT *imprint = TS_TST_INFO_get_msg_imprint(info);
    ASN1_OCTET_STRING *bytes = TS_MSG_IMPRINT_get_msg(imprint);
    const ASN1_OBJECT *algorithm = NULL;
    vw_digest digest;
    X509_ALGOR_get0(&algorithm, NULL, NULL, TS_MSG_IMPRINT_get_algo(imprint));
    if (OBJ_obj2nid(algorithm) != NID_sha256 ||
        ASN1_STRING_length(bytes) != (int)sizeof digest.bytes) {
        VW_DIAG(r->diags, L023, r->place, NULL);
        return false;
    }
    char *text = vw_alloc(r->arena, 65);
    memcpy(digest.bytes, ASN1_STRING_get0_data(bytes), sizeof digest.bytes);
    vw_digest_hex(text, &digest);
    *hex = text;
    return true;
}

/* Fractions of a second are dropped. */
static bool read_time(const char **instant, time_t *seconds, const reading *r, TS_TST_INFO *info)
{
    struct tm parts = {0};
    int days = 0, rest = 0;
    ASN1_TIME *epoch = kept(r->arena, free_time, ASN1_TIME_set(NULL, 0));
    const ASN1_GENERALIZEDTIME *time = TS_TST_INFO_get_time(info);
    if (ASN1_TIME_to_tm(time, &parts) != 1 || ASN1_TIME_diff(&days, &rest, epoch, time) != 1) {
        ERR_clear_error();
        VW_DIAG(r->diags, L020, r->place, NULL);
        return false;
    }
    char *text = vw_alloc(r->arena, 21);
    *seconds = (time_t)days * 86400 + rest;
    vw_instant_format(text, *seconds);
    *instant = text;
    return true;
}

static const char *name_of(const reading *r, X509 *signer)
{
    char *bytes = NULL;
    BIO *memory = kept(r->arena, free_memory, BIO_new(BIO_s_mem()));
    /* As text a name may still hold anything: escaped where it is shown. */
    X509_NAME_print_ex(memory, X509_get_subject_name(signer), 0,
                       XN_FLAG_RFC2253 & ~(unsigned long)ASN1_STRFLGS_ESC_MSB);
    long length = BIO_get_mem_data(memory, &bytes);
    return vw_strndup(r->arena, bytes, (size_t)length);
}

/* The certificate must have been good when it signed, not today: a stamp outlives it. */
static X509_STORE *store_of(const reading *r, time_t at)
{
    X509_STORE *store = kept(r->arena, free_store, X509_STORE_new());
    if (X509_STORE_load_file(store, r->authorities) != 1) {
        VW_DIAG(r->diags, L025, (vw_place){.file = r->authorities}, reason_of_failure());
        return NULL;
    }
    X509_VERIFY_PARAM_set_time(X509_STORE_get0_param(store), at);
    return store;
}

static bool signature_agrees(const reading *r, PKCS7 *token, time_t at)
{
    int done;
    if (r->authorities == NULL) {
        done = PKCS7_verify(token, NULL, NULL, NULL, NULL, PKCS7_NOVERIFY);
    } else {
        X509_STORE *store = store_of(r, at);
        if (store == NULL) {
            return false;
        }
        done = TS_RESP_verify_signature(token, NULL, store, NULL);
    }
    if (done != 1) {
        VW_DIAG(r->diags, L024, r->place, reason_of_failure());
    }
    return done == 1;
}

static bool check_signature(vw_stamp *out, const reading *r, PKCS7 *token, time_t at)
{
    if (!signature_agrees(r, token, at)) {
        return false;
    }
    STACK_OF(X509) *signers = kept(r->arena, free_signers, PKCS7_get0_signers(token, NULL, 0));
    out->authority = name_of(r, sk_X509_value(signers, 0));
    out->issuer_checked = r->authorities != NULL;
    return true;
}

static vw_status read_token(vw_stamp *out, const reading *r, PKCS7 *token, TS_TST_INFO *info)
{
    time_t at = 0;
    if (!read_imprint(&out->imprint_sha256, r, info) || !read_time(&out->gen_time, &at, r, info) ||
        !check_signature(out, r, token, at)) {
        return VW_ERR_INPUT;
    }
    unsigned char *bytes = NULL;
    const int length = i2d_PKCS7(token, &bytes);
    out->token = (vw_der){kept(r->arena, free_bytes, bytes), (size_t)length};
    out->gen_at = (int64_t)at;
    return VW_OK;
}

vw_status vw_stamp_read_reply(vw_stamp *out, vw_arena *arena, vw_diags *diags, vw_place place,
                              vw_der reply, const char *authorities)
{
    const reading r = {arena, diags, place, authorities};
    *out = (vw_stamp){0};
    TS_RESP *parsed = parse(&r, reply);
    if (parsed == NULL || !is_granted(&r, parsed)) {
        return VW_ERR_INPUT;
    }
    return read_token(out, &r, TS_RESP_get_token(parsed), TS_RESP_get_tst_info(parsed));
}

vw_status vw_stamp_read_token(vw_stamp *out, vw_arena *arena, vw_diags *diags, vw_place place,
                              vw_der token, const char *authorities)
{
    const reading r = {arena, diags, place, authorities};
    const unsigned char *at = token.bytes;
    *out = (vw_stamp){0};
    PKCS7 *parsed = d2i_PKCS7(NULL, &at, (long)token.length);
    if (parsed != NULL) {
        vw_arena_on_free(arena, free_token, parsed);
    }
    TS_TST_INFO *info =
        parsed != NULL && PKCS7_type_is_signed(parsed) ? PKCS7_to_TS_TST_INFO(parsed) : NULL;
    if (info == NULL) {
        ERR_clear_error();
        VW_DIAG(diags, L020, place, NULL);
        return VW_ERR_INPUT;
    }
    vw_arena_on_free(arena, free_info, info);
    return read_token(out, &r, parsed, info);
}

static vw_status find_entry(vw_timestamp *out, const reading *r, vw_dossier *dossier)
{
    vw_ledger_entry entry;
    vw_status status = vw_ledger_find(&entry, dossier, r->arena, r->diags, out->imprint_sha256);
    if (status == VW_OK && entry.seq == 0) {
        VW_DIAG(r->diags, L022, r->place, out->imprint_sha256);
        status = VW_ERR_INPUT;
    }
    out->ledger_seq = entry.seq;
    return status;
}

vw_status vw_timestamp_read(vw_timestamp *out, vw_dossier *dossier, vw_arena *arena,
                            vw_diags *diags, vw_place place, vw_der reply, const char *authorities)
{
    const reading r = {arena, diags, place, authorities};
    vw_stamp stamp;
    *out = (vw_timestamp){0};
    vw_status status = vw_stamp_read_reply(&stamp, arena, diags, place, reply, authorities);
    if (status != VW_OK) {
        return status;
    }
    out->imprint_sha256 = stamp.imprint_sha256;
    out->gen_time = stamp.gen_time;
    out->authority = stamp.authority;
    out->issuer_checked = stamp.issuer_checked;
    return find_entry(out, &r, dossier);
}

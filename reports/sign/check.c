/* SPDX-License-Identifier: EUPL-1.2 */
/* Checks the signatures of a file, the files inside it, and reads what its pages say. */
#include "reports/sign/cms.h"
#include "reports/sign/fields.h"
#include "reports/sign/page_text.h"
#include "reports/sign/traces.h"
#include "reports/sign/update.h"

#include "base/file.h"
#include "base/limits.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

bool vw_signature_agrees(const vw_signature *signature)
{
    return signature->bytes_agree && signature->only_signed_since &&
           signature->trust != VW_NOT_TRUSTED && (!signature->has_stamp || signature->stamp_agrees);
}

/* ---- signatures --------------------------------------------------------------------------- */

/* "D:20260131123456Z" becomes "2026-01-31T12:34:56Z", with the offset as it is. */
static const char *instant_of(const vw_pdf_in *in, vw_span value)
{
    const char *text = vw_pdf_in_text(in, value);
    if (strncmp(text, "D:", 2) != 0 || strspn(text + 2, "0123456789") != 14) {
        return text;
    }
    const char *at = text + 2;
    return vw_printf(in->arena, "%.4s-%.2s-%.2sT%.2s:%.2s:%.2s%s", at, at + 4, at + 6, at + 8,
                     at + 10, at + 12, at + 14);
}

static const char *number_of(vw_arena *arena, uint64_t number)
{
    return vw_printf(arena, "%" PRIu64, number);
}

/* What stands behind it: signatures alone, or something else. */
static void check_later(vw_signature *out, const vw_pdf_in *in, const vw_pdf_signed *place,
                        const char *number)
{
    vw_pdf_number changed = 0;
    out->only_signed_since = true;
    out->covers_all = place->revision == 0;
    for (size_t i = place->revision; i-- > 0;) {
        if (!vw_pdf__only_signs(&changed, in, i)) {
            out->only_signed_since = false;
            VW_DIAG(in->diags, S023, in->place, number, number_of(in->arena, changed));
            return;
        }
    }
    if (in->file.length > in->revisions.items[0].end) {
        out->only_signed_since = out->covers_all = false;
        VW_DIAG(in->diags, S023, in->place, number, "0");
    }
}

static vw_status check_signature(vw_signature *out, const vw_pdf_in *in, const vw_pdf_signed *place,
                                 size_t index, const vw_pdf_check_options *options)
{
    const char *number = number_of(in->arena, index + 1);
    vw_buf bytes = {.arena = in->arena};
    *out = (vw_signature){
        .signer = "?",
        .name = vw_pdf_in_text(in, vw_pdf_in_entry(place->dictionary, "Name")),
        .reason = vw_pdf_in_text(in, vw_pdf_in_entry(place->dictionary, "Reason")),
        .location = vw_pdf_in_text(in, vw_pdf_in_entry(place->dictionary, "Location")),
        .claimed_at = instant_of(in, vw_pdf_in_entry(place->dictionary, "M")),
    };
    const vw_span format = vw_pdf_in_entry(place->dictionary, "SubFilter");
    if (!vw_pdf_in_is_name(format, "/ETSI.CAdES.detached")) {
        VW_DIAG(in->diags, S025, in->place, number);
        return VW_OK;
    }
    if (!place->sound) {
        VW_DIAG(in->diags, S022, in->place, number);
        return VW_OK;
    }
    if (!vw_pdf__signature_bytes(&bytes, place)) {
        VW_DIAG(in->diags, S021, in->place, number);
        return VW_OK;
    }
    const vw_pdf_cover cover = place->cover;
    const vw_cms_check check = {
        .arena = in->arena,
        .diags = in->diags,
        .place = in->place,
        .number = number,
        .before = {in->file.from, cover.from},
        .after = {in->file.from + cover.until, cover.end - cover.until},
        .trust = options->trust,
        .authorities = options->authorities,
    };
    const vw_der cms = {(const unsigned char *)vw_buf_text(&bytes), bytes.length};
    check_later(out, in, place, number);
    return vw_cms__check(out, &check, cms);
}

/* A signature that differs was told already, with all that it says of the rest. */
static void check_traces(vw_pdf_content *out, const vw_pdf_in *in, const vw_pdf_signed_list *places)
{
    const char *what = NULL;
    for (size_t i = 0; i < out->signatures.count; i++) {
        const vw_signature *signature = &out->signatures.items[i];
        if (!signature->bytes_agree || !signature->only_signed_since) {
            return;
        }
    }
    out->has_traces = vw_pdf__has_traces(&what, in, places);
    if (out->has_traces) {
        VW_DIAG(in->diags, S035, in->place, what);
    }
}

vw_status vw_pdf__check_signatures(vw_pdf_content *out, const vw_pdf_in *in,
                                   const vw_pdf_check_options *options)
{
    vw_pdf_signed_list places = {0};
    vw_status status = VW_OK;
    vw_pdf__signatures(&places, in);
    for (size_t i = 0; i < places.count && status == VW_OK; i++) {
        vw_signature signature;
        status = check_signature(&signature, in, &places.items[i], i, options);
        VW_PUSH(in->arena, out->signatures, signature);
    }
    if (status == VW_OK) {
        check_traces(out, in, &places);
    }
    return status;
}

vw_status vw_pdf__see_signatures(size_t *count, const vw_pdf_in *in)
{
    static const vw_pdf_check_options options = {NULL, NULL};
    vw_pdf_content content = {0};
    vw_status status = vw_pdf__check_signatures(&content, in, &options);
    *count = content.signatures.count;
    for (size_t i = 0; i < *count && status == VW_OK; i++) {
        if (!vw_signature_agrees(&content.signatures.items[i])) {
            VW_DIAG(in->diags, S004, in->place, vw_printf(in->arena, "%zu", i + 1));
            status = VW_ERR_INPUT;
        }
    }
    return status == VW_OK && content.has_traces ? VW_ERR_INPUT : status;
}

/* ---- files inside ------------------------------------------------------------------------- */

static void check_embedded(vw_pdf_content *out, const vw_pdf_in *in, vw_span name,
                           vw_span specification)
{
    vw_buf bytes = {.arena = in->arena}, sha256 = {.arena = in->arena};
    char hex[65];
    const vw_span of = vw_pdf_in_get(in, specification, "EF");
    const vw_pdf_number stream = vw_pdf_in_reference(vw_pdf_in_entry(of, "F"));
    const vw_span dictionary = vw_pdf_in_object(in, 0, stream);
    const vw_span parameters = vw_pdf_in_get(in, dictionary, "Params");
    vw_embedded embedded = {
        .name = vw_pdf_in_text(in, name),
        .description = vw_pdf_in_text(in, vw_pdf_in_entry(specification, "Desc")),
    };
    int64_t size = -1;
    if (vw_pdf_in_stream(&bytes, in, 0, stream, VW_PDF_EMBEDDED_MAX)) {
        embedded.bytes = vw_buf_text(&bytes);
        embedded.length = bytes.length;
        const vw_digest digest = vw_hash(embedded.bytes, embedded.length);
        vw_digest_hex(hex, &digest);
        embedded.agrees = vw_pdf_in_string(&sha256, vw_pdf_in_entry(parameters, "VRWD_SHA256")) &&
                          strcmp(vw_buf_text(&sha256), hex) == 0 &&
                          vw_pdf_in_integer(&size, vw_pdf_in_entry(parameters, "Size")) &&
                          (uint64_t)size == embedded.length;
    }
    if (!embedded.agrees) {
        VW_DIAG(in->diags, S027, in->place, embedded.name);
    }
    VW_PUSH(in->arena, out->embedded, embedded);
}

/* One list of names, as this program writes it; a tree of lists is another program's. */
static vw_span names_of_files(const vw_pdf_in *in)
{
    const vw_span catalogue = vw_pdf_in_object(in, 0, vw_pdf_in_root(in, 0));
    const vw_span trees = vw_pdf_in_get(in, catalogue, "Names");
    const vw_span tree = vw_pdf_in_get(in, trees, "EmbeddedFiles");
    return vw_pdf_in_get(in, tree, "Names");
}

void vw_pdf__check_files(vw_pdf_content *out, const vw_pdf_in *in)
{
    const vw_span names = names_of_files(in);
    vw_span name, specification;
    size_t at = 0;
    while (vw_pdf_in_next(&name, &at, names) && vw_pdf_in_next(&specification, &at, names)) {
        check_embedded(out, in, name, vw_pdf_in_value(in, 0, specification));
    }
}

vw_status vw_pdf_inside(const char **bytes, size_t *length, const char *path, const char *name,
                        vw_arena *arena, vw_diags *diags)
{
    vw_pdf_in in;
    vw_span found, specification;
    size_t at = 0;
    *bytes = NULL;
    const vw_status status = vw_pdf__read(&in, path, arena, diags);
    const vw_span names = status == VW_OK ? names_of_files(&in) : (vw_span){0};
    while (*bytes == NULL && vw_pdf_in_next(&found, &at, names) &&
           vw_pdf_in_next(&specification, &at, names)) {
        if (strcmp(vw_pdf_in_text(&in, found), name) != 0) {
            continue;
        }
        const vw_span of = vw_pdf_in_get(&in, vw_pdf_in_value(&in, 0, specification), "EF");
        vw_buf stream = {.arena = arena};
        if (vw_pdf_in_stream(&stream, &in, 0, vw_pdf_in_reference(vw_pdf_in_entry(of, "F")),
                             VW_PDF_EMBEDDED_MAX)) {
            *bytes = vw_buf_text(&stream);
            *length = stream.length;
        }
    }
    return status;
}

/* The bytes that a signature covers are named in the clear: without that no reader could check
 * it (ISO 32000-1, 12.8.1). */
vw_status vw_pdf_is_signed(bool *out, const char *path, vw_arena *arena, vw_diags *diags)
{
    static const char sign[] = "/ByteRange";
    const char *bytes = NULL;
    size_t length = 0;
    const vw_status status = vw_file_read(&bytes, &length, arena, diags, path, VW_PDF_BYTES_MAX);
    *out = false;
    for (size_t at = 0; status == VW_OK && !*out && at + sizeof sign - 1 <= length; at++) {
        *out = memcmp(bytes + at, sign, sizeof sign - 1) == 0;
    }
    return status;
}

/* ---- all ---------------------------------------------------------------------------------- */

vw_status vw_pdf_check(vw_pdf_content *out, const char *path, const vw_pdf_check_options *options,
                       vw_arena *arena, vw_diags *diags)
{
    vw_pdf_in in;
    *out = (vw_pdf_content){.text = ""};
    vw_status status = vw_pdf__read(&in, path, arena, diags);
    if (status == VW_OK) {
        status = vw_pdf__check_signatures(out, &in, options);
    }
    if (status == VW_OK) {
        vw_pdf__check_files(out, &in);
        out->first = in.file.from;
        out->first_length = in.revisions.items[in.revisions.count - 1].end;
        out->text = vw_pdf__page_text(&in);
    }
    return status;
}

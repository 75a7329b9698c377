/* SPDX-License-Identifier: EUPL-1.2 */
/* Files inside the file: a stream, a specification that says what it is, and their names. */
#include "base/hash.h"
#include "reports/pdf/metadata.h"
#include "reports/pdf/syntax.h"

#include <stdlib.h>
#include <string.h>

static const char *const relations[] = {
    [VW_RELATION_DATA] = "Data", [VW_RELATION_SUPPLEMENT] = "Supplement"};

typedef struct {
    const vw_attachment *attachment;
    vw_pdf_ref specification;
} placed;

/* A name object: what is neither a letter, a digit, a dot nor a dash is written by its number. */
static void add_name(vw_buf *out, const char *text)
{
    static const char plain[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.-";
    vw_buf_add(out, "/");
    for (const char *at = text; *at != '\0'; at++) {
        if (strchr(plain, *at) != NULL) {
            vw_buf_addn(out, at, 1);
        } else {
            vw_buf_addf(out, "#%02X", (unsigned)(unsigned char)*at);
        }
    }
}

static vw_status embed(placed *out, vw_pdf_file *file, const vw_document *document, vw_arena *arena,
                       vw_diags *diags)
{
    const vw_attachment *attachment = out->attachment;
    char instant[21], sha256[65];
    vw_buf bytes = {.arena = arena}, body = {.arena = arena};
    vw_status status = attachment->write(attachment->self, &bytes, diags);
    if (status != VW_OK) {
        return status;
    }
    const vw_digest digest = vw_hash(vw_buf_text(&bytes), bytes.length);
    vw_digest_hex(sha256, &digest);
    vw_instant_format(instant, document->made_at);
    vw_buf_add(&body, "/Type /EmbeddedFile /Subtype ");
    add_name(&body, attachment->mime);
    vw_buf_addf(&body, " /Params <</Size %zu /ModDate (%s) /VRWD_SHA256 (%s)>>", bytes.length,
                vw_pdf__date(arena, instant), sha256);
    const vw_pdf_ref stream =
        vw_pdf__file_add_stream(file, vw_buf_text(&body), vw_buf_text(&bytes), bytes.length, true);
    vw_buf specification = {.arena = arena};
    vw_buf_add(&specification, "/Type /Filespec /F ");
    vw_pdf__add_literal(&specification, attachment->name);
    vw_buf_add(&specification, " /UF ");
    vw_pdf__add_literal(&specification, attachment->name);
    vw_buf_add(&specification, " /Desc ");
    vw_pdf__add_utf16(&specification, attachment->description, true);
    vw_buf_addf(&specification, " /AFRelationship /%s /EF <</F %u 0 R /UF %u 0 R>>",
                relations[attachment->relation], stream, stream);
    out->specification = vw_pdf__file_add_dict(file, vw_buf_text(&specification));
    return VW_OK;
}

/* A tree of names is sorted by their bytes (ISO 32000-1, 7.9.6). */
static int by_name(const void *left, const void *right)
{
    const placed *a = left, *b = right;
    return strcmp(a->attachment->name, b->attachment->name);
}

vw_status vw_pdf__attach(const char **entries, vw_pdf_file *file, const vw_document *document,
                         vw_arena *arena, vw_diags *diags)
{
    const size_t count = document->attachment_count;
    placed *all = VW_NEW_ARRAY(arena, count, placed);
    vw_buf body = {.arena = arena}, names = {.arena = arena};
    vw_status status = VW_OK;
    for (size_t i = 0; i < count && status == VW_OK; i++) {
        all[i].attachment = &document->attachments[i];
        status = embed(&all[i], file, document, arena, diags);
    }
    *entries = "";
    if (status != VW_OK || count == 0) {
        return status;
    }
    vw_buf_add(&body, "\n/AF [");
    for (size_t i = 0; i < count; i++) {
        vw_buf_addf(&body, "%s%u 0 R", i > 0 ? " " : "", all[i].specification);
    }
    qsort(all, count, sizeof *all, by_name);
    for (size_t i = 0; i < count; i++) {
        vw_pdf__add_literal(&names, all[i].attachment->name);
        vw_buf_addf(&names, " %u 0 R ", all[i].specification);
    }
    vw_buf_addf(&body, "] /Names <</EmbeddedFiles <</Names [%s]>>>>", vw_buf_text(&names));
    *entries = vw_buf_text(&body);
    return status;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Adds a signature behind a file: the catalogue with the field in its form, the first page with the
 * field among its annotations, the field, the signature, and a table of these four. */
#include "reports/sign/cms.h"
#include "reports/sign/fields.h"
#include "reports/sign/update.h"

#include "base/date.h"
#include "base/file.h"
#include "base/limits.h"
#include "reports/pdf/syntax.h"

#include <inttypes.h>
#include <string.h>

enum { RANGE_ROOM = 48 }; /* "[0 N N N]" of the largest file */

typedef struct {
    const vw_pdf_in *in;
    vw_arena *arena;
    vw_buf out;               /* what is added */
    vw_pdf_number root, page; /* written anew */
    vw_pdf_number field, signature;
    size_t root_at, page_at, field_at, signature_at; /* in the whole file */
    size_t range_at, contents_at, contents_end;      /* in [out] */
} update;

static size_t here(const update *u)
{
    return u->in->file.length + u->out.length;
}

static size_t begin_object(update *u, vw_pdf_number number)
{
    const size_t at = here(u);
    vw_buf_addf(&u->out, "%u 0 obj\n", number);
    return at;
}

static void add_span(update *u, vw_span span)
{
    vw_buf_addn(&u->out, span.from, span.length);
}

/* All entries of a dictionary as they stand, but two; it is left open. */
static void copy_but(update *u, vw_span dictionary, const char *but, const char *other)
{
    vw_span key, value;
    size_t at = 0;
    vw_buf_add(&u->out, "<<");
    while (vw_pdf_in_next(&key, &at, dictionary) && vw_pdf_in_next(&value, &at, dictionary)) {
        if (vw_pdf_in_is_name(key, but) || vw_pdf_in_is_name(key, other)) {
            continue;
        }
        vw_buf_add(&u->out, "\n");
        add_span(u, key);
        vw_buf_add(&u->out, " ");
        add_span(u, value);
    }
}

/* The items of [array], which may be none, and one more. */
static void add_array_with(update *u, vw_span array, vw_pdf_number more)
{
    vw_span item;
    size_t at = 0;
    vw_buf_add(&u->out, "[");
    while (vw_pdf_in_next(&item, &at, array)) {
        add_span(u, item);
        vw_buf_add(&u->out, " ");
    }
    vw_buf_addf(&u->out, "%u 0 R]", more);
}

/* ---- the four objects --------------------------------------------------------------------- */

static void add_catalogue(update *u)
{
    const vw_span catalogue = vw_pdf_in_object(u->in, 0, u->root);
    const vw_span form = vw_pdf_in_get(u->in, catalogue, "AcroForm");
    const vw_span fields = vw_pdf_in_get(u->in, form, "Fields");
    u->root_at = begin_object(u, u->root);
    copy_but(u, catalogue, "/AcroForm", "/AcroForm");
    vw_buf_add(&u->out, "\n/AcroForm ");
    if (form.from != NULL) {
        copy_but(u, form, "/Fields", "/SigFlags");
    } else {
        vw_buf_add(&u->out, "<<");
    }
    vw_buf_add(&u->out, "/Fields ");
    add_array_with(u, fields, u->field);
    /* 3: there are signatures, and who adds to the file must leave its bytes (table 219). */
    vw_buf_add(&u->out, " /SigFlags 3>>\n>>\nendobj\n");
}

static void add_page(update *u)
{
    const vw_span page = vw_pdf_in_object(u->in, 0, u->page);
    u->page_at = begin_object(u, u->page);
    copy_but(u, page, "/Annots", "/Annots");
    vw_buf_add(&u->out, "\n/Annots ");
    add_array_with(u, vw_pdf_in_get(u->in, page, "Annots"), u->field);
    vw_buf_add(&u->out, "\n>>\nendobj\n");
}

/* Without a place on the page: nobody sees it, so that no tag is due to it (ISO 14289-1, 7.18). It
 * can be printed and is locked (flags 4 and 128), as PDF/A wants of annotations. */
static void add_field(update *u, size_t count)
{
    u->field_at = begin_object(u, u->field);
    vw_buf_addf(&u->out,
                "<</Type /Annot /Subtype /Widget /FT /Sig /T (Signature%zu) /TU (Signature %zu) "
                "/F 132 /Rect [0 0 0 0] /P %u 0 R /V %u 0 R>>\nendobj\n",
                count, count, u->page, u->signature);
}

static void add_text(update *u, const char *key, const char *text)
{
    if (text != NULL && text[0] != '\0') {
        vw_buf_addf(&u->out, "/%s ", key);
        vw_pdf__add_utf16(&u->out, text, true);
        vw_buf_add(&u->out, "\n");
    }
}

static void add_signature(update *u, const vw_signer *signer, const vw_signing *signing,
                          size_t room)
{
    char instant[21];
    vw_instant_format(instant, vw_clock_now());
    u->signature_at = begin_object(u, u->signature);
    vw_buf_addf(&u->out,
                "<</Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached\n"
                "/M (D:%.4s%.2s%.2s%.2s%.2s%.2sZ)\n",
                instant, instant + 5, instant + 8, instant + 11, instant + 14, instant + 17);
    add_text(u, "Name", signing->name != NULL ? signing->name : vw_signer_name(signer));
    add_text(u, "Reason", signing->reason);
    add_text(u, "Location", signing->location);
    vw_buf_add(&u->out, "/ByteRange ");
    u->range_at = u->out.length;
    vw_buf_addf(&u->out, "%*s/Contents ", RANGE_ROOM, "");
    u->contents_at = u->out.length;
    vw_buf_add(&u->out, "<");
    for (size_t i = 0; i < room; i++) {
        vw_buf_add(&u->out, "00");
    }
    vw_buf_add(&u->out, ">");
    u->contents_end = u->out.length;
    vw_buf_add(&u->out, ">>\nendobj\n");
}

static void add_section(update *u, vw_pdf_number number, size_t at)
{
    vw_buf_addf(&u->out, "%u 1\n%010zu 00000 n\r\n", number, at);
}

static void add_table(update *u)
{
    const vw_pdf_revision *newest = &u->in->revisions.items[0];
    const size_t at = here(u);
    vw_buf_add(&u->out, "xref\n");
    add_section(u, u->root, u->root_at);
    add_section(u, u->page, u->page_at);
    vw_buf_addf(&u->out, "%u 2\n%010zu 00000 n\r\n%010zu 00000 n\r\n", u->field, u->field_at,
                u->signature_at);
    vw_buf_add(&u->out, "trailer\n");
    copy_but(u, newest->trailer, "/Prev", "/Size");
    vw_buf_addf(&u->out, "\n/Prev %zu\n/Size %u\n>>\nstartxref\n%zu\n%%%%EOF\n", newest->table_at,
                u->signature + 1, at);
}

/* ---- signing what was added --------------------------------------------------------------- */

static void set_range(update *u)
{
    const size_t before = u->in->file.length + u->contents_at;
    const size_t after = u->in->file.length + u->contents_end;
    const char *range = vw_printf(u->arena, "[0 %zu %zu %zu]", before, after, here(u) - after);
    memcpy(u->out.text + u->range_at, range, strlen(range));
}

static vw_digest digest_of(const update *u)
{
    vw_hasher *hasher = vw_hasher_new(u->arena);
    vw_hasher_start(hasher);
    vw_hasher_add(hasher, u->in->file.from, u->in->file.length);
    vw_hasher_add(hasher, u->out.text, u->contents_at);
    vw_hasher_add(hasher, u->out.text + u->contents_end, u->out.length - u->contents_end);
    return vw_hasher_end(hasher);
}

void vw_pdf__write_hex(char *to, vw_der bytes)
{
    static const char hex[] = "0123456789abcdef";
    for (size_t i = 0; i < bytes.length; i++) {
        to[2 * i] = hex[bytes.bytes[i] >> 4];
        to[2 * i + 1] = hex[bytes.bytes[i] & 15];
    }
}

vw_status vw_pdf__write_out(const char *path, vw_span first, vw_span second, vw_arena *arena,
                            vw_diags *diags)
{
    vw_outfile *file = NULL;
    vw_status status = vw_outfile_open(&file, arena, diags, path);
    if (status == VW_OK) { /* a full disk is told by the commit */
        fwrite(first.from, 1, first.length, vw_outfile_stream(file));
        fwrite(second.from, 1, second.length, vw_outfile_stream(file));
        status = vw_outfile_commit(file, diags);
    }
    return status;
}

vw_status vw_pdf__write_request(const char *path, vw_der cms, vw_arena *arena, vw_diags *diags)
{
    const char *imprint = vw_cms__imprint(arena, cms);
    if (imprint == NULL) {
        return VW_ERR_BUG;
    }
    const vw_der request = vw_stamp_request(arena, imprint);
    return vw_pdf__write_out(path, (vw_span){(const char *)request.bytes, request.length},
                             (vw_span){"", 0}, arena, diags);
}

static bool take_first(void *what, vw_pdf_number page)
{
    update *u = what;
    u->page = page;
    return false;
}

static vw_status begin(update *u, const vw_pdf_in *in, vw_arena *arena, vw_diags *diags)
{
    int64_t size = 0;
    *u = (update){.in = in, .arena = arena, .out.arena = arena, .root = vw_pdf_in_root(in, 0)};
    const bool sized =
        vw_pdf_in_integer(&size, vw_pdf_in_entry(in->revisions.items[0].trailer, "Size"));
    (void)vw_pdf_in_pages(in, take_first, u);
    if (!sized || size <= 0 || size > (int64_t)VW_PDF_OBJECTS_MAX || u->page == 0) {
        VW_DIAG(diags, S001, in->place,
                vw_diag_both(arena, (vw_text){"de bladzijden ontbreken", "its pages are missing"}));
        return VW_ERR_INPUT;
    }
    u->field = (vw_pdf_number)size;
    u->signature = u->field + 1;
    return VW_OK;
}

static vw_status sign(const vw_pdf_in *in, const vw_signer *signer, const vw_signing *signing,
                      size_t count, vw_arena *arena, vw_diags *diags)
{
    update u;
    vw_der cms = {0};
    vw_status status = begin(&u, in, arena, diags);
    const size_t room = status == VW_OK ? vw_cms__room(arena, diags, signer) : 0;
    if (room == 0) {
        return status == VW_OK ? VW_ERR_INPUT : status;
    }
    if (in->file.from[in->file.length - 1] != '\n') {
        vw_buf_add(&u.out, "\n");
    }
    add_catalogue(&u);
    add_page(&u);
    add_field(&u, count);
    add_signature(&u, signer, signing, room);
    add_table(&u);
    set_range(&u);
    const vw_digest digest = digest_of(&u);
    status = vw_cms__make(&cms, arena, diags, signer, &digest);
    if (status != VW_OK || cms.length > room) {
        return status != VW_OK ? status : VW_ERR_BUG;
    }
    vw_pdf__write_hex(u.out.text + u.contents_at + 1, cms);
    /* The request first: a request without its signature harms nobody. */
    if (signing->request != NULL) {
        status = vw_pdf__write_request(signing->request, cms, arena, diags);
    }
    if (status == VW_OK) {
        status = vw_pdf__write_out(signing->output != NULL ? signing->output : in->place.file,
                                   in->file, (vw_span){u.out.text, u.out.length}, arena, diags);
    }
    return status;
}

/* ---- the file ----------------------------------------------------------------------------- */

vw_status vw_pdf__read(vw_pdf_in *in, const char *path, vw_arena *arena, vw_diags *diags)
{
    const char *bytes = NULL;
    size_t length = 0;
    vw_status status = vw_file_read(&bytes, &length, arena, diags, path, VW_PDF_BYTES_MAX);
    return status == VW_OK ? vw_pdf_in_open(in, arena, diags, path, bytes, length) : status;
}

vw_status vw_pdf_sign(const char *path, const vw_signer *signer, const vw_signing *signing,
                      vw_arena *arena, vw_diags *diags)
{
    vw_pdf_in in;
    size_t count = 0;
    vw_status status = vw_pdf__read(&in, path, arena, diags);
    if (status == VW_OK) {
        status = vw_pdf__see_signatures(&count, &in);
    }
    return status == VW_OK ? sign(&in, signer, signing, count + 1, arena, diags) : status;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* A time stamp for a signature that is there already. Its token goes into the signature's own
 * bytes, which the signature does not cover, so that it stays what it was. */
#include "reports/sign/cms.h"
#include "reports/sign/fields.h"
#include "reports/sign/update.h"

#include "base/file.h"
#include "base/limits.h"

#include <string.h>

typedef struct {
    vw_pdf_in in;
    vw_pdf_signed last;
    vw_der cms; /* with the zeros behind it */
} stamping;

/* The last one only: each later signature covers the bytes of those before. */
static vw_status find_last(stamping *s, const char *path, vw_arena *arena, vw_diags *diags)
{
    vw_pdf_signed_list all = {0};
    size_t count = 0;
    vw_status status = vw_pdf__read(&s->in, path, arena, diags);
    if (status == VW_OK) {
        status = vw_pdf__see_signatures(&count, &s->in);
    }
    if (status != VW_OK) {
        return status;
    }
    if (count == 0) {
        VW_DIAG(diags, S017, s->in.place, NULL);
        return VW_ERR_INPUT;
    }
    vw_buf bytes = {.arena = arena};
    vw_pdf__signatures(&all, &s->in);
    s->last = all.items[count - 1];
    if (!vw_pdf__signature_bytes(&bytes, &s->last)) {
        return VW_ERR_BUG; /* it was just checked */
    }
    s->cms = (vw_der){(const unsigned char *)vw_buf_text(&bytes), bytes.length};
    if (vw_cms__has_stamp(s->cms)) {
        VW_DIAG(diags, S018, s->in.place, vw_printf(arena, "%zu", count));
        return VW_ERR_INPUT;
    }
    return VW_OK;
}

vw_status vw_pdf_stamp_request(const char *path, const char *request, vw_arena *arena,
                               vw_diags *diags)
{
    stamping s;
    vw_status status = find_last(&s, path, arena, diags);
    return status == VW_OK ? vw_pdf__write_request(request, s.cms, arena, diags) : status;
}

static vw_status read_reply(vw_stamp *out, const stamping *s, const char *path,
                            const char *authorities, vw_arena *arena, vw_diags *diags)
{
    const char *bytes = NULL;
    vw_der reply = {0};
    vw_status status =
        vw_file_read(&bytes, &reply.length, arena, diags, path, VW_TIMESTAMP_BYTES_MAX);
    if (status == VW_OK) {
        reply.bytes = (const unsigned char *)bytes;
        status =
            vw_stamp_read_reply(out, arena, diags, (vw_place){.file = path}, reply, authorities);
    }
    if (status == VW_OK && strcmp(out->imprint_sha256, vw_cms__imprint(arena, s->cms)) != 0) {
        VW_DIAG(diags, S015, (vw_place){.file = path}, s->in.place.file);
        status = VW_ERR_INPUT;
    }
    return status;
}

/* The same file with other digits between the signature's brackets. */
static vw_status write_stamped(const stamping *s, const char *output, vw_der cms, vw_arena *arena,
                               vw_diags *diags)
{
    const vw_pdf_cover cover = s->last.cover;
    const size_t room = (cover.until - cover.from - 2) / 2;
    if (cms.length > room) {
        VW_DIAG(diags, S016, s->in.place, vw_printf(arena, "%zu", cms.length),
                vw_printf(arena, "%zu", room));
        return VW_ERR_INPUT;
    }
    char *whole = vw_alloc(arena, s->in.file.length);
    memcpy(whole, s->in.file.from, s->in.file.length);
    memset(whole + cover.from + 1, '0', cover.until - cover.from - 2);
    vw_pdf__write_hex(whole + cover.from + 1, cms);
    return vw_pdf__write_out(output, (vw_span){whole, s->in.file.length}, (vw_span){"", 0}, arena,
                             diags);
}

vw_status vw_pdf_stamp(vw_stamp *out, const char *path, const char *reply, const char *output,
                       const char *authorities, vw_arena *arena, vw_diags *diags)
{
    stamping s;
    vw_der cms = {0};
    vw_status status = find_last(&s, path, arena, diags);
    if (status == VW_OK) {
        status = read_reply(out, &s, reply, authorities, arena, diags);
    }
    if (status == VW_OK) {
        status = vw_cms__add_stamp(&cms, arena, diags, s.cms, out->token);
    }
    return status == VW_OK ? write_stamped(&s, output != NULL ? output : path, cms, arena, diags)
                           : status;
}

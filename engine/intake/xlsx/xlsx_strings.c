/* SPDX-License-Identifier: EUPL-1.2 */
/* The strings that cells share: each is kept once in the file, and a cell has its number. */
#include "intake/xlsx/xlsx_private.h"

#include <string.h>

typedef struct {
    vw_xlsx *book;
    vw_diags *diags;
    vw_status status;
    uint64_t kept; /* bytes of the string at hand */
    bool in_text, in_phonetic;
} reading;

static bool add_offset(reading *r)
{
    uint64_t offset = vw_intake__spool_length(r->book->strings);
    r->status = vw_intake__spool_add(r->book->offsets, r->diags, &offset, sizeof offset);
    return r->status == VW_OK;
}

static bool on_start(void *what, unsigned depth, const char *name, const char *const *attributes)
{
    reading *r = what;
    (void)attributes;
    if (depth == 1 && strcmp(name, "si") == 0) {
        r->book->string_count++;
        r->kept = 0;
        return add_offset(r);
    }
    r->in_phonetic = r->in_phonetic || (depth == 2 && strcmp(name, "rPh") == 0);
    r->in_text = depth >= 2 && depth <= 3 && strcmp(name, "t") == 0 && !r->in_phonetic;
    return true;
}

static bool on_end(void *what, unsigned depth, const char *name)
{
    reading *r = what;
    (void)name;
    r->in_text = false;
    r->in_phonetic = r->in_phonetic && depth > 2;
    return true;
}

/* Beyond the bound on a field, bytes are dropped: what is left is too long still, and is refused in
 * each cell that has it. */
static bool on_text(void *what, unsigned depth, const char *text, size_t length)
{
    enum { KEPT_MAX = 2 * VW_FIELD_BYTES_MAX };
    reading *r = what;
    (void)depth;
    if (!r->in_text || r->kept >= KEPT_MAX) {
        return true;
    }
    r->kept += length;
    r->status = vw_intake__spool_add(r->book->strings, r->diags, text, length);
    return r->status == VW_OK;
}

vw_status vw_intake__xlsx_strings(vw_xlsx *book, vw_diags *diags, const char *part)
{
    reading r = {.book = book, .diags = diags, .status = VW_OK};
    const vw_xml_handlers handlers = {
        .start = on_start, .end = on_end, .text = on_text, .what = &r};
    vw_status status = vw_intake__xml_read(book->zip, diags, (vw_place){.file = book->input->path},
                                           part, &handlers);
    if (status == VW_OK && r.status == VW_OK) {
        (void)add_offset(&r);
    }
    return status == VW_OK ? r.status : status;
}

bool vw_intake__xlsx_string(vw_status *status, vw_buf *out, vw_xlsx *book, vw_diags *diags,
                            uint64_t number, size_t most)
{
    uint64_t ends[2];
    char block[1024];
    *status = VW_OK;
    if (number >= book->string_count) {
        return false;
    }
    *status = vw_intake__spool_read(book->offsets, diags, ends, number * sizeof *ends, sizeof ends);
    uint64_t left = *status == VW_OK ? ends[1] - ends[0] : 0;
    left = left < most ? left : most;
    while (left > 0 && *status == VW_OK) {
        size_t part = left < sizeof block ? (size_t)left : sizeof block;
        *status = vw_intake__spool_read(book->strings, diags, block, ends[0], part);
        vw_buf_addn(out, block, part);
        ends[0] += part;
        left -= part;
    }
    return true;
}

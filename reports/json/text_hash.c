/* SPDX-License-Identifier: EUPL-1.2 */
/* The hash of what a document says, which is the hash of it as JSON: all texts, figures and rows,
 * and nothing of how it looks. In the same texts it is found what is left open. */
#define _GNU_SOURCE /* fopencookie */
#include "base/hash.h"
#include "reports/json/json_out.h"
#include "reports/render/render.h"

#include <stdio.h>
#include <string.h>

static ssize_t take(void *hasher, const char *bytes, size_t length)
{
    vw_hasher_add(hasher, bytes, length);
    return (ssize_t)length;
}

vw_status vw_document_text_hash(char hex[65], const vw_document *document, vw_arena *scratch,
                                vw_diags *diags)
{
    vw_hasher *hasher = vw_hasher_new(scratch);
    FILE *file = fopencookie(hasher, "w", (cookie_io_functions_t){.write = take});
    if (file == NULL) {
        vw_out_of_memory();
    }
    vw_hasher_start(hasher);
    vw_status status = vw_json__document(file, document, diags);
    const bool broken = ferror(file) != 0;
    if (fclose(file) != 0 || broken) {
        vw_out_of_memory();
    }
    const vw_digest digest = vw_hasher_end(hasher);
    vw_digest_hex(hex, &digest);
    return status;
}

/* ---- what is left open ----------------------------------------------------------------------- */

enum { PLACE_MAX = 240, FIRST_MAX = 5 };

/* JSON as it comes: only what stands within quotes is text. */
typedef struct {
    vw_arena *arena;
    vw_open_places *out;
    vw_buf text;
    bool is_text, is_escaped;
} place_search;

static void note_place(place_search *search, const char *place, size_t length)
{
    vw_open_places *out = search->out;
    const bool cut = length > PLACE_MAX;
    for (length = cut ? PLACE_MAX : length; cut && ((unsigned char)place[length] & 0xc0) == 0x80;
         length--) {
    }
    const char *shown =
        vw_printf(search->arena, "%.*s%s", (int)length, place, cut ? "\xE2\x80\xA6" : "");
    out->count++;
    for (size_t i = 0; i < out->first.count; i++) {
        if (strcmp(out->first.items[i], shown) == 0) {
            return;
        }
    }
    if (out->first.count < FIRST_MAX) {
        VW_PUSH(search->arena, out->first, shown);
    }
}

static void look_in_text(place_search *search)
{
    size_t length = 0;
    const char *at = vw_buf_text(&search->text);
    while ((at = vw_render_open_place(at, &length)) != NULL) {
        note_place(search, at, length);
        at += length;
    }
    (void)vw_render_again(&search->text);
}

static ssize_t look(void *self, const char *bytes, size_t length)
{
    place_search *search = self;
    for (size_t i = 0; i < length; i++) {
        if (search->is_escaped) {
            search->is_escaped = false;
            vw_buf_addn(&search->text, bytes[i] == 'n' ? " " : &bytes[i], 1);
        } else if (search->is_text && bytes[i] == '\\') {
            search->is_escaped = true;
        } else if (bytes[i] == '"') {
            search->is_text = !search->is_text;
            look_in_text(search);
        } else if (search->is_text) {
            vw_buf_addn(&search->text, &bytes[i], 1);
        }
    }
    return (ssize_t)length;
}

vw_status vw_document_open_places(vw_open_places *out, const vw_document *document, vw_arena *arena,
                                  vw_diags *diags)
{
    place_search search = {.arena = arena, .out = out, .text = {.arena = arena}};
    FILE *file = fopencookie(&search, "w", (cookie_io_functions_t){.write = look});
    *out = (vw_open_places){0};
    if (file == NULL) {
        vw_out_of_memory();
    }
    vw_status status = vw_json__document(file, document, diags);
    const bool broken = ferror(file) != 0;
    if (fclose(file) != 0 || broken) {
        vw_out_of_memory();
    }
    return status;
}

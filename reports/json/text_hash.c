/* SPDX-License-Identifier: EUPL-1.2 */
/* The hash of what a document says, which is the hash of it as JSON: all texts, figures and rows,
 * and nothing of how it looks. In the same texts it is found what is left open. */
#define _GNU_SOURCE /* fopencookie */
#include "base/hash.h"
#include "reports/json/json_out.h"

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

typedef struct {
    vw_arena *arena;
    vw_open_places *out;
    char text[PLACE_MAX + 1];
    size_t length; /* 0: not within brackets */
} bracket_search;

static bool is_open_place(const char *text)
{
    static const char *const begins[] = {"[nog in te vullen", "[still to be filled in",
                                         "[to be filled in"};
    for (size_t i = 0; i < sizeof begins / sizeof *begins; i++) {
        if (strncmp(text, begins[i], strlen(begins[i])) == 0) {
            return true;
        }
    }
    return false;
}

static void note_place(bracket_search *search)
{
    vw_open_places *out = search->out;
    out->count++;
    for (size_t i = 0; i < out->first.count; i++) {
        if (strcmp(out->first.items[i], search->text) == 0) {
            return;
        }
    }
    if (out->first.count < FIRST_MAX) {
        VW_PUSH(search->arena, out->first, vw_strdup(search->arena, search->text));
    }
}

static ssize_t look(void *self, const char *bytes, size_t length)
{
    bracket_search *search = self;
    for (size_t i = 0; i < length; i++) {
        if (bytes[i] == '[') {
            search->length = 0;
        } else if (search->length == 0) {
            continue;
        }
        search->text[search->length++] = bytes[i];
        search->text[search->length] = '\0';
        if (bytes[i] == ']' && is_open_place(search->text)) {
            note_place(search);
        }
        if (bytes[i] == ']' || search->length == PLACE_MAX) {
            search->length = 0;
        }
    }
    return (ssize_t)length;
}

vw_status vw_document_open_places(vw_open_places *out, const vw_document *document, vw_arena *arena,
                                  vw_diags *diags)
{
    bracket_search search = {.arena = arena, .out = out};
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

/* SPDX-License-Identifier: EUPL-1.2 */
/* The kind of evidence that a file's name tells. */
#include "base/utf8.h"
#include "intake/tables/columns.h"
#include "intake/values.h"

#include <string.h>

/* Folded, each run of signs between words written as one "_", and one at both ends: so that a whole
 * word is found by its own text. Letters outside ASCII count as parts of words. */
static const char *as_words(vw_arena *arena, const char *text, size_t length)
{
    const char *folded = vw_intake__fold(arena, vw_strndup(arena, text, length));
    vw_buf words = {.arena = arena};
    bool gap = true;
    vw_buf_add(&words, "_");
    for (const char *at = folded; *at != '\0'; at++) {
        bool part =
            (*at >= 'a' && *at <= 'z') || (*at >= '0' && *at <= '9') || (unsigned char)*at >= 0x80;
        if (part) {
            vw_buf_addn(&words, at, 1);
        } else if (!gap) {
            vw_buf_add(&words, "_");
        }
        gap = !part;
    }
    if (!gap) {
        vw_buf_add(&words, "_");
    }
    return vw_buf_text(&words);
}

static const char *name_in_path(vw_arena *arena, const char *path)
{
    const char *slash = strrchr(path, '/');
    const char *name = slash == NULL ? path : slash + 1;
    const char *dot = strrchr(name, '.');
    return as_words(arena, name, dot == NULL || dot == name ? strlen(name) : (size_t)(dot - name));
}

/* The length of the longest way to write [kind] that stands in [words]; 0: none does. */
static size_t longest_match(vw_arena *arena, const vw_kind *kind, const char *words)
{
    const char *const ways[] = {kind->name, kind->label.nl, kind->label.en, kind->plural.nl,
                                kind->plural.en};
    size_t longest = 0;
    for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
        const char *way = as_words(arena, ways[i], strlen(ways[i]));
        size_t length = strlen(way);
        if (length > 2 && length > longest && strstr(words, way) != NULL) {
            longest = length;
        }
    }
    return longest;
}

static const char *list_kinds(vw_arena *arena, const vw_catalogue *catalogue)
{
    vw_buf list = {.arena = arena};
    for (size_t i = 0; i < catalogue->count; i++) {
        vw_buf_addf(&list, "%s%s", i == 0 ? "" : ", ", catalogue->kinds[i].name);
    }
    return vw_buf_text(&list);
}

static const vw_kind *find_named(vw_arena *arena, vw_diags *diags, const vw_catalogue *catalogue,
                                 const char *path, const char *name)
{
    const vw_kind *kind = vw_catalogue_find(catalogue, name);
    if (kind == NULL) {
        const char **names = VW_NEW_ARRAY(arena, catalogue->count, const char *);
        for (size_t i = 0; i < catalogue->count; i++) {
            names[i] = catalogue->kinds[i].name;
        }
        VW_DIAG(diags, I003, (vw_place){.file = path}, name,
                vw_suggest(name, names, catalogue->count), list_kinds(arena, catalogue));
    }
    return kind;
}

const vw_kind *vw_intake__find_kind(vw_arena *arena, vw_diags *diags, const vw_catalogue *catalogue,
                                    const char *path, const char *name)
{
    if (name != NULL) {
        return find_named(arena, diags, catalogue, path, name);
    }
    const char *words = name_in_path(arena, path);
    const vw_kind *best = NULL;
    const vw_kind *rival = NULL;
    size_t longest = 0;
    for (size_t i = 0; i < catalogue->count; i++) {
        size_t length = longest_match(arena, &catalogue->kinds[i], words);
        if (length > longest) {
            best = &catalogue->kinds[i];
            rival = NULL;
            longest = length;
        } else if (length > 0 && length == longest) {
            rival = &catalogue->kinds[i];
        }
    }
    if (best == NULL) {
        VW_DIAG(diags, I002, (vw_place){.file = path}, list_kinds(arena, catalogue));
    } else if (rival != NULL) {
        VW_DIAG(diags, I005, (vw_place){.file = path}, best->name, rival->name);
        best = NULL;
    }
    return best;
}

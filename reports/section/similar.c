/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/section/similar.h"

#include "base/file.h"
#include "base/limits.h"
#include "base/source.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

typedef VW_VEC(uint64_t) run_list;

/* ---- runs of words ------------------------------------------------------------------------- */

static bool is_letter(unsigned char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z') || byte >= 0x80;
}

/* FNV-1a over the letters, capitals of the alphabet made small. */
static uint64_t hash_of(const char *word, size_t length)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < length; i++) {
        const unsigned char byte = (unsigned char)word[i];
        hash ^= byte >= 'A' && byte <= 'Z' ? byte + 32u : byte;
        hash *= 1099511628211u;
    }
    return hash;
}

static void words_of(run_list *out, const char *text, vw_arena *arena)
{
    *out = (run_list){0};
    while (*text != '\0') {
        size_t length = 0;
        while (is_letter((unsigned char)text[length])) {
            length++;
        }
        if (length > 0) {
            VW_PUSH(arena, *out, hash_of(text, length));
        }
        text += length + (text[length] != '\0' ? 1 : 0);
    }
}

static int by_value(const void *left, const void *right)
{
    const uint64_t a = *(const uint64_t *)left, b = *(const uint64_t *)right;
    return (a > b) - (a < b);
}

/* In order, each once. */
static void runs_of(run_list *out, const run_list *words, vw_arena *arena)
{
    *out = (run_list){0};
    for (size_t i = 0; i + 2 < words->count; i++) {
        const uint64_t *at = &words->items[i];
        VW_PUSH(arena, *out,
                at[0] * 3 + (at[1] << 21 | at[1] >> 43) * 5 + (at[2] << 42 | at[2] >> 22) * 7);
    }
    if (out->count == 0) {
        return;
    }
    qsort(out->items, out->count, sizeof *out->items, by_value);
    size_t kept = 1;
    for (size_t i = 1; i < out->count; i++) {
        if (out->items[i] != out->items[kept - 1]) {
            out->items[kept++] = out->items[i];
        }
    }
    out->count = kept;
}

static size_t common_of(const run_list *left, const run_list *right)
{
    size_t common = 0;
    for (size_t i = 0, j = 0; i < left->count && j < right->count;) {
        if (left->items[i] == right->items[j]) {
            common++;
            i++;
            j++;
        } else if (left->items[i] < right->items[j]) {
            i++;
        } else {
            j++;
        }
    }
    return common;
}

double vw_similar(const char *left, const char *right, vw_arena *scratch)
{
    run_list words[2], runs[2];
    words_of(&words[0], left, scratch);
    words_of(&words[1], right, scratch);
    if (words[0].count < VW_SIMILAR_WORDS || words[1].count < VW_SIMILAR_WORDS) {
        return -1;
    }
    runs_of(&runs[0], &words[0], scratch);
    runs_of(&runs[1], &words[1], scratch);
    const size_t common = common_of(&runs[0], &runs[1]);
    return (double)common / (double)(runs[0].count + runs[1].count - common);
}

/* ---- last year's section -------------------------------------------------------------------- */

static void add_paragraph(vw_paragraphs *out, vw_arena *arena, const char *start, size_t length)
{
    if (length > 0) {
        VW_PUSH(arena, *out, vw_strndup(arena, start, length));
    }
}

/* Apart by empty lines; an item of a list or row of a table is one too. */
void vw_paragraphs_split(vw_paragraphs *out, const char *text, vw_arena *arena)
{
    const char *start = text;
    while (*start != '\0') {
        const char *end = start;
        for (; *end != '\0'; end++) {
            const bool mark = end[0] == '\n' && strchr("\n-|*#>", end[1]) != NULL;
            if (mark) {
                break;
            }
        }
        add_paragraph(out, arena, start, (size_t)(end - start));
        start = *end == '\0' ? end : end + 1;
    }
}

static void collect_json(vw_paragraphs *out, json_t *value, vw_arena *arena)
{
    const char *key;
    json_t *item;
    size_t index;
    if (json_is_string(value)) {
        add_paragraph(out, arena, json_string_value(value), json_string_length(value));
    } else if (json_is_array(value)) {
        json_array_foreach(value, index, item)
        {
            collect_json(out, item, arena);
        }
    } else if (json_is_object(value)) {
        json_object_foreach(value, key, item)
        {
            collect_json(out, item, arena);
        }
    }
}

vw_status vw_paragraphs_read(vw_paragraphs *out, const char *path, vw_arena *arena, vw_diags *diags)
{
    const char *text = NULL;
    const vw_source *source = NULL;
    size_t length = 0;
    vw_status status =
        vw_file_read(&text, &length, arena, diags, path, (size_t)VW_TEMPLATE_BYTES_MAX);
    if (status == VW_OK) { /* refuses what is no UTF-8 */
        status = vw_source_new(&source, arena, diags, path, text, length);
    }
    if (status != VW_OK) {
        return status;
    }
    json_t *root = text[strspn(text, " \t\r\n")] == '{' ? json_loads(text, 0, NULL) : NULL;
    if (root != NULL) {
        collect_json(out, root, arena);
        json_decref(root);
    } else {
        vw_paragraphs_split(out, text, arena);
    }
    return VW_OK;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/front_matter.h"

#include "load/fields.h"

#include <string.h>

static const char *const audiences[] = {"public", "confidential"};
static const char *const forms[] = {"college"};
static const char *const initials[] = {"auditor"};
static const char *const pages[] = {"1", "2"};

static size_t line_end(const vw_source *source, size_t line)
{
    return line + 1 < source->line_count ? source->line_starts[line + 1] : source->length;
}

/* "---" with nothing behind it but blanks. */
static bool is_rule(const vw_source *source, size_t line)
{
    const char *text = source->text + source->line_starts[line];
    const size_t length = line_end(source, line) - source->line_starts[line];
    size_t at = 3;
    if (length < at || strncmp(text, "---", at) != 0) {
        return false;
    }
    while (at < length && strchr(" \t\r\n", text[at]) != NULL) {
        at++;
    }
    return at == length;
}

static bool opens_field(const vw_source *source, size_t line)
{
    static const char *const names[] = {
        "audience:", "for:", "needs:", "form:", "initials:", "pages:"};
    const char *text = source->text + source->line_starts[line];
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        if (strncmp(text, names[i], strlen(names[i])) == 0) {
            return true;
        }
    }
    return false;
}

/* A header that does not begin on the first line is none: what it says would be printed, and would
 * not hold. */
static vw_status find_late_header(const vw_source *source, vw_arena *arena, vw_diags *diags)
{
    for (size_t i = 1; i + 1 < source->line_count; i++) {
        if (is_rule(source, i) && opens_field(source, i + 1)) {
            VW_DIAG(diags, T158, vw_source_place(source, arena, source->line_starts[i], 3), NULL);
            return VW_ERR_INPUT;
        }
    }
    return VW_OK;
}

typedef VW_VEC(vw_front_word) words;

static void read_words(words *out, vw_fields *fields, const char *name)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, name, VW_OPTIONAL);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        const char *text = vw_load__string_at(loader, list->items[i], name);
        const vw_front_word word = {text, vw_load__place(loader->arena, list->items[i])};
        if (text != NULL) {
            VW_PUSH(loader->arena, *out, word);
        }
    }
}

static void read_fields(vw_front_matter *out, vw_loader *loader, const vw_node *root)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, root, "template")) {
        return;
    }
    const int audience = vw_load__word(&fields, "audience", VW_OPTIONAL, audiences,
                                       sizeof audiences / sizeof *audiences);
    out->says_audience = audience >= 0;
    out->confidential = audience != 0;
    words types = {0}, needs = {0};
    read_words(&types, &fields, "for");
    read_words(&needs, &fields, "needs");
    out->types = types.items;
    out->type_count = types.count;
    out->needs = needs.items;
    out->need_count = needs.count;
    const int form =
        vw_load__word(&fields, "form", VW_OPTIONAL, forms, sizeof forms / sizeof *forms);
    out->form = form >= 0 ? forms[form] : NULL;
    out->initials = vw_load__word(&fields, "initials", VW_OPTIONAL, initials,
                                  sizeof initials / sizeof *initials) >= 0;
    out->pages =
        1 + vw_load__word(&fields, "pages", VW_OPTIONAL, pages, sizeof pages / sizeof *pages);
    vw_load__close(&fields);
}

/* Up to the second rule the text is a YAML document, whose beginning the first rule marks: so its
 * places are those of the file. */
static void read_header(vw_front_matter *out, vw_arena *arena, vw_diags *diags,
                        const vw_source *source, size_t last)
{
    const size_t length = source->line_starts[last] - 1; /* without that line's break */
    const vw_source header = {.path = source->path,
                              .text = vw_strndup(arena, source->text, length),
                              .length = length,
                              .line_starts = source->line_starts,
                              .line_count = last};
    vw_arena *scratch = vw_arena_new();
    vw_loader *loader = VW_NEW(scratch, vw_loader);
    loader->arena = arena;
    loader->scratch = loader->tree = scratch;
    loader->diags = diags;
    const vw_node *root = vw_load__parse(arena, scratch, diags, &header);
    if (root != NULL) {
        read_fields(out, loader, root);
    }
    vw_arena_free(scratch);
}

vw_status vw_front_matter_read(vw_front_matter *out, vw_arena *arena, vw_diags *diags,
                               const vw_source *source)
{
    const size_t errors_before = vw_diags_count(diags, VW_ERROR);
    *out = (vw_front_matter){.confidential = true};
    if (source->line_count == 0 || !is_rule(source, 0)) {
        return find_late_header(source, arena, diags);
    }
    size_t last = 1;
    while (last < source->line_count && !is_rule(source, last)) {
        last++;
    }
    if (last >= source->line_count) {
        VW_DIAG(diags, T088, vw_source_place(source, arena, 0, 3), NULL);
        return VW_ERR_INPUT;
    }
    out->end = line_end(source, last);
    read_header(out, arena, diags, source, last);
    return vw_diags_count(diags, VW_ERROR) > errors_before ? VW_ERR_INPUT : VW_OK;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "load/fields.h"

#include <string.h>

/* `x:`, `x: ~` and `x: null` say nothing; so do quotes with nothing in them. */
static bool is_empty(const vw_node *node)
{
    if (node->type != VW_NODE_SCALAR) {
        return false;
    }
    bool plain_null = node->style == VW_STYLE_PLAIN &&
                      (strcmp(node->text, "~") == 0 || strcmp(node->text, "null") == 0);
    return plain_null || strspn(node->text, " \t\r\n") == node->text_length;
}

bool vw_load__open(vw_fields *out, vw_loader *loader, const vw_node *node, const char *what)
{
    *out = (vw_fields){.loader = loader, .node = node, .what = what};
    if (node->type != VW_NODE_MAPPING) {
        if (node->type != VW_NODE_REFUSED) {
            VW_DIAG(loader->diags, Y021, vw_load__place(loader->arena, node), what);
        }
        return false;
    }
    out->asked = VW_NEW_ARRAY(loader->tree, node->count, bool);
    return true;
}

void vw_load__close(vw_fields *fields)
{
    vw_loader *loader = fields->loader;
    for (size_t i = 0; i < fields->node->count; i++) {
        const vw_node *key = fields->node->entries[i].key;
        if (!fields->asked[i]) {
            VW_DIAG(loader->diags, Y018, vw_load__place(loader->arena, key), key->text,
                    fields->what,
                    vw_load__suggest(loader, key->text, fields->known.items, fields->known.count));
        }
    }
}

/* The value under [name], also when empty, and every key of that name marked as known: one given
 * twice was reported by the parser. */
static const vw_node *find(vw_fields *fields, const char *name)
{
    const vw_node *value = NULL;
    VW_PUSH(fields->loader->tree, fields->known, name);
    for (size_t i = 0; i < fields->node->count; i++) {
        if (strcmp(fields->node->entries[i].key->text, name) == 0) {
            fields->asked[i] = true;
            value = value != NULL ? value : fields->node->entries[i].value;
        }
    }
    return value;
}

const vw_node *vw_load__get(vw_fields *fields, const char *name, vw_need need)
{
    const vw_node *value = find(fields, name);
    if (value != NULL && value->type == VW_NODE_REFUSED) {
        return NULL;
    }
    if (value == NULL || is_empty(value)) {
        if (need == VW_NEEDED) {
            const vw_node *where = value != NULL ? value : fields->node;
            VW_DIAG(fields->loader->diags, Y017, vw_load__place(fields->loader->arena, where), name,
                    fields->what);
        }
        return NULL;
    }
    return value;
}

const vw_node *vw_load__peek(const vw_fields *fields, const char *name)
{
    for (size_t i = 0; i < fields->node->count; i++) {
        if (strcmp(fields->node->entries[i].key->text, name) == 0) {
            return fields->node->entries[i].value;
        }
    }
    return NULL;
}

vw_place vw_load__place_of(const vw_fields *fields, const char *name)
{
    const vw_node *value = vw_load__peek(fields, name);
    return vw_load__place(fields->loader->arena, value != NULL ? value : fields->node);
}

/* ---- texts ---- */

const char *vw_load__string_at(vw_loader *loader, const vw_node *node, const char *what)
{
    if (node->type == VW_NODE_REFUSED) {
        return NULL;
    }
    if (node->type != VW_NODE_SCALAR || is_empty(node)) {
        VW_DIAG(loader->diags, Y019, vw_load__place(loader->arena, node), what);
        return NULL;
    }
    size_t length = node->text_length;
    while (strchr(" \t\r\n", node->text[length - 1]) != NULL) {
        length--;
    }
    return length == node->text_length ? node->text : vw_strndup(loader->arena, node->text, length);
}

const char *vw_load__string(vw_fields *fields, const char *name, vw_need need)
{
    const vw_node *value = vw_load__get(fields, name, need);
    return value != NULL ? vw_load__string_at(fields->loader, value, name) : NULL;
}

/* The part of a text in one language; what is missing is reported on the text as a whole. */
static const char *language(vw_fields *text, const char *lang)
{
    vw_loader *loader = text->loader;
    const vw_node *value = find(text, lang);
    if (value != NULL && value->type == VW_NODE_REFUSED) {
        return "";
    }
    if (value == NULL || is_empty(value)) {
        const vw_node *where = value != NULL ? value : text->node;
        VW_DIAG(loader->diags, Y023, vw_load__place(loader->arena, where), lang, text->what);
        return "";
    }
    const char *string = vw_load__string_at(loader, value, lang);
    return string != NULL ? string : "";
}

vw_text vw_load__text(vw_fields *fields, const char *name, vw_need need)
{
    vw_loader *loader = fields->loader;
    const vw_node *value = vw_load__get(fields, name, need);
    if (value == NULL) {
        return (vw_text){"", ""};
    }
    if (value->type != VW_NODE_MAPPING) {
        VW_DIAG(loader->diags, Y022, vw_load__place(loader->arena, value), name);
        return (vw_text){"", ""};
    }
    vw_fields text;
    (void)vw_load__open(&text, loader, value, name);
    vw_text result = {.nl = language(&text, "nl"), .en = language(&text, "en")};
    for (size_t i = 0; i < value->count; i++) {
        if (!text.asked[i]) {
            const vw_node *key = value->entries[i].key;
            VW_DIAG(loader->diags, Y024, vw_load__place(loader->arena, key), key->text, name);
        }
    }
    return result;
}

vw_rule_text vw_load__rule(vw_fields *fields, const char *name, vw_need need)
{
    const vw_node *value = vw_load__get(fields, name, need);
    if (value == NULL || vw_load__string_at(fields->loader, value, name) == NULL) {
        return (vw_rule_text){.text = NULL};
    }
    return vw_load__rule_text(fields->loader->arena, value);
}

const vw_node *vw_load__list(vw_fields *fields, const char *name, vw_need need)
{
    const vw_node *value = vw_load__get(fields, name, need);
    if (value != NULL && value->type != VW_NODE_LIST) {
        VW_DIAG(fields->loader->diags, Y020, vw_load__place(fields->loader->arena, value), name);
        return NULL;
    }
    return value;
}

/* ---- other values ---- */

bool vw_load__bool(vw_fields *fields, const char *name)
{
    const vw_node *value = vw_load__get(fields, name, VW_OPTIONAL);
    if (value == NULL) {
        return false;
    }
    bool yes = value->type == VW_NODE_SCALAR && strcmp(value->text, "true") == 0;
    bool no = value->type == VW_NODE_SCALAR && strcmp(value->text, "false") == 0;
    if (!yes && !no) {
        VW_DIAG(fields->loader->diags, Y025, vw_load__place_of(fields, name), name);
    }
    return yes;
}

bool vw_load__date(vw_date *out, vw_fields *fields, const char *name, vw_need need)
{
    *out = VW_DATE_NONE;
    const vw_node *value = vw_load__get(fields, name, need);
    if (value == NULL) {
        return false;
    }
    if (value->type != VW_NODE_SCALAR || !vw_date_parse(out, value->text)) {
        VW_DIAG(fields->loader->diags, Y027, vw_load__place_of(fields, name), name);
        *out = VW_DATE_NONE;
        return false;
    }
    return true;
}

/* Digits with an optional part after a point: at most 15, which a double holds exactly, so that one
 * division rounds once and no locale has a say. Returns what follows, or NULL. */
static const char *decimal(double *out, const char *text, double divisor)
{
    double digits = 0;
    size_t count = 0, after_point = 0;
    bool point = false;
    for (; (*text >= '0' && *text <= '9') || (*text == '.' && !point && count > 0); text++) {
        if (*text == '.') {
            point = true;
            continue;
        }
        digits = digits * 10 + (*text - '0');
        after_point += point ? 1 : 0;
        count++;
    }
    if (count == 0 || count > 15 || (point && after_point == 0)) {
        return NULL;
    }
    for (; after_point > 0; after_point--) {
        divisor *= 10;
    }
    *out = digits / divisor;
    return text;
}

bool vw_load__number(double *out, vw_fields *fields, const char *name)
{
    *out = 0;
    const vw_node *value = vw_load__get(fields, name, VW_OPTIONAL);
    if (value == NULL) {
        return false;
    }
    bool negative = value->type == VW_NODE_SCALAR && value->text[0] == '-';
    const char *rest =
        value->type == VW_NODE_SCALAR ? decimal(out, value->text + (negative ? 1 : 0), 1) : NULL;
    if (rest == NULL || *rest != '\0') {
        VW_DIAG(fields->loader->diags, Y026, vw_load__place_of(fields, name), name);
        return false;
    }
    *out = negative ? -*out : *out;
    return true;
}

bool vw_load__share(double *out, vw_fields *fields, const char *name)
{
    *out = 0;
    const vw_node *value = vw_load__get(fields, name, VW_OPTIONAL);
    if (value == NULL) {
        return false;
    }
    const char *rest = value->type == VW_NODE_SCALAR ? decimal(out, value->text, 100) : NULL;
    if (rest == NULL || strcmp(rest + strspn(rest, " "), "%") != 0) {
        VW_DIAG(fields->loader->diags, Y028, vw_load__place_of(fields, name), name);
        *out = 0; /* nothing more is said about it */
        return false;
    }
    if (*out > 1) {
        VW_DIAG(fields->loader->diags, Y029, vw_load__place_of(fields, name), name);
        *out = 0; /* nothing more is said about it */
        return false;
    }
    return true;
}

/* ---- one word out of several ---- */

static const char *listing(vw_arena *arena, const char *const *words, size_t count)
{
    vw_buf buf = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        vw_buf_addf(&buf, "%s%s", i == 0 ? "" : ", ", words[i]);
    }
    return vw_buf_text(&buf);
}

int vw_load__word_at(vw_loader *loader, const vw_node *node, const char *what,
                     const char *const *words, size_t count)
{
    const char *text = vw_load__string_at(loader, node, what);
    for (size_t i = 0; text != NULL && i < count; i++) {
        if (strcmp(words[i], text) == 0) {
            return (int)i;
        }
    }
    if (text != NULL) {
        VW_DIAG(loader->diags, Y030, vw_load__place(loader->arena, node), text,
                listing(loader->scratch, words, count),
                vw_load__suggest(loader, text, words, count));
    }
    return -1;
}

int vw_load__word(vw_fields *fields, const char *name, vw_need need, const char *const *words,
                  size_t count)
{
    const vw_node *value = vw_load__get(fields, name, need);
    return value != NULL ? vw_load__word_at(fields->loader, value, name, words, count) : -1;
}

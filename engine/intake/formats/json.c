/* SPDX-License-Identifier: EUPL-1.2 */
/* A JSON document by paths, and what is left of it. */
#include "intake/formats/shared.h"

#include <stdlib.h>
#include <string.h>

/* An array's element by its number; NULL when [name] is none, or beyond the end. */
static const json_t *element_at(const json_t *array, const char *name, size_t length)
{
    size_t index = 0;

    for (size_t i = 0; i < length; i++) {
        if (name[i] < '0' || name[i] > '9' || index > SIZE_MAX / 10 - 9) {
            return NULL;
        }
        index = index * 10 + (size_t)(name[i] - '0');
    }
    return length == 0 ? NULL : json_array_get(array, index);
}

const json_t *vw_json_at(const json_t *value, const char *path)
{
    const char *name = path;

    while (value != NULL && *name != '\0') {
        size_t length = strcspn(name, ".");

        value = json_is_array(value) ? element_at(value, name, length)
                                     : json_object_getn(value, name, length);
        name += length;
        name += *name == '.';
    }
    return value;
}

/* [value] as jansson writes it, at the end of [out]. */
static void add_dumped(vw_buf *out, const json_t *value, size_t flags)
{
    char small[64];
    size_t length = json_dumpb(value, small, sizeof small, flags);

    if (length <= sizeof small) {
        vw_buf_addn(out, small, length);
    } else {
        char *large = vw_alloc(out->arena, length);

        (void)json_dumpb(value, large, length, flags);
        vw_buf_addn(out, large, length);
    }
}

/* With no more digits than tell it from its neighbours: 9.8, not 9.8000000000000007. */
static void add_real(vw_buf *out, const json_t *value)
{
    char text[64] = "";
    size_t length = 0;

    for (size_t digits = 15; digits <= 17; digits++) {
        length =
            json_dumpb(value, text, sizeof text - 1, JSON_ENCODE_ANY | JSON_REAL_PRECISION(digits));
        text[length] = '\0';
        double again = strtod(text, NULL);

        if (!(again < json_real_value(value)) && !(again > json_real_value(value))) {
            break;
        }
    }
    vw_buf_addn(out, text, length);
}

const char *vw_json_text(vw_arena *arena, const json_t *value, const char *path)
{
    const json_t *found = vw_json_at(value, path);
    vw_buf text = {.arena = arena};

    if (json_is_string(found)) {
        return vw_strndup(arena, json_string_value(found), json_string_length(found));
    }
    if (json_is_real(found)) {
        add_real(&text, found);
    } else if (json_is_integer(found) || json_is_boolean(found)) {
        add_dumped(&text, found, JSON_ENCODE_ANY);
    } else {
        return NULL;
    }
    return vw_buf_text(&text);
}

/* ---- what is left ------------------------------------------------------------------------ */

typedef struct {
    const char *name;
    json_t *value;
    const char *const
        *taken; /* paths below the value of which some are taken, or NULL: all stays */
} member;

static int by_name(const void *a, const void *b)
{
    return strcmp(((const member *)a)->name, ((const member *)b)->name);
}

/* The paths of [taken] that go on below [name], without it. [*whole] says that [name] itself is
 * taken. NULL when there are none. */
static const char *const *below(vw_arena *arena, bool *whole, const char *const *taken,
                                const char *name)
{
    size_t length = strlen(name), count = 0;
    const char **paths = NULL;

    *whole = false;
    for (const char *const *path = taken; path != NULL && *path != NULL; path++) {
        if (strncmp(*path, name, length) != 0) {
            continue;
        }
        if ((*path)[length] == '\0') {
            *whole = true;
        } else if ((*path)[length] == '.') {
            if (paths == NULL) {
                size_t most = 1;

                for (const char *const *other = path; *other != NULL; other++) {
                    most++;
                }
                paths = VW_NEW_ARRAY(arena, most, const char *);
            }
            paths[count++] = *path + length + 1;
        }
    }
    return paths;
}

static bool add_value(vw_buf *out, const json_t *value, const char *const *taken);

/* Writes the members that are left, by name. False, and nothing written, when none is. */
static bool add_object(vw_buf *out, const json_t *object, const char *const *taken)
{
    VW_VEC(member) members = {0};
    json_t *iterated = vw_formats__iterated(object);
    const char *name;
    json_t *value;
    bool any = false;

    json_object_foreach(iterated, name, value)
    {
        bool whole;
        member found = {name, value, below(out->arena, &whole, taken, name)};

        if (!whole) {
            VW_PUSH(out->arena, members, found);
        }
    }
    if (members.count > 0) {
        qsort(members.items, members.count, sizeof *members.items, by_name);
    }
    size_t start = out->length;

    vw_buf_add(out, "{");
    for (size_t i = 0; i < members.count; i++) {
        size_t before = out->length;
        json_t *key = json_string(members.items[i].name);

        if (key == NULL) {
            vw_out_of_memory();
        }
        vw_buf_add(out, any ? "," : "");
        add_dumped(out, key, JSON_ENCODE_ANY);
        json_decref(key);
        vw_buf_add(out, ":");
        if (add_value(out, members.items[i].value, members.items[i].taken)) {
            any = true;
        } else {
            out->length = before;
        }
    }
    if (!any && json_object_size(object) > 0) {
        out->length = start;
        return false;
    }
    vw_buf_add(out, "}");
    return true;
}

static bool add_array(vw_buf *out, const json_t *array, const char *const *taken)
{
    size_t index, start = out->length;
    json_t *element;
    bool any = false;

    vw_buf_add(out, "[");
    json_array_foreach(array, index, element)
    {
        size_t before = out->length;
        const char *const *inside = NULL;
        bool whole = false;

        if (taken != NULL) {
            inside = below(out->arena, &whole, taken, vw_printf(out->arena, "%zu", index));
        }
        vw_buf_add(out, any ? "," : "");
        if (!whole && add_value(out, element, inside)) {
            any = true;
        } else {
            out->length = before;
        }
    }
    if (!any && json_array_size(array) > 0) {
        out->length = start;
        return false;
    }
    vw_buf_add(out, "]");
    return true;
}

/* False, and nothing written, when all of it was taken. */
static bool add_value(vw_buf *out, const json_t *value, const char *const *taken)
{
    if (json_is_object(value)) {
        return add_object(out, value, taken);
    }
    if (json_is_array(value)) {
        return add_array(out, value, taken);
    }
    if (json_is_real(value)) {
        add_real(out, value);
    } else {
        add_dumped(out, value, JSON_ENCODE_ANY | JSON_COMPACT);
    }
    return true;
}

const char *vw_json_rest(vw_arena *arena, const json_t *value, const char *const *taken)
{
    vw_buf out = {.arena = arena};

    return json_object_size(value) > 0 && add_value(&out, value, taken) ? vw_buf_text(&out) : "";
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether a JSON value is built as its format's schema says, for the schemas that matter here. */
#include "intake/formats/shared.h"

#include <stdlib.h>
#include <string.h>

json_t *vw_formats__iterated(const json_t *object)
{
    json_t *same;

    memcpy(&same, &object, sizeof same);
    return same;
}

const char *vw_formats__text(const json_t *object, const char *name)
{
    return json_string_value(json_object_get(object, name));
}

/* ---- places ------------------------------------------------------------------------------ */

static void add_step(vw_buf *out, const vw_at *at)
{
    if (at == NULL) {
        return;
    }
    add_step(out, at->parent);
    vw_buf_add(out, "/");
    if (at->name == NULL) {
        vw_buf_addf(out, "%zu", at->index);
    }
    for (const char *c = at->name; c != NULL && *c != '\0'; c++) {
        if (*c == '~' || *c == '/') {
            vw_buf_add(out, *c == '~' ? "~0" : "~1");
        } else {
            vw_buf_addn(out, c, 1);
        }
    }
}

const char *vw_formats__pointer(vw_arena *arena, const vw_at *at)
{
    vw_buf out = {.arena = arena};

    add_step(&out, at);
    return vw_buf_text(&out);
}

vw_place vw_formats__place(const vw_intake_run *run, const vw_at *at)
{
    return (vw_place){.file = run->options->path,
                      .field = at == NULL ? NULL : vw_formats__pointer(run->arena, at)};
}

/* ---- shapes ------------------------------------------------------------------------------ */

/* As RFC 8259 calls it. */
static const char *type_of(const json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        return "object";
    case JSON_ARRAY:
        return "array";
    case JSON_STRING:
        return "string";
    case JSON_INTEGER:
    case JSON_REAL:
        return "number";
    case JSON_TRUE:
    case JSON_FALSE:
        return "boolean";
    case JSON_NULL:
        break;
    }
    return "null";
}

static bool has_type(const json_t *value, const vw_shape *shape, const char **expected)
{
    switch (shape->type) {
    case VW_SHAPE_TEXT:
        *expected = "string";
        return json_is_string(value);
    case VW_SHAPE_NUMBER:
        *expected = "number";
        return json_is_number(value);
    case VW_SHAPE_INTEGER:
        *expected = "integer";
        return json_is_integer(value);
    case VW_SHAPE_BOOL:
        *expected = "boolean";
        return json_is_boolean(value);
    case VW_SHAPE_OBJECT:
        *expected = "object";
        return json_is_object(value);
    case VW_SHAPE_LIST:
        *expected = "array";
        return json_is_array(value);
    case VW_SHAPE_ANY:
        break;
    }
    return true;
}

static void check_size(vw_intake_run *run, const vw_at *at, const vw_shape *shape, size_t size)
{
    if (size < shape->least) {
        VW_DIAG(run->diags, N005, vw_formats__place(run, at), vw_printf(run->arena, "%zu", size),
                vw_printf(run->arena, "%zu", shape->least));
    }
    if (shape->most > 0 && size > shape->most) {
        VW_DIAG(run->diags, N006, vw_formats__place(run, at), vw_printf(run->arena, "%zu", size),
                vw_printf(run->arena, "%zu", shape->most));
    }
}

static void check_text(vw_intake_run *run, const json_t *value, const vw_at *at,
                       const vw_shape *shape)
{
    const char *text = json_string_value(value);

    if (json_string_length(value) < shape->least) {
        check_size(run, at, shape, json_string_length(value));
        return;
    }
    if (shape->form != NULL && !shape->form(text)) {
        VW_DIAG(run->diags, N004, vw_formats__place(run, at), text, shape->sample);
    }
    if (shape->values == NULL) {
        return;
    }
    vw_buf all = {.arena = run->arena};

    for (const char *const *known = shape->values; *known != NULL; known++) {
        if (strcmp(*known, text) == 0) {
            return;
        }
    }
    for (const char *const *known = shape->values; *known != NULL; known++) {
        vw_formats__join(&all, *known);
    }
    VW_DIAG(run->diags, N003, vw_formats__place(run, at), text, vw_buf_text(&all));
}

static void check_object(vw_intake_run *run, const json_t *value, const vw_at *at,
                         const vw_shape *shape)
{
    if (shape->least > 0 || shape->most > 0) {
        check_size(run, at, shape, json_object_size(value));
    }
    for (const vw_member *member = shape->members; member != NULL && member->name != NULL;
         member++) {
        const json_t *found = json_object_get(value, member->name);

        if (found != NULL) {
            vw_formats__check(run, found, VW_AT(at, member->name), member->shape);
        } else if (member->required) {
            VW_DIAG(run->diags, N001, vw_formats__place(run, at), member->name);
        }
    }
}

typedef struct {
    const char *text; /* equal for equal values */
    size_t index;
} item;

static int by_text(const void *a, const void *b)
{
    const item *x = a;
    const item *y = b;
    int order = strcmp(x->text, y->text);

    return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

static void check_unique(vw_intake_run *run, const json_t *list, const vw_at *at)
{
    size_t count = json_array_size(list);
    vw_arena *scratch = vw_arena_new();
    item *items = VW_NEW_ARRAY(scratch, count, item);

    for (size_t i = 0; i < count; i++) {
        const json_t *value = json_array_get(list, i);
        const char *text = json_string_value(value);

        items[i].index = i;
        items[i].text = text != NULL ? text : vw_json_rest(scratch, value, NULL);
    }
    if (count > 1) {
        qsort(items, count, sizeof *items, by_text);
    }
    for (size_t i = 1; i < count; i++) {
        if (strcmp(items[i - 1].text, items[i].text) == 0) {
            VW_DIAG(run->diags, N007, vw_formats__place(run, VW_AT_INDEX(at, items[i].index)),
                    vw_printf(scratch, "%zu", items[i - 1].index));
        }
    }
    vw_arena_free(scratch);
}

static void check_list(vw_intake_run *run, const json_t *list, const vw_at *at,
                       const vw_shape *shape)
{
    check_size(run, at, shape, json_array_size(list));
    for (size_t i = 0; shape->items != NULL && i < json_array_size(list); i++) {
        vw_formats__check(run, json_array_get(list, i), VW_AT_INDEX(at, i), shape->items);
    }
    if (shape->unique) {
        check_unique(run, list, at);
    }
}

void vw_formats__check(vw_intake_run *run, const json_t *value, const vw_at *at,
                       const vw_shape *shape)
{
    const char *expected = NULL;

    if (!has_type(value, shape, &expected)) {
        VW_DIAG(run->diags, N002, vw_formats__place(run, at), expected, type_of(value));
        return;
    }
    if (shape->type == VW_SHAPE_TEXT) {
        check_text(run, value, at, shape);
    } else if (shape->type == VW_SHAPE_OBJECT) {
        check_object(run, value, at, shape);
    } else if (shape->type == VW_SHAPE_LIST) {
        check_list(run, value, at, shape);
    }
}

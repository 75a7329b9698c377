/* SPDX-License-Identifier: EUPL-1.2 */
/* From a document's parts to a record: keys that differ, dates that are missing, texts joined. */
#include "intake/formats/shared.h"

#include "base/date.h"
#include "base/limits.h"
#include "base/utf8.h"
#include "model/catalogue.h"

#include <string.h>

const char *vw_formats__undated(vw_intake_run *run)
{
    const vw_intake_options *options = run->options;
    char *today = vw_alloc(run->arena, 21);

    for (size_t i = 0; i < options->constant_count; i++) {
        if (strcmp(options->constants[i].field, "effective_from") == 0) {
            return NULL;
        }
    }
    vw_instant_format(today, vw_clock_now());
    const char *day = options->collected_at != NULL ? options->collected_at : today;

    day = vw_strndup(run->arena, day, strnlen(day, 10));
    VW_DIAG(run->diags, N010, vw_formats__place(run, NULL), day);
    return day;
}

/* ---- keys -------------------------------------------------------------------------------- */

struct vw_keys {
    vw_arena *arena;
    json_t *seen; /* how often each key was given out */
};

static void release(void *seen)
{
    json_decref(seen);
}

vw_keys *vw_formats__keys(vw_arena *arena)
{
    vw_keys *keys = VW_NEW(arena, vw_keys);

    *keys = (vw_keys){.arena = arena, .seen = json_object()};
    if (keys->seen == NULL) {
        vw_out_of_memory();
    }
    vw_arena_on_free(arena, release, keys->seen);
    return keys;
}

static json_int_t times_seen(const vw_keys *keys, const char *key)
{
    return json_integer_value(json_object_get(keys->seen, key));
}

static void saw(vw_keys *keys, const char *key, json_int_t times)
{
    if (json_object_set_new_nocheck(keys->seen, key, json_integer(times)) != 0) {
        vw_out_of_memory();
    }
}

const char *vw_formats__key(vw_keys *keys, const char *key)
{
    const char *given = key;
    json_int_t times = times_seen(keys, key);

    while (times > 0) {
        times++;
        given = vw_printf(keys->arena, "%s (%" JSON_INTEGER_FORMAT ")", key, times);
        if (times_seen(keys, given) == 0) {
            break;
        }
    }
    saw(keys, key, times > 0 ? times : 1);
    if (given != key) {
        saw(keys, given, 1);
    }
    return given;
}

/* ---- texts ------------------------------------------------------------------------------- */

void vw_formats__join(vw_buf *out, const char *text)
{
    if (text != NULL && *text != '\0') {
        vw_buf_add(out, out->length > 0 ? ", " : "");
        vw_buf_add(out, text);
    }
}

const char *vw_formats__both(vw_arena *arena, const char *first, const char *second)
{
    if (*first == '\0' || *second == '\0') {
        return *first == '\0' ? second : first;
    }
    return vw_printf(arena, "%.*s,%s", (int)strlen(first) - 1, first, second + 1);
}

const char *vw_formats__fitting(const char *text)
{
    size_t length = text == NULL ? 0 : strlen(text);

    if (text == NULL || length > VW_FIELD_BYTES_MAX) {
        return NULL;
    }
    for (size_t i = 0; i < length;) {
        uint32_t point = 0;
        size_t bytes = vw_utf8_decode(&point, text + i, length - i);

        /* A carriage return goes with its line feed when the field is read. */
        bool line_end = point == '\r' && text[i + 1] == '\n';

        if (bytes == 0 || (vw_utf8_hides(text, length, i) && !line_end)) {
            return NULL;
        }
        i += bytes;
    }
    return text;
}

const char *vw_formats__choice(const vw_intake_run *run, const char *kind, const char *field,
                               const char *text)
{
    const vw_kind *found = vw_catalogue_find(run->catalogue, kind);
    const vw_field *choice = found == NULL ? NULL : vw_kind_field(found, field);

    return choice != NULL && text != NULL && vw_field_value(choice, text) != NULL ? text : NULL;
}

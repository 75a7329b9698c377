/* SPDX-License-Identifier: EUPL-1.2 */
/* Times, severities and lists as the tools that check things write them. */
#include "intake/formats/checks/checks.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* ---- times ------------------------------------------------------------------------------- */

/* Seconds up to the year 5138; above it the number counts milliseconds, from 1973 on. */
static const double SECONDS_MAX = 1e11;

static const char *instant_of_number(vw_arena *arena, double number)
{
    double seconds = fabs(number) < SECONDS_MAX ? number : number / 1000;
    if (!(seconds > -7e10 && seconds < 3e11)) { /* the years 1 to 9999, and room */
        return NULL;
    }
    char *instant = vw_alloc(arena, 21);
    vw_instant_format(instant, (int64_t)floor(seconds));
    return *instant != '\0' ? instant : NULL;
}

static size_t count_digits(const char *text)
{
    return strspn(text, "0123456789");
}

/* From 1973 on, so that it is no year or day; with or without fractions. */
static bool is_count_of_seconds(const char *text)
{
    size_t digits = count_digits(text);
    const char *rest = text + digits;
    return digits >= 9 && digits <= 14 &&
           (*rest == '\0' || (*rest == '.' && rest[1 + count_digits(rest + 1)] == '\0'));
}

/* "+0000" behind [zone] as "+00:00"; other zones as they are. */
static void add_zone(vw_buf *out, const char *zone)
{
    zone += strspn(zone, " ");
    if (strcmp(zone, "UTC") == 0) {
        vw_buf_add(out, "Z");
    } else if ((*zone == '+' || *zone == '-') && count_digits(zone + 1) == 4 && zone[5] == '\0') {
        vw_buf_addn(out, zone, 3);
        vw_buf_add(out, ":");
        vw_buf_add(out, zone + 3);
    } else {
        vw_buf_add(out, zone);
    }
}

const char *vw_checks__instant_of(vw_arena *arena, const char *text)
{
    enum { DAY = 10, TO_SECONDS = 19 };
    vw_date day;
    char instant[21];
    vw_buf plain = {.arena = arena};
    if (text == NULL) {
        return NULL;
    }
    size_t length = strlen(text);
    if (vw_date_parse(&day, text)) {
        return vw_printf(arena, "%sT00:00:00Z", text);
    }
    if (is_count_of_seconds(text)) {
        return instant_of_number(arena, strtod(text, NULL));
    }
    if (length < TO_SECONDS) {
        return vw_instant_parse(instant, text) ? vw_strdup(arena, instant) : NULL;
    }
    vw_buf_addn(&plain, text, TO_SECONDS);
    const char *rest = text + TO_SECONDS;
    if (*rest == '.' || *rest == ',') { /* fractions of a second */
        rest += 1 + count_digits(rest + 1);
    }
    add_zone(&plain, rest);
    return vw_instant_parse(instant, vw_buf_text(&plain)) ? vw_strdup(arena, instant) : NULL;
}

const char *vw_checks__instant(vw_arena *arena, const json_t *value)
{
    if (json_is_number(value)) {
        return instant_of_number(arena, json_number_value(value));
    }
    return vw_checks__instant_of(arena, json_string_value(value));
}

const char *vw_checks__later(const char *a, const char *b)
{
    if (a == NULL || b == NULL) {
        return a != NULL ? a : b;
    }
    return strcmp(a, b) < 0 ? b : a;
}

/* ---- words ------------------------------------------------------------------------------- */

bool vw_checks__same(const char *a, const char *b)
{
    a = a != NULL ? a : "";
    b = b != NULL ? b : "";
    for (; *a != '\0' && *b != '\0'; a++, b++) {
        char x = *a >= 'A' && *a <= 'Z' ? (char)(*a - 'A' + 'a') : *a;
        char y = *b >= 'A' && *b <= 'Z' ? (char)(*b - 'A' + 'a') : *b;
        if (x != y) {
            return false;
        }
    }
    return *a == *b;
}

const char *vw_checks__severity(const char *word)
{
    static const struct {
        const char *word, *severity;
    } words[] = {{"informational", "informational"},
                 {"info", "informational"},
                 {"none", "informational"},
                 {"low", "low"},
                 {"minor", "low"},
                 {"medium", "medium"},
                 {"moderate", "medium"},
                 {"high", "high"},
                 {"important", "high"},
                 {"critical", "critical"},
                 {"fatal", "critical"}};
    for (size_t i = 0; word != NULL && i < sizeof words / sizeof *words; i++) {
        if (vw_checks__same(word, words[i].word)) {
            return words[i].severity;
        }
    }
    return NULL;
}

/* ---- lists ------------------------------------------------------------------------------- */

const char *vw_checks__join(vw_arena *arena, const json_t *value, const char *between)
{
    vw_buf out = {.arena = arena};
    if (!json_is_array(value)) {
        return vw_json_text(arena, value, "");
    }
    for (size_t i = 0; i < json_array_size(value); i++) {
        const char *text = vw_json_text(arena, json_array_get(value, i), "");
        if (text != NULL && *text != '\0') {
            vw_buf_add(&out, out.length > 0 ? between : "");
            vw_buf_add(&out, text);
        }
    }
    return out.length > 0 ? vw_buf_text(&out) : NULL;
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *vw_checks__join_lists(vw_arena *arena, const json_t *object)
{
    const char *name;
    json_t *list;
    VW_VEC(const char *) lines = {0};
    vw_buf out = {.arena = arena};
    json_object_foreach(vw_formats__iterated(object), name, list)
    {
        const char *joined = vw_checks__join(arena, list, ", ");
        if (joined != NULL) {
            VW_PUSH(arena, lines, vw_printf(arena, "%s: %s", name, joined));
        }
    }
    if (lines.count >
        0) { /* jansson's order is that of the file; a key's order should not matter */
        qsort(lines.items, lines.count, sizeof *lines.items, by_text);
    }
    for (size_t i = 0; i < lines.count; i++) {
        vw_buf_add(&out, i > 0 ? " | " : "");
        vw_buf_add(&out, lines.items[i]);
    }
    return lines.count > 0 ? vw_buf_text(&out) : NULL;
}

/* ---- shapes ------------------------------------------------------------------------------ */

bool vw_checks__must_be(vw_intake_run *run, const json_t *value, vw_checks_type type,
                        const char *pointer)
{
    static const char *const names[] = {"object", "array", "string"}; /* as JSON says it */
    bool fits = type == VW_CHECKS_OBJECT  ? json_is_object(value)
                : type == VW_CHECKS_ARRAY ? json_is_array(value)
                                          : json_is_string(value);
    if (!fits) {
        const vw_place place = {.file = run->options->path, .field = pointer};
        VW_DIAG(run->diags, N102, place, names[type]);
    }
    return fits;
}

bool vw_checks__is(vw_intake_run *run, const json_t *value, vw_checks_type type,
                   const char *pointer)
{
    return value != NULL && !json_is_null(value) && vw_checks__must_be(run, value, type, pointer);
}

static void release(void *value)
{
    json_decref(value);
}

static json_t *owned(vw_arena *arena, json_t *value)
{
    if (value == NULL) {
        vw_out_of_memory();
    }
    vw_arena_on_free(arena, release, value);
    return value;
}

json_t *vw_checks__copy(vw_arena *arena, const json_t *value)
{
    return owned(arena, json_copy(vw_formats__iterated(value)));
}

json_t *vw_checks__object(vw_arena *arena)
{
    return owned(arena, json_object());
}

void vw_checks__set(json_t *object, const char *name, const json_t *value)
{
    if (value != NULL && json_object_set(object, name, vw_formats__iterated(value)) != 0) {
        vw_out_of_memory();
    }
}

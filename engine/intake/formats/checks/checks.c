/* SPDX-License-Identifier: EUPL-1.2 */
/* Records of checks, put together field by field. */
#include "intake/formats/checks/checks.h"

#include "base/utf8.h"

#include <string.h>

/* ---- imports ----------------------------------------------------------------------------- */

static void release_keys(void *checks)
{
    json_decref(((vw_checks *)checks)->keys);
}

static void free_scratch(void *scratch)
{
    vw_arena_free(scratch);
}

static vw_checks *new_checks(vw_intake_run *run, vw_taker *taker, const char *made_at)
{
    vw_checks *checks = VW_NEW(run->arena, vw_checks);
    *checks = (vw_checks){.run = run,
                          .taker = taker,
                          .made_at = made_at,
                          .scratch = vw_arena_new(),
                          .keys = json_object()};
    if (checks->keys == NULL) {
        vw_out_of_memory();
    }
    vw_arena_on_free(run->arena, free_scratch, checks->scratch);
    vw_arena_on_free(run->arena, release_keys, checks);
    return checks;
}

vw_status vw_checks__begin(vw_checks **out, vw_intake_run *run, const char *kind,
                           const char *importer, const char *made_at)
{
    vw_taker *taker = NULL;
    vw_status status = vw_intake__begin_named(&taker, run, kind, importer, made_at);
    *out = status == VW_OK ? new_checks(run, taker, made_at) : NULL;
    return status;
}

vw_checks *vw_checks__of(vw_taker *taker)
{
    void **kept = vw_intake__kept(taker);
    if (*kept == NULL) {
        *kept = new_checks(vw_intake__run_of(taker), taker, NULL);
    }
    return *kept;
}

vw_status vw_checks__end(vw_checks *checks)
{
    return vw_intake__end(checks->taker);
}

/* ---- the record at hand ------------------------------------------------------------------ */

void vw_checks__next(vw_checks *checks, const json_t *source, const char *pointer)
{
    vw_arena_reset(checks->scratch);
    checks->row++;
    checks->timed = false;
    checks->source = source;
    checks->pointer = pointer != NULL ? vw_strdup(checks->scratch, pointer) : NULL;
    memset(&checks->taken, 0, sizeof checks->taken); /* it lived in the scratch */
}

vw_place vw_checks__place(const vw_checks *checks, const char *below)
{
    const char *pointer = checks->pointer;
    if (pointer == NULL) {
        return vw_intake__place(checks->taker, checks->row, below);
    }
    if (below != NULL) {
        pointer = vw_printf(checks->scratch, "%s%s", pointer, below);
    }
    return (vw_place){.file = checks->run->options->path, .field = pointer};
}

/* Whether the taker would not refuse [text]: tools write colours for a terminal, and dumps that are
 * longer than a cell. They are kept as raw JSON, which escapes them. */
static bool fits_cell(const char *text)
{
    size_t length = strlen(text);
    if (length == 0 || length > VW_FIELD_BYTES_MAX) {
        return false;
    }
    for (size_t at = 0; at < length;) {
        uint32_t code_point;
        size_t step = vw_utf8_decode(&code_point, text + at, length - at);
        bool ends_line = code_point == '\r' && text[at + 1] == '\n';
        if (step == 0 || (vw_utf8_hides(text, length, at) && !ends_line)) {
            return false;
        }
        at += step;
    }
    return true;
}

bool vw_checks__put(vw_checks *checks, const char *field, const char *text)
{
    bool fits = text != NULL && fits_cell(text);
    if (fits) {
        vw_intake__put(checks->taker, field, text);
    }
    return fits;
}

void vw_checks__taken(vw_checks *checks, const char *path)
{
    VW_PUSH(checks->scratch, checks->taken, path);
}

bool vw_checks__take(vw_checks *checks, const char *field, const char *path)
{
    bool took = vw_checks__put(checks, field, vw_json_text(checks->scratch, checks->source, path));
    if (took) {
        vw_checks__taken(checks, path);
    }
    return took;
}

bool vw_checks__take_first(vw_checks *checks, const char *field, const char *const *paths)
{
    for (const char *const *path = paths; *path != NULL; path++) {
        if (vw_checks__take(checks, field, *path)) {
            return true;
        }
    }
    return false;
}

void vw_checks__put_result(vw_checks *checks, vw_check_result result)
{
    static const char *const words[] = {"passed",   "failed",        "not_applicable",
                                        "manual",   "error",         "suppressed",
                                        "resolved", "informational", "undetermined"};
    vw_intake__put(checks->taker, "result", words[result]);
}

/* ---- time and key ------------------------------------------------------------------------ */

/* The day of collection that the import gets: see vw_intake_part. */
static const char *collected_day(const vw_checks *checks)
{
    const char *given = checks->run->options->collected_at;
    const char *told = given != NULL ? given : checks->made_at;
    char instant[21];
    if (told == NULL) {
        vw_instant_format(instant, vw_clock_now());
        told = instant;
    }
    return vw_strndup(checks->scratch, told, strcspn(told, "T "));
}

const char *vw_checks__read_instant(vw_checks *checks, const json_t *value)
{
    const char *instant = vw_checks__instant(checks->scratch, value);
    const char *text = vw_json_text(checks->scratch, value, "");
    if (instant == NULL && text != NULL && *text != '\0') {
        VW_DIAG(checks->run->diags, N113, vw_checks__place(checks, NULL), text);
    }
    return instant;
}

const char *vw_checks__put_time(vw_checks *checks, const char *field, const char *instant)
{
    if (instant == NULL) {
        const char *day = collected_day(checks);
        if (checks->timed) {
            VW_DIAG(checks->run->diags, N156, vw_checks__place(checks, NULL), day);
        } else if (!checks->told_no_time) {
            VW_DIAG(checks->run->diags, N101, (vw_place){.file = checks->run->options->path}, day);
            checks->told_no_time = true;
        }
        vw_intake__put(checks->taker, "occurred_on", day);
        return day;
    }
    vw_intake__put(checks->taker, "occurred_on", vw_strndup(checks->scratch, instant, 10));
    if (field != NULL) {
        vw_intake__put(checks->taker, field, instant);
    }
    return instant;
}

/* A part as it may stand in a key: short, and nothing that a cell may not hold. */
static const char *key_part(vw_arena *arena, const char *part)
{
    enum { WHOLE = 160, START = 120, DIGITS = 12 };
    size_t length = strlen(part);
    bool fits = fits_cell(part);
    if (length <= WHOLE && fits) {
        return part;
    }
    char hex[65];
    const vw_digest digest = vw_hash(part, length);
    vw_digest_hex(hex, &digest);
    size_t keep = fits ? START : 0;
    while (keep > 0 && ((unsigned char)part[keep] & 0xC0) == 0x80) {
        keep--; /* not inside a character */
    }
    return vw_printf(arena, "%.*s~%.*s", (int)keep, part, DIGITS, hex);
}

const char *vw_checks__file_digits(const vw_intake_run *run)
{
    char hex[65];
    vw_digest_hex(hex, &run->input->sha256);
    return vw_strndup(run->arena, hex, 12);
}

/* How often [key] has been asked for, with this time. */
static json_int_t times_asked(vw_checks *checks, const char *key)
{
    json_int_t times = json_integer_value(json_object_get(checks->keys, key)) + 1;
    if (json_object_set_new(checks->keys, key, json_integer(times)) != 0) {
        vw_out_of_memory();
    }
    return times;
}

void vw_checks__put_key(vw_checks *checks, const char *const *parts, size_t count)
{
    vw_buf key = {.arena = checks->scratch};
    for (size_t i = 0; i < count; i++) {
        if (parts[i] != NULL && *parts[i] != '\0') {
            vw_buf_add(&key, key.length > 0 ? "/" : "");
            vw_buf_add(&key, key_part(checks->scratch, parts[i]));
        }
    }
    /* A key with a number may be that of another record too: "a#2" beside two of "a". */
    for (json_int_t times = times_asked(checks, vw_buf_text(&key)); times > 1;
         times = times_asked(checks, vw_buf_text(&key))) {
        vw_buf_addf(&key, "#%lld", (long long)times);
    }
    vw_intake__put_key(checks->taker, vw_buf_text(&key));
}

vw_status vw_checks__row(vw_checks *checks, const char *raw)
{
    if (raw == NULL) {
        vw_checks__taken(checks, NULL);
        raw = vw_json_rest(checks->scratch, checks->source, checks->taken.items);
    }
    return vw_intake__row(checks->taker, checks->row, checks->pointer, raw);
}

void vw_checks__count(vw_check_counts *counts, vw_check_result result)
{
    size_t *count = result == VW_CHECK_PASSED   ? &counts->passed
                    : result == VW_CHECK_FAILED ? &counts->failed
                                                : &counts->undecided;
    (*count)++;
}

void vw_checks__put_counts(vw_checks *checks, const vw_check_counts *counts)
{
    const struct {
        const char *field;
        size_t count;
    } fields[] = {{"results", counts->passed + counts->failed + counts->undecided},
                  {"passed", counts->passed},
                  {"failed", counts->failed},
                  {"undecided", counts->undecided}};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        vw_checks__put(checks, fields[i].field, vw_printf(checks->scratch, "%zu", fields[i].count));
    }
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "world.h"

#include <stdlib.h>
#include <string.h>

size_t chance_below(random_source *chance, size_t below)
{
    chance->state ^= chance->state << 13;
    chance->state ^= chance->state >> 7;
    chance->state ^= chance->state << 17;
    return (size_t)(chance->state >> 11) % below;
}

bool chance_of(random_source *chance, unsigned share)
{
    return chance_below(chance, 100) < share;
}

#define ONE_OF(chance, array) (array)[chance_below((chance), sizeof(array) / sizeof *(array))]

static const char *const dates[] = {"2024-02-29", "2024-08-31", "2024-12-31", "2025-01-01",
                                    "2025-02-28", "2025-03-01", "2025-06-30", "2025-12-30",
                                    "2025-12-31", "2026-01-01"};
static const char *const instants[] = {"2024-12-31T23:59:59Z", "2025-01-01T00:00:00Z",
                                       "2025-02-28T23:00:00Z", "2025-03-01T22:59:59Z",
                                       "2025-03-30T01:30:00Z", "2025-12-31T23:59:59Z"};
static const char *const texts[] = {"a", "B", "ab", "it's", "A_b%", "é"};
static const char *const numbers[] = {"0", "1", "2", "3", "-2", "7"};
static const char *const reals[] = {"0", "0.5", "2", "-1.25", "4"};

static const char *random_key(const world *w, vw_arena *arena, random_source *chance,
                              const vw_kind *kind)
{
    return vw_printf(arena, "%c%zu", kind->name[0], chance_below(chance, w->keys));
}

/* Several times the same, or in any order: a list is what it has. */
static const char *random_list(vw_arena *arena, random_source *chance, const vw_field *field)
{
    static const char *const items[] = {"a", "ab", "b", "it's", ",", "\xc3\xa9", "a b", "%"};
    vw_buf out = {.arena = arena};
    size_t count = chance_below(chance, 4);
    for (size_t i = 0; i < count; i++) {
        const char *item = field->value_count > 0
                               ? field->values[chance_below(chance, field->value_count)].value
                               : ONE_OF(chance, items);
        vw_buf_addf(&out, "%s%s", i > 0 ? "|" : "", item);
    }
    return count == 0 ? "none" : vw_buf_text(&out);
}

static const char *random_value(const world *w, vw_arena *arena, random_source *chance,
                                const vw_field *field)
{
    switch (field->type) {
    case VW_TYPE_TEXT:
        return ONE_OF(chance, texts);
    case VW_TYPE_ENUM:
        return field->values[chance_below(chance, field->value_count)].value;
    case VW_TYPE_BOOL:
        return chance_of(chance, 50) ? "yes" : "no";
    case VW_TYPE_INTEGER:
        return ONE_OF(chance, numbers);
    case VW_TYPE_NUMBER:
        return ONE_OF(chance, reals);
    case VW_TYPE_DATE:
        return ONE_OF(chance, dates);
    case VW_TYPE_DATETIME:
        return ONE_OF(chance, instants);
    case VW_TYPE_LIST:
        return random_list(arena, chance, field);
    case VW_TYPE_REF:
        break;
    }
    return random_key(w, arena, chance, vw_catalogue_find(w->catalogue, field->to));
}

/* Most records hold for long and lie in the period, or there would be little to judge. */
static void set_time(record *r, random_source *chance)
{
    if (r->kind->nature == VW_EVENT) {
        r->values[0] = chance_of(chance, 60) ? "2025-06-30" : ONE_OF(chance, dates);
        return;
    }
    r->values[0] = chance_of(chance, 80) ? "2020-01-01" : ONE_OF(chance, dates);
    r->values[1] = chance_of(chance, 80) ? NULL : ONE_OF(chance, dates);
}

static void set_field(const world *w, vw_arena *arena, random_source *chance, record *r, size_t i)
{
    const vw_field *field = &r->kind->fields[i];
    bool known = field->required || chance_of(chance, 70);
    r->values[i] = known ? random_value(w, arena, chance, field) : NULL;
}

static const record *version_before(const world *w, const record *r)
{
    for (size_t i = w->records.count; i > 0; i--) {
        const record *other = &w->records.items[i - 1];
        if (other->kind == r->kind && strcmp(other->key, r->key) == 0) {
            return other;
        }
    }
    return NULL;
}

/* A new version often says again what the one before said, but for a field or its time. */
static void add_record(world *w, vw_arena *arena, random_source *chance, const import_made *import,
                       const char *key)
{
    record r = {.kind = import->kind, .key = key, .import = import->import};
    const record *before = version_before(w, &r);
    if (before != NULL && chance_of(chance, 50)) {
        memcpy(r.values, before->values, sizeof r.values);
        if (chance_of(chance, 60)) {
            set_field(w, arena, chance, &r, chance_below(chance, r.kind->field_count));
        }
    } else {
        for (size_t i = 0; i < r.kind->field_count; i++) {
            set_field(w, arena, chance, &r, i);
        }
        before = NULL;
    }
    if (before == NULL || chance_of(chance, 30)) {
        set_time(&r, chance);
    }
    VW_PUSH(arena, w->records, r);
}

/* Of many keys, a later import has few. */
enum { MANY_KEYS = 100, SHARE_OF_MANY = 3, SHARE = 70 };

static void add_import(world *w, vw_arena *arena, random_source *chance, const vw_kind *kind,
                       bool first)
{
    unsigned share = first || w->keys <= MANY_KEYS ? SHARE : SHARE_OF_MANY;
    import_made import = {.kind = kind, .import = (int)w->imports.count + 1};
    if (chance_of(chance, 40)) {
        import.from = kind->nature == VW_STATE ? ONE_OF(chance, dates) : "2025-01-01";
        import.until = kind->nature == VW_STATE ? import.from : "2025-12-31";
        if (kind->nature == VW_EVENT && chance_of(chance, 30)) {
            import.until = "2025-12-30";
        }
    }
    VW_PUSH(arena, w->imports, import);
    for (size_t i = 0; i < w->keys; i++) {
        if (chance_of(chance, share)) {
            const char *key = vw_printf(arena, "%c%zu", kind->name[0], i);
            add_record(w, arena, chance, &import, key);
        }
    }
}

static vw_date date_or_none(const char *text)
{
    vw_date date = VW_DATE_NONE;
    return text != NULL && vw_date_parse(&date, text) ? date : VW_DATE_NONE;
}

/* The year, or a period that has other whole weeks, months, quarters and years, or none. */
static vw_rule_frame random_frame(random_source *chance)
{
    static const struct {
        const char *from, *until;
    } periods[] = {{"2025-06-30", "2025-07-06"}, {"2025-02-24", "2025-03-10"},
                   {"2025-02-02", "2025-06-30"}, {"2025-04-01", "2025-12-31"},
                   {"2024-01-01", "2025-12-31"}, {"2024-12-30", "2025-12-30"}};
    vw_rule_frame frame = evidence_frame();
    if (chance_of(chance, 40)) {
        size_t which = chance_below(chance, sizeof periods / sizeof *periods);
        frame.period_from = date_or_none(periods[which].from);
        frame.period_until = date_or_none(periods[which].until);
        frame.as_of = frame.period_until;
    }
    if (chance_of(chance, 25)) { /* not at the end of the period, but on some day before it */
        frame.as_of =
            frame.period_from +
            (vw_date)chance_below(chance, (size_t)(frame.period_until - frame.period_from + 1));
    }
    return frame;
}

world *world_random(vw_arena *arena, random_source *chance, const vw_catalogue *catalogue)
{
    return world_random_of(arena, chance, catalogue, 4);
}

world *world_random_of(vw_arena *arena, random_source *chance, const vw_catalogue *catalogue,
                       size_t keys)
{
    world *w = VW_NEW(arena, world);
    w->catalogue = catalogue;
    w->keys = keys;
    w->frame = random_frame(chance);
    vw_date_format(w->as_of, w->frame.as_of);
    vw_date_format(w->period_from, w->frame.period_from);
    vw_date_format(w->period_until, w->frame.period_until);
    for (size_t round = 0; round < 2; round++) {
        for (size_t i = 0; i < catalogue->count; i++) {
            if (chance_of(chance, round == 0 ? 85 : 25)) {
                add_import(w, arena, chance, &catalogue->kinds[i], round == 0);
            }
        }
    }
    if (chance_of(chance, 30)) {
        w->frame.mark = (int64_t)chance_below(chance, w->imports.count + 1);
    }
    return w;
}

void world_store(const world *w, evidence *e)
{
    for (size_t i = 0; i < w->imports.count; i++) {
        const import_made *import = &w->imports.items[i];
        evidence_import(e, import->kind->name, date_or_none(import->from),
                        date_or_none(import->until));
        for (size_t j = 0; j < w->records.count; j++) {
            const record *r = &w->records.items[j];
            const char *names[FIELDS_MAX], *values[FIELDS_MAX];
            size_t count = r->kind->field_count;
            for (size_t k = 0; k < count; k++) {
                names[k] = r->kind->fields[k].name;
                values[k] = r->values[k];
            }
            if (r->import == import->import) {
                evidence_record(e, r->key, names, values, count);
            }
        }
    }
}

static bool is_latest(const world *w, const record *r)
{
    for (size_t i = 0; i < w->records.count; i++) {
        const record *other = &w->records.items[i];
        if (other->kind == r->kind && strcmp(other->key, r->key) == 0 &&
            other->import > r->import && other->import <= w->frame.mark) {
            return false;
        }
    }
    return r->import <= w->frame.mark;
}

bool world_counts(const world *w, const record *r, reach extent)
{
    const char *from = r->values[0];
    if (!is_latest(w, r)) {
        return false;
    }
    if (r->kind->nature == VW_EVENT) {
        return strcmp(from, w->period_until) <= 0 &&
               (extent == COUNTS_EVER || strcmp(from, w->period_from) >= 0);
    }
    const char *until = r->values[1];
    bool ended = until != NULL && strcmp(until, w->as_of) < 0;
    return strcmp(from, w->as_of) <= 0 && (extent == COUNTS_EVER || !ended);
}

const record *world_find(const world *w, const vw_kind *kind, const char *key, reach extent)
{
    for (size_t i = 0; i < w->records.count; i++) {
        const record *r = &w->records.items[i];
        if (r->kind == kind && strcmp(r->key, key) == 0 && world_counts(w, r, extent)) {
            return r;
        }
    }
    return NULL;
}

bool world_collected(const world *w, const vw_kind *kind, reach extent)
{
    bool state = kind->nature == VW_STATE;
    for (size_t i = 0; i < w->records.count; i++) {
        if (w->records.items[i].kind == kind && world_counts(w, &w->records.items[i], extent)) {
            return true;
        }
    }
    for (size_t i = 0; i < w->imports.count; i++) {
        const import_made *import = &w->imports.items[i];
        if (import->kind == kind && import->from != NULL && import->import <= w->frame.mark &&
            strcmp(import->from, state ? w->as_of : w->period_from) <= 0 &&
            strcmp(import->until, state ? w->as_of : w->period_until) >= 0) {
            return true;
        }
    }
    return false;
}

value world_field(const record *r, const char *name)
{
    for (size_t i = 0; i < r->kind->field_count; i++) {
        const vw_field *field = &r->kind->fields[i];
        const char *text = r->values[i];
        if (strcmp(field->name, name) != 0) {
            continue;
        }
        if (text == NULL) {
            return (value){.known = false};
        }
        if (field->type == VW_TYPE_BOOL) {
            return (value){true, true, strcmp(text, "yes") == 0 ? 1 : 0, NULL};
        }
        bool number = field->type == VW_TYPE_INTEGER || field->type == VW_TYPE_NUMBER;
        return (value){true, number, number ? strtod(text, NULL) : 0, text};
    }
    return (value){.known = true, .text = r->key};
}

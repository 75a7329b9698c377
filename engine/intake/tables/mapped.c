/* SPDX-License-Identifier: EUPL-1.2 */
#include "intake/tables/mapped.h"

#include "base/utf8.h"
#include "intake/tables/columns.h"
#include "intake/values.h"
#include "model/list.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A column of the mapping, in this file. */
typedef struct {
    const vw_column *column;
    size_t at;           /* cell of the record; SIZE_MAX: the file does not have it */
    const char **folded; /* the values it translates, in the form in which they are compared */
} source;

typedef struct {
    const vw_row_filter *filter;
    size_t at;
    const char **folded;
} sieve;

struct vw_mapped {
    vw_intake_run *run;
    const vw_column_map *map;
    vw_taker *taker;
    vw_arena *scratch; /* one record */
    const char **headings;
    const char **folded; /* headings as they are compared */
    size_t count;
    source *sources;
    sieve *sieves;
    size_t *key; /* cells that make up the key */
    bool *rest;  /* by cell: of no field, and kept as it is */
    bool *used;
    uint64_t skipped;
};

/* ---- the header ----------------------------------------------------------------------------- */

static const char *list_headings(const vw_mapped *mapped)
{
    vw_buf list = {.arena = mapped->run->arena};
    for (size_t i = 0; i < mapped->count; i++) {
        vw_buf_addf(&list, "%s%s", i == 0 ? "" : ", ", mapped->headings[i]);
    }
    return vw_buf_text(&list);
}

/* The cell under [heading]; SIZE_MAX, reported, when there is none or more than one. */
static size_t find(vw_mapped *mapped, vw_place place, const char *heading)
{
    vw_intake_run *run = mapped->run;
    const char *folded = vw_intake__fold(run->arena, heading);
    size_t found = SIZE_MAX;
    for (size_t i = 0; i < mapped->count; i++) {
        if (strcmp(mapped->folded[i], folded) != 0) {
            continue;
        }
        if (found != SIZE_MAX) {
            place.field = heading;
            VW_DIAG(run->diags, I016, place, heading, mapped->map->path);
            return SIZE_MAX;
        }
        found = i;
    }
    if (found == SIZE_MAX) {
        VW_DIAG(run->diags, I076, place, heading, list_headings(mapped),
                vw_suggest(heading, mapped->headings, mapped->count));
    } else {
        mapped->used[found] = true;
    }
    return found;
}

static const char **fold_all(vw_arena *arena, const char *const *texts, size_t count)
{
    const char **folded = VW_NEW_ARRAY(arena, count, const char *);
    for (size_t i = 0; i < count; i++) {
        folded[i] = vw_intake__fold(arena, texts[i]);
    }
    return folded;
}

/* Values that differ in capitals alone are one: two translations of it contradict each other. */
static void check_values(vw_mapped *mapped, const source *from)
{
    const vw_value_map *values = from->column->values;
    for (size_t i = 0; i < from->column->value_count; i++) {
        for (size_t earlier = 0; earlier < i; earlier++) {
            if (strcmp(from->folded[i], from->folded[earlier]) == 0 &&
                strcmp(values[i].to, values[earlier].to) != 0) {
                const vw_place place = {.file = mapped->map->path, .field = from->column->heading};
                VW_DIAG(mapped->run->diags, I132, place, values[earlier].from, values[i].from,
                        values[earlier].to, values[i].to);
                break;
            }
        }
    }
}

static void find_sources(vw_mapped *mapped, vw_place place)
{
    const vw_column_map *map = mapped->map;
    vw_arena *arena = mapped->run->arena;
    mapped->sources = VW_NEW_ARRAY(arena, map->column_count, source);
    for (size_t i = 0; i < map->column_count; i++) {
        const vw_column *column = &map->columns[i];
        source *one = &mapped->sources[i];
        *one = (source){.column = column, .at = find(mapped, place, column->heading)};
        one->folded = VW_NEW_ARRAY(arena, column->value_count, const char *);
        for (size_t v = 0; v < column->value_count; v++) {
            one->folded[v] = vw_intake__fold(arena, column->values[v].from);
        }
        check_values(mapped, one);
    }
    mapped->key = VW_NEW_ARRAY(arena, map->key_count, size_t);
    for (size_t i = 0; i < map->key_count; i++) {
        mapped->key[i] = find(mapped, place, map->key[i]);
    }
}

static void find_sieves(vw_mapped *mapped, vw_place place)
{
    const vw_column_map *map = mapped->map;
    vw_arena *arena = mapped->run->arena;
    mapped->sieves = VW_NEW_ARRAY(arena, map->filter_count, sieve);
    for (size_t i = 0; i < map->filter_count; i++) {
        const vw_row_filter *filter = &map->filters[i];
        mapped->sieves[i] = (sieve){.filter = filter,
                                    .at = find(mapped, place, filter->heading),
                                    .folded = fold_all(arena, filter->values, filter->count)};
    }
}

static bool is_source(const vw_mapped *mapped, size_t at)
{
    bool found = false;
    for (size_t i = 0; i < mapped->map->column_count; i++) {
        found = found || mapped->sources[i].at == at;
    }
    for (size_t i = 0; i < mapped->map->key_count; i++) {
        found = found || mapped->key[i] == at;
    }
    return found;
}

/* What becomes of the columns that give no field. */
static void judge_rest(vw_mapped *mapped, vw_place place)
{
    const vw_column_map *map = mapped->map;
    for (size_t i = 0; i < mapped->count; i++) {
        if (map->rest == VW_REST_IGNORE || is_source(mapped, i)) {
            continue;
        }
        place.field = mapped->headings[i];
        if (mapped->headings[i][0] == '\0') {
            VW_DIAG(mapped->run->diags, I015, place, vw_printf(mapped->run->arena, "%zu", i + 1));
        } else if (map->rest == VW_REST_KEEP) {
            mapped->rest[i] = mapped->used[i] = true;
        } else if (!mapped->used[i]) {
            VW_DIAG(mapped->run->diags, I014, place, mapped->headings[i], map->path, NULL);
        }
    }
}

/* Required fields that neither a column nor a constant gives. */
static void report_missing(vw_mapped *mapped, vw_place place)
{
    const vw_kind *kind = mapped->map->kind;
    for (size_t f = 0; f < kind->field_count; f++) {
        const vw_field *field = &kind->fields[f];
        bool given = !field->required || vw_intake__has_constant(mapped->run->options, field->name);
        for (size_t i = 0; i < mapped->map->column_count; i++) {
            given = given || mapped->map->columns[i].field == field;
        }
        if (!given) {
            VW_DIAG(mapped->run->diags, I017, place, field->name, kind->name);
        }
    }
}

static void free_scratch(void *scratch)
{
    vw_arena_free(scratch);
}

vw_mapped *vw_intake__map_header(vw_intake_run *run, vw_taker *taker, const vw_record *header)
{
    vw_mapped *mapped = VW_NEW(run->arena, vw_mapped);
    const vw_place place = vw_intake__place(taker, header->row, NULL);
    const size_t count = header->count < VW_COLUMNS_MAX ? header->count : VW_COLUMNS_MAX;
    *mapped = (vw_mapped){.run = run, .map = run->map, .taker = taker, .count = count};
    mapped->scratch = vw_arena_new();
    vw_arena_on_free(run->arena, free_scratch, mapped->scratch);
    if (header->count > VW_COLUMNS_MAX) {
        VW_DIAG(run->diags, I019, place, vw_printf(run->arena, "%zu", header->count));
    }
    mapped->headings = VW_NEW_ARRAY(run->arena, count, const char *);
    for (size_t i = 0; i < count; i++) {
        mapped->headings[i] = vw_strdup(run->arena, header->cells[i].text);
    }
    mapped->folded = fold_all(run->arena, mapped->headings, count);
    mapped->rest = VW_NEW_ARRAY(run->arena, count, bool);
    mapped->used = VW_NEW_ARRAY(run->arena, count, bool);
    find_sources(mapped, place);
    find_sieves(mapped, place);
    judge_rest(mapped, place);
    report_missing(mapped, place);
    return mapped;
}

bool vw_intake__map_uses(const vw_mapped *mapped, size_t index)
{
    return index < mapped->count && mapped->used[index];
}

uint64_t vw_intake__map_skipped(const vw_mapped *mapped)
{
    return mapped->skipped;
}

const char *vw_intake__map_field(const vw_mapped *mapped, size_t index)
{
    const vw_kind *kind = mapped->map->kind;
    for (size_t i = 0; i < mapped->map->key_count; i++) {
        if (mapped->key[i] == index) {
            return kind->key;
        }
    }
    for (size_t i = 0; i < mapped->map->column_count; i++) {
        const source *one = &mapped->sources[i];
        if (one->at == index) {
            return one->column->is_key ? kind->key : one->column->field->name;
        }
    }
    return "";
}

/* ---- dates ---------------------------------------------------------------------------------- */

static size_t digits_at(const char *text)
{
    return strspn(text, "0123456789");
}

static bool begins_iso(const char *text)
{
    return digits_at(text) == 4 && text[4] == '-' && digits_at(text + 5) == 2 && text[7] == '-' &&
           digits_at(text + 8) == 2;
}

const char *vw_intake__iso_date(vw_arena *arena, const char *text, vw_date_form form)
{
    long day = 0, month = 0, year = 0;
    const char *at = text;
    if (begins_iso(text)) {
        return text;
    }
    for (size_t i = 0; i < 3; i++) {
        size_t digits = digits_at(at);
        bool of_year = form.order[i] == 'y';
        long number = strtol(at, NULL, 10);
        /* Two digits for a year could be of two centuries. */
        if (of_year ? digits != 4 : digits < 1 || digits > 2) {
            return NULL;
        }
        *(of_year ? &year : form.order[i] == 'm' ? &month : &day) = number;
        at += digits;
        if (i < 2 && *at++ != form.separator) {
            return NULL;
        }
    }
    return vw_printf(arena, "%04ld-%02ld-%02ld%s", year, month, day, at);
}

/* ---- one record ----------------------------------------------------------------------------- */

static vw_place place_of(const vw_mapped *mapped, const vw_record *record, size_t at)
{
    return vw_intake__place(mapped->taker, record->row, mapped->headings[at]);
}

static vw_cell cell_of(vw_arena *arena, const char *text)
{
    return (vw_cell){.text = vw_strdup(arena, text), .length = strlen(text)};
}

static const char *list_values(vw_mapped *mapped, const vw_column *column)
{
    vw_buf list = {.arena = mapped->scratch};
    for (size_t i = 0; i < column->value_count; i++) {
        vw_buf_addf(&list, "%s%s", i == 0 ? "" : ", ", column->values[i].from);
    }
    return vw_buf_text(&list);
}

/* What [text] becomes; NULL when it was refused. */
static const char *translate(vw_mapped *mapped, const source *from, vw_place place,
                             const char *text)
{
    const vw_column *column = from->column;
    const char *folded = vw_intake__fold(mapped->scratch, text);
    for (size_t i = 0; i < column->value_count; i++) {
        if (strcmp(folded, from->folded[i]) == 0) {
            return column->values[i].to;
        }
    }
    if (*text == '\0' || column->otherwise == VW_OTHERWISE_UNKNOWN) {
        return "";
    }
    if (column->otherwise == VW_OTHERWISE_KEEP) {
        return text;
    }
    VW_DIAG(mapped->run->diags, I078, place, text, list_values(mapped, column),
            vw_suggest(folded, from->folded, column->value_count));
    return NULL;
}

/* Item by item. What has one that becomes unknown is unknown as a whole: the others alone would say
 * that there are no more. */
static const char *translate_list(vw_mapped *mapped, const source *from, vw_place place,
                                  const char *text)
{
    vw_buf out = {.arena = mapped->scratch};
    const char *item, *at = text;
    size_t length;
    bool sound = true, unknown = false;
    while (vw_list_next(&item, &length, &at)) {
        const char *to = translate(mapped, from, place, vw_strndup(mapped->scratch, item, length));
        sound = sound && to != NULL;
        unknown = unknown || (to != NULL && *to == '\0');
        vw_buf_addf(&out, "%s%s", out.length > 0 ? VW_LIST_MARK : "", to != NULL ? to : "");
    }
    if (out.length > 0 && strchr(text, VW_LIST_MARK[0]) != NULL) {
        vw_buf_add(&out, VW_LIST_MARK); /* somebody thought of it, also where one item stands */
    }
    return !sound ? NULL : unknown ? "" : out.length > 0 ? vw_buf_text(&out) : text;
}

static bool is_list(const vw_column *column)
{
    return column->field != NULL && column->field->type == VW_TYPE_LIST;
}

static bool is_date(const vw_column *column)
{
    return column->field != NULL && column->dates.order[0] != '\0' &&
           (column->field->type == VW_TYPE_DATE || column->field->type == VW_TYPE_DATETIME);
}

static bool is_number(const vw_column *column)
{
    return column->field != NULL && column->decimal != '\0' &&
           (column->field->type == VW_TYPE_NUMBER || column->field->type == VW_TYPE_INTEGER);
}

/* As the program reads it; NULL when it was refused. */
static const char *read_form(vw_mapped *mapped, const vw_column *column, const vw_cell *cell,
                             vw_place place, const char *text)
{
    vw_diags *diags = mapped->run->diags;
    if (is_date(column)) {
        const char *iso = vw_intake__iso_date(mapped->scratch, text, column->dates);
        if (iso == NULL) {
            VW_DIAG(diags, I024, place, text);
        }
        return iso;
    }
    if (is_number(column) && !(cell->number && text == cell->text)) {
        const char *plain = vw_intake__plain_number(mapped->scratch, text, column->decimal);
        if (plain == NULL) {
            VW_DIAG(diags, I113, place, text, column->decimal == ',' ? "1.234,5" : "1,234.5");
        }
        return plain;
    }
    return text;
}

static void put_source(vw_mapped *mapped, const vw_record *record, const source *from)
{
    const vw_column *column = from->column;
    vw_cell cell = record->cells[from->at];
    vw_place place = place_of(mapped, record, from->at);
    const char *text = cell.text;
    if (column->value_count > 0) {
        text = is_list(column) ? translate_list(mapped, from, place, text)
                               : translate(mapped, from, place, text);
    }
    if (text != NULL && *text != '\0') {
        text = read_form(mapped, column, &cell, place, text);
    }
    if (text != cell.text) {
        cell = cell_of(mapped->scratch, text == NULL ? "" : text);
    }
    if (text != NULL) {
        vw_intake__put_cell(mapped->taker, column->is_key ? VW_FIELD_KEY : column->index, &cell,
                            mapped->headings[from->at]);
    }
}

/* All parts must be there: "-7" could be of anything. */
static void put_key(vw_mapped *mapped, const vw_record *record)
{
    vw_buf key = {.arena = mapped->scratch};
    for (size_t i = 0; i < mapped->map->key_count; i++) {
        const char *part = record->cells[mapped->key[i]].text;
        if (*part == '\0') {
            VW_DIAG(mapped->run->diags, I021, place_of(mapped, record, mapped->key[i]), NULL);
            return;
        }
        vw_buf_addf(&key, "%s%s", i == 0 ? "" : "-", part);
    }
    if (mapped->map->key_count > 0) {
        const vw_cell cell = cell_of(mapped->scratch, vw_buf_text(&key));
        vw_intake__put_cell(mapped->taker, VW_FIELD_KEY, &cell, mapped->headings[mapped->key[0]]);
    }
}

static bool is_left_out(vw_mapped *mapped, const vw_record *record)
{
    for (size_t i = 0; i < mapped->map->filter_count; i++) {
        const sieve *one = &mapped->sieves[i];
        const char *folded = vw_intake__fold(mapped->scratch, record->cells[one->at].text);
        bool among = false;
        for (size_t v = 0; v < one->filter->count; v++) {
            among = among || strcmp(folded, one->folded[v]) == 0;
        }
        if (among != one->filter->only) {
            return true;
        }
    }
    return false;
}

static void add_json(vw_buf *out, const char *text, size_t length)
{
    json_t *value = json_stringn(text, length);
    char *json = json_dumps(value, JSON_ENCODE_ANY);
    vw_buf_add(out, json);
    free(json);
    json_decref(value);
}

/* What stands in columns of no field, as a JSON object; "" when that is nothing. Values that are
 * JSON already stay as they are written: 0.10 is not 0.1. */
static const char *raw_of(vw_mapped *mapped, const vw_record *record)
{
    vw_buf raw = {.arena = mapped->scratch};
    for (size_t i = 0; i < mapped->count; i++) {
        const vw_cell *cell = &record->cells[i];
        bool absent = record->json != NULL ? record->json[i] == NULL : cell->length == 0;
        if (!mapped->rest[i] || absent) {
            continue;
        }
        vw_buf_add(&raw, raw.length == 0 ? "{" : ",");
        add_json(&raw, mapped->headings[i], strlen(mapped->headings[i]));
        vw_buf_add(&raw, ":");
        if (record->json != NULL) {
            vw_buf_add(&raw, record->json[i]);
        } else {
            add_json(&raw, cell->text, cell->length);
        }
    }
    if (raw.length > 0) {
        vw_buf_add(&raw, "}");
    }
    return vw_buf_text(&raw);
}

/* False when the header lacks what a row needs; then only the header's problems count. */
static bool is_complete(const vw_mapped *mapped)
{
    bool complete = true;
    for (size_t i = 0; i < mapped->map->key_count; i++) {
        complete = complete && mapped->key[i] != SIZE_MAX;
    }
    for (size_t i = 0; i < mapped->map->filter_count; i++) {
        complete = complete && mapped->sieves[i].at != SIZE_MAX;
    }
    for (size_t i = 0; i < mapped->map->column_count; i++) {
        complete = complete && mapped->sources[i].at != SIZE_MAX;
    }
    return complete;
}

/* A column that several fields are taken from is as strict as the strictest. */
static bool clean(const vw_mapped *mapped, vw_cell *cell, size_t index, const vw_place *place)
{
    const vw_column_map *map = mapped->map;
    const vw_field *strictest = NULL;
    bool is_key = false;
    for (size_t i = 0; i < map->key_count; i++) {
        is_key = is_key || mapped->key[i] == index;
    }
    for (size_t i = 0; i < map->column_count; i++) {
        const vw_column *column = mapped->sources[i].column;
        if (mapped->sources[i].at == index && !column->is_key) {
            const bool lenient = strictest == NULL || strictest->type == VW_TYPE_TEXT;
            strictest = lenient ? column->field : strictest;
        }
        is_key = is_key || (mapped->sources[i].at == index && column->is_key);
    }
    return is_key
               ? vw_intake__clean(cell, mapped->run->diags, place, mapped->scratch)
               : vw_intake__clean_of(cell, mapped->run->diags, place, mapped->scratch, strictest);
}

vw_status vw_intake__map_record(vw_mapped *mapped, const vw_record *record)
{
    bool readable = true;
    vw_arena_reset(mapped->scratch);
    for (size_t i = 0; i < mapped->count; i++) {
        if (mapped->used[i]) {
            const vw_place place = place_of(mapped, record, i);
            readable = clean(mapped, &record->cells[i], i, &place) && readable;
        }
    }
    if (!readable || !is_complete(mapped)) {
        return VW_OK;
    }
    if (is_left_out(mapped, record)) {
        mapped->skipped++;
        return VW_OK;
    }
    put_key(mapped, record);
    for (size_t i = 0; i < mapped->map->column_count; i++) {
        put_source(mapped, record, &mapped->sources[i]);
    }
    return vw_intake__row(mapped->taker, record->row, NULL, raw_of(mapped, record));
}

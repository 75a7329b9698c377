/* SPDX-License-Identifier: EUPL-1.2 */
/* Twice through the file: which headings there are is only known at its end. */
#include "intake/tables/json_table.h"

#include "intake/list.h"
#include "intake/tables/columns.h"
#include "intake/tables/json_split.h"
#include "intake/tables/table.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

typedef struct {
    vw_intake_run *run;
    vw_json_shape shape;
    json_t *columns; /* the number of each heading */
    VW_VEC(const char *) headings;
    const vw_kind *kind;
    vw_table *table; /* NULL: the first time through */
    vw_arena *scratch;
    vw_cell *cells;
    const char **json;
    const vw_json_element *element; /* at hand */
    size_t numbers;                 /* of the element that were passed */
    bool sound;                     /* the element */
    uint32_t rows;                  /* elements so far */
} reading;

static vw_place place_of(const reading *r, const char *field)
{
    const bool lines = r->shape.form == VW_JSON_LINES;
    vw_place place = {.file = r->run->options->path,
                      .sheet = "",
                      .line = lines ? r->element->line : r->element->number,
                      .field = field};
    return place;
}

/* ---- values as they are written ------------------------------------------------------------- */

/* jansson keeps members in the file's order, so that numbers come as they stand in the text. */
static const vw_json_span *next_number(reading *r)
{
    static const vw_json_span none = {0, 0};
    return r->numbers < r->element->number_count ? &r->element->numbers[r->numbers++] : &none;
}

static void write_string(vw_buf *out, json_t *value)
{
    char *text = json_dumps(value, JSON_ENCODE_ANY);
    vw_buf_add(out, text != NULL ? text : "null");
    free(text);
}

static void write_value(vw_buf *out, reading *r, json_t *value)
{
    const char *name;
    json_t *item;
    size_t index;
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        vw_buf_add(out, "{");
        json_object_foreach(value, name, item)
        {
            json_t *key = json_string(name);
            vw_buf_add(out, out->text[out->length - 1] == '{' ? "" : ",");
            write_string(out, key);
            json_decref(key);
            vw_buf_add(out, ":");
            write_value(out, r, item);
        }
        vw_buf_add(out, "}");
        break;
    case JSON_ARRAY:
        vw_buf_add(out, "[");
        json_array_foreach(value, index, item)
        {
            vw_buf_add(out, index == 0 ? "" : ",");
            write_value(out, r, item);
        }
        vw_buf_add(out, "]");
        break;
    case JSON_INTEGER:
    case JSON_REAL: {
        const vw_json_span *span = next_number(r);
        vw_buf_addn(out, r->element->text + span->start, span->length);
        break;
    }
    case JSON_STRING:
    case JSON_TRUE:
    case JSON_FALSE:
    case JSON_NULL:
        write_string(out, value);
        break;
    }
}

/* ---- members -------------------------------------------------------------------------------- */

static void add_column(reading *r, const char *name)
{
    if (json_object_get(r->columns, name) == NULL && r->headings.count <= VW_COLUMNS_MAX) {
        json_object_set_new(r->columns, name, json_integer((json_int_t)r->headings.count));
        VW_PUSH(r->run->arena, r->headings, vw_strdup(r->run->arena, name));
    }
}

/* Only what stands there as a text can be told from another item for certain. */
static void fill_list(reading *r, const char *name, vw_cell *cell, json_t *list)
{
    vw_buf text = {.arena = r->scratch};
    json_t *item;
    size_t index;
    json_array_foreach(list, index, item)
    {
        if (!json_is_string(item) ||
            !vw_intake__list_add(&text, json_string_value(item), json_string_length(item))) {
            VW_DIAG(r->run->diags, I129, place_of(r, name), NULL);
            r->sound = false;
            return;
        }
    }
    cell->text = vw_strdup(r->scratch, vw_intake__list_cell(&text));
    cell->length = strlen(cell->text);
}

static void fill_cell(reading *r, const char *name, json_t *value)
{
    json_t *number = json_object_get(r->columns, name);
    const size_t column = (size_t)json_integer_value(number);
    vw_buf json = {.arena = r->scratch};
    write_value(&json, r, value);
    if (number == NULL || column >= VW_COLUMNS_MAX) {
        return; /* too many, which was told; or the file has changed, which will be */
    }
    if (r->json[column] != NULL) {
        VW_DIAG(r->run->diags, I016, place_of(r, name), name, name);
        r->sound = false;
        return;
    }
    vw_cell *cell = &r->cells[column];
    r->json[column] = json_is_null(value) ? NULL : vw_buf_text(&json);
    if (json_is_string(value)) {
        cell->length = json_string_length(value);
        cell->text = vw_strndup(r->scratch, json_string_value(value), cell->length);
    } else if (json_is_array(value)) {
        const char *field = vw_intake__table_field(r->table, column);
        const vw_field *found = *field != '\0' ? vw_kind_field(r->kind, field) : NULL;
        if (found != NULL && found->type == VW_TYPE_LIST) {
            fill_list(r, name, cell, value);
        } else if (*field != '\0') {
            VW_DIAG(r->run->diags, I075, place_of(r, name), name);
            r->sound = false;
        }
    } else if (!json_is_null(value)) {
        cell->length = json.length;
        cell->number = json_is_number(value);
        cell->text = vw_strndup(r->scratch, vw_buf_text(&json), json.length);
    }
}

static void take_members(reading *r, json_t *object, const char *path)
{
    const char *name;
    json_t *value;
    json_object_foreach(object, name, value)
    {
        const char *whole = *path == '\0' ? name : vw_printf(r->scratch, "%s.%s", path, name);
        if (json_is_object(value)) {
            take_members(r, value, whole);
        } else if (r->table == NULL) {
            add_column(r, whole);
        } else {
            fill_cell(r, whole, value);
        }
    }
}

/* ---- elements ------------------------------------------------------------------------------- */

static void report_fault(const reading *r, const json_error_t *fault)
{
    vw_place place = {.file = r->run->options->path, .line = r->element->line};
    if (fault->line > 0) {
        place.line += (uint32_t)fault->line - 1;
    }
    if (fault->line > 1 || r->shape.form == VW_JSON_LINES) {
        place.column = fault->column > 0 ? (uint32_t)fault->column : 0;
    }
    vw_intake__json_fault(r->scratch, r->run->diags, place, fault);
}

static vw_status take_record(reading *r)
{
    const size_t count = r->headings.count;
    for (size_t i = 0; i < count; i++) {
        if (r->cells[i].text == NULL) {
            r->cells[i].text = vw_strdup(r->scratch, "");
        }
    }
    const vw_record record = {
        .row = place_of(r, NULL).line, .cells = r->cells, .count = count, .json = r->json};
    return r->sound ? vw_intake__table_record(r->table, &record) : VW_OK;
}

static vw_status on_element(void *what, const vw_json_element *element)
{
    reading *r = what;
    const vw_intake_options *options = r->run->options;
    const uint32_t rows_max = options->rows_max != 0 ? options->rows_max : VW_ROWS_MAX;
    json_error_t fault;
    vw_arena_reset(r->scratch);
    r->element = element;
    r->rows = element->number;
    r->numbers = 0;
    r->sound = true;
    json_t *value =
        json_loadb(element->text, element->length,
                   JSON_REJECT_DUPLICATES | JSON_DECODE_INT_AS_REAL | JSON_DECODE_ANY, &fault);
    vw_status status = VW_OK;
    if (value == NULL) {
        report_fault(r, &fault);
        return VW_ERR_INPUT;
    }
    if (element->number > rows_max) {
        VW_DIAG(r->run->diags, I043, place_of(r, NULL), NULL);
        status = VW_ERR_INPUT;
    } else if (!json_is_object(value)) {
        const vw_place place = {.file = options->path, .line = element->line};
        VW_DIAG(r->run->diags, I073, place,
                vw_strndup(r->scratch, element->text, element->length < 40 ? element->length : 40));
        status = VW_ERR_INPUT;
    } else {
        if (r->table != NULL) {
            r->cells = VW_NEW_ARRAY(r->scratch, r->headings.count, vw_cell);
            r->json = VW_NEW_ARRAY(r->scratch, r->headings.count, const char *);
        }
        take_members(r, value, "");
        status = r->table != NULL ? take_record(r) : VW_OK;
    }
    json_decref(value);
    return status;
}

/* ---- the file ------------------------------------------------------------------------------- */

static vw_status take_header(reading *r)
{
    const size_t count = r->headings.count;
    vw_cell *cells = VW_NEW_ARRAY(r->run->arena, count, vw_cell);
    for (size_t i = 0; i < count; i++) {
        cells[i] = (vw_cell){.text = vw_strdup(r->run->arena, r->headings.items[i]),
                             .length = strlen(r->headings.items[i])};
    }
    const vw_record header = {.cells = cells, .count = count};
    return count == 0 ? VW_OK : vw_intake__table_record(r->table, &header);
}

/* ---- beside the list ------------------------------------------------------------------------ */

/* [name] in small letters and digits: "@odata.nextLink" is "odatanextlink". */
static const char *plain_name(vw_arena *arena, const char *name)
{
    vw_buf out = {.arena = arena};
    for (; *name != '\0'; name++) {
        char c = *name;
        c = (char)(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
        if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')) {
            vw_buf_addn(&out, &c, 1);
        }
    }
    return vw_buf_text(&out);
}

static bool is_among(const char *name, const char *const *names)
{
    for (; *names != NULL; names++) {
        if (strcmp(name, *names) == 0) {
            return true;
        }
    }
    return false;
}

/* As messages show it: a number as people write it. */
static const char *shown(vw_arena *arena, const json_t *value)
{
    if (json_is_number(value)) {
        return vw_printf(arena, "%.15g", json_number_value(value));
    }
    char *json = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
    const char *text = vw_printf(arena, "%.100s", json != NULL ? json : "?");
    free(json);
    return text;
}

static double number_of(const json_t *value)
{
    return json_is_string(value) ? strtod(json_string_value(value), NULL)
                                 : json_number_value(value);
}

static bool says_something(const json_t *value)
{
    return json_is_true(value) || json_string_length(value) > 0 || json_object_size(value) > 0 ||
           json_array_size(value) > 0 || json_number_value(value) != 0;
}

/* Whether a member beside a list of [rows] says that there are others elsewhere. */
static bool tells_of_more(vw_arena *arena, const char *member, const json_t *value, uint32_t rows)
{
    static const char *const counts[] = {
        "total",        "count",         "totalcount",  "totalresults",
        "totalitems",   "totalrecords",  "totalrows",   "recordcount",
        "recordstotal", "totalelements", "totalhits",   "totalsize",
        "odatacount",   "numfound",      "resultcount", NULL};
    static const char *const links[] = {
        "next",          "nextpage",       "nextlink",          "nexturl",
        "nexttoken",     "nextpagetoken",  "nextcursor",        "nexthref",
        "cursor",        "hasmore",        "hasnext",           "hasnextpage",
        "more",          "morerecords",    "truncated",         "istruncated",
        "odatanextlink", "nextrecordsurl", "continuationtoken", NULL};
    static const char *const starts[] = {"offset", "skip", "start", "startat", "startindex", NULL};
    static const char *const pages[] = {"page",        "pages",      "pageno",   "pagenumber",
                                        "pagecount",   "totalpages", "numpages", "lastpage",
                                        "currentpage", NULL};
    const char *name = plain_name(arena, member);
    const bool is_count = json_is_number(value) || json_is_string(value);
    if (is_among(name, counts)) {
        return is_count && number_of(value) != rows;
    }
    if (is_among(name, links)) {
        return says_something(value);
    }
    return is_count && ((is_among(name, starts) && number_of(value) > 1) ||
                        (is_among(name, pages) && number_of(value) > 1));
}

/* Also one level deeper: {"meta": {"total": 500}}. */
static const char *find_more(vw_arena *arena, const json_t *object, uint32_t rows)
{
    const char *name, *inner_name;
    json_t *value, *inner;
    json_object_foreach((json_t *)(uintptr_t)object, name, value)
    {
        if (tells_of_more(arena, name, value, rows)) {
            return vw_printf(arena, "%s: %s", name, shown(arena, value));
        }
        json_object_foreach(value, inner_name, inner)
        {
            if (tells_of_more(arena, inner_name, inner, rows)) {
                return vw_printf(arena, "%s.%s: %s", name, inner_name, shown(arena, inner));
            }
        }
    }
    return NULL;
}

/* What stands beside the list was not taken in. When that says that the list is a part of another,
 * the file cannot be complete. */
static void judge_beside(const reading *r, json_t *beside)
{
    enum { BYTES_TOLD = 300 };
    const vw_place place = {.file = r->run->options->path};
    vw_arena *arena = r->run->arena;
    vw_buf names = {.arena = arena};
    const char *name;
    json_t *value;
    size_t lists = 0;
    json_object_foreach(beside, name, value)
    {
        bool is_list = json_is_array(value) && lists++ == r->shape.member;
        if (!is_list && names.length < BYTES_TOLD) {
            vw_buf_addf(&names, "%s%.100s", names.length > 0 ? ", " : "", name);
        }
    }
    const char *more = r->run->options->complete ? find_more(arena, beside, r->rows) : NULL;
    if (more != NULL) {
        VW_DIAG(r->run->diags, I111, place, more, vw_printf(arena, "%lu", (unsigned long)r->rows));
    } else if (names.length > 0) {
        VW_DIAG(r->run->diags, I110, place, vw_buf_text(&names));
    }
}

static vw_status each(reading *r)
{
    return vw_intake__json_each(r->run->input, r->run->arena, r->run->diags, r->shape, on_element,
                                r);
}

static vw_status read_table(reading *r, const vw_intake_part *part)
{
    vw_intake_run *run = r->run;
    vw_status status = each(r);
    if (status == VW_OK) {
        status = vw_intake__table_begin(&r->table, run, part);
    }
    if (status == VW_OK) {
        status = take_header(r);
    }
    void *beside = NULL;
    if (status == VW_OK) {
        r->shape.beside = &beside;
        status = each(r);
    }
    if (status == VW_OK && r->shape.form == VW_JSON_MEMBER) {
        judge_beside(r, beside);
    }
    json_decref(beside);
    if (status == VW_OK) {
        status = vw_intake__unchanged(run->input, run->diags);
    }
    return status == VW_OK ? vw_intake__table_end(r->table) : status;
}

vw_status vw_intake__take_json_table(vw_intake_run *run)
{
    reading r = {.run = run};
    const vw_intake_options *options = run->options;
    const vw_kind *kind =
        vw_intake__find_kind(run->arena, run->diags, run->catalogue, options->path, options->kind);
    vw_status status = vw_intake__json_shape(&r.shape, run->arena, run->diags, run->input);
    const vw_intake_part part = {.kind = kind,
                                 .sheet = "",
                                 .importer = r.shape.form == VW_JSON_LINES ? "jsonl/1" : "json/1"};
    if (status != VW_OK || kind == NULL) {
        return status == VW_OK ? VW_ERR_INPUT : status;
    }
    r.kind = kind;
    r.columns = json_object();
    r.scratch = vw_arena_new();
    status = read_table(&r, &part);
    vw_arena_free(r.scratch);
    json_decref(r.columns);
    return status;
}

bool vw_intake__is_json_lines(const vw_intake_run *run)
{
    vw_json_shape shape;
    vw_arena *scratch = vw_arena_new();
    vw_status status = vw_intake__json_shape(&shape, scratch, vw_diags_new(scratch), run->input);
    vw_arena_free(scratch);
    return status == VW_OK && shape.form == VW_JSON_LINES && shape.values > 1;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Twice through the file: which headings there are is only known at its end. */
#include "intake/tables/json_table.h"

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
    vw_table *table; /* NULL: the first time through */
    vw_arena *scratch;
    vw_cell *cells;
    const char **json;
    const vw_json_element *element; /* at hand */
    size_t numbers;                 /* of the element that were passed */
    bool sound;                     /* the element */
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
        if (*vw_intake__table_field(r->table, column) != '\0') {
            VW_DIAG(r->run->diags, I075, place_of(r, name), name);
            r->sound = false;
        }
    } else if (!json_is_null(value)) {
        cell->length = json.length;
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
    if (json_error_code(fault) == json_error_out_of_memory) {
        vw_out_of_memory();
    }
    if (fault->line > 0) {
        place.line += (uint32_t)fault->line - 1;
    }
    if (fault->line > 1 || r->shape.form == VW_JSON_LINES) {
        place.column = fault->column > 0 ? (uint32_t)fault->column : 0;
    }
    VW_DIAG(r->run->diags, I081, place, fault->text);
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
        cells[i] =
            (vw_cell){vw_strdup(r->run->arena, r->headings.items[i]), strlen(r->headings.items[i])};
    }
    const vw_record header = {.cells = cells, .count = count};
    return count == 0 ? VW_OK : vw_intake__table_record(r->table, &header);
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
    if (status == VW_OK) {
        status = each(r);
    }
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

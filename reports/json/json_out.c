/* SPDX-License-Identifier: EUPL-1.2 */
/* Values through jansson, one at a time, so that memory stays flat however long the table. */
#include "reports/json/json_out.h"

#include <jansson.h>

enum { INDENT = 1 };

/* 15 significant digits: all that a double keeps for certain, and 0.1 reads "0.1". */
#define WRITE_FLAGS (JSON_ENCODE_ANY | JSON_COMPACT | JSON_REAL_PRECISION(15))

static void write_value(vw_json *json, json_t *value)
{
    /* A failed write sets the stream's error mark, which the commit of the file looks at. */
    (void)json_dumpf(value, json->out, WRITE_FLAGS);
    json_decref(value);
}

void vw_json__next(vw_json *json)
{
    if (!json->first) {
        fputc(',', json->out);
    }
    json->first = false;
    fprintf(json->out, "\n%*s", json->depth * INDENT, "");
}

void vw_json__key(vw_json *json, const char *key)
{
    if (!json->first) {
        fputs(", ", json->out);
    }
    json->first = false;
    fprintf(json->out, "\"%s\": ", key);
}

void vw_json__text(vw_json *json, const char *key, const char *text)
{
    if (text != NULL) {
        vw_json__key(json, key);
        write_value(json, json_string(text));
    }
}

void vw_json__integer(vw_json *json, const char *key, int64_t value)
{
    vw_json__key(json, key);
    write_value(json, json_integer(value));
}

static json_t *share_value(double share)
{
    return share >= 0 ? json_real(share) : json_null();
}

void vw_json__share(vw_json *json, const char *key, double share)
{
    vw_json__key(json, key);
    write_value(json, share_value(share));
}

void vw_json__flag(vw_json *json, const char *key, bool value)
{
    if (value) {
        vw_json__key(json, key);
        fputs("true", json->out);
    }
}

void vw_json__open_lines(vw_json *json, const char *key)
{
    vw_json__key(json, key);
    fputc('[', json->out);
    json->first = true;
    json->depth++;
}

void vw_json__close_lines(vw_json *json)
{
    json->depth--;
    if (!json->first) {
        fprintf(json->out, "\n%*s", json->depth * INDENT, "");
    }
    fputc(']', json->out);
    json->first = false;
}

void vw_json__open_item(vw_json *json)
{
    vw_json__next(json);
    fputc('{', json->out);
    json->first = true;
}

void vw_json__close_item(vw_json *json)
{
    fputc('}', json->out);
    json->first = false;
}

const char *const vw_json__kinds[] = {
    [VW_CELL_EMPTY] = "empty",     [VW_CELL_TEXT] = "text",     [VW_CELL_INTEGER] = "integer",
    [VW_CELL_NUMBER] = "number",   [VW_CELL_SHARE] = "share",   [VW_CELL_DATE] = "date",
    [VW_CELL_INSTANT] = "instant", [VW_CELL_RESULT] = "result",
};

static json_t *cell_value(const vw_cell *cell)
{
    char iso[11];
    switch (cell->is) {
    case VW_CELL_EMPTY:
        break;
    case VW_CELL_TEXT:
    case VW_CELL_INSTANT:
        return json_string(cell->text != NULL ? cell->text : "");
    case VW_CELL_INTEGER:
        return json_integer(cell->integer);
    case VW_CELL_NUMBER:
        return json_real(cell->number);
    case VW_CELL_SHARE:
        return share_value(cell->number);
    case VW_CELL_DATE:
        if (cell->date == VW_DATE_NONE) {
            break;
        }
        vw_date_format(iso, cell->date);
        return json_string(iso);
    case VW_CELL_RESULT:
        return json_string(vw_result_name(cell->result));
    }
    return json_null();
}

static json_t *cell_object(const vw_cell *cell)
{
    json_t *object =
        json_pack("{s:s, s:o}", "is", vw_json__kinds[cell->is], "value", cell_value(cell));
    if (cell->target != NULL) {
        json_object_set_new(object, "target", json_string(cell->target));
    }
    return object;
}

/* A bare value says the most with the least, where the column tells its kind. */
static json_t *cell_in_column(const vw_cell *cell, vw_cell_kind column)
{
    const bool bare = cell->target == NULL && (cell->is == column || cell->is == VW_CELL_EMPTY);
    return bare ? cell_value(cell) : cell_object(cell);
}

void vw_json__row(vw_json *json, const vw_table *table, const vw_cell *cells)
{
    vw_json__next(json);
    fputc('[', json->out);
    for (size_t i = 0; i < table->column_count; i++) {
        if (i > 0) {
            fputs(", ", json->out);
        }
        write_value(json, cell_in_column(&cells[i], table->columns[i].is));
    }
    fputc(']', json->out);
}

void vw_json__cell(vw_json *json, const vw_cell *cell)
{
    vw_json__key(json, "value");
    write_value(json, cell_object(cell));
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Which reader a file is for, and that it was read whole. */
#include "intake/intake.h"

#include "base/utf8.h"
#include "intake/document.h"
#include "intake/format.h"
#include "intake/tables/encoding.h"
#include "intake/tables/json_table.h"
#include "intake/tables/layout.h"
#include "intake/xlsx/sheets.h"
#include "load/column_map.h"

#include <string.h>

static vw_status take_csv(vw_intake_run *run)
{
    const vw_intake_options *options = run->options;
    vw_csv_rows *rows = vw_intake__csv_begin(run);
    const vw_reader_options reading = {.rows_max =
                                           options->rows_max != 0 ? options->rows_max : VW_ROWS_MAX,
                                       .separator = options->separator,
                                       .record = vw_intake__csv_record,
                                       .what = rows,
                                       .progress = options->progress,
                                       .progress_what = options->progress_what};
    vw_status status = vw_intake__read_csv(run->input, run->arena, run->diags, &reading);
    return status == VW_OK ? vw_intake__csv_end(rows) : status;
}

/* The first byte that is neither blank nor a mark of UTF-8. */
static unsigned char first_sign(const vw_input *input)
{
    size_t at = 0;
    if (input->first_length >= 3 && memcmp(input->first, "\xef\xbb\xbf", 3) == 0) {
        at = 3;
    }
    while (at < input->first_length && strchr(" \t\r\n", input->first[at]) != NULL &&
           input->first[at] != '\0') {
        at++;
    }
    return at < input->first_length ? input->first[at] : '\0';
}

static bool begins_with(const vw_input *input, const char *bytes, size_t length)
{
    return input->first_length >= length && memcmp(input->first, bytes, length) == 0;
}

static bool is_named(const vw_intake_run *run, const char *format)
{
    return run->options->format != NULL && strcmp(run->options->format, format) == 0;
}

/* With a kind of evidence given, JSON is a table of it; else it may say itself what it is. */
static vw_status take_json(vw_intake_run *run)
{
    const vw_intake_options *options = run->options;
    bool taken = false;
    if (is_named(run, "json") || is_named(run, "jsonl") ||
        (options->format == NULL && options->kind != NULL)) {
        return vw_intake__take_json_table(run);
    }
    if (!vw_intake__is_json_lines(run)) {
        return vw_intake__take_document(run);
    }
    vw_status status = vw_intake__take_document_lines(&taken, run);
    return status == VW_OK && !taken ? vw_intake__take_json_table(run) : status;
}

static vw_status dispatch(vw_intake_run *run)
{
    if (begins_with(run->input, "PK\3\4", 4)) {
        return vw_intake__take_workbook(run);
    }
    if (begins_with(run->input, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8)) {
        VW_DIAG(run->diags, I052, (vw_place){.file = run->options->path}, NULL);
        return VW_ERR_INPUT;
    }
    vw_status status = vw_intake__as_utf8(&run->input, &run->encoding, run->arena, run->diags,
                                          run->input, run->options->encoding);
    if (status != VW_OK) {
        return status;
    }
    const vw_intake_options *options = run->options;
    if (options->kind == NULL && options->format == NULL &&
        vw_format_is_other_form(run->input, run->arena, run->diags)) {
        return VW_ERR_INPUT;
    }
    unsigned char first = first_sign(run->input);
    if (first != '{' && first != '[' && !is_named(run, "json") && !is_named(run, "jsonl")) {
        return take_csv(run);
    }
    return take_json(run);
}

/* What a mapping says of the file goes for all of it; the user's own word goes first. */
static vw_status apply_map(vw_intake_options *options, vw_intake_run *run)
{
    const vw_column_map *map = NULL;
    vw_status status =
        vw_column_map_load(&map, run->arena, run->diags, run->catalogue, options->mapping);
    if (status != VW_OK) {
        return status;
    }
    if (options->kind != NULL && strcmp(options->kind, map->kind->name) != 0) {
        VW_DIAG(run->diags, U036, (vw_place){.file = options->mapping}, options->kind,
                map->kind->name);
        return VW_ERR_USAGE;
    }
    const size_t count = map->constant_count + options->constant_count;
    vw_intake_constant *constants = VW_NEW_ARRAY(run->arena, count, vw_intake_constant);
    for (size_t i = 0; i < map->constant_count; i++) {
        constants[i] = (vw_intake_constant){map->constants[i].field, map->constants[i].value};
    }
    for (size_t i = 0; i < options->constant_count; i++) {
        constants[map->constant_count + i] = options->constants[i];
    }
    options->constants = constants;
    options->constant_count = count;
    options->kind = map->kind->name;
    options->sheet = options->sheet != NULL ? options->sheet : map->sheet;
    options->encoding = options->encoding != NULL ? options->encoding : map->encoding;
    options->separator = options->separator != 0 ? options->separator : map->separator;
    run->map = map;
    return VW_OK;
}

/* A constant must be of some import of the file; each import shows its own. */
static void check_constants(const vw_intake_run *run, const vw_intake_results *results,
                            size_t first)
{
    const vw_intake_options *options = run->options;
    for (size_t i = first; i < results->count; i++) {
        vw_intake_result *result = &results->items[i];
        vw_intake_constant *own =
            VW_NEW_ARRAY(run->arena, options->constant_count, vw_intake_constant);
        result->constants = own;
        for (size_t c = 0; c < options->constant_count; c++) {
            if (vw_kind_field(result->kind, options->constants[c].field) != NULL) {
                own[result->constant_count++] = options->constants[c];
            }
        }
    }
    for (size_t c = 0; c < options->constant_count && results->count > first; c++) {
        const char *name = options->constants[c].field;
        bool known = false;
        for (size_t i = first; i < results->count; i++) {
            known = known || vw_kind_field(results->items[i].kind, name) != NULL;
        }
        if (!known) {
            const vw_kind *kind = results->items[first].kind;
            const char **names = VW_NEW_ARRAY(run->arena, kind->field_count, const char *);
            for (size_t f = 0; f < kind->field_count; f++) {
                names[f] = kind->fields[f].name;
            }
            VW_DIAG(run->diags, U037, (vw_place){.file = options->path}, name, kind->name,
                    vw_suggest(name, names, kind->field_count));
        }
    }
}

vw_status vw_intake_file(vw_intake_results *out, vw_dossier *dossier, const vw_catalogue *catalogue,
                         vw_arena *arena, vw_diags *diags, const vw_intake_options *options)
{
    size_t errors_before = vw_diags_count(diags, VW_ERROR);
    vw_intake_run run = {.dossier = dossier,
                         .catalogue = catalogue,
                         .options = options,
                         .arena = arena,
                         .diags = diags,
                         .results = out};
    vw_intake_options own = *options;
    run.options = &own;
    vw_status status = own.mapping != NULL ? apply_map(&own, &run) : VW_OK;
    if (status == VW_OK) {
        status = vw_intake__open(&run.input, arena, diags, own.path);
    }
    const size_t first = out->count;
    if (status == VW_OK) {
        status = dispatch(&run);
        check_constants(&run, out, first);
    }
    if (status == VW_OK && vw_diags_count(diags, VW_ERROR) > errors_before) {
        status = VW_ERR_INPUT;
    }
    return status;
}

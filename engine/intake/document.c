/* SPDX-License-Identifier: EUPL-1.2 */
/* JSON by jansson: strict, without duplicate members, one value in a file. */
#include "intake/document.h"

#include "intake/tables/columns.h"
#include "intake/tables/json_split.h"
#include "intake/tables/json_table.h"

#include <string.h>

static const vw_json_format *find_format(const vw_intake_run *run, const json_t *document)
{
    const char *named = run->options->format;
    for (size_t i = 0; vw_json_formats[i] != NULL; i++) {
        const vw_json_format *format = vw_json_formats[i];
        if (named != NULL ? strcmp(named, format->name) == 0 : format->recognise(document)) {
            return format;
        }
    }
    return NULL;
}

static const char *producer_of(vw_arena *arena, const vw_json_format *format,
                               const json_t *document)
{
    vw_buf words = {.arena = arena};
    for (size_t i = 0; format->producer != NULL && format->producer[i] != NULL; i++) {
        const char *word = vw_json_text(arena, document, format->producer[i]);
        if (word != NULL) {
            vw_buf_addf(&words, "%s%s", words.length > 0 ? " " : "", word);
        }
    }
    return words.length > 0 ? vw_buf_text(&words) : NULL;
}

static vw_status take(vw_intake_run *run, const vw_json_format *format, const json_t *document)
{
    run->producer = producer_of(run->arena, format, document);
    return format->take(run, document);
}

static void release(void *document)
{
    json_decref(document);
}

/* [line]: of the file, where what was parsed begins. */
static void report_fault(const vw_intake_run *run, vw_diags *diags, const json_error_t *fault,
                         uint32_t line)
{
    const vw_place place = {.file = run->options->path,
                            .line = fault->line > 0 ? line + (uint32_t)fault->line - 1 : 0,
                            .column = fault->column > 0 ? (uint32_t)fault->column : 0};
    vw_intake__json_fault(run->arena, diags, place, fault);
}

/* Whether the file's name tells a kind of evidence: then it may be a table. */
static bool tells_kind(const vw_intake_run *run)
{
    vw_arena *scratch = vw_arena_new();
    const vw_kind *kind = vw_intake__find_kind(scratch, vw_diags_new(scratch), run->catalogue,
                                               run->options->path, NULL);
    vw_arena_free(scratch);
    return kind != NULL;
}

/* A table may be larger than a document that is read whole. */
static bool is_large_table(const vw_intake_run *run)
{
    return (uint64_t)run->input->opened.st_size > VW_DOCUMENT_BYTES_MAX &&
           run->options->format == NULL && tells_kind(run);
}

/* What the values of [text] take in memory, beside their texts. */
static size_t reckon(const char *text, size_t length)
{
    size_t lists = 0, values = 0;
    bool in_string = false;
    for (size_t i = 0; i < length; i++) {
        const char c = text[i];
        if (in_string) {
            i += c == '\\';
            in_string = c != '"';
        } else {
            in_string = c == '"';
            lists += c == '{' || c == '[';
            values += c == ',' || c == ':';
        }
    }
    return lists * VW_DOCUMENT_LIST_BYTES + values * VW_DOCUMENT_VALUE_BYTES;
}

static vw_status refuse_values(const vw_intake_run *run)
{
    VW_DIAG(run->diags, I119, (vw_place){.file = run->options->path},
            vw_printf(run->arena, "%zu", VW_DOCUMENT_MEMORY_MAX >> 20));
    return VW_ERR_INPUT;
}

vw_status vw_intake__take_document(vw_intake_run *run)
{
    if (is_large_table(run)) {
        return vw_intake__take_json_table(run);
    }
    const char *text = NULL;
    size_t length = 0;
    json_error_t fault;
    vw_arena *bytes = vw_arena_new();
    vw_status status =
        vw_intake__read_all(&text, &length, run->input, bytes, run->diags, VW_DOCUMENT_BYTES_MAX);
    json_t *document = NULL;
    if (status == VW_OK && reckon(text, length) > VW_DOCUMENT_MEMORY_MAX) {
        status = refuse_values(run);
    }
    const bool sound = status == VW_OK;
    if (sound) {
        size_t mark = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
        document = json_loadb(text + mark, length - mark, JSON_REJECT_DUPLICATES, &fault);
    }
    vw_arena_free(bytes);
    /* One value, and another that never ends: the reader of lines knows where it begins. */
    vw_json_shape shape;
    if (sound && document == NULL && json_error_code(&fault) == json_error_end_of_input_expected) {
        status = vw_intake__json_shape(&shape, run->arena, run->diags, run->input);
    }
    if (status == VW_OK && document == NULL) {
        report_fault(run, run->diags, &fault, 1);
        status = VW_ERR_INPUT;
    }
    if (status != VW_OK) {
        return status;
    }
    vw_arena_on_free(run->arena, release, document);
    const vw_json_format *format = find_format(run, document);
    if (format == NULL && run->options->format == NULL && tells_kind(run)) {
        return vw_intake__take_json_table(run);
    }
    if (format == NULL) {
        VW_DIAG(run->diags, I084, (vw_place){.file = run->options->path}, NULL);
        return VW_ERR_INPUT;
    }
    return take(run, format, document);
}

/* ---- one object a line ---- */

typedef struct {
    const vw_intake_run *run;
    vw_diags *diags;
    json_t *list;
    size_t most; /* objects to read; 0: all */
    size_t memory;
    bool stopped;
} lines;

static vw_status take_line(void *what, const vw_json_element *element)
{
    lines *all = what;
    json_error_t fault;
    all->memory += reckon(element->text, element->length);
    if (all->memory > VW_DOCUMENT_MEMORY_MAX) {
        return refuse_values(all->run);
    }
    json_t *object = json_loadb(element->text, element->length, JSON_REJECT_DUPLICATES, &fault);
    if (object == NULL) {
        report_fault(all->run, all->diags, &fault, element->line);
        return VW_ERR_INPUT;
    }
    json_array_append_new(all->list, object);
    all->stopped = all->most > 0 && json_array_size(all->list) == all->most;
    return all->stopped ? VW_ERR_INPUT : VW_OK; /* ends the reading */
}

static vw_status read_lines(lines *out, vw_intake_run *run, vw_diags *diags, size_t most)
{
    static const vw_json_shape shape = {.form = VW_JSON_LINES};
    *out = (lines){.run = run, .diags = diags, .list = json_array(), .most = most};
    vw_arena_on_free(run->arena, release, out->list);
    vw_status status = vw_intake__json_each(run->input, run->arena, diags, shape, take_line, out);
    return out->stopped ? VW_OK : status;
}

static vw_status note_second(void *what, const vw_json_element *element)
{
    uint32_t *line = what;
    *line = element->line;
    return element->number < 2 ? VW_OK : VW_ERR_INPUT; /* ends the reading */
}

/* A document of a format that is no list, with something behind it. */
static vw_status refuse_behind(bool *taken, vw_intake_run *run, const json_t *document)
{
    static const vw_json_shape shape = {.form = VW_JSON_LINES};
    const vw_json_format *format = find_format(run, document);
    vw_place place = {.file = run->options->path};
    if (format == NULL || run->options->format != NULL) {
        return VW_OK;
    }
    *taken = true;
    vw_status status = vw_intake__json_each(run->input, run->arena, vw_diags_new(run->arena), shape,
                                            note_second, &place.line);
    if (status == VW_ERR_STORE) {
        return status;
    }
    VW_DIAG(run->diags, I125, place, vw_diag_both(run->arena, format->label));
    return VW_ERR_INPUT;
}

vw_status vw_intake__take_document_lines(bool *taken, vw_intake_run *run)
{
    lines first, all;
    *taken = false;
    if (read_lines(&first, run, vw_diags_new(run->arena), 1) != VW_OK) {
        return VW_OK; /* the reader of tables says what is wrong */
    }
    const vw_json_format *format = find_format(run, first.list);
    if (format == NULL) {
        return refuse_behind(taken, run, json_array_get(first.list, 0));
    }
    *taken = true;
    if ((uint64_t)run->input->opened.st_size > VW_DOCUMENT_BYTES_MAX) {
        VW_DIAG(run->diags, I080, (vw_place){.file = run->options->path},
                vw_printf(run->arena, "%zu", VW_DOCUMENT_BYTES_MAX >> 20));
        return VW_ERR_INPUT;
    }
    vw_status status = read_lines(&all, run, run->diags, 0);
    return status == VW_OK ? take(run, format, all.list) : status;
}

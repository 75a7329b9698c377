/* SPDX-License-Identifier: EUPL-1.2 */
/* JSON by jansson: strict, without duplicate members, one value in a file. */
#include "intake/document.h"

#include "intake/tables/columns.h"
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

static void release(void *document)
{
    json_decref(document);
}

static void report_fault(const vw_intake_run *run, const json_error_t *fault)
{
    const vw_place place = {.file = run->options->path,
                            .line = fault->line > 0 ? (uint32_t)fault->line : 0,
                            .column = fault->column > 0 ? (uint32_t)fault->column : 0};
    if (json_error_code(fault) == json_error_out_of_memory) {
        vw_out_of_memory();
    }
    VW_DIAG(run->diags, I081, place, fault->text);
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

vw_status vw_intake__take_document(vw_intake_run *run)
{
    const char *text = NULL;
    size_t length = 0;
    json_error_t fault;
    vw_arena *bytes = vw_arena_new();
    vw_status status =
        vw_intake__read_all(&text, &length, run->input, bytes, run->diags, VW_DOCUMENT_BYTES_MAX);
    json_t *document = NULL;
    if (status == VW_OK) {
        size_t mark = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
        document = json_loadb(text + mark, length - mark, JSON_REJECT_DUPLICATES, &fault);
    }
    vw_arena_free(bytes);
    if (status == VW_OK && document == NULL) {
        report_fault(run, &fault);
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
    return format->take(run, document);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The whole document as JSON (docs/schema/document.schema.json): results by their language-free
 * names, dates as ISO 8601, one row a line so that two versions can be compared line by line. */
#include "reports/json/json_out.h"

#include "base/file.h"
#include "reports/render/render.h"

#include <jansson.h>

typedef struct {
    vw_json json;
    vw_diags *diags;
} writer;

static const char *const block_names[] = {
    [VW_BLOCK_DOCUMENT] = "document",
    [VW_BLOCK_COVER] = "cover",
    [VW_BLOCK_CONTENTS] = "contents",
    [VW_BLOCK_HEADING] = "heading",
    [VW_BLOCK_PARAGRAPH] = "paragraph",
    [VW_BLOCK_LIST] = "list",
    [VW_BLOCK_ITEM] = "item",
    [VW_BLOCK_QUOTE] = "quote",
    [VW_BLOCK_NOTE] = "note",
    [VW_BLOCK_TABLE] = "table",
    [VW_BLOCK_CHART] = "chart",
    [VW_BLOCK_FACTS] = "facts",
    [VW_BLOCK_SIGNATURES] = "signatures",
    [VW_BLOCK_PAGE_BREAK] = "page_break",
};

static void write_runs(vw_json *json, const vw_block *block)
{
    vw_json__open_lines(json, "runs");
    for (size_t i = 0; i < block->run_count; i++) {
        const vw_run *run = &block->runs[i];
        vw_json__open_item(json);
        vw_json__text(json, "text", run->line_break ? "" : run->text);
        vw_json__flag(json, "line_break", run->line_break);
        vw_json__flag(json, "strong", run->strong);
        vw_json__flag(json, "emphasis", run->emphasis);
        vw_json__flag(json, "code", run->code);
        vw_json__text(json, "target", run->target);
        vw_json__text(json, "lang", run->lang);
        vw_json__close_item(json);
    }
    vw_json__close_lines(json);
}

static void write_columns(vw_json *json, const vw_table *table)
{
    vw_json__open_lines(json, "columns");
    for (size_t i = 0; i < table->column_count; i++) {
        const vw_table_column *column = &table->columns[i];
        vw_json__open_item(json);
        vw_json__text(json, "id", column->id);
        vw_json__text(json, "title", column->title);
        vw_json__text(json, "is", vw_json__kinds[column->is]);
        vw_json__flag(json, "only_data", !column->on_paper);
        vw_json__close_item(json);
    }
    vw_json__close_lines(json);
}

typedef struct {
    vw_json *json;
    const vw_table *table;
} row_writer;

static vw_status write_row(void *self, uint64_t index, const vw_cell *cells)
{
    (void)index;
    const row_writer *rows = self;
    vw_json__row(rows->json, rows->table, cells);
    return VW_OK;
}

static vw_status write_table(vw_json *json, vw_diags *diags, const vw_table *table)
{
    vw_json__text(json, "table", table->id);
    vw_json__text(json, "caption", table->caption);
    vw_json__text(json, "sheet", table->sheet_id);
    vw_json__integer(json, "total_rows", (int64_t)table->total_rows);
    if (table->paper_rows > 0) {
        vw_json__integer(json, "paper_rows", (int64_t)table->paper_rows);
        vw_json__text(json, "paper_note", table->paper_note);
    }
    vw_json__text(json, "empty", table->empty);
    vw_json__flag(json, "has_total_row", table->has_total_row);
    write_columns(json, table);
    vw_json__open_lines(json, "rows");
    row_writer rows = {.json = json, .table = table};
    const vw_status status = vw_render_rows(table, diags, write_row, &rows);
    vw_json__close_lines(json);
    return status;
}

/* One item a value: "point" is a framework, a year or a date. */
static void write_series(vw_json *json, const vw_chart *chart)
{
    if (chart->is == VW_CHART_RESULTS) {
        return;
    }
    vw_json__open_lines(json, "values");
    for (size_t i = 0; i < chart->series_count; i++) {
        for (size_t point = 0; point < chart->point_count; point++) {
            vw_json__open_item(json);
            vw_json__text(json, "series", chart->series[i].label);
            vw_json__text(json, "point", chart->points[point]);
            vw_json__share(json, "share", chart->series[i].shares[point]);
            vw_json__close_item(json);
        }
    }
    vw_json__close_lines(json);
}

static void write_chart(vw_json *json, const vw_chart *chart)
{
    vw_json__text(json, "caption", chart->caption);
    vw_json__text(json, "alternative", chart->alternative);
    vw_json__open_lines(json, "bars");
    for (size_t i = 0; i < chart->bar_count; i++) {
        const vw_chart_bar *bar = &chart->bars[i];
        vw_json__open_item(json);
        vw_json__text(json, "label", bar->label);
        for (vw_result result = 0; result < VW_RESULT_COUNT; result++) {
            vw_json__integer(json, vw_result_name(result), (int64_t)bar->counts.of[result]);
        }
        vw_json__share(json, "share_met", vw_counts_share_met(&bar->counts));
        vw_json__share(json, "coverage", vw_counts_coverage(&bar->counts));
        vw_json__close_item(json);
    }
    vw_json__close_lines(json);
    write_series(json, chart);
}

static void write_facts(vw_json *json, const vw_block *block)
{
    vw_json__open_lines(json, "facts");
    for (size_t i = 0; i < block->fact_count; i++) {
        vw_json__open_item(json);
        vw_json__text(json, "label", block->facts[i].label);
        vw_json__cell(json, &block->facts[i].cell);
        vw_json__close_item(json);
    }
    vw_json__close_lines(json);
}

static void write_signatures(vw_json *json, const vw_block *block)
{
    vw_json__open_lines(json, "signatories");
    for (size_t i = 0; i < block->signatory_count; i++) {
        vw_json__open_item(json);
        vw_json__text(json, "role", block->signatories[i].role);
        vw_json__text(json, "name", block->signatories[i].name);
        vw_json__close_item(json);
    }
    vw_json__close_lines(json);
}

static vw_status write_children(writer *out, const char *key, const vw_block *block);

static vw_status write_content(writer *out, const vw_block *block)
{
    vw_json *json = &out->json;
    if (block->run_count > 0) {
        write_runs(json, block);
    }
    if (block->fact_count > 0) {
        write_facts(json, block);
    }
    if (block->signatory_count > 0) {
        write_signatures(json, block);
    }
    if (block->chart != NULL) {
        write_chart(json, block->chart);
    }
    vw_status status = VW_OK;
    if (block->table != NULL) {
        status = write_table(json, out->diags, block->table);
    }
    if (status == VW_OK && block->child_count > 0) {
        status = write_children(out, "blocks", block);
    }
    return status;
}

static vw_status write_block(writer *out, const vw_block *block)
{
    vw_json *json = &out->json;
    vw_json__open_item(json);
    vw_json__text(json, "is", block_names[block->is]);
    vw_json__text(json, "id", block->id);
    vw_json__text(json, "lang", block->lang);
    vw_json__flag(json, "confidential", block->audience == VW_CONFIDENTIAL);
    if (block->is == VW_BLOCK_HEADING) {
        vw_json__integer(json, "level", block->level);
        vw_json__text(json, "number", block->number);
    }
    vw_json__flag(json, "ordered", block->ordered);
    const vw_status status = write_content(out, block);
    vw_json__close_item(json);
    return status;
}

static vw_status write_children(writer *out, const char *key, const vw_block *block)
{
    vw_status status = VW_OK;
    vw_json__open_lines(&out->json, key);
    for (size_t i = 0; i < block->child_count && status == VW_OK; i++) {
        status = write_block(out, block->children[i]);
    }
    vw_json__close_lines(&out->json);
    return status;
}

/* Read and written again, so that a builder's slip cannot break the file. */
static vw_status write_key_figures(writer *out, const char *text)
{
    if (text == NULL) {
        return VW_OK;
    }
    json_t *facts = json_loads(text, JSON_REJECT_DUPLICATES, NULL);
    if (!json_is_object(facts)) {
        json_decref(facts);
        VW_DIAG(out->diags, T045, (vw_place){0}, NULL);
        return VW_ERR_BUG;
    }
    vw_json__next(&out->json);
    fputs("\"key_figures\": ", out->json.out);
    (void)json_dumpf(facts, out->json.out, JSON_COMPACT | JSON_SORT_KEYS | JSON_REAL_PRECISION(15));
    json_decref(facts);
    return VW_OK;
}

static void write_head(vw_json *json, const vw_document *document)
{
    char made_at[21];
    vw_instant_format(made_at, document->made_at);
    const struct {
        const char *key, *text;
    } members[] = {
        {"format", "verantwoord-document/1"},
        {"lang", document->lang_tag},
        {"title", document->title},
        {"subject", document->subject},
        {"author", document->author},
        {"entity", document->entity},
        {"period", document->period},
        {"version_line", document->version_line},
        {"audience", document->audience == VW_PUBLIC ? "public" : "confidential"},
        {"made_at", made_at},
    };
    for (size_t i = 0; i < sizeof members / sizeof *members; i++) {
        vw_json__next(json);
        json->first = true;
        vw_json__text(json, members[i].key, members[i].text != NULL ? members[i].text : "");
    }
    vw_json__next(json);
    fprintf(json->out, "\"draft\": %s", document->draft ? "true" : "false");
}

vw_status vw_json__document(FILE *file, const vw_document *document, vw_diags *diags)
{
    writer writing = {.json = {.out = file, .first = true, .depth = 1}, .diags = diags};
    writer *out = &writing;
    vw_json *json = &out->json;
    fputc('{', json->out);
    write_head(json, document);
    vw_status status = write_key_figures(out, document->json_facts);
    if (status == VW_OK) {
        vw_json__next(json);
        json->first = true;
        status = write_children(out, "blocks", document->root);
    }
    fputs("\n}\n", json->out);
    return status;
}

vw_status vw_json_render(const vw_document *document, const char *path, vw_arena *scratch,
                         vw_diags *diags)
{
    vw_outfile *file = NULL;
    vw_status status = vw_outfile_open(&file, scratch, diags, path);
    if (status != VW_OK) {
        return status;
    }
    status = vw_json__document(vw_outfile_stream(file), document, diags);
    if (status == VW_OK) {
        status = vw_outfile_commit(file, diags);
    } else {
        vw_outfile_abandon(file);
    }
    return status;
}

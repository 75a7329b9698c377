/* SPDX-License-Identifier: EUPL-1.2 */
/* CommonMark with pipe tables: for version control, wikis and whoever pastes it elsewhere. */
#include "reports/markdown/markdown_text.h"

#include "base/file.h"

#include <string.h>

static vw_status write_block(vw_markdown *md, const vw_block *block);

/* A line begins with the marks of the containers it is in; after a list's bullet they are there. */
static void begin_line(vw_markdown *md)
{
    if (!md->line_open) {
        fputs(vw_buf_text(&md->prefix), md->out);
    }
    md->line_open = false;
}

static void begin_block(vw_markdown *md, bool blank_before)
{
    if (!md->first && blank_before) {
        const char *prefix = vw_buf_text(&md->prefix);
        size_t length = strlen(prefix);
        while (length > 0 && prefix[length - 1] == ' ') {
            length--;
        }
        fprintf(md->out, "%.*s\n", (int)length, prefix);
    }
    md->first = false;
    begin_line(md);
}

static vw_status write_children(vw_markdown *md, const vw_block *block)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < block->child_count && status == VW_OK; i++) {
        const vw_block *child = block->children[i];
        if (i > 0 && child->is == VW_BLOCK_LIST && block->children[i - 1]->is == VW_BLOCK_LIST) {
            begin_block(md, true);
            fputs("<!-- -->\n", md->out); /* two lists in a row would be read as one */
        }
        status = write_block(md, child);
    }
    return status;
}

/* Children whose lines all begin with [mark] more. */
static vw_status write_inside(vw_markdown *md, const vw_block *block, const char *mark)
{
    const size_t outside = md->prefix.length;
    vw_buf_add(&md->prefix, mark);
    const vw_status status = write_children(md, block);
    md->prefix.length = outside;
    md->prefix.text[outside] = '\0';
    if (md->line_open) {
        fputc('\n', md->out); /* an item without content */
        md->line_open = false;
    }
    md->first = false;
    return status;
}

static void write_anchor(vw_markdown *md, const char *id)
{
    if (id != NULL) {
        fprintf(md->out, "<a id=\"%s\"></a>", id);
    }
}

/* Before a block that has no text of its own to put the anchor in. */
static void write_anchor_above(vw_markdown *md, const vw_block *block)
{
    if (block->id != NULL) {
        begin_block(md, true);
        write_anchor(md, block->id);
        fputc('\n', md->out);
    }
}

static void write_plain(vw_markdown *md, const char *text, bool at_start)
{
    vw_render_text(vw_render_again(&md->text), text);
    vw_markdown__escape(md->out, vw_buf_text(&md->text), at_start, "<br>");
}

static void write_title(vw_markdown *md, const vw_block *block)
{
    begin_block(md, true);
    fputs("# ", md->out);
    write_anchor(md, block->id);
    vw_markdown__runs(md, block->runs, block->run_count, true);
    fputc('\n', md->out);
}

/* Headings without an id get one with an underscore, which no block's id may hold. */
static void write_heading_id(vw_markdown *md, const vw_block *block)
{
    md->headings++;
    if (block->id != NULL) {
        fputs(block->id, md->out);
    } else {
        fprintf(md->out, "_h%u", md->headings);
    }
}

/* The title is the one heading of level 1, whether it stands by itself or is the first heading. */
static void write_heading(vw_markdown *md, const vw_block *block)
{
    begin_block(md, true);
    fprintf(md->out, "%.*s <a id=\"", block->level + (md->titled ? 1 : 0), "#####");
    write_heading_id(md, block);
    fputs("\"></a>", md->out);
    if (block->number != NULL && block->number[0] != '\0') {
        write_plain(md, block->number, false);
        fputc(' ', md->out);
    }
    vw_markdown__runs(md, block->runs, block->run_count, false);
    fputc('\n', md->out);
}

static void write_paragraph(vw_markdown *md, const vw_block *block)
{
    begin_block(md, true);
    write_anchor(md, block->id);
    vw_markdown__runs(md, block->runs, block->run_count, block->id == NULL);
    fputc('\n', md->out);
}

/* No deeper than one below the line before: more would make it a block of code. */
static void write_contents_line(void *self, const vw_block *block)
{
    vw_markdown *md = self;
    if (block->is != VW_BLOCK_HEADING) {
        return;
    }
    const int deepest = md->contents_level + 1;
    md->contents_level = block->level < deepest ? block->level : deepest;
    begin_line(md);
    fprintf(md->out, "%*s- [", (md->contents_level - 1) * 2, "");
    if (block->number != NULL && block->number[0] != '\0') {
        write_plain(md, block->number, false);
        fputc(' ', md->out);
    }
    vw_render_runs(vw_render_again(&md->text), block->runs, block->run_count);
    vw_markdown__escape(md->out, vw_buf_text(&md->text), false, " ");
    fputs("](#", md->out);
    write_heading_id(md, block);
    fputs(")\n", md->out);
}

static void write_contents(vw_markdown *md, const vw_block *block)
{
    const unsigned headings = md->headings;
    begin_block(md, true);
    write_anchor(md, block->id);
    fputs("**", md->out);
    write_plain(md, md->document->words.contents, true);
    fputs("**\n", md->out);
    begin_block(md, true);
    md->line_open = true;
    md->headings = 0;
    vw_render_walk(md->document->root, write_contents_line, md);
    md->line_open = false;
    md->headings = headings;
}

static vw_status write_item(vw_markdown *md, const vw_block *block, const char *marker)
{
    char inside[24];
    begin_block(md, false);
    fputs(marker, md->out);
    snprintf(inside, sizeof inside, "%*s", (int)strlen(marker), "");
    md->line_open = true;
    md->first = true;
    return write_inside(md, block, inside);
}

static vw_status write_list(vw_markdown *md, const vw_block *block)
{
    vw_status status = VW_OK;
    if (!md->first) {
        /* The blank line before the first item; later items follow without one. */
        begin_block(md, true);
        md->line_open = true;
    }
    for (size_t i = 0; i < block->child_count && status == VW_OK; i++) {
        char marker[24] = "- ";
        if (block->ordered) {
            snprintf(marker, sizeof marker, "%zu. ", i + 1);
        }
        status = write_item(md, block->children[i], marker);
    }
    return status;
}

/* One without a label goes on with the fact before it. */
static void write_fact(vw_markdown *md, const vw_fact *fact)
{
    begin_line(md);
    if (*fact->label != '\0') {
        fputs("- **", md->out);
        write_plain(md, fact->label, true);
        fputs("**: ", md->out);
    } else {
        fputs("  - ", md->out);
    }
    vw_markdown__cell(md, &fact->cell);
    fputc('\n', md->out);
}

static void write_facts(vw_markdown *md, const vw_block *block)
{
    if (block->fact_count > 0) {
        begin_block(md, true);
        md->line_open = true;
    }
    for (size_t i = 0; i < block->fact_count; i++) {
        write_fact(md, &block->facts[i]);
    }
}

static void write_signatures(vw_markdown *md, const vw_block *block)
{
    const vw_words *words = &md->document->words;
    const char *const labels[] = {words->name, words->place, words->date, words->signature};
    for (size_t i = 0; i < block->signatory_count; i++) {
        begin_block(md, true);
        fputs("**", md->out);
        write_plain(md, block->signatories[i].role, true);
        fputs("**\n", md->out);
        begin_block(md, true);
        md->line_open = true;
        for (size_t line = 0; line < sizeof labels / sizeof *labels; line++) {
            const char *name = line == 0 ? block->signatories[i].name : NULL;
            begin_line(md);
            fputs("- ", md->out);
            write_plain(md, labels[line], true);
            fputs(": ", md->out);
            write_plain(md, name != NULL && name[0] != '\0' ? name : "……………………", false);
            fputc('\n', md->out);
        }
    }
}

typedef struct {
    vw_markdown *md;
    const vw_table *table;
} row_writer;

static vw_status write_row(void *self, uint64_t index, const vw_cell *cells)
{
    const row_writer *rows = self;
    vw_markdown *md = rows->md;
    if (!vw_render_on_paper(rows->table, index)) {
        return VW_OK;
    }
    begin_line(md);
    for (size_t i = 0; i < rows->table->column_count; i++) {
        if (rows->table->columns[i].on_paper) {
            vw_cell cell = cells[i];
            cell.strong = cell.strong || vw_render_is_total(rows->table, index);
            fputs("| ", md->out);
            vw_markdown__cell(md, &cell);
            fputc(' ', md->out);
        }
    }
    fputs("|\n", md->out);
    return VW_OK;
}

static void write_table_head(vw_markdown *md, const vw_table *table)
{
    begin_block(md, true);
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].on_paper) {
            fputs("| ", md->out);
            write_plain(md, table->columns[i].title, false);
            fputc(' ', md->out);
        }
    }
    fputs("|\n", md->out);
    begin_line(md);
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].on_paper) {
            fputs(vw_render_is_number(table->columns[i].is) ? "| ---: " : "| --- ", md->out);
        }
    }
    fputs("|\n", md->out);
}

static void write_remark(vw_markdown *md, const char *text)
{
    begin_block(md, true);
    write_plain(md, text, true);
    fputc('\n', md->out);
}

static void write_caption(vw_markdown *md, const char *id, const char *caption)
{
    begin_block(md, true);
    write_anchor(md, id);
    fputs("**", md->out);
    write_plain(md, caption, true);
    fputs("**\n", md->out);
}

static vw_status write_table(vw_markdown *md, const vw_block *block)
{
    const vw_table *table = block->table;
    row_writer rows = {.md = md, .table = table};
    if (vw_render_only_data(table)) {
        return VW_OK;
    }
    write_caption(md, block->id, table->caption);
    if (table->total_rows == 0 && table->empty != NULL) {
        write_remark(md, table->empty);
        return vw_render_rows(table, md->diags, write_row, &rows);
    }
    write_table_head(md, table);
    const vw_status status = vw_render_rows(table, md->diags, write_row, &rows);
    if (vw_render_cut_on_paper(table)) {
        write_remark(md, table->paper_note);
    }
    return status;
}

static void write_bar(vw_markdown *md, const vw_chart_bar *bar)
{
    vw_cell cell = {.is = VW_CELL_TEXT, .text = bar->label};
    begin_line(md);
    fputs("| ", md->out);
    vw_markdown__cell(md, &cell);
    for (vw_result result = 0; result < VW_RESULT_COUNT; result++) {
        cell = (vw_cell){.is = VW_CELL_INTEGER, .integer = (int64_t)bar->counts.of[result]};
        fputs(" | ", md->out);
        vw_markdown__cell(md, &cell);
    }
    fputs(" |\n", md->out);
}

static void end_head_row(vw_markdown *md, size_t columns)
{
    fputs(" |\n", md->out);
    begin_line(md);
    fputs("| ---", md->out);
    for (size_t i = 0; i < columns; i++) {
        fputs(" | ---:", md->out);
    }
    fputs(" |\n", md->out);
}

static void write_shares(vw_markdown *md, const vw_chart *chart)
{
    for (size_t i = 0; i < chart->series_count; i++) {
        fputs(" | ", md->out);
        write_plain(md, chart->series[i].label, false);
    }
    end_head_row(md, chart->series_count);
    for (size_t point = 0; point < chart->point_count; point++) {
        begin_line(md);
        fputs("| ", md->out);
        write_plain(md, chart->points[point], false);
        for (size_t i = 0; i < chart->series_count; i++) {
            vw_render_share(vw_render_again(&md->text), &md->document->words,
                            chart->series[i].shares[point]);
            fprintf(md->out, " | %s", vw_buf_text(&md->text));
        }
        fputs(" |\n", md->out);
    }
}

/* What the chart shows, in words and as the table of its counts or shares. */
static void write_chart(vw_markdown *md, const vw_block *block)
{
    const vw_chart *chart = block->chart;
    write_caption(md, block->id, chart->caption);
    write_remark(md, chart->alternative);
    begin_block(md, true);
    fputs("| ", md->out);
    if (chart->is != VW_CHART_RESULTS) {
        write_shares(md, chart);
        return;
    }
    for (vw_result result = 0; result < VW_RESULT_COUNT; result++) {
        fputs(" | ", md->out);
        write_plain(md, md->document->words.result[result], false);
    }
    end_head_row(md, VW_RESULT_COUNT);
    for (size_t i = 0; i < chart->bar_count; i++) {
        write_bar(md, &chart->bars[i]);
    }
}

static vw_status write_block(vw_markdown *md, const vw_block *block)
{
    switch (block->is) {
    case VW_BLOCK_COVER:
        write_title(md, block);
        return write_children(md, block);
    case VW_BLOCK_CONTENTS:
        write_contents(md, block);
        return VW_OK;
    case VW_BLOCK_HEADING:
        write_heading(md, block);
        return VW_OK;
    case VW_BLOCK_PARAGRAPH:
        write_paragraph(md, block);
        return VW_OK;
    case VW_BLOCK_LIST:
        write_anchor_above(md, block);
        return write_list(md, block);
    case VW_BLOCK_QUOTE:
    case VW_BLOCK_NOTE:
        write_anchor_above(md, block);
        begin_block(md, true);
        fputs("> ", md->out);
        md->line_open = true;
        md->first = true;
        return write_inside(md, block, "> ");
    case VW_BLOCK_TABLE:
        return write_table(md, block);
    case VW_BLOCK_CHART:
        write_chart(md, block);
        return VW_OK;
    case VW_BLOCK_FACTS:
        write_anchor_above(md, block);
        write_facts(md, block);
        return VW_OK;
    case VW_BLOCK_SIGNATURES:
        write_anchor_above(md, block);
        write_signatures(md, block);
        return VW_OK;
    case VW_BLOCK_DOCUMENT:
    case VW_BLOCK_ITEM:
        return write_children(md, block);
    case VW_BLOCK_PAGE_BREAK:
        return VW_OK;
    }
    return VW_OK;
}

static void find_cover(void *self, const vw_block *block)
{
    bool *found = self;
    *found = *found || block->is == VW_BLOCK_COVER;
}

static vw_status write_document(vw_markdown *md)
{
    const vw_document *document = md->document;
    bool has_cover = false;
    vw_render_walk(document->root, find_cover, &has_cover);
    md->titled = !vw_render_begins_with_title(document);
    if (!has_cover && md->titled) {
        begin_block(md, true);
        fputs("# ", md->out);
        write_plain(md, document->title, true);
        fputc('\n', md->out);
    }
    if (document->draft) {
        write_caption(md, NULL, document->words.draft);
    }
    const vw_status status = write_block(md, document->root);
    begin_block(md, true);
    fputs("---\n", md->out);
    write_remark(md, document->version_line);
    if (document->ledger_head != NULL) {
        begin_block(md, true);
        write_plain(md, document->words.ledger, true);
        fprintf(md->out, " `%s`\n", document->ledger_head);
    }
    return status;
}

vw_status vw_markdown_render(const vw_document *document, const char *path, vw_arena *scratch,
                             vw_diags *diags)
{
    vw_outfile *file = NULL;
    vw_status status = vw_outfile_open(&file, scratch, diags, path);
    if (status != VW_OK) {
        return status;
    }
    vw_markdown md = {.out = vw_outfile_stream(file),
                      .document = document,
                      .diags = diags,
                      .ids = vw_render_ids_of(scratch, document),
                      .text = {.arena = scratch},
                      .prefix = {.arena = scratch},
                      .first = true};
    status = write_document(&md);
    if (status == VW_OK) {
        status = vw_outfile_commit(file, diags);
    } else {
        vw_outfile_abandon(file);
    }
    return status;
}

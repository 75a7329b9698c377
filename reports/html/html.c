/* SPDX-License-Identifier: EUPL-1.2 */
/* One page that needs nothing else: no script, no file, no network; readable by ear and on paper.
 */
#include "reports/html/html_parts.h"

#include "base/file.h"

#include <string.h>

static vw_status write_block(vw_html *html, const vw_block *block);

static vw_status write_children(vw_html *html, const vw_block *block)
{
    vw_status status = VW_OK;
    for (size_t i = 0; i < block->child_count && status == VW_OK; i++) {
        status = write_block(html, block->children[i]);
    }
    return status;
}

/* <TAG id lang dir class>. */
static void open_tag(vw_html *html, const char *tag, const vw_block *block, const char *class)
{
    fprintf(html->out, "<%s", tag);
    vw_html__attribute(html, "id", block->id);
    vw_html__attribute(html, "lang", block->lang);
    vw_html__direction(html, block->run_count > 0 ? block->runs[0].text : NULL);
    vw_html__attribute(html, "class", class);
    if (block->is == VW_BLOCK_NOTE) {
        vw_html__attribute(html, "role", "note");
    }
    fputc('>', html->out);
}

static vw_status write_group(vw_html *html, const char *tag, const vw_block *block,
                             const char *class)
{
    open_tag(html, tag, block, class);
    vw_html__runs(html, block->runs, block->run_count);
    const vw_status status = write_children(html, block);
    fprintf(html->out, "</%s>\n", tag);
    return status;
}

/* Headings without an id get one with an underscore, which no block's id may hold. */
static void write_heading_id(vw_html *html, const vw_block *block, const char *before)
{
    html->headings++;
    if (block->id != NULL) {
        fprintf(html->out, "%s%s", before, block->id);
    } else {
        fprintf(html->out, "%s_h%u", before, html->headings);
    }
}

static void write_heading_text(vw_html *html, const vw_block *block)
{
    if (block->number != NULL && block->number[0] != '\0') {
        fputs("<span class=\"nr\">", html->out);
        vw_html__text(html, block->number);
        fputs("</span> ", html->out);
    }
    vw_html__runs(html, block->runs, block->run_count);
}

/* The title is the page's h1, so a heading of level 1 is an h2, unless it is the title itself. No
 * level is skipped on the way down: readers who navigate by headings would look for what is not
 * there. */
static void write_heading(vw_html *html, const vw_block *block)
{
    int level = block->level + (html->titled ? 1 : 0);
    if (level > html->level + 1) {
        level = html->level + 1;
    }
    html->level = level;
    fprintf(html->out, "<h%d", level);
    write_heading_id(html, block, " id=\"");
    fputc('"', html->out);
    vw_html__attribute(html, "lang", block->lang);
    vw_html__direction(html, block->run_count > 0 ? block->runs[0].text : NULL);
    fputc('>', html->out);
    write_heading_text(html, block);
    fprintf(html->out, "</h%d>\n", level);
}

static void write_contents_line(void *self, const vw_block *block)
{
    vw_html *html = self;
    if (block->is != VW_BLOCK_HEADING) {
        return;
    }
    fprintf(html->out, "<li class=\"level%d\"><a href=\"#", block->level);
    write_heading_id(html, block, "");
    fputs("\">", html->out);
    write_heading_text(html, block);
    fputs("</a></li>\n", html->out);
}

static void write_contents(vw_html *html, const vw_block *block)
{
    const unsigned headings = html->headings;
    const char *name = html->document->words.contents;
    fputs("<nav", html->out);
    vw_html__attribute(html, "id", block->id);
    vw_html__attribute(html, "aria-label", name);
    fputs(">\n<p class=\"nav-title\">", html->out);
    vw_html__text(html, name);
    fputs("</p>\n<ol>\n", html->out);
    html->headings = 0;
    vw_render_walk(html->document->root, write_contents_line, html);
    html->headings = headings;
    fputs("</ol>\n</nav>\n", html->out);
}

static vw_status write_cover(vw_html *html, const vw_block *block)
{
    open_tag(html, "header", block, "cover");
    fputs("\n<h1>", html->out);
    vw_html__runs(html, block->runs, block->run_count);
    fputs("</h1>\n", html->out);
    const vw_status status = write_children(html, block);
    fputs("</header>\n", html->out);
    return status;
}

/* A fact without a label goes on with the one before it: one term, several values. */
static void write_facts(vw_html *html, const vw_block *block)
{
    if (block->fact_count == 0) {
        return;
    }
    open_tag(html, "dl", block, "facts");
    for (size_t i = 0; i < block->fact_count; i++) {
        if (i == 0 || block->facts[i].label[0] != '\0') {
            fputs(i == 0 ? "\n<div><dt>" : "</div>\n<div><dt>", html->out);
            vw_html__text(html, block->facts[i].label);
            fputs("</dt>", html->out);
        }
        fputs("<dd>", html->out);
        vw_html__cell(html, &block->facts[i].cell);
        fputs("</dd>", html->out);
    }
    fputs("</div>\n</dl>\n", html->out);
}

static void write_signature_line(vw_html *html, const char *label, const char *value)
{
    fputs("<div><dt>", html->out);
    vw_html__text(html, label);
    fputs("</dt><dd>", html->out);
    vw_html__text(html, value);
    fputs("</dd></div>\n", html->out);
}

static void write_signatures(vw_html *html, const vw_block *block)
{
    const vw_words *words = &html->document->words;
    open_tag(html, "div", block, "signatures");
    fputc('\n', html->out);
    for (size_t i = 0; i < block->signatory_count; i++) {
        fputs("<div class=\"signature\">\n<p>", html->out);
        vw_html__text(html, block->signatories[i].role);
        fputs("</p>\n<dl>\n", html->out);
        write_signature_line(html, words->name, block->signatories[i].name);
        write_signature_line(html, words->place, NULL);
        write_signature_line(html, words->date, NULL);
        write_signature_line(html, words->signature, NULL);
        fputs("</dl>\n</div>\n", html->out);
    }
    fputs("</div>\n", html->out);
}

static vw_status write_block(vw_html *html, const vw_block *block)
{
    switch (block->is) {
    case VW_BLOCK_DOCUMENT:
        return write_children(html, block);
    case VW_BLOCK_COVER:
        return write_cover(html, block);
    case VW_BLOCK_CONTENTS:
        write_contents(html, block);
        return VW_OK;
    case VW_BLOCK_HEADING:
        write_heading(html, block);
        return VW_OK;
    case VW_BLOCK_PARAGRAPH:
        return write_group(html, "p", block, NULL);
    case VW_BLOCK_LIST:
        return write_group(html, block->ordered ? "ol" : "ul", block, NULL);
    case VW_BLOCK_ITEM:
        return write_group(html, "li", block, NULL);
    case VW_BLOCK_QUOTE:
        return write_group(html, "blockquote", block, NULL);
    case VW_BLOCK_NOTE:
        return write_group(html, "div", block, "note");
    case VW_BLOCK_TABLE:
        return vw_html__table(html, block);
    case VW_BLOCK_CHART:
        vw_html__chart(html, block);
        return VW_OK;
    case VW_BLOCK_FACTS:
        write_facts(html, block);
        return VW_OK;
    case VW_BLOCK_SIGNATURES:
        write_signatures(html, block);
        return VW_OK;
    case VW_BLOCK_PAGE_BREAK:
        fputs("<div class=\"page-break\"></div>\n", html->out);
        return VW_OK;
    }
    return VW_OK;
}

static void write_meta(vw_html *html, const char *name, const char *content)
{
    if (content != NULL && content[0] != '\0') {
        fprintf(html->out, "<meta name=\"%s\"", name);
        vw_html__attribute(html, "content", content);
        fputs(">\n", html->out);
    }
}

/* The sheet in the organisation's accent, which is as dark as the one that it takes the place of.
 */
static void write_style(vw_html *html, const char *style)
{
    const vw_rgb *accent = html->document->accent;
    for (const char *at; accent != NULL && (at = strstr(style, VW_HTML_ACCENT)) != NULL;) {
        fprintf(html->out, "%.*s#%02x%02x%02x", (int)(at - style), style, (unsigned)accent->red,
                (unsigned)accent->green, (unsigned)accent->blue);
        style = at + strlen(VW_HTML_ACCENT);
    }
    fputs(style, html->out);
}

static void write_head(vw_html *html)
{
    const vw_document *document = html->document;
    fputs("<!DOCTYPE html>\n<html", html->out);
    vw_html__attribute(html, "lang", document->lang_tag);
    /* Whatever a text may hold: nothing runs and nothing is fetched. */
    fputs(">\n<head>\n<meta charset=\"utf-8\">\n<meta http-equiv=\"Content-Security-Policy\" "
          "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n<meta name=\"viewport\" "
          "content=\"width=device-width, initial-scale=1\">\n<title>",
          html->out);
    vw_html__text(html, document->title);
    fputs("</title>\n", html->out);
    write_meta(html, "author", document->author);
    write_meta(html, "description", document->subject);
    fputs("<style>\n", html->out);
    for (size_t i = 0; vw_html__style[i] != NULL; i++) {
        write_style(html, vw_html__style[i]);
    }
    fputs("</style>\n</head>\n", html->out);
}

/* The running head and foot of the paper edition stand once, above and below. */
static void write_banner(vw_html *html)
{
    static const vw_text skip = {.nl = "Naar de inhoud", .en = "Skip to content"};
    const vw_document *document = html->document;
    fputs("<body>\n<a class=\"skip\" href=\"#_main\">", html->out);
    vw_html__text(html, vw_text_in(skip, document->lang));
    fputs("</a>\n<header class=\"running\"><span>", html->out);
    vw_html__text(html, document->entity);
    fputs("</span><span>", html->out);
    vw_html__text(html, document->period);
    fputs("</span></header>\n", html->out);
    if (document->draft) {
        fputs("<p class=\"draft\">", html->out);
        vw_html__text(html, document->words.draft);
        fputs("</p>\n", html->out);
    }
    fputs("<main id=\"_main\">\n", html->out);
}

static void find_cover(void *self, const vw_block *block)
{
    bool *found = self;
    *found = *found || block->is == VW_BLOCK_COVER;
}

static vw_status write_page(vw_html *html)
{
    write_head(html);
    write_banner(html);
    bool has_cover = false;
    vw_render_walk(html->document->root, find_cover, &has_cover);
    html->titled = !vw_render_begins_with_title(html->document);
    if (!has_cover && html->titled) {
        fputs("<h1>", html->out);
        vw_html__text(html, html->document->title);
        fputs("</h1>\n", html->out);
    }
    html->level = html->titled ? 1 : 0;
    const vw_status status = write_block(html, html->document->root);
    fputs("</main>\n<footer>", html->out);
    vw_html__text(html, html->document->version_line);
    if (html->document->ledger_head != NULL) {
        fputs("<br>", html->out);
        vw_html__text(html, html->document->words.ledger);
        fputs(" <code>", html->out);
        vw_html__text(html, html->document->ledger_head);
        fputs("</code>", html->out);
    }
    fputs("</footer>\n", html->out);
    if (html->document->initials != NULL) {
        fputs("<p class=\"initials\">", html->out);
        vw_html__text(html, html->document->initials);
        fputs(": ________</p>\n", html->out);
    }
    fputs("</body>\n</html>\n", html->out);
    return status;
}

vw_status vw_html_render(const vw_document *document, const char *path, vw_arena *scratch,
                         vw_diags *diags)
{
    vw_outfile *file = NULL;
    vw_status status = vw_outfile_open(&file, scratch, diags, path);
    if (status != VW_OK) {
        return status;
    }
    vw_html html = {.out = vw_outfile_stream(file),
                    .document = document,
                    .diags = diags,
                    .ids = vw_render_ids_of(scratch, document),
                    .text = {.arena = scratch}};
    status = write_page(&html);
    if (status == VW_OK) {
        status = vw_outfile_commit(file, diags);
    } else {
        vw_outfile_abandon(file);
    }
    return status;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Text in HTML: everything escaped, links only where they cannot run anything. */
#include "reports/html/html_parts.h"

static void escape(vw_html *html, const char *text, const char *line_break)
{
    for (const char *at = text; *at != '\0'; at++) {
        switch (*at) {
        case '&':
            fputs("&amp;", html->out);
            break;
        case '<':
            fputs("&lt;", html->out);
            break;
        case '>':
            fputs("&gt;", html->out);
            break;
        case '"':
            fputs("&quot;", html->out);
            break;
        case '\'':
            fputs("&#39;", html->out);
            break;
        case '\n':
            fputs(line_break, html->out);
            break;
        default:
            fputc(*at, html->out);
        }
    }
}

void vw_html__text(vw_html *html, const char *text)
{
    vw_render_text(vw_render_again(&html->text), text);
    escape(html, vw_buf_text(&html->text), "\n");
}

void vw_html__lines(vw_html *html, const char *text)
{
    vw_render_text(vw_render_again(&html->text), text);
    escape(html, vw_buf_text(&html->text), "<br>");
}

void vw_html__attribute(vw_html *html, const char *name, const char *value)
{
    if (value != NULL) {
        fprintf(html->out, " %s=\"", name);
        vw_html__text(html, value);
        fputc('"', html->out);
    }
}

void vw_html__direction(vw_html *html, const char *text)
{
    vw_html__attribute(html, "dir", vw_render_is_leftward(text) ? "rtl" : NULL);
}

static bool open_link(vw_html *html, const char *target)
{
    if (!vw_render_is_link(&html->ids, target)) {
        return false;
    }
    fputs("<a", html->out);
    vw_html__attribute(html, "href", target);
    fputc('>', html->out);
    return true;
}

static void one_run(vw_html *html, const vw_run *run)
{
    if (run->line_break) {
        fputs("<br>", html->out);
        return;
    }
    const bool linked = open_link(html, run->target);
    if (run->lang != NULL) {
        fputs("<span", html->out);
        vw_html__attribute(html, "lang", run->lang);
        fputc('>', html->out);
    }
    fprintf(html->out, "%s%s%s", run->strong ? "<strong>" : "", run->emphasis ? "<em>" : "",
            run->code ? "<code>" : "");
    vw_html__lines(html, run->text);
    fprintf(html->out, "%s%s%s", run->code ? "</code>" : "", run->emphasis ? "</em>" : "",
            run->strong ? "</strong>" : "");
    fprintf(html->out, "%s%s", run->lang != NULL ? "</span>" : "", linked ? "</a>" : "");
}

void vw_html__runs(vw_html *html, const vw_run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        one_run(html, &runs[i]);
    }
}

static void cell_value(vw_html *html, const vw_cell *cell)
{
    vw_render_cell(vw_render_again(&html->text), &html->document->words, cell);
    if (cell->is == VW_CELL_DATE && cell->date != VW_DATE_NONE) {
        char iso[11];
        vw_date_format(iso, cell->date);
        fprintf(html->out, "<time datetime=\"%s\">", iso);
        escape(html, vw_buf_text(&html->text), "<br>");
        fputs("</time>", html->out);
    } else {
        escape(html, vw_buf_text(&html->text), "<br>");
    }
}

void vw_html__cell(vw_html *html, const vw_cell *cell)
{
    const bool linked = open_link(html, cell->target);
    fputs(cell->strong ? "<strong>" : "", html->out);
    if (cell->runs != NULL) {
        vw_html__runs(html, cell->runs, cell->run_count);
    } else {
        cell_value(html, cell);
    }
    fputs(cell->strong ? "</strong>" : "", html->out);
    fputs(linked ? "</a>" : "", html->out);
}

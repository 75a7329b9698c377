/* SPDX-License-Identifier: EUPL-1.2 */
/* CommonMark 0.30, section 2.4: a backslash makes any ASCII punctuation literal. Only what could
 * mean something is escaped, so that the source stays readable. */
#include "reports/markdown/markdown_text.h"

#include <string.h>

static bool is_alnum(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           (unsigned char)c >= 0x80;
}

/* [at] is somewhere in a text that begins at [start]. */
static bool means_something(const char *start, const char *at)
{
    switch (*at) {
    case '\\':
    case '`':
    case '*':
    case '[':
    case ']':
    case '<':
    case '>':
    case '|':
    case '~':
        return true;
    case '_': /* inside a word it is only a character */
        return at == start || !is_alnum(at[-1]) || !is_alnum(at[1]);
    case '&': /* an entity */
        return is_alnum(at[1]) || at[1] == '#';
    case '#': /* at a heading's end it would close the heading */
        return at[1] == '\0' || at[1] == '#';
    case '!': /* an image */
        return at[1] == '[' || at[1] == '\0';
    default:
        return false;
    }
}

/* Bytes from [at], the start of a line, up to the character that would begin a heading, list or
 * underline; SIZE_MAX when there is none. */
static size_t line_marker(const char *at)
{
    if (strchr("#+-=", *at) != NULL) {
        return 0;
    }
    const size_t digits = strspn(at, "0123456789");
    return digits > 0 && (at[digits] == '.' || at[digits] == ')') ? digits : SIZE_MAX;
}

/* Blanks at the start of a line are layout to CommonMark, four of them a block of code. */
static const char *skip_blanks(const char *at)
{
    return at + strspn(at, " \t");
}

void vw_markdown__escape(FILE *out, const char *text, bool at_start, const char *line_break)
{
    const char *at = at_start ? skip_blanks(text) : text;
    const char *marker = NULL;
    if (at_start && *at != '\0' && line_marker(at) != SIZE_MAX) {
        marker = at + line_marker(at);
    }
    while (*at != '\0') {
        if (*at == '\n') {
            fputs(line_break, out);
            at = skip_blanks(at + 1);
            const size_t bytes = *at == '\0' ? SIZE_MAX : line_marker(at);
            marker = bytes == SIZE_MAX ? NULL : at + bytes;
            continue;
        }
        if (at == marker || means_something(text, at)) {
            fputc('\\', out);
        }
        fputc(*at++, out);
    }
}

/* A link's target between angle brackets may hold all but these and line ends. */
static void write_target(FILE *out, const char *target)
{
    fputs("](<", out);
    for (const char *at = target; *at != '\0'; at++) {
        if ((unsigned char)*at <= ' ' || strchr("<>\\|", *at) != NULL) {
            fprintf(out, "%%%02X", (unsigned)(unsigned char)*at);
        } else {
            fputc(*at, out);
        }
    }
    fputs(">)", out);
}

/* A fence of one more backtick than the longest row of them inside. */
static void write_code(vw_markdown *md, const char *text)
{
    size_t longest = 0, run = 0;
    for (const char *at = text; *at != '\0'; at++) {
        run = *at == '`' ? run + 1 : 0;
        longest = run > longest ? run : longest;
    }
    const char *pad = longest > 0 || text[0] == ' ' ? " " : "";
    for (size_t i = 0; i <= longest; i++) {
        fputc('`', md->out);
    }
    fputs(pad, md->out);
    for (const char *at = text; *at != '\0'; at++) {
        fputc(*at == '\n' ? ' ' : *at, md->out);
    }
    fputs(pad, md->out);
    for (size_t i = 0; i <= longest; i++) {
        fputc('`', md->out);
    }
}

/* Emphasis may neither begin nor end with a blank: blanks move outside. */
static void write_styled(vw_markdown *md, const vw_run *run, char *text, bool at_start)
{
    static const char *const marks[] = {"", "*", "**", "***"};
    const char *mark = marks[(run->strong ? 2 : 0) + (run->emphasis ? 1 : 0)];
    char *from = text + strspn(text, " \n\t");
    size_t length = strlen(from);
    while (length > 0 && strchr(" \n\t", from[length - 1]) != NULL) {
        length--;
    }
    if (length == 0 || mark[0] == '\0') {
        vw_markdown__escape(md->out, text, at_start, "<br>");
        return;
    }
    const bool blank_after = from[length] != '\0';
    from[length] = '\0';
    fprintf(md->out, "%s%s", from > text && !at_start ? " " : "", mark);
    vw_markdown__escape(md->out, from, true, "<br>");
    fprintf(md->out, "%s%s", mark, blank_after ? " " : "");
}

static void one_run(vw_markdown *md, const vw_run *run, bool at_start)
{
    if (run->line_break) {
        fputs("<br>", md->out);
        return;
    }
    vw_render_text(vw_render_again(&md->text), run->text);
    vw_buf_add(&md->text, "");
    if (md->text.length == 0) {
        return;
    }
    const bool linked = vw_render_is_link(&md->ids, run->target);
    fputs(linked ? "[" : "", md->out);
    if (run->code) {
        write_code(md, vw_buf_text(&md->text));
    } else {
        write_styled(md, run, md->text.text, at_start && !linked);
    }
    if (linked) {
        write_target(md->out, run->target);
    }
}

void vw_markdown__runs(vw_markdown *md, const vw_run *runs, size_t count, bool at_start)
{
    for (size_t i = 0; i < count; i++) {
        one_run(md, &runs[i], at_start && i == 0);
    }
}

void vw_markdown__cell(vw_markdown *md, const vw_cell *cell)
{
    vw_render_cell(vw_render_again(&md->text), &md->document->words, cell);
    const bool linked = vw_render_is_link(&md->ids, cell->target) && md->text.length > 0;
    const bool strong = cell->strong && md->text.length > 0;
    fprintf(md->out, "%s%s", linked ? "[" : "", strong ? "**" : "");
    vw_markdown__escape(md->out, vw_buf_text(&md->text), false, "<br>");
    fputs(strong ? "**" : "", md->out);
    if (linked) {
        write_target(md->out, cell->target);
    }
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Diagnostics for a terminal: place, message, the line with a caret, cause and hint. */
#include "base/diag.h"
#include "base/utf8.h"

#include <string.h>

/* Columns of the source line that are shown: with the margin of eight, it fits 100. */
enum { WINDOW = 92, TAB = 4 };

static const char *const ellipsis = "...";
enum { ELLIPSIS_WIDTH = 3 };

typedef struct {
    FILE *out;
    vw_arena *scratch;
    vw_lang lang;
    bool colour;
} printer;

static const char *say(const printer *to, const char *nl, const char *en)
{
    return to->lang == VW_NL ? nl : en;
}

static const char *colour_of(const printer *to, vw_severity severity)
{
    static const char *const codes[] = {"\033[36m", "\033[33m", "\033[31m"};
    return to->colour ? codes[severity] : "";
}

static const char *bold(const printer *to)
{
    return to->colour ? "\033[1m" : "";
}

static const char *plain(const printer *to)
{
    return to->colour ? "\033[0m" : "";
}

static const char *safe(const printer *to, const char *text)
{
    vw_buf out = {.arena = to->scratch};
    vw_text_escape(&out, text, strlen(text));
    return vw_buf_text(&out);
}

/* "file, sheet S, row R, column C" */
static void table_place(const printer *to, vw_buf *out, const vw_place *place)
{
    const char *comma = "";
    if (place->file != NULL) {
        vw_buf_add(out, safe(to, place->file));
        comma = ", ";
    }
    if (place->sheet != NULL && place->sheet[0] != '\0') {
        vw_buf_addf(out, "%s%s %s", comma, say(to, "blad", "sheet"), safe(to, place->sheet));
        comma = ", ";
    }
    if (place->line > 0) {
        vw_buf_addf(out, "%s%s %u", comma, say(to, "rij", "row"), (unsigned)place->line);
        comma = ", ";
    }
    if (place->field != NULL) {
        bool pointer = place->field[0] == '/'; /* into a document (RFC 6901), no column */
        vw_buf_addf(out, "%s%s %s", comma,
                    pointer ? say(to, "bij", "at") : say(to, "kolom", "column"),
                    safe(to, place->field));
    }
    vw_buf_add(out, ": ");
}

/* "file:line:column: ", or what of it is known. */
static void text_place(const printer *to, vw_buf *out, const vw_place *place)
{
    if (place->file != NULL) {
        vw_buf_addf(out, "%s:", safe(to, place->file));
    }
    if (place->line > 0) {
        vw_buf_addf(out, "%u:", (unsigned)place->line);
    }
    if (place->line > 0 && place->column > 0) {
        vw_buf_addf(out, "%u:", (unsigned)place->column);
    }
    if (out->length > 0) {
        vw_buf_add(out, " ");
    }
}

static void print_heading(const printer *to, const vw_diag *diag)
{
    static const char *const nl[] = {"opmerking", "waarschuwing", "fout"};
    static const char *const en[] = {"note", "warning", "error"};
    vw_buf place = {.arena = to->scratch};
    if (diag->place.sheet != NULL || diag->place.field != NULL) {
        table_place(to, &place, &diag->place);
    } else {
        text_place(to, &place, &diag->place);
    }
    fprintf(to->out, "%s%s%s%s%s:%s %s [VW-%s]\n", bold(to), vw_buf_text(&place), plain(to),
            colour_of(to, diag->severity), say(to, nl[diag->severity], en[diag->severity]),
            plain(to), vw_diag_text(to->scratch, diag, to->lang), vw_message_get(diag->msg)->code);
}

/* One character of a source line as it is shown. */
typedef struct {
    const char *shown;
    size_t width;
} cell;

typedef struct {
    VW_VEC(cell) cells;
    size_t width;
} shown_line;

static void read_cells(const printer *to, shown_line *line, const char *source)
{
    size_t const length = strlen(source);
    size_t at = 0;
    while (at < length) {
        uint32_t code_point;
        size_t taken = vw_utf8_decode(&code_point, source + at, length - at);
        vw_buf shown = {.arena = to->scratch};
        if (taken != 0 && code_point == '\t') {
            vw_buf_addn(&shown, "    ", TAB - line->width % TAB);
        } else {
            taken = taken == 0 ? 1 : taken;
            vw_text_escape(&shown, source + at, taken);
        }
        size_t const width = vw_utf8_width(shown.text, shown.length);
        cell const added = {.shown = shown.text, .width = width};
        VW_PUSH(to->scratch, line->cells, added);
        line->width += width;
        at += taken;
    }
}

/* The cells from [first] up to [end] are shown, so that [focus] is among them. */
typedef struct {
    size_t first, end;
} window;

static window window_round(const shown_line *line, size_t focus)
{
    window view = {0, line->cells.count};
    if (line->width <= WINDOW) {
        return view;
    }
    size_t const room = WINDOW - 2 * ELLIPSIS_WIDTH;
    size_t const before_focus = room / 3; /* what follows the caret says more than what precedes */
    size_t width = 0;
    view.first = focus < line->cells.count ? focus : line->cells.count;
    while (view.first > 0 && width + line->cells.items[view.first - 1].width <= before_focus) {
        width += line->cells.items[--view.first].width;
    }
    view.end = view.first;
    width = 0;
    while (view.end < line->cells.count && width + line->cells.items[view.end].width <= room) {
        width += line->cells.items[view.end++].width;
    }
    return view;
}

static void repeat(const printer *to, char what, size_t times)
{
    while (times-- > 0) {
        fputc(what, to->out);
    }
}

/* Carets under [length] cells from [focus], as far as the window reaches; at least one. */
static void print_carets(const printer *to, const vw_diag *diag, const shown_line *line,
                         window view, size_t focus)
{
    size_t before = view.first > 0 ? ELLIPSIS_WIDTH : 0;
    for (size_t i = view.first; i < focus && i < view.end; i++) {
        before += line->cells.items[i].width;
    }
    size_t const length = diag->place.length > 0 ? diag->place.length : 1;
    size_t under = 0;
    for (size_t i = focus; i < view.end && i - focus < length; i++) {
        under += line->cells.items[i].width;
    }
    fprintf(to->out, "      | ");
    repeat(to, ' ', before);
    fputs(colour_of(to, diag->severity), to->out);
    repeat(to, '^', under > 0 ? under : 1);
    fprintf(to->out, "%s\n", plain(to));
}

static void print_source(const printer *to, const vw_diag *diag)
{
    if (diag->place.source == NULL) {
        return;
    }
    shown_line line = {0};
    read_cells(to, &line, diag->place.source);
    size_t const focus = diag->place.column > 0 ? diag->place.column - 1 : 0;
    window const view = window_round(&line, focus);

    if (diag->place.line > 0) {
        fprintf(to->out, "%5u | ", (unsigned)diag->place.line);
    } else {
        fprintf(to->out, "      | ");
    }
    fputs(view.first > 0 ? ellipsis : "", to->out);
    for (size_t i = view.first; i < view.end; i++) {
        fputs(line.cells.items[i].shown, to->out);
    }
    fprintf(to->out, "%s\n", view.end < line.cells.count ? ellipsis : "");
    if (diag->place.column > 0) {
        print_carets(to, diag, &line, view, focus);
    }
}

static void print_advice(const printer *to, const char *label, const char *text)
{
    if (text[0] != '\0') {
        fprintf(to->out, "  %s: %s\n", label, text);
    }
}

static void print_rest(const printer *to, const vw_diags *diags)
{
    size_t const rest = vw_diags_count(diags, VW_NOTE) - vw_diags_kept(diags);
    if (rest == 1) {
        fprintf(to->out, "%s\n", say(to, "nog 1 melding is niet getoond", "1 more is not shown"));
    } else if (rest > 1) {
        fprintf(to->out, "%s%zu %s\n", say(to, "nog ", ""), rest,
                say(to, "meldingen zijn niet getoond", "more are not shown"));
    }
}

void vw_diags_print(vw_diags *diags, FILE *out, vw_lang lang, bool colour)
{
    printer const to = {.out = out, .scratch = vw_arena_new(), .lang = lang, .colour = colour};
    for (size_t i = 0; i < vw_diags_kept(diags); i++) {
        const vw_diag *diag = vw_diags_get(diags, i);
        print_heading(&to, diag);
        print_source(&to, diag);
        print_advice(&to, say(&to, "oorzaak", "cause"), vw_diag_cause(to.scratch, diag, lang));
        print_advice(&to, say(&to, "tip", "hint"), vw_diag_hint(to.scratch, diag, lang));
        vw_arena_reset(to.scratch);
    }
    print_rest(&to, diags);
    vw_arena_free(to.scratch);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Text into pieces between which a line may be broken: a small part of Unicode's line breaking
 * (UAX 14) that fits prose, identifiers and URLs in Latin, Greek, Cyrillic and East Asian text. */
#include "reports/pdf/text_private.h"
#include "reports/render/render.h"

#include <string.h>
#include <utf8proc.h>

#define SOFT_HYPHEN 0x00ADu
#define ZERO_WIDTH_SPACE 0x200Bu
/* Bytes of an id that no line ends in. */
#define SHORT_ID 12u
/* Bytes around a place that tell whether it is in a name. */
#define NEAR 64u

typedef struct {
    const char *start;
    size_t length;
} vw_pdf__token;

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_space(uint32_t code)
{
    /* U+2007 and U+202F are spaces that do not break. */
    return code == ' ' || code == '\t' || (code >= 0x2000 && code <= 0x200A && code != 0x2007) ||
           code == 0x3000;
}

static bool is_alphanumeric(uint32_t code)
{
    utf8proc_category_t category = utf8proc_category((utf8proc_int32_t)code);
    return (category >= UTF8PROC_CATEGORY_LU && category <= UTF8PROC_CATEGORY_LO) ||
           category == UTF8PROC_CATEGORY_ND;
}

static bool is_ideograph(uint32_t code)
{
    return code >= 0x2E80 && utf8proc_category((utf8proc_int32_t)code) == UTF8PROC_CATEGORY_LO &&
           utf8proc_charwidth((utf8proc_int32_t)code) == 2;
}

/* ---- ids and the names of files -------------------------------------------------------------- */

/* One that does not break is one too: "employee 12". */
static bool is_blank_at(const char *string, size_t at)
{
    return strchr(" \t\r\n", string[at]) != NULL || strncmp(string + at, "\xC2\xA0", 2) == 0;
}

/* What stands between blanks around byte [at] of [string], as far as it is near. */
static vw_pdf__token token_at(const char *string, size_t at)
{
    size_t start = at, end = at;
    while (start > 0 && at - start < NEAR && !is_blank_at(string, start - 1) &&
           (start == 1 || !is_blank_at(string, start - 2))) {
        start--;
    }
    while (end - at < NEAR && !is_blank_at(string, end)) { /* so is the text's end */
        end++;
    }
    return (vw_pdf__token){string + start, end - start};
}

static bool is_plain(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
           ((unsigned char)c & 0x80) != 0;
}

bool vw_pdf__is_name(const char *string, size_t at)
{
    const vw_pdf__token token = token_at(string, at);
    for (size_t i = 0; i < token.length; i++) {
        const char c = token.start[i];
        const bool inside = i > 0 && i + 1 < token.length && is_plain(token.start[i - 1]) &&
                            is_plain(token.start[i + 1]);
        if (is_digit(c) || c == '_' || (inside && strchr("./\\@:", c) != NULL)) {
            return true;
        }
    }
    return false;
}

/* "27.a.iii", "U/NW.03", "2025-12-31": what is read at a glance stays in one piece. */
static bool is_short_id(const char *string, size_t at)
{
    return vw_pdf__is_name(string, at) && token_at(string, at).length <= SHORT_ID;
}

/* The sign at [at] of a name, between two words of it: "supplier_", "review.". A dot within a
 * number or an abbreviation is none. */
static bool ends_a_part(const char *string, size_t at)
{
    const char sign = string[at];
    return sign == '_' ||
           (sign == '.' && at > 1 && is_plain(string[at - 2]) && !is_digit(string[at - 1]) &&
            !is_digit(string[at + 1]) && is_plain(string[at + 2]));
}

/* ---- where a line may end -------------------------------------------------------------------- */

/* May a line end between [here] and [next], when [before] stands left of [here]? */
static bool may_break(uint32_t before, uint32_t here, uint32_t next, bool code_text)
{
    if (next == 0 || is_space(next) || vw_pdf__is_mark(next)) {
        return false;
    }
    if (is_space(here) || here == ZERO_WIDTH_SPACE || here == SOFT_HYPHEN) {
        return true;
    }
    bool joins = (is_alphanumeric(before) || before == ')') && is_alphanumeric(next);
    if (here == '-' || here == 0x2010 || here == 0x2013 || here == 0x2014 || here == '/') {
        return joins;
    }
    if (code_text && here < 0x80 && strchr("._:@?&=#,;\\", (char)here) != NULL) {
        return joins;
    }
    return is_ideograph(here) || (is_ideograph(next) && is_alphanumeric(here));
}

/* ---- one piece ------------------------------------------------------------------------------ */

static vw_pdf_face_name face_of(const vw_run *run, const vw_pdf_style *style)
{
    bool strong = run->strong || style->strong;
    bool emphasis = run->emphasis || style->emphasis;
    if (run->code || style->code) {
        return strong ? VW_FACE_CODE_BOLD : VW_FACE_CODE;
    }
    if (strong) {
        return emphasis ? VW_FACE_BOLD_ITALIC : VW_FACE_BOLD;
    }
    return emphasis ? VW_FACE_ITALIC : VW_FACE_REGULAR;
}

static double width_of(const vw_pdf_text *text, size_t first, size_t count)
{
    double width = 0;
    for (size_t i = first; i < first + count; i++) {
        const vw_pdf_glyph *glyph = &text->glyphs.items[i];
        width += (double)glyph->advance * vw_pdf__face_scale(glyph->face);
    }
    return width * text->style.size / 1000.0;
}

/* Where the spaces at the end of string[start..end) begin. */
static size_t spaces_from(const char *string, size_t start, size_t end)
{
    size_t from = end;
    for (const char *at = string + start; at < string + end;) {
        size_t here = (size_t)(at - string);
        bool space = is_space(vw_pdf__next_char(&at));
        from = !space ? end : from == end ? here : from;
    }
    return from;
}

/* Only what will be a link looks like one. */
static bool is_link(const vw_run *run)
{
    return run->target != NULL && (run->target[0] == '#' || vw_render_safe_url(run->target));
}

static void push_part(vw_pdf__pieces *self, size_t start, size_t end, vw_pdf_break after,
                      uint32_t last)
{
    const vw_run *run = self->run;
    vw_pdf_text *text = self->text;
    bool link = is_link(run);
    vw_pdf__level level = self->levels == NULL ? (vw_pdf__level){0} : self->levels[start];
    vw_pdf_piece piece = {.first = text->glyphs.count,
                          .after = after,
                          .hyphen = last == SOFT_HYPHEN ? VW_HYPHEN_SOFT : VW_HYPHEN_NONE,
                          .level = level.own,
                          .base = level.base,
                          .colour = link ? vw_pdf_accent : text->style.colour,
                          .target = link ? run->target : NULL,
                          .title = run->text,
                          .lang = run->lang,
                          .text = link || run->code || text->style.code ? NULL : run->text + start,
                          .length = end - start};
    vw_pdf_face_name face = face_of(run, &text->style);
    size_t body_end = spaces_from(run->text, start, end);
    bool leftward = level.own % 2 == 1;
    if (start < end) {
        vw_pdf__shape(self->fonts, self->arena, &text->glyphs, face, text->style.figures, leftward,
                      run->text, start, end);
    }
    piece.count = text->glyphs.count - piece.first;
    piece.width = width_of(text, piece.first, piece.count);
    /* The glyphs of trailing spaces stand last, or first when the text runs to the left. */
    size_t spaces = (size_t)0;
    for (const char *at = run->text + body_end; at < run->text + end; spaces++) {
        vw_pdf__next_char(&at);
    }
    spaces = spaces > piece.count ? piece.count : spaces;
    piece.trail = leftward ? width_of(text, piece.first, spaces)
                           : width_of(text, piece.first + piece.count - spaces, spaces);
    VW_PUSH(self->arena, text->pieces, piece);
}

/* Spaces after text that does not just run to the right become a piece of their own: at the end of
 * a line they go the way of the paragraph. */
static void push_piece(vw_pdf__pieces *self, size_t start, size_t end, vw_pdf_break after,
                       uint32_t last)
{
    self->script = 0;
    if (self->levels != NULL && start < end &&
        (self->levels[start].own > 0 || self->levels[start].base > 0)) {
        size_t split = spaces_from(self->run->text, start, end);
        if (split > start && split < end) {
            push_part(self, start, split, VW_BREAK_NOT, 0);
            start = split;
        }
    }
    push_part(self, start, end, after, last);
}

/* ---- a run ---------------------------------------------------------------------------------- */

static uint32_t peek(const char *at)
{
    return vw_pdf__next_char(&at);
}

/* The first character of the text after this run: a break at the run's end depends on it. */
static uint32_t first_char(const vw_run *runs, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (runs[i].line_break) {
            return 0;
        }
        if (runs[i].text[0] != '\0') {
            return peek(runs[i].text);
        }
    }
    return 0;
}

/* Does the text from [start] have to be shaped apart from what begins [here] with [code]? What runs
 * another way does, and another script that runs to the left. */
static bool turns(const vw_pdf__pieces *self, size_t start, size_t here, uint32_t code)
{
    if (self->levels == NULL) {
        return false;
    }
    const vw_pdf__level *from = &self->levels[start], *to = &self->levels[here];
    uint32_t script = to->own % 2 == 1 ? vw_pdf__script(code) : 0;
    return from->own != to->own || (script != 0 && self->script != 0 && script != self->script);
}

static void add_run(vw_pdf__pieces *self, uint32_t following)
{
    const char *string = self->run->text;
    bool code_text = self->run->code || self->text->style.code || self->run->target != NULL;
    size_t start = 0;
    for (const char *at = string; *at != '\0';) {
        size_t here = (size_t)(at - string);
        uint32_t code = vw_pdf__next_char(&at);
        size_t after = (size_t)(at - string);
        if (vw_pdf__is_line_end(code)) {
            push_piece(self, start, here, VW_BREAK_MUST, 0);
            after += code == '\r' && *at == '\n';
            at = string + after;
            start = after;
            self->before = 0;
            continue;
        }
        if (here > start && turns(self, start, here, code)) {
            push_piece(self, start, here, VW_BREAK_NOT, 0);
            start = here;
        }
        self->script =
            self->script == 0 && self->levels != NULL ? vw_pdf__script(code) : self->script;
        uint32_t next = *at != '\0' ? peek(at) : following;
        const bool sign = code < 0x80 && code != ' ' && code != '\t' && !is_plain((char)code);
        bool ends = may_break(self->before, code, next, code_text);
        if (sign && is_alphanumeric(self->before) && is_alphanumeric(next)) {
            ends = (ends || ends_a_part(string, here)) && !is_short_id(string, here);
        }
        if (ends) {
            push_piece(self, start, after, VW_BREAK_MAY, code);
            start = after;
        }
        self->before = code;
    }
    if (string[start] != '\0') {
        push_piece(self, start, strlen(string), VW_BREAK_NOT, 0);
    }
}

void vw_pdf__cut_pieces(vw_pdf__pieces *self, const vw_run *runs, size_t count)
{
    const vw_pdf__level **levels = vw_pdf__levels_of(self->arena, runs, count);
    for (size_t i = 0; i < count; i++) {
        self->run = &runs[i];
        self->levels = levels == NULL ? NULL : levels[i];
        if (runs[i].line_break) {
            push_piece(self, 0, 0, VW_BREAK_MUST, 0);
            self->before = 0;
        } else if (runs[i].text != NULL) {
            add_run(self, first_char(runs + i + 1, count - i - 1));
        }
    }
}

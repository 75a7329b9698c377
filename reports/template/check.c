/* SPDX-License-Identifier: EUPL-1.2 */
/* Checks the source text of a template, so that each problem has its line and column: the Markdown
 * parser does not tell where a text came from. */
#include "reports/template/template_private.h"

#include "base/utf8.h"

#include <string.h>

typedef struct {
    const vw_source *source;
    const char *const *frameworks; /* that an argument may name; NULL: any */
    vw_arena *arena;
    vw_diags *diags;
    bool is_public;           /* the document as a whole */
    bool is_filed;            /* it has a form to pass */
    vw_audience part;         /* of what comes next */
    const char *within;       /* what the part at hand is repeated for, or NULL */
    vw_template_mark opening; /* of that part */
} check;

/* The names of [words], apart by ", "; [*count] of them also in an array, for suggestions. */
static const char *const *names_of(const check *c, const vw_template_word *words, size_t *count)
{
    VW_VEC(const char *) names = {0};
    for (size_t i = 0; words[i].name != NULL; i++) {
        VW_PUSH(c->arena, names, words[i].name);
    }
    *count = names.count;
    return names.items;
}

static const char *joined(const check *c, const char *const *names, size_t count)
{
    vw_buf out = {.arena = c->arena};
    for (size_t i = 0; i < count; i++) {
        vw_buf_addf(&out, "%s%s", i > 0 ? ", " : "", names[i]);
    }
    return vw_buf_text(&out);
}

/* ---- where a mark stands -------------------------------------------------------------------- */

static bool is_blank(const char *text, size_t from, size_t to)
{
    for (size_t i = from; i < to; i++) {
        if (text[i] != ' ' && text[i] != '\t' && text[i] != '\r') {
            return false;
        }
    }
    return true;
}

static size_t line_end(const vw_source *source, size_t line)
{
    return line + 1 < source->line_count ? source->line_starts[line + 1] - 1 : source->length;
}

static bool is_blank_line(const vw_source *source, size_t line)
{
    return line >= source->line_count ||
           is_blank(source->text, source->line_starts[line], line_end(source, line));
}

/* The header's last line is as good as an empty one. */
static bool is_rule(const vw_source *source, size_t line)
{
    return strncmp(source->text + source->line_starts[line], "---", 3) == 0;
}

/* Blocks can only stand where a paragraph stands, with nothing else in it. */
static bool stands_alone(const vw_source *source, const vw_template_mark *mark)
{
    size_t line = 0;
    while (line + 1 < source->line_count && source->line_starts[line + 1] <= mark->start) {
        line++;
    }
    return mark->start == source->line_starts[line] &&
           is_blank(source->text, mark->start + mark->length, line_end(source, line)) &&
           (line == 0 || is_blank_line(source, line - 1) || is_rule(source, line - 1)) &&
           is_blank_line(source, line + 1);
}

/* [text](here): a target is not text, and is not filled in. */
static bool in_target(const vw_source *source, const vw_template_mark *mark)
{
    for (size_t i = mark->start; i-- > 1;) {
        if (source->text[i] == ')' || source->text[i] == '\n') {
            return false;
        }
        if (source->text[i] == '(' && source->text[i - 1] == ']') {
            return true;
        }
    }
    return false;
}

/* ---- arguments ------------------------------------------------------------------------------ */

/* Of several with "|" between one is enough: which framework it is may differ. */
static bool is_one_of(const char *values, const char *word)
{
    const size_t length = strlen(word);
    for (const char *at = values; *at != '\0';) {
        const size_t end = strcspn(at, "|");
        if (end == length && strncmp(at, word, length) == 0) {
            return true;
        }
        at += end + strspn(at + end, "|");
    }
    return false;
}

static void check_value(const check *c, const vw_template_parameter *parameter, vw_place place,
                        const char *value)
{
    VW_VEC(const char *) known = {0};
    for (size_t i = 0; parameter->values == NULL && c->frameworks != NULL && c->frameworks[i];
         i++) {
        VW_PUSH(c->arena, known, c->frameworks[i]);
    }
    for (const char *at = parameter->values; at != NULL && *at != '\0';) {
        const size_t length = strcspn(at, " ");
        VW_PUSH(c->arena, known, vw_strndup(c->arena, at, length));
        at += length + strspn(at + length, " ");
    }
    const bool any = parameter->values == NULL && (c->frameworks == NULL || parameter->absent);
    for (size_t i = 0; i < known.count; i++) {
        if (is_one_of(value, known.items[i])) {
            return;
        }
    }
    if (!any || *value == '\0') {
        VW_DIAG(c->diags, T092, place, value, parameter->name,
                any ? NULL : joined(c, known.items, known.count),
                vw_suggest(value, known.items, known.count));
    }
}

static void check_argument(const check *c, const vw_template_word *word, vw_place place,
                           const char *text)
{
    VW_VEC(const char *) known = {0};
    const size_t length = strcspn(text, "=");
    const char *name = vw_strndup(c->arena, text, length);
    for (const vw_template_parameter *p = word->takes; p != NULL && p->name != NULL; p++) {
        VW_PUSH(c->arena, known, p->name);
        if (strcmp(p->name, name) == 0 && text[length] == '=') {
            check_value(c, p, place, text + length + 1);
            return;
        }
    }
    if (text[length] != '=') {
        VW_DIAG(c->diags, T091, place, text);
        return;
    }
    VW_DIAG(c->diags, T090, place, word->name, name,
            known.count > 0 ? joined(c, known.items, known.count) : NULL);
}

static void check_needed(const check *c, const vw_template_mark *mark, const vw_template_word *word)
{
    const vw_template_arguments given =
        vw_template__arguments(c->arena, c->source->text + mark->rest_start, mark->rest_length);
    for (const vw_template_parameter *p = word->takes; p != NULL && p->name != NULL; p++) {
        if (p->needed && vw_template_argument_of(&given, p->name) == NULL) {
            VW_DIAG(c->diags, T138, vw_source_place(c->source, c->arena, mark->start, mark->length),
                    word->name, p->name);
        }
    }
}

static void check_arguments(const check *c, const vw_template_mark *mark,
                            const vw_template_word *word)
{
    check_needed(c, mark, word);
    const char *rest = c->source->text + mark->rest_start;
    for (size_t at = 0; at < mark->rest_length;) {
        size_t end = at;
        while (end < mark->rest_length && rest[end] != ' ') {
            end++;
        }
        if (end > at) {
            check_argument(c, word,
                           vw_source_place(c->source, c->arena, mark->rest_start + at, end - at),
                           vw_strndup(c->arena, rest + at, end - at));
        }
        at = end + 1;
    }
}

/* ---- a word by number ----------------------------------------------------------------------- */

/* {{name-count:one|more}}: both words are there, and the name is a number that is counted. */
static void check_forms(const check *c, vw_place place, const char *name, vw_wording forms)
{
    const char *bar = memchr(forms.text, '|', forms.length);
    const size_t first = bar != NULL ? (size_t)(bar - forms.text) : 0;
    if (bar == NULL || first == 0 || first + 1 == forms.length ||
        memchr(bar + 1, '|', forms.length - first - 1) != NULL) {
        VW_DIAG(c->diags, T200, place, vw_strndup(c->arena, forms.text, forms.length), name);
    }
    const size_t length = strlen(name), end = strlen("-count");
    if (length < end || strcmp(name + length - end, "-count") != 0) {
        VW_DIAG(c->diags, T201, place, name);
    }
}

/* ---- names ---------------------------------------------------------------------------------- */

/* What only a filing holds, and is not to be printed past the form check. */
static void check_filed(const check *c, vw_place place, const char *name)
{
    static const char *const filed[] = {"filing-facts", "deviations-exist", "norm-results"};
    for (size_t i = 0; i < sizeof filed / sizeof *filed && !c->is_filed; i++) {
        if (strcmp(name, filed[i]) == 0) {
            VW_DIAG(c->diags, T175, place, name);
        }
    }
}

static void check_word(check *c, const vw_template_mark *mark, vw_place place,
                       const vw_template_word *word)
{
    const bool toggles = mark->is == VW_MARK_BLOCK && (strcmp(word->name, "public") == 0 ||
                                                       strcmp(word->name, "confidential") == 0);
    if (mark->is == VW_MARK_BLOCK && !stands_alone(c->source, mark)) {
        VW_DIAG(c->diags, T083, place, word->name);
    }
    if (toggles) {
        c->part = word->name[0] == 'p' ? VW_PUBLIC : VW_CONFIDENTIAL;
    }
    if (toggles && c->is_public && c->part == VW_CONFIDENTIAL) {
        VW_DIAG(c->diags, T096, place, NULL);
    } else if (!toggles && word->audience == VW_CONFIDENTIAL && c->part == VW_PUBLIC) {
        VW_DIAG(c->diags, T089, place, word->name);
    }
    if (word->within != NULL && (c->within == NULL || strcmp(c->within, word->within) != 0)) {
        VW_DIAG(c->diags, T093, place, word->name, word->within,
                vw_printf(c->arena, "{{#each %s}}", word->within), "{{/each}}");
    }
    if (mark->forms.text != NULL) {
        check_forms(c, place, word->name, mark->forms);
    }
    check_arguments(c, mark, word);
    check_filed(c, place, word->name);
}

static void check_name(check *c, const vw_template_mark *mark, vw_place place, const char *name)
{
    const bool is_block = mark->is == VW_MARK_BLOCK;
    const vw_template_word *right = is_block ? vw_template_blocks : vw_template_values;
    const vw_template_word *other = is_block ? vw_template_values : vw_template_blocks;
    const vw_template_word *word = vw_template__word(right, name);
    size_t count = 0;
    if (word != NULL) {
        check_word(c, mark, place, word);
    } else if (vw_template__word(other, name) != NULL) {
        vw_diag_add(c->diags, is_block ? VW_MSG_T084 : VW_MSG_T085, place, name, NULL, NULL, NULL);
    } else {
        const char *const *names = names_of(c, right, &count);
        VW_DIAG(c->diags, T082, place, name, vw_suggest(name, names, count));
    }
}

static void report_unpaired(const check *c, const vw_template_mark *mark)
{
    VW_DIAG(c->diags, T094, vw_source_place(c->source, c->arena, mark->start, mark->length),
            "{{#each requirement}}", "{{/each}}");
}

static void check_loop(check *c, const vw_template_mark *mark, vw_place place, const char *name)
{
    size_t count = 0;
    const vw_template_word *word = vw_template__word(vw_template_loops, name);
    const char *const *names = names_of(c, vw_template_loops, &count);
    if (!stands_alone(c->source, mark)) {
        VW_DIAG(c->diags, T083, place, "#each");
    }
    if (c->within != NULL) {
        report_unpaired(c, &c->opening);
    }
    if (word == NULL) {
        VW_DIAG(c->diags, T095, place, name, vw_suggest(name, names, count),
                joined(c, names, count));
    } else {
        check_arguments(c, mark, word);
    }
    c->within = name;
    c->opening = *mark;
}

static void check_loop_end(check *c, const vw_template_mark *mark, vw_place place)
{
    if (!stands_alone(c->source, mark)) {
        VW_DIAG(c->diags, T083, place, "/each");
    }
    if (c->within == NULL) {
        report_unpaired(c, mark);
    }
    c->within = NULL;
}

static void check_mark(check *c, const vw_template_mark *mark)
{
    const vw_place place = vw_source_place(c->source, c->arena, mark->start, mark->length);
    const char *name = vw_strndup(c->arena, c->source->text + mark->name_start, mark->name_length);
    if (!mark->is_closed) {
        VW_DIAG(c->diags, T081, place, NULL);
        return;
    }
    if (in_target(c->source, mark)) {
        VW_DIAG(c->diags, T086, place, NULL);
    }
    const bool opens = mark->is == VW_MARK_LOOP, closes = mark->is == VW_MARK_LOOP_END;
    if ((opens || closes) && !mark->says_each) {
        VW_DIAG(c->diags, T100, place, vw_printf(c->arena, "%c%s", opens ? '#' : '/', name));
    } else if (opens) {
        check_loop(c, mark, place, name);
    } else if (closes) {
        check_loop_end(c, mark, place);
    } else {
        check_name(c, mark, place, name);
    }
}

vw_status vw_template_check_source(const vw_source *source, const char *const *frameworks,
                                   vw_arena *arena, vw_diags *diags)
{
    const size_t errors_before = vw_diags_count(diags, VW_ERROR);
    vw_front_matter head;
    const vw_status header = vw_front_matter_read(&head, arena, diags, source);
    check c = {.source = source,
               .frameworks = frameworks,
               .arena = arena,
               .diags = diags,
               .is_public = !head.confidential,
               .is_filed = head.form != NULL,
               .part = head.confidential ? VW_CONFIDENTIAL : VW_PUBLIC};
    vw_template_mark mark;
    for (size_t at = head.end; vw_template__find(&mark, source->text, source->length, at);
         at = mark.start + mark.length) {
        check_mark(&c, &mark);
    }
    if (c.within != NULL) {
        report_unpaired(&c, &c.opening);
    }
    if (head.end + strspn(source->text + head.end, " \t\r\n") >= source->length) {
        VW_DIAG(diags, T159, (vw_place){.file = source->path}, NULL);
    }
    if (vw_template__parse(arena, source, head.end) == NULL) {
        VW_DIAG(diags, T087, (vw_place){.file = source->path}, NULL);
    }
    return vw_diags_count(diags, VW_ERROR) > errors_before ? VW_ERR_INPUT : header;
}

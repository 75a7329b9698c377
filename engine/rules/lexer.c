/* SPDX-License-Identifier: EUPL-1.2 */
/* Bytes to tokens. What people bring along from other languages (double quotes, !=, AND in
 * capitals) is reported with the right spelling and then read as meant, so that one slip is one
 * message. */
#include "rules/lexer.h"

#include "base/utf8.h"

#include <string.h>

static const char *const spellings[VW_TOKEN_COUNT_OF] = {[VW_TOKEN_END] = "",
                                                         [VW_TOKEN_NAME] = "",
                                                         [VW_TOKEN_NUMBER] = "",
                                                         [VW_TOKEN_TEXT] = "",
                                                         [VW_TOKEN_OPEN] = "(",
                                                         [VW_TOKEN_CLOSE] = ")",
                                                         [VW_TOKEN_COMMA] = ",",
                                                         [VW_TOKEN_COLON] = ":",
                                                         [VW_TOKEN_DOT] = ".",
                                                         [VW_TOKEN_EQ] = "=",
                                                         [VW_TOKEN_NE] = "<>",
                                                         [VW_TOKEN_LT] = "<",
                                                         [VW_TOKEN_LE] = "<=",
                                                         [VW_TOKEN_GT] = ">",
                                                         [VW_TOKEN_GE] = ">=",
                                                         [VW_TOKEN_PLUS] = "+",
                                                         [VW_TOKEN_MINUS] = "-",
                                                         [VW_TOKEN_STAR] = "*",
                                                         [VW_TOKEN_SLASH] = "/",
#define VW_WORD(name, text) [VW_TOKEN_##name] = (text),
                                                         VW_RULE_WORDS(VW_WORD)
                                                             VW_RULE_PLACED_WORDS(VW_WORD)
#undef VW_WORD
};

/* Longest first: "<=" must not be read as "<". */
static const struct {
    const char *written;
    vw_token_kind kind;
} symbols[] = {
    {"<>", VW_TOKEN_NE},   {"!=", VW_TOKEN_NE},   {"<=", VW_TOKEN_LE},   {">=", VW_TOKEN_GE},
    {"==", VW_TOKEN_EQ},   {"=", VW_TOKEN_EQ},    {"<", VW_TOKEN_LT},    {">", VW_TOKEN_GT},
    {"(", VW_TOKEN_OPEN},  {")", VW_TOKEN_CLOSE}, {",", VW_TOKEN_COMMA}, {":", VW_TOKEN_COLON},
    {".", VW_TOKEN_DOT},   {"+", VW_TOKEN_PLUS},  {"-", VW_TOKEN_MINUS}, {"*", VW_TOKEN_STAR},
    {"/", VW_TOKEN_SLASH},
};

/* Quotes that word processors put in, and the one that SQL keeps for names. */
static const char *const wrong_quotes[] = {"\"",     "\u2018", "\u2019", "\u201a",
                                           "\u201c", "\u201d", "\u201e", "`"};

typedef struct {
    const vw_rule_input *input;
    vw_tokens *tokens;
    const char *text;
    uint32_t at, length;
} lexer;

const char *vw_rules__spelling(vw_token_kind kind)
{
    return spellings[kind];
}

const char *vw_rules__near_word(const char *wrong)
{
    const vw_token_kind first = VW_TOKEN_AND;
    return vw_suggest(wrong, &spellings[first], (size_t)(VW_TOKEN_COUNT_OF - first));
}

const char *vw_rules__near_function(const char *wrong)
{
    static const char *const functions[] = {"count",    "sum",    "min", "max", "latest",
                                            "earliest", "length", "not", "in",  "any"};
    return vw_suggest(wrong, functions, sizeof functions / sizeof *functions);
}

static bool is_digit(char c)
{
    return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_space(char c)
{
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

static bool starts_with(const lexer *lex, uint32_t at, const char *what)
{
    size_t length = strlen(what);
    return lex->length - at >= length && memcmp(lex->text + at, what, length) == 0;
}

static void add(lexer *lex, vw_token_kind kind, uint32_t start, const char *text)
{
    vw_span span = {start, lex->at - start};
    VW_PUSH(lex->input->arena, *lex->tokens, (vw_token){kind, span, text});
}

static const char *written(const lexer *lex, uint32_t start)
{
    return vw_strndup(lex->input->arena, lex->text + start, lex->at - start);
}

static vw_token_kind word_kind(const char *word)
{
    for (int kind = VW_TOKEN_AND; kind < VW_TOKEN_SUM; kind++) {
        if (strcmp(spellings[kind], word) == 0) {
            return (vw_token_kind)kind;
        }
    }
    return VW_TOKEN_NAME;
}

static char *in_small_letters(vw_arena *arena, const char *word)
{
    char *lower = vw_strdup(arena, word);
    for (char *c = lower; *c != '\0'; c++) {
        *c = *c >= 'A' && *c <= 'Z' ? (char)(*c - 'A' + 'a') : *c;
    }
    return lower;
}

static void read_word(lexer *lex)
{
    uint32_t start = lex->at;
    while (lex->at < lex->length &&
           (is_letter(lex->text[lex->at]) || is_digit(lex->text[lex->at]))) {
        lex->at++;
    }
    const char *word = written(lex, start);
    const char *lower = in_small_letters(lex->input->arena, word);
    vw_token_kind kind = word_kind(lower);
    if (kind != VW_TOKEN_NAME && strcmp(lower, word) != 0) {
        VW_RULE_DIAG(lex->input, R008, ((vw_span){start, lex->at - start}), word, lower);
    }
    add(lex, kind, start, kind == VW_TOKEN_NAME ? word : lower);
}

static void read_number(lexer *lex)
{
    uint32_t start = lex->at;
    while (lex->at < lex->length && is_digit(lex->text[lex->at])) {
        lex->at++;
    }
    if (lex->at + 1 < lex->length && lex->text[lex->at] == '.' &&
        is_digit(lex->text[lex->at + 1])) {
        lex->at++;
        while (lex->at < lex->length && is_digit(lex->text[lex->at])) {
            lex->at++;
        }
    }
    add(lex, VW_TOKEN_NUMBER, start, written(lex, start));
}

/* A quote inside is doubled. Without a closing quote the text runs to the end. */
static void read_text(lexer *lex)
{
    uint32_t start = lex->at++;
    vw_buf value = {.arena = lex->input->arena};
    while (lex->at < lex->length) {
        if (lex->text[lex->at] == '\'') {
            if (!starts_with(lex, lex->at, "''")) {
                lex->at++;
                add(lex, VW_TOKEN_TEXT, start, vw_buf_text(&value));
                return;
            }
            lex->at++;
        }
        vw_buf_addn(&value, lex->text + lex->at++, 1);
    }
    VW_RULE_DIAG(lex->input, R007, ((vw_span){start, 1}), NULL);
    add(lex, VW_TOKEN_TEXT, start, vw_buf_text(&value));
}

/* The length of a wrong quote at [at], or 0. */
static uint32_t wrong_quote(const lexer *lex, uint32_t at)
{
    for (size_t i = 0; i < sizeof wrong_quotes / sizeof *wrong_quotes; i++) {
        if (starts_with(lex, at, wrong_quotes[i])) {
            return (uint32_t)strlen(wrong_quotes[i]);
        }
    }
    return 0;
}

static void read_wrongly_quoted(lexer *lex, uint32_t quote)
{
    uint32_t start = lex->at;
    uint32_t end = start + quote;
    uint32_t closing = 0;
    while (end < lex->length && closing == 0) {
        closing = wrong_quote(lex, end);
        end += closing == 0 ? 1 : 0;
    }
    const char *value =
        vw_strndup(lex->input->arena, lex->text + start + quote, end - start - quote);
    lex->at = end + closing;
    VW_RULE_DIAG(lex->input, R006, ((vw_span){start, lex->at - start}), value);
    add(lex, VW_TOKEN_TEXT, start, value);
}

static bool read_symbol(lexer *lex)
{
    for (size_t i = 0; i < sizeof symbols / sizeof *symbols; i++) {
        if (starts_with(lex, lex->at, symbols[i].written)) {
            uint32_t start = lex->at;
            const char *right = spellings[symbols[i].kind];
            lex->at += (uint32_t)strlen(symbols[i].written);
            if (strcmp(right, symbols[i].written) != 0) {
                VW_RULE_DIAG(lex->input, R008, ((vw_span){start, lex->at - start}),
                             symbols[i].written, right);
            }
            add(lex, symbols[i].kind, start, right);
            return true;
        }
    }
    return false;
}

static void read_stranger(lexer *lex)
{
    uint32_t start = lex->at++;
    while (lex->at < lex->length && ((unsigned char)lex->text[lex->at] & 0xC0u) == 0x80u) {
        lex->at++;
    }
    VW_RULE_DIAG(lex->input, R005, ((vw_span){start, lex->at - start}), written(lex, start));
}

static void read_token(lexer *lex)
{
    char c = lex->text[lex->at];
    uint32_t quote = wrong_quote(lex, lex->at);
    if (is_space(c)) {
        lex->at++;
    } else if (is_letter(c)) {
        read_word(lex);
    } else if (is_digit(c)) {
        read_number(lex);
    } else if (c == '\'') {
        read_text(lex);
    } else if (quote > 0) {
        read_wrongly_quoted(lex, quote);
    } else if (!read_symbol(lex)) {
        read_stranger(lex);
    }
}

/* A name before a parenthesis that is a function's, and `latest`, `earliest` before a kind: no
 * field or kind can stand in such a place. */
static vw_token_kind placed_kind(const char *word, vw_token_kind next)
{
    bool opens = next == VW_TOKEN_OPEN;
    bool kind_follows = next == VW_TOKEN_NAME || next == VW_TOKEN_ANY;
    for (int kind = VW_TOKEN_SUM; kind <= VW_TOKEN_LENGTH; kind++) {
        bool picks = kind == VW_TOKEN_LATEST || kind == VW_TOKEN_EARLIEST;
        if ((opens || (picks && kind_follows)) && strcmp(spellings[kind], word) == 0) {
            return (vw_token_kind)kind;
        }
    }
    return VW_TOKEN_NAME;
}

/* Behind a point, and between `max(` and `of`, stands a field. */
static bool must_be_field(const vw_tokens *tokens, size_t i)
{
    const vw_token *token = &tokens->items[i];
    bool in_value = i > 1 && token[-1].kind == VW_TOKEN_OPEN && token[-2].kind >= VW_TOKEN_SUM &&
                    token[-2].kind < VW_TOKEN_LENGTH;
    return (i > 0 && token[-1].kind == VW_TOKEN_DOT) ||
           (in_value && strcmp(token[1].text, spellings[VW_TOKEN_OF]) == 0);
}

static void mark_placed_words(const lexer *lex)
{
    for (size_t i = 0; i + 1 < lex->tokens->count; i++) {
        vw_token *token = &lex->tokens->items[i];
        if (token->kind != VW_TOKEN_NAME || must_be_field(lex->tokens, i)) {
            continue;
        }
        const char *lower = in_small_letters(lex->input->arena, token->text);
        token->kind = placed_kind(lower, lex->tokens->items[i + 1].kind);
        if (token->kind != VW_TOKEN_NAME && strcmp(lower, token->text) != 0) {
            VW_RULE_DIAG(lex->input, R008, token->span, token->text, lower);
            token->text = lower;
        }
    }
}

bool vw_rules__lex(vw_tokens *tokens, const vw_rule_input *input)
{
    lexer lex = {.input = input, .tokens = tokens, .text = input->text.text};
    const vw_span start = {0, 1};
    if (input->text.text == NULL) {
        VW_RULE_DIAG(input, R001, start, NULL);
        return false;
    }
    if (input->text.length > VW_RULE_BYTES_MAX) {
        VW_RULE_DIAG(input, R002, start, vw_printf(input->arena, "%u", VW_RULE_BYTES_MAX));
        return false;
    }
    lex.length = (uint32_t)input->text.length;
    while (lex.at < lex.length && tokens->count <= VW_RULE_TOKENS_MAX) {
        read_token(&lex);
    }
    if (tokens->count > VW_RULE_TOKENS_MAX) {
        VW_RULE_DIAG(input, R003, start, vw_printf(input->arena, "%u", VW_RULE_TOKENS_MAX));
        return false;
    }
    /* The end stands right behind the last token, not behind the white space that follows it. */
    vw_span last = tokens->count > 0 ? tokens->items[tokens->count - 1].span : (vw_span){0, 0};
    vw_span end = {last.start + last.length, 0};
    VW_PUSH(input->arena, *tokens, (vw_token){VW_TOKEN_END, end, ""});
    mark_placed_words(&lex);
    return true;
}

/* [text] may be folded over lines of its file: the place of a byte is looked up, not computed. */
static size_t offset_of(const vw_rule_text *text, size_t byte)
{
    return text->offsets == NULL ? text->start + byte : text->offsets[byte];
}

vw_place vw_rules__place(const vw_rule_input *input, vw_span span)
{
    const vw_rule_text *text = &input->text;
    if (text->source == NULL) {
        return (vw_place){0};
    }
    if (text->length == 0) {
        return vw_source_place(text->source, input->arena, offset_of(text, 0), 1);
    }
    size_t start = span.start < text->length ? offset_of(text, span.start)
                                             : offset_of(text, text->length - 1) + 1;
    size_t last = span.start + (span.length > 0 ? span.length - 1 : 0);
    size_t end = last < text->length ? offset_of(text, last) + 1 : start + 1;
    return vw_source_place(text->source, input->arena, start, end - start);
}

vw_span vw_rules__join(vw_span first, vw_span last)
{
    return (vw_span){first.start, last.start + last.length - first.start};
}

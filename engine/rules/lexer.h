/* SPDX-License-Identifier: EUPL-1.2 */
/* A rule's text as tokens, and the place of each in the file it came from. Inside rules/ only. */
#ifndef VW_RULES_LEXER_H
#define VW_RULES_LEXER_H

#include "base/limits.h"
#include "model/framework.h"
#include "rules/rules.h"
#include "rules/words.h"

typedef enum {
    VW_TOKEN_END,
    VW_TOKEN_NAME,
    VW_TOKEN_NUMBER,
    VW_TOKEN_TEXT,
    VW_TOKEN_OPEN,
    VW_TOKEN_CLOSE,
    VW_TOKEN_COMMA,
    VW_TOKEN_COLON,
    VW_TOKEN_DOT,
    VW_TOKEN_EQ,
    VW_TOKEN_NE,
    VW_TOKEN_LT,
    VW_TOKEN_LE,
    VW_TOKEN_GT,
    VW_TOKEN_GE,
    VW_TOKEN_PLUS,
    VW_TOKEN_MINUS,
    VW_TOKEN_STAR,
    VW_TOKEN_SLASH,
#define VW_WORD(name, text) VW_TOKEN_##name,
    VW_RULE_WORDS(VW_WORD) VW_RULE_PLACED_WORDS(VW_WORD)
#undef VW_WORD
        VW_TOKEN_COUNT_OF
} vw_token_kind;

/* Bytes of a rule's text. */
typedef struct {
    uint32_t start, length;
} vw_span;

typedef struct {
    vw_token_kind kind;
    vw_span span;
    const char *text; /* a text literal without its quotes; else as written */
} vw_token;

typedef VW_VEC(vw_token) vw_tokens;

/* Places in the list of parameters, each once. */
typedef VW_VEC(size_t) vw_parameters_used;

/* One of a test's two texts on its way through lexer, parser and check. */
typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    vw_rule_text text;
    const vw_rule_names *names;
    vw_parameters_used *used; /* noted by the parser */
} vw_rule_input;

/* Fills [tokens], always ended by VW_TOKEN_END. Problems are reported and mended, so that the
 * parser can go on. False when the text is absent, too long or has too many tokens. */
bool vw_rules__lex(vw_tokens *tokens, const vw_rule_input *input);
/* "and", "where", "(" ...; "" for a kind without a fixed spelling. */
const char *vw_rules__spelling(vw_token_kind kind);
/* The word nearest to [wrong], or NULL. */
const char *vw_rules__near_word(const char *wrong);
/* The nearest of those that stand before a parenthesis, or NULL. */
const char *vw_rules__near_function(const char *wrong);

vw_place vw_rules__place(const vw_rule_input *input, vw_span span);
vw_span vw_rules__join(vw_span first, vw_span last);

#define VW_RULE_DIAG(input, code, span, ...)                                                       \
    VW_DIAG((input)->diags, code, vw_rules__place((input), (span)), __VA_ARGS__)

#endif

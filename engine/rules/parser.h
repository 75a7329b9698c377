/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files of the parser share. Inside rules/ only. */
#ifndef VW_RULES_PARSER_H
#define VW_RULES_PARSER_H

#include "rules/tree.h"

typedef struct {
    const vw_rule_input *input;
    vw_tokens tokens;
    size_t at;
    unsigned depth;
    bool too_deep;   /* reported once */
    bool recovering; /* a problem was reported and no token was taken since: keep quiet */
} vw_parser;

/* From loosest to tightest. */
typedef enum {
    VW_BINDS_NOT_AT_ALL,
    VW_BINDS_OR,
    VW_BINDS_AND,
    VW_BINDS_NOT,
    VW_BINDS_COMPARISON, /* does not chain: a < b < c is refused */
    VW_BINDS_SUM,
    VW_BINDS_PRODUCT,
    VW_BINDS_SIGN
} vw_binding;

const vw_token *vw_parser__peek(const vw_parser *parser);
/* The one after the next; the end when there is none. */
const vw_token *vw_parser__peek_second(const vw_parser *parser);
bool vw_parser__sees(const vw_parser *parser, vw_token_kind kind);
const vw_token *vw_parser__take(vw_parser *parser);
/* Takes a token of this kind if it is the next one. */
bool vw_parser__takes(vw_parser *parser, vw_token_kind kind);
/* Reports that [kind] is missing here, unless something is wrong already. */
void vw_parser__miss(vw_parser *parser, vw_token_kind kind);
/* As takes, but reports what is missing and skips when it is not there. */
bool vw_parser__expect(vw_parser *parser, vw_token_kind kind);

/* True when a problem at the next token is to be reported, false when it follows from one that was.
 * Call skip afterwards. */
bool vw_parser__may_report(vw_parser *parser);
/* Leaves out what cannot be understood: up to `and`, `or`, `:`, a closing parenthesis or the end.
 */
void vw_parser__skip(vw_parser *parser);
/* Reports that the next token cannot stand here, with the nearest word, and skips. */
void vw_parser__refuse(vw_parser *parser);

/* [weight] levels of nesting; false when it is too much, which was reported. Then do not leave. */
bool vw_parser__enter(vw_parser *parser, unsigned weight);
void vw_parser__leave(vw_parser *parser, unsigned weight);

vw_node *vw_parser__node(vw_parser *parser, vw_node_kind kind, vw_span span);
vw_node *vw_parser__broken(vw_parser *parser);

vw_node *vw_parser__expression(vw_parser *parser, vw_binding at_least);
/* An expression up to and including [closer]: what stands in between is reported. [opening] is
 * underlined when the closer is a parenthesis and missing. */
vw_node *vw_parser__until(vw_parser *parser, vw_token_kind closer, vw_span opening);
/* The next token is a word in its own place (VW_RULE_PLACED_WORDS). */
bool vw_parser__sees_placed(const vw_parser *parser, vw_token_kind kind);
/* Takes it, or reports that it is missing and skips. */
bool vw_parser__expect_placed(vw_parser *parser, vw_token_kind kind);
/* NAME.NAME..., also with `subject` before it. */
vw_node *vw_parser__path(vw_parser *parser);
/* exists, no, every, count, latest, earliest: the next token. */
vw_node *vw_parser__related(vw_parser *parser);
/* `any`, the kind's name, `via FIELD` and `ever`; false when that was refused. */
bool vw_parser__which(vw_parser *parser, vw_related *related);
vw_span vw_parser__last_span(const vw_parser *parser);
/* sum, min, max, latest, earliest or count before a parenthesis. */
vw_node *vw_parser__aggregate(vw_parser *parser);
/* hours, days between A and B. */
vw_node *vw_parser__duration(vw_parser *parser);
vw_node *vw_parser__length(vw_parser *parser);
/* (ITEM, ...), the next tokens, into [node]. */
vw_node *vw_parser__items(vw_parser *parser, vw_node *node);
/* has ..., behind [left]. */
vw_node *vw_parser__has(vw_parser *parser, vw_node *left);
/* `parameter.NAME`, the next tokens: its place in the names, or SIZE_MAX when that was reported. */
size_t vw_parser__parameter(vw_parser *parser, vw_span *span);
/* The same as a literal. */
vw_node *vw_parser__parameter_value(vw_parser *parser);
/* The same where a term stands, and where a number of records does; false when reported. */
bool vw_parser__parameter_term(vw_parser *parser, vw_term *term);
bool vw_parser__parameter_count(vw_parser *parser, int64_t *out);
/* A term in a series: the unit of the calendar that is as long; false when reported. */
bool vw_parser__parameter_unit(vw_parser *parser, vw_token_kind *unit);
/* Digits only and within int64. */
bool vw_parser__whole_number(int64_t *out, const vw_token *token);

#endif

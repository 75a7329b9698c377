/* SPDX-License-Identifier: EUPL-1.2 */
/* The parser's steps: looking at tokens, taking them, and going on after a problem. */
#include "rules/parser.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

const vw_token *vw_parser__peek(const vw_parser *parser)
{
    return &parser->tokens.items[parser->at];
}

const vw_token *vw_parser__peek_second(const vw_parser *parser)
{
    size_t next = parser->at + 1;
    return &parser->tokens.items[next < parser->tokens.count ? next : parser->at];
}

bool vw_parser__sees(const vw_parser *parser, vw_token_kind kind)
{
    return vw_parser__peek(parser)->kind == kind;
}

const vw_token *vw_parser__take(vw_parser *parser)
{
    const vw_token *token = vw_parser__peek(parser);
    if (token->kind != VW_TOKEN_END) {
        parser->at++;
        parser->recovering = false;
    }
    return token;
}

bool vw_parser__takes(vw_parser *parser, vw_token_kind kind)
{
    if (!vw_parser__sees(parser, kind)) {
        return false;
    }
    vw_parser__take(parser);
    return true;
}

bool vw_parser__may_report(vw_parser *parser)
{
    bool may = !parser->recovering && !parser->too_deep;
    parser->recovering = true;
    return may;
}

void vw_parser__skip(vw_parser *parser)
{
    unsigned open = 0;
    for (;; parser->at++) {
        vw_token_kind kind = vw_parser__peek(parser)->kind;
        if (kind == VW_TOKEN_END) {
            return;
        }
        if (open == 0 && (kind == VW_TOKEN_AND || kind == VW_TOKEN_OR || kind == VW_TOKEN_COLON ||
                          kind == VW_TOKEN_CLOSE)) {
            return;
        }
        if (kind == VW_TOKEN_OPEN) {
            open++;
        } else if (kind == VW_TOKEN_CLOSE) {
            open--;
        }
    }
}

/* As it stands in the rule, quotes and all. */
static const char *as_written(const vw_parser *parser, const vw_token *token)
{
    const vw_rule_input *input = parser->input;
    return vw_strndup(input->arena, input->text.text + token->span.start, token->span.length);
}

/* `1,5`, as many people write it: what they meant; NULL: it is nothing like that. */
static const char *decimal(const vw_parser *parser)
{
    const vw_token *comma = vw_parser__peek(parser);
    if (comma->kind != VW_TOKEN_COMMA || parser->at == 0) {
        return NULL;
    }
    const vw_token *whole = comma - 1, *behind = comma + 1;
    const bool joined = whole->kind == VW_TOKEN_NUMBER && behind->kind == VW_TOKEN_NUMBER &&
                        whole->span.start + whole->span.length == comma->span.start &&
                        behind->span.start == comma->span.start + comma->span.length;
    return joined ? vw_printf(parser->input->arena, "%s.%s", whole->text, behind->text) : NULL;
}

void vw_parser__refuse(vw_parser *parser)
{
    const vw_token *token = vw_parser__peek(parser);
    if (vw_parser__may_report(parser)) {
        const char *near = decimal(parser);
        if (token->kind == VW_TOKEN_NAME) {
            near = vw_rules__near_word(token->text);
            near = near != NULL && strcmp(near, token->text) == 0 ? NULL : near;
        }
        VW_RULE_DIAG(parser->input, R010, token->span, as_written(parser, token), near);
    }
    vw_parser__skip(parser);
}

/* How a rule looks in which [kind] stands where it belongs; NULL: it goes without saying. */
static const char *example_of(vw_token_kind kind)
{
    static const struct {
        vw_token_kind kind;
        const char *example;
    } examples[] = {
        {VW_TOKEN_AND, "rto_hours between 1 and 24"},
        {VW_TOKEN_OF, "sum(duration_hours of training), scenario has any of ('a', 'b')"},
        {VW_TOKEN_OPEN, "criticality in ('high', 'critical')"},
        {VW_TOKEN_COLON, "every contract where critical_function = true: exit_plan = true"},
        {VW_TOKEN_WHERE, "asset where criticality = 'high'"},
        {VW_TOKEN_DOT, "parameter.patch_term, subject.criticality"},
    };
    for (size_t i = 0; i < sizeof examples / sizeof *examples; i++) {
        if (examples[i].kind == kind) {
            return examples[i].example;
        }
    }
    return NULL;
}

void vw_parser__miss(vw_parser *parser, vw_token_kind kind)
{
    if (vw_parser__may_report(parser)) {
        VW_RULE_DIAG(parser->input, R014, vw_parser__peek(parser)->span, vw_rules__spelling(kind),
                     example_of(kind));
    }
}

bool vw_parser__expect(vw_parser *parser, vw_token_kind kind)
{
    if (vw_parser__takes(parser, kind)) {
        return true;
    }
    vw_parser__miss(parser, kind);
    vw_parser__skip(parser);
    return false;
}

bool vw_parser__sees_placed(const vw_parser *parser, vw_token_kind kind)
{
    const vw_token *token = vw_parser__peek(parser);
    return token->kind == VW_TOKEN_NAME && strcmp(token->text, vw_rules__spelling(kind)) == 0;
}

bool vw_parser__expect_placed(vw_parser *parser, vw_token_kind kind)
{
    if (vw_parser__sees_placed(parser, kind)) {
        vw_parser__take(parser);
        return true;
    }
    vw_parser__miss(parser, kind);
    vw_parser__skip(parser);
    return false;
}

vw_span vw_parser__last_span(const vw_parser *parser)
{
    return parser->tokens.items[parser->at > 0 ? parser->at - 1 : 0].span;
}

bool vw_parser__enter(vw_parser *parser, unsigned weight)
{
    if (parser->depth + weight > VW_RULE_DEPTH_MAX) {
        if (vw_parser__may_report(parser)) {
            VW_RULE_DIAG(parser->input, R004, vw_parser__peek(parser)->span, NULL);
        }
        parser->too_deep = true;
        parser->at = parser->tokens.count - 1;
        return false;
    }
    parser->depth += weight;
    return true;
}

void vw_parser__leave(vw_parser *parser, unsigned weight)
{
    parser->depth -= weight;
}

vw_node *vw_parser__node(vw_parser *parser, vw_node_kind kind, vw_span span)
{
    vw_node *node = VW_NEW(parser->input->arena, vw_node);
    node->kind = kind;
    node->span = span;
    node->mark = span;
    return node;
}

vw_node *vw_parser__broken(vw_parser *parser)
{
    return vw_parser__node(parser, VW_NODE_BROKEN, vw_parser__peek(parser)->span);
}

bool vw_parser__whole_number(int64_t *out, const vw_token *token)
{
    if (token->kind != VW_TOKEN_NUMBER || strchr(token->text, '.') != NULL) {
        return false;
    }
    errno = 0;
    *out = strtoll(token->text, NULL, 10);
    return errno == 0;
}

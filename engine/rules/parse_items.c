/* SPDX-License-Identifier: EUPL-1.2 */
/* Items between parentheses, and `has` with its one or several. */
#include "rules/parser.h"

vw_node *vw_parser__items(vw_parser *parser, vw_node *node)
{
    const vw_token *open = vw_parser__peek(parser);
    if (!vw_parser__expect(parser, VW_TOKEN_OPEN)) {
        return vw_parser__broken(parser);
    }
    do {
        vw_node *item = vw_parser__expression(parser, VW_BINDS_SUM);
        VW_PUSH(parser->input->arena, node->items, item);
    } while (vw_parser__takes(parser, VW_TOKEN_COMMA));
    if (!vw_parser__sees(parser, VW_TOKEN_CLOSE)) {
        if (vw_parser__sees(parser, VW_TOKEN_END) && vw_parser__may_report(parser)) {
            VW_RULE_DIAG(parser->input, R011, open->span, NULL);
        }
        vw_parser__refuse(parser);
    }
    node->span = vw_rules__join(node->span, vw_parser__peek(parser)->span);
    vw_parser__takes(parser, VW_TOKEN_CLOSE);
    return node;
}

static void refuse_has(vw_parser *parser)
{
    if (vw_parser__may_report(parser)) {
        VW_RULE_DIAG(parser->input, R093, vw_parser__peek(parser)->span, NULL);
    }
    vw_parser__skip(parser);
}

/* `any of (...)`, `all of (...)`: behind the first word. */
static vw_node *parse_several(vw_parser *parser, vw_node *node, vw_token_kind op)
{
    vw_parser__take(parser);
    node->op = op;
    if (!vw_parser__expect_placed(parser, VW_TOKEN_OF)) {
        return vw_parser__broken(parser);
    }
    return vw_parser__items(parser, node);
}

static vw_node *parse_none(vw_parser *parser, vw_node *node)
{
    const vw_token *word = vw_parser__take(parser);
    node->op = VW_TOKEN_NONE;
    node->span = vw_rules__join(node->span, word->span);
    if (!vw_parser__sees_placed(parser, VW_TOKEN_OF)) {
        return node;
    }
    vw_parser__take(parser);
    node->op = VW_TOKEN_ANY;
    node->negated = true;
    return vw_parser__items(parser, node);
}

static vw_node *parse_one(vw_parser *parser, vw_node *node)
{
    if (!vw_parser__sees(parser, VW_TOKEN_TEXT) && !vw_parser__sees(parser, VW_TOKEN_PARAMETER)) {
        refuse_has(parser);
        return vw_parser__broken(parser);
    }
    vw_node *item = vw_parser__expression(parser, VW_BINDS_SUM);
    VW_PUSH(parser->input->arena, node->items, item);
    node->op = VW_TOKEN_ANY;
    node->span = vw_rules__join(node->span, item->span);
    return node;
}

vw_node *vw_parser__has(vw_parser *parser, vw_node *left)
{
    const vw_token *word = vw_parser__take(parser);
    vw_node *node = vw_parser__node(parser, VW_NODE_HAS, left->span);
    node->left = left;
    node->mark = word->span;
    if (vw_parser__sees(parser, VW_TOKEN_ANY)) {
        return parse_several(parser, node, VW_TOKEN_ANY);
    }
    if (vw_parser__sees_placed(parser, VW_TOKEN_ALL)) {
        return parse_several(parser, node, VW_TOKEN_ALL);
    }
    return vw_parser__sees_placed(parser, VW_TOKEN_NONE) ? parse_none(parser, node)
                                                         : parse_one(parser, node);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The values that are more than a literal or a field: over related records, between two moments,
 * of a text. */
#include "rules/parser.h"

static void refuse_field(vw_parser *parser)
{
    const vw_token *kind = vw_parser__peek_second(parser);
    if (vw_parser__may_report(parser)) {
        VW_RULE_DIAG(parser->input, R069, vw_parser__peek(parser)->span,
                     kind->kind == VW_TOKEN_NAME ? kind->text : NULL);
    }
    vw_parser__skip(parser);
    vw_parser__takes(parser, VW_TOKEN_CLOSE);
}

/* The rest of `sum(FIELD of KIND where C)`, from the opening parenthesis on. */
static bool parse_aggregate(vw_parser *parser, vw_related *related)
{
    vw_span open = vw_parser__take(parser)->span;
    if (related->form != VW_TOKEN_COUNT) {
        related->of = vw_parser__path(parser);
        if (related->of->kind == VW_NODE_BROKEN || !vw_parser__expect_placed(parser, VW_TOKEN_OF)) {
            vw_parser__takes(parser, VW_TOKEN_CLOSE);
            return false;
        }
    }
    if (!vw_parser__which(parser, related)) {
        vw_parser__takes(parser, VW_TOKEN_CLOSE);
        return false;
    }
    if (vw_parser__sees_placed(parser, VW_TOKEN_OF)) { /* count(FIELD of KIND) */
        refuse_field(parser);
        return false;
    }
    if (vw_parser__takes(parser, VW_TOKEN_WHERE)) {
        related->where = vw_parser__until(parser, VW_TOKEN_CLOSE, open);
        return true;
    }
    if (!vw_parser__takes(parser, VW_TOKEN_CLOSE)) {
        if (vw_parser__sees(parser, VW_TOKEN_END) && vw_parser__may_report(parser)) {
            VW_RULE_DIAG(parser->input, R011, open, NULL);
        }
        vw_parser__refuse(parser);
        vw_parser__takes(parser, VW_TOKEN_CLOSE);
        return false;
    }
    return true;
}

vw_node *vw_parser__aggregate(vw_parser *parser)
{
    if (!vw_parser__enter(parser, VW_RULE_VALUE_WEIGHT)) {
        return vw_parser__broken(parser);
    }
    const vw_token *form = vw_parser__take(parser);
    vw_node *node = vw_parser__node(parser, VW_NODE_AGGREGATE, form->span);
    node->related = VW_NEW(parser->input->arena, vw_related);
    node->related->form = form->kind;
    bool whole = parse_aggregate(parser, node->related) && !parser->too_deep;
    node->span = vw_rules__join(form->span, vw_parser__last_span(parser));
    vw_parser__leave(parser, VW_RULE_VALUE_WEIGHT);
    return whole ? node : vw_parser__broken(parser);
}

/* The moments bind tighter than a sum: `days between A and B + 1` is a day more. */
vw_node *vw_parser__duration(vw_parser *parser)
{
    const vw_token *unit = vw_parser__peek(parser);
    if (vw_parser__peek_second(parser)->kind != VW_TOKEN_BETWEEN) {
        vw_parser__refuse(parser);
        return vw_parser__broken(parser);
    }
    if (!vw_parser__enter(parser, 1)) {
        return vw_parser__broken(parser);
    }
    if (unit->kind != VW_TOKEN_HOURS && unit->kind != VW_TOKEN_DAYS &&
        vw_parser__may_report(parser)) {
        VW_RULE_DIAG(parser->input, R064, unit->span, unit->text);
    }
    vw_parser__take(parser);
    vw_node *node = vw_parser__node(parser, VW_NODE_DURATION, unit->span);
    node->op = unit->kind;
    vw_parser__take(parser);
    node->left = vw_parser__expression(parser, VW_BINDS_SIGN);
    bool whole = vw_parser__expect(parser, VW_TOKEN_AND);
    if (whole) {
        node->right = vw_parser__expression(parser, VW_BINDS_SIGN);
        node->span = vw_rules__join(unit->span, node->right->span);
    }
    vw_parser__leave(parser, 1);
    return whole ? node : vw_parser__broken(parser);
}

vw_node *vw_parser__length(vw_parser *parser)
{
    if (!vw_parser__enter(parser, 1)) {
        return vw_parser__broken(parser);
    }
    const vw_token *word = vw_parser__take(parser);
    vw_node *node = vw_parser__node(parser, VW_NODE_LENGTH, word->span);
    vw_span open = vw_parser__take(parser)->span;
    node->left = vw_parser__until(parser, VW_TOKEN_CLOSE, open);
    node->span = vw_rules__join(word->span, vw_parser__last_span(parser));
    vw_parser__leave(parser, 1);
    return parser->too_deep ? vw_parser__broken(parser) : node;
}

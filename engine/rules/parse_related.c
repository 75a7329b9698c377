/* SPDX-License-Identifier: EUPL-1.2 */
/* The conditions about related records: exists, no, every, count, latest, earliest, and series. */
#include "rules/parser.h"

#include <string.h>

bool vw_parser__which(vw_parser *parser, vw_related *related)
{
    related->any = vw_parser__takes(parser, VW_TOKEN_ANY);
    if (!vw_parser__sees(parser, VW_TOKEN_NAME)) {
        if (vw_parser__may_report(parser)) {
            VW_RULE_DIAG(parser->input, R033, vw_parser__peek(parser)->span, NULL);
        }
        vw_parser__skip(parser);
        return false;
    }
    related->name = *vw_parser__take(parser);
    while (vw_parser__sees(parser, VW_TOKEN_VIA) || vw_parser__sees(parser, VW_TOKEN_EVER)) {
        if (vw_parser__take(parser)->kind == VW_TOKEN_EVER) {
            related->ever = true;
            continue;
        }
        if (!vw_parser__sees(parser, VW_TOKEN_NAME)) {
            vw_parser__refuse(parser);
            return false;
        }
        related->has_via = true;
        related->via = *vw_parser__take(parser);
    }
    return true;
}

static bool is_comparison(vw_token_kind kind)
{
    return kind >= VW_TOKEN_EQ && kind <= VW_TOKEN_GE;
}

static void report_count(vw_parser *parser, vw_span span, const vw_token *name)
{
    if (vw_parser__may_report(parser)) {
        VW_RULE_DIAG(parser->input, R016, span, name->text);
    }
}

/* The condition of a count stands in parentheses, since the comparison behind it belongs to the
 * count and not to the condition. */
static vw_node *parse_count_where(vw_parser *parser, const vw_related *related)
{
    const vw_token *first = vw_parser__peek(parser);
    if (first->kind == VW_TOKEN_OPEN && vw_parser__enter(parser, 1)) {
        vw_parser__take(parser);
        vw_node *where = vw_parser__until(parser, VW_TOKEN_CLOSE, first->span);
        vw_parser__leave(parser, 1);
        return where;
    }
    report_count(parser, first->span, &related->name);
    return vw_parser__expression(parser, VW_BINDS_OR);
}

static bool parse_count_comparison(vw_parser *parser, vw_related *related)
{
    const vw_token *op = vw_parser__peek(parser);
    if (!is_comparison(op->kind)) {
        report_count(parser, op->span, &related->name);
        vw_parser__skip(parser);
        return false;
    }
    related->op = vw_parser__take(parser)->kind;
    if (vw_parser__sees(parser, VW_TOKEN_PARAMETER)) {
        return vw_parser__parameter_count(parser, &related->n);
    }
    const vw_token *number = vw_parser__peek(parser);
    if (!vw_parser__whole_number(&related->n, number)) {
        if (vw_parser__may_report(parser)) {
            VW_RULE_DIAG(parser->input, R017, number->span, NULL);
        }
        vw_parser__skip(parser);
        return false;
    }
    vw_parser__take(parser);
    return true;
}

/* What stands behind the kind; false when nothing can be made of it. */
static bool parse_what(vw_parser *parser, vw_related *related)
{
    bool where = vw_parser__takes(parser, VW_TOKEN_WHERE);
    if (related->form == VW_TOKEN_COUNT) {
        if (where) {
            related->where = parse_count_where(parser, related);
        }
        return parse_count_comparison(parser, related);
    }
    if (related->form != VW_TOKEN_EXISTS && related->form != VW_TOKEN_NO) {
        if (where) {
            related->where = vw_parser__until(parser, VW_TOKEN_COLON, related->name.span);
        } else if (!vw_parser__expect(parser, VW_TOKEN_COLON)) {
            return false;
        }
        related->then = vw_parser__expression(parser, VW_BINDS_OR);
        return true;
    }
    if (where) {
        related->where = vw_parser__expression(parser, VW_BINDS_OR);
    }
    return true;
}

/* Behind `every`: a parameter, or a unit of the calendar and `of`. The units are names elsewhere.
 */
static bool sees_series(const vw_parser *parser)
{
    if (vw_parser__sees(parser, VW_TOKEN_PARAMETER)) {
        return true;
    }
    const vw_token *of = vw_parser__peek_second(parser);
    return vw_parser__sees(parser, VW_TOKEN_NAME) && of->kind == VW_TOKEN_NAME &&
           strcmp(of->text, vw_rules__spelling(VW_TOKEN_OF)) == 0;
}

static void refuse_series(vw_parser *parser)
{
    const vw_token *wrong = vw_parser__peek(parser);
    if (vw_parser__may_report(parser)) {
        VW_RULE_DIAG(parser->input, R061, wrong->span, NULL);
    }
    vw_parser__skip(parser);
}

/* week, month, quarter, year, or a parameter that is as long as one of them. */
static bool parse_unit(vw_parser *parser, vw_related *related)
{
    if (vw_parser__sees(parser, VW_TOKEN_PARAMETER)) {
        return vw_parser__parameter_unit(parser, &related->unit);
    }
    for (int unit = VW_TOKEN_WEEK; unit <= VW_TOKEN_YEAR; unit++) {
        if (vw_parser__sees_placed(parser, (vw_token_kind)unit)) {
            related->unit = (vw_token_kind)unit;
            vw_parser__take(parser);
            return true;
        }
    }
    refuse_series(parser);
    return false;
}

/* UNIT of period has KIND ... */
static bool parse_series(vw_parser *parser, vw_related *related)
{
    if (!parse_unit(parser, related)) {
        return false;
    }
    if (!vw_parser__sees_placed(parser, VW_TOKEN_OF)) {
        refuse_series(parser);
        return false;
    }
    vw_parser__take(parser);
    if (!vw_parser__takes(parser, VW_TOKEN_PERIOD) ||
        !vw_parser__sees_placed(parser, VW_TOKEN_HAS)) {
        refuse_series(parser);
        return false;
    }
    vw_parser__take(parser);
    if (!vw_parser__which(parser, related)) {
        return false;
    }
    if (vw_parser__takes(parser, VW_TOKEN_WHERE)) {
        related->where = vw_parser__expression(parser, VW_BINDS_OR);
    }
    return true;
}

static vw_node_kind kind_of(const vw_parser *parser, vw_token_kind form)
{
    bool picks = form == VW_TOKEN_LATEST || form == VW_TOKEN_EARLIEST;
    bool series = form == VW_TOKEN_EVERY && sees_series(parser);
    return series ? VW_NODE_SERIES : picks ? VW_NODE_PICKED : VW_NODE_RELATED;
}

vw_node *vw_parser__related(vw_parser *parser)
{
    if (!vw_parser__enter(parser, VW_RULE_RELATED_WEIGHT)) {
        return vw_parser__broken(parser);
    }
    const vw_token *form = vw_parser__take(parser);
    vw_node *node = vw_parser__node(parser, kind_of(parser, form->kind), form->span);
    node->related = VW_NEW(parser->input->arena, vw_related);
    node->related->form = form->kind;
    bool whole = node->kind == VW_NODE_SERIES
                     ? parse_series(parser, node->related)
                     : vw_parser__which(parser, node->related) && parse_what(parser, node->related);
    node->span = vw_rules__join(form->span, vw_parser__last_span(parser));
    vw_parser__leave(parser, VW_RULE_RELATED_WEIGHT);
    return whole ? node : vw_parser__broken(parser);
}

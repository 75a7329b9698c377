/* SPDX-License-Identifier: EUPL-1.2 */
/* Tokens to a tree, by operator precedence: each token has a rule that says how it begins an
 * expression, how it continues one, and how tightly it binds.
 *
 * After a problem the parser leaves out tokens up to the next `and`, `or`, `:` or closing
 * parenthesis and goes on, so that one text tells all its problems. What follows from a problem is
 * not reported. */
#include "rules/parser.h"

#include <stdio.h>
#include <string.h>

typedef struct {
    vw_node *(*begin)(vw_parser *parser);
    vw_node *(*follow)(vw_parser *parser, vw_node *left);
    vw_binding binding;
} rule;

static const rule rules[VW_TOKEN_COUNT_OF];

/* -- What begins an expression ---------------------------------------------------------------- */

static vw_node *parse_group(vw_parser *parser)
{
    if (!vw_parser__enter(parser, 1)) {
        return vw_parser__broken(parser);
    }
    const vw_token *open = vw_parser__take(parser);
    vw_node *inside = vw_parser__until(parser, VW_TOKEN_CLOSE, open->span);
    vw_parser__leave(parser, 1);
    return inside;
}

static vw_node *parse_prefix(vw_parser *parser, vw_node_kind kind, vw_binding binding)
{
    if (!vw_parser__enter(parser, 1)) {
        return vw_parser__broken(parser);
    }
    const vw_token *sign = vw_parser__take(parser);
    vw_node *operand = vw_parser__expression(parser, binding);
    vw_node *node = vw_parser__node(parser, kind, vw_rules__join(sign->span, operand->span));
    node->left = operand;
    node->mark = sign->span;
    vw_parser__leave(parser, 1);
    return node;
}

static vw_node *parse_not(vw_parser *parser)
{
    return parse_prefix(parser, VW_NODE_NOT, VW_BINDS_NOT);
}

static vw_node *parse_negative(vw_parser *parser)
{
    return parse_prefix(parser, VW_NODE_NEGATIVE, VW_BINDS_SIGN);
}

static vw_node *parse_literal(vw_parser *parser, vw_node_kind kind)
{
    const vw_token *token = vw_parser__take(parser);
    vw_node *node = vw_parser__node(parser, kind, token->span);
    node->text = token->text;
    node->op = token->kind;
    node->negated = token->kind == VW_TOKEN_FALSE;
    return node;
}

static vw_node *parse_text(vw_parser *parser)
{
    return parse_literal(parser, VW_NODE_TEXT);
}

static vw_node *parse_number(vw_parser *parser)
{
    return parse_literal(parser, VW_NODE_NUMBER);
}

static vw_node *parse_bool(vw_parser *parser)
{
    return parse_literal(parser, VW_NODE_BOOL);
}

static vw_node *parse_frame_date(vw_parser *parser)
{
    return parse_literal(parser, VW_NODE_FRAME_DATE);
}

/* Of a text that is written as a date: the last day of its month, else of its year. */
static bool nearest_day(char out[11], const char *text)
{
    vw_date ignored;
    if (strlen(text) != 10 || strspn(text, "0123456789-") != 10 || text[4] != '-' ||
        text[7] != '-') {
        return false;
    }
    for (int day = 31; day >= 28; day--) {
        snprintf(out, 11, "%.8s%d", text, day % 100);
        if (vw_date_parse(&ignored, out)) {
            return true;
        }
    }
    snprintf(out, 11, "%.4s-12-31", text);
    return vw_date_parse(&ignored, out);
}

static vw_node *parse_date(vw_parser *parser)
{
    const vw_token *word = vw_parser__take(parser);
    const vw_token *day = vw_parser__peek(parser);
    vw_date ignored;
    if (day->kind != VW_TOKEN_TEXT || !vw_date_parse(&ignored, day->text)) {
        if (vw_parser__may_report(parser)) {
            char nearest[11];
            if (day->kind == VW_TOKEN_TEXT && nearest_day(nearest, day->text)) {
                VW_RULE_DIAG(parser->input, R113, day->span, day->text, nearest);
            } else {
                VW_RULE_DIAG(parser->input, R029, day->span, NULL);
            }
        }
        vw_parser__skip(parser);
        return vw_parser__broken(parser);
    }
    vw_node *node = parse_literal(parser, VW_NODE_DATE);
    node->span = vw_rules__join(word->span, day->span);
    return node;
}

static vw_node *parse_null(vw_parser *parser)
{
    if (vw_parser__may_report(parser)) {
        VW_RULE_DIAG(parser->input, R015, vw_parser__peek(parser)->span, NULL);
    }
    vw_parser__take(parser);
    return vw_parser__broken(parser);
}

/* `exsits restore_test`: two names in a row are no path, so the first was meant to be a word. So
 * was one before a parenthesis. */
static bool refuse_misspelt_word(vw_parser *parser)
{
    const vw_token *name = vw_parser__peek(parser);
    const vw_token *second = vw_parser__peek_second(parser);
    vw_token_kind next = second->kind;
    if (next == VW_TOKEN_OPEN) {
        if (vw_parser__may_report(parser)) {
            VW_RULE_DIAG(parser->input, R060, name->span, name->text,
                         vw_rules__near_function(name->text));
        }
        vw_parser__skip(parser);
        return true;
    }
    bool has = next == VW_TOKEN_NAME && strcmp(second->text, vw_rules__spelling(VW_TOKEN_HAS)) == 0;
    bool of = next == VW_TOKEN_NAME && strcmp(second->text, vw_rules__spelling(VW_TOKEN_OF)) == 0;
    if (has || of || (next != VW_TOKEN_NAME && next != VW_TOKEN_TEXT) ||
        vw_rules__near_word(name->text) == NULL) {
        return false;
    }
    vw_parser__refuse(parser);
    return true;
}

vw_node *vw_parser__path(vw_parser *parser)
{
    if (vw_parser__sees(parser, VW_TOKEN_NAME) && refuse_misspelt_word(parser)) {
        return vw_parser__broken(parser);
    }
    vw_path *path = VW_NEW(parser->input->arena, vw_path);
    vw_node *node = vw_parser__node(parser, VW_NODE_PATH, vw_parser__peek(parser)->span);
    node->path = path;
    if (vw_parser__takes(parser, VW_TOKEN_SUBJECT)) {
        path->from_subject = true;
        if (!vw_parser__expect(parser, VW_TOKEN_DOT)) {
            return vw_parser__broken(parser);
        }
    }
    unsigned steps = 0; /* each becomes a SELECT within the one before */
    do {
        const vw_token *name = vw_parser__peek(parser);
        if (name->kind != VW_TOKEN_NAME) {
            vw_parser__refuse(parser);
            vw_parser__leave(parser, steps);
            return vw_parser__broken(parser);
        }
        if (path->names.count > 0 && !vw_parser__enter(parser, 1)) {
            return vw_parser__broken(parser);
        }
        steps = (unsigned)path->names.count;
        VW_PUSH(parser->input->arena, path->names, *vw_parser__take(parser));
        node->span = vw_rules__join(node->span, name->span);
    } while (vw_parser__takes(parser, VW_TOKEN_DOT));
    vw_parser__leave(parser, steps);
    return node;
}

/* `count(KIND)` and `latest(FIELD of KIND)` are values, `count KIND ... >= 2` and `latest KIND: B`
 * conditions. */
static vw_node *parse_counted(vw_parser *parser)
{
    bool value = vw_parser__peek_second(parser)->kind == VW_TOKEN_OPEN;
    return value ? vw_parser__aggregate(parser) : vw_parser__related(parser);
}

/* -- What continues one ----------------------------------------------------------------------- */

static vw_node *operation(vw_parser *parser, vw_node_kind kind, vw_node *left, vw_span mark)
{
    vw_node *node = vw_parser__node(parser, kind, left->span);
    node->left = left;
    node->mark = mark;
    return node;
}

static vw_node *parse_binary(vw_parser *parser, vw_node *left, vw_node_kind kind)
{
    const vw_token *token = vw_parser__take(parser);
    vw_node *node = operation(parser, kind, left, token->span);
    node->op = token->kind;
    node->right = vw_parser__expression(parser, rules[token->kind].binding + 1);
    node->span = vw_rules__join(left->span, node->right->span);
    return node;
}

static vw_node *parse_or(vw_parser *parser, vw_node *left)
{
    return parse_binary(parser, left, VW_NODE_OR);
}

static vw_node *parse_and(vw_parser *parser, vw_node *left)
{
    return parse_binary(parser, left, VW_NODE_AND);
}

static vw_node *parse_comparison(vw_parser *parser, vw_node *left)
{
    return parse_binary(parser, left, VW_NODE_COMPARE);
}

static vw_node *parse_arithmetic(vw_parser *parser, vw_node *left)
{
    return parse_binary(parser, left, VW_NODE_ARITHMETIC);
}

static vw_node *parse_in(vw_parser *parser, vw_node *left)
{
    const vw_token *word = vw_parser__take(parser);
    if (vw_parser__sees(parser, VW_TOKEN_PERIOD)) {
        vw_node *node = operation(parser, VW_NODE_IN_PERIOD, left, word->span);
        node->span = vw_rules__join(left->span, vw_parser__take(parser)->span);
        return node;
    }
    return vw_parser__items(parser, operation(parser, VW_NODE_IN, left, word->span));
}

static vw_node *parse_between(vw_parser *parser, vw_node *left)
{
    const vw_token *word = vw_parser__take(parser);
    vw_node *node = operation(parser, VW_NODE_BETWEEN, left, word->span);
    node->right = vw_parser__expression(parser, VW_BINDS_SUM);
    if (!vw_parser__expect(parser, VW_TOKEN_AND)) {
        return vw_parser__broken(parser);
    }
    node->upper = vw_parser__expression(parser, VW_BINDS_SUM);
    node->span = vw_rules__join(left->span, node->upper->span);
    return node;
}

static vw_node *parse_like(vw_parser *parser, vw_node *left)
{
    return parse_binary(parser, left, VW_NODE_LIKE);
}

/* `x not in (...)`, `x not between ...`, `x not like '...'`. */
static vw_node *parse_negated(vw_parser *parser, vw_node *left)
{
    const vw_token *word = vw_parser__take(parser);
    vw_token_kind next = vw_parser__peek(parser)->kind;
    bool period = next == VW_TOKEN_IN && vw_parser__peek_second(parser)->kind == VW_TOKEN_PERIOD;
    if ((next != VW_TOKEN_IN && next != VW_TOKEN_BETWEEN && next != VW_TOKEN_LIKE) || period) {
        if (vw_parser__may_report(parser)) {
            VW_RULE_DIAG(parser->input, R032, word->span, NULL);
        }
        vw_parser__skip(parser);
        return vw_parser__broken(parser);
    }
    vw_node *node = rules[next].follow(parser, left);
    node->negated = true;
    return node;
}

static bool asks_known(vw_token_kind kind)
{
    return kind == VW_TOKEN_KNOWN || kind == VW_TOKEN_UNKNOWN;
}

/* `is null`, `is not null`, `is not known`. */
static bool sees_null(const vw_parser *parser)
{
    const vw_token_kind kind = vw_parser__peek(parser)->kind;
    const vw_token_kind next =
        kind == VW_TOKEN_NOT ? vw_parser__peek_second(parser)->kind : VW_TOKEN_END;
    return kind == VW_TOKEN_NULL || next == VW_TOKEN_NULL || asks_known(next);
}

/* `mfa is true`, `mfa is not true`. */
static void refuse_is(vw_parser *parser)
{
    const vw_token *which = vw_parser__peek(parser);
    const bool negated = which->kind == VW_TOKEN_NOT;
    const vw_token *value = negated ? vw_parser__peek_second(parser) : which;
    const vw_rule_input *input = parser->input;
    const bool may = vw_parser__may_report(parser);
    if (may && value->kind == VW_TOKEN_END) {
        VW_RULE_DIAG(input, R009, value->span, NULL);
    } else if (may) {
        VW_RULE_DIAG(
            input, R018, which->span, negated ? "<>" : "=",
            vw_strndup(input->arena, input->text.text + value->span.start, value->span.length));
    }
    vw_parser__skip(parser);
}

static vw_node *parse_is(vw_parser *parser, vw_node *left)
{
    const vw_token *word = vw_parser__take(parser);
    const vw_token *which = vw_parser__peek(parser);
    if (sees_null(parser)) {
        vw_node *broken = parse_null(parser);
        /* `is not null`, `is not known`: one slip, one message */
        while (vw_parser__takes(parser, VW_TOKEN_NULL) ||
               vw_parser__takes(parser, VW_TOKEN_KNOWN) ||
               vw_parser__takes(parser, VW_TOKEN_UNKNOWN)) {
        }
        return broken;
    }
    if (!asks_known(which->kind)) {
        refuse_is(parser);
        return vw_parser__broken(parser);
    }
    vw_parser__take(parser);
    vw_node *node = operation(parser, VW_NODE_KNOWN, left, word->span);
    node->span = vw_rules__join(left->span, which->span);
    node->negated = which->kind == VW_TOKEN_UNKNOWN;
    return node;
}

/* `1 month` reads better than `1 months`; the singular is no word of its own. */
static bool term_unit(vw_token_kind *out, const vw_token *token)
{
    static const struct {
        const char *one;
        vw_token_kind many;
    } units[] = {{"hour", VW_TOKEN_HOURS},
                 {"day", VW_TOKEN_DAYS},
                 {"month", VW_TOKEN_MONTHS},
                 {"year", VW_TOKEN_YEARS}};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        bool singular = token->kind == VW_TOKEN_NAME && strcmp(token->text, units[i].one) == 0;
        if (singular || token->kind == units[i].many) {
            *out = units[i].many;
            return true;
        }
    }
    return false;
}

/* N UNIT */
static bool parse_length(vw_parser *parser, vw_term *term)
{
    const vw_token *number = vw_parser__peek(parser);
    if (!vw_parser__whole_number(&term->n, number)) {
        if (vw_parser__may_report(parser)) {
            VW_RULE_DIAG(parser->input, R017, number->span, NULL);
        }
        vw_parser__skip(parser);
        return false;
    }
    vw_parser__take(parser);
    if (!term_unit(&term->unit, vw_parser__peek(parser))) {
        if (vw_parser__may_report(parser)) {
            VW_RULE_DIAG(parser->input, R030, vw_parser__peek(parser)->span, NULL);
        }
        vw_parser__skip(parser);
        return false;
    }
    term->span = vw_rules__join(number->span, vw_parser__take(parser)->span);
    return true;
}

/* N UNIT or parameter.NAME, and before|after. */
static bool parse_term(vw_parser *parser, vw_term *term)
{
    bool named = vw_parser__sees(parser, VW_TOKEN_PARAMETER);
    if (named ? !vw_parser__parameter_term(parser, term) : !parse_length(parser, term)) {
        return false;
    }
    const vw_token *direction = vw_parser__peek(parser);
    if (direction->kind != VW_TOKEN_BEFORE && direction->kind != VW_TOKEN_AFTER) {
        if (vw_parser__may_report(parser)) {
            VW_RULE_DIAG(parser->input, R031, direction->span, NULL);
        }
        vw_parser__skip(parser);
        return false;
    }
    term->direction = vw_parser__take(parser)->kind;
    return true;
}

static vw_node *parse_within(vw_parser *parser, vw_node *left)
{
    const vw_token *word = vw_parser__take(parser);
    vw_node *node = operation(parser, VW_NODE_WITHIN, left, word->span);
    node->term = VW_NEW(parser->input->arena, vw_term);
    if (!parse_term(parser, node->term)) {
        return vw_parser__broken(parser);
    }
    node->right = vw_parser__expression(parser, VW_BINDS_SUM);
    node->span = vw_rules__join(left->span, node->right->span);
    return node;
}

/* -- Expressions ------------------------------------------------------------------------------ */

static const rule rules[VW_TOKEN_COUNT_OF] = {
    [VW_TOKEN_OPEN] = {.begin = parse_group},
    [VW_TOKEN_NAME] = {.begin = vw_parser__path},
    [VW_TOKEN_SUBJECT] = {.begin = vw_parser__path},
    [VW_TOKEN_NUMBER] = {.begin = parse_number},
    [VW_TOKEN_TEXT] = {.begin = parse_text},
    [VW_TOKEN_TRUE] = {.begin = parse_bool},
    [VW_TOKEN_FALSE] = {.begin = parse_bool},
    [VW_TOKEN_DATE] = {.begin = parse_date},
    [VW_TOKEN_AS_OF] = {.begin = parse_frame_date},
    [VW_TOKEN_PERIOD_START] = {.begin = parse_frame_date},
    [VW_TOKEN_PERIOD_END] = {.begin = parse_frame_date},
    [VW_TOKEN_NULL] = {.begin = parse_null},
    [VW_TOKEN_PARAMETER] = {.begin = vw_parser__parameter_value},
    [VW_TOKEN_EXISTS] = {.begin = vw_parser__related},
    [VW_TOKEN_NO] = {.begin = vw_parser__related},
    [VW_TOKEN_EVERY] = {.begin = vw_parser__related},
    [VW_TOKEN_COUNT] = {.begin = parse_counted},
    [VW_TOKEN_SUM] = {.begin = vw_parser__aggregate},
    [VW_TOKEN_MIN] = {.begin = vw_parser__aggregate},
    [VW_TOKEN_MAX] = {.begin = vw_parser__aggregate},
    [VW_TOKEN_LATEST] = {.begin = parse_counted},
    [VW_TOKEN_EARLIEST] = {.begin = parse_counted},
    [VW_TOKEN_LENGTH] = {.begin = vw_parser__length},
    [VW_TOKEN_HOURS] = {.begin = vw_parser__duration},
    [VW_TOKEN_DAYS] = {.begin = vw_parser__duration},
    [VW_TOKEN_MONTHS] = {.begin = vw_parser__duration},
    [VW_TOKEN_YEARS] = {.begin = vw_parser__duration},
    [VW_TOKEN_OR] = {NULL, parse_or, VW_BINDS_OR},
    [VW_TOKEN_AND] = {NULL, parse_and, VW_BINDS_AND},
    [VW_TOKEN_NOT] = {parse_not, parse_negated, VW_BINDS_COMPARISON},
    [VW_TOKEN_EQ] = {NULL, parse_comparison, VW_BINDS_COMPARISON},
    [VW_TOKEN_NE] = {NULL, parse_comparison, VW_BINDS_COMPARISON},
    [VW_TOKEN_LT] = {NULL, parse_comparison, VW_BINDS_COMPARISON},
    [VW_TOKEN_LE] = {NULL, parse_comparison, VW_BINDS_COMPARISON},
    [VW_TOKEN_GT] = {NULL, parse_comparison, VW_BINDS_COMPARISON},
    [VW_TOKEN_GE] = {NULL, parse_comparison, VW_BINDS_COMPARISON},
    [VW_TOKEN_IN] = {NULL, parse_in, VW_BINDS_COMPARISON},
    [VW_TOKEN_BETWEEN] = {NULL, parse_between, VW_BINDS_COMPARISON},
    [VW_TOKEN_LIKE] = {NULL, parse_like, VW_BINDS_COMPARISON},
    [VW_TOKEN_IS] = {NULL, parse_is, VW_BINDS_COMPARISON},
    [VW_TOKEN_WITHIN] = {NULL, parse_within, VW_BINDS_COMPARISON},
    [VW_TOKEN_HAS] = {NULL, vw_parser__has, VW_BINDS_COMPARISON},
    [VW_TOKEN_PLUS] = {NULL, parse_arithmetic, VW_BINDS_SUM},
    [VW_TOKEN_MINUS] = {parse_negative, parse_arithmetic, VW_BINDS_SUM},
    [VW_TOKEN_STAR] = {NULL, parse_arithmetic, VW_BINDS_PRODUCT},
    [VW_TOKEN_SLASH] = {NULL, parse_arithmetic, VW_BINDS_PRODUCT},
};

static vw_node *parse_operand(vw_parser *parser)
{
    const vw_token *token = vw_parser__peek(parser);
    if (rules[token->kind].begin != NULL) {
        return rules[token->kind].begin(parser);
    }
    if (token->kind == VW_TOKEN_END) {
        if (vw_parser__may_report(parser)) {
            VW_RULE_DIAG(parser->input, R009, token->span, NULL);
        }
        return vw_parser__broken(parser);
    }
    vw_parser__refuse(parser);
    return vw_parser__broken(parser);
}

/* No name can follow a value: there `has` is a word. */
static const rule *rule_that_follows(const vw_parser *parser)
{
    bool has = vw_parser__sees_placed(parser, VW_TOKEN_HAS);
    return &rules[has ? VW_TOKEN_HAS : vw_parser__peek(parser)->kind];
}

vw_node *vw_parser__expression(vw_parser *parser, vw_binding at_least)
{
    vw_node *left = parse_operand(parser);
    vw_binding last = VW_BINDS_NOT_AT_ALL;
    for (;;) {
        const rule *next = rule_that_follows(parser);
        bool chained = next->binding == VW_BINDS_COMPARISON && last == VW_BINDS_COMPARISON;
        if (next->follow == NULL || next->binding < at_least || chained) {
            return left;
        }
        last = next->binding;
        left = next->follow(parser, left);
    }
}

static void miss_closer(vw_parser *parser, vw_token_kind closer, vw_span opening)
{
    if (closer != VW_TOKEN_CLOSE) {
        vw_parser__miss(parser, closer);
    } else if (vw_parser__may_report(parser)) {
        VW_RULE_DIAG(parser->input, R011, opening, NULL);
    }
}

vw_node *vw_parser__until(vw_parser *parser, vw_token_kind closer, vw_span opening)
{
    vw_node *node = vw_parser__expression(parser, VW_BINDS_OR);
    while (!vw_parser__sees(parser, closer)) {
        bool outer = closer == VW_TOKEN_COLON && vw_parser__sees(parser, VW_TOKEN_CLOSE);
        if (vw_parser__sees(parser, VW_TOKEN_END) || outer) {
            miss_closer(parser, closer, opening);
            return node;
        }
        vw_parser__refuse(parser);
        if (vw_parser__sees(parser, closer) || vw_parser__sees(parser, VW_TOKEN_END)) {
            continue;
        }
        /* `and`, `or`, or a stray closer: what follows may hold problems of its own. */
        const rule *next = &rules[vw_parser__peek(parser)->kind];
        if (next->follow != NULL) {
            node = next->follow(parser, node);
        } else if (!(closer == VW_TOKEN_COLON && vw_parser__sees(parser, VW_TOKEN_CLOSE))) {
            vw_parser__take(parser);
            parser->recovering = true;
        }
    }
    vw_parser__take(parser);
    return node;
}

/* -- The two texts of a test ------------------------------------------------------------------ */

static bool start(vw_parser *parser, const vw_rule_input *input)
{
    *parser = (vw_parser){.input = input};
    if (!vw_rules__lex(&parser->tokens, input)) {
        return false;
    }
    if (vw_parser__sees(parser, VW_TOKEN_END)) {
        VW_RULE_DIAG(input, R001, vw_parser__peek(parser)->span, NULL);
        return false;
    }
    return true;
}

vw_node *vw_rules__parse_condition(const vw_rule_input *input)
{
    vw_parser parser;
    if (!start(&parser, input)) {
        return NULL;
    }
    return vw_parser__until(&parser, VW_TOKEN_END, vw_parser__peek(&parser)->span);
}

void vw_rules__parse_population(vw_token *name, bool *ever, vw_node **where,
                                const vw_rule_input *input)
{
    vw_parser parser;
    *name = (vw_token){.kind = VW_TOKEN_END};
    *ever = false;
    *where = NULL;
    if (!start(&parser, input)) {
        return;
    }
    const vw_token *first = vw_parser__peek(&parser);
    if (first->kind == VW_TOKEN_NAME) {
        *name = *vw_parser__take(&parser);
    } else {
        parser.recovering = true;
        VW_RULE_DIAG(input, R033, first->span, NULL);
        vw_parser__take(&parser);
    }
    if (vw_parser__sees(&parser, VW_TOKEN_EVER)) {
        vw_parser__take(&parser);
        *ever = true;
    }
    if (vw_parser__sees(&parser, VW_TOKEN_END)) {
        return;
    }
    if (vw_parser__expect(&parser, VW_TOKEN_WHERE)) {
        *where = vw_parser__until(&parser, VW_TOKEN_END, first->span);
    }
}

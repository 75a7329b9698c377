/* SPDX-License-Identifier: EUPL-1.2 */
/* parameter.NAME: the literal, term or number that it stands for in this run. */
#include "rules/parser.h"

#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>

static void note_use(const vw_rule_input *input, size_t parameter)
{
    for (size_t i = 0; i < input->used->count; i++) {
        if (input->used->items[i] == parameter) {
            return;
        }
    }
    VW_PUSH(input->arena, *input->used, parameter);
}

static const char *near_parameter(const vw_rule_input *input, const char *wrong)
{
    const size_t count = input->names->parameter_count;
    if (vw_diags_count(input->diags, VW_NOTE) >= VW_DIAGS_MAX) {
        return NULL; /* nobody would see it */
    }
    const char **names = VW_NEW_ARRAY(input->arena, count, const char *);
    for (size_t i = 0; i < count; i++) {
        names[i] = input->names->parameters[i].name;
    }
    return vw_suggest(wrong, names, count);
}

size_t vw_parser__parameter(vw_parser *parser, vw_span *span)
{
    const vw_rule_input *input = parser->input;
    *span = vw_parser__take(parser)->span;
    if (!vw_parser__expect(parser, VW_TOKEN_DOT)) {
        return SIZE_MAX;
    }
    const vw_token *name = vw_parser__peek(parser);
    if (name->kind != VW_TOKEN_NAME) {
        vw_parser__refuse(parser);
        return SIZE_MAX;
    }
    vw_parser__take(parser);
    *span = vw_rules__join(*span, name->span);
    size_t found =
        vw_parameter_find(input->names->parameters, input->names->parameter_count, name->text);
    if (found == SIZE_MAX) {
        VW_RULE_DIAG(input, R100, *span, name->text, near_parameter(input, name->text));
    } else {
        note_use(input, found);
    }
    return found;
}

static vw_parameter_value value_of(const vw_rule_input *input, size_t parameter)
{
    return input->names->values != NULL ? input->names->values[parameter]
                                        : input->names->parameters[parameter].shipped;
}

static const char *shown(const vw_rule_input *input, size_t parameter)
{
    vw_text text = vw_parameter_value_shown(input->arena, input->names->parameters[parameter].type,
                                            value_of(input, parameter));
    return vw_diag_both(input->arena, text);
}

vw_node *vw_parser__parameter_value(vw_parser *parser)
{
    static const vw_node_kind kinds[VW_PARAMETER_TYPE_COUNT] = {
        [VW_PARAMETER_TERM] = VW_NODE_BROKEN,
        [VW_PARAMETER_NUMBER] = VW_NODE_NUMBER,
        [VW_PARAMETER_TEXT] = VW_NODE_TEXT,
        [VW_PARAMETER_DATE] = VW_NODE_DATE,
    };
    const vw_rule_input *input = parser->input;
    vw_span span;
    size_t found = vw_parser__parameter(parser, &span);
    if (found == SIZE_MAX) {
        return vw_parser__broken(parser);
    }
    const vw_parameter *parameter = &input->names->parameters[found];
    if (parameter->type == VW_PARAMETER_TERM) {
        VW_RULE_DIAG(input, R101, span, parameter->name, shown(input, found));
    }
    vw_node *node = vw_parser__node(parser, kinds[parameter->type], span);
    node->text = value_of(input, found).text;
    node->is.unit = value_of(input, found).unit;
    return node;
}

static bool term_unit(vw_token_kind *out, const char *unit)
{
    static const vw_token_kind units[] = {VW_TOKEN_HOURS, VW_TOKEN_DAYS, VW_TOKEN_MONTHS,
                                          VW_TOKEN_YEARS};
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        if (strcmp(vw_rules__spelling(units[i]), unit) == 0) {
            *out = units[i];
            return true;
        }
    }
    return false;
}

/* What follows cannot be understood without it. */
static bool give_up(vw_parser *parser)
{
    (void)vw_parser__may_report(parser);
    vw_parser__skip(parser);
    return false;
}

/* The place of the parameter that the term came from; SIZE_MAX when that was reported. */
static size_t take_term(vw_parser *parser, vw_term *term)
{
    const vw_rule_input *input = parser->input;
    size_t found = vw_parser__parameter(parser, &term->span);
    if (found == SIZE_MAX) {
        (void)give_up(parser);
        return SIZE_MAX;
    }
    const vw_parameter *parameter = &input->names->parameters[found];
    const vw_parameter_value value = value_of(input, found);
    if (parameter->type != VW_PARAMETER_TERM || !term_unit(&term->unit, value.unit)) {
        VW_RULE_DIAG(input, R102, term->span, parameter->name,
                     vw_parameter_type_name(parameter->type));
        (void)give_up(parser);
        return SIZE_MAX;
    }
    term->n = strtoll(value.text, NULL, 10);
    return found;
}

bool vw_parser__parameter_term(vw_parser *parser, vw_term *term)
{
    return take_term(parser, term) != SIZE_MAX;
}

bool vw_parser__parameter_count(vw_parser *parser, int64_t *out)
{
    const vw_rule_input *input = parser->input;
    vw_span span;
    size_t found = vw_parser__parameter(parser, &span);
    if (found == SIZE_MAX) {
        return give_up(parser);
    }
    const vw_parameter_value value = value_of(input, found);
    bool number = input->names->parameters[found].type == VW_PARAMETER_NUMBER;
    if (!number || strchr(value.text, '.') != NULL) {
        VW_RULE_DIAG(input, R103, span, input->names->parameters[found].name, shown(input, found));
        return give_up(parser);
    }
    *out = strtoll(value.text, NULL, 10); /* at most fifteen digits */
    return true;
}

/* The unit of the calendar that is as long as a term; VW_TOKEN_END when none is. */
static vw_token_kind calendar_unit(const vw_term *term)
{
    static const struct {
        int64_t n;
        vw_token_kind unit, calendar;
    } lengths[] = {
        {7, VW_TOKEN_DAYS, VW_TOKEN_WEEK},      {1, VW_TOKEN_MONTHS, VW_TOKEN_MONTH},
        {3, VW_TOKEN_MONTHS, VW_TOKEN_QUARTER}, {12, VW_TOKEN_MONTHS, VW_TOKEN_YEAR},
        {1, VW_TOKEN_YEARS, VW_TOKEN_YEAR},
    };
    for (size_t i = 0; i < sizeof lengths / sizeof *lengths; i++) {
        if (lengths[i].n == term->n && lengths[i].unit == term->unit) {
            return lengths[i].calendar;
        }
    }
    return VW_TOKEN_END;
}

bool vw_parser__parameter_unit(vw_parser *parser, vw_token_kind *unit)
{
    const vw_rule_input *input = parser->input;
    vw_term term = {0};
    size_t found = take_term(parser, &term);
    if (found == SIZE_MAX) {
        return false;
    }
    *unit = calendar_unit(&term);
    if (*unit == VW_TOKEN_END) {
        VW_RULE_DIAG(input, R107, term.span, input->names->parameters[found].name,
                     shown(input, found));
        return give_up(parser);
    }
    return true;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* What values over related records, durations and lengths are, and what they may be made of. */
#include "rules/check.h"

static bool temporal(const vw_typing *is)
{
    return is->type == VW_TYPE_DATE || is->type == VW_TYPE_DATETIME;
}

/* Whether [form] can be made of values like [of]; reported otherwise. */
static bool fits(const vw_rules_scope *scope, vw_token_kind form, const vw_node *of)
{
    const char *name = vw_rules__spelling(form), *type = vw_rules__type_name(&of->is);
    bool number = vw_rules__numeric(&of->is), time = temporal(&of->is);
    if (form == VW_TOKEN_SUM && !number) {
        VW_RULE_DIAG(scope->input, R065, of->span, type);
    } else if ((form == VW_TOKEN_MIN || form == VW_TOKEN_MAX) && !number && !time) {
        VW_RULE_DIAG(scope->input, R066, of->span, name, type);
    } else if ((form == VW_TOKEN_LATEST || form == VW_TOKEN_EARLIEST) && !time) {
        vw_token_kind other = form == VW_TOKEN_LATEST ? VW_TOKEN_MAX : VW_TOKEN_MIN;
        VW_RULE_DIAG(scope->input, R067, of->span, name, type,
                     number ? vw_rules__spelling(other) : NULL);
    } else {
        return true;
    }
    return false;
}

void vw_rules__check_aggregate(const vw_rules_scope *scope, vw_node *node)
{
    const vw_related *related = node->related;
    vw_rules__check_related(scope, node);
    if (related->kind == NULL) {
        return;
    }
    if (related->of == NULL) {
        node->is = (vw_typing){.known = true, .type = VW_TYPE_INTEGER};
        return;
    }
    if (related->of->is.known && fits(scope, related->form, related->of)) {
        node->is = related->of->is; /* a number keeps its unit */
        if (related->form == VW_TOKEN_SUM) {
            node->is.type = VW_TYPE_NUMBER;
        }
    }
}

void vw_rules__check_duration(const vw_rules_scope *scope, vw_node *node)
{
    bool hours = node->op == VW_TOKEN_HOURS;
    vw_rules__check_moment(scope, node->left, hours);
    vw_rules__check_moment(scope, node->right, hours);
    node->is = (vw_typing){
        .known = true,
        .fixed = node->left->is.fixed && node->right->is.fixed,
        .type = hours ? VW_TYPE_NUMBER : VW_TYPE_INTEGER,
        .unit = hours ? "hour" : "day",
    };
}

void vw_rules__check_length(const vw_rules_scope *scope, vw_node *node)
{
    vw_rules__check_value(scope, node->left);
    if (node->left->is.known && node->left->is.type != VW_TYPE_TEXT) {
        VW_RULE_DIAG(scope->input, R068, node->left->span, vw_rules__type_name(&node->left->is));
    }
    node->is = (vw_typing){.known = true, .fixed = node->left->is.fixed, .type = VW_TYPE_INTEGER};
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The check's own parts. Inside rules/ only. */
#ifndef VW_RULES_CHECK_H
#define VW_RULES_CHECK_H

#include "rules/tree.h"

/* Where a condition stands: a bare name is a field of [kind]. */
typedef struct {
    vw_rule *rule;
    const vw_rule_input *input;
    const vw_catalogue *catalogue;
    const vw_kind *kind;
} vw_rules_scope;

void vw_rules__check_condition(const vw_rules_scope *scope, vw_node *node);
/* A value: a literal, a field, a calculation, something over related records. */
void vw_rules__check_value(const vw_rules_scope *scope, vw_node *node);
/* A value that must be an instant, or a date or an instant. */
void vw_rules__check_moment(const vw_rules_scope *scope, vw_node *node, bool instant);
/* What looks at related records: the kind, its relation to the scope's kind, its conditions and its
 * field. */
void vw_rules__check_related(const vw_rules_scope *scope, vw_node *node);
/* The values of check_value.c: aggregates, durations, lengths. */
void vw_rules__check_aggregate(const vw_rules_scope *scope, vw_node *node);
void vw_rules__check_duration(const vw_rules_scope *scope, vw_node *node);
void vw_rules__check_length(const vw_rules_scope *scope, vw_node *node);
void vw_rules__check_has(const vw_rules_scope *scope, vw_node *node);
/* Reports [node] where it is a list and one value is needed; true when it did. */
bool vw_rules__refuse_list(const vw_rules_scope *scope, const vw_node *node);
/* A text literal against an enumeration must be one of its values. */
void vw_rules__check_choice(const vw_rules_scope *scope, const vw_field *field,
                            const vw_node *text);

/* As the catalogue writes it: "date", "enum" ... */
const char *vw_rules__type_name(const vw_typing *is);
bool vw_rules__numeric(const vw_typing *is);

#endif

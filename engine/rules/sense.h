/* SPDX-License-Identifier: EUPL-1.2 */
/* Can a condition be true, can it be false? A rule that is the same for whatever stands in a record
 * gives a met or not met that means nothing. Inside rules/ only.
 *
 * For each condition two boxes are worked out: what each field may be when it is true, and when it
 * is false. A box errs to one side only: it may allow what cannot be, and never forbids what can.
 * So a box that allows nothing proves that the condition is never true, or never false. */
#ifndef VW_RULES_SENSE_H
#define VW_RULES_SENSE_H

#include "rules/ranges.h"
#include "rules/tree.h"

/* What a value may be: of a field, or of anything else that is worked out. */
typedef struct {
    const char *key; /* the text of the value, and behind a bar the date that it is measured from */
    const char *name; /* the text of the value */
    const char *can;  /* what the catalogue allows; NULL: anything, or one of [choices] */
    const vw_field *choices;
    vw_values may;
} vw_factor;

typedef struct {
    bool none;                 /* nothing is allowed */
    vw_factor culprit;         /* of what, when [none] */
    VW_VEC(vw_factor) factors; /* of what is not here, anything is allowed */
} vw_box;

/* Of a condition. */
typedef struct {
    vw_box yes, no;
} vw_boxes;

typedef enum { VW_SENSE_CONDITION, VW_SENSE_MEMBER, VW_SENSE_WHERE } vw_sense_role;

typedef struct {
    vw_arena *scratch;
    const vw_rule_input *input;
    const vw_kind *subject, *kind;
    vw_extent extent;
    vw_sense_role role;
    vw_box prior; /* what is so of each record that counts */
} vw_sense;

/* Reports what can never be true, never be false or never match. [rule] was checked without error.
 */
void vw_rules__check_sense(const vw_rule *rule, const vw_rule_input *input, vw_node *condition,
                           vw_sense_role role);

/* Of a condition without parts: a comparison, a question whether something is known ... */
vw_boxes vw_sense__atom(const vw_sense *sense, const vw_node *node);
/* What time says of the records of the kind that count. */
vw_box vw_sense__prior(const vw_sense *sense);
vw_box vw_sense__both(vw_arena *arena, const vw_box *a, const vw_box *b);
vw_box vw_sense__either(vw_arena *arena, const vw_box *a, const vw_box *b);
/* The text of a node with single blanks, without `subject.` where that says nothing. */
const char *vw_sense__text(const vw_sense *sense, const vw_node *node);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* Can a condition be true, can it be false? A rule that is the same for whatever stands in a record
 * gives a met or not met that means nothing. Inside rules/ only.
 *
 * For each condition boxes are worked out: what each field may be when it is true, when it is
 * false, and when it is not one of those. A box errs to one side only: it may allow what cannot be,
 * and never forbids what can. So a box that allows nothing proves that the condition is never true,
 * or never false.
 *
 * The text of a condition is a factor of its own, which may be 1, 0 or unknown. So a condition
 * beside itself or its opposite is seen, also where nothing is understood of what stands in it. */
#ifndef VW_RULES_SENSE_H
#define VW_RULES_SENSE_H

#include "rules/ranges.h"
#include "rules/tree.h"

/* What a value may be: of a field, or of anything else that is worked out. */
typedef struct {
    const char *key;  /* what vw_sense__key makes of the value, and behind a bar the date that it is
                         measured from */
    const char *name; /* as the rule writes it */
    const char *can;  /* what the catalogue allows; NULL: anything, or one of [choices] */
    const vw_field *choices;
    bool sure; /* it is never unknown */
    bool fact; /* whether a condition is so */
    vw_values may;
} vw_factor;

typedef struct {
    bool none;                 /* nothing is allowed */
    vw_factor culprit;         /* of what, when [none] */
    VW_VEC(vw_factor) factors; /* of what is not here, anything is allowed */
} vw_box;

/* Of a condition: true, false, not false, not true. */
typedef struct vw_boxes vw_boxes;
struct vw_boxes {
    vw_box yes, no, may_yes, may_no;
    /* Of a chain: of each part. The chain says more than one box can. */
    const vw_boxes *parts;
    size_t part_count;
    bool all, negated;
};

typedef enum { VW_SENSE_YES, VW_SENSE_NO, VW_SENSE_MAY_YES, VW_SENSE_MAY_NO } vw_sense_side;

/* APPLIES: of facts for whom something applies, none of which is sure to be known. */
typedef enum {
    VW_SENSE_CONDITION,
    VW_SENSE_MEMBER,
    VW_SENSE_WHERE,
    VW_SENSE_APPLIES
} vw_sense_role;

typedef struct {
    vw_arena *scratch;
    const vw_rule_input *input;
    const vw_kind *kind; /* a bare name is a field of a record of it */
    vw_extent extent;
    vw_sense_role role;
    const vw_node *whole; /* of which the parts are looked at */
    size_t depth;         /* of related records: 0 at the subject */
    const vw_field *link; /* of the record to the subject; NULL: none that is known of */
    vw_use subject;
    vw_box prior; /* what is so of each record that counts */
    /* What is so of a subject that may belong to the population, and of one that does. */
    vw_box perhaps, members;
    vw_boxes population; /* its `where` */
    bool by_parameter;   /* the population hangs on a parameter */
} vw_sense;

/* Whether the text is one of which that is to be asked (vw_sense_asked), once its parameters are
 * known. In rule.c. */
bool vw_rules__asks_sense(const vw_rule_input *input);

/* Reports what can never be true, never be false, never match or adds nothing: of the population,
 * and when [condition] is not NULL of the condition beside it. [rule] was checked without error. */
void vw_rules__check_sense(const vw_rule *rule, const vw_rule_input *population,
                           const vw_rule_input *condition);

/* The same of conditions that stand alone, over facts of one record of [kind]: which facts there
 * are is not known here, nor whether the record counts. A line without a condition, or with one
 * that was refused, is NULL. [in_order]: they are tried from the first, and one that holds is the
 * last; then a line is reported that cannot be reached since an earlier one holds wherever it does.
 */
void vw_rules__check_lines(const vw_kind *kind, const vw_node *const *lines,
                           const vw_rule_input *inputs, size_t count, bool in_order);

/* Of a condition without parts: a comparison, a question whether something is known, a related
 * form ... */
vw_boxes vw_sense__atom(const vw_sense *sense, const vw_node *node);
/* What time says of the records of the kind that count. */
vw_box vw_sense__prior(const vw_sense *sense);
/* In sense_join.c. */
void vw_sense__add(vw_arena *arena, vw_box *box, vw_factor factor);
vw_box vw_sense__both(vw_arena *arena, const vw_box *a, const vw_box *b);
vw_box vw_sense__either(vw_arena *arena, const vw_box *a, const vw_box *b);
/* True when nothing can be in both; [*culprit], when not NULL, is what rules it out. */
bool vw_sense__apart(vw_factor *culprit, vw_arena *arena, const vw_box *a, const vw_box *b);
/* The same of one side of [boxes], by its box and by those of its parts. */
bool vw_sense__excluded(vw_factor *culprit, vw_arena *arena, const vw_box *box,
                        const vw_boxes *boxes, vw_sense_side side);
vw_boxes vw_sense__all(vw_arena *arena, const vw_boxes *a, const vw_boxes *b);
/* The same, and both are kept as its parts. */
vw_boxes vw_sense__pair(vw_arena *arena, const vw_boxes *a, const vw_boxes *b);
vw_boxes vw_sense__some(vw_arena *arena, const vw_boxes *a, const vw_boxes *b);
vw_boxes vw_sense__not(const vw_boxes *a);
/* [boxes] of [node], with its text as a factor. */
vw_boxes vw_sense__named(const vw_sense *sense, const vw_boxes *boxes, const vw_node *node);

/* In sense_frame.c. How many days [date] lies behind [base], both dates of the frame. */
vw_values vw_sense__frame_difference(vw_arena *arena, vw_token_kind date, vw_token_kind base);
/* [factor], which is of [value] in days from [base], and what follows of it for the other dates of
 * the frame. */
void vw_sense__add_measured(vw_arena *arena, vw_box *box, vw_factor factor, const char *value,
                            vw_token_kind base);

/* What never has a value: a division by zero in [node]; NULL: none. */
const vw_node *vw_sense__worthless(const vw_node *node);
/* Is it made of literals and dates of the frame alone? */
bool vw_sense__asks_nothing(const vw_node *node);

/* In sense_absent.c. Warns of `REF.FIELD is unknown` where a subject passes of which nothing is
 * recorded under REF: nothing beside it in [condition], and no `is known` in [population] (NULL:
 * none is asked), asks for more of that record. */
void vw_sense__tell_absent(const vw_sense *sense, const vw_node *condition,
                           const vw_node *population);

/* In sense_key.c. Equal for two nodes only when they mean the same of the same record: `subject.`
 * stands before each field of the subject, and a comparison has its smaller side first. */
const char *vw_sense__key(const vw_sense *sense, const vw_node *node);
/* What is compared in `count K where (C) >= 2`: the key without the comparison. */
const char *vw_sense__number_key(const vw_sense *sense, const vw_node *node);
/* The text of a node with single blanks, without `subject.` where that says nothing. */
const char *vw_sense__text(const vw_sense *sense, const vw_node *node);
/* Where the conditions of [related] are asked. */
vw_sense vw_sense__inside(const vw_sense *sense, const vw_related *related);

#endif

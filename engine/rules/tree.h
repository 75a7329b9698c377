/* SPDX-License-Identifier: EUPL-1.2 */
/* A rule as a tree: built by the parser, completed by the check, read by the compiler. */
#ifndef VW_RULES_TREE_H
#define VW_RULES_TREE_H

#include "rules/lexer.h"
#include "rules/rules.h"

typedef enum {
    VW_NODE_BROKEN, /* a problem was reported here; nothing more is said about it */
    VW_NODE_TEXT,
    VW_NODE_NUMBER,
    VW_NODE_BOOL,
    VW_NODE_DATE,
    VW_NODE_FRAME_DATE, /* as_of, period_start, period_end */
    VW_NODE_PATH,
    VW_NODE_NEGATIVE,
    VW_NODE_ARITHMETIC,
    VW_NODE_COMPARE,
    VW_NODE_IN,
    VW_NODE_BETWEEN,
    VW_NODE_LIKE,
    VW_NODE_KNOWN,
    VW_NODE_IN_PERIOD,
    VW_NODE_WITHIN,
    VW_NODE_NOT,
    VW_NODE_AND,
    VW_NODE_OR,
    VW_NODE_RELATED,
    VW_NODE_AGGREGATE, /* sum(FIELD of KIND ...), count(KIND ...): a value */
    VW_NODE_DURATION,  /* hours between A and B: a value */
    VW_NODE_LENGTH,    /* of a text: a value */
    VW_NODE_PICKED,    /* latest KIND where A: B */
    VW_NODE_SERIES,    /* every month of period has KIND */
    VW_NODE_HAS,       /* LIST has ITEMS: [op] ANY, ALL, or NONE without items */
    VW_NODE_COUNT_OF
} vw_node_kind;

typedef struct vw_node vw_node;

/* What the check found out about a value. */
typedef struct {
    bool known; /* false: broken, so that nothing that uses it is reported as well */
    bool fixed; /* made of literals alone: the same for every subject and in every run */
    vw_type type;
    const char *unit;      /* of a number; NULL: none */
    const vw_field *field; /* of an enum, or a list of choices: where its values stand */
    const char *to;        /* of a ref: the kind it names */
} vw_typing;

/* `subject.supplier.country`: every name but the last is a reference. */
typedef struct {
    bool from_subject;
    VW_VEC(vw_token) names;
    /* By the check: one for each name; the last is NULL when it is the kind's key. */
    const vw_kind *const *kinds;
    const vw_field *const *fields;
} vw_path;

typedef struct {
    int64_t n;
    vw_token_kind unit;      /* VW_TOKEN_HOURS, DAYS, MONTHS, YEARS */
    vw_token_kind direction; /* VW_TOKEN_BEFORE, AFTER */
    vw_span span;
} vw_term;

/* Which records of a kind count (docs/rules.md, "Which records count"). */
typedef enum { VW_ON_DATE, VW_IN_PERIOD, VW_EVER } vw_extent;

typedef struct {
    vw_token_kind
        form; /* EXISTS, NO, EVERY, COUNT; of others COUNT, SUM, MIN, MAX, LATEST, EARLIEST */
    bool any, ever;
    vw_token name;
    bool has_via;
    vw_token via;
    vw_node *where; /* NULL: every related record */
    vw_node *then;  /* of `every`, `latest`, `earliest`: what stands after the colon */
    vw_token_kind op;
    int64_t n;          /* of `count` */
    vw_node *of;        /* of an aggregate: the field, a path from the record; NULL with `count` */
    vw_token_kind unit; /* of a series: VW_TOKEN_WEEK, MONTH, QUARTER, YEAR */
    /* By the check. */
    const vw_kind *kind;
    const vw_field *relation; /* NULL with `any` */
    vw_extent extent;
} vw_related;

struct vw_node {
    vw_node_kind kind;
    vw_span span;
    vw_span mark; /* of an operator: its own word, to underline */
    vw_node *left, *right, *upper;
    bool negated; /* `not in`, `not between`, `not like`, `is unknown`, `has none of`; of `false`
                     its value */
    vw_token_kind op;        /* COMPARE, ARITHMETIC, FRAME_DATE, DURATION, HAS */
    const char *text;        /* literals */
    VW_VEC(vw_node *) items; /* IN, HAS */
    vw_path *path;
    vw_term *term;
    vw_related *related;
    vw_typing is;
};

/* A kind with the extent in which a rule looks at it. */
typedef struct {
    const vw_kind *kind;
    vw_extent extent;
} vw_use;

struct vw_rule {
    const vw_kind *population;
    vw_extent extent; /* which records of it are judged */
    vw_node *member;  /* NULL: every record of the kind */
    vw_node *condition;
    VW_VEC(vw_use) uses; /* kinds in which related records are looked for, each extent once */
    size_t member_uses;  /* of those, the first ones: what [member] looks for */
    VW_VEC(const vw_kind *) related;
    vw_parameters_used parameters;
};

/* KIND [ever] [where CONDITION]. [*name] is VW_TOKEN_END when it is missing; [*where] may be NULL.
 */
void vw_rules__parse_population(vw_token *name, bool *ever, vw_node **where,
                                const vw_rule_input *input);
/* NULL only when there was nothing to parse, which was reported. */
vw_node *vw_rules__parse_condition(const vw_rule_input *input);

/* Reports an unknown kind, with the nearest name. */
const vw_kind *vw_rules__find_kind(const vw_rule_input *input, const vw_catalogue *catalogue,
                                   const vw_token *name);
/* Checks [condition] against [rule->population] and completes the tree; notes the related kinds in
 * [rule]. */
void vw_rules__check(vw_rule *rule, const vw_rule_input *input, const vw_catalogue *catalogue,
                     vw_node *condition);

/* The field with the day by which a record is newer or older than another. */
static inline const char *vw_rules__day(const vw_kind *kind)
{
    return kind->nature == VW_EVENT ? "occurred_on" : "effective_from";
}

static inline vw_extent vw_rules__extent(const vw_kind *kind)
{
    return kind->nature == VW_STATE ? VW_ON_DATE : VW_IN_PERIOD;
}

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* Conditions as the property test knows them: made at random, written as text for the compiler, and
 * judged by a second reading of docs/rules.md that shares nothing with the compiler. */
#ifndef VW_TESTS_RULES_EXPRESSION_H
#define VW_TESTS_RULES_EXPRESSION_H

#include "world.h"

typedef enum {
    /* values */
    X_LITERAL, /* as it is written; [value] says what it is worth */
    X_PATH,
    X_NEGATIVE,
    X_ARITHMETIC,
    X_AGGREGATE, /* [word] over [right], a path, of the related records with [left] */
    X_DURATION,  /* [word] between [left] and [right] */
    X_LENGTH,
    /* conditions */
    X_COMPARE,
    X_IN,
    X_BETWEEN,
    X_LIKE,
    X_KNOWN,
    X_IN_PERIOD,
    X_WITHIN,
    X_HAS, /* [left], a list, has [word] of the items: any, all, none */
    X_NOT,
    X_AND,
    X_OR,
    X_RELATED,
    X_PICKED, /* latest, earliest: the newest or oldest with [left] is [right] */
    X_SERIES  /* every [word] of the period has a record with [left] */
} expression_kind;

enum { PATH_MAX_STEPS = 4, ITEMS_MAX = 4 };

typedef struct expression expression;
struct expression {
    expression_kind kind;
    const char *word; /* the operator, the literal's text, the unit, or exists, no, every, count */
    bool negated;     /* not in, not between, not like, is unknown; `before` of within */
    value value;
    int number; /* of a term or a count */
    expression *left, *right, *upper;
    expression *items[ITEMS_MAX];
    size_t item_count;
    /* a path */
    bool from_subject;
    const char *names[PATH_MAX_STEPS];
    size_t name_count;
    /* a related form; [left] is its condition, [right] what follows the colon */
    const vw_kind *related;
    const char *via; /* always known here; NULL with `any` */
    bool any, ever, write_via;
};

/* A condition about records of [kind], for subjects of kind [subject]. */
expression *expression_random(vw_arena *arena, random_source *chance, const vw_catalogue *catalogue,
                              const vw_kind *subject, const vw_kind *kind, int depth);
const char *expression_text(vw_arena *arena, random_source *chance, const expression *x);

/* Where in a text a part of it stands, in bytes; [parent] is a place in the list. */
typedef struct {
    const expression *x;
    size_t parent;
    size_t start, end;
} expression_span;

typedef VW_VEC(expression_span) expression_spans;

/* The same, and the place of each part: the whole is the first. */
const char *expression_text_spans(vw_arena *arena, random_source *chance, const expression *x,
                                  expression_spans *spans);

typedef enum { NO, YES, UNSURE } verdict;

verdict expression_judge(const world *w, const expression *x, const record *subject,
                         const record *at);
/* Was something collected of each kind that the condition looks for? */
bool expression_collected(const world *w, const expression *x);

#endif

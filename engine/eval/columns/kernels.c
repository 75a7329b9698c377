/* SPDX-License-Identifier: EUPL-1.2 */
/* A node's values for a batch of rows, from those of the nodes that it is made of. Loops without
 * branches, which the compiler turns into instructions on many values at once. */
#include "eval/columns/private.h"

#include <math.h>
#include <string.h>

/* Beyond this, whole numbers of SQLite and doubles part ways. */
#define WHOLE_MAX 9007199254740992.0
enum { SECONDS_OF_DAY = 86400 };

typedef struct {
    vw_columns *c;
    vw_col_node *node;
    size_t rows;
} batch;

static const void *from(const batch *b, uint32_t node)
{
    return b->c->nodes.items[node].vector;
}

static vw_col_type type_of(const batch *b, uint32_t node)
{
    return (vw_col_type)b->c->nodes.items[node].key.type;
}

/* ---- comparisons ----------------------------------------------------------------------------- */

/* One loop for each type and sign. A comparison is yes (2) or no (0); and unknown (1) when a side
 * is. */
#define LOOP(is_known, holds)                                                                      \
    for (size_t i = 0; i < rows; i++) {                                                            \
        uint8_t both = (uint8_t)((is_known(a[i])) & (is_known(b[i])));                             \
        out[i] = (uint8_t)(both ? 2 * (holds) : VW_TAKEN_UNKNOWN);                                 \
    }

#define COMPARE(name, value, is_known)                                                             \
    static void name(uint8_t *out, const value *a, const value *b, vw_token_kind op, size_t rows)  \
    {                                                                                              \
        if (op == VW_TOKEN_EQ) {                                                                   \
            LOOP(is_known, a[i] == b[i])                                                           \
        } else if (op == VW_TOKEN_NE) {                                                            \
            LOOP(is_known, a[i] != b[i])                                                           \
        } else if (op == VW_TOKEN_LT) {                                                            \
            LOOP(is_known, a[i] < b[i])                                                            \
        } else if (op == VW_TOKEN_LE) {                                                            \
            LOOP(is_known, a[i] <= b[i])                                                           \
        } else if (op == VW_TOKEN_GT) {                                                            \
            LOOP(is_known, a[i] > b[i])                                                            \
        } else {                                                                                   \
            LOOP(is_known, a[i] >= b[i])                                                           \
        }                                                                                          \
    }

#define TRUTH_KNOWN(v) ((v) != VW_TAKEN_UNKNOWN)
#define SUBJECT_KNOWN(v) ((v) != 0)
#define WORD_KNOWN(v) ((v) != 0)
#define DAY_KNOWN(v) ((v) != VW_DATE_NONE)
#define SECOND_KNOWN(v) ((v) != VW_TAKEN_NO_SECOND)
#define REAL_KNOWN(v) (!isnan(v))

COMPARE(compare_truths, uint8_t, TRUTH_KNOWN)
COMPARE(compare_subjects, uint32_t, SUBJECT_KNOWN)
COMPARE(compare_words, uint16_t, WORD_KNOWN)
COMPARE(compare_days, vw_date, DAY_KNOWN)
COMPARE(compare_seconds, int64_t, SECOND_KNOWN)

/* Spelled out: a comparison of doubles for being equal is meant here. */
static void compare_reals(uint8_t *out, const double *a, const double *b, vw_token_kind op,
                          size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        bool less = a[i]<b[i], more = a[i]> b[i], equal = !less && !more;
        bool holds = op == VW_TOKEN_EQ   ? equal
                     : op == VW_TOKEN_NE ? !equal
                     : op == VW_TOKEN_LT ? less
                     : op == VW_TOKEN_LE ? !more
                     : op == VW_TOKEN_GT ? more
                                         : !less;
        bool known = !isnan(a[i]) && !isnan(b[i]);
        out[i] = (uint8_t)(!known ? VW_TAKEN_UNKNOWN : holds ? VW_TAKEN_YES : VW_TAKEN_NO);
    }
}

static void compare(const batch *b)
{
    const vw_col_key *key = &b->node->key;
    const void *left = from(b, key->a), *right = from(b, key->b);
    vw_token_kind op = (vw_token_kind)key->op;
    switch (type_of(b, key->a)) {
    case VW_TAKE_TRUTH:
        compare_truths(b->node->vector, left, right, op, b->rows);
        break;
    case VW_TAKE_SUBJECT:
        compare_subjects(b->node->vector, left, right, op, b->rows);
        break;
    case VW_TAKE_WORD:
        compare_words(b->node->vector, left, right, op, b->rows);
        break;
    case VW_TAKE_DAY:
        compare_days(b->node->vector, left, right, op, b->rows);
        break;
    case VW_TAKE_NUMBER:
    case VW_TAKE_SECOND:
        compare_seconds(b->node->vector, left, right, op, b->rows);
        break;
    case VW_TAKE_REAL:
        compare_reals(b->node->vector, left, right, op, b->rows);
        break;
    }
}

#define KNOWN(name, value, is_known)                                                               \
    static void name(uint8_t *out, const value *a, size_t rows)                                    \
    {                                                                                              \
        for (size_t i = 0; i < rows; i++) {                                                        \
            out[i] = (uint8_t)(2 * (is_known(a[i])));                                              \
        }                                                                                          \
    }

KNOWN(known_truths, uint8_t, TRUTH_KNOWN)
KNOWN(known_subjects, uint32_t, SUBJECT_KNOWN)
KNOWN(known_words, uint16_t, WORD_KNOWN)
KNOWN(known_days, vw_date, DAY_KNOWN)
KNOWN(known_seconds, int64_t, SECOND_KNOWN)
KNOWN(known_reals, double, REAL_KNOWN)

static void known(const batch *b)
{
    const void *of = from(b, b->node->key.a);
    switch (type_of(b, b->node->key.a)) {
    case VW_TAKE_TRUTH:
        known_truths(b->node->vector, of, b->rows);
        break;
    case VW_TAKE_SUBJECT:
        known_subjects(b->node->vector, of, b->rows);
        break;
    case VW_TAKE_WORD:
        known_words(b->node->vector, of, b->rows);
        break;
    case VW_TAKE_DAY:
        known_days(b->node->vector, of, b->rows);
        break;
    case VW_TAKE_NUMBER:
    case VW_TAKE_SECOND:
        known_seconds(b->node->vector, of, b->rows);
        break;
    case VW_TAKE_REAL:
        known_reals(b->node->vector, of, b->rows);
        break;
    }
}

/* ---- three values ---------------------------------------------------------------------------- */

static void both(const batch *b)
{
    const uint8_t *left = from(b, b->node->key.a), *right = from(b, b->node->key.b);
    uint8_t *out = b->node->vector;
    for (size_t i = 0; i < b->rows; i++) {
        out[i] = left[i] < right[i] ? left[i] : right[i];
    }
}

static void either(const batch *b)
{
    const uint8_t *left = from(b, b->node->key.a), *right = from(b, b->node->key.b);
    uint8_t *out = b->node->vector;
    for (size_t i = 0; i < b->rows; i++) {
        out[i] = left[i] > right[i] ? left[i] : right[i];
    }
}

static void opposite(const batch *b)
{
    const uint8_t *of = from(b, b->node->key.a);
    uint8_t *out = b->node->vector;
    for (size_t i = 0; i < b->rows; i++) {
        out[i] = (uint8_t)(VW_TAKEN_YES - of[i]);
    }
}

/* ---- dates ----------------------------------------------------------------------------------- */

static void add_days(const batch *b)
{
    const vw_date *of = from(b, b->node->key.a);
    vw_date *out = b->node->vector;
    vw_date last = vw_date_of(9999, 12, 31), most = last - (vw_date)b->node->key.number;
    for (size_t i = 0; i < b->rows; i++) {
        bool fits = of[i] != VW_DATE_NONE && of[i] <= most;
        out[i] = fits ? of[i] + (vw_date)b->node->key.number : VW_DATE_NONE;
    }
}

/* A batch has few different dates in a row: the last one is remembered. SQL finds the end by way of
 * the first day of the month behind it, which December 9999 does not have. */
static void add_months(const batch *b)
{
    const vw_date *of = from(b, b->node->key.a);
    vw_date *out = b->node->vector;
    vw_date most = vw_date_of(9999, 11, 30), start = VW_DATE_NONE, end = VW_DATE_NONE;
    for (size_t i = 0; i < b->rows; i++) {
        if (of[i] != start) {
            start = of[i];
            end = start == VW_DATE_NONE ? VW_DATE_NONE
                                        : vw_date_add_months(start, (int)b->node->key.number);
            end = end <= most ? end : VW_DATE_NONE;
        }
        out[i] = end;
    }
}

static void add_seconds(const batch *b)
{
    const int64_t *of = from(b, b->node->key.a);
    int64_t *out = b->node->vector;
    for (size_t i = 0; i < b->rows; i++) {
        out[i] = of[i] == VW_TAKEN_NO_SECOND ? VW_TAKEN_NO_SECOND : of[i] + b->node->key.number;
    }
}

static void day_of(const batch *b)
{
    const int64_t *of = from(b, b->node->key.a);
    vw_date *out = b->node->vector;
    for (size_t i = 0; i < b->rows; i++) {
        int64_t day = of[i] / SECONDS_OF_DAY - (of[i] % SECONDS_OF_DAY < 0);
        out[i] = of[i] == VW_TAKEN_NO_SECOND ? VW_DATE_NONE : (vw_date)day;
    }
}

/* ---- numbers --------------------------------------------------------------------------------- */

static double calculated(vw_token_kind op, double a, double b)
{
    if (op == VW_TOKEN_PLUS || op == VW_TOKEN_MINUS) {
        return op == VW_TOKEN_PLUS ? a + b : a - b;
    }
    if (op == VW_TOKEN_STAR) {
        return a * b;
    }
    return b < 0 || b > 0 ? a / b : NAN;
}

/* What leaves the whole numbers that a double holds is odd, and so is what is no number. */
static void arithmetic(const batch *b)
{
    const double *left = from(b, b->node->key.a), *right = from(b, b->node->key.b);
    double *out = b->node->vector;
    vw_token_kind op = (vw_token_kind)b->node->key.op;
    for (size_t i = 0; i < b->rows; i++) {
        bool given = !isnan(left[i]) && !isnan(right[i]);
        out[i] = given ? calculated(op, left[i], right[i]) : NAN;
        b->node->odd = b->node->odd || fabs(out[i]) > WHOLE_MAX;
    }
}

static void negative(const batch *b)
{
    const double *of = from(b, b->node->key.a);
    double *out = b->node->vector;
    for (size_t i = 0; i < b->rows; i++) {
        out[i] = -of[i];
    }
}

/* ---- other tables ---------------------------------------------------------------------------- */

static void places(const batch *b)
{
    const uint32_t *of = from(b, b->node->key.a);
    const vw_places *in = &b->c->tables.items[b->node->key.b].places;
    uint32_t *out = b->node->vector;
    for (size_t i = 0; i < b->rows; i++) {
        out[i] = vw_columns__place(in, of[i]);
    }
}

#define GATHER(value, missing)                                                                     \
    for (size_t i = 0; i < b->rows; i++) {                                                         \
        ((value *)b->node->vector)[i] =                                                            \
            at[i] != VW_NOTHING ? ((const value *)output->array)[at[i]] : (missing);               \
    }

static void unknown_is_no(uint8_t *truths, size_t rows)
{
    for (size_t i = 0; i < rows; i++) {
        truths[i] = truths[i] == VW_TAKEN_YES ? VW_TAKEN_YES : VW_TAKEN_NO;
    }
}

static void gather(const batch *b)
{
    const vw_col_output *output = &b->c->outputs.items[b->node->key.b];
    const uint32_t *at = from(b, b->node->key.a);
    switch ((vw_col_type)b->node->key.type) {
    case VW_TAKE_TRUTH:
        GATHER(uint8_t, VW_TAKEN_UNKNOWN)
        if (b->node->key.op != 0) {
            unknown_is_no(b->node->vector, b->rows);
        }
        break;
    case VW_TAKE_SUBJECT:
        GATHER(uint32_t, 0)
        break;
    case VW_TAKE_WORD:
        GATHER(uint16_t, 0)
        break;
    case VW_TAKE_DAY:
        GATHER(vw_date, VW_DATE_NONE)
        break;
    case VW_TAKE_NUMBER:
    case VW_TAKE_SECOND:
        GATHER(int64_t, VW_TAKEN_NO_SECOND)
        break;
    case VW_TAKE_REAL:
        GATHER(double, NAN)
        break;
    }
}

static void gathered(const batch *b, const uint32_t *own)
{
    /* of bit 1, some yes, and bit 2, some unknown */
    static const uint8_t truths[] = {VW_TAKEN_NO, VW_TAKEN_YES, VW_TAKEN_UNKNOWN, VW_TAKEN_YES};
    const uint8_t *array = b->c->outputs.items[b->node->key.b].array;
    uint8_t *out = b->node->vector;
    for (size_t i = 0; i < b->rows; i++) {
        out[i] = own[i] == VW_NOTHING ? VW_TAKEN_UNKNOWN
                                      : truths[array[own[i] >> 2] >> (own[i] & 3) * 2 & 3];
    }
}

/* As count_verdict of rules/sql.c: certain, whatever the unknown records turn out to be. */
static uint8_t count_truth(vw_token_kind op, uint64_t least, uint64_t most, uint64_t n)
{
    bool yes, no;
    switch ((int)op) {
    case VW_TOKEN_EQ:
    case VW_TOKEN_NE:
        yes = least == n && most == n;
        no = most < n || least > n;
        if (op == VW_TOKEN_NE) {
            bool swap = yes;
            yes = no;
            no = swap;
        }
        break;
    case VW_TOKEN_GE:
        yes = least >= n;
        no = most < n;
        break;
    case VW_TOKEN_GT:
        yes = least > n;
        no = most <= n;
        break;
    case VW_TOKEN_LE:
        yes = most <= n;
        no = least > n;
        break;
    default:
        yes = most < n;
        no = least >= n;
        break;
    }
    return yes ? VW_TAKEN_YES : no ? VW_TAKEN_NO : VW_TAKEN_UNKNOWN;
}

static void counted(const batch *b, const uint32_t *own)
{
    const vw_col_count *array = b->c->outputs.items[b->node->key.b].array;
    uint8_t *out = b->node->vector;
    for (size_t i = 0; i < b->rows; i++) {
        vw_col_count count = own[i] != VW_NOTHING ? array[own[i]] : (vw_col_count){0, 0};
        out[i] = count_truth((vw_token_kind)b->node->key.op, count.yes,
                             (uint64_t)count.yes + count.unknown, (uint64_t)b->node->key.number);
    }
}

/* As vw_sql__picked of rules/sql_over.c: which record is picked may be open. It meets what is asked
 * when each that is not sure to is older than one that is surely meant; and does not when each that
 * may is. */
static uint8_t picked_truth(vw_col_ends ends)
{
    const bool some = ends.certain != VW_COL_NEVER;
    const bool met = some && ends.not_met < ends.certain;
    const bool unmet = ends.not_unmet == VW_COL_NEVER || (some && ends.not_unmet < ends.certain);
    return met ? VW_TAKEN_YES : unmet ? VW_TAKEN_NO : VW_TAKEN_UNKNOWN;
}

static void picked(const batch *b, const uint32_t *own)
{
    const vw_col_ends *array = b->c->outputs.items[b->node->key.b].array;
    uint8_t *out = b->node->vector;
    for (size_t i = 0; i < b->rows; i++) {
        out[i] = own[i] != VW_NOTHING ? picked_truth(array[own[i]]) : VW_TAKEN_UNKNOWN;
    }
}

/* ---- the same for every row ------------------------------------------------------------------ */

static void constant(const batch *b)
{
    const vw_col_key *key = &b->node->key;
    for (size_t i = 0; i < b->rows; i++) {
        switch ((vw_col_type)key->type) {
        case VW_TAKE_TRUTH:
            ((uint8_t *)b->node->vector)[i] = (uint8_t)key->number;
            break;
        case VW_TAKE_SUBJECT:
            ((uint32_t *)b->node->vector)[i] = (uint32_t)key->number;
            break;
        case VW_TAKE_WORD:
            ((uint16_t *)b->node->vector)[i] = (uint16_t)key->number;
            break;
        case VW_TAKE_DAY:
            ((vw_date *)b->node->vector)[i] = (vw_date)key->number;
            break;
        case VW_TAKE_NUMBER:
        case VW_TAKE_SECOND:
            ((int64_t *)b->node->vector)[i] = key->number;
            break;
        case VW_TAKE_REAL:
            memcpy((double *)b->node->vector + i, &key->number, sizeof key->number);
            break;
        }
    }
}

static void any(const batch *b)
{
    const vw_col_output *output = &b->c->outputs.items[b->node->key.b];
    uint8_t truth = output->any_yes       ? VW_TAKEN_YES
                    : output->any_unknown ? VW_TAKEN_UNKNOWN
                                          : VW_TAKEN_NO;
    if (b->node->key.kind == VW_COL_ANY_PICKED) {
        truth = picked_truth(*(const vw_col_ends *)output->array);
    }
    if (b->node->key.kind == VW_COL_ANY_COUNTED) {
        truth = count_truth((vw_token_kind)b->node->key.op, output->yes_rows,
                            output->yes_rows + output->unknown_rows, (uint64_t)b->node->key.number);
    }
    for (size_t i = 0; i < b->rows; i++) {
        ((uint8_t *)b->node->vector)[i] = truth;
    }
}

/* Of a subject that is unknown nothing is certain, but that what no record can meet is not met. */
static void keyed(const batch *b)
{
    const vw_col_output *output = &b->c->outputs.items[b->node->key.b];
    const uint32_t *of = from(b, b->node->key.a);
    uint8_t *out = b->node->vector;
    for (size_t i = 0; i < b->rows; i++) {
        uint32_t bits = of[i] != 0 ? vw_columns__keyed_slot(b->c, output, of[i])->bits : 0;
        bool unsure = of[i] != 0 ? output->any_unknown || bits != 0 : output->any_yes;
        out[i] = (uint8_t)((bits & 1) != 0 ? VW_TAKEN_YES
                           : unsure        ? VW_TAKEN_UNKNOWN
                                           : VW_TAKEN_NO);
    }
}

bool vw_columns__same(const vw_col_node *node)
{
    return node->key.kind == VW_COL_CONSTANT || node->key.kind == VW_COL_ANY ||
           node->key.kind == VW_COL_ANY_COUNTED || node->key.kind == VW_COL_ANY_PICKED;
}

void vw_columns__compute(vw_columns *c, vw_col_node *node, const uint32_t *own, size_t rows)
{
    batch b = {c, node, rows};
    switch ((vw_col_node_kind)node->key.kind) {
    case VW_COL_FIELD:
        break; /* its vector is what the column was read into */
    case VW_COL_CONSTANT:
        constant(&b);
        break;
    case VW_COL_PLACE:
        places(&b);
        break;
    case VW_COL_GATHER:
        gather(&b);
        break;
    case VW_COL_GATHERED:
        gathered(&b, own);
        break;
    case VW_COL_COUNTED:
        counted(&b, own);
        break;
    case VW_COL_ANY:
    case VW_COL_ANY_COUNTED:
    case VW_COL_ANY_PICKED:
        any(&b);
        break;
    case VW_COL_PICKED:
        picked(&b, own);
        break;
    case VW_COL_KEYED_AT:
        keyed(&b);
        break;
    case VW_COL_KNOWN:
        known(&b);
        break;
    case VW_COL_COMPARE:
        compare(&b);
        break;
    case VW_COL_AND:
        both(&b);
        break;
    case VW_COL_OR:
        either(&b);
        break;
    case VW_COL_NOT:
        opposite(&b);
        break;
    case VW_COL_ADD_DAYS:
        add_days(&b);
        break;
    case VW_COL_ADD_MONTHS:
        add_months(&b);
        break;
    case VW_COL_ADD_SECONDS:
        add_seconds(&b);
        break;
    case VW_COL_DAY_OF:
        day_of(&b);
        break;
    case VW_COL_NEGATIVE:
        negative(&b);
        break;
    case VW_COL_ARITHMETIC:
        arithmetic(&b);
        break;
    }
}

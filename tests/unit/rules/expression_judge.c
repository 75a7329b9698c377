/* SPDX-License-Identifier: EUPL-1.2 */
/* docs/rules.md read a second time, slowly and without SQL. */
#include "expression_judge.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const value unknown = {.known = false};

/* -- Values ----------------------------------------------------------------------------------- */

static value follow(const spot *s, const expression *x)
{
    const record *at = x->from_subject ? s->subject : s->at;
    for (size_t i = 0; i + 1 < x->name_count; i++) {
        const vw_field *field = vw_kind_field(at->kind, x->names[i]);
        value key = world_field(at, x->names[i]);
        if (!key.known) {
            return unknown;
        }
        const vw_kind *kind = vw_catalogue_find(s->world->catalogue, field->to);
        at = world_find(s->world, kind, key.text,
                        kind->nature == VW_STATE ? COUNTS_NOW : COUNTS_EVER);
        if (at == NULL) {
            return unknown;
        }
    }
    return world_field(at, x->names[x->name_count - 1]);
}

static value calculate(char sign, value a, value b)
{
    if (!a.known || !b.known || (sign == '/' && !(b.number < 0 || b.number > 0))) {
        return unknown;
    }
    double number = sign == '+'   ? a.number + b.number
                    : sign == '-' ? a.number - b.number
                    : sign == '*' ? a.number * b.number
                                  : a.number / b.number;
    return (value){true, true, number, NULL};
}

value expression_worth(const spot *s, const expression *x)
{
    if (x->kind == X_PATH) {
        return follow(s, x);
    }
    if (x->kind == X_NEGATIVE) {
        return calculate('-', (value){true, true, 0, NULL}, expression_worth(s, x->left));
    }
    if (x->kind == X_ARITHMETIC) {
        return calculate(x->word[0], expression_worth(s, x->left), expression_worth(s, x->right));
    }
    if (x->kind != X_LITERAL) {
        return over_worth(s, x);
    }
    if (x->value.known) {
        return x->value;
    }
    const char *day = strcmp(x->word, "as_of") == 0          ? s->world->as_of
                      : strcmp(x->word, "period_start") == 0 ? s->world->period_from
                                                             : s->world->period_until;
    return (value){true, false, 0, day};
}

/* -- Three values ----------------------------------------------------------------------------- */

static verdict truth(bool holds)
{
    return holds ? YES : NO;
}

static verdict opposite(verdict v)
{
    return v == UNSURE ? UNSURE : truth(v == NO);
}

static verdict both(verdict a, verdict b)
{
    return a == NO || b == NO ? NO : a == YES && b == YES ? YES : UNSURE;
}

static verdict either(verdict a, verdict b)
{
    return opposite(both(opposite(a), opposite(b)));
}

static verdict relation(value a, value b, const char *sign)
{
    if (!a.known || !b.known) {
        return UNSURE;
    }
    int order =
        a.is_number ? (a.number > b.number) - (a.number < b.number) : strcmp(a.text, b.text);
    bool less = order < 0, equal = order == 0;
    return truth(strcmp(sign, "=") == 0    ? equal
                 : strcmp(sign, "<>") == 0 ? !equal
                 : strcmp(sign, "<") == 0  ? less
                 : strcmp(sign, "<=") == 0 ? less || equal
                 : strcmp(sign, ">") == 0  ? !less && !equal
                                           : !less);
}

/* -- Dates ------------------------------------------------------------------------------------ */

calendar calendar_of(const char *text)
{
    calendar date = {0, 0, 0};
    sscanf(text, "%4d-%2d-%2d", &date.year, &date.month, &date.day);
    return date;
}

static int days_in(int year, int month)
{
    bool leap = (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
    return month == 2                                              ? (leap ? 29 : 28)
           : month == 4 || month == 6 || month == 9 || month == 11 ? 30
                                                                   : 31;
}

/* Day by day, month by month: slow and plain. */
long calendar_days(calendar date)
{
    long days = date.day;
    for (int year = 2000; year < date.year; year++) {
        for (int month = 1; month <= 12; month++) {
            days += days_in(year, month);
        }
    }
    for (int month = 1; month < date.month; month++) {
        days += days_in(date.year, month);
    }
    return days;
}

long calendar_seconds(const char *instant)
{
    int hour = 0, minute = 0, second = 0;
    sscanf(instant + 11, "%2d:%2d:%2d", &hour, &minute, &second);
    return ((calendar_days(calendar_of(instant)) * 24 + hour) * 60 + minute) * 60 + second;
}

calendar calendar_next(calendar date)
{
    date.day++;
    if (date.day > days_in(date.year, date.month)) {
        date.day = 1;
        date.month++;
    }
    if (date.month > 12) {
        date.month = 1;
        date.year++;
    }
    return date;
}

static calendar months_later(calendar date, int months)
{
    for (int i = 0; i < months; i++) {
        date.year += date.month == 12;
        date.month = date.month == 12 ? 1 : date.month + 1;
    }
    int last = days_in(date.year, date.month);
    date.day = date.day > last ? last : date.day;
    return date;
}

static verdict term(const spot *s, const expression *x)
{
    value first = expression_worth(s, x->negated ? x->left : x->right);
    value second = expression_worth(s, x->negated ? x->right : x->left);
    if (!first.known || !second.known) {
        return UNSURE;
    }
    if (strcmp(x->word, "hours") == 0) {
        long passed = calendar_seconds(second.text) - calendar_seconds(first.text);
        return truth(passed >= 0 && passed <= x->number * 3600L);
    }
    calendar from = calendar_of(first.text);
    long start = calendar_days(from), end = start + x->number;
    if (strcmp(x->word, "days") != 0) {
        int months = strcmp(x->word, "years") == 0 ? 12 * x->number : x->number;
        end = calendar_days(months_later(from, months));
    }
    long then = calendar_days(calendar_of(second.text));
    return truth(then >= start && then <= end);
}

static verdict in_period(const spot *s, const expression *x)
{
    value moment = expression_worth(s, x->left);
    if (!moment.known) {
        return UNSURE;
    }
    return truth(strncmp(moment.text, s->world->period_from, 10) >= 0 &&
                 strncmp(moment.text, s->world->period_until, 10) <= 0);
}

/* -- Texts and lists -------------------------------------------------------------------------- */

static char small(char c)
{
    return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

/* A character of UTF-8 may have more bytes: those that continue it begin with the bits 10. */
static const char *next(const char *text)
{
    do {
        text++;
    } while (((unsigned char)*text & 0xC0u) == 0x80u);
    return text;
}

static bool alike(const char *text, const char *pattern)
{
    if (*pattern == '\0') {
        return *text == '\0';
    }
    if (*pattern == '%') {
        return alike(text, pattern + 1) || (*text != '\0' && alike(next(text), pattern));
    }
    if (*text == '\0') {
        return false;
    }
    return *pattern == '_' ? alike(next(text), pattern + 1)
                           : small(*text) == small(*pattern) && alike(text + 1, pattern + 1);
}

static verdict like(const spot *s, const expression *x)
{
    value text = expression_worth(s, x->left);
    return text.known ? truth(alike(text.text, x->right->value.text)) : UNSURE;
}

static verdict in_list(const spot *s, const expression *x)
{
    verdict found = NO;
    for (size_t i = 0; i < x->item_count; i++) {
        found = either(
            found, relation(expression_worth(s, x->left), expression_worth(s, x->items[i]), "="));
    }
    return found;
}

static bool list_has(const char *list, const char *item)
{
    size_t length = strlen(item);
    for (const char *at = list; at != NULL; at = strchr(at, '|')) {
        at += at > list ? 1 : 0;
        if (strncmp(at, item, length) == 0 && (at[length] == '|' || at[length] == '\0')) {
            return true;
        }
    }
    return false;
}

static verdict has(const spot *s, const expression *x)
{
    value list = expression_worth(s, x->left);
    size_t found = 0;
    if (!list.known) {
        return UNSURE;
    }
    bool empty = strcmp(list.text, "none") == 0;
    for (size_t i = 0; i < x->item_count && !empty; i++) {
        found += list_has(list.text, x->items[i]->value.text);
    }
    if (x->item_count == 0) {
        return truth(empty);
    }
    return truth(strcmp(x->word, "any") == 0   ? found > 0
                 : strcmp(x->word, "all") == 0 ? found == x->item_count
                                               : found == 0);
}

/* -- Related records -------------------------------------------------------------------------- */

bool expression_is_related(const spot *s, const expression *x, const record *r)
{
    if (r->kind != x->related || !world_counts(s->world, r, x->ever ? COUNTS_EVER : COUNTS_NOW)) {
        return false;
    }
    if (x->any) {
        return true;
    }
    value key = world_field(r, x->via);
    return key.known && strcmp(key.text, s->at->key) == 0;
}

/* Tried out: whatever the unknown records turn out to be. */
static verdict count(const expression *x, int certain, int unsure)
{
    bool ever_true = false, ever_false = false;
    for (int n = certain; n <= certain + unsure; n++) {
        value a = {true, true, n, NULL}, b = {true, true, x->number, NULL};
        verdict v = relation(a, b, x->names[0]);
        ever_true = ever_true || v == YES;
        ever_false = ever_false || v == NO;
    }
    return ever_true && ever_false ? UNSURE : truth(ever_true);
}

static verdict related(const spot *s, const expression *x)
{
    int yes = 0, unsure = 0;
    bool every = strcmp(x->word, "every") == 0;
    for (size_t i = 0; i < s->world->records.count; i++) {
        const record *r = &s->world->records.items[i];
        spot inner = {s->world, s->subject, r};
        if (!expression_is_related(s, x, r)) {
            continue;
        }
        verdict v = x->left != NULL ? expression_truth(&inner, x->left) : YES;
        v = every ? both(v, opposite(expression_truth(&inner, x->right))) : v;
        yes += v == YES;
        unsure += v == UNSURE;
    }
    if (strcmp(x->word, "count") == 0) {
        return count(x, yes, unsure);
    }
    verdict some = yes > 0 ? YES : unsure > 0 ? UNSURE : NO;
    return strcmp(x->word, "exists") == 0 ? some : opposite(some);
}

/* -- Conditions ------------------------------------------------------------------------------- */

static verdict plain(const spot *s, const expression *x)
{
    switch (x->kind) {
    case X_COMPARE:
        return relation(expression_worth(s, x->left), expression_worth(s, x->right), x->word);
    case X_IN:
        return in_list(s, x);
    case X_BETWEEN:
        return both(relation(expression_worth(s, x->left), expression_worth(s, x->right), ">="),
                    relation(expression_worth(s, x->left), expression_worth(s, x->upper), "<="));
    case X_LIKE:
        return like(s, x);
    case X_HAS:
        return has(s, x);
    case X_KNOWN:
        return truth(expression_worth(s, x->left).known);
    case X_IN_PERIOD:
        return in_period(s, x);
    case X_AND:
        return both(expression_truth(s, x->left), expression_truth(s, x->right));
    case X_OR:
        return either(expression_truth(s, x->left), expression_truth(s, x->right));
    case X_NOT:
        return opposite(expression_truth(s, x->left));
    case X_RELATED:
        return related(s, x);
    case X_PICKED:
    case X_SERIES:
        return over_truth(s, x);
    case X_LITERAL:
    case X_PATH:
    case X_NEGATIVE:
    case X_ARITHMETIC:
    case X_AGGREGATE:
    case X_DURATION:
    case X_LENGTH:
    case X_WITHIN:
        break;
    }
    value yes = expression_worth(s, x);
    return yes.known ? truth(yes.number > 0) : UNSURE;
}

verdict expression_truth(const spot *s, const expression *x)
{
    if (x->kind == X_WITHIN) {
        return term(s, x);
    }
    return x->negated ? opposite(plain(s, x)) : plain(s, x);
}

verdict expression_judge(const world *w, const expression *x, const record *subject,
                         const record *at)
{
    const spot s = {w, subject, at};
    return expression_truth(&s, x);
}

bool expression_collected(const world *w, const expression *x)
{
    if (x == NULL) {
        return true;
    }
    if (x->related != NULL && !world_collected(w, x->related, x->ever ? COUNTS_EVER : COUNTS_NOW)) {
        return false;
    }
    for (size_t i = 0; i < x->item_count; i++) {
        if (!expression_collected(w, x->items[i])) {
            return false;
        }
    }
    return expression_collected(w, x->left) && expression_collected(w, x->right) &&
           expression_collected(w, x->upper);
}

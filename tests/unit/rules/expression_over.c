/* SPDX-License-Identifier: EUPL-1.2 */
/* docs/rules.md read a second time: values over related records, the newest and oldest of them,
 * series, durations and lengths. */
#include "expression_judge.h"

#include <string.h>

static const value unknown = {.known = false};

/* -- Values ----------------------------------------------------------------------------------- */

static bool goes_before(value a, value b)
{
    return a.is_number ? a.number < b.number : strcmp(a.text, b.text) < 0;
}

static bool is_word(const expression *x, const char *word)
{
    return strcmp(x->word, word) == 0;
}

static value aggregate(const spot *s, const expression *x)
{
    bool least = is_word(x, "min") || is_word(x, "earliest");
    value number = {true, true, 0, NULL}, best = unknown;
    for (size_t i = 0; i < s->world->records.count; i++) {
        const record *r = &s->world->records.items[i];
        const spot inner = {s->world, s->subject, r};
        if (!expression_is_related(s, x, r)) {
            continue;
        }
        verdict matches = x->left != NULL ? expression_truth(&inner, x->left) : YES;
        if (matches == NO) {
            continue;
        }
        value one = {true, true, 1, NULL};
        if (x->right != NULL) {
            one = expression_worth(&inner, x->right);
        }
        if (matches == UNSURE || !one.known) {
            return unknown;
        }
        number.number += one.number;
        if (!best.known || (least ? goes_before(one, best) : goes_before(best, one))) {
            best = one;
        }
    }
    return is_word(x, "sum") || is_word(x, "count") ? number : best;
}

static value duration(const spot *s, const expression *x)
{
    value a = expression_worth(s, x->left), b = expression_worth(s, x->right);
    if (!a.known || !b.known) {
        return unknown;
    }
    if (is_word(x, "hours")) {
        long seconds = calendar_seconds(b.text) - calendar_seconds(a.text);
        return (value){true, true, (double)seconds / 3600, NULL};
    }
    long days = calendar_days(calendar_of(b.text)) - calendar_days(calendar_of(a.text));
    return (value){true, true, (double)days, NULL};
}

/* Each byte that does not continue a character begins one. */
static value length(const spot *s, const expression *x)
{
    value text = expression_worth(s, x->left), count = {true, true, 0, NULL};
    if (!text.known) {
        return unknown;
    }
    for (const char *c = text.text; *c != '\0'; c++) {
        count.number += ((unsigned char)*c & 0xC0u) != 0x80u;
    }
    return count;
}

value over_worth(const spot *s, const expression *x)
{
    return x->kind == X_AGGREGATE  ? aggregate(s, x)
           : x->kind == X_DURATION ? duration(s, x)
                                   : length(s, x);
}

/* -- The newest, the oldest ------------------------------------------------------------------- */

/* Is [day] nearer to what is asked for than [other]? */
static bool nearer(const expression *x, const char *day, const char *other)
{
    return is_word(x, "latest") ? strcmp(day, other) > 0 : strcmp(day, other) < 0;
}

static verdict picked(const spot *s, const expression *x)
{
    const char *certain = NULL;
    bool all_true = true, all_false = true;
    for (int round = 0; round < 2; round++) {
        for (size_t i = 0; i < s->world->records.count; i++) {
            const record *r = &s->world->records.items[i];
            const spot inner = {s->world, s->subject, r};
            if (!expression_is_related(s, x, r)) {
                continue;
            }
            const char *day = r->values[0]; /* effective_from or occurred_on */
            verdict a = x->left != NULL ? expression_truth(&inner, x->left) : YES;
            if (round == 0) {
                certain = a == YES && (certain == NULL || nearer(x, day, certain)) ? day : certain;
            } else if (a != NO && (certain == NULL || !nearer(x, certain, day))) {
                verdict b = expression_truth(&inner, x->right);
                all_true = all_true && b == YES;
                all_false = all_false && b == NO;
            }
        }
    }
    return certain != NULL && all_true ? YES : all_false ? NO : UNSURE;
}

/* -- Series ----------------------------------------------------------------------------------- */

/* Monday is 0. */
static long weekday(calendar date)
{
    const calendar monday = {2024, 1, 1};
    long apart = (calendar_days(date) - calendar_days(monday)) % 7;
    return apart < 0 ? apart + 7 : apart;
}

static bool begins(const expression *x, calendar date)
{
    return is_word(x, "week")      ? weekday(date) == 0
           : is_word(x, "month")   ? date.day == 1
           : is_word(x, "quarter") ? date.day == 1 && date.month % 3 == 1
                                   : date.day == 1 && date.month == 1;
}

static verdict has_record(const spot *s, const expression *x, long first, long last)
{
    verdict found = NO;
    for (size_t i = 0; i < s->world->records.count; i++) {
        const record *r = &s->world->records.items[i];
        const spot inner = {s->world, s->subject, r};
        if (!expression_is_related(s, x, r)) {
            continue;
        }
        long day = calendar_days(calendar_of(r->values[0]));
        verdict v = x->left != NULL ? expression_truth(&inner, x->left) : YES;
        if (day >= first && day <= last && found != YES && v != NO) {
            found = v;
        }
    }
    return found;
}

/* Day by day: where a unit begins, and where the next one does. */
static verdict series(const spot *s, const expression *x)
{
    long until = calendar_days(calendar_of(s->world->period_until));
    bool any = false, gap = false, unsure = false;
    calendar day = calendar_of(s->world->period_from);
    for (; calendar_days(day) <= until; day = calendar_next(day)) {
        if (!begins(x, day)) {
            continue;
        }
        calendar next = calendar_next(day);
        while (!begins(x, next)) {
            next = calendar_next(next);
        }
        if (calendar_days(next) - 1 > until) {
            break;
        }
        verdict v = has_record(s, x, calendar_days(day), calendar_days(next) - 1);
        any = true;
        gap = gap || v == NO;
        unsure = unsure || v == UNSURE;
    }
    return !any ? UNSURE : gap ? NO : unsure ? UNSURE : YES;
}

verdict over_truth(const spot *s, const expression *x)
{
    return x->kind == X_PICKED ? picked(s, x) : series(s, x);
}

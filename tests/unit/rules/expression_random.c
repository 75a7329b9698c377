/* SPDX-License-Identifier: EUPL-1.2 */
/* Conditions that the language allows, of every form. */
#include "expression.h"

#include <stdlib.h>
#include <string.h>

typedef struct {
    vw_arena *arena;
    random_source *chance;
    const vw_catalogue *catalogue;
    const vw_kind *subject, *kind;
    int levels; /* of related records that it stands in */
} scope;

#define ONE_OF(s, array) (array)[chance_below((s)->chance, sizeof(array) / sizeof *(array))]

static expression *node(const scope *s, expression_kind kind, const char *word)
{
    expression *x = VW_NEW(s->arena, expression);
    x->kind = kind;
    x->word = word;
    return x;
}

static bool wanted(const vw_field *field, vw_type type, const char *to)
{
    /* hours and days are different units: those days are never compared here */
    bool unit = field->unit != NULL && strcmp(field->unit, "day") == 0;
    bool numbers = type == VW_TYPE_NUMBER && field->type == VW_TYPE_INTEGER;
    return !unit && (field->type == type || numbers) &&
           (to == NULL || type != VW_TYPE_REF || strcmp(field->to, to) == 0);
}

static const vw_field *pick_field(const scope *s, const vw_kind *kind, vw_type type, const char *to)
{
    size_t first = chance_below(s->chance, kind->field_count);
    for (size_t i = 0; i < kind->field_count; i++) {
        const vw_field *field = &kind->fields[(first + i) % kind->field_count];
        if (wanted(field, type, to)) {
            return field;
        }
    }
    return NULL;
}

/* A path to a field of [type]; NULL when chance finds none. [*field] is NULL when it ends in a key.
 */
static expression *path(const scope *s, vw_type type, const char *to, const vw_field **field)
{
    expression *x = node(s, X_PATH, NULL);
    x->from_subject = chance_of(s->chance, 20);
    const vw_kind *kind = x->from_subject ? s->subject : s->kind;
    for (;;) {
        const vw_field *step = pick_field(s, kind, VW_TYPE_REF, NULL);
        *field = pick_field(s, kind, type, to);
        bool onward = step != NULL && x->name_count + 1 < PATH_MAX_STEPS;
        if (onward && chance_of(s->chance, *field == NULL ? 90 : 20)) {
            x->names[x->name_count++] = step->name;
            kind = vw_catalogue_find(s->catalogue, step->to);
            continue;
        }
        if (type == VW_TYPE_TEXT && (*field == NULL || chance_of(s->chance, 20))) {
            *field = NULL;
            x->names[x->name_count++] = kind->key;
            return x;
        }
        if (*field == NULL) {
            return NULL;
        }
        x->names[x->name_count++] = (*field)->name;
        return x;
    }
}

static expression *literal(const scope *s, const char *word, value worth)
{
    expression *x = node(s, X_LITERAL, word);
    x->value = worth;
    return x;
}

static expression *text_literal(const scope *s, const char *text)
{
    vw_buf quoted = {.arena = s->arena};
    vw_buf_add(&quoted, "'");
    for (const char *c = text; *c != '\0'; c++) {
        vw_buf_addn(&quoted, c, 1);
        vw_buf_add(&quoted, *c == '\'' ? "'" : "");
    }
    vw_buf_add(&quoted, "'");
    return literal(s, vw_buf_text(&quoted), (value){true, false, 0, text});
}

static bool leads_to(const vw_field *field, const vw_kind *kind)
{
    return field->type == VW_TYPE_REF && strcmp(field->to, kind->name) == 0;
}

/* How [x->related] is related to the scope's kind: by its one reference, by one of several, or any.
 */
static void relate(const scope *s, expression *x)
{
    size_t count = 0;
    for (size_t i = 0; i < x->related->field_count; i++) {
        const vw_field *field = &x->related->fields[i];
        if (leads_to(field, s->kind) && chance_below(s->chance, ++count) == 0) {
            x->via = field->name;
        }
    }
    x->any = count == 0 || chance_of(s->chance, 10);
    x->write_via = count > 1 || chance_of(s->chance, 20);
}

/* Looks at records of some kind, related if chance finds such; the scope inside. */
static scope look(const scope *s, expression *x)
{
    scope inner = *s;
    for (int attempts = 0; attempts < 4 && x->via == NULL; attempts++) {
        x->related = &s->catalogue->kinds[chance_below(s->chance, s->catalogue->count)];
        relate(s, x);
    }
    x->ever = chance_of(s->chance, 30);
    inner.kind = x->related;
    inner.levels++;
    return inner;
}

static expression *simple(const scope *s);

/* A number, or a date or instant, over related records. */
static expression *aggregate(const scope *s, vw_type type)
{
    static const char *const of_numbers[] = {"sum", "min", "max", "count"};
    static const char *const of_times[] = {"min", "max", "latest", "earliest"};
    const vw_field *field;
    expression *x = node(s, X_AGGREGATE, NULL);
    x->word = type == VW_TYPE_NUMBER ? ONE_OF(s, of_numbers) : ONE_OF(s, of_times);
    scope inner = look(s, x);
    if (strcmp(x->word, "count") != 0 && (x->right = path(&inner, type, NULL, &field)) == NULL) {
        return NULL;
    }
    if (chance_of(s->chance, 60)) {
        x->left = simple(&inner);
    }
    return x;
}

static expression *moment(const scope *s, bool instant);

/* Days are multiplied by one, which takes the unit away: they are compared with hours here. */
static expression *duration(const scope *s)
{
    bool hours = chance_of(s->chance, 40);
    expression *x = node(s, X_DURATION, hours ? "hours" : "days"), *times;
    x->left = moment(s, hours);
    x->right = moment(s, hours);
    if (x->left == NULL || x->right == NULL || hours) {
        return x->left != NULL && x->right != NULL ? x : NULL;
    }
    times = node(s, X_ARITHMETIC, "*");
    times->left = x;
    times->right = literal(s, "1", (value){true, true, 1, NULL});
    return times;
}

/* Of those that are more than a field; NULL when chance finds none. */
static expression *made_number(const scope *s)
{
    const vw_field *field;
    if (s->levels < 2 && chance_of(s->chance, 60)) {
        return aggregate(s, VW_TYPE_NUMBER);
    }
    if (chance_of(s->chance, 60)) {
        return duration(s);
    }
    expression *x = node(s, X_LENGTH, NULL);
    x->left = path(s, VW_TYPE_TEXT, NULL, &field);
    return x->left != NULL ? x : NULL;
}

static expression *number(const scope *s, int depth, bool first)
{
    static const char *const literals[] = {"0", "1", "2", "3", "0.5", "7", "1.25"};
    static const char *const signs[] = {"+", "-", "*", "/"};
    const vw_field *field;
    if (depth > 0 && chance_of(s->chance, 50)) {
        expression *x = node(s, X_ARITHMETIC, ONE_OF(s, signs));
        x->left = number(s, depth - 1, first);
        x->right = number(s, depth - 1, false);
        return x->left != NULL && x->right != NULL ? x : NULL;
    }
    if (depth > 0 && chance_of(s->chance, 10)) {
        expression *x = node(s, X_NEGATIVE, NULL);
        x->left = number(s, depth - 1, first);
        return x->left != NULL ? x : NULL;
    }
    if (chance_of(s->chance, 30)) {
        return made_number(s);
    }
    if (first || chance_of(s->chance, 50)) {
        return path(s, VW_TYPE_NUMBER, NULL, &field);
    }
    const char *word = ONE_OF(s, literals);
    return literal(s, word, (value){true, true, strtod(word, NULL), NULL});
}

static expression *date(const scope *s, bool first)
{
    static const char *const days[] = {"2024-02-29", "2025-01-31", "2025-06-30", "2025-12-31"};
    static const char *const frame[] = {"as_of", "period_start", "period_end"};
    const vw_field *field;
    if (s->levels < 2 && chance_of(s->chance, 20)) {
        return aggregate(s, VW_TYPE_DATE);
    }
    if (first || chance_of(s->chance, 60)) {
        return path(s, VW_TYPE_DATE, NULL, &field);
    }
    if (chance_of(s->chance, 50)) {
        return node(s, X_LITERAL, ONE_OF(s, frame)); /* worth what the frame says */
    }
    const char *day = ONE_OF(s, days);
    return literal(s, vw_printf(s->arena, "date '%s'", day), (value){true, false, 0, day});
}

static expression *text(const scope *s)
{
    static const char *const texts[] = {"", "a", "b", "ab", "it's", "é", "p1", "a0"};
    const vw_field *field;
    expression *x = chance_of(s->chance, 40) ? path(s, VW_TYPE_TEXT, NULL, &field) : NULL;
    return x != NULL ? x : text_literal(s, ONE_OF(s, texts));
}

/* The other side of a comparison with a choice or reference. */
static expression *beside(const scope *s, const vw_field *field)
{
    const vw_field *other;
    if (field->type == VW_TYPE_ENUM) {
        size_t i = chance_below(s->chance, field->value_count);
        return text_literal(s, field->values[i].value);
    }
    if (chance_of(s->chance, 40)) {
        expression *x = path(s, VW_TYPE_REF, field->to, &other);
        if (x != NULL) {
            return x;
        }
    }
    size_t i = chance_below(s->chance, 5);
    return text_literal(s, vw_printf(s->arena, "%c%zu", field->to[0], i));
}

typedef enum { OF_NUMBERS, OF_DATES, OF_TEXTS, OF_CHOICES, OF_REFS, OF_BOOLS, OF_SORTS } sort;

static sort random_sort(const scope *s, sort end)
{
    return (sort)chance_below(s->chance, end);
}

/* [*field] is set for choices and references. */
static expression *first_side(const scope *s, sort of, const vw_field **field)
{
    switch (of) {
    case OF_NUMBERS:
        return number(s, 3, true);
    case OF_DATES:
        return date(s, true);
    case OF_TEXTS:
        return path(s, VW_TYPE_TEXT, NULL, field);
    case OF_CHOICES:
        return path(s, VW_TYPE_ENUM, NULL, field);
    case OF_REFS:
        return path(s, VW_TYPE_REF, NULL, field);
    case OF_BOOLS:
    case OF_SORTS:
        break;
    }
    return path(s, VW_TYPE_BOOL, NULL, field);
}

static expression *other_side(const scope *s, sort of, const vw_field *field)
{
    if (of == OF_NUMBERS) {
        return number(s, 1, false);
    }
    if (of == OF_DATES) {
        return date(s, false);
    }
    if (of == OF_TEXTS) {
        return text(s);
    }
    if (of == OF_BOOLS) {
        bool yes = chance_of(s->chance, 50);
        return literal(s, yes ? "true" : "false", (value){true, true, yes ? 1 : 0, NULL});
    }
    return beside(s, field);
}

static expression *comparison(const scope *s)
{
    static const char *const all[] = {"=", "<>", "<", "<=", ">", ">="};
    sort of = random_sort(s, OF_SORTS);
    const vw_field *field = NULL;
    expression *x = node(s, X_COMPARE, NULL);
    x->left = first_side(s, of, &field);
    if (x->left == NULL || (x->right = other_side(s, of, field)) == NULL) {
        return NULL;
    }
    x->word = all[chance_below(s->chance, of <= OF_TEXTS ? 6 : 2)];
    if (chance_of(s->chance, 20)) {
        expression *swapped = x->left;
        x->left = x->right;
        x->right = swapped;
    }
    return x;
}

static expression *in_list(const scope *s)
{
    sort of = random_sort(s, OF_BOOLS);
    const vw_field *field = NULL;
    expression *x = node(s, X_IN, NULL);
    x->negated = chance_of(s->chance, 40);
    x->left = first_side(s, of, &field);
    size_t count = 1 + chance_below(s->chance, ITEMS_MAX);
    for (size_t i = 0; x->left != NULL && i < count; i++) {
        expression *item = other_side(s, of, field);
        if (item != NULL) {
            x->items[x->item_count++] = item;
        }
    }
    return x->item_count > 0 ? x : NULL;
}

static expression *between(const scope *s)
{
    sort of = random_sort(s, OF_CHOICES);
    const vw_field *field = NULL;
    expression *x = node(s, X_BETWEEN, NULL);
    x->negated = chance_of(s->chance, 40);
    x->left = first_side(s, of, &field);
    x->right = other_side(s, of, NULL);
    x->upper = other_side(s, of, NULL);
    return x->left != NULL && x->right != NULL && x->upper != NULL ? x : NULL;
}

static expression *like(const scope *s)
{
    static const char *const patterns[] = {"%",   "a%", "%B%", "_",  "A_",
                                           "%'%", "é",  "É",   "p_", "%%"};
    const vw_field *field;
    expression *x = node(s, X_LIKE, NULL);
    x->negated = chance_of(s->chance, 40);
    x->left = path(s, VW_TYPE_TEXT, NULL, &field);
    x->right = text_literal(s, ONE_OF(s, patterns));
    return x->left != NULL ? x : NULL;
}

static expression *has(const scope *s)
{
    static const char *const words[] = {"any", "all", "none"};
    static const char *const items[] = {"a", "ab", "b", "it's", ",", "\xc3\xa9", "a b", "%", "A"};
    const vw_field *field;
    expression *x = node(s, X_HAS, ONE_OF(s, words));
    x->left = path(s, VW_TYPE_LIST, NULL, &field);
    if (x->left == NULL) {
        return NULL;
    }
    size_t count = chance_of(s->chance, 15) ? 0 : 1 + chance_below(s->chance, ITEMS_MAX);
    for (size_t i = 0; i < count; i++) {
        const char *item = field->value_count > 0
                               ? field->values[chance_below(s->chance, field->value_count)].value
                               : ONE_OF(s, items);
        x->items[x->item_count++] = text_literal(s, item);
    }
    return x;
}

static expression *known(const scope *s)
{
    const vw_field *field;
    expression *x = node(s, X_KNOWN, NULL);
    x->negated = chance_of(s->chance, 50);
    x->left = chance_of(s->chance, 15) ? path(s, VW_TYPE_LIST, NULL, &field)
                                       : first_side(s, random_sort(s, OF_SORTS), &field);
    return x->left != NULL ? x : NULL;
}

static expression *moment(const scope *s, bool instant)
{
    const vw_field *field;
    if (s->levels < 2 && instant && chance_of(s->chance, 20)) {
        return aggregate(s, VW_TYPE_DATETIME);
    }
    bool as_instant = instant || chance_of(s->chance, 30);
    expression *x = as_instant ? path(s, VW_TYPE_DATETIME, NULL, &field) : NULL;
    return x != NULL || instant ? x : date(s, true);
}

static expression *term(const scope *s)
{
    static const char *const units[] = {"days", "months", "years", "hours"};
    static const int numbers[] = {0, 1, 2, 6, 12, 24, 60, 400};
    expression *x = node(s, X_WITHIN, ONE_OF(s, units));
    bool hours = strcmp(x->word, "hours") == 0;
    x->negated = chance_of(s->chance, 50);
    x->number = ONE_OF(s, numbers);
    x->left = moment(s, hours);
    x->right = hours || chance_of(s->chance, 50) ? moment(s, hours) : date(s, false);
    return x->left != NULL && x->right != NULL ? x : NULL;
}

static expression *simple(const scope *s)
{
    const vw_field *field;
    expression *x;
    switch (chance_below(s->chance, 15)) {
    case 0:
        return path(s, VW_TYPE_BOOL, NULL, &field);
    case 1:
        return in_list(s);
    case 2:
        return between(s);
    case 3:
        return like(s);
    case 4:
        return known(s);
    case 5:
        x = node(s, X_IN_PERIOD, NULL);
        x->left = moment(s, false);
        return x->left != NULL ? x : NULL;
    case 6:
    case 7:
    case 8:
        return term(s);
    case 9:
    case 10:
        return has(s);
    default:
        return comparison(s);
    }
}

static expression *condition(const scope *s, int depth);

static expression *related(const scope *s, int depth)
{
    static const char *const forms[] = {"exists", "no", "every", "count"};
    static const char *const signs[] = {"=", "<>", "<", "<=", ">", ">="};
    expression *x = node(s, X_RELATED, ONE_OF(s, forms)); /* at most two within each other */
    scope inner = look(s, x);
    if (chance_of(s->chance, 80)) {
        x->left = condition(&inner, depth - 2);
    }
    if (strcmp(x->word, "every") == 0) {
        x->right = condition(&inner, depth - 2);
    } else if (strcmp(x->word, "count") == 0) {
        x->names[0] = ONE_OF(s, signs);
        x->number = (int)chance_below(s->chance, 4);
    }
    return x;
}

static expression *picked(const scope *s, int depth)
{
    expression *x = node(s, X_PICKED, chance_of(s->chance, 50) ? "latest" : "earliest");
    scope inner = look(s, x);
    if (chance_of(s->chance, 70)) {
        x->left = condition(&inner, depth - 2);
    }
    x->right = condition(&inner, depth - 2);
    return x;
}

/* NULL when chance finds no kind of event. */
static expression *series(const scope *s, int depth)
{
    static const char *const units[] = {"week", "month", "quarter", "year"};
    expression *x = node(s, X_SERIES, ONE_OF(s, units));
    scope inner = look(s, x);
    x->ever = false;
    if (chance_of(s->chance, 50)) {
        x->left = condition(&inner, depth - 2);
    }
    return x->related->nature == VW_EVENT ? x : NULL;
}

static expression *condition(const scope *s, int depth)
{
    size_t form = depth > 0 ? chance_below(s->chance, 10) : 9;
    expression *x = NULL;
    if (form < 2) {
        x = node(s, form == 0 ? X_AND : X_OR, NULL);
        x->left = condition(s, depth - 1);
        x->right = condition(s, depth - 1);
    } else if (form == 2) {
        x = node(s, X_NOT, NULL);
        x->left = condition(s, depth - 1);
    } else if (form < 6) {
        x = related(s, depth);
    } else if (form < 8) {
        x = form == 6 ? picked(s, depth) : series(s, depth);
    }
    while (x == NULL) {
        x = simple(s);
    }
    return x;
}

expression *expression_random(vw_arena *arena, random_source *chance, const vw_catalogue *catalogue,
                              const vw_kind *subject, const vw_kind *kind, int depth)
{
    const scope s = {arena, chance, catalogue, subject, kind, 0};
    return condition(&s, depth);
}

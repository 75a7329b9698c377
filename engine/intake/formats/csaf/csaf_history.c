/* SPDX-License-Identifier: EUPL-1.2 */
/* Versions of a CSAF document and its revision history. */
#include "intake/formats/csaf/csaf.h"

#include <stdlib.h>
#include <string.h>

/* A version in parts, each borrowed from its text: numbers of any length. */
typedef struct {
    const char *text;
    const char *numbers[3];
    size_t lengths[3];
    size_t parts;       /* 1: integer versioning, 3: semantic, 0: neither */
    const char *before; /* the pre-release part, "" when there is none */
    size_t before_length;
} version;

typedef struct {
    size_t index;                   /* in the document */
    const char *instant, *fraction; /* of a second, digits only */
    version number;
} revision;

static version read_version(const char *text)
{
    version read = {.text = text == NULL ? "" : text, .before = ""};
    const char *c = read.text;

    for (size_t i = 0; i < 3; i++) {
        read.numbers[i] = c;
        read.lengths[i] = strspn(c, "0123456789");
        if (read.lengths[i] == 0) {
            return read;
        }
        c += read.lengths[i];
        if (i == 0 && *c == '\0') {
            read.parts = 1;
            return read;
        }
        if (i < 2 && *c++ != '.') {
            return read;
        }
    }
    read.parts = 3;
    if (*c == '-') {
        read.before = c + 1;
        read.before_length = strcspn(read.before, "+");
    }
    return read;
}

static int compare_numbers(const char *a, size_t a_length, const char *b, size_t b_length)
{
    if (a_length != b_length) {
        return a_length < b_length ? -1 : 1;
    }
    return memcmp(a, b, a_length);
}

/* semver.org, 11.4: numbers below words, fewer parts below more. */
static int compare_before(const char *a, const char *b)
{
    while (*a != '\0' && *a != '+' && *b != '\0' && *b != '+') {
        size_t x = strcspn(a, ".+");
        size_t y = strcspn(b, ".+");
        bool a_number = strspn(a, "0123456789") == x;
        bool b_number = strspn(b, "0123456789") == y;
        int order = a_number != b_number ? (a_number ? -1 : 1)
                    : a_number           ? compare_numbers(a, x, b, y)
                                         : memcmp(a, b, x < y ? x : y);

        if (order == 0 && x != y) {
            order = x < y ? -1 : 1;
        }
        if (order != 0) {
            return order;
        }
        a += x + (a[x] == '.');
        b += y + (b[y] == '.');
    }
    bool a_more = *a != '\0' && *a != '+';
    bool b_more = *b != '\0' && *b != '+';

    return a_more - b_more;
}

/* Build metadata does not count. */
static int compare_versions(const version *a, const version *b, bool with_before)
{
    size_t parts = a->parts < b->parts ? a->parts : b->parts;

    for (size_t i = 0; i < parts; i++) {
        int order = compare_numbers(a->numbers[i], a->lengths[i], b->numbers[i], b->lengths[i]);

        if (order != 0) {
            return order;
        }
    }
    if (a->parts != b->parts) {
        return a->parts < b->parts ? -1 : 1;
    }
    if (!with_before || (a->before_length == 0 && b->before_length == 0)) {
        return 0;
    }
    if (a->before_length == 0 || b->before_length == 0) {
        return a->before_length == 0 ? 1 : -1;
    }
    return compare_before(a->before, b->before);
}

/* Digits behind a point: zeros at the end do not count. */
static int compare_fractions(const char *a, const char *b)
{
    while (*a != '\0' || *b != '\0') {
        int x = *a == '\0' ? '0' : *a++;
        int y = *b == '\0' ? '0' : *b++;

        if (x != y) {
            return x < y ? -1 : 1;
        }
    }
    return 0;
}

static int by_date(const void *a, const void *b)
{
    const revision *x = a;
    const revision *y = b;
    int order = strcmp(x->instant, y->instant);

    if (order == 0) {
        order = compare_fractions(x->fraction, y->fraction);
    }
    /* Revisions of the same moment come in order of their numbers. */
    if (order == 0) {
        order = compare_versions(&x->number, &y->number, true);
    }
    return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

static int by_number(const void *a, const void *b)
{
    const revision *x = a;
    const revision *y = b;
    int order = compare_versions(&x->number, &y->number, true);

    return order != 0 ? order : (x->index > y->index) - (x->index < y->index);
}

static revision *read_history(vw_arena *scratch, const json_t *list)
{
    revision *history = VW_NEW_ARRAY(scratch, json_array_size(list), revision);
    size_t i;
    json_t *item;

    json_array_foreach(list, i, item)
    {
        const char *date = vw_formats__text(item, "date");
        const char *instant = vw_formats__instant(scratch, date);
        bool fraction = instant != NULL && date[19] == '.';

        history[i] = (revision){
            .index = i,
            .instant = instant == NULL ? "" : instant,
            .fraction =
                !fraction ? "" : vw_strndup(scratch, date + 20, strspn(date + 20, "0123456789")),
            .number = read_version(vw_formats__text(item, "number"))};
    }
    return history;
}

static bool is_zero(const version *number)
{
    return number->parts > 0 && number->lengths[0] == 1 && number->numbers[0][0] == '0';
}

static bool is_next(const version *number, const version *after)
{
    unsigned long long a = strtoull(number->numbers[0], NULL, 10);
    unsigned long long b = strtoull(after->numbers[0], NULL, 10);

    return number->lengths[0] < 19 && after->lengths[0] < 19 && b - a <= 1 && b >= a;
}

/* ---- the rules --------------------------------------------------------------------------- */

static const vw_at history_at = {
    .parent = &(const vw_at){.parent = &(const vw_at){.name = "document"}, .name = "tracking"},
    .name = "revision_history"};

/* 6.1.14 and 6.1.21, in order of date. */
static void judge_order(vw_csaf *csaf, const revision *history, size_t count)
{
    const version *first = &history[0].number;

    if (first->parts > 0 && !is_zero(first) &&
        (first->lengths[0] != 1 || first->numbers[0][0] != '1')) {
        VW_CSAF_DIAG(csaf, N041, VW_AT_INDEX(&history_at, history[0].index), "1", first->text);
    }
    for (size_t i = 1; i < count; i++) {
        const version *number = &history[i].number;
        const version *last = &history[i - 1].number;

        if (number->parts == 0 || last->parts == 0) {
            continue;
        }
        if (compare_versions(last, number, true) > 0) {
            VW_CSAF_DIAG(csaf, N034, VW_AT_INDEX(&history_at, history[i].index), number->text,
                         last->text);
        } else if (!is_next(last, number)) {
            VW_CSAF_DIAG(csaf, N041, VW_AT_INDEX(&history_at, history[i].index), last->text,
                         number->text);
        }
    }
}

/* 6.1.22 */
static void judge_twice(vw_csaf *csaf, revision *history, size_t count)
{
    qsort(history, count, sizeof *history, by_number);
    for (size_t i = 1; i < count; i++) {
        if (history[i].number.parts > 0 &&
            compare_versions(&history[i - 1].number, &history[i].number, true) == 0) {
            VW_CSAF_DIAG(csaf, N042, VW_AT_INDEX(&history_at, history[i].index),
                         history[i].number.text);
        }
    }
}

/* 6.1.18 and 6.1.19, and 6.1.30 against the document's own version. */
static void judge_numbers(vw_csaf *csaf, const revision *history, size_t count, const version *own,
                          const char *status)
{
    bool draft = status != NULL && strcmp(status, "draft") == 0;

    for (size_t i = 0; i < count; i++) {
        const version *number = &history[i].number;
        const vw_at *at = VW_AT(VW_AT_INDEX(&history_at, history[i].index), "number");

        if (!draft && status != NULL && is_zero(number)) {
            VW_CSAF_DIAG(csaf, N038, at, number->text, status);
        }
        if (number->before_length > 0) {
            VW_CSAF_DIAG(csaf, N039, at, number->text);
        }
        if (number->parts > 0 && own->parts > 0 && number->parts != own->parts) {
            VW_CSAF_DIAG(csaf, N050, at, number->text, own->text);
        }
    }
}

/* 6.1.16, 6.1.17 and 6.1.20. */
static void judge_own_version(vw_csaf *csaf, const version *own, const version *latest,
                              const char *status)
{
    bool draft = status != NULL && strcmp(status, "draft") == 0;
    const vw_at *at = VW_AT(VW_AT(VW_AT(NULL, "document"), "tracking"), "version");

    if (own->parts == 0) {
        return;
    }
    if (latest != NULL && latest->parts > 0 && compare_versions(own, latest, !draft) != 0) {
        VW_CSAF_DIAG(csaf, N036, at, own->text, latest->text);
    }
    if (status == NULL || draft) {
        return;
    }
    if (is_zero(own) || own->before_length > 0) {
        VW_CSAF_DIAG(csaf, N037, at, own->text, status);
    }
    if (own->before_length > 0) {
        VW_CSAF_DIAG(csaf, N040, at, own->text, status);
    }
}

void vw_csaf__judge_history(vw_csaf *csaf)
{
    const json_t *list = json_object_get(csaf->tracking, "revision_history");
    const char *status = vw_formats__text(csaf->tracking, "status");
    version own = read_version(vw_formats__text(csaf->tracking, "version"));
    size_t count = json_array_size(list);
    vw_arena *scratch = vw_arena_new();
    revision *history = read_history(scratch, list);

    if (count > 0) {
        judge_numbers(csaf, history, count, &own, status);
        qsort(history, count, sizeof *history, by_date);
        judge_order(csaf, history, count);
    }
    judge_own_version(csaf, &own, count > 0 ? &history[count - 1].number : NULL, status);
    if (count > 0) {
        judge_twice(csaf, history, count);
    }
    vw_arena_free(scratch);
}

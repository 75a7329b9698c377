/* SPDX-License-Identifier: EUPL-1.2 */
/* A population as runs of numbers: a kind of which every record counts takes a few bytes, and one
 * drawn at random from it about a byte for each. */
#include "store/outcomes.h"

#include <string.h>

static size_t put_number(char *text, uint64_t number)
{
    size_t length = 0;
    do {
        text[length++] = (char)(unsigned char)((number & 0x7F) | (number > 0x7F ? 0x80 : 0));
        number >>= 7;
    } while (number > 0);
    return length;
}

/* Numbers that do not rise come from a dossier that was tampered with: they wrap, and so differ. */
static void end_run(vw_subjects_builder *b)
{
    char text[2 * 10];
    if (b->first != 0) {
        size_t length = put_number(text, (uint64_t)b->first - (uint64_t)b->before - 1);
        length += put_number(text + length, (uint64_t)(b->last - b->first));
        vw_buf_addn(&b->bytes, text, length);
        b->before = b->last;
        b->first = 0;
    }
}

static void add_run(vw_subjects_builder *b, int64_t first, int64_t last)
{
    b->count += (uint64_t)last - (uint64_t)first + 1;
    if (b->first == 0 || first != b->last + 1) {
        end_run(b);
        b->first = first;
    }
    b->last = last;
}

void vw_subjects_add(vw_subjects_builder *b, int64_t subject)
{
    add_run(b, subject, subject);
}

void vw_subjects_end(vw_subjects *out, vw_subjects_builder *b)
{
    end_run(b);
    *out = (vw_subjects){.bytes = (const unsigned char *)vw_buf_text(&b->bytes),
                         .length = b->bytes.length,
                         .count = b->count};
    out->sha256 = vw_hash(out->bytes, out->length);
}

static bool read_number(vw_subjects_cursor *c, uint64_t *number)
{
    if (c->at < c->subjects->length && c->subjects->bytes[c->at] < 0x80) {
        *number = c->subjects->bytes[c->at++];
        return true; /* as most are */
    }
    *number = 0;
    for (unsigned shift = 0; shift < 64 && c->at < c->subjects->length; shift += 7) {
        unsigned char byte = c->subjects->bytes[c->at++];
        *number |= (uint64_t)(byte & 0x7Fu) << shift;
        if (byte < 0x80) {
            return true;
        }
    }
    return false;
}

/* [next] is the last number given out. */
static bool start_run(vw_subjects_cursor *c)
{
    uint64_t skipped, following;
    if (!read_number(c, &skipped) || !read_number(c, &following) ||
        skipped >= (uint64_t)(INT64_MAX - c->next) ||
        following >= (uint64_t)(INT64_MAX - c->next) - skipped) {
        return false;
    }
    c->next += (int64_t)skipped;
    c->left = (int64_t)following + 1;
    return true;
}

bool vw_subjects_next(vw_subjects_cursor *c, int64_t *subject)
{
    if (c->left == 0 && !start_run(c)) {
        return false;
    }
    c->left--;
    *subject = ++c->next;
    return true;
}

static bool next_run(vw_subjects_cursor *c, int64_t *first, int64_t *last)
{
    if (!start_run(c)) {
        return false;
    }
    *first = c->next + 1;
    *last = c->next += c->left;
    c->left = 0;
    return true;
}

uint64_t vw_subjects_counted(const vw_subjects *subjects)
{
    vw_subjects_cursor cursor = {.subjects = subjects};
    uint64_t count = 0;
    for (int64_t first, last; next_run(&cursor, &first, &last);) {
        count += (uint64_t)(last - first) + 1;
    }
    return count;
}

/* Runs of the text that was, which say in the new one what they said: they are copied. */
typedef struct {
    const vw_subjects *text;
    size_t from, to; /* bytes of it */
    bool any;
} copied_runs;

static void end_copy(vw_subjects_builder *b, copied_runs *copied)
{
    if (copied->any) {
        vw_buf_addn(&b->bytes, (const char *)copied->text->bytes + copied->from,
                    copied->to - copied->from);
        copied->any = false;
    }
}

/* A run that stands at byte [at], behind one that ended with [before] in both texts. It may still
 * grow, so it is not copied before the next one. */
static void copy_run(vw_subjects_builder *b, copied_runs *copied, size_t at, int64_t before,
                     int64_t first, int64_t last)
{
    if (!copied->any) {
        end_run(b);
        copied->from = at;
        copied->any = true;
    }
    copied->to = at;
    b->count += (uint64_t)last - (uint64_t)first + 1;
    b->before = before;
    b->first = first;
    b->last = last;
}

static void add_now(vw_subjects_builder *b, const vw_subject_now *now)
{
    if (now->belongs) {
        add_run(b, now->subject, now->subject);
    }
}

/* [*at]: the next of those of whom something is said now. */
static void change_run(vw_subjects_builder *b, int64_t first, int64_t last,
                       const vw_subject_now *now, size_t count, size_t *at)
{
    for (; *at < count && now[*at].subject < first; (*at)++) {
        add_now(b, &now[*at]);
    }
    for (; *at < count && now[*at].subject <= last; (*at)++) {
        if (first < now[*at].subject) {
            add_run(b, first, now[*at].subject - 1);
        }
        add_now(b, &now[*at]);
        first = now[*at].subject + 1;
    }
    if (first <= last) {
        add_run(b, first, last);
    }
}

bool vw_subjects_change(vw_subjects *out, vw_arena *arena, const vw_subjects *before,
                        const vw_subject_now *now, size_t count)
{
    vw_subjects_builder made = {.bytes = {.arena = arena}};
    vw_subjects_cursor cursor = {.subjects = before};
    copied_runs copied = {.text = before};
    size_t at = 0, start = 0;
    int64_t ended = 0; /* the run before */
    for (int64_t first, last; next_run(&cursor, &first, &last); ended = last, start = cursor.at) {
        const bool untouched = at == count || now[at].subject > last;
        if (untouched && made.last == ended) {
            copy_run(&made, &copied, start, ended, first, last);
            continue;
        }
        end_copy(&made, &copied);
        change_run(&made, first, last, now, count, &at);
    }
    end_copy(&made, &copied);
    for (; at < count; at++) {
        add_now(&made, &now[at]);
    }
    end_run(&made);
    *out = *before;
    if (made.bytes.length == before->length &&
        (before->length == 0 || memcmp(made.bytes.text, before->bytes, before->length) == 0)) {
        return false;
    }
    vw_subjects_end(out, &made);
    return true;
}

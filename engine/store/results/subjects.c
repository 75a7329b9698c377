/* SPDX-License-Identifier: EUPL-1.2 */
/* A population as runs of numbers: a kind of which every record counts takes a few bytes, and one
 * drawn at random from it about a byte for each. */
#include "store/outcomes.h"

static void add_number(vw_buf *bytes, uint64_t number)
{
    char text[10];
    size_t length = 0;
    do {
        text[length++] = (char)(unsigned char)((number & 0x7F) | (number > 0x7F ? 0x80 : 0));
        number >>= 7;
    } while (number > 0);
    vw_buf_addn(bytes, text, length);
}

/* Numbers that do not rise come from a dossier that was tampered with: they wrap, and so differ. */
static void end_run(vw_subjects_builder *b)
{
    if (b->first != 0) {
        add_number(&b->bytes, (uint64_t)b->first - (uint64_t)b->before - 1);
        add_number(&b->bytes, (uint64_t)(b->last - b->first));
        b->before = b->last;
    }
}

void vw_subjects_add(vw_subjects_builder *b, int64_t subject)
{
    b->count++;
    if (b->first != 0 && subject == b->last + 1) {
        b->last = subject;
        return;
    }
    end_run(b);
    b->first = b->last = subject;
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

bool vw_subjects_next(vw_subjects_cursor *c, int64_t *subject)
{
    uint64_t skipped, following;
    if (c->left == 0) {
        if (!read_number(c, &skipped) || !read_number(c, &following) ||
            skipped >= (uint64_t)(INT64_MAX - c->next) ||
            following >= (uint64_t)(INT64_MAX - c->next) - skipped) {
            return false;
        }
        /* [next] is the last number given out. */
        c->next += (int64_t)skipped;
        c->left = (int64_t)following + 1;
    }
    c->left--;
    *subject = ++c->next;
    return true;
}

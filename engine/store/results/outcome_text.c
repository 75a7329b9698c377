/* SPDX-License-Identifier: EUPL-1.2 */
/* Outcomes as text and as what is hashed. */
#include "store/outcomes.h"

enum {
    AT_ONCE = 128,
    NUMBER_MOST = 10, /* bytes of a number as LEB128 */
    ROW_MOST = 4 * NUMBER_MOST,
    NO_ROW = 1 /* as a step of no subject, to one that passes */
};
/* Larger steps between subjects come from a dossier that was tampered with. */
#define STEP_MOST (UINT64_MAX >> 3)

static void put_fixed(unsigned char *bytes, uint64_t number)
{
    for (unsigned i = 0; i < 8; i++) {
        bytes[i] = (unsigned char)(number >> (8 * i) & 0xFFu);
    }
}

void vw_outcomes_hash(vw_hasher *hasher, const vw_outcome_row *rows, size_t count)
{
    enum { NUMBERS = 3, BYTES = NUMBERS * 8 };
    unsigned char bytes[AT_ONCE * BYTES];
    for (size_t done = 0; done < count;) {
        size_t some = count - done < AT_ONCE ? count - done : AT_ONCE;
        for (size_t i = 0; i < some; i++) {
            const vw_outcome_row *row = &rows[done + i];
            put_fixed(bytes + i * BYTES, (uint64_t)row->subject);
            put_fixed(bytes + i * BYTES + 8, (uint64_t)row->exception);
            put_fixed(bytes + i * BYTES + 16, (uint64_t)row->outcome);
        }
        vw_hasher_add(hasher, bytes, some * BYTES);
        done += some;
    }
}

/* ---- the text ---------------------------------------------------------------------------------
 */

static size_t put_number(char *text, uint64_t number)
{
    size_t length = 0;
    for (; number > 0x7F; number >>= 7) {
        text[length++] = (char)(unsigned char)((number & 0x7F) | 0x80);
    }
    text[length++] = (char)number;
    return length;
}

/* What cannot be read back is written so that it differs from whatever can. */
static size_t put_row(char *text, uint64_t step, const vw_outcome_row *row)
{
    size_t length = 0;
    if (step == 0 || step > STEP_MOST) {
        length += put_number(text, NO_ROW);
        length += put_number(text + length, step);
        step = 0;
    }
    length += put_number(text + length, step << 2 | (uint64_t)row->outcome);
    if (row->outcome == VW_EXCEPTED) {
        length += put_number(text + length, (uint64_t)row->exception);
    }
    return length;
}

void vw_outcomes_write(vw_buf *out, const vw_outcome_row *rows, size_t count)
{
    char text[AT_ONCE * ROW_MOST];
    size_t length = 0;
    int64_t before = 0;
    for (size_t i = 0; i < count; i++) {
        length += put_row(text + length, (uint64_t)rows[i].subject - (uint64_t)before, &rows[i]);
        before = rows[i].subject;
        if (length > sizeof text - ROW_MOST) {
            vw_buf_addn(out, text, length);
            length = 0;
        }
    }
    vw_buf_addn(out, text, length);
}

/* Nothing but what put_number writes. */
static bool read_number(vw_outcome_cursor *c, uint64_t *number)
{
    enum { SHIFT_MOST = 56 };
    *number = 0;
    for (unsigned shift = 0; c->at < c->end && shift <= SHIFT_MOST; shift += 7) {
        unsigned char byte = *c->at++;
        *number |= (uint64_t)(byte & 0x7Fu) << shift;
        if (byte < 0x80) {
            return byte != 0 || shift == 0;
        }
    }
    return false;
}

static bool read_row(vw_outcome_row *out, vw_outcome_cursor *c)
{
    uint64_t step, exception = 0;
    if (!read_number(c, &step) || step >> 2 == 0 || (step & 3) == VW_PASS ||
        step >> 2 > (uint64_t)(INT64_MAX - c->subject)) {
        return false;
    }
    out->outcome = (vw_outcome)(step & 3);
    if (out->outcome == VW_EXCEPTED && (!read_number(c, &exception) || exception == 0)) {
        return false;
    }
    out->subject = c->subject += (int64_t)(step >> 2);
    out->exception = (int64_t)exception;
    return true;
}

bool vw_outcomes_read(vw_outcome_row *out, vw_outcome_cursor *c)
{
    if (c->at == c->end || c->odd) {
        return false;
    }
    c->odd = !read_row(out, c);
    return !c->odd;
}

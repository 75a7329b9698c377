/* SPDX-License-Identifier: EUPL-1.2 */
/* Cells by the batch, each entry with its text behind it. */
#include "reports/xlsx/pen.h"

#include "base/worker.h"

#include <string.h>

enum { BATCH_BYTES = 1 << 18, BATCHES = 3 };

typedef struct {
    size_t used;
    unsigned char *bytes;
} batch;

typedef struct {
    enum { WRITE_TEXT, WRITE_NUMBER, WRITE_HEIGHT } is;
    uint32_t row;
    lxw_col_t column;
    size_t bytes; /* with the text, if any */
    lxw_worksheet *sheet;
    lxw_format *format;
    double number; /* or points */
} entry;

struct vw_pen {
    vw_worker *worker;
    void *batches[BATCHES];
    lxw_error error; /* of the other thread: read when that has ended its work */
    lxw_error own;
};

static lxw_error write_entry(const entry *one, const char *text)
{
    switch (one->is) {
    case WRITE_TEXT:
        return worksheet_write_string(one->sheet, one->row, one->column, text, one->format);
    case WRITE_NUMBER:
        return worksheet_write_number(one->sheet, one->row, one->column, one->number, one->format);
    case WRITE_HEIGHT:
        break;
    }
    return worksheet_set_row(one->sheet, one->row, one->number, NULL);
}

static bool write_batch(void *what, void *item)
{
    vw_pen *pen = what;
    batch *full = item;
    for (size_t at = 0; at < full->used && pen->error == LXW_NO_ERROR;) {
        entry one;
        memcpy(&one, full->bytes + at, sizeof one);
        pen->error = write_entry(&one, (const char *)full->bytes + at + sizeof one);
        at += one.bytes;
    }
    full->used = 0;
    return pen->error == LXW_NO_ERROR;
}

vw_pen *vw_pen__new(vw_arena *arena)
{
    vw_pen *pen = VW_NEW(arena, vw_pen);
    for (size_t i = 0; i < BATCHES; i++) {
        batch *empty = VW_NEW(arena, batch);
        empty->bytes = vw_alloc(arena, BATCH_BYTES);
        pen->batches[i] = empty;
    }
    pen->worker = vw_worker_new(arena, write_batch, pen, pen->batches, BATCHES);
    return pen;
}

static void add(vw_pen *pen, entry one, const char *text)
{
    const size_t length = text != NULL ? strlen(text) + 1 : 0;
    one.bytes = sizeof one + length;
    batch *open = vw_worker_item(pen->worker);
    if (open != NULL && open->used > 0 && open->used + one.bytes > BATCH_BYTES) {
        vw_worker_hand_over(pen->worker);
        open = vw_worker_item(pen->worker);
    }
    if (open == NULL) { /* it failed, which settling tells */
        return;
    }
    if (one.bytes > BATCH_BYTES) { /* no cell holds as much */
        pen->own = LXW_ERROR_MAX_STRING_LENGTH_EXCEEDED;
        return;
    }
    memcpy(open->bytes + open->used, &one, sizeof one);
    if (length > 0) {
        memcpy(open->bytes + open->used + sizeof one, text, length);
    }
    open->used += one.bytes;
}

void vw_pen__text(vw_pen *pen, lxw_worksheet *sheet, uint32_t row, lxw_col_t column,
                  const char *text, lxw_format *format)
{
    add(pen,
        (entry){.is = WRITE_TEXT, .row = row, .column = column, .sheet = sheet, .format = format},
        text);
}

void vw_pen__number(vw_pen *pen, lxw_worksheet *sheet, uint32_t row, lxw_col_t column,
                    double number, lxw_format *format)
{
    add(pen,
        (entry){.is = WRITE_NUMBER,
                .row = row,
                .column = column,
                .sheet = sheet,
                .format = format,
                .number = number},
        NULL);
}

void vw_pen__height(vw_pen *pen, lxw_worksheet *sheet, uint32_t row, double points)
{
    add(pen, (entry){.is = WRITE_HEIGHT, .row = row, .sheet = sheet, .number = points}, NULL);
}

lxw_error vw_pen__settle(vw_pen *pen)
{
    const batch *open = vw_worker_item(pen->worker);
    if (open != NULL && open->used > 0) {
        vw_worker_hand_over(pen->worker);
    }
    if (!vw_worker_wait(pen->worker) && pen->error != LXW_NO_ERROR) {
        return pen->error;
    }
    return pen->own;
}

void vw_pen__stop(vw_pen *pen)
{
    vw_worker_stop(pen->worker);
}

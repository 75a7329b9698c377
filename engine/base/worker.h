/* SPDX-License-Identifier: EUPL-1.2 */
/* A second thread that works on items in the order in which they were filled. */
#ifndef VW_BASE_WORKER_H
#define VW_BASE_WORKER_H

#include "base/arena.h"

typedef struct vw_worker vw_worker;

/* [work] is called with each item, on the other thread, one at a time; when it returns false it is
 * not called again. [items] go round: each is filled, worked on, and filled again. The thread
 * starts with the second item that is handed over, so that little work costs no thread; where the
 * system gives none, the work is done by the caller. Stopped with [arena] at the latest: what
 * [work] uses must be made before, in the same arena, or live longer. */
vw_worker *vw_worker_new(vw_arena *arena, bool (*work)(void *what, void *item), void *what,
                         void *const *items, size_t count);
/* An item to be filled, waiting until one is free. NULL once [work] has returned false. The same
 * one until it is handed over. */
void *vw_worker_item(vw_worker *worker);
/* That item is full. */
void vw_worker_hand_over(vw_worker *worker);
/* Until all that was handed over is done, or [work] has returned false: then false. What [work]
 * touched is the caller's until the next item is handed over. */
VW_MUST_USE bool vw_worker_wait(vw_worker *worker);
/* Ends it after the item at hand, whatever else was handed over. May be called twice. */
void vw_worker_stop(vw_worker *worker);

#endif

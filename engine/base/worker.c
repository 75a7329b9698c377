/* SPDX-License-Identifier: EUPL-1.2 */
/* A ring between two threads: the caller fills items at its head, the worker takes them from its
 * tail. One lock around two counters; an item is only touched by whom they say it belongs to. */
#include "base/worker.h"

#include <pthread.h>

struct vw_worker {
    bool (*work)(void *what, void *item);
    void *what;
    void *const *items;
    size_t count;
    pthread_t thread;
    bool threaded;
    pthread_mutex_t lock; /* around what follows */
    pthread_cond_t changed;
    uint64_t filled, done; /* items, since the start */
    bool refused, ending;
};

static void *work_on(void *what)
{
    vw_worker *worker = what;
    pthread_mutex_lock(&worker->lock);
    for (;;) {
        while (worker->done == worker->filled && !worker->ending) {
            pthread_cond_wait(&worker->changed, &worker->lock);
        }
        if (worker->ending || worker->refused) {
            break;
        }
        void *item = worker->items[worker->done % worker->count];
        pthread_mutex_unlock(&worker->lock);
        bool fine = worker->work(worker->what, item);
        pthread_mutex_lock(&worker->lock);
        worker->done++;
        worker->refused = !fine;
        pthread_cond_signal(&worker->changed);
    }
    pthread_mutex_unlock(&worker->lock);
    return NULL;
}

void vw_worker_stop(vw_worker *worker)
{
    if (worker->threaded) {
        pthread_mutex_lock(&worker->lock);
        worker->ending = true;
        pthread_cond_signal(&worker->changed);
        pthread_mutex_unlock(&worker->lock);
        pthread_join(worker->thread, NULL);
    }
    worker->threaded = false;
    worker->refused = true;
}

static void end(void *what)
{
    vw_worker *worker = what;
    vw_worker_stop(worker);
    pthread_cond_destroy(&worker->changed);
    pthread_mutex_destroy(&worker->lock);
}

vw_worker *vw_worker_new(vw_arena *arena, bool (*work)(void *what, void *item), void *what,
                         void *const *items, size_t count)
{
    vw_worker *worker = VW_NEW(arena, vw_worker);
    *worker = (vw_worker){.work = work, .what = what, .items = items, .count = count};
    if (pthread_mutex_init(&worker->lock, NULL) != 0 ||
        pthread_cond_init(&worker->changed, NULL) != 0) {
        vw_out_of_memory();
    }
    vw_arena_on_free(arena, end, worker);
    return worker;
}

void *vw_worker_item(vw_worker *worker)
{
    pthread_mutex_lock(&worker->lock);
    while (worker->filled - worker->done == worker->count && !worker->refused) {
        pthread_cond_wait(&worker->changed, &worker->lock);
    }
    void *item = worker->refused ? NULL : worker->items[worker->filled % worker->count];
    pthread_mutex_unlock(&worker->lock);
    return item;
}

/* The first item waits for the second, or for the end. */
static void do_it_here(vw_worker *worker)
{
    while (worker->done < worker->filled && !worker->refused) {
        worker->refused = !worker->work(worker->what, worker->items[worker->done % worker->count]);
        worker->done++;
    }
}

void vw_worker_hand_over(vw_worker *worker)
{
    if (!worker->threaded && !worker->refused && worker->filled > 0) {
        worker->threaded = pthread_create(&worker->thread, NULL, work_on, worker) == 0;
    }
    pthread_mutex_lock(&worker->lock);
    worker->filled++;
    pthread_cond_signal(&worker->changed);
    pthread_mutex_unlock(&worker->lock);
    if (!worker->threaded && worker->filled > 1) {
        do_it_here(worker);
    }
}

bool vw_worker_wait(vw_worker *worker)
{
    if (!worker->threaded) {
        do_it_here(worker);
        return !worker->refused;
    }
    pthread_mutex_lock(&worker->lock);
    while (worker->done < worker->filled && !worker->refused) {
        pthread_cond_wait(&worker->changed, &worker->lock);
    }
    bool fine = !worker->refused;
    pthread_mutex_unlock(&worker->lock);
    return fine;
}

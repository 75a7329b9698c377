/* SPDX-License-Identifier: EUPL-1.2 */
/* The arena: a chain of zeroed blocks, and what must be cleaned up when they go. */
#include "base/arena.h"

#include <stdalign.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#ifdef VW_ARENA_DEBUG
#include <sanitizer/asan_interface.h>
/* Behind each object lies what nobody may touch, so that a byte too far is a sanitizer's report.
 * Only what was handed out is open. */
#define GAP ((size_t)32)
#define CLOSE(from, bytes) ASAN_POISON_MEMORY_REGION((from), (bytes))
#define OPEN(from, bytes) ASAN_UNPOISON_MEMORY_REGION((from), (bytes))
#else
#define GAP ((size_t)0)
#define CLOSE(from, bytes) ((void)0)
#define OPEN(from, bytes) ((void)0)
#endif

/* Large enough that a run needs some dozens of blocks, small enough that scratch stays in cache.
 * The first is smaller, since clearing it is most of what an arena for a handful of objects costs.
 */
#define BLOCK_BYTES ((size_t)64 * 1024)
#define FIRST_BLOCK_BYTES (BLOCK_BYTES / 16)

typedef struct block block;
struct block {
    block *next;
    size_t used, capacity;
    max_align_t data[];
};

typedef struct cleanup cleanup;
struct cleanup {
    cleanup *next;
    void (*fn)(void *what);
    void *what;
};

struct vw_arena {
    block *current;    /* the block that still has room; the others hang behind it */
    cleanup *cleanups; /* last registered first */
    size_t used;
};

/* Test instrument, counted over all arenas: see vw_arena_fail_at. */
static size_t allocations_until_failure;

void vw_arena_fail_at(size_t nth)
{
    allocations_until_failure = nth;
}

_Noreturn void vw_out_of_memory(void)
{
    /* No stdio: it may want memory itself. When even this write fails, nothing is left to do. */
    static const char sentence[] =
        "verantwoord: memory ran out; no file and no dossier was left half written\n";
    ssize_t written = write(STDERR_FILENO, sentence, sizeof sentence - 1);
    (void)written;
    _exit(VW_EXIT_MEMORY);
}

static void count_towards_failure(void)
{
    if (allocations_until_failure > 0 && --allocations_until_failure == 0) {
        vw_out_of_memory();
    }
}

static block *block_new(size_t capacity)
{
    if (capacity > SIZE_MAX - sizeof(block)) {
        vw_out_of_memory();
    }
    block *fresh = calloc(1, sizeof(block) + capacity);
    if (fresh == NULL) {
        vw_out_of_memory();
    }
    fresh->capacity = capacity;
    CLOSE(fresh->data, capacity);
    return fresh;
}

static void blocks_free(block *first)
{
    while (first != NULL) {
        block *next = first->next;
        free(first);
        first = next;
    }
}

/* A cleanup may register none of its own: the arena is on its way out. */
static void run_cleanups(vw_arena *arena)
{
    while (arena->cleanups != NULL) {
        cleanup *last = arena->cleanups;
        arena->cleanups = last->next;
        last->fn(last->what);
    }
}

vw_arena *vw_arena_new(void)
{
    count_towards_failure();
    vw_arena *arena = calloc(1, sizeof *arena);
    if (arena == NULL) {
        vw_out_of_memory();
    }
    return arena;
}

void vw_arena_free(vw_arena *arena)
{
    if (arena == NULL) {
        return;
    }
    run_cleanups(arena);
    blocks_free(arena->current);
    free(arena);
}

void vw_arena_reset(vw_arena *arena)
{
    run_cleanups(arena);
    arena->used = 0;
#ifdef VW_ARENA_DEBUG
    blocks_free(arena->current);
    arena->current = NULL;
#else
    block *kept = arena->current;
    if (kept != NULL) {
        blocks_free(kept->next);
        kept->next = NULL;
        memset(kept->data, 0, kept->used);
        kept->used = 0;
    }
#endif
}

void vw_arena_on_free(vw_arena *arena, void (*fn)(void *what), void *what)
{
    cleanup *added = VW_NEW(arena, cleanup);
    *added = (cleanup){.next = arena->cleanups, .fn = fn, .what = what};
    arena->cleanups = added;
}

size_t vw_arena_used(const vw_arena *arena)
{
    return arena->used;
}

static size_t rounded_up(size_t size)
{
    size_t const unit = alignof(max_align_t);
    return size == 0 ? unit : (size + unit - 1) / unit * unit;
}

/* A large object gets a block of its own, behind the current one, whose room stays in use. */
static void *take_large(vw_arena *arena, size_t size)
{
    block *own = block_new(size);
    OPEN(own->data, size);
    own->used = size;
    if (arena->current == NULL) {
        arena->current = own;
    } else {
        own->next = arena->current->next;
        arena->current->next = own;
    }
    return own->data;
}

static void *take(vw_arena *arena, size_t size)
{
    if (size > BLOCK_BYTES / 4) {
        return take_large(arena, size);
    }
    size_t const rounded = rounded_up(size + GAP);
    block *current = arena->current;
    if (current == NULL || current->capacity - current->used < rounded) {
        bool const fits = current == NULL && rounded <= FIRST_BLOCK_BYTES;
        block *fresh = block_new(fits ? FIRST_BLOCK_BYTES : BLOCK_BYTES);
        fresh->next = current;
        arena->current = current = fresh;
    }
    void *taken = (char *)current->data + current->used;
    current->used += rounded;
    OPEN(taken, size);
    return taken;
}

void *vw_alloc(vw_arena *arena, size_t size)
{
    count_towards_failure();
    arena->used += size;
    return take(arena, size);
}

void *vw_alloc_array(vw_arena *arena, size_t count, size_t size)
{
    if (size != 0 && count > SIZE_MAX / size) {
        vw_out_of_memory();
    }
    return vw_alloc(arena, count * size);
}

char *vw_strndup(vw_arena *arena, const char *text, size_t length)
{
    if (length == SIZE_MAX) {
        vw_out_of_memory();
    }
    char *copy = vw_alloc(arena, length + 1);
    if (length > 0) {
        memcpy(copy, text, length);
    }
    return copy;
}

char *vw_strdup(vw_arena *arena, const char *text)
{
    return vw_strndup(arena, text, strlen(text));
}

char *vw_vprintf(vw_arena *arena, const char *format, va_list args)
{
    va_list again;
    va_copy(again, args);
    int const length = vsnprintf(NULL, 0, format, args);
    if (length < 0) {
        vw_out_of_memory(); /* the only way our formats can fail */
    }
    char *text = vw_alloc(arena, (size_t)length + 1);
    vsnprintf(text, (size_t)length + 1, format, again);
    va_end(again);
    return text;
}

char *vw_printf(vw_arena *arena, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    char *text = vw_vprintf(arena, format, args);
    va_end(args);
    return text;
}

/* What was taken last can grow where it stands, so that a vector leaves nothing behind. */
static bool extend(vw_arena *arena, const void *items, size_t size, size_t wider)
{
#ifdef VW_ARENA_DEBUG
    (void)arena, (void)items, (void)size, (void)wider;
    return false;
#else
    block *current = arena->current;
    size_t const had = rounded_up(size), needs = rounded_up(wider);
    if (items == NULL || current == NULL || wider > BLOCK_BYTES / 4 || had > current->used ||
        (const char *)items != (const char *)current->data + (current->used - had) ||
        current->capacity - current->used < needs - had) {
        return false;
    }
    count_towards_failure();
    current->used += needs - had;
    arena->used += wider - size;
    return true;
#endif
}

void *vw_vec__grow(vw_arena *arena, void *items, size_t count, size_t *capacity, size_t size)
{
    if (*capacity > SIZE_MAX / 2 / size) {
        vw_out_of_memory();
    }
    size_t const wider = *capacity == 0 ? 4 : *capacity * 2;
    if (extend(arena, items, *capacity * size, wider * size)) {
        *capacity = wider;
        return items;
    }
    void *moved = vw_alloc_array(arena, wider, size);
    if (count > 0) {
        memcpy(moved, items, count * size);
    }
    *capacity = wider;
    return moved;
}

/* Room for [more] bytes and the closing NUL. */
static void buf_reserve(vw_buf *buf, size_t more)
{
    if (more >= SIZE_MAX / 2 - buf->length) {
        vw_out_of_memory();
    }
    size_t const needed = buf->length + more + 1;
    if (needed <= buf->capacity) {
        return;
    }
    size_t wider = buf->capacity == 0 ? 64 : buf->capacity * 2;
    if (wider < needed) {
        wider = needed;
    }
    char *moved = vw_alloc(buf->arena, wider);
    if (buf->length > 0) {
        memcpy(moved, buf->text, buf->length);
    }
    buf->text = moved;
    buf->capacity = wider;
}

void vw_buf_addn(vw_buf *buf, const char *text, size_t length)
{
    buf_reserve(buf, length);
    if (length > 0) {
        memcpy(buf->text + buf->length, text, length);
    }
    buf->length += length;
    buf->text[buf->length] = '\0';
}

void vw_buf_add(vw_buf *buf, const char *text)
{
    vw_buf_addn(buf, text, strlen(text));
}

void vw_buf_addf(vw_buf *buf, const char *format, ...)
{
    enum { MOSTLY = 100 };
    va_list args, again;
    va_start(args, format);
    va_copy(again, args);
    buf_reserve(buf, MOSTLY);
    int const length = vsnprintf(buf->text + buf->length, MOSTLY + 1, format, args);
    va_end(args);
    if (length < 0) {
        vw_out_of_memory();
    }
    if (length > MOSTLY) {
        buf_reserve(buf, (size_t)length);
        vsnprintf(buf->text + buf->length, (size_t)length + 1, format, again);
    }
    va_end(again);
    buf->length += (size_t)length;
}

void vw_buf_add_digits(vw_buf *buf, const char *digits, size_t count, const char *mark)
{
    enum { GROUP = 3 };
    for (size_t i = 0; i < count; i++) {
        if (i > 0 && (count - i) % GROUP == 0) {
            vw_buf_add(buf, mark);
        }
        vw_buf_addn(buf, digits + i, 1);
    }
}

const char *vw_buf_text(vw_buf *buf)
{
    return buf->text == NULL ? "" : buf->text;
}

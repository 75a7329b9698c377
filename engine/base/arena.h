/* SPDX-License-Identifier: EUPL-1.2 */
/* Memory by lifetime: everything allocated from an arena dies with it.
 *
 * Lifetimes in this program: the loaded sets, one run, one document, scratch. A function that takes
 * an arena returns memory owned by it. No allocation returns NULL: when memory is out, the arena
 * prints one sentence and ends the process with VW_EXIT_MEMORY; open SQLite transactions are then
 * rolled back by their journal, and temporary files are left unnamed or unrenamed.
 *
 * With -DVW_ARENA_DEBUG, in builds with the address sanitizer, what lies between objects is closed
 * to everybody, so that overruns are seen; a reset keeps no block, so that what outlives it is seen
 * too. */
#ifndef VW_BASE_ARENA_H
#define VW_BASE_ARENA_H

#include "base/base.h"

#include <stdarg.h>

typedef struct vw_arena vw_arena;

vw_arena *vw_arena_new(void);
/* Runs the registered cleanups, last one first, and releases everything. NULL is allowed. */
void vw_arena_free(vw_arena *arena);
/* Like free and new again, but keeps the first block: for scratch memory inside loops. */
void vw_arena_reset(vw_arena *arena);
/* [fn] runs with [what] when the arena is freed or reset: close a file, free a library's object. */
void vw_arena_on_free(vw_arena *arena, void (*fn)(void *what), void *what);
/* Bytes handed out since creation or reset. */
size_t vw_arena_used(const vw_arena *arena);
/* For tests: the [nth] allocation from now on (1 = the next), in any arena, fails. 0 switches off.
 */
void vw_arena_fail_at(size_t nth);
/* What every allocation does when there is no memory left. For libraries under us that report it.
 */
_Noreturn void vw_out_of_memory(void);

/* Zeroed, aligned for any type. A size of 0 gives a valid pointer. */
void *vw_alloc(vw_arena *arena, size_t size);
/* [count] * [size], checked for overflow. */
void *vw_alloc_array(vw_arena *arena, size_t count, size_t size);
char *vw_strdup(vw_arena *arena, const char *text);
char *vw_strndup(vw_arena *arena, const char *text, size_t length);
char *vw_printf(vw_arena *arena, const char *format, ...) VW_PRINTF(2, 3);
char *vw_vprintf(vw_arena *arena, const char *format, va_list args) VW_PRINTF(2, 0);

#define VW_NEW(arena, type) ((type *)vw_alloc((arena), sizeof(type)))
#define VW_NEW_ARRAY(arena, count, type) ((type *)vw_alloc_array((arena), (count), sizeof(type)))

/* A growing array inside a struct: `struct { vw_thing *items; size_t count, capacity; } things;`
 * VW_PUSH(arena, things, value). Old blocks stay in the arena until it dies. */
#define VW_VEC(type)                                                                               \
    struct {                                                                                       \
        type *items;                                                                               \
        size_t count, capacity;                                                                    \
    }
#define VW_PUSH(arena, vec, ...)                                                                   \
    do {                                                                                           \
        if ((vec).count == (vec).capacity) {                                                       \
            (vec).items = vw_vec__grow((arena), (vec).items, (vec).count, &(vec).capacity,         \
                                       sizeof *(vec).items);                                       \
        }                                                                                          \
        (vec).items[(vec).count++] = (__VA_ARGS__);                                                \
    } while (0)
void *vw_vec__grow(vw_arena *arena, void *items, size_t count, size_t *capacity, size_t size);

/* A growing text, always terminated by NUL. Zero-initialise, set [arena]. */
typedef struct {
    vw_arena *arena;
    char *text;
    size_t length, capacity;
} vw_buf;

void vw_buf_add(vw_buf *buf, const char *text);
void vw_buf_addn(vw_buf *buf, const char *text, size_t length);
void vw_buf_addf(vw_buf *buf, const char *format, ...) VW_PRINTF(2, 3);
/* [count] digits with [mark] before each three: "1.234.567". */
void vw_buf_add_digits(vw_buf *buf, const char *digits, size_t count, const char *mark);
/* Never NULL, also when nothing was added. */
const char *vw_buf_text(vw_buf *buf);

#endif

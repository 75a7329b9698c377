/* SPDX-License-Identifier: EUPL-1.2 */
/* What the targets for readers of tables share: an input as a file, and a demand on records. */
#ifndef VW_TESTS_FUZZ_TABLES_H
#define VW_TESTS_FUZZ_TABLES_H

#include "intake/tables/reader.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static inline void demand(bool condition)
{
    if (!condition) {
        abort();
    }
}

static char fuzz_path[] = "/tmp/vw-fuzz-XXXXXX";
static int fuzz_file = -1;

static inline void remove_fuzz_file(void)
{
    unlink(fuzz_path);
}

/* The bytes as a file, opened as an import opens it. */
static inline const vw_input *fuzz_input(vw_arena *arena, vw_diags *diags, const uint8_t *data,
                                         size_t size)
{
    const vw_input *input = NULL;
    if (fuzz_file < 0) {
        fuzz_file = mkstemp(fuzz_path);
        demand(fuzz_file >= 0);
        atexit(remove_fuzz_file);
    }
    demand(ftruncate(fuzz_file, 0) == 0);
    demand(pwrite(fuzz_file, data, size, 0) == (ssize_t)size);
    demand(vw_intake__open(&input, arena, diags, fuzz_path) == VW_OK);
    return input;
}

/* A callback of readers: each cell is a text with a NUL behind it, and rows go up. */
static inline vw_status fuzz_record(void *what, const vw_record *record)
{
    uint32_t *last = what;
    demand(record->row > *last);
    *last = record->row;
    for (size_t i = 0; i < record->count && i < VW_COLUMNS_MAX; i++) {
        demand(record->cells[i].text[record->cells[i].length] == '\0');
    }
    return VW_OK;
}

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* A CSV file as records, one at a time: memory does not grow with the file. */
#ifndef VW_INTAKE_READER_H
#define VW_INTAKE_READER_H

#include "intake/input.h"

typedef struct {
    char *text; /* a NUL stands behind it, and may stand inside; may be changed */
    size_t length;
    bool number;      /* the file stores it as a number: a point in it is the decimal mark */
    bool long_number; /* and has lost the last of its digits */
    bool formula;     /* what one gave when the workbook was saved */
} vw_cell;

typedef struct {
    uint32_t row; /* as a spreadsheet counts: the header is 1, blank lines count */
    vw_cell *cells;
    size_t count;            /* beyond VW_COLUMNS_MAX cells are counted, not kept */
    const char *const *json; /* of JSON: each cell as it is written there, NULL where absent; NULL:
                                cells are texts */
} vw_record;

typedef struct {
    uint32_t rows_max; /* a row beyond it ends the reading */
    char separator;    /* of cells in CSV; 0: comma or semicolon, as the header has it */
    /* Called for each record that is not a blank line; what it points to lives until it returns. */
    vw_status (*record)(void *what, const vw_record *record);
    void *what;
    /* What messages call a column, from 0, of a sheet whose first record does not say it to people;
     * NULL, or what returns NULL: as that record does. */
    const char *(*heading)(void *what, size_t column);
    bool (*progress)(void *what, uint64_t done, uint64_t total); /* bytes; NULL: none */
    void *progress_what;
} vw_reader_options;

/* Reads the file once. Adds a diagnostic for each problem and reads on after a broken row. VW_OK
 * when all was read, also with broken rows; VW_ERR_INPUT or VW_ERR_STORE when reading stopped, or
 * what [record] returned. */
VW_MUST_USE vw_status vw_intake__read_csv(const vw_input *input, vw_arena *arena, vw_diags *diags,
                                          const vw_reader_options *options);

#endif

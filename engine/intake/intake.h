/* SPDX-License-Identifier: EUPL-1.2 */
/* Files into checked rows: one reader a format, all into the same rows. */
#ifndef VW_INTAKE_INTAKE_H
#define VW_INTAKE_INTAKE_H

#include "store/evidence.h"

/* A value for a field of every row that does not have one itself: --set asset=A-001. */
typedef struct {
    const char *field, *value;
} vw_intake_constant;

typedef struct {
    const char *path;
    const char *kind;   /* NULL: from the file's name ("asset.csv", "assets.csv", "2025-asset.csv"),
                           or   the format's own kinds */
    const char *format; /* NULL: recognised from the file's first bytes; see intake/format.h */
    const char *encoding;     /* of a text; NULL: recognised */
    const char *mapping;      /* path of a mapping file; NULL: none */
    const char *sheet;        /* of a workbook; NULL: those whose name tells a kind */
    char separator;           /* of cells in CSV; 0: comma or semicolon, as the header has it */
    const char *collected_at; /* NULL: what the file says, else today, by the clock */
    bool invented;            /* an example: its day of collection may have yet to come */
    const char *collected_by; /* NULL: the user's login name */
    const char *method;       /* NULL: "examine" */
    const char *producer;     /* who or what made the file; NULL: what the file says */
    const vw_intake_constant *constants;
    size_t constant_count;
    bool complete;
    vw_date complete_from, complete_until; /* VW_DATE_NONE: the reference date or the period */
    /* Refuses an exception on an overheidsmaatregel; NULL: not asked. Returns the requirement that
     * forbids it, or NULL when the exception may stand. [what] is passed on. */
    const char *(*forbids_exception)(void *what, const char *test_id);
    void *what;
    uint32_t rows_max;                                           /* 0: VW_ROWS_MAX */
    bool (*progress)(void *what, uint64_t done, uint64_t total); /* bytes; NULL: none */
    void *progress_what;
} vw_intake_options;

/* What a column of the file became. */
typedef struct {
    const char *heading;
    const char *field; /* or the key; "" when it is none */
} vw_intake_column;

/* One import; a file with records of several kinds becomes several. */
typedef struct {
    int64_t import_id;
    const vw_kind *kind;
    const char *sheet;  /* of a workbook, else "" */
    const char *format; /* "csv", "csaf" ... */
    uint64_t rows, new_subjects, new_versions;
    const char *encoding;            /* of a text; NULL: the file is no text */
    const vw_intake_column *columns; /* of a table */
    size_t column_count;
    const vw_intake_constant *constants; /* those that this kind has a field for */
    size_t constant_count;
    uint64_t skipped; /* rows that the mapping left out */
} vw_intake_result;

typedef VW_VEC(vw_intake_result) vw_intake_results;

/* Reads one file into the open transaction of [dossier]. On VW_ERR_INPUT every problem found stands
 * in [diags] with file, sheet, row and column, and the caller must roll back. The whole file is
 * checked even after a first problem. Adds to [out] one result for each import. */
VW_MUST_USE vw_status vw_intake_file(vw_intake_results *out, vw_dossier *dossier,
                                     const vw_catalogue *catalogue, vw_arena *arena,
                                     vw_diags *diags, const vw_intake_options *options);

#endif

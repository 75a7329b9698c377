/* SPDX-License-Identifier: EUPL-1.2 */
/* Where all readers come together: rows of texts by field, checked and stored. */
#ifndef VW_INTAKE_TAKER_H
#define VW_INTAKE_TAKER_H

#include "intake/input.h"
#include "intake/intake.h"
#include "intake/tables/reader.h"

/* What is shared while one file is taken in. */
typedef struct {
    vw_dossier *dossier;
    const vw_catalogue *catalogue;
    const vw_intake_options *options;
    const vw_input *input;
    const char *encoding;            /* of a text; NULL: the file is no text */
    const struct vw_column_map *map; /* NULL: columns have our names */
    vw_arena *arena;
    vw_diags *diags;
    vw_intake_results *results;
    const char *producer; /* what the document says of who or what made it; NULL: nothing */
} vw_intake_run;

/* One import that is being filled. */
typedef struct vw_taker vw_taker;

/* What an import is of. */
typedef struct {
    const vw_kind *kind;
    const char *sheet;    /* "" where a file has none */
    const char *importer; /* the reader and its version: "csaf/1" */
    const char
        *made_at; /* what the file itself says of when its facts were collected,
                     "YYYY-MM-DD" or an instant; NULL: nothing. The user's word goes first. */
    bool headed;  /* rows below a header, where a missing column was told already */
} vw_intake_part;

/* Begins an import. One at a time: vw_intake__end comes first. A file is read to its end also when
 * errors were found; vw_intake__end then returns VW_ERR_INPUT. */
VW_MUST_USE vw_status vw_intake__begin(vw_taker **out, vw_intake_run *run,
                                       const vw_intake_part *part);
/* The same by the kind's name; I083 when the catalogue does not have it. */
VW_MUST_USE vw_status vw_intake__begin_named(vw_taker **out, vw_intake_run *run, const char *kind,
                                             const char *importer, const char *made_at);

/* The row at hand, field by field: texts as a person would write them (see intake/values.h). They
 * are copied; NULL and "" are unknown. A field that [kind] does not have is told once (I082): the
 * catalogue was given another shape than the reader counts on. */
void vw_intake__put(vw_taker *taker, const char *field, const char *text);
/* The natural key of the row at hand. */
void vw_intake__put_key(vw_taker *taker, const char *key);
/* The same without a copy and by place: [index] of kind->fields, or VW_FIELD_KEY. The cell's bytes
 * may be changed and must live until vw_intake__row. [heading]: the column as the file has it. */
#define VW_FIELD_KEY SIZE_MAX
void vw_intake__put_cell(vw_taker *taker, size_t index, const vw_cell *cell, const char *heading);
/* Ends the row at hand: cleans, reads and checks each value, and stores the row. [row_no] is its
 * number in the sheet or table, or the record's number in the document, from 1. [pointer] is where
 * in a document it stood, for messages (RFC 6901, "/vulnerabilities/3"), or NULL. [raw] is a JSON
 * object, as text, of what has no field; NULL or "" when nothing is left. */
VW_MUST_USE vw_status vw_intake__row(vw_taker *taker, uint32_t row_no, const char *pointer,
                                     const char *raw);
VW_MUST_USE vw_status vw_intake__end(vw_taker *taker);

/* The file that the import is of. */
vw_intake_run *vw_intake__run_of(const vw_taker *taker);
/* A place for what a reader of rows keeps from one row to the next; NULL at first. */
void **vw_intake__kept(vw_taker *taker);

/* Where the row at hand stands, for a reader's own messages. */
vw_place vw_intake__place(const vw_taker *taker, uint32_t row_no, const char *field);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* What the files that take an intake workbook back share. */
#ifndef VW_INTAKE_WORKBOOK_PRIVATE_H
#define VW_INTAKE_WORKBOOK_PRIVATE_H

#include "intake/taker.h"
#include "intake/workbook.h"
#include "intake/workbook/workbook_meta.h"
#include "intake/xlsx/xlsx.h"
#include "store/records.h"

/* ---- what the hidden sheet says ---------------------------------------------------------- */

typedef struct {
    const char *kind, *field, *heading;
} vw_workbook_column;

typedef struct {
    const char *name, *hash; /* of a sheet and of what was written there */
} vw_workbook_seal;

typedef struct {
    const char *key, *cells; /* "ID=HASH " for each cell that is only to read */
    bool seen;
} vw_workbook_locked;

typedef struct {
    const char *layout, *dossier, *organisation, *import_sha256, *mark_text;
    const char *evaluation, *made_at; /* "" where the workbook is of none */
    int64_t mark;
    VW_VEC(vw_workbook_column) columns, prefilled;
    VW_VEC(vw_workbook_column) sheets; /* .field: the name that the sheet was given */
    VW_VEC(vw_workbook_column) stamps; /* .heading: the value of every record that is taken */
    VW_VEC(vw_workbook_seal) seals;
    VW_VEC(vw_workbook_locked) locked;
} vw_workbook_meta;

/* The hidden sheet of [book], or NULL. */
const vw_xlsx_sheet *vw_workbook__meta_sheet(const vw_xlsx *book);
VW_MUST_USE vw_status vw_workbook__read_meta(vw_workbook_meta *out, vw_xlsx *book, vw_arena *arena,
                                             vw_diags *diags);
/* Is the workbook of this dossier, as it was at a mark that is still part of it? */
VW_MUST_USE vw_status vw_workbook__check_meta(vw_workbook_meta *meta, vw_intake_run *run);

/* ---- the columns of a sheet -------------------------------------------------------------- */

enum { VW_BOUND_NOT = -1, VW_BOUND_KEY = -2, VW_BOUND_CONTEXT = -3, VW_BOUND_GONE = -4 };

typedef struct {
    const vw_kind *kind;
    size_t count;
    int *to;               /* by column: an index of kind->fields, or VW_BOUND_... */
    const char **headings; /* by column, as the sheet has them */
    const char **context;  /* by column that is only to read: its id, or "" */
    size_t *column_of;     /* by field; SIZE_MAX: the sheet has none */
    size_t key_column;     /* SIZE_MAX: none */
    const char *key_heading;
    bool *prefilled; /* by field */
    bool has_prefilled;
    uint32_t names_row;
} vw_workbook_binding;

/* "A", "B" ... "AA": what a column is called that has no name of ours. */
const char *vw_workbook__letters(vw_arena *arena, size_t column);
/* True when the record is a sheet's hidden row of names. */
bool vw_workbook__is_names(const vw_record *record);
/* True when a column is only to read: the mark of the guide, which has no other. */
bool vw_workbook__has_context(const vw_record *record);
/* Binds columns to fields by name. [*out] is NULL when the sheet's kind is not in the catalogue;
 * that and all else that is amiss is told at [place]. */
void vw_workbook__bind(vw_workbook_binding **out, vw_intake_run *run, const vw_workbook_meta *meta,
                       vw_place place, const vw_record *names);
bool vw_workbook__is_head(const vw_workbook_binding *binding, const vw_record *record);
/* The kind that was on a sheet of this name when the workbook was made, or NULL. */
const char *vw_workbook__kind_of_sheet(const vw_workbook_meta *meta, const char *sheet);
/* The kind whose headings the record has, for the greater part, or NULL. */
const char *vw_workbook__kind_of_heads(const vw_workbook_meta *meta, const vw_record *record);
void vw_workbook__take_headings(vw_workbook_binding *binding, vw_arena *arena,
                                const vw_record *record);

/* ---- one row ----------------------------------------------------------------------------- */

typedef struct {
    const vw_kind *kind;
    const bool *present;                    /* by field: the sheet has a column for it */
    const char *const *cells;               /* by field: what it says; NULL: nothing */
    const vw_stored_record *base, *dossier; /* NULL: there was, or is, none */
    vw_workbook_side side;
} vw_workbook_three;

typedef struct {
    const char **merged; /* by field: what is to be stored; NULL: unknown */
    bool *from_workbook; /* by field */
    VW_VEC(vw_workbook_change) changes;
    bool any_taken, any_conflict, any_kept;
    const vw_field *cut_edited; /* a text that the workbook only showed a part of */
} vw_workbook_merge;

/* All in [arena]. Cells are cleaned. A cell that cannot be read counts as changed: the import that
 * follows says what is wrong with it. */
void vw_workbook__merge(vw_workbook_merge *out, vw_arena *arena, const vw_workbook_three *three);
/* The same for equal values, whatever the cells look like. */
uint64_t vw_workbook__row_hash(vw_arena *arena, const vw_kind *kind, const char *const *texts);

/* ---- one sheet --------------------------------------------------------------------------- */

/* A sheet without a row of names. */
typedef struct {
    const char *sheet;
    const char *kind; /* which it held when the workbook was made, or seems to hold; or NULL */
    bool has_our_name, hidden;
    bool is_lost; /* a sheet of ours all the same */
} vw_workbook_unknown;

typedef struct {
    vw_intake_run *run;
    const vw_workbook_meta *meta;
    vw_xlsx *book;
    int64_t here; /* the newest import before this one */
    vw_workbook_side side;
    vw_workbook_diff *diff;
    VW_VEC(vw_workbook_unknown) unknown;
} vw_workbook_taking;

VW_MUST_USE vw_status vw_workbook__take_sheet(vw_workbook_taking *taking,
                                              const vw_xlsx_sheet *sheet);

/* ---- of a protected workbook, by what its hidden sheet says ------------------------------- */

/* Refuses a workbook of an evaluation that the dossier does not have, by name; tells when there is
 * a newer one. Says nothing of a workbook without one. */
VW_MUST_USE vw_status vw_workbook__check_evaluation(const vw_workbook_meta *meta,
                                                    vw_intake_run *run);
/* True for a sheet that is only to read, of which nothing is taken. */
bool vw_workbook__is_sealed(const vw_workbook_meta *meta, const char *sheet);
/* Tells which of those were changed or are gone. */
void vw_workbook__check_seals(vw_workbook_taking *taking);
/* Tells which cells of the row were changed that are only to read; W033 when no row had the key. */
void vw_workbook__check_locked(const vw_workbook_taking *taking, const vw_workbook_binding *binding,
                               const vw_record *record, const char *key, vw_place place);
/* Tells which rows are gone, when all sheets were read. */
void vw_workbook__check_rows(const vw_workbook_taking *taking);
/* What the field of every record that is taken becomes, or NULL. */
const char *vw_workbook__stamp(const vw_workbook_meta *meta, const vw_kind *kind,
                               const vw_field *field);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* What the readers of results of checks share: a record is put together field by field, and what no
 * field took stays with it as raw JSON. */
#ifndef VW_INTAKE_FORMATS_CHECKS_H
#define VW_INTAKE_FORMATS_CHECKS_H

#include "intake/formats/shared.h"

/* The choices of configuration_check.result, in that order. */
typedef enum {
    VW_CHECK_PASSED,
    VW_CHECK_FAILED,
    VW_CHECK_NOT_APPLICABLE,
    VW_CHECK_MANUAL,
    VW_CHECK_ERROR,
    VW_CHECK_SUPPRESSED,
    VW_CHECK_RESOLVED,
    VW_CHECK_INFORMATIONAL,
    VW_CHECK_UNDETERMINED
} vw_check_result;

/* How many results a run had, for its scan. */
typedef struct {
    size_t passed, failed, undecided;
} vw_check_counts;

/* One import that is being filled by a reader. */
typedef struct {
    vw_intake_run *run;
    vw_taker *taker;
    const char *made_at; /* what the file says of its own time; NULL: nothing */
    vw_arena *scratch;   /* the record at hand */
    json_t *keys;        /* given so far, and how often */
    uint32_t row;
    const json_t *source;       /* of the record at hand */
    const char *pointer;        /* where it stands in the document; NULL in a table */
    VW_VEC(const char *) taken; /* paths of [source] that a field holds in full */
    bool timed;                 /* the record at hand has a place for its own time */
    bool told_no_time;
} vw_checks;

/* ---- imports and records (checks.c) ------------------------------------------------------ */

/* Begins an import of [kind]; see vw_intake__begin_named. */
VW_MUST_USE vw_status vw_checks__begin(vw_checks **out, vw_intake_run *run, const char *kind,
                                       const char *importer, const char *made_at);
/* One for a table, whose import was begun already. */
vw_checks *vw_checks__of(vw_taker *taker);
VW_MUST_USE vw_status vw_checks__end(vw_checks *checks);

/* Begins the next record, which [source] tells of. [pointer] is copied. */
void vw_checks__next(vw_checks *checks, const json_t *source, const char *pointer);
/* Puts what stands at [path] of the source, a text, number or boolean, and takes it. What no cell
 * can hold, for its length or for hidden characters, is left where it is. */
bool vw_checks__take(vw_checks *checks, const char *field, const char *path);
/* The first of [paths], ended by NULL, that has something. */
bool vw_checks__take_first(vw_checks *checks, const char *field, const char *const *paths);
/* Puts a text that was made out of several members, or comes from elsewhere: takes nothing. False
 * when it is NULL, empty, or nothing that a cell can hold. */
bool vw_checks__put(vw_checks *checks, const char *field, const char *text);
void vw_checks__put_result(vw_checks *checks, vw_check_result result);
/* For a path whose whole content a field holds in another form. */
void vw_checks__taken(vw_checks *checks, const char *path);
/* The instant that [value] is, as vw_checks__instant; N113 when it is there and cannot be read. */
const char *vw_checks__read_instant(vw_checks *checks, const json_t *value);
/* The time of the record: its day as occurred_on, and the instant in [field] when that is not NULL.
 * Without an instant, the day of collection, with N156 for a record that is [timed], else with
 * N101 for the first. Returns what was taken, for the key. */
const char *vw_checks__put_time(vw_checks *checks, const char *field, const char *instant);
/* The key: [parts], of which NULL and "" count for nothing, one after the other. A long part is cut
 * and gets its digest. A key that the import has already gets a number. */
void vw_checks__put_key(vw_checks *checks, const char *const *parts, size_t count);
/* Twelve digits of the file's SHA-256: for the key of what nothing else in the file tells apart
 * from the same in a file of another project. The same file again has the same. */
const char *vw_checks__file_digits(const vw_intake_run *run);
/* Stores the record, with as raw what is left of its source, or [raw] when that is not NULL. */
VW_MUST_USE vw_status vw_checks__row(vw_checks *checks, const char *raw);

/* The place of the record at hand; [below] is NULL or a JSON pointer from there: "/status". */
vw_place vw_checks__place(const vw_checks *checks, const char *below);
void vw_checks__count(vw_check_counts *counts, vw_check_result result);
/* Of a scan. */
void vw_checks__put_counts(vw_checks *checks, const vw_check_counts *counts);

/* ---- values (checks_values.c) ------------------------------------------------------------ */

/* "YYYY-MM-DDTHH:MM:SSZ" of any of the ways in which tools write an instant: ISO 8601 with or
 * without fractions and zone, a zone after a blank or without a colon, a day, or seconds or
 * milliseconds since 1970, also as a text. NULL when [value] is none of these. */
const char *vw_checks__instant(vw_arena *arena, const json_t *value);
const char *vw_checks__instant_of(vw_arena *arena, const char *text);
/* The choice of configuration_check.severity that [word] means in any of the tools; NULL: none. */
const char *vw_checks__severity(const char *word);
/* The later of two instants, each may be NULL. */
const char *vw_checks__later(const char *a, const char *b);
/* The texts of an array, [between] them; of a text itself; NULL when there are none. */
const char *vw_checks__join(vw_arena *arena, const json_t *value, const char *between);
/* What follows name by name in an object of lists: "CIS-1.4: 1.20 | CIS-2.0: 1.19". */
const char *vw_checks__join_lists(vw_arena *arena, const json_t *object);
bool vw_checks__same(const char *a, const char *b); /* letters A-Z and a-z are equal; NULL is "" */

/* Whether [value] is of [type]; N102 at [pointer] when it is there, and something else. */
typedef enum { VW_CHECKS_OBJECT, VW_CHECKS_ARRAY, VW_CHECKS_TEXT } vw_checks_type;
bool vw_checks__is(vw_intake_run *run, const json_t *value, vw_checks_type type,
                   const char *pointer);
/* The same, where nothing and null are wrong too. */
bool vw_checks__must_be(vw_intake_run *run, const json_t *value, vw_checks_type type,
                        const char *pointer);
/* A copy of [value] that goes with [arena], one level deep: its members are shared. */
json_t *vw_checks__copy(vw_arena *arena, const json_t *value);
/* A new object that goes with [arena]. */
json_t *vw_checks__object(vw_arena *arena);
/* Sets a member to a value that stays with its document too. */
void vw_checks__set(json_t *object, const char *name, const json_t *value);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* The catalogue of evidence: which kinds of records exist, with which fields.
 *
 * A kind is declared once, in controls/evidence/. Its table, the check of an import, the type check
 * of a rule and the manual's page all come from here. Built by load/, never changed afterwards. */
#ifndef VW_MODEL_CATALOGUE_H
#define VW_MODEL_CATALOGUE_H

#include "base/date.h"
#include "base/diag.h"

/* A state holds from a date until a date; an event occurs on one (docs/semantics.md, 1). */
typedef enum { VW_STATE, VW_EVENT } vw_nature;

typedef enum {
    VW_TYPE_TEXT,
    VW_TYPE_ENUM,
    VW_TYPE_BOOL, /* stored 0/1; read from yes/no, ja/nee, true/false, waar/onwaar, 1/0 */
    VW_TYPE_INTEGER,
    VW_TYPE_NUMBER,
    VW_TYPE_DATE,     /* stored "YYYY-MM-DD" */
    VW_TYPE_DATETIME, /* stored "YYYY-MM-DDTHH:MM:SSZ" */
    VW_TYPE_REF,      /* the key of a record of another kind; stored as its subject's number */
    VW_TYPE_LIST      /* of texts, or of choices when it has values; stored as in model/list.h. A
                         control set writes the type of its items, and `list: true` */
} vw_type;

typedef struct {
    const char *value;
    vw_text label;
} vw_enum_value;

typedef struct {
    const char *name; /* [a-z][a-z0-9_]*, also the column in the file and in the table */
    vw_type type;
    const char *unit; /* "hour", "day", "percent", "eur", "count" ... or NULL */
    bool required;
    bool personal; /* says something about a living person (GDPR art. 4(1)) */
    /* May stand in a public document as it is; a reference to a person then shows a role. What is
     * not public is only counted there: reports/build/records.h. */
    bool is_public;
    bool past;    /* a date of what took place: it cannot lie after the day of collection */
    bool expires; /* a date after which something must be renewed: a contract, a certificate */
    bool of_time; /* effective_from, effective_until, occurred_on: every kind has its own */
    vw_text label, explain;
    const vw_enum_value *values; /* of an enum, and of a list of choices */
    size_t value_count;
    const char *to; /* of a ref: the kind it names */
    bool has_min, has_max;
    double min, max; /* of an integer or number, both included */
    vw_place place;
} vw_field;

/* A cell of an example row: a column and what a person would type in it. */
typedef struct {
    const char *column, *value;
    vw_place place;
} vw_example_cell;

typedef struct {
    const char *name; /* as a field's; the table is "ev_" and the name */
    vw_nature nature;
    vw_text label, plural, explain;
    const char *key; /* the column that holds the natural key */
    vw_text key_label;
    bool key_personal; /* the key itself says who it is about: a staff number, a login name */
    /* The time fields first, then in declared order, then those that the organisation added, then
     * the artefact; the key is none. */
    const vw_field *fields;
    size_t field_count;
    const vw_example_cell *example; /* one row; its names are checked, its values are not */
    size_t example_count;           /* 0: no example */
    vw_place place;
} vw_kind;

/* The field that refers to the file behind a record, and the kind of those files. Where the
 * catalogue has the kind, every other kind has the field without declaring it. */
#define VW_ARTEFACT "artefact"

typedef struct {
    const vw_kind *kinds; /* by name */
    size_t count;
    bool as_shipped; /* nothing that comes with the program is changed or missing; there may be more
                      */
} vw_catalogue;

/* As a control set writes it: "text", "ref". */
const char *vw_type_name(vw_type type);
/* Borrowed; NULL when there is none. */
const vw_kind *vw_catalogue_find(const vw_catalogue *catalogue, const char *name);
const vw_field *vw_kind_field(const vw_kind *kind, const char *name);
const vw_enum_value *vw_field_value(const vw_field *field, const char *value);
/* As a file for people shows choice [index]: its label, or its value where the label is another
 * choice's too, and would be read back as that. */
const char *vw_field_choice_shown(const vw_field *field, size_t index, vw_lang lang);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* What the readers of documents share among themselves: places, shapes, dates, keys. */
#ifndef VW_INTAKE_FORMATS_SHARED_H
#define VW_INTAKE_FORMATS_SHARED_H

#include "intake/format.h"

/* [object] for json_object_foreach, which changes nothing and yet takes no const. */
json_t *vw_formats__iterated(const json_t *object);
/* A member's text; NULL when [object] is none, or the member is no text. Borrowed. */
const char *vw_formats__text(const json_t *object, const char *name);

/* Where in a document: kept on the stack while walking, and only written out for a message. */
typedef struct vw_at {
    const struct vw_at *parent; /* NULL: the document itself */
    const char *name;           /* of a member; NULL: an element */
    size_t index;
} vw_at;

#define VW_AT(parent_, name_) (&(const vw_at){.parent = (parent_), .name = (name_)})
#define VW_AT_INDEX(parent_, index_) (&(const vw_at){.parent = (parent_), .index = (index_)})

/* As a JSON pointer (RFC 6901); "" for the document. */
const char *vw_formats__pointer(vw_arena *arena, const vw_at *at);
vw_place vw_formats__place(const vw_intake_run *run, const vw_at *at);

/* ---- shapes: what a schema says of a value ----------------------------------------------- */

typedef enum {
    VW_SHAPE_ANY,
    VW_SHAPE_TEXT,
    VW_SHAPE_NUMBER,
    VW_SHAPE_INTEGER,
    VW_SHAPE_BOOL,
    VW_SHAPE_OBJECT,
    VW_SHAPE_LIST
} vw_shape_type;

typedef struct vw_shape vw_shape;

typedef struct {
    const char *name;
    const vw_shape *shape;
    bool required;
} vw_member;

struct vw_shape {
    vw_shape_type type;
    const char *const *values;      /* of a text: all there are, ended by NULL; NULL: any */
    bool (*form)(const char *text); /* of a text: how it is built */
    const char *sample;             /* of that form */
    const vw_member *members;       /* of an object, ended by a name of NULL; others are free */
    const vw_shape *items;          /* of a list */
    size_t least;                   /* characters, members or items */
    size_t most;                    /* 0: any number */
    bool unique;                    /* no item twice */
};

/* How a shape is written: VW_OBJECT(VW_MUST("id", id), VW_MAY("name", text)). */
#define VW_MUST(name_, shape_)                                                                     \
    {                                                                                              \
        (name_), &(shape_), true                                                                   \
    }
#define VW_MAY(name_, shape_)                                                                      \
    {                                                                                              \
        (name_), &(shape_), false                                                                  \
    }
#define VW_MEMBERS(...)                                                                            \
    (const vw_member[])                                                                            \
    {                                                                                              \
        __VA_ARGS__,                                                                               \
        {                                                                                          \
            NULL, NULL, false                                                                      \
        }                                                                                          \
    }
#define VW_OBJECT(...)                                                                             \
    {                                                                                              \
        .type = VW_SHAPE_OBJECT, .members = VW_MEMBERS(__VA_ARGS__)                                \
    }
/* With at least [least_] members of any name. */
#define VW_OBJECT_OF(least_, ...)                                                                  \
    {                                                                                              \
        .type = VW_SHAPE_OBJECT, .least = (least_), .members = VW_MEMBERS(__VA_ARGS__)             \
    }
#define VW_LIST_OF(items_, least_)                                                                 \
    {                                                                                              \
        .type = VW_SHAPE_LIST, .items = &(items_), .least = (least_)                               \
    }
#define VW_SET_OF(items_, least_)                                                                  \
    {                                                                                              \
        .type = VW_SHAPE_LIST, .items = &(items_), .least = (least_), .unique = true               \
    }
#define VW_ONE_OF(...)                                                                             \
    {                                                                                              \
        .type = VW_SHAPE_TEXT, .values = (const char *const[])                                     \
        {                                                                                          \
            __VA_ARGS__, NULL                                                                      \
        }                                                                                          \
    }
#define VW_FORM(form_, sample_)                                                                    \
    {                                                                                              \
        .type = VW_SHAPE_TEXT, .least = 1, .form = (form_), .sample = (sample_)                    \
    }

/* Adds a diagnostic for each place where [value] is not of [shape]. */
void vw_formats__check(vw_intake_run *run, const json_t *value, const vw_at *at,
                       const vw_shape *shape);

/* ---- forms of texts ---------------------------------------------------------------------- */

/* RFC 3339: "2021-07-21T10:00:00.000Z". */
bool vw_formats__is_instant(const char *text);
/* An absolute URI, RFC 3986: a scheme, a colon, and no blanks behind it. */
bool vw_formats__is_uri(const char *text);
/* "CVE-2021-44228" */
bool vw_formats__is_cve(const char *text);
/* A package URL, with a type and a name. */
bool vw_formats__is_purl(const char *text);
/* CPE 2.2 or 2.3, by its parts. */
bool vw_formats__is_cpe(const char *text);

/* In UTC and in whole seconds, as the dossier holds instants; NULL when [text] is none. */
const char *vw_formats__instant(vw_arena *arena, const char *text);
/* Its day, "2021-07-21"; NULL when it has none. [text] may be a day already. */
const char *vw_formats__day(vw_arena *arena, const char *text);

/* ---- records ----------------------------------------------------------------------------- */

/* The day on which states of a document begin that does not tell when it was made: the day of
 * collection. NULL when the user gave a value for effective_from. Adds a warning. */
const char *vw_formats__undated(vw_intake_run *run);

/* Makes keys differ within one file: the second "x" becomes "x (2)". */
typedef struct vw_keys vw_keys;
vw_keys *vw_formats__keys(vw_arena *arena);
const char *vw_formats__key(vw_keys *keys, const char *key);

/* [text] at the end of [out], behind ", " when something stands there. NULL and "" add nothing. */
void vw_formats__join(vw_buf *out, const char *text);
/* Two JSON objects as texts, either of which may be "", as one. */
const char *vw_formats__both(vw_arena *arena, const char *first, const char *second);
/* [text] when a field can hold it, else NULL: then it stays in the raw record. A field takes no
 * text beyond VW_FIELD_BYTES_MAX and no characters that hide or reorder others. */
const char *vw_formats__fitting(const char *text);
/* [text] when it is a value of that enum, else NULL: then it stays in the raw record. */
const char *vw_formats__choice(const vw_intake_run *run, const char *kind, const char *field,
                               const char *text);

#endif

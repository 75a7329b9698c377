/* SPDX-License-Identifier: EUPL-1.2 */
/* A PDF as it stands on the disk: its revisions, its objects, their entries (ISO 32000-1, 7.3 and
 * 7.5). Only what libharu, this program and other plain writers write: tables of cross references,
 * no streams of them, no encryption. Nothing is mended: a file that needs guesses is refused.
 *
 * A value is a span of the file's own bytes; whatever the file says, no span reaches outside it. */
#ifndef VW_REPORTS_SIGN_PDF_IN_H
#define VW_REPORTS_SIGN_PDF_IN_H

#include "base/diag.h"

/* [from] NULL: there is no such thing. */
typedef struct {
    const char *from;
    size_t length;
} vw_span;

typedef unsigned vw_pdf_number; /* of an object, from 1; 0: none */

/* One table with its trailer, the newest first. */
typedef struct {
    size_t table_at; /* of "xref" */
    size_t end;      /* one past "%%EOF" and the line's end behind it */
    vw_span trailer; /* its dictionary */
} vw_pdf_revision;

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    vw_place place;
    vw_span file;
    VW_VEC(vw_pdf_revision) revisions;
} vw_pdf_in;

/* [bytes] must outlive [out]. VW_ERR_INPUT with S001, S002, S003 or S036. */
VW_MUST_USE vw_status vw_pdf_in_open(vw_pdf_in *out, vw_arena *arena, vw_diags *diags,
                                     const char *path, const char *bytes, size_t length);

/* The bytes of an object's value as [revision] (0: the newest) has it, or none. A stream's are its
 * dictionary. */
vw_span vw_pdf_in_object(const vw_pdf_in *in, size_t revision, vw_pdf_number number);
/* Where the object begins ("12 0 obj"), as [revision] has it; 0: nowhere. */
size_t vw_pdf_in_place(const vw_pdf_in *in, size_t revision, vw_pdf_number number);
/* The numbers that revision [revision] itself writes. */
typedef VW_VEC(vw_pdf_number) vw_pdf_numbers;
void vw_pdf_in_written(vw_pdf_numbers *out, const vw_pdf_in *in, size_t revision);

/* An entry of a dictionary, as it is written. Twice the same key: none, since readers differ. */
vw_span vw_pdf_in_entry(vw_span dictionary, const char *key);
/* The same, with a reference followed to what it is in the newest revision. */
vw_span vw_pdf_in_get(const vw_pdf_in *in, vw_span dictionary, const char *key);
/* "12 0 R": 12; of any other value 0. */
vw_pdf_number vw_pdf_in_reference(vw_span value);
/* A reference followed, any other value as it is. */
vw_span vw_pdf_in_value(const vw_pdf_in *in, size_t revision, vw_span value);
bool vw_pdf_in_integer(int64_t *out, vw_span value);
/* Is it this name, "/Sig" ? */
bool vw_pdf_in_is_name(vw_span value, const char *name);

/* Steps through what stands in "[...]" or "<<...>>": begin with [at] zeroed. In a dictionary keys
 * and values take turns. False at the end, and from the first thing that is no value. */
bool vw_pdf_in_next(vw_span *item, size_t *at, vw_span whole);

/* The bytes of a string, decoded from (...) or <...>; false for any other value. */
bool vw_pdf_in_string(vw_buf *out, vw_span value);
/* The same as text: UTF-16 with its mark, else as Latin-1. Valid UTF-8. */
const char *vw_pdf_in_text(const vw_pdf_in *in, vw_span value);
/* The bytes of a stream, unpacked; at most [max], more is false. No filter but FlateDecode. */
bool vw_pdf_in_stream(vw_buf *out, const vw_pdf_in *in, size_t revision, vw_pdf_number number,
                      size_t max);

/* The catalogue, and the first page. */
vw_pdf_number vw_pdf_in_root(const vw_pdf_in *in, size_t revision);
/* Pages in their order, until [fn] returns false. False when the tree of pages is broken. */
bool vw_pdf_in_pages(const vw_pdf_in *in, bool (*fn)(void *what, vw_pdf_number page), void *what);

#endif

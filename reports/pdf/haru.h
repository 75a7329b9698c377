/* SPDX-License-Identifier: EUPL-1.2 */
/* The door to libharu: objects, pages, bookmarks and saving. No other file sees its types.
 *
 * libharu keeps the objects, the page tree, the cross-reference table and the compression; what
 * stands inside the dictionaries is written by us (fonts, text, links). The first failure makes
 * each later call do nothing, and vw_pdf__file_save reports it. */
#ifndef VW_REPORTS_PDF_HARU_H
#define VW_REPORTS_PDF_HARU_H

#include "base/diag.h"

#include <stdio.h>

typedef struct vw_pdf_file vw_pdf_file;
typedef struct vw_pdf_sheet vw_pdf_sheet;
typedef struct vw_pdf_bookmark vw_pdf_bookmark;

/* An object's number, as in "12 0 R". 0 after a failure. */
typedef unsigned vw_pdf_ref;

/* Lives in [arena], and is released with it. */
vw_pdf_file *vw_pdf__file_new(vw_arena *arena);

/* An indirect dictionary; its entries are [body], which must live as long as the file. */
vw_pdf_ref vw_pdf__file_add_dict(vw_pdf_file *file, const char *body);
/* The same, but [write] adds the entries when the file is saved: for what is known last, and
 * for what is so many that their texts would fill the memory. */
vw_pdf_ref vw_pdf__file_add_later(vw_pdf_file *file, void (*write)(void *self, vw_buf *body),
                                  void *self);
/* Replaces the body of a dictionary made with vw_pdf__file_add_dict. */
void vw_pdf__file_set_dict(vw_pdf_file *file, vw_pdf_ref dict, const char *body);
/* A stream, [packed] or as it is; its bytes are copied. [entries] may be "". */
vw_pdf_ref vw_pdf__file_add_stream(vw_pdf_file *file, const char *entries, const void *bytes,
                                   size_t length, bool packed);
/* Entries of the catalogue and of the information dictionary. */
void vw_pdf__file_set_catalogue(vw_pdf_file *file, const char *body);
void vw_pdf__file_set_information(vw_pdf_file *file, const char *body);

/* A page of [width] by [height] points that takes its fonts from the dictionary [resources].
 * Operators may be added to any page until the file is saved. */
vw_pdf_sheet *vw_pdf__file_add_page(vw_pdf_file *file, double width, double height,
                                    vw_pdf_ref resources);
/* An entry of the page's dictionary. */
void vw_pdf__sheet_set_number(vw_pdf_sheet *sheet, const char *key, int number);
vw_pdf_ref vw_pdf__sheet_ref(const vw_pdf_sheet *sheet);
void vw_pdf__sheet_write(vw_pdf_sheet *sheet, const char *operators, size_t length);
/* Adds an annotation, a dictionary of the file, to the page. */
void vw_pdf__sheet_annotate(vw_pdf_sheet *sheet, vw_pdf_ref annotation);

/* [parent] NULL: at the top. [body]: title and destination. */
vw_pdf_bookmark *vw_pdf__file_add_bookmark(vw_pdf_file *file, vw_pdf_bookmark *parent,
                                           const char *body);

/* Writes the whole file to [out]. The file's /ID is the hash of all bytes before it. Problems
 * of libharu become a diagnostic about [path]; write errors of [out] are left to its owner. */
VW_MUST_USE vw_status vw_pdf__file_save(vw_pdf_file *file, FILE *out, vw_diags *diags,
                                        const char *path);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* A document with every kind of block and awkward texts, in either language. */
#ifndef VW_TESTS_SAMPLE_DOCUMENT_H
#define VW_TESTS_SAMPLE_DOCUMENT_H

#include "reports/document.h"

/* With a table of [rows] rows in its last chapter. */
vw_document *sample_document(vw_arena *arena, vw_lang lang, uint64_t rows);
/* A document that is one paragraph. */
vw_document *sample_paragraph(vw_arena *arena, const char *text);
/* A document that is one table of [rows] rows, of which [paper_rows] go on paper (0: all). */
vw_document *sample_table(vw_arena *arena, uint64_t rows, uint64_t paper_rows, bool total);
/* A document that has [blocks] in this order. */
vw_document *sample_of(vw_arena *arena, const vw_block *const *blocks, size_t count);

extern const char *const sample_texts[];
extern const size_t sample_text_count;

#endif

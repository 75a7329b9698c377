/* SPDX-License-Identifier: EUPL-1.2 */
/* A document with every kind of block, cell and formula, and with texts that try to break out. */
#ifndef VW_TESTS_RENDER_SAMPLE_DOCUMENT_H
#define VW_TESTS_RENDER_SAMPLE_DOCUMENT_H

#include "reports/document.h"

enum { SAMPLE_LONG_TEXT = 40000 };

/* Rows from an array, with the slips of a source that a renderer must withstand. */
typedef struct {
    const vw_cell *cells;
    size_t columns, count;
    size_t at;
    uint64_t fail_at; /* this row cannot be read; UINT64_MAX: all can */
    unsigned opened, closed;
} sample_rows;

vw_rows sample_rows_of(sample_rows *rows);

typedef struct {
    vw_document document;
    vw_block root;
    sample_rows summary, requirements, conclusions, texts, nothing;
    vw_table summary_table, requirements_table, conclusions_table, texts_table, nothing_table;
} sample;

/* Everything is owned by [arena]. */
sample *sample_new(vw_arena *arena, vw_lang lang);
/* Words without a document, for what only needs them. */
vw_words sample_words(vw_lang lang);

#endif

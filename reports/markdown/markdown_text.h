/* SPDX-License-Identifier: EUPL-1.2 */
/* Text in CommonMark: whatever it holds, it is read back as the same text. */
#ifndef VW_REPORTS_MARKDOWN_TEXT_H
#define VW_REPORTS_MARKDOWN_TEXT_H

#include "reports/document.h"
#include "reports/render/render.h"

#include <stdio.h>

typedef struct {
    FILE *out;
    const vw_document *document;
    vw_diags *diags;
    vw_render_ids ids;
    vw_buf text;        /* of one cell or run, used again for the next */
    vw_buf prefix;      /* of each line in the present list, quote or item: "> ", "  " */
    bool first;         /* nothing was written yet in the innermost container */
    bool line_open;     /* the present line has its prefix or marker already */
    unsigned headings;  /* written so far: gives an id to those without one */
    bool titled;        /* the title stands above the headings, which begin one level down */
    int contents_level; /* of the last line of the contents */
} vw_markdown;

/* Escapes [text]. [at_start]: it begins a line, where "#" or "1." would mean something.
 * Newlines become [line_break]. */
void vw_markdown__escape(FILE *out, const char *text, bool at_start, const char *line_break);
void vw_markdown__runs(vw_markdown *md, const vw_run *runs, size_t count, bool at_start);
/* A cell's value as shown, on one line, linked when its target is there or safe. */
void vw_markdown__cell(vw_markdown *md, const vw_cell *cell);

#endif

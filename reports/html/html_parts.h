/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of the HTML renderer. */
#ifndef VW_REPORTS_HTML_PARTS_H
#define VW_REPORTS_HTML_PARTS_H

#include "reports/document.h"
#include "reports/render/render.h"

#include <stdio.h>

typedef struct {
    FILE *out;
    const vw_document *document;
    vw_diags *diags;
    vw_render_ids ids;
    vw_buf text;       /* of one cell or run, used again for the next */
    unsigned headings; /* written so far: gives an id to those without one */
    unsigned charts;   /* written so far: an id of its own for what a chart refers to */
    int level;         /* of the last heading, so that none is skipped */
    bool titled;       /* the title is the h1, and no heading is */
} vw_html;

/* The page's whole style sheet in parts, the last one NULL. */
extern const char *const vw_html__style[];
/* The accent as the sheet writes it. */
#define VW_HTML_ACCENT "#0a4a5e"

/* Escaped for text and for quoted attributes; NULL writes nothing. */
void vw_html__text(vw_html *html, const char *text);
/* The same, with newlines as <br>. */
void vw_html__lines(vw_html *html, const char *text);
void vw_html__runs(vw_html *html, const vw_run *runs, size_t count);
/* The value as shown, linked when its target is there or safe. */
void vw_html__cell(vw_html *html, const vw_cell *cell);
/* ` NAME="VALUE"`, or nothing when [value] is NULL. */
void vw_html__attribute(vw_html *html, const char *name, const char *value);

/* ` dir="rtl"` for a text that begins from right to left, in a page that does not. */
void vw_html__direction(vw_html *html, const char *text);

VW_MUST_USE vw_status vw_html__table(vw_html *html, const vw_block *block);
/* What stands in the picture of a chart of shares: bars, or lines over the years. */
int vw_html__shares_height(const vw_chart *chart);
void vw_html__shares(vw_html *html, const vw_chart *chart);
void vw_html__chart(vw_html *html, const vw_block *block);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether what a public document says is honest, before it is printed. What is wrong beyond doubt
 * is an error; what a person must look at is a warning. */
#ifndef VW_REPORTS_HONESTY_H
#define VW_REPORTS_HONESTY_H

#include "base/source.h"
#include "reports/build/build.h"
#include "reports/section/similar.h"

typedef struct {
    const vw_paragraphs *earlier; /* last year's section as text, or NULL */
    const vw_paragraphs *literal; /* paragraphs that somebody wrote into the template, or NULL */
    bool own_template;            /* it is not the program's */
} vw_honesty;

/* The same of a report as it was asked for. Without anything of the section in it only what a
 * public document names. */
VW_MUST_USE vw_status vw_honesty_of(vw_report *r, const vw_block *root, const vw_source *source,
                                    bool own_template, const vw_report_options *options);
/* Looks at the texts that were shown, and at what the document says in its public parts. */
VW_MUST_USE vw_status vw_honesty_check(vw_report *r, const vw_block *root,
                                       const vw_honesty *honesty);

#endif

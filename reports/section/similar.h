/* SPDX-License-Identifier: EUPL-1.2 */
/* Whether a text was taken over from an earlier one. */
#ifndef VW_REPORTS_SIMILAR_H
#define VW_REPORTS_SIMILAR_H

#include "base/arena.h"
#include "base/diag.h"

typedef VW_VEC(const char *) vw_paragraphs;

/* The share, 0 to 1, of runs of three words that two texts have in common, of all that either has
 * (Jaccard). Capitals, punctuation and numbers do not count: another figure in the same sentence is
 * the same sentence. -1 when the shorter has fewer than VW_SIMILAR_WORDS words. */
double vw_similar(const char *left, const char *right, vw_arena *scratch);
/* Shorter texts are alike by chance: "No incident took place." */
enum { VW_SIMILAR_WORDS = 8 };
/* From here a text is called nearly the same. Each word that is replaced breaks three runs: in a
 * text of 24 words two such words leave 16 of 28 runs, 0.57, and four leave 10 of 34, 0.29. Texts
 * written anew about the same thing stay below 0.2. */
#define VW_SIMILAR_FROM 0.5

/* Appends last year's section, in [path]: Markdown or plain text by paragraph, or the texts of a
 * JSON. */
void vw_paragraphs_split(vw_paragraphs *out, const char *text, vw_arena *arena);
VW_MUST_USE vw_status vw_paragraphs_read(vw_paragraphs *out, const char *path, vw_arena *arena,
                                         vw_diags *diags);

#endif

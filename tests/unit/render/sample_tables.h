/* SPDX-License-Identifier: EUPL-1.2 */
/* Between the sample's files. */
#ifndef VW_TESTS_RENDER_SAMPLE_TABLES_H
#define VW_TESTS_RENDER_SAMPLE_TABLES_H

#include "sample_document.h"

enum { SAMPLE_HOSTILE = 14 };
extern const char *const sample_hostile[];

void sample__summary(sample *all, vw_arena *arena, const vw_words *words);
void sample__requirements(sample *all, vw_arena *arena);
void sample__conclusions(sample *all, vw_arena *arena);
void sample__texts(sample *all, vw_arena *arena);
void sample__nothing(sample *all, vw_arena *arena);

#endif

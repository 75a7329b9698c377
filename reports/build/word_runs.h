/* SPDX-License-Identifier: EUPL-1.2 */
/* Every run of words in some texts, in a sorted list in which a key or a name is looked up: a
 * register may hold a million of them, the texts are short. Capitals, accents, spaces, dashes and
 * dots make no difference. */
#ifndef VW_REPORTS_BUILD_WORD_RUNS_H
#define VW_REPORTS_BUILD_WORD_RUNS_H

#include "base/arena.h"

#include <stdbool.h>

enum { VW_RUN_WORDS = 16 /* the longest run that is found, in words */ };

/* Words of a text without what parts them. */
typedef struct {
    const char *joined;
    size_t text; /* its number */
} vw_word_run;

typedef struct {
    vw_arena *arena;
    VW_VEC(vw_word_run) items;
} vw_word_runs;

/* Adds what [text], the [number]th, has. */
void vw_word_runs_add(vw_word_runs *runs, const char *text, size_t number);
/* Once, when all is added and before anything is looked up. */
void vw_word_runs_sort(vw_word_runs *runs);
/* The first run that is not before [joined]. */
size_t vw_word_runs_first(const vw_word_runs *runs, const char *joined);
/* Whether the run at [at] is [joined]. */
bool vw_word_runs_is(const vw_word_runs *runs, size_t at, const char *joined);
/* Whether [text] stands in one of the texts, or what a long one begins with; a text of fewer than
 * [least] words with a letter does not. */
bool vw_word_runs_hold(const vw_word_runs *runs, vw_arena *scratch, const char *text, size_t least);
/* As it stands in a run. */
bool vw_has_letter(const char *joined);

#endif

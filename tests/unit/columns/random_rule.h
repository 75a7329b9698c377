/* SPDX-License-Identifier: EUPL-1.2 */
/* Rules made at random. */
#ifndef VW_TESTS_COLUMNS_RANDOM_RULE_H
#define VW_TESTS_COLUMNS_RANDOM_RULE_H

#include "expression.h"

/* One made at random, of which the texts are kept for what may be said of it. */
typedef struct {
    const char *population, *condition;
    const vw_rule *rule;
} made_rule;
/* What some rules of a world ask of all records of a kind together: the same of each. */
enum { ASKED_OF_ALL = 3 };
typedef struct {
    const char *texts[ASKED_OF_ALL], *opposites[ASKED_OF_ALL]; /* conditions over any KIND */
} asked_of_all;
asked_of_all random_asked(vw_arena *arena, random_source *chance, const vw_catalogue *catalogue);
/* A rule that asks one or more of that, of who belongs too. */
made_rule random_rule_of_all(vw_arena *arena, random_source *chance, const vw_catalogue *catalogue,
                             const asked_of_all *asked);

made_rule random_rule(vw_arena *arena, random_source *chance, const vw_catalogue *catalogue);

#endif

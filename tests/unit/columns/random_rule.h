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
made_rule random_rule(vw_arena *arena, random_source *chance, const vw_catalogue *catalogue);

#endif

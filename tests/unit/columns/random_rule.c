/* SPDX-License-Identifier: EUPL-1.2 */
#include "random_rule.h"

#include "compare.h"

/* Then what follows is not understood, and may be told as well. */
static bool too_deep(vw_diags *diags)
{
    for (size_t i = 0; i < vw_diags_kept(diags); i++) {
        if (vw_diags_get(diags, i)->msg == VW_MSG_R004) {
            return true;
        }
    }
    return false;
}

/* Some come out nested too deep: then another one is made. */
made_rule random_rule(vw_arena *arena, random_source *chance, const vw_catalogue *catalogue)
{
    made_rule made = {0};
    while (made.rule == NULL) {
        const vw_kind *kind = &catalogue->kinds[chance_below(chance, catalogue->count)];
        int depth = (int)chance_below(chance, 4);
        vw_diags *diags = vw_diags_new(arena);
        made.condition = expression_text(
            arena, chance, expression_random(arena, chance, catalogue, kind, kind, depth));
        made.population = kind->name;
        if (chance_of(chance, 40)) {
            const expression *member = expression_random(arena, chance, catalogue, kind, kind, 1);
            made.population =
                vw_printf(arena, "%s where %s", kind->name, expression_text(arena, chance, member));
        }
        bool right = compiles(&made.rule, arena, diags, catalogue, made.population, made.condition);
        demand(right || too_deep(diags), diags, made.condition);
    }
    return made;
}

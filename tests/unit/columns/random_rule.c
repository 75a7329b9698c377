/* SPDX-License-Identifier: EUPL-1.2 */
#include "random_rule.h"

#include "compare.h"

#include <string.h>

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

static const vw_field *random_ref(random_source *chance, const vw_kind *kind)
{
    const vw_field *found = NULL;
    size_t met = 0;
    for (size_t i = 0; i < kind->field_count; i++) {
        if (kind->fields[i].type == VW_TYPE_REF && chance_below(chance, ++met) == 0) {
            found = &kind->fields[i];
        }
    }
    return found;
}

/* "exists any K where F = subject.G and ..." or NULL: where the two name records of different
 * kinds, or what else is asked is not understood next to it. */
static const char *names_the_same(vw_arena *arena, random_source *chance,
                                  const vw_catalogue *catalogue, const vw_kind *kind)
{
    const vw_kind *other = &catalogue->kinds[chance_below(chance, catalogue->count)];
    const vw_field *own = random_ref(chance, kind), *named = random_ref(chance, other);
    const vw_rule *rule = NULL;
    if (own == NULL || named == NULL) {
        return NULL;
    }
    const char *rest = expression_text(
        arena, chance, expression_random(arena, chance, catalogue, other, other, 1));
    const char *sides[] = {named->name, vw_printf(arena, "subject.%s", own->name)};
    bool turned = chance_of(chance, 30);
    const char *text = vw_printf(
        arena, "%s any %s%s where %s = %s and (%s)", chance_of(chance, 70) ? "exists" : "no",
        other->name, chance_of(chance, 50) ? " ever" : "", sides[turned], sides[!turned], rest);
    return compiles(&rule, arena, vw_diags_new(arena), catalogue, kind->name, text) ? text : NULL;
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
        const char *alike =
            chance_of(chance, 25) ? names_the_same(arena, chance, catalogue, kind) : NULL;
        made.condition = alike != NULL ? alike : made.condition;
        made.population =
            vw_printf(arena, "%s%s", kind->name, chance_of(chance, 25) ? " ever" : "");
        if (chance_of(chance, 40)) {
            const expression *member = expression_random(arena, chance, catalogue, kind, kind, 1);
            made.population = vw_printf(arena, "%s where %s", made.population,
                                        expression_text(arena, chance, member));
        }
        bool right = compiles(&made.rule, arena, diags, catalogue, made.population, made.condition);
        demand(right || too_deep(diags), diags, made.condition);
    }
    return made;
}

/* For subjects of every kind: it names nothing of the subject. */
static const char *random_of_any(vw_arena *arena, random_source *chance, const vw_kind *kind,
                                 const vw_catalogue *catalogue)
{
    const char *text = "subject.";
    while (strstr(text, "subject.") != NULL) {
        text = expression_text(arena, chance,
                               expression_random(arena, chance, catalogue, kind, kind, 1));
    }
    return text;
}

asked_of_all random_asked(vw_arena *arena, random_source *chance, const vw_catalogue *catalogue)
{
    asked_of_all asked;
    for (size_t i = 0; i < ASKED_OF_ALL; i++) {
        const vw_kind *kind = &catalogue->kinds[chance_below(chance, catalogue->count)];
        const char *any =
            vw_printf(arena, "any %s%s where %s", kind->name, chance_of(chance, 50) ? " ever" : "",
                      random_of_any(arena, chance, kind, catalogue));
        asked.texts[i] = vw_printf(arena, "(exists %s)", any);
        asked.opposites[i] = vw_printf(arena, "(no %s)", any);
        if (chance_of(chance, 40)) {
            asked.texts[i] =
                vw_printf(arena, "(%s %s: %s)", chance_of(chance, 70) ? "latest" : "earliest", any,
                          random_of_any(arena, chance, kind, catalogue));
            asked.opposites[i] = vw_printf(arena, "(not %s)", asked.texts[i]);
        }
    }
    return asked;
}

static const char *some_of_all(vw_arena *arena, random_source *chance, const asked_of_all *asked)
{
    vw_buf text = {.arena = arena};
    size_t count = 1 + chance_below(chance, 2);
    const char *joint = chance_of(chance, 60) ? " and " : " or ";
    for (size_t i = 0; i < count; i++) {
        const size_t which = chance_below(chance, ASKED_OF_ALL);
        vw_buf_addf(&text, "%s%s", i > 0 ? joint : "",
                    chance_of(chance, 50) ? asked->texts[which] : asked->opposites[which]);
    }
    return vw_buf_text(&text);
}

made_rule random_rule_of_all(vw_arena *arena, random_source *chance, const vw_catalogue *catalogue,
                             const asked_of_all *asked)
{
    made_rule made = {0};
    while (made.rule == NULL) {
        const vw_kind *kind = &catalogue->kinds[chance_below(chance, catalogue->count)];
        vw_diags *diags = vw_diags_new(arena);
        made.condition = some_of_all(arena, chance, asked);
        made.population =
            vw_printf(arena, "%s%s", kind->name, chance_of(chance, 25) ? " ever" : "");
        if (chance_of(chance, 50)) {
            const char *member =
                chance_of(chance, 50)
                    ? some_of_all(arena, chance, asked)
                    : expression_text(arena, chance,
                                      expression_random(arena, chance, catalogue, kind, kind, 0));
            made.population = vw_printf(arena, "%s where %s", made.population, member);
        }
        bool right = compiles(&made.rule, arena, diags, catalogue, made.population, made.condition);
        demand(right || too_deep(diags), diags, made.condition);
    }
    return made;
}

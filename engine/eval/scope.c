/* SPDX-License-Identifier: EUPL-1.2 */
/* Decision lists in three-valued logic. */
#include "eval/scope.h"

#include <string.h>

typedef VW_VEC(const vw_fact *) fact_list;

typedef struct {
    const vw_profile *profile;
    vw_arena *arena;
    vw_diags *diags;
    VW_VEC(vw_regime_as) possible;
    fact_list deciding, passed, missing;
    const vw_decision *decision, *followed_from;
} search;

static void add_facts(search *s, fact_list *list, const vw_fact *const *facts, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        bool known = false;
        for (size_t j = 0; j < list->count; j++) {
            known = known || list->items[j] == facts[i];
        }
        if (!known) {
            VW_PUSH(s->arena, *list, facts[i]);
        }
    }
}

static void add_possible(search *s, vw_regime_as as)
{
    for (size_t i = 0; i < s->possible.count; i++) {
        if (s->possible.items[i] == as) {
            return;
        }
    }
    VW_PUSH(s->arena, s->possible, as);
}

/* What a line makes of the organisation, were it to decide. */
static vw_status add_line(search *s, const vw_decision *line, bool decides)
{
    vw_regime_outcome followed;
    if (line->follows == NULL) {
        add_possible(s, line->as);
        s->decision = decides ? line : s->decision;
        return VW_OK;
    }
    vw_status status = vw_regime_decide(&followed, s->profile, s->arena, s->diags, line->follows);
    if (status != VW_OK) {
        return status;
    }
    for (size_t i = 0; i < followed.possible_count; i++) {
        add_possible(s, followed.possible[i]);
    }
    add_facts(s, &s->missing, followed.missing, followed.missing_count);
    if (decides) {
        add_facts(s, &s->passed, followed.facts, followed.fact_count);
        s->decision = followed.decision;
        s->followed_from = line;
    }
    return VW_OK;
}

static vw_status try_lines(search *s, const vw_regime *regime)
{
    for (size_t i = 0; i < regime->decision_count; i++) {
        const vw_decision *line = &regime->decisions[i];
        vw_answer answer;
        vw_status status = vw_profile_ask(&answer, s->profile, s->arena, s->diags, &line->when);
        if (status != VW_OK) {
            return status;
        }
        fact_list *list = answer.truth == VW_TRUE    ? &s->deciding
                          : answer.truth == VW_FALSE ? &s->passed
                                                     : &s->missing;
        add_facts(s, list, answer.facts, answer.count);
        if (answer.truth != VW_FALSE) {
            status = add_line(s, line, answer.truth == VW_TRUE);
        }
        if (status != VW_OK || answer.truth == VW_TRUE) {
            return status;
        }
    }
    return VW_OK;
}

static vw_truth all_bind(const search *s)
{
    size_t binding = 0;
    for (size_t i = 0; i < s->possible.count; i++) {
        binding += vw_regime_as_binds(s->possible.items[i]);
    }
    return binding == 0 ? VW_FALSE : binding == s->possible.count ? VW_TRUE : VW_MAYBE;
}

static vw_status find_supervision(vw_regime_outcome *out, search *s, const vw_regime *regime)
{
    fact_list missing = {0};
    for (size_t i = 0; i < regime->supervision_count; i++) {
        const vw_supervision *line = &regime->supervision[i];
        vw_answer answer;
        vw_status status = vw_profile_ask(&answer, s->profile, s->arena, s->diags, &line->when);
        if (status != VW_OK) {
            return status;
        }
        if (answer.truth == VW_MAYBE) {
            add_facts(s, &missing, answer.facts, answer.count);
        } else if (answer.truth == VW_TRUE) {
            out->supervision = missing.count == 0 ? line : NULL;
            break;
        }
    }
    out->supervision_missing = missing.items;
    out->supervision_missing_count = missing.count;
    return VW_OK;
}

static vw_regime_time time_of(const vw_regime *regime, vw_date date)
{
    vw_date since = vw_regime_since(regime);
    if (regime->until != VW_DATE_NONE && date >= regime->until) {
        return VW_REPEALED;
    }
    return since != VW_DATE_NONE && date < since ? VW_NOT_YET : VW_IN_FORCE;
}

/* What the lines say, without trying values of what is missing. */
static vw_status decide_lines(vw_regime_outcome *out, search *s, const vw_regime *regime)
{
    *out = (vw_regime_outcome){.regime = regime, .time = time_of(regime, s->profile->frame.as_of)};
    vw_status status = try_lines(s, regime);
    if (status != VW_OK || s->possible.count == 0) {
        return status;
    }
    out->decided = s->possible.count == 1;
    out->as = s->possible.items[0];
    out->possible = s->possible.items;
    out->possible_count = s->possible.count;
    if (out->decided) {
        out->decision = s->decision;
        out->followed_from = s->followed_from;
    }
    return VW_OK;
}

static const char *candidate(const vw_fact *fact, size_t i)
{
    static const char *const yes_or_no[] = {"true", "false"};
    if (fact->possible_count > 0) {
        return i < fact->possible_count ? fact->possible[i] : NULL;
    }
    if (fact->field->type == VW_TYPE_BOOL) {
        return i < 2 ? yes_or_no[i] : NULL;
    }
    if (fact->field->type != VW_TYPE_ENUM) { /* a list may have several of its choices, or none */
        return NULL;
    }
    return i < fact->field->value_count ? fact->field->values[i].value : NULL;
}

/* Where one fact is missing, and each value that it can still have leads to the same, it need not
 * be known: staff of 50 makes medium or large, and both are the same under annex II. */
static vw_status try_values(vw_regime_outcome *out, search *s, const vw_regime *regime)
{
    const vw_fact *fact = s->missing.items[0];
    vw_regime_outcome first = {0}, other = {0};
    if (fact->recorded != NULL) { /* it contradicts others: not for us to choose */
        return VW_OK;
    }
    for (size_t i = 0; candidate(fact, i) != NULL; i++) {
        vw_profile filled;
        vw_status status = vw_profile_with(&filled, s->profile, s->arena, s->diags,
                                           fact->field->name, candidate(fact, i));
        search tried = {.profile = &filled, .arena = s->arena, .diags = s->diags};
        if (status == VW_OK) {
            status = decide_lines(&other, &tried, regime);
        }
        if (status != VW_OK || !other.decided || (i > 0 && other.as != first.as)) {
            return status;
        }
        first = other;
    }
    if (!first.decided) { /* no values to try: a text, a number */
        return VW_OK;
    }
    out->decided = true;
    out->as = first.as;
    out->possible = first.possible; /* what a regime that follows this one can come to */
    out->possible_count = first.possible_count;
    out->decision = first.decision;
    out->followed_from = first.followed_from;
    add_facts(s, &s->passed, fact->known, fact->known_count);
    return VW_OK;
}

vw_status vw_regime_decide(vw_regime_outcome *out, const vw_profile *profile, vw_arena *arena,
                           vw_diags *diags, const vw_regime *regime)
{
    search s = {.profile = profile, .arena = arena, .diags = diags};
    vw_status status = decide_lines(out, &s, regime);
    if (status == VW_OK && !out->decided && s.missing.count == 1) {
        status = try_values(out, &s, regime);
    }
    if (status != VW_OK) {
        return status;
    }
    out->binds = !out->decided ? all_bind(&s) : vw_regime_as_binds(out->as) ? VW_TRUE : VW_FALSE;
    if (!out->decided) {
        out->missing = s.missing.items;
        out->missing_count = s.missing.count;
    }
    add_facts(&s, &s.deciding, s.passed.items, s.passed.count);
    out->facts = s.deciding.items;
    out->fact_count = s.deciding.count;
    return find_supervision(out, &s, regime);
}

vw_status vw_scope_warn(const vw_profile *profile, vw_arena *arena, vw_diags *diags)
{
    const vw_regime *nis2 = vw_set_regime(profile->set, "nis2");
    const vw_fact *recorded = vw_profile_fact(profile, "nis2_class");
    vw_regime_outcome outcome;
    if (nis2 == NULL || nis2->decision_count == 0 || recorded == NULL || recorded->value == NULL) {
        return VW_OK;
    }
    const vw_regime *cbw = vw_set_regime(profile->set, "cbw");
    vw_status status = vw_regime_decide(&outcome, profile, arena, diags, cbw != NULL ? cbw : nis2);
    const bool open =
        !outcome.decided || outcome.as == VW_AS_GIVES_WAY ||
        outcome.as == VW_AS_IN_PART; /* those keep a class, and it is not told which */
    if (status != VW_OK || open) {
        return status;
    }
    const char *as =
        vw_regime_as_name(outcome.as == VW_AS_EXCLUDED ? VW_AS_OUT_OF_SCOPE : outcome.as);
    if (strcmp(as, recorded->value) != 0) {
        VW_DIAG(diags, E065, (vw_place){0}, recorded->value, as);
    }
    return status;
}

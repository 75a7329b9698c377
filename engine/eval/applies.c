/* SPDX-License-Identifier: EUPL-1.2 */
/* For whom frameworks and requirements are. */
#include "eval/applies.h"
#include "eval/binding.h"

#include "store/evidence.h"

#include <string.h>

/* ---- every condition, without a dossier ---- */

typedef struct {
    vw_arena *arena;
    vw_diags *diags;
    const vw_set *set;
    const vw_kind *kind;
    vw_sense_asked sense;
    vw_status worst;
} checking;

typedef VW_VEC(const vw_rule_text *) lines;

static void check(checking *c, const lines *whens)
{
    const vw_rule_names names = {.catalogue = c->set->catalogue, .sense = c->sense};
    if (c->kind == NULL) {
        return;
    }
    vw_status status =
        vw_conditions_check(c->arena, c->diags, &names, c->kind, whens->items, whens->count, true);
    c->worst = status != VW_OK ? status : c->worst;
}

static void check_alone(checking *c, const vw_rule_text *when)
{
    lines one = {0};
    VW_PUSH(c->arena, one, when);
    check(c, &one);
}

static void check_regime(checking *c, const vw_regime *regime)
{
    lines decisions = {0}, supervision = {0};
    for (size_t i = 0; i < regime->decision_count; i++) {
        VW_PUSH(c->arena, decisions, &regime->decisions[i].when);
    }
    for (size_t i = 0; i < regime->supervision_count; i++) {
        VW_PUSH(c->arena, supervision, &regime->supervision[i].when);
    }
    check(c, &decisions);
    check(c, &supervision);
}

vw_status vw_applies_check(vw_arena *arena, vw_diags *diags, const vw_set *set,
                           vw_sense_asked sense)
{
    checking c = {arena, diags, set, vw_catalogue_find(set->catalogue, "organisation"),
                  sense, VW_OK};
    for (size_t i = 0; i < set->derivation_count; i++) {
        lines values = {0};
        for (size_t j = 0; j < set->derivations[i].value_count; j++) {
            VW_PUSH(arena, values, &set->derivations[i].values[j].when);
        }
        check(&c, &values);
    }
    for (size_t i = 0; i < set->regime_count; i++) {
        check_regime(&c, &set->regimes[i]);
    }
    for (size_t i = 0; i < set->framework_count; i++) {
        const vw_framework *framework = &set->frameworks[i];
        check_alone(&c, &framework->applies_when);
        check_alone(&c, &framework->undecided_when);
        for (size_t j = 0; j < framework->requirement_count; j++) {
            check_alone(&c, &framework->requirements[j].applies_when);
        }
    }
    return c.worst;
}

/* ---- frameworks ---- */

typedef struct {
    vw_truth truth;
    const char *facts;            /* on which that rests; of VW_MAYBE the fact to ask for first */
    const vw_text *line;          /* of the regime, that decided it; NULL: none did */
    const vw_field *missing;      /* what is not known, and would have to be to tell; or NULL */
    const vw_field **all_missing; /* of VW_MAYBE: each of them */
    size_t missing_count;
    bool excluded;       /* VW_FALSE, and the type has nothing to say against it */
    bool by_date;        /* VW_FALSE only for the reference date */
    vw_date counts_from; /* with it, of a regime: not yet; else VW_DATE_NONE */
    vw_date repealed;    /* with it, of a regime: no more; else VW_DATE_NONE */
} verdict;

/* Frameworks of which the same is told, gathered so that it is told once. */
typedef struct {
    vw_buf frameworks, facts;
} gathered;

/* What nobody can say yes or no to: evaluated all the same, or left out. */
typedef struct {
    gathered taken, left;
} undecided_ones;

static void add_once(vw_buf *list, const char *name)
{
    const char *told = list->length > 0 ? vw_buf_text(list) : "";
    size_t len = strlen(name);
    for (const char *at = told; (at = strstr(at, name)) != NULL; at += len) {
        bool begins = at == told || at[-1] == ' ';
        if (begins && (at[len] == '\0' || at[len] == ',')) {
            return;
        }
    }
    vw_buf_addf(list, "%s%s", list->length > 0 ? ", " : "", name);
}

static void gather(gathered *into, const vw_framework *framework, const char *fact)
{
    add_once(&into->frameworks, framework->id);
    add_once(&into->facts, fact);
}

static void tell_undecided(undecided_ones *undecided, vw_diags *diags, const char *type)
{
    const vw_place nowhere = {0};
    if (undecided->taken.frameworks.length > 0) {
        VW_DIAG(diags, E062, nowhere, vw_buf_text(&undecided->taken.frameworks),
                vw_buf_text(&undecided->taken.facts));
    }
    if (undecided->left.frameworks.length > 0) {
        VW_DIAG(diags, E063, nowhere, vw_buf_text(&undecided->left.frameworks), type,
                vw_buf_text(&undecided->left.facts));
    }
}

static const vw_fact *first_unknown(const vw_fact *const *facts, size_t count)
{
    size_t i = 0;
    while (i < count && facts[i]->value != NULL) {
        i++;
    }
    return i < count ? facts[i] : NULL;
}

/* [facts]: those that decided it, or of VW_MAYBE those that are missing. `scope` asks for all of
 * these; here the first suffices to go there. */
static void conclude(verdict *out, const vw_profile *profile, vw_arena *arena, vw_truth truth,
                     const vw_fact *const *facts, size_t count)
{
    const vw_fact *unknown = first_unknown(facts, count);
    out->truth = truth;
    out->missing = unknown != NULL ? unknown->field : NULL;
    out->missing_count = truth == VW_MAYBE ? count : 0;
    out->all_missing = VW_NEW_ARRAY(arena, out->missing_count, const vw_field *);
    for (size_t i = 0; i < out->missing_count; i++) {
        out->all_missing[i] = facts[i]->field;
    }
    if (truth != VW_MAYBE) {
        out->facts = vw_facts_text(arena, profile, facts, count);
    } else {
        out->facts = count > 0 ? facts[0]->field->name : "";
    }
}

static vw_status by_condition(verdict *out, const vw_profile *profile, vw_arena *arena,
                              vw_diags *diags, const vw_rule_text *when)
{
    vw_answer answer;
    vw_status status = vw_profile_ask(&answer, profile, arena, diags, when);
    if (status == VW_OK) {
        conclude(out, profile, arena, answer.truth, answer.facts, answer.count);
        out->by_date = answer.truth == VW_FALSE && answer.count == 0;
        out->counts_from = out->repealed = VW_DATE_NONE;
    }
    return status;
}

/* Before its duties count nothing binds, and after it was repealed neither. That it entered into
 * force is another matter: of BIO2 that is the day of its newest version. */
static void by_time(verdict *out, const vw_regime_outcome *outcome)
{
    const vw_regime *regime = outcome->regime;
    const bool early = outcome->time == VW_NOT_YET && regime->applies_from != VW_DATE_NONE;
    if (out->truth != VW_FALSE && (early || outcome->time == VW_REPEALED)) {
        *out = (verdict){.truth = VW_FALSE,
                         .facts = "",
                         .by_date = true,
                         .counts_from = early ? regime->applies_from : VW_DATE_NONE,
                         .repealed = early ? VW_DATE_NONE : regime->until};
    }
}

static vw_status by_regime(verdict *out, const vw_profile *profile, vw_arena *arena,
                           vw_diags *diags, const vw_regime *regime)
{
    vw_regime_outcome outcome;
    vw_status status = vw_regime_decide(&outcome, profile, arena, diags, regime);
    if (status == VW_OK) {
        bool missing = outcome.binds == VW_MAYBE;
        out->line = outcome.decision != NULL ? &outcome.decision->because : NULL;
        out->excluded = outcome.decided && outcome.as == VW_AS_EXCLUDED;
        conclude(out, profile, arena, outcome.binds, missing ? outcome.missing : outcome.facts,
                 missing ? outcome.missing_count : outcome.fact_count);
        by_time(out, &outcome);
    }
    return status;
}

/* What the framework's own condition and its regime say. Where it has both, both must hold: a
 * decree binds whom its act binds, from a day on. */
static vw_status ask_framework(verdict *out, const vw_profile *profile, vw_arena *arena,
                               vw_diags *diags, const vw_framework *framework)
{
    if (profile->kind == NULL) {
        *out = (verdict){.truth = VW_MAYBE, .facts = "organisation"};
        return VW_OK;
    }
    if (framework->regime == NULL || framework->regime->decision_count == 0) {
        return by_condition(out, profile, arena, diags, &framework->applies_when);
    }
    verdict condition = {.truth = VW_TRUE};
    if (framework->applies_when.text != NULL) {
        vw_status status =
            by_condition(&condition, profile, arena, diags, &framework->applies_when);
        if (status != VW_OK || condition.truth == VW_FALSE) {
            *out = condition;
            return status;
        }
    }
    vw_status status = by_regime(out, profile, arena, diags, framework->regime);
    if (status == VW_OK && out->truth == VW_TRUE && condition.truth == VW_MAYBE) {
        *out = condition;
    }
    return status;
}

vw_status vw_applies_undecided(bool *out, const vw_profile *profile, vw_arena *arena,
                               vw_diags *diags, const vw_framework *framework)
{
    vw_answer answer;
    *out = profile->records > 0 || framework->applies_count == 0;
    if (framework->undecided_when.text == NULL || profile->kind == NULL) {
        return VW_OK;
    }
    vw_status status = vw_profile_ask(&answer, profile, arena, diags, &framework->undecided_when);
    *out = status == VW_OK && answer.truth == VW_TRUE;
    return status;
}

/* Its type is named, so it is evaluated, unless the act itself excepts it. */
static bool named_applies(const verdict *own, vw_diags *diags, const vw_framework *framework,
                          const char *type)
{
    const vw_place nowhere = {0};
    if (own->truth == VW_FALSE && own->excluded) {
        VW_DIAG(diags, E069, nowhere, framework->id, own->facts, type);
        return false;
    }
    if (own->truth == VW_FALSE && !own->by_date) {
        VW_DIAG(diags, E066, nowhere, framework->id, type, own->facts);
    }
    return true;
}

static vw_status applies(bool *out, undecided_ones *undecided, const vw_profile *profile,
                         vw_arena *arena, vw_diags *diags, const vw_framework *framework)
{
    const char *type = vw_dossier_head_of(profile->dossier)->type;
    bool named = vw_framework_names(framework, type);
    bool conditional = framework->applies_when.text != NULL || framework->regime != NULL;
    verdict own = {.truth = VW_FALSE};
    *out = named || (framework->applies_count == 0 && !conditional);
    if (!conditional) {
        return VW_OK;
    }
    vw_status status = ask_framework(&own, profile, arena, diags, framework);
    if (status != VW_OK) {
        return status;
    }
    if (named) {
        *out = named_applies(&own, diags, framework, type);
        if (own.truth == VW_MAYBE) {
            gather(&undecided->taken, framework, own.facts);
        }
    } else if (own.truth == VW_TRUE) {
        *out = true;
        if (framework->applies_count > 0) {
            VW_DIAG(diags, E067, ((vw_place){0}), framework->id, own.facts, type);
        }
    } else if (own.truth == VW_MAYBE) {
        status = vw_applies_undecided(out, profile, arena, diags, framework);
        gather(*out ? &undecided->taken : &undecided->left, framework, own.facts);
    }
    return status;
}

/* A reader who expects the newest version is told why it is another. */
static void note_choice(const vw_set *set, const vw_framework *framework, vw_diags *diags)
{
    const vw_version_choice *choice = vw_set_choice(set, framework->family);
    if (choice != NULL) {
        VW_DIAG(diags, E105, choice->place, framework->family, framework->version, choice->reason);
    }
}

vw_status vw_plan_for_dossier(const vw_plan **out, vw_dossier *dossier, vw_arena *arena,
                              vw_diags *diags, const vw_set *set)
{
    const vw_dossier_head *head = vw_dossier_head_of(dossier);
    vw_rule_frame frame = {
        .as_of = head->as_of, .period_from = head->period_from, .period_until = head->period_until};
    const char **ids = VW_NEW_ARRAY(arena, set->framework_count, const char *);
    vw_profile profile;
    undecided_ones undecided = {{{.arena = arena}, {.arena = arena}},
                                {{.arena = arena}, {.arena = arena}}};
    size_t count = 0;
    *out = NULL;
    vw_status status = vw_import_mark(dossier, diags, &frame.mark);
    if (status == VW_OK) {
        status = vw_applies_check(arena, diags, set, VW_SENSE_OF_OTHERS);
    }
    if (status == VW_OK) {
        status = vw_profile_load(&profile, dossier, arena, diags, set, &frame);
    }
    for (size_t i = 0; i < set->framework_count && status == VW_OK; i++) {
        bool chosen = false;
        if (!vw_set_binds(set, &set->frameworks[i])) {
            continue;
        }
        status = applies(&chosen, &undecided, &profile, arena, diags, &set->frameworks[i]);
        if (chosen) {
            ids[count++] = set->frameworks[i].id;
            note_choice(set, &set->frameworks[i], diags);
        }
    }
    if (status != VW_OK) {
        return status;
    }
    tell_undecided(&undecided, diags, head->type);
    vw_profile_warn(&profile, diags);
    status = vw_scope_warn(&profile, arena, diags);
    return status == VW_OK ? vw_plan_for_frameworks(out, arena, diags, set, ids, count) : status;
}

/* Why what binds is only preparation on this day, or binds through the law of another country. */
static vw_status find_early(vw_binding *out, const vw_profile *profile, vw_arena *arena,
                            vw_diags *diags, const vw_framework *framework)
{
    const vw_regime *regime = framework->regime;
    const vw_regime *through = regime != NULL ? regime->through : NULL;
    vw_regime_outcome national;
    if (out->binds == VW_FALSE) {
        return VW_OK;
    }
    out->newer = profile->frame.as_of < framework->date;
    if (through == NULL || through->decision_count == 0 || profile->kind == NULL) {
        return VW_OK;
    }
    vw_status status = vw_regime_decide(&national, profile, arena, diags, through);
    if (status == VW_OK && national.binds != VW_FALSE && national.time == VW_NOT_YET) {
        out->through = through;
    }
    if (status == VW_OK && national.binds == VW_FALSE) {
        out->elsewhere = through;
    }
    return status;
}

/* A condition that is false only since nothing is recorded ("known, and so") leaves a framework out
 * of an evaluation, and says nothing of whether it binds. */
static bool only_unrecorded(const verdict *own, const vw_framework *framework)
{
    return own->truth == VW_FALSE && own->missing != NULL && framework->regime == NULL;
}

/* A framework that names the type binds by it, where it has no condition. */
static vw_status bind(vw_binding *out, const vw_profile *profile, vw_arena *arena, vw_diags *diags,
                      const vw_framework *framework)
{
    const bool conditional = framework->applies_when.text != NULL || framework->regime != NULL;
    const bool named = vw_framework_names(framework, vw_dossier_head_of(profile->dossier)->type);
    verdict own = {.truth = named || framework->applies_count == 0 ? VW_TRUE : VW_FALSE};
    vw_status status = VW_OK;
    if (conditional) {
        status = ask_framework(&own, profile, arena, diags, framework);
    }
    if (only_unrecorded(&own, framework)) {
        own.truth = VW_MAYBE;
    }
    *out = (vw_binding){.binds = own.truth,
                        .named = named && !own.excluded,
                        .because = own.line != NULL ? *own.line : (vw_text){"", ""},
                        .facts = own.facts != NULL ? own.facts : "",
                        .missing = own.missing,
                        .all_missing = own.all_missing,
                        .missing_count = own.missing_count,
                        .by_date = own.by_date,
                        .counts_from = own.counts_from,
                        .repealed = own.repealed};
    return status == VW_OK ? find_early(out, profile, arena, diags, framework) : status;
}

vw_status vw_bindings_find(vw_binding *out, vw_dossier *dossier, vw_arena *arena, vw_diags *diags,
                           const vw_set *set, const vw_rule_frame *frame,
                           const vw_framework *const *frameworks, size_t count)
{
    vw_profile profile;
    vw_status status = vw_profile_load(&profile, dossier, arena, diags, set, frame);
    for (size_t i = 0; i < count && status == VW_OK; i++) {
        status = bind(&out[i], &profile, arena, diags, frameworks[i]);
    }
    return status;
}

static const char *day_text(vw_arena *arena, vw_date date)
{
    char text[11];
    vw_date_format(text, date);
    return vw_strdup(arena, text);
}

/* "bio2 1.3 (2026-01-09), nis2 (cbw, 2026-08-15)" */
static void gather_early(vw_buf *early, const vw_binding *binding, const vw_framework *framework,
                         vw_arena *arena)
{
    const vw_regime *law = binding->through;
    const char *before = early->length > 0 ? ", " : "";
    if (binding->newer) {
        vw_buf_addf(early, "%s%s %s (%s)", before, framework->id, framework->version,
                    vw_framework_dated(arena, framework));
    } else if (law != NULL) {
        vw_buf_addf(early, "%s%s (%s, %s)", before, framework->id, law->id,
                    day_text(arena, vw_regime_since(law)));
    } else if (binding->by_date && binding->counts_from != VW_DATE_NONE) {
        vw_buf_addf(early, "%s%s (%s)", before, framework->id,
                    day_text(arena, binding->counts_from));
    }
}

/* Whether a regime of the same name leaves open that it applies, or says so: of one that is only a
 * choice there is nothing to tell. */
static vw_status may_bind(bool *out, const vw_profile *profile, vw_arena *arena, vw_diags *diags,
                          const vw_framework *framework)
{
    const vw_regime *regime = vw_set_regime(profile->set, framework->id);
    vw_regime_outcome outcome = {0};
    *out = false;
    if (regime == NULL || regime->decision_count == 0) {
        return VW_OK;
    }
    vw_status status = vw_regime_decide(&outcome, profile, arena, diags, regime);
    *out = status == VW_OK && outcome.binds != VW_FALSE;
    return status;
}

static vw_status tell_unrecorded(const vw_profile *profile, vw_arena *arena, vw_diags *diags)
{
    gathered left = {{.arena = arena}, {.arena = arena}};
    vw_status status = VW_OK;
    for (size_t i = 0; i < profile->set->framework_count && status == VW_OK; i++) {
        const vw_framework *framework = &profile->set->frameworks[i];
        verdict own = {.truth = VW_TRUE};
        bool binds = false;
        if (framework->applies_when.text == NULL || !vw_set_binds(profile->set, framework)) {
            continue;
        }
        status = ask_framework(&own, profile, arena, diags, framework);
        if (status == VW_OK && only_unrecorded(&own, framework)) {
            status = may_bind(&binds, profile, arena, diags, framework);
        }
        if (binds) {
            gather(&left, framework, own.missing->name);
        }
    }
    if (status == VW_OK && left.frameworks.length > 0) {
        VW_DIAG(diags, E119, ((vw_place){0}), vw_buf_text(&left.frameworks),
                vw_buf_text(&left.facts));
    }
    return status;
}

vw_status vw_bindings_tell(const vw_plan *plan, vw_dossier *dossier, vw_arena *arena,
                           vw_diags *diags, bool by_itself)
{
    const vw_dossier_head *head = vw_dossier_head_of(dossier);
    vw_rule_frame frame = {
        .as_of = head->as_of, .period_from = head->period_from, .period_until = head->period_until};
    vw_profile profile;
    vw_buf early = {.arena = arena};
    vw_status status = vw_import_mark(dossier, diags, &frame.mark);
    if (status == VW_OK) {
        status = vw_profile_load(&profile, dossier, arena, diags, plan->set, &frame);
    }
    for (size_t i = 0; i < plan->framework_count && status == VW_OK; i++) {
        vw_binding binding;
        status = bind(&binding, &profile, arena, diags, plan->frameworks[i]);
        if (status == VW_OK) {
            gather_early(&early, &binding, plan->frameworks[i], arena);
        }
    }
    if (status == VW_OK && early.length > 0) {
        VW_DIAG(diags, E108, ((vw_place){0}), vw_buf_text(&early), day_text(arena, frame.as_of));
    }
    return status == VW_OK && by_itself && profile.kind != NULL
               ? tell_unrecorded(&profile, arena, diags)
               : status;
}

/* ---- requirements ---- */

vw_status vw_requirement_exempt(const char **facts, const vw_profile *profile, vw_arena *arena,
                                vw_diags *diags, const vw_requirement *requirement)
{
    vw_answer answer;
    *facts = NULL;
    if (requirement->applies_when.text == NULL || profile->kind == NULL) {
        return VW_OK;
    }
    vw_status status = vw_profile_ask(&answer, profile, arena, diags, &requirement->applies_when);
    if (status == VW_OK && answer.truth == VW_FALSE) {
        *facts = vw_facts_text(arena, profile, answer.facts, answer.count);
    }
    return status;
}

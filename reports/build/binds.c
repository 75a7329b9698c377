/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/binds.h"

#include "store/dossier.h"

vw_status vw_binds_find(vw_report *r)
{
    const vw_plan *plan = r->plan;
    if (r->bindings != NULL) {
        return VW_OK;
    }
    vw_binding *bindings = VW_NEW_ARRAY(r->arena, plan->framework_count, vw_binding);
    vw_status status = vw_bindings_find(bindings, r->dossier, r->arena, r->diags, plan->set,
                                        &r->frame, plan->frameworks, plan->framework_count);
    r->bindings = status == VW_OK ? bindings : NULL;
    return status;
}

/* ---- with the framework's name beside it ----------------------------------------------------- */

/* That only the reference date keeps it from binding. */
static const char *not_on_this_day(const vw_report *r, const vw_framework *framework,
                                   const vw_binding *binding)
{
    static const vw_text early = {
        "Op de peildatum nog niet van kracht: de plichten gelden vanaf {0}.",
        "Not yet in force on the reference date: its duties count from {0}."};
    static const vw_text late = {"Op de peildatum niet meer van kracht: ingetrokken per {0}.",
                                 "No longer in force on the reference date: repealed as of {0}."};
    static const vw_text other = {"Geldt niet op de peildatum. {0}",
                                  "Does not hold on the reference date. {0}"};
    if (binding->counts_from != VW_DATE_NONE) {
        return VW_FILL(r, early, vw_show_date(r, binding->counts_from));
    }
    if (binding->repealed != VW_DATE_NONE) {
        return VW_FILL(r, late, vw_show_date(r, binding->repealed));
    }
    return VW_FILL(r, other, vw_say(r, framework->applies_because));
}

/* Of what binds by the facts: that it is only preparation on this day, or "". */
static const char *early(const vw_report *r, const vw_framework *framework,
                         const vw_binding *binding)
{
    static const vw_text newer = {
        "Op de peildatum gold deze versie nog niet: zij is van {0}. Dit is een voorbereiding.",
        "This version did not hold yet on the reference date: it is of {0}. This is preparation."};
    static const vw_text through = {
        "Op de peildatum was dit nog niet van kracht: {0}, vanaf {1}. Tot dan is dit een "
        "voorbereiding.",
        "On the reference date this was not in force yet: {0}, from {1}. Until then this is "
        "preparation."};
    const vw_regime *law = binding->through;
    if (binding->newer) {
        return VW_FILL(r, newer, vw_show_version_date(r, framework));
    }
    return law == NULL
               ? ""
               : VW_FILL(r, through, vw_say(r, law->title),
                         vw_show_date(r, law->applies_from != VW_DATE_NONE ? law->applies_from
                                                                           : law->in_force));
}

static const char *missing(const vw_report *r, const vw_binding *binding)
{
    return binding->missing != NULL ? vw_say(r, binding->missing->label) : binding->facts;
}

/* One that does not bind does not say why it would apply. */
const char *vw_binds_why(const vw_report *r, size_t place)
{
    static const vw_text chosen = {"Geldt niet; het is gekozen. {0}",
                                   "Does not apply; it was chosen. {0}"};
    static const vw_text named = {
        "Geldt niet volgens wat is vastgelegd, al noemt het dit soort organisatie. {0}",
        "Does not apply by what is recorded, though it names this type of organisation. {0}"};
    static const vw_text other = {"Het is voor andere organisaties ({0}).",
                                  "It is for other organisations ({0})."};
    static const vw_text open = {"Of het geldt, is niet te bepalen zonder te weten: “{0}”.",
                                 "Whether it applies cannot be told without knowing: “{0}”."};
    const vw_framework *framework = r->plan->frameworks[place];
    const vw_binding *binding = &r->bindings[place];
    const char *line = vw_say(r, binding->because), *day = early(r, framework, binding);
    if (binding->binds != VW_FALSE) {
        const char *why = binding->binds == VW_TRUE ? vw_say(r, framework->applies_because)
                                                    : VW_FILL(r, open, missing(r, binding));
        return vw_printf(r->arena, "%s%s%s", why, *why != '\0' && *day != '\0' ? " " : "", day);
    }
    if (binding->by_date) {
        return not_on_this_day(r, framework, binding);
    }
    if (*line == '\0') {
        line = VW_FILL(r, other,
                       *binding->facts != '\0' ? binding->facts
                                               : vw_dossier_head_of(r->dossier)->type);
    }
    return VW_FILL(r, binding->named ? named : chosen, line);
}

/* ---- in a note under a document -------------------------------------------------------------- */

static const char *out_of_scope(const vw_report *r, const char *name, const vw_binding *binding)
{
    static const vw_text early = {"{0} was op de peildatum nog niet van kracht; de plichten gelden "
                                  "vanaf {1}.",
                                  "{0} was not in force yet on the reference date; its duties "
                                  "count from {1}."};
    static const vw_text late = {
        "{0} was op de peildatum niet meer van kracht; ingetrokken per {1}.",
        "{0} was no longer in force on the reference date; repealed as of "
        "{1}."};
    static const vw_text day = {"{0} geldt niet op de peildatum.",
                                "{0} does not hold on the reference date."};
    static const vw_text named = {
        "{0} geldt niet volgens wat is vastgelegd, al noemt het dit soort organisatie.",
        "{0} does not apply by what is recorded, though it names this type of organisation."};
    static const vw_text chosen = {"{0} geldt niet voor deze organisatie; het is gekozen.",
                                   "{0} does not apply to this organisation; it was chosen."};
    if (binding->by_date && binding->counts_from != VW_DATE_NONE) {
        return VW_FILL(r, early, name, vw_show_date(r, binding->counts_from));
    }
    if (binding->by_date && binding->repealed != VW_DATE_NONE) {
        return VW_FILL(r, late, name, vw_show_date(r, binding->repealed));
    }
    return VW_FILL(r, binding->by_date ? day : binding->named ? named : chosen, name);
}

const char *vw_binds_doubt(const vw_report *r, size_t place)
{
    static const vw_text open = {"Of {0} geldt, is niet te bepalen zonder te weten: “{1}”.",
                                 "Whether {0} applies cannot be told without knowing: “{1}”."};
    static const vw_text newer = {"{0} is van {1}, na de peildatum: dit is een voorbereiding.",
                                  "{0} is of {1}, after the reference date: this is preparation."};
    static const vw_text through = {"{0} bindt via een wet die op de peildatum nog niet van kracht "
                                    "was: {1}, vanaf {2}.",
                                    "{0} binds through an act that was not in force yet on the "
                                    "reference date: {1}, from {2}."};
    const vw_framework *framework = r->plan->frameworks[place];
    const vw_binding *binding = &r->bindings[place];
    const char *name = vw_show_framework(r, framework);
    if (binding->binds == VW_FALSE) {
        return out_of_scope(r, name, binding);
    }
    const char *unknown =
        binding->binds == VW_MAYBE ? VW_FILL(r, open, name, missing(r, binding)) : "";
    const char *day = binding->newer ? VW_FILL(r, newer, name, vw_show_version_date(r, framework))
                      : binding->through != NULL
                          ? VW_FILL(r, through, name, vw_say(r, binding->through->title),
                                    vw_show_date(r, binding->through->applies_from))
                          : "";
    return vw_printf(r->arena, "%s%s%s", unknown, *unknown != '\0' && *day != '\0' ? " " : "", day);
}

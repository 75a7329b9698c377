/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/binds.h"

#include "store/dossier.h"

#include <string.h>

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
               : VW_FILL(r, through, vw_say(r, law->title), vw_show_date(r, vw_regime_since(law)));
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

/* What is told of several at once: "{0}" are their names. */
typedef enum { EARLY, GONE, NOT_ON_THE_DAY, NAMED, CHOSEN, OPEN, ELSEWHERE, KINDS } doubt;

static const vw_text sentences[KINDS] = {
    [EARLY] = {"Op de peildatum nog niet van kracht, dus voorbereiding: {0}.",
               "Not in force on the reference date, so preparation: {0}."},
    [GONE] = {"Op de peildatum niet meer van kracht: {0}.",
              "No longer in force on the reference date: {0}."},
    [NOT_ON_THE_DAY] = {"Geldt niet op de peildatum: {0}.",
                        "Does not hold on the reference date: {0}."},
    [NAMED] = {"Geldt niet volgens wat is vastgelegd: {0}.",
               "Does not apply by what is recorded: {0}."},
    [CHOSEN] = {"Geldt niet, maar is gekozen: {0}.", "Does not apply, but was chosen: {0}."},
    [OPEN] = {"Of dit geldt, is niet te bepalen: {0}.",
              "Whether this applies cannot be told: {0}."},
    [ELSEWHERE] = {"Geldt niet voor deze organisatie volgens wat is vastgelegd, al noemt het "
                   "normenkader het: {0}.",
                   "Does not hold for this organisation by what is recorded, though the framework "
                   "names it: {0}."},
};

static const char *name_of(const vw_report *r, const vw_framework *framework)
{
    return framework->by_choice ? vw_show_framework(r, framework) : vw_say(r, framework->title);
}

/* In a public document, which must be short, without the day. */
static const char *from_day(const vw_report *r, const char *name, vw_date date, bool brief)
{
    if (brief) {
        return name;
    }
    return VW_FILL(r, ((vw_text){"{0} (vanaf {1})", "{0} (from {1})"}), name,
                   vw_show_date(r, date));
}

const char *vw_binds_elsewhere(const vw_report *r, size_t place)
{
    const vw_regime *law = r->bindings[place].elsewhere;
    const char *title = law != NULL ? vw_say(r, law->title) : NULL;
    return title != NULL && strstr(vw_say(r, r->plan->frameworks[place]->title), title) != NULL
               ? title
               : NULL;
}

/* Of one that does not bind. */
static doubt refused(const vw_binding *binding)
{
    return !binding->by_date                      ? (binding->named ? NAMED : CHOSEN)
           : binding->counts_from != VW_DATE_NONE ? EARLY
           : binding->repealed != VW_DATE_NONE    ? GONE
                                                  : NOT_ON_THE_DAY;
}

static void add(vw_buf *list, const char *what)
{
    vw_buf_addf(list, "%s%s", list->length > 0 ? "; " : "", what);
}

static void add_doubts(const vw_report *r, size_t place, vw_buf *lists, bool brief)
{
    const vw_framework *framework = r->plan->frameworks[place];
    const vw_binding *binding = &r->bindings[place];
    const char *name = name_of(r, framework);
    if (binding->binds == VW_FALSE) {
        const doubt kind = refused(binding);
        add(&lists[kind], kind == EARLY  ? from_day(r, name, binding->counts_from, brief)
                          : kind == GONE ? from_day(r, name, binding->repealed, brief)
                                         : name);
        return;
    }
    if (binding->binds == VW_MAYBE) {
        add(&lists[OPEN],
            VW_FILL(r, ((vw_text){"{0} (niet bekend: “{1}”)", "{0} (not known: “{1}”)"}), name,
                    missing(r, binding)));
    }
    if (vw_binds_elsewhere(r, place) != NULL) {
        add(&lists[ELSEWHERE], vw_binds_elsewhere(r, place));
    }
    if (binding->newer) {
        add(&lists[EARLY], from_day(r, name, framework->date, brief));
    } else if (binding->through != NULL) {
        add(&lists[EARLY], from_day(r, name, vw_regime_since(binding->through), brief));
    }
}

const char *vw_binds_doubts(const vw_report *r, const bool *used, bool brief)
{
    vw_buf lists[KINDS] = {{0}}, out = {.arena = r->arena};
    for (int i = 0; i < KINDS; i++) {
        lists[i].arena = r->arena;
    }
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        if (used[i]) {
            add_doubts(r, i, lists, brief);
        }
    }
    for (int i = 0; i < KINDS; i++) {
        if (lists[i].length > 0) {
            vw_buf_addf(&out, "%s%s", out.length > 0 ? " " : "",
                        VW_FILL(r, sentences[i], vw_buf_text(&lists[i])));
        }
    }
    return out.length > 0 ? vw_buf_text(&out) : "";
}

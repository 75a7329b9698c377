/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/section/section.h"

const char *vw_section__open(const vw_report *r, vw_text what, vw_text who)
{
    static const vw_text open = {"[nog in te vullen: {0}, door {1}]",
                                 "[still to be filled in: {0}, by {1}]"};
    return VW_FILL(r, open, vw_say(r, what), vw_say(r, who));
}

bool vw_section__read(vw_records *out, vw_report *r, const vw_records_query *query)
{
    return vw_records_read(out, r, query) == VW_OK;
}

uint64_t vw_section__count(vw_report *r, const char *kind, const char *where, const char *needs)
{
    const vw_records_query query = {.kind = kind, .where = where, .needs = needs};
    uint64_t count = 0;
    return vw_records_count(&count, r, &query) == VW_OK ? count : 0;
}

const char *vw_section__predecessor(vw_report *r)
{
    static const vw_text line = {
        "De cijfers en toezeggingen over {0} zijn van {1}, die toen die naam had of in deze "
        "organisatie opging.",
        "The figures and promises of {0} are those of {1}, which had that name then or became part "
        "of "
        "this organisation."};
    return r->predecessor == NULL
               ? ""
               : VW_FILL(r, line,
                         vw_printf(r->arena, "%d", vw_dossier_head_of(r->previous->dossier)->year),
                         r->predecessor);
}

const char *vw_section__partial(vw_report *r, const vw_partial_query *query)
{
    vw_partial partial;
    return vw_partial_read(&partial, r, query) == VW_OK ? vw_show_partial(r, &partial) : "";
}

const char *vw_section__unsure(const vw_report *r, const vw_kind_knowledge *known)
{
    const char *missed = vw_show_missed(r, known);
    return known->complete ? ""
           : missed != NULL
               ? missed
               : vw_say(r, (vw_text){"Of de lijst volledig is, is niet vastgesteld.",
                                     "Whether the list is complete was not established."});
}

vw_kind_knowledge vw_section__known(vw_report *r, const char *kind)
{
    const vw_kind *found = vw_catalogue_find(r->plan->set->catalogue, kind);
    vw_kind_knowledge known = {0};
    return found != NULL && vw_kind_known(&known, r, found) == VW_OK ? known
                                                                     : (vw_kind_knowledge){0};
}

bool vw_section__collected(vw_report *r, const char *kind)
{
    return vw_section__known(r, kind).collected;
}

const char *vw_section__joined(const vw_report *r, const char *left, const char *right)
{
    if (*left == '\0' || *right == '\0') {
        return *left == '\0' ? right : left;
    }
    return vw_printf(r->arena, "%s %s", left, right);
}

bool vw_section__figure(vw_section_figure *out, vw_report *r, const char *counted,
                        vw_records_when when)
{
    const vw_records_query query = {
        .kind = "figure",
        .when = when,
        .where = vw_printf(r->arena, "e.subject_counted = '%s'", counted),
        .order = "e.effective_from DESC",
        .fields = {"value", "planned", "source", "counted_how"},
        .needs = "subject_counted",
    };
    vw_records found;
    *out = (vw_section_figure){0};
    if (!vw_section__read(&found, r, &query) || found.items.count == 0) {
        return false;
    }
    const vw_record_value *values = found.items.items[0].values;
    *out = (vw_section_figure){
        .known = values[0].known,
        .value = values[0].number,
        .planned = values[1].number,
        .has_plan = values[1].known,
        .source = values[2].shown,
        .counted_how = values[3].shown,
    };
    return out->known;
}

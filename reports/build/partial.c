/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/partial.h"

#include <string.h>

const vw_text vw_register_unsure = {
    "Of het risicoregister volledig is, is niet vastgesteld.",
    "Whether the register of risks is complete was not established."};

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* Those of which it is on record: of a field that says no where it is empty, those that came in a
 * file of which some row has it. */
static const char *known_where(const vw_report *r, const vw_partial_query *query)
{
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, query->kind);
    const char *known = query->known != NULL ? query->known : "1";
    vw_buf some = {.arena = r->arena};
    if (query->filled == NULL) {
        return known;
    }
    for (const char *at = query->filled; *at != '\0';) {
        const size_t length = strcspn(at, " ");
        const char *name = vw_strndup(r->arena, at, length);
        if (kind != NULL && vw_kind_field(kind, name) != NULL) {
            vw_buf_addf(&some, "%sc.%s IS NOT NULL", some.length > 0 ? " OR " : "", name);
        }
        at += length + strspn(at + length, " ");
    }
    return vw_printf(r->arena,
                     "(%s) OR ((%s) AND e.import_id IN (SELECT c.import_id FROM ev_%s c WHERE %s))",
                     query->yes, known, query->kind, some.length > 0 ? vw_buf_text(&some) : "0");
}

vw_status vw_partial_read(vw_partial *out, vw_report *r, const vw_partial_query *query)
{
    const char *among = query->among != NULL ? query->among : "1";
    uint64_t known = 0;
    const struct {
        const char *where, *needs;
        uint64_t *into;
    } counts[] = {
        {among, query->among != NULL ? query->needs : NULL, &out->all},
        {vw_printf(r->arena, "(%s) AND (%s)", among, query->yes), query->needs, &out->amount},
        {vw_printf(r->arena, "(%s) AND (%s)", among, known_where(r, query)), query->needs, &known},
    };
    vw_status status = VW_OK;
    *out = (vw_partial){0};
    for (size_t i = 0; i < COUNT(counts) && status == VW_OK; i++) {
        const vw_records_query one = {
            .kind = query->kind,
            .when = query->when,
            .where = counts[i].where,
            .needs = counts[i].needs,
        };
        status = vw_records_count(counts[i].into, r, &one);
    }
    const vw_kind *kind = vw_catalogue_find(r->plan->set->catalogue, query->kind);
    vw_kind_knowledge knowledge = {0};
    if (status == VW_OK && kind != NULL) {
        status = vw_kind_known(&knowledge, r, kind);
    }
    out->absent = !knowledge.collected;
    out->unknown = out->all - (known < out->all ? known : out->all);
    return status;
}

void vw_partial_add(vw_partial *partial, const vw_record_value *value)
{
    partial->all++;
    partial->unknown += value->known ? 0 : 1;
    partial->amount += value->known && value->number > 0 ? (uint64_t)(value->number + 0.5) : 0;
}

const char *vw_show_partial(const vw_report *r, const vw_partial *partial)
{
    static const vw_text none = {"niet vastgelegd", "not on record"};
    static const vw_text part = {"{0} (van {1} niet vastgelegd)", "{0} (for {1} not on record)"};
    if (partial->unknown == 0 && !(partial->absent && partial->all == 0)) {
        return vw_show_number(r, partial->amount);
    }
    return partial->unknown == partial->all ? vw_say(r, none)
                                            : VW_FILL(r, part, vw_show_number(r, partial->amount),
                                                      vw_show_number(r, partial->unknown));
}

vw_cell vw_partial_cell(const vw_report *r, const vw_partial *partial)
{
    return partial->unknown == 0 ? vw_number_cell((int64_t)partial->amount)
                                 : vw_text_cell(vw_show_partial(r, partial));
}

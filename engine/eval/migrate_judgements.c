/* SPDX-License-Identifier: EUPL-1.2 */
/* Where judgements went, with their reviews: no more than one to each requirement and aspect. */
#include "eval/migrate_private.h"

#include "model/result.h"

#include <string.h>

/* A judgement on its way to one requirement. */
typedef struct {
    size_t item; /* its place among the items */
    const vw_answer_version *answer;
    const vw_requirement *to;
    bool sure; /* what was judged is what is asked there */
} candidate;

typedef struct {
    vw_migrating *m;
    const vw_answer_versions *answers;
    VW_VEC(candidate) candidates;
} weighing;

static const char *name_of(const vw_migrating *m, const char *key)
{
    return vw_printf(m->e->arena, "answer:%s", key);
}

/* ---- which there are --------------------------------------------------------------------- */

static bool is_about(const vw_answer_version *answer, const char *full_id, const char *aspect)
{
    return answer->requirement != NULL && answer->aspect != NULL &&
           strcmp(answer->requirement, full_id) == 0 && strcmp(answer->aspect, aspect) == 0;
}

/* Of the framework, whichever version: the first one, or what no version knows. */
static bool concerns(const vw_migrating *m, const vw_answer_version *answer)
{
    const vw_set *set = m->e->plan->set;
    if (answer->requirement == NULL || answer->standing == VW_REPLACED) {
        return false;
    }
    return vw_migrate__is_of(m->migration->from, answer->requirement) ||
           (vw_migrate__is_of(m->migration->to, answer->requirement) &&
            vw_set_requirement(set, answer->requirement) == NULL &&
            vw_set_inactive(set, answer->requirement) == NULL);
}

/* Whether the answer can be given of the requirement at all: semantics, section 4. */
static bool can_be_said(const vw_answer_version *answer, const vw_requirement *to)
{
    vw_aspect aspect = VW_DESIGN;
    vw_result result = VW_NOT_ASSESSED;
    return vw_aspect_parse(&aspect, answer->aspect) && to->demands[aspect] &&
           vw_result_parse(&result, answer->result) &&
           vw_judgement_object(to, result, answer->reason, answer->risk_reference) ==
               VW_JUDGEMENT_ALLOWED;
}

/* What an answer that was ended since was carried over to before, and still stands: its end is not
 * carried over, since nobody ended that; or NULL. */
static const char *left_behind(const weighing *w, const vw_answer_version *ended)
{
    const char *stem = vw_printf(w->m->e->arena, "answer:%s, import ", ended->key);
    for (size_t i = 0; i < w->answers->count; i++) {
        const vw_answer_version *answer = &w->answers->items[i];
        if (answer->standing != VW_REPLACED && answer->standing != VW_ENDED &&
            answer->carried_from != NULL &&
            strncmp(answer->carried_from, stem, strlen(stem)) == 0) {
            return name_of(w->m, answer->key);
        }
    }
    return NULL;
}

static void place(weighing *w, const vw_answer_version *answer)
{
    bool lands = false;
    vw_migrating *m = w->m;
    vw_carried item = {.what = VW_CARRIED_JUDGEMENT,
                       .key = answer->key,
                       .origin = vw_migrate__origin(m, "answer", answer->key, answer->import_id),
                       .subject = answer->requirement,
                       .aspect = answer->aspect,
                       .result = answer->result,
                       .by = answer->assessor};
    item.route = vw_migration_route(m->migration, answer->requirement);
    item.outcome = answer->standing == VW_ENDED ? VW_PASSED_ENDED
                   : item.route == NULL         ? VW_PASSED_DANGLING
                                                : VW_PASSED_ORPHAN;
    const bool goes_on =
        item.outcome == VW_PASSED_ORPHAN && answer->aspect != NULL && answer->result != NULL;
    item.stands = item.outcome == VW_PASSED_ENDED ? left_behind(w, answer) : NULL;
    for (size_t i = 0; goes_on && i < item.route->to_count; i++) {
        const vw_requirement *to = item.route->to[i];
        if (can_be_said(answer, to)) {
            vw_carried placed = item;
            lands = true;
            placed.landed_on = to->full_id;
            VW_PUSH(m->e->arena, w->candidates,
                    ((candidate){m->items.count, answer, to,
                                 vw_route_keeps_meaning(m->migration, item.route)}));
            VW_PUSH(m->e->arena, m->items, placed);
        }
    }
    if (!lands) {
        VW_PUSH(m->e->arena, m->items, item);
    }
}

/* ---- which one stands -------------------------------------------------------------------- */

/* The record that the candidate became before, whatever happened to it since; or NULL. */
static const vw_answer_version *became(const weighing *w, const candidate *c)
{
    const char *origin = w->m->items.items[c->item].origin;
    for (size_t i = 0; i < w->answers->count; i++) {
        const vw_answer_version *answer = &w->answers->items[i];
        if (answer->standing != VW_REPLACED && answer->carried_from != NULL &&
            strcmp(answer->carried_from, origin) == 0 &&
            is_about(answer, c->to->full_id, c->answer->aspect)) {
            return answer;
        }
    }
    return NULL;
}

/* What is said there already; or NULL. */
static const vw_answer_version *said(const weighing *w, const candidate *c)
{
    for (size_t i = 0; i < w->answers->count; i++) {
        const vw_answer_version *answer = &w->answers->items[i];
        if (answer->standing != VW_REPLACED && answer->standing != VW_ENDED &&
            is_about(answer, c->to->full_id, c->answer->aspect)) {
            return answer;
        }
    }
    return NULL;
}

static bool same_place(const candidate *a, const candidate *b)
{
    return a->to == b->to && strcmp(a->answer->aspect, b->answer->aspect) == 0;
}

static vw_result result_of(const candidate *c)
{
    vw_result result = VW_NOT_ASSESSED;
    (void)vw_result_parse(&result, c->answer->result);
    return result;
}

/* Of several the worst stands, so that nobody gains by laying two together; of equals the first. */
static size_t worst_of(const weighing *w, size_t first)
{
    size_t worst = first;
    for (size_t i = first + 1; i < w->candidates.count; i++) {
        const candidate *c = &w->candidates.items[i];
        const vw_result a = result_of(&w->candidates.items[worst]), b = result_of(c);
        if (same_place(c, &w->candidates.items[first]) && a != b && vw_result_worst(a, b) == b) {
            worst = i;
        }
    }
    return worst;
}

static bool is_alone(const weighing *w, size_t at)
{
    for (size_t i = 0; i < w->candidates.count; i++) {
        if (i != at && same_place(&w->candidates.items[i], &w->candidates.items[at])) {
            return false;
        }
    }
    return true;
}

static const vw_mapping *mapping_to(const vw_requirement *requirement, const vw_measure *measure)
{
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        if (requirement->mappings[i].measure == measure) {
            return &requirement->mappings[i];
        }
    }
    return NULL;
}

/* Who approved of a better result knew what the tests came to. Of other tests nobody said so. */
static bool tested_alike(const vw_requirement *from, const vw_requirement *to)
{
    for (size_t i = 0; i < from->mapping_count; i++) {
        const vw_mapping *there = mapping_to(to, from->mappings[i].measure);
        if (there == NULL || there->full != from->mappings[i].full ||
            memcmp(there->aspects, from->mappings[i].aspects, sizeof there->aspects) != 0) {
            return false;
        }
    }
    return from->mapping_count == to->mapping_count;
}

static bool is_sure(const weighing *w, size_t at)
{
    const candidate *c = &w->candidates.items[at];
    const vw_carried *item = &w->m->items.items[c->item];
    const bool overrules =
        c->answer->review != NULL && strcmp(c->answer->review, "better_approved") == 0;
    return c->sure && !c->answer->unconfirmed && is_alone(w, at) &&
           (!overrules || tested_alike(item->route->from, c->to));
}

/* A new record, with all that was said and who said it when. */
static vw_status carry(weighing *w, size_t at)
{
    vw_migrating *m = w->m;
    const candidate *c = &w->candidates.items[at];
    vw_carried *item = &m->items.items[c->item];
    const bool sure = is_sure(w, at);
    vw_carrying carrying = {.item = c->item};
    vw_status status =
        vw_migrate__copy(&carrying.record, m, "answer", c->answer->key,
                         (vw_entered_value){"requirement", c->to->full_id}, item->origin,
                         (vw_entered_value){"unconfirmed", sure ? NULL : "yes"});
    if (status == VW_OK) {
        status =
            vw_enter__free_key(&carrying.record.key, m->e, "answer",
                               vw_printf(m->e->arena, "%s/%s", c->to->full_id, c->answer->aspect));
    }
    item->outcome = sure ? VW_PASSED_LANDED : VW_PASSED_TO_CONFIRM;
    item->record = carrying.record.key != NULL ? name_of(m, carrying.record.key) : NULL;
    item->is_new = true;
    VW_PUSH(m->e->arena, m->answers, carrying);
    return status;
}

static void tell_became(weighing *w, size_t at, const vw_answer_version *answer)
{
    vw_carried *item = &w->m->items.items[w->candidates.items[at].item];
    item->record = name_of(w->m, answer->key);
    item->outcome = answer->standing == VW_ENDED ? VW_PASSED_ENDED
                    : answer->unconfirmed        ? VW_PASSED_TO_CONFIRM
                                                 : VW_PASSED_LANDED;
}

/* All that land where the one at [first] does, of which it is the first. */
static vw_status settle(weighing *w, size_t first)
{
    const candidate *of = &w->candidates.items[first];
    const vw_answer_version *there = said(w, of);
    bool carried_before = false;
    for (size_t i = first; i < w->candidates.count; i++) {
        if (same_place(&w->candidates.items[i], of)) {
            carried_before = carried_before || became(w, &w->candidates.items[i]) != NULL;
        }
    }
    const bool settled = there != NULL || carried_before;
    const size_t winner = settled ? SIZE_MAX : worst_of(w, first);
    vw_status status = settled ? VW_OK : carry(w, winner);
    for (size_t i = first; i < w->candidates.count && status == VW_OK; i++) {
        const candidate *c = &w->candidates.items[i];
        const vw_answer_version *before = became(w, c);
        if (!same_place(c, of) || i == winner) {
            continue;
        }
        if (before != NULL) {
            tell_became(w, i, before);
            continue;
        }
        vw_carried *item = &w->m->items.items[c->item];
        item->outcome = VW_PASSED_DUPLICATE;
        item->stands = there != NULL ? name_of(w->m, there->key)
                       : winner != SIZE_MAX
                           ? w->m->items.items[w->candidates.items[winner].item].record
                           : NULL;
    }
    return status;
}

vw_status vw_migrate__judgements(vw_migrating *m)
{
    const vw_entering *e = m->e;
    vw_answer_versions answers = {0};
    weighing w = {.m = m, .answers = &answers};
    vw_status status =
        vw_answers_recorded(&answers, e->dossier, e->arena, e->diags, e->plan->set, &e->frame);
    for (size_t i = 0; i < answers.count && status == VW_OK; i++) {
        if (concerns(m, &answers.items[i])) {
            place(&w, &answers.items[i]);
        }
    }
    for (size_t i = 0; i < w.candidates.count && status == VW_OK; i++) {
        bool first = true;
        for (size_t j = 0; j < i && first; j++) {
            first = !same_place(&w.candidates.items[j], &w.candidates.items[i]);
        }
        status = first ? settle(&w, i) : VW_OK;
    }
    return status;
}

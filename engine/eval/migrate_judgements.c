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

/* What was carried over from an answer that was ended since, and goes with it. */
typedef struct {
    size_t item;
    const vw_answer_version *answer, *copy;
    bool taken; /* another that lands there took its place */
} ending;

typedef struct {
    vw_migrating *m;
    const vw_answer_versions *answers;
    VW_VEC(candidate) candidates;
    VW_VEC(ending) endings;
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

/* ---- what was carried over before --------------------------------------------------------- */

/* What the record came from last, however often it was judged or reviewed since; or NULL. */
static const char *origin_of(const weighing *w, const vw_answer_version *record)
{
    const vw_answer_version *found = NULL;
    for (size_t i = 0; i < w->answers->count; i++) {
        const vw_answer_version *version = &w->answers->items[i];
        if (version->carried_from != NULL && strcmp(version->key, record->key) == 0 &&
            (found == NULL || version->version > found->version)) {
            found = version;
        }
    }
    return found != NULL ? found->carried_from : NULL;
}

/* From this version of an answer, or from any: the number of its import stands last. */
static bool came_from(const weighing *w, const vw_answer_version *record, const char *origin,
                      bool any_version)
{
    const char *from = record->standing != VW_REPLACED ? origin_of(w, record) : NULL;
    if (from == NULL || !any_version) {
        return from != NULL && strcmp(from, origin) == 0;
    }
    return strncmp(from, origin, (size_t)(strrchr(origin, ' ') - origin) + 1) == 0;
}

static bool same_text(const char *a, const char *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a, b) == 0);
}

/* It is still that judgement, at most with a review of its own. */
static bool says_the_same(const vw_answer_version *a, const vw_answer_version *b)
{
    return same_text(a->result, b->result) && same_text(a->reason, b->reason) &&
           same_text(a->assessor, b->assessor) && same_text(a->assessed_on, b->assessed_on);
}

/* ---- what was ended ---------------------------------------------------------------------- */

/* Nobody says it any more, of the new version neither: what is still the judgement that was carried
 * over ends with it. Where somebody agreed with that one since, they must say so again. */
static vw_status end_copy(weighing *w, const vw_answer_version *ended,
                          const vw_answer_version *copy, vw_carried item)
{
    const bool over = copy->standing == VW_ENDED;
    const bool known = came_from(w, copy, item.origin, false);
    bool untouched = false;
    vw_status status = vw_migrate__is_ours(&untouched, w->m, copy->import_id);
    if (over && !known) {
        return status;
    }
    item.landed_on = copy->requirement;
    item.record = name_of(w->m, copy->key);
    if (known && !over && copy->unconfirmed) {
        item.outcome = VW_PASSED_TO_CONFIRM;
    } else if (!over && (known || (!untouched && !says_the_same(ended, copy)))) {
        item.landed_on = item.record = NULL;
        item.stands = name_of(w->m, copy->key);
    } else if (!over) {
        item.outcome = untouched ? VW_PASSED_ENDED : VW_PASSED_TO_CONFIRM;
        VW_PUSH(w->m->e->arena, w->endings,
                ((ending){.item = w->m->items.count, .answer = ended, .copy = copy}));
    }
    VW_PUSH(w->m->e->arena, w->m->items, item);
    return status;
}

static vw_status place_ended(weighing *w, const vw_answer_version *ended, vw_carried item)
{
    const size_t before = w->m->items.count;
    vw_status status = VW_OK;
    for (size_t i = 0; i < w->answers->count && status == VW_OK; i++) {
        if (came_from(w, &w->answers->items[i], item.origin, true)) {
            status = end_copy(w, ended, &w->answers->items[i], item);
        }
    }
    if (w->m->items.count == before) {
        VW_PUSH(w->m->e->arena, w->m->items, item);
    }
    return status;
}

/* A version of the copy that ends as what it came from did; of what somebody agreed with, one that
 * waits to be confirmed. */
static vw_status carry_end(weighing *w, const ending *end)
{
    vw_carried *item = &w->m->items.items[end->item];
    const bool ends = item->outcome == VW_PASSED_ENDED;
    vw_carrying carrying = {.item = end->item};
    const vw_entered_value changed[] = {
        {"requirement", end->copy->requirement},
        {"unconfirmed", end->copy->unconfirmed || !ends ? "yes" : NULL}};
    vw_status status =
        vw_migrate__copy(&carrying.record, w->m, "answer", ends ? end->answer->key : end->copy->key,
                         item->origin, changed, sizeof changed / sizeof *changed);
    carrying.record.key = end->copy->key;
    item->is_new = true;
    VW_PUSH(w->m->e->arena, w->m->answers, carrying);
    return status;
}

/* ---- where each goes --------------------------------------------------------------------- */

static vw_status place(weighing *w, const vw_answer_version *answer)
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
    if (item.outcome == VW_PASSED_ENDED) {
        return place_ended(w, answer, item);
    }
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
    return VW_OK;
}

/* ---- which one stands -------------------------------------------------------------------- */

static const char *origin_at(const weighing *w, const candidate *c)
{
    return w->m->items.items[c->item].origin;
}

/* The record that the candidate became before, whatever happened to it since; or NULL. */
static const vw_answer_version *became(const weighing *w, const candidate *c)
{
    for (size_t i = 0; i < w->answers->count; i++) {
        const vw_answer_version *answer = &w->answers->items[i];
        if (is_about(answer, c->to->full_id, c->answer->aspect) &&
            came_from(w, answer, origin_at(w, c), false)) {
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

static vw_result result_of(const vw_answer_version *answer)
{
    vw_result result = VW_NOT_ASSESSED;
    if (answer->result != NULL) {
        (void)vw_result_parse(&result, answer->result);
    }
    return result;
}

static bool is_worse(const vw_answer_version *than, const vw_answer_version *answer)
{
    const vw_result a = result_of(than), b = result_of(answer);
    return a != b && vw_result_worst(a, b) == b;
}

static bool is_disagreed(const vw_answer_version *answer)
{
    return answer->review != NULL && strcmp(answer->review, "disagreed") == 0;
}

/* Of several the worst stands, so that nobody gains by laying two together; of equals the first. */
static size_t worst_of(const weighing *w, size_t first)
{
    size_t worst = first;
    for (size_t i = first + 1; i < w->candidates.count; i++) {
        const candidate *c = &w->candidates.items[i];
        if (same_place(c, &w->candidates.items[first]) &&
            is_worse(w->candidates.items[worst].answer, c->answer)) {
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

/* Who approved of a better result knew what the tests came to. Of other tests nobody said so. */
static bool tested_alike(const vw_requirement *from, const vw_requirement *to)
{
    for (size_t i = 0; i < from->mapping_count; i++) {
        const vw_mapping *there = vw_requirement_mapping(to, from->mappings[i].measure);
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

/* A new record, or a version of the one [into], with all that was said and who said it when. */
static vw_status carry(weighing *w, size_t at, const vw_answer_version *into, bool doubtful)
{
    vw_migrating *m = w->m;
    const candidate *c = &w->candidates.items[at];
    vw_carried *item = &m->items.items[c->item];
    const bool sure = !doubtful && is_sure(w, at);
    vw_carrying carrying = {.item = c->item};
    const vw_entered_value changed[] = {{"requirement", c->to->full_id},
                                        {"unconfirmed", sure ? NULL : "yes"}};
    vw_status status = vw_migrate__copy(&carrying.record, m, "answer", c->answer->key, item->origin,
                                        changed, sizeof changed / sizeof *changed);
    if (into != NULL) {
        carrying.record.key = into->key;
    } else if (status == VW_OK) {
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

/* ---- when something was carried there before ------------------------------------------------- */

/* Which of several is carried over, and in the place of what. */
typedef struct {
    size_t winner;                 /* SIZE_MAX: none, what there is stays */
    const vw_answer_version *into; /* NULL: nothing is there */
    bool doubtful; /* somebody looked at what was carried over before and not at this, or that waits
                      to be confirmed */
} choice;

/* What was carried over to there from any version of any of them, and holds; or NULL. */
static const vw_answer_version *copy_at(const weighing *w, size_t first)
{
    for (size_t i = first; i < w->candidates.count; i++) {
        const candidate *c = &w->candidates.items[i];
        for (size_t j = 0; j < w->answers->count && same_place(c, &w->candidates.items[first]);
             j++) {
            const vw_answer_version *answer = &w->answers->items[j];
            if (answer->standing != VW_ENDED &&
                is_about(answer, c->to->full_id, c->answer->aspect) &&
                came_from(w, answer, origin_at(w, c), true)) {
                return answer;
            }
        }
    }
    return NULL;
}

/* The worst of them, unless what was carried over is as bad. */
static size_t worse_than_carried(const weighing *w, size_t first, const vw_answer_version *copy)
{
    const size_t worst = worst_of(w, first);
    for (size_t i = first; i < w->candidates.count; i++) {
        const candidate *c = &w->candidates.items[i];
        if (same_place(c, &w->candidates.items[first]) && became(w, c) == copy &&
            !is_worse(c->answer, w->candidates.items[worst].answer)) {
            return SIZE_MAX;
        }
    }
    return worst;
}

/* Of what was said since somebody looked at the copy, the worst that is worse than that. */
static size_t worse_since(const weighing *w, size_t first, const vw_answer_version *copy)
{
    size_t worst = SIZE_MAX;
    for (size_t i = first; i < w->candidates.count; i++) {
        const candidate *c = &w->candidates.items[i];
        const bool is_news = became(w, c) != copy && (came_from(w, copy, origin_at(w, c), true) ||
                                                      c->answer->import_id > copy->import_id);
        const bool worse =
            is_worse(copy, c->answer) || (result_of(c->answer) == result_of(copy) &&
                                          is_disagreed(c->answer) && !is_disagreed(copy));
        if (same_place(c, &w->candidates.items[first]) && is_news && worse &&
            (worst == SIZE_MAX || is_worse(w->candidates.items[worst].answer, c->answer))) {
            worst = i;
        }
    }
    return worst;
}

/* What would end by this run leaves its place to what lands there. */
static ending *ending_of(const weighing *w, const vw_answer_version *there)
{
    for (size_t i = 0; i < w->endings.count; i++) {
        if (w->endings.items[i].copy == there &&
            w->m->items.items[w->endings.items[i].item].outcome == VW_PASSED_ENDED) {
            return &w->endings.items[i];
        }
    }
    return NULL;
}

static vw_status choose(choice *out, const weighing *w, size_t first,
                        const vw_answer_version *there)
{
    const candidate *of = &w->candidates.items[first];
    const vw_answer_version *copy = copy_at(w, first);
    ending *end = there != NULL ? ending_of(w, there) : NULL;
    bool untouched = false, carried_before = false;
    for (size_t i = first; i < w->candidates.count; i++) {
        if (same_place(&w->candidates.items[i], of)) {
            carried_before = carried_before || became(w, &w->candidates.items[i]) != NULL;
        }
    }
    vw_status status =
        copy != NULL ? vw_migrate__is_ours(&untouched, w->m, copy->import_id) : VW_OK;
    *out = (choice){.winner = SIZE_MAX};
    if (copy != NULL) {
        out->winner = untouched ? worse_than_carried(w, first, copy) : worse_since(w, first, copy);
        out->into = out->winner != SIZE_MAX ? copy : NULL;
        out->doubtful = !untouched || copy->unconfirmed;
    } else if (end != NULL) {
        *out = (choice){worst_of(w, first), there, there->unconfirmed};
        w->m->items.items[end->item].landed_on = w->m->items.items[end->item].record = NULL;
        end->taken = true;
    } else if (there == NULL && !carried_before) {
        out->winner = worst_of(w, first);
    }
    return status;
}

/* All that land where the one at [first] does, of which it is the first. */
static vw_status settle(weighing *w, size_t first)
{
    const candidate *of = &w->candidates.items[first];
    const vw_answer_version *there = said(w, of);
    choice chosen;
    vw_status status = choose(&chosen, w, first, there);
    if (status == VW_OK && chosen.winner != SIZE_MAX) {
        status = carry(w, chosen.winner, chosen.into, chosen.doubtful);
    }
    for (size_t i = first; i < w->candidates.count && status == VW_OK; i++) {
        const candidate *c = &w->candidates.items[i];
        const vw_answer_version *before = became(w, c);
        if (!same_place(c, of) || i == chosen.winner) {
            continue;
        }
        if (before != NULL && before != chosen.into) {
            tell_became(w, i, before);
            continue;
        }
        vw_carried *item = &w->m->items.items[c->item];
        item->outcome = VW_PASSED_DUPLICATE;
        item->stands = chosen.winner != SIZE_MAX
                           ? w->m->items.items[w->candidates.items[chosen.winner].item].record
                       : there != NULL ? name_of(w->m, there->key)
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
            status = place(&w, &answers.items[i]);
        }
    }
    for (size_t i = 0; i < w.candidates.count && status == VW_OK; i++) {
        bool first = true;
        for (size_t j = 0; j < i && first; j++) {
            first = !same_place(&w.candidates.items[j], &w.candidates.items[i]);
        }
        status = first ? settle(&w, i) : VW_OK;
    }
    for (size_t i = 0; i < w.endings.count && status == VW_OK; i++) {
        status = w.endings.items[i].taken ? VW_OK : carry_end(&w, &w.endings.items[i]);
    }
    return status;
}

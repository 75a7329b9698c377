/* SPDX-License-Identifier: EUPL-1.2 */
/* Regimes and derived facts: controls/regimes/. */
#include "load/fields.h"

#include <string.h>

static const char *const marks[] = {"unverified", "draft", "derived"};

#define COUNT(array) (sizeof(array) / sizeof(array)[0])

void vw_load__mark(const char **mark, vw_text *reason, vw_fields *fields)
{
    int index = vw_load__word(fields, "mark", VW_OPTIONAL, marks, COUNT(marks));
    bool marked = vw_load__peek(fields, "mark") != NULL;
    *mark = index >= 0 ? marks[index] : NULL;
    *reason = vw_load__text(fields, "mark_reason", marked ? VW_NEEDED : VW_OPTIONAL);
    if (!marked && vw_load__peek(fields, "mark_reason") != NULL) {
        (void)vw_load__get(fields, "mark", VW_NEEDED);
    }
}

/* ---- decisions ---- */

static void read_as(vw_fields *fields, vw_decision_draft *draft, const char *regime)
{
    const char *names[VW_AS_COUNT];
    for (int i = 0; i < VW_AS_COUNT; i++) {
        names[i] = vw_regime_as_name((vw_regime_as)i);
    }
    int as = vw_load__word(fields, "as", VW_OPTIONAL, names, COUNT(names));
    draft->decision.as = as >= 0 ? (vw_regime_as)as : VW_AS_IN_SCOPE;
    draft->follows.name = vw_load__string(fields, "follows", VW_OPTIONAL);
    draft->follows.place = vw_load__place_of(fields, "follows");
    bool has_as = vw_load__peek(fields, "as") != NULL;
    if (has_as == (vw_load__peek(fields, "follows") != NULL)) {
        VW_DIAG(fields->loader->diags, N143, draft->decision.place, regime);
    }
}

static bool read_decision(vw_decision_draft *draft, vw_loader *loader, const vw_node *node,
                          const char *regime)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, node, "decisions")) {
        return false;
    }
    vw_decision *decision = &draft->decision;
    decision->place = vw_load__place(loader->arena, node);
    decision->when = vw_load__rule(&fields, "when", VW_OPTIONAL);
    read_as(&fields, draft, regime);
    decision->because = vw_load__text(&fields, "because", VW_NEEDED);
    vw_load__mark(&decision->mark, &decision->mark_reason, &fields);
    vw_load__close(&fields);
    return true;
}

/* A line that always holds ends the list, and something must. */
static void check_end(vw_loader *loader, const vw_rule_text *when, bool last, vw_place place,
                      const char *what)
{
    if (when->text == NULL && !last) {
        VW_DIAG(loader->diags, N141, place, what);
    } else if (when->text != NULL && last) {
        VW_DIAG(loader->diags, N142, place, what);
    }
}

static void read_decisions(vw_fields *fields, vw_regime_draft *draft, const char *regime)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "decisions", VW_OPTIONAL);
    if (list == NULL) {
        return;
    }
    if (list->count == 0) {
        VW_DIAG(loader->diags, Y031, vw_load__place(loader->arena, list), "decisions");
    }
    draft->decisions = VW_NEW_ARRAY(loader->scratch, list->count, vw_decision_draft);
    for (size_t i = 0; i < list->count; i++) {
        vw_decision_draft decision = {0};
        if (read_decision(&decision, loader, list->items[i], regime)) {
            check_end(loader, &decision.decision.when, i + 1 == list->count,
                      decision.decision.place, regime);
            draft->decisions[draft->decision_count++] = decision;
            draft->follows_any = draft->follows_any || decision.follows.name != NULL;
        }
    }
}

/* ---- who supervises ---- */

static bool read_supervisor(vw_supervision *supervision, vw_loader *loader, const vw_node *node)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, node, "supervision")) {
        return false;
    }
    supervision->place = vw_load__place(loader->arena, node);
    supervision->when = vw_load__rule(&fields, "when", VW_OPTIONAL);
    supervision->authority = vw_load__text(&fields, "authority", VW_NEEDED);
    supervision->inspectorate = vw_load__text(&fields, "inspectorate", VW_OPTIONAL);
    supervision->csirt = vw_load__text(&fields, "csirt", VW_OPTIONAL);
    supervision->reference = vw_load__string(&fields, "reference", VW_OPTIONAL);
    vw_load__mark(&supervision->mark, &supervision->mark_reason, &fields);
    vw_load__close(&fields);
    return true;
}

static void read_supervision(vw_fields *fields, vw_regime *regime)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "supervision", VW_OPTIONAL);
    if (list == NULL) {
        return;
    }
    vw_supervision *lines = VW_NEW_ARRAY(loader->arena, list->count, vw_supervision);
    for (size_t i = 0; i < list->count; i++) {
        vw_supervision *line = &lines[regime->supervision_count];
        *line = (vw_supervision){0};
        if (read_supervisor(line, loader, list->items[i])) {
            regime->supervision_count++;
            if (line->when.text == NULL && i + 1 < list->count) {
                VW_DIAG(loader->diags, N141, line->place, regime->id);
            }
        }
    }
    regime->supervision = lines;
}

/* ---- regimes ---- */

static vw_date read_date(vw_fields *fields, const char *name)
{
    vw_date date = VW_DATE_NONE;
    return vw_load__date(&date, fields, name, VW_OPTIONAL) ? date : VW_DATE_NONE;
}

static bool read_phase(vw_phase *phase, vw_loader *loader, const vw_node *node)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, node, "phases")) {
        return false;
    }
    phase->place = vw_load__place(loader->arena, node);
    phase->part = vw_load__text(&fields, "part", VW_NEEDED);
    bool dated = vw_load__date(&phase->applies_from, &fields, "applies_from", VW_NEEDED);
    vw_load__close(&fields);
    return dated;
}

/* Parts that begin on days of their own; who reads them top down reads them in time. */
static void read_phases(vw_fields *fields, vw_regime *regime)
{
    vw_loader *loader = fields->loader;
    const vw_node *list = vw_load__list(fields, "phases", VW_OPTIONAL);
    if (list == NULL) {
        return;
    }
    vw_phase *phases = VW_NEW_ARRAY(loader->arena, list->count, vw_phase);
    for (size_t i = 0; i < list->count; i++) {
        vw_phase *phase = &phases[regime->phase_count];
        *phase = (vw_phase){0};
        if (!read_phase(phase, loader, list->items[i])) {
            continue;
        }
        if (regime->phase_count > 0 && phase->applies_from < phase[-1].applies_from) {
            VW_DIAG(loader->diags, Y160, phase->place, phase->part.en);
        }
        regime->phase_count++;
    }
    regime->phases = phases;
    if (regime->phase_count > 0) {
        regime->applies_from = phases[0].applies_from;
    }
}

static void read_regime(vw_loader *loader, const vw_node *node)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, node, "regimes")) {
        return;
    }
    vw_regime_draft draft = {0};
    vw_regime *regime = &draft.regime;
    regime->id = vw_load__string(&fields, "id", VW_NEEDED);
    regime->place = vw_load__place_of(&fields, "id");
    if (regime->id != NULL) {
        fields.what = regime->id;
        if (!vw_load__is_id_part(regime->id)) {
            VW_DIAG(loader->diags, Y034, regime->place, regime->id);
        }
    }
    const char *what = regime->id != NULL ? regime->id : "";
    regime->title = vw_load__text(&fields, "title", VW_NEEDED);
    regime->reference = vw_load__string(&fields, "reference", VW_NEEDED);
    read_decisions(&fields, &draft, what);
    /* Where nothing decides, it must be said whom it is about. */
    vw_need need = draft.decision_count == 0 ? VW_NEEDED : VW_OPTIONAL;
    regime->target = vw_load__text(&fields, "target", need);
    regime->note = vw_load__text(&fields, "note", VW_OPTIONAL);
    regime->in_force = read_date(&fields, "in_force");
    regime->applies_from = read_date(&fields, "applies_from");
    read_phases(&fields, regime);
    regime->until = read_date(&fields, "until");
    draft.through.name = vw_load__string(&fields, "through", VW_OPTIONAL);
    draft.through.place = vw_load__place_of(&fields, "through");
    vw_load__mark(&regime->mark, &regime->mark_reason, &fields);
    read_supervision(&fields, regime);
    vw_load__close(&fields);
    if (regime->id != NULL) {
        VW_PUSH(loader->scratch, loader->regimes, draft);
    }
}

void vw_load__regimes(vw_loader *loader, const vw_node *root)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, root, "regimes")) {
        return;
    }
    const vw_node *list = vw_load__list(&fields, "regimes", VW_NEEDED);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_regime(loader, list->items[i]);
    }
    vw_load__close(&fields);
}

/* ---- derived facts ---- */

static bool read_value(vw_derived_value *value, vw_loader *loader, const vw_node *node)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, node, "values")) {
        return false;
    }
    value->value = vw_load__string(&fields, "value", VW_NEEDED);
    value->place = vw_load__place_of(&fields, "value");
    value->when = vw_load__rule(&fields, "when", VW_OPTIONAL);
    value->because = vw_load__text(&fields, "because", VW_NEEDED);
    vw_load__close(&fields);
    return value->value != NULL;
}

static void read_derivation(vw_loader *loader, const vw_node *node)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, node, "derived_facts")) {
        return;
    }
    vw_derivation_draft draft = {0};
    draft.field.name = vw_load__string(&fields, "field", VW_NEEDED);
    draft.field.place = vw_load__place_of(&fields, "field");
    const vw_node *list = vw_load__list(&fields, "values", VW_NEEDED);
    vw_derived_value *values =
        VW_NEW_ARRAY(loader->arena, list != NULL ? list->count : 0, vw_derived_value);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        vw_derived_value value = {0};
        if (read_value(&value, loader, list->items[i])) {
            values[draft.derivation.value_count++] = value;
            if (value.when.text == NULL && i + 1 < list->count) {
                VW_DIAG(loader->diags, N141, value.place, draft.field.name);
            }
        }
    }
    draft.derivation.values = values;
    draft.derivation.place = draft.field.place;
    vw_load__close(&fields);
    if (draft.field.name != NULL) {
        VW_PUSH(loader->scratch, loader->derivations, draft);
    }
}

void vw_load__derived_facts(vw_loader *loader, const vw_node *root)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, root, "derived_facts")) {
        return;
    }
    const vw_node *list = vw_load__list(&fields, "derived_facts", VW_NEEDED);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_derivation(loader, list->items[i]);
    }
    vw_load__close(&fields);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Measures with their tests: controls/measures/. */
#include "load/fields.h"
#include "model/result.h"

#include <string.h>

static const char *read_id(vw_fields *fields)
{
    const char *id = vw_load__string(fields, "id", VW_NEEDED);
    if (id != NULL && !vw_load__is_id(id)) {
        VW_DIAG(fields->loader->diags, Y033, vw_load__place_of(fields, "id"), id);
    }
    fields->what = id != NULL ? id : fields->what;
    return id;
}

/* A test that stays met, or partly met, where everything fails says nothing. One that is stored was
 * run, and is performed again as it was. */
static void check_can_fail(const vw_fields *fields, const vw_test *test)
{
    const vw_tally all_fail = {.fail = 1};
    const vw_result result =
        vw_verdict(all_fail, (vw_verdict_terms){.tolerance = test->tolerance,
                                                .has_partly_at = test->has_partly_at,
                                                .partly_at = test->partly_at});
    if (result != VW_NOT_MET && !fields->loader->reading_stored) {
        const char *culprit = result == VW_MET ? "tolerance" : "partly_at";
        VW_DIAG(fields->loader->diags, Y153, vw_load__place_of(fields, culprit), culprit, test->id);
    }
}

static void read_bounds(vw_fields *fields, vw_test *test)
{
    (void)vw_load__share(&test->tolerance, fields, "tolerance");
    test->has_partly_at = vw_load__share(&test->partly_at, fields, "partly_at");
    /* Above the tolerance, pass is less than 1 - tolerance of n (design: result of one test). */
    if (test->has_partly_at && test->partly_at >= 1 - test->tolerance) {
        VW_DIAG(fields->loader->diags, Y048, vw_load__place_of(fields, "partly_at"), test->id);
    }
    check_can_fail(fields, test);
}

static void check_prefix(vw_fields *fields, const char *test, const char *measure)
{
    size_t length = strlen(measure);
    if (strncmp(test, measure, length) != 0 || test[length] != '.' || test[length + 1] == '\0') {
        VW_DIAG(fields->loader->diags, Y047, vw_load__place_of(fields, "id"), test, measure);
    }
}

/* `for` or the name of a population, and not both. */
static void read_population(vw_test *test, vw_reference *shared, vw_fields *fields)
{
    bool own = vw_load__peek(fields, "for") != NULL;
    bool named = vw_load__peek(fields, "population") != NULL;
    test->population = vw_load__rule(fields, "for", own && !named ? VW_NEEDED : VW_OPTIONAL);
    shared->name = vw_load__string(fields, "population", VW_OPTIONAL);
    shared->place = vw_load__place_of(fields, "population");
    if (own && named) {
        VW_DIAG(fields->loader->diags, Y065, shared->place, NULL);
        shared->name = NULL;
    } else if (!own && !named) {
        (void)vw_load__get(fields, "for", VW_NEEDED);
    }
}

static bool names_already(const vw_loader *loader, size_t first, const char *name)
{
    for (size_t i = first; i < loader->parameters_named.count; i++) {
        if (strcmp(loader->parameters_named.items[i].name, name) == 0) {
            return true;
        }
    }
    return false;
}

/* The parameters that a text names, at their place; of its two languages each once. */
static void note_parameters(const vw_fields *fields, const char *field)
{
    vw_loader *loader = fields->loader;
    const vw_node *text = vw_load__peek(fields, field);
    const size_t first = loader->parameters_named.count;
    for (size_t i = 0; text != NULL && i < text->count; i++) {
        const vw_node *value = text->entries != NULL ? text->entries[i].value : NULL;
        const char *start, *end, *name;
        if (value == NULL || value->type != VW_NODE_SCALAR || strchr(value->text, '{') == NULL) {
            continue;
        }
        const vw_rule_text spans = vw_load__rule_text(loader->scratch, value);
        for (const char *at = value->text;
             (name = vw_parameter_slot(loader->arena, at, &start, &end)) != NULL; at = end) {
            const size_t offset = (size_t)(start - value->text);
            const size_t from =
                spans.offsets != NULL ? spans.offsets[offset] : spans.start + offset;
            if (!names_already(loader, first, name)) {
                VW_PUSH(loader->scratch, loader->parameters_named,
                        ((vw_reference){name, vw_source_place(value->source, loader->arena, from,
                                                              (size_t)(end - start))}));
            }
        }
    }
}

static vw_text read_text(vw_fields *fields, const char *name, vw_need need)
{
    const vw_text text = vw_load__text(fields, name, need);
    note_parameters(fields, name);
    return text;
}

/* Keeps where a reason with placeholders stands; most have none, and cost nothing. */
static void read_slots(vw_test *test, const vw_fields *fields)
{
    static const char *const languages[] = {[VW_NL] = "nl", [VW_EN] = "en"};
    const vw_node *reason = vw_load__peek(fields, "reason");
    if (strchr(test->reason.nl, '{') == NULL && strchr(test->reason.en, '{') == NULL) {
        return;
    }
    vw_rule_text *slots = VW_NEW_ARRAY(fields->loader->arena, 2, vw_rule_text);
    for (size_t i = 0; i < reason->count; i++) {
        const vw_node *value = reason->entries[i].value;
        for (vw_lang lang = VW_NL; lang <= VW_EN && value->type == VW_NODE_SCALAR; lang++) {
            if (strcmp(reason->entries[i].key->text, languages[lang]) == 0) {
                slots[lang] = vw_load__rule_text(fields->loader->arena, value);
            }
        }
    }
    test->slots = slots;
}

/* False when it has no id to be known by. */
static bool read_test(vw_test *test, vw_reference *shared, vw_loader *loader, const vw_node *node,
                      const char *measure)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, node, "tests")) {
        return false;
    }
    test->id = read_id(&fields);
    test->place = vw_load__place_of(&fields, "id");
    if (test->id != NULL && measure != NULL) {
        check_prefix(&fields, test->id, measure);
    }
    const vw_node *named = vw_load__get(&fields, "aspect", VW_NEEDED);
    int aspect = named != NULL ? vw_load__aspect(loader, named) : -1;
    test->aspect = aspect >= 0 ? (vw_aspect)aspect : VW_DESIGN;
    test->title = read_text(&fields, "title", VW_NEEDED);
    read_population(test, shared, &fields);
    test->condition = vw_load__rule(&fields, "condition", VW_NEEDED);
    read_bounds(&fields, test);
    test->reason = read_text(&fields, "reason", VW_NEEDED);
    read_slots(test, &fields);
    test->remedy = read_text(&fields, "remedy", VW_OPTIONAL);
    test->basis = vw_load__string(&fields, "basis", VW_OPTIONAL);
    vw_load__trials(&test->trials, &test->trial_count, &fields, VW_OPTIONAL);
    vw_load__close(&fields);
    return test->id != NULL;
}

static void read_measure(vw_loader *loader, const vw_node *node)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, node, "measures")) {
        return;
    }
    vw_measure_draft draft = {.measure = {.id = read_id(&fields)}};
    vw_measure *measure = &draft.measure;
    measure->place = vw_load__place_of(&fields, "id");
    measure->title = vw_load__text(&fields, "title", VW_NEEDED);
    measure->explain = vw_load__text(&fields, "explain", VW_NEEDED);
    measure->owner = vw_load__text(&fields, "owner", VW_NEEDED);
    measure->remedy = read_text(&fields, "remedy", VW_NEEDED);
    const vw_node *tests = vw_load__list(&fields, "tests", VW_OPTIONAL);
    const size_t count = tests != NULL ? tests->count : 0;
    draft.tests = VW_NEW_ARRAY(loader->arena, count, vw_test);
    draft.populations = VW_NEW_ARRAY(loader->scratch, count, vw_reference);
    for (size_t i = 0; i < count; i++) {
        vw_test test = {0};
        vw_reference shared = {0};
        if (read_test(&test, &shared, loader, tests->items[i], measure->id)) {
            draft.populations[draft.test_count] = shared;
            draft.tests[draft.test_count++] = test;
        }
    }
    vw_load__parameters(&fields);
    vw_load__close(&fields);
    if (measure->id != NULL) {
        VW_PUSH(loader->scratch, loader->measures, draft);
    }
}

void vw_load__measures(vw_loader *loader, const vw_node *root)
{
    vw_fields fields;
    if (!vw_load__open(&fields, loader, root, "measures")) {
        return;
    }
    vw_load__parameters(&fields);
    vw_load__populations(&fields);
    const vw_node *list = vw_load__list(&fields, "measures", VW_NEEDED);
    for (size_t i = 0; list != NULL && i < list->count; i++) {
        read_measure(loader, list->items[i]);
    }
    vw_load__close(&fields);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The rules behind the results: which one, how serious, in which words. */
#include "intake/formats/checks/sarif.h"

#include <string.h>

/* ---- which rule -------------------------------------------------------------------------- */

static vw_sarif_component new_component(vw_arena *arena, const json_t *component)
{
    vw_sarif_component out = {component, vw_checks__object(arena)};
    const json_t *rules = json_object_get(component, "rules");
    for (size_t i = 0; i < json_array_size(rules); i++) {
        const json_t *rule = json_array_get(rules, i);
        const char *id = json_string_value(json_object_get(rule, "id"));
        if (id != NULL && json_object_get(out.rules, id) == NULL) {
            vw_checks__set(out.rules, id, rule);
        }
    }
    return out;
}

void vw_sarif__find_components(vw_sarif_run *run, vw_arena *arena)
{
    const json_t *extensions = vw_json_at(run->run, "tool.extensions");
    size_t count = json_array_size(extensions);
    vw_sarif_component *components = VW_NEW_ARRAY(arena, count + 1, vw_sarif_component);
    components[0] = new_component(arena, vw_json_at(run->run, "tool.driver"));
    for (size_t i = 0; i < count; i++) {
        components[i + 1] = new_component(arena, json_array_get(extensions, i));
    }
    run->components = components;
    run->component_count = count + 1;
}

static bool same_text(const json_t *a, const json_t *b)
{
    return json_is_string(a) && json_is_string(b) && json_equal(a, b) == 1;
}

/* The one that a toolComponentReference means (3.54); the driver when there is none. */
static const vw_sarif_component *find_component(const vw_sarif_run *run, const json_t *reference)
{
    const json_t *index = json_object_get(reference, "index");
    if (json_is_integer(index)) {
        json_int_t at = json_integer_value(index);
        bool there = at >= 0 && (size_t)at < run->component_count - 1;
        return &run->components[there ? (size_t)at + 1 : 0];
    }
    for (size_t i = 0; i < run->component_count; i++) {
        const json_t *component = run->components[i].component;
        if (same_text(json_object_get(component, "guid"), json_object_get(reference, "guid")) ||
            same_text(json_object_get(component, "name"), json_object_get(reference, "name"))) {
            return &run->components[i];
        }
    }
    return &run->components[0];
}

/* By id, or by the ids above it: "CA1000" of "CA1000/1" (3.27.5). */
static const json_t *find_by_id(const vw_sarif_component *component, const char *id)
{
    for (size_t length = strlen(id); length > 0; length--) {
        const json_t *rule = id[length] == '\0' || id[length] == '/'
                                 ? json_object_getn(component->rules, id, length)
                                 : NULL;
        if (rule != NULL) {
            return rule;
        }
    }
    return NULL;
}

const json_t *vw_sarif__rule(const vw_sarif_component **component, const vw_sarif_run *run,
                             const json_t *result)
{
    const json_t *reference = json_object_get(result, "rule");
    const json_t *id = json_object_get(result, "ruleId");
    const json_t *index = json_object_get(result, "ruleIndex");
    id = id != NULL ? id : json_object_get(reference, "id");
    index = index != NULL ? index : json_object_get(reference, "index");
    *component = find_component(run, json_object_get(reference, "toolComponent"));
    if (json_is_integer(index) && json_integer_value(index) >= 0) {
        const json_t *rules = json_object_get((*component)->component, "rules");
        const json_t *rule = json_array_get(rules, (size_t)json_integer_value(index));
        if (json_is_object(rule)) {
            return rule;
        }
    }
    if (!json_is_string(id)) {
        return NULL;
    }
    const json_t *rule = find_by_id(*component, json_string_value(id));
    for (size_t i = 0; rule == NULL && i < run->component_count; i++) {
        rule = find_by_id(&run->components[i], json_string_value(id));
        if (rule != NULL) {
            *component = &run->components[i];
        }
    }
    return rule;
}

/* ---- how serious ------------------------------------------------------------------------- */

/* What the user of the tool changed for this run (3.20.5), or NULL. */
static const char *overridden_level(const vw_sarif_run *run, const json_t *result,
                                    const json_t *rule)
{
    const json_t *number = vw_json_at(result, "provenance.invocationIndex");
    if (!json_is_integer(number) || json_integer_value(number) < 0) {
        return NULL;
    }
    const json_t *invocation = json_array_get(json_object_get(run->run, "invocations"),
                                              (size_t)json_integer_value(number));
    const json_t *overrides = json_object_get(invocation, "ruleConfigurationOverrides");
    for (size_t i = 0; i < json_array_size(overrides); i++) {
        const json_t *override = json_array_get(overrides, i);
        const vw_sarif_component *component;
        json_t *as_result = json_object();
        vw_checks__set(as_result, "rule", json_object_get(override, "descriptor"));
        bool same = rule != NULL && vw_sarif__rule(&component, run, as_result) == rule;
        json_decref(as_result);
        if (same) {
            return json_string_value(vw_json_at(override, "configuration.level"));
        }
    }
    return NULL;
}

const char *vw_sarif__level(const vw_sarif_run *run, const json_t *result, const json_t *rule)
{
    const char *level = json_string_value(json_object_get(result, "level"));
    const char *kind = json_string_value(json_object_get(result, "kind"));
    if (level != NULL) {
        return level;
    }
    if (kind != NULL && strcmp(kind, "fail") != 0) {
        return "none";
    }
    level = overridden_level(run, result, rule);
    if (level == NULL) {
        level = json_string_value(vw_json_at(rule, "defaultConfiguration.level"));
    }
    return level != NULL ? level : "warning";
}

/* ---- in which words ---------------------------------------------------------------------- */

/* "{0}" stands for the first argument, "{{" and "}}" for a brace (3.11.5). */
static const char *fill_in(vw_arena *arena, const char *text, const json_t *arguments)
{
    vw_buf out = {.arena = arena};
    if (json_array_size(arguments) == 0) {
        return text;
    }
    for (const char *at = text; *at != '\0';) {
        size_t digits = *at == '{' ? strspn(at + 1, "0123456789") : 0;
        if (digits > 0 && digits < 5 && at[1 + digits] == '}') {
            size_t index = 0;
            for (size_t i = 1; i <= digits; i++) {
                index = index * 10 + (size_t)(at[i] - '0');
            }
            const char *argument = json_string_value(json_array_get(arguments, index));
            vw_buf_add(&out, argument != NULL ? argument : "");
            at += digits + 2;
        } else {
            vw_buf_addn(&out, at, 1);
            at += (*at == '{' || *at == '}') && at[1] == *at ? 2 : 1;
        }
    }
    return vw_buf_text(&out);
}

const char *vw_sarif__message(vw_arena *arena, const vw_sarif_component *component,
                              const json_t *rule, const json_t *message)
{
    const json_t *text = json_object_get(message, "text");
    const char *id = json_string_value(json_object_get(message, "id"));
    if (!json_is_string(text) && id != NULL) {
        const json_t *strings = json_object_get(rule, "messageStrings");
        const json_t *globals = json_object_get(component->component, "globalMessageStrings");
        const json_t *found = json_object_get(strings, id);
        found = found != NULL ? found : json_object_get(globals, id);
        text = json_object_get(found, "text");
    }
    return json_is_string(text)
               ? fill_in(arena, json_string_value(text), json_object_get(message, "arguments"))
               : NULL;
}

/* ---- which classifications --------------------------------------------------------------- */

static void add_taxon(vw_buf *out, const json_t *reference)
{
    const char *id = json_string_value(json_object_get(reference, "id"));
    const char *name = json_string_value(vw_json_at(reference, "toolComponent.name"));
    if (id == NULL) {
        return;
    }
    const char *taxon = name != NULL ? vw_printf(out->arena, "%s: %s", name, id) : id;
    vw_buf_add(out, out->length > 0 ? " | " : "");
    vw_buf_add(out, taxon);
}

const char *vw_sarif__taxa(vw_arena *arena, const json_t *result, const json_t *rule)
{
    vw_buf out = {.arena = arena};
    const json_t *taxa = json_object_get(result, "taxa");
    const json_t *relationships = json_object_get(rule, "relationships");
    for (size_t i = 0; i < json_array_size(taxa); i++) {
        add_taxon(&out, json_array_get(taxa, i));
    }
    for (size_t i = 0; i < json_array_size(relationships); i++) {
        add_taxon(&out, json_object_get(json_array_get(relationships, i), "target"));
    }
    return out.length > 0 ? vw_buf_text(&out) : NULL;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Looking things up in a loaded set, and the names of its enumerations. */
#include "model/framework.h"

#include <string.h>

const vw_framework *vw_set_framework(const vw_set *set, const char *id)
{
    const char *at = strchr(id, '@');
    for (size_t i = 0; i < set->framework_count; i++) {
        if (strcmp(set->frameworks[i].id, id) == 0) {
            return &set->frameworks[i];
        }
    }
    for (size_t i = 0; at != NULL && i < set->framework_count; i++) {
        const vw_framework *framework = &set->frameworks[i];
        const size_t length = (size_t)(at - id);
        if (strlen(framework->id) == length && strncmp(framework->id, id, length) == 0 &&
            strcmp(framework->version, at + 1) == 0) {
            return framework;
        }
    }
    return NULL;
}

const vw_version_choice *vw_set_choice(const vw_set *set, const char *family)
{
    for (size_t i = 0; i < set->choice_count; i++) {
        if (strcmp(set->choices[i].framework->family, family) == 0) {
            return &set->choices[i];
        }
    }
    return NULL;
}

bool vw_set_binds(const vw_set *set, const vw_framework *framework)
{
    const vw_version_choice *choice = vw_set_choice(set, framework->family);
    return choice != NULL ? choice->framework == framework : !framework->by_choice;
}

const vw_measure *vw_set_measure(const vw_set *set, const char *id)
{
    for (size_t i = 0; i < set->measure_count; i++) {
        if (strcmp(set->measures[i].id, id) == 0) {
            return &set->measures[i];
        }
    }
    return NULL;
}

const vw_test *vw_set_test(const vw_set *set, const char *id)
{
    for (size_t i = 0; i < set->measure_count; i++) {
        const vw_measure *measure = &set->measures[i];
        for (size_t j = 0; j < measure->test_count; j++) {
            if (strcmp(measure->tests[j].id, id) == 0) {
                return &measure->tests[j];
            }
        }
    }
    return NULL;
}

const vw_parameter *vw_set_parameter(const vw_set *set, const char *name)
{
    size_t found = vw_parameter_find(set->parameters, set->parameter_count, name);
    return found != SIZE_MAX ? &set->parameters[found] : NULL;
}

const vw_population *vw_set_population(const vw_set *set, const char *id)
{
    for (size_t i = 0; i < set->population_count; i++) {
        if (strcmp(set->populations[i].id, id) == 0) {
            return &set->populations[i];
        }
    }
    return NULL;
}

const vw_parameter_setting *vw_setting_of(const vw_parameter_setting *settings, size_t count,
                                          const vw_parameter *parameter)
{
    for (size_t i = 0; i < count; i++) {
        if (settings[i].parameter == parameter) {
            return &settings[i];
        }
    }
    return NULL;
}

/* By full id, else by the bare id of just one. */
static const vw_requirement *find_requirement(const vw_set *set, const char *id, bool active)
{
    const vw_requirement *bare = NULL;
    size_t bare_count = 0;
    for (size_t i = 0; i < set->framework_count; i++) {
        const vw_framework *framework = &set->frameworks[i];
        const vw_requirement *requirements = active ? framework->requirements : framework->inactive;
        size_t count = active ? framework->requirement_count : framework->inactive_count;
        for (size_t j = 0; j < count; j++) {
            const vw_requirement *requirement = &requirements[j];
            if (strcmp(requirement->full_id, id) == 0) {
                return requirement;
            }
            if (!framework->by_choice && strcmp(requirement->id, id) == 0) {
                bare = requirement;
                bare_count++;
            }
        }
    }
    return bare_count == 1 ? bare : NULL;
}

const vw_requirement *vw_set_requirement(const vw_set *set, const char *id)
{
    return find_requirement(set, id, true);
}

static bool is_active_somewhere(const vw_set *set, const char *id)
{
    for (size_t i = 0; i < set->framework_count; i++) {
        for (size_t j = 0; j < set->frameworks[i].requirement_count; j++) {
            if (!set->frameworks[i].by_choice &&
                strcmp(set->frameworks[i].requirements[j].id, id) == 0) {
                return true;
            }
        }
    }
    return false;
}

const vw_requirement *vw_set_inactive(const vw_set *set, const char *id)
{
    return is_active_somewhere(set, id) ? NULL : find_requirement(set, id, false);
}

const vw_requirement *vw_requirement_now(const vw_requirement *requirement)
{
    while (requirement->moved_to != NULL) {
        requirement = requirement->moved_to;
    }
    return requirement;
}

const char *vw_requirement_status_name(vw_requirement_status status)
{
    static const char *const names[] = {[VW_STATUS_ACTIVE] = "active",
                                        [VW_STATUS_HEADING] = "heading",
                                        [VW_STATUS_PLACEHOLDER] = "placeholder",
                                        [VW_STATUS_MOVED] = "moved",
                                        [VW_STATUS_LAPSED] = "lapsed"};
    return names[status];
}

bool vw_measure_tests(const vw_measure *measure, vw_aspect aspect)
{
    for (size_t i = 0; i < measure->test_count; i++) {
        if (measure->tests[i].aspect == aspect) {
            return true;
        }
    }
    return false;
}

bool vw_mapping_tests(const vw_mapping *mapping, vw_aspect aspect)
{
    return mapping->aspects[aspect] && vw_measure_tests(mapping->measure, aspect);
}

const vw_mapping *vw_requirement_mapping(const vw_requirement *requirement,
                                         const vw_measure *measure)
{
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        if (requirement->mappings[i].measure == measure) {
            return &requirement->mappings[i];
        }
    }
    return NULL;
}

bool vw_requirement_asks(const vw_requirement *requirement, const vw_measure *measure,
                         vw_aspect aspect)
{
    const vw_mapping *mapping = vw_requirement_mapping(requirement, measure);
    return mapping != NULL && requirement->demands[aspect] && mapping->aspects[aspect];
}

vw_coverage vw_requirement_coverage(const vw_requirement *requirement, vw_aspect aspect)
{
    vw_coverage best = *requirement->ask[aspect].en != '\0'           ? VW_COVERED_JUDGED
                       : *requirement->not_covered[aspect].en != '\0' ? VW_COVERED_NOT
                                                                      : VW_COVERED_UNKNOWN;
    for (size_t i = 0; i < requirement->mapping_count; i++) {
        const vw_mapping *mapping = &requirement->mappings[i];
        vw_coverage found = mapping->full ? VW_COVERED_FULL : VW_COVERED_PARTLY;
        if (found < best && vw_mapping_tests(mapping, aspect)) {
            best = found;
        }
    }
    return best;
}

const char *vw_coverage_name(vw_coverage coverage)
{
    static const char *const names[] = {[VW_COVERED_FULL] = "full",
                                        [VW_COVERED_PARTLY] = "partial",
                                        [VW_COVERED_JUDGED] = "judgement",
                                        [VW_COVERED_NOT] = "not covered",
                                        [VW_COVERED_UNKNOWN] = "not covered"};
    return names[coverage];
}

static const char *const aspect_names[VW_ASPECT_COUNT] = {
    [VW_DESIGN] = "design", [VW_EXISTENCE] = "existence", [VW_OPERATION] = "operation"};

const char *vw_aspect_name(vw_aspect aspect)
{
    return aspect_names[aspect];
}

bool vw_aspect_parse(vw_aspect *out, const char *name)
{
    for (int i = 0; i < VW_ASPECT_COUNT; i++) {
        if (strcmp(aspect_names[i], name) == 0) {
            *out = (vw_aspect)i;
            return true;
        }
    }
    return false;
}

const char *vw_requirement_kind_name(vw_requirement_kind kind)
{
    static const char *const names[] = {[VW_OVERHEIDSMAATREGEL] = "overheidsmaatregel",
                                        [VW_CONTROL] = "control",
                                        [VW_ARTICLE] = "article",
                                        [VW_ANNEX_POINT] = "annex_point"};
    return names[kind];
}

bool vw_framework_names(const vw_framework *framework, const char *type)
{
    for (size_t i = 0; i < framework->applies_count; i++) {
        if (strcmp(framework->applies_to[i], type) == 0) {
            return true;
        }
    }
    return false;
}

const char *vw_framework_dated(vw_arena *arena, const vw_framework *framework)
{
    char text[11];
    vw_date_format(text, framework->date);
    return vw_strndup(arena, text, framework->year_only ? strlen("2025") : strlen(text));
}

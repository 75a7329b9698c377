/* SPDX-License-Identifier: EUPL-1.2 */
/* Values of parameters: compared, shown, and filled in in texts. */
#include "model/parameter.h"

#include <stdlib.h>
#include <string.h>

#define SLOT "{parameter."

const char *vw_parameter_type_name(vw_parameter_type type)
{
    static const char *const names[VW_PARAMETER_TYPE_COUNT] = {
        [VW_PARAMETER_TERM] = "term",
        [VW_PARAMETER_NUMBER] = "number",
        [VW_PARAMETER_TEXT] = "text",
        [VW_PARAMETER_DATE] = "date",
    };
    return names[type];
}

bool vw_parameter_value_equal(vw_parameter_value a, vw_parameter_value b)
{
    bool units = a.unit == NULL || b.unit == NULL ? a.unit == b.unit : strcmp(a.unit, b.unit) == 0;
    return units && strcmp(a.text, b.text) == 0;
}

/* Units of terms, and of numbers as the catalogue writes them; another one stays as it is. */
static vw_text unit_shown(const char *unit, bool one)
{
    static const struct {
        const char *unit;
        vw_text one, many;
    } units[] = {
        {"hour", {"uur", "hour"}, {"uur", "hours"}},
        {"day", {"dag", "day"}, {"dagen", "days"}},
        {"month", {"maand", "month"}, {"maanden", "months"}},
        {"year", {"jaar", "year"}, {"jaar", "years"}},
        {"percent", {"%", "%"}, {"%", "%"}},
        {"eur", {"euro", "euro"}, {"euro", "euros"}},
    };
    for (size_t i = 0; i < sizeof units / sizeof *units; i++) {
        size_t length = strlen(units[i].unit);
        bool same = strncmp(units[i].unit, unit, length) == 0 &&
                    (unit[length] == '\0' || strcmp(unit + length, "s") == 0);
        if (same) {
            return one ? units[i].one : units[i].many;
        }
    }
    return (vw_text){unit, unit};
}

vw_text vw_parameter_value_shown(vw_arena *arena, vw_parameter_type type, vw_parameter_value value)
{
    char *nl = vw_strdup(arena, value.text);
    char *point = type == VW_PARAMETER_NUMBER ? strchr(nl, '.') : NULL;
    if (point != NULL) {
        *point = ',';
    }
    if (value.unit == NULL) {
        return (vw_text){nl, value.text};
    }
    vw_text unit = unit_shown(value.unit, strcmp(value.text, "1") == 0);
    return (vw_text){.nl = vw_printf(arena, "%s %s", nl, unit.nl),
                     .en = vw_printf(arena, "%s %s", value.text, unit.en)};
}

static int by_name(const void *name, const void *item)
{
    const vw_parameter *parameter = item;
    return strcmp(name, parameter->name);
}

size_t vw_parameter_find(const vw_parameter *parameters, size_t count, const char *name)
{
    const vw_parameter *found =
        count > 0 ? bsearch(name, parameters, count, sizeof *parameters, by_name) : NULL;
    return found != NULL ? (size_t)(found - parameters) : SIZE_MAX;
}

const char *vw_parameter_slot(vw_arena *arena, const char *text, const char **start,
                              const char **end)
{
    *start = strstr(text, SLOT);
    if (*start == NULL) {
        return NULL;
    }
    const char *name = *start + strlen(SLOT);
    const char *close = strchr(name, '}');
    if (close == NULL) {
        return NULL;
    }
    *end = close + 1;
    return vw_strndup(arena, name, (size_t)(close - name));
}

static const char *fill(vw_arena *arena, const char *text, const vw_parameter *parameters,
                        const vw_parameter_value *values, size_t count, vw_lang lang)
{
    vw_buf out = {.arena = arena};
    const char *start, *end, *name;
    while ((name = vw_parameter_slot(arena, text, &start, &end)) != NULL) {
        size_t i = vw_parameter_find(parameters, count, name);
        vw_buf_addn(&out, text, (size_t)((i == SIZE_MAX ? end : start) - text));
        if (i != SIZE_MAX) {
            vw_text shown = vw_parameter_value_shown(arena, parameters[i].type, values[i]);
            vw_buf_add(&out, vw_text_in(shown, lang));
        }
        text = end;
    }
    vw_buf_add(&out, text);
    return vw_buf_text(&out);
}

vw_text vw_parameters_fill(vw_arena *arena, vw_text text, const vw_parameter *parameters,
                           const vw_parameter_value *values, size_t count)
{
    return (vw_text){.nl = fill(arena, text.nl, parameters, values, count, VW_NL),
                     .en = fill(arena, text.en, parameters, values, count, VW_EN)};
}

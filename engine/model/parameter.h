/* SPDX-License-Identifier: EUPL-1.2 */
/* Parameters: the numbers, terms, dates and texts of rules, each with its source, of which a
 * framework or an organisation may set another value. Built by load/, never changed afterwards. */
#ifndef VW_MODEL_PARAMETER_H
#define VW_MODEL_PARAMETER_H

#include "base/diag.h"

typedef enum {
    VW_PARAMETER_TERM, /* "12 months": stands between `within` and `before` or `after` */
    VW_PARAMETER_NUMBER,
    VW_PARAMETER_TEXT,
    VW_PARAMETER_DATE,
    VW_PARAMETER_TYPE_COUNT
} vw_parameter_type;

/* As a rule would write it as a literal. */
typedef struct {
    const char *text; /* of a term its whole number; "0.5", "weekly", "2025-06-30" */
    const char *unit; /* of a term "hours", "days", "months" or "years"; of a number, or NULL */
} vw_parameter_value;

typedef struct {
    const char *name; /* as a field's; in a rule: parameter.NAME */
    vw_parameter_type type;
    vw_text label;
    vw_parameter_value shipped; /* the default */
    const char *source;         /* where the default comes from */
    vw_place place;
} vw_parameter;

/* Another value of a parameter, by whoever has the list in which it stands. */
typedef struct {
    const vw_parameter *parameter;
    vw_parameter_value value;
    const char *source; /* of a framework: where it comes from; of an organisation: why */
    vw_place place;
} vw_parameter_setting;

/* "term", "number", "text", "date": as a control set writes it. */
const char *vw_parameter_type_name(vw_parameter_type type);
bool vw_parameter_value_equal(vw_parameter_value a, vw_parameter_value b);
/* "7 dagen" and "7 days"; numbers with the decimal sign of the language. */
vw_text vw_parameter_value_shown(vw_arena *arena, vw_parameter_type type, vw_parameter_value value);

/* The parameter of this name among [count] sorted by name; SIZE_MAX when there is none. */
size_t vw_parameter_find(const vw_parameter *parameters, size_t count, const char *name);
/* The first "{parameter.NAME}" in [text]: its name, with [*end] behind it; NULL when there is none
 * any more. [*start] is where it begins. */
const char *vw_parameter_slot(vw_arena *arena, const char *text, const char **start,
                              const char **end);
/* [text] with each "{parameter.NAME}" replaced by the value, where values go with [parameters]; an
 * unknown name stays as it is. */
vw_text vw_parameters_fill(vw_arena *arena, vw_text text, const vw_parameter *parameters,
                           const vw_parameter_value *values, size_t count);

#endif

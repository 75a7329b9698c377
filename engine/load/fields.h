/* SPDX-License-Identifier: EUPL-1.2 */
/* Reading a mapping field by field: each getter reports what is wrong and lets reading go on, so
 * that one run shows every problem. What was never asked for is an unknown field. */
#ifndef VW_LOAD_FIELDS_H
#define VW_LOAD_FIELDS_H

#include "load/loader.h"

typedef struct {
    vw_loader *loader;
    const vw_node *node; /* a mapping */
    const char *what;    /* the name people know it by: "restore_test" */
    bool *asked;         /* by entry */
    VW_VEC(const char *) known;
} vw_fields;

typedef enum { VW_OPTIONAL, VW_NEEDED } vw_need;

/* False, with a diagnostic, when [node] is no mapping. */
bool vw_load__open(vw_fields *out, vw_loader *loader, const vw_node *node, const char *what);
/* Reports the fields that nobody asked for. */
void vw_load__close(vw_fields *fields);

/* The value as it stands. NULL when absent or empty; reported when needed. */
const vw_node *vw_load__get(vw_fields *fields, const char *name, vw_need need);
/* NULL, without a report, when absent: for a field whose place matters after its value was read. */
const vw_node *vw_load__peek(const vw_fields *fields, const char *name);
/* The place of a field's value, or of the mapping when it has none. */
vw_place vw_load__place_of(const vw_fields *fields, const char *name);

/* All of these return the value that stands for "absent" (NULL, "", false) after a problem. */
const char *vw_load__string(vw_fields *fields, const char *name, vw_need need);
vw_text vw_load__text(vw_fields *fields, const char *name, vw_need need);
vw_rule_text vw_load__rule(vw_fields *fields, const char *name, vw_need need);
const vw_node *vw_load__list(vw_fields *fields, const char *name, vw_need need);
bool vw_load__bool(vw_fields *fields, const char *name);
bool vw_load__date(vw_date *out, vw_fields *fields, const char *name, vw_need need);
bool vw_load__number(double *out, vw_fields *fields, const char *name);
/* "10 %" or "10%" gives 0.1; 0 to 100. */
bool vw_load__share(double *out, vw_fields *fields, const char *name);
/* The place of the value in [words], or -1. */
int vw_load__word(vw_fields *fields, const char *name, vw_need need, const char *const *words,
                  size_t count);
/* The same for a value by itself, such as an item of a list. */
int vw_load__word_at(vw_loader *loader, const vw_node *node, const char *what,
                     const char *const *words, size_t count);
/* `mark` with its `mark_reason`: both or neither. */
void vw_load__mark(const char **mark, vw_text *reason, vw_fields *fields);
/* The vw_aspect that a scalar names, or -1. */
int vw_load__aspect(vw_loader *loader, const vw_node *node);
/* A scalar's text without blanks at its end; NULL, reported, when it is no text or empty. */
const char *vw_load__string_at(vw_loader *loader, const vw_node *node, const char *what);

/* Fields that stand in more than one sort of file: `parameters` with defaults, `populations`, and
 * `parameters` that set a value, each with its [why]: "source" or "reason". */
void vw_load__parameters(vw_fields *fields);
void vw_load__populations(vw_fields *fields);
void vw_load__settings(vw_fields *fields, vw_setting_drafts *out, const char *why, vw_need need);
/* Of a requirement: `status`, `moved_to` and `parent`; then, once its aspects are read, who sees to
 * it and what is asked of it. */
void vw_load__standing(vw_fields *fields, vw_requirement_draft *draft);
void vw_load__asked(vw_fields *fields, vw_requirement_draft *draft);
/* Of a requirement: `as_in`, before what it may take over from there. Of a head whose id and
 * version are read: whose version it is. `versions` that the organisation chose. */
void vw_load__as_in(vw_fields *fields, vw_requirement_draft *draft);
void vw_load__family(vw_fields *fields, vw_framework *framework);
void vw_load__choices(vw_fields *fields);
/* `examples` of a test. */
void vw_load__trials(const vw_trial **out, size_t *count, vw_fields *fields, vw_need need);

#endif

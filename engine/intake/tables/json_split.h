/* SPDX-License-Identifier: EUPL-1.2 */
/* Where the elements of a list in JSON begin and end, so that each can be read by itself and memory
 * does not grow with the file. */
#ifndef VW_INTAKE_JSON_SPLIT_H
#define VW_INTAKE_JSON_SPLIT_H

#include "intake/input.h"

#include <jansson.h>

typedef enum {
    VW_JSON_LIST,  /* [{...}, {...}] */
    VW_JSON_LINES, /* {...} {...}: one or more objects behind each other */
    VW_JSON_MEMBER /* {"meta": ..., "items": [{...}, {...}]} */
} vw_json_form;

typedef struct {
    vw_json_form form;
    size_t member; /* of VW_JSON_MEMBER: which of the outer object's lists, from 0 */
    size_t values; /* behind each other, not within one */
    void **beside; /* not NULL: gets the outer object or list as a json_t of the caller, with the
                      list that is looked for emptied; NULL when there is none */
} vw_json_shape;

typedef struct {
    size_t start, length;
} vw_json_span;

/* One element, borrowed until the callback returns. */
typedef struct {
    const char *text;
    size_t length;
    uint32_t number;             /* from 1 */
    uint32_t line;               /* of the file, where it begins */
    const vw_json_span *numbers; /* in it, in order, as they are written */
    size_t number_count;
} vw_json_element;

/* Says at [place], in our own words, what jansson found wrong: I081, I123 or I124. */
void vw_intake__json_fault(vw_arena *arena, vw_diags *diags, vw_place place,
                           const json_error_t *fault);
/* Finds the shape of a JSON text in UTF-8. VW_ERR_INPUT with a diagnostic when it has none of
 * them. */
VW_MUST_USE vw_status vw_intake__json_shape(vw_json_shape *out, vw_arena *arena, vw_diags *diags,
                                            const vw_input *input);
/* Calls [element] for each one. Its own text is not checked, what stands around it is. VW_ERR_INPUT
 * with a diagnostic when that is no JSON or an element is over a bound of base/limits.h, else what
 * [element] returned when that is not VW_OK. */
VW_MUST_USE vw_status
vw_intake__json_each(const vw_input *input, vw_arena *arena, vw_diags *diags, vw_json_shape shape,
                     vw_status (*element)(void *what, const vw_json_element *element), void *what);

#endif

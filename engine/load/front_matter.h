/* SPDX-License-Identifier: EUPL-1.2 */
/* The header of a template: YAML between two lines "---" at the very beginning (docs/templates.md).
 */
#ifndef VW_LOAD_FRONT_MATTER_H
#define VW_LOAD_FRONT_MATTER_H

#include "base/source.h"

typedef struct {
    const char *text;
    vw_place place;
} vw_front_word;

typedef struct {
    bool confidential; /* what `audience` says; true without one */
    bool says_audience;
    const vw_front_word *types; /* `for`: values of the field `type` of an organisation */
    size_t type_count;          /* 0: for anybody */
    const vw_front_word *needs; /* frameworks that must be part of the evaluation */
    size_t need_count;
    const char *form; /* the check that it must pass before it is printed, or NULL */
    bool initials;    /* of an auditor, at the foot of each page */
    int pages;        /* on paper it takes no more than these where it can; 0: any number */
    size_t end;       /* where the template itself begins, in bytes; 0: there is no header */
} vw_front_matter;

/* Words live in [arena]. Without a header, [*out] says what holds then and the result is VW_OK. On
 * VW_ERR_INPUT every problem was added with its place, and [*out] holds what could be read. */
VW_MUST_USE vw_status vw_front_matter_read(vw_front_matter *out, vw_arena *arena, vw_diags *diags,
                                           const vw_source *source);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* Templates: Markdown with logic-less placeholders (docs/templates.md).
 *
 * {{name}} inside a text becomes a text; {{> name}} alone in a paragraph becomes blocks. What
 * stands in evidence never turns into markup: placeholders are filled in after the Markdown was
 * parsed. */
#ifndef VW_REPORTS_TEMPLATE_H
#define VW_REPORTS_TEMPLATE_H

#include "base/source.h"
#include "reports/document.h"

typedef VW_VEC(const vw_block *) vw_block_list;

/* Where placeholders get what they stand for. */
typedef struct {
    /* The text of {{name}}, never NULL: the name was checked against [value_names]. */
    const char *(*value)(void *self, const char *name);
    /* Appends the blocks of {{> name}}; headings among them count on from [level]. */
    vw_status (*blocks)(void *self, vw_block_list *out, const char *name, int level,
                        vw_diags *diags);
    void *self;
} vw_template_data;

/* Every name that a template may use, in order, ended by NULL. Of the blocks, "contents",
 * "page-break", "public" and "confidential" are the engine's own and never asked for. */
extern const char *const vw_template_value_names[];
extern const char *const vw_template_block_names[];

/* Only checks: placeholders that are closed and known (else the nearest name), blocks alone in
 * their paragraph, all with line and column; Markdown that is not nested too deeply. */
VW_MUST_USE vw_status vw_template_check_source(const vw_source *source, vw_arena *arena,
                                               vw_diags *diags);

/* Checks, parses and fills in. Headings get numbers ("2.1") and, where they have none, ids. When
 * the template begins with a heading of level 1, that is the title, and what stands before the next
 * heading, the contents or a page break is the cover. */
VW_MUST_USE vw_status vw_template_expand(const vw_block **root, vw_arena *arena, vw_diags *diags,
                                         const vw_source *source, const vw_template_data *data);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* Templates: Markdown with logic-less placeholders (docs/templates.md).
 *
 * {{name}} inside a text becomes a text, and {{name-count:one|more}} the word that goes with a
 * number;
 * {{> name}} alone in a paragraph becomes blocks; what
 * stands between {{#each requirement}} and {{/each}} is repeated. What stands in evidence never
 * turns into markup: placeholders are filled in after the Markdown was parsed.
 *
 * Each name has the widest audience that what it stands for may go to. A template says for whom it
 * is, and a name that may not go there is an error: nothing is left out without a word. */
#ifndef VW_REPORTS_TEMPLATE_H
#define VW_REPORTS_TEMPLATE_H

#include "base/source.h"
#include "load/front_matter.h"
#include "reports/document.h"

typedef VW_VEC(const vw_block *) vw_block_list;

/* ---- names ---------------------------------------------------------------------------------- */

/* An argument that a name takes: {{> requirements framework=bio2}}. */
typedef struct {
    const char *name;
    const char *values; /* the words that it may be, apart by spaces; NULL: a framework's id */
    bool needed;
    bool absent; /* it may name a framework that was not evaluated: the block then says so */
} vw_template_parameter;

typedef struct {
    const char *name;
    vw_audience audience;               /* the widest that what it stands for may go to */
    const vw_template_parameter *takes; /* ended by one without a name; NULL: none */
    const char *within; /* what must be repeated around it; NULL: it stands anywhere */
} vw_template_word;

/* Every name that a template may use, in order, ended by one without a name. Of the blocks,
 * "contents", "page-break", "public" and "confidential" are the engine's own and never asked for.
 */
extern const vw_template_word vw_template_values[];
extern const vw_template_word vw_template_blocks[];
/* What {{#each NAME}} repeats for. */
extern const vw_template_word vw_template_loops[];

typedef struct {
    const char *name, *value;
} vw_template_argument;

typedef struct {
    const vw_template_argument *items;
    size_t count;
} vw_template_arguments;

/* The value under [name]; NULL when it was not given, also when [arguments] is NULL. */
const char *vw_template_argument_of(const vw_template_arguments *arguments, const char *name);

/* ---- filling in ----------------------------------------------------------------------------- */

/* Where placeholders get what they stand for. Names and arguments were checked. */
typedef struct {
    /* The text of {{name}}, never NULL. [arguments] NULL: it only chooses a word, and is not shown.
     */
    const char *(*value)(void *self, const char *name, const vw_template_arguments *arguments);
    /* Appends the blocks of {{> name}}; headings among them count on from [level]. [audience] is
     * that of the part in which they will stand. */
    vw_status (*blocks)(void *self, vw_block_list *out, const char *name,
                        const vw_template_arguments *arguments, vw_audience audience, int level,
                        vw_diags *diags);
    /* How often a part is repeated; then which one it is about, or SIZE_MAX when it is over. */
    size_t (*items)(void *self, const char *what, const vw_template_arguments *arguments);
    void (*select)(void *self, size_t item);
    void *self;
    /* Ids of the frameworks that an argument may name, ended by NULL; NULL: any. */
    const char *const *frameworks;
} vw_template_data;

/* A warning (T214) for each link to a part of the document that the template cannot have. */
void vw_template_check_links(const vw_source *source, vw_arena *arena, vw_diags *diags);

/* The words with which an auditor gives an opinion in a text that somebody recorded; NULL: none. */
const char *vw_template_voice_in(vw_arena *arena, const char *text);
/* A warning (T215) where the words are those of an auditor who gives an opinion, and no room for
 * one in square brackets. */
void vw_template_check_voice(const vw_source *source, vw_arena *arena, vw_diags *diags);

/* Only checks: the header; placeholders that are closed and known (else the nearest name), with
 * arguments that they take; no confidential one in a public part; blocks alone in their paragraph;
 * parts that are repeated closed; all with line and column; Markdown that is not nested too deeply.
 * [frameworks] as above. */
VW_MUST_USE vw_status vw_template_check_source(const vw_source *source,
                                               const char *const *frameworks, vw_arena *arena,
                                               vw_diags *diags);

/* Checks, parses and fills in. Headings get numbers ("2.1") and, where they have none, ids; an id
 * that was there already gets a number behind it. When the template begins with a heading of level
 * 1, that is the title, and what stands before the next heading, the contents or a page break is
 * the cover. */
VW_MUST_USE vw_status vw_template_expand(const vw_block **root, vw_arena *arena, vw_diags *diags,
                                         const vw_source *source, const vw_template_data *data);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* Finding the template that is asked for. */
#ifndef VW_REPORTS_BUILD_TEMPLATES_H
#define VW_REPORTS_BUILD_TEMPLATES_H

#include "base/source.h"
#include "reports/report.h"

typedef struct {
    const vw_source *source;
    bool own; /* not the program's */
    const char
        *own_path; /* of one that was found beside the dossier without being named; or NULL */
} vw_template_file;

/* Of [options] the name, language and folders count; [type] of the organisation decides which
 * edition "annual-report-section" is. VW_ERR_USAGE with T080: there is none; with U185:
 * the name is none. */
VW_MUST_USE vw_status vw_templates__find(vw_template_file *out, vw_arena *arena, vw_diags *diags,
                                         const vw_report_options *options, const char *type);
/* What an organisation of [type] that asked for [name], which is not for it, may look for. */
const char *vw_templates__fitting(vw_arena *arena, const char *name, const char *type);
/* Of its text. */
void vw_templates__hash(char hex[65], const vw_template_file *file);
/* The built-in one of that name, or NULL. */
VW_MUST_USE vw_status vw_templates__builtin(const vw_source **out, vw_arena *arena, vw_diags *diags,
                                            const char *name, vw_lang lang);
/* Whether a template that comes with the program has this text. */
bool vw_templates_hold(const char *text);
/* Whether one has this word, in whatever letters; [word] as vw_utf8_words gives it. */
bool vw_templates_use_word(const char *word);

#endif

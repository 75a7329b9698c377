/* SPDX-License-Identifier: EUPL-1.2 */
/* What every layer needs to speak of: statuses, languages, attributes. */
#ifndef VW_BASE_BASE_H
#define VW_BASE_BASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#if defined(__GNUC__)
#define VW_MUST_USE __attribute__((warn_unused_result))
#define VW_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#else
#define VW_MUST_USE
#define VW_PRINTF(fmt, first)
#endif

/* Steers the program; what to tell people stands in the diagnostics (base/diag.h).
 * The values are the program's exit codes (docs/architecture.md), so no table translates them.
 * Running out of memory has no status: the arena ends the program with VW_EXIT_MEMORY. */
typedef enum {
    VW_OK = 0,
    VW_ERR_USAGE = 2, /* the command line asks something that does not exist */
    VW_ERR_INPUT = 3, /* a file, row, rule or template that the user can mend */
    VW_ERR_STORE = 4, /* the dossier or another file cannot be read or written */
    VW_ERR_BUG = 70   /* the program contradicts itself: EX_SOFTWARE of sysexits.h */
} vw_status;

enum { VW_EXIT_FINDINGS = 1, VW_EXIT_MEMORY = 71 };

typedef enum { VW_NL, VW_EN } vw_lang;

/* A text in both languages. Loaded texts are never NULL in either. */
typedef struct {
    const char *nl;
    const char *en;
} vw_text;

static inline const char *vw_text_in(vw_text text, vw_lang lang)
{
    return lang == VW_NL ? text.nl : text.en;
}

#endif

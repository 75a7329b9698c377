/* SPDX-License-Identifier: EUPL-1.2 */
/* What went wrong, for people: collected while a stage runs, sorted by place, shown once.
 *
 * A message has a code from one table (base/messages/), a text, a cause and a hint in Dutch and
 * English. Arguments fill {0}, {1}, {2}, {3}, and {0:one|more} is the word that goes with a number
 * among them (base/wording.h); a hint that uses an absent (NULL) argument is left
 * out, so "did you mean {2}?" appears only when there is a near name. */
#ifndef VW_BASE_DIAG_H
#define VW_BASE_DIAG_H

#include "base/arena.h"

#include <stdio.h>

typedef enum { VW_NOTE, VW_WARNING, VW_ERROR } vw_severity;

/* Expands to one enumerator per message: VW_MSG_R012 for code VW-R012. */
typedef enum {
#define VW_MESSAGE(code, severity, en, nl, cause_en, cause_nl, hint_en, hint_nl) VW_MSG_##code,
#include "base/messages/all.def"
#undef VW_MESSAGE
    VW_MSG_COUNT
} vw_msg;

typedef struct {
    const char *code; /* "R012", without the prefix VW- */
    vw_severity severity;
    vw_text text, cause, hint; /* cause and hint may be "" */
} vw_message;

const vw_message *vw_message_get(vw_msg msg);
/* Accepts "R012" and "VW-R012", any case. NULL when there is none. */
const vw_message *vw_message_find(const char *code);

/* Where a problem is. All members optional; a zero place means "nowhere in particular".
 * [line], [column] count from 1; column and length count characters, not bytes. */
typedef struct {
    const char *file;
    const char *sheet;  /* of a workbook; "" says that [file] is a table itself, such as CSV */
    uint32_t line;      /* of the text, or the row of a table (the header is row 1) */
    uint32_t column;    /* 0: unknown */
    uint32_t length;    /* characters to underline; 0: one */
    const char *field;  /* of a table: the column's name */
    const char *source; /* the line's text, for the caret; NULL: none is shown */
} vw_place;

typedef struct {
    vw_msg msg;
    vw_severity severity;
    vw_place place;
    const char *args[4];
} vw_diag;

typedef struct vw_diags vw_diags;

/* Keeps at most VW_DIAGS_MAX messages and counts the rest: the count is printed, never lost. When
 * it is full, an error takes the place of a warning or note. */
vw_diags *vw_diags_new(vw_arena *arena);
/* Copies [place] and [args] into the arena of [diags]. Unused arguments are NULL. A warning or note
 * that was added already, word for word and at the same place, is not added again. */
void vw_diag_add(vw_diags *diags, vw_msg msg, vw_place place, const char *arg0, const char *arg1,
                 const char *arg2, const char *arg3);
#define VW_DIAG(diags, code, place, ...)                                                           \
    VW_DIAG_(diags, code, place, __VA_ARGS__, NULL, NULL, NULL, NULL, )
#define VW_DIAG_(diags, code, place, a, b, c, d, ...)                                              \
    vw_diag_add((diags), VW_MSG_##code, (place), (a), (b), (c), (d))
/* Without arguments: VW_DIAG(diags, F001, place, NULL). */

/* One argument in both languages: each reader sees their own. A text without one stays as it is. */
const char *vw_diag_both(vw_arena *arena, vw_text text);
/* Before each half: bytes that no UTF-8 text has. */
#define VW_DIAG_IN_DUTCH "\xff\x01"
#define VW_DIAG_IN_ENGLISH "\xff\x02"
/* The same of two literals. */
#define VW_DIAG_BOTH(nl, en) VW_DIAG_IN_DUTCH nl VW_DIAG_IN_ENGLISH en

size_t vw_diags_count(const vw_diags *diags, vw_severity at_least);
/* VW_ERR_INPUT when there is an error, else VW_OK: the usual end of a stage. */
vw_status vw_diags_status(const vw_diags *diags);
/* Stable order: file, sheet, line, column, then order of arrival. Index < vw_diags_kept(). */
const vw_diag *vw_diags_get(vw_diags *diags, size_t index);
size_t vw_diags_kept(const vw_diags *diags);

/* The message with its arguments filled in, "?" for an absent one. A cause or hint is "" when it is
 * empty or needs an absent argument. Arguments are escaped as by vw_text_escape. */
const char *vw_diag_text(vw_arena *arena, const vw_diag *diag, vw_lang lang);
const char *vw_diag_cause(vw_arena *arena, const vw_diag *diag, vw_lang lang);
const char *vw_diag_hint(vw_arena *arena, const vw_diag *diag, vw_lang lang);
/* Adds [text] so that it cannot play with a terminal: a control or deceptive character, also tab
 * and newline, as <U+202E>, a byte that is not UTF-8 as <0xFF>. */
void vw_text_escape(vw_buf *out, const char *text, size_t length);
/* Prints all, as docs/architecture.md shows, with caret; [colour] uses ANSI codes. */
void vw_diags_print(vw_diags *diags, FILE *out, vw_lang lang, bool colour);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* One cell into one checked value. */
#ifndef VW_INTAKE_VALUES_H
#define VW_INTAKE_VALUES_H

#include "intake/tables/reader.h"
#include "store/evidence.h"

/* Removes blanks on both sides (also the no-break space of spreadsheets), and refuses what is no
 * readable text: other encodings than UTF-8, NUL bytes, deceptive characters, too many bytes.
 * CR LF inside becomes LF. False when a diagnostic was added. */
bool vw_intake__clean(vw_cell *cell, vw_diags *diags, const vw_place *place, vw_arena *scratch);
/* The same of a cell of [field], or of none (NULL). Of a text what only says where a line may end
 * is left out first: a soft hyphen, a zero-width space or no-break space, a word joiner; other
 * marks of a line's end become LF. A web page or a text processor leaves them behind, and a text
 * looks and is found the same without them. In a key or a choice they are refused. */
bool vw_intake__clean_of(vw_cell *cell, vw_diags *diags, const vw_place *place, vw_arena *scratch,
                         const vw_field *field);

/* [text] was cleaned. "" is unknown. Texts in [*out] live in [scratch] or are [text] itself.
 *   date      2025-06-30; 30-6-2025 and 30.6.2025, day first; with slashes what can be one date
 *             only, 30/6/2025 or 6/30/2025; midnight may stand behind it
 *   datetime  as vw_instant_parse, also with the date written in these ways
 *   number    12.5 or 12,5; no marks for thousands
 *   bool      ja nee yes no true false waar onwaar 1 0
 *   enum      its value, or its label in either language
 *   list      items with a bar between them (intake/list.h)
 * False when a diagnostic was added; [*out] is then unknown. */
bool vw_intake__value(vw_value *out, vw_arena *scratch, vw_diags *diags, const vw_place *place,
                      const vw_field *field, const char *text);

/* True, with I112, when [text] may be meant with a mark for thousands or with a decimal mark: 1.500
 * or 1,500. Not of what a file stores as a number. */
bool vw_intake__two_numbers(vw_arena *scratch, vw_diags *diags, const vw_place *place,
                            const char *text);
/* [text] as a number with only a decimal point, and so that it can be meant in one way; [decimal]
 * is the mark that it uses, '.' or ',', where the other may part thousands. NULL: it is none. */
const char *vw_intake__plain_number(vw_arena *scratch, const char *text, char decimal);
/* True when [text] is a date that was read day first and could be another with its month first. */
bool vw_intake__by_day_first(const char *text);
/* [text] as a message quotes it: a long cell cut, with an ellipsis. */
const char *vw_intake__quoted(vw_arena *arena, const char *text);
/* The form in which names are compared: case folded, accents composed. */
const char *vw_intake__fold(vw_arena *arena, const char *text);

#endif

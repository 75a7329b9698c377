/* SPDX-License-Identifier: EUPL-1.2 */
/* The value of a field that is a list: one text, in which a bar stands between the items. */
#ifndef VW_MODEL_LIST_H
#define VW_MODEL_LIST_H

#include "model/catalogue.h"

/* As the store keeps it: "a|b", every item once, in the order of their bytes; an item is not empty,
 * has no bar and no line end in it, and no blank at either end. So a list of one is stored as a
 * field with one value is, and a field can become a list with what it holds. A list without items
 * is VW_LIST_NONE; an unknown list is NULL, as any unknown value. */
#define VW_LIST_MARK "|"
#define VW_LIST_NONE "|"

/* The word for a list without items, in either language; a file may hold any of them. */
vw_text vw_list_none_word(void);
bool vw_list_is_none_word(const char *text);

/* The next item of what [*at] points into; false at the end. Also of a text that is not as the
 * store keeps it: line ends part items too, blanks around them and items of nothing are left out.
 */
bool vw_list_next(const char **item, size_t *length, const char **at);

/* As a cell of a file that is read back as [stored]: of a list without items the word, choices by
 * their values, or by what people read when [shown]. */
const char *vw_list_cell(vw_arena *arena, const vw_field *field, const char *stored, bool shown,
                         vw_lang lang);

/* For people: of a choice its label, [between] between the items, of a list without any the word.
 */
const char *vw_list_shown(vw_arena *arena, const vw_field *field, const char *stored,
                          const char *between, vw_lang lang);

#endif

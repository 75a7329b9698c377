/* SPDX-License-Identifier: EUPL-1.2 */
#include "intake/list.h"

#include "base/utf8.h"
#include "model/list.h"

#include <stdlib.h>
#include <string.h>

typedef VW_VEC(const char *) items;

static int by_bytes(const void *left, const void *right)
{
    return strcmp(*(const char *const *)left, *(const char *const *)right);
}

/* Many programs write several values with a semicolon or comma between them. Of a choice that is
 * plain when there is no such choice, of a text when no bar says that somebody thought of it. */
static bool looks_like_several(const vw_field *field, const char *text, const char *item)
{
    if (field->value_count > 0) {
        return strpbrk(item, ";,") != NULL && vw_field_value(field, item) == NULL;
    }
    return strchr(item, ';') != NULL && strchr(text, VW_LIST_MARK[0]) == NULL;
}

static void tell_several(vw_arena *scratch, vw_diags *diags, const vw_place *place,
                         const vw_field *field, const char *item)
{
    const bool choices = field->value_count > 0;
    vw_buf better = {.arena = scratch};
    for (const char *at = item; *at != '\0';) {
        const size_t length = strcspn(at, choices ? ";," : ";");
        vw_buf_addn(&better, at, length);
        at += length;
        if (*at != '\0') {
            vw_buf_add(&better, VW_LIST_MARK);
            at += 1 + strspn(at + 1, " ");
        }
    }
    if (choices) {
        VW_DIAG(diags, I130, *place, vw_intake__quoted(scratch, item),
                vw_intake__quoted(scratch, vw_buf_text(&better)));
    } else {
        VW_DIAG(diags, I127, *place, vw_intake__quoted(scratch, item),
                vw_intake__quoted(scratch, vw_buf_text(&better)));
    }
}

/* NULL, reported, when it is none. */
static const char *read_item(vw_arena *scratch, vw_diags *diags, const vw_place *place,
                             const vw_field *field, const char *text, const char *item)
{
    if (field->value_count == 0) {
        if (looks_like_several(field, text, item)) {
            tell_several(scratch, diags, place, field, item);
            return NULL;
        }
        return vw_utf8_composed(scratch, item);
    }
    vw_value value;
    vw_diags *own = vw_diags_new(scratch);
    vw_field choice = *field;
    choice.type = VW_TYPE_ENUM;
    if (vw_intake__value(&value, scratch, own, place, &choice, item)) {
        return value.text;
    }
    if (looks_like_several(field, text, item)) {
        tell_several(scratch, diags, place, field, item);
    } else {
        (void)vw_intake__value(&value, scratch, diags, place, &choice, item);
    }
    return NULL;
}

static const char *joined(vw_arena *scratch, items *all)
{
    vw_buf out = {.arena = scratch};
    if (all->count == 0) {
        return VW_LIST_NONE;
    }
    qsort(all->items, all->count, sizeof *all->items, by_bytes);
    for (size_t i = 0; i < all->count; i++) {
        if (i == 0 || strcmp(all->items[i], all->items[i - 1]) != 0) {
            vw_buf_addf(&out, "%s%s", i > 0 ? VW_LIST_MARK : "", all->items[i]);
        }
    }
    return vw_buf_text(&out);
}

bool vw_intake__list(vw_value *out, vw_arena *scratch, vw_diags *diags, const vw_place *place,
                     const vw_field *field, const char *text)
{
    items all = {0};
    const char *item, *at = text, *none = NULL;
    size_t length, met = 0;
    bool fine = true;
    while (vw_list_next(&item, &length, &at)) {
        const char *one = vw_strndup(scratch, item, length);
        met++;
        if (vw_list_is_none_word(one)) {
            none = one;
            continue;
        }
        one = read_item(scratch, diags, place, field, text, one);
        fine = fine && one != NULL;
        if (one != NULL) {
            VW_PUSH(scratch, all, one);
        }
    }
    if (none != NULL && met > 1) {
        VW_DIAG(diags, I128, *place, none);
        return false;
    }
    if (met == 0) { /* of blanks alone nothing is said */
        if (strchr(text, VW_LIST_MARK[0]) != NULL) {
            VW_DIAG(diags, I131, *place, vw_intake__quoted(scratch, text));
            fine = false;
        }
    } else if (fine) {
        *out = (vw_value){.is = VW_VALUE_TEXT, .text = joined(scratch, &all)};
    }
    return fine;
}

bool vw_intake__list_add(vw_buf *cell, const char *item, size_t length)
{
    const char *found, *at = item;
    size_t found_length;
    const bool one = memchr(item, '\0', length) == NULL &&
                     strcspn(item, VW_LIST_MARK "\r\n") == length &&
                     vw_list_next(&found, &found_length, &at);
    if (one) {
        vw_buf_addn(cell, item, length);
        vw_buf_add(cell, VW_LIST_MARK);
    }
    return one;
}

const char *vw_intake__list_cell(vw_buf *cell)
{
    return cell->length > 0 ? vw_buf_text(cell) : vw_list_none_word().en;
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "model/list.h"

#include <string.h>
#include <strings.h>

#define PARTS VW_LIST_MARK "\r\n"

vw_text vw_list_none_word(void)
{
    return (vw_text){.nl = "geen", .en = "none"};
}

bool vw_list_is_none_word(const char *text)
{
    const vw_text word = vw_list_none_word();
    return strcasecmp(text, word.nl) == 0 || strcasecmp(text, word.en) == 0;
}

/* Bytes of a blank; the no-break space of spreadsheets is C2 A0. */
static size_t blank_at_start(const char *text, size_t length)
{
    if (length > 0 && (text[0] == ' ' || text[0] == '\t')) {
        return 1;
    }
    return length > 1 && memcmp(text, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

static size_t blank_at_end(const char *text, size_t length)
{
    if (length > 0 && (text[length - 1] == ' ' || text[length - 1] == '\t')) {
        return 1;
    }
    return length > 1 && memcmp(text + length - 2, "\xc2\xa0", 2) == 0 ? 2 : 0;
}

bool vw_list_next(const char **item, size_t *length, const char **at)
{
    while (**at != '\0') {
        const char *text = *at;
        size_t left = strcspn(text, PARTS), blank;
        *at = text + left + (text[left] != '\0' ? 1 : 0);
        while ((blank = blank_at_start(text, left)) > 0) {
            text += blank;
            left -= blank;
        }
        while ((blank = blank_at_end(text, left)) > 0) {
            left -= blank;
        }
        if (left > 0) {
            *item = text;
            *length = left;
            return true;
        }
    }
    return false;
}

const char *vw_list_cell(vw_arena *arena, const vw_field *field, const char *stored, bool shown,
                         vw_lang lang)
{
    vw_buf out = {.arena = arena};
    const char *item, *at = stored;
    size_t length, count = 0;
    while (vw_list_next(&item, &length, &at)) {
        const char *text = vw_strndup(arena, item, length);
        const vw_enum_value *choice = shown ? vw_field_value(field, text) : NULL;
        if (choice != NULL) {
            text = vw_field_choice_shown(field, (size_t)(choice - field->values), lang);
        }
        vw_buf_addf(&out, "%s%s", count++ > 0 ? VW_LIST_MARK : "", text);
    }
    if (count == 0) {
        return vw_text_in(vw_list_none_word(), lang);
    }
    /* One that could be taken for several, as some write them. */
    if (count == 1 && field->value_count == 0 && strchr(vw_buf_text(&out), ';') != NULL) {
        vw_buf_add(&out, VW_LIST_MARK);
    }
    return vw_buf_text(&out);
}

const char *vw_list_shown(vw_arena *arena, const vw_field *field, const char *stored,
                          const char *between, vw_lang lang)
{
    vw_buf out = {.arena = arena};
    const char *item, *at = stored;
    size_t length;
    while (vw_list_next(&item, &length, &at)) {
        const char *text = vw_strndup(arena, item, length);
        const vw_enum_value *choice = vw_field_value(field, text);
        vw_buf_addf(&out, "%s%s", out.length > 0 ? between : "",
                    choice != NULL ? vw_text_in(choice->label, lang) : text);
    }
    return out.length > 0 ? vw_buf_text(&out) : vw_text_in(vw_list_none_word(), lang);
}

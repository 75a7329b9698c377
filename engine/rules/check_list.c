/* SPDX-License-Identifier: EUPL-1.2 */
/* Lists: what may be asked of them, and what not. */
#include "rules/check.h"

#include "model/list.h"

#include <string.h>

static const char *written(const vw_rules_scope *scope, const vw_node *node)
{
    return vw_strndup(scope->input->arena, scope->input->text.text + node->span.start,
                      node->span.length);
}

bool vw_rules__refuse_list(const vw_rules_scope *scope, const vw_node *node)
{
    bool list = node->is.known && node->is.type == VW_TYPE_LIST;
    if (list) {
        VW_RULE_DIAG(scope->input, R094, node->span, written(scope, node));
    }
    return list;
}

/* U+0300 to U+036F: an accent that is not one with its letter. */
static bool has_loose_accent(const char *text)
{
    for (const unsigned char *at = (const unsigned char *)text; *at != '\0'; at++) {
        if ((at[0] == 0xcc && at[1] >= 0x80) || (at[0] == 0xcd && at[1] >= 0x80 && at[1] < 0xb0)) {
            return true;
        }
    }
    return false;
}

/* As an item stands in the store: it would be found in no list otherwise. */
static bool can_be_item(const char *text)
{
    const char *item, *at = text;
    size_t length;
    return !has_loose_accent(text) && vw_list_next(&item, &length, &at) && item == text &&
           text[length] == '\0';
}

static void check_item(const vw_rules_scope *scope, const vw_field *choices, vw_node *item)
{
    vw_rules__check_value(scope, item);
    if (item->kind == VW_NODE_BROKEN || !item->is.known) {
        return;
    }
    if (item->kind != VW_NODE_TEXT) {
        VW_RULE_DIAG(scope->input, R091, item->span, NULL);
    } else if (choices != NULL) {
        vw_rules__check_choice(scope, choices, item);
    } else if (!can_be_item(item->text)) {
        VW_RULE_DIAG(scope->input, R092, item->span, item->text);
    }
}

void vw_rules__check_has(const vw_rules_scope *scope, vw_node *node)
{
    vw_rules__check_value(scope, node->left);
    const vw_typing *is = &node->left->is;
    if (is->known && is->type != VW_TYPE_LIST) {
        VW_RULE_DIAG(scope->input, R090, node->mark, vw_rules__type_name(is),
                     written(scope, node->left));
        return;
    }
    for (size_t i = 0; i < node->items.count; i++) {
        check_item(scope, is->known ? is->field : NULL, node->items.items[i]);
    }
}

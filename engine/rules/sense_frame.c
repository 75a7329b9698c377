/* SPDX-License-Identifier: EUPL-1.2 */
/* The dates of the frame beside each other: in each dossier the reference date lies in the period,
 * which is a year. What lies before one of them so lies before the next. */
#include "rules/sense.h"

#include <string.h>

static const vw_token_kind in_order[] = {VW_TOKEN_PERIOD_START, VW_TOKEN_AS_OF,
                                         VW_TOKEN_PERIOD_END};
enum { FRAME_DATES = sizeof in_order / sizeof *in_order };

static size_t place_of(vw_token_kind date)
{
    size_t place = 0;
    while (place + 1 < FRAME_DATES && in_order[place] != date) {
        place++;
    }
    return place;
}

/* Days that certainly lie between them. */
static double gap(vw_token_kind a, vw_token_kind b)
{
    return place_of(a) + place_of(b) == FRAME_DATES - 1 && a != b ? 1 : 0;
}

static vw_edge moved(vw_edge edge, double days)
{
    edge.number += days;
    return edge;
}

vw_values vw_sense__frame_difference(vw_arena *arena, vw_token_kind date, vw_token_kind base)
{
    size_t place = place_of(date), from = place_of(base);
    vw_edge apart = {.number = place < from ? -gap(date, base) : gap(date, base)};
    return vw_values__between(arena, VW_WHOLE, place < from ? VW_EDGE_FIRST : apart,
                              place > from ? VW_EDGE_LAST : apart);
}

void vw_sense__add_measured(vw_arena *arena, vw_box *box, vw_factor factor, const char *value,
                            vw_token_kind base)
{
    const vw_values may = factor.may;
    factor.key = vw_printf(arena, "%s|%s", value, vw_rules__spelling(base));
    vw_sense__add(arena, box, factor);
    for (size_t i = 0; i < FRAME_DATES && may.ranges.count > 0; i++) {
        vw_token_kind other = in_order[i];
        bool later = i > place_of(base);
        vw_edge from = later ? VW_EDGE_FIRST : moved(may.ranges.items[0].from, gap(base, other));
        vw_edge until = later
                            ? moved(may.ranges.items[may.ranges.count - 1].until, -gap(base, other))
                            : VW_EDGE_LAST;
        if (other == base || (from.beyond != 0 && until.beyond != 0)) {
            continue;
        }
        factor.key = vw_printf(arena, "%s|%s", value, vw_rules__spelling(other));
        factor.may = vw_values__between(arena, VW_WHOLE, from, until);
        factor.may.unknown = may.unknown;
        vw_sense__add(arena, box, factor);
    }
}

bool vw_sense__asks_nothing(const vw_node *node)
{
    if (node == NULL) {
        return true;
    }
    bool made_of_others = (node->kind >= VW_NODE_NEGATIVE && node->kind <= VW_NODE_OR) ||
                          node->kind == VW_NODE_DURATION || node->kind == VW_NODE_LENGTH;
    if (node->kind < VW_NODE_TEXT || node->kind == VW_NODE_PATH || node->related != NULL ||
        (node->kind > VW_NODE_FRAME_DATE && !made_of_others)) {
        return false;
    }
    for (size_t i = 0; i < node->items.count; i++) {
        if (!vw_sense__asks_nothing(node->items.items[i])) {
            return false;
        }
    }
    return vw_sense__asks_nothing(node->left) && vw_sense__asks_nothing(node->right) &&
           vw_sense__asks_nothing(node->upper);
}

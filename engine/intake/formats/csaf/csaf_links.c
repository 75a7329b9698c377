/* SPDX-License-Identifier: EUPL-1.2 */
/* Which remediations, threats and flags of a vulnerability apply to which products. */
#include "base/limits.h"
#include "intake/formats/csaf/csaf.h"

#include <stdlib.h>
#include <string.h>

static void add_products(vw_csaf *csaf, vw_arena *scratch, vw_csaf_links *links, const json_t *ids,
                         size_t item)
{
    size_t i;
    json_t *id;

    json_array_foreach(ids, i, id)
    {
        const vw_csaf_product *product = vw_csaf__product(csaf, json_string_value(id));

        if (product != NULL) {
            VW_PUSH(
                scratch, *links,
                (vw_csaf_link){.product = (size_t)(product - csaf->products.items), .item = item});
        }
    }
}

/* Each use of a group costs its products again: a small document could ask for the work of years,
 * so what goes this way is bounded for the document as a whole. */
static void add_groups(vw_csaf *csaf, vw_arena *scratch, vw_csaf_links *links, const json_t *ids,
                       size_t item)
{
    const json_t *groups = json_object_get(csaf->tree, "product_groups");
    size_t i;
    json_t *id;

    json_array_foreach(ids, i, id)
    {
        const char *name = json_string_value(id);
        const json_t *place = name == NULL ? NULL : json_object_get(csaf->group_index, name);

        if (place == NULL) {
            continue;
        }
        const json_t *products = json_object_get(
            json_array_get(groups, (size_t)json_integer_value(place)), "product_ids");
        bool told = csaf->through_groups > VW_CSAF_THROUGH_GROUPS_MAX;

        csaf->through_groups += json_array_size(products);
        if (csaf->through_groups > VW_CSAF_THROUGH_GROUPS_MAX) {
            if (!told) {
                VW_CSAF_DIAG(csaf, N011, NULL,
                             vw_printf(scratch, "%d", (int)VW_CSAF_THROUGH_GROUPS_MAX));
            }
            return;
        }
        add_products(csaf, scratch, links, products, item);
    }
}

static int by_product(const void *a, const void *b)
{
    const vw_csaf_link *x = a;
    const vw_csaf_link *y = b;

    if (x->product != y->product) {
        return x->product < y->product ? -1 : 1;
    }
    return (x->item > y->item) - (x->item < y->item);
}

vw_csaf_links vw_csaf__links(vw_csaf *csaf, vw_arena *scratch, const json_t *vulnerability,
                             const char *list, const char *member, const char *value)
{
    vw_csaf_links links = {0};
    size_t i;
    json_t *item;

    json_array_foreach(json_object_get(vulnerability, list), i, item)
    {
        const char *found = member == NULL ? NULL : vw_formats__text(item, member);

        if (member != NULL && (found == NULL || strcmp(found, value) != 0)) {
            continue;
        }
        add_products(csaf, scratch, &links, json_object_get(item, "products"), i);
        add_products(csaf, scratch, &links, json_object_get(item, "product_ids"), i);
        add_groups(csaf, scratch, &links, json_object_get(item, "group_ids"), i);
    }
    if (links.count > 0) {
        qsort(links.items, links.count, sizeof *links.items, by_product);
    }
    return links;
}

const json_t *vw_csaf__linked(const vw_csaf_links *links, const json_t *vulnerability,
                              const char *list, size_t product)
{
    size_t low = 0;
    size_t high = links->count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (links->items[middle].product < product) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    if (low == links->count || links->items[low].product != product) {
        return NULL;
    }
    return json_array_get(json_object_get(vulnerability, list), links->items[low].item);
}

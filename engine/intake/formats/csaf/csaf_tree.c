/* SPDX-License-Identifier: EUPL-1.2 */
/* The product tree of a CSAF document: what is defined, and whether all that is referred to is. */
#include "intake/formats/csaf/csaf.h"

#include <ctype.h>
#include <string.h>

/* Vendor, product and version as the branches above a product give them. */
typedef struct {
    const char *vendor, *name, *version;
} branch_names;

static void release(void *map)
{
    json_decref(map);
}

static json_t *new_index(vw_csaf *csaf)
{
    json_t *index = json_object();

    if (index == NULL) {
        vw_out_of_memory();
    }
    vw_arena_on_free(csaf->run->arena, release, index);
    return index;
}

/* False when [id] was there already. */
static bool add_to_index(json_t *index, const char *id, size_t place)
{
    if (json_object_get(index, id) != NULL) {
        return false;
    }
    if (json_object_set_new_nocheck(index, id, json_integer((json_int_t)place)) != 0) {
        vw_out_of_memory();
    }
    return true;
}

const vw_csaf_product *vw_csaf__product(const vw_csaf *csaf, const char *id)
{
    const json_t *place = id == NULL ? NULL : json_object_get(csaf->product_index, id);

    return place == NULL ? NULL : &csaf->products.items[json_integer_value(place)];
}

/* ---- what is defined --------------------------------------------------------------------- */

/* 6.1.25: no algorithm twice in one item. */
static void judge_hashes(vw_csaf *csaf, const json_t *helper, const vw_at *at)
{
    const json_t *hashes = json_object_get(helper, "hashes");
    size_t i, j;
    json_t *item, *hash;

    json_array_foreach(hashes, i, item)
    {
        json_t *seen = json_object();

        if (seen == NULL) {
            vw_out_of_memory();
        }
        json_array_foreach(json_object_get(item, "file_hashes"), j, hash)
        {
            const char *algorithm = vw_formats__text(hash, "algorithm");

            if (algorithm != NULL && !add_to_index(seen, algorithm, j)) {
                VW_CSAF_DIAG(
                    csaf, N045,
                    VW_AT_INDEX(VW_AT(VW_AT_INDEX(VW_AT(at, "hashes"), i), "file_hashes"), j),
                    algorithm);
            }
        }
        json_decref(seen);
    }
}

/* 6.1.2 and what the helper holds: 6.1.13 and 6.1.25. */
static void take_product(vw_csaf *csaf, const json_t *full_name, branch_names names,
                         const vw_at *at)
{
    const char *id = vw_formats__text(full_name, "product_id");
    const json_t *helper = json_object_get(full_name, "product_identification_helper");
    const char *purl = vw_formats__text(helper, "purl");
    const vw_at *helper_at = VW_AT(at, "product_identification_helper");

    if (id != NULL && !add_to_index(csaf->product_index, id, csaf->products.count)) {
        VW_CSAF_DIAG(csaf, N022, VW_AT(at, "product_id"), id);
    } else if (id != NULL) {
        VW_PUSH(csaf->run->arena, csaf->products,
                (vw_csaf_product){.id = id,
                                  .full_name = full_name,
                                  .vendor = names.vendor,
                                  .name = names.name,
                                  .version = names.version});
    }
    if (purl != NULL && !vw_formats__is_purl(purl)) {
        VW_CSAF_DIAG(csaf, N033, VW_AT(helper_at, "purl"), purl);
    }
    judge_hashes(csaf, helper, helper_at);
}

/* True when [word] stands in [text] on its own: "after" not in "after-eight". A sign may stand
 * anywhere. */
static bool has_word(const char *text, const char *word)
{
    const char *apart = " \t,;:()[]";

    for (const char *found = strstr(text, word); found != NULL; found = strstr(found + 1, word)) {
        char next = found[strlen(word)];
        bool starts = found == text || strchr(apart, found[-1]) != NULL;
        bool ends = next == '\0' || strchr(apart, next) != NULL;

        if (!isalpha((unsigned char)word[0]) || (starts && ends)) {
            return true;
        }
    }
    return false;
}

/* 6.1.31: words that say a range, where one version belongs. */
static void judge_version_name(vw_csaf *csaf, const char *name, const vw_at *at)
{
    static const char *const words[] = {"<",       ">",     "after", "all",     "before",
                                        "earlier", "later", "prior", "versions"};
    char *lower = vw_strdup(csaf->run->arena, name);

    for (char *c = lower; *c != '\0'; c++) {
        *c = (char)tolower((unsigned char)*c);
    }
    for (size_t i = 0; i < sizeof words / sizeof *words; i++) {
        if (has_word(lower, words[i])) {
            VW_CSAF_DIAG(csaf, N051, VW_AT(at, "name"), name, words[i]);
            return;
        }
    }
}

/* What a branch adds to the names above it; one without category or name was told already. */
static branch_names names_of(vw_csaf *csaf, const json_t *branch, branch_names above,
                             const vw_at *here)
{
    const char *category = vw_formats__text(branch, "category");
    const char *name = vw_formats__text(branch, "name");

    if (category == NULL || name == NULL) {
        return above;
    }
    if (strcmp(category, "vendor") == 0) {
        above.vendor = name;
    } else if (strcmp(category, "product_name") == 0) {
        above.name = name;
    } else if (strcmp(category, "product_version") == 0) {
        above.version = name;
        judge_version_name(csaf, name, here);
    } else if (strcmp(category, "product_version_range") == 0) {
        above.version = name;
    }
    return above;
}

/* As deep as the JSON goes, which its reader bounds. */
static void take_branches(vw_csaf *csaf, const json_t *branches, branch_names above,
                          const vw_at *at)
{
    size_t i;
    json_t *branch;

    json_array_foreach(branches, i, branch)
    {
        const vw_at *here = VW_AT_INDEX(at, i);
        branch_names names = names_of(csaf, branch, above, here);

        if (json_object_get(branch, "product") != NULL) {
            take_product(csaf, json_object_get(branch, "product"), names, VW_AT(here, "product"));
        }
        take_branches(csaf, json_object_get(branch, "branches"), names, VW_AT(here, "branches"));
    }
}

static void take_names(vw_csaf *csaf, const json_t *list, const char *member, const vw_at *at)
{
    size_t i;
    json_t *item;

    json_array_foreach(list, i, item)
    {
        const vw_at *here = VW_AT_INDEX(at, i);

        if (member == NULL) {
            take_product(csaf, item, (branch_names){0}, here);
        } else if (json_object_get(item, member) != NULL) {
            take_product(csaf, json_object_get(item, member), (branch_names){0},
                         VW_AT(here, member));
        }
    }
}

/* 6.1.5 */
static void take_groups(vw_csaf *csaf, const json_t *groups, const vw_at *at)
{
    size_t i;
    json_t *group;

    json_array_foreach(groups, i, group)
    {
        const char *id = vw_formats__text(group, "group_id");

        if (id != NULL && !add_to_index(csaf->group_index, id, i)) {
            VW_CSAF_DIAG(csaf, N025, VW_AT(VW_AT_INDEX(at, i), "group_id"), id);
        }
    }
}

/* ---- what is referred to ----------------------------------------------------------------- */

/* 6.1.1 of one product, 6.1.4 of one group. */
static void judge_reference(vw_csaf *csaf, const json_t *id, bool group, const vw_at *at)
{
    const char *name = json_string_value(id);

    if (name == NULL) {
        return;
    }
    if (!group && json_object_get(csaf->product_index, name) == NULL) {
        VW_CSAF_DIAG(csaf, N021, at, name);
    } else if (group && json_object_get(csaf->group_index, name) == NULL) {
        VW_CSAF_DIAG(csaf, N024, at, name);
    }
}

static void judge_references(vw_csaf *csaf, const json_t *owner, const char *member,
                             const vw_at *at)
{
    bool group = strcmp(member, "group_ids") == 0;
    size_t i;
    json_t *id;

    json_array_foreach(json_object_get(owner, member), i, id)
    {
        judge_reference(csaf, id, group, VW_AT_INDEX(VW_AT(at, member), i));
    }
}

static void judge_items(vw_csaf *csaf, const json_t *owner, const char *list,
                        const char *const *members, const vw_at *at)
{
    size_t i;
    json_t *item;

    json_array_foreach(json_object_get(owner, list), i, item)
    {
        for (const char *const *member = members; *member != NULL; member++) {
            judge_references(csaf, item, *member, VW_AT_INDEX(VW_AT(at, list), i));
        }
    }
}

static void judge_vulnerability(vw_csaf *csaf, const json_t *vulnerability, const vw_at *at)
{
    static const char *const both[] = {"product_ids", "group_ids", NULL};
    static const char *const products[] = {"products", NULL};
    const json_t *status = json_object_get(vulnerability, "product_status");

    for (size_t i = 0; i < VW_CSAF_STATUSES; i++) {
        judge_references(csaf, status, vw_csaf_statuses[i], VW_AT(at, "product_status"));
    }
    judge_items(csaf, vulnerability, "flags", both, at);
    judge_items(csaf, vulnerability, "remediations", both, at);
    judge_items(csaf, vulnerability, "threats", both, at);
    judge_items(csaf, vulnerability, "scores", products, at);
}

/* ---- circles ----------------------------------------------------------------------------- */

static const char *const ends[] = {"product_reference", "relates_to_product_reference"};
typedef enum { UNSEEN, OPEN, DONE } seen;

typedef struct {
    size_t relationship;
    size_t end; /* the next one to follow */
} step;

/* The relationship that defines what [relationship] refers to at [end]; false when none does. */
static bool follow(size_t *out, const json_t *index, const json_t *relationship, size_t end)
{
    const char *id = vw_formats__text(relationship, ends[end]);
    const json_t *place = id == NULL ? NULL : json_object_get(index, id);

    *out = (size_t)json_integer_value(place);
    return place != NULL;
}

/* Depth first, with a stack of its own: a chain may be as long as the document. */
static void judge_circles_from(vw_csaf *csaf, const json_t *list, const json_t *index, seen *states,
                               step *stack, const vw_at *at)
{
    size_t depth = 1;

    while (depth > 0) {
        step *top = &stack[depth - 1];
        const json_t *relationship = json_array_get(list, top->relationship);
        size_t next;

        states[top->relationship] = OPEN;
        if (top->end == 2) {
            states[top->relationship] = DONE;
            depth--;
            continue;
        }
        top->end++;
        if (!follow(&next, index, relationship, top->end - 1) || states[next] == DONE) {
            continue;
        }
        if (states[next] == OPEN) {
            VW_CSAF_DIAG(csaf, N023, VW_AT(VW_AT_INDEX(at, top->relationship), ends[top->end - 1]),
                         vw_formats__text(relationship, ends[top->end - 1]));
        } else {
            stack[depth++] = (step){.relationship = next};
        }
    }
}

/* 6.1.3 */
static void judge_circles(vw_csaf *csaf, const json_t *list, const vw_at *at)
{
    size_t count = json_array_size(list);
    vw_arena *scratch = vw_arena_new();
    seen *states = VW_NEW_ARRAY(scratch, count, seen);
    step *stack = VW_NEW_ARRAY(scratch, count, step);
    json_t *index = new_index(csaf);

    for (size_t i = 0; i < count; i++) {
        const char *id = vw_formats__text(
            json_object_get(json_array_get(list, i), "full_product_name"), "product_id");

        if (id != NULL) {
            (void)add_to_index(index, id, i);
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (states[i] == UNSEEN) {
            stack[0] = (step){.relationship = i};
            judge_circles_from(csaf, list, index, states, stack, at);
        }
    }
    vw_arena_free(scratch);
}

/* ---- all of it --------------------------------------------------------------------------- */

static void judge_relationships(vw_csaf *csaf, const json_t *list, const vw_at *at)
{
    size_t i;
    json_t *relationship;

    json_array_foreach(list, i, relationship)
    {
        for (size_t end = 0; end < 2; end++) {
            judge_reference(csaf, json_object_get(relationship, ends[end]), false,
                            VW_AT(VW_AT_INDEX(at, i), ends[end]));
        }
    }
    judge_circles(csaf, list, at);
}

void vw_csaf__judge_tree(vw_csaf *csaf)
{
    static const char *const products[] = {"product_ids", NULL};
    const vw_at *at = VW_AT(NULL, "product_tree");
    const json_t *relationships = json_object_get(csaf->tree, "relationships");
    size_t i;
    json_t *vulnerability;

    csaf->product_index = new_index(csaf);
    csaf->group_index = new_index(csaf);
    take_branches(csaf, json_object_get(csaf->tree, "branches"), (branch_names){0},
                  VW_AT(at, "branches"));
    take_names(csaf, json_object_get(csaf->tree, "full_product_names"), NULL,
               VW_AT(at, "full_product_names"));
    take_names(csaf, relationships, "full_product_name", VW_AT(at, "relationships"));
    take_groups(csaf, json_object_get(csaf->tree, "product_groups"), VW_AT(at, "product_groups"));

    judge_items(csaf, csaf->tree, "product_groups", products, at);
    judge_relationships(csaf, relationships, VW_AT(at, "relationships"));
    json_array_foreach(csaf->vulnerabilities, i, vulnerability)
    {
        judge_vulnerability(csaf, vulnerability, VW_AT_INDEX(VW_AT(NULL, "vulnerabilities"), i));
    }
}

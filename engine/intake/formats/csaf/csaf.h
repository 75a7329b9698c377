/* SPDX-License-Identifier: EUPL-1.2 */
/* One CSAF 2.0 document while its rules are judged. The numbers are those of the mandatory tests in
 * section 6.1 of the standard; each has a message of its own, N020 + its number (6.1.7 is N027) and
 * N060 + its last number for the profiles (6.1.27.9 is N069). */
#ifndef VW_INTAKE_FORMATS_CSAF_H
#define VW_INTAKE_FORMATS_CSAF_H

#include "intake/formats/shared.h"

typedef struct {
    const char *id;
    const json_t *full_name;             /* name, product_id, product_identification_helper */
    const char *vendor, *name, *version; /* of the branches above it; NULL: none */
} vw_csaf_product;

typedef struct {
    vw_intake_run *run;
    const json_t *root, *document, *tracking, *tree, *vulnerabilities;
    VW_VEC(vw_csaf_product) products;
    json_t *product_index, *group_index; /* by id: the place in products, and in product_groups */
    size_t through_groups;               /* products that were reached by way of a group */
} vw_csaf;

/* What the schema says of the whole document. */
extern const vw_shape vw_csaf_shape;

/* The products and groups of the tree; 6.1.1 to 6.1.5, 6.1.13, 6.1.25, 6.1.31. Goes first. */
void vw_csaf__judge_tree(vw_csaf *csaf);
/* 6.1.14, 6.1.16 to 6.1.22, 6.1.30. */
void vw_csaf__judge_history(vw_csaf *csaf);
/* 6.1.12, 6.1.15, 6.1.26, 6.1.28, and of the profiles what concerns the document as a whole. */
void vw_csaf__judge_document(vw_csaf *csaf);
/* What concerns each vulnerability, of the profiles too. */
void vw_csaf__judge_vulnerabilities(vw_csaf *csaf);
/* 6.1.8 to 6.1.11 of one vulnerability. */
void vw_csaf__judge_scores(vw_csaf *csaf, const json_t *vulnerability, const vw_at *at);

/* NULL when the tree does not have it. */
const vw_csaf_product *vw_csaf__product(const vw_csaf *csaf, const char *id);
/* 6.1.12, as BCP 47: "nl", "en-US". [*exists] is false when a part of it is none that is known. */
bool vw_csaf__is_language(bool *exists, const char *tag);

/* Which items of a list apply to which products, directly or by way of a group. */
typedef struct {
    size_t product, item;
} vw_csaf_link;
typedef VW_VEC(vw_csaf_link) vw_csaf_links;

/* Of a vulnerability's [list] ("remediations"), those items whose [member] is [value], or all when
 * [member] is NULL. By product, then by item. */
vw_csaf_links vw_csaf__links(vw_csaf *csaf, vw_arena *scratch, const json_t *vulnerability,
                             const char *list, const char *member, const char *value);
/* The first item that applies to [product]; NULL when there is none. */
const json_t *vw_csaf__linked(const vw_csaf_links *links, const json_t *vulnerability,
                              const char *list, size_t product);

/* The lists of product_status, in the order in which they are preferred as a product's status. */
enum { VW_CSAF_STATUSES = 8 };
extern const char *const vw_csaf_statuses[VW_CSAF_STATUSES];

#define VW_CSAF_DIAG(csaf, code, at, ...)                                                          \
    VW_DIAG((csaf)->run->diags, code, vw_formats__place((csaf)->run, (at)), __VA_ARGS__)

#endif

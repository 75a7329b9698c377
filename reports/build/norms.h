/* SPDX-License-Identifier: EUPL-1.2 */
/* The parts of a framework's catalogue, which is made without a dossier: [r] has a plan, a language
 * and words, and no evaluation. */
#ifndef VW_REPORTS_BUILD_NORMS_H
#define VW_REPORTS_BUILD_NORMS_H

#include "reports/build/build.h"

/* What decides the aspects of a framework's active requirements, and how many stand how. */
typedef struct {
    int64_t status[VW_STATUS_COUNT];
    int64_t covered[VW_ASPECT_COUNT][VW_COVERED_COUNT];
    int64_t marked; /* requirements of any status with a mark */
} vw_norm_counts;

static inline bool vw_norms__has(vw_text text)
{
    return text.en != NULL && *text.en != '\0';
}
/* What the framework concludes from: its variant of the test, else the test itself. */
const vw_test *vw_norms__test(const vw_report *r, const vw_framework *framework,
                              const vw_test *test);
/* "5.1", or "nis2:21(2)(a)" of another framework. */
const char *vw_norms__name(const vw_requirement *requirement, const vw_framework *framework);
/* "Fysieke normen"; of no theme, NULL, what they are called all the same. */
const char *vw_norms__theme(const vw_report *r, const char *theme);
/* "8.13.03, bio1:12.3.1": ids that it had before; "" without. */
const char *vw_norms__was(const vw_report *r, const vw_requirement *requirement);

typedef VW_VEC(const vw_value_in_force *) vw_norm_values;
/* The values that [framework]'s variant of [test] runs under, by name; none when it has none. */
void vw_norms__values_of(vw_norm_values *out, const vw_report *r, const vw_framework *framework,
                         const vw_test *test);
/* Those of all tests that decide an aspect which an active requirement demands, each once. */
vw_norm_values vw_norms__values(const vw_report *r, const vw_requirement *requirement);
/* "Termijn: 12 maanden (BIO2 1.3, 5.18.02)" */
const char *vw_norms__value(const vw_report *r, const vw_value_in_force *value);

/* The summary's tables, with a sheet of their own. */
void vw_norms__summary(const vw_report *r, vw_block_list *out, const vw_norm_counts *counts);
/* What of its source is no requirement, and why; nothing where the framework says nothing. */
void vw_norms__left_out(const vw_report *r, vw_block_list *out, const vw_framework *framework);
/* Each requirement under a heading, in the framework's order. */
void vw_norms__listed(const vw_report *r, vw_block_list *out, const vw_framework *framework);
/* The workbook's sheets: a row a requirement, a row a test of a mapped measure, and again a row a
 * requirement with what is seldom looked up. */
void vw_norms__sheets(const vw_report *r, vw_block_list *out, const vw_framework *framework);

#endif

/* SPDX-License-Identifier: EUPL-1.2 */
/* CVSS 2.0, 3.0 and 3.1 (FIRST): a vector's metrics, what they weigh, and the scores they give. */
#ifndef VW_INTAKE_FORMATS_CVSS_H
#define VW_INTAKE_FORMATS_CVSS_H

#include "base/base.h"

typedef enum { VW_CVSS_2, VW_CVSS_30, VW_CVSS_31 } vw_cvss_version;
typedef enum { VW_CVSS_BASE, VW_CVSS_TEMPORAL, VW_CVSS_ENVIRONMENTAL } vw_cvss_group;
enum { VW_CVSS_METRICS_MAX = 22, VW_CVSS_VALUES_MAX = 6 };

typedef struct {
    const char *code; /* in a vector: "N" */
    const char *name; /* in the JSON of a score: "NETWORK" */
    double weight;
} vw_cvss_value;

typedef struct {
    const char *code;     /* "AV" */
    const char *property; /* "attackVector" */
    vw_cvss_group group;
    vw_cvss_value values[VW_CVSS_VALUES_MAX]; /* ended by a code of NULL; not defined stands first
                                                 where it may be left out */
} vw_cvss_metric;

typedef struct {
    vw_cvss_version version;
    const vw_cvss_metric *metrics;
    size_t count;
    const vw_cvss_value *values[VW_CVSS_METRICS_MAX]; /* by metric */
} vw_cvss;

typedef struct {
    double base, temporal, environmental;
} vw_cvss_scores;

/* The metrics of a version, [*count] of them. */
const vw_cvss_metric *vw_cvss_metrics(size_t *count, vw_cvss_version version);
/* False when [vector] is no vector of that version, with every base metric and none twice. */
bool vw_cvss_parse(vw_cvss *out, vw_cvss_version version, const char *vector);
/* Metrics that the vector leaves out count as not defined. */
vw_cvss_scores vw_cvss_score(const vw_cvss *cvss);
/* Of CVSS 3: "NONE", "LOW", "MEDIUM", "HIGH" or "CRITICAL". */
const char *vw_cvss_severity(double score);
/* Whether two scores are the same to one decimal. */
bool vw_cvss_same(double a, double b);

#endif

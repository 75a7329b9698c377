/* SPDX-License-Identifier: EUPL-1.2 */
/* How each framework stood the year before and stands now, as a chart. A trend needs a basis: what
 * was not evaluated then, or in another version, gets a sentence instead of a line. */
#include "reports/build/build.h"
#include "reports/section/section.h"

#include <string.h>

static const vw_counts *counts_before(const vw_report *before, const vw_framework *framework)
{
    for (size_t i = 0; i < before->plan->framework_count; i++) {
        const vw_framework *other = before->plan->frameworks[i];
        if (strcmp(other->id, framework->id) == 0 &&
            strcmp(other->version, framework->version) == 0) {
            return &before->figures.aspects[i];
        }
    }
    return NULL;
}

/* "Aandeel voldoet 8,5% op 31 december 2024, 23,9% op 31 december 2025." */
static const char *in_words(const vw_report *r, const vw_chart *chart)
{
    vw_buf out = {.arena = r->arena};
    for (size_t i = 0; i < chart->series_count; i++) {
        vw_buf_addf(&out, "%s%s:", i > 0 ? " " : "", chart->series[i].label);
        for (size_t point = 0; point < chart->point_count; point++) {
            vw_buf_addf(&out, "%s %s %s", point > 0 ? "," : "",
                        vw_show_share(r, chart->series[i].shares[point]), chart->points[point]);
        }
        vw_buf_add(&out, ".");
    }
    return vw_buf_text(&out);
}

static void add_trend(vw_report *r, vw_block_list *out, const vw_framework *framework,
                      const vw_counts *before, const vw_counts *now)
{
    static const vw_text caption = {"{0}: aandeel dat voldoet, en dekking, naast {1}",
                                    "{0}: share that is met, and coverage, beside {1}"};
    const char **points = VW_NEW_ARRAY(r->arena, 2, const char *);
    points[0] = vw_show_date(r, r->previous->evaluation->as_of);
    points[1] = vw_show_date(r, r->evaluation->as_of);
    double *met = VW_NEW_ARRAY(r->arena, 2, double), *coverage = VW_NEW_ARRAY(r->arena, 2, double);
    met[0] = vw_counts_share_met(before);
    met[1] = vw_counts_share_met(now);
    coverage[0] = vw_counts_coverage(before);
    coverage[1] = vw_counts_coverage(now);
    vw_chart_series *series = VW_NEW_ARRAY(r->arena, 2, vw_chart_series);
    series[0] = (vw_chart_series){vw_say(r, (vw_text){"aandeel voldoet", "share met"}), met};
    series[1] = (vw_chart_series){vw_say(r, (vw_text){"dekking", "coverage"}), coverage};
    vw_chart *chart = VW_NEW(r->arena, vw_chart);
    *chart = (vw_chart){.is = VW_CHART_TREND,
                        .caption = VW_FILL(r, caption, vw_show_framework(r, framework),
                                           vw_section__earlier_year(r)),
                        .points = points,
                        .point_count = 2,
                        .series = series,
                        .series_count = 2};
    chart->alternative = in_words(r, chart);
    vw_block *block = VW_NEW(r->arena, vw_block);
    *block = (vw_block){.is = VW_BLOCK_CHART,
                        .id = vw_printf(r->arena, "chart-trend-%s", framework->id),
                        .chart = chart};
    VW_PUSH(r->arena, *out, block);
}

vw_status vw_blocks_chart_trend(vw_report *r, vw_block_list *out, int level)
{
    static const vw_text none = {
        "Er is geen verloop te tonen: het dossier van het jaar ervoor is niet gegeven.",
        "There is no trend to show: the dossier of the year before was not given."};
    static const vw_text no_basis = {
        "Van {0} is geen verloop te tonen: het is over {1} niet geëvalueerd, of in een andere "
        "versie.",
        "There is no trend of {0} to show: it was not evaluated over {1}, or in another "
        "version."};
    (void)level;
    r->shows_counts = true;
    r->shows_trend = true;
    if (r->previous == NULL && r->is_section) {
        return VW_OK; /* what the section leaves open says so */
    }
    if (r->previous == NULL) {
        vw_add_paragraph(r, out, vw_say(r, none));
        return VW_OK;
    }
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        const vw_framework *framework = r->plan->frameworks[i];
        const vw_counts *before = counts_before(r->previous, framework);
        if (before != NULL) {
            add_trend(r, out, framework, before, &r->figures.aspects[i]);
        } else {
            vw_add_paragraph(
                r, out,
                VW_FILL(r, no_basis, vw_show_framework(r, framework), vw_section__earlier_year(r)));
        }
    }
    return VW_OK;
}

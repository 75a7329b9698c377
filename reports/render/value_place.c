/* SPDX-License-Identifier: EUPL-1.2 */
/* Where the values of a trend chart stand, so that none lies on another or on another's mark. All
 * measures are shares of the axis. */
#include "reports/render/render.h"

#include <math.h>

#define LINE 0.075  /* a line of type */
#define CLOSE 0.135 /* a line of type with its distance to the mark */
#define STEP 0.08

enum { LIFTS = 8 };

/* The middle of the text. */
static double middle_of(double share, vw_value_at at)
{
    return share + at.lift +
           (at.place == VW_VALUE_ABOVE   ? LINE
            : at.place == VW_VALUE_BELOW ? -LINE
                                         : 0);
}

/* Texts at either side of the mark have its width between them; one above or below reaches over
 * both. */
static bool meet(vw_value_at a, double middle_a, vw_value_at b, double middle_b)
{
    const bool apart = (a.place == VW_VALUE_BESIDE && b.place == VW_VALUE_AFTER) ||
                       (a.place == VW_VALUE_AFTER && b.place == VW_VALUE_BESIDE);
    return !apart && fabs(middle_a - middle_b) < LINE - 1e-9;
}

/* A mark of another series lies between the mark and its text, or in it. */
static bool is_blocked(const vw_chart *chart, size_t point, double share, vw_value_at at)
{
    for (size_t i = 0; i < chart->series_count; i++) {
        const double other = chart->series[i].shares[point];
        const double away = at.place == VW_VALUE_ABOVE ? other - share : share - other;
        if (other >= 0 && away > 0 && away < CLOSE) {
            return true;
        }
    }
    return false;
}

typedef struct {
    const vw_chart *chart;
    size_t point;
    vw_value_at at[VW_CHART_SERIES_MAX];
    bool placed[VW_CHART_SERIES_MAX];
} placing;

static bool has_room(const placing *p, size_t series, vw_value_at at)
{
    const double share = p->chart->series[series].shares[p->point];
    const bool upright = at.place == VW_VALUE_ABOVE || at.place == VW_VALUE_BELOW;
    if ((at.place == VW_VALUE_BELOW && share < CLOSE - 0.015) ||
        (upright && is_blocked(p->chart, p->point, share, at))) {
        return false;
    }
    for (size_t i = 0; i < p->chart->series_count; i++) {
        if (p->placed[i] && meet(at, middle_of(share, at), p->at[i],
                                 middle_of(p->chart->series[i].shares[p->point], p->at[i]))) {
            return false;
        }
    }
    return true;
}

static vw_value_at find_place(const placing *p, size_t series)
{
    static const vw_value_place places[] = {VW_VALUE_ABOVE, VW_VALUE_BELOW, VW_VALUE_BESIDE,
                                            VW_VALUE_AFTER};
    for (int lift = 0; lift < LIFTS; lift++) {
        for (size_t i = lift > 0 ? 2 : 0; i < sizeof places / sizeof *places; i++) {
            const vw_value_at at = {places[i], lift * STEP};
            if (has_room(p, series, at)) {
                return at;
            }
        }
    }
    return (vw_value_at){VW_VALUE_ABOVE, 0};
}

/* The highest that has no place yet, of equals the first; none: the number of series. */
static size_t next_of(const placing *p)
{
    size_t next = p->chart->series_count;
    for (size_t i = 0; i < p->chart->series_count; i++) {
        const double share = p->chart->series[i].shares[p->point];
        if (!p->placed[i] && share >= 0 &&
            (next == p->chart->series_count || share > p->chart->series[next].shares[p->point])) {
            next = i;
        }
    }
    return next;
}

vw_value_at vw_render_value_place(const vw_chart *chart, size_t series, size_t point)
{
    placing p = {.chart = chart, .point = point};
    for (size_t next; !p.placed[series] && (next = next_of(&p)) < chart->series_count;) {
        p.at[next] = find_place(&p, next);
        p.placed[next] = true;
    }
    return p.at[series];
}

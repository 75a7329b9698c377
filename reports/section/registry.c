/* SPDX-License-Identifier: EUPL-1.2 */
/* The names of the section in a template. reports/template/names.c has them too, and
 * docs/annual-report.md says which point each is of. */
#include "reports/section/section.h"

#include <string.h>

const char *vw_section__value(vw_report *r, const char *name)
{
    static const struct {
        const char *name;
        const char *(*make)(vw_report *r);
    } values[] = {
        {"approval-line", vw_section__approval},
        {"audits-line", vw_section__audits},
        {"awareness-line", vw_section__awareness},
        {"earlier-year", vw_section__earlier_year},
        {"findings-short-line", vw_section__findings_short},
        {"follow-up-line", vw_section__follow_up},
        {"frames-line", vw_section__frames},
        {"full-report-line", vw_section__full_report},
        {"funnel-line", vw_section__funnel},
        {"incidents-short-line", vw_section__incidents_short},
        {"isms-line", vw_section__isms},
        {"judgement-line", vw_section__judgement},
        {"judgement-short-line", vw_section__judgement_short},
        {"lessons-line", vw_section__lessons},
        {"means-line", vw_section__means},
        {"others-line", vw_section__others},
        {"plans-line", vw_section__plans},
        {"recovery-line", vw_section__recovery},
        {"remedies-line", vw_section__remedies},
        {"risks-line", vw_section__risks},
        {"shortcomings-line", vw_section__shortcomings},
        {"suppliers-line", vw_section__suppliers},
        {"terms-line", vw_section__terms},
        {"trend-line", vw_section__trend},
        {"warnings-line", vw_section__warnings},
    };
    for (size_t i = 0; i < COUNT(values); i++) {
        if (strcmp(values[i].name, name) == 0) {
            r->is_section = true;
            r->audience = VW_PUBLIC; /* whatever part it stands in */
            return values[i].make(r);
        }
    }
    return NULL;
}

bool vw_section__blocks(vw_status *status, vw_report *r, vw_block_list *out, const char *name,
                        int level)
{
    static const struct {
        const char *name;
        vw_status (*make)(vw_report *r, vw_block_list *out, int level);
    } blocks[] = {
        {"follow-up", vw_blocks_follow_up}, {"lessons", vw_blocks_lessons},
        {"plans", vw_blocks_plans},         {"remedies", vw_blocks_remedies},
        {"risks", vw_blocks_risks},         {"shortcomings", vw_blocks_shortcomings},
        {"terms", vw_blocks_terms},         {"trend", vw_blocks_trend},
    };
    for (size_t i = 0; i < COUNT(blocks); i++) {
        if (strcmp(blocks[i].name, name) == 0) {
            r->is_section = true;
            r->audience = VW_PUBLIC;
            *status = blocks[i].make(r, out, level);
            return true;
        }
    }
    return false;
}

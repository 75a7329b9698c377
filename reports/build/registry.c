/* SPDX-License-Identifier: EUPL-1.2 */
/* Which maker stands behind {{> name}}. */
#include "reports/board/board.h"
#include "reports/review/review.h"
#include "reports/section/section.h"

#include <string.h>

vw_status vw_report__blocks(vw_report *r, vw_block_list *out, const char *name, int level)
{
    static const struct {
        const char *name;
        vw_status (*make)(vw_report *r, vw_block_list *out, int level);
    } blocks[] = {
        {"applicability", vw_blocks_applicability},
        {"artefacts", vw_blocks_artefacts},
        {"aspects", vw_blocks_aspects},
        {"attributions", vw_blocks_attributions},
        {"board-decide", vw_blocks_board_decide},
        {"board-people", vw_blocks_board_people},
        {"board-wrong", vw_blocks_board_wrong},
        {"chart", vw_blocks_chart},
        {"chart-aspects", vw_blocks_chart_aspects},
        {"chart-coverage", vw_blocks_chart_coverage},
        {"chart-trend", vw_blocks_chart_trend},
        {"completeness", vw_blocks_completeness},
        {"conclusions", vw_blocks_conclusions},
        {"cover-facts", vw_blocks_cover_facts},
        {"deviations", vw_blocks_deviations},
        {"deviations-exist", vw_blocks_deviations_exist},
        {"digid-connections", vw_blocks_digid_connections},
        {"draft-note", vw_blocks_draft_note},
        {"evidence", vw_blocks_evidence},
        {"exception-annex", vw_blocks_exception_annex},
        {"evidence-index", vw_blocks_evidence_index},
        {"exceptions", vw_blocks_exceptions},
        {"filing-facts", vw_blocks_filing_facts},
        {"framework-table", vw_blocks_framework_table},
        {"glossary", vw_blocks_glossary},
        {"improvement-actions", vw_blocks_improvement_actions},
        {"judgements", vw_blocks_judgements},
        {"main-deviations", vw_blocks_main_deviations},
        {"mapping", vw_blocks_mapping},
        {"marks", vw_blocks_marks},
        {"norm-results", vw_blocks_norm_results},
        {"not-assessed", vw_blocks_not_assessed},
        {"not-assessed-reasons", vw_blocks_not_assessed_reasons},
        {"not-occurred", vw_blocks_not_occurred},
        {"parameters", vw_blocks_parameters},
        {"requirement-actions", vw_blocks_requirement_actions},
        {"requirement-aspects", vw_blocks_requirement_aspects},
        {"requirement-counts", vw_blocks_requirement_counts},
        {"requirement-findings", vw_blocks_requirement_findings},
        {"requirements", vw_blocks_requirements},
        {"result-words", vw_blocks_result_words},
        {"review-fields", vw_blocks_review_fields},
        {"review-gaps", vw_blocks_review_gaps},
        {"review-overview", vw_blocks_review_overview},
        {"risk-classes", vw_blocks_risk_classes},
        {"sample-sizes", vw_blocks_sample_sizes},
        {"self-assessment", vw_blocks_self_assessment},
        {"signatures", vw_blocks_signatures},
        {"summary", vw_blocks_summary},
        {"test-papers", vw_blocks_test_papers},
        {"tests", vw_blocks_tests},
        {"working-papers", vw_blocks_working_papers},
    };
    for (size_t i = 0; i < sizeof blocks / sizeof *blocks; i++) {
        if (strcmp(blocks[i].name, name) == 0) {
            return blocks[i].make(r, out, level);
        }
    }
    vw_status status = VW_OK;
    return vw_section__blocks(&status, r, out, name, level) ? status : VW_ERR_BUG;
}

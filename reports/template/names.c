/* SPDX-License-Identifier: EUPL-1.2 */
/* What a template may ask for, and how wide it may go: the same list stands in docs/templates.md.
 *
 * What names a requirement, test, record or person that falls short, or holds what people wrote, is
 * confidential. Numbers over a whole framework are public, and so is what a framework says itself.
 */
#include "reports/template/template_private.h"

#include <string.h>

static const vw_template_parameter framework[] = {{"framework", NULL, false, false},
                                                  {NULL, NULL, false, false}};
static const vw_template_parameter one_framework[] = {{"framework", NULL, true, false},
                                                      {NULL, NULL, false, false}};
static const vw_template_parameter any_framework[] = {{"framework", NULL, true, true},
                                                      {NULL, NULL, false, false}};

/* The article of Regulation (EU) 2024/1774 that a report on the review follows. */
static const vw_template_parameter review[] = {{"article", "27 41", true, false},
                                               {NULL, NULL, false, false}};

#define PUBLIC(name)                                                                               \
    {                                                                                              \
        name, VW_PUBLIC, NULL, NULL                                                                \
    }
#define CONFIDENTIAL(name)                                                                         \
    {                                                                                              \
        name, VW_CONFIDENTIAL, NULL, NULL                                                          \
    }
#define END                                                                                        \
    {                                                                                              \
        NULL, VW_CONFIDENTIAL, NULL, NULL                                                          \
    }

const vw_template_word vw_template_values[] = {
    PUBLIC("adoption"),
    PUBLIC("annexes-line"),
    PUBLIC("approval-line"),
    PUBLIC("as-of"),
    PUBLIC("aspect-count"),
    PUBLIC("assurance-numbers"),
    PUBLIC("audits-line"),
    PUBLIC("awareness-line"),
    PUBLIC("board"),
    PUBLIC("coverage"),
    PUBLIC("denominator-count"),
    PUBLIC("deviation-count"),
    PUBLIC("earlier-year"),
    PUBLIC("entity"),
    PUBLIC("entity-type"),
    PUBLIC("exception-count"),
    PUBLIC("findings-short-line"),
    PUBLIC("follow-up-line"),
    PUBLIC("frames-line"),
    PUBLIC("framework-list"),
    PUBLIC("full-report-line"),
    PUBLIC("funnel-line"),
    PUBLIC("import-count"),
    PUBLIC("incidents-short-line"),
    PUBLIC("isms-line"),
    PUBLIC("judgement-line"),
    PUBLIC("judgement-short-line"),
    PUBLIC("lessons-line"),
    PUBLIC("made-on"),
    PUBLIC("means-line"),
    PUBLIC("not-assessed-count"),
    PUBLIC("not-assessed-share"),
    PUBLIC("open-line"),
    PUBLIC("others-line"),
    PUBLIC("pass-count"),
    PUBLIC("people-shown"),
    PUBLIC("period-from"),
    PUBLIC("period-until"),
    PUBLIC("plans-line"),
    PUBLIC("program-version"),
    PUBLIC("record-count"),
    PUBLIC("recovery-line"),
    PUBLIC("remedies-line"),
    PUBLIC("requirement-count"),
    {"requirement-explain", VW_PUBLIC, NULL, "requirement"},
    {"requirement-framework", VW_PUBLIC, NULL, "requirement"},
    {"requirement-id", VW_PUBLIC, NULL, "requirement"},
    {"requirement-mark", VW_PUBLIC, NULL, "requirement"},
    {"requirement-reference", VW_PUBLIC, NULL, "requirement"},
    {"requirement-result", VW_CONFIDENTIAL, NULL, "requirement"},
    {"requirement-title", VW_PUBLIC, NULL, "requirement"},
    PUBLIC("result-hash"),
    PUBLIC("result-hash-short"),
    PUBLIC("risks-line"),
    PUBLIC("set-hash"),
    PUBLIC("share-met"),
    PUBLIC("shortcomings-line"),
    PUBLIC("suppliers-line"),
    PUBLIC("terms-line"),
    PUBLIC("test-count"),
    PUBLIC("trend-line"),
    PUBLIC("unknown-count"),
    PUBLIC("warnings-line"),
    PUBLIC("year"),
    END,
};

const vw_template_word vw_template_blocks[] = {
    CONFIDENTIAL("artefacts"),
    {"applicability", VW_CONFIDENTIAL, framework, NULL},
    PUBLIC("aspects"),
    PUBLIC("attributions"),
    CONFIDENTIAL("board-decide"),
    CONFIDENTIAL("board-people"),
    CONFIDENTIAL("board-wrong"),
    PUBLIC("chart"),
    PUBLIC("chart-aspects"),
    PUBLIC("chart-coverage"),
    PUBLIC("chart-trend"),
    CONFIDENTIAL("completeness"),
    {"conclusions", VW_CONFIDENTIAL, framework, NULL},
    PUBLIC("confidential"),
    PUBLIC("contents"),
    PUBLIC("cover-facts"),
    CONFIDENTIAL("deviations"),
    {"deviations-exist", VW_PUBLIC, any_framework, NULL},
    CONFIDENTIAL("digid-connections"),
    PUBLIC("draft-note"),
    CONFIDENTIAL("evidence"),
    CONFIDENTIAL("evidence-index"),
    CONFIDENTIAL("exception-annex"),
    CONFIDENTIAL("exceptions"),
    {"filing-facts", VW_PUBLIC, framework, NULL},
    PUBLIC("follow-up"),
    PUBLIC("framework-table"),
    PUBLIC("glossary"),
    {"improvement-actions", VW_CONFIDENTIAL, one_framework, NULL},
    CONFIDENTIAL("judgements"),
    PUBLIC("lessons"),
    PUBLIC("main-deviations"),
    CONFIDENTIAL("mapping"),
    {"marks", VW_PUBLIC, framework, NULL},
    {"norm-results", VW_CONFIDENTIAL, one_framework, NULL},
    CONFIDENTIAL("not-assessed"),
    PUBLIC("not-assessed-reasons"),
    {"not-occurred", VW_CONFIDENTIAL, one_framework, NULL},
    PUBLIC("page-break"),
    CONFIDENTIAL("parameters"),
    PUBLIC("plans"),
    PUBLIC("public"),
    PUBLIC("remedies"),
    {"requirement-actions", VW_CONFIDENTIAL, NULL, "requirement"},
    {"requirement-aspects", VW_CONFIDENTIAL, NULL, "requirement"},
    PUBLIC("requirement-counts"),
    {"requirement-findings", VW_CONFIDENTIAL, NULL, "requirement"},
    {"requirements", VW_CONFIDENTIAL, framework, NULL},
    PUBLIC("result-words"),
    {"review-fields", VW_CONFIDENTIAL, review, NULL},
    {"review-gaps", VW_CONFIDENTIAL, review, NULL},
    {"review-overview", VW_CONFIDENTIAL, review, NULL},
    PUBLIC("risk-classes"),
    PUBLIC("risks"),
    PUBLIC("sample-sizes"),
    PUBLIC("self-assessment"),
    PUBLIC("shortcomings"),
    PUBLIC("signatures"),
    PUBLIC("summary"),
    PUBLIC("terms"),
    CONFIDENTIAL("test-papers"),
    CONFIDENTIAL("tests"),
    PUBLIC("trend"),
    CONFIDENTIAL("working-papers"),
    END,
};

const vw_template_word vw_template_loops[] = {
    {"requirement", VW_PUBLIC, framework, NULL},
    END,
};

const vw_template_word *vw_template__word(const vw_template_word *words, const char *name)
{
    for (size_t i = 0; words[i].name != NULL; i++) {
        if (strcmp(words[i].name, name) == 0) {
            return &words[i];
        }
    }
    return NULL;
}

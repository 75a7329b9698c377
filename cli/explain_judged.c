/* SPDX-License-Identifier: EUPL-1.2 */
/* Of an aspect: what a person judged of it, who that was, who reviewed it, and what the tests say
 * without it (semantics, 4). */
#include "cli/entering.h"
#include "cli/explain.h"
#include "model/label.h"

#include <string.h>

static bool is_about(const vw_answer_version *answer, const char *requirement, vw_aspect aspect)
{
    return answer->standing == VW_COUNTS && answer->requirement != NULL && answer->aspect != NULL &&
           strcmp(answer->requirement, requirement) == 0 &&
           strcmp(answer->aspect, vw_aspect_name(aspect)) == 0;
}

static const char *or_unknown(vw_cli *cli, const char *text)
{
    return text != NULL ? vw_cli_shown(cli, text) : (cli->lang == VW_NL ? "onbekend" : "unknown");
}

static void print_people(const vw_explain *e, const vw_answer_version *answer)
{
    vw_cli *cli = e->cli;
    vw_cli_say(cli, "      door {0}, op {1}; toetsing: {2}", "      by {0}, on {1}; review: {2}",
               or_unknown(cli, answer->assessor), or_unknown(cli, answer->assessed_on),
               vw_cli_review_words(cli, e->set->catalogue, answer), NULL);
    if (answer->reviewed_on != NULL) {
        vw_cli_say(cli, ", op {0}", ", on {0}", vw_cli_shown(cli, answer->reviewed_on), NULL);
    }
    vw_cli_say(cli, "\n", "\n", NULL);
    if (answer->nobodys) {
        vw_cli_say(
            cli,
            "      wie oordeelde was toen niet in dienst: het oordeel telt alleen als het slechter "
            "is\n",
            "      who judged was not in office then: the judgement counts only when worse\n",
            NULL);
    }
}

void vw_explain_judged(const vw_explain *e, const vw_answer_versions *answers,
                       const vw_requirement *requirement, vw_aspect aspect,
                       const vw_conclusion *conclusion)
{
    vw_cli *cli = e->cli;
    const vw_answer_version *carried = vw_answers_carried(answers, requirement->full_id, aspect);
    const char *from =
        carried != NULL
            ? vw_cli_shown(cli, vw_answer_carried_remark(cli->arena, carried, cli->lang))
            : NULL;
    vw_cli_say(cli, "    oordeel: {0}; {1}{2}{3}{4}\n", "    judgement: {0}; {1}{2}{3}{4}\n",
               vw_cli_text(cli, vw_result_label(conclusion->judged)),
               conclusion->reason != NULL ? conclusion->reason : "", from != NULL ? " (" : "",
               from != NULL ? from : "", from != NULL ? ")" : "", NULL);
    for (size_t i = 0; i < answers->count; i++) {
        if (is_about(&answers->items[i], requirement->full_id, aspect)) {
            print_people(e, &answers->items[i]);
        }
    }
    vw_cli_say(cli, "    volgens de toetsen: {0}\n", "    by the tests: {0}\n",
               vw_cli_text(cli, vw_result_label(conclusion->has_computed ? conclusion->computed
                                                                         : VW_NOT_ASSESSED)),
               NULL);
}

json_t *vw_explain_judged_json(const vw_explain *e, const vw_answer_versions *answers,
                               const vw_requirement *requirement, vw_aspect aspect)
{
    json_t *array = json_array();
    for (size_t i = 0; i < answers->count; i++) {
        if (is_about(&answers->items[i], requirement->full_id, aspect)) {
            json_array_append_new(array, vw_cli_answer_json(e->cli, &answers->items[i], NULL));
        }
    }
    return array;
}

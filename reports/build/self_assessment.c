/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/rows.h"

/* A sentence about [number] conclusions; none about nothing. */
static const char *about(const vw_report *r, vw_text text, int64_t number)
{
    return number == 0 ? "" : VW_FILL(r, text, vw_show_number(r, (uint64_t)number));
}

/* What others tested and what the organisation says itself are never mixed. */
vw_status vw_blocks_self_assessment(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    int64_t judged = 0, neither = 0;
    vw_status status = vw_ask_number(
        &judged, r, "SELECT count(*) FROM conclusion WHERE evaluation_id = ?1 AND by_judgement",
        NULL);
    if (status == VW_OK) {
        status = vw_ask_number(&neither, r,
                               "SELECT count(*) FROM conclusion WHERE evaluation_id = ?1 AND "
                               "NOT by_judgement AND computed IS NULL",
                               NULL);
    }
    const uint64_t all = (uint64_t)r->figures.conclusions;
    int64_t exempt = 0;
    if (status == VW_OK) {
        status = vw_ask_number(
            &exempt, r,
            "SELECT count(*) FROM conclusion WHERE evaluation_id = ?1 AND " VW_IS_BY_RULE, NULL);
    }
    const uint64_t computed = all - (uint64_t)judged - (uint64_t)neither - (uint64_t)exempt;
    static const vw_text split = {"Van de {0} {0:conclusie|conclusies} {1:volgt|volgen} er {1} uit "
                                  "toetsen op bewijs en {2} uit een oordeel van de "
                                  "organisatie zelf.",
                                  "Of the {0} {0:conclusion|conclusions}, {1} {1:follows|follow} "
                                  "from tests on evidence and {2} from a judgement of the "
                                  "organisation itself."};
    static const vw_text rest = {
        " Voor {0} was er geen van beide; die {0:geldt|gelden} als niet beoordeeld.",
        " For {0} there was neither; {0:it counts|they count} as not assessed."};
    static const vw_text by_rule = {
        " Voor {0} is de norm niet van toepassing volgens {0:een regel die dat nagaat|regels die "
        "dat "
        "nagaan}.",
        " For {0} the requirement does not apply, by {0:a rule that finds|rules that find} so."};
    static const vw_text unaudited = {"Niets hiervan is door een auditor gecontroleerd, tenzij "
                                      "hieronder iets anders staat.",
                                      "None of this was audited, unless stated otherwise below."};
    vw_add_paragraph(
        r, out,
        vw_printf(r->arena, "%s%s%s %s",
                  VW_FILL(r, split, vw_show_number(r, all), vw_show_number(r, computed),
                          vw_show_number(r, (uint64_t)judged)),
                  about(r, rest, neither), about(r, by_rule, exempt), vw_say(r, unaudited)));
    return status;
}

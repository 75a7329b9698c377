/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/rows.h"

/* A sentence about [number] conclusions; none about nothing. */
static const char *about(const vw_report *r, vw_text text, uint64_t number)
{
    return number == 0 ? "" : VW_FILL(r, text, vw_show_number(r, number));
}

/* Conclusions by what they rest on, but for those that follow from tests. */
typedef struct {
    uint64_t judged;
    uint64_t undecided; /* there are tests, and they could not tell */
    uint64_t failed;    /* a test could not run */
    uint64_t neither;   /* no test and no judgement */
    uint64_t exempt;    /* by the requirement's own rule */
} basis;

static vw_status count_basis(basis *out, const vw_report *r)
{
    const struct {
        uint64_t *into;
        const char *which;
    } parts[] = {
        {&out->judged, "by_judgement"},
        {&out->undecided, "NOT by_judgement AND computed IS NOT NULL AND result = 'not_assessed'"},
        {&out->failed, "NOT by_judgement AND computed IS NOT NULL AND result = 'error'"},
        {&out->neither, "NOT by_judgement AND computed IS NULL"},
        {&out->exempt, VW_IS_BY_RULE},
    };
    vw_status status = VW_OK;
    for (size_t i = 0; i < sizeof parts / sizeof *parts && status == VW_OK; i++) {
        int64_t count = 0;
        status = vw_ask_number(
            &count, r,
            vw_printf(r->arena, "SELECT count(*) FROM conclusion WHERE evaluation_id = ?1 AND %s",
                      parts[i].which),
            NULL);
        *parts[i].into = (uint64_t)count;
    }
    return status;
}

/* What others tested and what the organisation says itself are never mixed. */
vw_status vw_blocks_self_assessment(vw_report *r, vw_block_list *out, int level)
{
    (void)level;
    basis of = {0};
    const vw_status status = count_basis(&of, r);
    const uint64_t all = (uint64_t)r->figures.conclusions;
    const uint64_t computed = all - of.judged - of.undecided - of.failed - of.neither - of.exempt;
    static const vw_text split = {"Van de {0} {0:conclusie|conclusies} {1:volgt|volgen} er {1} uit "
                                  "toetsen op bewijs en {2} uit een oordeel van de "
                                  "organisatie zelf.",
                                  "Of the {0} {0:conclusion|conclusions}, {1} {1:follows|follow} "
                                  "from tests on evidence and {2} from a judgement of the "
                                  "organisation itself."};
    static const vw_text undecided = {
        " Voor {0} {0:was er een toets|waren er toetsen}, maar te weinig bewijs voor een uitkomst; "
        "die {0:geldt|gelden} als niet beoordeeld.",
        " For {0} there {0:was a test|were tests}, but too little evidence for a result; "
        "{0:it counts|they count} as not assessed."};
    static const vw_text failed = {
        " Voor {0} {0:stopte een toets|stopten toetsen} op een fout; de uitkomst is dan niet "
        "bekend.",
        " For {0} {0:a test|tests} stopped on an error; the result is then not known."};
    static const vw_text rest = {
        " Voor {0} was er geen van beide; die {0:geldt|gelden} als niet beoordeeld.",
        " For {0} there was neither; {0:it counts|they count} as not assessed."};
    static const vw_text by_rule = {
        " Voor {0} is de norm niet van toepassing volgens {0:een regel die dat nagaat|regels die "
        "dat nagaan}.",
        " For {0} the requirement does not apply, by {0:a rule that finds|rules that find} so."};
    static const vw_text unaudited = {"Niets hiervan is door een auditor gecontroleerd, tenzij "
                                      "hieronder iets anders staat.",
                                      "None of this was audited, unless stated otherwise below."};
    vw_add_paragraph(r, out,
                     vw_printf(r->arena, "%s%s%s%s%s %s",
                               VW_FILL(r, split, vw_show_number(r, all),
                                       vw_show_number(r, computed), vw_show_number(r, of.judged)),
                               about(r, undecided, of.undecided), about(r, failed, of.failed),
                               about(r, rest, of.neither), about(r, by_rule, of.exempt),
                               vw_say(r, unaudited)));
    return status;
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* Sentences of counts: all parts of a total, and "none" only with what nobody could look at. */
#include "reports/build/build.h"

static uint64_t not_known(const vw_counts *of)
{
    return of->of[VW_NOT_ASSESSED] + of->of[VW_RESULT_ERROR];
}

const char *vw_say_split(const vw_report *r, const vw_counts *of)
{
    static const vw_text always = {"{0} niet, {1} gedeeltelijk, {2} niet beoordeeld",
                                   "{0} not, {1} partly, {2} not assessed"};
    static const vw_text explained = {", {0} met een uitgelegde afwijking",
                                      ", {0} with an explained deviation"};
    static const vw_text neutral = {", {0} niet van toepassing of niet voorgekomen",
                                    ", {0} not applicable or not occurred"};
    const uint64_t without = of->of[VW_NOT_APPLICABLE] + of->of[VW_NOT_OCCURRED];
    return vw_printf(
        r->arena, "%s%s%s",
        VW_FILL(r, always, vw_show_number(r, of->of[VW_NOT_MET]),
                vw_show_number(r, of->of[VW_PARTLY_MET]), vw_show_number(r, not_known(of))),
        of->of[VW_EXPLAINED] > 0 ? VW_FILL(r, explained, vw_show_number(r, of->of[VW_EXPLAINED]))
                                 : "",
        without > 0 ? VW_FILL(r, neutral, vw_show_number(r, without)) : "");
}

vw_counts vw_count_requirements(const vw_report *r)
{
    vw_counts all = {0};
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        for (vw_result result = 0; result < VW_RESULT_COUNT; result++) {
            all.of[result] += r->figures.requirements[i].of[result];
        }
    }
    return all;
}

vw_counts vw_count_of(const vw_report *r, const vw_framework *framework)
{
    size_t i = 0;
    while (r->plan->frameworks[i] != framework) {
        i++;
    }
    return r->figures.requirements[i];
}

typedef struct {
    vw_text nothing;                    /* when there was none to look at */
    vw_text no_result[2], some_open[2]; /* by whether there are more than one */
} open_words;

static const open_words words_of[] = {
    [VW_COUNTED_TESTS] =
        {{"Er is niets getoetst.", "Nothing was tested."},
         {{"Er is niets getoetst: {0} toets kon niet worden beoordeeld.",
           "Nothing was tested: {0} test could not be assessed."},
          {"Er is niets getoetst: {0} toetsen konden niet worden beoordeeld.",
           "Nothing was tested: {0} tests could not be assessed."}},
         {{"{0} Maar {1} van de {2} toetsen kon niet worden beoordeeld: wat die zou vinden, is "
           "niet bekend.",
           "{0} But {1} of the {2} tests could not be assessed: what it would find is not known."},
          {"{0} Maar {1} van de {2} toetsen konden niet worden beoordeeld: wat die zouden vinden, "
           "is niet bekend.",
           "{0} But {1} of the {2} tests could not be assessed: what they would find is not "
           "known."}}},
    [VW_COUNTED_REQUIREMENTS] =
        {{"Er zijn geen normen.", "There are no requirements."},
         {{"Er is niets beoordeeld: {0} norm kon niet worden beoordeeld.",
           "Nothing was assessed: {0} requirement could not be assessed."},
          {"Er is niets beoordeeld: {0} normen konden niet worden beoordeeld.",
           "Nothing was assessed: {0} requirements could not be assessed."}},
         {{"{0} Maar {1} van de {2} normen is niet beoordeeld, en dat telt niet als voldoen.",
           "{0} But {1} of the {2} requirements was not assessed, which does not count as met."},
          {"{0} Maar {1} van de {2} normen zijn niet beoordeeld, en dat telt niet als voldoen.",
           "{0} But {1} of the {2} requirements were not assessed, which does not count as met."}}},
};

const char *vw_say_none(const vw_report *r, vw_text none, const vw_counts *of, vw_counted what)
{
    const open_words *words = &words_of[what];
    const uint64_t open = not_known(of), total = vw_counts_total(of);
    const uint64_t known = total - open - of->of[VW_NOT_APPLICABLE] - of->of[VW_NOT_OCCURRED];
    const int many = open == 1 ? 0 : 1;
    if (total == 0) {
        return vw_say(r, words->nothing);
    }
    if (open == 0) {
        return vw_say(r, none);
    }
    return known == 0 ? VW_FILL(r, words->no_result[many], vw_show_number(r, open))
                      : VW_FILL(r, words->some_open[many], vw_say(r, none), vw_show_number(r, open),
                                vw_show_number(r, total));
}

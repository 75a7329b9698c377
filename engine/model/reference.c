/* SPDX-License-Identifier: EUPL-1.2 */
/* References are written once, in English words around numbers; these are the words in Dutch. */
#include "model/label.h"

#include <ctype.h>
#include <string.h>

/* What begins another stands before it. */
static const vw_text words[] = {
    {"Uitvoeringsverordening", "Implementing Regulation"},
    {"Gedelegeerde verordening", "Delegated Regulation"},
    {"Regeling voor de overheid bij de Cbw", "Government regulation on the Cbw"},
    {"VN-reglement nr.", "UN Regulation No."},
    {"Verordening", "Regulation"},
    {"Richtlijn", "Directive"},
    {"AVG", "GDPR"},
    {"DigiD-normenkader", "DigiD frame"},
    {"Oud Suwi-kader", "Old Suwi frame"},
    {"Suwinet-kader voor afnemers", "Suwinet frame for users"},
    {"Suwinet-normen", "Suwinet norms"},
    {"NOREA-handreiking ENSIA", "NOREA ENSIA guide"},
    {"nummer onbekend", "number unknown"},
    {"gewijzigd bij", "as amended by"},
    {"bijlagen", "annexes"},
    {"bijlage", "annex"},
    {"bijlage", "Annex"},
    {"deel", "Part"},
    {"domein", "domain"},
    {"beheersmaatregel", "control"},
    {"en", "and"},
};

static bool is_letter(char c)
{
    return isalnum((unsigned char)c) != 0;
}

/* "8 to 10", "(a) to (f)": other uses of the word are no range. */
static bool is_range(const char *from, const char *at)
{
    return at - from > 1 && at[-1] == ' ' && (is_letter(at[-2]) || at[-2] == ')') &&
           strncmp(at, "to ", 3) == 0 && (isdigit((unsigned char)at[3]) || at[3] == '(');
}

const char *vw_reference_in(vw_arena *arena, const char *reference, vw_lang lang)
{
    vw_buf out = {.arena = arena};
    if (reference == NULL || lang != VW_NL) {
        return reference;
    }
    for (const char *at = reference; *at != '\0';) {
        const vw_text *found = NULL;
        size_t length = 1;
        const bool begins = at == reference || !is_letter(at[-1]);
        for (size_t i = 0; begins && found == NULL && i < sizeof words / sizeof *words; i++) {
            const size_t of = strlen(words[i].en);
            if (strncmp(at, words[i].en, of) == 0 && !is_letter(at[of])) {
                found = &words[i];
                length = of;
            }
        }
        if (found != NULL) {
            vw_buf_add(&out, found->nl);
        } else if (begins && is_range(reference, at)) {
            vw_buf_add(&out, "tot en met");
            length = 2;
        } else {
            vw_buf_addf(&out, "%c", *at);
        }
        at += length;
    }
    return vw_buf_text(&out);
}

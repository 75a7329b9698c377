/* SPDX-License-Identifier: EUPL-1.2 */
/* References, and what numbers in rules rest on, are written once, in English words around numbers;
 * these are the words in Dutch. A test finds what is missing here
 * (tests/unit/rules/test_shipped.c). */
#include "model/label.h"

#include <ctype.h>
#include <string.h>

/* What begins another stands before it. */
static const vw_text words[] = {
    {"Eigen keuze", "Own choice"},
    {"eigen keuze", "own choice"},
    {"naar de jaarlijkse cyclus van ENSIA", "after the yearly cycle of ENSIA"},
    {"een plan is vastgesteld voordat zijn jaar begint",
     "a plan is adopted before its year begins"},
    {"voor andere trainingen", "for other trainings"},
    {"de tolerantie van", "the tolerance of"},
    {"de drie maanden", "the three months"},
    {"de volledige score", "the full score"},
    {"het kwartaal", "the quarter"},
    {"de soorten zijn die van art. 25(1) en 26 die het systeem zelf toetsen",
     "the types are those of art. 25(1) and 26 that test the system itself"},
    {"de klasse wordt aan elk jaareinde opnieuw nagegaan",
     "the class is checked again at each year-end"},
    {"het Cyberbeveiligingsbesluit", "the Cyberbeveiligingsbesluit"},
    {"de termijn", "the term"},
    {"de maand", "the month"},
    {"het aantal", "the number"},
    {"drie dagen voordat het als niet gedaan telt", "three days before it counts as not done"},
    {"vraagt om doorlopend waar dat kan", "asks for continuous where possible"},
    {"vraagt om actueel", "asks for up to date"},
    {"vraagt om periodiek", "asks for periodic"},
    {"vraagt het bij vertrek", "asks it on leaving"},
    {"zegt: met geplande tussenpozen", "says planned intervals"},
    {"zegt: zonder uitstel", "says without delay"},
    {"zegt: geregeld", "says regularly"},
    {"zegt: tijdig", "says timely"},
    {"geeft geen termijn die wij kennen", "gives no term that we know"},
    {"geeft geen termijn", "gives no term"},
    {"laat de tussenpoos aan de organisatie, en geeft een jaar in",
     "leaves the interval to the organisation, and gives a year in"},
    {"zeven dagen", "seven days"},
    {"twaalf keer", "twelve times"},
    {"drie jaar", "three years"},
    {"zonder melding", "without a notification"},
    {"72 uur en een maand na kennisneming", "72 hours and a month after awareness"},
    {"uur na kennisneming", "hours from awareness"},
    {"72 uur na de eerste melding", "72 hours from the initial notification"},
    {"één maand na het tussentijdse verslag of de bijwerking ervan",
     "one month from the intermediate report or its update"},
    {"4 uur na de indeling, uiterlijk 24 uur na kennisneming",
     "4 hours after classification, at most 24 hours after awareness"},
    {"binnen twee jaar na 15 augustus 2026, of na de benoeming als die later is",
     "within two years after 15 August 2026, or after appointment if later"},
    {"ten minste elke drie jaar, alleen voor aangewezen entiteiten",
     "at least every three years, designated entities only"},
    {"wekelijks voor wat kritieke of belangrijke functies ondersteunt",
     "weekly for what supports critical or important functions"},
    {"zes maanden, ten hoogste 184 dagen", "six months, at most 184 days"},
    {"elk half jaar voor kritieke", "every six months for critical"},
    {"elk half jaar", "every six months"},
    {"na significante incidenten", "after significant incidents"},
    {"ten minste jaarlijks", "at least yearly"},
    {"elk kwartaal", "each quarter"},
    {"elke maand", "each month"},
    {"jaarlijks", "yearly"},
    {"maandelijks", "monthly"},
    {"en andere", "and others"},
    {"Cbw-kader van ADR en NOREA", "Cbw framework of ADR and NOREA"},
    {"Aanbeveling", "Recommendation"},
    {"niet geverifieerd", "unverified"},
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

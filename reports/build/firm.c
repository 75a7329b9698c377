/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/firm.h"

#include "base/utf8.h"
#include "reports/build/templates.h"

#include <stdlib.h>
#include <string.h>

enum { TELLING_MIN = 5 /* letters */ };

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* What firms begin their names with and texts have too, in alphabetical order: what they are, where
 * they are, what they sell. */
static const char *const common[] = {
    "academie",        "accountants",
    "administratie",   "advies",
    "adviesbureau",    "advocaten",
    "algemene",        "amsterdam",
    "applied",         "archief",
    "autoriteit",      "bedrijf",
    "beveiliging",     "brabant",
    "brabantse",       "business",
    "bureau",          "centraal",
    "centrale",        "centrum",
    "cloud",           "college",
    "consulting",      "cooperatie",
    "cyber",           "digital",
    "digitale",        "drechtsteden",
    "drenthe",         "drukkerij",
    "dutch",           "eerste",
    "eindhoven",       "energie",
    "europa",          "europe",
    "european",        "europese",
    "facilitair",      "federatie",
    "first",           "flevoland",
    "friesland",       "gelderland",
    "gemeente",        "gemeenschappelijke",
    "general",         "global",
    "groep",           "groningen",
    "group",           "haagse",
    "hogeschool",      "holding",
    "holland",         "hollandse",
    "hosting",         "informatie",
    "information",     "innovatie",
    "installatie",     "instituut",
    "international",   "internationale",
    "internet",        "kennis",
    "koninklijke",     "kredietbank",
    "limburg",         "managed",
    "maatschappij",    "makelaar",
    "ministerie",      "nationaal",
    "nationale",       "national",
    "nederland",       "nederlands",
    "nederlandse",     "netwerk",
    "network",         "nieuwe",
    "noord",           "noordelijke",
    "north",           "notaris",
    "omgevingsdienst", "onderhoud",
    "onderlinge",      "onderwijs",
    "online",          "overijssel",
    "partners",        "platform",
    "provincie",       "regio",
    "regionale",       "rotterdam",
    "samenwerking",    "schoonmaak",
    "secure",          "security",
    "services",        "smart",
    "sociale",         "software",
    "solutions",       "south",
    "stadsbank",       "stichting",
    "support",         "systemen",
    "systems",         "techniek",
    "technisch",       "technische",
    "technology",      "telecom",
    "transport",       "uitgeverij",
    "uitzendbureau",   "united",
    "universiteit",    "university",
    "utrecht",         "veiligheidsregio",
    "vereniging",      "verzekeringen",
    "waterschap",      "western",
    "zeeland",         "zorgverzekeraar",
    "zuidelijke",
};

static bool is_common(const char *word)
{
    for (size_t i = 0; i < COUNT(common); i++) {
        if (strcmp(word, common[i]) == 0) {
            return true;
        }
    }
    return false;
}

static bool has_word(vw_arena *scratch, const char *text, const char *word)
{
    const char *words = vw_utf8_words(scratch, text != NULL ? text : "");
    const size_t length = strlen(word);
    for (const char *at = words; (at = strstr(at, word)) != NULL; at++) {
        if ((at == words || at[-1] == ' ') && (at[length] == '\0' || at[length] == ' ')) {
            return true;
        }
    }
    return false;
}

static bool is_in_controls(const vw_report *r, vw_arena *scratch, const char *word)
{
    for (size_t i = 0; i < r->plan->framework_count; i++) {
        const vw_framework *framework = r->plan->frameworks[i];
        for (size_t j = 0; j < framework->requirement_count; j++) {
            const vw_requirement *one = &framework->requirements[j];
            if (has_word(scratch, one->title.nl, word) || has_word(scratch, one->title.en, word) ||
                has_word(scratch, one->explain.nl, word) ||
                has_word(scratch, one->explain.en, word)) {
                return true;
            }
        }
    }
    return false;
}

bool vw_firm_word_tells(const vw_report *r, vw_arena *scratch, const char *word)
{
    const vw_report *before = r->previous;
    return strlen(word) >= TELLING_MIN && strpbrk(word, "0123456789.") == NULL &&
           !is_common(word) && !has_word(scratch, vw_dossier_head_of(r->dossier)->name, word) &&
           (before == NULL ||
            !has_word(scratch, vw_dossier_head_of(before->dossier)->name, word)) &&
           !vw_templates_use_word(word) && !is_in_controls(r, scratch, word);
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* A CSAF document as a whole: its languages, its category, and what its profile asks for. */
#include "intake/formats/csaf/csaf.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool is_one_of(const char *text, const char *const *words)
{
    for (; text != NULL && *words != NULL; words++) {
        if (strcmp(text, *words) == 0) {
            return true;
        }
    }
    return false;
}

/* ---- languages --------------------------------------------------------------------------- */

/* 6.1.12. A tag that is not built as one is told by its shape. */
static void judge_language(vw_csaf *csaf, const char *member, const vw_at *at)
{
    const char *tag = vw_formats__text(csaf->document, member);
    bool exists = true;

    if (tag != NULL && vw_csaf__is_language(&exists, tag) && !exists) {
        VW_CSAF_DIAG(csaf, N032, VW_AT(at, member), tag);
    }
}

/* 6.1.15 and 6.1.28 */
static void judge_translation(vw_csaf *csaf, const vw_at *at)
{
    const json_t *publisher = json_object_get(csaf->document, "publisher");
    const char *category = vw_formats__text(publisher, "category");
    const char *language = vw_formats__text(csaf->document, "lang");
    const char *source = vw_formats__text(csaf->document, "source_lang");

    if (category != NULL && strcmp(category, "translator") == 0 &&
        (source == NULL || *source == '\0')) {
        VW_CSAF_DIAG(csaf, N035, at, NULL);
    }
    /* Tags are the same in any case of letters (BCP 47, 2.1.1). */
    if (language != NULL && source != NULL && strcasecmp(language, source) == 0) {
        VW_CSAF_DIAG(csaf, N048, VW_AT(at, "source_lang"), source);
    }
}

/* ---- category ---------------------------------------------------------------------------- */

/* Without dashes, blanks and underscores, in small letters. */
static const char *folded(vw_arena *arena, const char *text)
{
    char *out = vw_alloc(arena, strlen(text) + 1);
    size_t length = 0;

    for (const char *c = text; *c != '\0'; c++) {
        if (strchr("-_ \t\r\n\f\v", *c) == NULL) {
            out[length++] = (char)tolower((unsigned char)*c);
        }
    }
    return out;
}

/* 6.1.26: no name that looks like a profile's and is none. */
static void judge_category(vw_csaf *csaf, const char *category, const vw_at *at)
{
    static const char *const profiles[] = {"csaf_base",
                                           "csaf_security_incident_response",
                                           "csaf_informational_advisory",
                                           "csaf_security_advisory",
                                           "csaf_vex",
                                           NULL};
    static const char *const names[] = {"securityincidentresponse", "informationaladvisory",
                                        "securityadvisory", "vex", NULL};

    if (category == NULL || is_one_of(category, profiles)) {
        return;
    }
    const char *plain = folded(csaf->run->arena, category);

    if (strncmp(plain, "csaf", 4) == 0 && is_one_of(plain + 4, names)) {
        plain += 4;
    }
    if (is_one_of(plain, names) || strncasecmp(category, "csaf_", 5) == 0) {
        VW_CSAF_DIAG(csaf, N046, VW_AT(at, "category"), category);
    }
}

/* ---- profiles ---------------------------------------------------------------------------- */

static bool has_item(const json_t *list, const char *member, const char *const *values,
                     const char *by_default)
{
    size_t i;
    json_t *item;

    json_array_foreach(list, i, item)
    {
        const char *value = vw_formats__text(item, member);

        if (is_one_of(value != NULL ? value : by_default, values)) {
            return true;
        }
    }
    return false;
}

/* 6.1.27.1 to 6.1.27.3 */
static void judge_informational(vw_csaf *csaf, const char *category, const vw_at *at)
{
    static const char *const notes[] = {"description", "details", "general", "summary", NULL};
    static const char *const external[] = {"external", NULL};

    if (!has_item(json_object_get(csaf->document, "notes"), "category", notes, NULL)) {
        VW_CSAF_DIAG(csaf, N061, VW_AT(at, "notes"), category);
    }
    if (!has_item(json_object_get(csaf->document, "references"), "category", external,
                  "external")) {
        VW_CSAF_DIAG(csaf, N062, VW_AT(at, "references"), category);
    }
    if (strcmp(category, "csaf_informational_advisory") == 0 && csaf->vulnerabilities != NULL) {
        VW_CSAF_DIAG(csaf, N063, VW_AT(NULL, "vulnerabilities"), category);
    }
}

/* 6.1.27.4 and 6.1.27.11 */
static void judge_products(vw_csaf *csaf, const char *category)
{
    if (csaf->tree == NULL) {
        VW_CSAF_DIAG(csaf, N064, NULL, category);
    }
    if (csaf->vulnerabilities == NULL) {
        VW_CSAF_DIAG(csaf, N071, NULL, category);
    }
}

void vw_csaf__judge_document(vw_csaf *csaf)
{
    static const char *const informational[] = {"csaf_informational_advisory",
                                                "csaf_security_incident_response", NULL};
    static const char *const of_products[] = {"csaf_security_advisory", "csaf_vex", NULL};
    const vw_at *at = VW_AT(NULL, "document");
    const char *category = vw_formats__text(csaf->document, "category");

    judge_language(csaf, "lang", at);
    judge_language(csaf, "source_lang", at);
    judge_translation(csaf, at);
    judge_category(csaf, category, at);
    if (is_one_of(category, informational)) {
        judge_informational(csaf, category, at);
    } else if (is_one_of(category, of_products)) {
        judge_products(csaf, category);
    }
}

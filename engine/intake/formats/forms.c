/* SPDX-License-Identifier: EUPL-1.2 */
/* How texts are built that several formats share: instants, addresses, identifiers of products. */
#include "base/date.h"
#include "intake/formats/shared.h"

#include <string.h>

#define DIGITS "0123456789"
#define LOWER "abcdefghijklmnopqrstuvwxyz"
#define UPPER "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

/* ---- instants ---------------------------------------------------------------------------- */

/* RFC 3339 section 5.6, without the fraction of a second; false when it is none. */
static bool without_fraction(char out[32], const char *text)
{
    size_t length = strlen(text);
    size_t fraction = 0;

    if (length < strlen("2021-07-21T10:00:00Z") || strchr("Tt ", text[10]) == NULL ||
        text[16] != ':') {
        return false;
    }
    if (text[19] == '.') {
        fraction = 1 + strspn(text + 20, DIGITS);
        if (fraction == 1) {
            return false;
        }
    }
    if (length - fraction > strlen("2021-07-21T10:00:00+02:00") || text[19 + fraction] == '\0') {
        return false;
    }
    memcpy(out, text, 19);
    memcpy(out + 19, text + 19 + fraction, length - 19 - fraction + 1);
    out[10] = 'T';
    if (strcmp(out + 19, "z") == 0) {
        out[19] = 'Z';
    }
    return true;
}

const char *vw_formats__instant(vw_arena *arena, const char *text)
{
    char plain[32];
    char instant[21];

    if (text == NULL || !without_fraction(plain, text) || !vw_instant_parse(instant, plain)) {
        return NULL;
    }
    return vw_strdup(arena, instant);
}

bool vw_formats__is_instant(const char *text)
{
    char plain[32];
    char instant[21];

    return without_fraction(plain, text) && vw_instant_parse(instant, plain);
}

const char *vw_formats__day(vw_arena *arena, const char *text)
{
    vw_date day;
    const char *instant = vw_formats__instant(arena, text);

    if (text != NULL && vw_date_parse(&day, text)) {
        return text;
    }
    return instant == NULL ? NULL : vw_strndup(arena, instant, 10);
}

/* ---- identifiers ------------------------------------------------------------------------- */

bool vw_formats__is_uri(const char *text)
{
    size_t scheme = strspn(text, LOWER UPPER DIGITS "+-.");

    if (scheme == 0 || strchr(DIGITS "+-.", text[0]) != NULL || text[scheme] != ':' ||
        text[scheme + 1] == '\0') {
        return false;
    }
    for (const char *c = text + scheme; *c != '\0'; c++) {
        if ((unsigned char)*c <= ' ' || strchr("\"<>\\^`{|}\x7f", *c) != NULL) {
            return false;
        }
        if (*c == '%' && strspn(c + 1, DIGITS "abcdefABCDEF") < 2) {
            return false;
        }
    }
    return true;
}

bool vw_formats__is_cve(const char *text)
{
    return strncmp(text, "CVE-", 4) == 0 && strspn(text + 4, DIGITS) == 4 && text[8] == '-' &&
           strspn(text + 9, DIGITS) >= 4 && text[9 + strspn(text + 9, DIGITS)] == '\0';
}

/* The purl specification: "pkg:type/namespace/name@version?qualifiers#subpath". The name is the
 * last part of the path, and cannot be left out. */
bool vw_formats__is_purl(const char *text)
{
    if (strncmp(text, "pkg:", 4) != 0) {
        return false;
    }
    const char *type = text + 4 + strspn(text + 4, "/");
    size_t length = strspn(type, LOWER UPPER DIGITS ".-+");

    if (length == 0 || strchr(DIGITS, type[0]) != NULL || type[length] != '/') {
        return false;
    }
    const char *path = type + length;
    const char *end = path + strcspn(path, "?#");
    const char *name = path;

    for (const char *c = path; c < end; c++) {
        name = *c == '/' ? c + 1 : name;
    }
    /* A namespace may begin with "@" (npm), a name may not: there the version begins. */
    if (name == end || *name == '@') {
        return false;
    }
    return strpbrk(text, " \t\r\n") == NULL;
}

/* The parts of a CPE 2.3, where a backslash takes the meaning from a colon. */
static size_t parts_of(const char *text)
{
    size_t parts = 1;

    for (const char *c = text; *c != '\0'; c++) {
        if (*c == '\\' && c[1] != '\0') {
            c++;
        } else if (*c == ':') {
            parts++;
            if (c[1] == ':' || c[1] == '\0') {
                return 0;
            }
        }
    }
    return parts;
}

bool vw_formats__is_cpe(const char *text)
{
    for (const char *c = text; *c != '\0'; c++) {
        if ((unsigned char)*c <= ' ' || (unsigned char)*c > '~') {
            return false;
        }
    }
    if (strncmp(text, "cpe:2.3:", 8) == 0) {
        return strchr("aho*-", text[8]) != NULL && text[8] != '\0' && text[9] == ':' &&
               parts_of(text) == 13;
    }
    bool named = strncmp(text + (strlen(text) > 5 ? 3 : 0), ":/", 2) == 0 &&
                 strspn(text, "cpeCPE") == 3 && strchr("ahoAHO", text[5]) != NULL;
    size_t colons = 0;

    for (const char *c = text; named && *c != '\0'; c++) {
        colons += *c == ':';
    }
    return named && colons <= 7 && (text[6] == '\0' || text[6] == ':');
}

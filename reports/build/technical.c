/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/technical.h"

#include <string.h>
#include <strings.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char digits[] = "0123456789", hex[] = "0123456789abcdefABCDEF",
                  letters[] = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
                  between[] = " \t\n,;()[]{}<>\"'`";

static bool is_one_of(const char *word, const char *const *words, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (strcasecmp(word, words[i]) == 0) {
            return true;
        }
    }
    return false;
}

bool vw_technical_is_cve(const char *token)
{
    static const char head[] = "CVE-";
    if (strncasecmp(token, head, sizeof head - 1) != 0) {
        return false;
    }
    const char *year = token + sizeof head - 1;
    const char *number = year + strspn(year, digits);
    return number - year == 4 && *number == '-' && strspn(number + 1, digits) >= 4 &&
           number[1 + strspn(number + 1, digits)] == '\0';
}

/* Four numbers below 256, and perhaps how many bits of them are a network's. */
static bool is_ipv4(const char *host)
{
    for (int i = 0; i < 4; i++) {
        const size_t length = strspn(host, digits);
        int number = 0;
        for (size_t j = 0; j < length && j < 4; j++) {
            number = number * 10 + (host[j] - '0');
        }
        if (length == 0 || length > 3 || number > 255 || host[length] != (i < 3 ? '.' : '\0')) {
            return false;
        }
        host += length + 1;
    }
    return true;
}

/* Eight groups, or fewer with "::" between two of them; a time of day has neither. */
static bool is_ipv6(const char *host)
{
    size_t colons = 0;
    for (const char *at = host; *at != '\0'; at++) {
        colons += *at == ':';
        if (*at != ':' && strchr(hex, *at) == NULL) {
            return false;
        }
    }
    return strpbrk(host, hex) != NULL &&
           (colons == 7 || (colons >= 2 && strstr(host, "::") != NULL));
}

/* Of a domain that only a network inside has, or below the name of a site. */
static bool is_host(vw_arena *arena, const char *host)
{
    static const char *const inside[] = {"local", "lan",         "intern", "internal", "intra",
                                         "corp",  "localdomain", "home",   "prod",     "test"};
    static const char *const files[] = {"pdf", "docx", "doc", "xlsx", "xls", "csv",  "odt",
                                        "ods", "txt",  "md",  "zip",  "xml", "json", "html",
                                        "htm", "png",  "jpg", "pptx", "msg", "eml"};
    size_t labels = 0;
    const char *last = "";
    if (strncasecmp(host, "www.", 4) == 0) {
        return false;
    }
    for (const char *at = host; *at != '\0'; labels++) {
        const size_t length = strcspn(at, ".");
        last = vw_strndup(arena, at, length);
        if (length == 0 || (labels == 0 && length < 2) ||
            last[strspn(last, "-0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ")] !=
                '\0') {
            return false;
        }
        at += length;
        at += *at == '.' && at[1] != '\0' ? 1 : 0;
        if (*at == '.') {
            return false;
        }
    }
    const bool domain = strlen(last) >= 2 && strspn(last, letters) == strlen(last) &&
                        !is_one_of(last, files, COUNT(files));
    return domain && (labels >= 3 || (labels == 2 && is_one_of(last, inside, COUNT(inside))));
}

/* "\\fs01\hr". */
static bool is_share(const char *token)
{
    return strncmp(token, "\\\\", 2) == 0 && strcspn(token + 2, "\\") > 0 &&
           strspn(token + 2, letters) + strspn(token + 2, digits) > 0;
}

static bool is_technical(vw_arena *arena, const char *token, bool is_version, bool is_place)
{
    static const char *const pages[] = {"http", "https", "mailto"};
    const char *scheme = strstr(token, "://"), *at = scheme != NULL ? scheme + 3 : token;
    if (vw_technical_is_cve(token) || is_share(token)) {
        return true;
    }
    const bool is_page =
        scheme != NULL &&
        is_one_of(vw_strndup(arena, token, (size_t)(scheme - token)), pages, COUNT(pages));
    const char *whole = vw_strndup(arena, at, strcspn(at, "/"));
    const char *colon = strchr(whole, ':');
    const bool has_port = colon != NULL && strchr(colon + 1, ':') == NULL &&
                          colon[1 + strspn(colon + 1, digits)] == '\0';
    const char *host = has_port ? vw_strndup(arena, whole, (size_t)(colon - whole)) : whole;
    if (strchr(host, '@') != NULL) {
        return false; /* where people are written to */
    }
    return (is_ipv4(host) && !is_version) || is_ipv6(host) ||
           (!is_page && !is_place && (scheme != NULL || is_host(arena, host)));
}

const char *vw_technical_next(vw_arena *arena, const char *text, size_t *at, bool is_place)
{
    static const char *const versions[] = {"versie", "version", "release", "build"};
    const char *before = "";
    while (text[ *at += strspn(text + *at, between)] != '\0') {
        const size_t length = strcspn(text + *at, between);
        size_t kept = length;
        while (kept > 0 && strchr(".:!?", text[*at + kept - 1]) != NULL) {
            kept--; /* the end of a sentence */
        }
        const char *token = vw_strndup(arena, text + *at, kept);
        *at += length;
        if (is_technical(arena, token, is_one_of(before, versions, COUNT(versions)), is_place)) {
            return token;
        }
        before = token;
    }
    return NULL;
}

bool vw_technical_is_number(const char *address)
{
    const size_t length = strspn(address, "0123456789abcdefABCDEF.:");
    size_t dots = 0, colons = 0;
    for (size_t i = 0; i < length; i++) {
        dots += address[i] == '.';
        colons += address[i] == ':';
    }
    return address[length] == '\0' && strpbrk(address, "0123456789") != NULL &&
           (dots == 3 || colons >= 2);
}

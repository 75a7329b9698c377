/* SPDX-License-Identifier: EUPL-1.2 */
/* Finds words in which an auditor gives an opinion. The program prints none of its own; a template
 * of somebody's own could, and the reader would not see who said it. Few phrases, which auditors
 * use and others hardly (ISA and NV COS 700, 705 and 3000): a heading that is one may stand above
 * room in square brackets, or above the sentence that there is no opinion. */
#include "reports/template/template_private.h"

#include <ctype.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const sentences[] = {
    /* Dutch */
    "naar ons oordeel",
    "naar mijn oordeel",
    "een getrouw beeld",
    "in alle van materieel belang zijnde",
    "geschikte controle-informatie",
    "is ons niets gebleken",
    "is ons niet gebleken",
    "goedkeurend oordeel",
    "goedkeurende verklaring",
    "oordeel met beperking",
    "afkeurend oordeel",
    "oordeelonthouding",
    /* English */
    "in our opinion",
    "in my opinion",
    "true and fair view",
    "presents fairly",
    "present fairly",
    "in all material respects",
    "has come to our attention",
    "we have audited",
    "i have audited",
    "unqualified opinion",
    "unmodified opinion",
    "qualified opinion",
    "adverse opinion",
    "disclaimer of opinion",
};

/* Of a heading, as a whole or with other words around it. */
static const struct {
    const char *words;
    bool whole;
} headings[] = {
    {"controleverklaring", false},
    {"oordeel van de auditor", false},
    {"oordeel van de accountant", false},
    {"conclusie van de auditor", false},
    {"conclusie van de accountant", false},
    {"verklaring van de accountant", false},
    {"assurance door een auditor", false},
    {"assurancerapport", true},
    {"auditor's opinion", false},
    {"auditors' opinion", false},
    {"opinion of the auditor", false},
    {"auditor's report", false},
    {"auditors' report", false},
    {"auditor's conclusion", false},
    {"assurance by an auditor", false},
    {"basis for opinion", true},
    {"assurance report", true},
};

/* A section under such a heading that gives no opinion has one of these. */
static const char *const room[] = {"[", "geen oordeel van een auditor", "no auditor's opinion"};

/* The text as one reads it: in lower case, one blank for several and for line ends, plain
 * apostrophes, no marks of emphasis. [at] has where each byte comes from. */
typedef struct {
    char *text;
    size_t *at;
    size_t length;
} reading;

static void put(reading *to, char byte, size_t at)
{
    to->text[to->length] = byte;
    to->at[to->length++] = at;
}

static reading read(vw_arena *arena, const char *text, size_t from, size_t until)
{
    static const char apostrophe[] = "\xE2\x80\x99";
    reading to = {.text = vw_alloc(arena, until - from + 1),
                  .at = VW_NEW_ARRAY(arena, until - from + 1, size_t)};
    size_t brackets = 0;
    for (size_t i = from; i < until; i++) {
        const char byte = text[i];
        /* Room for somebody else to fill in, but not the words of a link. */
        brackets += byte == '[' ? 1 : 0;
        if (byte == ']') {
            brackets -= brackets > 0 ? 1 : 0;
        } else if (byte == '\n' && i + 1 < until && text[i + 1] == '\n') {
            brackets = 0;
        }
        if (brackets > 0 && byte != '[') {
            continue;
        }
        if (strncmp(text + i, apostrophe, sizeof apostrophe - 1) == 0) {
            put(&to, '\'', i);
            i += sizeof apostrophe - 2;
        } else if (isspace((unsigned char)byte) || byte == '>') {
            if (to.length > 0 && to.text[to.length - 1] != ' ') {
                put(&to, ' ', i);
            }
        } else if (byte != '*' && byte != '_' && byte != '`') {
            put(&to, (char)tolower((unsigned char)byte), i);
        }
    }
    to.text[to.length] = '\0';
    return to;
}

static bool is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (unsigned char)byte >= 0x80;
}

/* Between other letters it is another word: "auditor's reports". */
static const char *find(const reading *in, const char *words)
{
    const size_t length = strlen(words);
    for (const char *at = in->text; (at = strstr(at, words)) != NULL; at++) {
        if ((at == in->text || !is_letter(at[-1])) && !is_letter(at[length])) {
            return at;
        }
    }
    return NULL;
}

typedef struct {
    const vw_source *source;
    vw_arena *arena;
    vw_diags *diags;
} checking;

static void tell(const checking *c, const reading *in, const char *found, size_t length)
{
    const size_t first = (size_t)(found - in->text), start = in->at[first];
    const size_t end = in->at[first + length - 1] + 1;
    VW_DIAG(c->diags, T215, vw_source_place(c->source, c->arena, start, end - start),
            vw_strndup(c->arena, found, length));
}

/* From [start], behind a heading, to the next one. */
static size_t section_end(const vw_source *source, size_t start)
{
    for (size_t i = start; i < source->length; i++) {
        if (source->text[i] == '#' && (i == 0 || source->text[i - 1] == '\n')) {
            return i;
        }
    }
    return source->length;
}

static void check_heading(const checking *c, size_t start, size_t end)
{
    size_t words = start;
    while (words < end && (c->source->text[words] == '#' || c->source->text[words] == ' ')) {
        words++;
    }
    const reading heading = read(c->arena, c->source->text, words, end);
    const reading section = read(c->arena, c->source->text, end, section_end(c->source, end));
    for (size_t i = 0; i < COUNT(room); i++) {
        if (strstr(section.text, room[i]) != NULL) {
            return;
        }
    }
    for (size_t i = 0; i < COUNT(headings); i++) {
        const char *found = find(&heading, headings[i].words);
        if (found != NULL && (!headings[i].whole || strlen(headings[i].words) == heading.length)) {
            tell(c, &heading, found, strlen(headings[i].words));
            return;
        }
    }
}

void vw_template_check_voice(const vw_source *source, vw_arena *arena, vw_diags *diags)
{
    vw_front_matter head;
    const checking c = {source, arena, diags};
    if (vw_front_matter_read(&head, arena, vw_diags_new(arena), source) != VW_OK) {
        return; /* which was told before */
    }
    for (size_t i = 0; i < source->line_count; i++) {
        const size_t start = source->line_starts[i];
        const size_t next =
            i + 1 < source->line_count ? source->line_starts[i + 1] : source->length;
        if (start >= head.end && source->text[start] == '#') {
            check_heading(&c, start, next);
        }
    }
    const reading all = read(arena, source->text, head.end, source->length);
    for (size_t i = 0; i < COUNT(sentences); i++) {
        const char *found = find(&all, sentences[i]);
        if (found != NULL) {
            tell(&c, &all, found, strlen(sentences[i]));
        }
    }
}

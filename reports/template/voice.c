/* SPDX-License-Identifier: EUPL-1.2 */
/* Finds words in which an auditor gives an opinion. The program prints none of its own; a template
 * of somebody's own could, or the text of a record, and the reader would not see who said it. Few
 * phrases, which auditors use and others hardly (ISA and NV COS 700, 705 and 3000), and sentences
 * in which an auditor judges: a heading that is one may stand above room in square brackets, or
 * above the sentence that there is no opinion. */
#include "reports/template/template_private.h"

#include <ctype.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

/* [ours]: whoever gives account may say so of their own judgement too; in a template nobody can see
 * who speaks. */
static const struct {
    const char *words;
    bool ours;
} phrases[] = {
    /* Dutch */
    {"naar ons oordeel", true},
    {"naar mijn oordeel", true},
    {"een getrouw beeld", false},
    {"in alle van materieel belang zijnde", false},
    {"geschikte controle-informatie", false},
    {"is ons niets gebleken", true},
    {"is ons niet gebleken", true},
    {"goedkeurend oordeel", false},
    {"goedkeurende verklaring", false},
    {"goedkeurende controleverklaring", false},
    {"schone verklaring", false},
    {"oordeel met beperking", false},
    {"afkeurend oordeel", false},
    {"afkeurende verklaring", false},
    {"oordeelonthouding", false},
    /* English */
    {"in our opinion", true},
    {"in my opinion", true},
    {"true and fair view", false},
    {"presents fairly", false},
    {"present fairly", false},
    {"in all material respects", false},
    {"has come to our attention", true},
    {"we have audited", false},
    {"i have audited", false},
    {"unqualified opinion", false},
    {"unmodified opinion", false},
    {"clean opinion", false},
    {"qualified opinion", false},
    {"adverse opinion", false},
    {"disclaimer of opinion", false},
};

/* Who, and in the same sentence what they do. */
static const char *const judges[] = {"auditor", "auditors", "accountant", "accountants"};
static const char *const judging[] = {
    /* Dutch */
    "van oordeel",
    "van mening",
    "naar het oordeel van",
    "volgens het oordeel van",
    "oordeelt",
    "oordeelde",
    "oordelen",
    "oordeelden",
    "geoordeeld",
    "concludeert",
    "concludeerde",
    "geconcludeerd",
    "tot de conclusie",
    "verklaart",
    "verklaarde",
    "verklaren",
    "bevestigt",
    "bevestigde",
    "stelt vast",
    "stelde vast",
    "keurt",
    "keurde",
    "goedgekeurd",
    /* English */
    "of the opinion",
    "of opinion",
    "the opinion of",
    "concludes",
    "concluded",
    "opines",
    "opined",
    "states that",
    "stated that",
    "confirms",
    "confirmed",
    "certifies",
    "certified",
    "finds that",
    "found that",
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

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n';
}

/* [has_room]: what stands in square brackets is left out. */
static reading read(vw_arena *arena, const char *text, size_t from, size_t until, bool has_room)
{
    static const char apostrophe[] = "\xE2\x80\x99";
    reading to = {.text = vw_alloc(arena, until - from + 1),
                  .at = VW_NEW_ARRAY(arena, until - from + 1, size_t)};
    size_t brackets = 0;
    for (size_t i = from; i < until; i++) {
        const char byte = text[i];
        /* Room for somebody else to fill in, but not the words of a link. */
        brackets += has_room && byte == '[' ? 1 : 0;
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
            const bool apart = to.length > 0 && !is_blank(to.text[to.length - 1]);
            if (apart) {
                put(&to, ' ', i);
            }
            if (to.length > 0 && byte == '\n' && i + 1 < until && text[i + 1] == '\n') {
                to.text[to.length - 1] = '\n'; /* a paragraph ends, and with it a sentence */
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

/* ---- who judges ------------------------------------------------------------------------------ */

/* Words in [in], [length] bytes from [at]; [at] NULL: none. */
typedef struct {
    const char *at;
    size_t length;
} found_words;

static found_words first_of(const reading *in, const char *const *words, size_t count)
{
    found_words first = {0};
    for (size_t i = 0; i < count; i++) {
        const char *at = find(in, words[i]);
        if (at != NULL && (first.at == NULL || at < first.at)) {
            first = (found_words){at, strlen(words[i])};
        }
    }
    return first;
}

static bool ends_sentence(const reading *in, size_t i)
{
    const char byte = in->text[i];
    return byte == '\n' || byte == '\0' ||
           (strchr(".!?;", byte) != NULL && (in->text[i + 1] == '\0' || is_blank(in->text[i + 1])));
}

/* In the first sentence from [*from] on in which an auditor judges: from who to what, or the other
 * way round. [*from] is then behind it. */
static found_words judging_in(reading *in, size_t *from)
{
    for (size_t start = *from; start < in->length;) {
        size_t end = start;
        while (!ends_sentence(in, end)) {
            end++;
        }
        const char kept = in->text[end];
        in->text[end] = '\0';
        const reading sentence = {in->text + start, in->at + start, end - start};
        const found_words who = first_of(&sentence, judges, COUNT(judges)),
                          what = first_of(&sentence, judging, COUNT(judging));
        in->text[end] = kept;
        start = end + 1;
        if (who.at != NULL && what.at != NULL) {
            const found_words first = who.at < what.at ? who : what,
                              last = who.at < what.at ? what : who;
            *from = start;
            return (found_words){first.at, (size_t)(last.at - first.at) + last.length};
        }
    }
    *from = in->length;
    return (found_words){0};
}

const char *vw_template_voice_in(vw_arena *arena, const char *text)
{
    reading all = read(arena, text, 0, strlen(text), false);
    for (size_t i = 0; i < COUNT(phrases); i++) {
        if (!phrases[i].ours && find(&all, phrases[i].words) != NULL) {
            return phrases[i].words;
        }
    }
    size_t from = 0;
    const found_words judged = judging_in(&all, &from);
    return judged.at != NULL ? vw_strndup(arena, judged.at, judged.length) : NULL;
}

/* ---- a template ------------------------------------------------------------------------------ */

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
    const reading heading = read(c->arena, c->source->text, words, end, true);
    const reading section = read(c->arena, c->source->text, end, section_end(c->source, end), true);
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
    reading all = read(arena, source->text, head.end, source->length, true);
    for (size_t i = 0; i < COUNT(phrases); i++) {
        const char *found = find(&all, phrases[i].words);
        if (found != NULL) {
            tell(&c, &all, found, strlen(phrases[i].words));
        }
    }
    for (size_t from = 0; from < all.length;) {
        const found_words judged = judging_in(&all, &from);
        if (judged.at != NULL) {
            tell(&c, &all, judged.at, judged.length);
        }
    }
}

/* SPDX-License-Identifier: EUPL-1.2 */
/* The message table, and the list in which a stage collects its diagnostics. */
#include "base/diag.h"

#include "base/limits.h"
#include "base/utf8.h"
#include "base/wording.h"

#include <stdlib.h>
#include <string.h>

enum { SEVERITIES = VW_ERROR + 1, ARGUMENTS = 4 };

/* Ends in an empty entry, so that it can be built before any layer has messages. */
static const vw_message messages[] = {
#define VW_MESSAGE(code, severity, en, nl, cause_en, cause_nl, hint_en, hint_nl)                   \
    {#code, severity, {nl, en}, {cause_nl, cause_en}, {hint_nl, hint_en}},
#include "base/messages/all.def"
#undef VW_MESSAGE
    {NULL, VW_ERROR, {"", ""}, {"", ""}, {"", ""}},
};

typedef struct {
    vw_diag diag;
    size_t arrival;
} entry;

struct vw_diags {
    vw_arena *arena;
    VW_VEC(entry *) entries;
    size_t arrived[SEVERITIES]; /* all of them, kept or not */
    size_t kept[SEVERITIES];
    bool sorted;
};

const vw_message *vw_message_get(vw_msg msg)
{
    return &messages[msg];
}

static char upper(char letter)
{
    return letter >= 'a' && letter <= 'z' ? (char)(letter - 'a' + 'A') : letter;
}

static bool same_letters(const char *a, const char *b)
{
    while (*a != '\0' && upper(*a) == upper(*b)) {
        a++;
        b++;
    }
    return *a == '\0' && *b == '\0';
}

const vw_message *vw_message_find(const char *code)
{
    if (upper(code[0]) == 'V' && upper(code[1]) == 'W' && code[2] == '-') {
        code += 3;
    }
    for (size_t i = 0; i < VW_MSG_COUNT; i++) {
        if (same_letters(messages[i].code, code)) {
            return &messages[i];
        }
    }
    return NULL;
}

vw_diags *vw_diags_new(vw_arena *arena)
{
    vw_diags *diags = VW_NEW(arena, vw_diags);
    diags->arena = arena;
    diags->sorted = true;
    return diags;
}

static const char *copy(vw_arena *arena, const char *text)
{
    return text == NULL ? NULL : vw_strdup(arena, text);
}

/* Full: something worse takes the place of the mildest, latest one. NULL when nothing is milder. */
static entry *give_way(vw_diags *diags, vw_severity severity)
{
    for (vw_severity mild = VW_NOTE; mild < severity; mild++) {
        if (diags->kept[mild] == 0) {
            continue;
        }
        entry *latest = NULL;
        for (size_t i = 0; i < diags->entries.count; i++) {
            entry *each = diags->entries.items[i];
            if (each->diag.severity == mild &&
                (latest == NULL || each->arrival > latest->arrival)) {
                latest = each;
            }
        }
        diags->kept[mild]--;
        return latest;
    }
    return NULL;
}

static size_t arrived_in_all(const vw_diags *diags)
{
    return diags->arrived[VW_NOTE] + diags->arrived[VW_WARNING] + diags->arrived[VW_ERROR];
}

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* A warning that was given already, word for word: two parts of a file may both lead to it. */
static bool was_told(const vw_diags *diags, const vw_diag *diag)
{
    for (size_t i = 0; i < diags->entries.count && diag->severity != VW_ERROR; i++) {
        const vw_diag *told = &diags->entries.items[i]->diag;
        const vw_place *a = &told->place, *b = &diag->place;
        bool equal = told->msg == diag->msg && a->line == b->line && a->column == b->column &&
                     same(a->file, b->file) && same(a->sheet, b->sheet) && same(a->field, b->field);
        for (size_t arg = 0; arg < sizeof diag->args / sizeof *diag->args && equal; arg++) {
            equal = same(told->args[arg], diag->args[arg]);
        }
        if (equal) {
            return true;
        }
    }
    return false;
}

const char *vw_diag_both(vw_arena *arena, vw_text text)
{
    return strcmp(text.nl, text.en) == 0
               ? vw_strdup(arena, text.nl)
               : vw_printf(arena, VW_DIAG_BOTH("%s", "%s"), text.nl, text.en);
}

void vw_diag_add(vw_diags *diags, vw_msg msg, vw_place place, const char *arg0, const char *arg1,
                 const char *arg2, const char *arg3)
{
    vw_severity const severity = messages[msg].severity;
    size_t const arrival = arrived_in_all(diags);
    const vw_diag given = {
        .msg = msg, .severity = severity, .place = place, .args = {arg0, arg1, arg2, arg3}};
    if (was_told(diags, &given)) {
        return;
    }
    diags->arrived[severity]++;

    entry *added;
    if (diags->entries.count < VW_DIAGS_MAX) {
        added = VW_NEW(diags->arena, entry);
        VW_PUSH(diags->arena, diags->entries, added);
    } else {
        added = give_way(diags, severity);
        if (added == NULL) {
            return;
        }
    }
    diags->kept[severity]++;
    diags->sorted = false;

    place.file = copy(diags->arena, place.file);
    place.sheet = copy(diags->arena, place.sheet);
    place.field = copy(diags->arena, place.field);
    place.source = copy(diags->arena, place.source);
    *added = (entry){
        .diag = {.msg = msg,
                 .severity = severity,
                 .place = place,
                 .args = {copy(diags->arena, arg0), copy(diags->arena, arg1),
                          copy(diags->arena, arg2), copy(diags->arena, arg3)}},
        .arrival = arrival,
    };
}

size_t vw_diags_count(const vw_diags *diags, vw_severity at_least)
{
    size_t count = 0;
    for (size_t severity = at_least; severity < SEVERITIES; severity++) {
        count += diags->arrived[severity];
    }
    return count;
}

vw_status vw_diags_status(const vw_diags *diags)
{
    return diags->arrived[VW_ERROR] > 0 ? VW_ERR_INPUT : VW_OK;
}

/* What has no file comes first: it is about the whole. */
static int compare_text(const char *a, const char *b)
{
    if (a == NULL || b == NULL) {
        return (a != NULL) - (b != NULL);
    }
    return strcmp(a, b);
}

static int compare_number(size_t a, size_t b)
{
    return (a > b) - (a < b);
}

static int compare_entries(const void *left, const void *right)
{
    const entry *a = *(entry *const *)left;
    const entry *b = *(entry *const *)right;
    int order = compare_text(a->diag.place.file, b->diag.place.file);
    if (order == 0) {
        order = compare_text(a->diag.place.sheet, b->diag.place.sheet);
    }
    if (order == 0) {
        order = compare_number(a->diag.place.line, b->diag.place.line);
    }
    if (order == 0) {
        order = compare_number(a->diag.place.column, b->diag.place.column);
    }
    return order != 0 ? order : compare_number(a->arrival, b->arrival);
}

const vw_diag *vw_diags_get(vw_diags *diags, size_t index)
{
    if (!diags->sorted) {
        qsort(diags->entries.items, diags->entries.count, sizeof(entry *), compare_entries);
        diags->sorted = true;
    }
    return &diags->entries.items[index]->diag;
}

size_t vw_diags_kept(const vw_diags *diags)
{
    return diags->entries.count;
}

void vw_text_escape(vw_buf *out, const char *text, size_t length)
{
    size_t at = 0;
    while (at < length) {
        uint32_t code_point;
        size_t const taken = vw_utf8_decode(&code_point, text + at, length - at);
        if (taken == 0) {
            vw_buf_addf(out, "<0x%02X>", (unsigned)(unsigned char)text[at]);
            at += 1;
            continue;
        }
        if (vw_utf8_hides(text, length, at) || code_point == '\n' || code_point == '\t') {
            vw_buf_addf(out, "<U+%04X>", (unsigned)code_point);
        } else {
            vw_buf_addn(out, text + at, taken);
        }
        at += taken;
    }
}

/* Adds the half of an argument in both languages that is for [lang], or all of another one. */
static void add_argument(vw_buf *out, const char *argument, vw_lang lang)
{
    const size_t mark = strlen(VW_DIAG_IN_DUTCH);
    const char *english = strncmp(argument, VW_DIAG_IN_DUTCH, mark) == 0
                              ? strstr(argument, VW_DIAG_IN_ENGLISH)
                              : NULL;
    if (english == NULL) {
        vw_text_escape(out, argument, strlen(argument));
    } else if (lang == VW_NL) {
        vw_text_escape(out, argument + mark, (size_t)(english - argument) - mark);
    } else {
        vw_text_escape(out, english + mark, strlen(english + mark));
    }
}

/* [form] with its arguments; [absent] stands for a NULL argument, and when [absent] is NULL itself,
 * one makes the whole text "". */
static const char *fill(vw_arena *arena, vw_text forms, const vw_diag *diag, vw_lang lang,
                        const char *absent)
{
    vw_buf out = {.arena = arena};
    for (const char *at = vw_text_in(forms, lang); *at != '\0';) {
        vw_placeholder found;
        if (!vw_placeholder_read(&found, at, ARGUMENTS)) {
            vw_buf_addn(&out, at, 1);
            at += 1;
            continue;
        }
        const char *argument = diag->args[found.argument];
        argument = argument != NULL ? argument : absent;
        if (argument == NULL) {
            return "";
        }
        if (found.forms.text != NULL) {
            const vw_wording word = vw_wording_counted(found.forms, argument);
            vw_buf_addn(&out, word.text, word.length);
        } else {
            add_argument(&out, argument, lang);
        }
        at += found.length;
    }
    return vw_buf_text(&out);
}

const char *vw_diag_text(vw_arena *arena, const vw_diag *diag, vw_lang lang)
{
    return fill(arena, messages[diag->msg].text, diag, lang, "?");
}

const char *vw_diag_cause(vw_arena *arena, const vw_diag *diag, vw_lang lang)
{
    return fill(arena, messages[diag->msg].cause, diag, lang, NULL);
}

const char *vw_diag_hint(vw_arena *arena, const vw_diag *diag, vw_lang lang)
{
    return fill(arena, messages[diag->msg].hint, diag, lang, NULL);
}

/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/build/passages.h"

#include <stdlib.h>
#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof *(array))

static const char *const tags[] = {[VW_NL] = "nl-NL", [VW_EN] = "en-GB"};

struct vw_passages {
    vw_arena *arena;
    vw_lang own;                 /* the document's language */
    const char *other;           /* tag of the other one */
    size_t noted[2];             /* texts by language, of those that tell */
    VW_VEC(const char *) texts;  /* of records, in the other language */
    VW_VEC(const char *) unsure; /* those that do not tell */
};

/* ---- which language is this? ----------------------------------------------------------------- */

/* In alphabetical order; no word that the other language has too ("is", "of", "over", "met"). */
static const char *const dutch[] = {
    "aan",  "alle", "als",  "bij",  "dat",  "de",    "deze",   "die",   "dit",    "een",
    "elk",  "elke", "en",   "er",   "geen", "heeft", "hebben", "het",   "hun",    "maar",
    "naar", "niet", "nog",  "om",   "ook",  "op",    "te",     "tot",   "tussen", "uit",
    "van",  "voor", "waar", "werd", "wel",  "wie",   "worden", "wordt", "zijn",   "zonder",
};
static const char *const english[] = {
    "and",    "any",  "are",  "at",    "be",    "before", "between", "but",   "by",
    "during", "each", "for",  "from",  "has",   "have",   "if",      "into",  "its",
    "not",    "on",   "or",   "than",  "that",  "the",    "their",   "these", "they",
    "this",   "to",   "when", "where", "which", "with",   "without",
};

static int compare_words(const void *a, const void *b)
{
    const char *const *left = a, *const *right = b;
    return strcmp(*left, *right);
}

static bool is_among(const char *word, const char *const *words, size_t count)
{
    return bsearch(&word, words, count, sizeof *words, compare_words) != NULL;
}

/* Letters of any script: what is above ASCII stands inside words. */
static bool is_letter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || ((unsigned char)c & 0x80) != 0;
}

static bool is_word_part(char c)
{
    return is_letter(c) || (c >= '0' && c <= '9') || c == '-' || c == '_' || c == '\'';
}

typedef struct {
    size_t of[2]; /* words that only this language has */
    size_t words; /* of letters only */
    bool prose;   /* a word in small letters: not just a name */
} tokens;

static void count_word(tokens *out, const char *start, size_t length)
{
    char word[12] = "";
    bool letters = true, small = true;
    for (size_t i = 0; i < length; i++) {
        letters = letters && (is_letter(start[i]) || start[i] == '-');
        small = small && !(start[i] >= 'A' && start[i] <= 'Z');
        if (i + 1 < sizeof word) {
            const bool capital = start[i] >= 'A' && start[i] <= 'Z';
            word[i] = (char)(capital ? start[i] - 'A' + 'a' : start[i]);
        }
    }
    out->words += letters ? 1 : 0;
    out->prose = out->prose || (letters && small && length >= 4);
    if (length < sizeof word) {
        out->of[VW_NL] += is_among(word, dutch, COUNT(dutch)) ? 1 : 0;
        out->of[VW_EN] += is_among(word, english, COUNT(english)) ? 1 : 0;
    }
}

static tokens read_tokens(const char *text, size_t length)
{
    tokens out = {0};
    for (size_t at = 0; at < length;) {
        size_t end = at;
        while (end < length && is_word_part(text[end])) {
            end++;
        }
        /* What has a sign right after it is a part of an address or a file's name. */
        const bool apart = end == length || text[end] == '\0' ||
                           strchr("/@.:", text[end]) == NULL || end + 1 == length ||
                           !is_word_part(text[end + 1]);
        if (end > at && apart) {
            count_word(&out, text + at, end - at);
        }
        at = end > at ? end : end + 1;
    }
    return out;
}

/* ---- texts of records ------------------------------------------------------------------------ */

vw_passages *vw_passages_new(const vw_report *r)
{
    vw_passages *passages = VW_NEW(r->arena, vw_passages);
    *passages = (vw_passages){
        .arena = r->arena, .own = r->lang, .other = tags[r->lang == VW_NL ? VW_EN : VW_NL]};
    return passages;
}

void vw_passages_note(const vw_report *r, const char *text)
{
    vw_passages *passages = r->passages;
    if (passages == NULL || text == NULL) {
        return;
    }
    const tokens found = read_tokens(text, strlen(text));
    const vw_lang other = passages->own == VW_NL ? VW_EN : VW_NL;
    if (found.words < 2) {
        return; /* one word may be any, also one of ours */
    }
    const size_t ours = found.of[passages->own], others = found.of[other];
    if (!found.prose || others == ours) { /* a name is as the records are that it stands among */
        VW_PUSH(passages->arena, passages->unsure, text);
    } else if (others > ours) {
        passages->noted[other]++;
        VW_PUSH(passages->arena, passages->texts, text);
    } else {
        passages->noted[passages->own]++;
    }
}

/* What does not tell is in the language of most of what does. */
static void settle(vw_passages *passages)
{
    const vw_lang other = passages->own == VW_NL ? VW_EN : VW_NL;
    for (size_t i = 0;
         i < passages->unsure.count && passages->noted[other] > passages->noted[passages->own];
         i++) {
        VW_PUSH(passages->arena, passages->texts, passages->unsure.items[i]);
    }
    passages->unsure.count = 0;
    if (passages->texts.count > 0) {
        qsort(passages->texts.items, passages->texts.count, sizeof *passages->texts.items,
              compare_words);
    }
}

/* How many noted texts do not come after the first [length] bytes of [at]. */
static size_t count_up_to(const vw_passages *passages, const char *at, size_t length)
{
    size_t low = 0, high = passages->texts.count;
    while (low < high) {
        const size_t middle = (low + high) / 2;
        const char *text = passages->texts.items[middle];
        const int order = strncmp(text, at, length);
        if (order < 0 || (order == 0 && strlen(text) <= length)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The length of the longest noted text that stands at [at], or 0. It is the last one that does not
 * come after [at], or begins what that one and [at] have in common. */
static size_t noted_at(const vw_passages *passages, const char *at)
{
    for (size_t bound = strlen(at); bound > 0;) {
        const size_t count = count_up_to(passages, at, bound);
        if (count == 0) {
            return 0;
        }
        const char *text = passages->texts.items[count - 1];
        size_t common = 0;
        while (common < bound && text[common] != '\0' && text[common] == at[common]) {
            common++;
        }
        if (common > 0 && text[common] == '\0' && !is_word_part(at[common])) {
            return common;
        }
        bound = text[common] == '\0' ? common - 1 : common;
    }
    return 0;
}

/* ---- runs ------------------------------------------------------------------------------------ */

typedef VW_VEC(vw_run) run_list;

static void add_part(vw_arena *arena, run_list *out, const vw_run *run, size_t from, size_t until,
                     const char *lang)
{
    if (until > from) {
        vw_run part = *run;
        part.text = vw_strndup(arena, run->text + from, until - from);
        part.lang = lang;
        VW_PUSH(arena, *out, part);
    }
}

/* All of it, of a text that nobody noted: not one word speaks for the document's language. */
static bool is_other(const vw_passages *passages, const char *text, size_t length)
{
    const tokens found = read_tokens(text, length);
    return found.words > 1 && found.prose && found.of[passages->own] == 0 &&
           found.of[passages->own == VW_NL ? VW_EN : VW_NL] > 0;
}

static bool has_blank(const char *text)
{
    return text != NULL && strchr(text, ' ') != NULL;
}

/* Adds [run], in parts where it holds a passage. */
static void split_run(const vw_passages *passages, vw_arena *arena, run_list *out,
                      const vw_run *run)
{
    const char *text = run->text;
    if (run->line_break || run->lang != NULL || run->code || !has_blank(text)) {
        VW_PUSH(arena, *out, *run);
        return;
    }
    size_t from = 0;
    for (size_t at = 0; text[at] != '\0' && passages->texts.count > 0;) {
        const bool starts = at == 0 || !is_word_part(text[at - 1]);
        const size_t length = starts ? noted_at(passages, text + at) : 0;
        if (length > 0) {
            add_part(arena, out, run, from, at, NULL);
            add_part(arena, out, run, at, at + length, passages->other);
            from = at + length;
        }
        at += length > 0 ? length : 1;
    }
    if (from > 0) {
        add_part(arena, out, run, from, strlen(text), NULL);
        return;
    }
    vw_run whole = *run;
    whole.lang = is_other(passages, text, strlen(text)) ? passages->other : NULL;
    VW_PUSH(arena, *out, whole);
}

/* The runs with their passages; [*changed] when there are any. */
static run_list split_runs(const vw_passages *passages, vw_arena *arena, const vw_run *runs,
                           size_t count, bool *changed)
{
    run_list out = {0};
    for (size_t i = 0; i < count; i++) {
        split_run(passages, arena, &out, &runs[i]);
    }
    *changed = out.count != count;
    for (size_t i = 0; i < count && !*changed; i++) {
        *changed = out.items[i].lang != runs[i].lang;
    }
    return out;
}

/* ---- cells ----------------------------------------------------------------------------------- */

static void mark_cell(const vw_passages *passages, vw_arena *arena, vw_cell *cell)
{
    if (cell->is != VW_CELL_TEXT || cell->runs != NULL || !has_blank(cell->text)) {
        return;
    }
    bool changed;
    const vw_run run = {.text = cell->text};
    const run_list runs = split_runs(passages, arena, &run, 1, &changed);
    if (changed) {
        cell->runs = runs.items;
        cell->run_count = runs.count;
    }
}

vw_cell vw_cell_in(const vw_report *r, vw_lang lang, const char *text)
{
    vw_cell cell = vw_text_cell(text);
    if (cell.is == VW_CELL_TEXT && lang != r->lang) {
        vw_run *run = VW_NEW(r->arena, vw_run);
        *run = (vw_run){.text = text, .lang = tags[lang]};
        cell.runs = run;
        cell.run_count = 1;
    }
    return cell;
}

/* Rows of another table, whose cells are looked at as they go by. */
typedef struct {
    const vw_passages *passages;
    vw_rows from;
    size_t columns;
    vw_cell *cells;
    vw_arena *row;
} marked_rows;

static vw_status open_marked(void *self, vw_diags *diags)
{
    const marked_rows *rows = self;
    return rows->from.open(rows->from.self, diags);
}

static vw_status next_marked(void *self, vw_diags *diags, const vw_cell **cells)
{
    marked_rows *rows = self;
    const vw_cell *from = NULL;
    const vw_status status = rows->from.next(rows->from.self, diags, &from);
    *cells = NULL;
    if (status != VW_OK || from == NULL) {
        return status;
    }
    vw_arena_reset(rows->row);
    memcpy(rows->cells, from, rows->columns * sizeof *from);
    for (size_t i = 0; i < rows->columns; i++) {
        mark_cell(rows->passages, rows->row, &rows->cells[i]);
    }
    *cells = rows->cells;
    return VW_OK;
}

static void close_marked(void *self)
{
    const marked_rows *rows = self;
    rows->from.close(rows->from.self);
}

static void free_arena(void *arena)
{
    vw_arena_free(arena);
}

static const vw_table *mark_table(const vw_passages *passages, const vw_table *table)
{
    vw_table *marked = VW_NEW(passages->arena, vw_table);
    marked_rows *rows = VW_NEW(passages->arena, marked_rows);
    *rows = (marked_rows){.passages = passages,
                          .from = table->rows,
                          .columns = table->column_count,
                          .cells = VW_NEW_ARRAY(passages->arena, table->column_count, vw_cell),
                          .row = vw_arena_new()};
    vw_arena_on_free(passages->arena, free_arena, rows->row);
    *marked = *table;
    marked->rows = (vw_rows){open_marked, next_marked, close_marked, rows};
    return marked;
}

static const vw_fact *mark_facts(const vw_passages *passages, const vw_block *block)
{
    vw_fact *facts = VW_NEW_ARRAY(passages->arena, block->fact_count, vw_fact);
    for (size_t i = 0; i < block->fact_count; i++) {
        facts[i] = block->facts[i];
        mark_cell(passages, passages->arena, &facts[i].cell);
    }
    return facts;
}

/* ---- blocks ---------------------------------------------------------------------------------- */

/* A block that is one passage has its language itself. */
static void mark_runs(const vw_passages *passages, vw_block *block)
{
    bool changed;
    run_list runs = split_runs(passages, passages->arena, block->runs, block->run_count, &changed);
    if (!changed) {
        return;
    }
    block->runs = runs.items;
    block->run_count = runs.count;
    if (runs.count == 1 && block->is == VW_BLOCK_PARAGRAPH) {
        block->lang = runs.items[0].lang;
        runs.items[0].lang = NULL;
    }
}

static const vw_block *mark_block(const vw_passages *passages, const vw_block *block)
{
    vw_block *marked = VW_NEW(passages->arena, vw_block);
    *marked = *block;
    if (block->lang != NULL) {
        return marked; /* whoever made it knows */
    }
    mark_runs(passages, marked);
    if (block->table != NULL) {
        marked->table = mark_table(passages, block->table);
    }
    if (block->fact_count > 0) {
        marked->facts = mark_facts(passages, block);
    }
    const vw_block **children = VW_NEW_ARRAY(passages->arena, block->child_count, const vw_block *);
    for (size_t i = 0; i < block->child_count; i++) {
        children[i] = mark_block(passages, block->children[i]);
    }
    marked->children = children;
    return marked;
}

const vw_block *vw_passages_mark(const vw_report *r, const vw_block *root)
{
    settle(r->passages);
    return mark_block(r->passages, root);
}

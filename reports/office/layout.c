/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/office/layout.h"

#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <string.h>

/* Millimetres that a character takes in a table, on average, and the blank beside a cell's text. */
#define CHARACTER 1.45
#define CHARACTER_NARROW 1.24
#define PADDING 2.2
/* How much wider the face with one width for all characters is, and the bold one. */
#define CODE 1.2
#define BOLD 1.12
/* What kinds of cells need to be read at ease. */
#define NUMBER_WIDTH 9.0
#define DATE_WIDTH 20.0
#define RESULT_WIDTH 27.0
#define TEXT_WIDTH 18.0
/* Texts of this weight and more are sentences, which need so many millimetres a weight. */
#define LONG_TEXT 2.5
#define SQUEEZED 6.0

enum {
    SAMPLE_ROWS = 60,     /* that tell how wide columns should be */
    WORD_MAX = 14,        /* letters of a word that are kept together */
    CODE_MAX = 22,        /* of an id or a hash */
    DATE_LETTERS = 17,    /* "30 september 2025" */
    PLACE_TEXT_MAX = 28,  /* of the 40 characters of a name */
    URL_MAX = 2000,       /* Word opens no longer ones */
    BEFORE_TABLE_MAX = 3, /* headings and texts that go along with a table on its side */
    WHOLE_ROW_MAX = 1500, /* bytes of text in a row that need not be broken */
    WHOLE_TABLE_MAX = 7   /* rows of a table that stays on one page */
};

const vw_result vw_office_sequence[VW_RESULT_COUNT] = {
    VW_MET,          VW_EXPLAINED,    VW_PARTLY_MET,     VW_NOT_MET,
    VW_NOT_ASSESSED, VW_RESULT_ERROR, VW_NOT_APPLICABLE, VW_NOT_OCCURRED,
};

const char *vw_office_result_colour(vw_result result)
{
    switch (result) {
    case VW_MET:
    case VW_EXPLAINED:
        return "0A5E5C";
    case VW_PARTLY_MET:
        return "8A5A04";
    case VW_NOT_MET:
        return "A82424";
    case VW_RESULT_ERROR:
        return VW_OFFICE_INK;
    case VW_NOT_ASSESSED:
    case VW_NOT_APPLICABLE:
    case VW_NOT_OCCURRED:
    case VW_RESULT_COUNT:
        break;
    }
    return "5C6670";
}

/* ---- the organisation's colours -------------------------------------------------------------- */

/* The accent where the organisation has none, and how much of an accent its tint has in white. */
static const vw_rgb own_accent = {10, 74, 94};
#define TINT 0.055

static unsigned tinted(uint8_t part)
{
    return (unsigned)(255 - TINT * (255 - part) + 0.5);
}

void vw_office_raw(vw_xml *xml, const vw_document *document, const char *markup)
{
    const vw_rgb *accent = document->accent != NULL ? document->accent : &own_accent;
    vw_xml_raw(xml, "");
    for (const char *at = markup; *at != '\0';) {
        const size_t plain = strcspn(at, "@");
        fwrite(at, 1, plain, xml->out);
        at += plain;
        if (strncmp(at, VW_OFFICE_ACCENT, strlen(VW_OFFICE_ACCENT)) == 0) {
            fprintf(xml->out, "%02X%02X%02X", accent->red, accent->green, accent->blue);
            at += strlen(VW_OFFICE_ACCENT);
        } else if (strncmp(at, VW_OFFICE_TINT, strlen(VW_OFFICE_TINT)) == 0) {
            fprintf(xml->out, "%02X%02X%02X", tinted(accent->red), tinted(accent->green),
                    tinted(accent->blue));
            at += strlen(VW_OFFICE_TINT);
        } else if (*at != '\0') {
            fputc(*at++, xml->out);
        }
    }
}

/* ---- tables ---------------------------------------------------------------------------------- */

size_t vw_office_columns(const vw_table *table)
{
    size_t count = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        count += table->columns[i].on_paper;
    }
    return count;
}

/* How wide the character that begins with [byte] is, in characters of a usual text. */
static double width_of(unsigned char byte)
{
    return (byte & 0xc0) == 0x80 ? 0 : byte >= 'A' && byte <= 'Z' ? 1.4 : isdigit(byte) ? 1.1 : 1;
}

/* Characters of the longest word; a hyphen lets it be broken. */
static double longest_word(const char *text)
{
    double longest = 0, length = 0;
    for (const char *at = text; at != NULL && *at != '\0'; at++) {
        const unsigned char byte = (unsigned char)*at;
        length = byte == ' ' || byte == '\n' || byte == '-' ? 0 : length + width_of(byte);
        longest = length > longest ? length : longest;
    }
    return longest;
}

static double least_width(const vw_table_column *column, double character)
{
    const double title = longest_word(column->title) * character + PADDING;
    double least = TEXT_WIDTH;
    if (vw_render_is_number(column->is)) {
        least = NUMBER_WIDTH;
    } else if (column->is == VW_CELL_DATE) {
        least = DATE_WIDTH;
    } else if (column->is == VW_CELL_RESULT) {
        least = RESULT_WIDTH;
    } else if (column->weight <= 1.3) {
        least = TEXT_WIDTH * 0.75;
    }
    return title > least ? title : least;
}

/* What the texts would like to have beyond the least. */
static double wish(const vw_table_column *column)
{
    const bool grows = column->on_paper && !vw_render_is_number(column->is) &&
                       column->is != VW_CELL_DATE && column->is != VW_CELL_RESULT;
    return grows ? (column->weight > 0.5 ? column->weight : 0.5) : column->on_paper ? 0.05 : 0;
}

/* ---- widths by what stands in the first rows ------------------------------------------------- */

/* In characters, as far as was looked. */
typedef struct {
    double word, line, all; /* the longest word and line; everything */
} column_text;

/* Digits with a mark at every third: they are wider than letters, and a number is never broken. */
static double number_length(int64_t number)
{
    double length = number < 0 ? 2.2 : 1.3;
    for (size_t digits = 1; number > 9 || number < -9; number /= 10, digits++) {
        length += digits % 3 == 0 ? 1.9 : 1.3;
    }
    return length;
}

static void see_number(column_text *text, const vw_cell *cell)
{
    const double decimals = 4; /* a mark and two digits */
    const double length = cell->is == VW_CELL_SHARE ? 7
                          : cell->is == VW_CELL_NUMBER
                              ? number_length((int64_t)cell->number) + decimals
                              : number_length(cell->integer);
    text->word = length > text->word ? length : text->word;
}

static void see_cell(column_text *text, const vw_cell *cell)
{
    if (vw_render_is_number(cell->is)) {
        see_number(text, cell);
    }
    if (cell->is != VW_CELL_TEXT || cell->text == NULL) {
        return;
    }
    const double word = longest_word(cell->text);
    text->word = word > text->word ? word : text->word;
    for (const char *at = cell->text; *at != '\0';) {
        const size_t bytes = strcspn(at, "\n");
        double line = 0;
        for (size_t i = 0; i < bytes; i++) {
            line += width_of((unsigned char)at[i]);
        }
        text->line = line > text->line ? line : text->line;
        text->all += line;
        at += bytes + (at[bytes] == '\n');
    }
}

/* What goes wrong here goes wrong again when the rows are written, and is told then. */
static column_text *texts_of(const vw_table *table, vw_arena *scratch)
{
    column_text *texts = VW_NEW_ARRAY(scratch, table->column_count, column_text);
    vw_diags *diags = vw_diags_new(scratch);
    const vw_rows *rows = &table->rows;
    for (size_t i = 0; i < table->column_count; i++) { /* a title takes two lines */
        const double title = (double)strlen(table->columns[i].title);
        texts[i] = (column_text){.line = title * 0.7, .all = title};
    }
    const vw_cell *cells = NULL;
    if (table->total_rows == 0 || rows->open(rows->self, diags) != VW_OK) {
        return texts;
    }
    for (size_t seen = 0; seen < SAMPLE_ROWS; seen++) {
        if (rows->next(rows->self, diags, &cells) != VW_OK || cells == NULL) {
            break;
        }
        for (size_t i = 0; i < table->column_count; i++) {
            see_cell(&texts[i], &cells[i]);
        }
    }
    rows->close(rows->self);
    return texts;
}

static double title_need(const vw_table_column *column, double character)
{
    return longest_word(column->title) * character * BOLD + PADDING;
}

/* What a column needs for its words, those of its title whole and long ones in two parts. */
static double need_of(const vw_table_column *column, const column_text *text, double character)
{
    const double most = column->code ? CODE_MAX : WORD_MAX;
    const double word = text->word < most ? text->word : most;
    const double title = title_need(column, character);
    double need = word * character * (column->code ? CODE : 1) + PADDING;
    if (vw_render_is_number(column->is)) {
        need = need > NUMBER_WIDTH ? need : NUMBER_WIDTH;
    } else if (column->is == VW_CELL_DATE) {
        need = (double)DATE_LETTERS * character + PADDING;
    } else if (column->is == VW_CELL_RESULT) {
        need = RESULT_WIDTH;
    }
    return title > need ? title : need;
}

/* What it would like to have beyond that, for its longest line to stay one. */
static double want_of(const vw_table_column *column, const column_text *text, double need,
                      double character)
{
    const double line = text->line * character * (column->code ? CODE : 1) + PADDING;
    return column->on_paper && line > need ? line - need : 0;
}

/* Gives [left] to the columns by how much text they have, and to none more than it wants. What
 * nobody wants comes back. */
static double give_wanted(double *widths, double *wants, const column_text *texts, size_t count,
                          double left)
{
    for (bool capped = true; capped && left > 0.01;) {
        double parts = 0, given = 0;
        for (size_t i = 0; i < count; i++) {
            parts += wants[i] > 0 ? sqrt(texts[i].all) : 0;
        }
        capped = false;
        for (size_t i = 0; i < count && parts > 0; i++) {
            const double part = left * sqrt(texts[i].all) / parts;
            const bool whole = wants[i] > 0 && part >= wants[i];
            if (whole) {
                widths[i] += wants[i];
                given += wants[i];
                wants[i] = 0;
            }
            capped = capped || whole;
        }
        for (size_t i = 0; i < count && parts > 0 && !capped; i++) {
            const double part = wants[i] > 0 ? left * sqrt(texts[i].all) / parts : 0;
            widths[i] += part;
            given += part;
        }
        left -= given;
    }
    return left;
}

static double sum_needs(double *widths, const vw_table *table, const column_text *texts,
                        double character)
{
    double sum = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        const vw_table_column *column = &table->columns[i];
        widths[i] = column->on_paper ? need_of(column, &texts[i], character) : 0;
        sum += widths[i];
    }
    return sum;
}

/* Where not all fits, what may be broken gives way: not a word of a title, nor a number, a date or
 * a result. */
static void squeeze(double *widths, const vw_table *table, double needs, double character,
                    double width, vw_arena *scratch)
{
    double rigid = 0;
    double *parts = VW_NEW_ARRAY(scratch, table->column_count, double);
    for (size_t i = 0; i < table->column_count; i++) {
        const vw_table_column *column = &table->columns[i];
        parts[i] = !column->on_paper            ? 0
                   : column->is == VW_CELL_TEXT ? title_need(column, character)
                                                : widths[i];
        rigid += parts[i];
    }
    for (size_t i = 0; i < table->column_count; i++) {
        widths[i] = rigid < width
                        ? parts[i] + (widths[i] - parts[i]) * (width - rigid) / (needs - rigid)
                        : widths[i] * width / needs;
    }
}

void vw_office_widths(double *widths, bool *narrow, const vw_table *table, double width,
                      vw_arena *scratch)
{
    const size_t count = table->column_count;
    const column_text *texts = texts_of(table, scratch);
    double needs = sum_needs(widths, table, texts, CHARACTER), wishes = 0;
    *narrow = needs > width;
    const double character = *narrow ? CHARACTER_NARROW : CHARACTER;
    if (*narrow) {
        needs = sum_needs(widths, table, texts, character);
    }
    double *wants = VW_NEW_ARRAY(scratch, count, double);
    for (size_t i = 0; i < count; i++) {
        wants[i] = want_of(&table->columns[i], &texts[i], widths[i], character);
        wishes += wish(&table->columns[i]);
    }
    const double left = needs < width ? give_wanted(widths, wants, texts, count, width - needs) : 0;
    if (needs > width) {
        squeeze(widths, table, needs, character, width, scratch);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (wishes > 0) {
            widths[i] += left * wish(&table->columns[i]) / wishes;
        }
    }
}

/* ---- what lies on its side ------------------------------------------------------------------- */

/* A text that would become a narrow column of many lines on a page that stands. */
static bool is_wide(const vw_table *table)
{
    double least = 0, wishes = 0;
    if (vw_render_only_data(table) || table->total_rows == 0) {
        return false;
    }
    for (size_t i = 0; i < table->column_count; i++) {
        if (table->columns[i].on_paper) {
            least += least_width(&table->columns[i], CHARACTER);
            wishes += wish(&table->columns[i]);
        }
    }
    const double rest = VW_OFFICE_PORTRAIT > least ? VW_OFFICE_PORTRAIT - least : 0;
    for (size_t i = 0; i < table->column_count; i++) {
        const vw_table_column *column = &table->columns[i];
        const double width = least_width(column, CHARACTER) + rest * wish(column) / wishes;
        if (wish(column) >= LONG_TEXT && width < SQUEEZED * column->weight) {
            return true;
        }
    }
    return false;
}

bool vw_office_is_silent(const vw_block *block)
{
    return block->is == VW_BLOCK_PAGE_BREAK ||
           (block->is == VW_BLOCK_TABLE && vw_render_only_data(block->table));
}

static bool goes_along(const vw_block *block)
{
    return block->is == VW_BLOCK_HEADING || block->is == VW_BLOCK_PARAGRAPH;
}

bool vw_office_is_turned(const vw_block *root, size_t index)
{
    const vw_block *const *blocks = root->children;
    for (size_t i = index; i < root->child_count && i <= index + BEFORE_TABLE_MAX; i++) {
        if (vw_office_is_silent(blocks[i]) && blocks[i]->is == VW_BLOCK_TABLE) {
            continue;
        }
        if (blocks[i]->is == VW_BLOCK_TABLE) {
            return is_wide(blocks[i]->table);
        }
        if (!goes_along(blocks[i])) {
            return false;
        }
        /* A text under the last table belongs to that one, when no heading comes between. */
        if (blocks[i]->is == VW_BLOCK_PARAGRAPH && i == index && index > 0 &&
            blocks[index - 1]->is != VW_BLOCK_HEADING &&
            blocks[index - 1]->is != VW_BLOCK_PARAGRAPH) {
            return false;
        }
    }
    return false;
}

bool vw_office_is_short(const vw_table *table)
{
    return table->total_rows <= WHOLE_TABLE_MAX;
}

bool vw_office_keeps_whole(const vw_table *table, const vw_cell *cells)
{
    size_t bytes = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        const bool text = table->columns[i].on_paper && cells[i].is == VW_CELL_TEXT;
        bytes += text && cells[i].text != NULL ? strnlen(cells[i].text, WHOLE_ROW_MAX) : 0;
    }
    return bytes < WHOLE_ROW_MAX;
}

/* ---- numbers, names, addresses --------------------------------------------------------------- */

bool vw_office_is_counted(vw_office_numbers *numbers, const vw_block *heading)
{
    char counted[64] = "";
    vw_office_numbers next = *numbers;
    size_t length = 0;
    if (heading->number == NULL || heading->number[0] == '\0') {
        return false;
    }
    next.at[heading->level - 1]++;
    for (int i = 0; i < heading->level; i++) {
        const int added = snprintf(counted + length, sizeof counted - length, "%s%u",
                                   i > 0 ? "." : "", next.at[i]);
        length += (size_t)added;
    }
    for (int i = heading->level; i < 4; i++) {
        next.at[i] = 0;
    }
    if (strcmp(counted, heading->number) != 0) {
        return false;
    }
    *numbers = next;
    return true;
}

const char *vw_office_place(vw_buf *out, const vw_render_ids *ids, const char *id)
{
    const size_t number = vw_render_id_index(ids, id);
    if (number == ids->count) {
        return NULL;
    }
    vw_buf_add(vw_render_again(out), "p_");
    for (size_t i = 0; id[i] != '\0' && i < PLACE_TEXT_MAX; i++) {
        const char c = id[i] == '-' || id[i] == '.' ? '_' : id[i];
        vw_buf_addn(out, &c, 1);
    }
    vw_buf_addf(out, "_%zu", number);
    return vw_buf_text(out);
}

static bool is_hex(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'F') || (c >= 'a' && c <= 'f');
}

const char *vw_office_url(vw_buf *out, const char *target)
{
    if (strnlen(target, URL_MAX + 1) > URL_MAX) {
        return NULL;
    }
    vw_render_again(out);
    for (const char *at = target; *at != '\0'; at++) {
        const unsigned char byte = (unsigned char)*at;
        const bool stray = byte == '%' && !(is_hex(at[1]) && is_hex(at[2]));
        if (byte <= 0x20 || byte == 0x7f || strchr("\"<>\\^`{|}", byte) != NULL || stray) {
            vw_buf_addf(out, "%%%02X", byte);
        } else {
            vw_buf_addn(out, at, 1);
        }
    }
    return vw_buf_text(out);
}

const char *vw_office_draft(vw_buf *out, const vw_document *document)
{
    vw_buf_addf(vw_render_again(out), "\xC2\xA0%s\xC2\xA0", document->words.draft);
    return vw_buf_text(out);
}

const char *vw_office_ledger(vw_buf *out, const vw_document *document)
{
    if (document->ledger_head == NULL) {
        return NULL;
    }
    vw_buf_addf(vw_render_again(out), "%s %s", document->words.ledger, document->ledger_head);
    return vw_buf_text(out);
}

static void find_cover(void *self, const vw_block *block)
{
    bool *found = self;
    *found = *found || block->is == VW_BLOCK_COVER;
}

bool vw_office_has_cover(const vw_document *document)
{
    bool found = false;
    vw_render_walk(document->root, find_cover, &found);
    return found;
}

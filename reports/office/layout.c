/* SPDX-License-Identifier: EUPL-1.2 */
#include "reports/office/layout.h"

#include <stdio.h>
#include <string.h>

/* Millimetres that a character takes in a table, on average, and the blank beside a cell's text. */
#define CHARACTER 1.45
#define CHARACTER_NARROW 1.24
#define PADDING 2.2
/* What kinds of cells need to be read at ease. */
#define NUMBER_WIDTH 9.0
#define DATE_WIDTH 20.0
#define RESULT_WIDTH 27.0
#define TEXT_WIDTH 18.0
/* Texts of this weight and more are sentences, which need so many millimetres a weight. */
#define LONG_TEXT 2.5
#define SQUEEZED 6.0

enum {
    PLACE_TEXT_MAX = 28,  /* of the 40 characters of a name */
    URL_MAX = 2000,       /* Word opens no longer ones */
    BEFORE_TABLE_MAX = 3, /* headings and texts that go along with a table on its side */
    WHOLE_ROW_MAX = 1500, /* bytes of text in a row that need not be broken */
    WHOLE_TABLE_MAX = 12  /* rows of a table that stays on one page */
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

/* Characters of the longest word; a soft hyphen or a hyphen lets it be broken. */
static size_t longest_word(const char *text)
{
    size_t longest = 0, length = 0;
    for (const char *at = text; at != NULL && *at != '\0'; at++) {
        const unsigned char byte = (unsigned char)*at;
        if (byte == ' ' || byte == '\n' || byte == '-') {
            length = 0;
        } else if ((byte & 0xc0) != 0x80) { /* the first byte of a character */
            length++;
        }
        longest = length > longest ? length : longest;
    }
    return longest;
}

static double least_width(const vw_table_column *column, double character)
{
    const double title = (double)longest_word(column->title) * character + PADDING;
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

static double least_widths(double *widths, const vw_table *table, double character)
{
    double sum = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        widths[i] = table->columns[i].on_paper ? least_width(&table->columns[i], character) : 0;
        sum += widths[i];
    }
    return sum;
}

/* What the texts would like to have beyond the least. */
static double wish(const vw_table_column *column)
{
    const bool grows = column->on_paper && !vw_render_is_number(column->is) &&
                       column->is != VW_CELL_DATE && column->is != VW_CELL_RESULT;
    return grows ? (column->weight > 0.5 ? column->weight : 0.5) : column->on_paper ? 0.05 : 0;
}

void vw_office_widths(double *widths, bool *narrow, const vw_table *table, double width)
{
    double least = least_widths(widths, table, CHARACTER);
    *narrow = least > width;
    if (*narrow) {
        least = least_widths(widths, table, CHARACTER_NARROW);
    }
    double wishes = 0;
    for (size_t i = 0; i < table->column_count; i++) {
        wishes += wish(&table->columns[i]);
    }
    for (size_t i = 0; i < table->column_count; i++) {
        if (least > width) {
            widths[i] *= width / least;
        } else if (wishes > 0) {
            widths[i] += (width - least) * wish(&table->columns[i]) / wishes;
        }
    }
}

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

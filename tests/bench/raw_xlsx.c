/* SPDX-License-Identifier: EUPL-1.2 */
/* What libxlsxwriter alone needs for a workbook's cells: the yardstick of bench.py.
 *
 *   raw_xlsx [--bare] CELLS OUT.xlsx
 *
 * CELLS has a row a line: its height or nothing, and behind a tab each cell, as the number of its
 * format, "n" for a number, "s" for a text or "b" for a blank one, and its value; nothing where
 * there is no cell. A line of one form feed begins a new sheet. --bare: values alone, without
 * formats, heights and blank cells. */
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { LINE_BYTES_MAX = 1 << 20, FORMATS_MAX = 512 };

typedef struct {
    lxw_workbook *book;
    lxw_worksheet *sheet;
    lxw_format *formats[FORMATS_MAX];
    bool bare;
} writer;

/* As many as the workbook has; what they look like costs nothing. */
static lxw_format *format_of(writer *to, unsigned long number)
{
    if (to->bare || number >= FORMATS_MAX) {
        return NULL;
    }
    if (to->formats[number] == NULL) {
        to->formats[number] = workbook_add_format(to->book);
        format_set_border(to->formats[number], LXW_BORDER_THIN);
        format_set_font_size(to->formats[number], 8 + (double)number / 16);
    }
    return to->formats[number];
}

static void write_cell(writer *to, lxw_row_t row, lxw_col_t column, const char *text)
{
    char *end = NULL;
    if (*text == '\0') {
        return;
    }
    lxw_format *format = format_of(to, strtoul(text, &end, 10));
    const char *value = end + 1;
    if (*end == 'n') {
        worksheet_write_number(to->sheet, row, column, strtod(value, NULL), format);
    } else if (*end == 's') {
        worksheet_write_string(to->sheet, row, column, value, format);
    } else if (!to->bare) {
        worksheet_write_blank(to->sheet, row, column, format);
    }
}

static void write_row(writer *to, lxw_row_t row, char *line)
{
    lxw_col_t column = 0;
    char *cell = strchr(line, '\t');
    if (cell != NULL) {
        *cell++ = '\0';
    }
    if (!to->bare && *line != '\0') {
        worksheet_set_row(to->sheet, row, strtod(line, NULL), NULL);
    }
    for (; cell != NULL; column++) {
        char *tab = strchr(cell, '\t');
        if (tab != NULL) {
            *tab++ = '\0';
        }
        write_cell(to, row, column, cell);
        cell = tab;
    }
}

int main(int argc, char **argv)
{
    writer to = {.bare = argc == 4 && strcmp(argv[1], "--bare") == 0};
    const int first = to.bare ? 2 : 1;
    FILE *in = argc == first + 2 ? fopen(argv[first], "r") : NULL;
    char *line = malloc(LINE_BYTES_MAX);
    if (in == NULL || line == NULL) {
        fprintf(stderr, "usage: raw_xlsx [--bare] CELLS OUT.xlsx\n");
        return 2;
    }
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    to.book = workbook_new_opt(argv[first + 1], &options);
    to.sheet = workbook_add_worksheet(to.book, NULL);
    lxw_row_t row = 0;
    while (fgets(line, LINE_BYTES_MAX, in) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strcmp(line, "\f") == 0) {
            to.sheet = workbook_add_worksheet(to.book, NULL);
            row = 0;
        } else {
            write_row(&to, row++, line);
        }
    }
    lxw_error error = workbook_close(to.book);
    free(line);
    fclose(in);
    return error == LXW_NO_ERROR ? 0 : 1;
}

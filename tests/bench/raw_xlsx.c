/* SPDX-License-Identifier: EUPL-1.2 */
/* What libxlsxwriter alone needs for a workbook's cells: the yardstick of bench.py.
 *
 *   raw_xlsx CELLS OUT.xlsx
 *
 * CELLS has a row a line with a tab between cells; a line of one form feed begins a new sheet. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xlsxwriter.h>

enum { LINE_BYTES_MAX = 1 << 20 };

static void write_cell(lxw_worksheet *sheet, lxw_row_t row, lxw_col_t column, const char *text)
{
    char *end = NULL;
    double number = strtod(text, &end);
    if (*text == '\0') {
        return;
    }
    if (*end == '\0') {
        worksheet_write_number(sheet, row, column, number, NULL);
    } else {
        worksheet_write_string(sheet, row, column, text, NULL);
    }
}

static void write_row(lxw_worksheet *sheet, lxw_row_t row, char *line)
{
    lxw_col_t column = 0;
    for (char *cell = line; cell != NULL; column++) {
        char *tab = strchr(cell, '\t');
        if (tab != NULL) {
            *tab++ = '\0';
        }
        write_cell(sheet, row, column, cell);
        cell = tab;
    }
}

int main(int argc, char **argv)
{
    FILE *in = argc == 3 ? fopen(argv[1], "r") : NULL;
    char *line = malloc(LINE_BYTES_MAX);
    if (in == NULL || line == NULL) {
        fprintf(stderr, "usage: raw_xlsx CELLS OUT.xlsx\n");
        return 2;
    }
    lxw_workbook_options options = {.constant_memory = LXW_TRUE};
    lxw_workbook *book = workbook_new_opt(argv[2], &options);
    lxw_worksheet *sheet = workbook_add_worksheet(book, NULL);
    lxw_row_t row = 0;
    while (fgets(line, LINE_BYTES_MAX, in) != NULL) {
        line[strcspn(line, "\n")] = '\0';
        if (strcmp(line, "\f") == 0) {
            sheet = workbook_add_worksheet(book, NULL);
            row = 0;
        } else {
            write_row(sheet, row++, line);
        }
    }
    lxw_error error = workbook_close(book);
    free(line);
    fclose(in);
    return error == LXW_NO_ERROR ? 0 : 1;
}

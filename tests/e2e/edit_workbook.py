#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Does in a workbook what a person would do: fills in cells of a row, which may be a new one.

    edit_workbook.py WORKBOOK KIND KEY FIELD VALUE...
"""

import sys

import openpyxl

FIRST_ROW = 5  # below names, title, explanation and headings


def main():
    path, kind, key, *typed = sys.argv[1:]
    book = openpyxl.load_workbook(path)
    sheet = next(sheet for sheet in book
                 if any(str(cell.value).startswith(f"vw:{kind}.") for cell in sheet[1]))
    row = FIRST_ROW
    while sheet.cell(row, 1).value not in (key, None):
        row += 1
    sheet.cell(row, 1).value = key
    for field, value in zip(typed[::2], typed[1::2]):
        column = next(cell.column for cell in sheet[1] if cell.value == f"vw:{kind}.{field}")
        sheet.cell(row, column).value = value or None
    book.save(path)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""compare_formats.py FOLDER NAME: asserts that NAME.json, .xlsx, .html, .md, .docx, .odt, the CSV in
the folder NAME (and .pdf when it is there) tell the same: every cell of every table. The JSON is the
measure, since it holds all."""

import decimal
import os
import re
import subprocess
import sys

from report_tables import date_of, instant_of, read_csv, read_html, read_json, read_markdown, read_xlsx

try:
    from office_files import read_docx, read_odt
except ImportError as missing:
    print(f"left out: {missing}")
    sys.exit(77)

CUT_MARK = " […]"
CELL_MAX = 32767


class Comparison:
    def __init__(self, lang):
        self.lang, self.words = lang, {}
        self.cells, self.differences = 0, []

    def differ(self, what, expected, got):
        self.differences.append(f"{what}: expected {str(expected)[:90]!r}, found {str(got)[:90]!r}")

    def shown_number(self, text):
        """The digits of a shown number, whatever its marks: "-1.234" is -1234."""
        digits = re.sub(r"[^0-9]", "", text)
        return int(digits) * (-1 if text.startswith("-") else 1) if digits else None

    def agrees_on_paper(self, cell, text):
        text = text.strip()
        if cell.kind == "integer":
            return self.shown_number(text) == cell.value
        if cell.kind == "number":
            hundredths = decimal.Decimal(repr(cell.value)) * 100
            exact = int(hundredths.quantize(decimal.Decimal(1), decimal.ROUND_HALF_UP))
            return self.shown_number(text) == (exact // 100 if cell.value == int(cell.value) else exact)
        if cell.kind == "share" and cell.value is not None:
            exact = decimal.Decimal(repr(cell.value)) * 1000
            permille = int(exact.quantize(decimal.Decimal(1), decimal.ROUND_HALF_UP))
            return text.endswith("%") and self.shown_number(text) == permille
        if cell.kind == "share":
            return text != "" and not re.search("[0-9]", text)
        if cell.kind == "date":
            year, month, day = cell.value.split("-")
            shown = re.fullmatch(r"(\d+) (\S+) (\d+)", text)
            return bool(shown) and (int(shown[1]), int(shown[3])) == (int(day), int(year)) and (
                self.words.setdefault(("month", month), shown[2]) == shown[2])
        if cell.kind == "result":
            return self.words.setdefault(cell.value, text) == text
        return " ".join(str(cell.value).split()) == " ".join(text.split())

    def agrees_in_book(self, cell, value):
        if cell.kind in ("integer", "number"):
            return not isinstance(value, str) and value == cell.value
        if cell.kind == "share" and cell.value is not None:
            return isinstance(value, (int, float)) and abs(value - cell.value) < 1e-12
        if cell.kind == "share":
            return isinstance(value, str) and value != ""
        if cell.kind == "date":
            return date_of(value) == cell.value
        if cell.kind == "instant" and cell.value is not None:
            return instant_of(value) == cell.value
        if cell.kind == "result":
            return self.words.setdefault(cell.value, value) == value
        if isinstance(value, str) and value.endswith(CUT_MARK) and len(cell.value) > CELL_MAX:
            return cell.value.startswith(value[: -len(CUT_MARK)])
        return str(cell.value) == value

    def rows(self, what, expected, got, agrees):
        if len(expected) != len(got):
            self.differ(f"{what}, rows", len(expected), len(got))
        for number, (wanted, found) in enumerate(zip(expected, got), 1):
            if len(wanted) != len(found):
                self.differ(f"{what}, row {number}, cells", len(wanted), len(found))
            for column, (cell, value) in enumerate(zip(wanted, found), 1):
                self.cells += 1
                if not agrees(cell, value):
                    self.differ(f"{what}, row {number}, column {column}", cell, value)

    def paper(self, name, tables, found):
        """Tables of a format for reading, in the order of the document, charts aside."""
        for table in tables:
            if (table.total_rows == 0 and table.empty) or not table.paper_columns:
                continue
            titles = [table.titles[i] for i in table.paper_columns]
            match = next((f for f in found if f["titles"] == titles and
                          " ".join(f["caption"].split()) == " ".join(table.caption.split())), None)
            if match is None:
                self.differ(f"{name}, table {table.id}", titles, "no such table")
                continue
            found.remove(match)
            rows = [[text for _, text in row] for row in match["rows"]]
            self.rows(f"{name}, table {table.id}", table.on_paper(), rows, self.agrees_on_paper)

    def book(self, tables, found, missing):
        for table_id in missing:
            self.differ("xlsx", table_id, "no such table")
        for table in tables:
            if table.id in found:
                self.rows(f"xlsx, table {table.id}", table.rows, found[table.id],
                          self.agrees_in_book)

    def agrees_in_csv(self, cell, text):
        if cell.kind == "share":
            return text == "" if cell.value is None else abs(float(text) - cell.value) < 1e-12
        if cell.kind == "number":
            return float(text) == cell.value
        value = str(cell.value)
        if cell.kind == "text" and value[:1] in tuple("=+-@\t\r"):
            return text == "\t" + value
        return text == value

    def csv(self, tables, found, titles):
        for table in tables:
            rows = found.pop(table.id, None)
            if rows is None:
                self.differ("csv", table.id, "no such table")
                continue
            ids = [column["id"] for column in table.columns]
            if rows[0] != ids:
                self.differ(f"csv, heads of {table.id}", ids, rows[0])
            for column, title in zip(table.columns, table.titles):
                row = titles.get((table.id, column["id"]), ["no row"] * 5)
                told = [text.removeprefix("\t") for text in row]
                if told != [table.id, table.caption, column["id"], title, column["is"]]:
                    self.differ(f"csv, title of {table.id}, {column['id']}", title, row)
            self.rows(f"csv, table {table.id}", table.rows, rows[1:], self.agrees_in_csv)
        for name in found:
            self.differ("csv", "no more tables", name)

    def learn_results(self, found):
        """HTML names each result in its class, so words and names meet there."""
        for table in found:
            for css, text in (cell for row in table["rows"] for cell in row):
                if css.startswith("result "):
                    name = css.split()[1]
                    if self.words.setdefault(name, text) != text:
                        self.differ(f"html, word of {name}", self.words[name], text)

    def pdf(self, tables, path):
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True)
        numbers = {self.shown_number(token) for token in
                   re.findall(r"-?\d[\d.,\u00a0]*%?", text.stdout.decode())}
        for table in tables:
            for number, row in enumerate(table.on_paper(), 1):
                for cell in row:
                    if cell.kind == "integer":
                        self.cells += 1
                        if cell.value not in numbers:
                            self.differ(f"pdf, table {table.id}, row {number}", cell, "not there")


def compare(folder, name):
    path = os.path.join(folder, name)
    document, tables = read_json(path + ".json")
    comparison = Comparison(document["lang"])
    html = read_html(path + ".html")
    comparison.learn_results(html)
    comparison.paper("html", tables, html)
    comparison.paper("md", tables, read_markdown(path + ".md"))
    comparison.paper("docx", tables, read_docx(path + ".docx").tables)
    comparison.paper("odt", tables, read_odt(path + ".odt").tables)
    comparison.csv(tables, *read_csv(path))
    comparison.book(tables, *read_xlsx(path + ".xlsx", tables))
    if os.path.exists(path + ".pdf"):
        comparison.pdf(tables, path + ".pdf")
    return tables, comparison


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: compare_formats.py FOLDER NAME")
    tables, comparison = compare(sys.argv[1], sys.argv[2])
    for difference in comparison.differences:
        print(difference)
    print(f"{len(tables)} tables, {comparison.cells} cells compared, "
          f"{len(comparison.differences)} differences")
    return 1 if comparison.differences or not comparison.cells else 0


if __name__ == "__main__":
    sys.exit(main())

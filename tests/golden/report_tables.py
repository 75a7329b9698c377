# SPDX-License-Identifier: EUPL-1.2
"""The tables of one rendered report, read from each of its formats."""

import csv
import datetime
import html.parser
import json
import os
import re

import openpyxl


def clean(text):
    """What a reader is shown of a text: reports/render/shown.c says the same in C."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = re.sub(r"[\x00-\x08\x0b\x0c\x0e-\x1f]", lambda m: chr(0x2400 + ord(m[0])), text)
    return text.replace("\x7f", "\u2421").replace("\ufffe", "\ufffd").replace("\uffff", "\ufffd")


class Cell:
    """A value with its kind: text, integer, share, date, result or empty."""

    def __init__(self, kind, value):
        self.kind, self.value = kind, value

    def __repr__(self):
        return f"{self.kind} {str(self.value)[:60]!r}"


class Table:
    def __init__(self, block):
        self.id, self.caption = block["table"], clean(block["caption"])
        self.sheet, self.columns = block.get("sheet"), block["columns"]
        self.titles = [clean(column["title"]) for column in self.columns]
        self.empty = clean(block.get("empty", ""))
        self.total_rows = block["total_rows"]
        self.rows = [[self.cell(i, value) for i, value in enumerate(row)] for row in block["rows"]]
        self.paper_columns = [i for i, c in enumerate(self.columns) if not c.get("only_data")]
        shown = block.get("paper_rows") or len(self.rows)
        last = len(self.rows) - 1 if block.get("has_total_row") else -1
        self.paper_rows = [row for i, row in enumerate(self.rows) if i < shown or i == last]

    def cell(self, column, value):
        kind = self.columns[column]["is"]
        if isinstance(value, dict):
            kind, value = value["is"], value["value"]
        if value is None and kind != "share":
            return Cell("empty", "")
        return Cell(kind, clean(value) if kind == "text" else value)

    def on_paper(self):
        return [[row[i] for i in self.paper_columns] for row in self.paper_rows]


def blocks_below(block):
    for child in block.get("blocks", []):
        yield child
        yield from blocks_below(child)


def read_json(path):
    with open(path, encoding="utf-8") as file:
        document = json.load(file)
    return document, [Table(b) for b in blocks_below(document) if b["is"] == "table"]


class HtmlTables(html.parser.HTMLParser):
    """(caption, titles, rows of (class, text)) of each table; result words by their names."""

    def __init__(self):
        super().__init__()
        self.tables, self.text, self.cell_class = [], None, ""

    def handle_starttag(self, tag, attributes):
        if tag == "table":
            self.tables.append({"caption": "", "titles": [], "rows": []})
        elif tag == "tr":
            self.row = []
        elif tag in ("caption", "td", "th"):
            self.text, self.cell_class = "", dict(attributes).get("class", "")
        elif tag == "br" and self.text is not None:
            self.text += "\n"

    def handle_data(self, data):
        if self.text is not None:
            self.text += data

    def handle_endtag(self, tag):
        if tag == "caption":
            self.tables[-1]["caption"], self.text = self.text, None
        elif tag in ("td", "th"):
            self.row.append((self.cell_class, self.text))
            self.text = None
        elif tag == "tr":
            table = self.tables[-1]
            if table["titles"]:
                table["rows"].append(self.row)
            else:
                table["titles"] = [text for _, text in self.row]


def read_html(path):
    parser = HtmlTables()
    with open(path, encoding="utf-8", newline="") as file:
        parser.feed(file.read())
    return parser.tables


def unescape_markdown(text):
    """The text of inline Markdown as our renderer writes it in cells."""
    text = re.sub(r"(?<!\\)\]\(<[^>]*>\)", "", text)
    text = text.replace("<br>", "\n")
    text = re.sub(r"(?<!\\)(\*\*|\[)", "", text)
    return re.sub(r"\\([!-/:-@\[-`{-~])", r"\1", text)


def markdown_row(line):
    return [cell.strip() for cell in re.split(r"(?<!\\)(?:\\\\)*\|", line.strip()[1:-1])]


def read_markdown(path):
    tables, caption = [], ""
    with open(path, encoding="utf-8", newline="\n") as file:
        lines = file.read().split("\n")
    for before, line in zip([""] + lines, lines):
        if line.startswith("| ") and not before.startswith("|"):
            titles = [unescape_markdown(cell) for cell in markdown_row(line)]
            tables.append({"caption": caption, "titles": titles, "rows": []})
        elif line.startswith("| ---"):
            continue
        elif line.startswith("|"):
            tables[-1]["rows"].append([("", unescape_markdown(c)) for c in markdown_row(line)])
        elif line:
            caption = unescape_markdown(re.sub(r'<a id="[^"]*"></a>', "", line))
    return tables


def unescape_xlsx(value):
    if not isinstance(value, str):
        return "" if value is None else value
    return re.sub(r"_x([0-9A-Fa-f]{4})_", lambda m: chr(int(m[1], 16)), value)


def read_xlsx(path, tables):
    """Rows of values by table id. Tables are recognised by their titles, in order."""
    book = openpyxl.load_workbook(path, data_only=True)
    order = []
    for table in tables:
        if table.sheet is not None and table.sheet not in order:
            order.append(table.sheet)
    waiting = sorted((t for t in tables if t.sheet is not None), key=lambda t: order.index(t.sheet))
    found, current = {}, None
    for sheet in book:
        for row in sheet.iter_rows(values_only=True):
            values = [unescape_xlsx(value) for value in row]
            if waiting and values[: len(waiting[0].titles)] == waiting[0].titles:
                current = waiting.pop(0)
                found[current.id] = []
            elif current and values[: len(current.titles)] == current.titles:
                pass  # the head again, on the sheet where it goes on
            elif current and len(found[current.id]) < current.total_rows:
                rest = values[len(current.titles):]
                if not (sheet.max_row > 1 and values[0] and not any(values[1:]) and
                        len(current.titles) > 1 and ": " in str(values[0])):
                    found[current.id].append(values[: len(current.titles)])
                assert not any(rest), f"{sheet.title}: a value beside the table {current.id}"
    return found, [table.id for table in waiting]


def read_csv(folder):
    """Rows of texts by table id, and the titles by table and column id."""
    found, titles = {}, {}
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), encoding="utf-8", newline="") as file:
            rows = list(csv.reader(file, strict=True))
        if name == "_tables.csv":
            assert rows[0] == ["table", "caption", "column", "title", "is"], rows[0]
            titles = {(row[0], row[2]): row for row in rows[1:]}
        else:
            found[name.removesuffix(".csv")] = rows
    return found, titles


def instant_of(value):
    """To whole seconds: a fraction of a day in binary is never exact."""
    if not isinstance(value, datetime.datetime):
        return value
    return (value + datetime.timedelta(milliseconds=500)).strftime("%Y-%m-%dT%H:%M:%SZ")


def date_of(value):
    return value.date().isoformat() if isinstance(value, datetime.datetime) else value

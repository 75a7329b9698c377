#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""check_office.py FOLDER NAME: are NAME.docx and NAME.odt made to be edited, and do they hold what
NAME.json does? Headings with their numbers, tables with heads that repeat, links to places that are
there, styles that exist, charts with their counts and alternative, languages and properties."""

import decimal
import os
import re
import sys
import zipfile

try:
    from lxml import etree
    from office_files import read_docx, read_odt
except ImportError as missing:
    print(f"left out: {missing}")
    sys.exit(77)

from report_tables import blocks_below, clean, read_json

RESULTS = ("met", "explained", "partly_met", "not_met", "not_assessed", "error", "not_applicable",
           "not_occurred")


HEAD_LETTER = 1.36  # millimetres of a bold letter in a narrow table


def runs_of(block):
    return "".join("\n" if run.get("line_break") else clean(run["text"]) for run in block.get("runs", []))


def numbered(headings):
    """The headings with the numbers that a program gives those that it counts."""
    at, told = [0, 0, 0, 0], []
    for level, number, text in headings:
        if number is None:
            at[level - 1] += 1
            at[level:] = [0] * (4 - level)
            number = ".".join(str(n) for n in at[:level])
        told.append((level, number, text))
    return told


class Check:
    def __init__(self, name, document, office):
        self.name, self.document, self.office, self.problems = name, document, office, []
        self.blocks = list(blocks_below(document))

    def demand(self, holds, text):
        if not holds:
            self.problems.append(f"{self.name}: {text}")

    def equal(self, what, expected, found):
        self.demand(expected == found, f"{what}: expected {str(expected)[:300]}, found {str(found)[:300]}")

    def headings(self):
        expected = [(b["level"], b.get("number") or "", runs_of(b)) for b in self.blocks
                    if b["is"] == "heading"]
        self.equal("headings", expected, numbered(self.office.headings))

    def links(self):
        office = self.office
        self.equal("places that are there twice", len(office.places), len({p.lower() for p in office.places}))
        self.equal("links that lead nowhere", [], [l for l in office.links if l not in office.places])
        self.demand(all(len(place) <= 40 for place in office.places), "a place with a name of over 40 characters")
        self.demand(all(url.split(":")[0] in ("http", "https", "mailto") for url in office.urls), "a link of another kind")

    def styles(self):
        known = self.office.styles | {"", None}
        self.equal("styles that are not there", [], sorted(self.office.styles_used - known))

    def tables(self):
        self.equal("tables with a head that repeats", len(self.office.tables), self.office.heads)
        drawn = [b for b in self.blocks if b["is"] == "table" and (b["rows"] or not b.get("empty")) and
                 not all(column.get("only_data") for column in b["columns"])]
        self.equal("tables", len(drawn), len(self.office.tables))

    def charts(self):
        charts = [b for b in self.blocks if b["is"] == "chart"]
        self.equal("alternatives", [clean(c["alternative"]) for c in charts],
                   [alternative for alternative, _ in self.office.charts])
        for chart, (_, found) in zip(charts, self.office.charts):
            (self.native_chart if self.name == "docx" else self.drawing)(chart, found)

    def native_chart(self, chart, found):
        """Word's own: every value by its series and point."""
        if chart["bars"]:
            found = {(series, re.sub(r" \(n = [^()]*\)$", "", point)): n for (series, point), n in found.items()}
            sums = [sum(bar[r] for bar in chart["bars"]) for r in RESULTS]
            labels = {clean(bar["label"]) for bar in chart["bars"]}
            self.equal("points of the chart", labels, {point for _, point in found})
            if len(labels) == len(chart["bars"]):
                by_series = {}
                for (series, _), n in found.items():
                    by_series[series] = by_series.get(series, 0) + n
                self.equal("counts of the chart", sums, list(by_series.values()))
                for bar in chart["bars"]:
                    counts = [n for (_, point), n in found.items() if point == clean(bar["label"])]
                    self.equal(f"counts of {bar['label']}", [bar[r] for r in RESULTS], counts)
        else:
            expected = {(clean(v["series"]), clean(v["point"])): v["share"] for v in chart["values"]
                        if v["share"] is not None}
            # as many significant digits as the JSON has, also of a share below a tenth
            self.equal("values of the chart", expected, {k: float(f"{v:.15g}") for k, v in found.items()})

    def labels(self):
        """A count stands in its part of the bar only where there is room for it, with the marks of the language."""
        charts = [b for b in self.blocks if b["is"] == "chart"]
        for chart, (width, shown, formats), (_, values) in zip(charts, self.office.labels, self.office.charts):
            mark = "[$-413]" if self.document["lang"].startswith("nl") else "[$-809]"
            labelled = [f for f in formats if f != "0%"]
            self.demand(labelled and all(f.startswith(mark) for f in labelled), f"formats {formats}")
            totals = {}
            for (_, point), n in values.items():
                totals[point] = totals.get(point, 0) + n
            for (series, point), n in values.items() if chart["bars"] else ():
                room = width * 0.69 * n / totals[point] if totals[point] else 0
                self.demand(not shown[series, point] or room >= 1.2 * len(str(int(n))) + 1.5,
                            f"the count {n} of {series} in {point} does not fit")
            self.demand(not chart["bars"] or any(shown.values()), "no count is shown")

    def drawing(self, chart, found):
        """Shapes: what stands in the bars is a count of theirs, and every label is there."""
        words = [text for inside, text in found if not inside]
        known = {str(bar[result]) for bar in chart["bars"] for result in RESULTS}
        inside = {re.sub(r"\D", "", text) for inside, text in found if inside}
        self.demand(inside <= known, f"a count in the chart that is none: {inside - known}")
        labels = [bar["label"] for bar in chart["bars"]]
        for value in chart.get("values", []):
            labels += [value["series"], value["point"]]
            if value["share"] is not None:
                permille = str(int(decimal.Decimal(repr(value["share"] * 1000)).quantize(
                    decimal.Decimal(1), decimal.ROUND_HALF_UP)))
                self.demand(permille in [re.sub(r"\D", "", w).lstrip("0") or "0" for w in words if w.endswith("%")],
                            f"no value {value}")
        for label in labels:
            self.demand(clean(label) in words, f"no label {label}")

    def texts(self):
        told = "\n".join(text for _, text in self.office.paragraphs)
        for block in self.blocks:
            if block["is"] == "paragraph":
                self.demand(runs_of(block).replace("\u2028", "\n") in told, f"no paragraph {runs_of(block)[:80]!r}")
        langs = {run["lang"] for b in self.blocks for run in b.get("runs", []) if "lang" in run}
        self.equal("languages", langs - {self.document["lang"]}, (langs & self.office.langs) - {self.document["lang"]})

    def properties(self):
        document = self.document
        self.equal("properties", tuple(document[k] for k in ("title", "subject", "author", "lang")),
                   tuple(text or "" for text in self.office.properties))
        head, foot = self.office.running
        for key in ("entity", "title", "period"):
            self.demand(document[key] in head, f"no {key} in the running head")
        self.demand(document["version_line"] in foot, "no version in the running foot")

    def all(self):
        for part in (self.headings, self.links, self.styles, self.tables, self.charts, self.labels, self.texts, self.properties):
            part()
        return self.problems


def packed(path):
    """What the package itself must be: whole, in order, without a clock."""
    with zipfile.ZipFile(path) as package:
        first, names = package.infolist()[0], package.namelist()
        problems = [f"{path}: {package.testzip()} is damaged"] if package.testzip() else []
        if len(set(names)) != len(names):
            problems.append(f"{path}: a part twice")
        if any(part.date_time != (1980, 1, 1, 1, 0, 0) for part in package.infolist()):
            problems.append(f"{path}: a part with a time")
        expected = ("mimetype", zipfile.ZIP_STORED, b"") if path.endswith(".odt") else (
            "[Content_Types].xml", zipfile.ZIP_DEFLATED, b"")
        if (first.filename, first.compress_type, first.extra) != expected:
            problems.append(f"{path}: begins with {first.filename}")
    return problems


def set_well(path):
    """Of an ODT: no word of a table's head, number or id is broken, and who it is about stands in the
    running head beside what it is called, without a tab in the middle that both can run into."""
    o, s = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}", "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
    fo = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
    t = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
    with zipfile.ZipFile(path) as package:
        styles, content = (etree.fromstring(package.read(part)) for part in ("styles.xml", "content.xml"))
    problems = []
    for name in ("Table_20_Heading", "Table_20_Number", "Table_20_Code"):
        found = styles.find(f".//{s}style[@{s}name='{name}']/{s}text-properties")
        if found is None or found.get(f"{fo}hyphenate") != "false":
            problems.append(f"{path}: {name} is hyphenated")
    for head in styles.iter(f"{s}header"):
        paragraph = head.find(f"{t}p")
        if len(paragraph.findall(f"{t}tab")) != 1:
            problems.append(f"{path}: the running head has more than one tab")
    widths = {style.get(f"{s}name"): float(style.find(f"{s}table-column-properties").get(f"{s}column-width")[:-2])
              for style in content.iter(f"{s}style") if style.get(f"{s}family") == "table-column"}
    for table in content.iter(f"{o}table"):
        columns = [widths[column.get(f"{o}style-name")] for column in table.findall(f"{o}table-column")]
        for cell, width in zip(table.findall(f"{o}table-header-rows/{o}table-row/{o}table-cell"), columns):
            title = "".join(cell.itertext())
            need = max(map(len, re.split("[ -]", title))) * HEAD_LETTER + 2
            if width < need:
                problems.append(f"{path}: {title!r} is broken in a column of {width} mm: {need:.1f} needed")
    return problems


def check(folder, name):
    path = os.path.join(folder, name)
    document, _ = read_json(path + ".json")
    problems = packed(path + ".docx") + packed(path + ".odt") + set_well(path + ".odt")
    for kind, read in (("docx", read_docx), ("odt", read_odt)):
        problems += Check(kind, document, read(f"{path}.{kind}")).all()
    return problems


def main():
    if len(sys.argv) != 3:
        sys.exit("usage: check_office.py FOLDER NAME")
    problems = check(sys.argv[1], sys.argv[2])
    print(*problems, f"{len(problems)} problems", sep="\n")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main())

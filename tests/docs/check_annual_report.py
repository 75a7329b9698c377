#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Each full edition of the section for the annual report holds what docs/annual-report.md promises for each point.

check_annual_report.py SOURCE [FACTS]

FACTS is the folder with annual_report_checklist.csv; without it ../shared/facts beside SOURCE. Where that is absent only the
page and the templates are held together.
"""
import csv
import pathlib
import re
import sys

POINTS = 24
EDITIONS = ("municipality", "company", "council")
LANGUAGES = ("nl", "en")
TERMS = 8  # words that a full edition explains at least


def rows_of(page):
    """Number, point and placeholders of each row of the table of points."""
    table = page.split("\n## The 24 points\n", 1)[1].split("\n## ", 1)[0]
    for line in table.splitlines():
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if cells[0].isdigit():
            yield int(cells[0]), cells[1], re.findall(r"`([a-z-]+)`", cells[2])


def placeholders(text):
    return set(re.findall(r"\{\{>? *([a-z-]+)", text))


def problems_of_edition(source, language, edition, points):
    name = f"section-{edition}-full"
    text = (source / "templates" / language / f"{name}.md").read_text(encoding="utf-8")
    there = placeholders(text)
    for number, _, names in points:
        for missing in sorted(set(names) - there):
            yield f"{language}/{name}: point {number} wants {missing}"
    body = text.split("---\n", 2)[2]
    if not body.startswith("## "):
        yield f"{language}/{name}: no heading of its own"
    if len(re.findall(r"(?<!\*)\*[A-ZÀ-Þ][^*]+\*:", body)) < TERMS:
        yield f"{language}/{name}: explains fewer than {TERMS} words"
    for short in ("page", "paragraph"):
        path = source / "templates" / language / f"section-{edition}-{short}.md"
        if not re.search(r"full|volledige", path.read_text(encoding="utf-8")):
            yield f"{language}/{path.stem}: does not say what the full edition holds"


def problems(source, facts):
    page = (source / "docs/annual-report.md").read_text(encoding="utf-8")
    points = list(rows_of(page))
    if [number for number, _, _ in points] != list(range(1, POINTS + 1)):
        yield f"docs/annual-report.md: not the points 1 to {POINTS}, in order"
    for number, _, names in points:
        if not names and number != 23:
            yield f"docs/annual-report.md: point {number} names no placeholder"
    for language in LANGUAGES:
        for edition in EDITIONS:
            yield from problems_of_edition(source, language, edition, points)
    checklist = facts / "annual_report_checklist.csv"
    if checklist.exists():
        with open(checklist, encoding="utf-8", newline="") as file:
            numbers = [int(row["no"]) for row in csv.DictReader(file)]
        if numbers != [number for number, _, _ in points]:
            yield f"{checklist.name}: other points than docs/annual-report.md"


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__.strip())
    source = pathlib.Path(sys.argv[1]).resolve()
    facts = pathlib.Path(sys.argv[2]) if len(sys.argv) == 3 else source.parent / "shared/facts"
    found = list(problems(source, facts))
    print("\n".join(found) if found else "Every full edition holds all points.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

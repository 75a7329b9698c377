# SPDX-License-Identifier: EUPL-1.2
"""Counts of a document as its readers add them up: in sentences, and in tables with a total."""

import re

# A total, and behind it its parts, in each language.
SPLIT = (
    re.compile(r"[Vv]an de ([\d.]+) (?:norm|normen|conclusie|conclusies|toets|toetsen) (?:voldoet|voldoen) er ([\d.]+); (.*?)\.(?:\s|$)"),
    re.compile(r"[Oo]f the ([\d,]+) (?:requirements?|conclusions?|tests?), ([\d,]+) (?:is|are) met; (.*?)\.(?:\s|$)"),
)
BASIS = (
    re.compile(r"Van de ([\d.]+) conclusies? (?:volgt|volgen) er ([\d.]+) uit toetsen op bewijs en ([\d.]+) uit (.*?)Niets hiervan"),
    re.compile(r"Of the ([\d,]+) conclusions?, ([\d,]+) follows? from tests on evidence and ([\d,]+) from (.*?)None of this"),
)
RESULTS = {"error", "not_met", "not_assessed", "partly_met", "explained", "met", "not_applicable", "not_occurred"}


def number(text):
    return int(re.sub(r"[.,]", "", text))


def parts_of(text):
    return [number(found) for found in re.findall(r"(?<![\w.,])\d[\d.,]*(?![\w])", text.replace(". ", " . "))]


def sentences(text):
    """(the sentence, its total, its parts) of each that splits a total up."""
    for pattern in SPLIT:
        for found in pattern.finditer(text):
            yield found.group(0), number(found.group(1)), [number(found.group(2)), *parts_of(found.group(3))]
    for pattern in BASIS:
        for found in pattern.finditer(text):
            yield found.group(0), number(found.group(1)), [
                number(found.group(2)), number(found.group(3)), *parts_of(found.group(4))]


def value(cell):
    return cell.get("value") if isinstance(cell, dict) else cell


def tables(document):
    """(where, its total, its parts) of each row and column that a total stands for."""
    for table in (block for block in document["blocks"] if block.get("is") == "table"):
        names = [column["id"] for column in table["columns"]]
        rows = [dict(zip(names, map(value, row))) for row in table["rows"]]
        if RESULTS | {"total"} <= set(names):
            for row in rows:
                yield table["id"], row["total"], [row[name] for name in RESULTS]
        if {"applies", "within", "late", "unknown"} <= set(names):
            for row in rows:
                yield table["id"], row["applies"], [row["within"], row["late"], row["unknown"]]
        if table.get("has_total_row"):
            for name in names:
                if rows and all(isinstance(row[name], int) for row in rows):
                    yield f"{table['id']}, {name}", rows[-1][name], [row[name] for row in rows[:-1]]

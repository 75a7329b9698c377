# SPDX-License-Identifier: EUPL-1.2
"""Evidence by chance, from a seed, of every kind that the program knows: for checks that want a dossier
in which every rule meets passes, deviations and fields that are empty."""

import csv
import datetime
import io

# Their rows have rules of their own: given only where a check is about them.
LEFT_OUT = {"exception", "answer", "artefact", "attachment", "organisation", "working_paper"}


def value(dice, field, rows):
    """What stands in one cell; "" is unknown."""
    name, kind = field["name"], field["type"]
    if name == "effective_from":
        return dice.choice(("2023-01-01", "2025-02-01", "2025-12-31", "2026-01-15"))
    if name == "effective_until":
        return dice.choice(("", "", "", "2026-01-20", "2026-12-31"))
    if name == "occurred_on":
        return str(datetime.date(2024, 11, 1) + datetime.timedelta(days=dice.randrange(450)))
    if not field["required"] and dice.random() < 0.2:
        return ""
    if kind == "enum":
        return dice.choice(field["values"])["value"]
    if kind == "list":
        items = [choice["value"] for choice in field.get("values", ())] or ["a", "policy", "10.0"]
        return "|".join(dice.sample(items, dice.randint(1, min(3, len(items))))) if dice.random() < 0.9 else "none"
    if kind == "bool":
        return dice.choice(("true", "false"))
    if kind in ("integer", "number"):
        low, high = field.get("min", 0), field.get("max", field.get("min", 0) + 100)
        return str(dice.randint(int(low), int(high)))
    if kind in ("date", "datetime"):
        day = str(datetime.date(2024, 7, 1) + datetime.timedelta(days=dice.randrange(540)))
        return day if kind == "date" else f"{day}T{dice.randrange(24):02}:00:00Z"
    if kind == "ref":
        return f"{field['to']}-{dice.randrange(rows)}"
    return dice.choice(("a", "policy", "https://example.org", "10.0"))


def table(dice, kind, rows):
    """[kind] as `explain KIND --json` tells it; the CSV of a file of that kind."""
    fields = [field for field in kind["fields"] if field["name"] != "artefact"]
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow([kind["key"], *(field["name"] for field in fields)])
    for i in range(rows):
        writer.writerow([f"{kind['kind']}-{i}", *(value(dice, field, rows) for field in fields)])
    return out.getvalue()

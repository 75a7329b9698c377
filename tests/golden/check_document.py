#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""check_document.py SCHEMA FILE...: does each JSON report keep to the schema, and do its tables
reconcile? Knows the part of JSON Schema that ours uses, and refuses any other keyword."""

import json
import re
import sys

TYPES = {"object": dict, "array": list, "string": str, "boolean": bool, "null": type(None),
         "integer": int, "number": (int, float)}
SILENT = {"$schema", "$id", "$defs", "title", "description"}
RESULTS = {"error", "not_met", "not_assessed", "partly_met", "explained", "met", "not_applicable",
           "not_occurred"}


def has_type(value, name):
    return isinstance(value, TYPES[name]) and (name == "boolean" or not isinstance(value, bool))


class Validator:
    def __init__(self, schema):
        self.schema, self.problems = schema, []

    def valid(self, rule, value):
        probe = Validator(self.schema)
        probe.check(rule, value, "")
        return not probe.problems

    def check(self, rule, value, place):
        for keyword, wanted in rule.items():
            if keyword not in SILENT:
                getattr(self, "on_" + keyword.strip("$"))(wanted, value, place, rule)

    def demand(self, holds, place, text):
        if not holds:
            self.problems.append(f"{place or 'document'}: {text}")

    def on_ref(self, name, value, place, rule):
        self.check(self.schema["$defs"][name.rsplit("/", 1)[1]], value, place)

    def on_type(self, names, value, place, rule):
        names = [names] if isinstance(names, str) else names
        self.demand(any(has_type(value, name) for name in names), place, f"is not {names}")

    def on_const(self, wanted, value, place, rule):
        self.demand(value == wanted, place, f"is not {wanted!r}")

    def on_enum(self, wanted, value, place, rule):
        self.demand(value in wanted, place, f"{value!r} is none of {wanted}")

    def on_pattern(self, pattern, value, place, rule):
        self.demand(isinstance(value, str) and re.search(pattern, value), place, f"not {pattern}")

    def on_minimum(self, least, value, place, rule):
        self.demand(value is None or value >= least, place, f"{value} is below {least}")

    def on_maximum(self, most, value, place, rule):
        self.demand(value <= most, place, f"{value} is above {most}")

    def on_required(self, names, value, place, rule):
        for name in names:
            self.demand(isinstance(value, dict) and name in value, place, f"has no {name!r}")

    def on_properties(self, rules, value, place, rule):
        for name, item in (value.items() if isinstance(value, dict) else ()):
            if name in rules:
                self.check(rules[name], item, f"{place}/{name}")

    def on_additionalProperties(self, allowed, value, place, rule):
        for name in (value if isinstance(value, dict) and not allowed else ()):
            self.demand(name in rule["properties"], place, f"has an unknown {name!r}")

    def on_items(self, item_rule, value, place, rule):
        for number, item in enumerate(value if isinstance(value, list) else ()):
            self.check(item_rule, item, f"{place}/{number}")

    def on_anyOf(self, rules, value, place, rule):
        self.demand(any(self.valid(one, value) for one in rules), place, "fits none of the forms")


def check_cell(kind, value, place, demand):
    if isinstance(value, dict):
        demand(value["is"] != kind or "target" in value, place, "needs no object")
        kind, value = value["is"], value["value"]
    if value is None:
        return
    fits = {"text": isinstance(value, str), "integer": has_type(value, "integer"), "number": has_type(value, "number"),
            "share": has_type(value, "number") and 0 <= value, "result": value in RESULTS,
            "instant": bool(re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", str(value))),
            "date": bool(re.fullmatch(r"\d{4}-\d\d-\d\d", str(value))), "empty": False}
    demand(fits[kind], place, f"{value!r} is no {kind}")


def check_tables(block, demand):
    for child in block.get("blocks", []):
        check_tables(child, demand)
        if child["is"] != "table":
            continue
        place, columns = f"table {child['table']}", child["columns"]
        demand(len(child["rows"]) == child["total_rows"], place, "rows do not reach total_rows")
        for number, row in enumerate(child["rows"], 1):
            demand(len(row) == len(columns), f"{place}, row {number}", "has another width")
            for column, value in zip(columns, row):
                check_cell(column["is"], value, f"{place}, row {number}, {column['id']}", demand)


def main():
    with open(sys.argv[1], encoding="utf-8") as file:
        schema = json.load(file)
    failed = len(sys.argv) < 3
    for path in sys.argv[2:]:
        with open(path, encoding="utf-8") as file:
            document = json.load(file)
        validator = Validator(schema)
        validator.check(schema, document, "")
        if not validator.problems:
            check_tables(document, validator.demand)
        failed = failed or bool(validator.problems)
        print(f"{path}: {len(validator.problems)} problems", *validator.problems[:50], sep="\n  ")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())

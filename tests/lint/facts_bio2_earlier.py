#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Traces BIO2 1.2 and its migration to 1.3 to the collected facts: each number of 1.2 once and no other, and each
number that moved, lapsed or stayed in 1.3 gone where the facts say.

    facts_bio2_earlier.py PROGRAM SOURCE [FACTS]

FACTS is the folder with the CSV files; without it ../shared/facts beside SOURCE. Skipped where that is absent.
"""

import concurrent.futures
import csv
import json
import pathlib
import sys
import tempfile

from built_controls import WORKERS, answer_of

SKIPPED = 77  # as CMakeLists.txt tells ctest
EARLIER, LATER = "bio2@1.2", "bio2"
# What the facts say of a number in 1.3, and the changes that fit.
CHANGES = {
    "active": {"same", "changed", "split"},
    "moved": {"moved", "changed"},
    "lapsed": {"lapsed"},
}
# What 8.08.06 asked in 1.2 stands under 5.24.08, and the number only refers to it: the note in the facts.
REFERS_ONLY = {"8.08.06": "5.24.08"}
# Numbers of 1.3 that are new in it by the facts, or that part of an earlier one became: their notes.
NEW_BY_NOTE = {"5.24.08", "6.03.04"}


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def numbers(facts):
    """{number of 1.2: the control of ISO 27002 under which it stands}."""
    found = {}
    for row in rows_of(facts / "bio2_by_iso27002.csv"):
        names = row["bio2_v1.2_measures"].split()
        if len(names) != int(row["count"]):
            raise ValueError(f"{row['iso27002_2022']}: {len(names)} numbers, {row['count']} by the count")
        found |= {name: row["iso27002_2022"] for name in names}
    return found


def routes_of(listing):
    """{number: (change, [numbers of 1.3])}, from a listing of conclusions on every requirement."""
    routes = {}
    for item in listing["items"]:
        if item["what"] == "conclusion" and item["aspect"] == "design":
            number = item["about"].removeprefix(f"{EARLIER}:")
            change, to = routes.setdefault(number, (item["change"], []))
            if item["landed_on"] is not None:
                to.append(item["landed_on"].removeprefix(f"{LATER}:"))
    return routes


def problems_of_ids(built, due):
    for name in sorted(set(built) - set(due)):
        yield f"{EARLIER}:{name}: is in no list of 1.2"
    for name in sorted(set(due) - set(built)):
        yield f"{EARLIER}:{name}: is left out"
    for name in sorted(set(due) & set(built)):
        expected = f"BIO2 1.2, {name}; ISO 27002:2022, {due[name]}"
        if built[name] != expected:
            yield f"{EARLIER}:{name}: reference {built[name]!r} is not {expected!r}"


def problems_of_routes(routes, due, later):
    for name in sorted(due):
        change, to = routes.get(name, (None, []))
        row = later[name]
        if name in REFERS_ONLY:
            if (change, to) != ("moved", [REFERS_ONLY[name]]):
                yield f"{name}: {change} to {to}, by the facts its content is {REFERS_ONLY[name]}"
        elif change not in CHANGES[row["status"]]:
            yield f"{name}: {change}, by the facts it is {row['status']}"
        elif row["status"] == "moved" and to != [row["moved_to"]]:
            yield f"{name}: goes to {to}, by the facts to {row['moved_to']}"
        elif row["status"] == "active" and name not in to:
            yield f"{name}: goes to {to}, by the facts the number is there still"


def problems_of_new(new, due, later):
    targets = {row["moved_to"] for name, row in later.items() if name in due and row["moved_to"]}
    expected = {row["iso27002_control"] for row in later.values()} | set(REFERS_ONLY)
    for name, row in later.items():
        if row["status"] == "active" and name not in due and name not in targets | NEW_BY_NOTE:
            expected.add(name)
    for name in sorted(set(new) ^ expected):
        yield f"{name}: {'is called new' if name in new else 'is not called new'}, against the facts"


def ask(program, facts):
    due = numbers(facts)
    later = {row["measure_id"]: row for row in rows_of(facts / "bio2_v1_3_measures.csv")}
    with tempfile.TemporaryDirectory(prefix="earlier-") as folder:

        def told(*words):
            return json.loads(answer_of(program, folder, *words, "--json"))

        listed = [row["requirement"] for row in told("list", "requirements")]
        names = [name for name in listed if name.startswith(f"{EARLIER}:")]
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            explained = list(pool.map(lambda name: told("explain", name), names))
        answer_of(program, folder, "init", "--name", "A", "--type", "municipality", "--year", "2025")
        answer_of(program, folder, "evaluate", "--framework", EARLIER)
        listing = told("migrate", "--framework", "bio2", "--to", "1.3", "--preview")
    built = {
        row["requirement"].removeprefix(f"{EARLIER}:"): row["reference"] for row in explained
    }
    new = [name.removeprefix(f"{LATER}:") for name in listing["new"]]
    return [
        *problems_of_ids(built, due),
        *problems_of_routes(routes_of(listing), due, later),
        *problems_of_new(new, due, later),
    ], len(built)


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__.strip())
    source = pathlib.Path(sys.argv[2]).resolve()
    facts = pathlib.Path(sys.argv[3]) if len(sys.argv) == 4 else source.parent / "shared/facts"
    if not (facts / "bio2_by_iso27002.csv").is_file():
        print(f"SKIPPED: no facts in {facts}; the numbers of BIO2 1.2 were NOT traced.")
        sys.exit(SKIPPED)
    problems, count = ask(pathlib.Path(sys.argv[1]).resolve(), facts)
    if problems:
        sys.exit("\n".join([*problems, f"{len(problems)} problems"]))
    print(f"{count} numbers of BIO2 1.2 traced to {facts.name}, and where each went in 1.3.")


if __name__ == "__main__":
    main()

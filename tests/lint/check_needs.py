#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds docs/evidence-needs.csv, which evidence would prove each requirement, to the catalogue and to
the requirements: no kind, field or choice that does not exist, no requirement that is left out.

    check_needs.py PROGRAM SOURCE [FACTS]

FACTS is the folder with the CSV files; without it ../shared/facts beside SOURCE. Where that is absent only the
frameworks that the program carries are looked for.
"""

import concurrent.futures
import csv
import json
import pathlib
import sys
import tempfile

from built_controls import WORKERS, answer_of

# The key of an obligation in each file of facts, and what it is called in the table.
FACTS = (
    ("digid_normenkader_3_0.csv", "norm_id", "digid"),
    ("nis2_cir2690_annex.csv", "id", "cir2690"),
    ("dora_obligations.csv", "id", "2022/2554"),
)


def rows_of(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def kinds_of(program):
    """{kind: {column: its choices, or none}}."""
    with tempfile.TemporaryDirectory(prefix="needs-") as folder:

        def ask(*words):
            return json.loads(answer_of(program, folder, *words, "--json"))

        names = [row["kind"] for row in ask("list", "kinds")]
        with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
            kinds = list(pool.map(lambda name: ask("explain", name), names))
        built = {row["requirement"] for row in ask("list", "requirements") if row["status"] == "active"}
    columns = {
        kind["kind"]: {
            field["name"]: {value["value"] for value in field.get("values", ())} for field in kind["fields"]
        }
        for kind in kinds
    }
    return columns, built


def problems_of_row(row, kinds):
    where = f"{row['requirement']}, {row['kind']}"
    if row["kind"] not in kinds:
        yield f"{where}: no such kind"
        return
    if not row["fields"]:
        yield f"{where}: no fields"
    for name in row["fields"].split():
        column, _, value = name.partition("=")
        choices = kinds[row["kind"]].get(column)
        if choices is None:
            yield f"{where}: no field {column}"
        elif value and value not in choices:
            yield f"{where}: {column} is never {value}"


def leaves(names):
    """Points without points below them: 6.7.2, and 5.2, which has none."""
    return {name for name in names if not any(other.startswith(name + ".") for other in names)}


def due_by_facts(facts):
    due = set()
    for file, key, prefix in FACTS:
        names = {row[key] for row in rows_of(facts / file)}
        if prefix == "cir2690":
            names = leaves(names)
        due |= {f"{prefix}:{name}" for name in names}
    return due


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__.strip())
    source = pathlib.Path(sys.argv[2]).resolve()
    facts = pathlib.Path(sys.argv[3]) if len(sys.argv) == 4 else source.parent / "shared/facts"
    kinds, due = kinds_of(pathlib.Path(sys.argv[1]).resolve())
    rows = rows_of(source / "docs/evidence-needs.csv")
    if facts.is_dir():
        due |= due_by_facts(facts)
    else:
        print(f"No facts in {facts}: only the frameworks that the program carries were looked for.")
    problems = [problem for row in rows for problem in problems_of_row(row, kinds)]
    seen = [(row["requirement"], row["kind"]) for row in rows]
    problems += [f"{', '.join(pair)}: there twice" for pair in sorted(set(seen)) if seen.count(pair) > 1]
    problems += [f"{name}: left out" for name in sorted(due - {row["requirement"] for row in rows})]
    if facts.is_dir():
        problems += [f"{name}: in no list" for name in sorted({row["requirement"] for row in rows} - due)]
    if problems:
        sys.exit("\n".join([*problems, f"{len(problems)} problems"]))
    print(f"{len(due)} requirements, {len(rows)} rows, {len({row['kind'] for row in rows})} kinds.")


if __name__ == "__main__":
    main()

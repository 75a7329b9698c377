#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""No text of a record goes into a public document unlooked-at: plants a word of its own in each free text of each kind of evidence, of this year's dossier and of the year before's, and prints every
public template. Whatever stands in one of them must be refused, by kind and field, once it also names a supplier.

    check_gate.py PROGRAM SOURCE
"""

import csv
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

FIELD = re.compile(r"^  - name: (\w+)\n((?:    .*\n|\n)*)", re.MULTILINE)
MARK = re.compile(r"q\d{3}z")
TOLD = re.compile(r"^(\S+): error: a public text names a supplier: (\w+) .*, (\w+) names .*\[VW-T156\]$", re.MULTILINE)
DOSSIERS = {"dossier.db": ("complete", "partial", "january", "account", "ensia"), "2024.db": ("previous",)}
# At least these are printed somewhere, or the test would say nothing of them.
PRINTED = {("dossier.db", "board_decision", "public_text"), ("dossier.db", "board_decision", "decision_id"), ("dossier.db", "assurance_report", "report_id"),
           ("dossier.db", "audit_finding", "public_text"), ("dossier.db", "document", "public_place"), ("dossier.db", "figure", "source"),
           ("dossier.db", "improvement_action", "public_text"), ("dossier.db", "incident", "public_lesson"), ("dossier.db", "risk", "public_text"),
           ("2024.db", "improvement_action", "public_text"), ("2024.db", "figure", "source")}
KEYS = {"board_decision": "decision_id", "assurance_report": "report_id"}  # numbers that people give, and that are filed


def free_texts(source):
    """{kind: {field: whether it is public}}, of every field that holds whatever somebody writes."""
    kinds = {}
    for path in sorted((source / "controls/evidence").glob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        kind = re.search(r"^kind: (\w+)$", text, re.MULTILINE).group(1)
        kinds[kind] = {name: "audience: public" in body for name, body in FIELD.findall(text)
                       if re.search(r"^    type: (text|list)$", body, re.MULTILINE) and "values:" not in body}
    return kinds


def planted(rows, kind, fields, place, filed, marks, more):
    """The rows with a mark in each free text: in all that is public, and in what holds a sentence. A name and a number stay what they are."""
    for field, is_public in fields.items():
        if not is_public and (field == "name" or not any(" " in row.get(field, "") for row in rows)):
            continue
        mark = marks.setdefault((place, kind, field), f"q{len(marks):03d}z")
        for row in rows:
            row[field] = f"{row.get(field) or ''} {mark} {more}".strip()
    key = KEYS.get(kind)
    if key and filed:
        mark = marks.setdefault((place, kind, key), f"q{len(marks):03d}z")
        for row in rows:
            row[key] = f"{row[key]} {mark} {more}"
    return rows


def table(rows):
    text = io.StringIO()
    columns = list(dict.fromkeys(column for row in rows for column in row))
    writer = csv.DictWriter(text, columns, restval="", lineterminator="\n")
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


def run(program, *arguments, may_fail=False):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True, check=False)
    if done.returncode != 0 and not may_fail:
        sys.exit(f"verantwoord {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr}")
    return done


def make_dossiers(program, evidence, kinds, marks, more):
    for place, batches in DOSSIERS.items():
        year = 2024 if place == "2024.db" else 2025
        run(program, "init", "--name", "Gemeente Waterrijk", "--type", "municipality", "--year", year, "--as-of", f"{year}-12-31", "-d", place)
        for batch in batches:
            folder = pathlib.Path("planted") / place / batch
            folder.mkdir(parents=True)
            for path in sorted((evidence / batch).glob("*.csv")):
                rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
                if not rows:
                    continue
                for row in rows:
                    if path.stem == "board_decision" and batch == "ensia":
                        row["occurred_on"] = "2026-05-07"  # late, so that it says why
                kept = planted(rows, path.stem, kinds.get(path.stem, {}), place, batch == "ensia", marks, more)
                (folder / path.name).write_text(table(kept), encoding="utf-8")
            day = "2026-05-20" if batch == "ensia" else "2026-01-12" if batch in ("january", "account") else f"{year}-12-31"
            run(program, "import", "-d", place, *sorted(folder.glob("*.csv")), "--collected-at", day, "--by", "CISO")
        if place == "dossier.db":
            pathlib.Path("supplier.csv").write_text("supplier_id,effective_from,name\nSUP-99,2025-01-01,Zeldzaam Bedrijf B.V.\n", encoding="utf-8")
            run(program, "import", "supplier.csv", "--collected-at", "2025-12-31", "--by", "CISO")
        run(program, "evaluate", "-d", place)


def printed(program, template):
    """What the template's document says, and the errors, with the year before where that counts."""
    folder = pathlib.Path("documents") / template
    more = ["--draft"] if template.startswith("college-") else []
    asked = ["report", template, "--format", "md,json", "--lang", "en", "-o", folder, *more]
    done = run(program, *asked, "--previous", "2024.db", may_fail=True)
    if "VW-U172" in done.stderr:
        done = run(program, *asked, may_fail=True)
    text = "".join(path.read_text(encoding="utf-8") for path in folder.glob("*")) if folder.is_dir() else ""
    return text, done


def marked(program, templates, marks):
    """{template: what is printed in it}."""
    of = {mark: where for where, mark in marks.items()}
    found = {}
    for template in templates:
        text, done = printed(program, template)
        if done.returncode != 0:
            sys.exit(f"{template} with harmless words: {done.stderr}")
        found[template] = {of[mark] for mark in MARK.findall(text)}
    return found


def unseen(program, found):
    for template, places in found.items():
        text, done = printed(program, template)
        told = set(TOLD.findall(done.stderr))
        if places and (done.returncode == 0 or text):
            yield f"{template} is printed, with the name of a supplier in {sorted(places)}"
        yield from (f"{template} prints {kind}.{field} of {place} without looking at it" for place, kind, field in sorted(places - told))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    os.environ.update(SOURCE_DATE_EPOCH="1779753600", LC_ALL="C.UTF-8")
    kinds, marks, wrong = free_texts(source), {}, []
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        subprocess.run([sys.executable, source / "docs/tutorial/make_evidence.py", "evidence"], check=True, capture_output=True)
        shutil.copytree(source / "docs/tutorial/municipality/ensia", "evidence/ensia")
        pathlib.Path("harmless").mkdir()
        pathlib.Path("wrong").mkdir()
        evidence = pathlib.Path("evidence").resolve()
        os.chdir("harmless")
        make_dossiers(program, evidence, kinds, marks, "en een onschuldig woord")
        templates = [each["template"] for each in json.loads(run(program, "list", "templates", "--json").stdout) if each["audience"] == "public" and "company" not in each["template"]]
        found = marked(program, templates, marks)
        os.chdir("../wrong")
        make_dossiers(program, evidence, kinds, marks, "van Zeldzaam Bedrijf")
        wrong += unseen(program, found)
        os.chdir("/")
    everywhere = set().union(*found.values())
    wrong += [f"{where} is printed nowhere: it says nothing" for where in sorted(PRINTED - everywhere)]
    print("\n".join(wrong) or f"{len(everywhere)} of {len(marks)} free texts are printed in {len(found)} public templates, and each is looked at.")
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""What goes in comes out: artefacts, exports with and without names, and the list of what is missing.

    check_evidence.py PROGRAM
"""
import csv
import hashlib
import json
import os
import re
import subprocess
import sys
import tempfile

PROGRAM = os.path.abspath(sys.argv[1])
PEOPLE = {"P-7701": "Willemijn Sluiter", "P-7702": "Gerbrand Achterop"}
HOSTILE = ["=1+1", "+31 6 1234", "-5", "@SUM(A1)", '=HYPERLINK("http://x.example","y")', "'s-Hertogenbosch",
           "''=2", "a,b;c", 'say "hi"', "first\nsecond", "=\u00e9\u00e9n"]
failures = []


def run(*arguments, code=0, env=None):
    done = subprocess.run([PROGRAM, *arguments], capture_output=True, text=True, env={**os.environ, **(env or {})})
    if done.returncode != code:
        print(f"{arguments}: exit {done.returncode} instead of {code}\n{done.stdout}{done.stderr}")
        sys.exit(1)
    return done.stdout


def expect(what, holds):
    print(("ok      " if holds else "FAILED  ") + what)
    if not holds:
        failures.append(what)


def write(name, rows):
    with open(name, "w", newline="", encoding="utf-8") as file:
        csv.writer(file).writerows(rows)


def rows_of(path):
    with open(path, newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def sha256(path):
    with open(path, "rb") as file:
        return hashlib.sha256(file.read()).hexdigest()


def make_dossier():
    run("init", "--name", "Waterrijk", "--type", "municipality", "--year", "2025")
    write("person.csv", [["person_id", "effective_from", "name", "employment", "employed_from", "board_member"]]
          + [[key, "2020-01-01", name, "staff", "2020-01-01", "no"] for key, name in PEOPLE.items()])
    write("asset.csv", [["asset_id", "effective_from", "name", "type", "owner"]]
          + [[f"A{i}", "2024-01-01", text, "application", "P-7701"] for i, text in enumerate(HOSTILE)])
    write("account.csv", [["account_id", "effective_from", "asset", "person", "privileged", "shared"],
                          ["w.sluiter", "2024-01-01", "A1", "P-7701", "no", "no"],
                          ["g.achterop", "2024-01-01", "A1", "P-7702", "yes", "no"]])
    write("role_assignment.csv", [["assignment_id", "effective_from", "role", "person"],
                                  ["R1", "2024-01-01", "ciso", "P-7701"]])
    write("exception.csv",
          [["exception_id", "effective_from", "effective_until", "test", "subject_kind", "subject_key", "owner",
            "requested_by", "approved_by", "reason", "risk_reference"],
           ["E1", "2025-01-01", "2025-11-30", "access.mfa.x", "person", "P-7702", "P-7701", "P-7701", "P-7702",
            "to be solved", "RA-1"]])
    for name in ("person", "asset", "account", "role_assignment", "exception"):
        run("import", f"{name}.csv", "--collected-at", "2026-01-05", "--by", "Willemijn Sluiter")


def check_round_trip():
    run("export", "-o", "out")
    expect("texts come out of an export as they were, behind a tab where they would run",
           [row["name"] for row in rows_of("out/asset.csv")]
           == [("\t" if text[0] in "=+-@" else "") + text for text in HOSTILE_SORTED])
    manifest = json.load(open("out/manifest.json", encoding="utf-8"))
    expect("the manifest has the hash of each file",
           all(sha256("out/" + f["file"]) == f["sha256"] for f in manifest["files"]) and len(manifest["files"]) == 5)
    head = run("ledger", "--head").split()
    expect("the manifest has the head of the ledger", any(manifest["ledger_head"] in word for word in head))
    run("init", "--name", "Again", "--type", "municipality", "--year", "2025", env={"VERANTWOORD_DOSSIER": "again.db"})
    files = ["out/" + f["file"] for f in manifest["files"]]
    run("import", *files, "--collected-at", "2026-01-05", env={"VERANTWOORD_DOSSIER": "again.db"})
    run("export", "-o", "out2", env={"VERANTWOORD_DOSSIER": "again.db"})
    expect("an export that is taken in comes out of the next one byte for byte",
           all(sha256(f) == sha256(f.replace("out/", "out2/")) for f in files))
    run("export", "-o", "only", "--kind", "asset")
    expect("--kind exports one kind", sorted(os.listdir("only")) == ["README.txt", "asset.csv", "manifest.json"])


def personal_words():
    return list(PEOPLE) + list(PEOPLE.values()) + ["w.sluiter", "g.achterop"]


def names_in(folder):
    found = []
    for name in sorted(os.listdir(folder)):
        with open(os.path.join(folder, name), "rb") as file:
            text = file.read().decode("utf-8", "replace")
        found += [(name, word) for word in personal_words() if word in text]
    return found


def check_pseudonyms():
    with open("secret", "wb") as file:
        file.write(bytes(range(32)))
    run("export", "-o", "hidden", "--pseudonymised")
    run("export", "-o", "hidden1", "--secret", "secret")
    run("export", "-o", "hidden2", "--secret", "secret")
    expect("names stand in a plain export, or this checks nothing", len(names_in("out")) > 5)
    expect(f"no name, staff number or account is left: {names_in('hidden')}", names_in("hidden") == [])
    persons = {row["person_id"] for row in rows_of("hidden/person.csv")}
    expect("each person has a pseudonym of its own",
           len(persons) == 2 and all(re.fullmatch("person-[0-9a-f]{12}", p) for p in persons))
    write("many.csv", [["person_id", "effective_from", "employment", "employed_from", "board_member"]]
          + [[f"N{i:02}", "2020-01-01", "staff", f"2020-01-{i:02}", "no"] for i in range(1, 31)])
    env = {"VERANTWOORD_DOSSIER": "many.db"}
    run("init", "--name", "Many", "--type", "municipality", "--year", "2025", env=env)
    run("import", "many.csv", "--kind", "person", "--collected-at", "2026-01-05", env=env)
    run("export", "-o", "many", "--pseudonymised", env=env)
    began = [row["employed_from"] for row in rows_of("many/person.csv")]
    expect("the order of the rows does not tell who is who", len(began) == 30 and began != sorted(began))
    expect("references still match",
           {row["owner"] for row in rows_of("hidden/asset.csv")} < persons
           and {row["person"] for row in rows_of("hidden/account.csv")} == persons
           and rows_of("hidden/exception.csv")[0]["subject_key"] in persons)
    expect("one secret gives one pseudonym", sha256("hidden1/person.csv") == sha256("hidden2/person.csv"))
    expect("without a secret they are new every time", sha256("hidden/person.csv") != sha256("hidden1/person.csv"))
    env = {"VERANTWOORD_DOSSIER": "hidden.db"}
    run("init", "--name", "Hidden", "--type", "municipality", "--year", "2025", env=env)
    run("import", *(f"hidden/{n}" for n in os.listdir("hidden") if n.endswith(".csv")), "--collected-at", "2026-01-05",
        env=env)


def marked_row(kind):
    """A record of a kind in which all that names somebody is a word that stands nowhere else."""
    example = dict(kind["example"])
    personal = {k["kind"] for k in KINDS if k["key_personal"]}
    marked = 0
    for field in kind["fields"]:
        names = field["type"] == "text" and field["personal"] or field.get("to") in personal
        if names:
            example[field["name"]] = f"SENTINEL {kind['kind']} {field['name']}"
            marked += 1
    if kind["key_personal"]:
        example[kind["key"]] = f"SENTINEL {kind['kind']}"
        marked += 1
    for pair in ("subject", "record"):
        if f"{pair}_kind" in example:
            example.update({f"{pair}_kind": "person", f"{pair}_key": "SENTINEL person"})
            marked += 1
    return example, marked


def check_every_personal_field():
    """Of each kind of the catalogue: no personal text, key or reference comes out of an export with pseudonyms."""
    kinds = {k["kind"]: k for k in KINDS}
    wrong = [(k["kind"], f["name"]) for k in KINDS for f in k["fields"]
             if f["type"] == "ref" and f["personal"] != kinds[f["to"]]["key_personal"]]
    expect(f"a reference is personal when the key that it names is, and only then: {wrong}", wrong == [])
    env = {"VERANTWOORD_DOSSIER": "marked.db", "SOURCE_DATE_EPOCH": "1798761600"}
    run("init", "--name", "Marked", "--type", "municipality", "--year", "2025", env=env)
    marks, files = 0, []
    for kind in KINDS:
        if kind["kind"] == "artefact":
            continue
        row, marked = marked_row(kind)
        marks += marked
        files.append(f"marked-{kind['kind']}.csv")
        write(files[-1], [list(row), list(row.values())])
        run("import", files[-1], "--kind", kind["kind"], "--collected-at", "2026-12-31", env=env)
    with open("SENTINEL artefact.txt", "w", encoding="utf-8") as file:
        file.write("decided")
    run("import", "--artefact", "SENTINEL artefact.txt", "--by", "SENTINEL artefact added_by", env=env)
    run("export", "-o", "marked-plain", env=env)
    run("export", "-o", "marked-hidden", "--pseudonymised", env=env)
    plain, hidden = ("".join(open(f"{folder}/{name}", encoding="utf-8").read() for name in os.listdir(folder))
                     for folder in ("marked-plain", "marked-hidden"))
    expect(f"{marks} marks stand in a plain export", plain.count("SENTINEL") >= marks + 2 and marks > 60)
    found = sorted(set(re.findall(r"SENTINEL[^,\"\r]*", hidden)))
    expect(f"and none in one with pseudonyms: {found[:5]}", found == [])


def check_reports():
    run("evaluate", "--framework", "bio2")
    for flag, folder in ((None, "roles"), ("--names", "names")):
        # A public document is refused with names.
        for template in ("statement",) if flag else ("statement", "annual-report-section"):
            run("report", template, "--lang", "en", "--format", "md,html,json,xlsx,pdf", "-o", folder,
                *([flag] if flag else []))
        subprocess.run(["pdftotext", f"{folder}/statement-en.pdf", f"{folder}/pdf.txt"], check=False)
        for book in ("statement-en", "annual-report-section-en"):
            subprocess.run(["unzip", "-qo", f"{folder}/{book}.xlsx", "-d", f"{folder}-{book}"], check=False)
    sheets = ["roles-statement-en/xl", "roles-statement-en/xl/worksheets"]
    files = [d for d in sheets if os.path.isdir(d)]
    found = names_in("roles") + [hit for d in files for hit in names_in_folder(d)]
    expect(f"no report names a person: {found[:5]}", found == [])
    expect("--names does", {word for _, word in names_in("names")} >= {"Willemijn Sluiter", "P-7702"})
    text = open("roles/statement-en.md", encoding="utf-8").read()
    rows = open("roles/statement-en.json", encoding="utf-8").read()
    expect("somebody with a role is shown by it", '"CISO"' in rows)
    expect("somebody without a role has a number", re.search(r"employee \d+", text) is not None)


def names_in_folder(folder):
    files = [n for n in os.listdir(folder) if os.path.isfile(os.path.join(folder, n))]
    found = []
    for name in files:
        with open(os.path.join(folder, name), encoding="utf-8", errors="replace") as file:
            text = file.read()
        found += [(name, word) for word in personal_words() if word in text]
    return found


def check_artefacts():
    content = os.urandom(700_000)
    for name in ("besluit.bin", "copy.bin"):
        with open(name, "wb") as file:
            file.write(content)
    with open("empty", "wb"):
        pass
    before = os.path.getsize("dossier.db")
    run("import", "--artefact", "besluit.bin", "--for", "asset:A1", "--for", "person:P-7701", "--description", "Decision")
    grown = os.path.getsize("dossier.db") - before
    run("import", "--artefact", "copy.bin", "--id", "COPY", "--artefact", "empty", code=2)
    run("import", "--artefact", "copy.bin", "--id", "COPY")
    expect("the same content is stored once", os.path.getsize("dossier.db") - before - grown < 300_000 < grown)
    run("import", "--artefact", "empty", "--id", "NONE")
    run("import", "--artefact", "besluit.bin", "--id", "BESIDE", "--beside")
    beside = os.listdir("dossier.db.artefacts")
    expect("beside the dossier it stands under its hash", beside == [hashlib.sha256(content).hexdigest()])
    for key, original in (("COPY", "besluit.bin"), ("BESIDE", "besluit.bin"), ("NONE", "empty")):
        run("export", "--artefact", key, "-o", "back")
        expect(f"{key} comes back as it was", sha256("back") == sha256(original))
    listed = {a["artefact"]: a for a in json.loads(run("list", "artefacts", "--json"))}
    first = listed[hashlib.sha256(content).hexdigest()[:16]]
    expect("the list says what it supports", set(first["for"].split()) == {"asset:A1", "person:P-7701"})
    expect("verify agrees", "Artefacts: 4" in run("verify", "--lang", "en"))
    os.rename("dossier.db", "moved.db")
    run("export", "--artefact", "BESIDE", "-o", "back", env={"VERANTWOORD_DOSSIER": "moved.db"})
    expect("a dossier that was renamed still finds its folder", sha256("back") == sha256("besluit.bin"))
    os.rename("moved.db", "dossier.db")
    with open("lost.bin", "wb") as file:
        file.write(b"lost")
    run("import", "--artefact", "lost.bin", "--beside", "nothing.csv", code=4)
    expect("what was not taken in leaves nothing beside", os.listdir("dossier.db.artefacts") == beside)


def check_missing():
    said = json.loads(run("evidence", "--framework", "bio2", "--json"))
    missing = said["missing"]
    waiting = [gap["waiting"] for gap in missing]
    expect("what most requirements wait for comes first", waiting == sorted(waiting, reverse=True) and waiting[0] > 1)
    gaps = {(g["missing"], g.get("kind")) for g in missing}
    expect("a kind that was never collected is missing", ("records", "training") in gaps)
    expect("a population that nobody declared complete is missing", ("complete", "asset") in gaps)
    field = [g for g in missing if g.get("field") == "criticality"][0]
    expect("a field that tests ask is missing, with its count", (field["unknown"], field["of"]) == (len(HOSTILE),) * 2)
    expect("an answer is missing", any(g["missing"] == "answer" for g in missing))
    expect("what ends before the reference date is told",
           [(e["kind"], e["key"], e["date"]) for e in said["expires"]] == [("exception", "E1", "2025-11-30")])
    kinds = {k["kind"]: k for k in said["kinds"]}
    expect("each kind has its count, day and source",
           (kinds["asset"]["records"], kinds["asset"]["newest"], kinds["asset"]["sources"][0]["file"])
           == (len(HOSTILE), "2026-01-05", "asset.csv"))
    write("asset.csv", [["asset_id", "effective_from", "name", "type", "criticality"],
                        ["A0", "2024-01-01", "Web", "application", "high"]])
    run("import", "asset.csv", "--complete", "--collected-at", "2026-01-06")
    said = json.loads(run("evidence", "--framework", "bio2", "--json"))
    asset = [k for k in said["kinds"] if k["kind"] == "asset"][0]
    expect("records that a complete list leaves out are told",
           asset["complete"] and asset["not_in_complete_list"] == len(HOSTILE) - 1)
    gaps = {(g["missing"], g.get("kind")) for g in said["missing"]}
    expect("what was filled is no longer missing", ("complete", "asset") not in gaps)
    field = [g for g in said["missing"] if g.get("field") == "criticality"][0]
    expect("and its count falls", field["unknown"] == len(HOSTILE) - 1)


HOSTILE_SORTED = [text for _, text in sorted((f"A{i}", text) for i, text in enumerate(HOSTILE))]

with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    os.environ.update({"LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1768000000"})
    os.environ.pop("VERANTWOORD_DOSSIER", None)
    make_dossier()
    check_round_trip()
    check_pseudonyms()
    KINDS = [json.loads(run("explain", kind["kind"], "--json")) for kind in json.loads(run("list", "kinds", "--json"))]
    check_every_personal_field()
    check_reports()
    check_missing()
    check_artefacts()
    os.chdir("/")
sys.exit(1 if failures else 0)

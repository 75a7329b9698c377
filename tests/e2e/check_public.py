#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""No secret in a public document, and the place for an auditor's initials on each page of what is filed: plants words of people, names and keys in the evidence of the tutorial's municipality,
writes every public template in every format and both languages, and looks for them in all that the files hold: members of
a workbook, text, metadata and embedded files of a PDF. The confidential documents must have them, else nothing was planted.

    check_public.py PROGRAM SOURCE

Exit code 77, with a message, when qpdf or poppler-utils is not there.
"""

import csv
import html
import io
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

TOOLS = ("qpdf", "pdftotext", "pdfinfo", "pdfdetach")
FORMATS = "pdf,xlsx,md,html,json,docx,odt,csv"
INITIALS = {"nl": "Paraaf van de auditor", "en": "Initials of the auditor"}
WORD = "Q7GEHEIM"  # in each planted word, with a number behind it
FILED = pathlib.Path("docs/tutorial/municipality/ensia")
# Of these kinds, which columns are given a planted word in every row: what people wrote, names, and what is wrong.
PLANTED = {
    "complete/answer.csv": ("reason", "review_reason"),
    "complete/asset.csv": ("name",),
    "complete/audit_finding.csv": ("title",),
    "complete/document.csv": ("title",),
    "complete/exception.csv": ("reason", "compensating_measure"),
    "complete/incident.csv": ("title", "cause"),
    "complete/person.csv": ("name",),
    "complete/supplier.csv": ("name",),
    "partial/risk.csv": ("title", "description"),
    "ensia/answer.csv": ("reason", "review_reason"),
    "ensia/improvement_action.csv": ("title",),
    "ensia/board_decision.csv": ("title", "outcome", "minutes"),
    "ensia/assurance_report.csv": ("auditor",),
}


def plant(folder):
    """Returns the words that were planted."""
    words = []
    for name, columns in PLANTED.items():
        path = folder / name
        rows = list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"))))
        found = [column for column in columns if column in rows[0]]
        if not found:
            sys.exit(f"{name} has none of the columns {columns}: nothing would be planted there.")
        for column in found:
            words.append(f"{WORD}{len(words):02d}")
            for row in rows:
                if row[column]:
                    row[column] = f"{row[column]} {words[-1]}"
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0].keys(), lineterminator="\n")
            writer.writeheader()
            writer.writerows(rows)
    return words


def run(program, *arguments):
    done = subprocess.run([program, *map(str, arguments)], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"verantwoord {' '.join(map(str, arguments))}: exit {done.returncode}\n{done.stderr}")
    return done.stdout


def make_dossier(program, source):
    subprocess.run([sys.executable, source / "docs/tutorial/make_evidence.py", "evidence"], check=True, capture_output=True)
    evidence = pathlib.Path("evidence")
    shutil.copytree(source / FILED, evidence / "ensia")
    words = plant(evidence)
    run(program, "init", "--name", "Gemeente Waterrijk", "--type", "municipality", "--year", "2025")
    for batch in ("complete", "partial", "january", "ensia"):
        more = ["--complete"] if batch == "complete" else []
        run(program, "import", *sorted((evidence / batch).glob("*.csv")), *more, "--collected-at", "2025-12-31"
            if batch in ("complete", "partial") else "2026-04-20", "--by", f"{WORD}collector")
    run(program, "evaluate")
    return [*words, f"{WORD}collector"]


def weak_spots(program):
    """Titles of tests that fall short, and ids of requirements that do, as a public text might name them."""
    tests = {each["test"]: each["title"] for each in json.loads(run(program, "list", "tests", "--json", "--lang", "nl"))}
    tests_en = {each["test"]: each["title"] for each in json.loads(run(program, "list", "tests", "--json", "--lang", "en"))}
    wrong = [each["test"] for each in json.loads(run(program, "list", "findings", "--json")) if each["result"] in ("not_met", "partly_met")]
    conclusions = json.loads(run(program, "list", "conclusions", "--json"))
    ids = {each["requirement"].split(":", 1)[1] for each in conclusions if each["result"] in ("not_met", "partly_met")}
    titles = {names[test] for names in (tests, tests_en) for test in wrong if test in names}
    return titles, {each for each in ids if re.fullmatch(r"[A-Z]/?[A-Z]*\.\d+", each) or re.fullmatch(r"\d\.\d\d\.\d\d", each)}, set(wrong)


def texts_of_pdf(path):
    """All that is in a PDF: its objects without compression, its text, its metadata, and each file embedded in it."""
    plain = path.with_suffix(".qdf")
    subprocess.run(["qpdf", "--qdf", "--object-streams=disable", path, plain], check=True)
    yield "objects", plain.read_bytes()
    for tool, *arguments in (("pdftotext", path, "-"), ("pdfinfo", "-meta", path), ("pdfinfo", path)):
        yield tool, subprocess.run([tool, *arguments], check=True, capture_output=True).stdout
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run(["pdfdetach", "-saveall", "-o", folder, path], capture_output=True, check=False)
        for embedded in sorted(pathlib.Path(folder).rglob("*")):
            yield from (((f"embedded {embedded.name}: {part}"), data) for part, data in texts_of(embedded))


def texts_of(path):
    if path.suffix == ".pdf":
        yield from texts_of_pdf(path)
        return
    data = path.read_bytes()
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            for member in archive.namelist():
                content = archive.read(member)
                yield member, member.encode() + b"\n" + content
                if member.endswith(".xml"):  # a text may stand in several elements
                    yield f"{member}, text", html.unescape(re.sub("<[^>]*>", "", content.decode())).encode()
    yield "", data


def written(program, template, lang):
    folder = pathlib.Path("documents") / template / lang
    # The frame for Suwinet that comes with the program is not the one in force: what is about it cannot be filed.
    draft = ["--draft"] if template in ("college-statement", "college-annex-suwinet") else []
    run(program, "report", template, "--format", FORMATS, "--lang", lang, "-o", folder, *draft)
    return sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix != ".qdf")


def without_initials(path, lang):
    """Where a document that is filed lacks the place for the auditor's initials: on each page, in each foot."""
    if path.suffix == ".pdf":
        pages = subprocess.run(["pdftotext", path, "-"], check=True, capture_output=True).stdout.decode().split("\f")[:-1]
        return [f"page {number} of {path}" for number, page in enumerate(pages, 1) if INITIALS[lang] not in page]
    parts = dict(texts_of(path))
    feet = [name for name in parts if re.fullmatch(r"word/footer\d\.xml|styles\.xml", name)] or [""]
    wanted = path.suffix in (".docx", ".odt", ".html")
    # One place a page: a DOCX has a part for each foot, an ODT a foot for each kind of page in one part.
    return [f"{name} of {path}" for name in feet if wanted and same_line(parts[name]).count(INITIALS[lang]) !=
            (same_line(parts[name]).count("<style:footer>") or 1)]


def same_line(data):
    """As text without line breaks, which a PDF has anywhere."""
    return re.sub(r"\s+", " ", data.decode("utf-8", "replace"))


def leaks(path, needles):
    for part, data in texts_of(path):
        text = same_line(data)
        for needle in needles:
            if needle in text:
                yield f"{path} {part}: {needle}"


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__.strip())
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        print(f"SKIPPED: {', '.join(missing)} not installed; the public documents were not searched.")
        sys.exit(77)
    program, source = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
    os.environ["SOURCE_DATE_EPOCH"] = "1776729600"
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        found = look(program, make_dossier(program, source))
        os.chdir("/")
    print("\n".join(found))
    sys.exit(1 if found else 0)


def look(program, words):
    titles, ids, tests = weak_spots(program)
    templates = json.loads(run(program, "list", "templates", "--json"))
    public = [each["template"] for each in templates if each["audience"] == "public"]
    found, searched = [], 0
    for template in public:
        for lang in ("nl", "en"):
            for path in written(program, template, lang):
                searched += path.suffix != ".csv" or path.name == "_tables.csv"  # one for a folder of tables
                found += leaks(path, [WORD, *titles, *ids, *tests])
                if template.startswith("college-"):
                    found += [f"no initials on {where}" for where in without_initials(path, lang)]
    if not public or searched != len(public) * 2 * len(FORMATS.split(",")):
        found.append(f"{searched} files of {public} were searched: too few")
    # The same search finds the planted words where they belong.
    seen, edited = set(), set()
    for template in ("statement", "college-annex-digid", "college-annex-suwinet"):
        for path in written(program, template, "nl"):
            if path.suffix in (".json", ".xlsx"):
                seen |= {leak.rsplit(": ", 1)[1] for leak in leaks(path, words)}
            elif path.suffix in (".docx", ".odt", ".csv") and any(leaks(path, words)):
                edited.add(path.suffix)
    if len(seen) < 6:
        found.append(f"of the planted words only {sorted(seen)} were found in the confidential documents")
    if len(edited) != 3:
        found.append(f"planted words were found in no confidential document but {sorted(edited)}")
    if not found:
        print(f"{searched} public files hold none of {len(words)} planted words, {len(titles)} titles and {len(ids)} requirements; "
              f"{len(seen)} of the words stand in confidential ones.")
    return found


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The catalogue of each framework that the program carries: all that is listed stands in it.

    check_catalogue.py PROGRAM
"""

import json
import re
import shutil
import subprocess
import unittest

import openpyxl

from hostile import Hostile, main

# One of each status, an aspect of each sort, a mark, a condition and an earlier number.
SET = """framework: mine
version: "1"
date: 2025-01-01
title: {nl: Kader, en: Frame}
explain: {nl: Wat het is, en: What this is}
attribution: {nl: Met dank, en: With thanks}
mark: draft
mark_reason: {nl: De dag van een concept, en: The day of a draft}
left_out:
  - {reference: Law 1.7, because: {nl: Een bevoegdheid, en: A power of somebody else}}
applies_to: [municipality]
applies_because: {nl: Wet 1, en: Law 1}
parameters: [{name: restore_test_interval, value: 8 months, source: Law 1.1a}]
aspects: [design, existence, operation]
requirements:
  - {id: "1", kind: control, title: {nl: Kop, en: Heading}, reference: Law 1, status: heading}
  - id: "1.1"
    kind: article
    title: {nl: Herstel, en: Recovery}
    explain: {nl: Zet terug., en: Put it back.}
    reference: Law 1.1
    parent: "1"
    was: ["0.1"]
    owner: {nl: Hoofd ICT, en: Head of IT}
    where_appropriate: true
    mark: unverified
    mark_reason: {nl: Niet gezien, en: Not seen}
    applies_when: staff > 50
    applies_because: {nl: Wet 9, en: Law 9}
    maps: [{measure: continuity.restore-test, coverage: partial, because: {nl: Deel, en: Not the rest}}]
    questions:
      - {aspect: operation, ask: {nl: Lukte al het herstel?, en: Did each recovery succeed?}}
  - id: "1.2"
    kind: article
    title: {nl: Iets, en: Something}
    reference: Law 1.2
    questions: [{aspect: design, ask: {nl: Past het beleid?, en: Does the policy suit?}}]
    not_covered: [{aspect: existence, because: {nl: Daarom, en: No record tells}}]
  - {id: "1.3", kind: control, title: {nl: Weg, en: Gone}, reference: Law 1.3, status: moved, moved_to: "1.2"}
  - {id: "1.4", kind: control, title: {nl: Vrij, en: Free}, reference: Law 1.4, status: placeholder}
  - {id: "1.10", kind: control, title: {nl: Oud, en: Old}, reference: Law 1.10, status: lapsed}
"""
MARKS = {
    "nl": {"unverified": "niet geverifieerd", "draft": "concept", "derived": "afgeleid"},
    "en": {"unverified": "unverified", "draft": "draft", "derived": "derived"},
}
# Words of a reference that a reader of Dutch would meet in English; the name of a document keeps its own.
ENGLISH = r"(?i)\b(regulation|directive|annex(es)?|part|implementing|delegated|gdpr|frame|domain|and|to|amended|unknown)\b"


def headings(markdown):
    """Text under the heading of each requirement, by its id."""
    parts = re.split(r'^#+ <a id="norm-[^"]*"></a>(.*)$', markdown, flags=re.M)[1:]
    plain = [re.sub(r"\\([^\w\s])", r"\1", part) for part in parts]
    return [(title.split(" ")[0], text) for title, text in zip(plain[::2], plain[1::2])]


def titles(markdown):
    return {squeezed(re.sub(r"\\([^\w\s])", r"\1", title)) for title in re.findall(r'^#+ <a id="[^"]*"></a>(.*)$', markdown, flags=re.M)}


def squeezed(text):
    return re.sub(r"\s+", "", text)


class Catalogue(Hostile):
    def tells(self, *arguments):
        return json.loads(self.done(*arguments, "--json"))

    def listed_requirements(self, *arguments):
        rows = {}
        for row in self.tells("list", "requirements", *arguments):
            framework, name = row["requirement"].split(":", 1)
            rows.setdefault(framework, []).append((name, row))
        return rows

    def sheet(self, path, at):
        """Rows below the heads, and the place of each column by its head."""
        sheet = openpyxl.load_workbook(path).worksheets[at]
        rows = [row for row in sheet.iter_rows(values_only=True)]
        first = next(i for i, row in enumerate(rows) if row[0] in ("Norm", "Requirement"))
        heads = [head for head in rows[first] if head is not None]
        return [dict(zip(heads, row)) for row in rows[first + 1:] if row[0] is not None]

    def check_language(self, lang):
        frameworks = {row["framework"]: row for row in self.tells("list", "frameworks")}
        listed = self.listed_requirements()
        self.done("report", "catalogue", "--format", "pdf,xlsx,md", "--lang", lang, "-o", "out")
        self.assertGreater(len(frameworks), 5)
        self.assertEqual(set(frameworks), set(listed))
        marked = 0
        for framework, rows in listed.items():
            with self.subTest(framework=framework, lang=lang):
                paths = {
                    form: self.folder / "out" / f"catalogue-{framework}-{lang}.{form}" for form in ("md", "xlsx", "pdf")
                }
                names = [name for name, _ in rows]
                found = headings(paths["md"].read_text(encoding="utf-8"))
                self.assertEqual([name for name, _ in found], names)
                cells = self.sheet(paths["xlsx"], 1)
                head = "Norm" if lang == "nl" else "Requirement"
                self.assertEqual([str(row[head]) for row in cells], names)
                themes = {row.get("Thema" if lang == "nl" else "Theme") for row in self.sheet(paths["xlsx"], 3)}
                if lang == "nl":
                    for row in self.sheet(paths["xlsx"], 3):
                        self.assertNotRegex(row["Vindplaats"], ENGLISH)
                self.assertFalse(themes & {"organisational", "people", "physical", "technological"})
                for (name, row), (_, text), cell in zip(rows, found, cells):
                    mark = MARKS[lang].get(row["mark"])
                    marked += mark is not None
                    self.assertEqual(cell["Voorbehoud" if lang == "nl" else "Mark"], mark, name)
                    if mark is not None:
                        self.assertIn(f"{mark}. ", text, name)
                    else:
                        self.assertNotIn("> **Voorbehoud:**" if lang == "nl" else "> **Mark:**", text)
                marks = [row["mark"] for _, row in rows if row["mark"] is not None]
                self.check_pdf(paths["pdf"], names, [MARKS[lang][mark] for mark in marks], lang)
                self.check_feet(paths["pdf"], titles(paths["md"].read_text(encoding="utf-8")))
        self.assertGreater(marked, 0)

    def check_feet(self, path, heads):
        """No page ends with a heading, or with what a list below it was to follow; behind the contents, which are headings."""
        if shutil.which("pdftotext") is None:
            return
        shown = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
        at = min(shown.find(f"\n{about}\n") for about in ("Over dit normenkader", "About this framework") if f"\n{about}\n" in shown)
        for page in shown[at:].split("\f")[:-1]:
            lines = [line.strip() for line in page.splitlines() if line.strip()]
            if len(lines) > 2:
                self.assertNotIn(squeezed(lines[-2]), heads)
                self.assertNotRegex(lines[-2], r"^• +(Design|Existence|Operation|Opzet|Bestaan|Werking|Measures|Maatregelen|Values that[^:]*|Waarden waarmee[^:]*):(?! nothing| niets)")

    def check_pdf(self, path, names, marks, lang):
        if shutil.which("qpdf") is not None:
            checked = subprocess.run(["qpdf", "--check", path], capture_output=True, check=False)
            self.assertEqual(checked.returncode, 0, checked.stdout)
        if shutil.which("pdftotext") is not None:
            shown = subprocess.run(["pdftotext", path, "-"], capture_output=True, check=True).stdout
            pages = shown.decode().split("\f")
            laid_out = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout
            for number, page in enumerate(laid_out.decode().split("\f"), 1):  # an item and its first line stand together
                self.assertNotIn("•", [line.strip() for line in page.splitlines() if line.strip()][-2:], number)
            title = "Inhoud" if lang == "nl" else "Contents"
            self.assertIn(title, pages[1].splitlines())
            about = "Over dit normenkader" if lang == "nl" else "About this framework"
            longest = 3 if "bio2" in path.name else 5  # of several themes the contents take a page, else at most three
            self.assertTrue(any(about in page.splitlines() for page in pages[2:longest]), path)
            text = squeezed(shown.decode())
            at = 0
            for name in names:  # in order
                at = text.find(squeezed(name), at)
                self.assertGreaterEqual(at, 0, name)
            label = "Voorbehoud:" if lang == "nl" else "Mark:"
            found = [part[:len(squeezed(mark))] for part, mark in zip(text.split(label)[1:], marks)]
            self.assertEqual(found, [squeezed(mark) for mark in marks])
            self.assertEqual(text.count(label), len(marks))

    def test_each_requirement_stands_in_the_catalogue_of_its_framework_in_dutch(self):
        self.check_language("nl")

    def test_each_requirement_stands_in_the_catalogue_of_its_framework_in_english(self):
        self.check_language("en")

    def test_it_tells_what_decides_each_aspect_and_what_became_of_the_rest(self):
        self.write("mine.yaml", SET)
        told = self.done("report", "catalogue", "--framework", "mine", "--controls", "mine.yaml",
                         "--format", "md,xlsx", "--lang", "en")
        self.assertEqual(told, "catalogue-mine-en.xlsx\ncatalogue-mine-en.md\n")
        self.assertFalse(self.dossier.exists())
        whole = (self.folder / "catalogue-mine-en.md").read_text(encoding="utf-8")
        for text in ("What this is", "With thanks", "draft. The day of a draft", "municipality",
                     "| Law 1.7 | A power of somebody else |", "Law 1", "not those shipped with",
                     "Requirements with a mark: 1.", "| active | 2 |", "| lapsed | 1 |",
                     "| design | 0 | 1 | 1 | 0 | 0 |", "| existence | 0 | 1 | 0 | 1 | 0 |",
                     "| operation | 0 | 1 | 0 | 0 | 1 |"):
            self.assertIn(text, whole)
        parts = dict(headings(whole))
        self.assertEqual(list(parts), ["1", "1.1", "1.2", "1.3", "1.4", "1.10"])
        for text in ("Put it back.", "Law 1.1", "**Under:** 1\n", "**Earlier:** 0.1", "Head of IT",
                     "unverified. Not seen", "Law 9 `staff > 50`", "yes, where appropriate",
                     "in part. Not the rest `continuity.restore-test`", "**Operation:** tests decide a part",
                     "**Values that it is tested with:**\n", ": 8 months (Law 1.1a) `restore_test_interval`",
                     "`continuity.restore-test.yearly@mine`", "**Question:** Did each recovery succeed?"):
            self.assertIn(text, parts["1.1"])
        for text in ("**Design:** a person judges", "**Question:** Does the policy suit?",
                     "**Existence:** nothing decides this\n", "**Not covered:** No record tells",
                     "**Operation:** nothing decides this, without a reason", "**May lapse:** no"):
            self.assertIn(text, parts["1.2"])
        self.assertIn("**Stands now at:** 1.2 Something", parts["1.3"])
        for name in ("1", "1.3", "1.4", "1.10"):
            self.assertIn("**Does not count:**", parts[name])
            self.assertNotIn("**Operation:**", parts[name])
        self.check_sheets(self.folder / "catalogue-mine-en.xlsx")
        left_out = openpyxl.load_workbook(self.folder / "catalogue-mine-en.xlsx")["Left out"]
        self.assertIn(("Law 1.7", "A power of somebody else"), [row[:2] for row in left_out.iter_rows(values_only=True)])

    def test_the_shipped_heads_tell_what_was_not_verified_and_what_was_left_out(self):
        for name in ("cra", "gdpr", "dora-rts", "cbb"):
            self.tells("report", "catalogue", "--framework", name, "--format", "md", "--lang", "nl")
            self.assertIn("**Voorbehoud bij versie en datum**: niet geverifieerd.",
                          (self.folder / f"catalogue-{name}-nl.md").read_text(encoding="utf-8"), name)
        self.tells("report", "catalogue", "--framework", "nis2", "--format", "md", "--lang", "nl")
        told = (self.folder / "catalogue-nis2-nl.md").read_text(encoding="utf-8")
        for article in ("66(2)", "70", "79", "80(3)", "87(3)", "101"):
            self.assertIn(f"| Cbw art. {article} | ", told)

    def test_the_periods_that_a_framework_sets_stand_at_the_requirement_that_sets_them(self):
        """Of BIO2 each number that a source names has that value under its own heading."""
        self.tells("report", "catalogue", "--framework", "bio2", "--format", "md", "--lang", "en")
        parts = dict(headings((self.folder / "catalogue-bio2-en.md").read_text(encoding="utf-8")))
        said = {name: set(re.findall(r"\(BIO2 1.3, (\d\.\d\d\.\d\d)[^()]*\) `(\w+)`", text)) for name, text in parts.items()}
        self.assertIn("12 months (BIO2 1.3, 5.18.02) `access_review_interval`", parts["5.18.02"])
        told = {pair for pairs in said.values() for pair in pairs}
        self.assertGreaterEqual(len(told), 20)
        for name, parameter in told:
            self.assertIn((name, parameter), said[name])

    def test_what_stands_under_another_stands_behind_it(self):
        self.tells("report", "catalogue", "--framework", "cbb", "--format", "md", "--lang", "en")
        names = [name for name, _ in headings((self.folder / "catalogue-cbb-en.md").read_text(encoding="utf-8"))]
        at = names.index("23-25")
        self.assertEqual({name.rsplit("-", 1)[0] for name in names[at + 1:names.index("27")]}, {"cbro-central", "cbro-decentral"})

    def check_sheets(self, path):
        rows = {row["Requirement"]: row for row in self.sheet(path, 1)}
        details = {row["Requirement"]: row for row in self.sheet(path, 3)}
        self.assertEqual(list(details), list(rows))
        self.assertLessEqual(max(len(row) for row in [*rows.values(), *details.values()]), 12)
        self.assertEqual(rows["1.1"]["Questions"], "operation: Did each recovery succeed?")
        self.assertEqual((rows["1.1"]["Operation"], rows["1.2"]["Design"]), ("partial", "judgement"))
        self.assertEqual(details["1.2"]["Not covered, because"], "existence: No record tells")
        self.assertEqual(details["1.1"]["Rule for that"], "staff > 50")
        self.assertEqual(details["1.1"]["Reason of the mark"], "Not seen")
        self.assertEqual((details["1.1"]["Reference"], details["1.1"]["Earlier"]), ("Law 1.1", "0.1"))
        self.assertEqual((rows["1.3"]["Status"], details["1.3"]["Stands now at"]), ("moved", "1.2"))
        mappings = self.sheet(path, 2)
        self.assertEqual({row["Requirement"] for row in mappings}, {"1.1"})
        (yearly,) = [row for row in mappings if row["Test"].startswith("continuity.restore-test.yearly")]
        self.assertIn(": 8 months (Law 1.1a)", yearly["Values"])
        front = " ".join(
            str(cell) for row in openpyxl.load_workbook(path).worksheets[0].iter_rows(values_only=True)
            for cell in row if cell is not None)
        for text in ("With thanks", "not those shipped with", "Requirements with a mark: 1."):
            self.assertIn(text, front)

    def test_a_framework_that_is_not_there_is_named(self):
        self.refused(3, "E003", "report", "catalogue", "--framework", "nis")
        self.refused(2, "U130", "report", "catalogue", "--names")
        self.refused(2, "U131", "report", "statement", "--framework", "nis2")
        self.assertEqual(list(self.folder.iterdir()), [])

    def test_shipped_sets_are_not_called_changed(self):
        files = self.tells("report", "catalogue", "--framework", "gdpr", "--format", "md,html,json",
                           "--lang", "en")
        self.assertEqual(files, [f"catalogue-gdpr-en.{end}" for end in ("md", "html", "json")])
        for name in files:
            text = (self.folder / name).read_text(encoding="utf-8")
            self.assertNotIn("not those shipped with", text)


if __name__ == "__main__":
    main()

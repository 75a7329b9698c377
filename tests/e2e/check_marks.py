#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Marks travel: of each framework with a requirement, or a version and date, that is unverified, a draft or derived, every
template says so of the results that it holds, in both languages and in every format that people read. So does the
attribution that a licence asks for.

    check_marks.py PROGRAM
"""

import collections
import html
import json
import re
import subprocess
import unittest
import zipfile

import openpyxl

from hostile import Hostile, main

LANGUAGES = ("nl", "en")
FORMATS = ("pdf", "xlsx", "docx", "odt", "html", "md")
# Of these the results are of one framework or two, and of no other.
ONLY = {"college-statement": {"digid", "suwinet"}, "college-annex-digid": {"digid"}, "college-annex-suwinet": {"suwinet"}}
ALWAYS = {"section-municipality-paragraph", "section-company-page", "section-council-full", "board-report",
          "in-control-statement", "in-control-annex", "statement", "working-papers", "auditor-workbook", "evidence-index"}
SENTENCES = {
    "unverified": {"nl": r"Van ([^“”]*?) is de tekst of de bron niet bevestigd\.", "en": r"Of ([^“”]*?) the text or its source is not confirmed\."},
    "draft": {"nl": r"Van ([^“”]*?) is de bron een concept\.", "en": r"Of ([^“”]*?) the source is a draft\."},
    "derived": {"nl": r"Van ([^“”]*?) is de lezing afgeleid\.", "en": r"Of ([^“”]*?) the reading is derived\."},
}
HEADS = {
    "unverified": {"nl": r"Versie en datum van ((?:(?!Versieendatum).)*?) zijn niet bevestigd\.", "en": r"Version and date of ((?:(?!Versionanddate).)*?) are not confirmed\."},
    "draft": {"nl": r"Versie en datum van ((?:(?!Versieendatum).)*?) zijn die van een concept\.", "en": r"Version and date of ((?:(?!Versionanddate).)*?) are those of a draft\."},
    "derived": {"nl": r"Versie en datum van ((?:(?!Versieendatum).)*?) zijn door ons afgeleid\.", "en": r"Version and date of ((?:(?!Versionanddate).)*?) are derived by us\."},
}
OF = {"nl": "{} van de {}", "en": "{} of the {}"}
TABLE = {"nl": "Normen en versies met een voorbehoud", "en": "Requirements and versions with a mark"}
HEAD_ROW = {"nl": "Versie en datum", "en": "Version and date"}
LABELS = {"nl": ("niet geverifieerd", "afgeleid", "concept"), "en": ("unverified", "derived", "draft")}
LICENCE = "Cbw (NIS2) Control Framework (2025), CC BY 4.0"


def squeezed(text):
    return re.sub(r"[\s\-\u00ad]", "", text)


def plain(xml):
    return html.unescape(re.sub(r"<[^>]*>", "", xml))


def text_of(path):
    """What a reader sees, without white space and hyphens. Of a PDF without heads and feet of pages."""
    if path.suffix == ".pdf":
        frame = ("-x", "0", "-y", "75", "-W", "600", "-H", "715")
        return squeezed(subprocess.run(["pdftotext", *frame, path, "-"], capture_output=True, check=True, text=True).stdout)
    if path.suffix == ".xlsx":
        book = openpyxl.load_workbook(path, read_only=True)
        cells = (str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell is not None)
        return squeezed(" ".join(cells))
    if path.suffix in (".docx", ".odt"):
        with zipfile.ZipFile(path) as package:
            return squeezed(plain(package.read("word/document.xml" if path.suffix == ".docx" else "content.xml").decode()))
    text = path.read_text(encoding="utf-8")
    return squeezed(plain(text) if path.suffix == ".html" else re.sub(r"\\([^\w\s])", r"\1", text))


class Marks(Hostile):
    def setUp(self):
        super().setUp()
        self.frameworks = {}
        for lang in LANGUAGES:
            for row in json.loads(self.done("list", "frameworks", "--json", "--lang", lang)):
                self.frameworks.setdefault(row["framework"], {"count": row["requirements"]})[lang] = row["title"]
        for row in json.loads(self.done("list", "requirements", "--json")):
            name, _ = row["requirement"].split(":", 1)
            marked = row["mark"] is not None and row["status"] == "active"
            self.frameworks[name]["marked"] = self.frameworks[name].get("marked", 0) + marked
            if marked:
                marks = self.frameworks[name].setdefault("marks", collections.defaultdict(list))
                marks[row["mark"]].append(row["requirement"].split(":", 1)[1])
        for row in json.loads(self.done("check", "--coverage", "--json"))["frameworks"]:
            self.frameworks[row["framework"]]["mark"] = row["mark"]
            marked = sum(requirement["mark"] is not None for requirement in row["requirements"])
            self.assertEqual(marked, self.frameworks[row["framework"]]["marked"])
        self.templates = [row["template"] for row in json.loads(self.done("list", "templates", "--json"))]
        self.marked = {name for name, row in self.frameworks.items() if row["marked"] or row["mark"]}
        self.licensed = {"nis2", "adr-norea"}
        self.assertGreater(len(self.marked), 6)
        self.assertGreater(len(self.templates), 20)

    def evaluated(self, frameworks, kind="municipality"):
        chosen = [word for name in sorted(frameworks) for word in ("--framework", name)]
        self.dossier.unlink(missing_ok=True)
        self.out = f"out-{len(list(self.folder.iterdir()))}"  # an auditor's workbook is never written over
        self.done("init", "--name", "Waterrijk", "--type", kind, "--year", "2025", "--as-of", "2025-12-31")
        self.done("evaluate", *chosen)

    def made(self, template, lang, formats, *options):
        """The paths of the document, or None when the template is for another organisation, or asks for another framework."""
        said = ""
        for draft in ((), ("--draft",)):
            before = said
            code, _, said = self.run_program("report", template, "--lang", lang, "--format", ",".join(formats), "-o", self.out,
                                             *draft, *options)
            if code == 0:
                return [self.folder / self.out / f"{template}-{lang}.{ending}" for ending in formats]
            self.assertEqual(code, 3, said)
        self.assertRegex(before, r"VW-(T092|T097|T098)")
        return None

    def check_text(self, text, lang, frameworks):
        """Each mark of them, and nothing of another."""
        found, heads = (
            {mark: " ".join(match[0] for match in re.finditer(squeezed(words[lang]), text)) for mark, words in all_words.items()}
            for all_words in (SENTENCES, HEADS)
        )
        table = squeezed(TABLE[lang]) in text
        for name in frameworks:
            row = self.frameworks[name]
            if table:
                said = sum(text.count(squeezed(label)) for label in LABELS[lang])
                self.assertGreaterEqual(said, row["marked"] + (row["mark"] is not None), name)
                if f"|{squeezed(name)}|" in text:  # in Markdown
                    self.assertEqual(f"|{squeezed(name)}||{squeezed(HEAD_ROW[lang])}|" in text, row["mark"] is not None, name)
                    self.assertGreaterEqual(text.count(f"|{squeezed(name)}|"), row["marked"])
                continue
            for mark, ids in row.get("marks", {}).items():
                self.assertIn(squeezed(OF[lang].format(len(ids), row["count"])), found[mark], name)
            if row["mark"]:
                shown = squeezed(row[lang]).rstrip(")")  # a version stands within the brackets of a title
                self.assertIn(shown, heads[row["mark"]], name)
                if row["mark"] != "unverified":
                    self.assertNotIn(shown, heads["unverified"], name)

    def used(self, template, frameworks):
        return {name for name in frameworks if name.split("@")[0] in ONLY.get(template, frameworks) or name in ONLY.get(template, frameworks)}

    def test_every_template_says_the_marks_of_every_framework(self):
        printed = set()
        for framework in sorted(self.marked):
            self.evaluated({framework})
            for template in self.templates:
                for lang in LANGUAGES:
                    with self.subTest(framework=framework, template=template, lang=lang):
                        paths = self.made(template, lang, ("md",))
                        if paths is not None:
                            printed.add(template)
                            self.check_text(text_of(paths[0]), lang, self.used(template, {framework}))
        self.assertLessEqual(ALWAYS | set(ONLY), printed)

    def test_every_format_says_the_marks_and_whose_work_it_is(self):
        frameworks = self.marked | self.licensed
        printed = set()
        for kind, chosen in (("municipality", frameworks - {"dora-rts"}), ("insurer", {"dora", "dora-rts", "nis2"})):
            self.evaluated(chosen, kind)
            for template in self.templates:
                for lang in LANGUAGES:
                    paths = self.made(template, lang, FORMATS)
                    for path in paths or ():
                        with self.subTest(path=path.name):
                            printed.add(template)
                            used = self.used(template, chosen)
                            text = text_of(path)
                            self.check_text(text, lang, used)
                            self.assertEqual(squeezed(LICENCE) in text, bool(used & self.licensed))
        self.assertEqual(printed, set(self.templates))

    def test_of_one_paragraph_it_is_in_that_paragraph(self):
        self.evaluated({"digid", "nis2"})
        (path,) = self.made("section-municipality-paragraph", "en", ("md",))
        (paragraph,) = [part for part in path.read_text(encoding="utf-8").split("\n\n") if part.startswith("Waterrijk")]
        self.assertIn(
            " Of 15 of the 21 requirements of DigiD security frame and 3 of the 40 of NIS2 and the Dutch Cybersecurity Act"
            " the text or its source is not confirmed. NIS2", paragraph)
        self.assertIn("Not in force on the reference date, so preparation: "
                      "NIS2 and the Dutch Cybersecurity Act.", paragraph)

    def test_the_statement_tells_what_mark_its_versions_have(self):
        self.evaluated({"suwinet", "cbb", "digid"})
        (path,) = self.made("statement", "en", ("json",))
        document = json.loads(path.read_text(encoding="utf-8"))
        table = next(block for block in document["blocks"] if block.get("id") == "frameworks")
        at = [column["id"] for column in table["columns"]].index("mark")
        said = [row[at] for row in table["rows"]]
        said = [cell.get("value") if isinstance(cell, dict) else cell for cell in said]
        self.assertEqual(said, ["27 requirements; version and date: unverified", "15 requirements",
                                "10 requirements; version and date: draft"])

    def test_a_template_of_ones_own_says_them_too_when_it_holds_results(self):
        self.evaluated({"digid", "bio2"})
        own = self.folder / "own" / "en"
        own.mkdir(parents=True)
        said = {}
        for name, text in (("all", "# T\n\nMet: {{share-met}}.\n"), ("none", "# T\n\n{{entity}}.\n"),
                           ("one", "# T\n\n{{> requirements framework=digid}}\n"),
                           ("loop", "# T\n\n{{#each requirement framework=digid}}\n\n{{requirement-id}}\n\n{{/each}}\n")):
            (own / f"{name}.md").write_text(text, encoding="utf-8")
            (path,) = self.made(name, "en", ("md",), "--templates", "own")
            said[name] = [what for what in ("15 of the 21", "of the 211") if squeezed(what) in text_of(path)]
        self.assertEqual(said, {"all": ["15 of the 21", "of the 211"], "none": [], "one": ["15 of the 21"], "loop": ["15 of the 21"]})

    def test_what_is_derived_is_said_wherever_it_is_shown(self):
        """The corrected reading of BIO2: in explain, in the catalogue, in the workbook, and in each report by its number."""
        derived = ["5.20.03", "8.16.03"]
        self.assertEqual(self.frameworks["bio2"]["marks"]["derived"], derived)
        self.evaluated({"bio2"})
        for number in (*derived, "5.25.02"):  # a number without a measure, which nobody is asked for
            self.assertIn("Note: derived - ", self.done("explain", f"bio2:{number}", "--lang", "en"))
            self.assertIn("Let op: afgeleid - ", self.done("explain", f"bio2:{number}", "--lang", "nl"))
        for lang, words in (("nl", "Voorbehoud (afgeleid): "), ("en", "Mark (derived): ")):
            for template, told in (("board-report", True), ("section-municipality-paragraph", False)):  # the latter is public
                (path,) = self.made(template, lang, ("md",))
                self.assertEqual(squeezed(f"({', '.join(derived)})") in text_of(path), told, template)
            self.done("workbook", "--kind", "answer", "--framework", "bio2", "--lang", lang, "-o", f"{lang}.xlsx")
            sheets = openpyxl.load_workbook(self.folder / f"{lang}.xlsx", read_only=True)
            rows = [" ".join(str(cell) for cell in row if cell) for sheet in sheets for row in sheet.iter_rows(values_only=True)]
            for number in derived:
                asked = [row for row in rows if f"bio2:{number}" in row]
                self.assertTrue(asked and all(words in row for row in asked), (number, asked))
            self.done("report", "catalogue", "--framework", "bio2", "--format", "md", "--lang", lang, "-o", "out")
            catalogue = (self.folder / f"out/catalogue-bio2-{lang}.md").read_text(encoding="utf-8").lower()
            self.assertGreaterEqual(catalogue.count({"nl": "afgeleid. ", "en": "derived. "}[lang]), len(derived))

    def test_of_what_only_the_year_is_known_no_day_is_said(self):
        row = next(row for row in json.loads(self.done("list", "frameworks", "--json")) if row["framework"] == "adr-norea")
        self.assertEqual(row["date"], "2025")
        self.evaluated({"adr-norea"})
        (path,) = self.made("statement", "en", ("md",))
        text = path.read_text(encoding="utf-8")
        self.assertIn("Cbw framework of ADR and NOREA (version 2025 of 2025)", text)
        self.assertIn("| Cbw framework of ADR and NOREA | 2025 | 2025 | 17 |", text)

    def test_coverage_shows_them(self):
        text = self.done("check", "--coverage", "--framework", "suwinet", "--lang", "en")
        self.assertIn("suwinet 2017 - Suwinet (old and incomplete) [draft]\n", text)
        self.assertEqual(text.count("[unverified]\n"), self.frameworks["suwinet"]["marked"])


if __name__ == "__main__":
    main()

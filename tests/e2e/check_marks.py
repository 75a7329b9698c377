#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Marks travel: of each framework with a requirement, or a version and date, that is unverified, a draft or derived, every
template says so of the results that it holds, in both languages and in every format that people read. So does the
attribution that a licence asks for.

    check_marks.py PROGRAM
"""

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
SENTENCE = {
    "nl": r"Van ([^.]*?) is de tekst of de bron niet bevestigd\.",
    "en": r"Of ([^.]*?) the text or its source is not confirmed\.",
}
HEADS = {"nl": r"Versie en datum van (.*?) zijn niet bevestigd\.", "en": r"Version and date of (.*?) are not confirmed\."}
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
        found = " ".join(match[0] for match in re.finditer(squeezed(SENTENCE[lang]), text))
        heads = " ".join(match[0] for match in re.finditer(squeezed(HEADS[lang]), text))
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
            if row["marked"]:
                self.assertIn(squeezed(OF[lang].format(row["marked"], row["count"])), found, name)
            if row["mark"]:
                self.assertIn(squeezed(row[lang]).rstrip(")"), heads, name)  # a version stands within the brackets of a title

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
            said[name] = [what for what in ("15 of the 21", "5 of the 211") if squeezed(what) in text_of(path)]
        self.assertEqual(said, {"all": ["15 of the 21", "5 of the 211"], "none": [], "one": ["15 of the 21"], "loop": ["15 of the 21"]})

    def test_coverage_shows_them(self):
        text = self.done("check", "--coverage", "--framework", "suwinet", "--lang", "en")
        self.assertIn("suwinet 2017 - Suwinet (old and incomplete) [draft]\n", text)
        self.assertEqual(text.count("[unverified]\n"), self.frameworks["suwinet"]["marked"])


if __name__ == "__main__":
    main()

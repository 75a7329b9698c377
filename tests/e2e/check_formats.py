#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""check_formats.py PROGRAM SOURCE: every shipped template, in both languages, on the dossiers of both
tutorials, in every format: all tell the same, keep to their schema, and can be opened.

What the formats hold is compared cell by cell (tests/golden/compare_formats.py). LibreOffice, when it
is there, makes pages of all DOCX and ODT in one go, which must hold the headings and the numbers."""

import json
import os
import pathlib
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import unittest
import zipfile
import zlib

PROGRAM, SOURCE = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
sys.path.insert(0, str(SOURCE / "tests/golden"))
try:
    import check_html
    import check_languages
    import check_office
    import compare_formats
    import jsonschema
    import openpyxl
except ImportError as missing:
    print(f"left out: {missing}")
    sys.exit(77)

LANGUAGES = ("nl", "en")
FORMATS = "pdf,xlsx,md,html,json,docx,odt,csv"
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1769904000"}
# Neither tutorial has the Suwinet norms, which are not ours to ship.
ELSEWHERE = {"college-annex-suwinet"}
# With passages in running text, in cells and in columns; a structure of hundreds of pages takes minutes to list.
PASSAGES = ("in-control-statement", "section-municipality-full", "board-report", "auditor-workbook")
SCHEMA = json.loads((SOURCE / "docs/schema/document.schema.json").read_text())


def run(*command, **options):
    done = subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, **options)
    if done.returncode:
        sys.exit(f"{command} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return done.stdout


def templates():
    return sorted(path.stem for path in (SOURCE / "templates/nl").glob("*.md"))


def report(dossier, template, language, folder):
    """False when a check before filing keeps the document from being made, also as a draft."""
    command = [PROGRAM, "report", template, "--lang", language, "--format", FORMATS, "--dossier",
               dossier, "-o", folder]
    for option in ([], ["--draft"]):
        done = subprocess.run(command + option, env=ENVIRONMENT, capture_output=True, text=True)
        if done.returncode == 0:
            return True
        if done.returncode != 3:
            sys.exit(f"{command} ended with {done.returncode}: {done.stdout}{done.stderr}")
    return False


def squeezed(text):
    """Without what a line's end changes: blanks and hyphens."""
    return re.sub(r"[\s\-\u00ad]", "", text)


def prose(blocks):
    """What headings, paragraphs and the texts of charts say, in the order of reading."""
    for block in blocks:
        if block["is"] in ("heading", "paragraph", "cover"):
            yield "".join(run.get("text", "") for run in block.get("runs", []))
        elif block["is"] == "chart":
            yield block["alternative"]
        yield from prose(block.get("blocks", []))


def picture():
    """A PNG of 4 by 2 pixels."""
    def part(name, data):
        return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))

    rows = b"".join(b"\0" + bytes([106, 27, 93] * 4) for _ in range(2))
    return (b"\x89PNG\r\n\x1a\n" + part(b"IHDR", struct.pack(">IIBBBBB", 4, 2, 8, 2, 0, 0, 0)) +
            part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b""))


class Formats(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.holder = tempfile.TemporaryDirectory(prefix="formats-")
        cls.folder = pathlib.Path(cls.holder.name)
        cls.names = []
        for organisation in ("municipality", "insurer"):
            made = cls.folder / organisation
            run(SOURCE / "docs/tutorial/run.sh", PROGRAM, made, organisation)
            shutil.rmtree(made / "documents")
            for template in templates():
                for language in LANGUAGES:
                    folder = cls.folder / f"{organisation}-out"
                    if report(made / "dossier.db", template, language, folder):
                        cls.names.append((folder, f"{template}-{language}"))

    @classmethod
    def tearDownClass(cls):
        cls.holder.cleanup()

    def each(self, look):
        """Looks at each document, also when one before it was wrong."""
        self.assertGreaterEqual(len(self.names), 8)
        for folder, name in self.names:
            with self.subTest(folder=folder.name, name=name):
                look(folder, name)

    def test_every_template_was_printed_in_both_languages(self):
        expected = {f"{template}-{language}" for template in templates() for language in LANGUAGES
                    if template not in ELSEWHERE}
        self.assertEqual(expected, {name for _, name in self.names})

    def test_all_formats_hold_the_same_cells(self):
        def look(folder, name):
            tables, comparison = compare_formats.compare(folder, name)
            self.assertEqual(comparison.differences, [])
            if name.startswith("statement"):  # others may have no table
                self.assertGreater(comparison.cells, 10000)
                self.assertGreater(len(tables), 10)

        self.each(look)

    def test_the_workbook_holds_all_text_too_in_its_order(self):
        def look(folder, name):
            if name.startswith("auditor-workbook"):  # a form, with sheets of its own for what it explains
                return
            document = json.loads((folder / f"{name}.json").read_text())
            book = openpyxl.load_workbook(folder / f"{name}.xlsx", read_only=True)
            sheet = book.worksheets[-1]
            self.assertIn(sheet.title, ("Tekst", "Text"))
            rest = squeezed("".join(str(value) for row in sheet.iter_rows(values_only=True) for value in row if value))
            for text in prose(document["blocks"]):
                self.assertIn(squeezed(text), rest)
                rest = rest[rest.index(squeezed(text)) + len(squeezed(text)):]

        self.each(look)

    def test_documents_for_office_programs_are_made_to_be_edited(self):
        self.each(lambda folder, name: self.assertEqual(check_office.check(folder, name), []))

    def test_passages_in_another_language_are_marked_alike_in_all_formats(self):
        found = {}

        def look(folder, name):
            if name.rsplit("-", 1)[0] in PASSAGES:
                problems, found[f"{folder.name}/{name}"] = check_languages.check(folder, name)
                self.assertEqual(problems, [])

        self.each(look)
        # A sentence inside one of ours, a cell of a table, a paragraph, and a term of the glossary.
        for name, text in (("in-control-statement-en", "alle onderdelen van de gemeente, met de bruggen en sluizen"),
                           ("section-municipality-full-en", "Gijzelsoftware legt de dienstverlening aan inwoners stil"),
                           ("section-municipality-full-en", "jaarrekening 2025, programma bedrijfsvoering"),
                           ("auditor-workbook-en", "zorgplicht")):
            self.assertIn(("nl-NL", check_languages.squeezed(text)), found[f"municipality-out/{name}"])
        self.assertIn(("en-GB", "dutyofcare"), found["municipality-out/auditor-workbook-nl"])
        self.assertEqual(found["municipality-out/in-control-statement-nl"], [])

    def test_no_hyphen_stands_inside_a_files_name(self):
        text = run("pdftotext", "-raw", self.folder / "municipality-out/evidence-index-nl.pdf", "-")
        self.assertIn("\u00ad\n", text)  # words are hyphenated
        self.assertEqual([word for word in text.replace("\u00ad\n", "\u00ad").split()
                          if "\u00ad" in word and re.search(r"[_.\d]\w", word)], [])

    def test_a_workbook_shows_and_prints_all_that_it_holds(self):
        book = openpyxl.load_workbook(self.folder / "municipality-out/college-statement-nl.xlsx")
        front, prose = book.worksheets[0], book.worksheets[-1]
        self.assertEqual(front.title, "Collegeverklaring")  # a whole word
        dates = [cell.coordinate for cell in front["B"] if getattr(cell, "is_date", False)]
        self.assertTrue(dates)
        self.assertGreaterEqual(front.column_dimensions["B"].width, 14)  # "31-12-2025", bold
        self.assertEqual(prose["B1"].value, front["A1"].value)
        for sheet in (front, prose):
            self.assertGreaterEqual(sheet.row_dimensions[1].height, 24)  # a title of 18 points
        self.assertTrue(front["A1"].alignment.wrap_text)
        headings = [row for row in range(1, prose.max_row + 1) if prose.cell(row, 1).value]
        breaks = {one.id for one in prose.row_breaks.brk}
        self.assertTrue(breaks)
        for row in headings:
            self.assertFalse(breaks & {row, row + 1}, "a heading at a page's foot")
        self.assertFalse(prose.sheet_properties.pageSetUpPr.fitToPage)  # which would undo breaks
        book = openpyxl.load_workbook(self.folder / "municipality-out/board-report-nl.xlsx")
        for row in book.worksheets[0].iter_rows():
            for cell in row:
                if cell.font.name == "Consolas":
                    width = book.worksheets[0].column_dimensions[cell.column_letter].width
                    self.assertGreaterEqual(width, len(cell.value) + 2)

    def test_every_format_for_reading_names_the_ledgers_head(self):
        def look(folder, name):
            heads = set()
            for ending in ("html", "md"):
                text = re.sub(r"<[^>]+>|[`*_\\\\]", "", (folder / f"{name}.{ending}").read_text())
                heads |= set(re.findall(r"(?:Grootboek|Ledger) \d+:[0-9a-f]{64}", text) or [ending])
            self.assertEqual(len(heads), 1, heads)
            foot = run("pdftotext", "-l", "1", folder / f"{name}.pdf", "-")
            self.assertIn(heads.pop(), foot.replace("\n", " "))

        self.each(look)

    def test_the_json_keeps_to_the_published_schema(self):
        validator = jsonschema.Draft202012Validator(SCHEMA)

        def look(folder, name):
            document = json.loads((folder / f"{name}.json").read_text())
            self.assertEqual([error.message[:300] for error in validator.iter_errors(document)], [])

        self.each(look)

    def test_a_field_that_the_schema_does_not_know_is_seen(self):
        folder, name = self.names[0]
        document = json.loads((folder / f"{name}.json").read_text())
        document["blocks"][0]["unknown"] = 1
        validator = jsonschema.Draft202012Validator(SCHEMA)
        self.assertEqual(len(list(validator.iter_errors(document))), 1)

    def test_the_page_stands_alone_and_can_be_read_by_all(self):
        self.each(lambda folder, name: self.assertEqual(
            check_html.check(folder / f"{name}.html"), []))

    def test_the_organisations_accent_and_logo_are_in_them(self):
        folder = self.folder / "municipality"
        logo = picture()
        (folder / "logo.png").write_bytes(logo)
        (folder / "house-style.yaml").write_text(
            'accent: "#6a1b5d"\nlogo: logo.png\nlogo_text: {nl: Beeldmerk, en: Emblem}\n')
        run(PROGRAM, "report", "statement", "--lang", "en", "--format", "docx,odt,json,xlsx,html", "--dossier",
            folder / "dossier.db", "-o", self.folder / "own")
        (folder / "house-style.yaml").unlink()
        self.assertEqual(check_office.check(self.folder / "own", "statement-en"), [])
        for ending, part, styles in (("docx", "word/media/logo.png", "word/styles.xml"),
                                     ("odt", "Pictures/logo.png", "styles.xml")):
            with zipfile.ZipFile(self.folder / "own" / f"statement-en.{ending}") as package:
                self.assertEqual(package.read(part), logo)
                look = package.read(styles).decode().lower()
                body = package.read("word/document.xml" if ending == "docx" else "content.xml")
            self.assertIn("6a1b5d", look)
            self.assertNotIn("0a4a5e", look)
            self.assertNotIn("@", look)
            self.assertIn(b"Emblem", body)
        with zipfile.ZipFile(self.folder / "own/statement-en.xlsx") as package:
            look = package.read("xl/styles.xml").decode().lower()
        self.assertIn("ff6a1b5d", look)
        for text in (look, (self.folder / "own/statement-en.html").read_text()):
            self.assertNotIn("0a4a5e", text)

    def test_libreoffice_opens_them_and_shows_the_headings_and_the_numbers(self):
        if shutil.which("soffice") is None:
            self.skipTest("no LibreOffice")
        waiting = []
        for folder, name in self.names:
            for ending in ("docx", "odt"):
                copy = self.folder / f"{folder.name}-{name}-{ending}.{ending}"
                shutil.copy(folder / f"{name}.{ending}", copy)
                waiting.append(copy)
        profile = f"-env:UserInstallation=file://{self.folder}/profile"
        run("soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", self.folder / "pages",
            *waiting, timeout=1500)
        pages = self.folder / "pages"
        for ending in ("docx", "odt"):
            self.each(lambda folder, name: self.look_at_pages(
                folder / name, pages / f"{folder.name}-{name}-{ending}.pdf"))

    def look_at_pages(self, path, pages):
        document, tables = compare_formats.read_json(f"{path}.json")
        text = run("pdftotext", pages, "-")
        shown = squeezed(text)
        for block in check_office.blocks_below(document):
            if block["is"] == "heading":
                heading = check_office.runs_of(block)
                self.assertTrue(squeezed(heading) in shown, f"no heading {heading!r}")
        self.assertNotRegex(text, "(?i)error! |fout! |reference source not found")
        comparison = compare_formats.Comparison(document["lang"])
        comparison.pdf(tables, pages)
        self.assertEqual(comparison.differences, [])
        if path.name.startswith("statement"):
            self.assertGreater(comparison.cells, 200)


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

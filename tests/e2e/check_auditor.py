#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The auditor's workbook out and back in: it says what the other formats say, only what an auditor may fill in is
open, what they fill in arrives, and what is amiss is told with its place. With openpyxl and LibreOffice.

    check_auditor.py PROGRAM
"""

import datetime
import pathlib
import re
import shutil
import sqlite3
import subprocess
import sys
import unittest
import zipfile

import openpyxl

from hostile import INIT, Hostile, main

GOLDEN = pathlib.Path(__file__).resolve().parents[1] / "golden"
OFFICE = shutil.which("soffice")
FIRST = 3  # below the hidden names and the headings
ASSETS = """asset_id,effective_from,name,type,criticality
A-001,2024-01-01,=1+1,application,high
A-002,2024-01-01,Één ☕ <b>&amp;</b>,application,high
=cmd|' /C calc'!A0,2024-01-01,+31 6,application,high
"@SUM(1)",2024-01-01,-5,application,high
"""
WORK = {
    "performed_by": "K. Jansen",
    "occurred_on": datetime.date(2025, 12, 20),
    "procedure": "inspection",
    "items_tested": 3,
    "conclusion": "met",
    "reason": "=Looked at three, +1 -2 @home",
}
REVIEW = {"reviewed_by": "L. Peters", "reviewed_on": datetime.date(2025, 12, 24)}


class Auditor(Hostile):
    def setUp(self):
        super().setUp()
        self.done(*INIT)
        self.write("asset.csv", ASSETS)
        self.done("import", "asset.csv", "--collected-at", "2025-12-31", "--by", "CISO")
        self.done("evaluate", "--framework", "digid", "--framework", "bio2")
        self.make()

    def make(self, language="en", formats="xlsx"):
        (self.folder / f"auditor-workbook-{language}.xlsx").unlink(missing_ok=True)
        self.done("report", "auditor-workbook", "--format", formats, "--lang", language)
        self.path = self.folder / f"auditor-workbook-{language}.xlsx"

    def edit(self, change, sheet="Working papers"):
        """Lets [change] have the workbook, its sheet of working papers, and the columns by field or id."""
        book = openpyxl.load_workbook(self.path)
        columns = {re.split(r"[.#]", cell.value)[-1]: cell.column for cell in book[sheet][1]}
        change(book, book[sheet], columns)
        book.save(self.path)

    def fill(self, row=FIRST, **values):
        def change(_, sheet, columns):
            for field, value in values.items():
                cell = sheet.cell(row, columns[field])
                cell.value = value
                if isinstance(value, str):
                    cell.data_type = "s"
        self.edit(change)

    def name_of(self, row=FIRST):
        return openpyxl.load_workbook(self.path)["Working papers"].cell(row, 1).value

    def back(self, *more, code=0):
        """What `import` says of the workbook, on both ways out."""
        found, out, err = self.run_program("import", self.path.name, *more)
        self.assertEqual(found, code, err)
        return out, err

    def told(self, message, place, *more, code=3):
        before = self.papers()
        _, err = self.back(*more, code=code)
        line = next((line for line in err.splitlines() if f"[VW-{message}]" in line), None)
        self.assertIsNotNone(line, err)
        self.assertIn(place, line)
        self.assertEqual(before, self.papers())
        return line

    def papers(self):
        """All records of working papers; none when there is no such table yet."""
        with sqlite3.connect(self.dossier) as base:
            if not base.execute("SELECT 1 FROM sqlite_master WHERE name = 'ev_working_paper'").fetchall():
                return []
            return base.execute("SELECT s.key, p.conclusion, p.reason, p.performed_by, p.occurred_on, p.reviewed_by, "
                                "p.evaluation FROM ev_working_paper p JOIN subject s ON s.id = p.subject "
                                "ORDER BY p.import_id, s.key").fetchall()


class Out(Auditor):
    def test_it_says_what_the_other_formats_say(self):
        for language in ("en", "nl"):
            self.make(language, "xlsx,md,html,json,docx,odt,csv")
            run = subprocess.run([sys.executable, GOLDEN / "compare_formats.py", self.folder,
                                  f"auditor-workbook-{language}"], capture_output=True, text=True, check=False)
            self.assertEqual(run.returncode, 0, run.stdout[-2000:] + run.stderr[-2000:])
            self.assertIn(", 0 differences", run.stdout)

    def test_what_nobody_filled_in_takes_no_room_on_paper(self):
        self.make(formats="md,json")
        text = (self.folder / "auditor-workbook-en.md").read_text(encoding="utf-8")
        self.assertIn("| What was tested | Aspect | Size | Computed result |\n", text)

    def test_the_same_dossier_gives_the_same_bytes(self):
        before = self.path.read_bytes()
        self.make()
        self.assertEqual(before, self.path.read_bytes())

    def test_one_that_somebody_may_have_filled_in_is_not_replaced(self):
        before = self.path.read_bytes()
        found, _, err = self.run_program("report", "auditor-workbook", "--format", "md,xlsx", "--lang", "en")
        self.assertEqual(found, 4)
        self.assertIn("[VW-W003]", err)
        self.assertEqual((before, [self.path]), (self.path.read_bytes(), list(self.folder.glob("auditor-workbook-*"))))

    def test_a_text_never_begins_a_formula(self):
        book = openpyxl.load_workbook(self.path)
        with_formulas = {sheet.title for sheet in book for row in sheet.iter_rows() for cell in row
                         if cell.data_type == "f"}
        self.assertEqual(with_formulas, {"Overview"})
        subjects = {cell.value for row in book["Deviations"].iter_rows() for cell in row}
        self.assertIn("@SUM(1)", subjects)

    def test_only_what_an_auditor_fills_in_is_open(self):
        book = openpyxl.load_workbook(self.path)
        for sheet in book:
            if sheet.sheet_state == "hidden":
                continue
            self.assertTrue(sheet.protection.sheet, sheet.title)
            self.assertIsNone(sheet.protection.password, sheet.title)
        sheet = book["Working papers"]
        self.assertTrue(sheet.row_dimensions[1].hidden)
        self.assertEqual(sheet.freeze_panes, "B3")
        names = [cell.value for cell in sheet[1]]
        for at, name in enumerate(names, 1):
            is_open = name.startswith("vw:working_paper.") and at > 1
            self.assertEqual(not sheet.cell(FIRST, at).protection.locked, is_open, name)
        self.assertEqual(names[0], "vw:working_paper.working_paper_id")
        ruled = {str(rule.sqref).split(":", maxsplit=1)[0].rstrip("0123456789")
                 for rule in sheet.data_validations.dataValidation if rule.type == "list"}
        choices = {sheet.cell(1, at).column_letter for at, name in enumerate(names, 1)
                   if name.rsplit(".", maxsplit=1)[-1] in ("conclusion", "procedure", "control_type",
                                                           "control_frequency")}
        self.assertEqual(ruled, choices)

    def test_each_field_of_a_working_paper_has_a_column(self):
        heads = " ".join(cell.value for cell in openpyxl.load_workbook(self.path)["Working papers"][2]).lower()
        for word in ("nature", "timing", "population", "completeness", "size", "seed", "identifying", "evidence",
                     "hash", "non-occurrence", "conclusion", "significant", "contradictory", "compensating",
                     "performed by", "performed on", "reviewed by", "reviewed on", "extent", "change", "risk",
                     "frequency", "owner", "requirements"):
            self.assertIn(word, heads)

    def test_what_excel_asks_of_a_file(self):
        with zipfile.ZipFile(self.path) as book:
            names = re.findall(r'<sheet name="([^"]*)"', book.read("xl/workbook.xml").decode())
            self.assertEqual(len(names), len({name.lower() for name in names}))
            for name in names:
                self.assertTrue(0 < len(name) <= 31 and not re.search(r"[\[\]:*?/\\]", name), name)
            for part in (name for name in book.namelist() if name.startswith("xl/worksheets/sheet")):
                text = book.read(part).decode()
                for formula in re.findall(r"<formula1>(.*?)</formula1>", text):
                    self.assertLessEqual(len(formula), 255)
                for prompt in re.findall(r'(?:prompt|error)="([^"]*)"', text):
                    self.assertLessEqual(len(prompt), 255)
                for cell in re.findall(r"<t[^>]*>(.*?)</t>", text, re.DOTALL):
                    self.assertLessEqual(len(cell), 6 * 32767)
                order = [text.find(f"<{name}") for name in ("sheetViews", "cols", "sheetData", "sheetProtection",
                                                            "autoFilter", "mergeCells", "dataValidations",
                                                            "hyperlinks", "printOptions", "pageMargins", "pageSetup",
                                                            "headerFooter", "ignoredErrors")]
                there = [at for at in order if at >= 0]
                self.assertEqual(there, sorted(there), part)

    @unittest.skipUnless(OFFICE, "LibreOffice is not installed")
    def test_formulas_calculated_anew_come_to_the_same(self):
        run = subprocess.run([sys.executable, GOLDEN / "check_formulas.py", self.path], capture_output=True, text=True,
                             check=False)
        self.assertEqual(run.returncode, 0, run.stdout + run.stderr)


class Back(Auditor):
    def test_untouched_it_changes_nothing(self):
        out, err = self.back("--accept")
        self.assertIn("0 new, 0 changed", out)
        self.assertEqual((err, self.papers()), ("", []))

    @unittest.skipUnless(OFFICE, "LibreOffice is not installed")
    def test_saved_by_libreoffice_it_is_what_it_was(self):
        self.fill(**WORK)
        subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{self.folder}/profile",
                        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", self.folder / "saved", self.path],
                       check=True, capture_output=True, timeout=300)
        shutil.copy(self.folder / "saved" / self.path.name, self.path)
        out, err = self.back()
        self.assertIn("1 new, 0 changed", out)
        self.assertEqual(err, "")

    def test_what_is_filled_in_arrives_and_stands_in_the_next_report(self):
        self.fill(**WORK, **REVIEW)
        test = self.name_of()
        conclusions = self.listed("conclusions")
        out, _ = self.back()
        self.assertIn(f"+ {test} (row 3)", out)
        self.assertEqual(self.papers(), [])
        self.back("--accept", "--by", "CISO")
        with sqlite3.connect(self.dossier) as base:
            result = base.execute("SELECT result_sha256 FROM evaluation").fetchone()[0]
        self.assertEqual(self.papers(), [(test, "met", WORK["reason"], "K. Jansen", "2025-12-20", "L. Peters", result)])
        self.make(formats="xlsx,json,md")
        text = (self.folder / "auditor-workbook-en.md").read_text(encoding="utf-8")
        self.assertIn("| Performed by | Performed on | Auditor’s conclusion | Reviewed by |", text)
        row = [cell.value for cell in openpyxl.load_workbook(self.path)["Working papers"][FIRST]]
        self.assertIn("K. Jansen", row)
        self.assertEqual(row[-1], "this result")
        out, err = self.back()
        self.assertIn("0 new, 0 changed", out)
        self.assertEqual((err, conclusions), ("", self.listed("conclusions")))
        self.assertIn("Everything agrees", self.done("verify"))

    def test_the_other_language_goes_back_too(self):
        self.make("nl")
        self.edit(lambda _, sheet, columns: [setattr(sheet.cell(FIRST, columns[name]), "value", value)
                                             for name, value in (("performed_by", "K. Jansen"),
                                                                 ("occurred_on", datetime.date(2025, 12, 20)),
                                                                 ("conclusion", "voldoet niet"),
                                                                 ("reason", "Niets gezien"))], "Werkpapieren")
        self.back("--accept")
        self.assertEqual(self.papers()[0][1], "not_met")

    def test_of_another_dossier(self):
        self.dossier.unlink()
        self.done("init", "--name", "Elders", "--type", "municipality", "--year", "2025")
        self.assertIn("Waterrijk, 2025", self.told("W010", "auditor-workbook-en.xlsx"))

    def test_of_an_evaluation_that_is_not_there(self):
        def change(book, *_):
            for row in book["_verantwoord"].iter_rows():
                row[1].value = "f" * 64 if row[0].value == "evaluation" else row[1].value
        self.edit(change)
        self.assertIn("result ffffffffffff", self.told("W030", "Waterrijk, 2025"))  # [VW-W030]

    def test_of_an_earlier_evaluation_it_is_taken_and_said(self):
        self.fill(**WORK)
        self.write("more.csv", "asset_id,effective_from,name,type,criticality\nA-9,2024-01-01,New,application,high\n")
        self.done("import", "more.csv", "--kind", "asset", "--collected-at", "2025-12-31")
        self.done("evaluate", "--framework", "digid", "--framework", "bio2")
        _, err = self.back("--accept")
        self.assertIn("[VW-W036]", err)
        self.make()
        row = [cell.value for cell in openpyxl.load_workbook(self.path)["Working papers"][FIRST]]
        self.assertIn("another result: ", row[-1])

    def test_a_sheet_that_is_gone(self):
        self.edit(lambda book, *_: book.remove(book["Evidence"]))
        self.assertIn("[VW-W031]", self.told("W031", "sheet Evidence", code=0))

    def test_a_protected_sheet_that_was_changed(self):
        self.edit(lambda book, *_: book["Conclusions"].cell(2, 6, "met, says somebody"))
        self.assertIn("[VW-W032]", self.told("W032", "sheet Conclusions", code=0))

    def test_each_protected_sheet_is_watched(self):
        names = [sheet.title for sheet in openpyxl.load_workbook(self.path)
                 if sheet.sheet_state == "visible" and sheet.title not in ("Overview", "Working papers")]
        self.edit(lambda book, *_: [book[name].cell(1, 1, "x") for name in names])
        _, err = self.back()
        for name in names:
            self.assertIn(f"sheet {name}: warning: something on this protected sheet", err)

    def test_a_row_of_a_test_that_it_did_not_come_with(self):
        self.fill(**WORK)
        self.edit(lambda _, sheet, __: sheet.cell(FIRST, 1, "some.other.test"))
        self.assertIn("[VW-W033]", self.told("W033", "row 3", "--accept"))

    def test_a_computed_result_that_was_changed_is_told_and_not_taken(self):
        self.edit(lambda _, sheet, columns: sheet.cell(FIRST, columns["result"], "met by hand"))
        self.fill(**WORK)
        line = self.told("W034", "row 3", code=0)
        self.assertTrue(line.rstrip().endswith(": Q [VW-W034]"), line)
        _, err = self.back("--accept")
        self.assertIn("[VW-W034]", err)
        self.assertNotIn("met by hand", str(self.listed("findings")))

    def test_rows_that_were_removed(self):
        self.edit(lambda _, sheet, __: sheet.delete_rows(FIRST, 5))
        self.assertIn("in the workbook: 5 (", self.told("W035", "auditor-workbook", code=0))  # [VW-W035]

    def test_who_performed_cannot_review(self):
        for same in ("k. JANSEN", "K.  Jansen", "K Jansen"):
            self.make()
            self.fill(**WORK, **{**REVIEW, "reviewed_by": same})
            self.assertIn("[VW-W040]", self.told("W040", "row 3", "--accept"))

    def test_a_formula_is_told(self):
        self.fill(**WORK)
        parts = {}
        with zipfile.ZipFile(self.path) as book:
            for name in book.namelist():
                parts[name] = book.read(name)
        # A value as a spreadsheet program leaves it below its formula.
        text = WORK["reason"].encode()
        cell = re.compile(rb'<c r="([A-Z]+[0-9]+)"([^>]*?) t="inlineStr"([^>]*)><is><t[^>]*>%s</t></is></c>'
                          % re.escape(text))
        for name in parts:
            if name.startswith("xl/worksheets/sheet"):
                parts[name] = cell.sub(rb'<c r="\1"\2 t="str"\3><f>T("x")</f><v>' + text + b"</v></c>", parts[name])
        with zipfile.ZipFile(self.path, "w", zipfile.ZIP_DEFLATED) as book:
            for name, content in parts.items():
                book.writestr(name, content)
        line = self.told("W045", "row 3", code=0)
        self.assertIn("holds a formula", line)  # [VW-W045]
        _, err = self.back("--accept")
        self.assertIn("[VW-W045]", err)
        self.assertEqual([paper[2] for paper in self.papers()], [WORK["reason"]])

    def test_taken_in_a_second_time_nothing_has_changed(self):
        self.fill(**WORK, **REVIEW)
        self.back("--accept")
        out, _ = self.back("--accept")
        self.assertIn("0 new, 0 changed", out)
        self.assertNotIn("changed in the dossier since", out)

    def test_what_belongs_together(self):
        for left_out in ("reviewed_by", "reviewed_on", "reason"):
            self.make()
            self.fill(**{**WORK, **REVIEW, left_out: None})
            self.assertIn("[VW-W041]", self.told("W041", "row 3", "--accept"))

    def test_what_cannot_be_read_is_told_once_and_is_not_missing(self):
        self.fill(**WORK, **{**REVIEW, "reviewed_on": "31-31-2026"})
        _, err = self.back("--accept", code=3)
        self.assertEqual(err.count("[VW-"), 1, err)
        self.assertIn("[VW-I026]", err)

    def test_a_review_before_the_work(self):
        self.fill(**WORK, **{**REVIEW, "reviewed_on": datetime.date(2025, 12, 19)})
        self.assertIn("[VW-W042]", self.told("W042", "row 3", "--accept"))

    def test_a_conclusion_by_inquiry_alone(self):
        self.fill(**{**WORK, "procedure": "inquiry"})
        self.assertIn("[VW-W043]", self.told("W043", "row 3", code=0))

    def test_work_that_changes_after_its_review(self):
        self.fill(**WORK, **REVIEW)
        self.back("--accept")
        self.make()
        self.fill(conclusion="not met")
        self.assertIn("[VW-W044]", self.told("W044", "row 3", "--accept"))
        self.fill(reviewed_on=datetime.date(2025, 12, 28))
        self.back("--accept")
        self.assertEqual([paper[1] for paper in self.papers()], ["met", "not_met"])

    def test_the_same_checks_hold_for_a_file(self):
        self.write("papers.csv", "working_paper_id,occurred_on,performed_by,reviewed_by,reviewed_on\n"
                                 "some.test,2025-12-20,K. Jansen,K. Jansen,2025-12-24\n")
        self.refused(3, "W040", "import", "papers.csv", "--kind", "working_paper")

    def test_of_a_test_that_the_evaluation_does_not_have_nothing_is_left_out(self):
        self.write("papers.csv", "working_paper_id,occurred_on,performed_by\nsome.old.test,2025-12-20,K. Jansen\n")
        self.done("import", "papers.csv", "--kind", "working_paper")
        self.make()
        last = [cell.value for cell in list(openpyxl.load_workbook(self.path)["Working papers"])[-1]]
        self.assertEqual(last[:2], ["some.old.test", "this evaluation does not have this test"])
        self.assertIn("K. Jansen", last)


if __name__ == "__main__":
    main()

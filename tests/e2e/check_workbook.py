#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The intake workbook out and back in: nothing is lost, exactly what people changed arrives, and
what is amiss is refused with its place. With Excel's nearest kin: openpyxl and LibreOffice.

    check_workbook.py PROGRAM
"""

import csv
import datetime
import io
import json
import math
import os
import pathlib
import random
import shutil
import sqlite3
import struct
import subprocess
import unittest

import openpyxl

from hostile import INIT, Hostile, main

OFFICE = shutil.which("soffice")
SEEDS = range(int(os.environ.get("VW_WORKBOOK_SEEDS", "6")))
FIRST_ROW = 5  # below the hidden names, title, explanation and headings
KEY = "A"

# A kind with a field of each type, and people to refer to.
KIND = """kind: gadget
nature: state
label: {nl: Apparaat, en: Gadget}
plural: {nl: "Apparaten en alles wat daar verder bij hoort/telt", en: "Gadgets: all [of] them"}
explain: {nl: Een ding., en: A thing.}
key: gadget_id
key_label: {nl: Kenmerk, en: Identifier}
fields:
  - {name: note, type: text, label: {nl: Notitie, en: Note}}
  - {name: other, type: text, label: {nl: Overig, en: Other}}
  - name: colour
    type: enum
    values:
      - {value: red, nl: rood, en: red}
      - {value: deep_blue, nl: "donker, blauw", en: deep blue}
      - {value: green, nl: "=groen", en: green}
      - {value: both, nl: beide, en: same}
      - {value: twin, nl: beide, en: same}
    label: {nl: Kleur, en: Colour}
  - {name: in_use, type: bool, label: {nl: In gebruik, en: In use}}
  - {name: pieces, type: integer, label: {nl: Stuks, en: Pieces}}
  - {name: weight, type: number, unit: kilo, label: {nl: Gewicht, en: Weight}}
  - {name: share, type: number, min: 0, max: 1, label: {nl: Deel, en: Share}}
  - {name: bought_on, type: date, label: {nl: Gekocht op, en: Bought on}}
  - {name: seen_at, type: datetime, label: {nl: Gezien om, en: Seen at}}
  - {name: keeper, type: ref, to: person, label: {nl: Beheerder, en: Keeper}}
  - {name: tags, type: text, list: true, label: {nl: Etiketten, en: Tags}}
  - name: colours
    type: enum
    list: true
    values:
      - {value: red, nl: rood, en: red}
      - {value: deep_blue, nl: "donker, blauw", en: deep blue}
      - {value: green, nl: "=groen", en: green}
      - {value: both, nl: beide, en: same}
      - {value: twin, nl: beide, en: same}
    label: {nl: Kleuren, en: Colours}
"""
FIELDS = ["effective_from", "effective_until", "note", "other", "colour", "in_use", "pieces",
          "weight", "share", "bought_on", "seen_at", "keeper", "tags", "colours"]
COLOURS = ["red", "deep_blue", "green", "both", "twin"]
LABELS = {"red": "rood", "deep_blue": "donker, blauw", "green": "=groen"}
TEXTS = ["007", "=1+1", "+31 6", "-5", "@home", "'quoted", '"twice"', "1e5", "TRUE", "ja", "#N/A",
         "2025-01-01", "1.0", "regel een\nregel twee\n\nvier", "tab\there", "_x0041_", "_x000D_",
         "<b>&amp;</b>", "één ☕ 日本語 \U0001f600", "[…]", "slot […]", "a" * 300, "0x1F", "%", "1/2",
         "e\u0301", "\ufffd", "x\uffffy", "12:30", " ".join(["woord"] * 900), "é" * 32767]
ITEMS = [text for text in TEXTS if "\n" not in text and len(text) < 99] + ["a; b", ";", ",", "een twee"]
NUMBERS = [0.1, 1 / 3, 0.1 + 0.2, 1e20, -1e-7, 12345678901234567.0, 1.7976931348623157e308, 5e-324,
           -2.5, 99999999999999.98, 0, 100]
INTEGERS = [0, 1, -1, 2**53, 2**53 + 1, 2**63 - 1, -(2**63), 10**15, 10**15 + 1, 42]
DATES = ["0001-01-01", "1899-12-31", "1900-01-01", "1900-02-28", "1900-03-01", "1904-01-01",
         "2000-02-29", "2025-12-31"]


def some(dice, values, fresh):
    """Mostly one of the known troublemakers, sometimes a new value, sometimes unknown."""
    throw = dice.random()
    return "" if throw < 0.2 else str(dice.choice(values) if throw < 0.7 else fresh())


def random_double(dice):
    while True:
        value = struct.unpack("d", struct.pack("Q", dice.getrandbits(64)))[0]
        if math.isfinite(value):
            return repr(value)


def random_date(dice):
    return str(datetime.date.fromordinal(dice.randint(1, datetime.date(2025, 12, 31).toordinal())))


def random_list(dice, items):
    """Unknown, none at all, or some, in any order and more than once."""
    throw = dice.random()
    if throw < 0.3:
        return "" if throw < 0.2 else dice.choice(["geen", "None", "NONE|"])
    return " | ".join(dice.choices(items, k=dice.randint(1, 4))) + "|"


def random_gadget(dice, number):
    return {
        "gadget_id": dice.choice([f"G{number}", f"{number:05}", f"=G{number}", f"é {number}"]),
        "effective_from": dice.choice(DATES[:-1]),
        "effective_until": dice.choice(["", "2025-12-31", "9999-12-31"]),
        "note": some(dice, TEXTS, lambda: "".join(chr(dice.randint(0xC0, 0x24F)) for _ in range(9))),
        "other": some(dice, TEXTS, lambda: str(dice.random())),
        "colour": some(dice, COLOURS, lambda: "red"),
        "in_use": some(dice, ["1", "0"], lambda: "1"),
        "pieces": some(dice, INTEGERS, lambda: dice.randint(-(2**63), 2**63 - 1)),
        "weight": some(dice, NUMBERS, lambda: random_double(dice)),
        "share": some(dice, [0, 1, 0.5], lambda: dice.random()),
        "bought_on": some(dice, DATES, lambda: random_date(dice)),
        "seen_at": some(dice, [f"{day}T23:59:59Z" for day in DATES],
                        lambda: f"{random_date(dice)}T{dice.randint(0, 23):02}:"
                                f"{dice.randint(0, 59):02}:{dice.randint(0, 59):02}Z"),
        "keeper": some(dice, ["P1", "P2"], lambda: f"P{dice.randint(3, 99)}"),
        "tags": random_list(dice, ITEMS),
        "colours": random_list(dice, COLOURS),
    }


def as_csv(rows):
    text = io.StringIO()
    writer = csv.DictWriter(text, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return text.getvalue()


class Workbooks(Hostile):
    def setUp(self):
        super().setUp()
        self.done(*INIT)
        self.write("kinds/gadget.yaml", KIND)

    def run_with(self, *arguments):
        return self.run_program(*arguments, "--controls", "kinds/gadget.yaml")

    def does(self, *arguments):
        code, out, err = self.run_with(*arguments)
        self.assertEqual(code, 0, f"{arguments}: {err}")
        return out, err

    def take_csv(self, name, rows):
        self.write(name, as_csv(rows))
        return self.does("import", name, "--by", "test")

    def fill(self, *rows):
        self.take_csv("gadget.csv", list(rows))

    def make(self, name="w.xlsx", *more):
        self.does("workbook", "-o", name, "--kind", "gadget", *(more or ("--lang", "nl")))
        return name

    def diff(self, name="w.xlsx", *more):
        out, self.warnings = self.does("import", name, "--json", *more)
        return json.loads(out)

    def rows(self, diff, what=None):
        found = [row for sheet in diff["sheets"] for row in sheet["rows"]]
        return [row for row in found if what is None or row["change"] == what]

    def refuses(self, message, *more, name="w.xlsx", code=3):
        before = self.contents()
        got, _, err = self.run_with("import", name, *more)
        self.assertIn(message, err)
        self.assertEqual(got, code, err)
        self.assertEqual(before, self.contents())
        return err

    def contents(self):
        """All imports and subjects: tables of new kinds may have come, but nothing in them."""
        with sqlite3.connect(self.dossier) as base:
            return [base.execute(f"SELECT * FROM {table}").fetchall()
                    for table in ("import", "subject", "ledger")]

    def edit(self, change, name="w.xlsx"):
        """Lets [change] have the workbook and the sheet of gadgets."""
        book = openpyxl.load_workbook(self.folder / name)
        sheet = next(s for s in book if s["A1"].value and s["A1"].value.startswith("vw:gadget."))
        change(book, sheet)
        book.save(self.folder / name)

    def column(self, sheet, field):
        for cell in sheet[1]:
            if cell.value == f"vw:gadget.{field}":
                return cell.column
        raise KeyError(field)

    def set_cell(self, sheet, key, field, value):
        for row in range(FIRST_ROW, sheet.max_row + 1):
            if sheet.cell(row, 1).value == key:
                sheet.cell(row, self.column(sheet, field)).value = value
                return row
        raise KeyError(key)

    def stored(self):
        """The newest version of each gadget, by key, as the dossier has it."""
        with sqlite3.connect(self.dossier) as base:
            base.row_factory = sqlite3.Row
            rows = base.execute(
                "SELECT s.key, e.*, k.key AS keeper_key FROM ev_gadget e JOIN subject s "
                "ON s.id = e.subject LEFT JOIN subject k ON k.id = e.keeper WHERE e.import_id = "
                "(SELECT max(import_id) FROM ev_gadget n WHERE n.subject = e.subject)").fetchall()
        return {row["key"]: {**{f: row[f] for f in FIELDS}, "keeper": row["keeper_key"]}
                for row in rows}

    def assert_untouched(self, name):
        diff = self.diff(name)
        self.assertEqual(self.rows(diff), [], name)
        sheet, = [sheet for sheet in diff["sheets"] if sheet["kind"] == "gadget"]
        self.assertEqual(sheet["unchanged"], len(self.stored()), name)
        self.assertEqual(sheet["kept"], 0)


ONE = {"gadget_id": "G1", "effective_from": "2025-01-01", "note": "een", "pieces": "3"}
TWO = {"gadget_id": "G2", "effective_from": "2025-01-01", "note": "twee", "pieces": "4"}


class NothingIsLost(Workbooks):
    def random_dossier(self, seed):
        dice = random.Random(seed)
        gadgets = {}
        for number in range(40):
            gadget = random_gadget(dice, number)
            gadgets[gadget["gadget_id"]] = gadget
        self.take_csv("gadget.csv", list(gadgets.values()))
        return dice, gadgets

    def test_a_workbook_that_nobody_changed_changes_nothing(self):
        for seed in SEEDS:
            with self.subTest(seed=seed):
                self.dossier.unlink()
                self.done(*INIT)
                self.random_dossier(seed)
                for lang in ("nl", "en"):
                    name = self.make(f"{seed}-{lang}.xlsx", "--lang", lang)
                    self.assert_untouched(name)
                    openpyxl.load_workbook(self.folder / name).save(self.folder / "o.xlsx")
                    self.assert_untouched("o.xlsx")

    @unittest.skipUnless(OFFICE, "LibreOffice is not installed: its saving is not tested")
    def test_saving_with_libreoffice_changes_nothing(self):
        names = []
        self.random_dossier(99)
        self.make()
        subprocess.run([OFFICE, "--headless", f"-env:UserInstallation=file://{self.folder}/profile",
                        "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir",
                        self.folder / "saved", self.folder / "w.xlsx"],
                       check=True, capture_output=True, timeout=120)
        self.assert_untouched("saved/w.xlsx")
        book = openpyxl.load_workbook(self.folder / "saved/w.xlsx")
        names = [sheet.title for sheet in book if sheet.sheet_state == "visible"]
        self.assertEqual(names[0], "Uitleg")
        self.assertTrue(next(iter(book)).sheet_state != "visible")

    def test_exactly_the_edits_arrive(self):
        for seed in SEEDS:
            with self.subTest(seed=seed):
                self.dossier.unlink()
                self.done(*INIT)
                dice, gadgets = self.random_dossier(seed)
                name = self.make(f"e{seed}.xlsx")
                before = self.stored()
                expected = self.edit_at_random(dice, name, gadgets)
                diff = self.diff(name)
                told = {(row["key"], field["field"])
                        for row in self.rows(diff, "changed") for field in row["fields"]}
                self.assertEqual(told, set(expected))
                self.assertEqual(diff["new"], 1)
                self.assertEqual(self.stored(), before)
                self.does("import", name, "--accept", "--by", "test")
                after = self.stored()
                self.assertEqual(after.pop("NIEUW")["note"], "erbij")
                for (key, field), value in expected.items():
                    before[key][field] = value
                self.assertEqual(after, before)
                self.done("verify")

    def edit_at_random(self, dice, name, gadgets):
        """Changes some cells in values that differ from all there are; what they must become."""
        values = {
            "note": ("gewijzigd: ja", "gewijzigd: ja"), "other": (None, None),
            "colour": ("rood", "red"), "in_use": ("nee", 0), "pieces": (77, 77),
            "weight": (2.75, 2.75), "share": (0.125, 0.125),
            "bought_on": (datetime.date(2024, 2, 29), "2024-02-29"),
            "seen_at": (datetime.datetime(2024, 2, 29, 12, 34, 56), "2024-02-29T12:34:56Z"),
            "keeper": ("0042", "0042"),
            "tags": ("z|nieuw|z", "nieuw|z"), "colours": ("donker, blauw\nrood", "deep_blue|red"),
        }
        before, expected = self.stored(), {}

        def change(_, sheet):
            for key in dice.sample(sorted(gadgets), 12):
                field = dice.choice(sorted(values))
                typed, becomes = values[field]
                if before[key][field] != becomes:
                    self.set_cell(sheet, key, field, typed)
                    expected[key, field] = becomes
            row = sheet.max_row + 1
            for field, value in (("gadget_id", "NIEUW"), ("note", "erbij"),
                                 ("effective_from", datetime.date(2025, 3, 1))):
                sheet.cell(row, self.column(sheet, field)).value = value

        self.edit(change, name)
        return expected

    def test_a_text_longer_than_a_cell_is_cut_aloud_and_comes_back_whole(self):
        long = "é" * 2_000 + "_x0041_" + "a" * 40_000
        self.fill({**ONE, "note": long}, TWO)
        _, err = self.does("workbook", "-o", "w.xlsx", "--kind", "gadget")
        self.assertIn("[VW-W001]", err)
        self.assert_untouched("w.xlsx")
        self.edit(lambda _, sheet: self.set_cell(sheet, "G1", "pieces", 5))
        self.does("import", "w.xlsx", "--accept")
        self.assertEqual(self.stored()["G1"]["note"], long)
        self.edit(lambda _, sheet: self.set_cell(sheet, "G1", "note", "éa […]"))
        self.refuses("[VW-W020]")

    def test_what_has_no_field_stays_with_a_changed_record(self):
        self.write("s.sarif", json.dumps({
            "version": "2.1.0", "runs": [{"tool": {"driver": {"name": "lint"}}, "results": [
                {"ruleId": "R1", "message": {"text": "fout"}, "level": "error",
                 "locations": [{"physicalLocation": {"artifactLocation": {"uri": "a.c"}}}],
                 "properties": {"rack": 4}}]}]}))
        self.does("import", "s.sarif", "--by", "test")
        with sqlite3.connect(self.dossier) as base:
            table, key, raw = self.one_with_raw(base)
        self.does("workbook", "-o", "s.xlsx", "--kind", table[3:])
        book = openpyxl.load_workbook(self.folder / "s.xlsx")
        sheet = next(s for s in book if str(s["A1"].value).startswith(f"vw:{table[3:]}."))
        row = next(r for r in range(FIRST_ROW, 99) if sheet.cell(r, 1).value == key)
        until = [c.column for c in sheet[1] if str(c.value).endswith(self.free_text(sheet, row))][0]
        sheet.cell(row, until).value = "met de hand aangevuld"
        book.save(self.folder / "s.xlsx")
        self.does("import", "s.xlsx", "--accept")
        with sqlite3.connect(self.dossier) as base:
            versions = base.execute(f"SELECT e.raw FROM {table} e JOIN subject s ON s.id = "
                                    "e.subject WHERE s.key = ? ORDER BY e.id", (key,)).fetchall()
        self.assertEqual(versions, [(raw,), (raw,)])

    def one_with_raw(self, base):
        tables = base.execute("SELECT name FROM sqlite_schema WHERE name LIKE 'ev!_%' ESCAPE '!' "
                              "AND type = 'table'").fetchall()
        for table, in tables:
            for key, raw in base.execute(f"SELECT s.key, e.raw FROM {table} e JOIN subject s "
                                         "ON s.id = e.subject WHERE e.raw IS NOT NULL"):
                return table, key, raw
        raise AssertionError("no record has anything without a field")

    def free_text(self, sheet, row):
        for cell in sheet[1]:
            if str(cell.value).split(".")[-1] in ("reason", "explanation", "description", "title",
                                                  "message", "remark", "control", "check"):
                return str(cell.value)
        raise AssertionError([cell.value for cell in sheet[1]])


class ThreeWay(Workbooks):
    def change_here(self, **fields):
        self.take_csv("gadget.csv", [{**ONE, **fields}])

    def change_there(self, field, value, key="G1"):
        self.edit(lambda _, sheet: self.set_cell(sheet, key, field, value))

    def test_without_accept_nothing_is_taken(self):
        self.fill(ONE)
        self.make()
        self.change_there("note", "anders")
        before = self.contents()
        out, _ = self.does("import", "w.xlsx", "--lang", "nl")
        self.assertIn("~ G1 (rij 5)\n      Notitie: een -> anders\n", out)
        self.assertIn("Er is nog niets opgenomen", out)
        self.assertEqual(before, self.contents())

    def test_a_change_on_one_side_only_is_taken_or_kept(self):
        self.fill(ONE, TWO)
        self.make()
        self.change_here(note="hier")
        self.change_there("pieces", 9)
        diff = self.diff("w.xlsx", "--accept")
        self.assertTrue(diff["taken"])
        self.assertEqual((diff["changed"], diff["conflicts"]), (1, 0))
        self.assertEqual(self.stored()["G1"]["note"], "hier")
        self.assertEqual(self.stored()["G1"]["pieces"], 9)

    def test_the_same_change_on_both_sides_is_no_change(self):
        self.fill(ONE)
        self.make()
        self.change_here(note="gelijk")
        self.change_there("note", "gelijk")
        self.assertEqual(self.rows(self.diff()), [])

    def test_a_conflict_is_shown_refused_and_settled(self):
        for side, wins in (("workbook", "daar"), ("dossier", "hier")):
            with self.subTest(side=side):
                self.dossier.unlink()
                self.done(*INIT)
                self.fill(ONE, TWO)
                name = self.make(f"{side}.xlsx")
                self.change_here(note="hier")
                self.edit(lambda _, s: (self.set_cell(s, "G1", "note", "daar"),
                                        self.set_cell(s, "G2", "note", "ook")), name)
                row, = self.rows(self.diff(name), "conflict")
                self.assertEqual(row["fields"], [{"field": "note", "base": "een", "dossier": "hier",
                                                  "workbook": "daar", "conflict": True}])
                self.refuses("[VW-W021]", "--accept", name=name)
                self.does("import", name, "--accept", "--conflicts", side)
                self.assertEqual(self.stored()["G1"]["note"], wins)
                self.assertEqual(self.stored()["G2"]["note"], "ook")

    def test_a_record_added_on_both_sides_conflicts_where_it_differs(self):
        self.fill(TWO)
        self.make()
        self.change_here()

        def add(_, sheet):
            for field, value in (("gadget_id", "G1"), ("effective_from", "2025-01-01"),
                                 ("note", "daar")):
                sheet.cell(6, self.column(sheet, field)).value = value

        self.edit(add)
        row, = self.rows(self.diff(), "conflict")
        self.assertEqual([field["field"] for field in row["fields"]], ["note"])

    def test_a_cleared_cell_becomes_unknown_and_is_shown_so(self):
        self.fill(ONE)
        self.make()
        self.change_there("note", None)
        out, _ = self.does("import", "w.xlsx", "--lang", "nl", "--accept")
        self.assertIn("Notitie: een -> (onbekend)", out)
        self.assertIsNone(self.stored()["G1"]["note"])

    def test_a_removed_row_is_listed_and_stays(self):
        self.fill(ONE, TWO)
        self.make()
        self.edit(lambda _, sheet: sheet.delete_rows(FIRST_ROW))
        row, = self.rows(self.diff("w.xlsx", "--accept"))
        self.assertEqual((row["change"], row["key"]), ("removed", "G1"))
        self.assertEqual(set(self.stored()), {"G1", "G2"})

    def test_another_key_is_a_new_record_with_a_hint(self):
        self.fill(ONE, TWO)
        self.make()
        self.change_there("gadget_id", "G1b")
        new, = self.rows(self.diff(), "new")
        self.assertEqual((new["key"], new["was"]), ("G1b", "G1"))
        out, _ = self.does("import", "w.xlsx", "--lang", "nl")
        self.assertIn("is dit G1 met een ander kenmerk?", out)

    def test_rows_columns_and_sheets_may_move(self):
        self.fill(ONE, TWO)
        self.make()

        def move(book, sheet):
            sheet.title = "Hernoemd"
            book.move_sheet(sheet, -2)
            sheet.insert_cols(2)
            for row in range(1, 7):
                sheet.cell(row, 2).value = sheet.cell(row, 5).value
                sheet.cell(row, 5).value = None
            sheet.insert_rows(3)
            sheet["A3"] = "een kop van ons"
            self.set_cell(sheet, "G2", "pieces", 5)

        self.edit(move)
        row, = self.rows(self.diff())
        self.assertEqual(row["key"], "G2")

    def test_an_empty_workbook_knows_nothing_of_the_dossier(self):
        self.fill(ONE)
        self.make("w.xlsx", "--empty")
        self.assertEqual(self.diff()["removed"], 0)

    def test_a_wrong_value_is_told_with_its_place(self):
        self.fill(ONE)
        self.make()
        self.change_there("bought_on", "gisteren")
        err = self.refuses("[VW-I024]")
        self.assertIn("row 5", err)

    def test_a_complete_list_is_taken_in_whole(self):
        self.fill(ONE, TWO)
        self.make()
        _, err = self.does("import", "w.xlsx", "--accept", "--complete")
        self.assertEqual(err, "")
        with sqlite3.connect(self.dossier) as base:
            rows = base.execute("SELECT i.kind, i.row_count FROM import_complete c JOIN import i "
                                "ON i.id = c.import_id").fetchall()
        self.assertEqual(rows, [("gadget", 2)])

    def declared(self):
        with sqlite3.connect(self.dossier) as base:
            return [kind for kind, in base.execute(
                "SELECT i.kind FROM import_complete c JOIN import i ON i.id = c.import_id "
                "ORDER BY i.id")]

    def test_an_empty_sheet_is_declared_complete_only_when_it_is_chosen(self):
        self.fill(ONE)
        self.make("w.xlsx", "--kind", "gadget", "--kind", "person")
        _, err = self.does("import", "w.xlsx", "--accept", "--complete")
        self.assertIn("[VW-W028]", err)
        self.assertEqual(self.declared(), ["gadget"])
        _, err = self.does("import", "w.xlsx", "--accept", "--complete", "--kind", "person")
        self.assertNotIn("[VW-W028]", err)
        self.assertEqual(self.declared(), ["gadget", "person"])

    def test_one_sheet_can_be_chosen(self):
        self.fill(ONE)
        self.make("w.xlsx", "--kind", "person")
        self.change_there("note", "anders")
        diff = self.diff("w.xlsx", "--kind", "person")
        self.assertEqual([sheet["kind"] for sheet in diff["sheets"]], ["person"])
        self.assertEqual(self.warnings, "")


class Questions(Workbooks):
    def questions(self, book):
        return next(s for s in book if str(s["A1"].value) == "vw:answer.answer_id")

    def cell(self, sheet, row, field):
        column, = [c.column for c in sheet[1] if c.value == f"vw:answer.{field}"]
        return sheet.cell(row, column)

    def test_an_answered_question_becomes_a_judgement(self):
        self.does("workbook", "-o", "w.xlsx", "--lang", "nl", "--framework", "bio2")
        book = openpyxl.load_workbook(self.folder / "w.xlsx")
        sheet = self.questions(book)
        key = sheet.cell(FIRST_ROW, 1).value
        for field, value in (("result", "voldoet"), ("reason", "Gezien."), ("assessor", "P1")):
            self.cell(sheet, FIRST_ROW, field).value = value
        asked = sheet.max_row - FIRST_ROW + 1
        book.save(self.folder / "w.xlsx")
        diff = self.diff("w.xlsx", "--accept")
        answers, = [s for s in diff["sheets"] if s["kind"] == "answer"]
        self.assertEqual([row["key"] for row in answers["rows"]], [key])
        self.assertEqual(answers["unanswered"], asked - 1)
        self.does("evaluate")
        with sqlite3.connect(self.dossier) as base:
            judged = base.execute("SELECT requirement || '/' || aspect, judged FROM conclusion "
                                  "WHERE judged IS NOT NULL").fetchall()
        self.assertEqual(judged, [(key, "met")])
        self.does("workbook", "-o", "again.xlsx", "--lang", "nl", "--framework", "bio2")
        again = self.questions(openpyxl.load_workbook(self.folder / "again.xlsx"))
        self.assertEqual(again.max_row, sheet.max_row)
        self.assertEqual(self.cell(again, FIRST_ROW, "result").value, "voldoet")
        self.assertEqual(self.diff("again.xlsx")["new"], 0)

    def test_a_clerk_reads_headings_and_choices_as_the_sheet_shows_them(self):
        self.does("workbook", "-o", "w.xlsx", "--framework", "bio2", "--kind", "answer",
                  "--lang", "nl")
        book = openpyxl.load_workbook(self.folder / "w.xlsx")
        self.cell(self.questions(book), FIRST_ROW, "result").value = "voldoent"
        book.save(self.folder / "w.xlsx")
        err = self.refuses("[VW-I031]", "--lang", "nl")
        self.assertIn("rij 5, kolom Oordeel: ", err)
        self.assertIn("voldoet (met), voldoet gedeeltelijk (partly_met), ", err)
        self.assertIn('bedoelde u "voldoet"?', err)
        self.assertIn('kolom Toelichting: fout: "Toelichting" moet', err)
        self.assertIn("not met (not_met), ", self.refuses("[VW-I031]", "--lang", "en"))

    def test_a_cell_that_a_formula_broke_has_the_heading_as_its_place(self):
        self.fill(ONE)
        self.make()
        self.edit(lambda _, sheet: self.set_cell(sheet, "G1", "pieces", "#DIV/0!"))
        code, _, err = self.run_with("import", "w.xlsx", "--lang", "nl")
        self.assertEqual(code, 3)
        self.assertIn("rij 5, kolom Stuks: ", err)
        self.assertNotIn("vw:", err)

    def test_a_question_answered_by_half_is_refused(self):
        self.does("workbook", "-o", "w.xlsx", "--framework", "bio2", "--kind", "answer")
        book = openpyxl.load_workbook(self.folder / "w.xlsx")
        self.cell(self.questions(book), FIRST_ROW, "result").value = "met"
        book.save(self.folder / "w.xlsx")
        self.refuses("[VW-I023]")


class Refused(Workbooks):
    def setUp(self):
        super().setUp()
        self.fill(ONE, TWO)
        self.make()

    def meta(self, word, value):
        def change(book, _):
            for row in book["_verantwoord"].iter_rows():
                if row[0].value == word:
                    row[1].value = value
        self.edit(change)

    def test_of_another_dossier(self):
        self.dossier.unlink()
        self.done("init", "--name", "Elders", "--type", "municipality", "--year", "2025")
        self.assertIn("Waterrijk, 2025", self.refuses("[VW-W010]"))

    def test_of_imports_that_are_not_there(self):
        self.meta("import_mark", "9")
        self.refuses("[VW-W011]")

    def test_of_another_copy_of_the_dossier(self):
        self.meta("import_sha256", "0" * 64)
        self.refuses("[VW-W011]")

    def test_a_mark_that_is_no_number(self):
        self.meta("import_mark", "9x")
        self.refuses("[VW-W011]")

    def test_of_a_layout_to_come(self):
        self.meta("verantwoord-intake-workbook", "3")
        self.refuses("[VW-W012]")

    def test_of_a_kind_that_the_catalogue_does_not_have(self):
        code, _, err = self.run_program("import", "w.xlsx")
        self.assertIn("[VW-W013]", err)
        self.assertEqual(code, 3)

    def test_something_written_in_a_column_of_nobody(self):
        self.edit(lambda _, sheet: sheet.cell(6, 40, "let op"))
        self.assertIn("row 6, column AN", self.refuses("[VW-W014]"))

    def test_a_column_twice(self):
        self.edit(lambda _, sheet: sheet.cell(1, 30, sheet.cell(1, 4).value))
        self.refuses("[VW-W015]")

    def test_a_column_that_is_gone_changes_nothing(self):
        self.edit(lambda _, sheet: sheet.delete_cols(self.column(sheet, "note")))
        self.assertEqual(self.rows(self.diff()), [])
        self.assertIn("[VW-W016]", self.warnings)

    def test_a_sheet_of_somebody_else_is_passed_over_aloud(self):
        def add(book, _):
            book.create_sheet("Kladblok")["A1"] = "niet vergeten"
        self.edit(add)
        self.assertEqual(self.rows(self.diff()), [])
        self.assertIn("[VW-W017]", self.warnings)

    def test_a_sheet_twice(self):
        self.edit(lambda book, sheet: book.copy_worksheet(sheet))
        self.refuses("[VW-W018]")

    def test_a_key_twice(self):
        self.edit(lambda _, sheet: sheet.cell(6, 1, "G1"))
        self.assertIn("row 6", self.refuses("[VW-W019]"))

    def test_a_new_key_twice(self):
        def add(_, sheet):
            for row in (7, 8):
                sheet.cell(row, 1, "G3")
                sheet.cell(row, 2, "2025-01-01")
        self.edit(add)
        self.refuses("[VW-I022]")

    def test_a_field_that_the_catalogue_has_no_longer(self):
        self.write("kinds/gadget.yaml", KIND.replace("name: other", "name: renamed"))
        self.assertEqual(self.rows(self.diff()), [])
        self.assertIn("[VW-W022]", self.warnings)

    def test_a_sheet_that_is_gone(self):
        self.edit(lambda book, sheet: book.remove(sheet))
        self.assertEqual(self.diff()["removed"], 0)
        self.assertIn("[VW-W023]", self.warnings)
        self.assertIn('"Apparaten en alles wat daar', self.warnings)

    def test_the_hidden_first_row_of_a_sheet_is_gone(self):
        def change(_, sheet):
            self.set_cell(sheet, "G1", "note", "gewijzigd")
            sheet.delete_rows(1)
        self.edit(change)
        err = self.refuses("[VW-W025]", "--accept")
        self.assertIn('sheet Apparaten', err)
        self.assertNotIn("[VW-W023]", err)
        self.assertNotIn("[VW-W017]", err)

    def test_the_hidden_first_row_of_a_renamed_sheet_is_gone(self):
        def change(_, sheet):
            sheet.title = "Spullen"
            sheet.delete_rows(1)
        self.edit(change)
        self.assertIn('sheet Spullen', self.refuses("[VW-W025]", "--accept"))

    def test_a_copy_of_the_values_of_a_sheet_is_passed_over_aloud(self):
        def copy(book, sheet):
            book.copy_worksheet(sheet).delete_rows(1)
        self.edit(copy)
        self.assertEqual(self.rows(self.diff()), [])
        self.assertIn("[VW-W017]", self.warnings)

    def test_the_hidden_sheet_is_gone(self):
        self.edit(lambda book, _: book.remove(book["_verantwoord"]))
        err = self.refuses("[VW-W026]", "--accept")
        self.assertEqual(err.count("error:"), 1, err)

    def test_the_hidden_row_moved_below_a_record(self):
        self.edit(lambda _, sheet: sheet.move_range("A1:Z1", rows=8))
        self.assertIn("row 9", self.refuses("[VW-W027]", "--accept"))

    def test_the_keys_gone(self):
        self.edit(lambda _, sheet: sheet.delete_cols(1))
        err = self.refuses("[VW-W024]")
        self.assertNotIn("row 6", err.split("VW-W024")[0])

    def test_accept_without_a_workbook(self):
        self.refuses("[VW-U040]", "--accept", name="gadget.csv", code=2)

    def test_a_workbook_beside_other_files(self):
        self.refuses("[VW-U041]", "gadget.csv", code=2)

    def test_a_side_that_there_is_not(self):
        self.refuses("[VW-U009]", "--conflicts", "mine", code=2)


class Limits(Workbooks):
    def test_ten_thousand_records_take_seconds(self):
        rows = [{**ONE, "gadget_id": f"G{number}"} for number in range(10_000)]
        self.fill(*rows)
        self.make()
        self.assert_untouched("w.xlsx")

    def test_pages_for_print_are_no_more_than_the_rows_need(self):
        self.make()
        sheet = openpyxl.load_workbook(self.folder / "w.xlsx")["Apparaten en alles wat daar"]
        self.assertEqual(sheet.freeze_panes, f"B{FIRST_ROW}")
        self.assertTrue(sheet.row_dimensions[1].hidden)
        self.assertEqual(sheet.print_title_rows, "$4:$4")

    def test_the_guide_is_readable_in_print(self):
        self.make()
        guide = openpyxl.load_workbook(self.folder / "w.xlsx")["Uitleg"]
        heads = next(row for row in guide.iter_rows() if row[1].value == "Kolom")
        row = heads[0].row
        self.assertEqual(guide.print_title_rows, f"${row}:${row}")
        self.assertEqual(guide.page_setup.orientation, "landscape")
        # Wider, and an A4 shows letters of less than 8 points.
        self.assertLess(sum(guide.column_dimensions[c].width for c in "ABCDEF"), 160)


if __name__ == "__main__":
    main()

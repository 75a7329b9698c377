#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds the readers of workbooks, JSON, encodings and mappings to their word, also on hostile files.

    check_tables.py PROGRAM
"""

import datetime
import json
import random
import resource
import shutil
import sqlite3
import subprocess
import sys
import unittest
import zipfile

import sheets
from hostile import HEAD, PROGRAM, Hostile, INIT, environment, main
from sheets import asset_sheet, row, workbook

try:
    import openpyxl
except ImportError:  # said by the tests that need it
    openpyxl = None

PEOPLE = "person_id,effective_from,name,employment,employed_from,board_member\n"
MAPPING = """mapping: {nl: Uitdraai, en: Export}
kind: asset
rest: keep
key: id
columns:
  host: name
  since: effective_from
constants: {type: server}
"""
DATED = '<c r="B{0}" s="1"><v>45658</v></c>'  # 1 January 2025


class Tables(Hostile):
    def setUp(self):
        super().setUp()
        self.done(*INIT)
        self.before = self.dossier.read_bytes()

    def refuses(self, code, content, *options, name="asset.xlsx", status=3):
        """The file is refused with [code], within bounds, and nothing of it is kept."""
        self.write(name, content)
        found, out, err = self.run_program("import", name, *options, preexec_fn=little_memory)
        self.assertEqual((found, out), (status, ""), err)
        self.assertIn(code, err)
        self.assertEqual(self.dossier.read_bytes(), self.before)
        return err

    def stored(self, content, *options, name="asset.xlsx"):
        """The first rows as they would be stored, and what was said."""
        self.write(name, content)
        code, out, err = self.run_program("import", name, "--preview", "--json", *options)
        self.assertEqual(code, 0, err)
        self.assertEqual(self.dossier.read_bytes(), self.before, "a preview takes nothing in")
        return json.loads(out), err

    def kilobytes(self, *arguments):
        """The most memory that the program used. A small process starts it: a child counts what its
        parent had when it was made."""
        script = (
            "import resource, subprocess, sys;"
            "subprocess.run(sys.argv[1:], check=True, stdout=subprocess.DEVNULL);"
            "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
        )
        done = subprocess.run(
            [sys.executable, "-c", script, PROGRAM, *arguments],
            cwd=self.folder,
            env=environment(),
            capture_output=True,
            text=True,
            check=True,
        )
        return int(done.stdout)

    def names(self, content, *options, name="asset.xlsx"):
        """The field name of each row, as it would be stored."""
        results, _ = self.stored(content, *options, name=name)
        return [first["name"] for result in results for first in result["first_rows"]]


def little_memory():
    resource.setrlimit(resource.RLIMIT_AS, (400 << 20, 400 << 20))


def asset_row(number, name, key="A1"):
    return row(number, key, DATED.format(number), name, "server")


class Workbooks(Tables):
    def shown(self, cell, **options):
        """What a cell in column C of row 2 becomes."""
        return self.names(workbook(asset_sheet(asset_row(2, cell)), **options))[0]

    def test_numbers_are_as_people_see_them(self):
        for stored, seen in (
            ("44927.0", "44927"),
            ("0.1", "0.1"),
            ("0.10000000000000001", "0.1"),
            ("1E+2", "100"),
            ("-1.5E-9", "-1.5e-9"),
            ("123456789012345", "123456789012345"),
            ("0", "0"),
        ):
            self.assertEqual(self.shown(f'<c r="C2"><v>{stored}</v></c>'), seen, stored)
        for lost in ("123456789012345678", "1234567890123450", "1.0000000000000001E+300"):
            err = self.refuses("[VW-I116]", workbook(asset_sheet(asset_row(2, f'<c r="C2"><v>{lost}</v></c>'))))
            self.assertIn("row 2, column name", err)
            key = f'<row r="2"><c r="A2"><v>{lost}</v></c>{DATED.format(2)}</row>'
            self.refuses("[VW-I116]", workbook(asset_sheet(key)))
        self.assertEqual(self.shown('<c r="C2" s="3"><v>7.0000000000000007E-2</v></c>'), "7%")
        self.assertEqual(self.shown('<c r="C2" s="4"><v>42</v></c>'), "00042")

    def test_dates_are_days_in_both_systems(self):
        for style, stored, seen in (
            (1, "1", "1900-01-01"),
            (1, "59", "1900-02-28"),
            (1, "61", "1900-03-01"),
            (6, "45838", "2025-06-30"),
            (1, "45838.75", "2025-06-30"),
            (2, "45838.75", "2025-06-30T18:00:00"),
            (2, "45838.999999", "2025-07-01T00:00:00"),
            (5, "1.0868055555555556", "26:05:00"),
        ):
            cell = f'<c r="C2" s="{style}"><v>{stored}</v></c>'
            self.assertEqual(self.shown(cell), seen, stored)
        cell = '<c r="C2" s="1"><v>44376</v></c>'
        self.assertEqual(self.shown(cell, date1904=True), "2025-06-30")
        for never in ("60", "0", "-1", "2958466"):
            cell = f'<c r="C2" s="1"><v>{never}</v></c>'
            self.refuses("[VW-I064]", workbook(asset_sheet(asset_row(2, cell))))
        for no_number in ("x", "1e400"):
            cell = f'<c r="C2" s="1"><v>{no_number}</v></c>'
            self.refuses("[VW-I117]", workbook(asset_sheet(asset_row(2, cell))))

    def test_midnight_behind_a_date_is_no_time(self):
        midnight = '<c r="B2" s="2"><v>45658</v></c>'
        results, _ = self.stored(workbook(asset_sheet(row(2, "A1", midnight, "Mail", "server"))))
        self.assertEqual(results[0]["first_rows"][0]["effective_from"], "2025-01-01")
        noon = '<c r="B2" s="2"><v>45658.5</v></c>'
        self.refuses("[VW-I024]", workbook(asset_sheet(row(2, "A1", noon, "Mail", "server"))))

    def test_texts_are_whole(self):
        strings = (
            "<si><t>one</t></si><si><r><t>bo</t></r><r><rPr/><t xml:space='preserve'>ld </t></r>"
            "<r><t>text</t></r><rPh><t>not this</t></rPh></si><si><t/></si>"
        )
        for cell, seen in (
            ('<c r="C2" t="s"><v>1</v></c>', "bold text"),
            ('<c r="C2" t="s"><v>0</v></c>', "one"),
            ('<c r="C2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c>', "ab"),
            ('<c r="C2" t="str"><f>A1</f><v>from a formula</v></c>', "from a formula"),
            ('<c r="C2" t="inlineStr"><is><t>=1+1</t></is></c>', "=1+1"),
            ('<c r="C2" t="inlineStr"><is><t>x_x0041__x005F_x</t></is></c>', "xA_x"),
            ('<c r="C2" t="b"><v>1</v></c>', "true"),
            ('<c r="C2" t="d"><v>2025-06-30T12:00:00.000</v></c>', "2025-06-30T12:00:00"),
        ):
            self.assertEqual(self.shown(cell, strings=strings), seen, cell)
        bad = '<c r="C2" t="s"><v>7</v></c>'
        content = workbook(asset_sheet(asset_row(2, bad)), strings=strings)
        self.refuses("[VW-I055]", content)

    def test_strict_workbooks_are_read(self):
        content = asset_sheet(asset_row(2, "Mail"), namespace=sheets.STRICT)
        self.assertEqual(self.names(workbook(content, strict=True)), ["Mail"])

    def test_rows_and_cells_may_be_left_out(self):
        content = sheets.sheet(row(1, "asset_id", "effective_from", "name", "supplier", "type"), row(5, "A1", DATED.format(5), "Mail", "", "server"), '<row r="7"/>')
        results, _ = self.stored(workbook(content))
        self.assertEqual(results[0]["rows"], 1)
        self.assertIsNone(results[0]["first_rows"][0]["supplier"])
        bare = "<row><c t='inlineStr'><is><t>asset_id</t></is></c></row>"
        self.refuses("[VW-I017]", workbook(sheets.sheet(bare)))

    def test_cells_without_a_value_are_told(self):
        error = '<c r="C2" t="e"><v>#N/A</v></c>'
        err = self.refuses("[VW-I062]", workbook(asset_sheet(asset_row(2, error))))
        self.assertIn("asset.xlsx, sheet asset, row 2, column name: error: ", err)
        formula = '<c r="C2"><f>1+1</f></c>'
        self.refuses("[VW-I063]", workbook(asset_sheet(asset_row(2, formula))))
        formula = '<c r="C2"><f>1+1</f><v></v></c>'
        self.refuses("[VW-I063]", workbook(asset_sheet(asset_row(2, formula))))
        text = '<c r="C2" t="str"><f>A1</f></c>'
        self.refuses("[VW-I063]", workbook(asset_sheet(asset_row(2, text))))

    def test_cells_that_are_not_what_they_are_stored_as_are_told(self):
        for stored, words in (
            ('<c r="C2"><v>1,5</v></c>', 'a number, and holds "1,5"'),
            ('<c r="C2"><v>INF</v></c>', 'a number, and holds "INF"'),
            ('<c r="C2" t="b"><v>2</v></c>', 'true or false, and holds "2"'),
        ):
            err = self.refuses("[VW-I117]", workbook(asset_sheet(asset_row(2, stored))))
            self.assertIn(words, err)
        self.assertEqual(self.shown('<c r="C2" t="b"><v>1</v></c>'), "true")

    def test_merged_cells_are_told_where_they_matter(self):
        merge = '<mergeCells><mergeCell ref="C2:C3"/></mergeCells>'
        rows = asset_row(2, "Mail"), asset_row(3, "Web", "A2")
        self.refuses("[VW-I065]", workbook(asset_sheet(*rows, after=merge)))
        aside = '<mergeCells><mergeCell ref="F2:G9"/></mergeCells>'
        self.assertEqual(self.names(workbook(asset_sheet(*rows, after=aside))), ["Mail", "Web"])

    def test_hidden_rows_count_and_are_told(self):
        shown, hidden = asset_row(2, "Mail"), asset_row(3, "Web", "A2")
        hidden = hidden.replace("<row ", '<row hidden="1" ')
        book = workbook(asset_sheet(shown, hidden))
        results, err = self.stored(book)
        self.assertEqual([result["rows"] for result in results], [2])
        self.assertIn("row 3: note: hidden rows on this sheet, which count like the others: 1 [VW-I133]", err)
        self.assertNotIn("I133", self.stored(workbook(asset_sheet(shown)))[1])

    def test_sheets_tell_their_kind(self):
        book = sheets.packed(
            sheets.parts(
                [
                    ("Assets", "visible", asset_sheet(asset_row(2, "Mail"))),
                    ("Secret assets", "hidden", asset_sheet(asset_row(2, "Old", "A2"))),
                    ("Notes", "visible", sheets.sheet(row(1, "remarks"))),
                ]
            )
        )
        results, err = self.stored(book, name="export.xlsx")
        self.assertEqual([result["sheet"] for result in results], ["Assets"])
        self.assertIn("[VW-I066]", err)
        self.assertIn("[VW-I067]", err)
        chosen = self.names(book, "--sheet", "Secret assets", name="export.xlsx")
        self.assertEqual(chosen, ["Old"])
        self.refuses("[VW-I050]", book, "--kind", "asset", name="export.xlsx")
        err = self.refuses("[VW-I068]", book, "--sheet", "Asets", name="export.xlsx")
        self.assertIn('did you mean "Assets"?', err)

    def test_other_files_are_named(self):
        self.refuses("[VW-I052]", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600))
        ods = sheets.packed({"mimetype": "application/vnd.oasis.opendocument.spreadsheet"})
        self.refuses("[VW-I053]", ods)
        self.refuses("[VW-I053]", sheets.packed({"readme.txt": "hello"}))
        made = sheets.parts([("asset", "visible", asset_sheet())])
        made["xl/workbook.xml"] = '<document xmlns="x"/>'
        self.refuses("[VW-I053]", sheets.packed(made))

    def test_what_is_missing_or_twice_is_named(self):
        made = sheets.parts([("asset", "visible", asset_sheet())])
        for part in ("xl/worksheets/sheet1.xml", "xl/workbook.xml", "xl/styles.xml"):
            less = {name: content for name, content in made.items() if name != part}
            err = self.refuses("[VW-I056]", sheets.packed(less))
            self.assertIn(part, err)
        twice = [*made.items(), ("XL/worksheets/SHEET1.xml", asset_sheet(asset_row(2, "Evil")))]
        self.refuses("[VW-I057]", sheets.packed(twice))
        outside = made["xl/_rels/workbook.xml.rels"].replace(
            "worksheets/sheet1.xml", "../../../etc/passwd"
        )
        err = self.refuses("error: ", sheets.packed({**made, "xl/_rels/workbook.xml.rels": outside}))
        self.assertNotIn("root:", err)
        self.assertIn("[VW-I126]", err)

    def test_places_must_be_in_order(self):
        for reference in ("C3", "A2", "ZZZZZZ2", "C", "2", "c2", "C99999999999"):
            cell = f'<c r="{reference}"><v>1</v></c>'
            content = asset_sheet(row(2, "A1", DATED.format(2), cell))
            self.refuses("[VW-I061]", workbook(content))
        for number in ("1", "0", "99999999", "-5"):
            self.refuses("[VW-I061]", workbook(asset_sheet(f'<row r="{number}"/>')))

    def test_truncated_and_spoilt_files_are_refused_or_read(self):
        whole = workbook(asset_sheet(*[asset_row(n, "Mail", f"A{n}") for n in range(2, 200)]))
        for length in (4, 30, 100, len(whole) // 2, len(whole) - 30, len(whole) - 1):
            self.refuses("[VW-I051]", whole[:length])
        for seed in range(40):
            spoilt = bytearray(whole)
            for _ in range(5):
                spoilt[random.Random(seed).randrange(len(spoilt))] ^= 1 << seed % 8
            self.write("asset.xlsx", bytes(spoilt))
            code, _, err = self.run_program("import", "asset.xlsx", preexec_fn=little_memory)
            self.assertIn(code, (0, 3), err)
            if code == 0:
                self.dossier.write_bytes(self.before)


class HostileWorkbooks(Tables):
    def test_a_bomb_does_not_go_off(self):
        made = sheets.parts([("asset", "visible", asset_sheet())])
        for part in ("xl/worksheets/sheet1.xml", "xl/styles.xml", "xl/workbook.xml"):
            bomb = {**made, part: made[part] + " " * (48 << 20)}
            self.refuses("[VW-I058]", sheets.packed(bomb))

    def test_a_large_directory_is_refused(self):
        many = [(f"x{i}", "") for i in range(30_000)]
        self.refuses("[VW-I054]", sheets.packed(many))

    def test_no_document_type_is_read(self):
        laughs = "".join(
            f'<!ENTITY l{i} "{f"&l{i - 1};" * 10 if i else "ha"}">' for i in range(12)
        )
        for declared in (
            f"[{laughs}]",
            '[<!ENTITY l11 SYSTEM "file:///etc/passwd">]',
            'SYSTEM "http://127.0.0.1:1/x.dtd"',
        ):
            content = asset_sheet(asset_row(2, "&l11;"), head=f"<!DOCTYPE worksheet {declared}>")
            err = self.refuses("[VW-I059]", workbook(content))
            self.assertNotIn("root:", err)

    def test_depth_and_tags_are_bounded(self):
        deep = asset_sheet(after="<a>" * 100_000)
        self.refuses("[VW-I060]", workbook(deep))
        noise = random.Random(1).randbytes(3 << 20).hex()
        self.refuses("[VW-I060]", workbook(asset_sheet(f'<row r="2" x="{noise}"/>')))
        self.refuses("[VW-I060]", workbook(asset_sheet(f"<!--{noise}-->")))

    def test_a_long_cell_is_refused_with_its_place(self):
        noise = random.Random(2).randbytes(1 << 20).hex()
        err = self.refuses("[VW-I010]", workbook(asset_sheet(asset_row(2, noise))))
        self.assertIn("row 2, column name", err)
        shared = '<c r="C2" t="s"><v>0</v></c>'
        content = workbook(asset_sheet(asset_row(2, shared)), strings=f"<si><t>{noise}</t></si>")
        self.refuses("[VW-I010]", content)

    def test_hidden_characters_are_refused(self):
        self.refuses("[VW-I009]", workbook(asset_sheet(asset_row(2, "gpj_x202E_exe"))))
        self.refuses("[VW-I009]", workbook(asset_sheet(asset_row(2, "a\u202eb"))))
        self.refuses("[VW-I008]", workbook(asset_sheet(asset_row(2, "a_x0000_b"))))
        self.refuses("[VW-I007]", workbook(asset_sheet(asset_row(2, "a_xD800_b"))))

    def test_an_encrypted_part_is_named(self):
        spoilt = bytearray(workbook(asset_sheet(asset_row(2, "Mail"))))
        at = 0
        while (at := spoilt.find(b"PK\x01\x02", at)) >= 0:
            spoilt[at + 8] |= 1  # "encrypted", in the directory
            at += 4
        self.refuses("[VW-I052]", bytes(spoilt))

    def test_a_million_cells_take_no_more_memory_than_csv_does(self):
        path = self.folder / "asset.xlsx"
        fields = '<c r="C{0}" t="s"><v>{0}</v></c>' + text_of("D")
        with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
            made = sheets.parts([("asset", "visible", "")], strings="")
            for name, content in made.items():
                if not name.endswith(("sheet1.xml", "sharedStrings.xml")):
                    archive.writestr(name, content)
            with archive.open("xl/sharedStrings.xml", "w") as part:
                part.write(f'<sst xmlns="{sheets.MAIN}">'.encode())
                for i in range(250_002):
                    part.write(f"<si><t>system number {i} of this organisation</t></si>".encode())
                part.write(b"</sst>")
            with archive.open("xl/worksheets/sheet1.xml", "w") as part:
                part.write(f'<worksheet xmlns="{sheets.MAIN}"><sheetData>'.encode())
                part.write(row(1, *sheets.HEADER).encode())
                for i in range(2, 250_001):
                    cells = text_of("A").format(i, f"A{i}") + DATED.format(i)
                    part.write(
                        f'<row r="{i}">{cells}{fields.format(i, "server")}</row>'.encode()
                    )
                part.write(b"</sheetData></worksheet>")
        rows = (f"A{i},2025-01-01,system number {i} of this organisation,server\n" for i in range(2, 250_001))
        self.write("asset.csv", HEAD + "".join(rows))
        by_itself = self.kilobytes("import", "asset.csv", "--preview")
        self.assertLess(self.kilobytes("import", "asset.xlsx", "--preview"), by_itself + (24 << 10))


def text_of(column):
    return f'<c r="{column}{{0}}" t="inlineStr"><is><t>{{1}}</t></is></c>'


class RealWorkbooks(Tables):
    ROWS = (
        ("A1", datetime.date(2024, 2, 29), "Mail", "server"),
        ("A2", datetime.date(2025, 6, 30), "=1+1", "server"),
    )

    def make(self, epoch=None):
        if openpyxl is None:
            self.skipTest("python3-openpyxl is not installed: no workbook of another program was read")
        book = openpyxl.Workbook()
        if epoch is not None:
            book.epoch = epoch
        page = book.active
        page.title = "asset"
        page.append(sheets.HEADER)
        for cells in self.ROWS:
            page.append(cells)
        page["C3"].data_type = "s"
        book.save(self.folder / "asset.xlsx")

    def check(self):
        results, _ = self.stored((self.folder / "asset.xlsx").read_bytes())
        first = results[0]["first_rows"]
        self.assertEqual([one["effective_from"] for one in first], ["2024-02-29", "2025-06-30"])
        self.assertEqual([one["name"] for one in first], ["Mail", "=1+1"])

    def test_those_of_openpyxl_are_read(self):
        self.make()
        self.check()

    def test_those_of_1904_are_read(self):
        self.make(epoch=datetime.datetime(1904, 1, 1))
        self.check()

    def test_those_of_libreoffice_are_read(self):
        self.make()
        if shutil.which("soffice") is None:
            self.skipTest("LibreOffice is not installed: none of its workbooks was read")
        out = self.folder / "out"
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation=file://{self.folder}/profile",
                "--headless",
                "--convert-to",
                "xlsx:Calc MS Excel 2007 XML",
                "--outdir",
                out,
                self.folder / "asset.xlsx",
            ],
            check=True,
            capture_output=True,
            timeout=120,
        )
        shutil.copy(out / "asset.xlsx", self.folder / "asset.xlsx")
        self.check()


class Json(Tables):
    def test_each_form_of_table_is_read(self):
        one = '{"asset_id": "A1", "effective_from": "2025-01-01", "name": "Mail", "type": "server"}'
        two = one.replace("A1", "A2").replace("Mail", "Zo\\u00eb")
        for content in (
            f"[{one}, {two}]",
            f"{one}\n\n{two}\n",
            f'{{"count": 2, "assets": [{one},\n{two}], "next": null}}',
            f"\ufeff[{one},{two}]",
            f"[{one}, {two}]".encode("utf-16"),
        ):
            self.assertEqual(self.names(content, name="asset.json"), ["Mail", "Zoë"], content)

    def test_members_within_are_columns_and_numbers_stay_as_written(self):
        self.write("map.yaml", MAPPING.replace("host: name", "os.name: name"))
        content = '{"id": 7.10, "os": {"name": 1e2, "v": 0.10}, "since": "2025-01-01", "t": [1.0]}'
        results, _ = self.stored(content, "-m", "map.yaml", name="x.jsonl")
        first = results[0]["first_rows"][0]
        self.assertEqual((first["asset_id"], first["name"]), ("7.10", "1e2"))
        raw = self.done("import", "x.jsonl", "-m", "map.yaml", "--preview")
        self.assertIn('raw = {"os.v":0.10,"t":[1.0]}', raw)

    def test_what_is_no_table_is_refused_with_its_line(self):
        good = '{"asset_id": "A1", "effective_from": "2025-01-01", "name": "x", "type": "server"}'
        for code, content in (
            ("[VW-I081]", f'[{good},\n{{"a": 1, "a": 2}}]'),
            ("[VW-I124]", f'[{good},\n{{"a": "\\u0000"}}]'),
            ("[VW-I123]", f'[{good},\n{{"a": 1e999}}]'),
            ("[VW-I081]", f'[{good},\n{{"a": "\\ud800"}}]'),
            ("[VW-I081]", f"[{good}\n{good}]"),
            ("[VW-I081]", f"[{good},\n]"),
            ("[VW-I081]", f"[{good}\n"),
            ("[VW-I081]", f"[{good},\n{{]]"),
            ("[VW-I073]", f"[{good},\n7]"),
            ("[VW-I074]", "[\n" + '{"a":' * 40 + "1" + "}" * 40 + "]"),
            ("[VW-I074]", '[\n{"a": "' + "x" * (5 << 20) + '"}]'),
        ):
            err = self.refuses(code, content, "--kind", "asset", name="x.json")
            self.assertRegex(err, r"^x\.json:2[:,]", content[:200])
        for code, content in (
            ("[VW-I081]", f"[{good}] x"),
            ("[VW-I081]", f'{{"a": [{good}], "a": 1}}'),
            ("[VW-I081]", "[" * 1_000_000),
            ("[VW-I073]", f'{{"a": [{good}], "b": [{good}]}}'),
            ("[VW-I075]", f"[{good}]".replace('"x"', '["x"]')),
            ("[VW-I016]", f"[{good}]".replace('"x"', '"x", "a.b": 1, "a": {"b": 2}')),
        ):
            self.refuses(code, content, "--kind", "asset", name="x.json")
        latin = f"[{good}]".replace('"x"', '"Zoë\u2014"').encode() + b"\xff"
        self.refuses("error: ", latin, "--kind", "asset", name="x.json")

    def test_what_stands_beside_the_list_is_told_and_a_page_is_not_complete(self):
        one = '{"asset_id": "A1", "effective_from": "2025-01-01", "name": "Mail", "type": "server"}'
        whole = "--complete=2025-12-31"
        for beside in (
            '"total": 500',
            '"count": "2"',
            '"@odata.nextLink": "https://x/2"',
            '"meta": {"total": 3}',
            '"next": "/2"',
            '"hasMore": true',
            '"page": 2',
            '"pages": 4',
            '"offset": 100',
        ):
            for content in (f'{{{beside}, "assets": [{one}]}}', f'{{"assets": [{one}], {beside}}}'):
                self.refuses("[VW-I111]", content, whole, name="asset.json")
                _, err = self.stored(content, name="asset.json")
                self.assertIn("[VW-I110]", err)
        for beside in ('"total": 1', '"next": null', '"made": "2025-01-01"', '"tags": ["x"]', '"offset": 0'):
            _, err = self.stored(f'{{{beside}, "assets": [{one}]}}', whole, name="asset.json")
            self.assertIn("[VW-I110]", err)
        _, err = self.stored(f'{{"assets": [{one}]}}', whole, name="asset.json")
        self.assertEqual(err, "")

    def test_a_line_that_never_ends_is_told_where_it_begins(self):
        one = '{"asset_id": "A1", "effective_from": "2025-01-01"}'
        err = self.refuses("[VW-I081]", one + '\n{"asset_id": "A2",\n "name"', name="asset.jsonl")
        self.assertIn("asset.jsonl:2: error", err)
        self.assertIn("never ends", err)

    def test_a_small_document_of_many_values_is_refused_in_bounded_memory(self):
        begin = '{"bomFormat": "CycloneDX", "specVersion": "1.5", "components": ['
        for content in (
            begin + "{}," * 7_000_000 + "{}]}",
            begin + "1," * 18_000_000 + "1]}",
            "[" * 7_000_000,
        ):
            self.refuses("[VW-I119]", content, name="bom.json")
        text = begin + '{"type": "library", "name": "' + "{[,:" * 2_000_000 + '"}]}'
        self.write("bom.json", text)  # what stands in a text is no value
        _, _, err = self.run_program("import", "bom.json")
        self.assertNotIn("[VW-I119]", err)

    def test_a_gigabyte_in_one_text_is_refused_at_once(self):
        path = self.folder / "x.json"
        with open(path, "wb") as file:
            file.write(b'[{"a": "')
            file.truncate(1 << 30)  # zero bytes that take no room
        found, _, err = self.run_program(
            "import", "x.json", "--kind", "asset", preexec_fn=little_memory
        )
        self.assertEqual(found, 3, err)
        self.assertIn("[VW-I081]", err)


class Encodings(Tables):
    ROW = "A1,2025-01-01,{},server\n"

    def read(self, name, encoding, *options):
        content = (HEAD + self.ROW.format(name)).encode(encoding)
        return self.stored(content, *options, name="asset.csv")

    def test_common_ones_are_recognised_and_told(self):
        for name, encoding, told in (
            ("Café Zuid", "cp1252", "WINDOWS-1252"),
            ("€ 10 – Zoë’s", "cp1252", "WINDOWS-1252"),
            ("€ 10 voor Zoë", "iso-8859-15", "ISO-8859-15"),
            ("Zoë", "utf-16", "UTF-16LE"),
            ("Zoë", "utf-16-le", "UTF-16LE"),
            ("Zoë", "utf-16-be", "UTF-16BE"),
            ("Zoë", "utf-32", "UTF-32LE"),
        ):
            results, err = self.read(name, encoding)
            self.assertEqual(results[0]["first_rows"][0]["name"], name)
            self.assertEqual(results[0]["encoding"], told)
            self.assertIn("[VW-I069]", err)
            self.assertIn(name, err)
        for encoding in ("utf-8", "utf-8-sig"):
            results, err = self.read("Zoë", encoding)
            self.assertEqual((results[0]["encoding"], err), ("UTF-8", ""))

    def test_one_broken_place_in_utf8_is_told_with_its_line(self):
        sound = self.ROW.format("Café") + self.ROW.format("naïef").replace("A1", "A2")
        for bad, byte in ((b"caf\xe9", "E9"), (b"a\xed\xa0\x80b", "ED"), (b"a\xc0\xafb", "C0")):
            content = (HEAD + sound).encode() + b"A3,2025-01-01," + bad + b",server\n"
            err = self.refuses("[VW-I120]", content, name="asset.csv")
            self.assertTrue(err.startswith(f"asset.csv:4: error: byte {byte}, as character 1"), err)
        alone = HEAD.encode() + b"A3,2025-01-01,a\xed\xa0\x80b,server\n"
        self.refuses("[VW-I120]", alone, name="asset.csv")

    def test_others_can_be_named(self):
        for encoding in ("cp850", "mac_roman", "cp1250"):
            name = {"mac_roman": "macintosh"}.get(encoding, encoding)
            results, _ = self.read("Zoë", encoding, "--encoding", name)
            self.assertEqual(results[0]["first_rows"][0]["name"], "Zoë")

    def test_what_is_not_known_is_refused(self):
        content = HEAD + self.ROW.format("Café ëén")
        for encoding in ("cp850", "mac_roman"):
            self.refuses("[VW-I070]", content.encode(encoding), name="asset.csv")

    def test_a_wrong_name_is_refused_with_its_place(self):
        content = (HEAD + self.ROW.format("Zoë")).encode()
        option = "--encoding"
        self.refuses("[VW-I071]", content, option, "klingon", name="asset.csv")
        self.refuses("[VW-I071]", content, option, "cp1252//IGNORE", name="asset.csv")
        self.refuses("[VW-U035]", content, option, "cp1252", name="asset.csv")
        err = self.refuses(
            "[VW-I072]", content.replace("ë".encode(), b"\x81"), option, "cp1252", name="asset.csv"
        )
        self.assertTrue(err.startswith("asset.csv:2: error: byte 81 "), err)
        self.refuses("[VW-U035]", content.decode().encode("utf-16"), option, "cp1252", name="asset.csv")

    def test_a_gigabyte_in_one_field_is_refused_at_once(self):
        path = self.folder / "asset.csv"
        with open(path, "wb") as file:
            file.write((HEAD + 'A1,2025-01-01,"Zo').encode() + b"\xeb")
            file.truncate(1 << 30)
        found, _, err = self.run_program("import", "asset.csv", preexec_fn=little_memory)
        self.assertEqual(found, 3, err)


class Mappings(Tables):
    CSV = "id,host,since,RAM\n7,Mail,2025-01-01,16\n"

    def mapped(self, mapping, content=CSV, *options):
        self.write("map.yaml", mapping)
        return self.stored(content, "--mapping", "map.yaml", *options, name="x.csv")

    def wrong(self, code, mapping, content=CSV, *options, status=3):
        self.write("map.yaml", mapping)
        return self.refuses(
            code, content, "-m", "map.yaml", *options, name="x.csv", status=status
        )

    def test_columns_become_fields(self):
        results, _ = self.mapped(MAPPING)
        first = results[0]["first_rows"][0]
        self.assertEqual(first["asset_id"], "7")
        self.assertEqual((first["name"], first["type"]), ("Mail", "server"))
        self.assertEqual(first["raw"], {"RAM": "16"})
        columns = {column["heading"]: column["field"] for column in results[0]["columns"]}
        self.assertEqual(
            columns, {"id": "asset_id", "host": "name", "since": "effective_from", "RAM": None}
        )

    def test_it_goes_for_sheets_too(self):
        content = sheets.sheet(
            row(1, "id", "host", "since"),
            row(2, "7", "Mail", '<c r="C2" s="1"><v>45658</v></c>'),
        )
        self.write("map.yaml", MAPPING + "sheet: Servers\n")
        book = workbook(content, name="Servers")
        results, _ = self.stored(book, "-m", "map.yaml", name="x.xlsx")
        self.assertEqual(results[0]["first_rows"][0]["effective_from"], "2025-01-01")

    def test_a_column_that_is_passed_over_may_be_broken(self):
        content = sheets.sheet(
            row(1, "id", "host", "since", "broken"),
            row(2, "7", "Mail", "2025-01-01", '<c r="D2" t="e"><v>#REF!</v></c>'),
        )
        self.write("map.yaml", MAPPING.replace("rest: keep", "rest: ignore"))
        self.assertEqual(self.names(workbook(content), "-m", "map.yaml", name="x.xlsx"), ["Mail"])
        self.write("map.yaml", MAPPING)
        self.refuses("[VW-I062]", workbook(content), "-m", "map.yaml", name="x.xlsx")

    def test_dates_are_read_as_they_are_written(self):
        for form, written in (
            ("d/m/y", "3/4/2025"),
            ("m/d/y", "4/3/2025"),
            ("d.m.y", "03.04.2025"),
            ("d-m-y", "3-4-2025"),
            ("d/m/y", "2025-04-03"),
        ):
            content = self.CSV.replace("2025-01-01", written)
            results, _ = self.mapped(MAPPING + f"dates: {form}\n", content)
            self.assertEqual(results[0]["first_rows"][0]["effective_from"], "2025-04-03", form)
        for written in ("3/4/25", "3-4-2025", "2025/4/3", "31/2/2025", "3/4"):
            self.wrong("error: ", MAPPING + "dates: d/m/y\n", self.CSV.replace("2025-01-01", written))

    def test_numbers_are_read_as_they_are_written(self):
        mapping = MAPPING.replace("  since: effective_from\n", "  since: effective_from\n  cost: rto_hours\n")
        content = 'id;host;since;cost\n7;Mail;2025-01-01;{}\n'
        for form, written, cost in (
            ("1.234,5", "1.500", "1500.0"),
            ("1.234,5", "1.234.567,25", "1234567.25"),
            ("1.234,5", "1,500", "1.5"),
            ("1.234,5", "1500", "1500.0"),
            ("1,234.5", "1.500", "1.5"),
            ("1,234.5", "+1,500", "1500.0"),
        ):
            results, _ = self.mapped(mapping + f"numbers: {form}\n", content.format(written))
            self.assertEqual(float(results[0]["first_rows"][0]["rto_hours"]), float(cost), (form, written))
        for written in ("1.50", "1.5000", "1,2,3", "1..500", "1500.000", "x"):
            self.wrong("[VW-I113]", mapping + "numbers: 1.234,5\n", content.format(written))
        self.wrong("[VW-I112]", mapping, content.format("1.500"))

    def test_a_number_with_three_decimals_comes_back_as_it_went_out(self):
        self.write("asset.csv", "asset_id,effective_from,name,type,rto_hours\nA1,2025-01-01,X,server,12.1250\n")
        self.done("import", "asset.csv")
        self.done("export", "-o", "out")
        self.assertIn("12.1250", (self.folder / "out" / "asset.csv").read_text())
        self.done("import", "out/asset.csv")

    def test_keys_and_references_are_the_same_however_their_accents_are_stored(self):
        composed, apart = "Caf\u00e9", "Cafe\u0301"
        self.write("person.csv", PEOPLE + f"{composed},2025-01-01,X,staff,2020-01-01,no\n")
        self.write("asset.csv", f"{HEAD.strip()},owner\n{apart},2025-01-01,X,server,{apart}\n")
        self.done("import", "person.csv", "asset.csv")
        self.write("asset.csv", HEAD + f"{composed},2025-06-01,Y,server\n")
        _, _, err = self.run_program("import", "asset.csv")
        with sqlite3.connect(self.dossier) as connection:
            keys = connection.execute("SELECT kind, key FROM subject ORDER BY kind").fetchall()
        self.assertEqual(keys, [("asset", composed), ("person", composed)])
        both = HEAD + f"{composed},2025-01-01,X,server\n{apart},2025-01-01,X,server\n"
        self.write("asset.csv", both)
        self.refused(3, "I022", "import", "asset.csv")

    def test_a_line_that_names_the_separator_is_no_header(self):
        for line in ("sep=;", '"sep=;"', "sep=;\r"):
            content = line + "\nid;host;since;RAM\n7;Mail, big;2025-01-01;16\n"
            results, _ = self.mapped(MAPPING, content)
            first = results[0]["first_rows"][0]
            self.assertEqual(first["name"], "Mail, big")
        err = self.wrong("[VW-I024]", MAPPING, "sep=|\nid|host|since|RAM\n7|Mail|x|16\n")
        self.assertIn("row 3", err)

    def test_values_are_translated_or_refused(self):
        column = "host: {field: name, values: {MAIL: Post, Web: ~}%s}"
        for otherwise, written, seen in (
            ("", "mail", "Post"),
            ("", "web", "none"),
            (", otherwise: keep", "other", "other"),
            (", otherwise: unknown", "other", "none"),
        ):
            mapping = MAPPING.replace("host: name", column % otherwise)
            mapping = mapping.replace("{type: server}", "{type: server, name: none}")
            results, _ = self.mapped(mapping, self.CSV.replace("Mail", written))
            self.assertEqual(results[0]["first_rows"][0]["name"], seen, written)
        mapping = MAPPING.replace("host: name", column % "")
        err = self.wrong("[VW-I078]", mapping, self.CSV.replace("Mail", "maill"))
        self.assertIn("x.csv, row 2, column host: error: ", err)

    def test_rows_can_be_left_out_and_are_counted(self):
        content = self.CSV + "8,Old,2020-01-01,Retired\n9,New,2025-01-01,x\n"
        results, err = self.mapped(MAPPING + "skip: {RAM: [retired, sold]}\n", content)
        self.assertEqual((results[0]["rows"], results[0]["left_out"]), (2, 1))
        self.assertIn("[VW-I079]", err)
        results, _ = self.mapped(MAPPING + "only: {RAM: x}\n", content)
        self.assertEqual((results[0]["rows"], results[0]["left_out"]), (1, 2))

    def test_a_key_of_two_columns_needs_both(self):
        mapping = MAPPING.replace("key: id", "key: [id, RAM]")
        results, _ = self.mapped(mapping)
        self.assertEqual(results[0]["first_rows"][0]["asset_id"], "7-16")
        self.wrong("[VW-I021]", mapping, self.CSV.replace(",16", ","))

    def test_what_nobody_mapped_is_refused_unless_told(self):
        err = self.wrong("[VW-I014]", MAPPING.replace("rest: keep\n", ""))
        self.assertIn("RAM", err)

    def test_wrong_names_have_their_place(self):
        err = self.wrong("[VW-Y018]", MAPPING.replace("host: name", "host: nmae"))
        self.assertIn("map.yaml:6:9: error: ", err)
        self.assertIn('did you mean "name"?', err)
        err = self.wrong("[VW-I076]", MAPPING.replace("host: name", "hosst: name"))
        self.assertIn('did you mean "host"?', err)
        self.wrong("[VW-Y042]", MAPPING.replace("kind: asset", "kind: aset"))
        self.wrong("[VW-Y030]", MAPPING.replace("rest: keep", "rest: kep"))
        self.wrong("[VW-Y018]", MAPPING + "colums: {}\n")
        self.wrong("[VW-I077]", MAPPING.replace("since:", "RAM: name\n  since:"))
        self.wrong("[VW-I077]", MAPPING.replace("since:", "RAM: asset_id\n  since:"))
        self.wrong("[VW-I017]", MAPPING.replace("constants: {type: server}\n", ""))
        self.wrong("[VW-I016]", MAPPING, self.CSV.replace("RAM", "host"))
        self.wrong("[VW-U036]", MAPPING, self.CSV, "--kind", "person", status=2)
        self.wrong("[VW-U037]", MAPPING, self.CSV, "--set", "nmae=x")

    def test_a_separator_can_be_named(self):
        for separator, name in ("|", "|"), ("\t", "tab"):
            content = self.CSV.replace(",", separator)
            self.assertEqual(self.mapped(MAPPING + f'separator: "{name}"\n', content)[0][0]["rows"], 1)
            self.assertEqual(self.mapped(MAPPING, content, "--separator", name)[0][0]["rows"], 1)

    def test_values_of_ones_own_fill_what_is_empty(self):
        content = self.CSV.replace(",Mail", ",")
        results, _ = self.mapped(MAPPING, content, "--set", "name=Unnamed", "--set", "type=workstation")
        first = results[0]["first_rows"][0]
        self.assertEqual((first["name"], first["type"]), ("Unnamed", "workstation"))

    def test_a_hostile_mapping_is_refused(self):
        self.wrong("[VW-Y009]", "columns: " + "[" * 100_000)
        self.wrong("[VW-Y004]", MAPPING.replace("host: name", "host: &a name\n  x: *a"))
        self.wrong("[VW-Y008]", MAPPING + "kind: person\n")
        self.wrong("[VW-F014]", MAPPING.replace("Export", "\u202eExport"))


class Formulas(Tables):
    def test_texts_stay_texts_on_the_way_out(self):
        """What begins as a formula does is kept, and is none in what is written."""
        names = ["=cmd|'/C calc'!A1", "+1", "-1", "@SUM(1)", "\t=1"]
        rows = "".join(f'A{i},2025-01-01,"{name}",server\n' for i, name in enumerate(names))
        self.write("asset.csv", HEAD + rows)
        self.done("import", "asset.csv")
        self.done("workbook", "--kind", "asset", "-o", "out.xlsx")
        with zipfile.ZipFile(self.folder / "out.xlsx") as archive:
            for part in archive.namelist():
                if part.startswith("xl/worksheets/"):
                    self.assertNotIn(b"<f>=cmd", archive.read(part))
                    self.assertNotIn(b"cmd|</f>", archive.read(part))


if __name__ == "__main__":
    main()

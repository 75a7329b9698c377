#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""One flipped bit anywhere in what is stored is found: `verify` tells it or refuses the file.

    check_bitflips.py PROGRAM

The bits are drawn from the pages of tables, by a seed that is fixed. A flip that changes nothing of
what SQLite reads from any table or of its structure (free space, a counter) may go unseen; every
other one must be found, and none may end the program otherwise. Nor does it matter how a field of a
table of evidence is called when no record says anything in it.
"""

import os
import random
import re
import shutil
import sqlite3
import unittest

from hostile import INIT, SLOW_FRAMEWORK, SLOW_MEASURES, Hostile, main

FLIPS = 500  # that change content
TRIES_MAX = 4 * FLIPS
SEED = int(os.environ.get("VW_SEED", "20251231"))
ASSETS = "asset_id,effective_from,name,type,owner\n"
PEOPLE = "person_id,effective_from,name,employment,employed_from,board_member\n"
TESTS = "test_id,occurred_on,asset,result,duration_hours,data_loss_hours\n"
COMMENT = re.compile(r"--[^\n]*")


def rows_of(connection, table):
    """Each row as the names and values of what is known of it, in the order in which rows stand."""
    # Without the help of an index, which repeats what the table says.
    found = connection.execute(f'SELECT * FROM "{table}" NOT INDEXED')
    names = [column[0] for column in found.description]
    return [{n: v for n, v in zip(names, row) if v is not None} for row in found]


def definition(sql, rows):
    """Its words, without the names of fields of which nothing is known."""
    known = {f'"{name}"' for row in rows for name in row}
    return [word if word in known or not word.startswith('"') else '"?"' for word in sql.split()]


def content(path):
    """Of every table all rows, and of the structure what counts; None when SQLite cannot read it."""
    try:
        connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True)
        connection.text_factory = bytes
        schema = connection.execute(
            "SELECT type, name, tbl_name, coalesce(sql, '') FROM sqlite_schema ORDER BY name, type"
        ).fetchall()
        found = [connection.execute(f"PRAGMA {number}").fetchone()
                 for number in ("user_version", "application_id")]
        for kind, name, table, sql in schema:
            rows = rows_of(connection, name.decode()) if kind == b"table" else []
            text = COMMENT.sub("", sql.decode(errors="replace"))
            evidence = kind == b"table" and name.startswith(b"ev_")
            words = definition(text, rows) if evidence else text.split()
            found.append((kind, name, table, words, rows))
        connection.close()
        return found
    except (sqlite3.Error, UnicodeError, OverflowError):
        return None


class BitFlips(Hostile):
    def make_evidence(self):
        self.done(*INIT)
        self.write("person.csv", PEOPLE + "".join(
            f"P{i},2025-01-01,Person {i},staff,2020-01-01,no\n" for i in range(20)))
        self.write("asset.csv", ASSETS + "".join(
            f"A{i},2025-01-01,Mail {i},server,P{i % 20}\n" for i in range(60)))
        self.write("restore_test.csv", TESTS + "".join(
            f"R{i},2025-03-{i % 28 + 1:02},A{i % 60},success,{i / 8:.4f},0.5\n" for i in range(60)))
        self.write("minutes.txt", "We looked at every restore test.\n" * 20)
        self.done("import", "person.csv", "asset.csv", "restore_test.csv")
        self.done("import", "asset.csv", "--complete=2025-01-31")
        self.done("import", "--artefact", "minutes.txt")

    def flip(self, prepared, whole, bit):
        shutil.copy(prepared, self.dossier)
        with open(self.dossier, "r+b") as file:
            file.seek(bit // 8)
            file.write(bytes([whole[bit // 8] ^ 1 << bit % 8]))

    def check(self, pages, flips):
        """Flips bits of these pages until [flips] of them changed content."""
        prepared = shutil.copy(self.dossier, self.folder / "prepared")
        before, whole = content(prepared), prepared.read_bytes()
        size = int.from_bytes(whole[16:18], "big")
        self.assertIsNotNone(before)
        self.assertIn("Everything agrees.", self.done("verify"))
        draw = random.Random(SEED)
        changed = unseen = 0
        for _ in range(TRIES_MAX):
            bit = (draw.choice(pages) * size + draw.randrange(size)) * 8 + draw.randrange(8)
            self.flip(prepared, whole, bit)
            if content(self.dossier) == before:
                unseen += 1
                continue
            code, out, err = self.run_program("verify")
            self.assertEqual(code, 4, f"bit {bit} (seed {SEED}): {out}{err}")
            self.assertRegex(err, r"error: .*\[VW-[DEL]\d+\]")
            changed += 1
            if changed == flips:
                return
        self.fail(f"only {changed} of {changed + unseen} flips changed anything")

    def pages(self):
        """Numbers from 0 of the pages after the first that are not mostly empty."""
        connection = sqlite3.connect(self.dossier)
        size = connection.execute("PRAGMA page_size").fetchone()[0]
        count = connection.execute("PRAGMA page_count").fetchone()[0]
        connection.close()
        whole = self.dossier.read_bytes()
        return [page for page in range(1, count)
                if whole[page * size : (page + 1) * size].count(0) < size * 3 // 4]

    def test_in_evidence_subjects_imports_ledger_and_artefacts(self):
        self.make_evidence()
        self.check(self.pages(), FLIPS)

    def test_in_the_first_page_and_the_structure(self):
        self.make_evidence()
        self.check(list(range(4)), FLIPS // 10)

    def test_in_evaluations(self):
        self.make_evidence()
        self.write("house/measures.yaml", SLOW_MEASURES)
        self.write("house/framework.yaml", SLOW_FRAMEWORK)
        self.done("evaluate", "--framework", "house", "--controls", "house")
        self.check(self.pages(), FLIPS // 10)


if __name__ == "__main__":
    main()

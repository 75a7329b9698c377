#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds the program to its word on broken and hostile files: a clear error, the right exit code,
and everything left as it was.

    check_input.py PROGRAM
"""

import hashlib
import os
import shutil
import sqlite3
import subprocess
import unittest

from hostile import HEAD, INIT, PROGRAM, Hostile, assets, main

JUNK = b"".join(hashlib.sha256(bytes([seed])).digest() for seed in range(256)) * 8


class ControlSets(Hostile):
    def refuses(self, message, content, code=3):
        self.write("t.yaml", content)
        self.refused(code, message, "check", "t.yaml")

    def test_nesting_ends(self):
        self.refuses("Y009", "measures: " + "[" * 100_000)
        self.refuses("Y009", "".join(" " * depth + "a:\n" for depth in range(2_000)))

    def test_length_ends(self):
        self.refuses("F005", "measures: []\n" + "#" * (8 << 20), code=4)
        self.refuses("Y010", "measures: [" + "a,\n" * 400_000 + "]\n")

    def test_a_long_line_is_shown_in_part(self):
        self.write("t.yaml", "measures: " + "a" * 1_000_000 + ": b: c\n")
        code, _, err = self.run_program("check", "t.yaml")
        self.assertEqual(code, 3)
        self.assertLess(len(err), 5_000)

    def test_an_alias_bomb_does_not_go_off(self):
        lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
        lines += [f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]" for i in range(1, 12)]
        self.refuses("Y004", "\n".join(lines))

    def test_what_is_no_text_is_refused(self):
        self.refuses("F012", JUNK.replace(b"\0", b"\1"))
        self.refuses("F013", b"measures: []\n# \0\n")
        self.refuses("F012", "measures: []\n".encode("utf-16"))
        self.refuses("Y013", b"")

    def test_a_byte_order_mark_is_no_fault(self):
        self.write("t.yaml", "measures: []\n".encode("utf-8-sig"))
        self.done("check", "t.yaml")

    def test_five_thousand_faults_are_counted(self):
        self.write("t.yaml", "measures:\n" + "  - {a: b}\n" * 5_000)
        code, _, err = self.run_program("check", "t.yaml")
        self.assertEqual(code, 3)
        self.assertRegex(err, r"\d+ more are not shown\n$")
        self.assertLess(err.count("error:"), 501)

    def test_special_files_are_refused(self):
        os.mkfifo(self.folder / "pipe.yaml")
        self.refused(4, "F004", "check", "pipe.yaml")
        self.refused(4, "F004", "check", "/dev/zero")
        os.symlink("/etc/passwd", self.folder / "link.yaml")
        self.refused(4, "Y054", "check", "link.yaml")


class Evidence(Hostile):
    def setUp(self):
        super().setUp()
        self.make()
        self.before = self.dossier.read_bytes()

    def refuses(self, message, content, *options, code=3):
        self.write("asset.csv", content)
        self.refused(code, message, "import", "asset.csv", *options)
        self.assertEqual(self.dossier.read_bytes(), self.before)

    def test_what_is_no_text_is_refused(self):
        self.refuses("I004", HEAD.encode("utf-16"), "--encoding", "utf-8")
        self.refuses("I004", b"\xfe\xff" + HEAD.encode("utf-16-be"), "--encoding", "utf-8")
        self.refuses("I008", HEAD.encode() + b"A1,2025-01-01,Ma\0il,server\n")
        latin = HEAD.encode() + "A1,2025-01-01,Café,server\n".encode("cp1252")
        self.refuses("I006", latin, "--encoding", "utf-8")
        self.refuses("I070", HEAD.encode() + "A1,2025-01-01,Café,server\n".encode("cp850"))
        self.refuses("I038", b"")
        self.write("asset.csv", JUNK)
        code, _, err = self.run_program("import", "asset.csv")
        self.assertEqual(code, 3)
        self.assertNotRegex(err, r"[\x00-\x09\x0b-\x1f]")
        self.assertEqual(self.dossier.read_bytes(), self.before)

    def test_length_ends(self):
        self.refuses("I010", HEAD + "A1,2025-01-01," + "a" * 70_000 + ",server\n")
        self.refuses("I010", HEAD + 'A1,2025-01-01,"' + "a" * 1_000_000)
        self.refuses("I012", HEAD + 'A1,2025-01-01,"' + "a" * 1_000)
        self.refuses("I019", ",".join(str(i) for i in range(100_000)))

    def test_the_last_of_many_rows_keeps_out_all(self):
        self.refuses("I024", assets(20_000) + "A0,someday,Mail,server\n")

    def test_faults_beyond_count_are_counted(self):
        self.write("asset.csv", HEAD + "A1,x,Mail,server\n" * 20_000)
        code, _, err = self.run_program("import", "asset.csv")
        self.assertEqual(code, 3)
        self.assertRegex(err, r"\d{5} more are not shown\n$")

    def test_special_files_are_refused(self):
        self.refused(4, "F004", "import", "--kind", "asset", "/dev/zero")
        self.refused(4, "F003", "import", "--kind", "asset", ".")


class Dossiers(Hostile):
    READERS = (("list", "imports"), ("verify",), ("explain", "asset:A1", "-d", "dossier.db"))
    WRITERS = (("import", "asset.csv"), ("evaluate",))

    def refused_by_all(self, *messages):
        """No command uses the dossier, and none changes it."""
        before = self.dossier.read_bytes() if self.dossier.is_file() else None
        for command in self.READERS + self.WRITERS:
            code, out, err = self.run_program(*command)
            self.assertEqual((code, out), (4, ""), f"{command}: {err}")
            self.assertTrue(any(f"[VW-{code}]" in err for code in messages), err)
        if before is not None:
            self.assertEqual(self.dossier.read_bytes(), before)

    def test_a_missing_one_is_told_and_not_made(self):
        self.write("asset.csv", assets(1))
        self.refused_by_all("D001")
        self.assertFalse(self.dossier.exists())

    def test_a_foreign_one_is_left_alone(self):
        self.write("asset.csv", assets(1))
        for content in (b"", b"%PDF-1.7\n" + JUNK, JUNK):
            self.dossier.write_bytes(content)
            self.refused_by_all("D005", "D006")
        self.dossier.unlink()
        with sqlite3.connect(self.dossier) as other:
            other.execute("CREATE TABLE evaluation (id)")
        self.refused_by_all("D006")

    def test_a_folder_is_no_dossier(self):
        self.write("asset.csv", assets(1))
        self.dossier.mkdir()
        self.refused_by_all("D002")

    def test_a_later_schema_is_left_alone(self):
        self.make()
        with sqlite3.connect(self.dossier) as dossier:
            dossier.execute("PRAGMA user_version = 99")
        self.refused_by_all("D007")

    def test_a_shorter_one_is_damaged(self):
        self.make()
        whole = self.dossier.read_bytes()
        for length in (50, 100, 4096, len(whole) // 2, len(whole) - 4096, len(whole) - 1):
            self.dossier.write_bytes(whole[:length])
            self.refused_by_all("D005", "D006", "D008", "D009")

    def test_overwritten_pages_give_an_error_or_the_truth(self):
        self.make(200)
        self.done("evaluate", "--framework", "nis2")
        whole = self.dossier.read_bytes()
        truth = self.done("list", "findings")
        damaged = 0
        for page in range(1, len(whole) // 4096, 7):
            spoilt = whole[: page * 4096] + JUNK[:4096] + whole[(page + 1) * 4096 :]
            self.dossier.write_bytes(spoilt)
            code, out, err = self.run_program("list", "findings")
            self.assertIn(code, (0, 4), err)
            self.assertEqual(out, truth if code == 0 else "", f"page {page}")
            code, _, err = self.run_program("verify")
            self.assertIn(code, (0, 4), err)
            damaged += code == 4
        self.assertGreater(damaged, 0)

    def test_one_that_another_program_writes_in_is_left_alone(self):
        self.make()
        before = self.whole()
        other = sqlite3.connect(self.dossier, isolation_level=None)
        other.execute("BEGIN EXCLUSIVE")
        try:
            for command in (("list", "imports"), ("import", "asset.csv"), ("evaluate",)):
                self.refused(4, "D010", *command)
        finally:
            other.execute("ROLLBACK")
            other.close()
        self.assertEqual(self.whole(), before)

    def test_a_reader_does_not_stop_a_reader(self):
        self.make()
        with sqlite3.connect(self.dossier) as other:
            other.execute("BEGIN")
            other.execute("SELECT count(*) FROM import").fetchone()
            self.done("list", "imports")

    def test_an_existing_file_is_never_replaced(self):
        self.dossier.write_bytes(b"mine")
        self.refused(4, "D013", *INIT)
        self.assertEqual(self.dossier.read_bytes(), b"mine")
        os.symlink("nowhere.db", self.folder / "link.db")
        self.refused(4, "D013", *INIT, "--dossier", "link.db")
        self.assertFalse((self.folder / "nowhere.db").exists())

    @unittest.skipUnless(os.geteuid() == 0 and shutil.which("setpriv"), "needs root and setpriv")
    def test_one_without_permission_is_left_alone(self):
        self.make()
        self.folder.chmod(0o755)
        tool = self.folder / "verantwoord"
        shutil.copy(PROGRAM, tool)
        drop = ("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups", tool)

        def as_nobody(*arguments):
            done = subprocess.run(
                [*drop, *arguments], cwd=self.folder, capture_output=True, text=True, check=False
            )
            return done.returncode, done.stderr

        code, err = as_nobody("list", "imports")
        self.assertEqual(code, 4)
        self.assertIn("[VW-D003]", err)
        self.dossier.chmod(0o644)
        before = self.dossier.read_bytes()
        self.assertEqual(as_nobody("list", "imports"), (0, ""))
        for command in (("import", "asset.csv"), ("evaluate",)):
            code, err = as_nobody(*command)
            self.assertEqual(code, 4)
            self.assertIn("[VW-D004]", err)
        code, err = as_nobody(*INIT, "--dossier", "new.db")
        self.assertEqual(code, 4, err)
        self.assertRegex(err, r"\[VW-D0(04|14)\]")
        self.assertFalse((self.folder / "new.db").exists())
        self.assertEqual(self.dossier.read_bytes(), before)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Killed at any point of an import: the dossier is as before or as after, and never between.

    check_killed.py PROGRAM

A small library is preloaded that ends the program just before the nth call which changes a file, or
just after it or halfway through a write: for every n of a whole import of several files. check_interrupted.py does the
same by the clock.
"""

import hashlib
import os
import pathlib
import shutil
import signal
import sqlite3
import subprocess
import tempfile
import unittest

from hostile import INIT, Hostile, assets, environment, main

SHIM = pathlib.Path(__file__).with_name("kill_at.c")
POINTS_LEAST = 200
PEOPLE = "person_id,effective_from,name,employment,employed_from,board_member\n"
COMPILER = next(filter(None, map(shutil.which, (os.environ.get("CC", "cc"), "gcc", "clang"))), None)


@unittest.skipUnless(COMPILER, "SKIPPED: there is no compiler for the library that kills")
class Killed(Hostile):
    @classmethod
    def setUpClass(cls):
        holder = tempfile.TemporaryDirectory(prefix="killed-")
        cls.addClassCleanup(holder.cleanup)
        cls.shim = pathlib.Path(holder.name, "kill_at.so")
        subprocess.run([COMPILER, "-shared", "-fPIC", "-o", cls.shim, SHIM, "-ldl"], check=True)

    def under(self, **settings):
        """The environment of a run with the library."""
        settings["LD_PRELOAD"] = str(self.shim)
        settings["ASAN_OPTIONS"] = "verify_asan_link_order=0"
        return {**environment(), **settings}

    def content(self):
        """A hash over all that SQLite reads from the dossier."""
        connection = sqlite3.connect(self.dossier)
        found = hashlib.sha256()
        for (name,) in connection.execute("SELECT name FROM sqlite_schema WHERE type = 'table'"):
            for row in connection.execute(f'SELECT * FROM "{name}"'):
                found.update(repr(row).encode())
        self.assertEqual(connection.execute("PRAGMA quick_check").fetchone(), ("ok",))
        connection.close()
        return found.hexdigest()

    def restore(self):
        for leftover in self.folder.glob("dossier.db*"):
            leftover.unlink()
        shutil.copy(self.prepared, self.dossier)

    def prepare(self):
        self.done(*INIT)
        self.write("asset.csv", assets(40))
        self.write("person.csv", PEOPLE + "".join(
            f"P{i},2025-01-01,Person {i},staff,2020-01-01,no\n" for i in range(20)))
        self.done("import", "asset.csv")
        self.write("asset.csv", assets(2_400, "Archive"))
        self.prepared = shutil.copy(self.dossier, self.folder / "prepared")
        self.before = self.content()
        self.command = ("import", "asset.csv", "person.csv")
        count = self.folder / "count"
        code, _, err = self.run_program(*self.command, env=self.under(VW_KILL_COUNT=str(count)))
        self.assertEqual(code, 0, err)
        self.after = self.content()
        self.assertNotEqual(self.before, self.after)
        self.calls = int(count.read_text())
        self.verified = set()  # the contents that `verify` has agreed with

    def kill(self, **settings):
        """True when the dossier is as after the import. The program itself is the first to look at
        what it left, as it would be."""
        self.restore()
        process = self.start(*self.command, env=self.under(**settings))
        process.communicate(timeout=60)
        self.assertEqual(process.returncode, -signal.SIGKILL, settings)
        self.done("ledger", "--head")
        now = self.content()
        if now not in self.verified:
            self.assertIn("Everything agrees.", self.done("verify"), settings)
            self.verified.add(now)
        self.assertIn(now, (self.before, self.after), settings)
        return now == self.after

    def test_an_import_of_several_files_is_all_or_nothing_at_every_write(self):
        self.prepare()
        self.assertGreaterEqual(self.calls, POINTS_LEAST // 2)
        ends = []
        for call in range(1, self.calls + 1):
            ends.append(self.kill(VW_KILL_AT=str(call)))
            ends.append(self.kill(VW_KILL_AT=str(call), VW_KILL_LATE="1"))
        self.assertGreaterEqual(len(ends), POINTS_LEAST)
        self.assertEqual(ends, sorted(ends), "once it is done, it stays done")
        self.assertFalse(ends[0])
        self.assertTrue(ends[-1], "after its last call all is stored")

    def test_who_may_not_write_is_told_that_something_was_broken_off(self):
        self.prepare()
        self.restore()
        process = self.start(*self.command, env=self.under(VW_KILL_AT=str(self.calls * 3 // 4)))
        process.communicate(timeout=60)
        if os.geteuid() == 0:
            self.skipTest("SKIPPED: root may write everything")
        self.dossier.chmod(0o400)
        self.assertIn("[VW-D041]", self.refused(4, "D041", "verify"))


if __name__ == "__main__":
    main()

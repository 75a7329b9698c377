#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Ends runs halfway: by signals at many points, by a full disk, by readers that go away, by rules
without end. Afterwards the dossier is as before the run or as after it, and never in between.

    check_interrupted.py PROGRAM

That rules can neither write nor attach is tested where the sandbox is: tests/unit/store/test_db.c.
"""

import os
import pathlib
import pty
import re
import select
import shutil
import signal
import subprocess
import tempfile
import time
import unittest

from hostile import INIT, SECONDS_MAX, Hostile, assets, limit_file_size, main

POINTS = 8  # of one command and one signal: 24 a command
SIGNALS = (signal.SIGKILL, signal.SIGINT, signal.SIGTERM)
BY_ITSELF = "[VW-E005]", "[VW-I044]"  # said by a run that was asked to stop, and did


class Signals(Hostile):
    def interrupt(self, command, prepared):
        """Runs [command] on copies of [prepared], each ended a little later than the one before."""
        shutil.copy(prepared, self.dossier)
        before = self.whole()
        began = time.monotonic()
        self.done(*command)
        whole_run = time.monotonic() - began
        after = self.whole()
        self.assertNotEqual(before, after)
        self.stopped = 0
        for number in SIGNALS:
            for point in range(POINTS):
                self.interrupt_once(command, prepared, number, whole_run * (point + 0.5) / POINTS)
                now = self.whole()
                self.assertIn(now, (before, after), f"{number} at point {point}")
        self.assertGreater(self.stopped, POINTS // 2, "the signals came too late to stop anything")

    def interrupt_once(self, command, prepared, number, delay):
        for leftover in self.folder.glob("dossier.db*"):
            leftover.unlink()
        shutil.copy(prepared, self.dossier)
        process = self.start(*command)
        time.sleep(delay)
        process.send_signal(number)
        _, err = process.communicate(timeout=SECONDS_MAX)
        if number == signal.SIGKILL:
            self.assertIn(process.returncode, (0, -signal.SIGKILL))
        elif process.returncode not in (0, -number):  # -number: before it had begun
            self.assertEqual(process.returncode, 4, err)
            self.assertTrue(any(code in err.decode() for code in BY_ITSELF), err)
            self.assertEqual(err.count(b"error:"), 1, err)
        self.stopped += process.returncode != 0

    def test_an_import_is_all_or_nothing(self):
        self.done(*INIT)
        self.write("asset.csv", assets(10_000))
        prepared = shutil.copy(self.dossier, self.folder / "prepared")
        self.interrupt(("import", "asset.csv"), prepared)

    def test_an_evaluation_is_all_or_nothing(self):
        self.make(3_000)
        prepared = shutil.copy(self.dossier, self.folder / "prepared")
        self.interrupt(("evaluate", "--framework", "nis2"), prepared)

    def test_a_new_dossier_is_whole_or_absent(self):
        self.done(*INIT)
        for number in SIGNALS:
            for point in range(POINTS):
                for leftover in self.folder.iterdir():
                    leftover.unlink()
                process = self.start(*INIT)
                time.sleep(0.008 * point)
                process.send_signal(number)
                process.communicate(timeout=SECONDS_MAX)
                if self.dossier.exists():
                    self.assertEqual(self.whole(), ([], []))
                elif number != signal.SIGKILL:
                    self.assertNotEqual(process.returncode, 0)

    def test_a_signal_ends_a_rule_without_end(self):
        command = self.make_slow(20_000)
        before = self.whole()
        process = self.start(*command)
        time.sleep(1.5)
        process.send_signal(signal.SIGINT)
        asked = time.monotonic()
        out, err = process.communicate(timeout=SECONDS_MAX)
        self.assertLess(time.monotonic() - asked, 20)
        self.assertEqual((process.returncode, out), (4, b""))
        self.assertIn(b"[VW-E005]", err)
        self.assertEqual(self.whole(), before)

    def test_a_report_ends_between_two_documents(self):
        self.make(5_000)
        self.done("evaluate", "--framework", "nis2")
        command = ("report", "statement", "--format", "json,html,xlsx,md,pdf", "-o", "out")
        process = self.start(*command)
        out = self.folder / "out"
        deadline = time.monotonic() + SECONDS_MAX
        while not (out.is_dir() and any(out.glob("statement-en.*"))):
            self.assertIsNone(process.poll(), "it ended by itself")
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.001)
        process.send_signal(signal.SIGTERM)
        _, err = process.communicate(timeout=SECONDS_MAX)
        self.assertEqual(process.returncode, 4, err)
        self.assertIn(b"[VW-U018]", err)
        for document in out.iterdir():  # those that are there are whole: the same as without it
            self.done("report", "statement", "--format", document.suffix[1:], "-o", "again")
            again = self.folder / "again" / document.name
            self.assertEqual(document.read_bytes(), again.read_bytes())


class Rules(Hostile):
    def test_a_rule_without_end_is_an_error_and_the_others_go_on(self):
        command = self.make_slow(20_000)
        began = time.monotonic()
        code, _, err = self.run_program(*command, "--rule-seconds", "1")
        self.assertLess(time.monotonic() - began, 60)
        self.assertEqual(code, 0)
        self.assertIn("[VW-E004]", err)
        results = {row["test"]: row for row in self.listed("findings")}
        self.assertEqual(results["things.slow.pairs"]["result"], "error")
        self.assertIn("1 seconds", results["things.slow.pairs"]["error"])
        self.assertEqual(results["things.slow.names"]["result"], "met")
        self.assertEqual(results["things.slow.names"]["passed"], 20_000)
        self.assertEqual([row["result"] for row in self.listed("conclusions")], ["error"])


class FullDisk(Hostile):
    """By a limit on the size of files, and on a disk of four megabytes where one can be mounted."""

    def test_nothing_is_half_written_within_a_limit(self):
        self.make(10)
        size = self.dossier.stat().st_size
        self.write("asset.csv", assets(5_000))
        before = self.whole()
        for room in (0, 4096, 65_536, 262_144):
            limit = limit_file_size(size + room)
            self.refused(4, "D011", "import", "asset.csv", preexec_fn=limit)
            self.assertEqual(self.whole(), before)
        self.refused(4, "D011", "evaluate", preexec_fn=limit_file_size(size))
        self.assertEqual(self.whole(), before)
        for room in (0, 4096, 32_768):
            command = (*INIT, "--dossier", "new.db")
            self.refused(4, "D011", *command, preexec_fn=limit_file_size(room))
            self.assertFalse((self.folder / "new.db").exists())
        self.assertEqual(self.litter(), [])

    def test_a_document_is_whole_or_absent_within_a_limit(self):
        self.make(500)
        self.done("evaluate", "--framework", "nis2")
        for form in ("pdf", "xlsx", "md", "html", "json"):
            command = ("report", "statement", "--format", form, "-o", "out")
            code, _, err = self.run_program(*command, preexec_fn=limit_file_size(8_192))
            self.assertEqual(code, 4, err)
            self.assertRegex(err, r"\[VW-(F008|F009|T043)\]")
            self.assertEqual(list((self.folder / "out").iterdir()), [])

    @unittest.skipUnless(os.geteuid() == 0, "mounting needs root")
    def test_nothing_is_half_written_on_a_small_disk(self):
        disk = pathlib.Path(tempfile.mkdtemp(prefix="disk-"))
        self.addCleanup(disk.rmdir)
        mount = ["mount", "-t", "tmpfs", "-o", "size=4m", "tmpfs", disk]
        if subprocess.run(mount, capture_output=True, check=False).returncode:
            self.skipTest("mounting is not allowed here")
        self.addCleanup(subprocess.run, ["umount", disk], check=True)
        self.dossier = disk / "dossier.db"
        there = ("--dossier", str(self.dossier))
        self.done(*INIT, *there)
        before = self.done("list", "imports", "--json", *there)
        self.write("asset.csv", assets(100_000))
        stood = self.dossier.read_bytes()
        self.refused(4, "D011", "import", "asset.csv", *there)
        # At once, and not when somebody opens it next: a copy of the file alone is whole.
        self.assertEqual([path.name for path in disk.iterdir()], ["dossier.db"])
        self.assertEqual(self.dossier.read_bytes(), stood)
        self.assertEqual(self.done("list", "imports", "--json", *there), before)
        room = os.statvfs(disk)
        (disk / "rest").write_bytes(b"x" * (room.f_bavail - 4) * room.f_frsize)
        self.refused(4, "D011", *INIT, "--dossier", str(disk / "second.db"))
        self.assertEqual({path.name for path in disk.iterdir()}, {"dossier.db", "rest"})


class Output(Hostile):
    def without_reader(self, *command):
        """The error output and exit code of a run whose standard output nobody reads."""
        reader, writer = os.pipe()
        os.close(reader)
        try:
            code, _, err = self.run_program(*command, stdout=writer)
        finally:
            os.close(writer)
        return code, err

    def test_a_reader_that_went_away_is_told(self):
        for command in (("list", "kinds"), ("--help",), ("explain", "bio2:8.13.04", "--json")):
            code, err = self.without_reader(*command)
            self.assertEqual(code, 4)
            self.assertIn("[VW-U013]", err)

    def test_what_was_stored_stays_stored_when_nobody_reads(self):
        self.make()
        self.assertEqual(self.without_reader("import", "asset.csv")[0], 4)
        self.assertEqual(self.without_reader("evaluate")[0], 4)
        imports, evaluations = self.whole()
        self.assertEqual((len(imports), len(evaluations)), (2, 1))

    def on_terminal(self, *command):
        """What a run writes to a terminal that stands for its standard error."""
        parent, child = pty.openpty()
        process = self.start(*command, stdout=subprocess.DEVNULL, stderr=child)
        os.close(child)
        shown = b""
        while True:
            ready, _, _ = select.select([parent], [], [], SECONDS_MAX)
            self.assertTrue(ready, "nothing came")
            try:
                part = os.read(parent, 65_536)
            except OSError:  # the other end was closed
                part = b""
            if not part:
                break
            shown += part
        os.close(parent)
        process.wait(timeout=SECONDS_MAX)
        return shown.decode()

    def test_a_bar_shows_on_a_terminal_and_is_wiped(self):
        command = (*self.make_slow(20_000), "--rule-seconds", "3")
        shown = self.on_terminal(*command)
        self.assertRegex(shown, r"\r\x1b\[KTests \[#* *\] \d+%")
        bar = shown.rindex("%")
        self.assertIn("\r\x1b[K", shown[bar:])
        self.assertGreater(shown.index("[VW-E004]"), bar)
        _, _, err = self.run_program(*command)
        self.assertIsNone(re.search(r"[\r\x1b]|\[#", err))

    def test_no_bar_shows_for_what_is_soon_done(self):
        self.make()
        self.assertNotRegex(self.on_terminal("evaluate", "--framework", "nis2"), r"\r\x1b\[K|%|\[#")


if __name__ == "__main__":
    main()

# SPDX-License-Identifier: EUPL-1.2
"""What the checks on hostile and unlucky runs share: a folder, the program, and a dossier in it."""

import json
import os
import pathlib
import resource
import signal
import subprocess
import sys
import tempfile
import unittest

PROGRAM = pathlib.Path(sys.argv[1]).resolve()
SECONDS_MAX = 120  # of one run: a hanging one is a failure, not a wait
INIT = ("init", "--name", "Waterrijk", "--type", "municipality", "--year", "2025")
HEAD = "asset_id,effective_from,name,type\n"

# A control set of one's own whose one test is as slow as the number of assets squared.
SLOW_MEASURES = """measures:
  - id: things.slow
    title: {nl: Traag, en: Slow}
    explain: {nl: Alles met alles vergelijken., en: Comparing all with all.}
    owner: {nl: Beheerder, en: Keeper}
    remedy: {nl: Vergelijk minder., en: Compare less.}
    tests:
      - id: things.slow.pairs
        aspect: existence
        title: {nl: Een ander heet net zo, en: Another has a like name}
        reason: {nl: Geen ander heet zo., en: No other has the name.}
        for: asset
        condition: exists any asset where (subject.name like '%x%' and name like '%y%')
      - id: things.slow.names
        aspect: existence
        title: {nl: Alles heet Mail, en: All is called Mail}
        reason: {nl: Een systeem heet anders., en: A system has another name.}
        for: asset
        condition: name like 'Mail%'
"""
SLOW_FRAMEWORK = """framework: house
version: "1"
date: 2025-01-01
title: {nl: Huisregels, en: House rules}
explain: {nl: Regels van het huis., en: Rules of the house.}
aspects: [existence]
requirements:
  - id: H1
    kind: control
    title: {nl: Namen, en: Names}
    reference: House rule 1
    maps: [{measure: things.slow, coverage: full}]
"""


def assets(count, name="Mail"):
    return HEAD + "".join(f"A{i},2025-01-01,{name} {i},server\n" for i in range(count))


def environment():
    kept = {name: value for name, value in os.environ.items() if name != "VERANTWOORD_DOSSIER"}
    return {**kept, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1767225600"}


class Hostile(unittest.TestCase):
    """Each test has a folder of its own, in which the program runs."""

    def setUp(self):
        holder = tempfile.TemporaryDirectory(prefix="hostile-")
        self.addCleanup(holder.cleanup)
        self.folder = pathlib.Path(holder.name)
        self.dossier = self.folder / "dossier.db"

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path

    def start(self, *arguments, **options):
        settings = {
            "cwd": self.folder,
            "env": environment(),
            "stdin": subprocess.DEVNULL,
            "stdout": subprocess.PIPE,
            "stderr": subprocess.PIPE,
        }
        return subprocess.Popen([PROGRAM, *arguments], **{**settings, **options})

    def run_program(self, *arguments, **options):
        """Exit code, standard output and standard error."""
        process = self.start(*arguments, **options)
        out, err = process.communicate(timeout=SECONDS_MAX)
        return (
            process.returncode,
            (out or b"").decode(errors="replace"),
            (err or b"").decode(errors="replace"),
        )

    def done(self, *arguments):
        code, out, err = self.run_program(*arguments)
        self.assertEqual(code, 0, err)
        return out

    def refused(self, code, message, *arguments, **options):
        """The command ends with [code] and [message], a sentence with a known place in a table."""
        found, out, err = self.run_program(*arguments, **options)
        self.assertEqual((found, out), (code, ""), err)
        self.assertIn(f"[VW-{message}]", err)
        self.assertNotIn("Traceback", err)
        return err

    def make(self, count=3):
        self.done(*INIT)
        self.write("asset.csv", assets(count))
        self.done("import", "asset.csv")

    def make_slow(self, count):
        self.make(count)
        self.write("house/measures.yaml", SLOW_MEASURES)
        self.write("house/framework.yaml", SLOW_FRAMEWORK)
        return ("evaluate", "--framework", "house", "--controls", "house")

    def listed(self, what):
        return json.loads(self.done("list", what, "--json"))

    def whole(self):
        """What the dossier holds, after its integrity was checked with SQLite itself."""
        said = subprocess.run(
            ["sqlite3", self.dossier, "PRAGMA integrity_check; PRAGMA foreign_key_check"],
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        self.assertEqual(said, "ok\n")
        return self.listed("imports"), self.listed("evaluations")

    def litter(self):
        """Files that a run has left behind and nobody asked for."""
        return [path.name for path in self.folder.iterdir() if path.name.startswith(".")]


def limit_file_size(bytes_most):
    """For preexec_fn: a write beyond [bytes_most] fails as on a full disk."""

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (bytes_most, bytes_most))

    return limit


def main():
    signal.signal(signal.SIGPIPE, signal.SIG_DFL)
    unittest.main(argv=[sys.argv[0], *sys.argv[2:]])

#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The SQL that `explain TEST --sql` prints gives, in the plain sqlite3 shell, what the program stored.

    check_sql.py PROGRAM SOURCE_DIR

Of every test of every control set that comes with the program, over the tutorial's dossier and over a
generated one: each row, and the counts.
"""

import collections
import csv
import io
import json
import os
import pathlib
import random
import sqlite3
import subprocess
import sys
import tempfile
import unittest

import generated

PROGRAM, SOURCE = (pathlib.Path(argument).resolve() for argument in sys.argv[1:3])
ENVIRONMENT = {**os.environ, "LC_ALL": "C.UTF-8", "SOURCE_DATE_EPOCH": "1769904000"}
ROWS, SEED = 30, 1
FRAMEWORKS = (
    "adr-norea", "bio2", "cbb", "cir2690", "cra", "digid", "dora", "dora-rts", "gdpr", "nis2", "suwinet",
)  # fmt: skip


def run(*command, **options):
    done = subprocess.run(
        command, env=ENVIRONMENT, capture_output=True, text=True, check=False, **options
    )
    if done.returncode:
        sys.exit(f"{command}:\n{done.stdout}{done.stderr}")
    return done.stdout


def generate(folder, seed):
    """A dossier with records of every kind, judged by every framework."""
    dice = random.Random(seed)
    program = [PROGRAM, "--dossier", folder / "dossier.db"]
    run(*program, "init", "--name", "Kans", "--type", "municipality", "--year", "2025")
    kinds = [kind["kind"] for kind in json.loads(run(PROGRAM, "list", "kinds", "--json"))]
    files = []
    for kind in kinds:
        # Of some kinds nothing is collected at all.
        if kind in generated.LEFT_OUT or dice.random() < 0.1:
            continue
        told = json.loads(run(PROGRAM, "explain", kind, "--json"))
        files.append(folder / f"{kind}.csv")
        files[-1].write_text(generated.table(dice, told, ROWS))
    run(*program, "import", *files, "--collected-at", "2026-01-31")
    named = [word for framework in FRAMEWORKS for word in ("--framework", framework)]
    run(*program, "evaluate", *named)


class Sql(unittest.TestCase):
    def compare(self, dossier):
        """Returns how often each outcome was seen in the shell."""
        db = sqlite3.connect(f"file:{dossier}?mode=ro", uri=True)
        stored = collections.defaultdict(dict)
        for test, subject, outcome in db.execute(
            "SELECT test, subject, outcome FROM outcome WHERE evaluation_id = 1"
        ):
            stored[test][subject] = outcome
        keys = dict(db.execute("SELECT id, key FROM subject"))
        seen = collections.Counter()
        counts = {
            row[0]: row[1:]
            for row in db.execute("SELECT test, passed, failed, unknown, excepted FROM finding")
        }
        printed = {
            test: run(PROGRAM, "explain", test, "--sql", "--dossier", dossier)
            for test in sorted(counts)
        }
        # One shell for all; a line of its own before each answer.
        out = run(
            *("sqlite3", "-readonly", "-csv", "-nullvalue", "NULL", dossier),
            input="".join(f".print == {test}\n{sql}" for test, sql in printed.items()),
        )
        answers = dict(part.split("\n", 1) for part in out.split("== ")[1:])
        for test in printed:
            rows = [(int(a), b, c) for a, b, c in csv.reader(io.StringIO(answers[test]))]
            with self.subTest(test=test):
                words = {}
                for subject, key, outcome in rows:
                    self.assertNotIn(subject, words)
                    self.assertEqual(key, keys[subject])
                    kept = stored[test].get(subject, "pass")
                    word = {"1": "pass", "0": "fail", "NULL": "unknown"}[outcome]
                    words[subject] = "excepted" if (word, kept) == ("fail", "excepted") else word
                    self.assertEqual(words[subject], kept, key)
                self.assertLessEqual(set(stored[test]), set(words))
                tally = collections.Counter(words.values())
                order = ("pass", "fail", "unknown", "excepted")
                self.assertEqual(tuple(tally[word] for word in order), counts[test])
                seen += tally
        db.close()
        return len(counts), seen

    def test_every_shipped_test_over_a_generated_dossier(self):
        shipped = {test["test"] for test in json.loads(run(PROGRAM, "list", "tests", "--json"))}
        with tempfile.TemporaryDirectory(prefix="sql-") as name:
            dossier = pathlib.Path(name) / "dossier.db"
            generate(pathlib.Path(name), SEED)
            found = json.loads(run(PROGRAM, "list", "findings", "--json", "-d", dossier))
            self.assertEqual({finding["test"] for finding in found}, shipped)
            tests, seen = self.compare(dossier)
            self.assertEqual(tests, len(shipped))
            self.assertGreater(min(seen[word] for word in ("pass", "fail", "unknown")), 400)
            # The other way round: the stored texts through the program's own counting.
            run(PROGRAM, "reperform", dossier, "--sql")

    def test_every_test_of_the_tutorial(self):
        with tempfile.TemporaryDirectory(prefix="sql-") as name:
            run(SOURCE / "docs/tutorial/run.sh", PROGRAM, name)
            tests, seen = self.compare(pathlib.Path(name) / "dossier.db")
            self.assertGreater(tests, 300)
            self.assertGreater(seen["excepted"], 0)

    def test_without_an_evaluation_it_is_what_would_run_now(self):
        with tempfile.TemporaryDirectory(prefix="sql-") as name:
            dossier = pathlib.Path(name) / "dossier.db"
            run(PROGRAM, "init", "-d", dossier, "--name", "X", "--type", "bank", "--year", "2025")
            sql = run(PROGRAM, "explain", "continuity.restore-test.yearly", "--sql", "-d", dossier)
            self.assertEqual(run("sqlite3", "-readonly", dossier, input=sql), "")


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1], verbosity=2)

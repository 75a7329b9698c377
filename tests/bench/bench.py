#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Time and memory of import, evaluate and report on evidence in bulk, each beside the bare library doing the same
work in the same run: SQLite's shell, DuckDB, libxlsxwriter, libharu, cairo, libyaml. See docs/bench.md.

    bench.py --program PROGRAM --raw FOLDER [--assets N] [--rows N] [--access N] [--cells N] [--huge] [--repeat N]
             [--paper N] [--work FOLDER] [--any-memory] [--only-evaluate | --only-import | --only-paper]

FOLDER holds find_outcomes, paper, raw_cairo, raw_xlsx, raw_pdf and raw_yaml. Prints a table in Markdown. Fails when the two sides of a comparison do not
agree on what they counted.
"""

import argparse
import copy
import html
import importlib.util
import json
import os
import pathlib
import re
import shutil
import sqlite3
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import zipfile
from dataclasses import dataclass

import make_findings

SEED = 20250101
ASSETS, FINDINGS, ORGANISATION = "asset.csv", "vulnerability_finding.csv", "organisation.csv"
ACCESS = "person.csv", "account.csv", "access_right.csv"
IMPORT_MEGABYTES_MOST = 64
EVALUATE_MEGABYTES_MOST = 96
CHECK_MEGABYTES_MOST = 32
REPORT_MEGABYTES_MORE = 32  # of its own, than libxlsxwriter has in all
CHECK_RATIO_MOST = 4
PAPER_MEGABYTES_MOST = 128
PAPER_TIMES_FASTER = 1.5
CONTROLS = pathlib.Path(__file__).resolve().parents[2] / "controls"
STARTS = 50
FOUND = (
    "SELECT test, passed, failed, unknown, excepted, outcome_set, s.sha256 FROM finding f "
    "LEFT JOIN subject_set s ON s.id = f.subject_set WHERE evaluation_id = "
    "(SELECT max(id) FROM evaluation) ORDER BY test"
)
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1767225600", "LC_ALL": "C.UTF-8"}
ENVIRONMENT.pop("VERANTWOORD_DOSSIER", None)


@dataclass
class Cost:
    seconds: float
    peak: int = 0  # bytes resident at most, with what is mapped from files
    private: int = 0  # bytes of its own at most
    processor: float = 0  # seconds of all processors together


def memory(pid):
    """Bytes resident at most until now, and bytes of its own right now. What wait4 says of memory will not do: it
    counts this program too, from which the other one was started."""
    figures = {"VmHWM:": 0, "RssAnon:": 0}
    try:
        with open(f"/proc/{pid}/status", encoding="ascii") as file:
            for line in file:
                name, *rest = line.split()
                if name in figures:
                    figures[name] = int(rest[0]) * 1024
    except OSError:
        pass
    return figures["VmHWM:"], figures["RssAnon:"]


def run(command, folder, text=None, output=os.devnull):
    """Runs a command and returns its Cost; what it prints goes to the file [output]."""
    cost = Cost(0)
    done = threading.Event()

    def watch(pid):
        while not done.wait(0.005):
            peak, private = memory(pid)
            cost.peak = max(cost.peak, peak)
            cost.private = max(cost.private, private)

    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as complaints, open(output, "wb") as printed:
        given.write((text or "").encode())
        given.seek(0)
        began = time.perf_counter()
        process = subprocess.Popen(
            command, cwd=folder, env=ENVIRONMENT, stdin=given, stdout=printed, stderr=complaints
        )
        watcher = threading.Thread(target=watch, args=(process.pid,))
        watcher.start()
        _, status, used = os.wait4(process.pid, 0)
        cost.seconds = time.perf_counter() - began
        cost.processor = used.ru_utime + used.ru_stime
        done.set()
        watcher.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode != 0:
            complaints.seek(0)
            sys.exit(f"{' '.join(map(str, command))}: exit {process.returncode}\n{complaints.read().decode()}")
    return cost


def median(costs):
    return Cost(
        statistics.median(cost.seconds for cost in costs),
        max(cost.peak for cost in costs),
        max(cost.private for cost in costs),
        statistics.median(cost.processor for cost in costs),
    )


class Bench:
    def __init__(self, options, folder):
        self.program = options.program.resolve()
        self.raw = options.raw.resolve()
        self.repeat = options.repeat
        self.folder = folder
        self.lines = []
        self.options = options
        make_findings.make(folder, options.assets, options.rows, options.access, SEED)
        self.rows = options.rows
        self.cells_most = options.cells
        self.any_memory = options.any_memory
        self.frameworks = []

    def compare(self, what, ours, theirs, name):
        """One line of the table: both sides by turns, so that what else the machine does meets both."""
        pairs = [(ours(), theirs()) for _ in range(self.repeat)]
        self.add(what, median([pair[0] for pair in pairs]), median([pair[1] for pair in pairs]), name)

    def compare_processors(self, what, ours, theirs, name):
        """Two lines: seconds that passed, and those of the processors, which others on the machine disturb less."""
        pairs = [(ours(), theirs()) for _ in range(self.repeat)]
        left, right = (median([pair[side] for pair in pairs]) for side in (0, 1))
        self.add(what, left, right, name)
        self.add("the same, seconds of processor", Cost(left.processor), Cost(right.processor), name)
        return left

    def add(self, what, ours, theirs, name):
        memory_of = [f"{size / (1 << 20):.0f}" if size else "" for size in (ours.peak, ours.private, theirs.peak)]
        self.lines.append(
            f"| {what} | {ours.seconds:.3f} | {name} | {theirs.seconds:.3f} | "
            f"**{ours.seconds / theirs.seconds:.2f}** | {' | '.join(memory_of)} |"
        )

    def tell(self, what, cost):
        """A line with nothing beside it; more memory than promised is a failure."""
        peak, private = cost.peak / (1 << 20), cost.private / (1 << 20)
        self.lines.append(f"| {what} | {cost.seconds:.3f} | | | | {peak:.0f} | {private:.0f} | |")
        self.bound(what, max(peak, private), IMPORT_MEGABYTES_MOST)

    def bound(self, what, megabytes, most):
        if not self.any_memory and megabytes > most:
            sys.exit(f"{what}: {megabytes:.0f} MB, where {most} is the most")

    def verantwoord(self, *arguments):
        return run([self.program, *arguments], self.folder)

    def sqlite3(self, database, text):
        return run(["sqlite3", "-batch", "-bail", database], self.folder, text)

    def check(self, what, ours, theirs):
        if ours != theirs:
            sys.exit(f"{what}: verantwoord has {ours}, the other side {theirs}")

    def ask(self, database, sql):
        with sqlite3.connect(f"file:{self.folder / database}?mode=ro", uri=True) as db:
            return db.execute(sql).fetchall()

    # Import.

    def init(self):
        (self.folder / "dossier.db").unlink(missing_ok=True)
        self.verantwoord("init", "--name", "Bench", "--type", "municipality", "--year", "2025")

    def take_in(self, name):
        return self.verantwoord("import", name, "--complete", "--collected-at", "2025-12-31")

    def our_import(self):
        self.init()
        return self.take_in(FINDINGS)

    def raw_import(self):
        """As fast as the shell can: its own settings, every value a text, one index that is there before the rows."""
        (self.folder / "raw.db").unlink(missing_ok=True)
        with open(self.folder / FINDINGS, encoding="utf-8") as file:
            names = file.readline().rstrip("\n").split(",")
        return self.sqlite3(
            "raw.db",
            f"CREATE TABLE finding ({', '.join(f'{name} TEXT' for name in names)});\n"
            f"CREATE INDEX finding_key ON finding ({names[0]});\n"
            f".import --csv --skip 1 {FINDINGS} finding\n",
        )

    def imports(self):
        self.compare(f"import, CSV of {self.rows:,} rows", self.our_import, self.raw_import, "sqlite3 `.import`, one index")
        ours = self.ask("dossier.db", "SELECT sum(row_count) FROM import")[0][0]
        self.check("rows imported", ours, self.ask("raw.db", "SELECT count(*) FROM finding")[0][0])
        self.check("rows made", ours, self.rows)
        self.take_in_others()

    def take_in_others(self):
        for name in (*self.others(), ORGANISATION):
            self.take_in(name)

    def others(self):
        return (*(ACCESS if self.options.access else ()), ASSETS)

    def import_workbook(self):
        """Assets until there are as many cells as asked for. Only memory is of interest: nothing stands beside it."""
        with open(self.folder / ASSETS, encoding="utf-8") as file:
            lines = [line.rstrip("\n").split(",") for line in file]
        rows = self.cells_most // len(lines[0])
        names = (f"W{number:07}" for number in range(rows))
        with open(self.folder / "cells.txt", "w", encoding="utf-8", newline="\n") as file:
            file.write(self.values(lines[0]))
            for number, name in enumerate(names):
                file.write(self.values([name, *lines[1 + number % (len(lines) - 1)][1:]]))
        run([self.raw / "raw_xlsx", "--bare", "cells.txt", "asset.xlsx"], self.folder)
        self.init()
        cost = self.verantwoord("import", "asset.xlsx", "--kind", "asset", "--collected-at", "2025-12-31")
        self.check("rows of the workbook", self.ask("dossier.db", "SELECT sum(row_count) FROM import")[0][0], rows)
        self.tell(f"import, xlsx of {rows * len(lines[0]):,} cells", cost)

    def huge(self):
        """Ten times as many findings: memory must not grow."""
        with open(self.folder / FINDINGS, encoding="utf-8") as file:
            head, *lines = file
        with open(self.folder / "huge.csv", "w", encoding="utf-8", newline="\n") as file:
            file.write(head)
            for round in range(10):
                file.writelines(f"{round}{line}" for line in lines)
        self.init()
        cost = self.verantwoord(
            "import", "huge.csv", "--kind", "vulnerability_finding", "--complete", "--collected-at", "2025-12-31"
        )
        ours = self.ask("dossier.db", "SELECT sum(row_count) FROM import")[0][0]
        self.check("rows imported", ours, 10 * self.rows)
        self.tell(f"import, CSV of {ours:,} rows", cost)

    # Find the outcomes of every shipped test.

    def find_outcomes(self, *arguments, output="outcomes.txt"):
        return run([self.raw / "find_outcomes", "dossier.db", *arguments], self.folder, output=self.folder / output)

    def duck(self):
        """Of its Cost, only what the tests took: reading the dossier into DuckDB is not counted."""
        command = [sys.executable, pathlib.Path(__file__).with_name("duck.py"), "dossier.db", "tests.tsv", "duck.txt"]
        cost = run(command, self.folder, output=self.folder / "duck_seconds.txt")
        cost.seconds, cost.processor = map(float, (self.folder / "duck_seconds.txt").read_text().split())
        return cost

    def finds(self):
        """Tests that are left to the SQL are left out on both sides: tests/unit/columns/left.txt names them."""
        self.find_outcomes("--sql", output="tests.tsv")
        lines = (self.folder / "tests.tsv").read_text(encoding="utf-8").splitlines()
        tests = [line.split("\t", 1) for line in lines]
        what = f"outcomes of {len(tests)} tests"
        cost = self.compare_processors(
            what, self.find_outcomes, lambda: self.raw_outcomes(tests), "sqlite3, each test's own SQL"
        )
        self.bound(what, cost.private / (1 << 20), EVALUATE_MEGABYTES_MOST)
        ours = (self.folder / "outcomes.txt").read_text(encoding="utf-8").splitlines()
        self.check("outcomes", ours, self.raw_counts())
        if importlib.util.find_spec("duckdb") is None:
            self.lines.append("| DuckDB: not measured, python has no package duckdb | | | | | | | |")
            return cost
        self.compare_processors(what, self.find_outcomes, self.duck, "DuckDB, each test's own SQL, in its memory")
        self.check("outcomes", ours, (self.folder / "duck.txt").read_text(encoding="utf-8").splitlines())
        return cost

    def raw_counts(self):
        counted = (self.folder / "counts.txt").read_text(encoding="utf-8").splitlines()
        return ["|".join(number or "0" for number in line.split("|")) for line in counted]

    def finds_growing(self):
        """Ten times the rows: how many times the seconds of processor?"""
        tenth = copy.copy(self.options)
        tenth.assets, tenth.rows, tenth.access = (
            max(1, number // 10) for number in (self.options.assets, self.options.rows, self.options.access)
        )
        folder = self.folder / "tenth"
        folder.mkdir(exist_ok=True)
        small = Bench(tenth, folder)
        small.our_import()
        small.take_in_others()
        large, least = (median([bench.find_outcomes() for _ in range(3)]) for bench in (self, small))
        self.add(
            "outcomes, seconds of processor", Cost(large.processor), Cost(least.processor), "a tenth of the rows"
        )

    def finds_since(self):
        """After a change of one row of a hundred: seconds of processor beside those of a whole run."""
        mark = self.ask("dossier.db", "SELECT max(id) FROM import")[0][0]
        changed = self.folder / "changed"
        changed.mkdir(exist_ok=True)
        names = (FINDINGS, *self.others())
        make_findings.change(self.folder, names, changed, SEED)
        for name in names:
            self.verantwoord("import", changed / name, "--collected-at", "2025-12-31")
        pairs = []
        for _ in range(self.repeat):
            self.find_outcomes("--since", str(mark), output="since.txt")
            pairs.append(tuple(map(float, (self.folder / "since.txt").read_text().split())))
        whole, since = (Cost(statistics.median(pair[side] for pair in pairs)) for side in (0, 1))
        self.add("outcomes after a change of 1 %, seconds of processor", since, whole, "all of them again")

    # Evaluate.

    def raw_outcomes(self, tests):
        script = ".output counts.txt\n" + "".join(
            f"SELECT '{test}', count(*), sum(outcome = 1), sum(outcome = 0) FROM (\n{sql}\n);\n"
            for test, sql in tests
        )
        return self.sqlite3("file:dossier.db?mode=ro", script)

    def raw_evaluate(self):
        return self.raw_outcomes(self.tests())

    def tests(self):
        return self.ask(
            "dossier.db",
            "SELECT test, sql FROM finding WHERE sql IS NOT NULL AND evaluation_id = "
            "(SELECT max(id) FROM evaluation) ORDER BY test",
        )

    def evaluate(self, *arguments):
        """Under every framework that is shipped, whether it would apply to this organisation or not."""
        if not self.frameworks:
            listed = subprocess.run(
                [self.program, "list", "frameworks", "--json"], capture_output=True, text=True, check=True
            ).stdout
            for framework in json.loads(listed):
                self.frameworks += ["--framework", framework["framework"]]
        return self.verantwoord("evaluate", *self.frameworks, *arguments)

    def evaluates(self):
        self.first = self.evaluate()
        self.compare(
            "evaluate", lambda: self.evaluate("--full"), self.raw_evaluate, "sqlite3, the same SQL, counted"
        )
        stored = self.ask(
            "dossier.db",
            "SELECT test, passed + failed + unknown + excepted, passed, failed FROM finding "
            "WHERE evaluation_id = (SELECT max(id) FROM evaluation) ORDER BY test",
        )
        theirs = [line.split("|") for line in self.raw_counts()]
        self.check("number of tests", len(stored), len(theirs))
        for ours, other in zip(stored, theirs):
            self.check("test, subjects, passed, failed", list(map(str, ours)), other)

    def evaluates_since(self):
        """The command after that change: seconds of processor beside those of a full evaluation of the same dossier."""
        pairs = []
        for _ in range(self.repeat):
            for name in ("partly.db", "whole.db"):
                shutil.copyfile(self.folder / "dossier.db", self.folder / name)
            pairs.append(
                (
                    self.evaluate("--dossier", "partly.db"),
                    self.evaluate("--dossier", "whole.db", "--full"),
                )
            )
        partly, whole = (median([pair[side] for pair in pairs]) for side in (0, 1))
        self.check("findings after a change", self.ask("partly.db", FOUND), self.ask("whole.db", FOUND))
        self.bound("evaluate after a change", max(partly.private, whole.private) / (1 << 20), EVALUATE_MEGABYTES_MOST)
        self.add(
            "evaluate after a change of 1 %, seconds of processor",
            Cost(partly.processor, partly.peak, partly.private),
            Cost(whole.processor, whole.peak),
            "`evaluate --full`",
        )
        self.add(
            "the same", Cost(partly.processor), Cost(self.first.processor), "the first evaluation, which stores all"
        )
        for name in (FINDINGS, *self.others()):
            self.evaluates_since_one(name)

    def evaluates_since_one(self, name):
        """After a change of one row of a hundred of one kind alone."""
        changed = self.folder / "changed"
        make_findings.change(self.folder, (name,), changed, SEED + 1)
        shutil.copyfile(self.folder / "whole.db", self.folder / "one.db")
        self.verantwoord("import", changed / name, "--collected-at", "2025-12-31", "--dossier", "one.db")
        sides = {"partly.db": (), "again.db": ("--full",)}
        costs = {database: [] for database in sides}
        for _ in range(self.repeat):
            for database, how in sides.items():
                shutil.copyfile(self.folder / "one.db", self.folder / database)
                costs[database].append(self.evaluate("--dossier", database, *how))
        partly, whole = (Cost(median(found).processor) for found in costs.values())
        self.check(f"findings after a change of {name}", *(self.ask(database, FOUND) for database in sides))
        self.add(f"the same, of {pathlib.Path(name).stem} alone", partly, whole, "`evaluate --full`")

    # Report.

    def report(self, ending):
        return self.verantwoord("report", "statement", "--lang", "en", "--format", ending, "-o", "out")

    def reports(self):
        self.report("xlsx")
        self.report("pdf")
        cells = self.cells(self.folder / "out" / "statement-en.xlsx")
        lines = self.pdf_lines(self.folder / "out" / "statement-en.pdf")
        raw = [self.raw / "raw_xlsx", "cells.txt", "raw.xlsx"]
        bare = [self.raw / "raw_xlsx", "--bare", "cells.txt", "raw.xlsx"]
        rounds = [
            (self.report("xlsx"), run(raw, self.folder), run(bare, self.folder)) for _ in range(self.repeat)
        ]
        ours, same, values = (median([one[side] for one in rounds]) for side in range(3))
        self.add(f"report, xlsx of {cells:,} rows", ours, same, "libxlsxwriter, the same cells")
        self.add(
            "the same, seconds of processor",
            Cost(ours.processor),
            Cost(same.processor),
            "libxlsxwriter, the same cells",
        )
        self.add("the same", ours, values, "libxlsxwriter, their values alone")
        self.bound("report, xlsx", (ours.private - same.peak) / (1 << 20), REPORT_MEGABYTES_MORE)
        raw_pdf = [self.raw / "raw_pdf", "lines.txt", "raw.pdf"]
        self.compare(
            f"report, pdf of {lines:,} lines",
            lambda: self.report("pdf"),
            lambda: run(raw_pdf, self.folder),
            "libharu, the same lines, untagged",
        )

    def papers(self):
        """A long tagged table, beside cairo's of the same rows on as many pages, tagged too."""
        rows = str(self.options.paper)
        cairo = self.raw / "raw_cairo"
        run([self.raw / "paper", rows, "paper.pdf"], self.folder)
        pages = self.paper_words("paper.pdf").count("Page")
        if not cairo.exists():
            self.lines.append("| a long tagged PDF: not measured, package libcairo2-dev is missing | | | | | | | |")
            return
        left = self.compare_processors(
            f"pdf of {pages:,} pages, {self.options.paper:,} rows, tagged",
            lambda: run([self.raw / "paper", rows, "paper.pdf"], self.folder),
            lambda: run([cairo, rows, str(pages), "cairo.pdf"], self.folder),
            "cairo, the same texts on as many pages, tagged",
        )
        self.check("words on paper", self.paper_words("paper.pdf"), self.paper_words("cairo.pdf"))
        self.bound("a long PDF", left.peak / (1 << 20), PAPER_MEGABYTES_MOST)
        theirs = float(self.lines[-1].split("|")[4])
        if pages >= 500 and not self.any_memory and theirs < PAPER_TIMES_FASTER * left.processor:
            sys.exit(f"a long PDF: {theirs / left.processor:.2f} times as fast as cairo, not {PAPER_TIMES_FASTER}")

    def paper_words(self, name):
        text = subprocess.run(["pdftotext", "-raw", self.folder / name, "-"], capture_output=True, check=True).stdout
        return sorted(text.decode().split())

    def cells(self, path):
        """Writes the workbook's cells as raw_xlsx reads them; returns the number of rows."""
        count = 0
        with zipfile.ZipFile(path) as book, open(self.folder / "cells.txt", "wb") as file:
            parts = (name for name in book.namelist() if name.startswith("xl/worksheets/sheet"))
            for number, name in enumerate(sorted(parts, key=lambda part: int(re.sub(r"\D", "", part)))):
                if number > 0:
                    file.write(b"\f\n")
                with book.open(name) as part:
                    count += self.rows_of(part, file)
        return count

    ROW = re.compile(rb'<row r="(\d+)"([^>]*?)(?:/>|>(.*?)</row>)', re.DOTALL)
    CELL = re.compile(rb'<c r="([A-Z]+)\d+"(?: s="(\d+)")?([^>]*?)(?:/>|>(.*?)</c>)', re.DOTALL)

    def rows_of(self, part, file):
        """Row by row: a sheet need not fit in memory."""
        rest, at = b"", 0
        while chunk := part.read(1 << 22):
            rest += chunk
            end = 0
            for row in self.ROW.finditer(rest):
                number, attributes, cells = row.groups()
                end = row.end()
                file.write(b"\n" * (int(number) - at - 1))
                at = int(number)
                height = re.search(rb' ht="([^"]*)"', attributes)
                file.write(height[1] if height else b"")
                file.write(b"".join(self.cells_of(cells or b"")) + b"\n")
            rest = rest[end:]
        return at

    def cells_of(self, cells):
        last = 0
        for letters, style, kind, inner in self.CELL.findall(cells):
            column = 0
            for letter in letters:
                column = column * 26 + letter - 64
            yield b"\t" * (column - last) + (style or b"0")
            last = column
            text = re.search(rb"<t[^>]*>(.*?)</t>|<v>(.*?)</v>", inner, re.DOTALL)
            if text is None:
                yield b"b"
            elif b"inlineStr" in kind or b't="str"' in kind:
                shown = html.unescape((text[1] if text[1] is not None else text[2]).decode())
                yield b"s" + " ".join(shown.split()).encode()
            else:
                yield b"n" + text[2]

    def pdf_lines(self, path):
        text = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, check=True).stdout.decode()
        (self.folder / "lines.txt").write_bytes(text.encode("cp1252", errors="replace"))
        return text.count("\n")

    @staticmethod
    def values(texts):
        """A row for raw_xlsx without formats."""
        number = re.compile(r"-?\d+(\.\d+)?$")
        cells = ((f"0n{text}" if number.match(text) else f"0s{text}") if text else "" for text in texts)
        return "\t" + "\t".join(cells) + "\n"

    # Start.

    def start(self, command):
        began = time.perf_counter()
        pid = os.posix_spawnp(
            command[0],
            command,
            ENVIRONMENT,
            file_actions=[(os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0)],
        )
        _, status, used = os.wait4(pid, 0)
        if status != 0:
            sys.exit(f"{' '.join(command)}: status {status}")
        return Cost(time.perf_counter() - began, processor=used.ru_utime + used.ru_stime)

    def starts(self):
        ours, theirs = [], []
        for _ in range(STARTS):
            ours.append(self.start([str(self.program), "--help"]))
            theirs.append(self.start(["sqlite3", "--version"]))
        self.add(f"`--help`, median of {STARTS}", median(ours), median(theirs), "`sqlite3 --version`")

    # Load and check the shipped control sets.

    def checks(self):
        files = sorted(map(str, CONTROLS.rglob("*.yaml")))
        ours, theirs = [], []
        for _ in range(STARTS):
            ours.append(self.start([str(self.program), "check"]))
            theirs.append(self.start([str(self.raw / "raw_yaml"), *files]))
        left, right = (Cost(median(costs).processor) for costs in (ours, theirs))
        left.peak = max(self.verantwoord("check").peak for _ in range(5))
        self.add(f"`check`, seconds of processor, median of {STARTS}", left, right, "libyaml, the same files to events")
        self.bound("check", left.peak / (1 << 20), CHECK_MEGABYTES_MOST)
        if not self.any_memory and left.seconds > CHECK_RATIO_MOST * right.seconds:
            sys.exit(f"check: {left.seconds / right.seconds:.1f} times libyaml, where {CHECK_RATIO_MOST} is the most")

    def all(self, huge):
        self.starts()
        self.checks()
        self.imports()
        self.finds()
        self.finds_growing()
        self.evaluates()
        self.reports()
        self.papers()
        self.finds_since()
        self.evaluates_since()
        self.import_workbook()
        if huge:
            self.huge()
        self.show()

    def only_import(self, huge):
        self.imports()
        self.import_workbook()
        if huge:
            self.huge()
        self.show()

    def only_paper(self):
        self.papers()
        self.show()

    def only_evaluate(self):
        self.our_import()
        self.take_in_others()
        self.finds()
        self.finds_growing()
        self.evaluates()
        self.finds_since()
        self.evaluates_since()
        self.show()

    def show(self):
        print("| what | s | beside | s | ratio | peak MB | of its own MB | peak MB of the other |")
        print("|---|---|---|---|---|---|---|---|")
        print("\n".join(self.lines))


def measure(options, folder):
    bench = Bench(options, folder)
    if options.only_evaluate:
        bench.only_evaluate()
    elif options.only_paper:
        bench.only_paper()
    elif options.only_import:
        bench.only_import(options.huge)
    else:
        bench.all(options.huge)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program", type=pathlib.Path, required=True)
    parser.add_argument("--raw", type=pathlib.Path, required=True)
    parser.add_argument("--assets", type=int, default=100_000)
    parser.add_argument("--rows", type=int, default=1_000_000, help="vulnerability findings")
    parser.add_argument("--access", type=int, default=500_000, help="access rights, with their accounts and persons")
    parser.add_argument("--cells", type=int, default=1_000_000, help="of the workbook that is imported")
    parser.add_argument("--paper", type=int, default=17_000, help="rows of the long PDF")
    parser.add_argument("--huge", action="store_true", help="import ten times as many rows too")
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--only-evaluate", action="store_true", help="nothing of import, report and start")
    only.add_argument("--only-import", action="store_true", help="of CSV and of a workbook")
    only.add_argument("--only-paper", action="store_true", help="the long PDF")
    parser.add_argument("--repeat", type=int, default=1)
    parser.add_argument("--any-memory", action="store_true", help="of a build with sanitizers, which take most of it")
    parser.add_argument("--work", type=pathlib.Path, help="keep the files here")
    options = parser.parse_args()
    for tool in ("sqlite3", "pdftotext"):
        if shutil.which(tool) is None:
            sys.exit(f"{tool} is not installed")
    if options.work:
        options.work.mkdir(parents=True, exist_ok=True)
        measure(options, options.work.resolve())
    else:
        with tempfile.TemporaryDirectory(prefix="verantwoord-bench-") as folder:
            measure(options, pathlib.Path(folder))


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The SQL of tests, run one after another by DuckDB: for bench.py, which says where python finds package duckdb.

    duck.py DOSSIER TESTS COUNTS

DOSSIER's evidence is copied into DuckDB first, which is not counted. TESTS has a test's name, a TAB and its SQL on
each line, as find_outcomes prints them; COUNTS gets test|subjects|pass|fail. Prints the seconds and the seconds of
processor that the tests took, and on stderr each test that cannot be translated.
"""

import pathlib
import re
import sqlite3
import subprocess
import sys
import tempfile
import time

import duckdb

TYPES = {"TEXT": "VARCHAR", "INTEGER": "BIGINT", "REAL": "DOUBLE"}
# SQLite's functions of dates, over texts. Adding months ends on the last day of a month by itself.
MACROS = """
CREATE MACRO day_of(x) AS left(x, 10),
    (x, a) AS strftime(CAST(left(x, 10) AS DATE) + CAST(substr(a, 2) AS INTERVAL), '%Y-%m-%d'),
    (x, a, b, c) AS strftime(date_trunc('month', CAST(left(x, 10) AS DATE)) + CAST(substr(b, 2) AS INTERVAL)
                             - INTERVAL 1 DAY, '%Y-%m-%d');
CREATE MACRO unixepoch(x) AS CAST(epoch(CAST(replace(x, 'Z', '') AS TIMESTAMP)) AS BIGINT);
"""


def copy(dossier, duck, folder):
    """Without what no test reads: where a row stood, its hash, what had no field."""
    lite = sqlite3.connect(f"file:{dossier}?mode=ro", uri=True)
    tables = lite.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND (name LIKE 'ev\\_%' ESCAPE '\\' OR name IN "
        "('subject', 'import', 'import_complete'))"
    ).fetchall()
    for (table,) in tables:
        columns = [
            (name, TYPES[kind])
            for _, name, kind, *_ in lite.execute(f"PRAGMA table_info({table})")
            if name not in ("row_no", "row_sha256", "raw") and kind in TYPES
        ]
        names = ", ".join(f'"{name}"' for name, _ in columns)
        duck.execute(f"CREATE TABLE {table} ({', '.join(f'{chr(34)}{name}{chr(34)} {kind}' for name, kind in columns)})")
        if lite.execute(f"SELECT EXISTS (SELECT 1 FROM {table})").fetchone()[0] == 0:
            continue
        path = pathlib.Path(folder, f"{table}.csv")
        script = f".mode csv\n.nullvalue ~\n.output {path}\nSELECT {names} FROM {table};\n"
        subprocess.run(["sqlite3", "-batch", "-bail", f"file:{dossier}?mode=ro"], input=script.encode(), check=True)
        duck.execute(f"COPY {table} FROM '{path}' (FORMAT csv, HEADER false, NULL '~', QUOTE '\"')")
        path.unlink()


def translated(sql):
    sql = re.sub(r"\bmin\(date\(", "least(date(", sql)
    sql = re.sub(r"\bdate\(", "day_of(", sql)
    # The quarter of a day: SQLite takes digits for a number, and divides whole numbers whole.
    sql = re.sub(
        r"\(\(substr\((\w+)\.occurred_on, 6, 2\) \+ 2\) / 3\)",
        r"CAST((CAST(substr(\1.occurred_on, 6, 2) AS INTEGER) + 2) // 3 AS VARCHAR)",
        sql,
    )
    # A condition is a number there, and true or false here.
    return f"SELECT count(*), sum(CAST(outcome AS INTEGER)), count(outcome) FROM ({sql})"


def main():
    dossier, tests, counts = map(pathlib.Path, sys.argv[1:])
    duck = duckdb.connect(":memory:")
    with tempfile.TemporaryDirectory() as folder:
        copy(dossier.resolve(), duck, folder)
    duck.execute(MACROS)
    lines = [line.rstrip("\n").split("\t", 1) for line in tests.read_text(encoding="utf-8").split("\n") if line]
    found, failed = [], {}
    began, processor = time.perf_counter(), time.process_time()
    for test, sql in lines:
        try:
            subjects, passed, known = duck.execute(translated(sql)).fetchone()
            found.append(f"{test}|{subjects}|{passed or 0}|{known - (passed or 0)}")
        except duckdb.Error as error:
            failed[test] = str(error).split("\n")[0]
    print(time.perf_counter() - began, time.process_time() - processor)
    counts.write_text("".join(f"{line}\n" for line in found), encoding="utf-8")
    for test, error in failed.items():
        print(f"{test}: {error}", file=sys.stderr)


if __name__ == "__main__":
    main()

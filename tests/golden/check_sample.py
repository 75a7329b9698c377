#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""check_sample.py MAKE_SAMPLE LANGUAGE ROWS CHECK...: makes the sample document, with at most ROWS
on a sheet unless it is 0, and runs each CHECK (a script of this folder) over it. Ends with what the
worst of them ends with."""

import os
import subprocess
import sys
import tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SCHEMA = os.path.join(HERE, "..", "..", "docs", "schema", "document.schema.json")


def words_for(check, folder):
    return {
        "compare_formats.py": [folder, "sample"],
        "check_office.py": [folder, "sample"],
        "check_html.py": [os.path.join(folder, "sample.html")],
        "check_document.py": [SCHEMA, os.path.join(folder, "sample.json")],
        "check_formulas.py": [os.path.join(folder, "sample.xlsx")],
    }[check]


def main():
    make, language, rows, checks = sys.argv[1], sys.argv[2], sys.argv[3], sys.argv[4:]
    worst = 0 if checks else 1
    with tempfile.TemporaryDirectory() as folder:
        command = [make, folder, language] + ([rows] if rows != "0" else [])
        subprocess.run(command, check=True, stderr=subprocess.DEVNULL)
        for check in checks:
            command = [sys.executable, os.path.join(HERE, check)] + words_for(check, folder)
            worst = max(worst, subprocess.run(command).returncode)
    return worst


if __name__ == "__main__":
    sys.exit(main())

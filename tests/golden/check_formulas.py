#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""check_formulas.py FILE.xlsx...: takes the stored values of all formulas away, lets LibreOffice
calculate them anew, and asserts that it comes to the same. Ends with 77 without LibreOffice."""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile

import openpyxl


def without_values(source, target):
    """A copy in which no formula has a value: whoever opens it must calculate."""
    taken = 0
    with zipfile.ZipFile(source) as old, zipfile.ZipFile(target, "w") as new:
        for part in old.infolist():
            data = old.read(part)
            if part.filename.startswith("xl/worksheets/sheet"):
                data, count = re.subn(rb"(</f>)<v>[^<]*</v>", rb"\1", data)
                taken += count
            new.writestr(part.filename, data)
    return taken


def recalculated(path, folder):
    bare = os.path.join(folder, "bare.xlsx")
    taken = without_values(path, bare)
    out = os.path.join(folder, "out")
    subprocess.run(["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
                    "--convert-to", "xlsx:Calc MS Excel 2007 XML", "--outdir", out, bare],
                   check=True, capture_output=True, timeout=300)
    return taken, openpyxl.load_workbook(os.path.join(out, "bare.xlsx"), data_only=True)


def same(one, other):
    if isinstance(one, (int, float)) and isinstance(other, (int, float)):
        return abs(one - other) < 1e-12
    return one == other


def check(path):
    with tempfile.TemporaryDirectory() as folder:
        taken, anew = recalculated(path, folder)
    formulas, stored = openpyxl.load_workbook(path), openpyxl.load_workbook(path, data_only=True)
    seen, wrong = 0, []
    for sheet in formulas:
        for cell in (cell for row in sheet.iter_rows() for cell in row if cell.data_type == "f"):
            seen += 1
            before = stored[sheet.title][cell.coordinate].value
            after = anew[sheet.title][cell.coordinate].value
            if not same(before, after):
                wrong.append(f"{sheet.title}!{cell.coordinate} {cell.value}: "
                             f"{before!r} became {after!r}")
    print(f"{path}: {seen} formulas, {len(wrong)} come to something else", *wrong, sep="\n  ")
    return seen == taken and seen > 0 and not wrong


def main():
    if shutil.which("soffice") is None:
        print("LibreOffice is not installed: nothing was recalculated")
        return 77
    results = [check(path) for path in sys.argv[1:]]
    return 0 if results and all(results) else 1


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""A share of all but one of two thousand is not all, and of one of two thousand not none, in any format; a cell of it is a
number, whose formula LibreOffice works out to the same.

    check_shares.py PROGRAM CHECK_FORMULAS
"""

import re
import subprocess
import sys

import openpyxl
from hostile import Hostile, assets, main

CHECK_FORMULAS = sys.argv.pop(2)
TESTS = """
      - id: things.{0}.names
        aspect: existence
        title: {{nl: Alles heet {1}, en: All is called {1}}}
        reason: {{nl: Een systeem heet anders., en: A system has another name.}}
        for: asset
        condition: name like '{1}%'
"""
MEASURE = """  - id: things.{0}
    title: {{nl: Namen {0}, en: Names {0}}}
    explain: {{nl: Alles heet naar wat het doet., en: All is called after what it does.}}
    owner: {{nl: Beheerder, en: Keeper}}
    remedy: {{nl: Geef het een naam., en: Name it.}}
    tests:"""
FRAMEWORK = """framework: {0}
version: "1"
date: 2025-01-01
title: {{nl: Regels {0}, en: Rules {0}}}
explain: {{nl: Regels van het huis., en: Rules of the house.}}
aspects: [existence]
requirements:
"""
REQUIREMENT = """  - id: H{0}
    kind: control
    title: {{nl: Regel {0}, en: Rule {0}}}
    reference: House rule {0}
    maps: [{{measure: things.{1}, coverage: full}}]
"""
MANY = 2000


class Shares(Hostile):
    def framework(self, name, met, failed):
        rows = [REQUIREMENT.format(i, "good" if i < met else "bad") for i in range(met + failed)]
        self.write(f"own/{name}.yaml", FRAMEWORK.format(name) + "".join(rows))

    def evaluated(self):
        self.write("own/measures.yaml", "measures:\n" + "".join(
            MEASURE.format(name) + TESTS.format(name, word) for name, word in (("good", "Mail"), ("bad", "Web"))))
        self.framework("nearly", MANY, 1)
        self.framework("hardly", 1, MANY)
        self.framework("wholly", 2, 0)
        self.framework("nothing", 0, 2)
        self.done("init", "--name", "Waterrijk", "--type", "municipality", "--year", "2025", "--as-of", "2025-12-31")
        self.write("asset.csv", assets(1))
        self.done("import", "asset.csv", "--complete", "--collected-at", "2025-12-31", "--by", "Z")
        frames = [part for name in ("nearly", "hardly", "wholly", "nothing") for part in ("--framework", name)]
        self.done("evaluate", "--controls", "own", *frames)

    def test_a_percentage_is_all_or_none_only_where_it_is(self):
        self.evaluated()
        self.done("report", "statement", "--lang", "en", "--format", "md,xlsx")
        shown = {"nearly": "99.9%", "hardly": "0.1%", "wholly": "100.0%", "nothing": "0.0%"}
        text = (self.folder / "statement-en.md").read_text(encoding="utf-8")
        row = re.compile(r"^\| Rules (\w+) .*\| ([\d.]+%) +\| 100.0% +\|$", re.M)
        self.assertEqual(dict(row.findall(text)), shown)
        path = self.folder / "statement-en.xlsx"
        found = {}
        for sheet in openpyxl.load_workbook(path, data_only=True):
            for cells in sheet.iter_rows():
                name = next((name for name in shown if str(cells[0].value).startswith(f"Rules {name}")), None)
                for cell in cells if name else ():
                    if cell.number_format == "0.0%":
                        found.setdefault(name, f"{cell.value * 100:.1f}%")
        self.assertEqual(found, shown)
        checked = subprocess.run([sys.executable, CHECK_FORMULAS, path], capture_output=True, text=True, check=False)
        self.assertIn(checked.returncode, (0, 77), checked.stdout)


if __name__ == "__main__":
    main()

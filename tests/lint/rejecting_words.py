#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Rules and reports know the same words by which a board turns a proposal down or puts it off.

Usage: rejecting_words.py SOURCE
"""

import pathlib
import re
import sys


def main(source):
    source = pathlib.Path(source)
    words = re.findall(r'WORD\("([^"]+)"\)', (source / "reports/build/decisions.h").read_text())
    rules = 0
    for path in sorted((source / "controls/measures").glob("*.yaml")):
        text = re.sub(r"\s+", " ", path.read_text())
        for field in ("outcome", "decision"):
            for said in re.findall(rf"not \(({field} like '[^)]*)\)", text):
                rules += 1
                found = re.findall(rf"{field} like '%([^%]*)%'", said)
                if found != words:
                    sys.exit(f"{path}: other words of {field} than in reports/build/decisions.h: {set(found) ^ set(words)}")
    if rules < 4:
        sys.exit(f"{rules} rules ask whether a decision was turned down; four did")


if __name__ == "__main__":
    main(sys.argv[1])

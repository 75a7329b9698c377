#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Fails when a message of engine/base/messages/ is provoked by no session and by no unit test."""

import pathlib
import re
import sys

DECLARED = re.compile(r"^\s*VW_MESSAGE\(\s*([A-Z]\d{3})\b", re.MULTILINE)
# In a session or a rule's case as people see it, in a unit test as the enumerator or in a macro.
IN_SESSION = re.compile(r"\[VW-([A-Z]\d{3})\]")
IN_CASE = re.compile(r"\bVW-([A-Z]\d{3})\b")
IN_UNIT_TEST = re.compile(r"\b(?:VW_MSG_|VW-)?([A-Z]\d{3})\b")


def codes(pattern, paths):
    return {code for path in paths for code in pattern.findall(path.read_text(encoding="utf-8"))}


def expected_lines(path):
    """What a session expects: a code in a command or a comment proves nothing."""
    lines = path.read_text(encoding="utf-8").splitlines()
    return "\n".join(line for line in lines if not line.startswith(("$ ", "# ")))


def main():
    root = pathlib.Path(sys.argv[1])
    declared = codes(DECLARED, sorted(root.glob("engine/base/messages/*.def")))
    if not declared:
        sys.exit("no message is declared: the table was not found")
    sessions = [expected_lines(path) for path in root.glob("tests/**/*.session")]
    expected = {code for text in sessions for code in IN_SESSION.findall(text)}
    seen = set(expected)
    seen |= codes(IN_UNIT_TEST, root.glob("tests/unit/**/*.c"))
    seen |= codes(IN_CASE, filter(pathlib.Path.is_file, root.glob("tests/rules/**/*")))
    seen |= codes(IN_SESSION, root.glob("tests/e2e/*.py"))
    missing = sorted(declared - seen)
    for code in missing:
        print(f"VW-{code}: no session in tests/messages/ and no unit test provokes it")
    unknown = sorted(expected - declared)
    for code in unknown:
        print(f"VW-{code}: a session expects it, but it is not declared")
    print(f"{len(declared) - len(missing)} of {len(declared)} messages are provoked")
    sys.exit(1 if missing or unknown else 0)


if __name__ == "__main__":
    main()

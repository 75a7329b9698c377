#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds tests/resources/coverage.txt to the control sets, so that a change of what decides a
requirement shows in review.

    coverage.py PROGRAM SOURCE [--write]
"""

import collections
import difflib
import pathlib
import sys

from built_controls import Controls

HEADER = """\
# What decides each requirement and aspect: the coverage of a mapping, the measure, its tests of that aspect.
# Made by tests/lint/coverage.py PROGRAM SOURCE --write. A change here is a change of what the program can claim.
"""
NOT_COVERED = "not covered"
ORDER = ("full", "partial", NOT_COVERED)


def tests_of(measure, aspect, framework, tests):
    """What the framework concludes from: a test, or its own variant of it."""
    prefix = measure + "."
    names = [
        row["test"].removeprefix(prefix)
        for row in tests
        if row["test"].startswith(prefix) and row["aspect"] == aspect
    ]
    return [
        name
        for name in names
        if (name.endswith("@" + framework) if "@" in name else f"{name}@{framework}" not in names)
    ]


def deciders(requirement, aspect, tests):
    """(coverage, measure, tests) of each mapping that has a test of the aspect."""
    rows = []
    framework = requirement["requirement"].split(":")[0]
    for mapping in requirement["measures"]:
        names = tests_of(mapping["measure"], aspect, framework, tests)
        if names:
            rows.append((mapping["coverage"], mapping["measure"], ", ".join(names)))
    return rows or [(NOT_COVERED, "", "")]


def coverage(requirements, tests):
    lines, best = [], collections.defaultdict(collections.Counter)
    for requirement in requirements:
        name = requirement["requirement"]
        for aspect in (row["aspect"] for row in requirement["aspects"]):
            rows = deciders(requirement, aspect, tests)
            best[name.split(":")[0]][min((row[0] for row in rows), key=ORDER.index)] += 1
            for row in rows:
                lines.append(f"{name:<24}{aspect:<11}{row[0]:<13}{row[1]:<33}{row[2]}".rstrip())
    sums = [
        f"# {framework:<6}" + "".join(f"{counts[kind]:>5} {kind}" for kind in ORDER)
        for framework, counts in sorted(best.items())
    ]
    return HEADER + "\n".join([*sums, *lines]) + "\n"


def main():
    arguments = [word for word in sys.argv[1:] if word != "--write"]
    if len(arguments) != 2:
        sys.exit(__doc__.strip())
    controls = Controls(pathlib.Path(arguments[0]).resolve())
    path = pathlib.Path(arguments[1]) / "tests/resources/coverage.txt"
    now = coverage(controls.requirements, controls.tests)
    if "--write" in sys.argv:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(now, encoding="utf-8")
        return
    before = path.read_text(encoding="utf-8") if path.exists() else ""
    if before != now:
        sys.stdout.writelines(
            line + "\n"
            for line in difflib.unified_diff(
                before.splitlines(), now.splitlines(), "committed", "built", n=0, lineterm=""
            )
        )
        sys.exit(f"The coverage changed. If it is meant, run: {sys.argv[0]} PROGRAM SOURCE --write")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds tests/resources/coverage/ to the control sets, so that a change of what decides a requirement
shows in review; and sees to it that no aspect is passed over in silence.

    coverage.py PROGRAM SOURCE [--write]

There is a file for each framework, as `verantwoord check --coverage` tells it. silent.txt beside them lists
the aspects that nothing decides and nobody says why of: it may only get shorter.
"""

import difflib
import json
import pathlib
import re
import sys
import tempfile

from built_controls import answer_of

HEADER = """\
# What decides each requirement and aspect: the coverage of a mapping, the measure and its tests of that aspect;
# judgement where a person is asked; or why nothing covers it.
# Made by tests/lint/coverage.py PROGRAM SOURCE --write. A change here is a change of what the program can claim.
"""
SILENT = "silent.txt"
SILENT_HEADER = """\
# Aspects of requirements that nothing decides, while nobody says why. This list may only get shorter: write
# questions or not_covered, and run tests/lint/coverage.py PROGRAM SOURCE --write.
"""
MUST_DECIDE = {r"bio2:\d+\.\d\d\.\d\d": 118, r"nis2:21\(2\)\([a-j]\)": 10}
TOTALS = ("full", "partial", "judgement", "not_covered", "without_reason")


def lines_of(requirement, aspect):
    """A line for each measure that decides, and one for the question or the reason."""
    rows = [
        (
            measure["coverage"],
            measure["measure"],
            ", ".join(test.removeprefix(measure["measure"] + ".") for test in measure["tests"]),
        )
        for measure in aspect["measures"]
    ]
    if aspect["question"]:
        rows.append(("judgement", "", ""))
    if not rows:
        reason = aspect["not_covered"]
        rows.append(("not covered", reason["en"] if reason else "", ""))
    return [
        f"{requirement:<24}{aspect['aspect']:<11}{how:<13}{what:<33}{tests}".rstrip()
        for how, what, tests in rows
    ]


def page(framework):
    totals = framework["totals"]
    lines = [
        f"# {framework['framework']} {framework['version']}: "
        + ", ".join(f"{totals[kind]} {kind.replace('_', ' ')}" for kind in TOTALS)
    ]
    for requirement in framework["requirements"]:
        for aspect in requirement["aspects"]:
            lines += lines_of(requirement["requirement"], aspect)
    return HEADER + "\n".join(lines) + "\n"


def name_of(framework):
    name = f"{framework['framework'].split('@')[0]}-{framework['version']}"
    return re.sub(r"[^A-Za-z0-9.]+", "-", name) + ".txt"


def silent(frameworks):
    """Each aspect that nobody says anything of, with the version when a framework has several."""
    return {
        f"{requirement['requirement']} {framework['version']} {aspect['aspect']}"
        for framework in frameworks
        for requirement in framework["requirements"]
        for aspect in requirement["aspects"]
        if not aspect["measures"] and not aspect["question"] and not aspect["not_covered"]
    }


def held_up(frameworks):
    """Aspects with tests that all the same can never be assessed: a measure that is mapped there has none."""
    return [
        f"{requirement['requirement']} {aspect['aspect']}: {measure} has no test of it; name the aspects of its mapping"
        for framework in frameworks
        for requirement in framework["requirements"]
        for aspect in requirement["aspects"]
        for measure in aspect["untested"]
    ]


def unanswerable(frameworks):
    """What everybody comes for has a test or a question in each aspect that it demands: the measures of BIO2 and
    the letters of NIS2 art. 21(2). That all of them are there is seen too."""
    for pattern, count in MUST_DECIDE.items():
        found = [
            requirement
            for framework in frameworks
            for requirement in framework["requirements"]
            if re.fullmatch(pattern, requirement["requirement"])
        ]
        if len(found) != count:
            yield f"{pattern}: {len(found)} requirements, and there must be {count}"
        for requirement in found:
            for aspect in requirement["aspects"]:
                if not any(measure["tests"] for measure in aspect["measures"]) and not aspect["question"]:
                    yield f"{requirement['requirement']} {aspect['aspect']}: neither a test nor a question"


def entries(path):
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {line for line in lines if line and not line.startswith("#")}


def write(folder, pages, now):
    """The list of what is silent only loses what is no longer so."""
    listed = sorted(entries(folder / SILENT) & now)
    for path in folder.glob("*.txt"):
        if path.name != SILENT and path.name not in pages:
            path.unlink()
    for name, text in pages.items():
        (folder / name).write_text(text, encoding="utf-8")
    (folder / SILENT).write_text(SILENT_HEADER + "".join(f"{line}\n" for line in listed), encoding="utf-8")


def differences(folder, pages):
    committed = {path.name: path.read_text(encoding="utf-8") for path in folder.glob("*.txt")}
    committed.pop(SILENT, None)
    for name in sorted(committed.keys() | pages.keys()):
        before, after = committed.get(name, ""), pages.get(name, "")
        yield from difflib.unified_diff(
            before.splitlines(), after.splitlines(), f"{name} committed", f"{name} built", n=0, lineterm=""
        )


def main():
    arguments = [word for word in sys.argv[1:] if word != "--write"]
    if len(arguments) != 2:
        sys.exit(__doc__.strip())
    program = pathlib.Path(arguments[0]).resolve()
    folder = pathlib.Path(arguments[1]) / "tests/resources/coverage"
    with tempfile.TemporaryDirectory(prefix="coverage-") as empty:
        frameworks = json.loads(answer_of(program, empty, "check", "--coverage", "--json"))["frameworks"]
    pages = {name_of(framework): page(framework) for framework in frameworks}
    now = silent(frameworks)
    if "--write" in sys.argv:
        write(folder, pages, now)
    listed = entries(folder / SILENT)
    problems = list(differences(folder, pages))
    problems += [f"nothing decides it, and nobody says why: {line}" for line in sorted(now - listed)]
    problems += [f"no longer in silence, so not for {SILENT}: {line}" for line in sorted(listed - now)]
    problems += held_up(frameworks)
    problems += unanswerable(frameworks)
    if problems:
        print("\n".join(problems))
        sys.exit(f"The coverage changed. If it is meant, run: {sys.argv[0]} PROGRAM SOURCE --write")


if __name__ == "__main__":
    main()

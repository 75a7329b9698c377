#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Sees to it that of each test that comes with the program a pass, a fail and an unknown is shown: by an example
beside it or in tests/rules/corpus, which is run here and must come out; or that the corpus says why one cannot be.

    corpus.py PROGRAM SOURCE [--write]

tests/resources/corpus_missing.txt lists the tests of which something is still missing: it may only get shorter.
--write takes out what is no longer missing.
"""

import json
import pathlib
import subprocess
import sys
import tempfile

from built_controls import answer_of

OUTCOMES = ("pass", "fail", "unknown")
HEADER = """\
# Tests of which a pass, a fail or an unknown is not yet shown by an example. This list may only get shorter: write
# examples in tests/rules/corpus, and run tests/lint/corpus.py PROGRAM SOURCE --write.
"""


def shown_by(program, path, folder):
    """By test: the outcomes that an example expects and its run finds, and those that cannot be."""
    run = subprocess.run(
        [program, "rules", "test", path, "--json"], cwd=folder, stdout=subprocess.PIPE, check=False
    )
    if run.returncode not in (0, 3) or not run.stdout:
        sys.exit(f"{path} could not be run; see what was said above")
    for result in json.loads(run.stdout)["results"]:
        found = {
            line["found"]
            for example in result["examples"]
            for line in example["subjects"]
            if line["agrees"] and line["expected"] is not None
        }
        yield result["test"], found | set(result["cannot"])


def entries(path):
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return {line for line in lines if line and not line.startswith("#")}


def main():
    arguments = [word for word in sys.argv[1:] if word != "--write"]
    if len(arguments) != 2:
        sys.exit(__doc__.strip())
    program, source = pathlib.Path(arguments[0]).resolve(), pathlib.Path(arguments[1]).resolve()
    path = source / "tests/resources/corpus_missing.txt"
    shown = {}
    with tempfile.TemporaryDirectory(prefix="corpus-") as folder:
        tests = [row["test"] for row in json.loads(answer_of(program, folder, "list", "tests", "--json"))]
        for examples in ("controls/measures", source / "tests/rules/corpus"):
            for test, outcomes in shown_by(program, examples, folder):
                shown[test] = shown.get(test, set()) | outcomes
    lacking = {
        test: [word for word in OUTCOMES if word not in shown.get(test, ())]
        for test in tests
        if "@" not in test  # a variant is its test under other values
    }
    missing = {test for test, words in lacking.items() if words}
    if "--write" in sys.argv:
        listed = sorted(entries(path) & missing)
        path.write_text(HEADER + "".join(f"{test}\n" for test in listed), encoding="utf-8")
    listed = entries(path)
    problems = [f"{test}: no example shows {', '.join(lacking[test])}" for test in sorted(missing - listed)]
    problems += [f"{test}: all is shown, so not for {path.name}" for test in sorted(listed - missing)]
    print("\n".join(problems) or f"{len(lacking)} tests; {len(listed)} still lack an example.")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()

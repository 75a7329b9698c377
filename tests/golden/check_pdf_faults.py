#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Checks the checker: takes one thing at a time out of a PDF that conforms, and sees veraPDF refuse what is left.

    check_pdf_faults.py FOLDER_WITH_JARS FILE.pdf

Needs java, and qpdf with its fix-qdf. Exit code 1 when a fault passes, or when the file itself does not.
"""

import pathlib
import re
import subprocess
import sys
import tempfile

MAIN = "org.verapdf.apps.GreenfieldCliWrapper"
# What is taken out, the first or each place where it stands, and the standards of which one must be broken then.
FAULTS = {
    "alternative-text": (rb"/Alt <[0-9a-fA-F\s]*>", 1, {"ua1"}),
    "scope-of-heads": (rb"/Scope /(Column|Row)", 0, {"ua1"}),
    "mark-of-an-artifact": (rb"/Artifact BMC\n(?P<kept>.*?)EMC\n", 1, {"3a", "ua1"}),
    "text-of-a-font": (rb"/ToUnicode \d+ 0 R", 0, {"3a"}),
    "language": (rb"/Lang \([A-Za-z-]+\)", 0, {"ua1"}),
    "output-intent": (rb"/OutputIntents \[[^]]*\]", 1, {"3a"}),
    "title-in-the-window": (rb"/DisplayDocTitle true", 1, {"ua1"}),
    "mark-of-a-tagged-file": (rb"/MarkInfo <<[^>]*>>", 1, {"3a", "ua1"}),
}


def run(*command):
    return subprocess.run(list(map(str, command)), capture_output=True, check=False)


def without(text, pattern, count):
    changed, times = re.subn(
        pattern, lambda found: found.groupdict().get("kept") or b"", text, count=count, flags=re.DOTALL
    )
    return changed, times


def verdicts(jars, folder, flavour):
    """PASS or FAIL by file name."""
    done = run("java", "-cp", f"{jars}/*", MAIN, "--format", "text", "--flavour", flavour, *sorted(folder.glob("*.pdf")))
    found = re.findall(r"^(PASS|FAIL) .*?([\w-]+)\.pdf", done.stdout.decode(), re.MULTILINE)
    return {name: verdict for verdict, name in found}


def write(folder, name, text):
    """fix-qdf puts the table of places right after an edit."""
    (folder / f"{name}.txt").write_bytes(text)
    mended = run("fix-qdf", folder / f"{name}.txt")
    if mended.returncode:
        sys.exit(f"fix-qdf: {mended.stderr.decode()}")
    (folder / f"{name}.pdf").write_bytes(mended.stdout)


def main():
    jars, source = map(pathlib.Path, sys.argv[1:3])
    with tempfile.TemporaryDirectory() as place:
        folder = pathlib.Path(place)
        plain = folder / "plain.txt"
        options = ("--qdf", "--object-streams=disable", "--newline-before-endstream")
        if run("qpdf", *options, source, plain).returncode:
            sys.exit("qpdf cannot rewrite the file")
        text = plain.read_bytes()
        write(folder, "as-it-is", text)
        for name, (pattern, count, _) in FAULTS.items():
            changed, times = without(text, pattern, count)
            if times == 0:
                sys.exit(f"{name}: there is nothing to take out")
            write(folder, name, changed)
        found = {flavour: verdicts(jars, folder, flavour) for flavour in ("3a", "ua1")}
    wrong = [f"as it is: {flavour} refused" for flavour in found if found[flavour].get("as-it-is") != "PASS"]
    for name, (_, _, flavours) in FAULTS.items():
        seen = {flavour for flavour in flavours if found[flavour].get(name) == "FAIL"}
        print(f"without {name}: refused by {', '.join(sorted(seen)) or 'nobody'}")
        if not seen:
            wrong.append(f"without {name}: not refused")
    print("\n".join(wrong))
    sys.exit(1 if wrong else 0)


if __name__ == "__main__":
    main()

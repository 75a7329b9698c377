#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Checks what the compiler cannot: the direction of the layers, one home for each library, and the
house rules of docs/architecture.md. Usage: lint.py SOURCE [BUILD]."""

import pathlib
import re
import shutil
import subprocess
import sys

# Each layer and those that it may include besides itself.
LAYERS = {
    "base": (),
    "model": ("base",),
    "store": ("base", "model"),
    "load": ("base", "model"),
    "intake": ("base", "model", "store", "load"),
    "export": ("base", "model", "store"),
    "rules": ("base", "model", "store", "load"),
    "eval": ("base", "model", "store", "load", "intake", "rules"),
    "reports": ("base", "model", "store", "load", "intake", "rules", "eval"),
    "cli": ("base", "model", "store", "load", "intake", "export", "rules", "eval", "reports"),
}
ONE_HOME = {
    "sqlite3.h": re.compile(r"^sqlite3\.h$"),
    "openssl/ts.h": re.compile(r"^openssl/ts\.h$"),
    "openssl/cms.h": re.compile(r"^openssl/cms\.h$"),
    "openssl/pkcs12.h": re.compile(r"^openssl/pkcs12\.h$"),
    "yaml.h": re.compile(r"^yaml\.h$"),
    "zip.h": re.compile(r"^zip\.h$"),
    "expat.h": re.compile(r"^expat\.h$"),
    "uchardet.h": re.compile(r"^uchardet/uchardet\.h$"),
    "iconv.h": re.compile(r"^iconv\.h$"),
    "hpdf.h": re.compile(r"^hpdf\w*\.h$"),
    "xlsxwriter.h": re.compile(r"^xlsxwriter(\.h|/.*)$"),
}
# Where a library is at home twice, on purpose: one file reads with it, the other writes (docs/adr/0034).
SECOND_HOME = {"zip.h": "reports/office/package.c"}
CORPUS = "tests/fuzz/corpus/"  # inputs as they were found: a line more is another input
LINES_MAX = 600
SKIPPED = 77  # as CMakeLists.txt tells ctest
INCLUDE = re.compile(r"^\s*#\s*include\s*([<\"])([^>\"]+)[>\"]", re.MULTILINE)
PRINTS = re.compile(
    r"\b(printf|puts|putchar|perror|vprintf|exit|_exit|_Exit|quick_exit|abort)\s*\("
    r"|\b(stdout|stderr)\b"
)
# Out of memory ends the program in one place. Diagnostics are printed to a stream that is given.
MAY_END = {"engine/base/arena.c"}
COMMENT_OR_TEXT = re.compile(r"/\*.*?\*/|//[^\n]*|\"(?:\\.|[^\"\\\n])*\"|'(?:\\.|[^'\\\n])*'", re.DOTALL)
# A measure serves several norms, so its title names none, and no number or term of one: those stand with the tests.
MEASURE_TITLE = re.compile(r"^    title:(?: *\{.*\}| *\n(?:      (?:nl|en):.*\n?)+)", re.MULTILINE)
OF_A_NORM = re.compile(
    r"\d+|\b(?:BIO|NIS|DORA|Cbw|Cbb|CRA|GDPR|AVG|ISO|art\.|artikel|article)\b"
    r"|\b(?:uur|uren|hours?|dagen|days?|week|weken|weeks?|weekly|wekelijks\w*|maand|maanden|maandelijks\w*|months?|monthly"
    r"|kwartaal|driemaandelijks\w*|quarter|quarterly|halfjaarlijks\w*|half-yearly|jaarlijks\w*|yearly|annual)\b",
    re.IGNORECASE,
)
# A section reads records through one gate (reports/build/records.h): a row read by itself could show what is confidential.
READS_ROWS = re.compile(r"\bvw_stmt_\w+|\bvw_ask_rows\b")
MAY_READ_ROWS = {"reports/section/honesty.c"}  # looks for names, and prints none
# Written so that this file does not find itself.
OUTSIDE_PATHS = re.compile(r"/(?:wor[k]|far[m])/")


def code_of(text):
    """The text with comments and literals blanked out, line by line as it was."""
    return COMMENT_OR_TEXT.sub(lambda found: re.sub(r"[^\n]", " ", found.group()), text)


def line_of(text, offset):
    return text.count("\n", 0, offset) + 1


def layer_of(path):
    """Of a path from the top of the source tree; None outside the layers."""
    parts = path.split("/")
    if parts[0] == "engine" and len(parts) > 2 and parts[1] in LAYERS:
        return parts[1]
    return parts[0] if parts[0] in ("reports", "cli") and len(parts) > 1 else None


def check_direction(path, text):
    layer = layer_of(path)
    if layer is None:
        return
    for found in INCLUDE.finditer(text):
        quote, name = found.groups()
        other = name.split("/")[0]
        if quote == '"' and other in LAYERS and other != layer and other not in LAYERS[layer]:
            yield line_of(text, found.start()), f"{layer}/ may not include {name}"


def check_length(path, text):
    lines = text.count("\n")
    shipped = path.endswith((".c", ".h")) or (path.startswith("controls/") and path.endswith(".yaml"))
    if shipped and lines > LINES_MAX:
        yield LINES_MAX, f"{lines} lines, where {LINES_MAX} is the most"


def check_licence(path, text):
    if path.startswith(CORPUS):
        return
    if path.endswith((".c", ".h", ".py", ".sh", ".cmake", ".yaml", "CMakeLists.txt")):
        if "SPDX-License-Identifier: EUPL-1.2" not in "\n".join(text.split("\n")[:3]):
            yield 1, "no SPDX-License-Identifier: EUPL-1.2 in the first three lines"


def check_prints(path, text):
    if not path.endswith(".c") or layer_of(path) in (None, "cli") or path in MAY_END:
        return
    for found in PRINTS.finditer(code_of(text)):
        name = found.group(1) or found.group(2)
        yield line_of(text, found.start()), f"a library does not print or end the program: {name}"


def check_gate(path, text):
    if not path.startswith("reports/section/") or path in MAY_READ_ROWS:
        return
    for found in READS_ROWS.finditer(code_of(text)):
        yield line_of(text, found.start()), f"a section reads records through reports/build/records.h: {found.group()}"


def check_outside_paths(path, text):
    for found in OUTSIDE_PATHS.finditer(text):
        yield line_of(text, found.start()), f"a path outside the tree: {found.group()}"


def check_measure_titles(path, text):
    if not path.startswith("controls/measures/"):
        return
    for title in MEASURE_TITLE.finditer(text[max(text.find("\nmeasures:"), 0):]):
        for found in OF_A_NORM.finditer(title.group()):
            line = line_of(text, max(text.find("\nmeasures:"), 0) + title.start())
            yield line, f"the title of a measure is of no norm alone: {found.group()}"


PER_FILE = (
    check_direction,
    check_length,
    check_licence,
    check_prints,
    check_gate,
    check_outside_paths,
    check_measure_titles,
)


def check_homes(texts):
    """Each library is included by one file."""
    for library, pattern in ONE_HOME.items():
        homes = sorted(
            path
            for path, text in texts.items()
            if path.endswith((".c", ".h"))
            and not path.startswith("tests/")
            and path != SECOND_HOME.get(library)
            and any(pattern.match(name) for _, name in INCLUDE.findall(text))
        )
        for path in homes[1:]:
            yield f"{path}:1: {library} already has its home in {homes[0]}"


def check_exports(listing):
    """Names that a library of ours gives to the linker: [listing] is what `nm -A` says of them."""
    for line in listing.splitlines():
        fields = line.split()
        if len(fields) < 3 or fields[-2] not in "TDBRC":
            continue
        if not fields[-1].startswith(("vw_", "__asan", "__odr_asan")):
            yield f"{fields[0].rstrip(':')}: exported without vw_: {fields[-1]}"


def check_texts(texts):
    """All that is wrong with the files, given as {path: text}."""
    for path, text in sorted(texts.items()):
        for check in PER_FILE:
            for line, problem in check(path, text):
                yield f"{path}:{line}: {problem}"
    yield from check_homes(texts)


def tracked(root):
    listing = subprocess.run(["git", "-C", root, "ls-files", "-z"], capture_output=True, check=False)
    if listing.returncode != 0:
        print("not a checkout: which files belong to it is not known")
        sys.exit(SKIPPED)
    names = listing.stdout.decode()
    texts = {}
    for name in filter(None, names.split("\0")):
        path = pathlib.Path(root, name)
        if path.is_file() and not path.is_symlink():
            content = path.read_bytes()
            if b"\0" not in content:
                texts[name] = content.decode("utf-8", errors="replace")
    return texts


def exported(build):
    # Not those of the tests, which nobody links but one test.
    archives = sorted(
        str(path)
        for layer in ("engine", "reports", "cli")
        for path in pathlib.Path(build, layer).rglob("libvw_*.a")
    )
    nm = shutil.which("nm")
    if not archives or nm is None:
        return ""
    return subprocess.run(
        [nm, "-A", "--defined-only", "--extern-only", *archives],
        capture_output=True,
        text=True,
        check=True,
    ).stdout


def main():
    texts = tracked(sys.argv[1])
    problems = list(check_texts(texts))
    if len(sys.argv) > 2:
        problems += check_exports(exported(sys.argv[2]))
    for problem in problems:
        print(problem)
    print(f"{len(texts)} files, {len(problems)} problems")
    sys.exit(1 if problems else 0)


if __name__ == "__main__":
    main()

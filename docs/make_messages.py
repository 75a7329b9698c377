#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes docs/messages.md, the page of every message, from the table in engine/base/messages/.

    docs/make_messages.py           writes it
    docs/make_messages.py --check   fails when it is out of date
"""

import ast
import pathlib
import re
import sys
from dataclasses import dataclass

HERE = pathlib.Path(__file__).resolve().parent
TABLE = HERE.parent / "engine" / "base" / "messages"
PAGE = HERE / "messages.md"
TOKEN = re.compile(r'"(?:\\.|[^"\\])*"|/\*.*?\*/|[A-Za-z_]\w*|[(),]|\s+', re.DOTALL)
SEVERITIES = {"VW_ERROR": "error", "VW_WARNING": "warning", "VW_NOTE": "note"}
PARTS = {
    "base": "Files and texts",
    "load": "Control sets",
    "rules": "Rules",
    "store": "The dossier",
    "intake": "Evidence that is taken in",
    "formats": "Formats of other tools",
    "workbook": "The workbook",
    "ledger": "The ledger",
    "eval": "Evaluation",
    "scope": "Regimes and scope",
    "reports": "Documents",
    "sign": "Signing",
    "cli": "The command line",
}
HEAD = """# Messages

Every message has a code that is never used for anything else. `verantwoord explain VW-D001` shows the same page at the
command line, in either language. Words as {0} stand for what the message is about. An error stops the work, with nothing
half-done; a warning and a note do not.

Made by `docs/make_messages.py` from `engine/base/messages/`: change it there.
"""


@dataclass
class Message:
    code: str
    severity: str
    en: str
    nl: str
    cause_en: str
    cause_nl: str
    hint_en: str
    hint_nl: str


def tokens(text, name):
    at = 0
    while at < len(text):
        found = TOKEN.match(text, at)
        if found is None:
            if text[at] == "#":  # an include: all.def only
                at = text.find("\n", at) + 1 or len(text)
                continue
            raise ValueError(f"{name}: cannot read {text[at:at + 40]!r}")
        at = found.end()
        token = found.group()
        if not token.isspace() and not token.startswith("/*"):
            yield token


def read(path):
    """The messages of one .def file. Adjacent literals are one text, as in C."""
    arguments = None
    for token in tokens(path.read_text(encoding="utf-8"), path.name):
        if token == "VW_MESSAGE":
            arguments = [""]
        elif token == "(":
            continue
        elif token == ",":
            arguments.append("")
        elif token == ")":
            arguments[1] = SEVERITIES[arguments[1]]
            yield Message(*arguments)
            arguments = None
        else:
            # The escapes of C that we use are Python's too.
            arguments[-1] += ast.literal_eval(token) if token.startswith('"') else token


def plain(text):
    """As Markdown that shows it as it is."""
    return re.sub(r"([\\`*_<>\[\]|])", r"\\\1", text)


def section(message):
    yield f"### VW-{message.code}"
    yield ""
    languages = (
        ("en", message.en, "why", message.cause_en, "what to do", message.hint_en),
        ("nl", message.nl, "waarom", message.cause_nl, "wat te doen", message.hint_nl),
    )
    yield f"| {message.severity} | |"
    yield "|---|---|"
    for language, text, why, cause, do, hint in languages:
        yield f"| {language} | **{plain(text)}** |"
        if cause:
            yield f"| {why} | {plain(cause)} |"
        if hint:
            yield f"| {do} | {plain(hint)} |"
    yield ""


def page():
    lines = [HEAD]
    for name, title in PARTS.items():
        messages = sorted(read(TABLE / f"{name}.def"), key=lambda message: message.code)
        if messages:
            lines += [f"## {title}", ""]
        for message in messages:
            lines += section(message)
    return "\n".join(lines).rstrip("\n") + "\n"


def main():
    files = {path.stem for path in TABLE.glob("*.def")} - {"all"}
    if files != set(PARTS):
        sys.exit(f"docs/make_messages.py does not know {sorted(files ^ set(PARTS))}")
    if sys.argv[1:] == ["--check"]:
        if not PAGE.exists() or PAGE.read_text(encoding="utf-8") != page():
            sys.exit("docs/messages.md is out of date: run docs/make_messages.py")
    else:
        PAGE.write_text(page(), encoding="utf-8")


if __name__ == "__main__":
    main()

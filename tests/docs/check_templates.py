#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""docs/templates.md names every template, text and block, each with its audience, and nothing else.

check_templates.py SOURCE
"""
import pathlib
import re
import sys

WORD = re.compile(r'\b(PUBLIC|CONFIDENTIAL)\("([a-z-]+)"\)|\{"([a-z-]+)", VW_(PUBLIC|CONFIDENTIAL), (\w+), ("?\w+"?)\}')
LANGUAGES = ("nl", "en")


def registry(source):
    """Of each name in reports/template/names.c its audience, texts and blocks apart."""
    text = (source / "reports/template/names.c").read_text(encoding="utf-8")
    names = {}
    for part in ("values", "blocks"):
        body = text.split(f"vw_template_{part}[] = {{", 1)[1].split("END,", 1)[0]
        names[part] = {short or name: (by or audience).lower() for by, short, name, audience, _, _ in WORD.findall(body)}
    return names


def tables(section):
    """Of each name in the tables of a section the audience that its row gives; public without such a column."""
    names, head = {}, []
    for line in section.splitlines():
        if not line.startswith("|"):
            head = []
            continue
        cells = [cell.strip() for cell in line.strip("|").split("|")]
        if not head:
            head = cells
        elif not cells[0].startswith("---"):
            audience = cells[head.index("audience")] if "audience" in head else "public"
            names.update({name: audience for name in re.findall(r"`([a-z-]+)`", cells[0])})
    return names


def section(page, title):
    return re.split(r"^## ", page.split(f"\n## {title}\n", 1)[1], maxsplit=1, flags=re.M)[0]


def shipped(source, language):
    """Of each template of a language what its header says, as text."""
    heads = {}
    for path in sorted((source / "templates" / language).glob("*.md")):
        parts = path.read_text(encoding="utf-8").split("---\n")
        heads[path.stem] = parts[1] if len(parts) > 2 and parts[0] == "" else ""
    return heads


def differences(what, expected, found):
    for name in sorted(expected.keys() | found.keys()):
        if expected.get(name) != found.get(name):
            yield f"{what} {name}: {expected.get(name, 'does not exist')}, docs/templates.md says {found.get(name, 'nothing')}"


def problems(source):
    page = (source / "docs/templates.md").read_text(encoding="utf-8")
    names = registry(source)
    yield from differences("text", names["values"], tables(section(page, "Texts")))
    yield from differences("block", names["blocks"], tables(section(page, "Blocks")))
    heads = {language: shipped(source, language) for language in LANGUAGES}
    if heads["nl"] != heads["en"]:
        yield "templates/nl and templates/en differ in their names or headers"
    audiences = {}
    for name, head in heads["en"].items():
        audience = re.search(r"^audience: (public|confidential)\b", head, re.M)
        audiences[name] = audience.group(1) if audience else "without an audience"
    yield from differences("template", audiences, tables(page.split("\n## ", 1)[0]))


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    found = list(problems(pathlib.Path(sys.argv[1])))
    print("\n".join(found) if found else "docs/templates.md names every template, text and block.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

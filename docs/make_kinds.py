#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes docs/kinds/, a page of the manual for each kind of evidence, from what the program tells of it.

    docs/make_kinds.py PROGRAM           writes them
    docs/make_kinds.py PROGRAM --check   fails when they are out of date
"""

import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

FOLDER = pathlib.Path(__file__).resolve().parent / "kinds"
LANGUAGES = ("nl", "en")
# Each kind has its place in one theme.
THEMES = {
    ("De organisatie", "The organisation"): (
        "organisation organisational_unit process board_member board_decision role_assignment document report answer"
    ),
    ("Mensen", "People"): "person person_change training awareness_action",
    ("Risico’s en uitzonderingen", "Risks and exceptions"): "risk risk_treatment exception threat",
    ("Bedrijfsmiddelen en netwerk", "Assets and network"): (
        "asset asset_dependency network_zone software_component sbom crypto_key media_disposal site_check"
    ),
    ("Toegang", "Access"): "account access_right access_review authentication_setting",
    ("Beheer en wijziging", "Operation and change"): (
        "backup restore_test change release configuration_check log_source monitoring_alert"
    ),
    ("Kwetsbaarheden", "Vulnerabilities"): (
        "scan security_test vulnerability_finding advisory advisory_assessment vulnerability_statement"
        " known_exploited_vulnerability"
    ),
    ("Leveranciers", "Suppliers"): (
        "supplier contract contract_clause subcontracting assurance_report supplier_review"
    ),
    ("Incidenten en continuïteit", "Incidents and continuity"): "incident notification exercise",
    ("Toezicht en verbetering", "Oversight and improvement"): (
        "review audit_finding working_paper improvement_action figure carried_over sign_off"
    ),
    ("Bewijsstukken", "Artefacts"): "artefact attachment",
}
WORDS = {
    "nl": {
        "state": "Een toestand: geldt van een datum tot een datum.",
        "event": "Een gebeurtenis: vindt plaats op een datum.",
        "head": "| kolom | naam | soort | uitleg |",
        "key": "sleutel",
        "required": "verplicht",
        "personal": "persoonsgegeven",
        "expires": "loopt af",
        "public": "openbaar",
        "list": "met `\\|` ertussen",
        "least": "ten minste",
        "most": "ten hoogste",
        "example": "Een rij als voorbeeld",
        "values": "Keuzes",
    },
    "en": {
        "state": "A state: it holds from a date until a date.",
        "event": "An event: it takes place on a date.",
        "head": "| column | name | type | explanation |",
        "key": "key",
        "required": "required",
        "personal": "personal",
        "expires": "expires",
        "public": "public",
        "list": "with `\\|` between them",
        "least": "at least",
        "most": "at most",
        "example": "A row as an example",
        "values": "Choices",
    },
}
# Every kind's own: they say when, which tells no weakness.
TIME = ("effective_from", "effective_until", "occurred_on")
MADE = "<!-- Made by docs/make_kinds.py from controls/evidence/: change it there. -->\n"
INDEX = """# Soorten bewijs · Kinds of evidence

Wat u kunt importeren, en hoe: elke soort heeft een bladzijde met de kolommen, hun betekenis en een rij als voorbeeld.
`verantwoord explain SOORT` toont hetzelfde. [evidence-needs.csv](../evidence-needs.csv) zegt bij elke norm van BIO2, DigiD, NIS2 en DORA
welke soort en welke velden die kunnen aantonen; waar alleen een oordeel dat kan, staat de soort `answer`.

What can be imported, and how: each kind has a page with its columns, their meaning and a row as an example.
`verantwoord explain KIND` shows the same. [evidence-needs.csv](../evidence-needs.csv) says for each requirement of BIO2, DigiD, NIS2 and DORA
which kind and which fields can prove it; where only a judgement can, the kind is `answer`. Kinds and fields of your own: see [control sets](../control-sets.md#kinds-and-fields-of-your-own).
"""


def ask(program, folder, *words):
    """What the program tells in an empty folder, so that no dossier and no catalogue lying about has a say."""
    settings = {name: value for name, value in os.environ.items() if "VERANTWOORD" not in name}
    command = [program, *words, "--json"]
    environment = {**settings, "LC_ALL": "C.UTF-8"}
    done = subprocess.run(command, cwd=folder, env=environment, stdout=subprocess.PIPE, check=True)
    return json.loads(done.stdout)


def kinds_of(program):
    with tempfile.TemporaryDirectory(prefix="kinds-") as folder:
        names = [row["kind"] for row in ask(program, folder, "list", "kinds")]
        return {name: ask(program, folder, "explain", name) for name in names}


def plain(text):
    """As Markdown that shows it as it is."""
    return re.sub(r"([\\`*_<>\[\]|])", r"\\\1", text)


def type_of(field, language):
    words = WORDS[language]
    text = field["type_label"][language]
    if "items" in field:
        text += f" {words['list']}"
    if "to" in field:
        text += f" [{field['to']}]({field['to']}.md)"
    if "unit_label" in field:
        text += f" ({field['unit_label'][language]})"
    notes = [f"{words['least']} {field['min']:g}"] if "min" in field else []
    notes += [f"{words['most']} {field['max']:g}"] if "max" in field else []
    notes += [words[mark] for mark in ("required", "personal", "expires") if field[mark]]
    if field["audience"] == "public" and field["name"] not in TIME:
        notes.append(words["public"])
    return ", ".join([text, *notes])


def row(field, language):
    cells = (f"`{field['name']}`", plain(field["label"][language]), type_of(field, language))
    return f"| {' | '.join(cells)} | {plain(field['explain'][language])} |"


def key_row(kind, language):
    words = WORDS[language]
    notes = [words["key"], words["required"]] + ([words["personal"]] if kind["key_personal"] else [])
    return f"| `{kind['key']}` | {plain(kind['key_label'][language])} | {', '.join(notes)} | |"


def choices(kind, language):
    for field in kind["fields"]:
        if "values" in field:
            values = [f"`{value['value']}` {plain(value['label'][language])}" for value in field["values"]]
            yield f"- `{field['name']}`: {', '.join(values)}"


def section(kind, language):
    words = WORDS[language]
    yield from (f"## {plain(kind['label'][language])}", "", plain(kind["explain"][language]), "")
    yield from (words[kind["nature"]], "", words["head"], "|---|---|---|---|", key_row(kind, language))
    yield from (row(field, language) for field in kind["fields"])
    listed = list(choices(kind, language))
    if listed:
        yield from ("", f"### {words['values']}", "", *listed)
    yield ""


def page(kind):
    lines = [f"# {kind['kind']}", "", MADE]
    for language in LANGUAGES:
        lines += section(kind, language)
    lines += [f"## {WORDS['nl']['example']} · {WORDS['en']['example']}", "", "```"]
    lines += [f"{column}: {value}" for column, value in kind["example"].items()]
    return "\n".join([*lines, "```"]) + "\n"


def index(kinds):
    lines = [INDEX, MADE]
    for theme, names in THEMES.items():
        lines += [f"## {' · '.join(theme)}", "", "| | Nederlands | English |", "|---|---|---|"]
        for name in names.split():
            labels = (plain(kinds[name]["plural"][language]) for language in LANGUAGES)
            lines.append(f"| [{name}]({name}.md) | {' | '.join(labels)} |")
        lines.append("")
    return "\n".join(lines).rstrip("\n") + "\n"


def pages(kinds):
    themed = [name for names in THEMES.values() for name in names.split()]
    if sorted(themed) != sorted(kinds):
        sys.exit(f"docs/make_kinds.py: no theme, or no such kind: {sorted(set(themed) ^ set(kinds))}")
    return {"README.md": index(kinds), **{f"{name}.md": page(kind) for name, kind in kinds.items()}}


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__.strip())
    made = pages(kinds_of(str(pathlib.Path(sys.argv[1]).resolve())))
    found = {path.name: path.read_text(encoding="utf-8") for path in FOLDER.glob("*.md")}
    if sys.argv[2:] == ["--check"]:
        if found != made:
            stale = sorted(name for name in {*found, *made} if found.get(name) != made.get(name))
            sys.exit(f"out of date in docs/kinds: {', '.join(stale)}: run docs/make_kinds.py PROGRAM")
        return
    FOLDER.mkdir(exist_ok=True)
    for name in set(found) - set(made):
        (FOLDER / name).unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()

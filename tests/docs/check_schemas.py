#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds docs/schema to the control sets: each shipped file is valid, planted mistakes are not, and each field that
the loader reads is in a schema.

    check_schemas.py SOURCE

Exit code 77, with a message, when python3-jsonschema or python3-yaml is not there.
"""

import copy
import json
import pathlib
import re
import sys

try:
    import jsonschema
    import yaml
except ImportError as missing:
    print(f"SKIPPED: {missing.name} is not installed; the schemas were not checked.")
    sys.exit(77)

# What a file is, by the key at its top, and with it its schema.
FORMS = {
    "kind": "kind",
    "fields_of": "fields_of",
    "parameters_of": "parameters_of",
    "measures": "measures",
    "framework": "framework",
    "requirements_of": "requirements",
    "migration": "migration",
    "regimes": "regimes",
    "derived_facts": "derived_facts",
    "corpus": "corpus",
    "parameters": "parameters",
    "populations": "parameters",
}
ANY_FORM = "control-set"
# The names of fields in the loader: behind whatever the mapping is called there.
READ = re.compile(r'(?:fields|item|each|period|setting|choice|of_test|of_kind)\)?, *(?:draft, *)?"([a-z_]+)"')
HEADER = "template"  # of a template, between its first two lines of dashes
WRONG_HEADERS = [{"audience": "everybody"}, {"for": "municipality"}, {"form": "other"}, {"title": "T"}]
NOT_OF_SETS = {"column_map.c"}  # the mapping of an import


class Loader(yaml.SafeLoader):
    """Values as YAML 1.2 has them, which is what editors use: a date is a text, and so is `no`."""


Loader.yaml_implicit_resolvers = {}
for tag, pattern, first in (
    ("null", r"^(~|null|)$", list("~n") + [""]),
    ("bool", r"^(true|false)$", list("tf")),
    ("int", r"^[-+]?[0-9]+$", list("-+0123456789")),
    ("float", r"^[-+]?([0-9]+(\.[0-9]*)?|\.[0-9]+)([eE][-+]?[0-9]+)?$", list("-+.0123456789")),
):
    Loader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(pattern), first)


def read(folder):
    schemas = {path.name: json.loads(path.read_text()) for path in folder.glob("*.schema.json")}
    for written in ("document", "results", "evidence-index"):  # of what a report writes
        schemas.pop(f"{written}.schema.json")
    return schemas


def bundled(schemas, name):
    """One schema with the others inside, since each version of the library refers to files in its own way."""

    def mend(value, owner):
        if isinstance(value, dict):
            return {
                key: inside(child, owner) if key == "$ref" else mend(child, owner)
                for key, child in value.items()
            }
        return [mend(child, owner) for child in value] if isinstance(value, list) else value

    def inside(reference, owner):
        file, _, place = reference.partition("#/$defs/")
        return f"#/$defs/{file or owner}:{place}"

    def top(owner):
        own = {key: value for key, value in schemas[owner].items() if key not in ("$defs", "$schema")}
        return mend(own, owner)

    whole = {"$schema": schemas[name]["$schema"], **top(name)}
    whole["$defs"] = {f"{owner}:": top(owner) for owner in schemas}
    for owner, schema in schemas.items():
        for key, value in schema.get("$defs", {}).items():
            whole["$defs"][f"{owner}:{key}"] = mend(value, owner)
    return whole


def problems(validator, value):
    return [
        f"{'/'.join(str(step) for step in error.absolute_path)}: {error.message[:200]}"
        for error in validator.iter_errors(value)
    ]


TEXT = {"nl": "A", "en": "A"}
REQUIREMENT = {"id": "1", "kind": "control", "title": TEXT, "reference": "Law 1"}
FIELD = {"name": "colour", "type": "text", "label": TEXT}
KIND = {
    "kind": "thing",
    "nature": "state",
    "label": TEXT,
    "plural": TEXT,
    "explain": TEXT,
    "key": "thing_id",
    "key_label": TEXT,
}
TEST = {
    "id": "a.b.c",
    "aspect": "design",
    "title": TEXT,
    "for": "asset",
    "condition": True,
    "reason": TEXT,
}
MEASURE = {"id": "a.b", "title": TEXT, "explain": TEXT, "owner": TEXT, "remedy": TEXT}
HEAD = {
    "framework": "mine",
    "version": 1.3,
    "date": "2025-01-01",
    "title": TEXT,
    "explain": TEXT,
    "aspects": ["design"],
}
PARAMETER = {"id": "term", "type": "term", "default": "7 days", "label": TEXT, "source": "Law 1"}
REGIME = {"id": "law", "title": TEXT, "reference": "Law 1", "target": TEXT}
DECISION = {"as": "essential", "because": TEXT}
EXAMPLE = {"evidence": {"asset": [{"asset_id": "A1", "rto_hours": 4}]}, "expect": {"A1": "pass"}}


def but(good, **changes):
    """A copy with other fields; one that is None is left out."""
    whole = {**copy.deepcopy(good), **changes}
    return {key: value for key, value in whole.items() if value is not None}


def requirements(*changes):
    return {"requirements_of": "mine", "requirements": [but(REQUIREMENT, **each) for each in changes]}


def question(**changes):
    return {"questions": [but({"aspect": "design", "ask": TEXT}, **changes)]}


def kind(**changes):
    return but(KIND, fields=[but(FIELD, **changes)])


def measures(**changes):
    return {"measures": [but(MEASURE, tests=[but(TEST, **changes)])]}


def parameters(**changes):
    return {"parameters": [but(PARAMETER, **changes)]}


def regimes(*decisions, **changes):
    more = {"decisions": [but(DECISION, **each) for each in decisions]} if decisions else {}
    return {"regimes": [but(REGIME, **more, **changes)]}


def corpus(example=None, **changes):
    item = {"test": "a.b.c", "examples": [but(EXAMPLE, **(example or {}))]}
    return {"corpus": [but(item, **changes)]}


def migration(*changes, **others):
    routes = [but({"change": "same", "ids": ["1"], "because": TEXT}, **each) for each in changes]
    return but({"migration": "mine@1", "to": "mine", "routes": routes}, **others)


GOOD = [
    requirements({}),
    requirements({"owner": TEXT, "where_appropriate": True, "parent": "2", "status": "active"}),
    requirements({"status": "moved", "moved_to": "2"}, {"status": "placeholder", "moved_to": "2"}),
    requirements({"status": "heading"}, question()),
    requirements({"not_covered": [{"aspect": "design", "because": TEXT}]}),
    {"requirements_of": "bio2@1.2", "requirements": []},
    HEAD,
    but(HEAD, requirements=[REQUIREMENT], applies_to=["bank"], applies_because=TEXT),
    kind(),
    kind(type="enum", values=[{"value": "red", "nl": "rood", "en": "red"}]),
    kind(type="number", unit="hour", min=0, max=1.5),
    kind(type="ref", to="person", personal=True, required=True, explain=TEXT),
    {"fields_of": "asset", "fields": [but(FIELD, name="own_colour")]},
    measures(),
    measures(tolerance="2.5 %", partly_at="75%", basis="Law 1", remedy=TEXT, examples=[EXAMPLE]),
    measures(**{"for": None, "population": "things.all"}),
    {**measures(), **parameters(), "populations": [{"id": "a.b", "label": TEXT, "for": "asset"}]},
    parameters(type="number", unit="count", default=12),
    {"parameters_of": "organisation", "parameters": [{"name": "a", "value": 5, "reason": "So"}]},
    {"parameters_of": "organisation", "versions": [{"framework": "a", "version": 1, "reason": "So"}]},
    requirements({"as_in": "mine:2", "kind": None, "title": None}),
    but(HEAD, framework="mine@1.2", version="1.2"),
    but(HEAD, date="2025"),
    but(HEAD, date=2025),
    migration({}, {"change": "split", "to": ["2", "3"]}, new=[{"ids": ["4"], "because": TEXT}]),
    migration({}, mark="derived", mark_reason=TEXT),
    regimes(),
    regimes({"when": "staff > 5"}, {"as": None, "follows": "other"}),
    {"derived_facts": [{"field": "a", "values": [{"value": True, "because": TEXT}]}]},
    corpus(),
    corpus(cannot={"unknown": "The key is always there"}),
    corpus({"as_of": "2025-06-30", "period": {"from": "2025-01-01", "until": "2025-06-30"}}),
]
BAD = [
    requirements({"status": "gone"}),
    requirements({"status": "moved"}),
    requirements({"moved_to": "2"}),
    requirements({"status": "heading", "moved_to": "2"}),
    requirements({"status": "lapsed", "maps": []}),
    requirements({"status": "heading", **question()}),
    requirements({"kind": "overheidsmaatregel", "where_appropriate": True}),
    requirements(question(aspect="designs")),
    requirements(question(ask=None)),
    requirements({"questions": []}),
    requirements({"not_covered": [{"aspect": "design"}]}),
    requirements({"mark": "unverified"}),
    requirements({"maps": [{"measure": "a.b", "coverage": "partial"}]}),
    requirements({"title": {"nl": "A"}}),
    requirements({"titel": TEXT}),
    requirements({"id": "a b"}),
    requirements({"title": {"nl": "A", "en": "A", "de": "A"}}),
    requirements({"applies_when": "uses_ot = true"}),
    but(HEAD, version=None),
    but(HEAD, date="20256"),
    but(HEAD, aspects=[]),
    but(HEAD, applies_to=["bank"]),
    but(HEAD, requirements=[{}]),
    but(KIND, fields=None),
    kind(name="Colour"),
    kind(type="colour"),
    kind(type="enum"),
    kind(type="ref"),
    kind(unit="hour"),
    kind(values=[]),
    kind(required="yes"),
    {"fields_of": "asset"},
    measures(**{"for": None}),
    measures(population="things.all"),
    measures(tolerance=5),
    measures(tolerance="101 %"),
    measures(tolerance="100 %"),
    measures(partly_at="0.0 %"),
    but(HEAD, date="2026-13-01"),
    but(HEAD, date="2026-12-45"),
    measures(reason=None),
    measures(examples=[{}]),
    {"measures": [but(MEASURE, owner=None)]},
    parameters(unit="count"),
    parameters(type="date", default=None),
    {"parameters_of": "everybody", "parameters": []},
    {"populations": [{"id": "a.b", "for": "asset"}]},
    regimes(target=None),
    regimes({"follows": "other"}),
    regimes({"because": None}),
    regimes({"as": "heavy"}),
    regimes({"mark_reason": TEXT}),
    {"derived_facts": [{"field": "a", "values": []}]},
    corpus(test=None),
    corpus({"expect": None}),
    corpus({"expect": {"A1": "passes"}}),
    corpus({"evidence": {"asset": {"asset_id": "A1"}}}),
    corpus(cannot={"outside": "No"}),
    {"parameters_of": "organisation"},
    {"parameters_of": "organisation", "versions": [{"framework": "a@1", "version": 1, "reason": "So"}]},
    but(HEAD, framework="mine@"),
    requirements({"kind": None}),
    migration({"change": "merged"}),
    migration({"ids": []}),
    migration({"because": None}),
    migration({}, to=None),
    migration({}, mark="derived"),
    migration({}, new=[{"ids": ["4"], "because": TEXT, "change": "same"}]),
    {"rules": []},
]


def form_of(value):
    return next((FORMS[key] for key in FORMS if key in value), ANY_FORM)


def planted(validators):
    for value in GOOD:
        for form in (form_of(value), ANY_FORM):
            found = problems(validators[form], value)
            if found:
                yield f"{form}: refused, and is right: {value}: {found[0]}"
    for value in BAD:
        for form in (form_of(value), ANY_FORM):
            if not problems(validators[form], value):
                yield f"{form}: taken, and is wrong: {value}"


def properties(value):
    if isinstance(value, dict):
        own = value.get("properties", {})
        yield from own if isinstance(own, dict) else ()
        for child in value.values():
            yield from properties(child)
    elif isinstance(value, list):
        for child in value:
            yield from properties(child)


def not_described(source, schemas):
    described = set(properties(list(schemas.values())))
    for path in sorted((source / "engine/load").glob("*.c")):
        if path.name not in NOT_OF_SETS:
            for name in sorted(set(READ.findall(path.read_text())) - described):
                yield f"{path.relative_to(source)}: the field {name} is in no schema"


def shipped(source):
    for folder in ("controls", "tests/rules/corpus"):
        yield from sorted((source / folder).rglob("*.yaml"))


def headers(source, validator):
    for path in sorted((source / "templates").rglob("*.md")):
        value = yaml.load(path.read_text(encoding="utf-8").split("---\n")[1], Loader)
        for text in problems(validator, value):
            yield f"{path.relative_to(source)}: {text}"
    for value in WRONG_HEADERS:
        if not problems(validator, value):
            yield f"{HEADER}: taken, and is wrong: {value}"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    source = pathlib.Path(sys.argv[1])
    schemas = read(source / "docs/schema")
    validators = {}
    for form in {*FORMS.values(), ANY_FORM, HEADER}:
        whole = bundled(schemas, f"{form}.schema.json")
        jsonschema.Draft202012Validator.check_schema(whole)
        validators[form] = jsonschema.Draft202012Validator(whole)
    found = [*planted(validators), *not_described(source, schemas)]
    found += headers(source, validators[HEADER])
    count = 0
    for path in shipped(source):
        value = yaml.load(path.read_text(encoding="utf-8"), Loader)
        count += 1
        for form in (form_of(value), ANY_FORM):
            found += [f"{path.relative_to(source)}: {text}" for text in problems(validators[form], value)]
    print("\n".join(found) or f"{count} files are as their schemas say; {len(BAD)} mistakes are not.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds docs/schema to the control sets: each shipped file is valid, and planted mistakes are not.

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

KEYS = ("framework", "requirements_of")  # what a file is, and with it its schema


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
    return {path.name: json.loads(path.read_text()) for path in folder.glob("*.schema.json")}


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

    whole = mend({key: value for key, value in schemas[name].items() if key != "$defs"}, name)
    whole["$defs"] = {
        f"{owner}:{key}": mend(value, owner)
        for owner, schema in schemas.items()
        for key, value in schema.get("$defs", {}).items()
    }
    return whole


def problems(validator, value):
    return [
        f"{'/'.join(str(step) for step in error.absolute_path)}: {error.message[:200]}"
        for error in validator.iter_errors(value)
    ]


REQUIREMENT = {
    "id": "1",
    "kind": "control",
    "title": {"nl": "A", "en": "A"},
    "reference": "Law 1",
}
TEXT = {"nl": "A", "en": "A"}
GOOD_REQUIREMENTS = [
    {"owner": TEXT, "where_appropriate": True, "parent": "2", "status": "active"},
    {"status": "moved", "moved_to": "2"},
    {"status": "placeholder", "moved_to": "2"},
    {"status": "heading"},
    {"questions": [{"aspect": "design", "ask": TEXT}]},
    {"not_covered": [{"aspect": "design", "because": TEXT}]},
]
BAD_REQUIREMENTS = [
    {"status": "gone"},
    {"status": "moved"},
    {"moved_to": "2"},
    {"status": "heading", "moved_to": "2"},
    {"status": "lapsed", "maps": []},
    {"status": "heading", "questions": [{"aspect": "design", "ask": TEXT}]},
    {"kind": "overheidsmaatregel", "where_appropriate": True},
    {"questions": [{"aspect": "designs", "ask": TEXT}]},
    {"questions": [{"aspect": "design"}]},
    {"questions": []},
    {"not_covered": [{"aspect": "design"}]},
    {"mark": "unverified"},
    {"maps": [{"measure": "a.b", "coverage": "partial"}]},
    {"title": {"nl": "A"}},
    {"titel": TEXT},
    {"id": "a b"},
]


def check_requirements(validator):
    def file(changes):
        return {"requirements_of": "mine", "requirements": [{**REQUIREMENT, **changes}]}

    for changes in [{}, *GOOD_REQUIREMENTS]:
        found = problems(validator, file(copy.deepcopy(changes)))
        if found:
            yield f"refused, and is right: {changes}: {found[0]}"
    for changes in BAD_REQUIREMENTS:
        if not problems(validator, file(copy.deepcopy(changes))):
            yield f"taken, and is wrong: {changes}"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    source = pathlib.Path(sys.argv[1])
    schemas = read(source / "docs/schema")
    validators = {}
    for key in KEYS:
        name = {"requirements_of": "requirements"}.get(key, key) + ".schema.json"
        whole = bundled(schemas, name)
        jsonschema.Draft202012Validator.check_schema(whole)
        validators[key] = jsonschema.Draft202012Validator(whole)
    found = list(check_requirements(validators["requirements_of"]))
    count = 0
    for path in sorted((source / "controls").rglob("*.yaml")):
        value = yaml.load(path.read_text(encoding="utf-8"), Loader)
        key = next((key for key in KEYS if key in value), None)
        if key is not None:
            count += 1
            found += [f"{path.relative_to(source)}: {text}" for text in problems(validators[key], value)]
    print("\n".join(found) or f"{count} files are as their schemas say.")
    sys.exit(1 if found else 0)


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Of each measure: what its tests ask of "any" record of one kind and type, one and the same record has to meet.

    one_record.py SOURCE

Where the design asks for a policy that the board approved and the existence for a policy with an owner, an old approved
policy and a new one that nobody approved are met together. So of two such tests one asks all that the other asks.
What a test asks in another way than by one `exists any KIND where A and B` is not looked at.

Exit code 77, with a message, when python3-yaml is not there.
"""

import itertools
import pathlib
import re
import sys

TOKEN = re.compile(r"('(?:[^']|'')*'|\(|\)|\s+)")
EXISTS = re.compile(r"exists any (\w+)(?: ever)? where (.*)$")


def split(text, word):
    """The parts of a condition between a word that stands outside of parentheses; the `and` of a between is none."""
    parts, depth, between = [""], 0, False
    for token in TOKEN.split(text):
        depth += (token == "(") - (token == ")")
        if depth == 0 and token == word and not (between and word == "and"):
            parts.append("")
            continue
        between = depth == 0 and (token == "between" or (between and token != "and"))
        parts[-1] += token
    return [part.strip() for part in parts]


def bare(text):
    """Without parentheses around the whole."""
    text = text.strip()
    while text.startswith("(") and closes_last(text):
        text = text[1:-1].strip()
    return text


def closes_last(text):
    depth = 0
    for place, sign in enumerate(text):
        depth += (sign == "(") - (sign == ")")
        if depth == 0:
            return place == len(text) - 1
    return False


def asked(condition):
    """[(kind, what is asked of a record)]: by the condition as a whole, or by each of its parts, all or one of which hold."""
    text = bare(" ".join(condition.split()))
    whole = EXISTS.match(text)
    if whole:
        return [] if len(split(whole[2], "or")) > 1 else [(whole[1], split(whole[2], "and"))]
    for word in ("or", "and"):
        parts = split(text, word)
        if len(parts) > 1:
            return [found for part in parts for found in asked(part)]
    return []


def choices(part, field):
    """The choices that a part leaves of a field, or none when it says nothing of that."""
    found = re.match(rf"{field} (?:= ('\w+')|in \((.*)\))$", part)
    return set(re.findall(r"'(\w+)'", found[1] or found[2])) if found else None


def types(parts):
    """Which records it is about: documents of a type, assignments of a role."""
    return set().union(*(choices(part, field) or set() for part in parts for field in ("type", "role")))


def follows(part, parts):
    """Whether a part holds wherever all of [parts] do: it is one of them, or says less than one of them."""
    if part in parts:
        return True
    field = part.split(" ")[0]
    allowed = choices(part, re.escape(field))
    if allowed and any((choices(other, re.escape(field)) or {None}) <= allowed for other in parts):
        return True
    if part == f"{field} <= as_of":
        return any(re.match(rf"{field} within \S+(?: \w+)? before as_of$", other) for other in parts)
    least = re.match(r"\S+ >= (\d+)$", part)
    others = (re.match(rf"{re.escape(field)} >= (\d+)$", other) for other in parts)
    return bool(least) and any(other and int(other[1]) >= int(least[1]) for other in others)


def problems_of(measure):
    """Of each pair of tests that two records can meet between them: which, and what only one of both asks."""
    found = [
        (test["id"], kind, parts)
        for test in measure.get("tests", ())
        if test.get("for") == "organisation"
        for kind, parts in asked(test["condition"])
    ]
    for (one, kind, parts), (two, other, more) in itertools.combinations(found, 2):
        if kind != other or not types(parts) & types(more):
            continue
        left = [part for part in parts if not follows(part, more)]
        if left and any(not follows(part, parts) for part in more):
            yield f"{one} and {two} can be met by two records of {kind}; only the first asks: {' and '.join(left)}"


def main():
    try:
        import yaml
    except ImportError:
        print("SKIPPED: python3-yaml is not installed; the tests of measures were not compared.")
        sys.exit(77)
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    problems, seen = [], 0
    for path in sorted(pathlib.Path(sys.argv[1]).glob("controls/measures/*.yaml")):
        for measure in yaml.safe_load(path.read_text(encoding="utf-8")).get("measures", ()):
            seen += 1
            problems += [f"{path.name}: {problem}" for problem in problems_of(measure)]
    print("\n".join(problems) or f"Of each of {seen} measures one record meets what its tests ask of one.")
    sys.exit(1 if problems or not seen else 0)


if __name__ == "__main__":
    main()

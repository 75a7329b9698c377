#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Checks the spelling of every Dutch and English text in controls/ and templates/ with hunspell.

    spelling.py SOURCE [--write]

Words that a dictionary does not know and that are right all the same stand in tests/resources/words.nl and words.en,
one a line, in order, and each is in use. --write brings these lists up to date: read what it adds.

Exit code 77, with a message, when hunspell, one of its dictionaries or python3-yaml is not there.
"""

import pathlib
import re
import subprocess
import sys

try:
    import yaml
except ImportError:
    print("SKIPPED: python3-yaml is not installed; the spelling was not checked.")
    sys.exit(77)

DICTIONARIES = {"nl": "nl_NL", "en": "en_GB"}
HEAD = "# SPDX-License-Identifier: EUPL-1.2\n"
# Not words: what is filled in, code, and the marks of a template.
NOT_TEXT = re.compile(r"\{\{[^}]*\}\}|\{[^}]*\}|`[^`]*`|\]\([^)]*\)|<[^>]*>|https?://\S+")
# What a template begins with: words of the program.
HEADER = re.compile(r"\A---\n.*?^---\n", re.DOTALL | re.MULTILINE)
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")
TOKEN = re.compile(r"\S+")


class Loader(yaml.SafeLoader):
    """Every value is a text, as the program reads it."""


Loader.yaml_implicit_resolvers = {}


def texts_of(value, language):
    if isinstance(value, dict):
        for key, child in value.items():
            if key == language and isinstance(child, str):
                yield child
            else:
                yield from texts_of(child, language)
    elif isinstance(value, list):
        for child in value:
            yield from texts_of(child, language)


# Of a template: field names and ids, in no language.
HEADER = re.compile(r"\A---\n.*?^---\n", re.S | re.M)


def words_of(text):
    """Not of what holds a digit or an underscore: a number of an article, a name in a rule."""
    for token in TOKEN.findall(NOT_TEXT.sub(" ", text)):
        if not re.search(r"[\d_@]", token):
            yield from WORD.findall(token)


def collect(source):
    """By language: each word, with the first place where it stands."""
    found = {language: {} for language in DICTIONARIES}
    for path in sorted((source / "controls").rglob("*.yaml")):
        value = yaml.load(path.read_text(encoding="utf-8"), Loader)
        for language, words in found.items():
            for text in texts_of(value, language):
                for word in words_of(text):
                    words.setdefault(word.replace("’", "'"), path.relative_to(source))
    for language, words in found.items():
        for path in sorted((source / "templates" / language).glob("*")):
            if path.is_file():
                for word in words_of(HEADER.sub("", path.read_text(encoding="utf-8"))):
                    words.setdefault(word.replace("’", "'"), path.relative_to(source))
    return found


def unknown(words, dictionary):
    """Of [words], those that hunspell does not know."""
    try:
        run = subprocess.run(
            ["hunspell", "-i", "UTF-8", "-d", dictionary, "-l"],
            input="\n".join(sorted(words)),
            capture_output=True,
            text=True,
            check=False,
        )
    except FileNotFoundError:
        print("SKIPPED: hunspell is not installed; the spelling was not checked.")
        sys.exit(77)
    if run.returncode != 0 or "Can't open" in run.stderr:
        print(f"SKIPPED: hunspell has no dictionary {dictionary}; the spelling was not checked.")
        sys.exit(77)
    wrong = set(run.stdout.split("\n"))
    # It takes a word with a hyphen apart: such a word is wrong when a part is.
    return {word for word in words if word in wrong or wrong & set(re.split("['-]", word)) - set(words)}


def order(words):
    return sorted(words, key=lambda word: (word.casefold(), word))


def main():
    arguments = [word for word in sys.argv[1:] if word != "--write"]
    if len(arguments) != 1:
        sys.exit(__doc__.strip())
    source = pathlib.Path(arguments[0])
    problems = []
    for language, words in collect(source).items():
        path = source / f"tests/resources/words.{language}"
        wrong = unknown(set(words), DICTIONARIES[language])
        if "--write" in sys.argv:
            path.write_text(HEAD + "".join(f"{word}\n" for word in order(wrong)), encoding="utf-8")
        listed = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
        problems += [
            f"{words[word]}: {word} is in no dictionary" for word in order(wrong - set(listed))
        ]
        problems += [f"{path.name}: {word} is no longer in use" for word in listed if word not in words]
        if listed != order(set(listed)):
            problems.append(f"{path.name} is not in order, or has a word twice")
    print("\n".join(problems) or "Every word is known.")
    if problems:
        sys.exit("Mend the text, or run tests/lint/spelling.py SOURCE --write and read what it adds.")


if __name__ == "__main__":
    main()

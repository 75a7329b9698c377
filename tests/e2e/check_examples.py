#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Holds the kinds of evidence to their own words: the example row of each can be imported as it
stands, and what says who somebody is, is marked as personal.

    check_examples.py PROGRAM
"""

import csv
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = ""
# Words in the name of a text field that is about a person, unless it is one of those behind it.
PERSONAL_WORDS = ("email", "phone", "contact", "first_name", "last_name", "user_name", "birth")


def run(folder, *words):
    settings = {name: value for name, value in os.environ.items() if "VERANTWOORD" not in name}
    environment = {**settings, "LC_ALL": "C.UTF-8"}
    done = subprocess.run([PROGRAM, *words], cwd=folder, env=environment, capture_output=True, text=True)
    if done.returncode != 0:
        raise AssertionError(f"{' '.join(words)}: {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


class Kinds(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.folder = tempfile.TemporaryDirectory(prefix="kinds-")
        names = [row["kind"] for row in json.loads(run(cls.folder.name, "list", "kinds", "--json"))]
        cls.kinds = {
            name: json.loads(run(cls.folder.name, "explain", name, "--json")) for name in names
        }

    @classmethod
    def tearDownClass(cls):
        cls.folder.cleanup()

    def test_each_kind_has_an_example_that_fills_in_more_than_it_must(self):
        for name, kind in self.kinds.items():
            required = sum(field["required"] for field in kind["fields"]) + 1
            optional = len(kind["fields"]) + 1 - required
            self.assertGreater(len(kind["example"]), required if optional > 2 else 0, name)

    def test_each_example_can_be_imported_as_it_stands(self):
        folder = pathlib.Path(self.folder.name)
        files = []
        for name, kind in self.kinds.items():
            path = folder / f"{name}.csv"
            with open(path, "w", encoding="utf-8", newline="") as file:
                writer = csv.writer(file)
                writer.writerow(kind["example"].keys())
                writer.writerow(kind["example"].values())
            files.append(path.name)
        run(folder, "init", "--name", "Waterrijk", "--type", "supplier", "--year", "2025")
        told = run(folder, "import", *files, "--collected-at", "2026-11-01", "--by", "Noor", "--json")
        self.assertEqual({row["kind"]: row["rows"] for row in json.loads(told)}, dict.fromkeys(self.kinds, 1))

    def test_columns_and_choices_are_told_apart_by_their_names_in_either_language(self):
        for name, kind in self.kinds.items():
            for language in ("nl", "en"):
                labels = [kind["key_label"], *(field["label"] for field in kind["fields"])]
                self.assert_all_differ([label[language] for label in labels], name)
                for field in kind["fields"]:
                    values = [value["label"][language] for value in field.get("values", ())]
                    self.assert_all_differ(values, f"{name}.{field['name']}")

    def assert_all_differ(self, texts, where):
        self.assertEqual(len({text.casefold() for text in texts}), len(texts), f"{where}: {sorted(texts)}")

    def test_what_names_a_person_is_personal(self):
        for name, kind in self.kinds.items():
            for field in kind["fields"]:
                target = self.kinds.get(field.get("to"), {})
                about = target.get("key_personal", False) or (
                    field["type"] == "text" and any(word in field["name"] for word in PERSONAL_WORDS)
                )
                if about:
                    self.assertTrue(field["personal"], f"{name}.{field['name']}")
        self.assertTrue(self.kinds["person"]["key_personal"])


if __name__ == "__main__":
    PROGRAM = str(pathlib.Path(sys.argv.pop(1)).resolve())
    unittest.main()

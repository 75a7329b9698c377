#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Who hands in empty files, declared complete, has shown nothing: no aspect of any requirement is met, not even in part,
and none has no subject but where an organisation may well be without.

    check_nothing.py PROGRAM
"""

import json
import os
import pathlib
import subprocess
import sys
import tempfile
import unittest

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
# Entered by people through commands of their own, or about the organisation itself.
LEFT_OUT = {"organisation", "exception", "answer", "artefact", "attachment", "carried_over", "sign_off", "working_paper"}
ORGANISATIONS = {
    "municipality": {"country": "NL", "uses_digid": "yes", "uses_suwinet": "yes", "staff": "800",
                     "processes_personal_data": "yes"},
    "important_entity": {"country": "NL", "nis2_sector": "digital_infrastructure", "digital_service": "cloud",
                         "size_class": "large", "dora_entity_type": "none", "processes_personal_data": "yes"},
    "insurer": {"country": "NL", "dora_excluded": "no", "size_class": "large", "microenterprise": "no",
                "dora_simplified": "no", "tlpt_designated": "yes"},
}
# Where the tests may have no subject, since an organisation can be without. A requirement that is not here needs a test
# that fails on an empty list: `for: organisation` with `exists any ...`.
MAY_BE_EMPTY = {
    "nobody from outside works here": ["bio2:5.10.02 existence", "bio2:5.10.02 operation"],
    "nobody was taken on": ["bio2:5.10.03 operation", "bio2:5.17.02 operation", "bio2:6.01.01 operation",
                            "bio2:6.03.02 operation"],
    "no system was added": ["bio2:5.12.01 operation"],
    "no account is shared": ["bio2:5.16.02 existence"],
    "no contract was concluded": ["bio2:5.20.01 operation", "bio2:5.20.02 operation", "dora:28(7) operation",
                                  "dora:30(1) operation", "dora:30(2) operation"]
                                 + [f"dora:30(2)({letter}) operation" for letter in "abcdefghi"]
                                 + [f"dora:30(3)({letter}) operation" for letter in "abcdef"],
    "nothing critical stands in a zone of its own": ["bio2:7.01.02 existence"],
    "no smartcards are used": ["bio2:7.07.01 existence", "bio2:7.07.01 operation"],
    "no certificate is due before 15 August 2028": ["nis2:20(2)-certificate existence", "nis2:20(2)-certificate operation"],
}
# What did not happen; an event that must happen has a test of its own that fails where it did not.
MAY_NOT_OCCUR = {
    "no incident": ["bio2:5.24.01 operation", "bio2:5.24.02 operation", "bio2:5.26.02 operation", "bio2:5.27.01 operation",
                    "cir2690:3.6.1 operation", "dora:19(4) operation", "nis2:23(4)(c) operation", "nis2:23(4)(e) operation"],
    "no report of a vulnerability from outside": ["bio2:5.24.08 operation", "bio2:8.08.06 operation"],
    "no vulnerability that was likely and harmful": ["bio2:8.08.01 operation"],
    "no vulnerability that could not be mended in time": ["bio2:8.08.03 operation"],
    "no medium was disposed of": ["bio2:7.10.01 operation"],
    "no change": ["bio2:8.31.01 operation", "bio2:8.31.02 operation"],
    "nobody left": ["cir2690:12.5.1 operation"],
    "no audit had a finding": ["dora:6(7) existence"],
}


class Nothing(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory(prefix="nothing-")
        self.folder = pathlib.Path(self.holder.name)
        self.addCleanup(self.holder.cleanup)

    def run_program(self, *words):
        settings = {name: value for name, value in os.environ.items() if "VERANTWOORD" not in name}
        done = subprocess.run([PROGRAM, *words], cwd=self.folder, env={**settings, "LC_ALL": "C.UTF-8"},
                              capture_output=True, text=True, check=False)
        self.assertEqual(done.returncode, 0, done.stderr)
        return done.stdout

    def empty_files(self):
        for kind in json.loads(self.run_program("list", "kinds", "--json")):
            name = kind["kind"]
            if name not in LEFT_OUT:
                example = json.loads(self.run_program("explain", name, "--json"))["example"]
                (self.folder / f"{name}.csv").write_text(",".join(example) + "\n", encoding="utf-8")
                yield f"{name}.csv"

    def conclusions(self, kind, files):
        self.run_program("init", "--name", "Nobody", "--type", kind, "--year", "2025")
        row = {"organisation_id": "O", "effective_from": "2025-01-01", "name": "Nobody", "type": kind, **ORGANISATIONS[kind]}
        (self.folder / "organisation.csv").write_text(",".join(row) + "\n" + ",".join(row.values()) + "\n", encoding="utf-8")
        self.run_program("import", "organisation.csv", "--complete", "--collected-at", "2025-12-31")
        self.run_program("import", *files, "--complete", "--collected-at", "2025-12-31")
        self.run_program("evaluate")
        found = json.loads(self.run_program("list", "conclusions", "--json"))
        (self.folder / "dossier.db").unlink()
        return found

    def test_empty_files_show_nothing(self):
        files = list(self.empty_files())
        self.assertGreater(len(files), 50)
        for kind in ORGANISATIONS:
            found = self.conclusions(kind, files)
            self.assertGreater(len(found), 300)
            self.assertEqual([f"{one['requirement']} {one['aspect']}: {one['result']}" for one in found
                              if one["result"] in ("met", "partly_met", "explained")], [], kind)
            for result, allowed in (("not_applicable", MAY_BE_EMPTY), ("not_occurred", MAY_NOT_OCCUR)):
                self.assertEqual([subject for subject in self.without_subject(found, result)
                                  if not any(subject in each for each in allowed.values())], [], f"{kind}, {result}")

    @staticmethod
    def without_subject(found, result):
        """Computed so, and not since a rule over facts of the organisation says so, which gives its reason."""
        return [f"{one['requirement']} {one['aspect']}" for one in found
                if one["computed"] == result and one["reason"] is None]


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Who hands in empty files, declared complete, has shown nothing: no aspect of any requirement is met, not even in part.

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


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

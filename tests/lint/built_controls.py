# SPDX-License-Identifier: EUPL-1.2
"""The control sets that a built program carries, as it tells them itself."""

import concurrent.futures
import json
import os
import subprocess
import tempfile

WORKERS = min(4, os.cpu_count() or 1)


def answer_of(program, folder, *words):
    """What the program prints, run in a folder, with no settings from outside."""
    settings = {name: value for name, value in os.environ.items() if "VERANTWOORD" not in name}
    environment = {**settings, "LC_ALL": "C.UTF-8"}
    command = [program, *words]
    return subprocess.run(
        command, cwd=folder, env=environment, stdout=subprocess.PIPE, check=True
    ).stdout


class Controls:
    """Asks in an empty folder, so that no dossier and no control set lying about has a say."""

    def __init__(self, program, frameworks):
        """With the requirements of these frameworks: asking for one is a start of the program."""
        self.program = program
        with tempfile.TemporaryDirectory(prefix="controls-") as folder:
            self._folder = folder
            self.frameworks = self._ask("list", "frameworks")
            self.tests = self._ask("list", "tests")
            self.parameters = [
                self._ask("explain", row["parameter"]) for row in self._ask("list", "parameters")
            ]
            listed = self._ask("list", "requirements")  # also those that do not count
            names = [
                row["requirement"]
                for row in listed
                if row["requirement"].split(":", 1)[0] in frameworks
            ]
            with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
                self.all_requirements = list(
                    pool.map(lambda name: self._ask("explain", name), names)
                )

    def _ask(self, *words):
        return json.loads(answer_of(self.program, self._folder, *words, "--json"))

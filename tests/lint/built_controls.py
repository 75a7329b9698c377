# SPDX-License-Identifier: EUPL-1.2
"""The control sets that a built program carries, as it tells them itself."""

import concurrent.futures
import json
import os
import subprocess
import tempfile

WORKERS = min(4, os.cpu_count() or 1)


class Controls:
    """Asks in an empty folder, so that no dossier and no control set lying about has a say."""

    def __init__(self, program):
        self.program = program
        with tempfile.TemporaryDirectory(prefix="controls-") as folder:
            self._folder = folder
            self.frameworks = self._ask("list", "frameworks")
            self.tests = self._ask("list", "tests")
            names = [row["requirement"] for row in self._ask("list", "requirements")]
            with concurrent.futures.ThreadPoolExecutor(WORKERS) as pool:
                self.requirements = list(pool.map(lambda name: self._ask("explain", name), names))

    def _ask(self, *words):
        environment = {k: v for k, v in os.environ.items() if not k.startswith("VERANTWOORD_")}
        answer = subprocess.run(
            [self.program, *words, "--json"],
            cwd=self._folder,
            env={**environment, "LC_ALL": "C.UTF-8"},
            capture_output=True,
            check=True,
        )
        return json.loads(answer.stdout)

#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The man page sets without a warning and names each command. Usage: check_man.py PROGRAM."""

import re
import shutil
import subprocess
import sys

SKIPPED = 77  # as CMakeLists.txt tells ctest


def main():
    page = subprocess.run([sys.argv[1], "--print-man"], capture_output=True, check=True).stdout
    if shutil.which("groff") is None:
        print("groff is not installed")
        sys.exit(SKIPPED)
    # The full groff has the utf8 device's fonts too; groff-base, which man-db needs, is enough.
    set_page = subprocess.run(
        ["groff", "-ww", "-man", "-Kutf8", "-Tutf8", "-P-cbou"], input=page, capture_output=True, check=True
    )
    warnings = set_page.stderr.decode()
    shown = set_page.stdout.decode()
    help_text = subprocess.run(
        [sys.argv[1], "--help", "--lang", "en"], capture_output=True, text=True, check=True
    ).stdout
    commands = re.findall(r"^  ([a-z]+) +\S", help_text, re.MULTILINE)
    missing = [command for command in commands if not re.search(rf"\b{command}\b", shown)]
    print(warnings, end="")
    for command in missing:
        print(f"the man page does not name the command {command}")
    sys.exit(1 if warnings or missing or not commands else 0)


if __name__ == "__main__":
    main()

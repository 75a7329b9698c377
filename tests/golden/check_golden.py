#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""check_golden.py MAKE_SAMPLE FOLDER [--update]: the sample document's JSON, and its workbook part
by part, are those in FOLDER. Parts are kept with one element a line, so that changes can be read."""

import difflib
import os
import subprocess
import sys
import tempfile
import zipfile


def readable(data):
    return data.decode("utf-8").replace("><", ">\n<").replace("\r", "&#13;").rstrip("\n") + "\n"


def produced(make):
    """Names and texts of all golden files, freshly made."""
    with tempfile.TemporaryDirectory() as folder:
        subprocess.run([make, folder, "nl"], check=True, stderr=subprocess.DEVNULL)
        with open(os.path.join(folder, "sample.json"), encoding="utf-8", newline="") as file:
            texts = {"sample.json": file.read()}
        with zipfile.ZipFile(os.path.join(folder, "sample.xlsx")) as book:
            for name in book.namelist():
                # The theme is the library's own and says nothing about us.
                if "theme" not in name:
                    texts["xlsx/" + name.replace("/", "-")] = readable(book.read(name))
    return texts


def kept(folder):
    texts = {}
    for place, _, names in os.walk(folder):
        for name in names:
            path = os.path.join(place, name)
            with open(path, encoding="utf-8", newline="") as file:
                texts[os.path.relpath(path, folder)] = file.read()
    return texts


def update(folder, texts):
    for name in kept(folder).keys() - texts.keys():
        os.remove(os.path.join(folder, name))
    for name, text in texts.items():
        path = os.path.join(folder, name)
        os.makedirs(os.path.dirname(path), exist_ok=True)
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(text)


def report(name, old, new):
    lines = difflib.unified_diff(old.splitlines(), new.splitlines(), "kept/" + name,
                                 "made/" + name, lineterm="", n=1)
    print(*(line[:200] for line in list(lines)[:40]), sep="\n")


def main():
    make, folder = sys.argv[1:3]
    new = produced(make)
    if "--update" in sys.argv:
        update(folder, new)
    old = kept(folder)
    different = [name for name in sorted(old.keys() | new.keys())
                 if old.get(name) != new.get(name)]
    for name in different:
        report(name, old.get(name, ""), new.get(name, ""))
    print(f"{len(new)} golden files, {len(different)} differ")
    return 1 if different or not old else 0


if __name__ == "__main__":
    sys.exit(main())

#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""The gallery has a picture of every template in each language, shows all of them and no other, and stays small.

check_gallery.py SOURCE
"""

import pathlib
import re
import struct
import sys

LANGUAGES = ("nl", "en")
BYTES_MOST = 3_000_000
WITHOUT_TEMPLATE = ("catalogue",)


def picture_problem(path):
    """What is wrong with a picture as a PNG, or None."""
    data = path.read_bytes()
    if data[:8] != b"\x89PNG\r\n\x1a\n" or data[-8:-4] != b"IEND":
        return "is no whole PNG"
    width, height = struct.unpack(">II", data[16:24])
    return None if width >= 400 and height >= 600 else f"is only {width} by {height} pixels"


def problems(source):
    gallery = source / "docs/gallery"
    page = (gallery / "README.md").read_text(encoding="utf-8")
    wanted = {
        f"{name}-{language}.png"
        for language in LANGUAGES
        for name in [*(path.stem for path in (source / "templates" / language).glob("*.md")), *WITHOUT_TEMPLATE]
    }
    there = {path.name for path in gallery.glob("*.png")}
    shown = re.findall(r"\]\(([a-z-]+\.png)\)", page)
    for name in sorted(wanted - there):
        yield f"{name} is missing"
    for name in sorted(there - wanted):
        yield f"{name} is of no template"
    for name in sorted(wanted.symmetric_difference(shown)):
        yield f"README.md {'does not show' if name in wanted else 'shows'} {name}"
    for name in sorted(there):
        wrong = picture_problem(gallery / name)
        if wrong:
            yield f"{name} {wrong}"
    size = sum((gallery / name).stat().st_size for name in there)
    if size > BYTES_MOST:
        yield f"the pictures take {size} bytes, more than {BYTES_MOST}"


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    found = list(problems(pathlib.Path(sys.argv[1])))
    for problem in found:
        print(f"docs/gallery: {problem}")
    if found:
        sys.exit("Make it anew: docs/gallery/make.py PROGRAM")
    print("The gallery has every template in each language.")


if __name__ == "__main__":
    main()

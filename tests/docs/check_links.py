#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Each link of a Markdown page to a file of the source tree leads somewhere. Usage: check_links.py SOURCE."""

import pathlib
import re
import sys

LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")
FENCE = re.compile(r"^```.*?^```", re.DOTALL | re.MULTILINE)


def main():
    root = pathlib.Path(sys.argv[1]).resolve()
    pages = [*root.glob("*.md"), *root.glob("docs/**/*.md"), *root.glob("controls/**/*.md")]
    links = broken = 0
    for page in sorted(pages):
        for target in LINK.findall(FENCE.sub("", page.read_text(encoding="utf-8"))):
            if re.match(r"[a-z]+:|#", target):
                continue
            links += 1
            if not (page.parent / target.split("#")[0]).exists():
                broken += 1
                print(f"{page.relative_to(root)}: there is no {target}")
    print(f"{len(pages)} pages, {links} links, {broken} broken")
    sys.exit(1 if broken or not links else 0)


if __name__ == "__main__":
    main()

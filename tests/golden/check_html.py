#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""check_html.py FILE...: one self-contained, accessible page? Well-formed, ids and links in order,
headings without gaps, landmarks, tables and pictures named, terms that say something, colours with a
contrast of 4.5 (WCAG 1.4.3), and a policy under which nothing runs or is fetched."""

import html.parser
import re
import sys

VOID = {"meta", "br", "link", "img", "hr", "input"}
# A picture's shapes close themselves.
SELF_CLOSED = {"rect", "path"}


class Checker(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.problems, self.stack, self.ids, self.links = [], [], [], []
        self.levels, self.refs, self.style, self.tables = [], [], "", []
        self.landmarks, self.term, self.policy = [], None, ""

    def problem(self, text):
        self.problems.append(f"line {self.getpos()[0]}: {text}")

    def handle_startendtag(self, tag, attributes):
        self.look(tag, dict(attributes))
        if tag not in SELF_CLOSED | VOID:
            self.problem(f"<{tag}/> closes itself")

    def handle_starttag(self, tag, attributes):
        self.look(tag, dict(attributes))
        if tag not in VOID:
            self.stack.append(tag)

    def handle_endtag(self, tag):
        if tag == "dt":
            if not self.term.strip():
                self.problem("a term without words")
            self.term = None
        if not self.stack or self.stack[-1] != tag:
            self.problem(f"</{tag}> closes {self.stack[-1:]}")
        else:
            self.stack.pop()

    def handle_data(self, data):
        if self.stack and self.stack[-1] == "style":
            self.style += data
        if self.term is not None:
            self.term += data
        if re.search(r"[\x00-\x08\x0b-\x1f\x7f]", data):
            self.problem("a control character")

    def look(self, tag, attributes):
        if tag in {"script", "link", "img", "iframe", "object", "form", "base"}:
            self.problem(f"<{tag}> is not for a page that stands alone")
        for name, value in attributes.items():
            if name.startswith("on") or name in {"src", "srcset", "background"}:
                self.problem(f"{name}={value!r}")
        if "id" in attributes:
            self.ids.append(attributes["id"])
        if tag in {"header", "main", "footer"} and "main" not in self.stack:
            self.landmarks.append(tag)
        if tag == "aside":
            self.problem("a landmark inside the text")
        if tag == "dt":
            self.term = ""
        if tag == "meta" and attributes.get("http-equiv") == "Content-Security-Policy":
            self.policy = attributes.get("content", "")
        if attributes.get("role") == "region" and not attributes.get("aria-label"):
            self.problem("a region without a name")
        if tag == "html" and not attributes.get("lang"):
            self.problem("the page has no language")
        if tag == "a":
            self.look_at_link(attributes.get("href", ""))
        if re.fullmatch("h[1-6]", tag):
            self.look_at_heading(int(tag[1]))
        if tag == "table":
            self.tables.append(set())
        if self.tables and tag in {"caption", "thead"}:
            self.tables[-1].add(tag)
        if tag == "th" and attributes.get("scope") not in {"col", "row"}:
            self.problem("a head of a table without scope")
        if tag == "svg":
            self.refs += attributes.get("aria-labelledby", "").split() or ["(no name)"]
            if attributes.get("role") != "img":
                self.problem("a picture without its role")

    def look_at_link(self, target):
        if target.startswith("#"):
            self.links.append(target[1:])
        elif not re.match("https?://|mailto:", target):
            self.problem(f"a link to {target!r}")

    def look_at_heading(self, level):
        if level > (self.levels[-1] if self.levels else 0) + 1:
            self.problem(f"h{level} comes too early")
        self.levels.append(level)

    def conclude(self):
        if self.stack:
            self.problem(f"not closed: {self.stack}")
        for name in sorted({name for name in self.ids if self.ids.count(name) > 1}):
            self.problem(f"id {name!r} stands there twice")
        for name in self.links + self.refs:
            if name not in self.ids:
                self.problem(f"nothing has the id {name!r}")
        if self.landmarks != ["header", "main", "footer"]:
            self.problem(f"landmarks are {self.landmarks}")
        if "default-src 'none'" not in self.policy:
            self.problem("no policy against what a text may hold")
        if self.levels.count(1) != 1:
            self.problem("not exactly one h1")
        for table in self.tables:
            if table != {"caption", "thead"}:
                self.problem("a table without caption or head")
        return self.problems + style_problems(self.style)


def luminance(colour):
    parts = [int(colour[i:i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one, other):
    high, low = sorted((luminance(one), luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def style_problems(style):
    problems, seen = [], 0
    if re.search(r"@import|url\(", style):
        problems.append("the style sheet asks for another file")
    for selector, rule in re.findall(r"([^{}]+)\{([^{}]*)\}", style):
        colour = re.search(r"(?:^|[;\s])color:\s*(#[0-9a-f]{6})", rule)
        ground = re.search(r"background:\s*(#[0-9a-f]{6}|transparent)", rule)
        if colour is None:
            continue
        seen += 1
        if ground is None:
            problems.append(f"{selector.strip()}: a colour without its background")
        elif ground[1] == "transparent":  # the darkest that it may stand on is the contents' box
            if contrast(colour[1], "#e0f0f4") < 4.5:
                problems.append(f"{selector.strip()}: too little contrast on a tint")
        elif contrast(colour[1], ground[1]) < 4.5:
            problems.append(f"{selector.strip()}: contrast {contrast(colour[1], ground[1]):.2f}")
    return problems if seen > 5 else problems + ["no colours were found to check"]


def check(path):
    checker = Checker()
    with open(path, encoding="utf-8", newline="") as file:
        text = file.read()
    checker.feed(text)
    checker.close()
    if not text.startswith("<!DOCTYPE html>") or "<title></title>" in text:
        checker.problem("no doctype or no title")
    return checker.conclude()


def main():
    failed = False
    for path in sys.argv[1:]:
        problems = check(path)
        failed = failed or bool(problems)
        print(f"{path}: {len(problems)} problems", *problems, sep="\n  ")
    return 1 if failed or len(sys.argv) < 2 else 0


if __name__ == "__main__":
    sys.exit(main())

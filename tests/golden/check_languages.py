#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Passages in another language, as the formats mark them: each a list of (tag, text) in the order of
reading, texts without blanks and hyphens, which the end of a line changes.

    check_languages.py FOLDER NAME    prints what differs between the formats of one document"""

import html.parser
import json
import pathlib
import re
import subprocess
import sys
import zipfile
from xml.etree import ElementTree

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
FO = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"


def squeezed(text):
    return re.sub(r"[\s\-\u00ad]", "", text)


def joined(pairs):
    """Neighbours of one language as one: a passage in two lines is a passage."""
    out = []
    for tag, text, connected in pairs:
        if connected and out and out[-1][0] == tag:
            out[-1] = (tag, out[-1][1] + squeezed(text))
        else:
            out.append((tag, squeezed(text)))
    return out


class Page(html.parser.HTMLParser):
    def __init__(self):
        super().__init__()
        self.open, self.found = [], []

    def handle_starttag(self, tag, attributes):
        if tag in ("br", "meta", "link", "img", "hr", "col", "input"):
            return
        lang = dict(attributes).get("lang") if tag != "html" else None
        self.open.append((tag, lang))
        if lang is not None:
            self.found.append((lang, "", False))

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass

    def handle_data(self, data):
        lang = next((lang for _, lang in reversed(self.open) if lang is not None), None)
        if lang is not None:
            self.found.append((lang, data, True))


def in_html(path):
    page = Page()
    page.feed(path.read_text())
    return joined(page.found)


def in_docx(path):
    with zipfile.ZipFile(path) as package:
        body = ElementTree.fromstring(package.read("word/document.xml"))
    found = []
    for paragraph in body.iter(f"{W}p"):
        connected = False
        for run in paragraph.iter(f"{W}r"):
            lang = run.find(f"{W}rPr/{W}lang")
            text = "".join(part.text or "" for part in run.iter(f"{W}t"))
            if lang is not None:
                found.append((lang.get(f"{W}val"), text, connected))
            connected = lang is not None
    return joined(found)


def in_odt(path):
    with zipfile.ZipFile(path) as package:
        content = ElementTree.fromstring(package.read("content.xml"))
    tags = {}
    for style in content.iter(f"{STYLE}style"):
        text = style.find(f"{STYLE}text-properties")
        if text is not None and text.get(f"{FO}language"):
            tags[style.get(f"{STYLE}name")] = f"{text.get(f'{FO}language')}-{text.get(f'{FO}country')}"
    return joined((tags[span.get(f"{TEXT}style-name")], "".join(span.itertext()), False)
                  for span in content.iter(f"{TEXT}span") if span.get(f"{TEXT}style-name") in tags)


def in_pdf(path):
    """The languages from the structure's own entries, the texts from who reads the structure."""
    done = subprocess.run(["qpdf", "--json=2", "--json-key=qpdf", path], capture_output=True, check=True)
    objects = {name.removeprefix("obj:"): item.get("value")
               for name, item in json.loads(done.stdout)["qpdf"][1].items()}
    languages = []

    def look(reference):
        value = objects.get(reference)
        if not isinstance(value, dict):
            return
        if "/Lang" in value and "/P" in value and value["/S"] != "/Document":
            languages.append((value["/S"][1:], value["/Lang"].removeprefix("u:")))
        kids = value.get("/K", [])
        for kid in kids if isinstance(kids, list) else [kids]:
            if isinstance(kid, str):
                look(kid)

    root = next(value for value in objects.values()
                if isinstance(value, dict) and value.get("/Type") == "/StructTreeRoot")
    for kid in root["/K"] if isinstance(root["/K"], list) else [root["/K"]]:
        look(kid)
    shown = subprocess.run(["pdfinfo", "-struct-text", path], capture_output=True, text=True, check=True).stdout
    spans, inside = [], None
    for line in shown.split("\n"):
        depth = len(line) - len(line.lstrip())
        if inside is not None and depth <= inside:
            inside = None
        if re.match(r"\s*Span\b", line):
            inside = depth
            spans.append("")
        elif inside is not None:
            spans[-1] += line.strip().strip('"')
    tags = [tag for kind, tag in languages if kind == "Span"]
    if len(tags) != len(spans):
        raise ValueError(f"{path}: {len(spans)} spans, of which {len(tags)} with a language")
    whole = [tag for kind, tag in languages if kind != "Span"]
    return list(zip(tags, map(squeezed, spans))), whole


def check(folder, name):
    """What is wrong; and the passages of the page."""
    folder = pathlib.Path(folder)
    page = in_html(folder / f"{name}.html")
    problems = []
    for ending, read in (("docx", in_docx), ("odt", in_odt)):
        other = read(folder / f"{name}.{ending}")
        if other != page:
            differing = [pair for pair in page if pair not in other] + [pair for pair in other if pair not in page]
            problems.append(f"{name}: HTML marks {len(page)} passages, {ending} {len(other)}: {differing[:3]}")
    spans, whole = in_pdf(folder / f"{name}.pdf")
    everything = "".join(text for _, text in spans)
    told = {tag for tag, _ in spans} | set(whole)
    if told != {tag for tag, _ in page}:
        problems.append(f"{name}: HTML has passages in {sorted({tag for tag, _ in page})}, the PDF in {sorted(told)}")
    if not whole:
        problems += [f"{name}: no span in the PDF holds {text!r}" for _, text in page if text not in everything]
    return problems, page


if __name__ == "__main__":
    found, passages = check(*sys.argv[1:3])
    print(*found, f"{len(passages)} passages", sep="\n")
    sys.exit(1 if found else 0)

#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""Makes the gallery: of every template its first pages as a picture, in Dutch and English, from the dossiers of the
tutorials. A reviewer sees in the changed pictures what a change does to a page.

    docs/gallery/make.py PROGRAM

Needs pdftoppm, pdftotext and pdfinfo (poppler-utils). The same program and templates give the same bytes, with the same version of pdftoppm and of the
typefaces.
"""

import os
import pathlib
import re
import struct
import subprocess
import sys
import tempfile
import zlib

FOLDER = pathlib.Path(__file__).resolve().parent
SOURCE = FOLDER.parent.parent
LANGUAGES = ("nl", "en")
DPI = "75"
GAP = 10  # pixels between two pages
STEP = 51  # six levels of each colour, white among them, so that 216 colours do
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": "1769904000", "LC_ALL": "C.UTF-8"}
CATALOGUE = "catalogue"  # made without a template; of one framework here
OF_INSURER = ("section-company-", "dora-")


def run(*command, folder):
    done = subprocess.run([str(word) for word in command], cwd=folder, env=ENVIRONMENT, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        sys.exit(f"{' '.join(map(str, command))}: {done.stderr or done.stdout}")
    return done.stdout


def pages_of(pdf):
    """The first page and the next, but where that has the contents the one on which the first heading stands."""
    told = run("pdfinfo", pdf, folder=pdf.parent)
    if int(re.search(r"^Pages: +(\d+)$", told, re.M).group(1)) == 1:
        return [1]
    text = run("pdftotext", "-layout", "-f", "2", "-l", "2", pdf, "-", folder=pdf.parent)
    first = re.search(r"^ *1 .* (\d+)$", text, re.M) if re.search(r"^ *(Inhoud|Contents)$", text, re.M) else None
    return [1, int(first.group(1)) if first else 2]


def read_page(pdf, page):
    """Width, height, and the lines of a page in the 216 colours: one byte a pixel."""
    command = ["pdftoppm", "-r", DPI, "-f", str(page), "-l", str(page), str(pdf)]
    data = subprocess.run(command, capture_output=True, check=True).stdout
    head = re.match(rb"P6\s(\d+)\s(\d+)\s255\s", data)
    width, height = int(head.group(1)), int(head.group(2))
    pixels = data[head.end() :]
    total = 0
    for channel, weight in enumerate((36, 6, 1)):
        levels = bytes((value + STEP // 2) // STEP * weight for value in range(256))
        total += int.from_bytes(pixels[channel::3].translate(levels), "big")  # no sum is above 215: no carry
    indexes = total.to_bytes(width * height, "big")
    return width, height, [indexes[y * width : (y + 1) * width] for y in range(height)]


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def write_picture(path, pages):
    """Pages beside each other, as a PNG with a palette."""
    grey = bytes([4 * 36 + 4 * 6 + 4])
    height = max(page[1] for page in pages)
    lines = bytearray()
    for y in range(height):
        parts = [page[2][y] if y < page[1] else grey * page[0] for page in pages]
        lines += b"\0" + (grey * GAP).join(parts)
    width = sum(page[0] for page in pages) + GAP * (len(pages) - 1)
    palette = bytes(level for i in range(216) for level in (i // 36 * STEP, i // 6 % 6 * STEP, i % 6 * STEP))
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 3, 0, 0, 0))
        + chunk(b"PLTE", palette)
        + chunk(b"IDAT", zlib.compress(bytes(lines), 9))
        + chunk(b"IEND", b"")
    )


def options_of(name):
    if name == CATALOGUE:
        return ["--framework", "nis2"]
    if name in ("college-statement", "college-annex-suwinet"):
        return ["--draft"]  # the frame for Suwinet that comes with the program is not the one in force
    return ["--previous", "2024.db"] if name.startswith("section-") else []


def file_for_ensia(program, folder):
    """What the walk to the filing adds in April. It comes last: other documents are of January."""
    ENVIRONMENT["SOURCE_DATE_EPOCH"] = "1776729600"
    files = sorted((SOURCE / "docs/tutorial/municipality/ensia").glob("*.csv"))
    run(program, "import", *files, "--collected-at", "2026-04-20", "--by", "T. van 't Hof (ENSIA)", folder=folder)
    run(program, "evaluate", folder=folder)


def title_of(path):
    """As the list of templates has it: the first heading."""
    if path.stem == CATALOGUE:
        return {"nl": "Catalogus van een normenkader", "en": "Catalogue of a framework"}[path.parent.name]
    return re.search(r"^#+ (.+)$", path.read_text(encoding="utf-8"), re.M).group(1)


def write_page(names):
    lines = [
        "# The gallery",
        "",
        "The first pages of every template, as it prints for the organisations of the [tutorials](../tutorial/README.md): the municipality Waterrijk, "
        "and for companies and financial entities the insurer Kaapstander. All of it is a draft, since nobody signed it off. "
        "[Templates](../templates.md) tells what each is for.",
        "",
        "`docs/gallery/make.py PROGRAM` makes the pictures and this page. Whoever changes a template or the look of a page runs it, so that a reviewer sees what changed.",
        "",
    ]
    for name in names:
        titles = [title_of(SOURCE / "templates" / language / f"{name}.md") for language in LANGUAGES]
        lines += [f"## {name}", ""]
        for language, title in zip(LANGUAGES, titles):
            lines += [f"![{title}]({name}-{language}.png)", ""]
    (FOLDER / "README.md").write_text("\n".join(lines).rstrip("\n") + "\n", encoding="utf-8")


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__.strip())
    program = pathlib.Path(sys.argv[1]).resolve()
    names = sorted([*(path.stem for path in (SOURCE / "templates/en").glob("*.md")), CATALOGUE])
    with tempfile.TemporaryDirectory(prefix="gallery-") as holder:
        for organisation in ("municipality", "insurer"):
            run(SOURCE / "docs/tutorial/run.sh", program, pathlib.Path(holder, organisation), organisation, folder=holder)
        for old in FOLDER.glob("*.png"):
            old.unlink()
        for name in sorted(names, key=lambda name: name.startswith("college-")):
            if name == "college-annex-digid":
                file_for_ensia(program, pathlib.Path(holder, "municipality"))
            folder = pathlib.Path(holder, "insurer" if name.startswith(OF_INSURER) else "municipality")
            for language in LANGUAGES:
                run(program, "report", name, "--lang", language, "--format", "pdf", "-o", "gallery", *options_of(name), folder=folder)
                (pdf,) = (folder / "gallery").glob(f"{name}*-{language}.pdf") if name == CATALOGUE else [folder / "gallery" / f"{name}-{language}.pdf"]
                write_picture(FOLDER / f"{name}-{language}.png", [read_page(pdf, page) for page in pages_of(pdf)])
    write_page(names)
    size = sum(path.stat().st_size for path in FOLDER.glob("*.png"))
    print(f"{len(names)} templates in {len(LANGUAGES)} languages, {size / 1e6:.1f} MB in {FOLDER}")


if __name__ == "__main__":
    main()

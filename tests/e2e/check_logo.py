#!/usr/bin/env python3
# SPDX-License-Identifier: EUPL-1.2
"""check_logo.py PROGRAM: what a logo's file says besides the picture stands in no document."""

import base64
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import unittest
import zipfile
import zlib

PROGRAM = str(pathlib.Path(sys.argv[1]).resolve())
SECRET = b"GeheimeMaker"
JPEG = base64.b64decode(
    "/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAAYEBQYFBAYGBQYHBwYIChAKCgkJChQODwwQFxQYGBcUFhYaHSUfGhsjHBYWICwgIyYn"
    "KSopGR8tMC0oMCUoKSj/2wBDAQcHBwoIChMKChMoGhYaKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgoKCgo"
    "KCgoKCgoKCj/wAARCAAIAAwDASIAAhEBAxEB/8QAFQABAQAAAAAAAAAAAAAAAAAAAAb/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/8QA"
    "FQEBAQAAAAAAAAAAAAAAAAAABQf/xAAUEQEAAAAAAAAAAAAAAAAAAAAA/9oADAMBAAIRAxEAPwCMAMps/9k=")


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def png(damaged=False):
    rows = zlib.compress(b"".join(b"\0" + bytes([106, 27, 93] * 4) for _ in range(2)))
    if damaged:
        rows = rows[:4] + b"\xff\xff\xff" + rows[7:]
    said = [(name, SECRET + b"\0" + SECRET) for name in (b"tEXt", b"iTXt", b"zTXt", b"eXIf", b"tIME", b"iCCP", b"vwXx", b"gAMA")]
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 4, 2, 8, 2, 0, 0, 0)) +
            b"".join(chunk(*one) for one in said) + chunk(b"IDAT", rows + SECRET) + chunk(b"tEXt", SECRET) +
            chunk(b"IEND", b"") + SECRET)


def jpeg():
    def segment(marker, data):
        return bytes([0xFF, marker]) + struct.pack(">H", len(data) + 2) + data

    said = b"".join(segment(marker, b"Exif\0\0" + SECRET)
                    for marker in (0xFE, *range(0xE0, 0xF0)))
    return JPEG[:2] + said + JPEG[2:-2] + segment(0xFE, SECRET) + JPEG[-2:] + SECRET


class Logo(unittest.TestCase):
    def setUp(self):
        self.holder = tempfile.TemporaryDirectory(prefix="logo-")
        self.folder = pathlib.Path(self.holder.name)
        self.run_program("init", "--name", "Waterrijk", "--type", "municipality", "--year", "2025")
        self.run_program("evaluate", "--framework", "nis2")

    def tearDown(self):
        self.holder.cleanup()

    def run_program(self, *words):
        return subprocess.run([PROGRAM, *words], cwd=self.folder, capture_output=True,
                              env={**os.environ, "LC_ALL": "C.UTF-8"}, check=False)

    def report(self, name, data):
        (self.folder / name).write_bytes(data)
        (self.folder / "house-style.yaml").write_text(f"logo: {name}\n")
        return self.run_program("report", "statement", "--lang", "en", "--format", "pdf,docx,odt,html,xlsx")

    def parts(self):
        """Name and bytes of all that the documents hold."""
        for path in sorted(self.folder.glob("statement-en.*")):
            if path.suffix in (".docx", ".odt", ".xlsx"):
                with zipfile.ZipFile(path) as package:
                    for member in package.namelist():
                        yield f"{path.name}:{member}", package.read(member)
            elif path.suffix == ".pdf":
                yield path.name, subprocess.run(
                    ["qpdf", "--qdf", "--object-streams=disable", path, "-"], capture_output=True, check=True).stdout
            yield path.name, path.read_bytes()

    def look(self, name, data):
        done = self.report(name, data)
        self.assertEqual(done.returncode, 0, done.stderr)
        parts = list(self.parts())
        self.assertEqual(sum("logo." in part for part, _ in parts), 2)
        for part, content in parts:
            self.assertNotIn(SECRET, content, part)
            self.assertNotIn(base64.b64encode(SECRET)[:12], content, part)
        return dict(parts)

    def test_a_png_tells_nothing_of_its_maker(self):
        shown = self.look("logo.png", png())["statement-en.docx:word/media/logo.png"]
        self.assertEqual(shown, png().split(b"\0\0\0\x19tEXt")[0] +
                         chunk(b"IDAT", zlib.compress(b"".join(b"\0" + bytes([106, 27, 93] * 4) for _ in range(2)))) +
                         chunk(b"IEND", b""))

    def test_a_jpeg_tells_nothing_of_its_maker(self):
        shown = self.look("logo.jpg", jpeg())["statement-en.docx:word/media/logo.jpeg"]
        self.assertEqual(shown, JPEG)

    def test_a_logo_damaged_inside_is_refused_for_all_formats(self):
        for name, data in (("logo.png", png(damaged=True)), ("logo.jpg", jpeg()[:-len(SECRET) - 2])):
            done = self.report(name, data)
            self.assertEqual(done.returncode, 3)
            self.assertIn(b"VW-T011", done.stderr)
            self.assertEqual(list(self.folder.glob("statement-en.*")), [])


if __name__ == "__main__":
    unittest.main(argv=sys.argv[:1])

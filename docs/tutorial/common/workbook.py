# SPDX-License-Identifier: EUPL-1.2
"""A workbook as Excel writes it, with one sheet of texts: the same bytes on each machine."""

import io
import zipfile
from xml.sax.saxutils import escape

from .dossier import written

_TYPES = "http://schemas.openxmlformats.org/package/2006/content-types"
_RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_MIME = "application/vnd.openxmlformats-officedocument.spreadsheetml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


def workbook(table):
    """The bytes of a workbook whose only sheet has the records of a table."""
    rows = [table.columns] + [[row.get(column) for column in table.columns] for row in table]
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{_TYPES}">'
        '<Default Extension="rels" '
        'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        f'<Override PartName="/xl/workbook.xml" ContentType="{_MIME}.sheet.main+xml"/>'
        f'<Override PartName="/xl/sheet1.xml" ContentType="{_MIME}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship Id="r1" '
        f'Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>'
        f'<sheet name="{table.kind}" sheetId="1" r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_RELATIONS}"><Relationship '
        f'Id="r1" Type="{_OFFICE}/worksheet" Target="sheet1.xml"/></Relationships>',
        "xl/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>'
        + "".join(_row(number, values) for number, values in enumerate(rows, 1))
        + "</sheetData></worksheet>",
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for name, text in parts.items():
            # Stored, not deflated: zlib's bytes differ from version to version.
            package.writestr(zipfile.ZipInfo(name, (2025, 12, 31, 12, 0, 0)), _HEAD + text)
    return out.getvalue()


def _row(number, values):
    cells = "".join(
        f'<c r="{_letters(column)}{number}" t="inlineStr"><is><t>{escape(written(value))}</t></is></c>'
        for column, value in enumerate(values)
        if written(value)
    )
    return f'<row r="{number}">{cells}</row>'


def _letters(column):
    """A for 0, B for 1, AA for 26."""
    text = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        text = chr(ord("A") + rest) + text
    return text

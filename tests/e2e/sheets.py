# SPDX-License-Identifier: EUPL-1.2
"""Workbooks made part by part, so that each part can be as broken or as hostile as a test needs."""

import io
import zipfile

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
STRICT = "http://purl.oclc.org/ooxml/spreadsheetml/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
STRICT_RELATIONS = "http://purl.oclc.org/ooxml/officeDocument/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
HEADER = ("asset_id", "effective_from", "name", "type")
# The formats of cells by number: plain, a date, a date with time, percent, five digits, hours.
STYLES = f"""<styleSheet xmlns="{MAIN}"><numFmts><numFmt numFmtId="164" formatCode="00000"/>
<numFmt numFmtId="165" formatCode="[$-413]d\\ mmmm\\ yyyy;@"/></numFmts>
<cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="10"/><xf numFmtId="164"/>
<xf numFmtId="46"/><xf numFmtId="165"/></cellXfs></styleSheet>"""


def text_cell(reference, text):
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def row(number, *cells):
    """A row of texts; what begins with < is a cell as it stands."""
    made = [
        cell if cell.startswith("<") else text_cell(f"{chr(65 + i)}{number}", cell)
        for i, cell in enumerate(cells)
        if cell
    ]
    return f'<row r="{number}">{"".join(made)}</row>'


def sheet(*rows, after="", namespace=MAIN, head=""):
    data = "".join(rows)
    return f'{head}<worksheet xmlns="{namespace}"><sheetData>{data}</sheetData>{after}</worksheet>'


def asset_sheet(*rows, **options):
    return sheet(row(1, *HEADER), *rows, **options)


def parts(sheets, date1904=False, strings=None, strict=False):
    """All parts of a workbook: [sheets] has (name, state, content)."""
    main, relations = (STRICT, STRICT_RELATIONS) if strict else (MAIN, RELATIONS)
    listed, related, made = [], [], {}
    for i, (name, state, content) in enumerate(sheets, 1):
        listed.append(f'<sheet name="{name}" sheetId="{i}" state="{state}" r:id="rId{i}"/>')
        related.append((f"rId{i}", "worksheet", f"worksheets/sheet{i}.xml"))
        made[f"xl/worksheets/sheet{i}.xml"] = content
    related.append(("rIdS", "styles", "/xl/styles.xml"))
    made["xl/styles.xml"] = STYLES.replace(MAIN, main)
    if strings is not None:
        related.append(("rIdT", "sharedStrings", "../xl/sharedStrings.xml"))
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{main}">{strings}</sst>'
    made["xl/workbook.xml"] = (
        f'<workbook xmlns="{main}" xmlns:r="{relations}"><workbookPr date1904="{int(date1904)}"/>'
        f'<sheets>{"".join(listed)}</sheets></workbook>'
    )
    made["xl/_rels/workbook.xml.rels"] = relationships(relations, related)
    made["_rels/.rels"] = relationships(relations, [("rId1", "officeDocument", "xl/workbook.xml")])
    return made


def relationships(types, related):
    listed = "".join(
        f'<Relationship Id="{key}" Type="{types}/{kind}" Target="{target}"/>'
        for key, kind, target in related
    )
    return f'<Relationships xmlns="{PACKAGE}">{listed}</Relationships>'


def packed(made, **options):
    """The parts as the bytes of a file."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, **options) as archive:
        for name, content in made.items() if isinstance(made, dict) else made:
            archive.writestr(name, content)
    return file.getvalue()


def workbook(content, name="asset", **options):
    return packed(parts([(name, "visible", content)], **options))

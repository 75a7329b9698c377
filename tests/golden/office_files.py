# SPDX-License-Identifier: EUPL-1.2
"""What a DOCX and an ODT hold, read with python3-docx and python3-odf: the same for both, so that
one check does for two formats."""

import re
import zipfile

import docx
import odf.opendocument
from docx.oxml.ns import qn
from lxml import etree

BREAKS = {"br": "\n", "tab": "\t", "line-break": "\n"}


def local(node):
    return etree.QName(node).localname if isinstance(node.tag, str) else ""


class Office:
    """headings: (level, number or None when counted by the program, text); tables: (caption, titles,
    rows of ("", text)); links and places: names; charts: (alternative, values by series and
    point of a DOCX, texts of an ODT)."""

    def __init__(self):
        self.headings, self.tables, self.links, self.places = [], [], [], []
        self.charts, self.urls, self.langs, self.styles_used = [], [], set(), set()
        self.labels = []  # of a DOCX: width of the chart, which values are shown, formats
        self.paragraphs, self.caption, self.heads = [], "", 0

    def add_table(self, rows):
        self.tables.append({"caption": self.caption, "titles": rows[0],
                            "rows": [[("", text) for text in row] for row in rows[1:]]})


# ---- DOCX -------------------------------------------------------------------------------------


def docx_text(node):
    parts = []
    for child in node.iter(qn("w:t"), qn("w:br"), qn("w:tab")):
        if child.getparent().tag != qn("w:tabs"):
            parts.append(child.text or "" if child.tag == qn("w:t") else BREAKS[local(child)])
    return "".join(parts)


def docx_rows(table):
    return [["\n".join(docx_text(p) for p in cell.iter(qn("w:p"))) for cell in row.iter(qn("w:tc"))]
            for row in table.iter(qn("w:tr"))]


def docx_style(paragraph):
    found = paragraph.find(f"{qn('w:pPr')}/{qn('w:pStyle')}")
    return found.get(qn("w:val")) if found is not None else None


def take_docx_paragraph(office, paragraph):
    style, text = docx_style(paragraph), docx_text(paragraph)
    office.paragraphs.append((style, text))
    if style == "Caption":
        office.caption = text
    if style and style.startswith("Heading"):
        kept = paragraph.find(f".//{qn('w:numId')}")
        number, rest = None, text
        if kept is not None and kept.get(qn("w:val")) == "0":
            number, _, rest = text.rpartition("\t")
        office.headings.append((int(style[-1]), number, rest))


def take_docx_chart(office, package, drawing):
    relation = drawing.find(".//{*}chart").get(qn("r:id"))
    part = package.part.related_parts[relation]
    chart = etree.fromstring(part.blob)
    values, shown = {}, {}
    width = int(drawing.find(".//{*}extent").get("cx")) / 36000
    for series in chart.iter("{*}ser"):
        hidden = {label.find("{*}idx").get("val") for label in series.iter("{*}dLbl")
                  if label.find("{*}delete") is not None}
        points = [v.text for v in series.findall("{*}cat//{*}v")]
        for point in series.findall("{*}val//{*}pt"):
            place = (series.findtext("{*}tx/{*}v"), points[int(point.get("idx"))])
            values[place] = float(point.findtext("{*}v"))
            shown[place] = point.get("idx") not in hidden
    office.labels.append((width, shown, [f.get("formatCode") for f in chart.iter("{*}numFmt")]))
    office.charts.append((drawing.find(".//{*}docPr").get("descr"), values))


def read_docx(path):
    package, office = docx.Document(path), Office()
    body = package.element.body
    for node in body.iter(qn("w:p"), qn("w:tbl")):
        inside = any(a.tag == qn("w:tbl") for a in node.iterancestors())
        if node.tag == qn("w:p") and not inside:
            take_docx_paragraph(office, node)
        elif node.tag == qn("w:tbl") and node.find(f".//{qn('w:tblStyle')}").get(
                qn("w:val")) == "Statement":
            office.add_table(docx_rows(node))
            head = node.find(qn("w:tr"))
            office.heads += head.find(f"{qn('w:trPr')}/{qn('w:tblHeader')}") is not None
    for drawing in body.iter(qn("w:drawing")):
        if drawing.find(".//{*}chart") is not None:  # else the logo
            take_docx_chart(office, package, drawing)
    office.places = [mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))]
    for link in body.iter(qn("w:hyperlink")):
        if link.get(qn("w:anchor")):
            office.links.append(link.get(qn("w:anchor")))
        else:
            office.urls.append(package.part.rels[link.get(qn("r:id"))].target_ref)
    for lang in body.iter(qn("w:lang")):
        office.langs |= {lang.get(qn("w:val")), lang.get(qn("w:bidi"))} - {None}
    tags = [qn("w:pStyle"), qn("w:rStyle"), qn("w:tblStyle")]
    office.styles_used = {node.get(qn("w:val")) for node in body.iter(*tags)}
    office.styles = {style.style_id for style in package.styles}
    properties = package.core_properties
    office.properties = (properties.title, properties.subject, properties.author,
                         properties.language)
    section = package.sections[0]
    office.running = [docx_text(section.header._element), docx_text(section.footer._element)]
    return office


# ---- ODT --------------------------------------------------------------------------------------


def odt_text(node):
    parts = []
    for child in node.childNodes:
        name = getattr(child, "qname", ("", ""))[1]
        if child.nodeType == 3:
            parts.append(str(child))
        elif name == "s":
            parts.append(" " * int(child.getAttribute("c") or 1))
        elif name in BREAKS:
            parts.append(BREAKS[name])
        elif name not in ("title", "desc"):
            parts.append(odt_text(child))
    return "".join(parts)


def named(node, *names):
    """All below with one of the names, in order."""
    for child in node.childNodes:
        if getattr(child, "qname", ("", ""))[1] in names:
            yield child
        if child.childNodes:
            yield from named(child, *names)


def children(node, name):
    return [c for c in node.childNodes if getattr(c, "qname", ("", ""))[1] == name]


def odt_rows(table):
    rows = [row for head in children(table, "table-header-rows") for row in children(head, "table-row")]
    rows += children(table, "table-row")
    return [["\n".join(odt_text(p) for p in children(cell, "p")) for cell in
             children(row, "table-cell")] for row in rows]


def take_odt_chart(office, group):
    texts = [(shape.getAttribute("stylename") == "ChartNumber", odt_text(shape))
             for shape in children(group, "frame")]
    office.charts.append((odt_text(children(group, "desc")[0]), texts))


def take_odt(office, node):
    name = getattr(node, "qname", ("", ""))[1]
    if name in ("p", "h"):
        style, text = node.getAttribute("stylename") or "", odt_text(node)
        style = re.sub("^[BFPLR]_", "", style)
        office.paragraphs.append((style, text))
        if style == "Caption":
            office.caption = text
        if name == "h":
            number, rest = None, text
            if node.getAttribute("islistheader"):
                number, _, rest = text.rpartition("\t")
            office.headings.append((int(node.getAttribute("outlinelevel")), number, rest))
    elif name == "table":
        if re.fullmatch(r"T\d+", node.getAttribute("stylename")):
            office.add_table(odt_rows(node))
            office.heads += len(children(node, "table-header-rows"))
        return
    for child in node.childNodes:
        take_odt(office, child)


def read_odt(path):
    document, office = odf.opendocument.load(path), Office()
    take_odt(office, document.text)
    for group in named(document.text, "g"):
        take_odt_chart(office, group)
    office.places = [mark.getAttribute("name")
                     for mark in named(document.text, "bookmark", "bookmark-start")]
    for link in named(document.text, "a"):
        href = link.getAttribute("href")
        (office.links if href.startswith("#") else office.urls).append(href.lstrip("#"))
    content = etree.fromstring(zipfile.ZipFile(path).read("content.xml"))
    styles = etree.fromstring(zipfile.ZipFile(path).read("styles.xml"))
    office.styles_used, office.styles = set(), set()
    for root in (content, styles):
        for node in root.iter():
            for key, value in node.attrib.items():
                key = etree.QName(key).localname
                if key in ("style-name", "parent-style-name"):
                    office.styles_used.add(value)
                elif key == "name" and local(node) in ("style", "list-style"):
                    office.styles.add(value)
    text = "{urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0}"
    for properties in content.iter("{*}text-properties"):
        if properties.get(text + "language"):
            office.langs.add(properties.get(text + "language") + "-" + properties.get(text + "country"))
    meta = etree.fromstring(zipfile.ZipFile(path).read("meta.xml"))
    office.properties = tuple(meta.findtext(f".//{{*}}{name}") for name in
                              ("title", "subject", "creator", "language"))
    master = next(m for m in styles.iter("{*}master-page") if "Standard" in m.attrib.values())
    office.running = ["".join(part.itertext()) for part in master]
    return office

"""charts.py DOCX TRACE - the numbers of a report's charts, read as a person would find them.

Of each chart in the order of the text: what the chart shows (its copies of the numbers), what the workbook inside says at
the cells that the chart names, and what the trace says of those cells. All three must be equal, and no number may stand
in the workbook that the trace does not know. Reads the packages with zipfile and ElementTree only; with openpyxl too, where
it is installed.
"""
import io
import json
import posixpath
import re
import sys
import zipfile
from xml.etree import ElementTree

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
P = "{http://schemas.openxmlformats.org/package/2006/relationships}"


def links(package, part):
    folder, name = posixpath.split(part)
    root = ElementTree.fromstring(package.read(f"{folder}/_rels/{name}.rels"))
    return {
        link.get("Id"): posixpath.normpath(posixpath.join("/" + folder, link.get("Target"))).lstrip("/")
        for link in root.iter(P + "Relationship")
    }


def cells(book):
    """Of the first sheet: texts and numbers as written, by address."""
    with zipfile.ZipFile(io.BytesIO(book)) as package:
        root = ElementTree.fromstring(package.read("xl/worksheets/sheet1.xml"))
    found = {}
    for cell in root.iter(S + "c"):
        text = "".join(t.text or "" for t in cell.iter(S + "t")) if cell.get("t") == "inlineStr" else cell.findtext(S + "v")
        found[cell.get("r")] = text
    return found


def addresses(formula):
    ends = re.findall(r"\$([A-Z]+)\$(\d+)", formula)
    column, first, last = ends[0][0], int(ends[0][1]), int(ends[-1][1])
    return [f"{column}{row}" for row in range(first, last + 1)]


def copies(reference):
    """The cells that a reference names, each with the chart's own copy of it; None for a gap."""
    kind = "strCache" if reference.tag == C + "strRef" else "numCache"
    cache = reference.find(C + kind)
    points = {int(p.get("idx")): p.findtext(C + "v") for p in cache.iter(C + "pt")}
    names = addresses(reference.findtext(C + "f"))
    if int(cache.find(C + "ptCount").get("val")) != len(names):
        raise SystemExit(f"{len(names)} cells, but another number of points")
    return {name: points.get(index) for index, name in enumerate(names)}


def main(docx, trace):
    wanted = {}
    with open(trace, encoding="utf-8") as lines:
        for record in map(json.loads, lines):
            if record["kind"] == "figure" and "chart" in record["payload"]:
                figure = record["payload"]
                wanted.setdefault(figure["chart"], {})[figure["cell"]] = figure["text"]
    problems, numbers = [], 0
    with zipfile.ZipFile(docx) as package:
        root = ElementTree.fromstring(package.read("word/document.xml"))
        body = links(package, "word/document.xml")
        parts = [body[chart.get(R + "id")] for chart in root.iter(C + "chart")]
        for number, part in enumerate(parts, 1):
            chart = ElementTree.fromstring(package.read(part))
            own = links(package, part)
            book = package.read(own[chart.find(C + "externalData").get(R + "id")])
            sheet, shown = cells(book), {}
            for reference in [*chart.iter(C + "strRef"), *chart.iter(C + "numRef")]:
                shown.update(copies(reference))
            for cell, copy in shown.items():
                if sheet.get(cell) != copy:
                    problems.append(f"chart {number} {cell}: shows {copy}, the workbook says {sheet.get(cell)}")
            traced = {cell: text if re.fullmatch(r"-?\d+(\.\d+)?", text) else None for cell, text in wanted.get(number, {}).items()}
            inner = {cell: text for cell, text in sheet.items() if not re.match(r"A\d|[A-Z]+1$", cell)}
            numbers += len(inner)
            for cell in sorted({*traced, *inner}):
                if traced.get(cell) != inner.get(cell):
                    problems.append(f"chart {number} {cell}: {inner.get(cell)}, the trace says {traced.get(cell)}")
            problems += by_openpyxl(number, book, sheet)
    if len(parts) != len(wanted):
        problems.append(f"{len(parts)} charts, the trace knows {len(wanted)}")
    print(*problems, f"{len(parts)} charts, {numbers} numbers, {len(problems)} differ", sep="\n")
    return 1 if problems else 0


def by_openpyxl(number, book, sheet):
    try:
        import openpyxl
    except ImportError:
        return []
    found = {c.coordinate: c.value for row in openpyxl.load_workbook(io.BytesIO(book)).active.iter_rows() for c in row if c.value is not None}
    mine = {cell: text for cell, text in sheet.items() if text != ""}
    return [
        f"chart {number} {cell}: openpyxl reads {found.get(cell)}, not {text}"
        for cell, text in mine.items()
        if str(found.get(cell)) != text and found.get(cell) != float(text if re.fullmatch(r"-?[\d.]+", text) else "nan")
    ]


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))

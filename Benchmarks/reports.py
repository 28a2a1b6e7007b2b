"""reports.py HUIBIAN FOLDER: a ten-page report once and for 1,000 districts, beside docxtpl, pandoc and zlib.

The report has 200 figures, 8 tables and 3 charts. Huibian reads the ledger, counts, and draws the charts;
docxtpl and pandoc are given ready texts and draw no charts, which they cannot. FOLDER keeps the files.
"""

import os
import shutil
import statistics
import subprocess
import sys
import time
import zipfile
import zlib

import district
from by_pandoc import markdown

RUNS = 5
HERE = os.path.dirname(os.path.abspath(__file__))
DISTRICTS = (1, 101, 1000)


def measured(arguments):
    """Wall seconds, processor seconds and peak MB of a command."""
    begin = time.perf_counter()
    child = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    output = child.stdout.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{arguments}\n{output}")
    seconds = time.perf_counter() - begin
    return seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output


def median(runs):
    return [statistics.median(values) for values in zip(*(run[:3] for run in runs))]


def huibian(program, folder, count, run=0):
    """Into a new folder: file systems take longer where files were removed a moment ago."""
    ledger = os.path.join(folder, f"{count}.csv")
    out = os.path.join(folder, f"huibian-{count}-{run}")
    if not os.path.exists(ledger):
        district.write_ledger(ledger, count)
    return [
        program, "compile", os.path.join(folder, "报告.hb.md"), "--data", ledger, "--period", "2024年",
        "--each", "问题属地", "--set", "单位=示例区信访局", "-o", out + "/",
    ]  # fmt: skip


def deflated_twice(file):
    """Processor seconds that zlib takes at level 6 for all parts of a document, twice."""
    with zipfile.ZipFile(file) as package:
        parts = [package.read(name) for name in package.namelist()]
    runs = []
    for _ in range(31):
        begin = time.process_time()
        for _ in range(2):
            for part in parts:
                zlib.compress(part, 6)
        runs.append(time.process_time() - begin)
    return statistics.median(runs), sum(map(len, parts)), len(parts)


def tagged(source, target):
    """Our finished report as a template of docxtpl: the same styles and pages, its tags where figures were."""
    import docx

    document = docx.Document(source)
    number = 0
    body = document.element.body
    w = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
    for drawing in list(body.iter(w + "drawing")):
        drawing.getparent().remove(drawing)
    for control in list(body.iter(w + "sdt")):
        texts = list(control.iter(w + "t"))
        if texts and not any(a.tag == w + "tbl" for a in control.iterancestors()) and number < 200:
            texts[0].text = "{{ figures[%d] }}" % number
            for text in texts[1:]:
                text.text = ""
            number += 1
    for index, table in enumerate(document.tables):
        rows = table._tbl.findall(w + "tr")
        for row in rows[2:]:
            table._tbl.remove(row)
        cells = table.rows[-1].cells
        for column, cell in enumerate(cells[:5]):
            cell.paragraphs[0].text = "{{ row[%d] }}" % column
        for place, tag in ((0, f"{{%tr for row in tables[{index}] %}}"), (2, "{%tr endfor %}")):
            added = table.add_row()
            added.cells[0].text = tag
            table._tbl.remove(added._tr)
            table._tbl.insert(len(table._tbl) - (1 if place == 0 else 0), added._tr)
    document.save(target)
    return number


def main():
    program, folder = sys.argv[1], sys.argv[2]
    os.makedirs(folder, exist_ok=True)
    with open(os.path.join(folder, "报告.hb.md"), "w", encoding="utf-8") as file:
        file.write(district.template())
    with open(os.path.join(folder, "报告.md"), "w", encoding="utf-8") as file:
        file.write(markdown())
    for name in os.listdir(folder):
        if name.startswith("huibian-"):
            shutil.rmtree(os.path.join(folder, name))
    measured(huibian(program, folder, 1))
    made = os.path.join(folder, "huibian-1-0")
    report = os.path.join(made, os.listdir(made)[0])
    template = os.path.join(folder, "docxtpl.docx")
    figures = tagged(report, template)

    ours = {count: [] for count in DISTRICTS}
    docxtpl = {1: [], 100: []}
    pandoc = []
    for run in range(1, RUNS + 1):
        for count in DISTRICTS:
            ours[count].append(measured(huibian(program, folder, count, run)))
        for count in docxtpl:
            run = measured([
                sys.executable, os.path.join(HERE, "by_docxtpl.py"), template,
                os.path.join(folder, f"docxtpl-{count}"), str(count)])  # fmt: skip
            seconds, peak = map(float, run[3].split())
            docxtpl[count].append((seconds, run[1], peak))
        pandoc.append(measured([
            "pandoc", "-f", "markdown", "-t", "docx", os.path.join(folder, "报告.md"),
            "-o", os.path.join(folder, "pandoc.docx")]))  # fmt: skip
    floor, size, parts = deflated_twice(report)

    one, some, many = (median(ours[count]) for count in DISTRICTS)
    each = (many[1] - some[1]) / (DISTRICTS[2] - DISTRICTS[1])
    python = (median(docxtpl[100])[1] - median(docxtpl[1])[1]) / 99
    haskell = median(pandoc)
    print(f"{size:,} bytes in {parts} parts; {figures} figures for docxtpl; load {os.getloadavg()[0]:.1f}\n")
    print("| what | seconds | CPU seconds | peak MB |\n|---|--:|--:|--:|")
    for name, row in (
        ("huibian, one report with reading and counting", one),
        (f"huibian, {DISTRICTS[1]} districts", some), (f"huibian, {DISTRICTS[2]} districts", many),
        ("docxtpl, one report, ready texts, no charts", median(docxtpl[1])),
        ("docxtpl, 100 reports", median(docxtpl[100])), ("pandoc, one report, ready texts, no charts", haskell),
    ):
        print(f"| {name} | {row[0]:.3f} | {row[1]:.3f} | {row[2]:.0f} |")
    clock = (many[0] - some[0]) / (DISTRICTS[2] - DISTRICTS[1])
    print("\n| one more report | ms | × zlib twice |\n|---|--:|--:|")
    for name, seconds in (
        ("zlib, level 6, all parts, twice", floor), ("huibian, processor time", each),
        (f"huibian, by the clock, {os.cpu_count()} cores", clock), ("docxtpl, processor time", python),
        ("pandoc, processor time, its start included", haskell[1]),
    ):  # fmt: skip
        print(f"| {name} | {seconds * 1000:.1f} | {seconds / floor:.2f} |")


if __name__ == "__main__":
    main()

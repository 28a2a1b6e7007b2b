"""workbook.py HUIBIAN FOLDER ROWS: times the reading of an .xlsx beside calamine and openpyxl.

The workbook is written here, as office programs write them: one sheet, texts shared, dates and whole numbers as
numbers. Every tool looks at all cells and must find the same count of filled ones in each column; Huibian
(`inspect`) also recognises the ledger, checks keys and dates, and builds its table. FOLDER keeps the workbook.
"""

import csv
import datetime
import json
import os
import re
import statistics
import subprocess
import sys
import time
import zipfile
from xml.sax.saxutils import escape

RUNS = 3
DAY = re.compile(r"\d{4}-\d\d-\d\d$")
NUMBER = re.compile(r"(0|[1-9]\d{0,8})$")
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
REL = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
FIRST = datetime.date(1899, 12, 30).toordinal()


def column(index):
    name = ""
    while index >= 0:
        name, index = chr(65 + index % 26) + name, index // 26 - 1
    return name


def write_workbook(csv_path, path):
    """The rows of a CSV as a workbook."""
    shared, order, days = {}, [], {}

    def cell(reference, text):
        if not text:
            return ""
        if NUMBER.match(text):
            return f'<c r="{reference}"><v>{text}</v></c>'
        if DAY.match(text):
            serial = days.get(text)
            if serial is None:
                serial = days[text] = datetime.date.fromisoformat(text).toordinal() - FIRST
            return f'<c r="{reference}" s="1"><v>{serial}</v></c>'
        index = shared.get(text)
        if index is None:
            index = shared[text] = len(order)
            order.append(text)
        return f'<c r="{reference}" t="s"><v>{index}</v></c>'

    with zipfile.ZipFile(path + ".part", "w", zipfile.ZIP_DEFLATED, compresslevel=6) as file:
        types = "application/vnd.openxmlformats-officedocument.spreadsheetml."
        file.writestr("[Content_Types].xml", (
            '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
            '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{types}sheet.main+xml"/>'
            f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{types}worksheet+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{types}sharedStrings+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{types}styles+xml"/></Types>'))
        start = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
        package = "http://schemas.openxmlformats.org/package/2006/relationships"
        file.writestr("_rels/.rels", (
            f'{start}<Relationships xmlns="{package}"><Relationship Id="rId1" Type="{REL}/officeDocument" '
            'Target="xl/workbook.xml"/></Relationships>'))
        file.writestr("xl/_rels/workbook.xml.rels", start + f'<Relationships xmlns="{package}">' + "".join(
            f'<Relationship Id="rId{number}" Type="{REL}/{kind}" Target="{target}"/>'
            for number, kind, target in (
                (1, "worksheet", "worksheets/sheet1.xml"), (2, "styles", "styles.xml"),
                (3, "sharedStrings", "sharedStrings.xml"))) + "</Relationships>")
        file.writestr("xl/workbook.xml", (
            f'{start}<workbook xmlns="{MAIN}" xmlns:r="{REL}"><sheets>'
            '<sheet name="信访件" sheetId="1" r:id="rId1"/></sheets></workbook>'))
        file.writestr("xl/styles.xml", (
            f'{start}<styleSheet xmlns="{MAIN}"><fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills>'
            '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
            '<cellXfs count="2"><xf/><xf numFmtId="14" applyNumberFormat="1"/></cellXfs></styleSheet>'))
        with open(csv_path, encoding="utf-8-sig", newline="") as source, file.open(
            "xl/worksheets/sheet1.xml", "w", force_zip64=True
        ) as sheet:
            sheet.write(f'{start}<worksheet xmlns="{MAIN}"><sheetData>'.encode())
            names = [column(index) for index in range(200)]
            lines = []
            for number, row in enumerate(csv.reader(source), 1):
                cells = "".join([cell(f"{names[index]}{number}", text) for index, text in enumerate(row)])
                lines.append(f'<row r="{number}">{cells}</row>')
                if len(lines) == 10_000:
                    sheet.write("".join(lines).encode())
                    lines = []
            sheet.write(("".join(lines) + "</sheetData></worksheet>").encode())
        with file.open("xl/sharedStrings.xml", "w") as part:
            part.write(f'{start}<sst xmlns="{MAIN}" uniqueCount="{len(order)}">'.encode())
            part.write("".join(f"<si><t>{escape(text)}</t></si>" for text in order).encode())
            part.write(b"</sst>")
    os.rename(path + ".part", path)


CALAMINE = """
import sys, json, time
from python_calamine import CalamineWorkbook
begin = time.perf_counter()
counts = None
for row in CalamineWorkbook.from_path(sys.argv[1]).get_sheet_by_index(0).iter_rows():
    counts = counts or [0] * len(row)
    for index, cell in enumerate(row):
        if cell != "": counts[index] += 1
print(json.dumps([time.perf_counter() - begin, counts]))
"""
OPENPYXL = """
import sys, json, time
from openpyxl import load_workbook
begin = time.perf_counter()
counts = [0] * 200
for row in load_workbook(sys.argv[1], read_only=True).worksheets[0].iter_rows(values_only=True):
    for index, cell in enumerate(row):
        if cell is not None: counts[index] += 1
print(json.dumps([time.perf_counter() - begin, [count for count in counts if count]]))
"""


def measured(arguments):
    begin = time.perf_counter()
    child = subprocess.Popen(arguments, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    output, messages = child.stdout.read(), child.stderr.read()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{arguments}\n{messages.decode()}")
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, output


def main():
    program, folder, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.makedirs(folder, exist_ok=True)
    source, path = os.path.join(folder, f"{rows}.csv"), os.path.join(folder, f"{rows}.xlsx")
    if not os.path.exists(path):
        if not os.path.exists(source):
            subprocess.run([program, "sample", "--rows", str(rows), "-o", source], check=True)
        write_workbook(source, path)
    stats = [program, "stats", "信访总量", "来访批次", "来访人次", "--by", "问题属地", "--period", "2024年",
             "--set", "单位=示例区信访局", "--format", "json", "--data"]  # fmt: skip
    tasks = {
        "huibian, three figures by district": stats + [path],
        "huibian, the same from the CSV": stats + [source],
        "python-calamine": [sys.executable, "-c", CALAMINE, path],
        "openpyxl, read-only": [sys.executable, "-c", OPENPYXL, path],
    }
    runs = {name: [] for name in tasks}
    for turn in range(RUNS):
        for name, command in tasks.items():
            # Minutes long, it is run once.
            if turn == 0 or not name.startswith("openpyxl"):
                runs[name].append(measured(command))
    ours, same = (runs[name][0][3] for name in list(tasks)[:2])
    others = [json.loads(runs[name][0][3])[1] for name in list(tasks)[2:]]
    if ours != same or others[0] != others[1]:
        sys.exit("the tools differ")
    size = os.path.getsize(path) / 1e6
    load = os.getloadavg()[0]
    print(f"{rows:,} rows, {size:.0f} MB; {os.cpu_count()} cores, load {load:.1f}; median of {RUNS}, openpyxl once\n")
    print("| what | seconds | CPU seconds | MB/s | peak MB | × huibian (CPU) |\n|---|--:|--:|--:|--:|--:|")
    first = None
    for name, list_ in runs.items():
        seconds, processor, peak = (statistics.median(run[index] for run in list_) for index in range(3))
        first = first or processor
        print(f"| {name} | {seconds:.1f} | {processor:.1f} | {size / seconds:.1f} | {peak:,.0f} "
              f"| {processor / first:.2f} |")


if __name__ == "__main__":
    main()

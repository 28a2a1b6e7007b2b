"""benchmark.py HUIBIAN FOLDER ROWS: times Huibian beside polars and duckdb on one generated CSV.

FOLDER keeps the generated files. Every figure is the median of five runs, taken in turn so that
a busy minute of the machine meets all of them; memory is the largest of them.
"""
import csv
import io
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time

import questions

RUNS = 5
HERE = os.path.dirname(os.path.abspath(__file__))


class Run:
    """One command: its wall time, its time on the processors, its peak memory, its output."""

    def __init__(self, arguments, stdout):
        begin = time.perf_counter()
        child = subprocess.Popen(arguments, stdout=stdout, stderr=subprocess.PIPE)
        messages = child.stderr.read()
        _, status, usage = os.wait4(child.pid, 0)
        self.seconds = time.perf_counter() - begin
        child.returncode = os.waitstatus_to_exitcode(status)
        if child.returncode != 0:
            sys.exit(f"{arguments}\n{messages.decode()}")
        self.processor = usage.ru_utime + usage.ru_stime
        self.peak = usage.ru_maxrss / 1024


class Task:
    """A row of the table."""

    def __init__(self, name, arguments, path, answers=None):
        self.name, self.arguments, self.path, self.answers = name, arguments, path, answers
        self.runs = []

    def run(self):
        with tempfile.TemporaryFile() as output:
            run = Run(self.arguments, output)
            output.seek(0)
            self.output = output.read()
        # Other tools say themselves how long the query took: their interpreter's start is not
        # counted. Huibian's and the floor's is.
        if self.answers:
            run.seconds = float(self.output)
        self.runs.append(run)

    @property
    def seconds(self):
        return statistics.median(run.seconds for run in self.runs)

    @property
    def processor(self):
        return statistics.median(run.processor for run in self.runs)

    @property
    def peak(self):
        return max(run.peak for run in self.runs)


def generated(huibian, folder, rows):
    """The CSV in UTF-8 and in GB18030."""
    utf8 = os.path.join(folder, f"{rows}.csv")
    gb18030 = os.path.join(folder, f"{rows}-GB18030.csv")
    if not os.path.exists(utf8):
        subprocess.run(
            [huibian, "sample", "--rows", str(rows), "-o", utf8], check=True, stdout=subprocess.DEVNULL
        )
    if not os.path.exists(gb18030):
        with open(gb18030 + ".part", "wb") as file:
            # Exports in GB18030 have no byte order mark: the first three bytes.
            tail = subprocess.Popen(["tail", "-c", "+4", utf8], stdout=subprocess.PIPE)
            subprocess.run(
                ["iconv", "-f", "UTF-8", "-t", "GB18030"], stdin=tail.stdout, stdout=file, check=True
            )
        os.rename(gb18030 + ".part", gb18030)
    return utf8, gb18030


def stats(huibian, path, metrics, groups):
    by = [word for group in groups for word in ("--by", group)]
    return [
        huibian, "stats", *metrics, "--data", path, "--period", questions.PERIOD, *by,
        "--set", f"单位={questions.OFFICE}", "--format", "csv",
    ]  # fmt: skip


def figures(output):
    """What `huibian stats --format csv` printed, as (metric, group, label) → text.

    The groups of a metric come in the order in which they were asked for; where the labels of
    one end is known from the labels that the other tools found.
    """
    rows = list(csv.reader(io.StringIO(output.decode("utf-8-sig"))))[1:]
    return [(row[0], row[2], row[3]) for row in rows]


def check(ours, others):
    """Holds that all tools give the same numbers; Huibian may name groups that have no rows."""
    first = {tuple(key): value for *key, value in json.load(open(others[0].answers))}
    for other in others[1:]:
        second = {tuple(key): value for *key, value in json.load(open(other.answers))}
        if first != second:
            sys.exit(f"{others[0].name} and {other.name} differ: {set(first.items()) ^ set(second.items())}")
    for task in ours:
        expected = sorted((metric, label, value) for (metric, _, label), value in first.items())
        found = figures(task.output)
        empty = [row for row in found if row[2] in ("0", "—")]
        found = sorted(row for row in found if row[2] not in ("0", "—"))
        expected = [row for row in expected if row[2] not in ("0", "—")]
        if found != expected:
            sys.exit(f"{task.name} differs: {set(found) ^ set(expected)}")
        if len(found) + len(empty) < len(first):
            sys.exit(f"{task.name}: groups are missing")
    return len(first)


def main():
    huibian, folder, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
    os.makedirs(folder, exist_ok=True)
    utf8, gb18030 = generated(huibian, folder, rows)
    report = os.path.join(folder, "report.docx")
    compile_ = [
        huibian, "compile", "年度工作总结", "--data", utf8, "--period", questions.PERIOD,
        "--set", f"单位={questions.OFFICE}", "--set", "辖区=示例区", "-o", report,
    ]  # fmt: skip
    ours = [
        Task("huibian, 40 aggregates", stats(huibian, utf8, questions.METRICS, questions.GROUPS), utf8),
        Task(
            "huibian, 40 aggregates, GB18030",
            stats(huibian, gb18030, questions.METRICS, questions.GROUPS), gb18030,
        ),
    ]  # fmt: skip
    others = [
        Task(
            f"{tool}, 40 aggregates",
            [sys.executable, os.path.join(HERE, "answer.py"), tool, utf8, os.path.join(folder, tool)],
            utf8, os.path.join(folder, tool),
        )
        for tool in ("polars", "duckdb")
    ]  # fmt: skip
    tasks = [
        Task("floor: wc -l", ["wc", "-l", utf8], utf8),
        Task("huibian, reading, one figure", stats(huibian, utf8, ["信访总量"], []), utf8),
        *ours,
        Task("huibian, annual report to .docx", compile_, utf8),
        *others,
        Task("iconv GB18030 to UTF-8", ["iconv", "-f", "GB18030", "-t", "UTF-8", gb18030], gb18030),
    ]
    for _ in range(RUNS):
        for task in tasks:
            task.run()
    count = check(ours, others)

    import duckdb
    import polars

    load = os.getloadavg()[0]
    print(f"{rows:,} rows, {os.path.getsize(utf8) / 1e6:.0f} MB; {os.cpu_count()} cores, load {load:.1f};")
    print(f"polars {polars.__version__} (streaming), duckdb {duckdb.__version__}; median of {RUNS};")
    print(f"all tools agree on {count} values.\n")
    print("| what | seconds | CPU seconds | rows/s | MB/s | peak MB | × polars | × duckdb | × floor |")
    print("|---|--:|--:|--:|--:|--:|--:|--:|--:|")
    floor, (polars_, duckdb_) = tasks[0].seconds, others
    for task in tasks:
        size = os.path.getsize(task.path) / 1e6
        ratios = [polars_.seconds, duckdb_.seconds, floor]
        print(
            f"| {task.name} | {task.seconds:.3f} | {task.processor:.2f} | {rows / task.seconds:,.0f} "
            f"| {size / task.seconds:,.0f} | {task.peak:,.0f} | "
            + " | ".join(f"{task.seconds / ratio:.2f}" for ratio in ratios)
            + " |"
        )


main()

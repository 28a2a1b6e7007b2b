#!/usr/bin/env python3
"""Recounts the figures of huibian with SQL, from the exports, and compares.

    recount.py trace TRACE.jsonl TEMPLATE CSV...    every figure of a report, its base, its printed text
    recount.py stats HUIBIAN CSV...                 every metric of families A to F by `huibian stats`

Options: --config huibian.yaml --periods 敏感期.csv --events 事件.csv --office NAME --alias NAME --area NAME.

An implementation of its own, by the Python standard library only: exports are read by the csv
module (ledgers.py), counted in SQLite by definitions written from those of the metrics, not from the
catalogue (definitions.py), and put in words (wording.py). Exit status 0: all equal.
"""
import argparse
import json
import re
import subprocess
import sys
from fractions import Fraction

import wording
from definitions import METRICS, unit
from ledgers import CLASS, TOWN, database
from wording import Move, Style

# The runs of `huibian stats`: years, halves, months, and a run with a cut-off of its own.
PERIODS = [
    ("2024年", "2024-01-01", "2024-12-31", None), ("2023年", "2023-01-01", "2023-12-31", None),
    ("2024年上半年", "2024-01-01", "2024-06-30", None), ("2024年下半年", "2024-07-01", "2024-12-31", None),
    ("2023年下半年", "2023-07-01", "2023-12-31", None), ("2024年2月", "2024-02-01", "2024-02-29", None),
    ("2024年9月", "2024-09-01", "2024-09-30", None), ("2023年11月", "2023-11-01", "2023-11-30", None),
    ("2024年1-10月", "2024-01-01", "2024-10-31", "2024-11-15"),
]


class Recount:
    def __init__(self, options):
        self.db = database(options.data, options.periods, options.events, options.config, options.area)
        self.names = dict(office=options.office, alias=options.alias)
        self.cache = {}

    def groups(self, metric, start, end, cut, columns=(), where=()):
        """Label tuple → (value, None) or (numerator, denominator)."""
        key = (metric, start, end, cut, tuple(columns), tuple(where))
        if key not in self.cache:
            args = dict(start=start, end=end, cut=cut, **self.names)
            self.cache[key] = self.combined(METRICS[metric], args, columns, where)
        return self.cache[key]

    def combined(self, definition, args, columns, where):
        if definition[0] == "ratio":
            top, bottom = (self.combined(d, args, columns, where) for d in definition[1:])
            return {label: (top.get(label, (0, None))[0], bottom.get(label, (0, None))[0])
                    for label in {**top, **bottom}}
        if definition[0] == "total":
            sums = {}
            for part in definition[1]:
                for label, (number, _) in self.combined(part, args, columns, where).items():
                    sums[label] = (sums.get(label, (0, None))[0] + number, None)
            return sums
        kind, table, condition = definition
        select = {
            "count": "count(*)", "sum": "sum(信访人数)", "distinct": "count(DISTINCT 信访事项编号)",
            "mean": "cast(sum(julianday(办结日期) - julianday(登记日期)) AS INTEGER), count(*)",
        }[kind]
        day = "登记日期" if table == "c" else "日期"
        scope = [f"{day} BETWEEN :start AND :end", f"({condition})"]
        for dimension, members in where:
            marks = ", ".join("'" + m.replace("'", "''") + "'" for m in members)
            scope.append(f'"{dimension}" IN ({marks})')
        names = "".join(f', "{c}"' for c in columns)
        sql = f"SELECT {select}{names} FROM {table} WHERE " + " AND ".join(scope)
        if columns:
            sql += " GROUP BY " + names[2:]
        width = 2 if kind == "mean" else 1
        return {tuple(row[width:]): (row[0] or 0, row[1] if width == 2 else None)
                for row in self.db.execute(sql, args)}

    def value(self, metric, start, end, cut, where=()):
        return self.groups(metric, start, end, cut, (), where).get((), (0, None))


def parts(side, prefix=""):
    if prefix + "denominator" in side:
        return side[prefix + "numerator"], side[prefix + "denominator"]
    return side.get(prefix.rstrip("_") or "value"), None


class Trace:
    """Compares each figure of a compile trace: its numbers, then its words."""

    def __init__(self, recount, template):
        self.recount, self.problems, self.figures, self.values = recount, [], 0, 0
        with open(template, encoding="utf-8") as lines:
            self.template = lines.read().split("\n")

    def check(self, figure):
        self.figures += 1
        mine = []
        for metric in figure["metrics"]:
            other = metric.get("base") or metric.get("share")
            mine.append([self.side(figure, side) for side in [metric] + ([other] if other else [])])
        if any(None in pair for pair in mine):
            return
        expected = self.text(figure, mine)
        if expected != figure["text"]:
            self.problems.append(f'{figure["at"]}: printed “{figure["text"]}”, recount “{expected}”')

    def side(self, figure, side):
        name, (start, end) = side["name"], side["period"].split("..")
        if name not in METRICS:
            self.problems.append(f'{figure["at"]}: {name} cannot be recounted')
            return None
        self.values += 1
        where = tuple((d, tuple(m)) for d, m in side.get("where", {}).items())
        got = self.recount.value(name, start, end, side["asOf"], where)
        if got != parts(side):
            self.problems.append(f'{figure["at"]}: {name} {side["period"]} {where}: document {parts(side)}, recount {got}')
        return got

    def text(self, figure, mine):
        line = self.template[int(figure["at"].split(":")[-2]) - 1]
        source, statistic = figure["source"].strip("{}"), figure["statistic"]
        whole_table = source.startswith("表")
        filters = [] if whole_table else re.split("[｜|]", source)[1:]
        places = [int(f[0]) for f in filters if re.match(r"^\d位小数$", f)]
        style = Style(whole_table or line.startswith("|"), places[0] if places else None)
        names = [m["name"] for m in figure["metrics"]]
        bare = "数" in filters or (whole_table and all(unit(n) != "%" for n in names))
        if statistic == "":
            return "、".join(wording.value(n, m[0], style, bare) for n, m in zip(names, mine))
        if statistic == "上年同期":
            return "、".join(wording.value(n, m[1], style, bare) for n, m in zip(names, mine))
        if statistic == "占比":
            return wording.share(mine[0][0], mine[0][1], style, "数" in filters)
        moves = [Move(n, m[0], m[1], style) for n, m in zip(names, mine)]
        if statistic == "同比":
            return wording.year_over_year(moves)
        if statistic == "同比增减":
            return wording.signed(moves[0], style) if "数" in filters else wording.difference(moves[0])
        if statistic == "同比幅度":
            return wording.ratio(moves[0])
        return f"({statistic})"


class Statistics:
    """Compares what `huibian stats` prints as JSON with GROUP BY."""

    def __init__(self, recount, command):
        self.recount, self.command = recount, command
        self.problems, self.values = [], 0

    def check(self, period):
        text, start, end, cut = period
        base = [f"{int(d[:4]) - 1}{d[4:]}".replace("-02-29", "-02-28") for d in (start, end, cut or end)]
        if start.endswith("-02-01"):
            base[1] = base[1] if cut else base[0][:4] + "-02-28"
        for columns in [(), (TOWN,), (CLASS,)]:
            answer = self.run(text, cut, columns)
            said = {(entry["metric"], tuple(entry.get("group", {}).values())): entry for entry in answer}
            for metric in self.metrics(columns):
                now = self.recount.groups(metric, start, end, cut or end, columns)
                before = self.recount.groups(metric, base[0], base[1], base[2], columns)
                has_base = self.recount.value("信访总量", base[0], base[1], base[2])[0] > 0
                labels = {label for name, label in said if name == metric}
                labels |= {tuple(x or "未填写" for x in label) for label, v in now.items() if v[0]}
                for label in labels:
                    key = tuple("" if x == "未填写" else x for x in label)
                    none = (0, 0) if METRICS[metric][0] in ("ratio", "mean") else (0, None)
                    self.compare(text, metric, label, said.get((metric, label)), now.get(key, none),
                                 before.get(key, none) if has_base else None)

    @staticmethod
    def metrics(columns):
        """All that can be grouped so: events, which 敏感期零指标 counts too, have no category."""
        return [m for m in METRICS if not (CLASS in columns and m == "敏感期零指标")]

    def run(self, period, cut, columns):
        line = [self.command, "stats", *self.metrics(columns), "--config", options.config, "--period", period,
                "--compare", "同比", "--format", "json"]
        for column in columns:
            line += ["--by", column]
        if cut:
            line += ["--as-of", cut]
        done = subprocess.run(line, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"huibian stats failed for {period}:\n{done.stderr}")
        return json.loads(done.stdout)

    def compare(self, period, metric, label, entry, now, before):
        def wrong(what, said, mine):
            self.problems.append(f"{period} {metric} {'/'.join(label)}: {what} is {said}, recount {mine}")

        if entry is None:
            return wrong("the group", "missing", now)
        self.values += 1
        sides = [("", now, entry.get("value"))]
        if before is not None:
            sides.append(("base_", before, entry.get("base")))
        elif "base" in entry:
            wrong("base", entry["base"], "no data")
        for prefix, mine, printed in sides:
            if parts(entry, prefix) != mine:
                wrong(prefix or "value", parts(entry, prefix), mine)
            if mine[1] is not None and printed != wording.value(metric, mine, Style()):
                wrong(prefix + "text", printed, wording.value(metric, mine, Style()))
        if entry["unit"] != unit(metric):
            wrong("unit", entry["unit"], unit(metric))
        for key, mine in self.changes(metric, now, before).items():
            if entry.get(key) != mine:
                wrong(key, entry.get(key), mine)

    @staticmethod
    def changes(metric, now, before):
        result = dict.fromkeys(("change", "percent", "points"))
        if before is None:
            return result
        move = Move(metric, now, before, Style())
        if move.delta is None:
            return result
        if move.rate:
            result["points"] = wording.signed(move, Style()).lstrip("+")
            return result
        text = wording.signed(move, Style()).lstrip("+")
        result["change"] = text if move.mean else int(text)
        if move.base:
            percent = wording.trimmed(wording.half_up(move.delta * 100 / Fraction(move.base), 1))
            result["percent"] = percent
        return result


def main():
    recount = Recount(options)
    if options.mode == "trace":
        trace = Trace(recount, options.template)
        with open(options.subject, encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if record["kind"] == "figure":
                    trace.check(record["payload"])
        problems, summary = trace.problems, f"{trace.figures} figures, {trace.values} values"
    else:
        statistics = Statistics(recount, options.subject)
        for period in PERIODS:
            statistics.check(period)
        problems, summary = statistics.problems, f"{len(METRICS)} metrics, {statistics.values} values"
    for problem in problems:
        print(problem)
    print(f"{summary}, {len(problems)} differ")
    return 1 if problems else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    modes = parser.add_subparsers(dest="mode", required=True)
    for mode, subject in [("trace", "TRACE"), ("stats", "HUIBIAN")]:
        sub = modes.add_parser(mode)
        sub.add_argument("subject", metavar=subject)
        if mode == "trace":
            sub.add_argument("template")
        sub.add_argument("data", nargs="+")
        for name in ["config", "periods", "events", "office", "alias", "area"]:
            sub.add_argument("--" + name, default="")
    return parser.parse_args()


if __name__ == "__main__":
    options = arguments()
    sys.exit(main())

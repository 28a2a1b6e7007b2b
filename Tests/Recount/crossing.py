"""Compares what `huibian stats` prints as JSON with the same counts by SQL."""
import functools
import json
import subprocess
from fractions import Fraction

import calendar_of
import wording
from answers import TIMES
from completion import CLASS, TOWN, VILLAGE
from definitions import DATE, DIMENSIONS, METRICS, STANDING, YEARLY, ledgers, unit
from wording import Move, Style

PLACED = {"信访件", "接访登记", "积案台账", "排查", "慰问", "处访", "事件"}
CLASSED = {"信访件", "积案台账"}
EMPTY = "未填写"
BASES = {"同比": calendar_of.last_year, "环比": calendar_of.previous}
# Scores and the cycles of I04 are of the whole: a total score, a grade, a cycle have no parts by themselves.
WHOLE_ONLY = {"自评总分", "评价等级", "信访隐患排查覆盖率"}


@functools.cache
def grouped(dimension):
    """The metrics that can be grouped by a dimension: all their ledgers have it."""
    if dimension in (TOWN, VILLAGE):
        having = PLACED
    elif dimension == CLASS:
        having = CLASSED
    elif dimension in TIMES:
        having = set(DATE)
    else:
        having = {ledger for ledger, names in DIMENSIONS.items() if dimension in names}
    return {m for m in METRICS if ledgers(m) <= having and m not in WHOLE_ONLY}


class Crossing:
    """All comparisons of one set of ledgers under one set of settings.

    What is to be compared is asked for first and compared later: huibian runs on all cores meanwhile.
    """

    def __init__(self, pool, command, answers, options, lacking=None):
        """pool: runs the questions; answers: makes the recount's database when it is first needed; lacking: the
        days that an export of cases lacks, with which nothing may be compared."""
        self.lacking = lacking
        self.pool, self.command, self.options = pool, command, options
        self.answers_later, self.asked, self.problems, self.values = answers, [], [], 0

    @functools.cached_property
    def answers(self):
        return self.answers_later()

    def ask(self, period, dimensions=((),), metrics=None):
        """period: text, start, end, cut-off or None, 同比 or 环比; a dimension is a tuple of columns.

        Dimensions of the same metrics are asked for in one run.
        """
        runs = {}
        for columns in dimensions:
            names = tuple(m for m in (metrics or METRICS) if all(m in grouped(c) for c in columns))
            if names:
                runs.setdefault((names, bool(columns)), []).append(columns)
        for (names, _), groupings in runs.items():
            self.asked.append((period, names, groupings, self.pool.submit(self.run, names, period, groupings)))

    def compare_all(self):
        for period, names, groupings, running in self.asked:
            status, output, errors = running.result()
            if status:
                lines = "\n".join(x for x in errors.split("\n") if "错误" in x or "提示" in x)
                self.problems.append(f"{period[0]} {groupings}: huibian stats failed:\n{lines}")
            else:
                self.compare_run(period, names, groupings, json.loads(output, parse_float=Fraction))

    def run(self, metrics, period, groupings):
        text, _, _, cut, compare = period
        line = [*self.command, "stats", *metrics, "--period", text, "--compare", compare, "--format", "json", *self.options]
        for columns in groupings:
            line += ["--by", ",".join(columns)] if columns else []
        line += ["--as-of", cut] if cut else []
        done = subprocess.run(line, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout, done.stderr

    def compare_run(self, period, metrics, groupings, entries):
        text, start, end, cut, compare = period
        said = {}
        for entry in entries:
            group = entry.get("group", {})
            said.setdefault((entry["metric"], tuple(group)), {})[tuple(group.values())] = entry
        for columns in groupings:
            for metric in metrics:
                self.metric(metric, (text, start, end, cut or end, compare), columns, said.get((metric, columns), {}))

    def metric(self, metric, period, columns, said):
        text, start, end, cut, compare = period
        base = BASES[compare](start, end, cut)
        now = self.answers.groups(metric, start, end, cut, columns)
        before = self.answers.groups(metric, *base, columns) if self.has_base(metric, base) else None
        times = [k for k, c in enumerate(columns) if c in TIMES]
        if before is not None and times:
            before = {calendar_of.next_year(label, times): value for label, value in before.items()} if compare == "同比" else {}
        weeks = "周" in columns  # Weeks of two years do not match day by day: only their own values are compared.
        none = (0, 0) if wording.kind(metric) in ("ratio", "mean") else (0, None)
        labels = set(said)
        labels |= {tuple(x or EMPTY for x in label) for label, value in now.items() if value[0]}
        if not columns:
            labels.add(())
        for label in sorted(labels):
            key = tuple("" if x == EMPTY else x for x in label)
            where = f"{text} {compare} {metric} {'/'.join(label)}"
            entry = said.get(label)
            if entry is None:
                self.problems.append(f"{where}: the group is missing, recount {now.get(key)}")
                continue
            if weeks:
                entry = {k: v for k, v in entry.items() if not k.startswith("base") and k not in ("change", "percent", "points")}
            # Rows without a date belong to no member of time, and to no earlier one.
            undated = any(label[k] == EMPTY for k in times)
            earlier = None if before is None or weeks or undated else before.get(key, none)
            if earlier is not None and self.is_unfair(metric, [(start, cut), (base[0], base[2])], [label[k] for k in times]):
                for word in ("change", "percent", "points"):
                    if word in entry:
                        self.problems.append(f"{where}: {word} is {entry[word]}, but one of the periods lacks days")
                entry = {**entry, **changes(metric, now.get(key, none), earlier)}
            self.compare(where, metric, entry, now.get(key, none), earlier)

    def is_unfair(self, metric, spans, months):
        """Whether days that are lacking lie in one of the two periods, or in the base of a month."""
        if not self.lacking or "信访件" not in self.answers.ledgers(metric):
            return False
        first, last = self.lacking
        if months:
            return all(first[:7] <= str(int(month[:4]) - 1) + month[4:] <= last[:7] for month in months)
        return any(start <= last and first <= end for start, end in spans)

    def has_base(self, metric, base):
        """A ledger that only says how things are has no earlier state."""
        return any(self.answers.has_data(ledger, *base) for ledger in self.answers.ledgers(metric)
                   if ledger not in STANDING and (ledger in DATE or ledger in YEARLY))

    def compare(self, where, metric, entry, now, before):
        def wrong(what, said, mine):
            self.problems.append(f"{where}: {what} is {said}, recount {mine}")

        self.values += 1
        if before is None and "base" in entry:
            wrong("base", entry["base"], "no data")
        for prefix, mine in [("", now)] + ([("base_", before)] if before is not None else []):
            self.side(metric, entry, prefix, mine, wrong)
        if entry["unit"] != unit(metric):
            wrong("unit", entry["unit"], unit(metric))
        for key, mine in changes(metric, now, before).items():
            if str(entry.get(key)) != str(mine):
                wrong(key, entry.get(key), mine)

    @staticmethod
    def side(metric, entry, prefix, mine, wrong):
        printed = entry.get(prefix.rstrip("_") or "value")
        if mine[1] is None:
            if printed != mine[0]:
                wrong(prefix or "value", printed, mine[0])
            return
        said = entry.get(prefix + "numerator"), entry.get(prefix + "denominator")
        if None in said or not equal(metric, said, mine):
            wrong(prefix + "parts", said, tuple(str(x) for x in mine))
        elif printed != wording.value(metric, mine, Style()):
            wrong(prefix + "text", printed, wording.value(metric, mine, Style()))


def equal(metric, said, mine):
    """Counts are equal in both parts; amounts and degrees, which have no one scale, as quotients.

    Degrees of indicators by the dozen have no common denominator of 64 bits: each may be rounded at its
    twelfth decimal.
    """
    if METRICS[metric][0] == "own" and said[1] and mine[1]:
        return abs(said[0] / Fraction(said[1]) - mine[0] / Fraction(mine[1])) * 10 ** 12 <= Fraction(1, 2)
    if all(isinstance(x, int) for x in mine) and not ledgers(metric) & (YEARLY - {"人员编制"}):
        return said == mine
    return bool(said[1]) == bool(mine[1]) and said[0] * mine[1] == mine[0] * said[1]


def changes(metric, now, before):
    result = dict.fromkeys(("change", "percent", "points"))
    if before is None:
        return result
    if wording.kind(metric) == "count" and isinstance(now[0], str):
        return result  # A grade is no number.
    move = Move(metric, now, before, Style())
    if move.delta is None:
        return result
    signed = wording.signed(move, Style()).lstrip("+")
    if move.rate:
        return {**result, "points": signed}
    result["change"] = signed
    if move.base:
        result["percent"] = wording.percentage(move.delta / Fraction(move.base), Style())[0]
    return result

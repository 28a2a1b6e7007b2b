"""Counts by SQL: the value of a definition for a period, in groups."""
import sqlite3
from fractions import Fraction

import calendar_of
from cases import scoped
from definitions import AMOUNTS, DATE, METRICS, OPEN, STANDING, YEARLY
from terms import ledgers_of

# The parts of a rate that are printed beside it are of the same cases.
PARTS_OF = {"办结率": ("到期信访件数", "到期办结件数"), "网上信访办结率": ("网上信访到期办结件数",)}
TIMES = ("年", "半年", "季度", "月份", "旬", "周")


class Answers:
    """One database with the settings that hold for it."""

    def __init__(self, db, names, settings):
        self.db, self.names, self.settings, self.cache = db, names, settings, {}
        for kind in TIMES:
            db.create_function("label_" + kind, 1, lambda day, kind=kind: calendar_of.label(kind, day) if day else "", deterministic=True)

    def groups(self, metric, start, end, cut, columns=(), where=()):
        """Label tuple → (value, None) or (numerator, denominator)."""
        key = (metric, start, end, cut, tuple(columns), tuple(where))
        if key not in self.cache:
            args = {**self.arguments(start, end, cut), "范围": self.scope(metric)}
            self.cache[key] = self.combined(METRICS[metric], args, columns, where)
        return self.cache[key]

    def arguments(self, start, end, cut):
        held = {name: value for name, value in self.settings.items() if name != "范围"}
        return dict(start=start, end=end, cut=cut, year=int(start[:4]), **self.names, **held)

    def scope(self, metric):
        """本级, 属地 or 全部 where a setting says so of the metric; empty: its definition says."""
        said = self.settings.get("范围", {})
        own = said.get(metric) or next((said[ratio] for ratio in said if metric in PARTS_OF.get(ratio, ())), "")
        common = self.settings["统计范围"]
        return own or (common if metric in OPEN and common != "全部" else "")

    def day(self, ledger):
        """The column that places a row in a period."""
        column = self.settings["计入日期"] if ledger == "信访件" else DATE.get(ledger)
        return f'"{ledger}"."{dict(受理日期="受理告知日期").get(column, column)}"' if column else "NULL"

    def value(self, metric, start, end, cut, where=()):
        empty = (0, 0) if METRICS[metric][0] in ("ratio", "mean") else (0, None)
        return self.groups(metric, start, end, cut, (), where).get((), empty)

    def combined(self, definition, args, columns, where):
        kind = definition[0]
        if kind == "own":
            return definition[1](self.db, args, columns, where)
        if kind == "first":
            return self.combined(self.alternative(definition), args, columns, where)
        if kind == "ratio":
            top, bottom = (self.combined(d, args, columns, where) for d in definition[1:])
            return {label: (top.get(label, (0, None))[0], bottom.get(label, (0, None))[0]) for label in {**top, **bottom}}
        if kind in ("total", "less"):
            signs = [1, -1] if kind == "less" else [1] * len(definition[1])
            sums = {}
            for sign, part in zip(signs, definition[1:] if kind == "less" else definition[1]):
                for label, (number, _) in self.combined(part, args, columns, where).items():
                    sums[label] = (sums.get(label, (0, None))[0] + sign * number, None)
            return sums
        return self.selected(definition, args, columns, where)

    def ledgers(self, metric):
        """The ledgers that a metric is counted in, of several that may serve the one that does."""
        definition = METRICS[metric]
        return ledgers_of(self.alternative(definition) if definition[0] == "first" else definition)

    def alternative(self, definition):
        return next(d for d in definition[1] if self.has_columns(d))

    def has_columns(self, definition):
        """Whether the exports have all that a definition asks for."""
        try:
            self.db.execute(f'SELECT {", ".join(["1", *definition[3:]])} FROM "{definition[1]}" WHERE {definition[2]} LIMIT 0',
                            {**self.arguments("0", "", ""), "范围": ""})
        except sqlite3.OperationalError:
            return False
        return True

    def selected(self, definition, args, columns, where):
        kind, ledger, condition, *what = definition
        table, column = f'"{ledger}"', what[0] if what else ""
        if kind == "listed":
            table += f' JOIN "{ledger}.{column}" items ON items.row = "{ledger}".rowid'
        select = {
            "count": "count(*)", "sum": f"sum({column})", "distinct": f"count(DISTINCT nullif({column}, ''))",
            "listed": "count(DISTINCT items.item)", "mean": f"CAST(sum({column}) AS INTEGER), count(*)",
        }[kind]
        scope = [self.within(ledger), f"({condition})"]
        if ledger == "信访件":
            scope.append(scoped("1"))
        for dimension, members in where:
            marks = ", ".join("'" + m.replace("'", "''") + "'" for m in members)
            scope.append(f'"{dimension}" IN ({marks})')
        names = [f"label_{c}({self.day(ledger)})" if c in TIMES else f'"{ledger}"."{c}"' for c in columns]
        sql = f"SELECT {', '.join([select] + names)} FROM {table} WHERE " + " AND ".join(scope)
        if names:
            sql += " GROUP BY " + ", ".join(names)
        width = 2 if kind == "mean" else 1
        scale = 10 ** 6 if column in AMOUNTS else 1
        return {tuple("" if x is None else str(x) for x in row[width:]): (
            Fraction(row[0] or 0, scale) if scale > 1 else row[0] or 0, row[1] if width == 2 else None)
                for row in self.db.execute(sql, args)}

    def within(self, ledger):
        """The rows of a period: what is dated after the cut-off has not happened."""
        if ledger in STANDING:
            return "1"
        if ledger in YEARLY:
            return "(年度 IS NULL OR 年度 = :year)"
        day = self.day(ledger)
        inside = f"({day} BETWEEN :start AND min(:end, :cut))"
        if ledger == "积案台账":  # Decision 5.
            return f"({inside} OR {day} IS NULL OR (:积案存量 = '是' AND {day} <= :cut))"
        return inside

    def has_data(self, ledger, start, end, cut):
        """Whether a ledger has any row of the period."""
        args = self.arguments(start, end, cut)
        return self.db.execute(f'SELECT 1 FROM "{ledger}" WHERE {self.within(ledger)} LIMIT 1', args).fetchone() is not None

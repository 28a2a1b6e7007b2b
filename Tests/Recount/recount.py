#!/usr/bin/env python3
"""Recounts the figures of huibian with SQL, from the exports, and compares.

    recount.py trace TRACE.jsonl TEMPLATE CSV...    every figure of a report, its base, its printed text
    recount.py stats HUIBIAN                        every metric over the ledgers that --config lists
    recount.py invent HUIBIAN [--seed N] [--long]   every metric over invented ledgers, every setting

Options: --config huibian.yaml --periods 敏感期.csv --events 事件.csv --office NAME --alias NAME --area NAME.

An implementation of its own, by the Python standard library only: exports are read by the csv and
json modules (ledgers.py), counted in SQLite by definitions written from those of the metrics, not
from the catalogue (cases.py, backlog.py, leaders.py, prevention.py, budget.py), and put in words
(wording.py). Exit status 0: all equal.
"""
import argparse
import json
import os
import sys
import tempfile

import invent
import plan
from answers import Answers
from crossing import Crossing
from definitions import METRICS, SETTINGS
from ledgers import database, listed
from trace import Trace


class Recount:
    """Runs a plan of comparisons and adds up what they find."""

    def __init__(self, options):
        self.options, self.problems, self.values, self.runs = options, [], 0, 0

    def trace(self):
        files = {"信访件": self.options.data, "敏感期": [self.options.periods], "事件": [self.options.events]}
        answers = Answers(database(files, self.options.config, self.options.area, SETTINGS), self.names(), SETTINGS)
        trace = Trace(answers, self.options.template)
        with open(self.options.subject, encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if record["kind"] == "figure":
                    trace.check(record["payload"])
        self.problems = trace.problems
        return f"{trace.figures} figures, {trace.values} values"

    def names(self):
        return dict(office=self.options.office, alias=self.options.alias)

    def cross(self, config, runs, settings=None, tamper=""):
        """Crosses one set of ledgers; `tamper` is SQL that spoils the recount's own copy."""
        held = {**SETTINGS, **(settings or {})}
        files = {k: v for k, v in listed(config).items()}
        db = database(files, config, self.options.area, held)
        if tamper:
            db.execute(tamper)
        crossing = Crossing([self.options.subject], Answers(db, self.names(), held), ["--config", config], self.options.mode == "invent")
        for period, dimensions, metrics in runs:
            crossing.cross(period, dimensions, metrics)
        note = "".join(f" [{k}={v}]" for k, v in (settings or {}).items())
        self.problems += [os.path.basename(os.path.dirname(config)) + note + " " + p for p in crossing.problems]
        self.values += crossing.values
        self.runs += crossing.runs

    def stats(self):
        self.cross(self.options.config, plan.sample(self.options.long))
        return f"{len(METRICS)} metrics, {self.values} values, {self.runs} runs"

    def invented(self):
        self.options.office, self.options.alias, self.options.area = "甲区信访局", "区信访局", "甲区"
        with tempfile.TemporaryDirectory() as folder:
            for shape in plan.SHAPES:
                config = invent.write(os.path.join(folder, shape), self.options.seed, shape)
                self.cross(config, plan.invented(shape, self.options.long))
                for settings, metrics in plan.settings(shape):
                    invent.configure(os.path.dirname(config), settings)
                    self.cross(config, plan.narrow(settings, metrics, shape), settings)
        return f"{len(METRICS)} metrics, {self.values} values, {self.runs} runs"


def main(options):
    recount = Recount(options)
    summary = {"trace": recount.trace, "stats": recount.stats, "invent": recount.invented}[options.mode]()
    for problem in recount.problems:
        print(problem)
    print(f"{summary}, {len(recount.problems)} differ")
    return 1 if recount.problems else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    modes = parser.add_subparsers(dest="mode", required=True)
    for mode, subject in [("trace", "TRACE"), ("stats", "HUIBIAN"), ("invent", "HUIBIAN")]:
        sub = modes.add_parser(mode)
        sub.add_argument("subject", metavar=subject)
        if mode == "trace":
            sub.add_argument("template")
            sub.add_argument("data", nargs="+")
        for name in ["config", "periods", "events", "office", "alias", "area"]:
            sub.add_argument("--" + name, default="")
        sub.add_argument("--seed", type=int, default=1)
        sub.add_argument("--long", action="store_true", default=bool(os.environ.get("HUIBIAN_RECOUNT_LONG")))
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main(arguments()))

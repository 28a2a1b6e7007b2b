#!/usr/bin/env python3
"""Recounts the figures of huibian with SQL, from the exports, and compares.

    recount.py trace TRACE.jsonl TEMPLATE           every figure of a report, its base, its printed text
    recount.py stats HUIBIAN                        every metric over the ledgers that --config lists
    recount.py invent HUIBIAN [--seed N] [--long]   every metric over invented ledgers, every setting
    recount.py planted HUIBIAN                      errors that are planted, which must be found

Options: --config huibian.yaml --office NAME --alias NAME --area NAME; the ledgers are those of 数据 there.

An implementation of its own, by the Python standard library only: exports are read by the csv and
json modules (ledgers.py), counted in SQLite by definitions written from those of the metrics, not
from the catalogue (cases.py, backlog.py, leaders.py, prevention.py, budget.py), and put in words
(wording.py). Exit status 0: all equal.
"""
import argparse
import concurrent.futures
import json
import os
import sys
import tempfile

import plan
import planted
import shapes
from answers import Answers
from crossing import Crossing
from definitions import METRICS, SETTINGS
from ledgers import database, listed
from trace import Trace


class Recount:
    """Runs a plan of comparisons and adds up what they find."""

    def __init__(self, options, pool):
        self.options, self.pool, self.crossings, self.problems = options, pool, [], []

    def trace(self):
        answers = Answers(database(listed(self.options.config), self.options.config, self.options.area, SETTINGS), self.names(), SETTINGS)
        trace = Trace(answers, self.options.template)
        with open(self.options.subject, encoding="utf-8") as lines:
            for line in lines:
                record = json.loads(line)
                if record["kind"] == "run":
                    trace.period = record["payload"]["period"]
                if record["kind"] == "figure":
                    trace.check(record["payload"])
        self.problems = trace.problems
        return f"{trace.figures} figures, {trace.values} values"

    def names(self):
        return dict(office=self.options.office, alias=self.options.alias)

    def crossing(self, config, settings=None, accept="", tamper="", lacking=None):
        """The comparison with one set of ledgers; `tamper` is SQL that spoils the recount's own copy."""
        held = {**SETTINGS, **(settings or {})}

        def answers():
            db = database(listed(config), config, self.options.area, held)
            if tamper:
                db.execute(tamper)
            return Answers(db, self.names(), held)
        return Crossing(self.pool, [self.options.subject], answers,
                        ["--config", config] + (["--accept", accept] if accept else []), lacking)

    def ask(self, title, crossing, runs):
        for period, dimensions, metrics in runs:
            crossing.ask(period, dimensions, metrics)
        self.crossings.append((title, crossing))

    def stats(self):
        self.ask("sample", self.crossing(self.options.config), plan.sample(self.options.long))
        return self.finish()

    def invented(self):
        self.options.office, self.options.alias, self.options.area = "甲区信访局", "区信访局", "甲区"
        with tempfile.TemporaryDirectory() as folder:
            for shape in plan.SHAPES:
                place = os.path.join(folder, shape)
                config = shapes.write(place, self.options.seed, shape)
                # The ledgers are too small to tell the end of an export from a pause.
                accept = "base-gap,period-gap"
                self.ask(shape, self.crossing(config, accept=accept), plan.invented(shape, self.options.long))
                for number, (settings, metrics) in enumerate(plan.settings(shape)):
                    config = shapes.configure(place, settings, f"口径{number}")
                    runs = plan.narrow(settings, metrics, shape, self.options.long)
                    self.ask(f"{shape} {settings}", self.crossing(config, settings, accept), runs)
            config = shapes.write(os.path.join(folder, "half"), self.options.seed, "half")
            self.ask("half", self.crossing(config, lacking=shapes.LACKING), plan.half(self.options.long))
            return self.finish()

    def finish(self):
        for title, crossing in self.crossings:
            crossing.compare_all()
            self.problems += [f"{title} {problem}" for problem in crossing.problems]
        values, runs = (sum(of(c) for _, c in self.crossings) for of in (lambda c: c.values, lambda c: len(c.asked)))
        return f"{len(METRICS)} metrics, {values} values, {runs} runs"

    def planted(self):
        """Whether errors that are planted, in what huibian says and in the data, are found."""
        noted, missed = planted.look(self)
        self.problems = missed
        return f"{noted} planted errors found"


def main(options):
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 1) as pool:
        recount = Recount(options, pool)
        modes = {"trace": recount.trace, "stats": recount.stats, "invent": recount.invented, "planted": recount.planted}
        summary = modes[options.mode]()
    for problem in recount.problems:
        print(problem)
    print(f"{summary}, {len(recount.problems)} {'missed' if options.mode == 'planted' else 'differ'}")
    return 1 if recount.problems else 0


def arguments():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    modes = parser.add_subparsers(dest="mode", required=True)
    for mode, subject in [("trace", "TRACE"), ("stats", "HUIBIAN"), ("invent", "HUIBIAN"), ("planted", "HUIBIAN")]:
        sub = modes.add_parser(mode)
        sub.add_argument("subject", metavar=subject)
        if mode == "trace":
            sub.add_argument("template")
        for name in ["config", "office", "alias", "area"]:
            sub.add_argument("--" + name, default="")
        sub.add_argument("--seed", type=int, default=1)
        sub.add_argument("--long", action="store_true", help="all periods, groups and shapes")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main(arguments()))

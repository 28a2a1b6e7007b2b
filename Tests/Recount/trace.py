"""Recounts every figure of a compile trace: its numbers, then its words."""
import calendar
import re

import wording
import stated
from definitions import METRICS, unit
from wording import Move, Style


def parts(side, prefix=""):
    if prefix + "denominator" in side:
        return side[prefix + "numerator"], side[prefix + "denominator"]
    return side.get(prefix.rstrip("_") or "value"), None


def last_day(month):
    """2024-02 as 2024-02-29."""
    year, number = map(int, month.split("-"))
    return f"{month}-{calendar.monthrange(year, number)[1]:02}"


class Trace:
    """Compares each figure of a compile trace: its numbers, then its words."""

    def __init__(self, recount, template):
        self.recount, self.problems, self.figures, self.values = recount, [], 0, 0
        self.period = ""
        with open(template, encoding="utf-8") as lines:
            self.template = lines.read().split("\n")

    def check(self, figure):
        self.figures += 1
        if figure["statistic"] in ("目标", "完成情况", "排名"):
            self.check_stated(figure)
            return
        mine = []
        for metric in figure["metrics"]:
            other = metric.get("base") or metric.get("share")
            mine.append([self.side(figure, side) for side in [metric] + ([other] if other else [])])
        if any(None in pair for pair in mine):
            return
        expected = self.text(figure, mine)
        if expected != figure["text"]:
            self.problems.append(f'{figure["at"]}: printed “{figure["text"]}”, recount “{expected}”')

    def check_stated(self, figure):
        """What ledgers say of a metric: its target, whether it was reached, its rank."""
        name = re.split("[｜|]", figure["source"].strip("{}"))[0]
        if figure["statistic"] == "排名":
            ranks = stated.ranks(self.recount.db, name, self.period)
            self.values += len(ranks)
            expected = stated.rank_words(ranks)
            if [m["value"] for m in figure["metrics"]] != [rank for _, rank in ranks]:
                self.problems.append(f'{figure["at"]}: ranks {figure["metrics"]}, recount {ranks}')
        else:
            target = stated.target(self.recount.db, name, int(self.period[:4]))
            if figure["statistic"] == "目标":
                self.values += 1
                expected = stated.target_words(target)
            else:
                expected = stated.outcome(target, wording.fraction(self.side(figure, figure["metrics"][0])))
        if expected != figure["text"]:
            self.problems.append(f'{figure["at"]}: printed “{figure["text"]}”, recount “{expected}”')

    def side(self, figure, side):
        name, (start, end) = side["name"], side["period"].split("..")
        if name not in METRICS:
            self.problems.append(f'{figure["at"]}: {name} cannot be recounted')
            return None
        self.values += 1
        where = side.get("where", {})
        if "月份" in where:
            (month,) = where["月份"]
            start, end = max(start, month + "-01"), min(end, last_day(month))
        where = tuple((d, tuple(m)) for d, m in where.items() if d != "月份")
        got = self.recount.value(name, start, end, side["asOf"], where)
        if got != parts(side):
            self.problems.append(f'{figure["at"]}: {name} {side["period"]} {where}: document {parts(side)}, recount {got}')
        return got

    def text(self, figure, mine):
        line = self.template[int(figure["at"].split(":")[-2]) - 1]
        source, statistic = figure["source"].strip("{}"), figure["statistic"]
        whole_table = source.startswith(("表", "图"))
        filters = [] if whole_table else re.split("[｜|]", source)[1:]
        places = [int(f[0]) for f in filters if re.match(r"^\d位小数$", f)]
        style = Style(whole_table or line.startswith("|"), places[0] if places else None)
        names = [m["name"] for m in figure["metrics"]]
        bare = "数" in filters or source.startswith("图") or (whole_table and all(unit(n) != "%" for n in names))
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

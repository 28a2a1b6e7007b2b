"""Recounts every figure of a compile trace: its numbers, then its words."""
import calendar
import os
import re
from fractions import Fraction

import goals
import review
import stated
import wording
from definitions import METRICS, unit
from wording import Move, Style


def parts(side, prefix=""):
    if prefix + "denominator" in side:
        return side[prefix + "numerator"], side[prefix + "denominator"]
    value = side.get(prefix.rstrip("_") or "value")
    return Fraction(value) if isinstance(value, str) and value[-1:].isdigit() else value, None


def same(mine, printed):
    """Amounts of money stand in the trace times a power of ten, both of a quotient."""
    if not isinstance(mine[0], Fraction) or None in mine or None in printed:
        return mine == printed
    return mine[0] * printed[1] == printed[0] * mine[1]


def title(start, end):
    """The period from one day to another as bulletins call it: 2024年, 2024年上半年, 2024年第三季度, 2024年10月."""
    year, first, last = start[:4], int(start[5:7]), int(end[5:7])
    if (first, last) == (1, 12):
        return year + "年"
    if last - first == 5 and first in (1, 7):
        return year + ("年上半年" if first == 1 else "年下半年")
    if last - first == 2 and first % 3 == 1:
        return f"{year}年第{'一二三四'[first // 3]}季度"
    return f"{year}年{first}月" if first == last else f"{year}年{first}-{last}月"


def last_day(month):
    """2024-02 as 2024-02-29."""
    year, number = map(int, month.split("-"))
    return f"{month}-{calendar.monthrange(year, number)[1]:02}"


class Trace:
    """Compares each figure of a compile trace: its numbers, then its words."""

    def __init__(self, recount, template):
        self.recount, self.problems, self.figures, self.values = recount, [], 0, 0
        self.period = ""
        self.template, self.files, self.made = template, {}, {}

    def line(self, figure):
        """The line of the template, or of the part of it, that a figure's tag stands in."""
        name, number, _ = figure["at"].rsplit(":", 2)
        if ".docx(" in name:
            return "|" if number.startswith("表") else ""
        if name not in self.files:
            beside = os.path.join(os.path.dirname(self.template), name)
            path = next((p for p in [name, beside] if os.path.isfile(p)), self.template)
            with open(path, encoding="utf-8") as lines:
                self.files[name] = lines.read().split("\n")
        return self.files[name][int(number) - 1]

    def check(self, figure):
        self.figures += 1
        if figure["statistic"] == "排名" and figure["source"].startswith("{{表"):
            self.check_place(figure)
            return
        if figure["statistic"] in ("目标", "完成情况", "排名"):
            self.check_stated(figure)
            return
        if figure["statistic"] == "列示":
            self.check_listed(figure)
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
        # A target's own period is that of the report.
        start, end = figure["metrics"][0]["period"].split("..") if figure["metrics"] else (self.period, "")
        if figure["statistic"] == "排名":
            ranks = stated.ranks(self.recount.db, name, title(start, end))
            self.values += len(ranks)
            expected = stated.rank_words(ranks)
            if [m["value"] for m in figure["metrics"]] != [rank for _, rank in ranks]:
                self.problems.append(f'{figure["at"]}: ranks {figure["metrics"]}, recount {ranks}')
        else:
            target = stated.target(self.recount.db, name, int(start[:4]))
            if figure["statistic"] == "目标":
                self.values += 1
                expected = stated.target_words(target)
            else:
                expected = stated.outcome(target, wording.fraction(self.side(figure, figure["metrics"][0])))
        if expected != figure["text"]:
            self.problems.append(f'{figure["at"]}: printed “{figure["text"]}”, recount “{expected}”')

    def check_listed(self, figure):
        """What a column of targets or of a review says in the rows at one place."""
        (metric,) = figure["metrics"]
        where = metric["where"]
        column = next(name for name, members in where.items() if members == [""])
        self.values += 1
        if metric["name"] in ("目标数", "目标条数"):
            expected = self.goals(metric).texts(column, where)
        else:
            expected = self.review(metric).texts(column, where, metric["name"].startswith("整体"))
        if expected != figure["text"]:
            self.problems.append(f'{figure["at"]}: printed “{figure["text"]}”, recount “{expected}”')

    def goals(self, side):
        return self.made.setdefault(("goals", side["period"], side["asOf"]), None) or self.keep("goals", side, goals.Goals)

    def review(self, side):
        return self.made.setdefault(("review", side["period"], side["asOf"]), None) or self.keep("review", side, review.Review)

    def keep(self, kind, side, make):
        self.made[(kind, side["period"], side["asOf"])] = made = make(self.recount, side["period"], side["asOf"])
        return made

    def derived(self, side):
        """The value of a metric of targets or reviews; None for any other."""
        name, where = side["name"], side.get("where", {})
        if name in goals.COUNTED or name == "目标条数":
            return self.goals(side).count(name, where), None
        if name == "目标完成率":
            return tuple(self.goals(side).count(n, where) for n in ("目标完成数", "目标数"))
        if name in review.SUMS:
            return self.review(side).sum(name, where), None
        if name in review.MONEY or name == "项目预算执行率":
            own = self.review(side)
            sums = [own.money(where["绩效项目"][0], column, (where.get("资金来源") or [None])[0])
                    for column in ([review.MONEY[name]] if name in review.MONEY else ["执行数", "全年预算"])]
            return (sums[0], None) if len(sums) == 1 else tuple(sums)
        if name in ("编制数", "在职人数"):
            return self.review(side).posts("在职" if name == "在职人数" else name), None
        if name == "预算执行率得分":
            return self.review(side).sum("整体自评得分", {"自评三级": ["预算执行率"]}), None
        if name == "绩效项目数":
            return self.review(side).projects(where), None
        if name == "项目评价等级":
            return self.review(side).grade(where), None
        return None

    def check_place(self, figure):
        """The place of a row among the rows of its table: equal values share theirs; the total has none."""
        (metric,) = figure["metrics"]
        mine = wording.fraction(self.side(figure, metric))
        expected = "—"
        if metric.get("where") and mine is not None:
            ((dimension, (member,)),) = metric["where"].items()
            groups = self.recount.groups(metric["name"], *metric["period"].split(".."), metric["asOf"], (dimension,))
            others = [wording.fraction(value) for (label,), value in groups.items() if label not in ("", "未细分", member)]
            expected = str(1 + sum(other is not None and other > mine for other in others))
        if expected != figure["text"]:
            self.problems.append(f'{figure["at"]}: printed “{figure["text"]}”, recount “{expected}”')

    def side(self, figure, side):
        name, (start, end) = side["name"], side["period"].split("..")
        made = self.derived(side)
        if made is not None:
            self.values += 1
            printed = parts(side)
            if made[1] is None and isinstance(made[0], Fraction) and printed[1] is None:
                isSame = made[0] == Fraction(printed[0])
            else:
                isSame = same(made, printed)
            if not isSame:
                self.problems.append(f'{figure["at"]}: {name} {side.get("where", {})}: document {parts(side)}, recount {made}')
            return made
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
        if not same(got, parts(side)):
            self.problems.append(f'{figure["at"]}: {name} {side["period"]} {where}: document {parts(side)}, recount {got}')
        return got

    def lacks_base(self, figure):
        """Whether no ledger that the figures are counted in has a row of the time they are compared with."""
        bases = [(m["name"], m["base"]) for m in figure["metrics"] if "base" in m]
        return bool(bases) and not any(
            self.recount.has_data(ledger, *base["period"].split(".."), base["asOf"])
            for name, base in bases for ledger in self.recount.ledgers(name))

    def text(self, figure, mine):
        line = self.line(figure)
        source, statistic = figure["source"].strip("{}"), figure["statistic"]
        if statistic.startswith("环比"):
            same = self.text(dict(figure, statistic=statistic.replace("环比", "同比")), mine)
            return same.replace("同比", "环比").replace("上年同期", "上期")
        whole_table = source.startswith(("表", "图", "自评表"))
        filters = [] if whole_table else re.split("[｜|]", source)[1:]
        places = [int(f[0]) for f in filters if re.match(r"^\d位小数$", f)]
        style = Style(whole_table or line.startswith("|"), places[0] if places else None)
        names = [m["name"] for m in figure["metrics"]]
        compared = statistic.startswith("同比") or statistic in ("上年同期", "上期")
        if compared and self.lacks_base(figure):
            return "—" if style.in_table else "上年同期无数据" if statistic.startswith("同比") else "无数据"
        if compared and whole_table and any(wording.fraction(side) is None for side in mine[0]):
            return "—"
        bare = "数" in filters or source.startswith("图") or (whole_table and all(unit(n) != "%" for n in names))
        if {"汉字", "大写", "万", "万元", "亿元"} & set(filters):
            return figure["text"]  # The numbers have been compared.
        if "余" in filters:
            return wording.about(mine[0][0], names[0]) or wording.value(names[0], mine[0][0], style)
        if statistic == "" and "分别" in filters:
            return wording.each([wording.value(n, m[0], style) for n, m in zip(names, mine)], "为")
        if statistic == "":
            return "、".join(wording.value(n, m[0], style, bare) for n, m in zip(names, mine))
        if statistic in ("上年同期", "上期"):
            return "、".join(wording.value(n, m[1], style, bare) for n, m in zip(names, mine))
        if statistic == "占比" and len(names) > 1:
            return wording.each([wording.share(m[0], m[1], style) for m in mine], "占")
        if statistic in ("发生", "全部"):
            text = wording.value(names[0], mine[0][0], style)
            return wording.some(text, names[0]) if statistic == "发生" else wording.all_of(mine[0][0], text)
        if statistic == "首次":
            return "" if not wording.fraction(mine[0][0]) or wording.fraction(mine[0][1]) else figure["text"]
        if statistic == "占比":
            return wording.share(mine[0][0], mine[0][1], style, "数" in filters)
        moves = [Move(n, m[0], m[1], style) for n, m in zip(names, mine)]
        if statistic == "同比":
            return wording.year_over_year(moves)
        if statistic == "同比走势":
            trends = [wording.trend(m) for m in moves]
            if len(moves) == 1:
                return trends[0]
            turns = {t[-2:] for t in trends}
            same = "均" + (trends[0] if len(set(trends)) == 1 else trends[0][-2:])
            return same if len(turns) == 1 else "，".join(m.name + t for m, t in zip(moves, trends))
        if statistic == "同比倍数":
            return wording.times(moves[0], style)
        if statistic == "同比增减":
            if whole_table:
                return wording.signed(moves[0], style) + ("" if bare else "个百分点")
            return wording.signed(moves[0], style) if "数" in filters else wording.difference(moves[0])
        if statistic == "同比幅度":
            return wording.signed_ratio(moves[0], style) if whole_table else wording.ratio(moves[0])
        return f"({statistic})"

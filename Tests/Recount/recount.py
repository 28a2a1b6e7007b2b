#!/usr/bin/env python3
"""Recounts every figure of a trace with SQL, from the exports, and compares.

    recount.py TRACE.jsonl CSV... [--office NAME] [--area NAME]

An implementation of its own: it reads the CSV with the csv module, counts in SQLite, and takes its
definitions from the table below, which was written from the definitions of the metrics and not from
the catalogue. Exit status 0: all equal; 1: some differ or cannot be recounted.
"""
import argparse
import csv
import json
import re
import sqlite3
import sys
from fractions import Fraction

FORMS = {
    "走访": "来访", "上访": "来访", "信件": "来信", "网信": "网上信访", "网络": "网上信访", "手机信访": "网上信访",
    "微信信访": "网上信访", "网上建议": "网上信访", "领导信箱": "网上信访", "电话信访": "来电", "电话": "来电",
}
WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
TOWN_SEPARATORS = re.compile(r"[-_/>－＿／＞]")


def clean(text):
    return text.replace("\u3000", " ").replace("\xa0", " ").strip()


def date(text):
    text = clean(text).translate(WIDE).lstrip("'")
    if text in ("", "-", "—", "无"):
        return None
    m = re.match(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})", text) or re.match(r"^(\d{4})(\d\d)(\d\d)$", text)
    if not m:
        raise ValueError(f"not a date: {text}")
    return "%04d-%02d-%02d" % tuple(int(x) for x in m.groups())


def number(text):
    text = clean(text).translate(WIDE)
    m = re.match(r"^(\d+)(\.0+)?\s*人?$", text)
    return int(m.group(1)) if m else None


def load(paths):
    """The rows of all exports as dictionaries; totals, blank and repeated rows left out."""
    seen, rows = set(), []
    for path in paths:
        with open(path, "rb") as f:
            raw = f.read()
        try:
            text = raw.decode("utf-8-sig")
        except UnicodeDecodeError:
            text = raw.decode("gb18030")
        records = list(csv.reader(text.splitlines(keepends=True)))
        head = next(i for i, r in enumerate(records) if "信访件编号" in [clean(c) for c in r])
        names = [clean(c) for c in records[head]]
        for record in records[head + 1:]:
            cells = [clean(c) for c in record]
            if not any(cells):
                continue
            first = next(c for c in cells if c)
            if re.match(r"^(合计|小计|总计)", first) or tuple(record) in seen:
                continue
            seen.add(tuple(record))
            rows.append(dict(zip(names, cells)))
    return rows


DATES = {"登记日期", "转送交办日期", "受理告知日期", "限办截止日期", "答复日期", "办结日期"}


def database(rows):
    names = sorted({n for r in rows for n in r if n})
    db = sqlite3.connect(":memory:")
    db.execute("CREATE TABLE c (%s)" % ", ".join(f'"{n}"' for n in names))
    for r in rows:
        values = []
        for n in names:
            v = r.get(n, "")
            if n in DATES:
                v = date(v)
            elif n == "信访人数":
                v = number(v)
            elif n == "信访形式":
                v = FORMS.get(v, v)
            values.append(v)
        db.execute("INSERT INTO c VALUES (%s)" % ",".join("?" * len(names)), values)
    return db


LOCAL = "受理机构 IN (:office, :alias)"
VISIT = "信访形式 = '来访'"
LEVELS = {"国家": "国家", "省": "省", "市": "市"}
DUE = "限办截止日期 <= :cut"
CLOSED = "办结日期 <= :cut"
LATE = "julianday(:cut) - julianday({0}) > {1}"


def within(later, earlier, days):
    return f"({later} IS NOT NULL AND {later} <= :cut AND julianday({later}) - julianday({earlier}) <= {days})"


def count(where):
    return ("count", where)


def persons(where):
    return ("sum", where)


def ratio(top, bottom):
    return ("ratio", top, bottom)


def again():
    return ("EXISTS (SELECT 1 FROM c n WHERE n.信访事项编号 = c.信访事项编号 AND n.信访事项编号 <> '' AND n.登记日期 > c.办结日期"
            " AND n.登记日期 <= date(c.办结日期, '+365 day') AND n.登记日期 <= :cut)")


def level(name):
    return f"{VISIT} AND 登记机构级别 = '{name}'"


TRANSFERRED = "coalesce(nullif(转送交办日期,''), nullif(受理告知日期,''))"
START = "coalesce(转送交办日期, 登记日期)"
IN15, IN15R = within(TRANSFERRED, "登记日期", 15), within("受理告知日期", START, 15)
OVER15 = f"(julianday(:cut) - julianday(登记日期) > 15 AND NOT {IN15})"
OVER15R = f"(julianday(:cut) - julianday({START}) > 15 AND NOT {IN15R})"
RATED = "{0} = '已评价'"
UNIT_STATE, UNIT_MARK = "责任单位评价状态", "对责任单位评价"

METRICS = {
    "信访总量": count("1"),
    "信访总人次": persons("1"),
    "来信来访受理总量": count(f"{LOCAL} AND 信访形式 IN ('来信','来访')"),
    "来信件数": count(f"{LOCAL} AND 信访形式 = '来信'"),
    "来访批次": count(f"{LOCAL} AND {VISIT}"),
    "来访人次": persons(f"{LOCAL} AND {VISIT}"),
    "网上信访受理件数": count(f"{LOCAL} AND 信访形式 = '网上信访'"),
    "群体访批次": count(f"{LOCAL} AND {VISIT} AND 是否集体访 = '是'"),
    "群体访人次": persons(f"{LOCAL} AND {VISIT} AND 是否集体访 = '是'"),
    "群体重访批次": count(f"{LOCAL} AND {VISIT} AND 是否集体访 = '是' AND 初重标志 = '重复'"),
    "群体重访人次": persons(f"{LOCAL} AND {VISIT} AND 是否集体访 = '是' AND 初重标志 = '重复'"),
    "进京走访批次": count(level("国家")), "进京走访人次": persons(level("国家")),
    "赴省走访批次": count(level("省")), "赴省走访人次": persons(level("省")),
    "到市走访批次": count(level("市")), "到市走访人次": persons(level("市")),
    "进京非正常上访批次": count(level("国家") + " AND 是否非正常上访 = '是'"),
    "重复信访量": count("初重标志 = '重复'"),
    "重复信访占比": ratio("初重标志 = '重复'", "1"),
    "到期信访件数": count(f"{LOCAL} AND 信访形式 IN ('来信','来访') AND {DUE}"),
    "到期办结件数": count(f"{LOCAL} AND 信访形式 IN ('来信','来访') AND {DUE} AND {CLOSED}"),
    "办结率": ratio(f"{LOCAL} AND 信访形式 IN ('来信','来访') AND {DUE} AND {CLOSED}",
                 f"{LOCAL} AND 信访形式 IN ('来信','来访') AND {DUE}"),
    "信访部门及时受理率": ratio(IN15, f"({IN15} OR {OVER15})"),
    "责任单位及时受理率": ratio(IN15R, f"({IN15R} OR {OVER15R})"),
    "按期答复率": ratio("答复日期 <= 限办截止日期 AND 答复日期 <= :cut",
                   "(答复日期 <= :cut OR 限办截止日期 < :cut)"),
    "按期办结率": ratio(f"{DUE} AND 办结日期 <= 限办截止日期", DUE),
    "平均办理周期": ("mean", "julianday(办结日期) - julianday(登记日期)", CLOSED),
    "依法分类处理占比": ratio("办理方式 = '依法分类处理'", "办理方式 NOT IN ('不予受理','存','')"),
    "初次信访事项办结件数": count(f"初重标志 = '初次' AND {CLOSED}"),
    "初次信访事项一次性化解件数": count(f"初重标志 = '初次' AND {CLOSED} AND NOT {again()}"),
    "初次信访事项一次性化解率": ratio(f"初重标志 = '初次' AND {CLOSED} AND NOT {again()}", f"初重标志 = '初次' AND {CLOSED}"),
    "初信初访案件化解件数": count("初重标志 = '初次' AND 信访形式 IN ('来信','来访') AND 办理结果 IN ('化解','息诉')"),
    "纳入满意度评价件数": count("是否纳入满意度评价 = '是'"),
    "评价满意件数": count(f"是否纳入满意度评价 = '是' AND {UNIT_MARK} IN ('满意','基本满意')"),
    "群众参评率": ratio(RATED.format(UNIT_STATE), f"{UNIT_STATE} IN ('已评价','超期未评价')"),
    "群众满意率": ratio(f"{UNIT_MARK} IN ('满意','基本满意')", RATED.format(UNIT_STATE)),
}


def group_condition(dimension, members):
    """SQL for one dimension of a slice or a group."""
    column, _, lvl = dimension.partition(".")
    marks = ",".join("'" + m.replace("'", "''") + "'" for m in members)
    if column in ("问题属地", "内容分类"):
        return f'part("{column}", \'{column}\', \'{lvl}\') IN ({marks})'
    return f'"{column}" IN ({marks})'


class Recount:
    def __init__(self, db, office, alias, town_of):
        self.db, self.office, self.alias = db, office, alias
        db.create_function("part", 3, lambda v, column, lvl: self.part(v, column, lvl, town_of))

    @staticmethod
    def part(value, column, lvl, town_of):
        pieces = [p for p in TOWN_SEPARATORS.split(value or "") if p]
        if not pieces:
            return ""
        if column == "内容分类":
            index = {"一级": 0, "二级": 1, "三级": 2}.get(lvl, 0)
            return pieces[index] if index < len(pieces) else "未细分"
        return town_of.get(pieces[0], pieces[0])

    def value(self, metric, where, period, cut):
        """(numerator, denominator) as integers; denominator None for counts and sums."""
        definition = METRICS[metric]
        start, end = period.split("..")
        scope = " AND ".join(["登记日期 BETWEEN :start AND :end"] + [group_condition(d, m) for d, m in where.items()])
        args = dict(start=start, end=end, cut=cut, office=self.office, alias=self.alias)

        def one(select, condition):
            return self.db.execute(f"SELECT {select} FROM c WHERE {scope} AND ({condition})", args).fetchone()[0]
        kind = definition[0]
        if kind == "count":
            return one("count(*)", definition[1]), None
        if kind == "sum":
            return int(one("coalesce(sum(信访人数), 0)", definition[1])), None
        if kind == "ratio":
            return one("count(*)", definition[1]), one("count(*)", definition[2])
        return int(one(f"coalesce(sum({definition[1]}), 0)", definition[2])), one("count(*)", definition[2])


def half_up(value, digits):
    scaled = abs(value) * 10 ** digits
    n = int(scaled)
    if scaled - n >= Fraction(1, 2):
        n += 1
    text = str(n).rjust(digits + 1, "0")
    text = text[:-digits] + "." + text[-digits:] if digits else text
    return ("-" if value < 0 and n else "") + text


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("trace")
    parser.add_argument("data", nargs="+")
    parser.add_argument("--office", default="")
    parser.add_argument("--alias", default="")
    options = parser.parse_args()
    recount = Recount(database(load(options.data)), options.office, options.alias, {})
    figures = compared = 0
    problems = []
    with open(options.trace, encoding="utf-8") as lines:
        for line in lines:
            record = json.loads(line)
            if record["kind"] != "figure":
                continue
            figures += 1
            figure = record["payload"]
            for metric in figure["metrics"]:
                if metric["name"] not in METRICS:
                    problems.append(f'{figure["at"]}: {metric["name"]} cannot be recounted')
                    continue
                for side in [metric] + ([metric["base"]] if "base" in metric else []):
                    compared += 1
                    where = side.get("where", metric.get("where", {}))
                    name = side.get("name", metric["name"])
                    got = recount.value(name, where, side["period"], side["asOf"])
                    said = (side["numerator"], side["denominator"]) if "denominator" in side else (side["value"], None)
                    if got != said:
                        problems.append(f'{figure["at"]}: {name} {side["period"]} {where}: document {said}, recount {got}')
            problems += check_text(figure)
    for problem in problems:
        print(problem)
    print(f"{figures} figures, {compared} values compared, {len(problems)} differ")
    return 1 if problems else 0


def exact(side):
    return Fraction(side["numerator"], side["denominator"]) if side.get("denominator") else Fraction(side.get("value", 0))


def check_text(figure):
    """Every percentage, difference and value that the printed text states, from the exact values."""
    metrics = figure["metrics"]
    text, statistic = figure["text"], figure["statistic"]
    problems = []

    def need(piece):
        if piece not in text:
            problems.append(f'{figure["at"]}: “{text}” should hold {piece}')
    for metric in metrics:
        if "base" not in metric or "value" not in metric or "value" not in metric["base"]:
            continue
        now, base = metric["value"], metric["base"]["value"]
        if "同比" == statistic and base and now != base:
            percent = half_up(Fraction(abs(now - base) * 100, base), 1)
            need(str(abs(now - base)))
            need((percent.rstrip("0").rstrip(".") if "." in percent else percent) + "%")
    if statistic == "占比" and metrics[0].get("share", {}).get("denominator"):
        share = metrics[0]["share"]
        percent = half_up(Fraction(share["numerator"] * 100, share["denominator"]), 1)
        need(percent.rstrip("0").rstrip(".") if "." in percent and figure.get("trims", True) else percent)
    return problems


if __name__ == "__main__":
    sys.exit(main())

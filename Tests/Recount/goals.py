"""The ledger of targets (目标值) read again: the sentences of a plan of work, and what became of each target."""
import calendar
import datetime
import re
from fractions import Fraction

from definitions import METRICS, WHOLE, unit
from stated import DIGITS, NUMBERS, numeral

SIGN = {"≥": "≥", "不低于": "≥", "达到": "≥", "≤": "≤", "控制在": "≤", "=": "="}
PARTS = ["总体目标", "源头预防", "信访渠道", "信访秩序", "接访制度", "领导包案", "督导考评", "初信初访", "积案化解", "复查复核"]
CYCLES = {"每月": 1, "每半月": 2}
COUNTED = {
    "目标数": lambda g: True, "目标完成数": lambda g: g["完成情况"] == "完成", "目标未完成数": lambda g: g["完成情况"] == "未完成",
    "目标无数据数": lambda g: g["完成情况"] == "无数据", "到期目标数": lambda g: g["是否到期"] == "是",
    "到期未完成目标数": lambda g: g["是否到期"] == "是" and g["完成情况"] == "未完成",
}


def number(text):
    value = Fraction(re.match(r"[\d.]+", text)[0])
    return value / 100 if text.endswith("%") else value


def joined(names):
    return "、".join(names[:-1]) + "和" + names[-1] if len(names) > 1 else names[0]


class Goal:
    """One row of the ledger."""

    def __init__(self, record, year):
        get = lambda name: (record.get(name) or "").strip()
        self.name, self.sign, self.mood = get("指标"), get("比较符"), get("语气")
        self.who, self.what, self.cycle, self.joint = get("对象"), get("要求"), get("周期"), get("合写")
        self.part = get("任务分类") if get("任务分类") in PARTS else "其他工作"
        self.day = get("期限") or f"{year}-12-31"
        self.rank = get("阈值") if get("阈值").startswith("全") else ""
        self.thresholds = [] if self.rank else [t for t in get("阈值").split("、") if t]
        column, _, members = get("维度").partition("=")
        self.column, self.members = column, members.split("、") if members else [""]
        self.until = ""
        if get("期限"):
            date = datetime.date.fromisoformat(self.day)
            last = calendar.monthrange(date.year, date.month)[1] == date.day
            self.until = "年底" if (date.month, date.day) == (12, 31) else f"{date.month}月底" if last else f"{date.month}月{date.day}日"

    def amounts(self):
        ending = {"≥": "以上", "≤": "以内", "=": ""}[SIGN[self.sign]]
        return [t + ("" if self.sign == "达到" or (t == "100%" and ending == "以上") else ending) for t in self.thresholds]

    def verb(self):
        return {"≥": "达到", "≤": "控制在", "=": "为"}[SIGN[self.sign]]

    def opening(self):
        return self.mood + (self.until + "前" if self.until else "")

    def sentence(self):
        if self.cycle:
            return self.mood + self.who + self.cycle + self.what + (self.amounts()[0] if self.thresholds else "")
        if self.rank:
            return self.opening() + self.name + self.sign + self.rank
        if self.thresholds == ["0"]:
            event = self.who or re.sub("(批次|人次|件数|件次|次数|起数)$", "", self.name)
            return (self.mood if self.mood.endswith("杜绝") else self.mood + "不发生") + event
        if self.what == "工作目标":
            return f"{self.opening()}实现{self.name}达{self.amounts()[0]}的工作目标"
        if self.who:
            return self.opening() + (f"{self.who}全部{self.what}" if self.thresholds == ["100%"] else f"{self.amounts()[0]}的{self.who}{self.what}")
        if len(self.members) == 1:
            counted = not self.thresholds[0].endswith("%")
            name = re.sub("(批次|人次|件数|件次|次数|起数)$", "", self.name) if counted else self.name
            return self.opening() + self.members[0] + name + self.verb() + self.amounts()[0]
        if len(self.thresholds) == 1:
            return self.opening() + joined(self.members) + self.name + "均" + self.verb() + self.amounts()[0]
        return self.opening() + joined(self.members) + self.name + "分别" + self.verb() + joined(self.thresholds[:-1] + self.amounts()[-1:])


def together(goals):
    if len(goals) == 1:
        return goals[0].sentence()
    verb, amounts, names = goals[0].verb(), [g.amounts()[0] for g in goals], [g.name for g in goals]
    if len(set(amounts)) == 1:
        return goals[0].opening() + joined(names) + "均" + verb + amounts[0]
    if len(goals) == 2:
        return goals[0].opening() + joined(names) + "分别" + verb + joined(amounts)
    return goals[0].opening() + "，".join(n + (verb if k == 0 else "") + a for k, (n, a) in enumerate(zip(names, amounts)))


class Goals:
    """All targets of the report's year, beside what the recount makes of their metrics."""

    def __init__(self, recount, period, cut):
        self.recount, (self.start, self.end), self.cut = recount, period.split(".."), cut
        year = int(self.start[:4])
        cursor = recount.db.execute("SELECT * FROM 目标值 WHERE 年度 IS NULL OR 年度 = ? ORDER BY rowid", (year,))
        names = [c[0] for c in cursor.description]
        self.goals = [Goal(dict(zip(names, row)), year) for row in cursor]
        self.items = self.sentences()
        self.judged = [found for goal in self.goals if goal.name for found in self.judge(goal)]
        for place, found in enumerate(self.judged):
            found["目标序号"] = str(place + 1)

    def sentences(self):
        groups = {}
        for place, goal in enumerate(self.goals):
            groups.setdefault((goal.part, goal.joint or place), []).append(goal)
        return [{"条目序号": str(k + 1), "目标分类": part, "目标内容": together(goals)} for k, ((part, _), goals) in enumerate(groups.items())]

    def judge(self, goal):
        until = min(goal.day, self.end)
        due = "是" if goal.day <= self.cut else "否"
        base = {"目标分类": goal.part, "是否到期": due}
        note = "" if goal.until in ("", "年底") else f"（{goal.until}）"
        if goal.rank:
            yield {**base, **self.ranked(goal), "目标要求": goal.rank + note, "目标差距": ""}
            return
        for place, member in enumerate(goal.members):
            wanted = number(goal.thresholds[place if len(goal.thresholds) > 1 else 0])
            written = goal.thresholds[place if len(goal.thresholds) > 1 else 0]
            of = unit(goal.name)
            if of != "%" and not written.endswith(of):
                written = re.match(r"[\d.]+", written)[0] + of
            asked = "100%" if SIGN[goal.sign] + written == "≥100%" else SIGN[goal.sign] + written
            if goal.cycle:
                months = int(until[5:7]) - int(self.start[5:7]) + 1
                asked, wanted = f"{goal.cycle}{written}以上", wanted * months * CYCLES[goal.cycle]
            where = ((goal.column, (member,)),) if member else ()
            got = self.recount.value(goal.name, self.start, until, min(self.cut, until), where)
            value = Fraction(got[0] or 0) if got[1] is None else Fraction(got[0], got[1]) if got[1] else None
            yield {**base, **self.compared(goal, member, value, wanted, of), "目标要求": asked + note}

    def compared(self, goal, member, value, wanted, of):
        name = member + goal.name
        if value is None:
            return {"目标事项": name, "实际完成": "—", "目标差距": "", "完成情况": "无数据", "完成说明": name + "没有数据"}
        sign = SIGN[goal.sign]
        met = value >= wanted if sign == "≥" else value <= wanted if sign == "≤" else value == wanted
        reached = shown(value * (100 if of == "%" else 1), 0 if goal.name in WHOLE else 1) + of
        gap = value - wanted
        size = shown(abs(gap) * 100, 1) + "个百分点" if of == "%" else shown(abs(gap), 1) + of
        if goal.thresholds == ["0"]:
            event = goal.who or re.sub("(批次|人次|件数|件次|次数|起数)$", "", goal.name)
            said = f"发生{event}{reached}，目标为零" if value else "没有发生" + event
        elif gap == 0:
            said = f"{name}为{reached}，与目标持平"
        else:
            goal_text = shown(wanted * 100, 2) + "%" if of == "%" else shown(wanted, 2) + of
            said = f"{name}为{reached}，比{goal_text}的目标" + ("低高" if of == "%" else "少多")[gap > 0] + size
        return {"目标事项": name, "实际完成": reached, "目标差距": ("+" if gap > 0 else "-") + size if gap else "0",
                "完成情况": "完成" if met else "未完成", "完成说明": said}

    def ranked(self, goal):
        area = goal.rank[:2]
        year = self.start[:4] + "年"
        row = self.recount.db.execute("SELECT 名次, 参排数 FROM 上级通报排名 WHERE 通报期 = ? AND 范围 = ? AND 指标 IN (?, ?)",
                                      (year, area, goal.name, NUMBERS.get(goal.name, goal.name))).fetchone()
        percent = 50 if goal.rank.endswith("中上游") else 30
        rank, count = int(row[0]), int(row[1])
        met = (rank - 1) * 100 < count * percent
        text = f"{area}第{numeral(rank)}"
        return {"目标事项": goal.name, "实际完成": text, "完成情况": "完成" if met else "未完成",
                "完成说明": f"{goal.name}居{text}，目标为{goal.rank}"}

    def chosen(self, where, rows):
        held = [{**row, "目标事项": self.told_apart(row)} if "目标事项" in row else row for row in rows]
        return [row for row in held if all(row.get(name) in members for name, members in where.items() if members != [""])]

    def told_apart(self, row):
        same = [other for other in self.judged if (other["目标分类"], other["目标事项"]) == (row["目标分类"], row["目标事项"])]
        return row["目标事项"] if len(same) == 1 else f'{row["目标事项"]}（{row["目标要求"]}）'

    def texts(self, column, where):
        rows = self.chosen(where, self.items if column == "目标内容" else self.judged)
        return "；".join(sorted({row[column] for row in rows if row[column]}))

    def count(self, name, where):
        if name == "目标条数":
            return len(self.chosen(where, self.items))
        return sum(1 for row in self.chosen(where, self.judged) if COUNTED[name](row))


def shown(value, places):
    """Half-up, trailing zeros dropped."""
    steps = int(value * 10 ** places + Fraction(1, 2))
    whole, rest = divmod(steps, 10 ** places)
    return (f"{whole}.{rest:0{places}}".rstrip("0").rstrip(".")) if places else str(whole)

"""Family X: the budget in SQL, the scores of indicators in fractions; Decision 9 and standards 4.1."""
from fractions import Fraction

from terms import either, ratio, summer

ROUTINE, PROJECT, HOSPITALITY = "类别 = '基本'", "类别 = '项目'", "三公 = '是'"
OFFICE = either("公用 = '是'", HOSPITALITY)  # Decision 9: 公用经费 includes 三公.
LEDGER = {"绩效指标"}


def amount(column, *conditions):
    return summer("预算", column)(*conditions)


def whole(*conditions):
    """全年预算: at the start of the year, and what was changed since."""
    return ("total", [amount("年初预算", *conditions), amount("调整", *conditions)])


def half_up(value, digits):
    size = abs(value) * 10 ** digits
    steps = int(size) + (size - int(size) >= Fraction(1, 2))
    return Fraction(steps if value >= 0 else -steps, 10 ** digits)


def score(row, reverse):
    """The score of an indicator before rounding; None where it has no figures, as a 定性 one."""
    target, done, worth = row["指标值"], row["完成"], row["分值"]
    if row["指标方向"] == "≤":
        if done <= target:
            return worth
        if reverse == "比值":
            return worth * target / done
        return max(Fraction(0), (1 - (done - target) / target) * worth) if target else Fraction(0)
    if target == 0:
        reached = done <= 0 if row["指标方向"] == "=" else done >= 0
        return worth if reached else Fraction(0)
    return worth if done >= target else worth * done / target


def rows(db, args, columns):
    names = "".join(f', "{c}"' for c in columns)
    own = {name for _, name, *_ in db.execute("PRAGMA table_info(绩效指标)")}
    # What it was changed to in the course of the year counts.
    goal = "coalesce(nullif(调整指标值, ''), 年度指标值)" if "调整指标值" in own else "年度指标值"
    query = f"SELECT 指标方向, {goal}, 实际完成值, 分值, 得分{names} FROM 绩效指标 WHERE (年度 IS NULL OR 年度 = :year)"
    if "绩效项目" in own:
        query += " AND coalesce(绩效项目, '') = ''"  # The office's own; those of projects are in review.py.
    for direction, target, done, worth, given, *label in db.execute(query, args):
        row = {"指标方向": direction, "分值": Fraction(worth, 10 ** 6), "得分": given}
        if direction != "定性":
            row["指标值"], row["完成"] = Fraction(target.rstrip("%")), Fraction(done.rstrip("%"))
        yield tuple(label), row


def scores(db, args, columns, scope):
    sums = {}
    for label, row in rows(db, args, columns):
        own = Fraction(row["得分"] or 0, 10 ** 6) if row["指标方向"] == "定性" else score(row, args["反向指标计分"])
        sums[label] = (sums.get(label, (0, None))[0] + half_up(own, 2), None)
    return sums


def completion(db, args, columns, scope):
    """实际完成值 / 年度指标值, the mean where there are several; see degree."""
    sums = {}
    for label, row in rows(db, args, columns):
        degree = completed(row, args["反向指标计分"])
        if degree is not None:
            before = sums.get(label, (0, 0))
            sums[label] = (before[0] + degree, before[1] + 1)
    return sums


def completed(row, reverse):
    """实际完成值 over 年度指标值, uncapped: the score takes min(1, 完成率). Of a target not to be exceeded the
    share of the points; of a target of nought missed there is none, nothing can be divided by it."""
    if row["指标方向"] == "定性":
        return None
    target, done = row["指标值"], row["完成"]
    if row["指标方向"] == "≤":
        return score({**row, "分值": Fraction(1)}, reverse)
    return done / target if target else Fraction(1) if done == 0 else None


def execution(db, args):
    """预算执行率得分: 10 points (a setting) for all of it, never more."""
    sums = db.execute("SELECT sum(执行数), sum(年初预算) + sum(coalesce(调整, 0)) FROM 预算"
                      " WHERE 年度 IS NULL OR 年度 = :year", args).fetchone()
    return half_up(min(Fraction(1), Fraction(sums[0] or 0, sums[1])) * int(args["执行率分值"]), 2) if sums[1] else None


def total(db, args, columns, scope):
    points, part = scores(db, args, (), scope).get((), (None, None))[0], execution(db, args)
    return {} if points is None or part is None else {(): (points + part, None)}


def grade(db, args, columns, scope):
    """优 from 90, 良 from 80, 中 from 60: half-open, so that 89.5 and 90 have one grade each."""
    answer = total(db, args, columns, scope)
    if not answer:
        return {}
    points = answer[()][0]
    return {(): ("优" if points >= 90 else "良" if points >= 80 else "中" if points >= 60 else "差", None)}


METRICS = {
    "年初预算数": amount("年初预算"),
    "全年预算数": whole(),
    "全年执行数": amount("执行数"),
    "预算执行率": ratio(amount("执行数"), whole()),
    "基本支出": amount("执行数", ROUTINE),
    "项目支出": amount("执行数", PROJECT),
    "三公经费决算数": amount("执行数", HOSPITALITY),
    "三公经费变动率": ratio(("less", amount("执行数", HOSPITALITY), amount("上年执行数", HOSPITALITY)), amount("上年执行数", HOSPITALITY)),
    "三公经费控制率": ratio(amount("执行数", HOSPITALITY), amount("三公预算", HOSPITALITY)),
    "公用经费控制率": ratio(amount("执行数", OFFICE), whole(OFFICE)),
    "结转结余率": ratio(amount("结转结余"), whole()),
    "政府采购执行率": ratio(amount("采购执行"), amount("采购预算")),
    "在职人员控制率": ratio(summer("人员编制", "在职")(), summer("人员编制", "编制数")()),
    "绩效指标完成率": ("own", completion, LEDGER),
    "指标得分": ("own", scores, LEDGER),
    "自评总分": ("own", total, LEDGER | {"预算"}),
    "评价等级": ("own", grade, LEDGER | {"预算"}),
}
UNITS = {
    "万元": "年初预算数 全年预算数 全年执行数 基本支出 项目支出 三公经费决算数", "分": "指标得分 自评总分", "": "评价等级",
    "%": "绩效指标完成率",
}
DIMENSIONS = {"预算": ["类别", "科目"], "人员编制": ["单位"], "绩效指标": ["一级", "二级", "三级指标"]}

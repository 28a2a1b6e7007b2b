"""The table of indicators of a review, put together again from 绩效指标, 预算 and 项目资金."""
import re
from fractions import Fraction

import budget
from definitions import WHOLE, unit
from goals import shown

MONEY = {"项目年初预算数": "年初预算", "项目全年预算数": "全年预算", "项目全年执行数": "执行数"}
SUMS = {"整体自评分值": "分值", "整体自评得分": "得分", "项目自评分值": "分值", "项目自评总分": "得分"}


class Review:
    """All rows of one year, the office's and those of each project."""

    def __init__(self, recount, period, cut):
        self.recount, self.period, self.cut = recount, period.split(".."), cut
        self.year = int(self.period[0][:4])
        self.rows = []
        projects = [r[0] for r in recount.db.execute("SELECT DISTINCT 绩效项目 FROM 绩效指标 WHERE 年度 = ? ORDER BY rowid", (self.year,))]
        for project in projects:
            self.rows.append(self.execution(project or ""))
            cursor = recount.db.execute("SELECT * FROM 绩效指标 WHERE 年度 = ? AND coalesce(绩效项目, '') = ? ORDER BY rowid",
                                        (self.year, project or ""))
            names = [c[0] for c in cursor.description]
            self.rows += [self.indicator(project or "", dict(zip(names, row))) for row in cursor]

    def money(self, project, column, source=None):
        rows = self.recount.db.execute(f'SELECT sum("{column}") FROM 项目资金 WHERE 年度 = ? AND 绩效项目 = ? AND 资金来源 <> \'年度资金总额\''
                                       + (" AND 资金来源 = ?" if source else ""), (self.year, project) + ((source,) if source else ()))
        return Fraction(rows.fetchone()[0] or 0, 10 ** 6)

    def execution(self, project):
        if project:
            spent, whole = self.money(project, "执行数"), self.money(project, "全年预算")
        else:
            row = self.recount.db.execute("SELECT sum(执行数), sum(年初预算) + sum(调整) FROM 预算 WHERE 年度 = ?", (self.year,)).fetchone()
            spent, whole = Fraction(row[0]), Fraction(row[1])
        rate = shown(spent / whole * 100, 2) + "%"
        return {"绩效项目": project, "自评一级": "预算执行", "自评三级": "预算执行率", "自评指标值": "100%", "自评完成值": rate, "自评原因": "",
                "自评扣分说明": "", "支撑指标": "预算执行率", "台账核对值": rate + "（一致）", "分值": Fraction(10),
                "得分": budget.half_up(min(Fraction(1), spent / whole) * 10, 2)}

    def indicator(self, project, row):
        first, changed, reached, of = row["年度指标值"], row.get("调整指标值") or "", row["实际完成值"], row["计量单位"] or ""
        target = changed or first
        metric = row["对应指标"] or (reached[1:] if reached.startswith("=") else "")
        said, exact = "", None
        if metric:
            got = self.recount.value(metric, *self.period, self.cut)
            exact = Fraction(got[0]) if got[1] is None else Fraction(got[0], got[1])
            said = shown(exact * (100 if unit(metric) == "%" else 1), 0 if metric in WHOLE else 1) + unit(metric)
        worth = Fraction(row["分值"], 10 ** 6)
        if reached.startswith("="):
            done, reached = exact * (100 if unit(metric) == "%" else 1), said
        else:
            done = Fraction(reached.rstrip("%")) if re.match(r"[\d.]+%?$", reached) else None
            reached = reached if done is None or reached.endswith("%") else reached + of
        if row["指标方向"] == "定性":
            score, goal = (Fraction(row["得分"], 10 ** 6) if row["得分"] else worth), target
        else:
            score = budget.score({"指标值": Fraction(target), "完成": done, "分值": worth, "指标方向": row["指标方向"]}, "递减")
            goal = row["指标方向"] + target + of + (f"（年初{row['指标方向']}{first}{of}）" if changed else "")
        score, reason = budget.half_up(score, 2), row["偏差原因"] or ""
        checked = f"{said}（一致）" if metric else "定性评价" if row["指标方向"] == "定性" else "台账以外"
        return {"绩效项目": project, "自评一级": row["一级"], "自评二级": row["二级"], "自评三级": row["三级指标"], "自评指标值": goal,
                "自评完成值": reached, "自评原因": reason, "自评扣分说明": "，原因是" + reason if reason and score < worth else "",
                "支撑指标": metric or "—", "台账核对值": checked, "分值": worth, "得分": score}

    def chosen(self, where, whole):
        wanted = {**where} if not whole else {**where, "绩效项目": [""]}
        return [r for r in self.rows if all(r.get(name) in members for name, members in wanted.items() if name in r)]

    def sum(self, name, where):
        return sum((r[SUMS[name]] for r in self.chosen(where, name.startswith("整体"))), Fraction(0))

    def texts(self, column, where, whole):
        others = {n: m for n, m in where.items() if n != column}
        if column in ("主管部门", "实施单位", "项目概况", "总体目标", "目标实现"):
            found = self.recount.db.execute(f'SELECT "{column}" FROM 绩效项目 WHERE 年度 = ? AND 绩效项目 = ?', (self.year, where["绩效项目"][0]))
            return "；".join(sorted({r[0] for r in found}))
        return "；".join(sorted({r[column] for r in self.chosen(others, whole) if r.get(column)}))

    def posts(self, column):
        return self.recount.db.execute(f'SELECT sum("{column}") FROM 人员编制 WHERE 年度 = ?', (self.year,)).fetchone()[0]

    def grade(self, where):
        points = self.sum("项目自评总分", where)
        return "优" if points >= 90 else "良" if points >= 80 else "中" if points >= 60 else "差"

    def projects(self, where):
        return len({r["绩效项目"] for r in self.rows if r["绩效项目"]})

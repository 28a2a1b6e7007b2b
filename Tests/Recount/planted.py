"""Errors planted on purpose: a recount that does not find them proves nothing."""
import copy
import json
from fractions import Fraction

import plan
from completion import TOWN

PERIOD = plan.YEARS[0]
METRICS = ("来访批次", "来访人次", "按期答复率", "平均办理周期", "接访领导人数", "网格中心投入金额", "领导包案化解率")
# What huibian says, spoilt: a metric of METRICS, whether it is a group of several, and how.
SPOILT = [
    ("来访批次", False, lambda entry: entry.update(value=entry["value"] + 1)),
    ("来访人次", False, lambda entry: entry.update(base=entry["base"] - 1)),
    ("来访批次", False, lambda entry: entry.update(unit="件")),
    ("来访批次", False, lambda entry: entry.update(percent=entry["percent"] + "1")),
    ("来访人次", False, lambda entry: entry.update(change="0")),
    ("按期答复率", False, lambda entry: entry.update(denominator=entry["denominator"] + 1)),
    ("按期答复率", False, lambda entry: entry.update(points="0.05")),
    ("领导包案化解率", False, lambda entry: entry.update(value="100.01%")),
    ("平均办理周期", False, lambda entry: entry.update(numerator=entry["numerator"] - 1)),
    ("网格中心投入金额", False, lambda entry: entry.update(value=entry["value"] + Fraction(1, 100))),
    ("接访领导人数", False, lambda entry: entry.update(base_denominator=1, base=entry["base"] + 1)),
    ("来访批次", True, lambda entry: entry.update(value=entry["value"] + 1)),
    ("来访批次", True, lambda entry: entry.clear()),
    ("来访人次", True, lambda entry: entry.clear()),
]
# The recount's own copy, spoilt: what huibian says is then wrong for these ledgers.
TAMPERED = [
    ("来访批次", "DELETE FROM 信访件 WHERE rowid = (SELECT min(rowid) FROM 信访件 WHERE 信访形式 = '来访'"
     " AND 受理机构 IN ('{office}', '{alias}') AND 登记日期 BETWEEN '2024-01-01' AND '2024-12-31')"),
    ("来访人次", "UPDATE 信访件 SET 信访人数 = 信访人数 + 1 WHERE rowid = (SELECT min(rowid) FROM 信访件 WHERE 信访形式 = '来访'"
     " AND 受理机构 IN ('{office}', '{alias}') AND 登记日期 BETWEEN '2023-01-01' AND '2023-12-31')"),
    ("接访领导人数", "UPDATE 接访场次 SET 接访领导编号 = 'L0' WHERE rowid = (SELECT max(rowid) FROM 接访场次 WHERE 接访日期 >= '2024-01-01')"),
    ("网格中心投入金额", "UPDATE 建设投入 SET 日期 = '2023-12-31' WHERE 日期 = '2024-11-11'"),
]


def look(recount):
    """How many planted errors are found, and which are not."""
    config = recount.options.config
    found, missed = 0, []
    honest = recount.crossing(config)
    honest.ask(PERIOD, [(), (TOWN,)], METRICS)
    runs = [(period, names, groupings, json.loads(running.result()[1], parse_float=Fraction))
            for period, names, groupings, running in honest.asked]
    for run in runs:
        honest.compare_run(*run)
    missed += [f"without any planted error: {problem}" for problem in honest.problems]
    for number, (metric, grouped, spoil) in enumerate(SPOILT, 1):
        crossing = recount.crossing(config)
        crossing.__dict__["answers"] = honest.answers
        for period, names, groupings, entries in copy.deepcopy(runs):
            if bool(groupings[0]) == grouped:
                of_metric = [entry for entry in entries if entry["metric"] == metric]
                spoil(of_metric[len(of_metric) // 2])
            crossing.compare_run(period, names, groupings, [entry for entry in entries if entry])
        found, missed = note(crossing, metric, f"answer {number}", found, missed)
    for number, (metric, sql) in enumerate(TAMPERED, 1):
        crossing = recount.crossing(config, tamper=sql.format(**recount.names()))
        for run in runs:
            crossing.compare_run(*run)
        found, missed = note(crossing, metric, f"row {number}", found, missed)
    return found, missed


def note(crossing, metric, title, found, missed):
    """An error counts as found if it is reported of its metric."""
    if any(f" {metric} " in problem for problem in crossing.problems):
        return found + 1, missed
    return found, missed + [f"{title}: the error planted in {metric} was not found"]

"""All metrics, their units and the columns by which they are broken down."""
import functools

import backlog
import budget
import cases
import leaders
import prevention
from terms import ledgers_of

PARTS = [cases, backlog, leaders, prevention, budget]
METRICS = {name: definition for part in PARTS for name, definition in part.METRICS.items()}
UNIT = {name: unit for part in PARTS for unit, names in part.UNITS.items() for name in names.split()}
UNIT["评价等级"] = ""
# What targets and reviews are counted in: goals.py, review.py.
UNIT.update({"编制数": "人", "在职人数": "人", "预算执行率得分": "分", "目标条数": "条", "绩效项目数": "个", "项目评价等级": "", "目标完成率": "%", "项目预算执行率": "%"})
UNIT.update(dict.fromkeys("目标数 目标完成数 目标未完成数 目标无数据数 到期目标数 到期未完成目标数 整体自评指标数 项目自评指标数".split(), "项"))
UNIT.update(dict.fromkeys("整体自评分值 整体自评得分 项目自评分值 项目自评总分".split(), "分"))
UNIT.update(dict.fromkeys("项目年初预算数 项目全年预算数 项目全年执行数".split(), "万元"))
DIMENSIONS = {ledger: names for part in PARTS for ledger, names in getattr(part, "DIMENSIONS", {}).items()}
# Printed without decimals: 办结率 66%, 网上信访办结率 90%.
WHOLE = {"办结率", "网上信访办结率"}
SETTINGS = {
    "计入日期": "登记日期", "统计范围": "全部", "集体访依据": "是否集体访", "集体访人数": 5, "重复件计入受理": "是", "重复件计入办结": "是",
    "来信来访本级": "受理机构", "重复登记次数": 3, "受理期限": 15, "及时受理率分母": "及时与超期", "办理期限": 60, "延长期限": 30,
    "推算限办日期": "缺列时", "期内未答复计入": "否", "一次性化解观察天数": 365, "一次性化解剔除再访": "是", "一次性化解剔除不满意": "否",
    "满意含基本满意": "是", "参评率分母": "已评价与超期未评价", "满意率分母": "已评价", "超期未评价算满意": "否", "评价对象": "责任单位",
    "积案存量": "否", "积案分母扣除剔除件": "否", "本级层级": "区县", "执行率分值": 10, "反向指标计分": "递减",
}
# Metrics of cases that say neither 本级 nor 属地: whose cases count is a setting of all of them.
OPEN = {name for name, definition in METRICS.items() if ":范围" not in repr(definition)}
# Ledgers without a date say how things are; those with a year belong to all of it.
STANDING, YEARLY = {"单位台账"}, {"预算", "人员编制", "绩效指标"}
DATE = {
    "信访件": "登记日期", "接访场次": "接访日期", "接访登记": "接访日期", "包案": "包案日期", "积案台账": "交办日期", "阅批": "阅批日期",
    "排查": "排查日期", "活动": "日期", "督办问责": "发送日期", "追责人员": "提请日期", "依法处置": "日期", "网格工作": "月份", "慰问": "日期",
    "制度": "日期", "建设投入": "日期", "处访": "日期", "事件": "日期",
}
# Amounts are kept as millionths, so that SQLite adds them exactly.
AMOUNTS = {"金额", "建筑面积", "年初预算", "调整", "执行数", "结转结余", "上年执行数", "三公预算", "采购预算", "采购执行", "分值", "得分", "全年预算"}


def unit(name):
    """The unit of the table; where it gives none, % of a ratio and 批次 of a count."""
    return UNIT[name] if name in UNIT else "%" if METRICS[name][0] == "ratio" else "批次"


@functools.cache
def ledgers(name):
    return frozenset(ledgers_of(METRICS[name]))

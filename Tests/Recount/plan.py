"""Which periods, groups and settings are crossed."""
from completion import CLASS, TOWN, VILLAGE
from definitions import DIMENSIONS, METRICS, ledgers

SHAPES = ["full", "bare"]
GROUPS = [(), (TOWN,), (CLASS,)]
OWN = sorted({(name,) for names in DIMENSIONS.values() for name in names})
TIMES = [("半年",), ("季度",), ("月份",), ("旬",), ("周",), (TOWN, "月份"), (TOWN, CLASS)]
YEARS = [("2024年", "2024-01-01", "2024-12-31", None, "同比"), ("2023年", "2023-01-01", "2023-12-31", None, "同比")]
HALVES = [
    ("2024年上半年", "2024-01-01", "2024-06-30", None, "同比"), ("2024年下半年", "2024-07-01", "2024-12-31", None, "环比"),
    ("2023年下半年", "2023-07-01", "2023-12-31", None, "同比")]
MONTHS = [
    ("2024年2月", "2024-02-01", "2024-02-29", None, "同比"), ("2024年3月", "2024-03-01", "2024-03-31", None, "环比"),
    ("2024年1月", "2024-01-01", "2024-01-31", None, "环比"), ("2023年2月", "2023-02-01", "2023-02-28", None, "同比"),
    ("2024年12月", "2024-12-01", "2024-12-31", None, "环比")]
OTHERS = [
    ("2024年第一季度", "2024-01-01", "2024-03-31", None, "环比"), ("2024年2月下旬", "2024-02-21", "2024-02-29", None, "环比"),
    ("2024-02-26..2024-03-03", "2024-02-26", "2024-03-03", None, "同比"),
    ("2024-02-26..2024-03-03", "2024-02-26", "2024-03-03", None, "环比"),
    ("2024-02-29..2024-02-29", "2024-02-29", "2024-02-29", None, "同比"),
    ("2024年1-10月", "2024-01-01", "2024-10-31", "2024-11-15", "同比"),
    ("2024年1-10月", "2024-01-01", "2024-10-31", "2024-09-10", "同比")]
# Each setting at each of its other values, and the ledgers whose metrics it concerns.
SETTINGS = [
    ({"计入日期": "信访日期"}, "信访件"), ({"计入日期": "受理日期"}, "信访件"), ({"统计范围": "本级"}, "信访件"), ({"统计范围": "属地"}, "信访件"),
    ({"范围": {"来访批次": "属地", "信访总量": "本级", "进京非正常上访批次": "全部", "办结率": "属地", "群众满意率": "本级"}}, "信访件"),
    ({"集体访依据": "信访人数"}, "信访件"), ({"集体访依据": "信访人数", "集体访人数": 3}, "信访件"),
    ({"重复件计入受理": "否"}, "信访件"), ({"重复件计入办结": "否"}, "信访件"),
    ({"来信来访本级": "受理机构或登记机构"}, "信访件"), ({"重复登记次数": 2}, "信访件"), ({"受理期限": 14}, "信访件"),
    ({"及时受理率分母": "全部"}, "信访件"), ({"推算限办日期": "总是"}, "信访件"), ({"推算限办日期": "总是", "延长期限": 10}, "信访件"),
    ({"期内未答复计入": "是"}, "信访件"), ({"一次性化解观察天数": 30}, "信访件"), ({"一次性化解剔除再访": "否"}, "信访件"),
    ({"一次性化解剔除不满意": "是"}, "信访件"), ({"满意含基本满意": "否"}, "信访件 阅批"), ({"参评率分母": "全部"}, "信访件"),
    ({"满意率分母": "已评价与超期未评价"}, "信访件"), ({"满意率分母": "全部"}, "信访件"), ({"超期未评价算满意": "是"}, "信访件"),
    ({"满意率分母": "已评价与超期未评价", "超期未评价算满意": "是"}, "信访件"), ({"满意率分母": "全部", "评价对象": "信访部门"}, "信访件"),
    ({"评价对象": "信访部门"}, "信访件"), ({"本级层级": "镇街"}, "信访件"),
    ({"本级层级": "市"}, "信访件"), ({"本级层级": "省"}, "信访件"), ({"积案存量": "是"}, "积案台账"),
    ({"积案分母扣除剔除件": "是"}, "积案台账"), ({"执行率分值": 20}, "绩效指标"), ({"反向指标计分": "比值"}, "绩效指标"),
]
WITHOUT = [({"集体访人数": 3}, "信访件"), ({"推算限办日期": "否"}, "信访件"), ({"办理期限": 30}, "信访件"), ({"推算限办日期": "总是"}, "信访件")]
# Settings of the rows, or of what stands for a missing column.
ROWS = {"计入日期", "统计范围", "范围", "集体访依据", "集体访人数", "推算限办日期", "办理期限", "延长期限", "积案存量"}
# What needs 剔除原因, or 限办截止日期 where it is not reckoned: told as an error where the export lacks them.
REMOVED = set("交办件剔除数 实际交办责任单位件数 交办件答复率 交办件办结率 交办件正在化解件数".split())
DUE = set("到期信访件数 到期办结件数 办结率 网上信访到期办结件数 网上信访办结率 按期答复率 按期办结率 初访按期办结率".split())


QUARTER = OTHERS[0]


def sample(long):
    """Every metric for a year, a half, a quarter, a month, in all, by district and by class; more in the long form."""
    if not long:
        return [(period, GROUPS, None) for period in (YEARS[0], HALVES[1], QUARTER, MONTHS[0])]
    runs = [(period, GROUPS + [(VILLAGE,)], None) for period in YEARS + HALVES + MONTHS + OTHERS[:1]]
    return runs + [(period, [()], None) for period in OTHERS[1:]] + [(YEARS[0], OWN + TIMES, None)]


def available(shape):
    """The metrics that an export of this shape allows; None for all."""
    if shape == "full":
        return None
    return [m for m in METRICS if m not in REMOVED]


def invented(shape, long):
    only = available(shape)
    own = [d for d in OWN if shape == "full" or d != ("剔除原因",)]
    if not long:
        return [(period, GROUPS, only) for period in ((HALVES[0], MONTHS[1]) if shape == "full" else YEARS[:1])]
    runs = [(period, GROUPS + [(VILLAGE,)], only) for period in YEARS + HALVES + MONTHS + OTHERS]
    return runs + [(YEARS[0], own + TIMES, only), (MONTHS[0], own, only)]


def half(long):
    """Comparisons with a year whose export ends in August: with the months that it has, and with what it lacks."""
    only = [m for m in METRICS if ledgers(m) == {"信访件"}]
    if not long:  # One of each kind of count, persons, rate and mean.
        only = [m for m in only if m in ("信访总量", "来访人次", "重复信访占比", "平均办理周期", "重复信访梳理督办件数")]
    runs = [("2024年1-10月", "2024-01-01", "2024-10-31", None, "同比"), ("2024年1-8月", "2024-01-01", "2024-08-31", None, "同比"),
            ("2024年第三季度", "2024-07-01", "2024-09-30", None, "同比"), ("2024年1-10月", "2024-01-01", "2024-10-31", "2024-08-31", "同比"),
            ("2024年1-4月", "2024-01-01", "2024-04-30", None, "环比"), ("2023年", "2023-01-01", "2023-12-31", None, "同比")]
    return [(period, [()], only) for period in runs[1:]] + [(runs[0], [(), (TOWN,), ("月份",)], only)]


def settings(shape):
    for held, names in SETTINGS if shape == "full" else WITHOUT:
        yield held, [m for m in METRICS if ledgers(m) & set(names.split())]


def concerned(settings, metrics):
    """The metrics whose definitions name a setting; all where it works on rows instead: their date, their scope."""
    named = [m for m in metrics if any(f":{name}" in repr(METRICS[m]) for name in settings)]
    return named if not ROWS & set(settings) and named else metrics


def narrow(settings, metrics, shape, long):
    """The runs of one setting."""
    if shape == "bare":
        metrics = [m for m in metrics if m not in REMOVED and (m not in DUE or settings.get("推算限办日期") != "否")]
    if not long:
        return [(YEARS[0], [()], concerned(settings, metrics))]
    return [(YEARS[0], GROUPS, metrics), (HALVES[1], [()], metrics), (MONTHS[0], [()], metrics)]

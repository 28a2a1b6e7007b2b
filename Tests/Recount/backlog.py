"""Family G as SQL: the ledger of old cases, from metrics.md and its Decisions 5 and 8."""
from terms import both, counter, distinct, one_of, ratio

count = counter("积案台账")
LED = "牵头单位 IN (:office, :alias)"
KEPT = "剔除原因 = ''"  # Removed rows never count as 办结, 化解 or 正在化解.
SETTLED = both("状态 = '化解'", KEPT)
CLOSED = both("状态 = '办结'", KEPT)
# A setting takes the removed rows out of the denominators too.
WHOLE = "(:积案分母扣除剔除件 = '否' OR 剔除原因 = '')"


def of(source):
    return f"来源 = '{source}'"


UNREST = both("类型 = '涉稳突出问题'", LED)
UNREST_SETTLED = both(UNREST, one_of("状态", "化解", "稳控"), KEPT)
LEADERS, INSPECTED, CITY, CENTRAL = (
    of("市领导包案"), of("中央巡视组交办"), of("市交办"), of("中央联席办交办"))
HANDED = ("less", count(INSPECTED), count(INSPECTED, "剔除原因 <> ''"))
ANSWERED = count(INSPECTED, KEPT, "答复日期 <= 答复期限", "答复日期 <= :cut")

METRICS = {
    "涉稳突出问题件数": count(UNREST),
    "涉稳突出问题化解稳控件数": count(UNREST_SETTLED),
    "涉稳突出问题化解率": ratio(count(UNREST_SETTLED), count(UNREST, WHOLE)),
    "领导包案信访积案件数": count(LEADERS),
    "领导包案信访积案办结件数": count(LEADERS, CLOSED),
    "领导包案信访积案办结率": ratio(count(LEADERS, CLOSED), count(LEADERS, WHOLE)),
    "上级交办信访件数": count(INSPECTED),
    "交办件剔除数": count(INSPECTED, "剔除原因 <> ''"),
    "实际交办责任单位件数": HANDED,
    "交办件按期答复件数": ANSWERED,
    "交办件答复率": ratio(ANSWERED, HANDED),
    "交办件办结件数": count(INSPECTED, CLOSED),
    "交办件办结率": ratio(count(INSPECTED, CLOSED), HANDED),
    "交办件正在化解件数": ("less", HANDED, count(INSPECTED, CLOSED)),
    "市交办积案件数": count(CITY),
    "市交办积案化解件数": count(CITY, SETTLED),
    "市交办积案化解率": ratio(count(CITY, SETTLED), count(CITY, WHOLE)),
    "中央联席办交办积案件数": count(CENTRAL),
    "中央联席办交办积案化解件数": count(CENTRAL, SETTLED),
    "中央联席办交办积案化解率": ratio(count(CENTRAL, SETTLED), count(CENTRAL, WHOLE)),
    "国家信访局专项积案化解件数": count(of("国家信访局专项"), SETTLED),
    "国家部委交办重要积案化解件数": count(of("国家部委交办"), SETTLED),
    "集中攻坚重点案件化解件数": count("专项行动 <> ''", SETTLED),
    "梳理存量积案件数": count("专项行动 = '百日攻坚'"),
    "信访积案办结率": ratio(count(one_of("状态", "办结", "化解", "终结备案"), KEPT), count(WHOLE)),
    # Decision 5 names 办结, 化解, 正在化解; a ratio's numerator stays within its denominator (O4).
    "信访积案结服率": ratio(count("息诉标志 = '是'", KEPT), count(WHOLE)),
    "信访积案化解率": ratio(count(SETTLED), count(WHOLE)),
    "省市领导接访交办件数": count(one_of("来源", "省领导接访", "市领导接访")),
    "涉农三资信访事项交办件数": count("专项领域 = '涉农三资'"),
    "问题清单集中交办案件数": count("专项行动 = '问题清单'"),
    # Of the cases where they tell, else of the backlog.
    "息诉信访老户人数": ("first", [
        distinct("信访件", "信访人代号", "息诉标志 = '是'", "老户标志 = '是'"),
        distinct("积案台账", "信访人代号", "息诉标志 = '是'", "老户标志 = '是'", KEPT)]),
    "接访处访信访问题起数": ("total", [counter("接访登记")(), counter("处访")()]),
}
UNITS = {
    "件": " ".join(m for m, d in METRICS.items() if d[0] in ("count", "less")),
    "人": "息诉信访老户人数", "起": "接访处访信访问题起数",
}
# Columns by which a metric is broken down in the table, beside districts, classes and time.
DIMENSIONS = {"积案台账": ["来源", "交办批次", "专项行动", "清单类别", "剔除原因", "责任单位", "专项领域", "状态"]}

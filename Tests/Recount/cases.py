"""The metrics of families A to F as SQL, written from their definitions, not from the catalogue."""
from terms import both, counter, either, ratio, summer



def scoped(whose):
    """Whose cases count: as the definition says, or what the setting 范围 says of the metric."""
    return f"(CASE :范围 WHEN '本级' THEN 受理机构 IN (:office, :alias) WHEN '属地' THEN 属地 WHEN '全部' THEN 1 ELSE {whose} END)"


LOCAL = scoped("受理机构 IN (:office, :alias)")
# Letters and visits, by setting, also where the office registered them.
OURS = scoped("(受理机构 IN (:office, :alias) OR (:来信来访本级 = '受理机构或登记机构' AND 登记机构名称 IN (:office, :alias)))")
HERE = scoped("属地")
# Repeated cases are left out of what was taken in, or of what was closed, by setting.
TAKEN = "(:重复件计入受理 = '是' OR 初重标志 <> '重复')"
CLOSABLE = "(:重复件计入办结 = '是' OR 初重标志 <> '重复')"
VISIT, LETTER, WEB = "信访形式 = '来访'", "信访形式 = '来信'", "信访形式 = '网上信访'"
BOTH = "信访形式 IN ('来信', '来访')"
GROUP, SINGLE = "是否集体访 = '是'", "是否集体访 = '否'"
FIRST, REPEATED = "初重标志 = '初次'", "初重标志 = '重复'"
ABNORMAL = "是否非正常上访 = '是'"
ASKS = "信访目的 IN ('求决', '申诉求决')"
DUE = "限办截止日期 <= :cut"
CLOSED = "(办结日期 <= :cut OR (办结日期 IS NULL AND 办结标志 = '是'))"
CLOSED_IN_TIME = "(办结日期 <= :cut AND 办结日期 <= 限办截止日期)"

count = counter("信访件")
persons = summer("信访件", "信访人数")


def days(later, earlier):
    return f"(julianday({later}) - julianday({earlier}))"


def at(level):
    return both(HERE, VISIT, f"登记机构级别 = '{level}'")


# Decision 2. What is done after the cut-off has not been done at the cut-off; day 15 is in time.
SENT = "coalesce(转送交办日期, 受理告知日期)"
HANDED = "coalesce(转送交办日期, 登记日期)"
SENT_IN_TIME = both(f"{SENT} <= :cut", f"{days(SENT, '登记日期')} <= :受理期限")
SENT_LATE = both(f"{SENT} <= :cut", f"{days(SENT, '登记日期')} > :受理期限")
NOT_SENT = both(f"{SENT} IS NULL OR {SENT} > :cut", f"{days(':cut', '登记日期')} > :受理期限")
TOLD_IN_TIME = both("受理告知日期 <= :cut", f"{days('受理告知日期', HANDED)} <= :受理期限")
TOLD_LATE = both("受理告知日期 <= :cut", f"{days('受理告知日期', HANDED)} > :受理期限")
NOT_TOLD = both("受理告知日期 IS NULL OR 受理告知日期 > :cut", f"{days(':cut', HANDED)} > :受理期限")
ALL = ":及时受理率分母 = '全部'"
ANSWERED_IN_TIME = both("答复日期 <= :cut", "答复日期 <= 限办截止日期")
ANSWERED_LATE = both("答复日期 <= :cut", "答复日期 > 限办截止日期")
NOT_ANSWERED = both("答复日期 IS NULL OR 答复日期 > :cut", "限办截止日期 < :cut")

STILL_IN_TIME = both("答复日期 IS NULL OR 答复日期 > :cut", "限办截止日期 >= :cut")

# Decision 3.
AGAIN = (":一次性化解剔除再访 = '是' AND EXISTS (SELECT 1 FROM 信访件 n WHERE n.信访事项编号 = 信访件.信访事项编号 AND n.信访事项编号 <> ''"
         " AND n.登记日期 > 信访件.办结日期 AND n.登记日期 <= min(date(信访件.办结日期, '+' || :一次性化解观察天数 || ' days'), :cut))")
SETTLED = both(f"NOT ({AGAIN})", "NOT (:一次性化解剔除不满意 = '是' AND 对责任单位评价 = '不满意')")

# Decision 4: of the unit responsible, or by setting of the petition office.
OF_UNIT = ":评价对象 = '责任单位'"


STATE = f"(CASE WHEN {OF_UNIT} THEN 责任单位评价状态 ELSE 信访部门评价状态 END)"
MARK = f"(CASE WHEN {OF_UNIT} THEN 对责任单位评价 ELSE 对信访部门评价 END)"


def content(mark):
    return either(f"{mark} = '满意'", both(":满意含基本满意 = '是'", f"{mark} = '基本满意'"))


def rated(state):
    return f"({state} = '已评价')"


def to_be_rated(state):
    """The denominator of 参评率."""
    return either(f"{state} IN ('已评价', '超期未评价')", both(":参评率分母 = '全部'", f"{state} <> ''"))


def asked_for_content(state):
    """The denominator of 满意率."""
    return either(f"{state} = '已评价'", both(":满意率分母 = '已评价与超期未评价'", f"{state} = '超期未评价'"),
                  both(":满意率分母 = '全部'", f"{state} <> ''"))


def taken_as_content(state, mark):
    return either(content(mark), both(":超期未评价算满意 = '是'", ":满意率分母 <> '已评价'", f"{state} = '超期未评价'"))


def contentment(*conditions, state=STATE, mark=MARK):
    return ratio(count(*conditions, taken_as_content(state, mark)), count(*conditions, asked_for_content(state)))


ASKED = "是否纳入满意度评价 = '是'"

CRITICAL = "EXISTS (SELECT 1 FROM 敏感期 WHERE {0} BETWEEN 敏感期.开始 AND 敏感期.结束)"
# Levels above the office's own: 越级.
ABOVE = either(*(both(f":本级层级 = '{own}'", f"登记机构级别 IN ({above})") for own, above in [
    ("镇街", "'国家', '省', '市', '区县'"), ("区县", "'国家', '省', '市'"), ("市", "'国家', '省'"), ("省", "'国家'")]))

METRICS = {
    "信访总量": count("1"),
    "信访总人次": persons("1"),
    "来信来访受理总量": count(OURS, BOTH, TAKEN),
    "来信件数": count(OURS, LETTER, TAKEN),
    "来访批次": count(OURS, VISIT, TAKEN),
    "来访人次": persons(OURS, VISIT, TAKEN),
    "网上信访受理件数": count(LOCAL, WEB, TAKEN),
    "群体访批次": count(OURS, VISIT, GROUP, TAKEN),
    "群体访人次": persons(OURS, VISIT, GROUP, TAKEN),
    "群体重访批次": count(OURS, VISIT, GROUP, REPEATED),
    "群体重访人次": persons(OURS, VISIT, GROUP, REPEATED),
    # 来访 = 个体 + 群体, in batches and in persons: of the same cases.
    "个体访批次": count(OURS, VISIT, SINGLE, TAKEN),
    "个体访人次": persons(OURS, VISIT, SINGLE, TAKEN),
    "进京走访批次": count(at("国家")),
    "进京走访人次": persons(at("国家")),
    "赴省走访批次": count(at("省")),
    "赴省走访人次": persons(at("省")),
    "到市走访批次": count(at("市")),
    "到市走访人次": persons(at("市")),
    "进京非正常上访批次": count(at("国家"), ABNORMAL),
    "赴省进京非接待场所信访批次": count(either(at("国家"), at("省")), ABNORMAL),
    "到省非正常群体访批次": count(at("省"), ABNORMAL, GROUP),
    "到省非正常群体访人次": persons(at("省"), ABNORMAL, GROUP),
    "到市群体访批次": count(at("市"), GROUP),
    "到市群体访人次": persons(at("市"), GROUP),
    "赴省进京访量": count(either(at("国家"), at("省"))),
    "国家信访局登记网上信访件数": count(HERE, WEB, "登记机构级别 = '国家'"),
    "国家信访局登记求决类初次信访件数": count(HERE, "登记机构级别 = '国家'", FIRST, ASKS),
    "群众致省以上信访总量": count(HERE, "登记机构级别 IN ('国家', '省')"),
    "群众致省以上信访事项占比": ratio(count(HERE, "登记机构级别 IN ('国家', '省')"), count(HERE)),
    # "COUNT(活动) 或 N": the ledger of activities where there is one.
    "外围劝返赴京起数": ("first", [counter("活动")("类型 = '劝返'"), count("劝返标志 = '是'")]),
    "敏感期零指标": ("total", [
        count(HERE, ABNORMAL, CRITICAL.format("登记日期")), counter("事件")(CRITICAL.format("日期"))]),
    "群体性上访总量": ("total", [
        count(at("省"), ABNORMAL, GROUP), count(at("市"), GROUP), count(OURS, VISIT, GROUP, TAKEN)]),
    "群体性上访人次": ("total", [
        persons(at("省"), ABNORMAL, GROUP), persons(at("市"), GROUP), persons(OURS, VISIT, GROUP, TAKEN)]),
    "重复信访量": count(HERE, REPEATED),
    "重复信访占比": ratio(count(HERE, REPEATED), count(HERE)),
    "重访率": ratio(count(VISIT, REPEATED), count(VISIT)),
    "重信率": ratio(count(LETTER, REPEATED), count(LETTER)),
    "重复信访梳理督办件数": ("distinct", "信访件", both(REPEATED, "登记次数 >= :重复登记次数", "办理结果 <> '息诉'"), "信访事项编号"),
    "到期信访件数": count(OURS, BOTH, DUE, CLOSABLE),
    "到期办结件数": count(OURS, BOTH, DUE, CLOSED, CLOSABLE),
    "办结率": ratio(count(OURS, BOTH, DUE, CLOSED, CLOSABLE), count(OURS, BOTH, DUE, CLOSABLE)),
    "网上信访到期办结件数": count(LOCAL, WEB, DUE, CLOSED, CLOSABLE),
    "网上信访办结率": ratio(count(LOCAL, WEB, DUE, CLOSED, CLOSABLE), count(LOCAL, WEB, DUE, CLOSABLE)),
    "信访部门及时受理率": ratio(count(SENT_IN_TIME), count(either(SENT_IN_TIME, SENT_LATE, NOT_SENT, ALL))),
    "责任单位及时受理率": ratio(count(TOLD_IN_TIME), count(either(TOLD_IN_TIME, TOLD_LATE, NOT_TOLD, ALL))),
    "按期答复率": ratio(count(ANSWERED_IN_TIME), count(either(
        ANSWERED_IN_TIME, ANSWERED_LATE, NOT_ANSWERED, both(":期内未答复计入 = '是'", STILL_IN_TIME)))),
    "按期办结率": ratio(count(DUE, CLOSED_IN_TIME, CLOSABLE), count(DUE, CLOSABLE)),
    "基础业务规范化率": ratio(count("业务抽查 = '规范'"), count("业务抽查 NOT IN ('未抽查', '')")),
    "平均办理周期": ("mean", "信访件", "办结日期 <= :cut", days("办结日期", "登记日期")),
    "依法分类处理占比": ratio(
        count("办理方式 = '依法分类处理'"), count("办理方式 NOT IN ('不予受理', '存')")),
    "初次信访事项办结件数": count(FIRST, CLOSED),
    "初次信访事项一次性化解件数": count(FIRST, CLOSED, SETTLED),
    "初次信访事项一次性化解率": ratio(count(FIRST, CLOSED, SETTLED), count(FIRST, CLOSED)),
    "求决类初次信访事项一次性化解率": ratio(
        count(FIRST, CLOSED, SETTLED, ASKS), count(FIRST, CLOSED, ASKS)),
    "初信初访案件化解件数": count(FIRST, BOTH, "办理结果 IN ('化解', '息诉')"),
    "初访按期办结率": ratio(count(VISIT, FIRST, DUE, CLOSED_IN_TIME), count(VISIT, FIRST, DUE)),
    "纳入满意度评价件数": count(ASKED),
    "评价满意件数": count(ASKED, content(MARK)),
    "已评价件数": count(rated(STATE)),
    "应评价件数": count(to_be_rated(STATE)),
    "群众参评率": ratio(count(rated(STATE)), count(to_be_rated(STATE))),
    "责任单位群众参评率": ratio(count(rated("责任单位评价状态")), count(to_be_rated("责任单位评价状态"))),
    "群众满意率": contentment(),
    "责任单位群众满意率": contentment(state="责任单位评价状态", mark="对责任单位评价"),
    "初访群众满意率": contentment(VISIT, FIRST),
    "交办案件群众满意率": contentment("办理方式 = '交办'"),
}
UNITS = {
    "件": "来信件数 网上信访受理件数 国家信访局登记网上信访件数 国家信访局登记求决类初次信访件数 群众致省以上信访总量 敏感期零指标"
         " 重复信访梳理督办件数 初次信访事项办结件数 初次信访事项一次性化解件数 初信初访案件化解件数 纳入满意度评价件数 评价满意件数"
         " 应评价件数 已评价件数",
    "件次": "信访总量 来信来访受理总量 重复信访量 到期信访件数 到期办结件数 网上信访到期办结件数",
    "人次": "信访总人次 来访人次 群体访人次 群体重访人次 个体访人次 进京走访人次 赴省走访人次 到市走访人次 到省非正常群体访人次"
          " 到市群体访人次 群体性上访人次",
    "起": "外围劝返赴京起数",
    "天": "平均办理周期",
}
DIMENSIONS = {"信访件": ["信访形式", "走访层级", "登记机构级别", "责任单位", "信访目的"], "事件": ["类型"]}

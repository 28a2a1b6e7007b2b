"""Invents small, vicious ledgers.

Ties, empty cells, identical rows, dates at the ends of periods, 29 February, keys without their
row, members without rows, empty denominators, stock rows without a date, synonyms, lists in every
separator. Nothing in them is anybody's.
"""
import datetime
import random

EDGES = [
    "2022-01-01", "2022-12-31", "2023-01-01", "2023-01-31", "2023-02-28", "2023-03-01", "2023-06-30", "2023-07-01",
    "2023-09-30", "2023-10-31", "2023-12-31", "2024-01-01", "2024-01-10", "2024-01-11", "2024-01-20", "2024-01-21",
    "2024-01-31", "2024-02-01", "2024-02-28", "2024-02-29", "2024-03-01", "2024-03-31", "2024-04-01", "2024-06-30",
    "2024-07-01", "2024-10-31", "2024-11-30", "2024-12-01", "2024-12-31",
]
PLACES = [
    "东湖街道", "东湖街道/一社区", "东湖街道/二社区", "东湖街道办事处", "东湖街道办", "西山镇", "西山镇/三村", "西山镇/四村",
    "北岭乡", "甲区", "",
]
CLASSES = ["城乡建设", "城乡建设/征收补偿", "城乡建设/物业管理", "农业农村", "农业农村/土地承包", "民政", ""]


class Inventor:
    def __init__(self, seed):
        self.random = random.Random(seed)

    def pick(self, *values):
        return self.random.choice(values)

    def maybe(self, value, share=0.7):
        return value if self.random.random() < share else ""

    def day(self):
        if self.random.random() < 0.4:
            return self.pick(*EDGES)
        year = self.pick("2022", "2023", "2023", "2024", "2024", "2024")
        return f"{year}-{self.random.randint(1, 12):02}-{self.random.randint(1, 28):02}"

    def later(self, day, *days):
        return (datetime.date.fromisoformat(day) + datetime.timedelta(self.pick(*days))).isoformat()

    def yes(self):
        return self.pick("是", "否", "是", "否", "")

    def several(self, stem, most):
        """A list cell: two names of one thing in it, blanks, every separator."""
        names = [f"{stem}{self.random.randint(1, most)}" for _ in range(self.random.randint(0, 3))]
        return self.pick("、", "，", "；", "\n", "、 ").join(names)

    def count(self):
        return self.pick("", "0", "1", "2", "3", "7", "12")

    def money(self):
        return self.pick("0", "1", "2.5", "10.05", "0.1", "33.33", "100")

    def leader(self):
        number = self.random.randint(1, 5)
        return {"领导层级": ["市级", "区县级", "区领导", "部门", "镇街"][number - 1],
                "是否党政主要领导": self.pick("是", "否") if number == 5 else "是" if number == 1 else "否"}, f"L{number}"


def cases(i, n):
    for k in range(n):
        came = i.day()
        people = i.pick("1", "1", "2", "3", "4", "5", "5", "6", "20")
        sent = i.maybe(i.later(came, 0, 14, 15, 16, 40))
        closed = i.maybe(i.later(came, 0, 30, 59, 60, 61, 90, 91, 300))
        rated = i.pick("已评价", "已评价", "超期未评价", "待评价", "未评价", "")
        first = i.pick("初次", "重复", "初访", "重信", "初次")
        yield {
            "信访件编号": f"X{k:05}", "信访事项编号": i.pick("", *[f"M{m:03}" for m in range(n // 3)]),
            "信访人代号": i.pick("", *[f"P{m}" for m in range(9)]), "登记日期": came, "信访日期": i.later(came, 0, -1, -30),
            "信访形式": i.pick("来信", "来访", "走访", "来访", "来访", "网上信访", "手机信访", "电话"), "信访人数": people,
            "是否集体访": "是" if int(people) >= 5 else "否",
            "登记机构名称": i.pick("甲区信访局", "区信访局", "省信访局", "市信访局"),
            "登记机构级别": i.pick("国家", "省", "市", "区县", "省级", "镇街", ""),
            "受理机构": i.pick("甲区信访局", "区信访局", "区住建局", ""),
            "走访层级": i.pick("进京", "到省", "赴省", "到市", "到区县", ""), "是否非正常上访": i.yes(),
            "初重标志": first, "登记次数": i.pick("1", "2", "3", "4", "5"),
            "信访目的": i.pick("求决", "申诉求决", "申诉", "咨询", "其它", ""), "内容分类": i.pick(*CLASSES),
            "专项领域": i.pick("涉农三资", "欠薪", ""), "问题属地": i.pick(*PLACES),
            "办理方式": i.pick("直接受理", "转送", "交办", "依法分类处理", "不予受理", "存", ""), "责任单位": i.pick("区住建局", "区人社局", ""),
            "转送交办日期": sent, "受理告知日期": i.maybe(i.later(sent or came, 0, 1, 15, 16, 30)),
            "限办截止日期": i.later(came, 60, 60, 60, 90), "答复日期": i.maybe(i.later(came, 20, 60, 61, 90, 91)),
            "是否延期": i.pick("是", "否", "否", ""), "办结标志": "是" if closed else i.pick("是", "否", "否", "在办"), "办结日期": closed,
            "办理结果": i.pick("化解", "已化解", "息诉", "终结备案", "答复", ""), "业务抽查": i.pick("规范", "不规范", "未抽查", ""),
            "是否纳入满意度评价": i.yes(), "信访部门评价状态": i.pick("已评价", "超期未评价", "待评价", ""), "责任单位评价状态": rated,
            "对信访部门评价": i.pick("满意", "基本满意", "不满意", ""), "对责任单位评价": i.pick("满意", "基本满意", "不满意") if rated == "已评价" else "",
            "事前报送": i.yes(), "绿色邮政": i.yes(), "劝返标志": i.yes(), "息诉标志": i.yes(), "老户标志": i.yes(),
        }


def visits(i, n):
    """接访场次: one leader a row, several rows a sitting. 接访登记: keys without a sitting too."""
    sittings, met = [], []
    for k in range(n):
        day, place, way = i.day(), i.pick("区信访局", "镇上", ""), i.pick("坐班", "下访", "约访", "定点")
        turn = i.pick("", "", "第一轮", "第二轮")
        for _ in range(i.pick(1, 1, 2, 3)):
            facts, leader = i.leader()
            sittings.append({
                "场次编号": f"C{k:03}", "接访日期": day, "接访领导编号": leader, **facts, "接访方式": way, "地点": place,
                "大接访轮次": turn, "专场": i.pick("", "欠薪专场"), "接待批次": i.pick("0", "1", "3"), "接待人次": i.pick("0", "2", "9")})
    for k in range(n * 3):
        facts, leader = i.leader()
        met.append({
            "接访登记编号": f"D{k:03}", "场次编号": f"C{i.random.randint(0, n + 3):03}", "信访件编号": f"X{k:05}",
            "接访日期": i.day(), **facts, "大接访轮次": i.pick("", "第一轮", "第三轮"), "信访人数": i.pick("1", "2", "5", "30"),
            "问题属地": i.pick(*PLACES), "处理方式": i.pick("现场解决", "当场解决", "限期办结", "转办", ""), "化解标志": i.yes()})
    return sittings, met


def backlog(i, n):
    sources = ["市交办", "中央联席办交办", "国家信访局专项", "国家部委交办", "中央巡视组交办", "中央巡视组交办", "市领导包案", "省领导接访",
               "市领导接访", "涉稳突出问题", "涉稳突出问题", "自行梳理"]
    for k in range(n):
        source, given = i.pick(*sources), i.maybe(i.day(), 0.8)
        limit = i.maybe(i.later(given or "2024-03-01", 30, 60))
        yield {
            "台账编号": f"J{k:04}", "信访事项编号": f"M{i.random.randint(0, 40):03}", "信访人代号": i.pick("", "P1", "P2", "P20"),
            "类型": source if source == "涉稳突出问题" else i.pick("信访积案", "涉稳突出问题"), "来源": source,
            "交办批次": i.pick("第一批", "第二批", ""), "专项行动": i.pick("百日攻坚", "问题清单", "清零", ""),
            "清单类别": i.pick("一类", "二类", ""), "专项领域": i.pick("涉农三资", "涉农“三资”", "欠薪", ""), "问题属地": i.pick(*PLACES),
            "内容分类": i.pick(*CLASSES), "交办日期": given, "答复期限": limit,
            "答复日期": i.maybe(i.later(limit, -1, 0, 1) if limit else i.day()), "办结日期": i.maybe(i.day(), 0.4),
            "状态": i.pick("办理中", "稳控", "化解稳控", "办结", "化解", "终结备案", "在办", "已化解"), "息诉标志": i.yes(),
            "老户标志": i.yes(), "剔除原因": i.pick("", "", "", "", "转出", "重复件", "不属本地"),
            "牵头单位": i.pick("甲区信访局", "区信访局", "区住建局", ""), "责任单位": i.pick("区住建局", "区人社局", "")}


def ledgers(seed, size=90):
    i, span = Inventor(seed), range
    sittings, met = visits(i, size // 2)
    units = ["东湖街道", "西山镇", "北岭乡", "一社区", "三村"]

    def led(key, day, **more):
        facts, leader = i.leader()
        return {key[0]: key[1], key[2]: leader, **facts, day: i.day(), **more}

    return {
        "信访件": list(cases(i, size * 5)), "接访场次": sittings, "接访登记": met, "积案台账": list(backlog(i, size * 2)),
        "包案": [led(("包案编号", f"B{k}", "包案领导编号"), "包案日期", 信访事项编号=f"M{k}", 化解标志=i.yes(), 是否国家部委交办=i.yes(),
                   案件类别=i.pick("国家交办件", "赴省进京重点人员", "专项领域案件", "")) for k in span(size)],
        "阅批": [led(("阅批编号", f"Y{k}", "阅批领导编号"), "阅批日期", 信访件编号=f"X{k:05}",
                   评价=i.pick("满意", "基本满意", "不满意", "未评", "未评价", "")) for k in span(size)],
        "排查": [{"排查编号": f"P{k}", "排查日期": i.day(), "排查单位": i.pick(*units, "市外单位"), "单位级别": i.pick("镇街", "村社区", ""),
                "问题属地": i.pick(*PLACES), "矛盾类别": i.pick("邻里", "土地", ""), "涉及人数": i.count(), "调处标志": i.yes()}
               for k in span(size)],
        "应排查计划": [{"单位": u, "单位级别": "镇街" if "社" not in u and "村" not in u else "村社区", "周期": c}
                  for u, c in zip(units, ["周", "每月", "旬", "季", "月"])],
        "活动": [{"活动编号": f"H{k}", "日期": i.day(), "类型": i.pick("集中宣传", "集中宣传教育", "培训班", "业务培训班", "大讲堂", "送教上门",
                "风险研判会", "媒体刊发", "劝返", "督查"), "参与单位": i.several("单位", 6), "单位类型": i.pick("办事处", "市直单位", ""),
                "领域": i.pick("住建", "教育", ""), "条例份数": i.count(), "资料册数": i.count(), "版面数": i.count(), "咨询台数": i.count(),
                "解答问题数": i.count(), "研判隐患件数": i.count(), "媒体": i.several("报", 4), "媒体级别": i.pick("省级", "市级", ""),
                "督查组": i.pick("", "甲组", "乙组", "丙组"), "督查干部": i.several("干部", 8)} for k in span(size * 2)],
        "督办问责": [{"文书编号": f"W{k}", "文书种类": i.pick("风险提醒函", "信访风险提醒函", "追责建议函", "通报", "三项建议"), "发送日期": i.day(),
                  "发送对象": i.pick("区住建局", "西山镇", "")} for k in span(size)],
        "追责人员": [{"追责编号": f"Z{k}", "人员编号": i.pick("", "R1", "R2", "R3"), "单位": i.pick("区住建局", "西山镇", ""), "提请日期": i.day(),
                  "依据文书": i.pick("W1", "W999", ""), "处理种类": i.pick("诫勉", "警告", "")} for k in span(size // 3)],
        "依法处置": [{"处置编号": f"F{k}", "日期": i.day(), "种类": i.pick("批捕", "刑事拘留", "刑拘", "治安处罚", "法教"),
                  "人次": i.pick("1", "2", "5")} for k in span(size)],
        "单位台账": [{"单位编号": f"U{k}", "单位类型": i.pick("镇街", "乡镇", "村社区", "社区", "企事业单位", "市直部门"),
                  "上级单位": i.pick("东湖街道", "西山镇", ""), "联席会议": i.yes(), "信访超市": i.yes(), "三无达标": i.yes(),
                  "越级访数": i.pick("0", "0", "1"), "非正常访数": i.pick("0", "0", "2"), "积案数": i.pick("0", "0", "3"),
                  "零上访达标": i.yes(), "网格数": i.pick("1", "5"), "下沉人员编号": i.several("G", 12)} for k in span(size)],
        "网格工作": [{"网格编号": f"W{g}", "村社区": f"{g % 3}村", "月份": f"{y}-{m:02}", "走访户数": i.count(), "化解纠纷起数": i.count(),
                  "协助处理信访问题数": i.count()} for g in span(5) for y in (2022, 2023, 2024) for m in span(1, 13) if i.maybe(1)],
        "慰问": [{"慰问编号": f"V{k}", "日期": i.day(), "困难户编号": i.pick("", "K1", "K2", "K3", "K4"), "问题属地": i.pick(*PLACES),
                "金额": i.money()} for k in span(size // 2)],
        "制度": [{"编号": f"S{k}", "类型": "制度", "名称": f"办法{k}", "日期": i.day()} for k in span(size // 4)],
        "建设投入": [{"编号": f"T{k}", "项目": i.pick("网格化中心", "信访服务中心", "其他"), "日期": i.day(), "金额": i.money(), "建筑面积": i.money()}
                 for k in span(size // 3)],
        "预算": [{"年度": str(y), "类别": i.pick("基本", "基本支出", "项目", "项目支出"), "科目": i.pick("人员经费", "公用经费", "接访", "公务接待"),
                "年初预算": i.pick("2", "10.05", "33.33"), "调整": i.pick("", "0", "-1.5", "2"), "执行数": i.money(), "结转结余": i.money(), "三公": i.yes(),
                "公用": i.yes(), "采购": i.yes(), "上年执行数": i.money(), "三公预算": i.money(), "采购预算": i.money(), "采购执行": i.money()}
               for y in (2022, 2023, 2024) for _ in span(8)],
        "人员编制": [{"年度": str(y), "单位": u, "编制数": i.pick("10", "20", "0"), "在职": i.pick("9", "20", "21"), "退休": "3"}
                 for y in (2022, 2023, 2024) for u in ("信访局", "接待中心")],
        "绩效指标": list(indicators(i)),
        "敏感期": [{"名称": "会议", "开始": "2024-03-01", "结束": "2024-03-31"}, {"名称": "年底", "开始": "2023-12-20", "结束": "2024-01-10"},
                {"名称": "叠加", "开始": "2024-03-10", "结束": "2024-04-01"}],
        "处访": [{"处访编号": f"E{k}", "日期": i.day(), "信访件编号": "", "问题属地": i.pick(*PLACES), "信访人数": "2"} for k in span(size // 3)],
        "事件": [{"事件编号": f"N{k}", "日期": i.day(), "类型": i.pick("负面舆情", "极端事件"), "问题属地": i.pick(*PLACES)} for k in span(size // 3)],
    }


def indicators(i):
    """Every direction at, just beyond, half as much again and twice its target, and a target of nought."""
    rows = [("≥", "100", v) for v in ("100", "99.99", "66.67", "0", "130")] + [("≤", "20", v) for v in ("20", "20.01", "30", "40", "41")]
    rows += [("=", "0", "0"), ("=", "0", "1"), ("=", "3", "3"), ("=", "3", "2"), ("≤", "0", "0"), ("≤", "0", "1"), ("", "7", "5")]
    rows += [("≥", "95%", "94.99%"), ("定性", "有所改善", "达成年度指标"), ("定性", "有所改善", "未达成")]
    rows = [(direction, target, "", done) for direction, target, done in rows]
    rows += [("≥", "100", "80", "79.99"), ("≥", "80", "100", "80"), ("≤", "20", "30", "31"), ("≤", "30", "20", "41"), ("=", "0", "2", "1"), ("≥", "9", "0", "0")]
    for k, (direction, target, changed, done) in enumerate(rows):
        worth = "5" if direction == "定性" else i.pick("3", "4.5", "3.33", "10")
        yield {"年度": "2024" if k % 7 else "", "一级": i.pick("产出", "效益"), "二级": i.pick("数量", "质量"), "三级指标": f"指标{k:02}",
               "年度指标值": target, "调整指标值": changed, "指标方向": direction, "实际完成值": done, "分值": worth, "得分": {"达成年度指标": "4", "未达成": "2.99"}.get(done, "")}

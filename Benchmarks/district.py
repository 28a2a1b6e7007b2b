"""The ten-page report of the benchmark, and the ledger that it is made of: 1,000 invented districts.

The report has 200 figures, 8 tables and 3 charts.
"""

import random

YEARS = (2023, 2024)
FORMS = ("来信", "来访", "网上信访", "来电")
PURPOSES = ("咨询", "求决", "申诉", "其他")
FIELDS = ("城乡建设", "农业农村", "劳动和社会保障", "自然资源", "教育", "卫生健康")
PROSE = (
    "各级各部门坚持人民至上，把群众来信来访作为了解社情民意的窗口，压实首办责任，规范受理办理程序，"
    "推动矛盾纠纷在法治轨道上及时就地化解。针对反映集中的问题，组织专门力量逐件核查，做到件件有着落、事事有回音。"
)


def district(number):
    return f"第{number:04}街道"


def write_ledger(path, districts, rows_each=40):
    """A ledger with a CSV header, the same for equal arguments."""
    chance = random.Random(2024)
    header = ["信访件编号", "登记日期", "信访形式", "信访人数", "问题属地", "内容分类", "信访目的", "限办截止日期",
              "办结标志", "办结日期", "初重标志"]
    with open(path, "w", encoding="utf-8") as file:
        print(*header, sep=",", file=file)
        for number in range(1, districts + 1):
            for row in range(rows_each):
                year = YEARS[row % 2]
                month, day = chance.randint(1, 12), chance.randint(1, 28)
                closed = chance.random() < 0.9
                next_month = f"{year + (month > 10)}-{(month + 1) % 12 + 1:02}-{day:02}"
                print(
                    f"X{number:04}{row:04}", f"{year}-{month:02}-{day:02}", chance.choice(FORMS),
                    chance.choice((1, 1, 1, 2, 3, 6)), district(number), chance.choice(FIELDS) + "_其他",
                    chance.choice(PURPOSES), next_month, "是" if closed else "否",
                    f"{year}-{month:02}-28" if closed else "", "重复" if chance.random() < 0.2 else "初次",
                    sep=",", file=file)


METRICS = ("信访总量", "信访总人次", "来访批次", "来访人次", "来信件数", "网上信访件数", "重复信访件次", "重复信访占比")


def figures():
    """Texts of 200 tags: 40 sentences of five."""
    sentences = []
    for form in FORMS:
        for field in range(10):
            first = METRICS[field % len(METRICS)]
            second = METRICS[(field + 3) % len(METRICS)]
            sentences.append(
                f"{form}方面，{{{{{first}}}}}，{{{{{first}｜同比}}}}，占{{{{信访总量：信访形式={form}｜占比：信访总量}}}}；"
                f"{{{{{second}}}}}，其中{form}{{{{信访总量：信访形式={form}}}}}。")
    return sentences


def template():
    """The report in Huibian's text form."""
    tables = [
        f"{{{{表 {by} × 信访总量，信访总量｜同比，{metric}，{metric}｜同比 合计}}}}"
        for by in ("信访形式", "内容分类.一级", "信访目的", "初重标志") for metric in ("来访批次", "重复信访件次")
    ]
    charts = ["{{图 柱形 信访总量 按 月份 同比 标题 “月度走势”}}", "{{图 饼 信访总量 按 信访形式 标题 “形式构成”}}",
              "{{图 条形 信访总量、重复信访件次 按 内容分类.一级 标题 “问题构成”}}"]
    sentences = figures()
    lines = ["# {{名称}}信访工作情况", ""]
    for section in range(8):
        lines += [f"## 第{section + 1}部分", ""]
        for sentence in sentences[section * 5:section * 5 + 5]:
            lines += [sentence + PROSE, ""]
        lines += [tables[section], ""]
        if section < len(charts):
            lines += [charts[section], ""]
    return "\n".join(lines)

"""Reads exports into SQLite: the csv and json modules, dates, numbers and synonyms made plain."""
import csv
import functools
import json
import os
import re
import sqlite3

from completion import complete
from definitions import AMOUNTS

DATES = {
    "登记日期", "转送交办日期", "受理告知日期", "限办截止日期", "答复日期", "办结日期", "日期", "开始", "结束", "接访日期", "包案日期", "交办日期",
    "答复期限", "阅批日期", "排查日期", "发送日期", "提请日期", "月份", "化解日期", "调处日期", "信访日期",
}
COUNTS = {
    "信访人数", "登记次数", "接待批次", "接待人次", "涉及人数", "条例份数", "资料册数", "版面数", "咨询台数", "解答问题数", "研判隐患件数", "人次",
    "网格数", "走访户数", "化解纠纷起数", "协助处理信访问题数", "越级访数", "非正常访数", "积案数", "编制数", "在职", "退休", "年度", "人数",
}
LISTS = {"活动": ["参与单位", "媒体", "督查干部"], "单位台账": ["下沉人员编号"]}
LIST = re.compile(r"[、，；,;\n]")
LEVELS = {"部门领导": "部门", "镇街领导": "镇街", "区领导": "区县级", "县领导": "区县级", "市领导": "市级", "省领导": "省级"}
# Decision 11, and what the exports of standards.md §6 write.
SYNONYMS = {
    ("信访件", "信访形式"): {
        "走访": "来访", "上访": "来访", "信件": "来信", "网信": "网上信访", "网络": "网上信访", "手机信访": "网上信访", "微信信访": "网上信访",
        "网上建议": "网上信访", "领导信箱": "网上信访", "电话信访": "来电", "电话": "来电"},
    ("信访件", "初重标志"): {"初访": "初次", "初信": "初次", "重信": "重复", "重访": "重复"},
    ("信访件", "登记机构级别"): {"省级": "省", "市级": "市", "国家级": "国家"},
    ("信访件", "走访层级"): {"赴省": "到省"}, ("信访件", "信访目的"): {"其它": "其他"},
    ("信访件", "办结标志"): {"在办": "否"}, ("信访件", "办理结果"): {"已化解": "化解"},
    ("接访登记", "处理方式"): {"当场解决": "现场解决"},
    ("积案台账", "状态"): {"化解稳控": "稳控", "已化解": "化解", "在办": "办理中"},
    ("积案台账", "专项领域"): {"涉农“三资”": "涉农三资", "农村三资": "涉农三资"},
    ("阅批", "评价"): {"未评价": "未评"},
    ("应排查计划", "周期"): {"每月": "月", "每周": "周", "每旬": "旬", "每季": "季"},
    ("活动", "类型"): {"集中宣传教育": "集中宣传", "业务培训班": "培训班", "业务大讲堂": "大讲堂"},
    ("督办问责", "文书种类"): {"信访风险提醒函": "风险提醒函"},
    ("依法处置", "种类"): {"刑拘": "刑事拘留"},
    ("单位台账", "单位类型"): {"乡镇": "镇街", "街道": "镇街", "村": "村社区", "社区": "村社区"},
    ("项目资金", "资金来源"): {"当年财政拨款": "财政拨款"},
    ("预算", "类别"): {"基本支出": "基本", "项目支出": "项目"},
}
SYNONYMS.update({(ledger, "领导层级"): LEVELS for ledger in ("接访场次", "接访登记", "包案", "阅批")})
# What exports call the columns of a ledger: the tables of metrics.md, and what systems write.
ALIASES = {
    "信访件": {"化解结果": "办理结果"}, "网格工作": {"协助信访问题数": "协助处理信访问题数", "统计月份": "月份"},
    "慰问": {"慰问户编号": "困难户编号", "慰问日期": "日期", "属地": "问题属地"}, "制度": {"制度名称": "名称", "印发日期": "日期"},
    "建设投入": {"金额_万元": "金额", "项目名称": "项目"}, "督办问责": {"文书": "文书种类"},
    "人员编制": {"编制": "编制数", "在职人数": "在职", "退休人数": "退休"},
    "绩效指标": {"一级指标": "一级", "二级指标": "二级", "度量单位": "计量单位", "指标性质": "指标方向", "是否核心指标": "核心指标"},
    "绩效项目": {"项目名称": "绩效项目", "年度总体目标": "总体目标", "实际完成情况": "目标实现"},
    "项目资金": {"项目名称": "绩效项目", "年初预算数": "年初预算", "全年预算数": "全年预算", "全年执行数": "执行数"},
}
WIDE = str.maketrans("０１２３４５６７８９", "0123456789")


def clean(text):
    return str(text if text is not None else "").replace("\u3000", " ").replace("\xa0", " ").strip()


def date(text):
    """ISO form, or None for an empty cell; a month is its first day."""
    text = clean(text).translate(WIDE).lstrip("'")
    if text in ("", "-", "—", "无"):
        return None
    m = re.match(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})", text)
    m = m or re.match(r"^(\d{4})(\d\d)(\d\d)$", text)
    month = re.match(r"^(\d{4})\s*[-/.年]?\s*(\d{1,2})\s*月?$", text)
    if not m and not month:
        raise ValueError(f"not a date: {text}")
    return "%04d-%02d-%02d" % (tuple(int(x) for x in m.groups()) if m else (int(month[1]), int(month[2]), 1))


def number(text):
    m = re.match(r"^(\d+)(\.0+)?\s*\D?$", clean(text).translate(WIDE))
    return int(m.group(1)) if m else None


def millionths(text):
    m = re.match(r"^(-?)(\d+)(?:\.(\d+))?$", clean(text).replace(",", ""))
    return int(m[1] + m[2] + (m[3] or "").ljust(6, "0")) if m else None


@functools.cache
def value(ledger, column, text):
    text = clean({True: "是", False: "否"}[text] if isinstance(text, bool) else text)
    if column in DATES:
        return date(text)
    if column in COUNTS:
        return number(text)
    if column in AMOUNTS:
        return millionths(text)
    return SYNONYMS.get((ledger, column), {}).get(text, text)


def records(path):
    """The rows of one export as dictionaries; titles, totals and blank rows left out."""
    with open(path, "rb") as file:
        raw = file.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    if path.endswith(".json"):
        return list(objects(json.loads(text)))
    lines = list(csv.reader(text.splitlines(keepends=True)))
    head = next(i for i, r in enumerate(lines) if sum(1 for c in r if clean(c)) > max(1, len(r) // 2))
    names = [clean(c) for c in lines[head]]
    rows = ([clean(c) for c in line] for line in lines[head + 1:])
    return [dict(zip(names, cells)) for cells in rows
            if any(cells) and not re.match(r"^(合计|小计|总计)", next(c for c in cells if c))]


def objects(node):
    if isinstance(node, list) and all(isinstance(x, dict) for x in node):
        yield from node
    elif isinstance(node, dict):
        for inner in node.values():
            yield from objects(inner)


@functools.cache
def read(ledger, paths):
    """All rows of a ledger, made plain. Decision 13: identical rows count once."""
    seen, kept, aliases = set(), [], ALIASES.get(ledger, {})
    for path in paths:
        for record in records(path):
            named = {aliases.get(clean(k), clean(k)): v for k, v in record.items()}
            row = {column: value(ledger, column, v) for column, v in named.items()}
            identity = tuple(sorted((k, str(v)) for k, v in row.items()))
            if identity not in seen:
                seen.add(identity)
                kept.append(row)
    return kept


def create(db, table, rows, columns=()):
    names = sorted({name for row in rows for name in row if name} | set(columns))
    db.execute(f'CREATE TABLE "{table}" (' + ", ".join(f'"{n}"' for n in names) + ")")
    marks = ",".join("?" * len(names))
    db.executemany(f'INSERT INTO "{table}" VALUES ({marks})', [[row.get(n) for n in names] for row in rows])


def database(files, configuration, area, settings):
    """A table for each ledger, one for each column of lists (ledger.column: row, item)."""
    tables = {ledger: [dict(row) for row in read(ledger, tuple(paths))] for ledger, paths in files.items()}
    complete(tables, configuration, area, settings)
    db = sqlite3.connect(":memory:")
    for ledger, rows in tables.items():
        create(db, ledger, rows)
        for column in LISTS.get(ledger, []):
            # Rows are numbered from 1 in the order of insertion.
            items = [{"row": k, "item": item.strip()} for k, row in enumerate(rows, 1)
                     for item in LIST.split(row.get(column) or "") if item.strip()]
            create(db, f"{ledger}.{column}", items, ["row", "item"])
    if "信访件" in tables and any("信访事项编号" in row for row in tables["信访件"]):
        db.execute("CREATE INDEX matter ON 信访件 (信访事项编号, 登记日期)")
    return db


def listed(configuration):
    """Ledger → files, from 数据 of a configuration written as in SampleData."""
    files, inside = {}, False
    with open(configuration, encoding="utf-8") as lines:
        for line in lines:
            if line[:1].strip() and not line.startswith("#"):
                inside = line.startswith("数据:")
            m = re.match(r"^  (\S+): \[?([^\]#\n]*)\]?", line)
            if inside and m:
                folder = os.path.dirname(configuration)
                files[m[1]] = [os.path.join(folder, name.strip()) for name in m[2].split(",")]
    return files

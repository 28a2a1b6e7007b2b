"""Reads the sample's exports into SQLite: the csv module, dates and numbers made plain."""
import csv
import re
import sqlite3

FORMS = {
    "走访": "来访", "上访": "来访", "信件": "来信", "网信": "网上信访", "网络": "网上信访", "手机信访": "网上信访",
    "微信信访": "网上信访", "网上建议": "网上信访", "领导信箱": "网上信访", "电话信访": "来电", "电话": "来电",
}
DATES = {"登记日期", "转送交办日期", "受理告知日期", "限办截止日期", "答复日期", "办结日期", "日期", "开始", "结束"}
WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
SEPARATORS = re.compile(r"[-_/>－＿／＞]")
TOWN, CLASS = "问题属地.镇街", "内容分类.一级"


def clean(text):
    return text.replace("\u3000", " ").replace("\xa0", " ").strip()


def date(text):
    """ISO form, or None for an empty cell."""
    text = clean(text).translate(WIDE).lstrip("'")
    if text in ("", "-", "—", "无"):
        return None
    m = re.match(r"^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})", text)
    m = m or re.match(r"^(\d{4})(\d\d)(\d\d)$", text)
    if not m:
        raise ValueError(f"not a date: {text}")
    return "%04d-%02d-%02d" % tuple(int(x) for x in m.groups())


def number(text):
    m = re.match(r"^(\d+)(\.0+)?\s*人?$", clean(text).translate(WIDE))
    return int(m.group(1)) if m else None


def rows(path, key):
    """The rows of one export as dictionaries; titles, totals and blank rows left out."""
    with open(path, "rb") as file:
        raw = file.read()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = raw.decode("gb18030")
    records = list(csv.reader(text.splitlines(keepends=True)))
    head = next(i for i, r in enumerate(records) if key in [clean(c) for c in r])
    names = [clean(c) for c in records[head]]
    for record in records[head + 1:]:
        cells = [clean(c) for c in record]
        first = next((c for c in cells if c), "")
        if first and not re.match(r"^(合计|小计|总计)", first):
            yield dict(zip(names, cells))


def district(path):
    """Town of each place, from the 属地 tree of a configuration written as in SampleData."""
    towns, inside = {}, False
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line[:1].strip() and not line.startswith("#"):
                inside = line.startswith("属地:")
            m = re.match(r"^    (\S+): \[(.*)\]", line)
            if inside and m:
                for place in [m.group(1)] + [p.strip() for p in m.group(2).split(",")]:
                    towns[place] = m.group(1)
    return towns


def town(value, towns, area):
    """The town of a place; 未细分 for the area as a whole, empty for an empty cell."""
    pieces = [p for p in SEPARATORS.split(value) if p and p != area]
    if not pieces:
        return "未细分" if value else ""
    return towns.get(pieces[0], pieces[0])


def category(value):
    pieces = [p for p in SEPARATORS.split(value) if p]
    return pieces[0] if pieces else ""


def create(db, table, records):
    names = sorted({name for record in records for name in record if name})
    db.execute("CREATE TABLE %s (%s)" % (table, ", ".join(f'"{n}"' for n in names)))
    for record in records:
        values = [date(record.get(n) or "") if n in DATES else record.get(n, "") for n in names]
        db.execute("INSERT INTO %s VALUES (%s)" % (table, ",".join("?" * len(names))), values)


def database(cases, periods, events, configuration, area):
    """Tables c (信访件), s (敏感期), e (事件)."""
    towns = district(configuration)
    db = sqlite3.connect(":memory:")
    seen, kept = set(), []
    for path in cases:
        for record in rows(path, "信访件编号"):
            identity = tuple(sorted(record.items()))
            if identity in seen:  # Decision 13: identical rows count once.
                continue
            seen.add(identity)
            record["信访形式"] = FORMS.get(record["信访形式"], record["信访形式"])
            record["信访人数"] = number(record["信访人数"])
            record[TOWN] = town(record["问题属地"], towns, area)
            record[CLASS] = category(record["内容分类"])
            record["属地"] = record[TOWN] in set(towns.values()) or record[TOWN] == "未细分"
            kept.append(record)
    create(db, "c", kept)
    db.execute('CREATE INDEX matter ON c ("信访事项编号", "登记日期")')
    create(db, "s", list(rows(periods, "名称")) if periods else [{"开始": "", "结束": ""}])
    happened = list(rows(events, "事件编号")) if events else [{"日期": "", "问题属地": ""}]
    for record in happened:
        record[TOWN] = town(record["问题属地"], towns, area)
    create(db, "e", happened)
    return db

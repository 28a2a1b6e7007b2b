"""Places, classes, and what stands for a column that the export lacks: metrics.md, Decisions 2 and 4 to 8."""
import datetime
import re

SEPARATORS = re.compile(r"[-_/>－＿／＞]")
TOWN, VILLAGE, CLASS = "问题属地.镇街", "问题属地.村社区", "内容分类.一级"
REST = "未细分"


def district(path):
    """Town of each place, from the 属地 tree of a configuration written as in SampleData."""
    towns, inside = {}, False
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            if line[:1].strip() and not line.startswith("#"):
                inside = line.startswith("属地:")
            m = re.match(r"^    (\S+): \[(.*)\]", line)
            if inside and m:
                for place in [m.group(1)] + [p.strip() for p in m.group(2).split(",") if p.strip()]:
                    towns[place] = m.group(1)
    return towns


def place(value, towns, area):
    """Town and village of a place; 未细分 where only what lies above is known, empty for an empty cell."""
    pieces = [p for p in SEPARATORS.split(value or "") if p and p != area]
    if not pieces:
        return (REST, REST) if value else ("", "")
    name = next((n for n in (pieces[0], re.sub("(办事处|办)$", "", pieces[0]), re.sub("办$", "街道", pieces[0])) if n in towns), pieces[0])
    town = towns.get(name, name)
    village = pieces[1] if len(pieces) > 1 else name if name != town else REST
    return town, village


def classes(value):
    pieces = [p for p in SEPARATORS.split(value or "") if p]
    return pieces[0] if pieces else ""


def complete(tables, configuration, area, settings):
    towns = district(configuration)
    known = set(towns.values()) | {REST}
    for rows in tables.values():
        for row in rows:
            if "问题属地" in row:
                row[TOWN], row[VILLAGE] = place(row["问题属地"], towns, area)
                row["属地"] = row[TOWN] in known
            if "内容分类" in row:
                row[CLASS] = classes(row["内容分类"])
    for ledger, missing in MISSING.items():
        rows = tables.get(ledger, [])
        for column, stand_in in missing.items():
            if rows and (not any(column in row for row in rows) or overruled(column, settings)):
                found = stand_in(tables, settings)
                for row in rows if found else ():
                    row[column] = found(row)


def overruled(column, settings):
    """Whether what the export says is not to count."""
    return ((column == "是否集体访" and settings["集体访依据"] == "信访人数")
            or (column == "限办截止日期" and settings["推算限办日期"] == "总是"))


def yes(condition):
    return "是" if condition else "否"


def in_groups(tables, settings):
    least = int(settings["集体访人数"])
    return lambda row: "" if row["信访人数"] is None else yes(row["信访人数"] >= least)


def deadline(tables, settings):
    """standards.md 3.1: 60 days from acceptance, 30 more where they were extended."""
    if settings["推算限办日期"] == "否":
        return None
    term, more = int(settings["办理期限"]), int(settings["延长期限"])

    def found(row):
        begin = row.get("受理告知日期") or row["登记日期"]
        days = term + (more if row.get("是否延期") == "是" else 0)
        return begin and (datetime.date.fromisoformat(begin) + datetime.timedelta(days)).isoformat()
    return found


def same(column):
    return lambda tables, settings: lambda row: row.get(column, "")


LEVELS = ["省级", "市级", "区县级", "部门", "镇街"]


def sitting(column):
    """What the sitting of the same number says; of several leaders 是 where one is, and the highest level."""
    def found(tables, settings):
        values = {}
        for row in tables.get("接访场次", []):
            if row[column] not in ("", None):
                values.setdefault(row["场次编号"], []).append(row[column])
        order = {"领导层级": LEVELS, "是否党政主要领导": ["是", "否"]}.get(column)
        best = {key: min(v, key=order.index) if order else v[0] for key, v in values.items()}
        return lambda row: best.get(row["场次编号"], None if column == "接访日期" else "")
    return found


def three_free(tables, settings):
    names = ("越级访数", "非正常访数", "积案数")
    return lambda row: yes(all(row[n] == 0 for n in names))


MISSING = {
    "信访件": {
        "是否集体访": in_groups, "限办截止日期": deadline, "转送交办日期": lambda t, s: lambda row: None,
        "息诉标志": lambda t, s: lambda row: yes(row["办理结果"] == "息诉"),
        "信访部门评价状态": same("责任单位评价状态"), "对信访部门评价": same("对责任单位评价"),
    },
    "接访登记": {c: sitting(c) for c in ("接访日期", "领导层级", "是否党政主要领导", "大接访轮次")},
    "积案台账": {"类型": same("来源"), "剔除原因": lambda t, s: lambda row: "", "办结日期": lambda t, s: lambda row: None},
    "单位台账": {"三无达标": three_free},
    "预算": {"公用": lambda t, s: lambda row: yes("公用" in row["科目"])},
}

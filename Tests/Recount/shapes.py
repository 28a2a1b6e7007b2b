#!/usr/bin/env python3
"""Writes invented ledgers and their configuration: shapes.py DIRECTORY [SEED] [full|bare|half].

"bare" leaves out the columns that an export may lack, "half" the last months of a year.
"""
import csv
import datetime
import os
import sys

from invent import Inventor, cases, ledgers

CONFIGURATION = """\
单位: 甲区信访局
单位别名: [区信访局]
辖区: 甲区

属地:
  层级: [镇街, 村社区]
  树:
    东湖街道: [一社区, 二社区]
    西山镇: [三村, 四村]
    北岭乡: []
    南塘镇: [五村]

内容分类:
  层级: [一级, 二级]
  树:
    城乡建设: [征收补偿, 物业管理]
    农业农村: [土地承包]
    民政: []
"""
# The columns that an export may lack: metrics.md, Decisions 2, 4, 5, 6, 8.
BARE = {
    "信访件": ["是否集体访", "限办截止日期", "信访部门评价状态", "对信访部门评价", "转送交办日期", "息诉标志"],
    "接访登记": ["接访日期", "领导层级", "是否党政主要领导", "大接访轮次"],
    "积案台账": ["类型", "剔除原因"],
    "单位台账": ["三无达标"],
    "预算": ["公用"],
}
# The days that the export of a "half" shape lacks.
LACKING = ("2023-09-01", "2023-12-31")


class HalfOpen(Inventor):
    """A case every third day from 2022 to October 2024, but for what the export of 2023 lacks."""

    def __init__(self, seed):
        super().__init__(seed)
        start = datetime.date(2022, 1, 1)
        days = [(start + datetime.timedelta(k)).isoformat() for k in range(0, 1035, 3)]
        self.days = [day for day in days if not LACKING[0] <= day <= LACKING[1]]
        self.left = list(self.days)

    def day(self):
        return self.left.pop(0)


def written(value):
    return "{" + ", ".join(f"{k}: {v}" for k, v in value.items()) + "}" if isinstance(value, dict) else value


def configure(folder, settings=None, name="huibian"):
    """Writes a configuration: the ledgers of the folder, and settings; returns its path."""
    path = os.path.join(folder, name + ".yaml")
    with open(path, "w", encoding="utf-8") as file:
        file.write(CONFIGURATION + "\n数据:\n")
        file.writelines(f"  {name[:-4]}: {name}\n" for name in sorted(os.listdir(folder)) if name.endswith(".csv"))
        if settings:
            file.write("\n口径:\n" + "".join(f"  {name}: {written(value)}\n" for name, value in settings.items()))
    return path


def write(folder, seed, shape="full"):
    """Writes ledgers and a configuration, whose path is returned."""
    os.makedirs(folder, exist_ok=True)
    i = Inventor(seed + 1)
    half = HalfOpen(seed)
    for name, rows in {"信访件": list(cases(half, len(half.days)))}.items() if shape == "half" else ledgers(seed).items():
        left_out = BARE.get(name, []) if shape == "bare" else []
        columns = [c for c in rows[0] if c not in left_out]
        rows = rows + [i.pick(*rows) for _ in range(len(rows) // 12 if len(rows) > 20 and name not in ("接访场次",) else 0)]
        i.random.shuffle(rows)
        with open(os.path.join(folder, name + ".csv"), "w", encoding="utf-8-sig", newline="") as file:
            writer = csv.DictWriter(file, columns, extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
    return configure(folder)


if __name__ == "__main__":
    write(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 1, sys.argv[3] if len(sys.argv) > 3 else "full")

"""districts.py HUIBIAN FOLDER ROWS DISTRICTS: one ten-page report for each district of a long export.

The report is that of district.py: 200 figures, 8 tables (400 figures in all), 3 charts. The documents go into a
folder and into a zip, once each; FOLDER keeps the export.
"""

import os
import random
import shutil
import subprocess
import sys
import time

import district


def write_export(path, rows, districts):
    """A ledger of so many rows; what a row holds besides its number and district is drawn from 4,096 kinds."""
    chance = random.Random(2024)
    kinds = []
    for number in range(4096):
        year = district.YEARS[number % 2]
        month, day = chance.randint(1, 12), chance.randint(1, 28)
        closed = chance.random() < 0.9
        due = f"{year + (month > 10)}-{(month + 1) % 12 + 1:02}-{day:02}"
        kinds.append((
            f",{year}-{month:02}-{day:02},{chance.choice(district.FORMS)},{chance.choice((1, 1, 1, 2, 3, 6))},",
            f",{chance.choice(district.FIELDS)}_其他,{chance.choice(district.PURPOSES)},{due},"
            f"{'是' if closed else '否'},{f'{year}-{month:02}-28' if closed else ''},"
            f"{'重复' if chance.random() < 0.2 else '初次'}\n"))
    names = [district.district(number) for number in range(1, districts + 1)]
    with open(path + ".part", "w", encoding="utf-8") as file:
        file.write("信访件编号,登记日期,信访形式,信访人数,问题属地,内容分类,信访目的,限办截止日期,办结标志,办结日期,初重标志\n")
        for first in range(0, rows, 100_000):
            lines = []
            for row in range(first, min(rows, first + 100_000)):
                before, after = kinds[chance.getrandbits(12)]
                lines.append(f"X{row:08}{before}{names[row % districts]}{after}")
            file.write("".join(lines))
    os.rename(path + ".part", path)


def measured(arguments):
    begin = time.perf_counter()
    child = subprocess.Popen(arguments, stderr=subprocess.PIPE)
    messages = child.stderr.read().decode()
    _, status, usage = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        sys.exit(f"{arguments}\n{messages}")
    return time.perf_counter() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def main():
    program, folder, rows, districts = sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    os.makedirs(folder, exist_ok=True)
    export = os.path.join(folder, f"{districts}-of-{rows}.csv")
    template = os.path.join(folder, "报告.hb.md")
    with open(template, "w", encoding="utf-8") as file:
        file.write(district.template())
    if not os.path.exists(export):
        write_export(export, rows, districts)
    out = os.path.join(folder, f"districts-{districts}")
    command = [
        program, "compile", template, "--data", export, "--period", "2024年", "--each", "问题属地",
        "--set", "单位=示例区信访局", "-o",
    ]  # fmt: skip
    print(f"{rows:,} rows, {os.path.getsize(export) / 1e6:.0f} MB; {districts:,} districts; "
          f"{os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
    print("| what | seconds | CPU seconds | peak MB | documents | MB written |\n|---|--:|--:|--:|--:|--:|")
    for name, place in (("into a folder", out + "/"), ("into a zip", out + ".zip")):
        shutil.rmtree(out, ignore_errors=True)
        seconds, processor, peak = measured(command + [place])
        if place.endswith("/"):
            sizes = [entry.stat().st_size for entry in os.scandir(out)]
            count, size = len(sizes), sum(sizes)
        else:
            count, size = districts, os.path.getsize(place)
        print(f"| {name} | {seconds:.1f} | {processor:.1f} | {peak:,.0f} | {count:,} | {size / 1e6:.0f} |")
    shutil.rmtree(out, ignore_errors=True)
    os.remove(out + ".zip")


if __name__ == "__main__":
    main()

#!/usr/bin/env python3
"""bound.py HUIBIAN MEASURE — binds circulars and reports with annexes into one document and measures it as one.

Every clause must hold as in one report, but for what such a binding brings with it: each circular (通报) has its own
主送机关, flush left, of which the measurement expects one; each report has its own annexes, of which the first report
names only its own. Exactly these two may fail, and only so. Exit status 1 otherwise.
"""
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile

# In the configuration, beside the 汇编 of the sample: with 主送机关, with several annexes, with other periods.
NAME = '材料汇编'
REPORT = f"""
  {NAME}:
    模板: 汇编
    期间: 2024年
    收入: [年度工作总结-区级-总结和目标, 半年总结, 季度通报, 月度通报, 发言材料]
    输出: {NAME}.docx
"""
# One addressee: page, indent, the first characters.
ADDRESSEE = r'p\d+ -?0\.0\d 字 "[^"：]*）?"'
EXPECTED = {
    '7.3.3-indent': rf'{ADDRESSEE}(?:; {ADDRESSEE})* \((\d+) of \d+\)',
    '7.3.7': r'1 in the note, \d+ in the file',
}


def bind(huibian, folder):
    """The bound document, from a copy of SampleData."""
    sources = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    shutil.copytree(os.path.join(sources, 'SampleData'), os.path.join(folder, 'SampleData'))
    config = os.path.join(folder, 'SampleData', 'huibian.yaml')
    with open(config, 'a', encoding='utf-8') as file:
        file.write(REPORT)
    path = os.path.join(folder, NAME + '.docx')
    done = subprocess.run([huibian, 'compile', NAME, '--config', config, '-o', path], capture_output=True, text=True)
    if done.returncode != 0:
        raise SystemExit(done.stderr[-600:])
    return path


def main():
    huibian, measure = map(os.path.abspath, sys.argv[1:3])
    with tempfile.TemporaryDirectory(prefix='bound-') as folder:
        path = bind(huibian, folder)
        done = subprocess.run([sys.executable, measure, '--kind', 'report', '--json', path], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr[-400:])
    report = json.loads(done.stdout)
    failed = {c['id']: c['measured'] for c in report['clauses'] if c['status'] == 'FAIL'}
    good = set(failed) == set(EXPECTED)
    for clause, measured in failed.items():
        match = re.fullmatch(EXPECTED.get(clause, '(?!)'), measured)
        # All paragraphs that are not indented are shown.
        holds = match is not None and (clause != '7.3.3-indent' or int(match[1]) == measured.count('字'))
        good = good and holds
        print(f'{"as bound" if holds else "FAIL    "} {clause:14} {measured}')
    for clause in set(EXPECTED) - set(failed):
        print(f'FAIL     {clause:14} holds, and should not')
    print(f'{NAME} (bound): {report["ok"]} ok, {report["absent"]} absent, {len(failed)} as they are in a bound document' if good else f'{NAME}: not as it should be')
    sys.exit(0 if good else 1)


if __name__ == '__main__':
    main()

#!/usr/bin/env python3
"""bound.py MEASURE FILE.docx — measures several reports bound into one document, cover and contents and all.

Every clause must hold as in one report, but for what binding brings with it: the cover bears no number; each circular
(通报) has its own 主送机关, flush left, of which the measurement expects one; each report has its own annexes, of
which the first report names only its own. Exactly these three may fail, and only so. Exit status 1 otherwise.
"""
import json
import re
import subprocess
import sys

# One addressee: page, indent, the first characters.
ADDRESSEE = r'p\d+ -?0\.0\d 字 "[^"：]*）?"'
EXPECTED = {
    '7.5-present': r'missing on \[1\] *',
    '7.3.3-indent': rf'{ADDRESSEE}(?:; {ADDRESSEE})* \((\d+) of \d+\)',
    '7.3.7': r'1 in the note, \d+ in the file',
}


def main():
    measure, path = sys.argv[1:3]
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
    print(f'{path} (bound): {report["ok"]} ok, {report["absent"]} absent, {len(failed)} as they are in a bound document' if good else f'{path}: not as it should be')
    sys.exit(0 if good else 1)


main()

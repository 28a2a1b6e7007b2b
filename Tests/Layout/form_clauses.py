"""GB/T 9704-2012 7.2, 7.3.5, 7.4 and 10, measured on the forms (Forms/*.hb.md)."""
import re

from poppler import MM
from report_clauses import (BOTTOM, EM, PITCH, TOP, find, is_number, left, number, places, right, signature, text_lines,
                            width)
from suite import clause

# From the upper edge of the page to the ink of the mark, in millimetres.
MARKS = {'gongwen': 72, 'minutes': 72, 'letter': 30, 'order': 57}


def forms(documents, *kinds):
    return [d for d in documents.values() if d.kind in kinds]


def mark(page):
    """The box of the red characters: all red ink above the first red rule."""
    rules = [r.y - r.thick / 2 for r in page.rules if r.red]
    low = min(rules) - 2 if rules else page.height / 2
    return page.ink(left(page) - 25, 15 * MM, right(page) + 25, low, 300, red=True)


def issue_number(page):
    return next((l for l in page.lines if re.search(r'〔\d{4}〕[1-9]\d*号', l.text)), None)


def red_rule(page):
    return next((r for r in page.rules if r.red), None)


@clause('7.2.1', '份号, 密级和保密期限, 紧急程度: flush, one a row from the first')
def flush(check, documents):
    seen = 0
    for document in forms(documents, 'gongwen'):
        page = document.pages[0]
        place = 0
        for form in (r'\d{6}', r'(绝密|机密|秘密)(★.*)?', r'特急|加急'):
            line = next((l for l in page.lines if re.fullmatch(form, l.text)), None)
            if line is None:
                continue
            seen += 1
            check.near(f'{document.name} {line.text} left', line.x0, left(page), 1)
            check.near(f'{document.name} {line.text} size', line.size, 16, 0.1)
            check.near(f'{document.name} {line.text} row', (line.y - TOP) / PITCH, place + 0.5, 0.35)
            place += 1
    check.holds('no document has all of them', seen >= 3)


@clause('7.2.4', '发文机关标志: 35 mm below the text area (letter 30 mm, order 20 mm below it), red, centred')
def marks(check, documents):
    for document in forms(documents, *MARKS):
        page = document.pages[0]
        box = mark(page)
        check.holds(f'{document.name}: no red ink', box is not None)
        if not box:
            continue
        check.near(f'{document.name} top', box[1] / MM, MARKS[document.kind], 1)
        check.near(f'{document.name} off centre', (box[0] + box[2] - left(page) - right(page)) / 2 / MM, 0, 2)
        check.within(f'{document.name} wide', (box[2] - box[0]) / MM, 20, 156.5)


@clause('7.2.5', '发文字号: two rows below the mark, centred; with 签发人 one character in')
def issue_numbers(check, documents):
    for document in forms(documents, 'gongwen'):
        page = document.pages[0]
        line = issue_number(page)
        check.holds(f'{document.name}: no number', line is not None)
        if not line:
            continue
        signed = any('签发人' in l.text for l in page.lines)
        if signed:
            check.near(f'{document.name} left', (line.x0 - left(page)) / EM, 1, 0.25)
        else:
            check.near(f'{document.name} off centre', (line.x0 + line.x1 - left(page) - right(page)) / 2 / MM, 0, 2)
        first = next(l for l in page.lines if '签发人' in l.text) if signed else line
        check.within(f'{document.name} rows below the mark', (first.top - mark(page)[3]) / PITCH, 1.7, 3.3)


@clause('7.2.6', '签发人: one character from the right edge')
def signers(check, documents):
    for document in forms(documents, 'gongwen'):
        page = document.pages[0]
        line = next((l for l in page.lines if '签发人' in l.text), None)
        if line:
            names = [l for l in page.lines if line.y - 1 <= l.y <= red_rule(page).y]
            check.near(f'{document.name} right', (right(page) - max(l.x1 for l in names)) / EM, 1, 0.3)


@clause('7.2.7', 'red rule: 156 mm, 4 mm below the number')
def rules(check, documents):
    for document in forms(documents, 'gongwen', 'minutes'):
        page = document.pages[0]
        rule = red_rule(page)
        check.holds(f'{document.name}: no red rule', rule is not None)
        if not rule:
            continue
        check.near(f'{document.name} length', (rule.x1 - rule.x0) / MM, 156, 1)
        check.near(f'{document.name} left', (rule.x0 - left(page)) / MM, 0, 0.5)
        above = [l for l in page.lines if l.y < rule.y][-1]
        box = page.ink(above.x0 - 1, above.top - 2, above.x1 + 1, rule.y - rule.thick / 2 - 0.4, 400)
        check.near(f'{document.name} below the number', (rule.y - rule.thick / 2 - box[3]) / MM, 4, 0.7)


@clause('7.3.1', 'title two rows below the red rule')
def titles(check, documents):
    for document in forms(documents, 'gongwen', 'minutes'):
        page = document.pages[0]
        line = next((l for l in page.lines if abs(l.size - 22) < 0.3), None)
        rule = red_rule(page)
        if line and rule:
            check.within(f'{document.name} rows', (line.top - rule.y) / PITCH, 1.8, 2.9)


@clause('7.3.5', '署名 and 成文日期 on forms: as unsealed, or sealed where the name of the fixture says so')
def signatures(check, documents):
    for document in forms(documents, 'gongwen', 'letter', 'report'):
        if any(word in document.name for word in ('坏', '签名章', '联合')) or not re.search(r'^署名:', document.template, re.M):
            continue
        office, date, rows_, a, b, _ = signature(document)
        n, d = width(a.text), width(b.text)
        ways = {False: places(a.text, b.text), True: (max(0, 4 + (d - n) / 2), 4)}
        sealed = '盖章' in document.name and '不盖章' not in document.name
        allowed = [ways[sealed]] if '盖章' in document.name else list(ways.values())
        check.holds(f'{document.name}: office {office:.2f}, date {date:.2f} from the right, not {allowed}',
                    any(abs(office - o) < 0.25 and abs(date - t) < 0.25 for o, t in allowed))
        check.near(f'{document.name} rows', rows_, 1, 0.05)


@clause('7.3.5.3', '签名章: the date four characters from the edge, the position before the signature, an empty row between')
def signed(check, documents):
    for document in [d for d in documents.values() if '签名章' in d.name or d.kind == 'order']:
        position, date, rows, _, _, _ = signature(document)
        check.near(f'{document.name} date', date, 4, 0.15)
        check.within(f'{document.name} position', position, 8, 12)
        check.near(f'{document.name} rows', rows, 2, 0.1)


@clause('7.3.6', '附注: two characters in, the row below the date')
def notes(check, documents):
    for document in forms(documents, 'gongwen'):
        for page in document.pages:
            line = next((l for l in page.lines if l.text.startswith('（此件')), None)
            if line:
                above = [l for l in text_lines(page) if l.y < line.y][-1]
                # An opening bracket is drawn in the right half of its box.
                check.within(f'{document.name} left', (line.x0 - left(page)) / EM, 1.9, 2.6)
                check.near(f'{document.name} rows', (line.y - above.y) / PITCH, 1, 0.05)


@clause('7.3.3', 'the first page of a form shows its text')
def first_pages(check, documents):
    for document in forms(documents, *MARKS):
        page = document.pages[0]
        rows = [l for l in text_lines(page) if abs(l.size - 16) < 0.2 and l.y < BOTTOM and len(l.text) > 15]
        check.holds(f'{document.name}: no text on page 1', bool(rows))


def imprint(document):
    """(page, 抄送 or None, 印发 or None)."""
    for page in reversed(document.pages):
        copies = next((l for l in page.lines if l.text.startswith('抄送：')), None)
        issue = next((l for l in page.lines if l.text.endswith('日印发')), None)
        if copies or issue:
            return page, copies, issue
    return None


def imprint_rules(page, first):
    return [r for r in page.rules if not r.red and r.y > first.y - 30 and r.x1 - r.x0 > 300]


@clause('7.4.1', '版记: rules of 156 mm, 0.35 and 0.25 mm, the last one at the foot of the text area of the last page')
def imprints(check, documents):
    for document in forms(documents, 'gongwen'):
        found = imprint(document)
        check.holds(f'{document.name}: no 版记', found is not None)
        if not found:
            continue
        page, copies, issue = found
        check.equal(f'{document.name} page', page.number, len(document.pages))
        lines = imprint_rules(page, min((l for l in (copies, issue) if l), key=lambda l: l.y))
        # Moved 主送 stands above 抄送, and the first rule above that.
        moved = next((l for l in page.lines if l.text.startswith('主送：')), None)
        if moved:
            lines = imprint_rules(page, moved)
        check.holds(f'{document.name}: {len(lines)} rules', len(lines) >= 2)
        for rule in lines:
            check.near(f'{document.name} length', (rule.x1 - rule.x0) / MM, 156, 1)
            check.near(f'{document.name} left', (rule.x0 - left(page)) / MM, 0, 0.7)
        for rule in (lines[0], lines[-1]):
            check.near(f'{document.name} thick rule', rule.thick / MM, 0.35, 0.08)
        for rule in lines[1:-1]:
            check.near(f'{document.name} thin rule', rule.thick / MM, 0.25, 0.05)
        check.near(f'{document.name} last rule from the foot', (lines[-1].y - BOTTOM) / MM, 0, 1)


@clause('7.4.2', '抄送, 印发机关 and 印发日期: 4号, one character from both edges, wrapped rows below the first name')
def imprint_texts(check, documents):
    for document in forms(documents, 'gongwen'):
        found = imprint(document)
        if not found:
            continue
        page, copies, issue = found
        for line in [l for l in (copies, issue) if l]:
            check.near(f'{document.name} {line.text[:4]} left', (line.x0 - left(page)) / 14, 1, 0.3)
            check.near(f'{document.name} {line.text[:4]} size', line.size, 14, 0.1)
        if issue:
            check.near(f'{document.name} 印发 right', (right(page) - issue.x1) / 14, 1, 0.3)
        if copies and issue:
            between = [l for l in page.lines if copies.y + 2 < l.y < issue.y - 2]
            for line in between:
                check.near(f'{document.name} wrapped', (line.x0 - copies.x0) / 14, 3, 0.4)
            check.equal(f'{document.name} end', (between or [copies])[-1].text[-1], '。')


@clause('7.5', 'page numbers of forms; none on the first page of a letter, none on 版记 after a blank side')
def page_numbers(check, documents):
    for document in forms(documents, *MARKS):
        for page in document.pages:
            line = number(page)
            if document.kind == 'letter' and page.number == 1:
                check.equal(f'{document.name} page 1', line, None)
            elif line is not None and not page.landscape:
                check.equal(f'{document.name} number', line.text, f'—{page.number}—')
                inset = right(page) - line.x1 if page.number % 2 else line.x0 - left(page)
                check.near(f'{document.name} page {page.number} inset', inset / MM, 14 / MM, 0.8)
            elif not page.landscape:
                blank = not text_lines(page) or not [l for l in text_lines(page) if l.size > 15]
                check.holds(f'{document.name} page {page.number} has no number', blank)


@clause('10.1', '信函: double rules of 170 mm, 4 mm below the mark and 20 mm above the foot, number at the right')
def letters(check, documents):
    for document in forms(documents, 'letter'):
        page = document.pages[0]
        red = sorted((r for r in page.rules if r.red), key=lambda r: r.y)
        check.equal(f'{document.name} red rules', len(red), 4)
        if len(red) != 4:
            continue
        for rule in red:
            check.near(f'{document.name} length', (rule.x1 - rule.x0) / MM, 170, 1)
            check.near(f'{document.name} off centre', (rule.x0 + rule.x1 - left(page) - right(page)) / 2 / MM, 0, 2)
        check.holds(f'{document.name}: upper rule not thick over thin', red[0].thick > red[1].thick + 0.3)
        check.holds(f'{document.name}: lower rule not thin over thick', red[3].thick > red[2].thick + 0.3)
        check.near(f'{document.name} below the mark', (red[0].y - red[0].thick / 2 - mark(page)[3]) / MM, 4, 0.7)
        check.near(f'{document.name} above the foot', (page.height - red[3].y - red[3].thick / 2) / MM, 20, 1)
        line = issue_number(page)
        check.near(f'{document.name} number from the right', (right(page) - line.x1) / EM, 0, 0.4)
        found = imprint(document)
        check.holds(f'{document.name}: a letter has no 印发', not found or found[2] is None)


@clause('10.2', '命令: number two rows below the mark, centred, text two rows below it')
def orders(check, documents):
    for document in forms(documents, 'order'):
        page = document.pages[0]
        line = next((l for l in page.lines if re.fullmatch(r'第.+号', l.text)), None)
        check.holds(f'{document.name}: no number', line is not None)
        if line:
            check.near(f'{document.name} off centre', (line.x0 + line.x1 - left(page) - right(page)) / 2 / MM, 0, 2)
            check.within(f'{document.name} rows below the mark', (line.top - mark(page)[3]) / PITCH, 1.7, 3.3)
            below = next(l for l in page.lines if l.y > line.y + 2)
            check.near(f'{document.name} rows to the text', (below.y - line.y) / PITCH, 3, 0.3)


@clause('10.3', '纪要: 出席 two characters in, a row below the text, in 黑体')
def minutes(check, documents):
    for document in forms(documents, 'minutes'):
        page, line = find(document, '出席：')
        check.near(f'{document.name} left', (line.x0 - left(page)) / EM, 2, 0.1)
        check.equal(f'{document.name} typeface', document.typeface('出席'), '黑体')
        above = [l for l in text_lines(page) if l.y < line.y and not is_number(l)]
        if above:
            check.near(f'{document.name} rows below the text', (line.y - above[-1].y) / PITCH, 2, 0.1)

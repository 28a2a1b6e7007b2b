"""GB/T 9704-2012 5 and 7.3 to 8, measured on reports (Reports/*.hb.md)."""
import re

from poppler import MM
from suite import clause

EM = 15.75                       # what a character of 3号 advances, in points
PITCH = 28.95
TOP, BOTTOM = 37 * MM, (297 - 35) * MM
ORDINARY = ('满页', '层次', '表格', '署名短', '署名长', '标题两行')


def left(page):
    """The left edge of the text area; the binding edge is inside."""
    return (28 if page.number % 2 else 26) * MM


def right(page):
    return left(page) + 156 * MM


def is_number(line):
    return bool(re.fullmatch(r'—?\d+—?', line.text)) and line.y > BOTTOM


def is_leader(line):
    """The dots of an entry of contents, which stand above its base line."""
    return bool(re.fullmatch(r'\.+', line.text))


def text_lines(page):
    return [l for l in page.lines if not is_number(l) and not is_leader(l)]


def find(document, start):
    """(page, line) of the first line that begins with a text."""
    for page in document.pages:
        for line in page.lines:
            if line.text.startswith(start):
                return page, line
    raise AssertionError(f'{document.name}: no line begins with {start}')


def hanzi(line):
    return all('\u4e00' <= c <= '\u9fff' for c in line.text)


def full_pages(document):
    """Pages but the first and the last two: nothing but rows of running text."""
    return document.pages[1:-2]


def rows(document):
    return max(len(text_lines(p)) for p in full_pages(document))


def characters(document):
    return max(len(l.text) for p in full_pages(document) for l in text_lines(p) if hanzi(l))


@clause('5.1', 'A4')
def paper(check, documents):
    for name in ORDINARY:
        for page in documents[name].pages:
            check.near(f'{name} width', min(page.width, page.height) / MM, 210, 0.3)
            check.near(f'{name} height', max(page.width, page.height) / MM, 297, 0.3)


@clause('5.2.1', 'margins 37 and 28 mm, text area 156 × 225 mm, inner margin on odd and even pages')
def margins(check, documents):
    document = documents['满页']
    sides = set()
    for page in full_pages(document):
        sides.add(page.number % 2)
        lines = [l for l in text_lines(page) if hanzi(l) and len(l.text) == 28]
        for line in lines[:3] + lines[-3:]:
            check.near(f'page {page.number} left', line.x0 / MM, left(page) / MM, 0.3)
            check.within(f'page {page.number} right', line.x1 / MM, (right(page) - 5) / MM, (right(page) + 0.6) / MM)
        box = page.ink(left(page) - 20, TOP - 30, right(page) + 20, BOTTOM + 10, 150)
        # The em box of a row of 28.95 pt begins 2.7 to 3.2 mm lower than the row.
        check.within(f'page {page.number} first ink below the upper edge', (box[1] - TOP) / MM, 0, 4.5)
        check.within(f'page {page.number} last ink above the lower edge', (BOTTOM - box[3]) / MM, -0.5, 4)
    check.equal('odd and even pages', sides, {0, 1})


@clause('5.2.2', '3号 (16 pt) for running text')
def size(check, documents):
    for page in full_pages(documents['满页']):
        for line in text_lines(page):
            check.near('size', line.size, 16, 0.1)
    check.equal('typeface', documents['层次'].typeface('今年以来'), '仿宋_GB2312')


@clause('5.2.3', '22 rows of 28 characters')
def grid(check, documents):
    document = documents['满页']
    check.equal('rows', rows(document), 22)
    check.equal('characters', characters(document), 28)
    for page in full_pages(document):
        check.equal(f'rows of page {page.number}', len(text_lines(page)), 22)
        for a, b in zip(text_lines(page), text_lines(page)[1:]):
            check.near('pitch', b.y - a.y, PITCH, 0.12)


@clause('5.2.4', 'black text')
def black(check, documents):
    for name in ORDINARY:
        check.equal(f'{name} colours', {color for _, _, color in documents[name].pdf.families}, {'#000000'})


@clause('7.3.1', 'title of 2号, centred, in rows shaped 梯形 or 菱形')
def title(check, documents):
    for name, count in (('标题一行', 1), ('标题两行', 2), ('标题三行', 3), ('层次', 1)):
        page = documents[name].pages[0]
        lines = [l for l in page.lines if l.size > 20]
        check.equal(f'{name} rows', len(lines), count)
        check.equal(f'{name} typeface', documents[name].typeface(lines[0].text[:4]), '方正小标宋简体')
        for line in lines:
            check.near(f'{name} size', line.size, 22, 0.1)
            check.near(f'{name} off centre', ((line.x0 + line.x1) - (left(page) + right(page))) / 2 / MM, 0, 1)
        widths = [l.x1 - l.x0 for l in lines]
        steps = [b - a for a, b in zip(widths, widths[1:])]
        peak = widths.index(max(widths))
        check.holds(f'{name}: rows of {[round(w / 22, 1) for w in widths]} characters',
                    all(s > 10 for s in steps[:peak]) and all(s < -10 for s in steps[peak:])
                    or all(s < -10 for s in steps) or all(s > 10 for s in steps))
        for a, b in zip(lines, lines[1:]):
            check.near(f'{name} distance of rows', b.y - a.y, PITCH, 0.5)
            check.holds(f'{name}: a row begins with {b.text[0]}', b.text[0] not in '的了、，。》）”和与及')


@clause('7.3.2', '主送机关 a row below the title, flush left')
def addressee(check, documents):
    document = documents['层次']
    page, line = find(document, '示例市信访局：')
    title = [l for l in page.lines if l.size > 20][-1]
    check.near('left', line.x0, left(page), 1)
    check.near('rows below the title', (line.y - title.y) / PITCH, 2, 0.2)


@clause('7.3.3', 'first rows two characters in, wrapped rows flush; headings in 黑体, 楷体, 仿宋')
def paragraphs(check, documents):
    document = documents['层次']
    starts = [('今年以来', None), ('一、主要工作', '黑体'), ('（一）办信接访', '楷体_GB2312'), ('1.办理来信', '仿宋_GB2312'),
              ('（1）登记', '仿宋_GB2312')]
    for start, face in starts:
        page, line = find(document, start)
        # An opening bracket is drawn in the right half of its box.
        check.near(f'{start} indent', (line.x0 - left(page)) / EM, 2, 0.1 if start[0] != '（' else 0.6)
        check.near(f'{start} size', line.size, 16, 0.1)
        if face:
            check.equal(f'{start} typeface', document.typeface(start), face)
    page = documents['满页'].pages[1]
    for line in text_lines(page):
        check.near('wrapped row', line.x0, left(page), 0.6)


@clause('7.3.4', '附件说明 a row below the text, two characters in, numbers below each other')
def annex_list(check, documents):
    document = documents['层次']
    page, first = find(document, '附件：1.')
    lines = text_lines(page)
    place = lines.index(first)
    check.near('left', (first.x0 - left(page)) / EM, 2, 0.1)
    check.near('rows below the text', (first.y - lines[place - 1].y) / PITCH, 2, 0.1)
    second = lines[place + 1]
    check.holds('the second annex follows', second.text.startswith('2.'))
    check.near('second number', (second.x0 - left(page)) / EM, 5, 0.15)
    check.holds('no mark at the end', second.text[-1] not in '。；，、')


def signature(document):
    """Characters from the right edge to the ends of office and date, and the rows between."""
    for page in document.pages:
        lines = text_lines(page)
        for a, b in zip(lines, lines[1:]):
            if re.fullmatch(r'\d{4}年\d{1,2}月\d{1,2}日', b.text) and a.x0 > left(page) + 60:
                return (right(page) - a.x1) / EM, (right(page) - b.x1) / EM, (b.y - a.y) / PITCH, a, b, page
    raise AssertionError(f'{document.name}: no signature')


def width(text):
    return sum(1 if ord(c) > 0x2000 else 0.5 for c in text)


def places(office, date):
    """Unsealed, from the right edge: 2 characters, and the date begins 2 after the office."""
    n, d = width(office), width(date)
    return (2, n - d) if n - d >= 2 else (d + 4 - n, 2)


@clause('7.3.5', '署名 and 成文日期, unsealed, for short, equal and long names')
def signatures(check, documents):
    for name in ('署名短', '署名等长', '署名长', '层次'):
        office, date, rows, a, b, page = signature(documents[name])
        wanted = places(a.text, b.text)
        # The text area is 28 × 15.75 pt and 1.2 pt wide.
        check.near(f'{name} office', office, wanted[0], 0.15)
        check.near(f'{name} date', date, wanted[1], 0.15)
        check.near(f'{name} rows', rows, 1, 0.05)
        above = [l for l in text_lines(page) if l.y < a.y][-1]
        check.near(f'{name} rows below the text', (a.y - above.y) / PITCH, 2, 0.1)


@clause('7.3.7', 'annexes begin a page: label on row 1, title on row 3')
def annexes(check, documents):
    document = documents['层次']
    pages = [p for p in document.pages if re.match(r'附件\d', text_lines(p)[0].text)]
    check.equal('pages that begin with a label', len(pages), 2)
    for page in pages:
        label, title = text_lines(page)[:2]
        check.near('label left', label.x0, left(page), 1)
        check.near('label size', label.size, 16, 0.1)
        check.near('rows to the title', (title.y - label.y) / PITCH, 2, 0.2)
        check.near('title off centre', (title.x0 + title.x1 - left(page) - right(page)) / 2 / MM, 0, 1)
    check.equal('label typeface', document.typeface('附件1'), '黑体')


def number(page):
    """The line of the page number."""
    return next((l for l in page.lines if is_number(l)), None)


def distance(page):
    """From the text area to the ink of the dash, in millimetres."""
    line = number(page)
    dash = line.words[0]
    box = page.ink(dash.x0 - 0.5, dash.y0 - 2, dash.x0 + 13, dash.y1)
    return (box[1] - BOTTOM) / MM if box else None


@clause('7.5', 'page numbers: — 1 —, 4号, 7 mm below the text area, at the outer side one character in')
def page_numbers(check, documents):
    for name in ('满页', '层次'):
        document = documents[name]
        for page in document.pages:
            line = number(page)
            check.equal(f'{name} number', line.text if line else None, f'—{page.number}—')
            check.near(f'{name} size', line.size, 14, 0.1)
            inset = right(page) - line.x1 if page.number % 2 else line.x0 - left(page)
            check.near(f'{name} page {page.number} inset in millimetres', inset / MM, 14 / MM, 0.5)
            if page.number < 5:
                check.near(f'{name} page {page.number} distance', distance(page), 7, 0.5)
    check.equal('typeface', documents['层次'].face('HbFooter'), '宋体')


@clause('7.5', 'a cover is page 1 and bears its number, unless the template says otherwise')
def cover(check, documents):
    for name, numbers in (('封面有页码', ['—1—', '—2—', '—3—']), ('封面无页码', [None, '—2—', '—3—'])):
        pages = documents[name].pages
        check.equal(f'{name} numbers', [line.text if line else None for line in map(number, pages)], numbers)
        title = [l for l in pages[0].lines if l.size > 20]
        check.equal(f'{name} title', [l.text for l in title], ['信访工作材料汇编'])
        check.within(f'{name} title in the upper third', (title[0].y - TOP) / (BOTTOM - TOP), 0.15, 1 / 3)
        for line in [l for l in pages[0].lines if not is_number(l)]:
            check.near(f'{name} "{line.text[:6]}" off centre', ((line.x0 + line.x1) - (left(pages[0]) + right(pages[0]))) / 2 / MM, 0, 1.2)
    page = documents['封面有页码'].pages[0]
    check.near('distance on the cover', distance(page), 7, 0.5)
    check.near('inset on the cover', (right(page) - number(page).x1) / MM, 14 / MM, 0.8)


@clause('8', 'pages that lie across: their number where that of an upright page is')
def landscape(check, documents):
    for name in [n for n in documents if '表格' in n]:
        pages = [p for p in documents[name].pages if p.landscape]
        check.holds(f'{name}: no page lies across', bool(pages))
        for page in pages:
            words = [w for w in page.words if w.x1 < 35 * MM and re.fullmatch(r'[—\d]+', w.text)]
            check.equal(f'{name} number', ''.join(w.text for w in sorted(words, key=lambda w: w.y0)), f'—{page.number}—')
            if not words:
                continue
            # Turned clockwise: what is above an upright number is at its right.
            check.within(f'{name} left of the text area', (35 * MM - max(w.x1 for w in words)) / MM, 4, 8)
            ends = min(w.y0 for w in words), max(w.y1 for w in words)
            # The left edge of the upright page is the upper one here.
            upper, lower = 26 * MM, page.height - 26 * MM
            inset = lower - ends[1] if page.number % 2 else ends[0] - upper
            check.near(f'{name} page {page.number} inset in millimetres', inset / MM, 14 / MM, 0.5)


def continued(document):
    """Upright pages that begin with a row of a table: the words of their first three lines."""
    for page in document.pages:
        lines = text_lines(page)
        if not page.landscape and page.rules and page.rules[0].y < lines[0].y:
            yield ''.join(l.text for l in lines[:3])


@clause('tables', 'tables inside the text area, header rows on every page of a table')
def tables(check, documents):
    document = documents['表格']
    tops = list(continued(document))
    check.holds('no table goes on over a page', bool(tops))
    for top in tops:
        check.holds(f'no header row: {top}', '信访总量' in top)
    for page in document.pages:
        for rule in page.rules:
            if not page.landscape:
                check.within('table left', (rule.x0 - left(page)) / MM, -1.5, 156)
                check.within('table right', (right(page) - rule.x1) / MM, -1.5, 156)

"""What holds on every page of every document that SampleData/huibian.yaml lists."""
import re

from poppler import MM
from report_clauses import BOTTOM, PITCH, TOP, distance, is_number, left, number, right, text_lines
from suite import clause


def samples(documents):
    return [d for d in documents.values() if d.kind == 'sample']


def is_letterhead(document, page):
    """The first page of a letter: its head stands above the text area, and it has no number. Clause 10.1."""
    return page.number == 1 and '信函-' in document.name


@clause('5', 'sample documents: A4, text inside the text area, at most 22 rows, black')
def pages(check, documents):
    for document in samples(documents):
        check.equal(f'{document.name} colours', {c for _, _, c in document.pdf.families} - {'#ff0000'}, {'#000000'})
        for page in document.pages:
            check.near(f'{document.name} width', min(page.width, page.height) / MM, 210, 0.3)
            check.near(f'{document.name} height', max(page.width, page.height) / MM, 297, 0.3)
            if page.landscape or is_letterhead(document, page):
                continue
            rows = [l for l in text_lines(page) if abs(l.size - 16) < 0.3]
            check.within(f'{document.name} page {page.number} rows', len(rows), 0, 22)
            for line in rows:
                check.within(f'{document.name} page {page.number} "{line.text[:8]}" left', (line.x0 - left(page)) / MM, -0.6, 156)
                # A closing mark may hang outside.
                check.within(f'{document.name} page {page.number} "{line.text[:8]}" right', (right(page) - line.x1) / MM, -5.8, 156)
                check.within(f'{document.name} page {page.number} "{line.text[:8]}" height', line.y, TOP, BOTTOM)


@clause('5.2.3', 'sample documents: rows of one pitch')
def pitch(check, documents):
    for document in samples(documents):
        for page in document.pages:
            # Contents: a paragraph in each row.
            if any('....' in l.text for l in page.lines):
                continue
            # 发文字号 and 签发人 stand in the head, above the title.
            titles = [l.y for l in page.lines if abs(l.size - 22) < 0.3]
            top = max(titles) if page.number == 1 and titles else 0
            rows = [l for l in text_lines(page) if abs(l.size - 16) < 0.3 and not page.landscape and l.y > top]
            # Rows of one paragraph: the upper one is full.
            for a, b in zip(rows, rows[1:]):
                if right(page) - a.x1 < 20 and abs(b.x0 - left(page)) < 2:
                    check.near(f'{document.name} page {page.number} "{b.text[:8]}"', b.y - a.y, PITCH, 0.15)


@clause('7.3.1', 'sample documents: titles of 2号, centred')
def titles(check, documents):
    for document in samples(documents):
        lines = [(p, l) for p in document.pages for l in p.lines if abs(l.size - 22) < 0.3]
        check.holds(f'{document.name}: no title', bool(lines))
        for page, line in lines:
            check.near(f'{document.name} {line.text[:8]} off centre', (line.x0 + line.x1 - left(page) - right(page)) / 2 / MM, 0, 1.2)


@clause('7.5', 'sample documents: numbers on every page, in order, at the outer side, 7 mm below the text area')
def numbers(check, documents):
    for document in samples(documents):
        measured = 0
        for page in document.pages:
            if page.landscape or is_letterhead(document, page):
                continue
            line = number(page)
            check.holds(f'{document.name} page {page.number} has no number', line is not None)
            if line is None:
                continue
            check.holds(f'{document.name} page {page.number}: {line.text}', re.fullmatch(r'—\d+—', line.text) is not None)
            inset = right(page) - line.x1 if page.number % 2 else line.x0 - left(page)
            check.near(f'{document.name} page {page.number} inset', inset / MM, 14 / MM, 0.8)
            if measured < 3:
                measured += 1
                check.near(f'{document.name} page {page.number} distance', distance(page), 7, 0.5)


@clause('pages', 'sample documents: no blank page, no heading alone at the foot of a page')
def endings(check, documents):
    for document in samples(documents):
        for page in document.pages:
            lines = [l for l in page.lines if not is_number(l)]
            check.holds(f'{document.name} page {page.number} is blank', bool(lines))
            if lines and page.number < len(document.pages) and not page.landscape:
                last = lines[-1]
                alone = re.match(r'[一二三四五六七八九十]+、|（[一二三四五六七八九十]+）', last.text) and len(last.text) < 25 \
                    and last.text[-1] not in '。；，：' and last.y > BOTTOM - 2 * PITCH
                check.holds(f'{document.name} page {page.number} ends in {last.text}', not alone)

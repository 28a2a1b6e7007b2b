"""Documents that are spoiled on purpose: each measurement must see what is wrong with them."""
from form_clauses import BOTTOM, imprint, imprint_rules, issue_number, mark, red_rule
from report_clauses import (EM, PITCH, characters, continued, distance, find, left, number, places, right, rows, signature,
                            text_lines)
from poppler import MM
from suite import clause

EXACT = '<w:spacing w:before="0" w:after="0" w:line="579" w:lineRule="exact"/><w:jc w:val="both"/>'


def make(workshop):
    workshop.edit('满页', '坏-行距580', ('styles.xml', EXACT, EXACT.replace('579', '580')), ('document.xml', 'w:linePitch="579"', 'w:linePitch="580"'))
    workshop.edit('满页', '坏-行距560', ('styles.xml', EXACT, EXACT.replace('579', '560')), ('document.xml', 'w:linePitch="579"', 'w:linePitch="560"'))
    workshop.edit('满页', '坏-字距', ('styles.xml', '<w:spacing w:val="-5"/>', ''))
    workshop.edit('满页', '坏-页边距', ('document.xml', 'w:left="1588"', 'w:left="1800"'), ('document.xml', 'w:top="2098"', 'w:top="1440"'))
    workshop.edit('层次', '坏-页码', ('document.xml', 'w:footer="1447"', 'w:footer="1588"'), ('footer1.xml', '<w:ind w:right="280"/>', ''),
                  ('footer2.xml', '— ', '第 '))
    workshop.edit('层次', '坏-层次', ('styles.xml', '<w:jc w:val="center"/>', '<w:jc w:val="left"/>'),
                  ('styles.xml', '<w:ind w:firstLineChars="200" w:firstLine="630"/>', '<w:ind w:firstLineChars="100" w:firstLine="315"/>'),
                  ('styles.xml', '<w:pageBreakBefore/>', ''), ('document.xml', 'HbHeading2', 'HbHeading1'))
    workshop.edit('表格', '坏-表头', ('document.xml', '<w:tblHeader/>', ''))
    workshop.edit('署名长', '坏-署名', ('document.xml', '<w:pStyle w:val="HbDate"/>', '<w:pStyle w:val="HbDate"/><w:jc w:val="center"/>'))
    if '公文-盖章' not in workshop.documents:
        return
    workshop.edit('公文-盖章', '坏-公文', ('document.xml', 'w:before="1869"', 'w:before="1100"'),
                  ('styles.xml', '<w:spacing w:before="1158"/><w:jc w:val="center"/>', '<w:spacing w:before="400"/><w:jc w:val="right"/>'),
                  ('styles.xml', 'w:space="0" w:color="FF0000"', 'w:space="0" w:color="000000"'))
    workshop.edit('公文-要素齐全', '坏-版记', ('document.xml', '<wp:posOffset>8111490', '<wp:posOffset>7000000'),
                  ('styles.xml', '<w:sz w:val="28"/>', '<w:sz w:val="24"/>'))
    workshop.edit('信函-一页', '坏-信函', ('document.xml', 'cx="6120130"', 'cx="5615940"'))


@clause('5.2.1', 'spoiled: margins of Word are seen')
def margins_spoiled(check, documents):
    page = documents['坏-页边距'].pages[2]
    line = text_lines(page)[5]
    check.holds('the left margin passed', abs(line.x0 - left(page)) > 3 * MM)
    check.holds('the upper margin passed', text_lines(page)[0].y < 37 * MM)


@clause('5.2.3', 'spoiled: 580 gives 21 rows, 560 leaves room, no spacing gives 27 characters')
def grid_spoiled(check, documents):
    check.equal('rows of 29 pt', rows(documents['坏-行距580']), 21)
    lines = text_lines(documents['坏-行距560'].pages[2])
    check.holds('560 passed for the pitch', abs(lines[1].y - lines[0].y - PITCH) > 0.5)
    check.equal('characters without spacing', characters(documents['坏-字距']), 27)


@clause('7.3', 'spoiled: title, indent, heading, annex and signature are seen')
def text_spoiled(check, documents):
    document = documents['坏-层次']
    page = document.pages[0]
    title = [l for l in page.lines if l.size > 20][0]
    check.holds('a title at the left passed', abs(title.x0 + title.x1 - left(page) - right(page)) / 2 > 3 * MM)
    page, line = find(document, '今年以来')
    check.holds('an indent of one character passed', abs((line.x0 - left(page)) / EM - 2) > 0.5)
    check.holds('黑体 passed for level 2', document.typeface('（一）办信接访') != '楷体_GB2312')
    check.holds('annexes in running text passed', not any(text_lines(p)[0].text.startswith('附件1') for p in document.pages))
    office, date, _, a, b, _ = signature(documents['坏-署名'])
    wanted = places(a.text, b.text)
    check.holds('a date in the middle passed', abs(date - wanted[1]) > 0.5 and abs(office - wanted[0]) < 0.2)


@clause('7.5', 'spoiled: distance, form and side of page numbers are seen')
def numbers_spoiled(check, documents):
    document = documents['坏-页码']
    check.holds('a footer 28 mm from the edge passed', abs(distance(document.pages[0]) - 7) > 0.5)
    line = number(document.pages[0])
    check.holds('a number at the very edge passed', abs(right(document.pages[0]) - line.x1 - 14) > 3)
    check.holds('第 for a dash passed', number(document.pages[1]) is None)


@clause('tables', 'spoiled: a header row that is not repeated is seen')
def tables_spoiled(check, documents):
    check.holds('a table without header row passed', not any('信访总量' in top for top in continued(documents['坏-表头'])))


@clause('7.2', 'spoiled form: mark, number and rule of a red head are seen')
def heads_spoiled(check, documents):
    page = documents['坏-公文'].pages[0]
    check.holds('a mark too high passed', abs(mark(page)[1] / MM - 72) > 3)
    line = issue_number(page)
    check.holds('a number at the right passed', abs(line.x0 + line.x1 - left(page) - right(page)) / 2 > 3 * MM)
    check.holds('a black rule passed', red_rule(page) is None)


@clause('7.4', 'spoiled form: place and size of 版记 are seen')
def imprint_spoiled(check, documents):
    page, copies, issue = imprint(documents['坏-版记'])
    rules = imprint_rules(page, copies)
    check.holds('版记 above the foot passed', abs(rules[-1].y - BOTTOM) > 5 * MM)
    check.holds('小四 passed', abs(issue.size - 14) > 1)


@clause('10.1', 'spoiled form: short rules of a letter are seen')
def letter_spoiled(check, documents):
    red = [r for r in documents['坏-信函'].pages[0].rules if r.red]
    check.holds('156 mm passed', bool(red) and all(abs((r.x1 - r.x0) / MM - 170) > 5 for r in red))

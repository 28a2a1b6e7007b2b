"""What stands on the pages of a PDF, read with the tools of poppler. Lengths are points from the upper left corner."""
import re
import subprocess
import xml.etree.ElementTree as ET
from dataclasses import dataclass, field
from functools import cached_property

MM = 72 / 25.4


def run(*command, text=True):
    return subprocess.run(command, capture_output=True, text=text, check=True).stdout


@dataclass
class Word:
    text: str
    x0: float
    y0: float
    x1: float
    y1: float

    @property
    def size(self):
        """poppler gives every character a box 1.3 times as high as its size."""
        return (self.y1 - self.y0) / 1.3


@dataclass
class Line:
    """Words on one height."""
    words: list
    page: int

    @property
    def text(self):
        return ''.join(w.text for w in self.words)

    @property
    def x0(self):
        return self.words[0].x0

    @property
    def x1(self):
        return self.words[-1].x1

    @property
    def y(self):
        """The middle."""
        w = max(self.words, key=lambda w: len(w.text))
        return (w.y0 + w.y1) / 2

    @property
    def top(self):
        """Of the characters themselves, not of the row."""
        return self.y - self.size / 2

    @property
    def size(self):
        return max(self.words, key=lambda w: len(w.text)).size


@dataclass
class Rule:
    """A straight line across the page, or a bar as flat as one."""
    x0: float
    x1: float
    y: float
    thick: float
    red: bool


@dataclass
class Page:
    pdf: str
    number: int            # from 1
    width: float
    height: float
    words: list = field(default_factory=list)

    @property
    def landscape(self):
        return self.width > self.height

    @cached_property
    def lines(self):
        rows = []
        for w in sorted(self.words, key=lambda w: ((w.y0 + w.y1) / 2, w.x0)):
            middle = (w.y0 + w.y1) / 2
            if rows and abs(middle - rows[-1][0]) < 4:
                rows[-1][1].append(w)
            else:
                rows.append((middle, [w]))
        return [Line(sorted(ws, key=lambda w: w.x0), self.number) for _, ws in rows]

    @cached_property
    def rules(self):
        svg = run('pdftocairo', '-svg', '-noshrink', '-nocenter', '-origpagesizes',
                  '-f', str(self.number), '-l', str(self.number), self.pdf, '-')
        found = []
        body = svg.split('</defs>', 1)[-1] if '</defs>' in svg else svg
        for path in re.findall(r'<path [^>]*>', body):
            d = re.search(r' d="([^"]*)"', path)
            numbers = [float(n) for n in re.findall(r'-?\d+\.?\d*', d[1])] if d else []
            if len(numbers) < 4 or 'C' in d[1]:
                continue
            xs, ys = numbers[0::2], numbers[1::2]
            m = re.search(r'transform="matrix\(([^)]*)\)', path)
            if m:
                a, _, _, e, tx, ty = (float(n) for n in m[1].split(','))
                xs, ys = [a * x + tx for x in xs], [e * y + ty for y in ys]
            style = re.search(r'style="([^"]*)"', path)[1]
            colors = [tuple(float(c) for c in rgb) for rgb in
                      re.findall(r'(?:stroke|fill):rgb\(([\d.]+)%,\s*([\d.]+)%,\s*([\d.]+)%\)', style)]
            if not colors or min(colors[0]) > 97:
                continue
            r, g, b = colors[0]
            stroked = 'stroke:none' not in style and 'fill:none' in style
            thick = float(re.search(r'stroke-width:([\d.]+)', style)[1]) if stroked else max(ys) - min(ys)
            if max(xs) - min(xs) > 40 and max(ys) - min(ys) <= 5:
                found.append(Rule(min(xs), max(xs), (max(ys) + min(ys)) / 2, thick, r > 60 and g < 35 and b < 35))
        # Pieces of one rule, cell by cell, are one.
        rules = []
        for r in sorted(found, key=lambda r: (round(r.y * 2), r.x0)):
            last = rules[-1] if rules else None
            if last and abs(last.y - r.y) < 0.6 and r.x0 <= last.x1 + 1.5 and last.red == r.red:
                last.x1, last.thick = max(last.x1, r.x1), max(last.thick, r.thick)
            else:
                rules.append(r)
        return rules

    def ink(self, x0, y0, x1, y1, dpi=600, red=False):
        """The box of what is dark (or red) inside a box; None: nothing is."""
        k = dpi / 72
        left, top = int(x0 * k), int(y0 * k)
        width, height = int((x1 - x0) * k) + 1, int((y1 - y0) * k) + 1
        data = run('pdftoppm', '-r', str(dpi), '-f', str(self.number), '-l', str(self.number), '-x', str(left),
                   '-y', str(top), '-W', str(width), '-H', str(height), self.pdf, text=False)
        head = re.match(rb'P6\s+(\d+)\s+(\d+)\s+255\s', data)
        w, h, pixels = int(head[1]), int(head[2]), data[head.end():]
        rows, lo, hi = [], w, -1
        for y in range(h):
            row = pixels[y * w * 3:(y + 1) * w * 3]
            green = row[1::3]
            if min(green) > 110:
                continue
            hit = [x for x in range(w) if green[x] < 110 and (row[3 * x] > 140 if red else row[3 * x] < 128)]
            if hit:
                rows.append(y)
                lo, hi = min(lo, hit[0]), max(hi, hit[-1])
        if not rows:
            return None
        return (left + lo) / k, (top + rows[0]) / k, (left + hi + 1) / k, (top + rows[-1] + 1) / k


class Pdf:
    def __init__(self, path):
        self.path = path
        root = ET.fromstring(re.sub(r'<!DOCTYPE[^>]*>', '', run('pdftotext', '-bbox-layout', path, '-')))
        self.pages = []
        for element in root.iter('{http://www.w3.org/1999/xhtml}page'):
            page = Page(path, len(self.pages) + 1, float(element.get('width')), float(element.get('height')))
            for w in element.iter('{http://www.w3.org/1999/xhtml}word'):
                page.words.append(Word(w.text or '', *(float(w.get(k)) for k in ('xMin', 'yMin', 'xMax', 'yMax'))))
            self.pages.append(page)

    @cached_property
    def fonts(self):
        """The names of the fonts in the file."""
        rows = run('pdffonts', self.path).splitlines()[2:]
        return sorted({re.sub(r'^[A-Z]{6}\+', '', r.split()[0]) for r in rows if r.split()})

    @cached_property
    def families(self):
        """(text, font, colour) of every piece of text."""
        xml = run('pdftohtml', '-xml', '-i', '-stdout', self.path)
        root = ET.fromstring(re.sub(r'<!DOCTYPE[^>]*>', '', re.sub(r'</?(?:b|i|a)(?: [^>]*)?>', '', xml)))
        fonts = {f.get('id'): (f.get('family'), f.get('color')) for f in root.iter('fontspec')}
        return [(''.join(t.itertext()), *fonts[t.get('font')]) for t in root.iter('text')]

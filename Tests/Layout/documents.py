"""Fixtures: templates that are compiled, documents that are edited, and their PDFs."""
import os
import re
import shutil
import subprocess
import zipfile
import xml.etree.ElementTree as ET
from functools import cached_property

from poppler import Pdf

W = '{http://schemas.openxmlformats.org/wordprocessingml/2006/main}'


class Document:
    def __init__(self, path, template=''):
        self.path = path
        self.template = template

    @property
    def kind(self):
        """As the first comment of its template says: report, gongwen, letter, minutes, order."""
        found = re.search(r'<!--\s*(\w+)', self.template)
        return found[1] if found else ''

    @property
    def name(self):
        return os.path.splitext(os.path.basename(self.path))[0]

    @cached_property
    def pdf(self):
        return Pdf(os.path.splitext(self.path)[0] + '.pdf')

    @property
    def pages(self):
        return self.pdf.pages

    def part(self, name):
        with zipfile.ZipFile(self.path) as archive:
            return ET.fromstring(archive.read(name))

    @cached_property
    def styles(self):
        return {s.get(W + 'styleId'): s for s in self.part('word/styles.xml').iter(W + 'style')}

    def typeface(self, text):
        """The typeface of Hanzi that the file names for the paragraph that begins with a text."""
        for p in self.part('word/document.xml').iter(W + 'p'):
            runs = [r for r in p.iter(W + 'r') if ''.join(t.text or '' for t in r.iter(W + 't'))]
            if not ''.join(t.text or '' for r in runs for t in r.iter(W + 't')).startswith(text):
                continue
            style = p.find(f'{W}pPr/{W}pStyle')
            own = runs[0].find(f'{W}rPr/{W}rStyle')
            for first in [own, style]:
                name = self.face(first.get(W + 'val')) if first is not None else None
                if name:
                    return name
        return None

    def face(self, style):
        while style in self.styles:
            fonts = self.styles[style].find(f'{W}rPr/{W}rFonts')
            if fonts is not None and fonts.get(W + 'eastAsia'):
                return fonts.get(W + 'eastAsia')
            base = self.styles[style].find(W + 'basedOn')
            style = base.get(W + 'val') if base is not None else None
        return None

    @cached_property
    def named_fonts(self):
        names = set()
        with zipfile.ZipFile(self.path) as archive:
            for part in archive.namelist():
                if re.match(r'word/(styles|document|footer\d*|header\d*)\.xml$', part):
                    names |= set(re.findall(r'w:(?:eastAsia|ascii)="([^"]+)"', archive.read(part).decode()))
        return sorted(names - {'zh-CN', 'en-US'})


class Workshop:
    """Makes all documents of a run, then all PDFs at once: LibreOffice takes long to start."""

    def __init__(self, huibian, folder, sources):
        self.huibian, self.folder, self.sources = huibian, folder, sources
        self.documents = {}

    def compile(self, template, name=None):
        name = name or os.path.basename(template).removesuffix('.hb.md')
        out = os.path.join(self.folder, name + '.docx')
        data = [os.path.join(self.sources, 'SampleData', f'信访件-{y}.csv') for y in (2023, 2024)]
        done = subprocess.run(
            [self.huibian, 'compile', template, '--data', *data, '--period', '2024年', '--set', '单位=示例区信访局', '-o', out],
            capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f'{template}: {done.stderr[-600:]}')
        with open(template, encoding='utf-8') as file:
            self.documents[name] = Document(out, file.read())
        return self.documents[name]

    def samples(self):
        """All documents that SampleData/huibian.yaml lists."""
        folder = os.path.join(self.folder, 'samples')
        os.makedirs(folder, exist_ok=True)
        done = subprocess.run(
            [self.huibian, 'compile', '--config', os.path.join(self.sources, 'SampleData', 'huibian.yaml'), '-o', folder + '/'],
            capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(f'SampleData/huibian.yaml: {done.stderr[-600:]}')
        for file in sorted(os.listdir(folder)):
            if file.endswith('.docx'):
                path = os.path.join(self.folder, '样本-' + file)
                shutil.move(os.path.join(folder, file), path)
                self.documents['样本-' + file.removesuffix('.docx')] = Document(path, '<!-- sample -->')

    def edit(self, base, name, *changes):
        """A copy of a document with texts of its parts replaced; every one must be there."""
        out = os.path.join(self.folder, name + '.docx')
        left = {(part, old): new for part, old, new in changes}
        with zipfile.ZipFile(self.documents[base].path) as old, zipfile.ZipFile(out, 'w', zipfile.ZIP_DEFLATED) as new:
            for item in old.infolist():
                data = old.read(item.filename)
                for (part, find), put in list(left.items()):
                    if item.filename == 'word/' + part and find.encode() in data:
                        data = data.replace(find.encode(), put.encode())
                        del left[part, find]
                new.writestr(item, data)
        if left:
            raise SystemExit(f'{name}: not there: {list(left)}')
        self.documents[name] = Document(out)
        return self.documents[name]

    def print(self):
        soffice = shutil.which('soffice') or shutil.which('libreoffice')
        paths = [d.path for d in self.documents.values()]
        subprocess.run(
            [soffice, f'-env:UserInstallation=file://{self.folder}/profile', '--headless', '--convert-to', 'pdf',
             '--outdir', self.folder, *paths],
            capture_output=True, timeout=300, check=True)

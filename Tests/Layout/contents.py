#!/usr/bin/env python3
"""contents.py HUIBIAN — are the page numbers in tables of contents those of the pages?

Puts a table of contents into every template that SampleData/huibian.yaml lists, compiles them all and, as they are,
the 汇编 and that of bound.py, prints them, and compares each entry with the page on which its heading stands. Printed as
with the typefaces that the documents name: half-width characters half as wide as Hanzi, and, as the documents say,
nothing added between the two (LibreOffice adds a fifth of a character whatever they say). Needs soffice, poppler-utils
and Noto Sans Mono CJK SC.
Exit status 1 if an entry is wrong.
"""
import glob
import os
import re
import shutil
import subprocess
import sys
import tempfile
import unicodedata

import bound
from documents import Document, W

TYPEFACES = ('仿宋_GB2312', '楷体_GB2312', '黑体', '宋体', '方正小标宋简体')
LEAST = 150     # entries


def plain(text):
    return re.sub(r'\s', '', unicodedata.normalize('NFKC', text))


def compile_all(huibian, sources, folder):
    """The sample documents with contents in each report, and the two 汇编."""
    for name in ('SampleData', 'Templates'):
        shutil.copytree(os.path.join(sources, name), os.path.join(folder, name))
    config = os.path.join(folder, 'SampleData', 'huibian.yaml')
    made = os.path.join(folder, 'made')
    os.makedirs(made)

    def compile_config():
        done = subprocess.run([huibian, 'compile', '--config', config, '-o', made + '/'], capture_output=True, text=True)
        if done.returncode != 0:
            raise SystemExit(done.stderr[-600:])

    with open(config, encoding='utf-8') as file:
        text = file.read()
    # The templates of the folder, not those that the program has of its own.
    def beside(match):
        ending = '.docx' if os.path.exists(os.path.join(folder, 'Templates', match[2] + '.docx')) else '.hb.md'
        return f'{match[1]}../Templates/{match[2]}{ending}'
    text = re.sub(r'(?m)^(    模板: )(.*)$', beside, text + bound.REPORT)
    with open(config, 'w', encoding='utf-8') as file:
        file.write(text)
    compile_config()
    volumes = [f for f in glob.glob(made + '/*.docx') if '汇编' in f]
    for path in volumes:
        shutil.move(path, folder)
    for path in glob.glob(os.path.join(folder, 'Templates', '*.hb.md')):
        with open(path, encoding='utf-8') as file:
            template = file.read()
        # Official documents and letters have none.
        if '{{目录' not in template and not re.search(r'(?m)^格式:', template):
            template = re.sub(r'(?m)^(# .*\n)', r'\1\n{{目录 3级}}\n', template, count=1)
        with open(path, 'w', encoding='utf-8') as file:
            file.write(template)
    compile_config()
    for path in volumes:
        shutil.move(os.path.join(folder, os.path.basename(path)), path)
    return sorted(glob.glob(made + '/*.docx'))


def print_all(paths, folder):
    fonts = os.path.join(folder, 'fonts.conf')
    with open(fonts, 'w', encoding='utf-8') as file:
        file.write('<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig><include>/etc/fonts/fonts.conf</include>')
        for name in TYPEFACES:
            file.write(f'<match target="pattern"><test name="family"><string>{name}</string></test>'
                       '<edit name="family" mode="assign" binding="strong"><string>Noto Sans Mono CJK SC</string></edit></match>')
        file.write('</fontconfig>')

    def convert(form, files):
        subprocess.run(
            [shutil.which('soffice') or shutil.which('libreoffice'), f'-env:UserInstallation=file://{folder}/profile',
             '--headless', '--convert-to', form, '--outdir', folder, *files],
            capture_output=True, timeout=300, check=True, env=dict(os.environ, FONTCONFIG_FILE=fonts))

    convert('fodt', paths)
    flat = glob.glob(folder + '/*.fodt')
    for path in flat:
        with open(path, encoding='utf-8') as file:
            text = file.read()
        with open(path, 'w', encoding='utf-8') as file:
            file.write(text.replace('style:text-autospace="ideograph-alpha"', 'style:text-autospace="none"'))
    convert('pdf', flat)
    return [os.path.join(folder, os.path.basename(p).removesuffix('.docx') + '.pdf') for p in paths]


def entries(document):
    """(heading, page) of each."""
    for p in document.part('word/document.xml').iter(W + 'p'):
        style = p.find(f'{W}pPr/{W}pStyle')
        if style is None or not style.get(W + 'val').startswith('HbContents'):
            continue
        parts = [t.text or '' if t.tag == W + 't' else '\t' for t in p.iter() if t.tag in (W + 't', W + 'tab') and not t.get(W + 'pos')]
        heading, page = ''.join(parts).rsplit('\t', 1)
        yield plain(heading), page


def lines(pdf):
    """(text, number printed on the page) of each line but those of contents."""
    for page in pdf.pages:
        found = [(plain(l.text), l) for l in page.lines]
        numbers = [re.fullmatch(r'—(\d+)—', t) for t, _ in found]
        number = next((n[1] for n in numbers if n), str(page.number))
        dots = [l.y for t, l in found if '....' in t]
        for text, line in found:
            if not any(abs(line.y - y) < 10 for y in dots):
                yield text, number


def main():
    huibian = os.path.abspath(sys.argv[1])
    sources = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
    count, wrong = 0, []
    with tempfile.TemporaryDirectory(prefix='contents-') as folder:
        paths = compile_all(huibian, sources, folder)
        for path, pdf in zip(paths, print_all(paths, folder)):
            document = Document(path)
            printed = list(lines(document.__class__(pdf).pdf))
            at = 0
            for heading, page in entries(document):
                count += 1
                # A title may take several lines.
                here = next((i for i in range(at, len(printed)) if printed[i][0]
                             and heading.startswith(printed[i][0])
                             and ''.join(t for t, _ in printed[i:i + 4]).startswith(heading)), None)
                if here is None:
                    wrong.append(f'{document.name}: {heading} is on no page')
                elif printed[here][1] != page:
                    wrong.append(f'{document.name}: {heading} stands on page {printed[here][1]}, not {page}')
                at = at if here is None else here + 1
    for line in wrong:
        print(line)
    print(f'{count} entries, {len(wrong)} wrong')
    sys.exit(0 if not wrong and count >= LEAST else 1)


main()

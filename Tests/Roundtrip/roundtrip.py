#!/usr/bin/env python3
"""roundtrip.py HUIBIAN — one template, saved in several ways, compiles to the same text.

Of each template (the shipped reports, and those beside this file) the text form is compiled, and then
the tagged .docx that the program makes of it: as it is, with every run cut into single characters, and
as LibreOffice saves it. Bodies, headers, footers and notes must hold the same text in all of them; two
runs must give the same bytes, and parts that hold no tag those of the template.

Needs soffice; without it that one step is skipped, and said. Otherwise only the standard library.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[2]
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
SPACE = "{http://www.w3.org/XML/1998/namespace}space"
PART_LISTS = ("[Content_Types].xml", "word/_rels/document.xml.rels")
STORIES = ("header", "footer", "footnotes", "endnotes", "comments", "document")


def compiled(huibian, template, out):
    command = [huibian, "compile", template, "--config", ROOT / "SampleData" / "huibian.yaml"]
    run = subprocess.run(
        [*map(str, command), "--period", "2024年", "-o", str(out)], capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"{template}: status {run.returncode}\n{run.stderr}")
    return out


def story_text(root):
    lines = []
    for paragraph in root.iter(W + "p"):
        text = ""
        for element in paragraph.iter():
            if element.tag == W + "t":
                text += element.text or ""
            elif element.tag == W + "br":
                text += "\n"
        lines.append(text)
    # LibreOffice puts paragraphs of its own beside tables and into empty headers.
    return [line for line in lines if line]


def text(docx):
    """Of each kind of story the texts, whatever the parts are called."""
    found = {}
    with zipfile.ZipFile(docx) as package:
        for name in sorted(package.namelist()):
            kind = next((k for k in STORIES if name.startswith("word/" + k)), None)
            if kind and name.endswith(".xml"):
                lines = story_text(ElementTree.fromstring(package.read(name)))
                if kind == "document":
                    found[kind] = lines
                    continue
                # The page that LibreOffice last saw on a number's place is no text of the template.
                lines = [re.sub(r"\d+", "1", line) if kind == "footer" else line for line in lines]
                if lines and lines not in found.setdefault(kind, []):
                    found[kind].append(lines)
    return found


def shredded(source, target):
    """The document with every run cut into runs of one character, as hours of editing leave them."""
    with zipfile.ZipFile(source) as package, zipfile.ZipFile(target, "w") as result:
        for name in package.namelist():
            content = package.read(name)
            if name.startswith("word/") and any(name.startswith("word/" + k) for k in STORIES):
                root = ElementTree.fromstring(content)
                for parent in list(root.iter()):
                    for run in [child for child in parent if child.tag == W + "r"]:
                        pieces = cut(run)
                        if pieces:
                            at = list(parent).index(run)
                            parent.remove(run)
                            for piece in reversed(pieces):
                                parent.insert(at, piece)
                content = ElementTree.tostring(root, encoding="UTF-8", xml_declaration=True)
            result.writestr(name, content)
    return target


def cut(run):
    texts = [child for child in run if child.tag != W + "rPr"]
    if len(texts) != 1 or texts[0].tag != W + "t" or not texts[0].text:
        return []
    properties = run.find(W + "rPr")
    pieces = []
    for number, character in enumerate(texts[0].text):
        piece = ElementTree.Element(W + "r", {W + "rsidR": f"00{number % 7:06d}"})
        if properties is not None:
            piece.append(properties)
        content = ElementTree.SubElement(piece, W + "t", {SPACE: "preserve"})
        content.text = character
        pieces.append(piece)
        if number % 3 == 0:
            kind = "spellStart" if number % 2 else "spellEnd"
            pieces.append(ElementTree.Element(W + "proofErr", {W + "type": kind}))
    return pieces


def differing(a, b):
    for kind in sorted(set(a) | set(b)):
        left, right = a.get(kind, []), b.get(kind, [])
        for x, y in zip(left, right):
            if x != y:
                return f"{kind}:\n  {x}\n  {y}"
        if len(left) != len(right):
            return f"{kind}: {len(left)} and {len(right)} lines"
    return None


def check(huibian, template, folder):
    failures = []
    name = Path(str(template)).name.split(".")[0]

    def expect(what, problem):
        print(f"{'FAIL' if problem else 'ok  '} {name}: {what}" + (f"\n{problem}" if problem else ""))
        if problem:
            failures.append(what)

    wanted = text(compiled(huibian, template, folder / "text.docx"))
    tagged = folder / "tagged.docx"
    subprocess.run(
        [huibian, "compile", str(template), "--emit-template", "-o", str(tagged)],
        check=True, capture_output=True)
    first = compiled(huibian, tagged, folder / "first.docx")
    expect("as a tagged .docx", differing(wanted, text(first)))
    second = compiled(huibian, tagged, folder / "second.docx")
    expect("two runs, equal bytes", first.read_bytes() != second.read_bytes() and "differ" or None)
    with zipfile.ZipFile(tagged) as a, zipfile.ZipFile(first) as b:
        untouched = [n for n in a.namelist() if b"{{" not in a.read(n) and "docProps" not in n]
        # The lists of parts grow where a page that lies across has footers of its own.
        if set(b.namelist()) > set(a.namelist()):
            untouched = [n for n in untouched if n not in PART_LISTS]
        changed = [n for n in untouched if n in b.namelist() and a.read(n) != b.read(n)]
        lost = [n for n in a.namelist() if n not in b.namelist()]
    expect("parts without tags as they were", ", ".join(changed + lost) or None)
    pieces = shredded(tagged, folder / "pieces.docx")
    expect("runs of one character",
           differing(wanted, text(compiled(huibian, pieces, folder / "third.docx"))))
    if shutil.which("soffice"):
        fourth = compiled(huibian, saved(tagged, folder), folder / "fourth.docx")
        expect("saved by LibreOffice", differing(wanted, text(fourth)))
    else:
        print(f"skip {name}: saved by LibreOffice (no soffice)")
    return failures


def saved(source, folder, kind="docx"):
    """The document as LibreOffice saves it."""
    out = folder / f"saved-{Path(source).stem}"
    subprocess.run(
        ["soffice", "--headless", f"-env:UserInstallation=file://{folder}/profile",
         "--convert-to", kind, "--outdir", str(out), str(source)],
        check=True, capture_output=True, timeout=180)
    return out / (Path(source).stem + "." + kind)


def check_made(huibian, source, folder):
    """A template made in LibreOffice: what is wrong with the report."""
    name = source.stem
    report = compiled(huibian, saved(source, folder), folder / "report.docx")
    lines = [f"{kind}: {line}".replace("\n", "\\") for kind, content in sorted(text(report).items())
             for line in (content if kind == "document" else sum(content, []))]
    golden = source.with_suffix(".txt")
    if os.environ.get("HUIBIAN_RECORD") == "1":
        golden.write_text("\n".join(lines) + "\n")
    failures = []
    if golden.read_text().splitlines() != lines:
        failures.append(f"{name}: made in LibreOffice")
        print(f"FAIL {failures[-1]}", *lines, sep="\n  ")
    else:
        print(f"ok   {name}: made in LibreOffice")
    again = differing(text(report), text(saved(report, folder)))
    print(f"{'FAIL' if again else 'ok  '} {name}: the report saved by LibreOffice" + (f"\n{again}" if again else ""))
    return failures + ([f"{name}: saved"] if again else [])


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    huibian = os.path.abspath(sys.argv[1])
    failures = []
    for template in ["年度工作总结", "年度工作总结-各项台账", *sorted(Path(__file__).parent.glob("*.hb.md"))]:
        with tempfile.TemporaryDirectory() as folder:
            failures += check(huibian, template, Path(folder))
    for source in sorted(Path(__file__).parent.glob("*.fodt")):
        if not shutil.which("soffice"):
            print(f"skip {source.stem}: made in LibreOffice (no soffice)")
            continue
        with tempfile.TemporaryDirectory() as folder:
            failures += check_made(huibian, source, Path(folder))
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()

"""corpus.py FOLDER — .docx files as other programs write them: pandoc, python-docx and LibreOffice.

Each file has a feature or two of its own; LibreOffice makes its files from OpenDocument, HTML, RTF and
from those of the other two. Needs pandoc, soffice and python-docx. Prints how many files each made.
"""

import datetime
import io
import shutil
import struct
import subprocess
import sys
import zlib
from pathlib import Path

import foreign
import office

PANDOC = {
    "plain": "第一段 *强调* **加粗** ~~删去~~ H~2~O x^2^ `代码` [小型大写]{.smallcaps} [下划线]{.underline}",
    "headings": "\n\n".join("#" * n + f" 第{n}级标题 {{#h{n}}}" for n in range(1, 7)),
    "bullets": "- 一\n- 二\n    - 二之一\n        - 二之一之一\n- 三",
    "numbers": "1. 一\n2. 二\n    a. 甲\n    b. 乙\n3. 三\n\n(iv) 四\n(v) 五",
    "loose-list": "1. 一\n\n    续\n\n2. 二\n\n- 三\n\n    > 引",
    "tasks": "- [ ] 未办\n- [x] 已办",
    "definitions": "信访\n\n:   群众来信来访\n\n办结\n\n:   办理完毕\n:   又一义",
    "table-pipe": "| 左 | 中 | 右 |\n|:---|:--:|---:|\n| 甲 | 乙 | 1 |\n| 丙 | 丁 | 22 |\n\n: 题注",
    "table-grid": "+-----+-----+\n| a   | b   |\n+=====+=====+\n| - x | 1   |\n| - y |     |\n|     | 2   |\n+-----+-----+\n| c         |\n+-----+-----+",
    "table-multiline": "-----------------\n 头甲    头乙\n ------- ---------\n 一      长长\n         的字\n\n 二      短\n-----------------",
    "footnotes": "正文[^1]，又[^二]。\n\n[^1]: 注一\n[^二]: 注二\n\n    注二第二段 *斜*",
    "inline-note": "正文^[行内注]。",
    "math": "$E=mc^2$ 与\n\n$$\\sum_{i=1}^{n} \\frac{x_i}{\\sqrt{2}} = \\int_0^1 f(x)\\,dx$$\n\n$\\begin{pmatrix}1&2\\\\3&4\\end{pmatrix}$",
    "links": "[网站](https://example.org/a?b=1&c=2) <mailto:a@example.org> [章](#x)\n\n# 章 {#x}",
    "code": "```python\ndef f(x):\n    return x < 3 & True\n```",
    "quote": "> 引文\n>\n> > 再引",
    "rule": "上\n\n---\n\n下",
    "line-block": "| 行一\n|   行二\n| 行三",
    "raw-break": "上\n\n```{=openxml}\n<w:p><w:r><w:br w:type=\"page\"/></w:r></w:p>\n```\n\n下",
    "raw-field": "```{=openxml}\n<w:p><w:fldSimple w:instr=\" PAGE \"><w:r><w:t>1</w:t></w:r></w:fldSimple></w:p>\n```",
    "raw-inline": "甲 `<w:r><w:tab/><w:t xml:space=\"preserve\"> 乙 </w:t><w:sym w:font=\"Wingdings\" w:char=\"F0FC\"/></w:r>`{=openxml} 丙",
    "changes": "[新增]{.insertion author=\"甲\" date=\"2024-01-01T00:00:00Z\"}与[删去]{.deletion author=\"乙\" date=\"2024-01-02T00:00:00Z\"}",
    "comments": "[意见]{.comment-start id=\"0\" author=\"甲\" date=\"2024-01-01T00:00:00Z\"}正文[]{.comment-end id=\"0\"}",
    "paragraph-change": "段[]{.paragraph-insertion author=\"甲\" date=\"2024-01-01T00:00:00Z\"}\n\n段二",
    "custom-style": "::: {custom-style=\"正文样式\"}\n段\n:::\n\n[字]{custom-style=\"字符样式\"}",
    "special": "& < > \" ' — … “引” ‘单’ é ü ß 𠮷 㐀 ☃ 😀 a\u00a0b\u2003c",
    "right-to-left": "::: {dir=rtl}\nשלום עולם مرحبا\n:::\n\n[שלום]{dir=rtl}",
    "metadata": "---\ntitle: 题\nsubtitle: 副题\nauthor: [甲, 乙]\ndate: 2024年1月\nabstract: 摘要\nkeywords: [信访, 统计]\nlang: zh-CN\n---\n\n正文",
    "picture": "![图注](pixel.png){width=3cm}\n\n行内![](pixel.png)图",
    "long": "\n\n".join(f"## 第{i}节\n\n" + "文字" * 200 for i in range(30)),
    "wide-table": "|" + "列|" * 20 + "\n|" + "--|" * 20 + "\n" + ("|" + "1|" * 20 + "\n") * 40,
    "empty": "",
    "spans": "**加*粗斜*粗** *斜`码`斜* ~~**删粗**~~",
    "nested-table": "- 列\n\n    | a | b |\n    |---|---|\n    | 1 | 2 |\n\n- 表",
    "hard-breaks": "一\\\n二\\\n三  \n四",
    "citations": "@item [见 @item, 第3页]\n\n---\nreferences:\n- id: item\n  title: 书\n---",
}
PANDOC_OPTIONS = {
    "toc": (PANDOC["headings"], ["--toc", "--toc-depth=3"]),
    "numbered": (PANDOC["headings"], ["--number-sections"]),
    "toc-numbered": (PANDOC["long"], ["--toc", "--number-sections"]),
    "mathml-off": (PANDOC["math"], ["--no-highlight"]),
    "highlight": (PANDOC["code"], ["--highlight-style=tango"]),
    "shifted": (PANDOC["headings"], ["--shift-heading-level-by=1"]),
}


def pixel():
    """A picture of one grey pixel."""
    def chunk(kind, data):
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0))
            + chunk(b"IDAT", zlib.compress(b"\0\x80")) + chunk(b"IEND", b""))


def by_pandoc(folder):
    (folder / "pixel.png").write_bytes(pixel())
    jobs = {name: (text, []) for name, text in PANDOC.items()} | PANDOC_OPTIONS
    for name, (text, options) in jobs.items():
        subprocess.run(
            ["pandoc", "-f", "markdown", "-t", "docx", *options, "-o", f"pandoc-{name}.docx"],
            input=text.encode(), cwd=folder, check=True, capture_output=True)
    (folder / "pixel.png").unlink()


def by_python_docx(folder):
    import docx

    for name, make in foreign.DOCUMENTS.items():
        document = docx.Document()
        document.core_properties.created = document.core_properties.modified = datetime.datetime(2024, 1, 1)
        make(document, io.BytesIO(pixel()))
        document.save(folder / f"python-{name}.docx")


def by_libreoffice(folder):
    sources = folder / "sources"
    sources.mkdir()
    for name, (suffix, text) in foreign.sources().items():
        (sources / f"office-{name}.{suffix}").write_text(text, encoding="utf-8")
    for file in folder.glob("*.docx"):
        shutil.copy(file, sources / f"office-of-{file.name}")
    # HTML is opened as a page for the web unless it is said otherwise.
    files = sorted(sources.iterdir())
    office.convert([f for f in files if f.suffix != ".html"], "docx", folder)
    office.convert(
        [f for f in files if f.suffix == ".html"], "docx", folder, ["--infilter=HTML (StarWriter)"])
    shutil.rmtree(sources)


def main():
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    folder = Path(sys.argv[1]).resolve()
    folder.mkdir(parents=True, exist_ok=True)
    by_pandoc(folder)
    by_python_docx(folder)
    by_libreoffice(folder)
    for maker in ("pandoc", "python", "office"):
        print(f"{maker}: {len(list(folder.glob(maker + '-*.docx')))} files")


if __name__ == "__main__":
    main()

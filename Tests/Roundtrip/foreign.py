"""What documents of other programs are made of: python-docx functions, OpenDocument, HTML and RTF."""

DOCUMENTS = {}


def document(make):
    DOCUMENTS[make.__name__.replace("_", "-")] = make
    return make


@document
def empty(document, picture):
    pass


@document
def paragraphs(document, picture):
    for text in ("一", "", "  前后空格  ", "a\tb\nc", "& < > \" '"):
        document.add_paragraph(text)


@document
def headings(document, picture):
    for level in range(10):
        document.add_heading(f"第{level}级", level)


@document
def styles(document, picture):
    from docx.enum.style import WD_STYLE_TYPE

    for style in document.styles:
        if style.type == WD_STYLE_TYPE.PARAGRAPH:
            document.add_paragraph(style.name, style=style)


@document
def runs(document, picture):
    from docx.enum.text import WD_COLOR_INDEX, WD_UNDERLINE
    from docx.shared import Pt, RGBColor

    paragraph = document.add_paragraph()
    for name in ("bold", "italic", "strike", "double_strike", "all_caps", "small_caps", "hidden", "shadow",
                 "emboss", "imprint", "outline", "rtl", "subscript", "superscript", "no_proof", "web_hidden"):
        setattr(paragraph.add_run(name).font, name, True)
    run = paragraph.add_run("色")
    run.font.color.rgb = RGBColor(0xC0, 0, 0)
    run.font.highlight_color = WD_COLOR_INDEX.YELLOW
    run.font.size = Pt(22)
    run.font.name = "FangSong"
    run.underline = WD_UNDERLINE.WAVY


@document
def formats(document, picture):
    from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING, WD_TAB_ALIGNMENT, WD_TAB_LEADER
    from docx.shared import Cm, Pt

    for align in WD_ALIGN_PARAGRAPH:
        document.add_paragraph(align.name).alignment = align
    layout = document.add_paragraph("格式\t右").paragraph_format
    layout.first_line_indent = Pt(32)
    layout.left_indent = Cm(-1)
    layout.line_spacing_rule = WD_LINE_SPACING.EXACTLY
    layout.line_spacing = Pt(28)
    layout.keep_with_next = layout.page_break_before = layout.widow_control = True
    layout.tab_stops.add_tab_stop(Cm(15), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)


@document
def breaks(document, picture):
    from docx.enum.text import WD_BREAK

    paragraph = document.add_paragraph()
    for kind in (WD_BREAK.LINE, WD_BREAK.PAGE, WD_BREAK.COLUMN, WD_BREAK.LINE_CLEAR_ALL):
        paragraph.add_run(kind.name).add_break(kind)
    document.add_page_break()


@document
def lists(document, picture):
    for style in ("List Bullet", "List Bullet 2", "List Number", "List Number 2", "List Continue"):
        for text in "一二":
            document.add_paragraph(text, style=style)


@document
def tables(document, picture):
    for style in ("Table Grid", "Light Shading Accent 1", "Medium Grid 3"):
        table = document.add_table(3, 4, style=style)
        for row in table.rows:
            for number, cell in enumerate(row.cells):
                cell.text = f"格{number}"


@document
def merged(document, picture):
    table = document.add_table(4, 4, style="Table Grid")
    table.cell(0, 0).merge(table.cell(0, 3)).text = "横"
    table.cell(1, 0).merge(table.cell(3, 0)).text = "竖"
    table.cell(1, 1).merge(table.cell(2, 2)).text = "块"


@document
def nested(document, picture):
    cell = document.add_table(1, 1).cell(0, 0)
    cell.add_table(2, 2).cell(1, 1).add_table(1, 1).cell(0, 0).text = "内"


@document
def grown(document, picture):
    from docx.shared import Cm

    table = document.add_table(0, 2)
    table.add_column(Cm(3))
    for number in range(200):
        table.add_row().cells[2].text = str(number)


@document
def aligned(document, picture):
    from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_ROW_HEIGHT_RULE, WD_TABLE_ALIGNMENT
    from docx.shared import Cm

    table = document.add_table(2, 2)
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    table.autofit = False
    table.rows[0].height = Cm(2)
    table.rows[0].height_rule = WD_ROW_HEIGHT_RULE.EXACTLY
    table.cell(0, 0).vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
    table.cell(0, 0).width = Cm(5)


@document
def pictures(document, picture):
    from docx.shared import Cm

    document.add_picture(picture)
    picture.seek(0)
    document.add_paragraph().add_run().add_picture(picture, width=Cm(3))
    picture.seek(0)
    document.add_table(1, 1).cell(0, 0).paragraphs[0].add_run().add_picture(picture)


@document
def sections(document, picture):
    from docx.enum.section import WD_ORIENT, WD_SECTION

    for kind in WD_SECTION:
        section = document.add_section(kind)
        document.add_paragraph(kind.name)
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    section.gutter = 10000


@document
def headers(document, picture):
    section = document.sections[0]
    section.different_first_page_header_footer = True
    document.settings.odd_and_even_pages_header_footer = True
    section.header.paragraphs[0].text = "眉\t中\t右"
    section.first_page_header.add_paragraph("首")
    section.even_page_header.add_table(1, 2, 5000000).cell(0, 1).text = "偶"
    section.footer.paragraphs[0].add_run().add_picture(picture)
    document.add_section().footer.is_linked_to_previous = False


@document
def properties(document, picture):
    for name in ("title", "subject", "author", "keywords", "comments", "category", "language", "version"):
        setattr(document.core_properties, name, "值 & <" + name)


@document
def comments(document, picture):
    run = document.add_paragraph().add_run("批注处")
    if hasattr(document, "add_comment"):
        document.add_comment(run, text="意见", author="甲", initials="J")


@document
def raw(document, picture):
    from docx.oxml import parse_xml
    from docx.oxml.ns import nsdecls

    body = document.element.body
    for text in RAW:
        body.insert(0, parse_xml(text.replace("<w:p>", f"<w:p {nsdecls('w', 'r')}>", 1)
                                 .replace("<w:sdt>", f"<w:sdt {nsdecls('w', 'r')}>", 1)))


RAW = [
    '<w:p><w:bookmarkStart w:id="1" w:name="签"/><w:r><w:t xml:space="preserve"> 书签 </w:t></w:r><w:bookmarkEnd w:id="1"/></w:p>',
    '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText xml:space="preserve"> REF 签 \\h </w:instrText></w:r>'
    '<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>书签</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>',
    '<w:p><w:ins w:id="2" w:author="甲" w:date="2024-01-01T00:00:00Z"><w:r><w:t>增</w:t></w:r></w:ins>'
    '<w:del w:id="3" w:author="甲" w:date="2024-01-01T00:00:00Z"><w:r><w:delText>删</w:delText></w:r></w:del></w:p>',
    '<w:sdt><w:sdtPr><w:alias w:val="控件"/><w:tag w:val="t"/><w:id w:val="7"/><w:dropDownList><w:listItem w:displayText="一" w:value="1"/>'
    '</w:dropDownList></w:sdtPr><w:sdtContent><w:p><w:r><w:t>一</w:t></w:r></w:p></w:sdtContent></w:sdt>',
    '<w:p><w:r><w:sym w:font="Wingdings" w:char="F0FC"/><w:noBreakHyphen/><w:softHyphen/><w:tab/><w:ptab w:relativeTo="margin"'
    ' w:alignment="right" w:leader="none"/></w:r></w:p>',
    '<w:p><!-- 注 --><w:smartTag w:uri="urn:x" w:element="y"><w:r><w:t>智能</w:t></w:r></w:smartTag><?指令 内容?></w:p>',
    '<w:p><w:r><w:ruby><w:rubyPr><w:rubyAlign w:val="center"/><w:hps w:val="10"/><w:hpsRaise w:val="20"/><w:hpsBaseText w:val="21"/>'
    '<w:lid w:val="zh-CN"/></w:rubyPr><w:rt><w:r><w:t>pin</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>拼</w:t></w:r></w:rubyBase></w:ruby></w:r></w:p>',
    '<w:p><w:hyperlink w:anchor="签" w:tooltip="a&quot;&#10;b&#9;c"><w:r><w:t>链</w:t></w:r></w:hyperlink></w:p>',
]


def sources():
    """LibreOffice's: name → suffix and text."""
    result = {}
    for name, body in OPEN_DOCUMENT.items():
        head = ""
        if isinstance(body, tuple):
            head, body = body
        result["odt-" + name] = ("fodt", FLAT.format(head=head, body=body))
    for name, body in HTML.items():
        result["html-" + name] = (
            "html", f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>题</title></head><body>{body}</body></html>')
    for name, body in RTF.items():
        result["rtf-" + name] = ("rtf", "{\\rtf1\\ansi\\deff0{\\fonttbl{\\f0 Times New Roman;}}" + body + "}")
    return result


FLAT = """<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0" xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0"
 xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0"
 xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" xmlns:chart="urn:oasis:names:tc:opendocument:xmlns:chart:1.0"
 xmlns:form="urn:oasis:names:tc:opendocument:xmlns:form:1.0" xmlns:math="http://www.w3.org/1998/Math/MathML"
 xmlns:loext="urn:org:documentfoundation:names:experimental:office:xmlns:loext:1.0"
 office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">{head}<office:body><office:text>{body}</office:text></office:body></office:document>
"""


def automatic(styles, masters=""):
    return f"<office:automatic-styles>{styles}</office:automatic-styles>{masters}"


PAGE = ('<style:page-layout style:name="pm"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"'
        ' fo:margin="2cm"/><style:header-style/><style:footer-style/></style:page-layout>')
MASTER = ('<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="pm"><style:header>'
          '<text:p>眉 <text:page-number>1</text:page-number></text:p></style:header><style:footer><text:p>共'
          '<text:page-count>1</text:page-count>页</text:p></style:footer></style:master-page></office:master-styles>')
FIXED = 'xlink:type="simple" xlink:show="embed" xlink:actuate="onLoad"'
PIXEL = ("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJRU5ErkJggg==")

OPEN_DOCUMENT = {
    "paragraphs": "<text:p>一<text:tab/>二<text:line-break/>三<text:s text:c='4'/>四</text:p><text:p/>",
    "headings": "".join(f"<text:h text:outline-level='{n}'>第{n}级</text:h>" for n in range(1, 10)),
    "list": "<text:list><text:list-item><text:p>一</text:p><text:list><text:list-item><text:p>二</text:p></text:list-item></text:list></text:list-item></text:list>",
    "numbered": ("<office:automatic-styles><text:list-style style:name='L1'><text:list-level-style-number text:level='1'"
                 " style:num-format='一, 二, 三, ...' style:num-suffix='、'/></text:list-style></office:automatic-styles>",
                 "<text:list text:style-name='L1'>" + "<text:list-item><text:p>项</text:p></text:list-item>" * 12 + "</text:list>"),
    "table": "<table:table table:name='甲'><table:table-column table:number-columns-repeated='3'/><table:table-header-rows><table:table-row>"
             + "<table:table-cell><text:p>头</text:p></table:table-cell>" * 3 + "</table:table-row></table:table-header-rows>"
             "<table:table-row><table:table-cell table:number-columns-spanned='2' table:number-rows-spanned='2'><text:p>并</text:p></table:table-cell>"
             "<table:covered-table-cell/><table:table-cell><text:p>1</text:p></table:table-cell></table:table-row><table:table-row>"
             "<table:covered-table-cell/><table:covered-table-cell/><table:table-cell><text:p>2</text:p></table:table-cell></table:table-row></table:table>",
    "table-in-table": "<table:table table:name='外'><table:table-column/><table:table-row><table:table-cell><table:table table:name='内'>"
                      "<table:table-column/><table:table-row><table:table-cell><text:p>内</text:p></table:table-cell></table:table-row></table:table>"
                      "<text:p/></table:table-cell></table:table-row></table:table>",
    "notes": "<text:p>文<text:note text:id='f1' text:note-class='footnote'><text:note-citation>1</text:note-citation><text:note-body><text:p>脚注</text:p>"
             "</text:note-body></text:note>与<text:note text:id='e1' text:note-class='endnote'><text:note-citation>i</text:note-citation><text:note-body>"
             "<text:p>尾注</text:p></text:note-body></text:note></text:p>",
    "fields": "<text:p><text:page-number>1</text:page-number><text:page-count>1</text:page-count><text:date text:date-value='2024-01-01' text:fixed='true'>2024"
              "</text:date><text:file-name>a</text:file-name><text:title>题</text:title><text:chapter text:display='name'>章</text:chapter></text:p>",
    "references": "<text:p><text:bookmark-start text:name='签'/>处<text:bookmark-end text:name='签'/></text:p><text:p>"
                  "<text:bookmark-ref text:reference-format='page' text:ref-name='签'>1</text:bookmark-ref>"
                  "<text:sequence text:name='表' text:formula='ooow:表+1' style:num-format='1'>1</text:sequence></text:p>",
    "links": "<text:p><text:a xlink:type='simple' xlink:href='https://example.org/?a=1&amp;b=2'>网</text:a> "
             "<text:a xlink:type='simple' xlink:href='#签'>签</text:a></text:p>",
    "contents": "<text:table-of-content text:name='目录'><text:table-of-content-source text:outline-level='3'/><text:index-body><text:p>第一章<text:tab/>1</text:p>"
                "</text:index-body></text:table-of-content><text:h text:outline-level='1'>第一章</text:h>",
    "sections": (automatic("<style:style style:name='S' style:family='section'><style:section-properties><style:columns fo:column-count='2' fo:column-gap='1cm'/>"
                           "</style:section-properties></style:style>"),
                 "<text:p>前</text:p><text:section text:name='栏' text:style-name='S'><text:p>栏内</text:p></text:section><text:p>后</text:p>"),
    "protected": "<text:section text:name='护' text:protected='true'><text:p>不可改</text:p></text:section>",
    "header-footer": (automatic(PAGE, MASTER), "<text:p>文</text:p>"),
    "page-break": (automatic("<style:style style:name='P' style:family='paragraph' style:parent-style-name='Standard'><style:paragraph-properties "
                             "fo:break-before='page' fo:text-indent='0.74cm' fo:line-height='1cm' fo:text-align='justify'/></style:style>"),
                   "<text:p>一</text:p><text:p text:style-name='P'>二</text:p>"),
    "characters": (automatic("<style:style style:name='T' style:family='text'><style:text-properties fo:color='#c00000' fo:font-weight='bold' "
                             "style:text-underline-style='wave' style:text-emphasize='dot below' fo:letter-spacing='2pt' style:text-position='super 58%' "
                             "fo:background-color='#ffff00'/></style:style>"),
                   "<text:p>平<text:span text:style-name='T'>花</text:span></text:p>"),
    "vertical": (automatic("<style:page-layout style:name='pm'><style:page-layout-properties fo:page-width='29.7cm' fo:page-height='21cm' "
                           "style:print-orientation='landscape' style:writing-mode='tb-rl'/></style:page-layout>",
                           "<office:master-styles><style:master-page style:name='Standard' style:page-layout-name='pm'/></office:master-styles>"),
                 "<text:p>竖排</text:p>"),
    "right-to-left": (automatic("<style:style style:name='R' style:family='paragraph'><style:paragraph-properties style:writing-mode='rl-tb' fo:text-align='end'/>"
                                "</style:style>"), "<text:p text:style-name='R'>שלום 123 مرحبا</text:p>"),
    "frame": "<text:p>文<draw:frame draw:name='框' text:anchor-type='paragraph' svg:x='2cm' svg:y='1cm' svg:width='4cm' svg:height='2cm'><draw:text-box>"
             "<text:p>框内</text:p></draw:text-box></draw:frame></text:p>",
    "frame-chain": "<text:p><draw:frame draw:name='甲' text:anchor-type='as-char' svg:width='4cm' svg:height='2cm'><draw:text-box draw:chain-next-name='乙'>"
                   "<text:p>长</text:p></draw:text-box></draw:frame><draw:frame draw:name='乙' text:anchor-type='as-char' svg:width='4cm' svg:height='2cm'>"
                   "<draw:text-box><text:p/></draw:text-box></draw:frame></text:p>",
    "shapes": "<text:p><draw:rect text:anchor-type='paragraph' svg:x='1cm' svg:y='1cm' svg:width='3cm' svg:height='2cm'><text:p>矩形</text:p></draw:rect>"
              "<draw:ellipse text:anchor-type='char' svg:x='5cm' svg:y='1cm' svg:width='3cm' svg:height='2cm'/><draw:line text:anchor-type='paragraph' "
              "svg:x1='1cm' svg:y1='4cm' svg:x2='6cm' svg:y2='5cm'/></text:p>",
    "group": "<text:p><draw:g text:anchor-type='paragraph'><draw:rect svg:x='1cm' svg:y='1cm' svg:width='1cm' svg:height='1cm'/><draw:circle svg:x='2cm' "
             "svg:y='2cm' svg:width='1cm' svg:height='1cm'/></draw:g></text:p>",
    "custom-shape": "<text:p><draw:custom-shape text:anchor-type='as-char' svg:width='3cm' svg:height='3cm'><text:p>星</text:p><draw:enhanced-geometry "
                    "draw:type='star5' svg:viewBox='0 0 21600 21600'/></draw:custom-shape></text:p>",
    "picture": f"<text:p><draw:frame draw:name='图' text:anchor-type='as-char' svg:width='2cm' svg:height='2cm'><draw:image><office:binary-data>{PIXEL}"
               "</office:binary-data></draw:image><svg:title>图题</svg:title><svg:desc>说明</svg:desc></draw:frame></text:p>",
    "formula": "<text:p>式<draw:frame text:anchor-type='as-char' svg:width='2cm' svg:height='1cm'><draw:object><math:math><math:mfrac><math:mi>a</math:mi>"
               "<math:msqrt><math:mn>2</math:mn></math:msqrt></math:mfrac></math:math></draw:object></draw:frame></text:p>",
    "chart": "<text:p><draw:frame draw:name='统计图' text:anchor-type='as-char' svg:width='8cm' svg:height='6cm'><draw:object><office:document "
             "office:mimetype='application/vnd.oasis.opendocument.chart' office:version='1.3'><office:body><office:chart><chart:chart chart:class='chart:bar' "
             "svg:width='8cm' svg:height='6cm'><chart:title><text:p>题</text:p></chart:title><chart:legend chart:legend-position='end'/><chart:plot-area "
             "table:cell-range-address='local-table.A1:.B3' chart:data-source-has-labels='both'><chart:axis chart:dimension='x' chart:name='primary-x'>"
             "<chart:categories table:cell-range-address='local-table.A2:.A3'/></chart:axis><chart:axis chart:dimension='y' chart:name='primary-y'/>"
             "<chart:series chart:values-cell-range-address='local-table.B2:.B3' chart:label-cell-address='local-table.B1' chart:class='chart:bar'>"
             "<chart:data-point chart:repeated='2'/></chart:series></chart:plot-area><table:table table:name='local-table'><table:table-header-columns>"
             "<table:table-column/></table:table-header-columns><table:table-columns><table:table-column/></table:table-columns><table:table-header-rows>"
             "<table:table-row><table:table-cell><text:p/></table:table-cell><table:table-cell office:value-type='string'><text:p>列</text:p></table:table-cell>"
             "</table:table-row></table:table-header-rows><table:table-rows><table:table-row><table:table-cell office:value-type='string'><text:p>甲</text:p>"
             "</table:table-cell><table:table-cell office:value-type='float' office:value='1'><text:p>1</text:p></table:table-cell></table:table-row>"
             "<table:table-row><table:table-cell office:value-type='string'><text:p>乙</text:p></table:table-cell><table:table-cell office:value-type='float' "
             "office:value='2'><text:p>2</text:p></table:table-cell></table:table-row></table:table-rows></table:table></chart:chart></office:chart>"
             "</office:body></office:document></draw:object></draw:frame></text:p>",
    "changes": "<text:tracked-changes><text:changed-region text:id='c1'><text:insertion><office:change-info><dc:creator>甲</dc:creator>"
               "<dc:date>2024-01-01T00:00:00</dc:date></office:change-info></text:insertion></text:changed-region><text:changed-region text:id='c2'>"
               "<text:deletion><office:change-info><dc:creator>乙</dc:creator><dc:date>2024-01-01T00:00:00</dc:date></office:change-info><text:p>删</text:p>"
               "</text:deletion></text:changed-region></text:tracked-changes><text:p><text:change-start text:change-id='c1'/>增<text:change-end "
               "text:change-id='c1'/>留<text:change text:change-id='c2'/></text:p>",
    "comment": "<text:p>文<office:annotation office:name='a'><dc:creator>甲</dc:creator><dc:date>2024-01-01T00:00:00</dc:date><text:p>批注</text:p>"
               "</office:annotation>范围<office:annotation-end office:name='a'/></text:p>",
    "form": "<office:forms><form:form form:name='表单'><form:text form:name='名' form:id='c1' xml:id='c1'/><form:checkbox form:name='勾' form:id='c2' xml:id='c2'/>"
            "</form:form></office:forms><text:p><draw:control text:anchor-type='as-char' svg:width='3cm' svg:height='1cm' draw:control='c1'/>"
            "<draw:control text:anchor-type='as-char' svg:width='1cm' svg:height='1cm' draw:control='c2'/></text:p>",
    "input-fields": "<text:p><text:text-input text:description='请填'>填</text:text-input><text:drop-down text:name='选'><text:label text:value='一' "
                    "text:current-selected='true'/><text:label text:value='二'/>一</text:drop-down><text:placeholder text:placeholder-type='text'>"
                    "&lt;占位&gt;</text:placeholder></text:p>",
    "variables": "<text:variable-decls><text:variable-decl office:value-type='float' text:name='v'/></text:variable-decls><text:p><text:variable-set text:name='v' "
                 "office:value-type='float' office:value='3'>3</text:variable-set><text:variable-get text:name='v'>3</text:variable-get></text:p>",
    "ruby": "<text:p><text:ruby><text:ruby-base>拼</text:ruby-base><text:ruby-text>pin</text:ruby-text></text:ruby></text:p>",
    "index-marks": "<text:p><text:alphabetical-index-mark text:string-value='词'/>词</text:p><text:alphabetical-index text:name='索引'>"
                   "<text:alphabetical-index-source/><text:index-body><text:p>词<text:tab/>1</text:p></text:index-body></text:alphabetical-index>",
    "hidden": "<text:p><text:hidden-text text:condition='ooow:1' text:string-value='密' text:is-hidden='false'>密</text:hidden-text></text:p>",
    "metadata": ("<office:meta><dc:title>题</dc:title><meta:keyword>词</meta:keyword><meta:user-defined meta:name='编号'>1 &amp; 2</meta:user-defined></office:meta>",
                 "<text:p>文</text:p>"),
    "long": "".join(f"<text:h text:outline-level='2'>第{n}节</text:h><text:p>{'文字' * 300}</text:p>" for n in range(40)),
    "signs": "<text:p>𠮷㐀☃😀\u00ad\u200b\u2060 &lt;&amp;&gt;</text:p>",
}

HTML = {
    "headings": "".join(f"<h{n}>第{n}级</h{n}>" for n in range(1, 7)),
    "inline": "<p><b>粗</b><i>斜</i><u>线</u><s>删</s><sub>下</sub><sup>上</sup><code>码</code><font color=red size=5>色</font></p>",
    "lists": "<ul><li>一<ol type=a><li>甲<li>乙</ol><li>二</ul><ol start=5><li>五</ol><dl><dt>词<dd>义</dl>",
    "table": "<table border=1><caption>题</caption><thead><tr><th colspan=2>头<th rowspan=2>竖</tr><tr><th>a<th>b</tr></thead><tr><td>1<td>2<td>3</tr></table>",
    "table-widths": "<table width=100%><colgroup><col width=20%><col width=80%></colgroup><tr><td bgcolor=#cccccc align=right>1<td valign=bottom>2</tr></table>",
    "links": "<p><a href='https://example.org/a?b&amp;c'>网</a> <a name=x>锚</a> <a href='#x'>锚</a> <a href='mailto:a@example.org'>信</a></p>",
    "picture": f"<p><img src='data:image/png;base64,{PIXEL}' width=30 height=30 alt='图 &quot;引&quot;'></p>",
    "preformatted": "<pre>  一\n\t二\n</pre><blockquote>引</blockquote><hr><address>址</address>",
    "breaks": "<p style='page-break-before:always'>页</p><p>一<br>二<br clear=all>三</p>",
    "styles": "<p style='text-indent:2em;line-height:28pt;text-align:justify;margin-left:1cm;font-family:FangSong;font-size:16pt'>式</p>",
    "form": "<form><input type=text value=填><input type=checkbox checked><select><option>一<option>二</select><textarea>区</textarea><button>钮</button></form>",
    "direction": "<p dir=rtl>שלום</p><p lang=ja>日本語</p><bdo dir=rtl>abc</bdo>",
    "nested": "<div><div><table><tr><td><table><tr><td>内</td></tr></table></td></tr></table></div></div>",
    "entities": "<p>&amp;&lt;&gt;&quot;&nbsp;&mdash;&copy;&#x20BB7;&#128512;&shy;</p>",
    "comment": "<p>文<!-- 注 --></p><p></p><p>&nbsp;</p>",
}

RTF = {
    "plain": "\\pard A \\b bold\\b0  \\i italic\\i0  \\ul under\\ulnone\\par\\pard\\qc centre\\par",
    "unicode": "\\uc1\\pard \\u20449?\\u35775?\\u24635?\\u-10187?\\u-9142?\\par",
    "table": "\\trowd\\cellx3000\\cellx6000\\intbl 1\\cell 2\\cell\\row\\trowd\\trhdr\\clvmgf\\cellx3000\\cellx6000\\intbl 3\\cell 4\\cell\\row\\pard\\par",
    "footnote": "\\pard text{\\super\\chftn}{\\footnote\\pard\\plain{\\super\\chftn} note}\\par",
    "header": "{\\header\\pard head \\chpgn\\par}{\\footer\\pard foot\\par}\\pard text\\par",
    "sections": "\\pard one\\par\\sect\\sectd\\landscape\\pgwsxn16838\\pghsxn11906\\cols2\\pard two\\par",
    "field": "\\pard{\\field{\\*\\fldinst HYPERLINK \"https://example.org\"}{\\fldrslt link}}{\\field{\\*\\fldinst PAGE}{\\fldrslt 1}}\\par",
    "bookmark": "\\pard{\\*\\bkmkstart a}text{\\*\\bkmkend a}\\tab\\tqr\\tldot\\tx8000 9\\par",
    "revision": "{\\*\\revtbl{Unknown;}{A;}}\\pard{\\revised\\revauth1\\revdttm1 new}{\\deleted\\revauthdel1\\revdttmdel1 old}\\par",
    "comment": "\\pard text{\\*\\atnid A}{\\*\\atnauthor A}\\chatn{\\*\\annotation\\pard\\plain remark}\\par",
    "list": "{\\*\\listtable{\\list\\listtemplateid1{\\listlevel\\levelnfc0\\levelstartat3{\\leveltext\\'02\\'00.;}{\\levelnumbers\\'01;}}\\listid1}}"
            "{\\*\\listoverridetable{\\listoverride\\listid1\\listoverridecount0\\ls1}}\\pard\\ls1 a\\par\\ls1 b\\par",
    "picture": "\\pard{\\pict\\pngblip\\picw1\\pich1\\picwgoal300\\pichgoal300 " + __import__("base64").b64decode(PIXEL).hex() + "}\\par",
    "shape": "\\pard{\\shp{\\*\\shpinst\\shpleft100\\shptop100\\shpright3000\\shpbottom2000{\\sp{\\sn shapeType}{\\sv 202}}{\\shptxt\\pard box\\par}}}\\par",
}

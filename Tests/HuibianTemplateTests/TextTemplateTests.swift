import HuibianDiagnostics
import HuibianTemplate
import Testing

@Suite struct TextTemplateTests {
  private func read(_ text: String) -> (template: TextTemplate, messages: [String]) {
    var sink = DiagnosticSink()
    let template = TextTemplate.parse(text, file: "年.hb.md", sink: &sink)
    return (template, sink.summary.map { $0.text() })
  }

  private let report = """
    ---
    文种: 年度工作总结
    署名：{{单位}}
    成文日期: {{今天}}
    ---
    # {{单位}}{{年}}年工作总结
    ## 主要数据
    <!-- 数据段 -->
    ### 来信来访总量
    　　{{期间}}，共受理{{来信来访受理总量}}，{{来信来访受理总量｜同比}}。
    {{如果 进京非正常上访批次 = 0}}没有发生。{{完}}

    | 属地 | 批次 | 办结率 |
    |---|:--:|---:|
    | {{每个 问题属地 按 来访批次 降序}}{{名称}} | {{来访批次|数}} | 甲\\|乙{{办结率}}{{完}} |

    - 列举
    \\# 不是标题
    ---
    {{待填：存在的问题}}
    """

  @Test func `reads the head, headings, paragraphs and tables`() {
    let (template, messages) = read(report)
    #expect(messages.isEmpty)
    #expect(template.head.map(\.key) == ["文种", "署名", "成文日期"])
    #expect(template["署名"] == "{{单位}}")
    #expect(template.head[1].column == 4)
    #expect(template.blocks.map(\.line) == [6, 7, 9, 10, 11, 13, 17, 18, 19, 20])
    let texts = template.blocks.map(\.text)
    #expect(texts[3] == "{{期间}}，共受理{{来信来访受理总量}}，{{来信来访受理总量｜同比}}。")
    #expect(texts[7] == "# 不是标题")
    #expect(template.blocks[3].columns.first == 3)
    #expect(template.blocks[0].kind == .title)
    #expect(template.blocks[1].kind == .heading(1))
    #expect(template.blocks[2].kind == .heading(2))
    #expect(template.blocks[6].kind == .item)
    #expect(template.blocks[8].kind == .rule)
    guard case .table(let table) = template.blocks[5].kind else {
      Issue.record("no table")
      return
    }
    #expect(table.alignments == [.automatic, .center, .right])
    #expect(
      table.rows[1].map(\.text) == ["{{每个 问题属地 按 来访批次 降序}}{{名称}}", "{{来访批次|数}}", "甲|乙{{办结率}}{{完}}"])
  }

  @Test func `its blocks parse, with rows repeated`() {
    let (template, _) = read(report)
    let (tags, messages) = parsed(template.templateBlocks(file: "年.hb.md"))
    #expect(messages.isEmpty)
    #expect(tags.regions.map(\.extent) == [.inline, .rows])
    #expect(tags.tags.count == 15)
  }

  @Test func `mistakes in its tags are located by line and column`() {
    let (template, _) = read("## 甲\n　　共{{来访批次｜同笔}}\n\n|甲|\n|-|\n|a\\|{{}}|\n")
    let (_, messages) = parsed(template.templateBlocks(file: "年.hb.md"))
    #expect(messages.map { String($0.prefix { $0 != " " }) } == ["年.hb.md:2:11:", "年.hb.md:6:7:"])
  }

  @Test(arguments: [
    ("---\n文种: 甲", "1:1: 错误: 文件头从“---”开始，没有结束 [unclosed-head]"),
    ("---\n文钟: 甲\n---", "2:1: 错误: 文件头里没有“文钟”这个键 [unknown-key]"),
    ("---\n文种\n---", "2:1: 错误: 文件头里的“文种”不是“键: 值” [bad-head]"),
    ("---\n文种: 甲\n文种: 乙\n---", "3:1: 错误: 文件头里的“文种”重复了 [repeated-key]"),
    ("<!-- 甲", "1:1: 错误: 注释从“<!--”开始，没有结束 [unclosed-comment]"),
    ("<!-- 甲 --> 乙", "1:1: 错误: “-->”后面还有文字 [text-after-comment]"),
    ("###### 甲", "1:1: 错误: 标题的“#”超过5个 [heading-level]"),
    ("## ", "1:1: 错误: “#”后面没有标题的文字 [empty-heading]"),
    ("甲\t乙", "1:2: 错误: 文字里有制表符 [tab-character]"),
    ("|甲|乙|\n|丙|丁|", "2:1: 错误: 表头下面没有分隔行 [table-rule]"),
    ("|甲|乙|\n|-|-|\n|丙|", "3:1: 错误: 这一行有1格，表头有2格 [ragged-row]"),
    ("|甲|乙|\n|-|", "2:1: 错误: 这一行有1格，表头有2格 [ragged-row]"),
    ("｜甲｜", "1:1: 错误: 表格的行以全角“｜”开头 [full-width-bar]"),
  ])
  func `locates what is wrong`(text: String, expected: String) {
    let (_, messages) = read(text)
    #expect(messages.first?.split(separator: "\n").first.map(String.init) == "年.hb.md:" + expected)
    #expect(messages.allSatisfy { $0.contains("\n  提示: ") })
  }

  @Test func `refuses a text beyond its limit`() {
    let (template, messages) = read(String(repeating: "甲", count: 400_000))
    #expect(template.blocks.isEmpty)
    #expect(messages == ["年.hb.md: 错误: 文本模板超过1兆字节 [too-large]\n  提示: 把它分成几份模板"])
  }
}

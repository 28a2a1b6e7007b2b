import Huibian
import HuibianDiagnostics
import HuibianOPC
import HuibianPlan
import HuibianTestSupport
import HuibianWord
import Testing

/// 表, compiled over ``cases`` for 2024.
struct TableTagTests {
  /// The paragraphs and the rows of the body; cells divided by `|`, with ×N for those over several
  /// columns, ▼ where a merge begins and ↑ where it goes on.
  private func lines(_ outcome: Outcome) -> [String] {
    let body = outcome.document?.root(of: 0).first(.w("body"))
    return (body?.elements ?? []).flatMap { block -> [String] in
      if block.name == .w("p") { return block.text.isEmpty ? [] : [block.text] }
      return block.all(.w("tr")).map { row in
        row.all(.w("tc")).map(cell).joined(separator: "|")
      }
    }
  }

  private func cell(_ cell: XML.Element) -> String {
    let properties = cell.first(.w("tcPr"))
    let merge = properties?.first(.w("vMerge"))?[w: "val"]
    if merge == "continue" { return "↑" }
    let span = properties?.first(.w("gridSpan"))?[w: "val"].map { "×" + $0 } ?? ""
    return cell.all(.w("p")).map(\.text).joined(separator: "/") + span
      + (merge == "restart" ? "▼" : "")
  }

  @Test(
    arguments: [
      (
        "{{表 序号、问题属地 × 来访（来访批次 称 批次，来访人次 称 人次），信访总量 合计 标题 “来访情况” 编号}}",
        [
          "表 SEQ 表 \\* ARABIC 1\u{3000}来访情况", "序号▼|问题属地▼|来访×2|信访总量（件次）▼", "↑|↑|批次|人次|↑",
          "1|东湖街道|2|6|2", "2|西山镇|1|4|2", "3|南岭乡|0|0|1", "合计×2|3|10|5",
        ]
      ),
      (
        "{{表 问题属地、信访形式（其中 信访总量 > 0）称 形式 × 信访总量，信访总量｜占比 称 占全部，信访总量｜占比：信访总量 小计 合计 合并 问题属地}}",
        [
          "问题属地|形式|信访总量（件次）|占全部|占比", "东湖街道▼|来访|2|40.0%|100.0%", "↑|小计|2|40.0%|100.0%",
          "西山镇▼|来访|1|20.0%|50.0%", "↑|来信|1|20.0%|50.0%", "↑|小计|2|40.0%|100.0%",
          "南岭乡▼|来信|1|20.0%|100.0%", "↑|小计|1|20.0%|100.0%", "合计×2|5|100.0%|100.0%",
        ]
      ),
      (
        "{{表 问题属地 × 信访形式（其中 信访总量 > 0）× 信访总量 合计}}",
        [
          "单位：件次", "问题属地▼|信访总量×3", "↑|来访|来信|合计", "东湖街道|2|0|2", "西山镇|1|1|2", "南岭乡|0|1|1",
          "合计|3|2|5",
        ]
      ),
      (
        "{{表 问题属地 × 信访形式（其中 信访总量 > 0）× 信访总量 合计在前 标题 “各属地”}}",
        [
          "各属地", "单位：件次", "问题属地|合计|来访|来信", "合计|5|3|2", "东湖街道|2|2|0", "西山镇|2|1|1", "南岭乡|1|0|1",
        ]
      ),
      (
        "{{表 问题属地（前 1）× 季度 × 信访总量，信访总量｜同比增减 称 增减 合计列}}",
        [
          "单位：件次", "问题属地▼|第一季度×2|第二季度×2|第三季度×2|第四季度×2|合计×2",
          "↑|信访总量|增减|信访总量|增减|信访总量|增减|信访总量|增减|信访总量|增减", "东湖街道|2|0|0|0|0|0|0|0|2|0",
        ]
      ),
      (
        "{{表 内容分类.一级、内容分类.二级（前 1）× 信访总量 小计 合计在前}}",
        [
          "内容分类（一级）|内容分类（二级）|信访总量（件次）", "合计×2|5", "城乡建设|小计|4", "城乡建设|物业|3", "教育|小计|1",
          "教育|入学|1", "注：表中只列出一部分，合计是全部的合计。",
        ]
      ),
      (
        "{{表 指标（信访总量，来访人次，重复信访占比，平均办理周期 称 周期）× 单位，本期，上年同期，同比（同比增减 称 增减，同比幅度 称 幅度）}}",
        [
          "指标▼|单位▼|本期▼|上年同期▼|同比×2", "↑|↑|↑|↑|增减|幅度", "信访总量|件次|5|4|+1|+25.0%",
          "来访人次|人次|10|11|-1|-9.1%", "重复信访占比|%|20.0|25.0|-5.0|-5.0个百分点",
          "周期|天|33.3|41.7|-8.4|-20.2%",
        ]
      ),
      (
        "{{表 指标（来访批次，来访人次）× 季度（前 2）× 本期 合计列}}",
        [
          "指标|第一季度|第二季度|合计", "来访批次|2批次|1批次|3批次", "来访人次|6人次|4人次|10人次",
        ]
      ),
      ("{{表 问题属地 × 信访总量 其中 信访总量 > 9 合计}}", ["问题属地|信访总量（件次）", "无×2"]),
      ("{{表 问题属地 × 季度（其中 信访总量 > 9）× 信访总量}}", ["问题属地", "无"]),
      (
        "{{表 问题属地 × 信访总量，信访总量｜排名 按 信访总量 前 1 其余并入其他 合计}}",
        ["问题属地|信访总量（件次）|排名", "东湖街道|2|1", "其他|3|—", "合计|5|—"]
      ),
    ] as [(String, [String])])
  func `lays out what the tag says`(tag: String, expected: [String]) async {
    let outcome = await compile(tag)
    #expect(lines(outcome) == expected, "\(outcome.messages)")
  }

  @Test func `computes sums of rates, means and distinct counts from the data`() async {
    let outcome = await compile(
      "{{表 内容分类.一级、问题属地（其中 信访总量 > 0）× 平均办理周期，重复信访占比 小计 合计}}")
    #expect(
      lines(outcome) == [
        "内容分类|问题属地|平均办理周期（天）|重复信访占比", "城乡建设|东湖街道|43.0|0.0%", "城乡建设|西山镇|35.0|50.0%",
        "城乡建设|南岭乡|—|0.0%", "城乡建设|小计|37.7|25.0%", "教育|东湖街道|20.0|0.0%", "教育|小计|20.0|0.0%",
        "合计×2|33.3|20.0%",
      ], "\(outcome.messages)")
  }

  @Test func `says that something counts in several rows`() async {
    let data =
      "活动编号,日期,类型,参与单位,督查组,督查干部\n1,2024-01-05,督查,一,1,甲\n2,2024-02-05,督查,一,1,甲\n3,2024-02-06,督查,一,1,乙\n"
    let outcome = await compile(
      "{{表 月份（其中 抽调督查干部人数 > 0）× 抽调督查干部人数 合计}}", data: ["活动.csv": data])
    #expect(
      lines(outcome) == [
        "月份|抽调督查干部人数（名）", "1月|1", "2月|2", "合计|2", "注：有的同时属于几项，合计不重复计算，小于各项之和。",
      ], "\(outcome.messages)")
    #expect(outcome.sink.diagnostics.map(\.id).contains("overlapping-rows"))
  }

  @Test func `numbers tables that ask for it, in the order of the document`() async {
    let outcome = await compile(
      "{{表 年 × 信访总量 编号}}\n文\n{{表 年 × 信访总量}}\n文\n{{表 年 × 来访批次 编号 标题 “来访”}}")
    #expect(
      lines(outcome).filter { $0.hasPrefix("表") }
        == [" 1", " 2\u{3000}来访"].map { "表 SEQ 表 \\* ARABIC" + $0 })
  }

  @Test func `every figure stands in a control of its own and in the trace`() async throws {
    let outcome = await compile("{{表 问题属地 × 信访形式 × 信访总量，信访总量｜占比 合计}}")
    let report = try #require(outcome.report, "\(outcome.messages)")
    var controls: [String] = []
    func collect(_ element: XML.Element) {
      if element.name == .w("sdtPr") { controls.append(element.first(.w("tag"))?[w: "val"] ?? "") }
      element.elements.forEach(collect)
    }
    collect(try #require(outcome.document).root(of: 0))
    #expect(controls.count == report.summary.figures && Set(controls).count == controls.count)
  }

  @Test(
    arguments: [
      ("{{表 问题属 × 信访总量}}", "unknown-dimension", nil),
      ("{{表 问题属地 × 来访（信访总数）}}", "unknown-name", "是不是“信访总量”？"),
      ("{{表 问题属地 × 季节 × 信访总量}}", "unknown-dimension", nil),
      ("{{表 问题属地 × 信访总量 样式 “三线”}}", "unknown-style", "模板里有：表格"),
      ("{{表 指标（信访总数）× 本期}}", "unknown-name", "是不是“信访总量”？"),
      (
        "{{表 问题属地 × 季度}}", "unknown-name",
        "“季度”是维度；要按它分列，后面再写“×”和指标：{{表 问题属地 × 季度 × 来访批次}}"
      ),
      (
        "{{表 信访总量 × 问题属地}}", "unknown-dimension",
        "行是维度，指标写在“×”后面：{{表 问题属地 × 信访总量}}；要一个指标一行，写{{表 指标（信访总量）× 本期}}"
      ),
      ("{{表 问题属地 × 信访总量｜同比｜占比}}", "bad-filter", "分成几个标签写"),
    ] as [(String, String, String?)])
  func `says what is wrong before data is read`(tag: String, id: String, hint: String?) async {
    let outcome = await compile(tag, data: [:])
    let found = outcome.sink.diagnostics.first { $0.severity == .error }
    #expect(found?.id == id, "\(outcome.messages)")
    if let hint { #expect(found?.hints == [hint]) }
  }

  @Test func `takes the table style that is named, by the name that people see`() async throws {
    let style = "<w:style w:type=\"table\" w:styleId=\"a7\"><w:name w:val=\"三线表\"/></w:style>"
    let styles = WML.Part("styles", WML.part("styles", style))
    let body = WML.line("{{表 问题属地 × 信访总量 样式 “三线表”}}")
    let outcome = await compile(try WML.package(body, parts: [styles]).serialized())
    let table = try #require(
      outcome.document?.root(of: 0).first(.w("body"))?.first(.w("tbl")), "\(outcome.messages)")
    #expect(table.first(.w("tblPr"))?.first(.w("tblStyle"))?[w: "val"] == "a7")
    #expect(table.first(.w("tblPr"))?.first(.w("tblBorders")) == nil)
  }

  @Test func `warns where numbers have no room`() async {
    let outcome = await compile("{{表 问题属地 × 月份 × 信访总量，信访总人次，信访总量｜同比幅度 合计}}")
    #expect(outcome.sink.diagnostics.map(\.id).contains("narrow-columns"), "\(outcome.messages)")
  }

  @Test func `stands in a cell, but not across there`() async throws {
    let tag = "{{表 年 × 信访总量"
    let outcome = await compile(
      try WML.package(WML.table([tag + "}}"], [tag + " 横排}}"])).serialized())
    #expect(
      outcome.messages == """
        模板.docx(word/document.xml):表1第2行第1格第1段:标签1: 错误: 标签“{{表 年 × 信访总量 横排}}”不在正文里，不能另起横页 [landscape-out-of-place]
          提示: 放在正文里，单独成段，不在表格、文本框、页眉和内容控件里；或去掉“横排”
        """)
  }

  @Test func `lies across as wide as the page then is`() async throws {
    let section =
      "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/><w:pgMar w:top=\"1000\" w:right=\"900\" "
      + "w:bottom=\"838\" w:left=\"900\" w:header=\"500\" w:footer=\"500\" w:gutter=\"0\"/></w:sectPr>"
    let outcome = await compile(
      try WML.package(
        WML.line("前") + WML.line("{{表 年 × 信访总量 横排}}") + WML.line("后") + section
      ).serialized())
    let body = try #require(
      outcome.document?.root(of: 0).first(.w("body")), "\(outcome.messages)")
    #expect(body.first(.w("tbl"))?.first(.w("tblPr"))?.first(.w("tblW"))?[w: "w"] == "15000")
  }

  @Test func `makes the same table for each member of a loop`() async {
    let outcome = await compile(
      "{{每个 问题属地}}\n{{名称}}\n{{表 信访形式 × 信访总量，信访总量｜占比 其中 信访总量 > 0 合计}}\n{{完}}")
    #expect(
      lines(outcome) == [
        "东湖街道", "信访形式|信访总量（件次）|占比", "来访|2|100.0%", "合计|2|100.0%", "西山镇", "信访形式|信访总量（件次）|占比",
        "来访|1|50.0%", "来信|1|50.0%", "合计|2|100.0%", "南岭乡", "信访形式|信访总量（件次）|占比", "来信|1|100.0%",
        "合计|1|100.0%",
      ], "\(outcome.messages)")
  }

  /// Which rows of the first table stay with the next.
  private func kept(_ outcome: Outcome) throws -> [Bool] {
    let table = try #require(
      outcome.document?.root(of: 0).first(.w("body"))?.first(.w("tbl")), "\(outcome.messages)")
    return table.all(.w("tr")).map { row in
      let paragraphs = row.all(.w("tc")).flatMap { $0.all(.w("p")) }
      return paragraphs.allSatisfy { $0.first(.w("pPr"))?.first(.w("keepNext")) != nil }
    }
  }

  @Test(arguments: [
    ("合计", [false, false, false, true, false]),
    ("合计 合计在前", [false, true, false, false, false]), ("", [false, false, false, false]),
  ])
  func `a sum stands on the page of the row beside it`(sum: String, kept: [Bool]) async throws {
    let outcome = await compile("{{表 问题属地 × 信访总量 \(sum)}}")
    #expect(try self.kept(outcome) == kept, "\(outcome.messages)")
  }

  @Test func `columns of a table drawn in text stand as its rule says`() async throws {
    let outcome = await compile(
      "| 甲 | 乙 | 丙 | 丁 |\n|:---|---:|:--:|---|\n| 一 | {{信访总量｜数}} | 三 | 四 |")
    let table = try #require(
      outcome.document?.root(of: 0).first(.w("body"))?.first(.w("tbl")), "\(outcome.messages)")
    let styles = table.all(.w("tr"))[1].all(.w("tc")).map {
      $0.first(.w("p"))?.first(.w("pPr"))?.first(.w("pStyle"))?[w: "val"]
    }
    #expect(styles == ["HbTableLabel", "HbTableNumber", "HbTableText", "HbTableText"])
  }

  @Test func `a budget has its parts below each other, without those that are empty`() async {
    let budget = """
      年度,类别,科目,年初预算,调整,执行数
      2024,基本支出,工资,400,0,380.5
      2024,基本支出,办公费,20,5,25
      2024,项目支出,接访场所,80,0,60.25
      """
    let outcome = await compile(
      "{{表 类别、科目 × 年初预算数，全年预算数，全年执行数，预算执行率 其中 全年预算数 > 0 小计 合计在前 合并 类别 标题 “资金”}}",
      data: ["预算.csv": budget])
    #expect(
      lines(outcome) == [
        "资金", "单位：万元", "类别|科目|年初预算数|全年预算数|全年执行数|预算执行率", "合计×2|500.00|505.00|465.75|92.2%",
        "基本▼|小计|420.00|425.00|405.50|95.4%", "↑|工资|400.00|400.00|380.50|95.1%",
        "↑|办公费|20.00|25.00|25.00|100.0%", "项目▼|小计|80.00|80.00|60.25|75.3%",
        "↑|接访场所|80.00|80.00|60.25|75.3%",
      ], "\(outcome.messages)")
  }
}

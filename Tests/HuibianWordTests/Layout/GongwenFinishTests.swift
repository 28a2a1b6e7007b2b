import HuibianOPC
import HuibianWord
import Testing

struct GongwenFinishTests {
  private func finished(_ blocks: [LayoutBlock]) throws -> [XML.Element] {
    try GongwenDocument(blocks).finishedBody()
  }

  @Test(arguments: [
    // The date is longer than the name, as long, shorter by less than 2, by 2, by more.
    ("区信访局", 7.0, false, 7.0, 2.0), ("某某市区信访局", 7, false, 4, 2),
    ("某某市某区信访局", 7, false, 3, 2), ("某某市某某区信访局", 7, false, 2, 2),
    ("某某市某某区信访联席会议", 7, false, 2, 5), ("区信访局", 7, true, 5.5, 4),
    ("某某市区信访局", 7, true, 4, 4), ("某某市某某区信访局", 7, true, 3, 4),
    ("某某市某某区人民政府信访工作联席会议", 7, true, 0, 4),
  ])
  func `places a signature by the widths of name and date`(
    office: String, date: Double, isSealed: Bool, officeIndent: Double, dateIndent: Double
  ) {
    let placement = SignaturePlacement(
      office: TextWidth.characters(office), date: date, isSealed: isSealed)
    #expect([placement.office, placement.date] == [officeIndent, dateIndent])
  }

  @Test(arguments: [
    ("2022年12月31日", 7.0), ("2022年1月5日", 6.0), ("区信访局", 4.0), ("", 0.0),
    // Characters of two scalars, and such as are neither ASCII nor Hanzi.
    ("e\u{301}来", 1.5), ("来\u{302A}（3件）", 4.5), ("①·—", 3.0), ("\r\n", 0.5),
  ])
  func `counts a half-width character as half`(text: String, width: Double) {
    #expect(TextWidth.characters(text) == width)
  }

  @Test func `indents the signature by its final texts and keeps it with the text`() throws {
    let body = try finished([
      .paragraph("特此报告。"), .signature(office: "某某区信访局", date: "2022年12月31日"),
    ])
    let text = try #require(body[0].first(.w("pPr")))
    #expect(text.first(.w("keepNext")) != nil)
    let office = try #require(body[1].first(.w("pPr")))
    #expect(office.first(.w("ind"))?[w: "right"] == String(5 * 315))
    let date = try #require(body[2].first(.w("pPr")))
    #expect(date.first(.w("ind"))?[w: "right"] == String(2 * 315))
  }

  @Test(arguments: [(1, true), (7, false)])
  func `keeps the signature with a paragraph of up to six lines`(
    sentences: Int, isKept: Bool
  ) throws {
    let body = try finished([
      .paragraph(LayoutSamples.text(sentences)), .annexList(["主要数据"]),
      .signature(office: "局", date: "2022年1月5日"),
    ])
    let kept = body.prefix(2).map { $0.first(.w("pPr"))?.first(.w("keepNext")) != nil }
    #expect(kept == [isKept, true])
  }

  @Test func `keeps the last row of a table with the signature`() throws {
    let table = LayoutTable(header: [["甲"]], body: [["一"], ["二"]])
    let body = try finished([.table(table), .signature(office: "局", date: "2022年1月5日")])
    let kept = body[0].all(.w("tr")).map { row in
      row.first(.w("tc"))?.first(.w("p"))?.first(.w("pPr"))?.first(.w("keepNext")) != nil
    }
    #expect(kept == [false, false, true])
  }

  @Test func `gives a list of annexes its hanging indents, typed or laid out`() throws {
    let typed = try finished([.paragraph("附件：1.主要数据"), .paragraph("2.口径说明"), .paragraph("文")])
    let indents = typed.prefix(2).map { $0.first(.w("pPr"))?.first(.w("ind")) }
    #expect(indents.map { $0?[w: "left"] } == ["1890", "1890"])
    #expect(indents.map { $0?[w: "hanging"] } == ["1260", "315"])
    #expect(typed[2].first(.w("pPr"))?.first(.w("ind")) == nil)
    let single = try finished([.annexList(["主要数据"])])
    let indent = single[0].first(.w("pPr"))?.first(.w("ind"))
    #expect([indent?[w: "left"], indent?[w: "hanging"]] == ["1575", "945"])
  }

  @Test func `breaks a title over its runs, but not in a content control`() throws {
    func run(_ text: String) -> XML.Element {
      XML.Element(.w("r"), elements: [XML.Element(.w("t"), [], [.text(text)])])
    }
    func title(_ office: XML.Element) -> XML.Document {
      let style = XML.Element(.w("pStyle"), [(.w("val"), GongwenStyle.title.id)])
      let paragraph = XML.Element(
        .w("p"),
        elements: [
          XML.Element(.w("pPr"), elements: [style]), office, run("2022年度信访工作"), run("总结的报告"),
        ])
      return XML.Document(
        root: XML.Element(
          .w("document"), elements: [XML.Element(.w("body"), elements: [paragraph])]))
    }
    let office = run("某某市某某区信访局关于")
    let control = XML.Element(
      .w("sdt"), elements: [XML.Element(.w("sdtContent"), elements: [office])])
    for (first, expected) in [
      (office, ["某某市某某区信访局关于", "/", "2022年度信访工作", "总结的报告"]),
      (control, ["某某市某某区信访局关于", "/", "2022年度信访工作", "总结的报告"]),
    ] {
      var document = title(first)
      GongwenFinish().apply(to: &document)
      #expect(document.root.textsAndBreaks == expected)
      let finished = document
      GongwenFinish().apply(to: &document)
      #expect(document == finished, "finishing twice changes nothing more")
    }
    var document = title(control)
    GongwenFinish().apply(to: &document)
    let content = document.root.first(.w("body"))?.first(.w("p"))?.first(.w("sdt"))
    #expect(content == control)
  }

  @Test func `leaves paragraphs of other styles alone`() throws {
    let paragraph = XML.Element(
      .w("p"),
      elements: [XML.Element(.w("r"), elements: [XML.Element(.w("t"), [], [.text("附件：甲")])])])
    var document = XML.Document(
      root: XML.Element(
        .w("document"), elements: [XML.Element(.w("body"), elements: [paragraph])]))
    let before = document
    GongwenFinish().apply(to: &document)
    #expect(document == before)
  }
}

extension XML.Element {
  /// The texts below, and `/` for each line break.
  fileprivate var textsAndBreaks: [String] {
    switch name {
    case .w("t"): [text]
    case .w("br"): ["/"]
    default: elements.flatMap(\.textsAndBreaks)
    }
  }
}

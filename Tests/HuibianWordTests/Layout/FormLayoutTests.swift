import HuibianDiagnostics
import HuibianOPC
import HuibianWord
import Testing

/// What the forms of GB/T 9704-2012 write, by clause; the rendered pages are measured beside.
struct FormLayoutTests {
  private func body(_ blocks: [LayoutBlock], _ settings: LayoutSettings = .init()) throws
    -> [XML.Element]
  {
    try GongwenDocument(blocks, settings: settings).finishedBody()
  }

  @Test func `7_2_1 to 7_2_3: 份号, 密级 and 紧急程度 stand flush on a row each, the last two in 黑体`()
    throws
  {
    let rows = try body(FormSamples.document()).prefix(3)
    #expect(rows.map(\.ownText) == ["000001", "机密★1年", "特急"])
    #expect(rows.map { $0.property("pStyle") } == ["HbSerial", "HbSecrecy", "HbSecrecy"])
    #expect(rows.allSatisfy { !$0.has("ind") && !$0.has("spacing") })
  }

  @Test(arguments: [(0, 1869), (3, 132)])
  func `7_2_4: the mark's characters begin 35 mm below the edge, whatever stands above`(
    rows: Int, before: Int
  ) throws {
    let head: [LayoutBlock] = [.serial("000001"), .secrecy("机密"), .urgency("特急")]
    let mark = try body(
      Array(head.prefix(rows)) + [.mark(["示例区信访局"], suffix: "文件", isOrder: false)])[rows]
    #expect(mark.ownText == "示例区信访局文件")
    #expect(mark.property("spacing", "before") == String(before))
    #expect(mark.property("spacing", "line") == "1152")
  }

  @Test func `7_2_4: a mark wider than the page is narrowed, not lowered`() throws {
    let name = "示例省示例市示例区信访工作联席会议办公室"
    let mark = try body([.mark([name], suffix: "文件", isOrder: false)])[0]
    // 22 characters of 48 pt are 1056 pt wide, the text area 442.
    #expect(mark.below(.w("w")).map { $0[w: "val"] } == ["41"])
    #expect(mark.property("spacing", "line") == "1152")
  }

  @Test
  func `7_2_4: the names of a joint document are as wide as the widest, 文件 beside their middle`()
    throws
  {
    let names = ["示例区司法局", "示例区人力资源局"]
    let rows = try body([.mark(names, suffix: "文件", isOrder: false), .redLine]).prefix(2)
    #expect(rows.map(\.ownText) == names)
    #expect(rows[0].boxTexts == ["文件"])
    // 8 characters, 文件 and a half one between: 10½ of 48 pt do not fit into the text area's 8744
    // twips, which leave 6344 for the names: 82% of 8 characters, and 6 with 116 between them.
    let looks = rows.map { row in
      row.elements.filter { $0.first(.w("t")) != nil }.map { run in
        ["spacing", "w"].map { run.first(.w("rPr"))?.first(.w($0))?[w: "val"] }
      }
    }
    #expect(looks == [[["116", nil]], [[nil, "82"]]])
    #expect(rows[0].property("ind", "left") == rows[1].property("ind", "left"))
    let offsets = rows[0].below(XML.Name(.wp, "posOffset", prefix: "wp")).compactMap {
      Int($0.text)
    }
    let mid = 2098 + 1984 - 115 + 1152 / 2
    #expect(offsets.last == mid * 635)
  }

  @Test func `7_2_4: many names are smaller, so that the first page shows the text`() throws {
    let names = ["甲", "乙", "丙", "丁", "戊", "己"].map { "示例区\($0)局" }
    let rows = try body([.mark(names, suffix: "", isOrder: false)])
    #expect(rows[0].below(.w("sz")).map { $0[w: "val"] } == ["54"])
    #expect(rows[0].boxTexts.isEmpty)
  }

  @Test func `7_2_5: the number stands two rows below the mark, in the middle`() throws {
    let number = try body(FormSamples.document())[4]
    #expect(number.property("pStyle") == "HbDocumentNumber")
    #expect(number.ownText == "示信发〔2025〕1号")
  }

  @Test(arguments: [
    (["甲甲甲"], ["\t示信〔2025〕1号\t签发人：甲甲甲"], [["315", "6324"]]),
    (["甲甲甲", "乙乙"], ["\t示信〔2025〕1号\t签发人：甲甲甲\t乙乙"], [["315", "5379", "7899"]]),
    (
      ["甲甲甲", "乙乙", "丙丙丙"], ["\t签发人：甲甲甲\t乙乙", "\t示信〔2025〕1号\t丙丙丙"],
      [["5379", "7899"], ["315", "6639", "7899"]]
    ),
  ])
  func `7_2_6: signers stand two a row, one character from the right, the number on the last row`(
    signers: [String], texts: [String], tabs: [[String]]
  ) throws {
    let rows = try body([.documentNumber("示信〔2025〕1号", signers: signers), .redLine]).dropLast(2)
    #expect(rows.map(\.ownText) == texts)
    #expect(rows.map { $0.below(.w("tab")).compactMap { $0[w: "pos"] } } == tabs)
    #expect(rows.first?.property("spacing", "before") == "1158")
    let names = rows.flatMap { $0.below(.w("rStyle")) }
    #expect(names.count == signers.count, "names are in 楷体, the label is not")
  }

  @Test func `7_2_7: the red line is as wide as the text, two empty rows above the title`() throws {
    let file = GongwenDocument(FormSamples.document()).container
    var sink = DiagnosticSink()
    let bytes = try #require(PartName("word/styles.xml").flatMap { file.bytes(of: $0) })
    let styles = XML.parse(bytes, file: "样例.docx", part: "word/styles.xml", sink: &sink)?.root
    let style = try #require(styles?.elements.first { $0[w: "styleId"] == "HbRedLine" })
    let line = try #require(style.below(.w("pBdr")).first?.first(.w("bottom")))
    #expect([line[w: "color"], line[w: "space"]] == ["FF0000", "0"])
    #expect(style.property("spacing", "after") == "1158")
    #expect(style.property("spacing", "line") == "111")
    #expect(!style.has("ind"))
    let head = try body(FormSamples.document())
    #expect(head[5].property("pStyle") == "HbRedLine" && !head[5].has("ind"))
  }

  @Test func `7_3_5_1: the office of a sealed document is centred over the date`() throws {
    let rows = try body(FormSamples.document(.seal)).filter {
      ["HbSealedOffice", "HbSealedDate"].contains($0.property("pStyle") ?? "")
    }
    #expect(rows.map { $0.property("ind", "right") } == ["1260", "1260"])
    #expect(rows.allSatisfy { !$0.has("spacing") }, "two rows above by the style")
  }

  @Test func `7_3_5_1: seals stand up to three a row, the last one over the date`() throws {
    func seals(_ count: Int) throws -> [[String]] {
      let names = (0..<count).map { "示例区第\($0)局" }
      return try body([.signature(offices: names, date: "2025年1月5日", seal: .seal)])
        .filter { $0.property("pStyle") == "HbSeals" }
        .map { $0.below(.w("tab")).compactMap { $0[w: "pos"] } }
    }
    // The date is 6 characters wide and ends 4 from the right: its middle is at 21.
    let (first, second, third) = ("1575", "4095", "6615")
    #expect(try seals(2) == [[second, third]])
    #expect(try seals(3) == [[first, second, third]])
    #expect(try seals(4) == [[first, second, third], [third]])
    #expect(try seals(5) == [[first, second, third], [second, third]])
    #expect(try seals(6).count == 2)
  }

  @Test func `7_3_5_2: the names of a joint document without seals stand below each other`() throws
  {
    let rows = try body([
      .signature(offices: ["示例区信访局", "示例区司法局"], date: "2025年1月5日", seal: .none)
    ])
    #expect(rows.dropLast().map { $0.property("ind", "right") } == ["1260", "1260", "630"])
    #expect(rows[1].property("spacing", "before") == "0")
  }

  @Test func `7_3_5_3: the signer's office stands two characters left of the stamp`() throws {
    let rows = try body([.signature(offices: ["局长", "局长"], date: "2025年1月5日", seal: .nameStamp)])
    #expect(
      rows.map { $0.property("pStyle") }.dropLast() == [
        "HbPosition", "HbPosition", "HbPositionDate",
      ])
    #expect(rows[0].property("ind", "right") == nil, "4 + 4 + 2 characters by the style")
    #expect(rows[1].property("spacing", "before") == "579")
  }

  @Test func `7_4: the imprint's box ends with the text area and its place keeps as much room`()
    throws
  {
    for copies in ["示例市信访局。", String(repeating: "示例市信访局，", count: 9) + "示例市信访局。"] {
      let place = try body([
        .imprint(LayoutImprint(copies: copies, office: "示例区信访局办公室", date: "2025年1月6日"))
      ])[0]
      let line = try #require(place.property("spacing", "line").flatMap { Int($0) })
      let height = try #require(
        place.below(XML.Name(.wp, "extent", prefix: "wp")).first?[attribute: XML.Name("cy")]
          .flatMap { Int($0) })
      let top = try #require(
        place.below(XML.Name(.wp, "posOffset", prefix: "wp")).last.flatMap { Int($0.text) })
      #expect(height == line * 635)
      #expect(top + height == (16838 - 1984) * 635)
      #expect(line >= (copies.count < 20 ? 2 : 4) * 500)
      #expect(place.boxTexts == ["抄送：" + copies, "示例区信访局办公室2025年1月6日印发", ""])
    }
  }

  @Test func `7_4_1: first and last rule are thick, the one between is thin`() throws {
    let place = try body([
      .imprint(
        LayoutImprint(addressee: "甲。", copies: "乙。", office: "丙", date: "2025年1月6日"))
    ])[0]
    let borders = place.below(.w("tcBorders")).map { $0.elements.map { $0[w: "sz"] } }
    #expect(borders == [["8", "6"], ["6", "8"]])
    #expect(place.boxTexts.prefix(2) == ["主送：甲。", "抄送：乙。"])
    #expect(place.below(.w("tr")).first?.below(.w("p")).count == 2, "no rule between 主送 and 抄送")
  }

  @Test func `7_5: behind a blank side neither that side nor the imprint's page has a number`()
    throws
  {
    func sections(_ page: LayoutImprint.Page) throws -> [[String?]] {
      try body([.paragraph("文"), .imprint(LayoutImprint(office: "丙", date: "丁", page: page))])
        .flatMap { ($0.name == .w("sectPr") ? [$0] : []) + $0.below(.w("sectPr")) }
        .map { $0.all(.w("footerReference")).map { $0[attribute: .r("id")] } }
    }
    #expect(try sections(.last).count == 1)
    #expect(try sections(.even).count == 1)
    let two = try sections(.evenAfterBlank)
    #expect(two.count == 2)
    #expect(Set(two[1]).count == 1 && !two[0].contains(two[1][0]))
    let even = try body([.imprint(LayoutImprint(office: "丙", date: "丁", page: .even))])[0]
    #expect(even.has("pageBreakBefore"))
  }

  @Test
  func
    `10_1: a letter's mark is 30 mm from the edge, its lines 170 mm wide, the first page unnumbered`()
    throws
  {
    let elements = try body(FormSamples.letter)
    let head = elements[0]
    #expect(head.ownText == "示信函〔2025〕1号")
    #expect(head.boxTexts == ["示例区信访局", "000001", "秘密"])
    let extents = head.below(XML.Name(.wp, "extent", prefix: "wp")).map {
      [$0[attribute: XML.Name("cx")], $0[attribute: XML.Name("cy")]].compactMap {
        $0.flatMap { Int($0) }
      }
    }
    let lines = extents.suffix(4)
    #expect(lines.allSatisfy { $0[0] == 9638 * 635 })
    #expect(lines.map { $0[1] / 635 } == [45, 15, 15, 45], "thick over thin, thin over thick")
    let tops = head.below(XML.Name(.wp, "positionV", prefix: "wp")).flatMap(\.elements)
      .compactMap { Int($0.text) }.map { $0 / 635 }
    #expect(tops[0] + 115 == 1701)
    #expect(tops[5] + 45 == 16838 - 1134)
    #expect(elements.last?.first(.w("titlePg")) != nil)
    // Two rows at the left: the title's two empty rows are counted from the second.
    #expect(head.property("spacing", "after") == String(3 * 579))
    #expect(elements.flatMap { $0.below(.w("tcBorders")) }.isEmpty, "no rules in its imprint")
  }

  @Test func `10_2: an order's mark is 20 mm below the edge, its number two rows below`() throws {
    let rows = try body([
      .mark(["示例区人民政府令"], suffix: "", isOrder: true), .orderNumber("第1号"), .paragraph("文"),
    ])
    #expect(rows[0].property("spacing", "before") == String(1134 - 115))
    #expect(rows[1].property("pStyle") == "HbOrderNumber")
  }

  @Test func `10_3: 出席 stands a row below the text, the label in 黑体, names wrapped behind it`()
    throws
  {
    let rows = try body([
      .paragraph("文"), .attendance(label: "出席：", names: "区信访局负责同志", isFirst: true),
      .attendance(label: "请假：", names: "区司法局负责同志", isFirst: false),
    ])
    #expect(rows[1].property("spacing", "before") == "579")
    #expect(rows[2].property("spacing", "before") == nil)
    #expect(rows[1].below(.w("rStyle")).map { $0[w: "val"] } == ["HbAttendanceLabel"])
  }

  @Test func `an office sets duplex, bold, faces, the number's place and the mark's size`() throws {
    let settings = LayoutSettings(
      isDuplex: false, isSecondHeadingBold: true, numberPlace: .centre, markSize: 60,
      faces: [.fangsong: "仿宋", .xiaobiaosong: "方正小标宋_GBK"])
    let file = GongwenDocument(FormSamples.document(), settings: settings).container
    func text(_ part: String) -> String {
      PartName(part).flatMap { file.bytes(of: $0) }.map { String(decoding: $0, as: UTF8.self) }
        ?? ""
    }
    #expect(!text("word/settings.xml").contains("mirrorMargins"))
    #expect(text("word/footer1.xml").contains("w:jc w:val=\"center\""))
    let styles = text("word/styles.xml")
    #expect(styles.contains("<w:b/>"))
    #expect(!styles.contains("仿宋_GB2312") && styles.contains("w:eastAsia=\"仿宋\""))
    let fonts = text("word/fontTable.xml")
    #expect(fonts.contains("w:name=\"仿宋\"><w:altName w:val=\"仿宋_GB2312,FangSong"))
    #expect(fonts.contains("w:name=\"方正小标宋_GBK\"><w:altName w:val=\"方正小标宋简体,"))
    let mark = try body(FormSamples.document(), settings)[3]
    #expect(mark.property("spacing", "line") == "1440")
  }
}

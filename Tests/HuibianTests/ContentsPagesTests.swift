import Huibian
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// The pages that a table of contents says: what takes rows, and what must stand together.
struct ContentsPagesTests {
  /// 20 rows of 40 Hanzi on a page: 10 pt, rows of exactly 500 twips.
  private static let styles = WML.Part(
    "styles",
    WML.part(
      "styles",
      """
      <w:style w:type="paragraph" w:default="1" w:styleId="a"><w:name w:val="Normal"/><w:pPr>\
      <w:spacing w:line="500" w:lineRule="exact"/></w:pPr><w:rPr><w:sz w:val="20"/></w:rPr></w:style>\
      <w:style w:type="paragraph" w:styleId="1"><w:name w:val="heading 1"/><w:basedOn w:val="a"/>\
      <w:pPr><w:outlineLvl w:val="0"/></w:pPr></w:style>\
      <w:style w:type="table" w:default="1" w:styleId="t"><w:name w:val="Normal Table"/><w:tblPr>\
      <w:tblCellMar><w:left w:w="100" w:type="dxa"/><w:right w:w="100" w:type="dxa"/></w:tblCellMar>\
      </w:tblPr></w:style>
      """))

  private static let section =
    "<w:sectPr><w:pgSz w:w=\"10000\" w:h=\"12000\"/><w:pgMar w:top=\"1000\" w:bottom=\"1000\" w:left=\"1000\" w:right=\"1000\"/></w:sectPr>"

  /// The page that the contents say of a heading below the blocks; the contents take a row.
  private func page(below blocks: String) async throws -> String? {
    let body =
      WML.line("{{目录}}") + blocks
      + WML.p(WML.r("末{{年}}"), properties: "<w:pStyle w:val=\"1\"/>") + Self.section
    let outcome = await compile(try WML.package(body, parts: [Self.styles]).serialized())
    let entry = outcome.text?.split(separator: "\n").first { $0.contains("\t") }
    return entry?.split(separator: "\t").last.map(String.init)
  }

  private func rows(_ count: Int) -> String { String(repeating: WML.line("文"), count: count) }

  private func paragraph(_ hanzi: Int, _ properties: String = "") -> String {
    WML.p(WML.r(String(repeating: "字", count: hanzi)), properties: properties)
  }

  @Test(arguments: [
    // Two of three rows find room: none may stand alone, so all begin the next page.
    ("", "3"), ("<w:widowControl w:val=\"0\"/>", "2"),
  ])
  func `keep a row from standing alone on a page`(properties: String, page: String) async throws {
    #expect(try await self.page(below: rows(17) + paragraph(100, properties) + rows(17)) == page)
  }

  @Test(arguments: [("", "2"), ("<w:keepLines/>", "3")])
  func `keep the rows of a paragraph together`(properties: String, page: String) async throws {
    // Three of five rows on the first page, or none.
    #expect(try await self.page(below: rows(15) + paragraph(200, properties) + rows(15)) == page)
  }

  @Test(arguments: [
    // Neither a number nor a word is divided: each of the first two rows is left short.
    ("39 + 2024", 2, "2024", 39, 4), ("39 + 甲乙", 2, "甲乙", 39, 3),
    // A closing mark takes the character before it along, a comma stands outside the row.
    ("40 + ）", 1, "）", 40, 2), ("40 + ，", 1, "，", 40, 1),
    // An opening one goes with what follows it.
    ("39 + （", 2, "（", 39, 3), ("40 + “", 1, "“", 40, 2),
  ])
  func `fill rows as word processors do`(
    name: String, repeats: Int, mark: String, hanzi: Int, rows expected: Int
  ) async throws {
    let run = String(repeating: "字", count: hanzi) + mark
    let text = String(repeating: run, count: repeats) + (repeats > 1 ? run.prefix(38) : "")
    for (above, page) in [(18 - expected, "1"), (19 - expected, "2")] {
      let blocks = rows(above) + WML.p(WML.r(text))
      #expect(try await self.page(below: blocks) == page, "\(name), \(above) rows above")
    }
  }

  /// Two rows of a table find room, the sum below them does not; one of the two goes with it.
  @Test(arguments: [("", "2"), ("<w:keepNext/>", "3")])
  func `take the row above a sum along`(properties: String, page: String) async throws {
    func row(_ text: String, _ own: String) -> String {
      WML.tr(
        WML.tc(WML.p(WML.r(text), properties: own)), properties: "<w:trHeight w:val=\"1000\"/>")
    }
    let table = WML.table(
      grid: "<w:gridCol w:w=\"8000\"/>", row("一", "") + row("二", properties) + row("合计", ""))
    #expect(try await self.page(below: rows(15) + table + rows(17)) == page)
  }

  @Test func `give a merged cell the room of all its rows, and cells the margins of their style`()
    async throws
  {
    // 40 Hanzi in a column of 20 and margins of 100 on both sides: 2.2 rows of 18 and a bit.
    let row = { (merge: String, text: String) in
      WML.tr(
        WML.tc(WML.line(text), properties: "<w:vMerge\(merge)/>") + WML.tc(WML.line("文")))
    }
    let table = { (hanzi: Int) in
      WML.table(
        grid: "<w:gridCol w:w=\"4200\"/><w:gridCol w:w=\"3800\"/>",
        row(" w:val=\"restart\"", String(repeating: "字", count: hanzi)) + row("", "") + row("", ""))
    }
    // 60 characters are three rows of 20: as high as the table's three; one more makes the last higher.
    #expect(try await page(below: rows(16) + table(60)) == "2")
    #expect(try await page(below: rows(15) + table(60)) == "1")
    #expect(try await page(below: rows(15) + table(61)) == "2")
    #expect(try await page(below: rows(14) + table(61)) == "1")
  }

  @Test func `keep the end of a report with its signature, as it will be set`() async throws {
    let body = String(repeating: "一段很短的文字。\n\n", count: 14)
    for (more, page) in [("", "1"), ("又一段很短的文字。\n\n", "2")] {
      let outcome = await compile(
        "---\n署名: 某局\n成文日期: 2024年1月1日\n---\n# 题\n\n{{目录 1级}}\n\n\(body)\(more)## 末\n\n末段。\n")
      let entry = outcome.text?.split(separator: "\n").first { $0.contains("\t") }
      #expect(entry == "一、末\t\(page)", "\(outcome.messages)")
    }
  }

  @Test func `raise the dots of entries to the middle of the row, where rows do not grow`()
    async throws
  {
    func raised(_ outcome: Outcome) -> Int {
      let root = outcome.document?.root(of: 0)
      return root.map { count($0) } ?? -1
    }
    func count(_ element: XML.Element) -> Int {
      (element.name == .w("position") && element[w: "val"] == "10" ? 1 : 0)
        + element.elements.reduce(0) { $0 + count($1) }
    }
    #expect(raised(await compile("# 题\n\n{{目录 1级}}\n\n## 甲\n文\n## 乙\n文\n")) == 2)
    let free = WML.package(
      WML.line("{{目录}}") + WML.p(WML.r("甲{{年}}"), properties: "<w:outlineLvl w:val=\"0\"/>")
        + Self.section)
    #expect(raised(await compile(try free.serialized())) == 0)
  }
}

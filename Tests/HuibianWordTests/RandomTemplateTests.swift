import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// Templates of nested regions made by chance: whatever they are, what comes out is a document.
struct RandomTemplateTests {
  private struct Author {
    var chance: SeededGenerator
    var regions = 0
    var copies: [String: [Int]] = [:]

    mutating func number(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &chance) }

    mutating func region() -> String {
      regions += 1
      let name = "n\(regions)"
      copies[name] = Array(repeating: 0, count: number(4))
      return name
    }

    /// A run cut in two at a random place, each half perhaps in a link.
    mutating func text(_ text: String) -> String {
      let cut = text.index(text.startIndex, offsetBy: number(text.count + 1))
      return [text[..<cut], text[cut...]].filter { !$0.isEmpty }.map { piece in
        let run = WML.r(String(piece), number(2) == 0 ? "<w:b/>" : "")
        return number(4) == 0 ? "<w:hyperlink w:anchor=\"_x\">\(run)</w:hyperlink>" : run
      }.joined()
    }

    mutating func inline(_ depth: Int) -> String {
      switch depth == 0 ? 0 : number(4) {
      case 0, 1: return text("字{{v}}")
      case 2: return inline(depth - 1) + inline(depth - 1)
      default:
        let name = region()
        return text("{{i \(name)}}") + inline(depth - 1) + text("{{/\(name)}}")
      }
    }

    mutating func blocks(_ depth: Int) -> String {
      switch depth == 0 ? number(2) : number(7) {
      case 0: return WML.p(inline(2))
      case 1: return WML.line("")
      case 2: return blocks(depth - 1) + blocks(depth - 1)
      case 3:
        let name = region()
        return WML.p(text("前{{p \(name)}}")) + blocks(depth - 1) + WML.p(text("{{/\(name)}}"))
      case 4:
        let name = region()
        return WML.line("{{p \(name)}}") + blocks(depth - 1)
          + WML.p(inline(1), text("{{/\(name)}}后"))
      case 5: return columns(depth)
      default:
        let name = region()
        let row = WML.tr(
          WML.tc(WML.line("{{r \(name)}}") + blocks(depth - 1) + WML.line(""))
            + WML.tc(WML.line("{{v}}{{/\(name)}}")))
        let grid = "<w:gridCol w:w=\"2000\"/><w:gridCol w:w=\"2000\"/>"
        return WML.table(grid: grid, row) + WML.line("")
      }
    }

    /// A table of two to five columns, some of which are repeated, with rows in which cells span
    /// columns, all of those that are repeated or none.
    mutating func columns(_ depth: Int) -> String {
      let name = region()
      let count = 2 + number(4)
      let first = number(count)
      let last = first + number(count - first)
      let rowName = region()
      let rows = (0..<1 + number(3)).map { row -> String in
        var cells = ""
        var column = 0
        while column < count {
          var span = 1
          if row > 0, column < first { span = 1 + number(first - column) }
          if row > 0, column > last { span = 1 + number(count - column) }
          if row > 0, column == first, number(2) == 0 {
            span = last - first + 1 + number(count - last)
          }
          let ends =
            row == 0
            ? (column == 0 ? "{{r \(rowName)}}" : "") + (column == first ? "{{c \(name)}}" : "")
              + (column == last ? "{{/\(name)}}" : "")
              + (column == count - 1 ? "{{/\(rowName)}}" : "") : ""
          cells += WML.tc(
            WML.p(text("{{v}}" + ends)) + (number(3) == 0 ? blocks(depth - 1) + WML.line("") : ""),
            properties: span > 1 ? "<w:gridSpan w:val=\"\(span)\"/>" : "")
          column += span
        }
        return WML.tr(cells)
      }
      let grid = String(repeating: "<w:gridCol w:w=\"2000\"/>", count: count)
      return WML.table(grid: grid, rows.joined()) + WML.line("")
    }
  }

  /// Whether every row of every table covers its grid.
  private func coversGrid(_ element: XML.Element) -> Bool {
    if element.name == .w("tbl") {
      let grid = element.first(.w("tblGrid"))?.all(.w("gridCol")) ?? []
      for row in element.all(.w("tr")) {
        let spans = row.all(.w("tc")).map {
          $0.first(.w("tcPr"))?.first(.w("gridSpan"))?[w: "val"].flatMap { Int($0) } ?? 1
        }
        if spans.reduce(0, +) != grid.count { return false }
      }
    }
    return element.elements.allSatisfy(coversGrid)
  }

  @Test(arguments: 0..<200)
  func `leaves a sound document and nothing of its own`(seed: UInt64) throws {
    var author = Author(chance: SeededGenerator(seed: seed))
    let body = (0..<4).map { _ in author.blocks(4) }.joined()
    var template = try #require(Template(body))
    template.expand(
      author.copies, ["v": .text("值", control: ControlIdentity(alias: "值", tag: "1"))])
    #expect(template.problems.isEmpty)
    let bytes = try #require(
      template.document.finished().bytes(of: template.document.stories[0].part))
    let written = String(decoding: bytes, as: UTF8.self)
    #expect(!written.contains("urn:huibian"))
    #expect(!written.contains("{{"))
    let root = template.document.root(of: 0)
    let cells = values(root, .w("tc")) { $0.elements.last?.name.local }
    #expect(cells.allSatisfy { $0 == "p" })
    #expect(coversGrid(root))
    let ids = values(root, .w("sdtPr")) { $0.first(.w("id"))?[w: "val"] }
    #expect(Set(ids).count == ids.count)
  }

  @Test func `expands a row five thousand times`() throws {
    var template = try #require(
      Template(
        WML.table(
          ["名", "数", "率"],
          ["{{r x}}{{甲}}", "{{i y}}{{乙}}{{/y}}", "{{丙}}{{/x}}"])))
    template.expand(
      ["x": Array(repeating: 0, count: 5000)], ["甲": .merged("同", control: nil)])
    #expect(template.blocks[0].all(.w("tr")).count == 5001)
  }
}

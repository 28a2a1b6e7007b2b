import Huibian
import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// A loop over one dimension in a loop over another, wherever the two stand: paragraphs, cells, controls,
/// text boxes, rows, columns. Each copy names its own members and holds their figure.
struct NestedPlacesTests {
  enum Place: String, CaseIterable, Sendable {
    case paragraphs, cell, control, box, row, rows, columns
    /// The ends beside a control, or a text box, that holds the content.
    case aroundControl, aroundBox

    var copies: Int { self == .box || self == .aroundBox ? 2 : 1 }

    /// Content in a loop over a dimension.
    func loop(_ dimension: String, _ content: String, id: Int) -> String {
      let (each, end) = (WML.line("{{每个 \(dimension)}}"), WML.line("{{完}}"))
      let control = { (blocks: String) in
        "<w:sdt><w:sdtPr><w:id w:val=\"\(id)\"/></w:sdtPr><w:sdtContent>\(blocks)</w:sdtContent></w:sdt>"
      }
      let box = { (blocks: String) in
        WML.p(WML.r("框"), WML.textBox(blocks + WML.line("底"), id: id))
      }
      let table = { (rows: [[String]]) in
        WML.table(
          grid: String(repeating: "<w:gridCol w:w=\"2000\"/>", count: rows[0].count),
          rows.map { WML.tr($0.map { WML.tc($0) }.joined()) }.joined()) + WML.line("后")
      }
      switch self {
      case .paragraphs: return each + content + end
      case .cell: return table([[each + content + end + WML.line("格")]])
      case .control: return control(each + content + end)
      case .box: return box(each + content + end)
      case .row:
        return table([[WML.line("{{每行 \(dimension)}}") + content + WML.line("格"), end]])
      case .rows:
        return table([
          [WML.line("{{每行 \(dimension)}}上"), content + WML.line("格")], [WML.line("下"), end],
        ])
      case .columns:
        return table([
          [WML.line("左"), WML.line("{{每列 \(dimension)}}") + content + WML.line("{{完}}格")]
        ])
      case .aroundControl: return each + control(content) + end
      case .aroundBox: return each + box(content) + end
      }
    }
  }

  @Test(arguments: Place.allCases, Place.allCases)
  func `a loop in a loop`(outer: Place, inner: Place) async throws {
    let content = WML.line("[{{问题属地}}|{{信访形式}}|{{名称}}|{{信访总量｜数}}]")
    let body = outer.loop("问题属地", inner.loop("信访形式", content, id: 1001), id: 2001)
    let outcome = await compile(try WML.package(body + WML.line("末")).serialized())
    let text = try #require(outcome.text, "\(outcome.messages)")
    let wanted = [
      ("东湖街道", "来访", 2), ("东湖街道", "来信", 0), ("西山镇", "来访", 1), ("西山镇", "来信", 1),
      ("南岭乡", "来访", 0), ("南岭乡", "来信", 1),
    ].flatMap { place, form, count in
      Array(repeating: "[\(place)|\(form)|\(form)|\(count)]", count: outer.copies * inner.copies)
    }
    #expect(
      text.split(separator: "\n").filter { $0.hasPrefix("[") }.sorted()
        == wanted.map { $0[...] }.sorted())
  }
}

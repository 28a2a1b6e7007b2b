import HuibianDiagnostics
import HuibianOPC
import HuibianWord
import Testing

extension GongwenDocument {
  /// The body's elements once all texts are known.
  ///
  /// Finishing again changes nothing: a report may become a template and be compiled once more.
  func finishedBody() throws -> [XML.Element] {
    var file = container
    var sink = DiagnosticSink()
    GongwenFinish().apply(to: &file, file: "样例.docx", sink: &sink)
    let once = try #require(file.bytes(of: file.mainPart))
    GongwenFinish().apply(to: &file, file: "样例.docx", sink: &sink)
    #expect(file.bytes(of: file.mainPart) == once, "finishing twice changes nothing more")
    let document = XML.parse(once, file: "样例.docx", part: "word/document.xml", sink: &sink)
    return try #require(document?.root.first(.w("body"))).elements
  }
}

extension XML.Element {
  /// `w:val`, or another attribute, of a property of a paragraph.
  func property(_ name: String, _ attribute: String = "val") -> String? {
    first(.w("pPr"))?.first(.w(name))?[w: attribute]
  }

  func has(_ name: String) -> Bool { first(.w("pPr"))?.first(.w(name)) != nil }

  /// The elements of a name below, at any depth.
  func below(_ name: XML.Name) -> [XML.Element] {
    elements.flatMap { ($0.name == name ? [$0] : []) + $0.below(name) }
  }

  /// The texts of the text boxes below.
  var boxTexts: [String] {
    below(.w("txbxContent")).flatMap { $0.below(.w("p")) }.map { paragraph in
      paragraph.below(.w("t")).map(\.text).joined()
    }
  }

  /// Its own text, that of text boxes left out.
  var ownText: String {
    elements.filter { $0.name == .w("r") }.flatMap(\.elements)
      .map { $0.name == .w("t") ? $0.text : $0.name == .w("tab") ? "\t" : "" }.joined()
  }
}

/// Forms of GB/T 9704-2012 as blocks, with invented texts.
enum FormSamples {
  static func document(_ seal: LayoutSeal = .none, offices: [String] = ["示例区信访局"]) -> [LayoutBlock]
  {
    [
      .serial("000001"), .secrecy("机密★1年"), .urgency("特急"),
      .mark(offices, suffix: "文件", isOrder: false),
      .documentNumber("示信发〔2025〕1号", signers: []), .redLine, .title("关于报送信访工作数据的通知"),
      .addressee("各镇街信访工作机构："), .paragraph(LayoutSamples.text(3)),
      .signature(offices: offices, date: "2025年1月5日", seal: seal),
      .imprint(
        LayoutImprint(copies: "示例市信访局。", office: "示例区信访局办公室", date: "2025年1月6日")),
    ]
  }

  static let letter: [LayoutBlock] = [
    .letterHead(mark: "示例区信访局", items: ["000001", "秘密"], number: "示信函〔2025〕1号"),
    .title("关于转送信访事项的函"), .paragraph(LayoutSamples.text(3)),
    .signature(office: "示例区信访局", date: "2025年1月5日"),
    .imprint(LayoutImprint(copies: "示例市信访局。", hasLines: false)),
  ]
}

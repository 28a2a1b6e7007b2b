import HuibianOPC

/// Fits the marks and signers of a finished red head. GB/T 9704-2012, 7.2.4 and 7.2.6.
enum HeadFinish {
  /// The styles of what is fitted.
  static let concerned: Set<GongwenStyle?> = [.letterNumber, .upwardNumber, .mark]

  static func apply(to body: inout XML.Element) {
    var signers: [Int] = []
    var marks: [Int] = []
    for index in body.children.indices {
      guard let element = body.children[index].element else { continue }
      let style = GongwenStyle(of: element)
      if style == .letterNumber { _ = body.updateChild(at: index) { fitBoxes(in: &$0) } }
      if style == .upwardNumber { signers.append(index) } else { alignSigners(&signers, in: &body) }
      if style == .mark { marks.append(index) } else { fitMarks(&marks, in: &body) }
    }
    alignSigners(&signers, in: &body)
    fitMarks(&marks, in: &body)
  }

  /// Narrows the characters of a name that is wider than the text area; their height stays.
  private static func fitMark(_ paragraph: inout XML.Element) {
    guard let size = size(of: paragraph) else { return }
    let fitting = MarkStack.fitting(
      TextWidth.characters(paragraph.visibleText), size: size, width: PageMeasures.textWidth - 100)
    guard fitting.scale < 100 else { return }
    RunProperties.set(Markup.val("w", String(fitting.scale)), in: &paragraph)
  }

  /// The mark of a letter stands in a box.
  private static func fitBoxes(in element: inout XML.Element) {
    for index in element.children.indices {
      guard let child = element.children[index].element else { continue }
      _ = element.updateChild(at: index) {
        if GongwenStyle(of: child) == .mark { fitMark(&$0) } else { fitBoxes(in: &$0) }
      }
    }
  }

  /// The size of a mark by the height of its row; nil if a person gave it another.
  private static func size(of paragraph: XML.Element) -> Int? {
    guard let spacing = paragraph.first(.w("pPr"))?.first(.w("spacing")),
      spacing[w: "lineRule"] == "exact", let line = spacing[w: "line"].flatMap({ Int($0) }),
      line > 0
    else { return nil }
    return HeadMeasures.markSize(row: line)
  }

  // MARK: Joint documents

  /// Fits the marks that stand one below the other, and forgets them.
  private static func fitMarks(_ marks: inout [Int], in body: inout XML.Element) {
    defer { marks = [] }
    if marks.count == 1 { _ = body.updateChild(at: marks[0]) { fitMark(&$0) } }
    guard marks.count > 1, let first = body.children[marks[0]].element, let size = size(of: first)
    else { return }
    let names = marks.map { TextWidth.characters(body.children[$0].element?.visibleText ?? "") }
    let widths = MarkStack.widths(
      names: names, suffix: TextWidth.characters(first.boxedText), size: size)
    for (name, index) in zip(names, marks) {
      let fitting = MarkStack.fitting(name, size: size, width: widths.names)
      _ = body.updateChild(at: index) { paragraph in
        ParagraphProperties.set(MarkStack.indent(widths), of: &paragraph)
        if fitting.scale < 100 {
          RunProperties.set(Markup.val("w", String(fitting.scale)), in: &paragraph)
        }
        // All names are as wide as the widest.
        if fitting.spacing > 0 {
          RunProperties.set(Markup.val("spacing", String(fitting.spacing)), in: &paragraph)
        }
        paragraph.moveShape(x: widths.suffixLeft)
      }
    }
  }

  // MARK: Signers

  /// Sets the tab stops of the rows of signers by their names, and forgets the rows.
  private static func alignSigners(_ rows: inout [Int], in body: inout XML.Element) {
    defer { rows = [] }
    let texts = rows.map { body.children[$0].element?.shownText(tab: "\t") ?? "" }
    guard !rows.isEmpty, let tabs = SignerRow.tabs(ofRows: texts) else { return }
    for (row, tabs) in zip(rows, tabs) {
      _ = body.updateChild(at: row) { ParagraphProperties.set(tabs, of: &$0) }
    }
  }
}

extension XML.Element {
  /// The text of the boxes that are anchored in a paragraph.
  fileprivate var boxedText: String {
    elements.map { $0.name == .w("txbxContent") ? $0.visibleText : $0.boxedText }.joined()
  }
}

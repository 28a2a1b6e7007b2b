import HuibianDiagnostics
import HuibianOPC

extension Story {
  /// Fields that start programs or fetch files when the document is opened. ISO 29500-1, 17.16.5.
  private static let activeFields: Set<String> = [
    "DDE", "DDEAUTO", "INCLUDEPICTURE", "INCLUDETEXT", "LINK",
  ]

  func reportFindings(file: String, sink: inout DiagnosticSink) {
    for instruction in fieldInstructions {
      let word = instruction.text.split(whereSeparator: \.isWhitespace).first?.uppercased() ?? ""
      if Self.activeFields.contains(word) {
        sink.report(.activeField(word, part, instruction.place, file))
      }
    }
  }
}

extension WordDocument {
  private static let revisions: Set<XML.Name> = Set(
    [
      "ins", "del", "moveFrom", "moveTo", "rPrChange", "pPrChange", "sectPrChange", "tblPrChange",
      "trPrChange", "tcPrChange", "numberingChange", "cellIns", "cellDel", "cellMerge",
    ].map { .w($0) })

  /// Says how many comments and tracked changes stay as they are.
  func reportKept(sink: inout DiagnosticSink) {
    var comments = 0
    var changes = 0
    for story in stories where story.kind != .chart {
      if story.kind == .comments { comments += story.document.root.all(.w("comment")).count }
      changes += story.document.root.count(of: Self.revisions)
    }
    if comments > 0 { sink.report(.commentsKept(comments, file)) }
    if changes > 0 { sink.report(.changesKept(changes, file)) }
  }
}

extension XML.Element {
  /// The instructions of the fields that begin, or go on, in the paragraph, inner ones before the
  /// field that holds them.
  var fieldInstructions: [String] {
    var result: [String] = []
    var open: [String] = []
    collectInstructions(&result, &open)
    return result + open.reversed().filter { !$0.isEmpty }
  }

  private func collectInstructions(_ result: inout [String], _ open: inout [String]) {
    for child in elements {
      switch child.name {
      case .w("fldSimple"):
        if let instruction = child[w: "instr"] { result.append(instruction) }
        child.collectInstructions(&result, &open)
      case .w("instrText"):
        if open.isEmpty { open.append("") }
        open[open.count - 1] += child.text
      case .w("fldChar"):
        if child[w: "fldCharType"] == "begin" {
          open.append("")
        } else if let instruction = open.last, !instruction.isEmpty {
          result.append(instruction)
          open[open.count - 1] = ""
        }
        if child[w: "fldCharType"] == "end", !open.isEmpty { open.removeLast() }
      case _ where Dialect.of(paragraph: child.name) != nil: break
      default: child.collectInstructions(&result, &open)
      }
    }
  }

  /// How many elements of these names are below.
  func count(of names: Set<XML.Name>) -> Int {
    elements.reduce(0) { $0 + (names.contains($1.name) ? 1 : 0) + $1.count(of: names) }
  }
}

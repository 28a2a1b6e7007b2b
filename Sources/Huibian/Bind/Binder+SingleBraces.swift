import HuibianDiagnostics
import HuibianPlan
import HuibianTemplate

/// Tags that were typed with one pair of braces and would be printed as they stand.
extension Binder {
  /// Words that stand alone in a tag or begin one.
  private static let words: Set = [
    "如果", "否则", "否则如果", "完", "每个", "每行", "每列", "表", "图", "列举", "插入", "待填", "口径说明", "目录",
  ]

  /// Reports text in single braces that names a metric or a text, or begins as a tag does.
  func reportSingleBraces(sink: inout DiagnosticSink) {
    for (index, block) in blocks.enumerated() {
      for brace in SingleBrace.all(in: block.text) where isTag(brace.name) {
        let ordinal = template.tags.count {
          $0.block == index && $0.range.lowerBound < brace.offset
        }
        sink.report(
          .singleBrace(brace.source, at: block.location(max(1, ordinal), brace.offset)))
      }
    }
  }

  private func isTag(_ name: String) -> Bool {
    let first = name.split(separator: " ").first.map(String.init) ?? ""
    return Self.words.contains(first) || texts[nameKey(name)] != nil
      || catalog.measure(name) != nil
  }
}

extension Diagnostic {
  fileprivate static func singleBrace(_ source: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "single-brace", "\(quoted(source))只有一层花括号，会照原样印出来", at: location,
      hints: ["标签要写两层：{\(visible(source, limit: 60))}"])
  }
}

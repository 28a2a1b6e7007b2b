import HuibianDiagnostics

extension BoundTemplate {
  /// Reports characters of the texts given that a reader would not see in the document, or that no
  /// document can hold, each text once, at the first tag that uses it.
  func checkTexts(
    _ texts: [String: String], locations: [Location], sink: inout DiagnosticSink
  ) {
    for (name, tag) in textTags.sorted(by: { $0.value < $1.value }) {
      var replaced: [Unicode.Scalar] = []
      var unseen: [Unicode.Scalar] = []
      for scalar in (texts[name] ?? "").unicodeScalars {
        if scalar == "\u{FFFD}" || scalar.isForbiddenInXML {
          replaced.append(scalar)
        } else if scalar.isInvisible, !["\n", "\t", "\r"].contains(scalar) {
          unseen.append(scalar)
        }
      }
      if !replaced.isEmpty {
        sink.report(.damagedText(name, replaced, at: locations[tag]))
      }
      if !unseen.isEmpty { sink.report(.unseenInText(name, unseen, at: locations[tag])) }
    }
  }
}

extension Unicode.Scalar {
  /// Whether XML 1.0 §2.2 forbids the character; it is printed as U+FFFD.
  fileprivate var isForbiddenInXML: Bool {
    switch value {
    case 0x9, 0xA, 0xD: false
    case 0..<0x20, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  fileprivate var code: String {
    let digits = String(value, radix: 16, uppercase: true)
    return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
  }
}

extension [Unicode.Scalar] {
  /// `U+000B、U+202E`, each once, at most three.
  fileprivate var codes: String {
    var seen: [Unicode.Scalar] = []
    for scalar in self where !seen.contains(scalar) { seen.append(scalar) }
    return seen.prefix(3).map(\.code).joined(separator: "、") + (seen.count > 3 ? "…" : "")
  }
}

extension Diagnostic {
  static func damagedText(
    _ name: String, _ scalars: [Unicode.Scalar], at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .warning, "damaged-text",
      "文字\(quoted(name))里有\(scalars.count)个文档不能有的字符（\(scalars.codes)），印成“\u{FFFD}”",
      at: location, hints: ["删去或重新输入这些字符"])
  }

  static func unseenInText(
    _ name: String, _ scalars: [Unicode.Scalar], at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .warning, "unseen-in-text",
      "文字\(quoted(name))里有\(scalars.count)个看不见的字符（\(scalars.codes)），原样写进文档", at: location,
      hints: ["多半是从网页或聊天软件里粘贴来的：删去，或重新输入这段文字"])
  }
}

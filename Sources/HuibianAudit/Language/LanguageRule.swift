import HuibianDiagnostics

/// One thing that can be wrong with the wording of a text, and what to write instead.
struct LanguageRule {
  /// What was found in a text.
  struct Hit {
    let range: Range<String.Index>
    /// What to do about it; nil: the rule's own remedy.
    var remedy: String?
  }

  /// For ever: it is printed with each finding.
  let id: String
  let severity: Severity
  /// The clause that says so.
  let source: String
  let message: String
  let remedy: String
  let find: (String) -> [Hit]

  init(
    _ id: String, _ severity: Severity = .error, source: String, _ message: String,
    remedy: String, find: @escaping (String) -> [Hit]
  ) {
    self.id = id
    self.severity = severity
    self.source = source
    self.message = message
    self.remedy = remedy
    self.find = find
  }

  /// A rule about what an expression matches.
  ///
  /// - Parameters:
  ///   - before: Whether a match counts after the character before it; nil at the beginning.
  ///   - instead: What to write; nil inside: the rule's own remedy; nil: no fault after all.
  init<Output>(
    _ id: String, _ severity: Severity = .error, source: String, _ message: String,
    remedy: String, before: @escaping (Character?) -> Bool = { _ in true }, _ regex: Regex<Output>,
    instead: @escaping (Regex<Output>.Match) -> String?? = { _ in .some(nil) }
  ) {
    self.init(id, severity, source: source, message, remedy: remedy) { text in
      text.matches(of: regex).compactMap { match in
        let start = match.range.lowerBound
        guard before(start > text.startIndex ? text[text.index(before: start)] : nil) else {
          return nil
        }
        return instead(match).map { Hit(range: match.range, remedy: $0.map { "写作：\($0)" }) }
      }
    }
  }
}

extension Character {
  var isHan: Bool {
    unicodeScalars.allSatisfy { $0.properties.isIdeographic && $0.properties.numericType == nil }
      || "一二三四五六七八九十百千万亿零〇两".contains(self)
  }

  /// A digit, a letter, or a sign that joins them to a code: `A-1`, `3.5`.
  var isPartOfCode: Bool { isASCII && (isLetter || isNumber || "-./_".contains(self)) }
}

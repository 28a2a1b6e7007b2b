import HuibianDiagnostics

/// 语言: how numerals and punctuation are written, in what a person wrote and in what was generated.
///
/// Sources: GB/T 15835-2011 (出版物上数字用法), GB/T 15834-2011 (标点符号用法), and for changes what follows
/// from arithmetic.
struct LanguageRules {
  private let rules = LanguageRules.numerals + LanguageRules.punctuation

  /// What is wrong with the paragraphs of one story, in their order.
  func findings(_ paragraphs: [AuditedParagraph]) -> [Diagnostic] {
    var sequence = HeadingSequence()
    var result: [Diagnostic] = []
    for paragraph in paragraphs {
      for rule in rules {
        result += rule.find(paragraph.text).map { hit in
          Diagnostic(
            rule.severity, rule.id,
            "\(quoted(context(hit.range, in: paragraph.text)))：\(rule.message)（\(rule.source)）",
            at: paragraph.location, hints: [hit.remedy ?? rule.remedy])
        }
      }
      if paragraph.beginsSection { sequence.beginSection() }
      if paragraph.isInBody, let fault = sequence.take(paragraph.text) {
        result.append(
          Diagnostic(
            .error, "number-out-of-sequence",
            "\(quoted(fault.written))：序号不连续，应为\(quoted(fault.expected))（GB/T 9704-2012 7.3.3）",
            at: paragraph.location, hints: ["改正序号，或补上缺少的一条"]))
      }
    }
    return result
  }

  /// What was found with a few characters on both sides, so that it can be searched for.
  private func context(_ range: Range<String.Index>, in text: String) -> String {
    let start = text.index(range.lowerBound, offsetBy: -4, limitedBy: text.startIndex)
    let end = text.index(range.upperBound, offsetBy: 4, limitedBy: text.endIndex)
    let piece = text[(start ?? text.startIndex)..<(end ?? text.endIndex)]
    return piece.count > 40 ? piece.prefix(40) + "…" : String(piece)
  }
}

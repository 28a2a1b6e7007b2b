import HuibianDiagnostics

/// Names of files for the members of a dimension: safe on every system, and none given twice.
struct MemberFileNames {
  /// Longest name of a file in UTF-8 bytes; systems allow 255.
  private static let limit = 240

  /// How every name begins.
  let stem: String
  /// Lower case: to some systems names that differ only in that are one.
  private var given: Set<String>

  /// - Parameter taken: Names that are no longer free in the folder.
  init(stem: String, taken: some Sequence<String> = []) {
    self.stem = stem
    given = Set(taken.map { $0.lowercased() })
  }

  /// `STEM-MEMBER.docx`; with a number from 2 where that has been given.
  ///
  /// - Returns: `isNumbered` is true in that case.
  mutating func name(of member: String) -> (text: String, isNumbered: Bool) {
    let base = member.asFileName
    var number = 1
    while true {
      let end = (number > 1 ? "-\(number)" : "") + ".docx"
      let room = max(0, Self.limit - stem.utf8.count - 1 - end.utf8.count)
      let name = stem + "-" + base.shortened(toBytes: room) + end
      if given.insert(name.lowercased()).inserted { return (name, number > 1) }
      number += 1
    }
  }
}

extension String {
  /// What follows the last slash.
  var lastName: String { split(separator: "/").last.map(String.init) ?? self }

  /// The name of a document's trace: `NAME.trace.jsonl` for `NAME.docx`.
  var asTraceName: String {
    (lowercased().hasSuffix(".docx") ? String(dropLast(5)) : self) + ".trace.jsonl"
  }

  /// The name of the document whose trace has this name; any other name as it is.
  var asDocumentName: String {
    hasSuffix(".trace.jsonl") ? dropLast(12) + ".docx" : self
  }

  /// The text as a part of a file's name: signs that a path or a system takes for its own are left
  /// out.
  var asFileName: String {
    let name = filter {
      !"/\\:*?\"<>|".contains($0) && !($0.unicodeScalars.contains { $0.isInvisible })
    }
    return name.isEmpty || name.allSatisfy { $0 == "." } ? "未命名" : String(name.prefix(60))
  }

  /// The beginning of the text that fits into so many UTF-8 bytes.
  func shortened(toBytes limit: Int) -> String {
    var text = self
    while text.utf8.count > limit { text.removeLast() }
    return text
  }
}

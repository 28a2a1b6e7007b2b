extension XMLSource {
  /// The line, from 1, of a document type declaration before the root element; nil if there is none.
  ///
  /// Reads no further than the root: what a part holds that nobody here parses need not be well-formed.
  var documentTypeLine: Int? {
    var line = 1
    var rest = text[...]
    func starts(with word: String) -> Bool { rest.starts(with: word.utf8) }
    func skip(to end: String) -> Bool {
      let pattern = Array(end.utf8)
      while !rest.isEmpty, !rest.starts(with: pattern) {
        if rest.removeFirst() == UInt8(ascii: "\n") { line += 1 }
      }
      rest = rest.dropFirst(pattern.count)
      return !rest.isEmpty
    }
    while let byte = rest.first {
      switch byte {
      case UInt8(ascii: "\n"):
        line += 1
        rest.removeFirst()
      case UInt8(ascii: " "), UInt8(ascii: "\t"), UInt8(ascii: "\r"): rest.removeFirst()
      case UInt8(ascii: "<") where starts(with: "<!--"): if !skip(to: "-->") { return nil }
      case UInt8(ascii: "<") where starts(with: "<?"): if !skip(to: "?>") { return nil }
      default: return starts(with: "<!DOCTYPE") ? line : nil
      }
    }
    return nil
  }
}

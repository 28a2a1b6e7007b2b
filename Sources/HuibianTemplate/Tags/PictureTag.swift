/// `{{@公章}}`, `{{@地图｜宽120毫米}}`: a picture by name, and the size that it is to have.
package struct PictureTag: Hashable, Sendable {
  /// Folded.
  package let name: String
  /// In hundredths of a millimetre; nil: what the picture's own proportions and size make it.
  package private(set) var width: Int?
  package private(set) var height: Int?

  /// A side in hundredths of a millimetre: 1 mm to the long side of A3.
  static let sizes = 100...42_000

  /// Reads what follows `@`.
  ///
  /// - Parameter range: To the end of the tag.
  init(_ text: FoldedText, _ range: Range<Int>) throws(TagFault) {
    var parts: [Range<Int>] = []
    var start = range.lowerBound
    for offset in range where text.folded[offset] == "|" {
      parts.append(start..<offset)
      start = offset + 1
    }
    parts.append(start..<range.upperBound)
    name = HuibianTemplate.folded(text.source(parts[0]))
    guard !name.isEmpty else {
      throw TagFault(
        .unexpected(
          found: nil, expected: Expected.argument(of: "@").what,
          example: Expected.argument(of: "@").example), at: range.lowerBound)
    }
    for part in parts.dropFirst() { try readSize(text, part) }
  }

  private mutating func readSize(_ text: FoldedText, _ range: Range<Int>) throws(TagFault) {
    let word = HuibianTemplate.folded(text.source(range)).filter { $0 != " " }
    let side = word.first
    guard side == "宽" || side == "高",
      let size = PictureTag.hundredths(word.dropFirst()), PictureTag.sizes.contains(size)
    else {
      throw TagFault(
        .unexpected(
          found: text.trimmed(range), expected: Expected.pictureSize.what,
          example: Expected.pictureSize.example),
        at: range.first { text.folded[$0].map { $0 != " " } ?? false } ?? range.lowerBound)
    }
    guard side == "宽" ? width == nil : height == nil else {
      throw TagFault(.repeated(side == "宽" ? "宽" : "高"), at: range.lowerBound)
    }
    if side == "宽" { width = size } else { height = size }
  }

  /// `40毫米`, `4.25厘米`, `40mm`, `4cm` in hundredths of a millimetre; nil if it is none, or finer.
  private static func hundredths(_ text: Substring) -> Int? {
    let units: [(String, Int)] = [("毫米", 2), ("厘米", 3), ("mm", 2), ("cm", 3)]
    guard let (unit, digits) = units.first(where: { text.lowercased().hasSuffix($0.0) }) else {
      return nil
    }
    let parts = text.dropLast(unit.count).split(
      separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    let fraction = parts.count == 2 ? parts[1] : ""
    guard let whole = parts.first, !whole.isEmpty, whole.count <= 4, fraction.count <= digits,
      parts.count == 1 || !fraction.isEmpty,
      (whole + fraction).allSatisfy({ $0.isASCII && $0.isNumber })
    else { return nil }
    return Int(whole + fraction + String(repeating: "0", count: digits - fraction.count))
  }
}

extension Expected {
  static let pictureSize = Expected(
    what: "宽或高，1毫米到420毫米", example: "{{@地图｜宽120毫米}}")
}

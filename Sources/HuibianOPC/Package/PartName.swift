/// The name of a part of a package.
///
/// ECMA-376 Part 2, 6.2.2.
///
/// Names are equal whatever the case of their ASCII letters, and whether a character is
/// percent-encoded or not.
package struct PartName: Hashable, Comparable, Sendable {
  /// As it stands in the zip, without a leading slash: `word/document.xml`.
  package let text: String
  /// What decides equality: decoded once, in lower case.
  private let key: String

  /// - Parameter text: With or without its leading slash. Nil if it cannot be a part name: empty, with
  ///   an empty segment, with a segment that ends in a dot (`.` and `..` among them), with a backslash
  ///   or a control character, or with such hidden behind percent-encoding.
  package init?(_ text: String) {
    let text = text.hasPrefix("/") ? String(text.dropFirst()) : text
    var decoded: [String] = []
    for segment in text.split(separator: "/", omittingEmptySubsequences: false) {
      guard let name = percentDecoded(segment), Self.isLegal(name) else { return nil }
      decoded.append(name)
    }
    self.text = text
    self.key = lowercasedASCII(decoded.joined(separator: "/"))
  }

  private init(known text: String) {
    self.text = text
    self.key = lowercasedASCII(text)
  }

  static let document = PartName(known: "word/document.xml")
  static let workbook = PartName(known: "xl/workbook.xml")
  static let packageRelationships = PartName(known: "_rels/.rels")

  /// The characters after the last dot, in lower case; empty if there is no dot.
  package var `extension`: String {
    let name = key.split(separator: "/").last ?? ""
    return name.lastIndex(of: ".").map { String(name[name.index(after: $0)...]) } ?? ""
  }

  /// `word` of `word/document.xml`; empty at the root.
  package var folder: String {
    text.lastIndex(of: "/").map { String(text[..<$0]) } ?? ""
  }

  /// The part that holds the relationships of this part: `word/_rels/document.xml.rels`.
  ///
  /// Nil if this is itself such a part.
  package var relationshipsPart: PartName? {
    if isRelationshipsPart { return nil }
    let name = text.split(separator: "/").last ?? ""
    return PartName((folder.isEmpty ? "" : folder + "/") + "_rels/" + name + ".rels")
  }

  /// Whether this is a part of relationships, the package's own included.
  package var isRelationshipsPart: Bool {
    self.extension == "rels" && (key.hasPrefix("_rels/") || key.contains("/_rels/"))
  }

  /// The part whose relationships this part holds; nil for the package's own and for other parts.
  var relationshipsSource: PartName? {
    guard isRelationshipsPart, let name = text.split(separator: "/").last else { return nil }
    let parent = folder.split(separator: "/").dropLast().joined(separator: "/")
    return PartName((parent.isEmpty ? "" : parent + "/") + name.dropLast(".rels".count))
  }

  /// The part that a relationship of this part leads to.
  ///
  /// The target is resolved against this part's folder (RFC 3986, 5.3), each segment decoded once; a
  /// fragment is left off.
  ///
  /// - Returns: Nil if it leaves the root or cannot be the name of a part.
  package func resolve(_ target: String) -> PartName? {
    Self.resolve(target, in: folder)
  }

  /// The same for any folder; the package's own relationships stand in `""`.
  static func resolve(_ target: String, in folder: String) -> PartName? {
    var path = target.prefix { $0 != "#" }
    var result: [Substring] = folder.split(separator: "/")
    if path.hasPrefix("/") {
      result = []
      path = path.dropFirst()
    }
    for step in path.split(separator: "/", omittingEmptySubsequences: false) {
      switch percentDecoded(step) {
      case nil: return nil
      case ".": continue
      case "..":
        if result.popLast() == nil { return nil }
      default: result.append(step)
      }
    }
    return PartName(result.joined(separator: "/"))
  }

  package static func == (a: PartName, b: PartName) -> Bool { a.key == b.key }
  package func hash(into hasher: inout Hasher) { hasher.combine(key) }
  package static func < (a: PartName, b: PartName) -> Bool { a.key < b.key }

  private static func isLegal(_ segment: String) -> Bool {
    !segment.isEmpty && !segment.hasSuffix(".")
      && !segment.unicodeScalars.contains {
        $0 == "/" || $0 == "\\" || $0.value < 0x20 || $0.value == 0x7F
      }
  }
}

/// The text with `%41` read as `A`, once; a percent sign that starts no escape stays as it is.
///
/// - Returns: Nil if the result is not UTF-8.
private func percentDecoded(_ text: some StringProtocol) -> String? {
  guard text.utf8.contains(UInt8(ascii: "%")) else { return String(text) }
  let source = Array(text.utf8)
  var bytes: [UInt8] = []
  var index = 0
  while index < source.count {
    if source[index] == UInt8(ascii: "%"), index + 2 < source.count,
      let high = hexDigit(source[index + 1]), let low = hexDigit(source[index + 2])
    {
      bytes.append(high << 4 | low)
      index += 3
    } else {
      bytes.append(source[index])
      index += 1
    }
  }
  return String(validating: bytes, as: UTF8.self)
}

private func hexDigit(_ byte: UInt8) -> UInt8? {
  switch byte {
  case UInt8(ascii: "0")...UInt8(ascii: "9"): byte - UInt8(ascii: "0")
  case UInt8(ascii: "a")...UInt8(ascii: "f"): byte - UInt8(ascii: "a") + 10
  case UInt8(ascii: "A")...UInt8(ascii: "F"): byte - UInt8(ascii: "A") + 10
  default: nil
  }
}

/// The text with A–Z in lower case and everything else as it is.
func lowercasedASCII(_ text: String) -> String {
  String(
    decoding: text.utf8.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }, as: UTF8.self)
}

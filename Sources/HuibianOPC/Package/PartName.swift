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
  /// Of ``text``, in bytes: what stands before the last slash; 0 at the root.
  private let folderLength: Int
  /// Of ``key``, in bytes: what stands behind the last dot; 0 if there is no dot.
  private let extensionLength: Int
  /// Whether this is a part of relationships, the package's own included.
  package let isRelationshipsPart: Bool

  /// - Parameter text: With or without its leading slash. Nil if it cannot be a part name: empty, with
  ///   an empty segment, with a segment that ends in a dot (`.` and `..` among them), with a backslash
  ///   or a control character, or with such hidden behind percent-encoding.
  package init?(_ text: String) {
    let text = text.utf8.first == .slash ? String(text.utf8.dropFirst()) ?? "" : text
    let isEncoded = text.utf8.contains(UInt8(ascii: "%"))
    guard let decoded = isEncoded ? percentDecoded(text) : text, let shape = Shape(decoded),
      // A slash behind percent-encoding would be no end of a segment.
      !isEncoded || text.utf8.count(where: { $0 == .slash }) == shape.slashes
    else { return nil }
    self.text = text
    key = shape.isLower ? decoded : lowercasedASCII(decoded)
    extensionLength = shape.extensionLength
    folderLength = isEncoded ? Self.folderLength(of: text) : shape.folderLength
    isRelationshipsPart = shape.isInRelationships && key.utf8.suffix(5).elementsEqual(".rels".utf8)
  }

  private init(known text: String) {
    guard let name = PartName(text) else { preconditionFailure("no name of a part") }
    self = name
  }

  private static func folderLength(of text: String) -> Int {
    let slash = text.utf8.lastIndex(of: .slash)
    return slash.map { text.utf8.distance(from: text.startIndex, to: $0) } ?? 0
  }

  static let document = PartName(known: "word/document.xml")
  static let workbook = PartName(known: "xl/workbook.xml")
  static let packageRelationships = PartName(known: "_rels/.rels")

  /// The characters after the last dot, in lower case; empty if there is no dot.
  package var `extension`: String { String(key.utf8.suffix(extensionLength)) ?? "" }

  /// `word` of `word/document.xml`; empty at the root.
  package var folder: String { String(text.utf8.prefix(folderLength)) ?? "" }

  /// What stands behind the last slash.
  private var name: Substring {
    Substring(text.utf8.dropFirst(folderLength == 0 ? 0 : folderLength + 1))
  }

  /// The part that holds the relationships of this part: `word/_rels/document.xml.rels`.
  ///
  /// Nil if this is itself such a part.
  package var relationshipsPart: PartName? {
    if isRelationshipsPart { return nil }
    return PartName((folderLength == 0 ? "" : folder + "/") + "_rels/" + name + ".rels")
  }

  /// The part whose relationships this part holds; nil for the package's own and for other parts.
  var relationshipsSource: PartName? {
    guard isRelationshipsPart else { return nil }
    let parent = text.utf8.prefix(folderLength).lastIndex(of: .slash)
    return PartName(
      (parent.map { String(text[...$0]) } ?? "") + name.dropLast(".rels".count))
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
    if isPlain(target) {
      return PartName(
        target.utf8.first == .slash || folder.isEmpty ? target : folder + "/" + target)
    }
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

  /// Whether a target says a part as it stands: nothing encoded, no fragment, no step to `.` or `..`.
  private static func isPlain(_ target: String) -> Bool {
    var previous = UInt8.slash
    for byte in target.utf8 {
      if byte == UInt8(ascii: "#") || byte == UInt8(ascii: "%") { return false }
      if byte == UInt8(ascii: "."), previous == .slash { return false }
      previous = byte
    }
    return true
  }
}

extension PartName {
  /// Where the last segment of a decoded name begins and where its extension.
  private struct Shape {
    /// In bytes: what stands before the last slash.
    private(set) var folderLength = 0
    /// In bytes: what stands behind the last dot of the last segment.
    private(set) var extensionLength = 0
    private(set) var slashes = 0
    /// No ASCII letter is a capital.
    private(set) var isLower = true
    /// One of the folders is named as those of relationships are.
    private(set) var isInRelationships = false

    /// Nil if it cannot be the name of a part.
    init?(_ text: String) {
      let utf8 = text.utf8.span
      var previous = UInt8.slash
      var dot: Int?
      for index in utf8.indices {
        let byte = utf8[index]
        switch byte {
        case .slash:
          if previous == .slash || previous == UInt8(ascii: ".") { return nil }
          let start = slashes == 0 ? 0 : folderLength + 1
          if index == start + 5, Self.isRelationships(utf8.extracting(start..<index)) {
            isInRelationships = true
          }
          slashes += 1
          folderLength = index
          dot = nil
        case UInt8(ascii: "."): dot = index
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): isLower = false
        case 0..<0x20, UInt8(ascii: "\\"), 0x7F: return nil
        default: break
        }
        previous = byte
      }
      if previous == .slash || previous == UInt8(ascii: ".") { return nil }
      extensionLength = dot.map { utf8.count - $0 - 1 } ?? 0
    }

    /// Whether five bytes are `_rels`, in capitals or not.
    private static func isRelationships(_ folder: Span<UInt8>) -> Bool {
      folder[0] == UInt8(ascii: "_") && folder[1] | 0x20 == UInt8(ascii: "r")
        && folder[2] | 0x20 == UInt8(ascii: "e") && folder[3] | 0x20 == UInt8(ascii: "l")
        && folder[4] | 0x20 == UInt8(ascii: "s")
    }
  }
}

extension UInt8 {
  fileprivate static var slash: UInt8 { UInt8(ascii: "/") }
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

import HuibianDiagnostics
import HuibianOPC

/// Parts of a document by what they are, and names and links for new ones.
extension OPCPackage {
  /// A part, parsed; nil if it is not there or no XML.
  func document(_ part: PartName) -> XML.Document? {
    var sink = DiagnosticSink()
    return bytes(of: part).flatMap { XML.parse($0, file: "", part: part.text, sink: &sink) }
  }

  var main: XML.Document? { document(mainPart) }

  /// The part that the main part leads to by a kind of relationship.
  func partName(kind: String) -> PartName? {
    relationships(of: mainPart).first { $0.kind == kind && !$0.isExternal }
      .flatMap { resolve($0.target, from: mainPart) }
  }

  /// The same, parsed.
  func root(kind: String) -> XML.Document? { partName(kind: kind).flatMap(document) }

  /// A name beside the main part that no part has: the folder of the main part, the stem, the first
  /// free number, and the extension.
  func freeName(_ stem: String, _ extension: String) -> PartName {
    let folder = mainPart.folder.isEmpty ? "" : mainPart.folder + "/"
    var number = 1
    while true {
      if let name = PartName("\(folder)\(stem)\(number).\(`extension`)"), bytes(of: name) == nil {
        return name
      }
      number += 1
    }
  }

  /// A relationship between two parts; one that is there already is used again.
  mutating func relate(_ source: PartName, to part: PartName, kind: String) -> String {
    let known = relationships(of: source).first {
      !$0.isExternal && $0.kind == kind && resolve($0.target, from: source) == part
    }
    if let known { return known.id }
    return addRelationship(
      type: XML.Namespace.r.uri + "/" + kind, target: source.path(to: part), from: source)
  }
}

extension PartName {
  /// The other part as a link from this one says it: `charts/chart1.xml`, `../embeddings/a.xlsx`.
  fileprivate func path(to other: PartName) -> String {
    let (here, there) = (text.utf8, other.text.utf8)
    // Behind the last slash that both have in common.
    var common = here.startIndex
    for (place, byte) in zip(here.indices, there) {
      guard here[place] == byte else { break }
      if byte == UInt8(ascii: "/") { common = here.index(after: place) }
    }
    let shared = here.distance(from: here.startIndex, to: common)
    let steps = here[common...].count { $0 == UInt8(ascii: "/") }
    return String(repeating: "../", count: steps) + String(Substring(there.dropFirst(shared)))
  }
}

/// Content types of parts that are made here. ECMA-376 Part 1, 11.3.
enum ContentTypeName {
  static func word(_ kind: String) -> String {
    "application/vnd.openxmlformats-officedocument.wordprocessingml.\(kind)+xml"
  }
}

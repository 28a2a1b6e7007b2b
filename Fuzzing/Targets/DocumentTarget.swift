import HuibianDiagnostics
import HuibianOPC

/// The parts of a .docx as text, compiled as a template.
///
/// The input is what stands between the root tags of the main part; a line `=== header` (or footer,
/// footnotes, endnotes, comments, styles, numbering, settings, chart) begins another part. So a change of
/// one byte is a change of the document, and seeds can be read.
enum DocumentTarget: FuzzTarget {
  static let name = "document"

  static func run(_ bytes: [UInt8]) {
    guard let package = package(of: parts(of: bytes)), let file = try? package.serialized(),
      let report = Compiling.compile(file, named: "模板.docx")
    else { return }
    let fault = Compiling.fault(of: report)
    require(fault == nil, fault ?? "")
  }

  static func mutated(_ bytes: [UInt8], limit: Int, chance: inout Chance) -> [UInt8]? {
    guard chance.number(4) > 0 else { return nil }
    var parts = parts(of: bytes)
    let index = chance.number(parts.count)
    let root = roots[parts[index].kind] ?? ("w", "x")
    guard
      let changed = XMLMutation.mutated(wrapped(parts[index].content, in: root), chance: &chance),
      let begin = changed.range(after: "<\(root.prefix):\(root.local)", to: ">"),
      let end = changed.start(ofLast: "</\(root.prefix):\(root.local)>"), begin <= end
    else { return nil }
    parts[index].content = Array(changed[begin..<end])
    return Array(
      parts.map { part in
        (part.kind == "document" ? [] : Array("=== \(part.kind)\n".utf8)) + part.content
      }.joined(separator: [0x0A]))
  }

  private static let roots: [String: (prefix: String, local: String)] = [
    "document": ("w", "body"), "header": ("w", "hdr"), "footer": ("w", "ftr"),
    "footnotes": ("w", "footnotes"), "endnotes": ("w", "endnotes"), "comments": ("w", "comments"),
    "styles": ("w", "styles"), "numbering": ("w", "numbering"), "settings": ("w", "settings"),
    "chart": ("c", "chartSpace"),
  ]

  private static let namespaces =
    [
      ("w", XML.Namespace.w.uri), ("r", XML.Namespace.r.uri), ("mc", XML.Namespace.mc.uri),
      ("wp", XML.Namespace.wp.uri), ("a", XML.Namespace.a.uri), ("wps", XML.Namespace.wps.uri),
      ("w14", XML.Namespace.w14.uri), ("v", XML.Namespace.v.uri), ("c", XML.Namespace.c.uri),
      ("m", "http://schemas.openxmlformats.org/officeDocument/2006/math"),
    ].map { " xmlns:\($0.0)=\"\($0.1)\"" }.joined()

  private static func wrapped(
    _ content: [UInt8], in root: (prefix: String, local: String)
  ) -> [UInt8] {
    let name = "\(root.prefix):\(root.local)"
    return Array("<\(name)\(namespaces)>".utf8) + content + Array("</\(name)>".utf8)
  }

  private static func parts(of bytes: [UInt8]) -> [(kind: String, content: [UInt8])] {
    var parts: [(kind: String, content: [UInt8])] = [("document", [])]
    var isFirst = true
    for line in bytes.split(separator: 0x0A, omittingEmptySubsequences: false) {
      if line.starts(with: "=== ".utf8),
        case let kind = String(decoding: line.dropFirst(4), as: UTF8.self), roots[kind] != nil,
        kind != "document"
      {
        parts.append((kind, []))
        isFirst = true
      } else {
        if !isFirst { parts[parts.count - 1].content.append(0x0A) }
        parts[parts.count - 1].content += line
        isFirst = false
      }
    }
    return parts
  }

  private static func package(of parts: [(kind: String, content: [UInt8])]) -> OPCPackage? {
    var package = OPCPackage()
    guard let main = PartName("word/document.xml") else { return nil }
    let word = "application/vnd.openxmlformats-officedocument.wordprocessingml."
    let relation = XML.Namespace.r.uri + "/"
    for (number, part) in parts.enumerated() {
      guard let root = roots[part.kind] else { continue }
      var bytes = wrapped(part.content, in: root)
      var name = main
      var type = word + "document.main+xml"
      if part.kind == "document" {
        bytes = Array("<w:document\(namespaces)>".utf8) + bytes + Array("</w:document>".utf8)
      } else if part.kind == "chart" {
        name = PartName("word/charts/chart\(number).xml") ?? main
        type = "application/vnd.openxmlformats-officedocument.drawingml.chart+xml"
      } else {
        name = PartName("word/\(part.kind)\(number).xml") ?? main
        type = word + part.kind + "+xml"
      }
      package.setPart(name, bytes, contentType: type)
      if part.kind == "document" {
        _ = package.addRelationship(type: relation + "officeDocument", target: name.text, from: nil)
      } else {
        _ = package.addRelationship(
          type: relation + part.kind, target: "/" + name.text, from: main)
      }
    }
    return package
  }
}

extension [UInt8] {
  /// Where the bytes go on after `begin` and the next `end`.
  fileprivate func range(after begin: String, to end: Character) -> Int? {
    guard let start = firstRange(of: Array(begin.utf8)), let close = end.asciiValue,
      let stop = self[start.upperBound...].firstIndex(of: close)
    else { return nil }
    return stop + 1
  }

  fileprivate func start(ofLast text: String) -> Int? {
    let bytes = Array(text.utf8)
    guard count >= bytes.count else { return nil }
    return (0...(count - bytes.count)).last { self[$0...].starts(with: bytes) }
  }
}

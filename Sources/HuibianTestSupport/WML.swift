import HuibianDiagnostics
package import HuibianOPC

/// A compact way to write WordprocessingML, and the smallest documents to put it in.
///
///     WML.document(WML.p(WML.r("来访"), WML.r("批次", "<w:b/>")))
package enum WML {
  /// Declarations of all prefixes that fragments use.
  package static let namespaces: String = {
    let uris = [
      ("w", XML.Namespace.w.uri), ("r", XML.Namespace.r.uri), ("mc", XML.Namespace.mc.uri),
      ("wp", XML.Namespace.wp.uri), ("a", XML.Namespace.a.uri), ("wps", XML.Namespace.wps.uri),
      ("w14", XML.Namespace.w14.uri), ("v", XML.Namespace.v.uri), ("o", XML.Namespace.o.uri),
      ("c", XML.Namespace.c.uri), ("m", XML.Namespace.m.uri), ("pic", XML.Namespace.pic.uri),
    ]
    return uris.map { "xmlns:\($0.0)=\"\($0.1)\"" }.joined(separator: " ")
      + " mc:Ignorable=\"w14\""
  }()

  /// A run; properties are given as XML.
  package static func r(_ text: String, _ properties: String = "") -> String {
    "<w:r>" + (properties.isEmpty ? "" : "<w:rPr>\(properties)</w:rPr>") + t(text) + "</w:r>"
  }

  package static func t(_ text: String) -> String {
    let space = text != text.trimmingBlanks ? " xml:space=\"preserve\"" : ""
    return "<w:t\(space)>\(escaped(text))</w:t>"
  }

  /// A paragraph of XML fragments.
  package static func p(_ content: String..., properties: String = "") -> String {
    "<w:p>" + (properties.isEmpty ? "" : "<w:pPr>\(properties)</w:pPr>") + content.joined()
      + "</w:p>"
  }

  /// A paragraph of one run; without text, of none.
  package static func line(_ text: String) -> String {
    text.isEmpty ? "<w:p/>" : p(r(text))
  }

  /// A table of texts; each cell is a paragraph, or several divided by a line feed.
  package static func table(_ rows: [String]..., headers: Int = 0) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let grid = String(repeating: "<w:gridCol w:w=\"2000\"/>", count: columns)
    return table(
      grid: grid,
      rows.enumerated().map { index, cells in
        tr(
          cells.map {
            tc(
              $0.split(separator: "\n", omittingEmptySubsequences: false).map { line(String($0)) }
                .joined())
          }
          .joined(),
          properties: index < headers ? "<w:tblHeader/>" : "")
      }.joined())
  }

  /// A table of rows given as XML.
  package static func table(grid: String, _ rows: String) -> String {
    "<w:tbl><w:tblPr><w:tblW w:w=\"0\" w:type=\"auto\"/></w:tblPr><w:tblGrid>\(grid)</w:tblGrid>\(rows)</w:tbl>"
  }

  package static func tr(_ cells: String, properties: String = "") -> String {
    "<w:tr>" + (properties.isEmpty ? "" : "<w:trPr>\(properties)</w:trPr>") + cells + "</w:tr>"
  }

  /// A cell of blocks, 2000 twips wide.
  package static func tc(_ blocks: String, properties: String = "") -> String {
    "<w:tc><w:tcPr><w:tcW w:w=\"2000\" w:type=\"dxa\"/>\(properties)</w:tcPr>\(blocks)</w:tc>"
  }

  /// An anchored text box in both forms, for new readers and for old ones.
  package static func textBox(_ blocks: String, id: Int, description: String = "") -> String {
    let drawing =
      "<wp:inline><wp:extent cx=\"9525\" cy=\"9525\"/>"
      + "<wp:docPr id=\"\(id)\" name=\"box\" descr=\"\(escaped(description))\"/>"
      + "<a:graphic><a:graphicData uri=\"\(XML.Namespace.wps.uri)\"><wps:wsp><wps:cNvSpPr/>"
      + "<wps:spPr/><wps:txbx><w:txbxContent>\(blocks)</w:txbxContent></wps:txbx><wps:bodyPr/>"
      + "</wps:wsp></a:graphicData></a:graphic></wp:inline>"
    return "<w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:drawing>\(drawing)</w:drawing>"
      + "</mc:Choice><mc:Fallback><w:pict><v:rect><v:textbox><w:txbxContent>\(blocks)"
      + "</w:txbxContent></v:textbox></v:rect></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
  }

  /// A part of the given root element (`document`, `hdr`, `footnotes`, …).
  package static func part(_ root: String, _ content: String) -> [UInt8] {
    Array(
      ("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n"
        + "<w:\(root) \(namespaces)>\(content)</w:\(root)>").utf8)
  }

  /// A part beside the main one.
  package struct Part {
    let kind: String
    let name: String
    let contentType: String
    let bytes: [UInt8]

    /// - Parameter kind: `header`, `footer`, `footnotes`, `endnotes`, `comments`: the relationship's
    ///   type, and where it stands: `word/header1.xml`, `word/comments.xml`.
    package init(_ kind: String, _ bytes: [UInt8], name: String? = nil) {
      self.kind = kind
      self.bytes = bytes
      self.name = name ?? kind + ".xml"
      contentType =
        "application/vnd.openxmlformats-officedocument.wordprocessingml.\(kind)+xml"
    }
  }

  /// A document with this body, and a section if the body has none.
  package static func package(_ body: String, parts: [Part] = []) -> OPCPackage {
    let section =
      body.hasSuffix("</w:sectPr>")
      ? "" : "<w:sectPr><w:pgSz w:w=\"11906\" w:h=\"16838\"/></w:sectPr>"
    var result = OPCPackage()
    guard let main = PartName("word/document.xml") else { return result }
    result.setPart(
      main, part("document", "<w:body>\(body)\(section)</w:body>"),
      contentType:
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml")
    _ = result.addRelationship(
      type: XML.Namespace.r.uri + "/officeDocument", target: main.text, from: nil)
    for part in parts {
      guard let name = PartName("word/" + part.name) else { continue }
      result.setPart(name, part.bytes, contentType: part.contentType)
      _ = result.addRelationship(
        type: XML.Namespace.r.uri + "/" + part.kind, target: part.name, from: main)
    }
    return result
  }

  /// The same document in the namespaces and relationship types of ISO 29500 Strict.
  package static func strict(_ package: OPCPackage) -> OPCPackage {
    var result = OPCPackage(isStrict: true)
    let vocabularies: [XML.Namespace] = [.w, .r, .wp, .a, .pic, .c, .m]
    for name in package.partNames where !name.text.hasSuffix(".rels") {
      var text = String(decoding: package.bytes(of: name) ?? [], as: UTF8.self)
      for vocabulary in vocabularies {
        text = text.replacing(
          "\"\(vocabulary.uri)\"", with: "\"\(XML.Namespace.strict(vocabulary.uri))\"")
      }
      result.setPart(name, Array(text.utf8), contentType: package.contentType(of: name))
    }
    for source in package.relationshipSources {
      result.setRelationships(package.relationships(of: source), of: source)
    }
    return result
  }

  /// The same document with another prefix for WordprocessingML; with none for an empty one, which
  /// attributes cannot have.
  package static func prefixed(_ prefix: String, _ package: OPCPackage) -> OPCPackage {
    var result = package
    for name in package.partNames where name.text.hasSuffix(".xml") {
      var text = String(decoding: package.bytes(of: name) ?? [], as: UTF8.self)
      let colon = prefix.isEmpty ? "" : prefix + ":"
      text = text.replacing("<w:", with: "<\(colon)").replacing("</w:", with: "</\(colon)")
      if prefix.isEmpty {
        text = text.replacing("xmlns:w=", with: "xmlns=\"\(XML.Namespace.w.uri)\" xmlns:w=")
      } else {
        text = text.replacing(" w:", with: " \(colon)")
          .replacing("xmlns:w=", with: "xmlns:\(prefix)=")
      }
      result.setPart(name, Array(text.utf8), contentType: nil)
    }
    return result
  }

  /// The root of a part; nil if it is not well-formed.
  package static func root(_ bytes: [UInt8]) -> XML.Element? {
    var sink = DiagnosticSink()
    return XML.parse(bytes, file: "", part: "", sink: &sink)?.root
  }

  /// The elements of a fragment, to compare with.
  package static func elements(_ fragment: String) -> [XML.Element] {
    var sink = DiagnosticSink()
    return XML.parse(part("body", fragment), file: "", part: "", sink: &sink)?.root.elements ?? []
  }

  private static func escaped(_ text: String) -> String {
    text.reduce(into: "") { result, character in
      switch character {
      case "&": result += "&amp;"
      case "<": result += "&lt;"
      case ">": result += "&gt;"
      case "\"": result += "&quot;"
      default: result.append(character)
      }
    }
  }
}

extension String {
  fileprivate var trimmingBlanks: String {
    var text = self[...]
    while text.first?.isWhitespace ?? false { text.removeFirst() }
    while text.last?.isWhitespace ?? false { text.removeLast() }
    return String(text)
  }
}

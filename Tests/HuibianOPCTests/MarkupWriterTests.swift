import HuibianDiagnostics
import Testing

@testable import HuibianOPC

/// Parts and elements that are written as bytes, without a tree.
struct MarkupWriterTests {
  private static func c(_ local: String) -> XML.Name { XML.Name(.c, local, prefix: "c") }

  /// What stands in an element: a value and a text with all that must be escaped.
  private func put(to writer: inout XML.MarkupWriter) {
    writer.put(#"<c:pt idx=""#)
    writer.put(12)
    writer.put(#"" x=""#)
    writer.put(value: "\"甲\" & <乙>\n")
    writer.put(#""><c:v>"#)
    writer.put(text: "\"甲\" & <乙>\r")
    writer.put("</c:v></c:pt>")
  }

  private var tree: XML.Element {
    XML.Element(
      Self.c("cat"),
      elements: [
        XML.Element(
          Self.c("pt"), [(XML.Name("idx"), "12"), (XML.Name("x"), "\"甲\" & <乙>\n")],
          elements: [XML.Element(Self.c("v"), [], [.text("\"甲\" & <乙>\r")])])
      ])
  }

  private var written: XML.Element {
    var writer = XML.MarkupWriter(capacity: 64)
    put(to: &writer)
    return XML.Element(Self.c("cat"), holding: writer)
  }

  private func bytes(_ element: XML.Element, prefix: String) -> [UInt8] {
    var root = XML.Element(XML.Name(.c, "ser", prefix: prefix), elements: [element])
    root.declarations = [XML.Declaration(prefix: prefix, uri: XML.Namespace.c.uri)]
    return XML.serialize(XML.Document(root: root))
  }

  @Test func `a part is written as its tree would be`() throws {
    var writer = XML.MarkupWriter(capacity: 0)
    writer.putDeclaration()
    writer.put(#"<c:cat xmlns:c=""#)
    writer.put(value: XML.Namespace.c.uri)
    writer.put("\">")
    put(to: &writer)
    writer.put("</c:cat>")
    var root = tree
    root.declarations = [XML.Declaration(prefix: "c", uri: XML.Namespace.c.uri)]
    #expect(writer.bytes == XML.serialize(XML.Document(root: root, standalone: true)))
  }

  @Test func `what an element holds is read only if somebody looks at it`() {
    let element = written
    #expect(bytes(element, prefix: "c") == bytes(tree, prefix: "c"))
    #expect(element.isUnread)
    #expect(element == tree && !element.isUnread)
  }

  @Test func `an element stands under other prefixes too`() {
    #expect(bytes(written, prefix: "q") == bytes(tree, prefix: "q"))
  }
}

import HuibianOPC
import Testing

/// Elements that are bytes until somebody looks at them.
struct ElementWriterTests {
  private static let hole = XML.Name(XML.Namespace("urn:x"), "hole", prefix: "x")
  private static let holes = XML.Holes(hole, bindings: [("xml", .xml)]) { hole in
    hole["id"].flatMap { Int($0) }
  }

  /// A paragraph with two holes, between texts.
  private var patterned: XML.Element {
    let run = { (text: String) in
      XML.Element(.w("r"), elements: [XML.Element(.w("t"), [], [.text(text)])])
    }
    let paragraph = XML.Element(
      .w("p"), [(.w("rsidR"), "00A1")],
      elements: [
        run("来信"), XML.Element(Self.hole, [(XML.Name("id"), "1")]), run("，"),
        XML.Element(Self.hole, [(XML.Name("id"), "2")]),
      ])
    return XML.Element(.w("body"), elements: [paragraph])
      .ready(besides: .foreign, Self.holes)
  }

  private func filled() throws -> XML.Element {
    let paragraph = try #require(patterned.elements.first)
    let pattern = try #require(paragraph.pattern)
    #expect(pattern.holes.map { $0["id"] } == ["1", "2"] && pattern.numbers == [1, 2])
    var writer = XML.ElementWriter(filling: pattern)
    for text in ["3 < 4", "甲 & 乙"] {
      writer.put(#"<w:sdt><w:id w:val=""#)
      writer.putControlNumber()
      writer.put(#""/><w:t xml:space="preserve">"#)
      writer.put(text: text)
      writer.put("</w:t></w:sdt>")
      writer.closeHole()
    }
    return writer.element()
  }

  private func text(_ element: XML.Element, prefix: String = "w") -> String {
    var root = XML.Element(XML.Name(.w, "body", prefix: prefix), elements: [element])
    root.declarations = [XML.Declaration(prefix: prefix, uri: XML.Namespace.w.uri)]
    return String(decoding: XML.serialize(XML.Document(root: root)), as: UTF8.self)
  }

  /// The element with the same content, as a tree.
  private func tree(_ numbers: [String]) -> XML.Element {
    let control = { (number: String, text: String) in
      XML.Element(
        .w("sdt"),
        elements: [
          XML.Element(.w("id"), [(.w("val"), number)]),
          XML.Element(.w("t"), [(.xml("space"), "preserve")], [.text(text)]),
        ])
    }
    let run = { (text: String) in
      XML.Element(.w("r"), elements: [XML.Element(.w("t"), [], [.text(text)])])
    }
    return XML.Element(
      .w("p"), [(.w("rsidR"), "00A1")],
      elements: [
        run("来信"), control(numbers[0], "3 < 4"), run("，"), control(numbers[1], "甲 & 乙"),
      ])
  }

  @Test func `a filled pattern is written and read as the tree would be`() throws {
    let element = try filled()
    #expect(element.isUnread)
    #expect(text(element) == text(tree(["", ""])))
    #expect(element.isUnread, "writing does not read")
    #expect(element == tree(["", ""]))
    #expect(!element.isUnread)
    #expect(text(element) == text(tree(["", ""])))
  }

  @Test func `numbers come into the slots, in order`() throws {
    var element = try filled()
    #expect(element.slotCount == 2 && element.mayHold(.controls) && !element.mayHold(.foreign))
    element.fillSlots([7, 12])
    #expect(element.isUnread)
    #expect(text(element) == text(tree(["7", "12"])))
    #expect(element == tree(["7", "12"]), "what is read has its numbers")
  }

  @Test func `knows how it begins without being read`() throws {
    let element = try filled()
    #expect(element.lead.map { $0.element?.text } == ["来信"])
    #expect(element.first(.w("r"))?.text == "来信")
    #expect(element.isUnread)
    #expect(element.first(.w("sdt"))?.text == "3 < 4")
    #expect(!element.isUnread)
  }

  @Test func `a change is written, and copies keep what they were`() throws {
    let before = try filled()
    var after = before
    after[w: "rsidR"] = nil
    var expected = tree(["", ""])
    expected[w: "rsidR"] = nil
    #expect(after == expected && text(after) == text(expected))
    #expect(text(before) == text(tree(["", ""])))
  }

  @Test func `is written with other prefixes where its own mean something else`() throws {
    let element = try filled()
    #expect(text(element, prefix: "q") == text(tree(["", ""]), prefix: "q"))
  }

  @Test func `what holds more than holes is no pattern`() throws {
    let inner = XML.Element(
      .w("hyperlink"), elements: [XML.Element(Self.hole), XML.Element(.w("bookmarkStart"))])
    let paragraph = XML.Element(.w("p"), elements: [inner])
    let ready = paragraph.ready(besides: .foreign, Self.holes)
    #expect(ready.pattern == nil && ready.first(.w("hyperlink"))?.pattern == nil)
  }

  @Test func `no pattern has a hole without number, or with a prefix of two meanings`() {
    let nameless = XML.Element(.w("p"), elements: [XML.Element(Self.hole)])
    #expect(nameless.ready(besides: .foreign, Self.holes).pattern == nil)
    let paragraph = XML.Element(
      .w("p"), elements: [XML.Element(Self.hole, [(XML.Name("id"), "1")])])
    let others = XML.Holes(Self.hole, bindings: [("w", .xml)]) { _ in 1 }
    #expect(paragraph.ready(besides: .foreign, others).pattern == nil)
    #expect(paragraph.ready(besides: .foreign, Self.holes).pattern?.numbers == [1])
  }

  @Test func `tells its text without being read, as it is written`() throws {
    let element = try filled()
    #expect(element.unreadText == "来信3 &lt; 4，甲 &amp; 乙")
    #expect(element.isUnread)
    #expect(element.children.count == 4 && element.unreadText == nil)
  }

  @Test func `a change takes the pattern away`() throws {
    var paragraph = try #require(patterned.elements.first)
    paragraph[w: "rsidR"] = "00B2"
    #expect(paragraph.pattern == nil)
  }
}

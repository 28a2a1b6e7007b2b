import HuibianOPC
import Testing

/// What an element knows of what is below it, and when it forgets it.
struct KnownElementTests {
  private let text = XML.Element(
    .w("p"),
    elements: [
      XML.Element(.w("pPr"), elements: [XML.Element(.w("jc"), [(.w("val"), "center")])]),
      XML.Element(.w("r"), elements: [XML.Element(.w("t"), [], [.text("正文 & <文>")])]),
    ])

  private func document(_ root: XML.Element, prefix: String = "w") -> XML.Document {
    var root = root
    root.declarations = [XML.Declaration(prefix: prefix, uri: XML.Namespace.w.uri)]
    return XML.Document(root: root)
  }

  // MARK: Landmarks

  /// Each landmark with a name of its sort.
  static let names: [(XML.Landmarks, XML.Element)] = [
    (.controls, XML.Element(.w("sdt"))),
    (.charts, XML.Element(XML.Name(.c, "chart", prefix: "c"))),
    (.identities, XML.Element(.w("bookmarkStart"))), (.identities, XML.Element(.w("permEnd"))),
    (.identities, XML.Element(.w("ins"), [(.w("author"), "甲")])),
    (.identities, XML.Element(.w("p"), [(XML.Name(.w14, "paraId", prefix: "w14"), "1")])),
    (.identities, XML.Element(.w("customXmlMoveFromRangeEnd"))),
    (.shapes, XML.Element(XML.Name(.v, "任意", prefix: "v"))),
    (.shapes, XML.Element(XML.Name(.wps, "txbx", prefix: "wps"))),
    (.notes, XML.Element(.w("endnoteReference"))), (.notes, XML.Element(.w("footnote"))),
    (.drawings, XML.Element(XML.Name(.wp, "docPr", prefix: "wp"))),
    (.drawings, XML.Element(.w("tblDescription"))),
    (.containers, XML.Element(.w("tc"))), (.containers, XML.Element(.w("txbxContent"))),
    (.fields, XML.Element(.w("fldSimple"))), (.fields, XML.Element(.w("instrText"))),
    (.foreign, XML.Element(XML.Name(XML.Namespace("urn:x"), "p", prefix: "x"))),
    (.foreign, XML.Element(.w("p"), [(XML.Name(XML.Namespace("urn:x"), "a", prefix: "x"), "")])),
  ]

  @Test(arguments: names.indices)
  func `what stands below is known above, and forgotten when it is gone`(index: Int) {
    let (landmark, element) = Self.names[index]
    var root = XML.Element(.w("body"), elements: [text, text])
    #expect(!root.mayHold(landmark))
    root.updateChild(at: 1) { $0.children.append(.element(element)) }
    #expect(root.mayHold(landmark))
    #expect(root.children[1].element?.mayHold(landmark) == true)
    #expect(root.children[0].element?.mayHold(landmark) == false)
    root.updateChild(at: 1) { $0.children.removeLast() }
    #expect(!root.mayHold(landmark))
  }

  @Test func `a copy that is changed tells nothing of the first`() {
    let first = XML.Element(.w("body"), elements: [text])
    #expect(!first.mayHold(.controls))
    var second = first
    second.updateChild(at: 0) { $0.name = .w("sdt") }
    #expect(second.mayHold(.controls))
    #expect(!first.mayHold(.controls))
    second.updateChild(at: 0) { $0.name = .w("p") }
    #expect(!second.mayHold(.controls))
    second.updateChild(at: 0) { $0[w: "author"] = "甲" }
    #expect(second.mayHold(.identities))
  }

  // MARK: Bytes made ready

  @Test func `an element with its bytes ready is written as without`() {
    let plain = XML.Element(.w("body"), elements: [text, text])
    let ready = XML.Element(.w("body"), elements: [text.ready, text])
    #expect(XML.serialize(document(ready)) == XML.serialize(document(plain)))
    #expect(ready == plain)
  }

  @Test func `a change is written, whatever bytes were ready`() {
    var changed = XML.Element(.w("body"), elements: [text.ready, text.ready]).ready
    changed.updateChild(at: 1) { paragraph in
      paragraph.updateChild(at: 1) { $0.children = [] }
    }
    var plain = XML.Element(.w("body"), elements: [text, text])
    plain.updateChild(at: 1) { paragraph in
      paragraph.updateChild(at: 1) { $0.children = [] }
    }
    #expect(XML.serialize(document(changed)) == XML.serialize(document(plain)))
    var renamed = text.ready
    renamed[w: "rsidR"] = "1"
    var plainRenamed = text
    plainRenamed[w: "rsidR"] = "1"
    #expect(XML.serialize(document(renamed)) == XML.serialize(document(plainRenamed)))
  }

  @Test func `bytes are not used where their prefix means something else`() {
    let plain = XML.Element(.w("body"), elements: [text])
    let ready = XML.Element(.w("body"), elements: [text.ready])
    // The namespace has another prefix here, and w is that of another one.
    var (a, b) = (document(plain, prefix: "d"), document(ready, prefix: "d"))
    a.root.declarations.append(XML.Declaration(prefix: "w", uri: "urn:x"))
    b.root.declarations.append(XML.Declaration(prefix: "w", uri: "urn:x"))
    #expect(XML.serialize(b) == XML.serialize(a))
    #expect(XML.serialize(XML.Document(root: ready)) == XML.serialize(XML.Document(root: plain)))
  }

  @Test func `what cannot be told from prefixes alone is never ready`() {
    var declaring = text
    declaring.declarations = [XML.Declaration(prefix: "w", uri: XML.Namespace.w.uri)]
    let nameless = XML.Element(.w("p"), elements: [XML.Element(XML.Name("a"))])
    let twice = XML.Element(
      .w("p"), elements: [XML.Element(XML.Name(XML.Namespace("urn:x"), "a", prefix: "w"))])
    for element in [declaring, nameless, twice] {
      let plain = XML.Element(.w("body"), elements: [element])
      let ready = XML.Element(.w("body"), elements: [element.ready])
      #expect(XML.serialize(document(ready)) == XML.serialize(document(plain)))
    }
  }

  @Test func `only what holds no mark has its bytes ready, and all is written as before`() {
    let mark = XML.Element(XML.Name(XML.Namespace("urn:x"), "mark", prefix: "x"))
    let marked = XML.Element(.w("p"), elements: [text, mark])
    let plain = XML.Element(.w("body"), elements: [text, marked])
    let ready = plain.ready(besides: .foreign, XML.Holes(.w("无"), bindings: []) { _ in 1 })
    #expect(ready == plain)
    #expect(XML.serialize(document(ready)) == XML.serialize(document(plain)))
  }
}

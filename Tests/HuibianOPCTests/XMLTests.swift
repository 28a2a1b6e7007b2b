import HuibianDiagnostics
import HuibianOPC
import Testing

/// XML in and out.
struct XMLTests {
  private func parse(_ bytes: [UInt8]) -> (XML.Document?, [String]) {
    var sink = DiagnosticSink()
    let document = XML.parse(bytes, file: "甲.docx", part: "word/document.xml", sink: &sink)
    return (document, sink.diagnostics.map { "\($0.id): \($0.message)" })
  }

  private func parse(_ text: String) -> (XML.Document?, [String]) { parse(Array(text.utf8)) }

  private func written(_ document: XML.Document?) -> String? {
    document.map {
      String(decoding: XML.serialize($0).drop { $0 != 0xA }.dropFirst(), as: UTF8.self)
    }
  }

  /// What is written as it was read, but for the declaration.
  static let preserved = [
    "<a/>",
    #"<?mso-contentType?><!-- 前 --><a/><!-- 后 --><?end x="1"?>"#,
    #"<a xmlns="urn:x" xmlns:w="urn:w"><w:b w:c="1" d="2"/><e xmlns=""><f/></e></a>"#,
    #"<w:p xmlns:w="urn:1"><w:p xmlns:w="urn:2" w:a="1"/></w:p>"#,
    #"<w:t xmlns:w="urn:w" xml:space="preserve">  文 字  </w:t>"#,
    "<a> <b/>\n\t<b/> </a>",
    "<a b=\"&amp;&lt;>&quot;'&#x9;&#xA;&#xD;\">&amp;&lt;&gt;\"'&#xD;</a>",
    #"<a b="&amp;#38;&amp;amp;">&amp;#38;</a>"#,
    "<a>𠮷\u{85}\u{200B}e\u{301}</a>",
    #"<a b="" c="1"><!----><b/></a>"#,
  ]

  @Test(arguments: preserved)
  func `writes what it read`(text: String) {
    let (document, problems) = parse(text)
    #expect(problems == [])
    #expect(written(document) == text)
    #expect(
      written(parse(XML.serialize(document ?? XML.Document(root: XML.Element(.w("x"))))).0) == text)
  }

  @Test(arguments: [
    (XML.Namespace.none, ""), (.xml, "http://www.w3.org/XML/1998/namespace"),
    (.w, "http://schemas.openxmlformats.org/wordprocessingml/2006/main"),
    (.w, "http://purl.oclc.org/ooxml/wordprocessingml/main"),
    (.r, "http://schemas.openxmlformats.org/officeDocument/2006/relationships"),
    (.customProperties, "http://purl.oclc.org/ooxml/officeDocument/customProperties"),
    (.dcterms, "http://purl.org/dc/terms/"), (.xsi, "http://www.w3.org/2001/XMLSchema-instance"),
  ])
  func `knows a namespace by its URI`(namespace: XML.Namespace, uri: String) {
    #expect(XML.Namespace(uri) == namespace)
    #expect(XML.Namespace(namespace.uri) == namespace)
    #expect(XML.Namespace(uri + "x") != namespace)
    #expect(XML.Namespace("urn:x").uri == "urn:x")
  }

  @Test func `CDATA and character references are text, and one text`() {
    let (document, _) = parse("<a>x<![CDATA[<y>&amp;]]>&#x4E00;&lt;</a>")
    #expect(document?.root.children == [.text("x<y>&amp;一<")])
  }

  @Test func `line breaks are normalised as the standard says`() {
    #expect(parse("<a>1\r\n2\r3</a>").0?.root.text == "1\n2\n3")
  }

  @Test(arguments: [
    ("", "xml-malformed: XML 第1行有语法错误：没有内容"),
    ("<a>\n<b></a>", "xml-malformed: XML 第2行有语法错误：开始标签与结束标签不配对"),
    ("<a>\n<b>", "xml-malformed: XML 第2行有语法错误：内容不完整"),
    ("<a/><b/>", "xml-malformed: XML 第1行有语法错误：根元素之后还有内容"),
    ("<a>&nbsp;</a>", "xml-malformed: XML 第1行有语法错误：引用了未定义的实体"),
    ("<a>\u{1}</a>", "xml-malformed: XML 第1行有语法错误：含有非法字符"),
    ("<a b='1' b='2'/>", "xml-malformed: XML 第1行有语法错误：同一属性出现两次"),
    ("<w:a/>", "xml-malformed: XML 第1行有语法错误：名称空间前缀没有声明"),
    ("<a\n w:b='1'/>", "xml-malformed: XML 第2行有语法错误：名称空间前缀没有声明"),
    (
      "<a xmlns:p='u' xmlns:q='u' p:b='1' q:b='2'/>",
      "xml-malformed: XML 第1行有语法错误：同一属性出现两次"
    ),
    ("<?xml version='1.1'?><a/>", "xml-malformed: XML 第1行有语法错误：XML 声明有误"),
    ("<!DOCTYPE a><a/>", "xml-doctype: XML 第1行含有文档类型声明（DOCTYPE），不允许"),
    (
      "<?xml version='1.0'?>\n<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/hosts'>]><a>&b;</a>",
      "xml-doctype: XML 第2行含有文档类型声明（DOCTYPE），不允许"
    ),
    (
      "<?xml version='1.0' encoding='GBK'?><a/>",
      "xml-encoding: XML 声明的编码 “GBK” 与实际内容不符或不受支持，只接受 UTF-8 和 UTF-16"
    ),
    (
      "<?xml version='1.0' encoding='UTF-7'?>+ADw-a/+AD4-",
      "xml-encoding: XML 声明的编码 “UTF-7” 与实际内容不符或不受支持，只接受 UTF-8 和 UTF-16"
    ),
    (
      "<?xml version='1.0' encoding='UTF-16'?><a/>",
      "xml-encoding: XML 声明的编码 “UTF-16” 与实际内容不符或不受支持，只接受 UTF-8 和 UTF-16"
    ),
  ])
  func `says what is wrong and where`(text: String, message: String) {
    let (document, problems) = parse(text)
    #expect(document == nil)
    #expect(problems == [message])
  }

  @Test(arguments: [false, true], [false, true])
  func `reads UTF-16 in both orders, with a mark or without`(isBig: Bool, hasMark: Bool) {
    func encode(_ text: String) -> [UInt8] {
      ((hasMark ? "\u{FEFF}" : "") + text).utf16.flatMap { unit in
        let pair = [UInt8(unit >> 8), UInt8(unit & 0xFF)]
        return isBig ? pair : pair.reversed()
      }
    }
    #expect(parse(encode("<?xml version='1.0' encoding='UTF-16'?><a>𠮷</a>")).0?.root.text == "𠮷")
    let hostile = encode("<?xml version='1.0' encoding='UTF-16'?><!DOCTYPE a SYSTEM 'x'><a/>")
    #expect(parse(hostile).1 == ["xml-doctype: XML 第1行含有文档类型声明（DOCTYPE），不允许"])
    let lying = encode("<?xml version='1.0' encoding='UTF-8'?><a/>")
    #expect(parse(lying).1.map { $0.prefix(12) } == ["xml-encoding"])
  }

  @Test(
    arguments: [
      [0x00, 0x00, 0x00, 0x3C], [0x3C, 0x00, 0x00, 0x00], [0xFF, 0xFE, 0x3C],
      [0xFF, 0xFE, 0x00, 0xD8],
    ] as [[UInt8]])
  func `refuses other encodings`(bytes: [UInt8]) {
    #expect(parse(bytes).1.map { $0.prefix(12) } == ["xml-encoding"])
  }

  @Test func `refuses bytes that are not UTF-8`() {
    #expect(parse(Array("<a>".utf8) + [0xB0, 0xA1] + Array("</a>".utf8)).0 == nil)
  }

  @Test(arguments: [(255, true), (256, true), (257, false), (5000, false)])
  func `nests 256 deep and no deeper`(depth: Int, isFine: Bool) {
    let text = String(repeating: "<a>", count: depth) + String(repeating: "</a>", count: depth)
    let (document, problems) = parse(text)
    #expect((document != nil) == isFine)
    #expect(problems == (isFine ? [] : ["xml-too-deep: XML 第1行元素嵌套过深，上限256层"]))
  }

  @Test(arguments: [(10_000_000, true), (10_000_001, false)])
  func `texts end at ten million bytes`(length: Int, isFine: Bool) {
    let bytes = Array("<a>".utf8) + [UInt8](repeating: 0x61, count: length) + Array("</a>".utf8)
    #expect(parse(bytes).1 == (isFine ? [] : ["xml-too-long: XML 第1行有一段文字或一个属性超过一千万字节的上限"]))
  }

  @Test func `the standalone declaration is kept, and yes by default`() {
    #expect(parse("<?xml version='1.0' standalone='no'?><a/>").0?.standalone == false)
    let document = XML.Document(root: XML.Element(XML.Name("a")))
    #expect(
      String(decoding: XML.serialize(document), as: UTF8.self)
        == "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\r\n<a/>")
  }

  @Test func `a strict namespace means the transitional one, and is written as it was`() {
    let text = #"<w:p xmlns:w="http://purl.oclc.org/ooxml/wordprocessingml/main"><w:r/></w:p>"#
    var document = parse(text).0
    #expect(document?.root.name == .w("p"))
    document?.root.children.append(.element(XML.Element(.w("q"))))
    #expect(written(document) == text.replacing("<w:r/>", with: "<w:r/><w:q/>"))
  }

  @Test func `a new name takes the prefix that its namespace has there`() {
    let w = XML.Namespace.w.uri
    var root = XML.Element(
      XML.Name(.w, "p", prefix: "ns0"), declarations: [XML.Declaration(prefix: "ns0", uri: w)])
    root.children = [.element(XML.Element(.w("r"), [(.w("a"), "1"), (.r("id"), "2")]))]
    #expect(
      written(XML.Document(root: root))
        == #"<ns0:p xmlns:ns0="\#(w)"><ns0:r xmlns:r="\#(XML.Namespace.r.uri)" ns0:a="1" r:id="2"/></ns0:p>"#
    )
    let inner = XML.Element(XML.Name("b"))
    let outer = XML.Element(
      XML.Name(XML.Namespace("urn:x"), "a", prefix: ""), [(XML.Name(.w, "c", prefix: ""), "1")],
      elements: [inner])
    #expect(
      written(XML.Document(root: outer))
        == #"<a xmlns="urn:x" xmlns:ns1="\#(w)" ns1:c="1"><b xmlns=""/></a>"#)
  }

  @Test func `attributes are set, replaced and removed`() {
    var element = XML.Element(.w("a"), [(.w("val"), "1"), (XML.Name("val"), "2")])
    element[w: "val"] = "3"
    element["val"] = nil
    element["new"] = "4"
    #expect(element == XML.Element(.w("a"), [(.w("val"), "3"), (XML.Name("new"), "4")]))
    #expect(element[w: "none"] == nil)
  }

  @Test func `children are found by name and changed in place`() {
    var element = XML.Element(
      .w("p"), [], [.text("a"), .element(XML.Element(.w("r"), [], [.text("b")])), .comment("c")])
    #expect(element.text == "ab")
    #expect(element.first(.w("r"))?.text == "b")
    #expect(element.all(.w("t")) == [])
    #expect(element.updateChild(at: 0) { $0.children = [] } == nil)
    element.updateChild(at: 1) { $0.children.append(.text("d")) }
    #expect(element.text == "abd")
  }

  @Test(arguments: [
    ("来访", "来访", 0), ("a\u{0}b\u{B}c", "a\u{FFFD}b\u{FFFD}c", 2),
    ("\u{FFFE}\t\n\r", "\u{FFFD}\t\n\r", 1),
    ("\u{85}\u{7F}", "\u{85}\u{7F}", 0),
  ])
  func `text is made safe for XML and counted`(text: String, safe: String, replaced: Int) {
    let result = xmlSafe(text)
    #expect(Array(result.text.utf8) == Array(safe.utf8))
    #expect(result.replaced == replaced)
  }
}

import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// What a copied block refers to, and what refers to it.
struct CopiedPartsTests {
  private static func v(_ local: String) -> XML.Name { XML.Name(.v, local, prefix: "v") }

  private static func notes(_ kind: String, _ notes: [(Int, String)]) -> WML.Part {
    let all = notes.map { "<w:\(kind) w:id=\"\($0.0)\">\(WML.line($0.1))</w:\(kind)>" }
    return WML.Part(
      kind + "s",
      WML.part(
        kind + "s",
        "<w:\(kind) w:type=\"separator\" w:id=\"-1\"><w:p/></w:\(kind)>" + all.joined()))
  }

  private static func reference(_ kind: String, _ id: Int) -> String {
    "<w:r><w:\(kind)Reference w:id=\"\(id)\"/></w:r>"
  }

  private func story(_ template: Template, _ index: Int) -> [String] {
    template.document.root(of: index).elements.map { "\($0[w: "id"] ?? ""):\($0.text)" }
  }

  @Test(arguments: ["footnote", "endnote"])
  func `each copy of a reference gets a note of its own, filled as its text is`(kind: String)
    throws
  {
    var template = try #require(
      Template(
        WML.p(WML.r("前"), Self.reference(kind, 1)) + WML.line("{{p a}}")
          + WML.p(WML.r("{{名}}"), Self.reference(kind, 2)) + WML.line("{{/a}}")
          + WML.p(WML.r("后"), Self.reference(kind, 3)),
        parts: [Self.notes(kind, [(1, "甲"), (2, "注{{值}}"), (3, "丙")])]))
    template.expand(["a": [0, 0, 0]])
    let body = template.document.root(of: 0)
    #expect(
      values(body, .w(kind + "Reference")) { $0[w: "id"] } == ["1", "2", "4", "5", "3"])
    #expect(story(template, 1) == ["-1:", "1:甲", "2:注值1", "4:注值2", "5:注值3", "3:丙"])
  }

  @Test func `a note whose reference is gone goes too, others stay`() throws {
    let notes = Self.notes("footnote", [(1, "甲{{值}}"), (2, "乙"), (3, "丙{{值}}")])
    var template = try #require(
      Template(
        WML.p(WML.r("{{i a}}x"), Self.reference("footnote", 1), WML.r("{{/a}}"))
          + WML.p(Self.reference("footnote", 2)), parts: [notes]))
    template.expand(["a": []])
    #expect(story(template, 1) == ["-1:", "2:乙", "3:丙值"])
    // Nothing in the body is filled: its references are what they were.
    template = try #require(
      Template(WML.p(WML.r("x"), Self.reference("footnote", 1)), parts: [notes]))
    template.expand()
    #expect(story(template, 1) == ["-1:", "1:甲值", "2:乙", "3:丙值"])
  }

  @Test func `renumbers the shapes of copies, with what refers to them`() throws {
    let shape = { (id: Int, next: String) in
      "<w:r><w:pict><v:shapetype id=\"_x0000_t202\"/><v:shape id=\"_x0000_s\(id)\" o:spid=\"_x0000_s\(id)\" type=\"#_x0000_t202\">"
        + "<v:textbox style=\"\(next)\"><w:txbxContent>\(WML.line("框"))</w:txbxContent></v:textbox></v:shape></w:pict></w:r>"
    }
    let object =
      "<w:r><w:object><v:shape id=\"_x0000_i1025\"/><o:OLEObject ShapeID=\"_x0000_i1025\"/></w:object></w:r>"
    var template = try #require(
      Template(
        WML.line("{{p a}}")
          + WML.p(
            shape(1027, "width:1pt;mso-next-textbox:#_x0000_s1028"), shape(1028, "width:1pt"),
            object)
          + WML.line("{{/a}}") + WML.p(shape(1026, ""))))
    template.expand(["a": [0, 0]])
    let root = template.document.root(of: 0)
    #expect(
      values(root, Self.v("shape")) { $0["id"] } == [
        "_x0000_s1027", "_x0000_s1028", "_x0000_i1025", "_x0000_s1029", "_x0000_s1030",
        "_x0000_i1030", "_x0000_s1026",
      ])
    #expect(
      values(root, Self.v("shape")) { $0[attribute: XML.Name(.o, "spid", prefix: "o")] } == [
        "_x0000_s1027", "_x0000_s1028", "_x0000_s1029", "_x0000_s1030", "_x0000_s1026",
      ])
    #expect(
      values(root, Self.v("textbox")) { $0["style"] } == [
        "width:1pt;mso-next-textbox:#_x0000_s1028", "width:1pt",
        "width:1pt;mso-next-textbox:#_x0000_s1030", "width:1pt", "",
      ])
    #expect(
      values(root, XML.Name(.o, "OLEObject", prefix: "o")) { $0["ShapeID"] } == [
        "_x0000_i1025", "_x0000_i1030",
      ])
    #expect(values(root, Self.v("shapetype")) { $0["id"] } == ["_x0000_t202"])
  }

  @Test func `links text boxes within their own copy`() throws {
    let boxes =
      "<w:r><w:drawing><wps:wsp><wps:txbx id=\"1\"><w:txbxContent>\(WML.line("框"))</w:txbxContent></wps:txbx></wps:wsp></w:drawing></w:r>"
      + "<w:r><w:drawing><wps:wsp><wps:linkedTxbx id=\"1\" seq=\"1\"/></wps:wsp></w:drawing></w:r>"
    var template = try #require(
      Template(WML.line("{{p a}}") + WML.p(boxes) + WML.line("{{/a}}")))
    template.expand(["a": [0, 0, 0]])
    let root = template.document.root(of: 0)
    for name in ["txbx", "linkedTxbx"] {
      #expect(values(root, XML.Name(.wps, name, prefix: "wps")) { $0["id"] } == ["1", "2", "3"])
    }
  }

  @Test(arguments: [
    // Inside, across the begin, across the end of what is repeated; the last of what is dropped.
    ("{{p a}}¶[x]¶{{/a}}", [0, 0], "[x]!x"), ("[¶{{p a}}¶x]¶{{/a}}", [0, 0], "[x]!x"),
    ("{{p a}}¶[x¶{{/a}}¶]", [0, 0], "[xx]!"), ("[¶{{p a}}¶x]¶{{/a}}", [], "!"),
    ("{{p a}}¶[x¶{{/a}}¶]", [], "!"),
  ])
  func `keeps one pair of a comment's anchors, or none`(
    lines: String, copies: [Int], result: String
  ) throws {
    let anchors: [Character: String] = [
      "[": "<w:commentRangeStart w:id=\"0\"/>",
      "]": "<w:commentRangeEnd w:id=\"0\"/><w:r><w:commentReference w:id=\"0\"/></w:r>",
    ]
    let body = lines.split(separator: "¶").map { line -> String in
      line.hasPrefix("{")
        ? WML.line(String(line))
        : WML.p(line.map { anchors[$0] ?? WML.r(String($0)) }.joined())
    }
    var template = try #require(Template(body.joined()))
    template.expand(["a": copies])
    let root = template.document.root(of: 0)
    func drawn(_ element: XML.Element) -> String {
      switch element.name {
      case .w("commentRangeStart"): "["
      case .w("commentRangeEnd"): "]"
      case .w("commentReference"): "!"
      case .w("t"): element.text
      default: element.elements.map(drawn).joined()
      }
    }
    let expected = result == "!" && lines.hasPrefix("[") ? "" : result
    #expect(drawn(root) == expected)
  }

  @Test func `counts the columns of cells in a control`() throws {
    let merged = { (mark: String, text: String) in
      WML.tc(WML.line(text), properties: mark)
    }
    let control =
      "<w:sdt><w:sdtContent>" + WML.tc(WML.line("甲")) + WML.tc(WML.line("乙"))
      + "</w:sdtContent></w:sdt>"
    let row = { (cells: String) in WML.tr(cells) }
    var template = try #require(
      Template(
        WML.table(
          grid: String(repeating: "<w:gridCol w:w=\"1000\"/>", count: 3),
          row(control + merged("<w:vMerge w:val=\"restart\"/>", "{{r a}}{{/a}}丙"))
            + row(WML.tc(WML.line("丁")) + WML.tc(WML.line("戊")) + merged("<w:vMerge/>", "")))))
    template.expand(["a": [0, 0]])
    // The merge goes on below the region: the second copy continues it.
    #expect(
      values(template.blocks[0], .w("vMerge")) { $0[w: "val"] ?? "↑" } == ["restart", "↑", "↑"])
  }

  @Test(arguments: [([0, 0], ["名", "a1", "a2"]), ([], ["名", "无"])])
  func `repeats rows in a control around rows`(copies: [Int], lines: [String]) throws {
    let rows = WML.tr(WML.tc(WML.line("{{r x}}{{a}}{{/x}}")))
    var template = try #require(
      Template(
        WML.table(
          grid: "<w:gridCol w:w=\"1000\"/>",
          WML.tr(WML.tc(WML.line("名")))
            + "<w:sdt><w:sdtPr/><w:sdtContent>\(rows)</w:sdtContent></w:sdt>")))
    template.expand(["x": copies])
    #expect(template.lines == lines)
    #expect(template.blocks[0].all(.w("sdt")).count == (copies.isEmpty ? 0 : 1))
  }
}

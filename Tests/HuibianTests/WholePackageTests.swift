import Huibian
import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord
import Testing

/// Everything that must be unique or paired, over the whole package of a report with a little of
/// everything in loops, inserted documents and charts.
struct WholePackageTests {
  /// The parts of the document that hold elements of its text, parsed.
  private struct Written {
    let package: OPCPackage
    let parts: [PartName: XML.Element]

    init(_ outcome: Outcome) throws {
      var sink = DiagnosticSink()
      let report = try #require(outcome.report, "\(outcome.messages)")
      let package = try #require(
        OPCPackage.open(report.document, file: "", kind: .wordDocument, sink: &sink))
      self.package = package
      var parts: [PartName: XML.Element] = [:]
      for part in package.partNames where part.extension == "xml" {
        parts[part] = package.bytes(of: part).flatMap { WML.root($0) }
      }
      self.parts = parts
    }

    func all(_ local: String, in part: PartName? = nil) -> [XML.Element] {
      parts.filter { part == nil || $0.key == part }.sorted { $0.key.text < $1.key.text }
        .flatMap { $0.value.below(local) }
    }

    func values(_ local: String, _ attribute: String) -> [String] {
      all(local).compactMap { $0.attributes.first { $0.name.local == attribute }?.value }
    }
  }

  private func isUnique(_ ids: [String], _ what: Comment) {
    #expect(ids.count > 1, what)
    #expect(Set(ids).count == ids.count, what)
  }

  @Test func `ids are unique and ends are paired`() async throws {
    let written = try Written(try await RichTemplate.compiled())
    let controls = written.all("sdtPr").compactMap { $0.below("id").first?.attributes.first?.value }
    isUnique(controls, "controls")
    isUnique(written.values("docPr", "id"), "drawings")
    isUnique(written.values("bookmarkStart", "id"), "bookmarks")
    isUnique(written.values("bookmarkStart", "name").map { $0.lowercased() }, "names of bookmarks")
    #expect(
      written.values("bookmarkStart", "id").sorted() == written.values("bookmarkEnd", "id").sorted()
    )
    let paragraphs = written.all("p").compactMap { paragraph in
      paragraph.attributes.first { $0.name.local == "paraId" }?.value
    }
    isUnique(paragraphs, "paragraphs")
    isUnique(written.values("ins", "id"), "revisions")
    let anchors = ["commentRangeStart", "commentRangeEnd", "commentReference"].map {
      written.values($0, "id")
    }
    #expect(anchors == [["0"], ["0"], ["0"]])
  }

  @Test func `notes, lists and styles that are referred to are there`() async throws {
    let written = try Written(try await RichTemplate.compiled())
    let references = written.values("footnoteReference", "id")
    isUnique(references, "notes")
    let notes = written.all("footnote").filter {
      !$0.attributes.contains { $0.name.local == "type" }
    }
    #expect(
      Set(references) == Set(notes.compactMap { $0.attributes.first?.value }))
    let main = written.package.mainPart
    for (reference, definition, id) in [
      ("numId", "num", "numId"), ("pStyle", "style", "styleId"),
    ] {
      let used = written.all(reference, in: main).compactMap { $0.attributes.first?.value }
      #expect(!used.isEmpty && Set(used).isSubset(of: written.values(definition, id)))
    }
  }

  @Test func `every link leads to a part, and no two charts share one`() async throws {
    let written = try Written(try await RichTemplate.compiled())
    let package = written.package
    for part in package.partNames {
      for link in package.relationships(of: part) where !link.isExternal {
        let target = package.resolve(link.target, from: part)
        #expect(target.map { package.bytes(of: $0) != nil } ?? false, "\(part.text) \(link.target)")
      }
    }
    var used: [String] = []
    for (part, root) in written.parts {
      let links = Set(package.relationships(of: part).map(\.id))
      let ids = root.references
      #expect(Set(ids).isSubset(of: links), "\(part.text)")
      if part == package.mainPart {
        used = root.below("graphicData").flatMap { $0.below("chart") }.compactMap {
          $0.attributes.first { $0.name.local == "id" }?.value
        }
      }
    }
    isUnique(used, "charts")
    let workbooks = package.partNames.filter { $0.extension == "xlsx" }
    #expect(workbooks.count == used.count)
    for number in 1...used.count {
      let chart = try #require(ChartContent(number, of: package), "chart \(number)")
      #expect(chart.agrees)
    }
  }

  @Test func `sections of copies keep their orientation and their headers`() async throws {
    let written = try Written(try await RichTemplate.compiled())
    let sections = written.all("sectPr", in: written.package.mainPart)
    let shapes = sections.map { section in
      let size = section.below("pgSz").first
      return size?.attributes.first { $0.name.local == "orient" }?.value ?? "portrait"
    }
    // 前; three members; each 附件 with three members and its end, twice; 尾.
    let members = ["landscape", "landscape", "landscape"]
    #expect(
      shapes == ["portrait"] + members + members + ["portrait"] + members + ["portrait"]
        + ["portrait"])
    #expect(sections.allSatisfy { $0.below("headerReference").count >= 1 })
  }

  // MARK: Controls

  /// The control tags of a compiled text template, by what they show.
  private func tags(_ template: String, data: String = cases) async throws -> [(String, String)] {
    let outcome = await compile(template, data: ["信访件.csv": data])
    let root = try #require(outcome.document?.root(of: 0), "\(outcome.messages)")
    return root.below("sdt").compactMap { control in
      let properties = control.below("sdtPr").first
      guard let tag = properties?.below("tag").first?.attributes.first?.value else { return nil }
      return (control.below("t").map(\.text).joined(), tag)
    }
  }

  @Test func `a figure keeps its tag when words, other figures or the data change`() async throws {
    let one = try await tags("# 甲\n\n共{{信访总量}}，{{信访总量｜同比}}，再共{{信访总量}}。\n")
    #expect(one.map(\.1).allSatisfy { $0.hasPrefix("hb1:") && $0.count <= 64 })
    #expect(Set(one.map(\.1)).count == 3)
    let total = one[0].1
    #expect(one[2].1 == total.dropLast() + "2")
    let two = try await tags(
      "# 乙\n\n先说{{来访批次}}，{{来信件数}}。\n\n一共{{信访总量}}、又{{信访总量｜同比}}\n\n{{信访总量}}\n")
    #expect(two.map(\.1).suffix(3) == one.map(\.1)[...])
    let more = cases + "B06,2024-06-01,来访,1,南岭乡,教育_入学,2024-07-30,否,,初次\n"
    let three = try await tags("# 甲\n\n共{{信访总量}}，{{信访总量｜同比}}，再共{{信访总量}}。\n", data: more)
    #expect(three.map(\.1) == one.map(\.1) && three[0].0 != one[0].0)
  }

  @Test func `members of a loop are told apart, and 其他 is one whoever is in it`() async throws {
    let template = "# 甲\n\n{{每个 问题属地 按 信访总量 降序 前 1 其余并入其他}}{{信访总量}}{{完}}\n"
    let one = try await tags(template)
    #expect(one.count == 2 && one[0].1 != one[1].1)
    let other = cases + "B06,2024-06-01,来访,1,北坡乡,教育_入学,2024-07-30,否,,初次\n"
    let two = try await tags(template, data: other)
    #expect(two.map(\.1) == one.map(\.1))
  }

  @Test func `no tag is borne twice over inserted documents`() async throws {
    let written = try Written(
      try await RichTemplate.compiled(body: RichTemplate.body(inserting: 1)))
    isUnique(
      written.all("sdtPr").flatMap { $0.below("tag") }.compactMap {
        $0.attributes.first?.value
      }, "tags")
  }
}

extension XML.Element {
  /// All elements below of a local name.
  func below(_ local: String) -> [XML.Element] {
    elements.flatMap { ($0.name.local == local ? [$0] : []) + $0.below(local) }
  }

  /// The ids of relationships that the element and those below name.
  fileprivate var references: [String] {
    attributes.filter { $0.name.namespace == .r }.map(\.value)
      + elements.flatMap(\.references)
  }
}

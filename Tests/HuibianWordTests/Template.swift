import HuibianDiagnostics
import HuibianOPC
import HuibianTestSupport
import HuibianWord

/// A template in a notation of its own, since this module knows no tags:
/// `{{x}}` a value, `{{i a}}` `{{p a}}` `{{r a}}` the begin of a region named a (inline, paragraphs,
/// rows; `{{c a}}` columns, `{{q a}}` and `{{k a}}` paragraphs and text under a condition), `{{|a}}` its next alternative, `{{/a}}` its end.
struct Template {
  private(set) var document: WordDocument
  private let package: OPCPackage
  private var names: [Int: String] = [:]
  private var regions: [RegionMarks] = []
  private(set) var problems: [ExpansionProblem] = []
  private(set) var asked: [String] = []

  init?(_ body: String, parts: [WML.Part] = []) {
    self.init(WML.package(body, parts: parts))
  }

  init?(_ package: OPCPackage) {
    var sink = DiagnosticSink()
    guard let document = WordDocument.open(package, file: "模板.docx", sink: &sink) else {
      return nil
    }
    self.document = document
    self.package = package
    var markers: [Marker] = []
    var conditions: Set<String> = []
    var boundaries: [String: (order: Int, extent: RegionMarks.Extent, markers: [Int])] = [:]
    for (story, content) in document.stories.enumerated() {
      for (paragraph, stretch) in content.paragraphs.enumerated() {
        let text = Array(stretch.text)
        var start = 0
        while let open = text[start...].indices.dropLast().first(where: {
          text[$0] == "{" && text[$0 + 1] == "{"
        }),
          let close = text[open...].indices.dropLast().first(where: {
            text[$0] == "}" && text[$0 + 1] == "}"
          })
        {
          let id = markers.count
          let name = String(text[(open + 2)..<close].filter { $0 != "\n" && $0 != "\u{AD}" })
          markers.append(
            Marker(id: id, story: story, paragraph: paragraph, range: open..<(close + 2)))
          let extents: [String: RegionMarks.Extent] = [
            "i": .inline, "p": .paragraphs, "r": .rows, "c": .columns, "q": .paragraphs,
            "k": .inline,
          ]
          let words = name.split(separator: " ").map(String.init)
          if words.count == 2, let extent = extents[words[0]] {
            boundaries[words[1]] = (boundaries.count, extent, [id])
            if words[0] == "q" || words[0] == "k" { conditions.insert(words[1]) }
          } else if let first = name.first, first == "|" || first == "/" {
            boundaries[String(name.dropFirst())]?.markers.append(id)
          } else {
            names[id] = name
          }
          start = close + 2
        }
      }
    }
    for (name, region) in boundaries.sorted(by: { $0.value.order < $1.value.order }) {
      let id = 1000 + region.order
      names[id] = name
      regions.append(
        RegionMarks(
          id: id, boundaries: region.markers, extent: region.extent,
          isLoop: !conditions.contains(name)))
    }
    self.document.mark(markers)
  }

  /// Expands it: a region comes as often as `copies` says, with these segments, by default once; a
  /// value is its name and the numbers of the copies that it stands in, from 1.
  mutating func expand(
    _ copies: [String: [Int]] = [:], _ contents: [String: MarkerContent] = [:]
  ) {
    var filler = Filler(names: names, copies: copies, contents: contents)
    problems = document.structure(regions)
    guard problems.isEmpty else { return }
    problems = (try? document.fill(regions: regions, scope: [], filler: &filler)) ?? []
    asked = filler.asked
    if problems.isEmpty { KeptDocuments.keep(document.finished(), template: package) }
  }

  /// The lines of the body; cells are lines of their own.
  var lines: [String] {
    document.plainText(of: 0).split(separator: "\n", omittingEmptySubsequences: false)
      .map(String.init)
  }

  /// The blocks of the body without the last section.
  var blocks: [XML.Element] {
    (document.root(of: 0).first(.w("body"))?.elements ?? []).filter { $0.name != .w("sectPr") }
  }

  struct Filler: MarkerFiller {
    let names: [Int: String]
    let copies: [String: [Int]]
    let contents: [String: MarkerContent]
    var asked: [String] = []

    mutating func copies(of region: Int, in scope: [Int]) -> [(segment: Int, scope: [Int])] {
      let name = names[region] ?? ""
      asked.append(name)
      return (copies[name] ?? [0]).enumerated().map { ($0.element, scope + [$0.offset + 1]) }
    }

    mutating func content(of marker: Int, in scope: [Int]) -> MarkerContent {
      let name = names[marker] ?? ""
      asked.append(name)
      return contents[name]
        ?? .text(name + scope.map(String.init).joined(separator: "."), control: nil)
    }
  }
}

/// All texts of elements of a name below, in order.
func values(_ element: XML.Element, _ name: XML.Name, _ value: (XML.Element) -> String?) -> [String]
{
  element.elements.flatMap { child in
    (child.name == name ? [value(child)].compactMap { $0 } : []) + values(child, name, value)
  }
}

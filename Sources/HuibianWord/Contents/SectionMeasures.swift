import HuibianOPC

/// The measures of a section, in twips, as far as they decide where pages end.
struct SectionMeasures {
  let width: Int
  let height: Int
  /// From 1 to 45, as Word has them.
  let columns: Int
  /// Of the rows of the grid; nil: there is none.
  let pitch: Int?
  /// Of page numbers.
  let format: String
  /// The number of its first page; nil: it goes on counting.
  let start: Int?
  let type: String

  init(_ section: XML.Element) {
    let length = { (name: String, attribute: String, standard: Int) -> Int in
      section.first(.w(name))?[w: attribute]?.statedTwips ?? standard
    }
    width = max(
      length("pgSz", "w", 11_906) - length("pgMar", "left", 1_800)
        - length("pgMar", "right", 1_800), 200)
    height = max(
      length("pgSz", "h", 16_838) - abs(length("pgMar", "top", 1_440))
        - abs(length("pgMar", "bottom", 1_440)), 400)
    columns = min(max(section.first(.w("cols"))?[w: "num"]?.statedNumber ?? 1, 1), 45)
    let grid = section.first(.w("docGrid"))
    pitch =
      ["lines", "linesAndChars", "snapToChars"].contains(grid?[w: "type"])
      ? grid?[w: "linePitch"]?.statedTwips : nil
    format = section.first(.w("pgNumType"))?[w: "fmt"] ?? "decimal"
    start = section.first(.w("pgNumType"))?[w: "start"]?.statedNumber
    type = section.first(.w("type"))?[w: "val"] ?? "nextPage"
  }

  /// Of one column, with the usual distance between columns.
  var lineWidth: Int { max(200, (width - (columns - 1) * 425) / columns) }
}

extension XML.Element {
  /// The sections that end in paragraphs of a body, in document order, whatever the paragraphs are
  /// wrapped in.
  var sectionsInside: [XML.Element] {
    elements.flatMap { element -> [XML.Element] in
      switch element.name {
      case .w("p"): [element.sectionBreak].compactMap { $0 }
      case .w("tbl"), .w("txbxContent"): []
      default: element.sectionsInside
      }
    }
  }
}

import HuibianOPC

extension XML.Namespace {
  /// Our own marks inside a part, from marking to the end of expansion; never written to a file.
  static let expansion = XML.Namespace("urn:huibian:expansion")
}

extension XML.Name {
  static func own(_ local: String) -> XML.Name { XML.Name(.expansion, local, prefix: "hb") }

  /// Stands where a tag stood; holds the properties of the run of the tag's first character.
  static let marker = own("marker")
  /// A stretch that is repeated, chosen or dropped; its children are segments.
  static let region = own("region")
  static let segment = own("segment")
  /// Stands between two copies of a region: what it parts is never joined.
  static let barrier = own("barrier")
  /// A section break that lost its paragraph.
  static let section = own("section")
  /// Block-level content that stands in a paragraph until the paragraph is split around it.
  static let blocks = own("blocks")
  /// Blocks that are to stand on a page that lies across.
  static let landscape = own("landscape")
  /// Stands where nothing is left of a region or a tag, until punctuation is mended there.
  static let gap = own("gap")
  /// Says that the cell may merge with an equal neighbour below.
  static let merge = own("merge")

  /// The columns of the grid that a cell covers, or that lie before or after the cells of a row.
  static let grid = own("grid")
  static let before = own("before")
  static let after = own("after")

  /// The identifier of a marker, or a region.
  static let id = XML.Name("id")
  /// On a gap: the character with which what is gone began, and with which it ended.
  static let first = own("first")
  static let last = own("last")
  /// On a paragraph that was cut: `previous`, `next` or both, the side of the cut.
  static let joins = own("joins")
  /// On a paragraph that held block tags and nothing else that is left.
  static let droppable = own("droppable")
  /// On a row that holds block tags and nothing else.
  static let tagRow = own("tagRow")
  /// On a paragraph that ends the last copy of a block: `page` or `section`, the break it ends in.
  static let trailing = own("trailing")
  /// On a cell that goes on with the merge above in later copies of the regions named.
  static let continues = own("continues")
  /// The columns of the table's grid that an element covers: the first, and the one after the last.
  static let columns = own("columns")
  /// On the grid of a table with repeated columns, the width of all its columns in twips; 0: unknown.
  static let width = own("width")
}

/// What a paragraph and its pieces are called: in WordprocessingML, or in the DrawingML of charts.
enum Dialect: Hashable, Sendable, CaseIterable {
  case word, drawing

  var paragraph: XML.Name { name("p") }
  var paragraphProperties: XML.Name { name("pPr") }
  var run: XML.Name { name("r") }
  var runProperties: XML.Name { name("rPr") }
  var text: XML.Name { name("t") }
  var lineBreak: XML.Name { name("br") }

  private func name(_ local: String) -> XML.Name {
    switch self {
    case .word: .w(local)
    case .drawing: .a(local)
    }
  }

  static func of(paragraph name: XML.Name) -> Dialect? {
    allCases.first { $0.paragraph == name }
  }

  static func of(run name: XML.Name) -> Dialect? { allCases.first { $0.run == name } }
}

extension XML.Name {
  static func a(_ local: String) -> XML.Name { XML.Name(.a, local, prefix: "a") }
  static func m(_ local: String) -> XML.Name { XML.Name(.m, local, prefix: "m") }
  static func v(_ local: String) -> XML.Name { XML.Name(.v, local, prefix: "v") }
}

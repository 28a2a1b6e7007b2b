import HuibianOPC

/// How high the rows of a table come out, in twips, by what the table, its cells and its style state.
struct TableMeasures {
  struct Row {
    var height: Int
    /// Repeated on every page.
    let isHeader: Bool
    /// Whether it must stand on the page of what follows: all its paragraphs say so.
    let isKept: Bool
    /// All those in it.
    let paragraphs: Int
  }

  /// A cell that goes on over the rows below.
  private struct Span {
    let first: Int
    /// Of its text.
    let height: Int
  }

  private(set) var rows: [Row] = []

  /// - Parameters:
  ///   - width: Of the text area, for columns that say nothing.
  ///   - pitch: Of the grid's rows; nil: there is no grid.
  init(_ table: XML.Element, _ styles: StyleBook, width: Int, pitch: Int?) {
    var grid =
      table.first(.w("tblGrid"))?.all(.w("gridCol"))
      .map { max(0, $0[w: "w"]?.statedTwips ?? 0) } ?? []
    if grid.isEmpty { grid = [width] }
    let margins = styles.cellMargins(of: table)
    var open: [Int: Span] = [:]
    for row in table.tableRows {
      let properties = row.first(.w("trPr"))
      let stated = properties?.first(.w("trHeight"))
      var highest = 0
      var spans: [Int: Span] = [:]
      var column = row.skippedColumns
      for cell in row.tableCells {
        let start = column
        let end = min(column + cell.gridSpan, grid.count)
        let all = column < end ? grid[column..<end].reduce(0, +) : width
        column = end
        let merge = cell.first(.w("tcPr"))?.first(.w("vMerge"))
        if let merge, merge[w: "val"] != "restart" {
          spans[start] = open[start]
          continue
        }
        let height = cell.all(.w("p")).reduce(0) {
          $0
            + ParagraphMeasures($1, styles, width: max(200, all - margins), pitch: pitch).height
        }
        if merge == nil {
          highest = max(highest, height)
        } else {
          spans[start] = Span(first: rows.count, height: height)
        }
      }
      close(open.filter { spans[$0.key]?.first != $0.value.first })
      open = spans
      let least = max(0, stated?[w: "val"]?.statedTwips ?? 0)
      let kept = row.tableCells.flatMap { $0.all(.w("p")) }
      rows.append(
        Row(
          height: stated?[w: "hRule"] == "exact" ? least : max(least, highest),
          isHeader: properties?.first(.w("tblHeader")) != nil,
          isKept: !kept.isEmpty && kept.allSatisfy { styles.isOn("keepNext", $0) },
          paragraphs: row.paragraphCount))
    }
    close(open)
  }

  /// What is too high for the rows that it goes over makes the last of them higher.
  private mutating func close(_ spans: [Int: Span]) {
    for span in spans.values where span.first < rows.count {
      let height = rows[span.first...].reduce(0) { $0 + $1.height }
      if span.height > height { rows[rows.count - 1].height += span.height - height }
    }
  }
}

extension StyleBook {
  /// The room left and right of the text of a table's cells, together: its own, its style's, that of
  /// the default table style, 108 each where nothing is said.
  fileprivate func cellMargins(of table: XML.Element) -> Int {
    let own = table.first(.w("tblPr"))
    let layers =
      [own].compactMap { $0 }
      + chain(own?.first(.w("tblStyle"))?[w: "val"] ?? standardTable, orStandard: false)
      .compactMap(\.table)
    return [["left", "start"], ["right", "end"]].reduce(0) { sum, names in
      let stated = layers.lazy.compactMap { layer -> Int? in
        let margins = layer.first(.w("tblCellMar"))
        return names.lazy.compactMap { margins?.first(.w($0))?[w: "w"]?.statedTwips }.first
      }.first
      return sum + max(0, stated ?? 108)
    }
  }
}

extension XML.Element {
  fileprivate var tableRows: [XML.Element] { wrapped(.w("tr")) }
  fileprivate var tableCells: [XML.Element] { wrapped(.w("tc")) }

  /// Children of a name, those in controls too.
  private func wrapped(_ name: XML.Name) -> [XML.Element] {
    elements.flatMap { child -> [XML.Element] in
      if child.name == name { return [child] }
      return [.w("sdt"), .w("sdtContent"), .w("customXml")].contains(child.name)
        ? child.wrapped(name) : []
    }
  }
}

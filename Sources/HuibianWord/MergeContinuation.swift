import HuibianOPC

/// Keeps vertical merges of a template sound when its rows are copied.
///
/// A merge that spans a whole region, and either goes on below it or is one row high, spans all
/// copies: the first copy begins it, later ones continue it. A merge within a region is copied as it
/// is. ISO 29500-1, 17.4.84.
enum MergeContinuation {
  /// Notes on the cells that begin such a merge for which regions they do.
  static func note(in table: inout XML.Element, _ regions: [RegionMarks]) {
    guard !regions.isEmpty else { return }
    let rows = table.children.indices.filter { table.children[$0].element?.name == .w("tr") }
    let grids = rows.map { table.children[$0].element?.gridCells ?? [] }
    for region in regions {
      let holding = rows.indices.filter { row in
        region.boundaries.contains { marker in
          table.children[rows[row]].element?.contains(marker: marker) ?? false
        }
      }
      guard let first = holding.first, let last = holding.last else { continue }
      for cell in grids[first] where cell.merge == .restart {
        func continues(_ row: Int) -> Bool {
          grids.indices.contains(row)
            && grids[row].contains { $0.column == cell.column && $0.merge == .continuing }
        }
        guard (first..<last).allSatisfy({ continues($0 + 1) }), first == last || continues(last + 1)
        else { continue }
        _ = table.updateChild(at: rows[first]) { row in
          row.updateChild(at: cell.child) { tc in
            let others = tc[attribute: .continues].map { $0 + " " } ?? ""
            tc[attribute: .continues] = others + String(region.id)
          }
        }
      }
    }
  }

  /// The rows of a later copy: merges that the first copy began go on.
  static func continued(_ rows: [XML.Node], region: Int) -> [XML.Node] {
    rows.map { node in
      guard case .element(var element) = node else { return node }
      element.continueMerges(region: String(region))
      return .element(element)
    }
  }
}

/// Whether a cell begins a vertical merge, continues one, or stands alone.
enum VerticalMerge: Hashable {
  case none, restart, continuing
}

/// A cell with the column of the table's grid where it begins, from 0.
struct GridCell {
  /// Its index among the row's children.
  let child: Int
  let column: Int
  let span: Int
  let merge: VerticalMerge
}

extension XML.Element {
  /// The cells of a row; those wrapped in controls are passed over, but their columns are counted.
  var gridCells: [GridCell] {
    var result: [GridCell] = []
    var column = 0
    for (index, child) in children.enumerated() {
      guard let cell = child.element else { continue }
      if cell.name == .w("trPr") { column += skippedColumns }
      guard cell.name == .w("tc") else {
        column += cell.gridCellElements.reduce(0) { $0 + $1.gridSpan }
        continue
      }
      let properties = cell.first(.w("tcPr"))
      let span = cell.gridSpan
      var merge = VerticalMerge.none
      if let element = properties?.first(.w("vMerge")) {
        merge = element[w: "val"] == "restart" ? .restart : .continuing
      }
      result.append(GridCell(child: index, column: column, span: span, merge: merge))
      column += span
    }
    return result
  }

  /// Of a row: the columns of the grid up to the end of its last cell; 1 for a row without cells.
  var gridWidth: Int {
    max(1, skippedColumns + gridCellElements.reduce(0) { $0 + $1.gridSpan })
  }

  /// Of a cell: how many columns of the grid it covers, 1 to 63: no table has more.
  var gridSpan: Int {
    min(max(first(.w("tcPr"))?.first(.w("gridSpan"))?[w: "val"]?.statedNumber ?? 1, 1), 63)
  }

  /// Says whether a cell begins a vertical merge or continues one; a continuing cell is emptied,
  /// since nobody would see what it holds.
  mutating func setVerticalMerge(_ merge: VerticalMerge) {
    var properties = first(.w("tcPr")) ?? XML.Element(.w("tcPr"))
    properties.children.removeAll { $0.element?.name == .w("vMerge") }
    if merge != .none {
      let element = XML.Element(
        .w("vMerge"), merge == .restart ? [(.w("val"), "restart")] : [])
      // The order of tcPr is fixed: ISO 29500-1, 17.4.69.
      let before: Set<XML.Name> = Set(
        ["cnfStyle", "tcW", "gridSpan", "hMerge"].map { XML.Name.w($0) })
      let index = properties.children.firstIndex {
        $0.element.map { !before.contains($0.name) } ?? false
      }
      properties.children.insert(.element(element), at: index ?? properties.children.count)
    }
    var content = children.filter { $0.element?.name != .w("tcPr") }
    if merge == .continuing {
      var paragraph = XML.Element(.w("p"))
      if let look = content.lazy.compactMap(\.element).first(where: { $0.name == .w("p") })?
        .first(.w("pPr"))
      {
        paragraph.children = [.element(look)]
      }
      content = [.element(paragraph)]
    }
    children = [.element(properties)] + content
  }

  fileprivate mutating func continueMerges(region: String) {
    if name == .w("tc") {
      let regions = self[attribute: .continues]?.split(separator: " ").map(String.init) ?? []
      if regions.contains(region) { setVerticalMerge(.continuing) }
      return
    }
    for index in children.indices {
      _ = updateChild(at: index) { $0.continueMerges(region: region) }
    }
  }
}

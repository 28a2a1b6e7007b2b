import HuibianOPC

/// Writes the grid of a table whose columns were repeated or dropped, and with it the span and width of
/// every cell.
///
/// The table keeps its width. Copies share the width of the columns they were made of, as long as none
/// gets narrower than figures need; then the other columns give of theirs.
struct ColumnSettling {
  /// Of the columns as they now are, in twips, or in equal parts if the table does not say.
  private let widths: [Int]
  private let isMeasured: Bool

  /// A column that was repeated, in twips: four digits of 12 points between the usual margins.
  private static let narrowest = 720
  /// Any other column, in twips: the name of a district in four characters.
  private static let narrowestHeading = 1100

  /// Does nothing to a table none of whose columns were in a region.
  ///
  /// - Returns: Whether columns are left.
  static func settle(_ table: inout XML.Element) -> Bool {
    guard let index = table.children.firstIndex(where: { $0.element?.name == .w("tblGrid") }),
      let grid = table.children[index].element, let width = grid[attribute: .width]
    else { return true }
    let columns = grid.all(.w("gridCol"))
    let settling = ColumnSettling(columns, width: Int(width) ?? 0)
    _ = table.updateChild(at: index) { grid in
      grid.children =
        settling.widths.map { width in
          .element(
            XML.Element(.w("gridCol"), settling.isMeasured ? [(.w("w"), String(width))] : []))
        } + grid.children.filter { $0.element?.name != .w("gridCol") }
    }
    table.updateRows { settling.settle(row: &$0) }
    return !columns.isEmpty
  }

  private init(_ columns: [XML.Element], width: Int) {
    isMeasured = width > 0
    let own = columns.map { width > 0 ? $0[w: "w"]?.statedTwips ?? 0 : 1000 }
    var copies: [Int: Int] = [:]
    for column in columns { copies[column.columns?.lowerBound ?? 0, default: 0] += 1 }
    let counts = columns.map { copies[$0.columns?.lowerBound ?? 0] ?? 1 }
    widths = Self.shared(width > 0 ? width : own.reduce(0, +), own: own, counts: counts)
  }

  /// - Parameters:
  ///   - width: Of the table.
  ///   - own: Of each column in the template.
  ///   - counts: For each column how many there are of it.
  private static func shared(_ width: Int, own: [Int], counts: [Int]) -> [Int] {
    let least = zip(own, counts).map { own, count in
      min(own, count > 1 ? narrowest : narrowestHeading)
    }
    // In thousandths of a twip, since a column may be divided by any number.
    let shares = zip(own, counts).map { $0 * 1000 / $1 }
    guard shares.contains(where: { $0 > 0 }) else { return own.map { _ in 0 } }
    guard least.reduce(0, +) <= width else { return divided(width, least) }
    var isFixed = own.map { _ in false }
    while true {
      let fixed = zip(least, isFixed).reduce(0) { $0 + ($1.1 ? $1.0 : 0) }
      let free = zip(shares, isFixed).reduce(0) { $0 + ($1.1 ? 0 : $1.0) }
      let narrow = own.indices.filter {
        !isFixed[$0] && shares[$0] * (width - fixed) < least[$0] * free
      }
      if narrow.isEmpty {
        let loose = divided(width - fixed, zip(shares, isFixed).map { $1 ? 0 : $0 })
        return own.indices.map { isFixed[$0] ? least[$0] : loose[$0] }
      }
      for index in narrow { isFixed[index] = true }
    }
  }

  /// A width in parts as these, which add up to it.
  private static func divided(_ width: Int, _ parts: [Int]) -> [Int] {
    let total = parts.reduce(0, +)
    guard total > 0 else { return parts.map { _ in 0 } }
    var sum = 0
    var before = 0
    return parts.map { part in
      sum += part
      let end = (width * sum + total / 2) / total
      defer { before = end }
      return end - before
    }
  }

  // MARK: Rows

  private func settle(row: inout XML.Element) {
    var column = 0
    settleGap(of: &row, .before, "gridBefore", "wBefore", &column)
    row.updateCells { cell in
      guard let index = cell.children.firstIndex(where: { $0.element?.name == .w("tcPr") }),
        let span = cell.children[index].element?.first(.grid)?.all(.w("gridCol")).count
      else { return true }
      guard span > 0 else { return false }
      let covered = column..<min(column + span, widths.count)
      column += span
      _ = cell.updateChild(at: index) { properties in
        properties.children.removeAll {
          $0.element?.name == .grid || $0.element?.name == .w("gridSpan")
        }
        if span > 1 {
          let before: Set<XML.Name> = [.w("cnfStyle"), .w("tcW")]
          // The order of tcPr is fixed: ISO 29500-1, 17.4.69.
          let place = properties.children.firstIndex {
            $0.element.map { !before.contains($0.name) } ?? false
          }
          properties.children.insert(
            .element(XML.Element(.w("gridSpan"), [(.w("val"), String(span))])),
            at: place ?? properties.children.count)
        }
        settleWidth(.w("tcW"), in: &properties, covered)
      }
      return true
    }
    settleGap(of: &row, .after, "gridAfter", "wAfter", &column)
  }

  private func settleGap(
    of row: inout XML.Element, _ gap: XML.Name, _ count: String, _ width: String,
    _ column: inout Int
  ) {
    guard let index = row.children.firstIndex(where: { $0.element?.name == .w("trPr") }),
      let span = row.children[index].element?.first(gap)?.all(.w("gridCol")).count
    else { return }
    let covered = min(column, widths.count)..<min(column + span, widths.count)
    column += span
    _ = row.updateChild(at: index) { properties in
      properties.children.removeAll { node in
        node.element?.name == gap
          || span == 0 && (node.element?.name == .w(count) || node.element?.name == .w(width))
      }
      for index in properties.children.indices
      where properties.children[index].element?.name == .w(count) {
        _ = properties.updateChild(at: index) { $0[w: "val"] = String(span) }
      }
      settleWidth(.w(width), in: &properties, covered)
    }
  }

  /// Absolute widths and those in parts of the table are written anew; automatic ones stay.
  private func settleWidth(
    _ name: XML.Name, in properties: inout XML.Element, _ covered: Range<Int>
  ) {
    guard let index = properties.children.firstIndex(where: { $0.element?.name == name }) else {
      return
    }
    let width = widths[covered].reduce(0, +)
    let all = widths.reduce(0, +)
    _ = properties.updateChild(at: index) { element in
      switch element[w: "type"] ?? "dxa" {
      case "dxa" where isMeasured: element[w: "w"] = String(width)
      // In fiftieths of a percent. ISO 29500-1, 17.18.90.
      case "pct" where all > 0: element[w: "w"] = String((width * 5000 + all / 2) / all)
      default: break
      }
    }
  }
}

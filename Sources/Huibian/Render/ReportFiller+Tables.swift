import HuibianDiagnostics
import HuibianOPC
import HuibianPlan
import HuibianTemplate
import HuibianWord

extension ReportFiller {
  /// A 表 with its figures, and what stands above and below it.
  mutating func blocks(of table: BoundTable, _ scope: Scope) -> [XML.Element] {
    if !isFallback[table.tag] { tables += 1 }
    let printing = PrintedTable(table, answers, scope)
    var body: [[TableContent.Cell]] = []
    // Of each cell what it adds to a sum; only where there are sums.
    var values: [[Fraction?]] = []
    let hasSums = printing.hasSums
    var ordinal = 0
    let shares = printing.shares(answers)
    for (index, row) in printing.rows.enumerated() {
      var cells = row.headings
      if table.isNumbered, row.isSum, row.depth == 0 {
        cells[0].columns += 1
      } else if table.isNumbered {
        if !row.isSum { ordinal += 1 }
        cells.insert(.init(row.isSum ? "" : String(ordinal)), at: 0)
      }
      var summands: [Fraction?] = []
      for (number, column) in printing.columns.enumerated() {
        let (cell, summand) = cell(
          of: table, row, column, share: shares[number].flatMap { $0[index] })
        cells.append(cell)
        if hasSums { summands.append(summand) }
      }
      body.append(cells)
      if hasSums { values.append(summands) }
    }
    continueEqualCells(table, printing, &body)
    if !printing.rows.contains(where: { !$0.isSum }) || printing.columns.isEmpty { body = [] }
    let total = printing.rows.last?.isSum == true ? body.popLast() : nil
    // With the row above, or below where sums come first.
    let kept = printing.rows.indices.filter {
      table.totals.comeFirst
        ? printing.rows[$0].isSum : $0 + 1 < printing.rows.count && printing.rows[$0 + 1].isSum
    }
    var content = TableContent(header: printing.frame.header, body: body, total: total)
    content.kept = Set(kept)
    content.unit = printing.frame.unit.map { "单位：" + $0 }
    content.notes = hasSums ? notes(to: table, printing.mismatches(values)) : []
    content.caption = table.title
    if table.hasNumber {
      if !isFallback[table.tag] { tableNumber += 1 }
      content.number = tableNumber
    }
    return elements(content, table)
  }

  private mutating func elements(_ content: TableContent, _ table: BoundTable) -> [XML.Element] {
    let portrait = widths[table.tag] ?? PageMeasures.textWidth
    let width = table.isLandscape ? landscapeWidths[table.tag] ?? portrait : portrait
    let builder = TableBuilder(width: width, styles: styles, tableStyle: table.styleID)
    let layout = builder.layout(of: content)
    if !isFallback[table.tag], layout.breaksNumbers,
      warned.insert(Warning(tag: table.tag, id: "narrow-columns", measure: "")).inserted
    {
      warn(
        .narrowColumns(
          content.columnCount, isLandscape: table.isLandscape, at: locations[table.tag]))
    }
    return builder.elements(for: layout)
  }

  // MARK: Cells

  /// A cell, and what it adds to a sum.
  private mutating func cell(
    of table: BoundTable, _ row: PrintedTable.Row, _ column: TableFrame.Column, share: String?
  ) -> (TableContent.Cell, summand: Fraction?) {
    let kind = table.columns[column.number].kind
    if case .units = kind { return (.init(table.items[row.item].unit), nil) }
    let place = column.member.map { row.scope.entering(column.loop, $0) } ?? row.scope
    guard
      let phrase = table.phrase(
        column.number, item: row.item, depth: row.depth, isAcross: column.member != nil)
    else { return (.init(""), nil) }
    let written = write(phrase, tag: table.tag, place, isTable: true, share: share)
    let alignment: TableContent.Alignment =
      switch kind {
      case .numbers: .right
      case .prose: .left
      case .texts, .units: .center
      }
    return (
      TableContent.Cell(written.text, alignment: alignment, control: written.control),
      written.summand
    )
  }

  /// Headings that equal the one above, under equal headings to the left, become one cell with it.
  private func continueEqualCells(
    _ table: BoundTable, _ printing: PrintedTable, _ body: inout [[TableContent.Cell]]
  ) {
    let first = table.isNumbered ? 1 : 0
    for row in body.indices.dropFirst().reversed() {
      let depth = min(printing.rows[row].depth, printing.rows[row - 1].depth)
      for column in 0..<depth where table.merges[column] {
        guard
          (0...column).allSatisfy({ body[row][first + $0].text == body[row - 1][first + $0].text })
        else { break }
        body[row][first + column].continuesAbove = true
      }
    }
  }

  // MARK: Notes

  /// What a reader must be told where rows or columns do not come to their sum; warned of once.
  private mutating func notes(to table: BoundTable, _ findings: [TableMismatch]) -> [String] {
    var notes: [String] = []
    for finding in findings {
      notes.append(finding.note)
      if !isFallback[table.tag],
        warned.insert(Warning(tag: table.tag, id: finding.rawValue, measure: "")).inserted
      {
        warn(finding.warning(at: locations[table.tag]))
      }
    }
    return notes
  }
}

extension Diagnostic {
  static func narrowColumns(_ count: Int, isLandscape: Bool, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "narrow-columns", "表有\(count)列，一行放不下，有的数要断成两行", at: location,
      hints: [
        isLandscape ? "分成两张表，或减少列" : "在标签里加上“横排”，或减少列"
      ])
  }
}

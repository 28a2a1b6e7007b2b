import HuibianDiagnostics

extension TextTemplate {
  /// The template's text as blocks for ``TemplateParser``, located by line and column.
  ///
  /// The body is story 0: paragraphs and tables, each numbered from 0. The head's values follow as
  /// stories 1, 2, … in the order of ``head``. Rules make no block.
  package func templateBlocks(file: String) -> [TemplateBlock] {
    var result: [TemplateBlock] = []
    var paragraphs = 0
    var tables = 0
    for block in blocks {
      switch block.kind {
      case .rule: continue
      case .table(let table):
        for (rowIndex, row) in table.rows.enumerated() {
          for (cellIndex, cell) in row.enumerated() {
            result.append(
              TemplateBlock(
                text: cell.text,
                path: BlockPath([
                  .story(0), .table(tables), .row(rowIndex), .cell(cellIndex), .paragraph(0),
                ]),
                location: TextTemplate.locator(file, cell.line, cell.columns)))
          }
        }
        tables += 1
      case .title, .heading, .paragraph, .item:
        result.append(
          TemplateBlock(
            text: block.text, path: BlockPath([.story(0), .paragraph(paragraphs)]),
            location: TextTemplate.locator(file, block.line, block.columns)))
        paragraphs += 1
      }
    }
    for (index, entry) in head.enumerated() {
      let columns = Array(entry.column...(entry.column + entry.value.count))
      result.append(
        TemplateBlock(
          text: entry.value, path: BlockPath([.story(index + 1), .paragraph(0)]),
          location: TextTemplate.locator(file, entry.line, columns)))
    }
    return result
  }

  private static func locator(_ file: String, _ line: Int, _ columns: [Int])
    -> @Sendable (Int, Int) -> Location
  {
    { _, offset in
      let last = columns.last ?? 1
      return .text(
        file: file, line: line, column: columns.indices.contains(offset) ? columns[offset] : last)
    }
  }
}

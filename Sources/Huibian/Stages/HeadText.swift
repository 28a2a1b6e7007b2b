import HuibianDiagnostics
import HuibianTemplate

/// A text of a template, and where each of its characters was typed.
struct HeadText {
  let value: String
  let line: Int
  /// Column of every character, from 1, and of the end.
  let columns: [Int]
  /// Characters that were put in front: a numbering tag.
  var prefix = 0
  /// The file of a part; nil: the template's own.
  var part: String?

  func location(file: String, offset: Int = 0) -> Location {
    let index = min(max(0, offset - prefix), columns.count - 1)
    return .text(file: part ?? file, line: line, column: index < 0 ? 1 : columns[index])
  }
}

extension HeadText {
  init(_ block: TextBlock, prefix: Int = 0) {
    self.init(
      value: block.text, line: block.line, columns: block.columns, prefix: prefix, part: block.part)
  }

  init(_ cell: TextTable.Cell, _ part: String?) {
    self.init(value: cell.text, line: cell.line, columns: cell.columns, part: part)
  }

  init(_ entry: TextTemplate.Entry) {
    self.init(
      value: entry.value, line: entry.line,
      columns: (0...entry.value.count).map { entry.column + $0 })
  }

  func dropLast(_ count: Int) -> HeadText {
    HeadText(
      value: String(value.dropLast(count)), line: line, columns: columns.dropLast(count),
      prefix: prefix)
  }
}

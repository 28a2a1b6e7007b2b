import HuibianOPC

/// The workbook inside a chart, which 编辑数据 opens: one sheet with the very numbers of the chart.
///
/// ECMA-376 Part 1, 18.
enum ChartWorkbook {
  static let sheet = "Sheet1"

  /// The cells of a series' name, of its values, and of the categories: `Sheet1!$B$2:$B$11`.
  static func name(ofSeries series: Int) -> String {
    "\(sheet)!$\(WorkbookFile.column(series + 1))$1"
  }

  static func values(ofSeries series: Int, count: Int) -> String { range(series + 1, count) }

  static func categories(count: Int) -> String { range(0, count) }

  private static func range(_ index: Int, _ count: Int) -> String {
    let letters = WorkbookFile.column(index)
    return count > 1
      ? "\(sheet)!$\(letters)$2:$\(letters)$\(count + 1)" : "\(sheet)!$\(letters)$2"
  }

  /// The file.
  ///
  /// Two calls give equal bytes.
  static func bytes(of chart: Chart) throws(OPCError) -> [UInt8] {
    let header = [chart.categoryTitle] + chart.series.map(\.name)
    let rows = chart.categories.enumerated().map { index, category -> [WorkbookFile.Cell] in
      [.text(category)]
        + chart.series.map { series in
          // An empty cell is a gap; a text would be drawn as zero.
          series.values[index].map { .number($0, format: series.format) } ?? .empty
        }
    }
    return try WorkbookFile(
      sheet: sheet, rows: [header.map { .text($0) }] + rows, widths: header.map { _ in 16 }
    ).bytes()
  }
}

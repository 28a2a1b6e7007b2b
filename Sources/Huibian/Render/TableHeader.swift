import HuibianWord

/// The header of a 表: equal headings over neighbours are one cell, and one without anything above or
/// below it is as high as the header.
struct TableHeader {
  let rows: [[TableContent.Cell]]

  init(_ columns: [TableFrame.Column], _ table: BoundTable) {
    var titles: [(heads: [String], title: String)] = []
    if table.isNumbered { titles.append(([], "序号")) }
    titles += table.rowTitles.map { ([], $0) }
    if !table.items.isEmpty { titles.append(([], "指标")) }
    titles += columns.map { ($0.heads, $0.title) }
    let height = (titles.map(\.heads.count).max() ?? 0) + 1
    // For each column its texts from the top; nil: one with the cell above.
    let texts = titles.map { column -> [String?] in
      (column.heads + [column.title]).map { $0 }
        + Array(repeating: nil, count: height - column.heads.count - 1)
    }
    rows = (0..<height).map { level in
      var cells: [TableContent.Cell] = []
      for (index, column) in titles.enumerated() {
        let isShared =
          index > 0 && level < column.heads.count
          && titles[index - 1].heads.starts(with: column.heads.prefix(level + 1))
        if isShared {
          cells[cells.count - 1].columns += 1
        } else {
          let text = texts[index][level]
          cells.append(.init(text ?? "", continuesAbove: text == nil))
        }
      }
      return cells
    }
  }
}

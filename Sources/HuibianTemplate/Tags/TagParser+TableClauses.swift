/// The clauses of a 表, in any order after its columns.
extension TagParser {
  mutating func parseTableClauses(_ table: inout TableTag) throws(TagFault) {
    var typed: Set<String> = []
    var selection = Selection()
    while current != nil {
      let start = offset
      let keyword = Self.tableClauses.first { startsWith($0) }
      if let keyword, !typed.insert(keyword).inserted {
        throw TagFault(.repeated(keyword), at: start)
      }
      switch keyword {
      case "标题": table.title = try parseTitle(after: "标题")
      case "样式": table.style = try parseTitle(after: "样式")
      case "合并":
        _ = take("合并")
        table.merged = try parseMerged(table.rows.map(\.dimension))
      case .some(let keyword):
        _ = take(keyword)
        table.set(keyword)
      case nil:
        guard try parseClause(&selection) else { throw unexpected(Expected.tableClause) }
      }
      try checkTotals(table, at: start)
    }
    guard selection != Selection() else { return }
    guard let last = table.rows.last, last.selection == Selection() else {
      throw TagFault(
        .unexpected(
          found: nil, expected: "写在一处的“其中”、“按”、“前”", example: Expected.tableClause.example),
        at: offset)
    }
    table = table.selecting(selection)
  }

  private static let tableClauses = [
    "合计在前", "合计行", "合计列", "合计", "小计", "合并", "标题", "编号", "横排", "样式",
  ]

  private func startsWith(_ keyword: String) -> Bool {
    if case .word(let word)? = current?.kind { word.hasPrefix(keyword) } else { false }
  }

  private func checkTotals(_ table: TableTag, at place: Int) throws(TagFault) {
    if table.totals.groups, table.rows.count < 2 {
      throw TagFault(
        .unexpected(
          found: "小计", expected: "两个以上的行维度（有小计时）",
          example: "{{表 问题属地、信访形式 × 来访批次 小计 合计}}"), at: place)
    }
    if !table.measures.isEmpty, table.totals.row {
      throw TagFault(
        .unexpected(
          found: "合计", expected: "“合计列”（各行是不同的指标，不能相加）",
          example: "{{表 指标（来信件数，来访批次）× 月份 × 本期 合计列}}"), at: place)
    }
    if table.totals.column, table.across == nil {
      throw TagFault(
        .unexpected(
          found: "合计列", expected: "按维度分的列（有合计列时）",
          example: "{{表 问题属地 × 季度 × 来访批次 合计列}}"), at: place)
    }
  }

  private mutating func parseMerged(_ dimensions: [DimensionName]) throws(TagFault)
    -> [DimensionName]
  {
    var merged: [DimensionName] = []
    repeat {
      let place = offset
      let name = try parseDimension()
      // A level is named by its column too, if no other dimension of the table is of that column.
      let isColumn = name.level == nil && !dimensions.contains(name)
      let meant = isColumn ? dimensions.filter { $0.column == name.text } : [name]
      guard meant.count == 1, dimensions.contains(meant[0]) else {
        throw TagFault(
          .unexpected(
            found: name.text, expected: "表中的维度" + dimensions.map(\.text).joined(separator: "、"),
            example: "{{表 问题属地、内容分类 × 来访批次 合并 问题属地}}"), at: place)
      }
      merged.append(meant[0])
    } while take(sign: "、")
    return merged
  }
}

extension TableTag {
  /// A clause that is a word alone.
  fileprivate mutating func set(_ keyword: String) {
    switch keyword {
    case "合计", "合计在前":
      totals.row = measures.isEmpty || across == nil
      totals.column = across != nil
      if keyword == "合计在前" { totals.comeFirst = true }
    case "合计行": totals.row = true
    case "合计列": totals.column = true
    case "小计": totals.groups = true
    case "编号": hasNumber = true
    case "横排": isLandscape = true
    default: break
    }
  }

  /// The same with the last row dimension's members picked so.
  fileprivate func selecting(_ selection: Selection) -> TableTag {
    var rows = rows
    rows[rows.count - 1].selection = selection
    var result = TableTag(
      rows: rows, across: across, measures: measures, columns: columns, statistics: statistics)
    (result.totals, result.merged, result.isNumbered) = (totals, merged, isNumbered)
    (result.title, result.hasNumber) = (title, hasNumber)
    (result.isLandscape, result.style) = (isLandscape, style)
    return result
  }
}

extension Expected {
  static let tableClause = Expected(
    what: "“合计”、“小计”、“合并”、“其中”、“按”、“前”、“标题”、“编号”、“横排”、“样式”或标签的结尾",
    example: "{{表 问题属地 × 来访批次，来访人次 按 来访批次 前 10 其余并入其他 合计}}")
}

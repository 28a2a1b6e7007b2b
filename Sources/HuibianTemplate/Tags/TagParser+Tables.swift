/// `表 rows × [dimension ×] columns` and its clauses, which may come in any order after the columns.
///
///     rows      = [序号、] axis (、axis)* | 指标 ( column (， column)* )
///     axis      = dimension [( clauses )] [称 “text”]
///     columns   = item (， item)*
///     item      = heading ( item (， item)* ) | column
///     column    = measure filters [称 “text”]; of a table of 指标 单位 | 本期 | a filter [称 “text”]
///     clause    = 其中 condition | 按 measure [降序|升序] | 前 N | 其余并入其他 | 合计 | 合计行 | 合计列 | 小计
///               | 合计在前 | 合并 dimension (、dimension)* | 标题 “text” | 编号 | 横排 | 样式 “text”
extension TagParser {
  mutating func parseTable() throws(TagFault) -> TableTag {
    _ = take(sign: ":")
    splitBeforeTexts("称")
    var isNumbered = false
    if current?.kind == .word("序号") {
      advance()
      isNumbered = true
      guard take(sign: "、") || take(sign: ",") else { throw unexpected(Expected.afterOrdinal) }
    }
    var table: TableTag
    if holdsMeasures {
      advance()
      let measures = try parseGroup { parser throws(TagFault) in try parser.parseColumn() }
      try takeCross()
      let across = startsAxis ? try parseAxis() : nil
      if across != nil { try takeCross() }
      let statistics = try parseItems(heads: []) { parser, heads throws(TagFault) in
        try parser.parseStatistic(heads)
      }
      table = TableTag(rows: [], across: across, measures: measures, statistics: statistics)
    } else {
      var rows = [try parseAxis()]
      while take(sign: "、") { rows.append(try parseAxis()) }
      try takeCross()
      let across = startsAxis ? try parseAxis() : nil
      if across != nil { try takeCross() }
      let columns = try parseItems(heads: []) { parser, heads throws(TagFault) in
        var column = try parser.parseColumn()
        column.heads = heads
        return column
      }
      table = TableTag(rows: rows, across: across, columns: columns)
    }
    table.isNumbered = isNumbered
    try parseTableClauses(&table)
    return table
  }

  // MARK: Rows

  /// Whether 指标 and a bracket follow in which no clause stands: metrics make the rows.
  private var holdsMeasures: Bool {
    guard current?.kind == .word("指标"), next?.kind == .sign("("), position + 2 < tokens.count,
      case .word(let word) = tokens[position + 2].kind
    else { return false }
    return !["其中", "按", "前", "其余"].contains { word.hasPrefix($0) }
  }

  /// Whether a dimension that repeats the columns follows: another × comes before the clauses.
  private var startsAxis: Bool {
    var depth = 0
    for token in tokens[position...] {
      switch token.kind {
      case .sign("("), .sign("["): depth += 1
      case .sign(")"), .sign("]"): depth -= 1
      case .sign("×"), .sign("*"), .word("x"), .word("X"): if depth == 0 { return true }
      default: break
      }
    }
    return false
  }

  private mutating func takeCross() throws(TagFault) {
    let isCross =
      isSign("×") || isSign("*") || current?.kind == .word("x") || current?.kind == .word("X")
    guard isCross else { throw unexpected(Expected.cross) }
    advance()
  }

  /// `内容分类.一级（按 信访总量 前 5 其余并入其他）`.
  private mutating func parseAxis() throws(TagFault) -> TableTag.Axis {
    let dimension = try parseDimension()
    var axis = TableTag.Axis(dimension)
    if take(sign: "(") {
      axis.selection = try parseSelection()
      guard take(sign: ")") else { throw unexpected(Expected.axisEnd) }
    }
    axis.title = try parseTitle(after: "称")
    return axis
  }

  // MARK: Columns

  /// What stands in brackets, divided by commas.
  private mutating func parseGroup<Item>(
    _ item: (inout TagParser) throws(TagFault) -> Item
  ) throws(TagFault) -> [Item] {
    guard take(sign: "(") else { throw unexpected(Expected.groupStart) }
    var items: [Item] = []
    repeat { items.append(try item(&self)) } while take(sign: ",") || take(sign: "、")
    guard take(sign: ")") else { throw unexpected(Expected.groupEnd) }
    return items
  }

  /// Columns with the headings over them.
  private mutating func parseItems<Item>(
    heads: [String], _ item: (inout TagParser, [String]) throws(TagFault) -> Item
  ) throws(TagFault) -> [Item] {
    var items: [Item] = []
    repeat {
      guard next?.kind == .sign("("), let heading = takeHeading() else {
        items.append(try item(&self, heads))
        continue
      }
      advance()
      items += try deeper { parser throws(TagFault) in
        try parser.parseItems(heads: heads + [heading], item)
      }
      guard take(sign: ")") else { throw unexpected(Expected.groupEnd) }
    } while take(sign: ",") || take(sign: "、")
    return items
  }

  /// The heading of a group, as typed.
  private mutating func takeHeading() -> String? {
    let heading: String
    switch current?.kind {
    case .word: heading = current.map { text.source($0.range) } ?? ""
    case .text(let text): heading = text
    default: return nil
    }
    advance()
    return heading
  }

  private mutating func parseColumn() throws(TagFault) -> TableTag.Column {
    let measure = try parseMeasure()
    let (filters, sharesTotal) = try parseColumnFilters()
    return TableTag.Column(
      measure, filters, sharesTotal: sharesTotal, title: try parseTitle(after: "称"))
  }

  /// Filters; a 占比 that names no whole means the table's.
  private mutating func parseColumnFilters() throws(TagFault) -> ([Filter], Bool) {
    var filters: [Filter] = []
    var sharesTotal = false
    while isSign("|") {
      let start = offset
      if next?.kind == .word("占比"), !followsColon(position + 2) {
        guard !sharesTotal else { throw TagFault(.repeated("占比"), at: start) }
        sharesTotal = true
        advance()
        advance()
        continue
      }
      let more = try parseFilters(upTo: "占比")
      guard !filters.contains(where: { old in more.contains { $0.name == old.name } }) else {
        throw TagFault(.repeated(more.first?.name ?? ""), at: start)
      }
      filters += more
    }
    return (filters, sharesTotal)
  }

  private func followsColon(_ index: Int) -> Bool {
    index < tokens.count && tokens[index].kind == .sign(":")
  }

  private mutating func parseStatistic(_ heads: [String]) throws(TagFault) -> TableTag.Statistic {
    let start = offset
    guard case .word(let word)? = current?.kind else { throw unexpected(Expected.statistic) }
    advance()
    var filters: [Filter] = []
    if word != "单位", word != "本期" {
      guard let plain = Filter.plain.first(where: { $0.name == word }),
        plain.filter.isOfColumn
      else {
        throw TagFault(
          .unexpected(
            found: word, expected: Expected.statistic.what, example: Expected.statistic.example),
          at: start)
      }
      filters = [plain.filter]
    }
    filters += try parseFilters()
    return TableTag.Statistic(
      isUnit: word == "单位", filters, title: try parseTitle(after: "称") ?? word, heads: heads)
  }

  /// `称 “批次”`; nil if the keyword does not follow.
  mutating func parseTitle(after keyword: String) throws(TagFault) -> String? {
    guard take(keyword) else { return nil }
    _ = take(sign: ":")
    let title: String
    switch current?.kind {
    case .text(let text): title = text
    case .word: title = current.map { text.source($0.range) } ?? ""
    default: throw unexpected(Expected.columnTitle)
    }
    advance()
    return title
  }
}

extension Filter {
  /// Whether it may name a column of a table whose rows are metrics.
  fileprivate var isOfColumn: Bool {
    switch self {
    case .number, .rank, .standing, .approximate, .merge, .share, .decimals: false
    default: true
    }
  }
}

extension Expected {
  static let afterOrdinal = Expected(
    what: "“、”和维度的名称", example: "{{表 序号、问题属地 × 来访批次}}")
  static let axisEnd = Expected(
    what: "“其中”、“按”、“前”或“）”", example: "{{表 问题属地 × 内容分类.一级（按 信访总量 前 5）× 信访总量}}")
  static let groupStart = Expected(
    what: "“（”和指标的名称", example: "{{表 指标（来信件数，来访批次）× 单位，本期，上年同期，同比幅度}}")
  static let groupEnd = Expected(
    what: "“，”或“）”", example: "{{表 问题属地 × 来访（来访批次 称 批次，来访人次 称 人次）}}")
  static let statistic = Expected(
    what: "“单位”、“本期”、“上年同期”、“同比增减”、“同比幅度”等",
    example: "{{表 指标（来信件数，来访批次）× 单位，本期，上年同期，同比幅度}}")
  static let columnTitle = Expected(
    what: "表头上的文字", example: "{{表 问题属地 × 来访批次 称 “批次”，来访人次 称 “人次”}}")
}

/// `图 [kind] measures 按 dimension` and its clauses, which may come in any order after the measures.
///
///     chart   = [kind] measure [filters] (， measure [filters])* (按 dimension | 分 dimension | clause)*
///     clause  = 其中 condition | 按 measure [降序|升序] | 降序 | 升序 | 前 N | 其余并入其他
///             | 同比 | 标数 | 不标数 | 标题 “text”
///
/// What picks members (其中, 按, 前 …) holds for the dimension named last.
extension TagParser {
  mutating func parseChart() throws(TagFault) -> ChartTag {
    _ = take(sign: ":")
    let kind = try parseChartKind()
    var columns: [TableTag.Column] = []
    repeat {
      let measure = try parseMeasure()
      columns.append(TableTag.Column(measure, try parseFilters()))
    } while take(sign: ",") || take(sign: "、")
    var dimension: DimensionName?
    var selection = Selection()
    var isAscending: Bool?
    var comparesYear = false
    var title: String?
    var showsNumbers: Bool?
    var division: ChartTag.Division?
    var isDividing = false
    while current != nil {
      let start = offset
      if dimension == nil, take("按") {
        split(suffixes: ["降序", "升序"])
        dimension = try parseDimension()
        isDividing = false
      } else if take("分") {
        guard division == nil else { throw TagFault(.repeated("分"), at: start) }
        split(suffixes: ["降序", "升序"])
        division = ChartTag.Division(try parseDimension())
        isDividing = true
      } else if current?.kind == .word("降序") || current?.kind == .word("升序") {
        guard (isDividing ? division?.isAscending : isAscending) == nil else {
          throw TagFault(.repeated("降序或升序"), at: start)
        }
        let isUp = current?.kind == .word("升序")
        if isDividing { division?.isAscending = isUp } else { isAscending = isUp }
        advance()
      } else if current?.kind == .word("标数") || current?.kind == .word("不标数") {
        guard showsNumbers == nil else { throw TagFault(.repeated("标数"), at: start) }
        showsNumbers = current?.kind == .word("标数")
        advance()
      } else if take("同比") {
        guard !comparesYear else { throw TagFault(.repeated("同比"), at: start) }
        comparesYear = true
      } else if take("标题") {
        guard title == nil else { throw TagFault(.repeated("标题"), at: start) }
        title = try parseTitle()
      } else if isDividing, var dividing = division {
        guard try parseClause(&dividing.selection) else { throw unexpected(Expected.chartClause) }
        division = dividing
      } else if try !parseClause(&selection) {
        throw unexpected(dimension == nil ? Expected.chartDimension : Expected.chartClause)
      }
    }
    guard let dimension else { throw unexpected(Expected.chartDimension) }
    return ChartTag(
      kind, columns, by: dimension, selection, isAscending: isAscending,
      comparesYear: comparesYear, title: title, division: division, showsNumbers: showsNumbers)
  }

  /// The kind if the first word is one; a word that is neither a kind nor a metric before 按 is a
  /// mistake in the kind.
  private mutating func parseChartKind() throws(TagFault) -> ChartTag.Kind? {
    guard case .word(let word)? = current?.kind else { throw unexpected(Expected.chart) }
    if let kind = ChartTag.Kind(typed: word) {
      advance()
      return kind
    }
    if case .word(let second)? = next?.kind, !second.hasPrefix("按") {
      let near = nearest(to: word, among: ChartTag.Kind.allCases.map(\.rawValue))
      throw TagFault(
        .unexpected(
          found: word, expected: Expected.chart.what,
          example: Expected.chart.example(near ?? "折线")), at: offset)
    }
    return nil
  }

  private mutating func parseTitle() throws(TagFault) -> String {
    _ = take(sign: ":")
    let title: String
    switch current?.kind {
    case .text(let text): title = text
    case .word: title = current.map { text.source($0.range) } ?? ""
    default: throw unexpected(Expected.chartTitle)
    }
    advance()
    return title
  }
}

extension Expected {
  static let chart = Expected(
    what: "图的种类（" + ChartTag.Kind.allCases.map(\.rawValue).joined(separator: "、") + "）",
    example: "{{图 折线 来访批次 按 月份 同比}}")
  static let chartDimension = Expected(what: "“按”和维度的名称", example: "{{图 折线 来访批次 按 月份 同比}}")
  static let chartClause = Expected(
    what: "“其中”、“前”、“分”、“同比”、“标数”、“标题”或标签的结尾", example: "{{图 柱形 来访批次 按 问题属地 前 5 标题 “来访前五位”}}")
  static let chartTitle = Expected(
    what: "引号中的标题", example: "{{图 折线 来访批次 按 月份 标题 “各月来访批次”}}")

  fileprivate func example(_ kind: String) -> String { example.replacing("折线", with: kind) }
}

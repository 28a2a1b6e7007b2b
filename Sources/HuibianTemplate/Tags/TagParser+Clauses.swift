/// What follows a dimension: which members, in which order, how many; and the tags made of it.
extension TagParser {
  /// Each clause at most once, in any order.
  mutating func parseSelection() throws(TagFault) -> Selection {
    var selection = Selection()
    while try parseClause(&selection) {}
    return selection
  }

  /// One clause, if there is one.
  mutating func parseClause(_ selection: inout Selection) throws(TagFault) -> Bool {
    let start = offset
    if take("其中") {
      guard selection.condition == nil else { throw TagFault(.repeated("其中"), at: start) }
      selection.condition = try parseCondition()
    } else if take("按") {
      guard selection.order == nil else { throw TagFault(.repeated("按"), at: start) }
      selection.order = try parseOrder()
    } else if current?.kind == .word("其余并入其他") || current?.kind == .word("其余") {
      guard !selection.mergesOthers else { throw TagFault(.repeated("其余并入其他"), at: start) }
      try parseOthers()
      selection.mergesOthers = true
    } else if take("前") {
      guard selection.limit == nil else { throw TagFault(.repeated("前"), at: start) }
      selection.limit = try parseCount()
    } else {
      return false
    }
    return true
  }

  /// `其余并入其他`, also in words of their own.
  private mutating func parseOthers() throws(TagFault) {
    if take("其余并入其他") { return }
    advance()
    if take("并入其他") { return }
    guard take("并入"), take("其他") else {
      throw unexpected(Expected(what: "“并入其他”", example: "{{每个 问题属地 前 5 其余并入其他}}"))
    }
  }

  private mutating func parseOrder() throws(TagFault) -> MemberOrder {
    split(suffixes: ["降序", "升序"])
    let measure = try parseMeasure()
    if take("升序") { return MemberOrder(measure, isAscending: true) }
    _ = take("降序")
    return MemberOrder(measure)
  }

  private mutating func parseCount() throws(TagFault) -> Int {
    guard case .word(let word)? = current?.kind else { throw unexpected(Expected.count) }
    let digits = word.prefix { $0.isASCII && $0.isNumber }.count
    if digits > 0, digits < word.count {
      // 前5名, 前5其余…
      split(after: digits)
    }
    guard case .word(let number)? = current?.kind, let count = smallNumber(number), count > 0
    else { throw TagFault(.badNumber(word, expected: "1到9999"), at: offset) }
    advance()
    for unit in ["名", "位", "个", "类"] where current?.kind == .word(unit) { advance() }
    return count
  }

  mutating func parseList() throws(TagFault) -> ListTag {
    let dimension = try parseDimension()
    let selection = try parseSelection()
    guard let order = selection.order else { throw unexpected(Expected.order) }
    return ListTag(dimension, order, selection, filters: try parseFilters())
  }
}

/// Names, slices and filters.
extension TagParser {
  /// A slice may stand behind the names or at the very end: `来访批次：问题属地=灵山镇｜同比` and
  /// `来访批次｜同比：问题属地=灵山镇` are the same tag.
  mutating func parseValue() throws(TagFault) -> ValueTag {
    var names = [try parseNameOverLines()]
    while take(sign: "、") { names.append(try parseNameOverLines()) }
    if case .word(let second)? = current?.kind, let last = names.last {
      let keywords = ["如果", "每个", "每行", "每列", "列举", "否则如果", "插入"]
      throw TagFault(
        .blankInName(
          joined: last + second,
          keyword: names.count == 1 ? nearest(to: last, among: keywords) : nil), at: offset)
    }
    var slices: [Slice] = []
    if take(sign: ":") {
      if case .word(let word)? = current?.kind, next?.kind != .sign("="),
        Filter.plain.contains(where: { $0.name == word })
      {
        throw TagFault(.filterAsSlice(word), at: offset)
      }
      slices = try parseSlices()
    }
    let filters = try parseFilters()
    if slices.isEmpty, !filters.isEmpty, take(sign: ":") { slices = try parseSlices() }
    guard current == nil else { throw unexpected(Expected.valueEnd) }
    return ValueTag(names: names, slices: slices, filters: filters)
  }

  /// A name that may be cut by line breaks: nothing but signs follows it.
  private mutating func parseNameOverLines() throws(TagFault) -> String {
    var name = try parseName(Expected.name)
    while case .word(let rest)? = current?.kind,
      text.source(tokens[position - 1].range.upperBound..<offset).contains("\n")
    {
      name += rest
      advance()
    }
    return name
  }

  /// A name; quotation marks around it are dropped.
  mutating func parseName(_ expected: Expected) throws(TagFault) -> String {
    let name: String
    switch current?.kind {
    case .word(let word): name = word
    case .text(let text): name = folded(text)
    default: throw unexpected(expected)
    }
    guard !name.isEmpty else { throw unexpected(expected) }
    advance()
    return name
  }

  /// `问题属地.镇街`.
  mutating func parseDimension() throws(TagFault) -> DimensionName {
    let start = offset
    let name = try parseName(Expected.dimension)
    guard let point = name.firstIndex(of: ".") else { return DimensionName(name) }
    let level = name[name.index(after: point)...]
    guard point > name.startIndex, !level.isEmpty else {
      throw TagFault(
        .unexpected(
          found: name, expected: Expected.dimension.what, example: "{{每个 问题属地.镇街}}"), at: start)
    }
    return DimensionName(String(name[..<point]), level: String(level))
  }

  /// `来访批次[问题属地=灵山镇]`.
  mutating func parseMeasure() throws(TagFault) -> MeasureReference {
    let name = try parseName(Expected.measure)
    guard take(sign: "[") else { return MeasureReference(name) }
    let slices = try parseSlices()
    guard take(sign: "]") else { throw unexpected(Expected.sliceEnd) }
    return MeasureReference(name, slices: slices)
  }

  private mutating func parseSlices() throws(TagFault) -> [Slice] {
    var slices: [Slice] = []
    repeat {
      let start = offset
      let dimension = try parseDimension()
      guard take(sign: "=") else { throw unexpected(Expected.slice) }
      var members = [try parseMember()]
      while isSign("/") || (isSign("、") && !startsSlice(at: position + 1)) {
        advance()
        members.append(try parseMember())
      }
      if dimension == DimensionName("期间") { members = members.map { folded($0) } }
      let slice = Slice(dimension, members)
      guard !slices.contains(where: { $0.dimension == dimension }) else {
        throw TagFault(.repeated(dimension.text), at: start)
      }
      slices.append(slice)
    } while take(sign: ",") || take(sign: "、")
    return slices
  }

  private func startsSlice(at index: Int) -> Bool {
    guard index + 1 < tokens.count, case .word = tokens[index].kind else { return false }
    return tokens[index + 1].kind == .sign("=")
  }

  /// Everything up to the next `,`, `/`, `、`, `|` or `]`, as typed; or a quoted text.
  private mutating func parseMember() throws(TagFault) -> String {
    if case .text(let text)? = current?.kind {
      advance()
      guard !text.isEmpty else { throw TagFault(.notAMember(""), at: offset) }
      return text
    }
    let start = offset
    var end = start
    while let token = current {
      if case .sign(let sign) = token.kind {
        if ",/、|]".contains(sign) { break }
        if "=≠<≤≥[".contains(sign) {
          throw TagFault(.notAMember(text.trimmed(start..<token.range.upperBound)), at: start)
        }
      }
      end = token.range.upperBound
      advance()
    }
    let member = text.trimmed(start..<end)
    guard !member.isEmpty else { throw unexpected(Expected.member) }
    return member
  }

  /// - Parameter stop: A filter without an argument before which to stop; nil: none.
  mutating func parseFilters(upTo stop: String? = nil) throws(TagFault) -> [Filter] {
    var filters: [Filter] = []
    while isSign("|") {
      if let stop, next?.kind == .word(stop),
        position + 2 >= tokens.count
          || tokens[position + 2].kind != .sign(":")
      {
        break
      }
      advance()
      let start = offset
      let filter = try parseFilter()
      guard
        !filters.contains(where: { $0.name == filter.name || ($0.isDecimals && filter.isDecimals) })
      else { throw TagFault(.repeated(filter.name), at: start) }
      filters.append(filter)
    }
    return filters
  }

  mutating func parseFilter() throws(TagFault) -> Filter {
    guard case .word(let word)? = current?.kind else { throw unexpected(Expected.filter) }
    let start = offset
    advance()
    if word == "占比" {
      guard take(sign: ":") else { throw unexpected(Expected.share) }
      return .share(try parseMeasure())
    }
    if let plain = Filter.plain.first(where: { $0.name == word }) { return plain.filter }
    if word.hasSuffix("位小数") {
      let digits = String(word.dropLast(3))
      guard let count = smallNumber(digits), count <= 6 else {
        throw TagFault(.badNumber(digits, expected: "0到6"), at: start)
      }
      return .decimals(count)
    }
    throw TagFault(.unknownFilter(word), at: start)
  }

  /// 0…9999 in Arabic digits, 0…10 in Chinese ones; nil for anything else.
  func smallNumber(_ text: String) -> Int? {
    if let digit = Array("零一二三四五六七八九十").firstIndex(where: { String($0) == text }) { return digit }
    if text == "两" { return 2 }
    guard (1...4).contains(text.count), text.allSatisfy({ $0.isASCII && $0.isNumber }) else {
      return nil
    }
    return Int(text)
  }
}

extension Filter {
  fileprivate var isDecimals: Bool {
    if case .decimals = self { true } else { false }
  }
}

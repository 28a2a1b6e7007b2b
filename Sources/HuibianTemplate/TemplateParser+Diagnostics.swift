import HuibianDiagnostics

/// The nearest of the candidates; as ``nearestName(to:among:)``.
func nearest(to name: String, among candidates: [String]) -> String? {
  nearestName(to: name, among: candidates)
}

extension Diagnostic {
  // MARK: - One tag

  static func unclosedTag(_ source: String, isFollowed: Bool, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "unclosed-tag",
      isFollowed
        ? "标签\(quoted(source, limit: 40))没有结束，后面又开始了另一个标签" : "标签\(quoted(source, limit: 40))没有结束",
      at: location, hints: ["在同一段里补上“}}”，例如{{来访批次}}"])
  }

  static func strayBrace(_ before: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "stray-brace", "\(quoted(before))里的“}}”前面没有“{{”", at: location,
      hints: ["在标签前面补上“{{”，或删去“}}”"])
  }

  static func tooLong(_ source: String, limit: Int, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "too-long", "标签\(quoted(source))有\(source.count)个字，最多\(limit)个", at: location,
      hints: ["检查这里是否漏了“}}”；条件太长时，在huibian.yaml里把它定义为指标"])
  }

  /// - Parameter character: The position of the mistake in the tag, braces included, from 1.
  static func badTag(
    _ fault: TagFault, _ source: String, character: Int, at location: Location
  ) -> Diagnostic {
    let tag = "标签\(quoted(source))"
    let place = "\(tag)第\(character)个字"
    var id = "bad-tag"
    let message: String
    let hint: String
    switch fault.reason {
    case .empty:
      id = "empty-tag"
      message = "\(tag)里没有内容"
      hint = "写上指标的名称，例如{{来访批次}}；不要时删去"
    case .unclosedQuote:
      message = "\(place)的引号没有配对"
      hint = "补上另一半引号，例如{{如果 名称 = “灵山镇”}}"
    case .unexpected(let found, let expected, let example):
      let found = found.map { "处是\(quoted($0))" } ?? "处标签已经结束"
      message = "\(place)\(found)，这里应是\(expected)"
      hint = "例如\(example)"
    case .blankInName(let joined, let keyword):
      message = "\(place)前有空格，名称里不能有空格"
      hint =
        keyword.map { "是否要写“\($0)”" }
        ?? "是一个名称时写成{{\(visible(joined))}}，是几个名称时用“、”隔开"
    case .unknownFilter(let name):
      id = "unknown-filter"
      message = "\(tag)里没有\(quoted(name))这种过滤器"
      let names = Filter.plain.map(\.name) + ["占比", "1位小数"]
      hint =
        nearestName(to: name, among: names).map { "是否要写“\($0)”" }
        ?? "可以用：" + names.joined(separator: "、")
    case .filterAsSlice(let name):
      message = "\(place)处是\(quoted(name))，“：”后面应是切片"
      hint = "过滤器写在“｜”后面：｜\(name)"
    case .repeated(let name):
      message = "\(place)处\(quoted(name))重复了"
      hint = "\(quoted(name))只写一次"
    case .badNumber(let found, let expected):
      message =
        "\(place)处" + (found.isEmpty ? "没有数" : "是\(quoted(found))") + "，这里应是\(expected)的数"
      hint = "只写数，不写单位，例如前 5、1位小数、= 0"
    case .notAMember(let found):
      message = "\(place)处\(quoted(found))不是成员的名称"
      hint = "几个切片用“，”隔开；成员的名称里有“=”等符号时加引号，例如{{来访批次：问题属地=“灵山镇”}}"
    case .tooDeep:
      id = "too-deep"
      message = "\(place)处括号和“非”超过\(TemplateParser.depthLimit)层"
      hint = "在huibian.yaml里把条件定义为指标"
    }
    return Diagnostic(.error, id, message, at: location, hints: [hint])
  }

  // MARK: - Pairs

  static func unclosedBlock(_ begin: TagSite) -> Diagnostic {
    Diagnostic(
      .error, "unclosed-block", "标签\(quoted(begin.source))没有结束", at: begin.location,
      hints: ["在这一块的末尾写上{{完}}"])
  }

  static func strayEnd(_ end: TagSite) -> Diagnostic {
    Diagnostic(
      .error, "stray-end", "标签\(quoted(end.source))前面没有与它配对的“如果”或“每个”", at: end.location,
      hints: ["删去它，或在前面补上{{如果 …}}或{{每个 …}}"])
  }

  static func strayElse(_ end: TagSite) -> Diagnostic {
    Diagnostic(
      .error, "stray-end", "标签\(quoted(end.source))前面没有与它配对的“如果”", at: end.location,
      hints: ["删去它，或在前面补上{{如果 …}}"])
  }

  static func elseInLoop(_ divider: TagSite, _ begin: TagSite) -> Diagnostic {
    Diagnostic(
      .error, "stray-end", "标签\(quoted(divider.source))直接写在\(begin.text)里，“每个”没有“否则”",
      at: divider.location, hints: ["删去它，或在它前面补上{{如果 …}}"])
  }

  static func elseAfterElse(_ divider: TagSite, _ begin: TagSite) -> Diagnostic {
    Diagnostic(
      .error, "stray-end", "标签\(quoted(divider.source))写在\(begin.text)的“否则”后面",
      at: divider.location, hints: ["把“否则”放在最后，只写一次"])
  }

  static func mismatch(_ begin: TagSite, end: TagSite) -> Diagnostic {
    Diagnostic(
      .error, "block-mismatch", "标签\(end.text)的名称与它要结束的\(begin.text)不同", at: end.location,
      hints: ["写成{{完}}，或改成与开头相同的名称"])
  }

  static func crossing(_ one: TagSite, _ other: TagSite) -> Diagnostic {
    Diagnostic(
      .error, "crossing-block", "标签\(one.text)与\(other.text)不在同一处，不能配成一块", at: one.location,
      hints: ["把两个标签放在同一段、同一单元格、同一表格的行里，或都放在表格外面"])
  }

  static func overlap(_ one: TagSite, _ other: TagSite) -> Diagnostic {
    Diagnostic(
      .error, "crossing-block", "标签\(one.text)与\(other.text)的两块互相交叉", at: other.location,
      hints: ["让一块完全在另一块里面，或分在不同的行"])
  }

  static func sharedRow(_ one: TagSite, _ other: TagSite) -> Diagnostic {
    Diagnostic(
      .error, "crossing-block", "标签\(other.text)与\(one.text)在表格的同一行里，这一行分不开", at: other.location,
      hints: ["把“否则”放在下一行，或让整块都在一个单元格里"])
  }

  static func sharedColumn(_ one: TagSite, _ other: TagSite) -> Diagnostic {
    Diagnostic(
      .error, "crossing-block", "标签\(other.text)与\(one.text)在表格的同一列里，这一列分不开", at: other.location,
      hints: ["把“否则”放在右边一列"])
  }

  static func sharedColumns(_ one: TagSite, _ other: TagSite) -> Diagnostic {
    Diagnostic(
      .error, "crossing-block", "标签\(one.text)与\(other.text)的两块是表格的同一些列", at: other.location,
      hints: ["这些列只写一次“每列”：在表头里开始，其他各行不再写；或让一块完全在另一块里面"])
  }

  static func notInTable(_ begin: TagSite) -> Diagnostic {
    Diagnostic(
      .error, "not-in-table", "标签\(quoted(begin.source))和它的结束不在表格的单元格里", at: begin.location,
      hints: ["把两个标签移到表格的单元格里，或把“每行”“每列”改成“每个”、“如果列”改成“如果”"])
  }

  static func tooDeep(_ begin: TagSite, limit: Int) -> Diagnostic {
    Diagnostic(
      .error, "too-deep", "标签\(quoted(begin.source))嵌套超过\(limit)层", at: begin.location,
      hints: ["把里面的部分移到外面，或用“且”合并条件"])
  }
}

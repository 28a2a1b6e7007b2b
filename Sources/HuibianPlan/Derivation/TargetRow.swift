import HuibianDiagnostics
import HuibianTable

/// A row of the ledger 目标值: what an office has set itself for a year.
///
///     指标, 比较符, 阈值            -- a threshold: 按期答复率达到95%以上
///     维度 with several members     -- one threshold for each of them, or one for all
///     阈值 全市中上游, 全市前三       -- a rank
///     周期, 对象, 要求              -- what is done again and again: 各镇（街道）每周排查一次
struct TargetRow: Sendable {
  /// A threshold and the member at which it holds.
  struct Level: Sendable {
    let scope: TargetScope
    /// The member as the ledger writes it; empty for the whole.
    let label: String
    let target: Target
  }

  /// In the table, from 0.
  let row: Int
  /// Nil: any year.
  let year: Int?
  /// 目标分类, 其他工作 where it names none that a plan of work has.
  let category: String
  /// Nil for a row that names none and only says what is done (周期).
  let measure: Measure?
  let levels: [Level]
  /// Nil: the row is about a number.
  let rank: RankGoal?
  /// 期限, 年底 for the last day of the row's own year; empty: none.
  let deadline: String
  let mood: String
  /// 对象: of what, or by whom.
  let object: String
  /// 要求: what is to be done.
  let demand: String
  /// 周期: 每周, 每月16日, 每月3日前; empty: none.
  let cycle: String
  /// 合写: rows of one mark are one sentence; empty: none.
  let joint: String
  let location: Location

  /// All rows that say something; those that do not are reported.
  static func read(
    _ table: Table, _ catalog: Catalog, trees: [String: Tree], sink: inout DiagnosticSink
  ) -> [TargetRow] {
    func cells(_ name: String) -> [String] {
      guard case .coded(let column)? = table[name] else {
        return Array(repeating: "", count: table.rowCount)
      }
      let texts = column.dictionary.texts
      return column.codes.map { texts[Int($0)] }
    }
    let columns = ["年度", "指标", "维度", "比较符", "阈值", "期限", "语气"].map(cells)
    let more = ["任务分类", "对象", "要求", "周期", "合写"].map(cells)
    var seen: Set<[String]> = []
    var rows: [TargetRow] = []
    for row in 0..<table.rowCount {
      let cell = columns.map { $0[row] }
      let extra = more.map { $0[row].trimmed }
      func place(_ column: String) -> Location { table.location(row: row, column: column) }
      let isWork = nameKey(cell[1]).isEmpty && !extra[3].isEmpty
      var measure: Measure?
      if !isWork {
        guard let found = catalog.measure(cell[1]) else {
          sink.report(.unknownMeasure(cell[1], in: catalog, at: place("指标")))
          continue
        }
        measure = found
      }
      let year = TargetRow.year(cell[0])
      let hasYear = year != nil || cell[0].isEmpty
      if !hasYear {
        sink.report(.badTarget("目标的年度\(quoted(cell[0]))认不出", "写成2024年", at: place("年度")))
      }
      let deadline = TargetRow.deadline(cell[5], year: year)
      let mood = nameKey(cell[6])
      var levels: [Level]? = []
      var rank: RankGoal?
      if isWork {
        if extra[2].isEmpty {
          sink.report(.badTarget("按周期的工作没有写做什么", "填上“要求”，例如开展一次排查", at: place("周期")))
          continue
        }
      } else if let measure {
        rank = RankGoal(cell[4], sign: cell[3])
        if rank == nil {
          let (signs, deadline) = (cell[3], deadline)
          levels = TargetRow.levels(
            cell[2], cell[4], of: measure, catalog, trees, at: place, sink: &sink
          ) { text throws(Target.Problem) in
            try Target(
              sign: signs, threshold: text, unit: measure.unit, deadline: deadline, mood: mood)
          }
        }
      }
      guard let levels, hasYear else { continue }
      let signs = levels.map { $0.target.sign.rawValue }.joined()
      let key = [
        measure?.name ?? "", cell[0], cell[2], mood, signs, cell[5], rank?.words ?? "", extra[1],
        extra[2], extra[3],
      ]
      guard seen.insert(key.map { nameKey($0) }).inserted else {
        sink.report(
          .badTarget(
            "“\(measure?.name ?? extra[2])”同一年度、同一维度的目标写了两次", "只留一行，或者用“语气”分开",
            at: place(isWork ? "要求" : "指标")))
        continue
      }
      rows.append(
        TargetRow(
          row: row, year: year, category: category(extra[0], catalog), measure: measure,
          levels: levels, rank: rank,
          deadline: deadline, mood: mood, object: extra[1], demand: extra[2], cycle: extra[3],
          joint: nameKey(extra[4]), location: place("指标")))
    }
    return rows
  }

  /// The part of a plan of work to which a row belongs; 其他工作 for one that names none of them.
  private static func category(_ text: String, _ catalog: Catalog) -> String {
    let known = catalog.ledger("目标条目")?.column("目标分类")?.values ?? []
    return known.first { nameKey($0) == nameKey(text) } ?? "其他工作"
  }

  /// The thresholds by member; nil after a report.
  ///
  /// Several members (`走访层级=到市、到省`) have one threshold each, or all the same. Another number of
  /// thresholds says nothing: which of three levels 20% and 15% are for, nobody can tell.
  private static func levels(
    _ dimension: String, _ threshold: String, of measure: Measure, _ catalog: Catalog,
    _ trees: [String: Tree], at place: (String) -> Location, sink: inout DiagnosticSink,
    target: (String) throws(Target.Problem) -> Target
  ) -> [Level]? {
    let (head, members) = split(members: dimension)
    let texts = threshold.replacingWord("和", "、").split(whereSeparator: { "、；;".contains($0) })
      .map { String($0) }
    var scopes: [(TargetScope, String)] = []
    var isWhole = true
    for member in members {
      if let scope = scope(
        head + member, of: measure, catalog, trees, at: place("维度"), sink: &sink)
      {
        let label =
          switch scope {
          case .whole: ""
          case .each: "各" + member
          case .member: member
          }
        scopes.append((scope, label))
      } else {
        isWhole = false
      }
    }
    // 20%、15%以内: the last says it for all.
    let last = texts.last ?? ""
    let ending = ["以上", "以内", "以下"].first { nameKey(last).hasSuffix($0) } ?? ""
    var targets: [Target] = []
    do throws(Target.Problem) {
      for text in texts.isEmpty ? [""] : texts {
        let isBare = text != last && !nameKey(text).hasSuffix(ending)
        targets.append(try target(text + (isBare ? ending : "")))
      }
    } catch {
      let column = if case .sign = error { "比较符" } else { "阈值" }
      sink.report(.badTarget(error, of: measure, at: place(column)))
      return nil
    }
    guard isWhole else { return nil }
    guard targets.count == 1 || targets.count == scopes.count else {
      sink.report(
        .badTarget(
          "“\(measure.name)”的目标：维度有\(scopes.count)项，阈值有\(targets.count)个，分不清哪一项是多少",
          "每一项写一个阈值，用顿号分开；各项相同的只写一个", at: place("阈值")))
      return nil
    }
    return scopes.enumerated().map { index, scope in
      Level(
        scope: scope.0, label: scope.1, target: targets[targets.count == 1 ? 0 : index])
    }
  }

  /// `走访层级=到市、到省` as the part that all share, up to the sign, and the members.
  private static func split(members text: String) -> (head: String, members: [String]) {
    let half = halfWidth(text)
    let parts = half.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let head = parts.count == 2 ? String(parts[0]) + "=" : ""
    let members = (parts.last ?? "").split(whereSeparator: { "、,;".contains($0) })
      .map { String($0).trimmed }.filter { !$0.isEmpty }
    return (head, members.isEmpty ? [""] : members)
  }
}

extension String {
  /// Without blanks at both ends.
  fileprivate var trimmed: String {
    var rest = Substring(self)
    while let first = rest.first, first.isWhitespace { rest.removeFirst() }
    while let last = rest.last, last.isWhitespace { rest.removeLast() }
    return String(rest)
  }

  fileprivate func replacingWord(_ word: Character, _ other: Character) -> String {
    String(map { $0 == word ? other : $0 })
  }
}

import HuibianPlan
import HuibianTemplate
import HuibianWord

/// The rows and columns of a 表 at one place, before its figures are written.
struct PrintedTable {
  struct Row {
    let headings: [TableContent.Cell]
    /// The member of each dimension that has one.
    let scope: Scope
    /// Of the metric, where metrics make the rows.
    let item: Int
    /// How many dimensions have a member.
    let depth: Int
    /// 小计 or 合计.
    let isSum: Bool
  }

  struct Column {
    let heads: [String]
    let title: String
    /// In ``BoundTable/columns``.
    let number: Int
    /// Nil in 合计列, and where no dimension repeats the columns.
    let member: Scope.Member?
    /// Of ``member``.
    let loop: LoopID
  }

  let table: BoundTable
  let rows: [Row]
  let columns: [Column]
  /// Of all numbers in the table, where it is one and two or more columns have it; nil: the headings say it.
  let unit: String?

  init(_ table: BoundTable, _ answers: Answers, _ scope: Scope) {
    self.table = table
    var rows = RowBuilder(table: table, answers: answers)
    rows.add(scope)
    self.rows = rows.rows
    let members = table.across.map { answers.members($0, scope) } ?? []
    let units = table.columns.compactMap { column -> String? in
      if case .numbers = column.kind { column.unit } else { nil }
    }
    let count =
      units.count * (table.across == nil ? 1 : members.count + (table.totals.column ? 1 : 0))
    let shared = Set(units).count == 1 && count > 1 ? units.first : nil
    unit = shared
    columns = Self.columns(of: table, members, saysUnit: shared == nil)
  }

  private static func columns(
    of table: BoundTable, _ members: [Scope.Member], saysUnit: Bool
  ) -> [Column] {
    func own(_ head: String?, _ member: Scope.Member?) -> [Column] {
      table.columns.enumerated().map { number, column in
        let unit = saysUnit ? column.saidUnit : ""
        let isOnly = table.columns.count == 1 && column.heads.isEmpty
        let heads: [String]
        let title: String
        if let head, isOnly {
          // One figure a member: its name stands over all of them, or in the table's title.
          heads = table.title == nil && table.items.isEmpty ? [column.title + unit] : []
          title = head
        } else {
          heads = (head.map { [$0] } ?? []) + column.heads
          title = column.title + unit
        }
        return Column(
          heads: heads, title: title, number: number, member: member,
          loop: table.across?.id ?? .wholeDocument)
      }
    }
    guard table.across != nil else { return own(nil, nil) }
    let sum = table.totals.column ? own("合计", nil) : []
    let parts = members.flatMap { own($0.printed, $0) }
    return table.totals.comeFirst ? sum + parts : parts + sum
  }

  // MARK: Shares

  /// For each column the shares of its rows that add up to 100, where 口径 asks for it.
  func shares(_ answers: Answers) -> [[Int: String]?] {
    let own = rows.indices.filter { !rows[$0].isSum }
    return columns.map { column in
      guard table.items.isEmpty,
        let phrase = table.phrase(
          column.number, depth: table.rows.count, isAcross: column.member != nil),
        let even = answers.evenShares(phrase, own.map { scope(rows[$0], column) })
      else { return nil }
      return Dictionary(uniqueKeysWithValues: zip(own, even))
    }
  }

  func scope(_ row: Row, _ column: Column) -> Scope {
    column.member.map { row.scope.entering(column.loop, $0) } ?? row.scope
  }
}

extension BoundTable.Column {
  /// Below the title: `（件次）`; nothing where the title ends in it, as 来访批次 does.
  fileprivate var saidUnit: String {
    unit.flatMap { title.hasSuffix($0) ? nil : "\n（\($0)）" } ?? ""
  }
}

/// Lists the rows of a table, sums among them.
private struct RowBuilder {
  let table: BoundTable
  let answers: Answers
  var rows: [PrintedTable.Row] = []

  mutating func add(_ scope: Scope) {
    guard table.items.isEmpty else {
      for (item, metric) in table.items.enumerated() {
        rows.append(
          .init(
            headings: [.init(metric.title, alignment: .left)], scope: scope, item: item, depth: 0,
            isSum: false))
      }
      return
    }
    let isFirst = table.totals.comeFirst
    if table.totals.row, isFirst { addSum(path: [], scope) }
    add(path: [], scope)
    if table.totals.row, !isFirst { addSum(path: [], scope) }
  }

  private mutating func add(path: [String], _ scope: Scope) {
    let selection = table.rows[path.count]
    for member in answers.members(selection, scope) {
      let place = scope.entering(selection.id, member)
      let below = path + [member.printed]
      guard below.count < table.rows.count else {
        rows.append(
          .init(
            headings: below.map { .init($0, alignment: .left) }, scope: place, item: 0,
            depth: below.count, isSum: false))
        continue
      }
      let count = rows.count
      add(path: below, place)
      // A member without a row of its own has no sum either.
      guard table.totals.groups, rows.count > count else { continue }
      if table.totals.comeFirst {
        let own = Array(rows[count...])
        rows.removeSubrange(count...)
        addSum(path: below, place)
        rows += own
      } else {
        addSum(path: below, place)
      }
    }
  }

  private mutating func addSum(path: [String], _ scope: Scope) {
    let word = path.isEmpty ? table.totals.word : "小计"
    rows.append(
      .init(
        headings: path.map { .init($0, alignment: .left) }
          + [.init(word, alignment: .center, columns: table.rows.count - path.count)],
        scope: scope, item: 0, depth: path.count, isSum: true))
  }
}

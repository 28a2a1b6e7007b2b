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

  let table: BoundTable
  let rows: [Row]
  let frame: TableFrame
  var columns: [TableFrame.Column] { frame.columns }

  init(_ table: BoundTable, _ answers: Answers, _ scope: Scope) {
    self.table = table
    var rows = RowBuilder(table: table, answers: answers)
    rows.add(scope)
    self.rows = rows.rows
    frame =
      answers.tableFrames[table.tag]
      ?? TableFrame(table, table.across.map { answers.members($0, scope) } ?? [])
  }

  // MARK: Shares

  /// For each column the shares of its rows that add up to 100, where 口径 asks for it.
  func shares(_ answers: Answers) -> [[Int: String]?] {
    guard answers.evensShares else { return columns.map { _ in nil } }
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

  func scope(_ row: Row, _ column: TableFrame.Column) -> Scope {
    column.member.map { row.scope.entering(column.loop, $0) } ?? row.scope
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

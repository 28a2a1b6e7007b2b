import HuibianTemplate
import HuibianWord

/// The columns of a 表 and the header over them: often the same in every report.
struct TableFrame {
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

  let columns: [Column]
  /// Of all numbers in the table, where it is one and two or more columns have it; nil: the headings say it.
  let unit: String?
  let header: [[TableContent.Cell]]

  /// - Parameter members: Of the dimension that repeats the columns, if there is one.
  init(_ table: BoundTable, _ members: [Scope.Member]) {
    let units = table.columns.compactMap { column -> String? in
      if case .numbers = column.kind { column.unit } else { nil }
    }
    let count =
      units.count * (table.across == nil ? 1 : members.count + (table.totals.column ? 1 : 0))
    unit = Set(units).count == 1 && count > 1 ? units.first : nil
    columns = Self.columns(of: table, members, saysUnit: unit == nil)
    header = TableHeader(columns, table).rows
  }

  /// Those of the tables that are the same in every report, by their tags.
  static func fixed(_ template: BoundTemplate, _ members: LoopMembers) -> [Int: TableFrame] {
    var frames: [Int: TableFrame] = [:]
    for case .table(let table) in template.contents {
      if let across = table.across {
        frames[table.tag] = members.members(across).map { TableFrame(table, $0) }
      } else {
        frames[table.tag] = TableFrame(table, [])
      }
    }
    return frames
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
}

extension BoundTable.Column {
  /// Below the title: `（件次）`; nothing where the title ends in it, as 来访批次 does.
  fileprivate var saidUnit: String {
    unit.flatMap { title.hasSuffix($0) ? nil : "\n（\($0)）" } ?? ""
  }
}

import HuibianDiagnostics
import HuibianPlan
import HuibianReaders
import HuibianTable

/// Looks for what is suspicious in a ledger although every cell can be read: dates out of order or
/// after the cut-off, flags that contradict dates, places that no tree knows, look-alike spellings.
///
/// Nothing is corrected. Every finding is a warning; with its rule accepted (`--accept`) the rows
/// are left out, which is said with their number.
struct LedgerExaminer {
  let schema: LedgerSchema
  /// The cut-off date (截止日期) of the report.
  let asOf: CivilDate
  let today: CivilDate
  let trees: [String: Tree]
  /// How many persons make a 集体访.
  let groupSize: Int
  /// The columns that figures need, others apart that are only examined.
  let needed: Set<String>

  /// The columns of a ledger that are examined although no figure may need them: its dates, the
  /// flags and numbers that can contradict each other, and the names that have a tree.
  ///
  /// Other columns can make no row doubtful; they are decoded only for a figure.
  static func columns(of schema: LedgerSchema) -> Set<String> {
    Set(
      schema.columns.filter {
        $0.kind == .date || $0.kind == .tree
          || ["办结标志", "是否集体访", "信访人数"].contains($0.name)
      }.map(\.name))
  }

  /// The table without the rows that were left out.
  func examine(_ table: Table, sink: inout DiagnosticSink) -> Table {
    // A number that could not be read looks empty here, and was told.
    let areNumbersRead = !sink.diagnostics.contains {
      $0.id == "bad-number" || $0.id == "unreadable-cell"
    }
    let steps: [@Sendable (inout Set<Int>, inout DiagnosticSink) -> Void] = [
      { examineDates(table, &$0, &$1) },
      { examineOrder(table, &$0, &$1) },
      { examineFlags(table, &$0, &$1) },
      { if areNumbersRead { examinePersons(table, &$0, &$1) } },
      { examineRatings(table, &$0, &$1) },
      { examineMembers(table, &$0, &$1) },
      { examineFormerNames(table, &$0, &$1) },
      { examineSpellings(table, &$1) },
    ]
    var findings = DiagnosticSink(accepted: sink.accepted)
    let dropped = inParallel(steps.count, sharing: table.rowCount > 10_000, &findings) {
      step, sink in
      var dropped: Set<Int> = []
      steps[step](&dropped, &sink)
      return dropped
    }
    sink.absorb(findings)
    return table.removing(rows: dropped.reduce(into: []) { $0.formUnion($1) })
  }

  // MARK: Dates

  /// Dates that may lie ahead.
  private static let deadlines: Set<String> = ["限办截止日期", "答复期限", "限期答复日期", "期限", "结束"]

  /// Days that have not come yet are doubtful in any column but a deadline. Days between the cut-off
  /// and today are usual in an export made later; only the column that places a row in a period says
  /// so, once, because its rows do not count.
  private func examineDates(
    _ table: Table, _ dropped: inout Set<Int>, _ sink: inout DiagnosticSink
  ) {
    for column in schema.columns where column.kind == .date {
      guard !Self.deadlines.contains(column.name), case .dates(let days)? = table[column.name]
      else { continue }
      let present = max(today, asOf).days
      var future = RowFinding("after-cutoff", in: table, column: column.name)
      var later: [Int] = []
      days.forEachBlock(touching: asOf.days + 1...Int32.max) { first, days in
        for index in days.indices where days[index] > asOf.days {
          if days[index] > present {
            let day = CivilDate(days: days[index])
            future.report(first + index, .afterToday(column.name, day), &sink)
          } else {
            later.append(first + index)
          }
        }
      }
      if column.name == schema.dateColumn, let first = later.first, !sink.accepts("after-cutoff") {
        sink.report(
          .afterCutOff(
            column.name, rows: later.count, cutOff: asOf,
            at: table.location(row: first, column: column.name)))
      }
      dropped.formUnion(future.settle(&sink))
    }
  }

  /// Pairs of dates of which the first cannot be later than the second.
  private static let order: [(earlier: String, later: String)] = [
    ("登记日期", "办结日期"), ("登记日期", "转送交办日期"), ("登记日期", "受理告知日期"),
    ("登记日期", "答复日期"), ("登记日期", "限办截止日期"), ("交办日期", "答复日期"), ("交办日期", "办结日期"),
    ("包案日期", "化解日期"), ("排查日期", "调处日期"),
  ]

  private func examineOrder(
    _ table: Table, _ dropped: inout Set<Int>, _ sink: inout DiagnosticSink
  ) {
    for (earlier, later) in Self.order {
      guard case .dates(let starts)? = table[earlier], case .dates(let ends)? = table[later]
      else { continue }
      var finding = RowFinding("date-order", in: table, column: later)
      let missing = CivilDate.missing
      starts.forEachBlock(with: ends) { first, starts, ends in
        // Without a branch a row, for nearly every block has none.
        var count = 0
        for row in starts.indices {
          count &+= (ends[row] < starts[row] ? 1 : 0) & (ends[row] != missing ? 1 : 0)
        }
        if count == 0 { return }
        for row in starts.indices where ends[row] < starts[row] && ends[row] != missing {
          finding.report(
            first + row,
            .dateOrder(
              later, CivilDate(days: ends[row]), before: earlier, CivilDate(days: starts[row])),
            &sink)
        }
      }
      dropped.formUnion(finding.settle(&sink))
    }
  }

  // MARK: Flags

  private func examineFlags(
    _ table: Table, _ dropped: inout Set<Int>, _ sink: inout DiagnosticSink
  ) {
    if case .coded(let flags)? = table["办结标志"], case .dates(let days)? = table["办结日期"] {
      // No cell has the code -1.
      let yes = flags.code(of: "是") ?? -1
      let no = flags.code(of: "否") ?? -1
      var finding = RowFinding("flag-contradiction", in: table, column: "办结日期")
      let missing = CivilDate.missing
      days.forEachBlock(with: flags.codes) { first, days, codes in
        for row in days.indices {
          if codes[row] == yes, days[row] == missing {
            finding.report(first + row, .closedWithoutDate, &sink)
          } else if codes[row] == no, days[row] != missing {
            finding.report(first + row, .dateWithoutClosed, &sink)
          }
        }
      }
      dropped.formUnion(finding.settle(&sink))
    }
    if case .coded(let flags)? = table["是否集体访"], case .integers(let persons)? = table["信访人数"] {
      let yes = flags.code(of: "是") ?? -1
      var finding = RowFinding("flag-contradiction", in: table, column: "是否集体访")
      persons.forEachBlock(with: flags.codes) { first, persons, codes in
        for row in persons.indices
        where codes[row] == yes && (0..<Int64(groupSize)).contains(persons[row]) {
          finding.report(first + row, .groupOfFew(Int(persons[row])), &sink)
        }
      }
      dropped.formUnion(finding.settle(&sink))
    }
  }
}

/// Rows that break one rule, in one column: each is reported, or left out if the rule is accepted.
struct RowFinding {
  let id: String
  let table: Table
  let column: String
  var rows: Set<Int> = []

  init(_ id: String, in table: Table, column: String) {
    self.id = id
    self.table = table
    self.column = column
  }

  mutating func report(_ row: Int, _ problem: RowProblem, _ sink: inout DiagnosticSink) {
    if sink.accepts(id) {
      rows.insert(row)
    } else {
      sink.report(problem.diagnostic(id, at: table.location(row: row, column: column)))
    }
  }

  /// The rows to leave out, whose number is said.
  func settle(_ sink: inout DiagnosticSink) -> Set<Int> {
    guard let first = rows.min(), sink.accepts(id) else { return [] }
    sink.report(.leftOut(id, rows: rows.count, at: table.location(row: first, column: column)))
    return rows
  }
}

extension CodedColumn {
  /// The code of a text, or nil if no cell has it.
  func code(of text: String) -> Int32? {
    dictionary.texts.firstIndex(of: text).map { Int32($0) }
  }

  /// For each code the first row that has it, or the number of rows.
  func firstRows() -> [Int] {
    let count = codes.count
    var result = [Int](repeating: count, count: dictionary.count)
    // Most blocks have no code that was not met before.
    var unmet = dictionary.count
    codes.forEachBlock { first, codes in
      guard unmet > 0 else { return }
      for row in codes.indices where result[Int(codes[row])] == count {
        result[Int(codes[row])] = first + row
        unmet -= 1
      }
    }
    return result
  }

  /// For each code the number of its rows.
  func counts() -> [Int] {
    var result = [Int](repeating: 0, count: dictionary.count)
    codes.forEachBlock { _, codes in
      for code in codes { result[Int(code)] += 1 }
    }
    return result
  }
}

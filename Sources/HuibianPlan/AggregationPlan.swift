package import HuibianTable

/// One statistic to be answered by an engine: closed, comparable, and free of how it is run.
///
///     SELECT groupings, aggregate      -- groupings, aggregate
///     FROM   source                    -- source
///     WHERE  filter                    -- filter
///     AND    dateColumn IN range       -- dateColumn, range (both nil: whatever the date)
///     GROUP  BY groupings              -- groupings, in order; none: one cell with an empty key
///
/// Equal plans are equal questions: an engine runs each of them once. All columns that a plan names
/// exist in the table, with the kind that their use asks for; the planner has seen to that.
package struct AggregationPlan: Hashable, Sendable {
  /// The ledger (台账) by its name in the catalogue.
  package var source: String
  package var filter: Predicate
  package var dateColumn: String?
  package var range: DateRange?
  package var groupings: [Grouping]
  package var aggregate: Aggregate

  package init(
    source: String, filter: Predicate = .all, dateColumn: String? = nil, range: DateRange? = nil,
    groupings: [Grouping] = [], aggregate: Aggregate
  ) {
    self.source = source
    self.filter = filter
    self.dateColumn = dateColumn
    self.range = range
    self.groupings = groupings
    self.aggregate = aggregate
  }
}

/// Days from `start` to `end`, both included.
package struct DateRange: Hashable, Sendable {
  package let start: CivilDate
  package let end: CivilDate

  /// - Precondition: `start` is not after `end`.
  package init(_ start: CivilDate, _ end: CivilDate) {
    precondition(start <= end, "a range that ends before it starts")
    self.start = start
    self.end = end
  }

  package func contains(_ day: CivilDate) -> Bool { start <= day && day <= end }

  /// Whether it runs from a 1 January to a 31 December.
  var isWholeYears: Bool {
    start.month == 1 && start.day == 1 && end.month == 12 && end.day == 31
  }
}

/// What is done with the rows of a group.
///
/// Shares, rates, means and changes are arithmetic on results.
package enum Aggregate: Hashable, Sendable {
  /// The number of rows.
  case countRows
  /// The number of different values of a coded column; the empty cell is not a value.
  case countDistinct(String)
  /// The number of different names in the cells of a coded column, each cell split by
  /// ``listItems(_:)``.
  case countDistinctItems(String)
  /// The sum of an integer operand or of a decimal column; rows where it is missing add nothing.
  case sum(Operand)
  /// Twice the median of an operand: the middle value twice, or the two middle ones added, so that it
  /// is whole; rows where it is missing do not count.
  ///
  /// Memory: proportional to the different values of each group.
  case median(Operand)
}

/// By what rows are grouped.
package struct Grouping: Hashable, Sendable {
  /// A coded column, or for a time unit a date column.
  package var column: String
  package var classifier: Classifier

  package init(column: String, classifier: Classifier = .value) {
    self.column = column
    self.classifier = classifier
  }
}

/// From a cell's value to the label of its group.
package enum Classifier: Hashable, Sendable {
  /// The text itself; the empty cell is grouped under the empty label.
  case value
  /// The member of a level of a tree; see ``Tree/label(of:level:)``.
  case level(Tree, Int)
  /// The part of the time line in which a date lies; the missing date has the empty label.
  case time(TimeUnit)
}

/// The units of time by which figures are grouped, with the form of their labels.
package enum TimeUnit: String, Hashable, Sendable, CaseIterable {
  /// `2022`
  case year = "年"
  /// `2022上半年`
  case half = "半年"
  /// `2022第三季度`
  case quarter = "季度"
  /// `2022-03`
  case month = "月份"
  /// `2022-03上旬`
  case tenDays = "旬"
  /// `2022-W09` (ISO 8601, weeks begin on Monday)
  case week = "周"
  /// `2022-03-18`
  case day = "日"
}

/// A condition on a row.
///
/// A comparison with a missing value is false, `not` of it is true.
package indirect enum Predicate: Hashable, Sendable {
  case all
  case compare(Operand, Comparison, Operand)
  /// The text of a coded column is one of these, after synonyms.
  case isOneOf(column: String, values: Set<String>)
  /// The text of a coded column contains this.
  case contains(column: String, text: String)
  /// The label of a coded column's value under a classifier is one of these.
  case isMember(column: String, classifier: Classifier, labels: Set<String>)
  /// The cell is empty (any kind of column).
  case isEmpty(column: String)
  /// The date lies between two dates, both included, of some row of another ledger (敏感期).
  case isWithin(column: String, ledger: String, from: String, to: String)
  case not(Predicate)
  case and([Predicate])
  case or([Predicate])
}

package enum Comparison: String, Hashable, Sendable, CaseIterable {
  case equal = "="
  case notEqual = "≠"
  case less = "<"
  case lessOrEqual = "≤"
  case greater = ">"
  case greaterOrEqual = "≥"
}

/// A date or a whole number, in a row.
///
/// Missing if any column that it is made of is missing there, except where a case says otherwise.
/// Dates count as ``CivilDate/days``.
package indirect enum Operand: Hashable, Sendable {
  /// A date, integer or decimal column.
  case column(String)
  case date(CivilDate)
  case integer(Int64)
  /// A date so many days later.
  case plusDays(Operand, Int)
  /// Days from the second date to the first: `later - earlier`.
  case difference(Operand, Operand)
  /// The earlier (smaller) of two; missing only if both are.
  case earlier(Operand, Operand)
  /// The first that is not missing.
  case first([Operand])
  /// The earliest `date` of any row of the ledger with the same `key` whose `date` is later than
  /// this row's `after`; missing if there is none, or if `key` or `after` is empty.
  ///
  /// All rows of the ledger count, whatever the plan's filter and range.
  case nextDate(date: String, key: String, after: String)
}

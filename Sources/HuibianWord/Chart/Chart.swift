import HuibianOPC
/// A native chart: what it shows, in numbers that are already as they are printed.
///
/// Its cells in the workbook behind it: categories from A2 downwards, one series a column from B on,
/// their names in row 1. See ``ChartWorkbook``.
package struct Chart: Hashable, Sendable {
  package enum Kind: Hashable, Sendable {
    case line, column, bar, pie, stackedColumn, stackedBar
    /// Stacks of one length: the axis shows shares, the numbers stay what they are.
    case sharedColumn, sharedBar
    /// The first series as columns, the others as lines on a second axis.
    case combined(columns: Int)
  }

  package struct Series: Hashable, Sendable {
    package let name: String
    /// One for each category, in digits (`143`, `65.7`, `-3`); nil: a gap, for what is no number or
    /// must not be printed.
    package let values: [String?]
    /// Behind each number where it belongs to it: `%`; empty for counted things.
    package let sign: String
    /// Digits behind the point, of the value with most.
    let decimals: Int
    /// `0`, `0.0"%"`: fixed decimals, as in a table.
    let format: String

    /// - Precondition: A value is digits with an optional sign and point.
    package init(name: String, values: [String?], sign: String = "") {
      precondition(values.allSatisfy { $0?.isDecimal ?? true }, "a value that is no number")
      self.name = name
      self.values = values
      self.sign = sign
      decimals = values.reduce(0) { max($0, $1?.decimals ?? 0) }
      format =
        (decimals == 0 ? "0" : "0." + String(repeating: "0", count: decimals))
        + (sign.isEmpty ? "" : "\"\(sign)\"")
    }
  }

  package var kind: Kind
  /// Nil: none.
  package var title: String?
  package var categories: [String]
  /// What runs along the axis: 月份.
  package var categoryTitle: String
  /// Of the axis of values, and of the second: 来访批次（批次）.
  package var valueTitles: [String]
  /// At least one, each with a value for every category.
  package var series: [Series]
  /// Whether the slices of a pie are a whole, so that their shares may be printed.
  package var isWhole: Bool
  /// At the points; nil: where there is room.
  package var showsNumbers: Bool?
  /// The alternative text.
  package var description: String
  /// Of the lines at its place, in twips.
  package var width: Int

  package init(
    _ kind: Kind, title: String? = nil, categories: [String], categoryTitle: String,
    valueTitles: [String], series: [Series], isWhole: Bool = true, description: String, width: Int
  ) {
    precondition(!series.isEmpty, "a chart without a series")
    precondition(
      series.allSatisfy { $0.values.count == categories.count }, "a series of another length")
    self.kind = kind
    self.title = title
    self.categories = categories
    self.categoryTitle = categoryTitle
    self.valueTitles = valueTitles
    self.series = series
    self.isWhole = isWhole
    self.description = description
    self.width = width
  }

  /// The cell of a value: of the first series' first value `B2`.
  package static func cell(series: Int, category: Int) -> String {
    WorkbookFile.column(series + 1) + String(category + 2)
  }
}

extension String {
  /// Digits with an optional sign and point: what a cell and a cache may hold.
  package var isDecimal: Bool {
    var digits = 0
    var hasPoint = false
    for (index, byte) in utf8.enumerated() {
      switch byte {
      case UInt8(ascii: "0")...UInt8(ascii: "9"): digits += 1
      case UInt8(ascii: "-") where index == 0: break
      case UInt8(ascii: ".") where digits > 0 && !hasPoint:
        hasPoint = true
        digits = 0
      default: return false
      }
    }
    return digits > 0
  }

  /// Of a number: the digits behind its point.
  fileprivate var decimals: Int {
    let whole = utf8.prefix { $0 != UInt8(ascii: ".") }.count
    return max(utf8.count - whole - 1, 0)
  }
}

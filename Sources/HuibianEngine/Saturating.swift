import HuibianTable

/// 64-bit arithmetic that stops at the ends of the range, short of the missing number.
///
/// A row that reaches an end compares rightly with every other number; a sum that meets one is
/// an overflow.
enum Saturating {
  static let highest = Int64.max
  static let lowest = Int64.min + 1

  static func plus(_ a: Int64, _ b: Int64) -> Int64 {
    let (sum, overflow) = a.addingReportingOverflow(b)
    return overflow ? (b > 0 ? highest : lowest) : max(sum, lowest)
  }

  static func minus(_ a: Int64, _ b: Int64) -> Int64 {
    let (difference, overflow) = a.subtractingReportingOverflow(b)
    return overflow ? (b < 0 ? highest : lowest) : max(difference, lowest)
  }

  static func times(_ a: Int64, _ b: Int64) -> Int64 {
    let (product, overflow) = a.multipliedReportingOverflow(by: b)
    return overflow ? ((a < 0) == (b < 0) ? highest : lowest) : max(product, lowest)
  }
}

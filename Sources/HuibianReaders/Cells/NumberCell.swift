import HuibianTable

/// What a cell of a number column says.
enum NumberCell: Hashable, Sendable {
  /// Scaled by 10^``scale`` for decimals, as it is for whole numbers.
  case number(Int64)
  case empty
  case malformed

  /// Decimals are kept with six digits after the point: a yuan's cent in 万元.
  static let scale = 6

  /// A whole number ≥ 0: `12`, `１２`, `12人`, `12.0`, `1,234`; not `约30人`, `30余人`, `-1`.
  init(whole text: String) {
    self = NumberCell(text, units: NumberCell.countUnits, scale: 0)
    if case .number(let number) = self, number < 0 { self = .malformed }
  }

  /// A decimal amount with at most six digits after the point: `1,234.50`, `-3.2`, `12元`.
  init(decimal text: String) {
    self = NumberCell(text, units: ["元"], scale: NumberCell.scale)
  }

  private static let countUnits = [
    "人次", "批次", "件次", "年度", "年", "人", "批", "件", "次", "名", "个", "户", "起", "天", "日", "场",
  ]
  private static let blanks: Set<String> = [
    "", "-", "--", "—", "——", "–", "/", "无", "null", "NULL",
  ]

  private init(_ raw: String, units: [String], scale: Int) {
    var text = raw.narrowed
    if text.hasPrefix("'") { text.removeFirst() }
    if NumberCell.blanks.contains(text) {
      self = .empty
      return
    }
    for unit in units where text.hasSuffix(unit) {
      text.removeLast(unit.count)
      while text.hasSuffix(" ") { text.removeLast() }
      break
    }
    self = NumberCell.parse(text, scale: scale).map { .number($0) } ?? .malformed
  }

  private static func parse(_ text: String, scale: Int) -> Int64? {
    var text = Substring(text)
    let isNegative = text.hasPrefix("-")
    if isNegative || text.hasPrefix("+") { text.removeFirst() }
    let parts = text.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, let whole = ungrouped(parts[0]) else { return nil }
    var fraction = parts.count == 2 ? parts[1] : ""
    if parts.count == 2, fraction.isEmpty { return nil }
    while fraction.hasSuffix("0") { fraction.removeLast() }
    guard fraction.utf8.count <= scale, isDigits(fraction) || fraction.isEmpty else { return nil }
    let digits = whole + fraction + String(repeating: "0", count: scale - fraction.utf8.count)
    guard let number = Int64(digits) else { return nil }
    return isNegative ? -number : number
  }

  /// The digits of `1,234,567`, nil if the groups are not of three.
  private static func ungrouped(_ text: Substring) -> String? {
    let groups = text.split(separator: ",", omittingEmptySubsequences: false)
    guard let first = groups.first, groups.allSatisfy(isDigits) else { return nil }
    if groups.count > 1 {
      guard first.utf8.count <= 3, groups.dropFirst().allSatisfy({ $0.utf8.count == 3 }) else {
        return nil
      }
    }
    return groups.joined()
  }

  private static func isDigits(_ text: Substring) -> Bool {
    !text.isEmpty && text.utf8.allSatisfy { (0x30...0x39).contains($0) }
  }
}

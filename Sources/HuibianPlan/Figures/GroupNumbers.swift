/// The labels of all groups of a book by number: a group is found by numbers without its texts being
/// looked at.
struct GroupNumbers: Sendable {
  private var numbers: [String: Int] = [:]
  /// How many a number has, that of an unknown label too.
  private(set) var bits = 1

  /// The numbers of a result's labels, for each grouping in their order; new ones are added.
  mutating func add(_ result: AggregationResult) -> [[Int]] {
    let own = result.labels.map { labels in
      labels.map { label in
        if let number = numbers[label] { return number }
        numbers[label] = numbers.count
        return numbers.count - 1
      }
    }
    bits = max(1, Int.bitWidth - numbers.count.leadingZeroBitCount)
    return own
  }

  /// One more than any other for a label that no group has.
  func number(of label: String) -> Int { numbers[label] ?? numbers.count }

  /// One number for a group that has so many labels, the last one's in its lowest bits; nil if they are
  /// too many for it.
  func key(_ count: Int, _ number: (Int) -> Int) -> UInt64? {
    guard count * bits <= UInt64.bitWidth else { return nil }
    var key: UInt64 = 0
    for index in 0..<count { key = key << UInt64(bits) | UInt64(number(index)) }
    return key
  }
}

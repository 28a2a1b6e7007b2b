import HuibianTable

/// For each row the earliest day of any row with the same key that is later than the row's `after`.
///
/// - Parameters:
///   - days: One a row.
///   - keys: Codes, one a row; code 0 is the empty key, which has no next day.
///   - keyCount: Entries of the dictionary of `keys`.
///   - after: One a row; where it is missing there is no next day.
/// - Returns: ``CivilDate/missing`` where there is none. Cost: O(n log n) at worst, O(n) while few
///   rows share a key; 4 bytes a row and 4 a key besides the result.
func nextDates(
  _ days: PackedValues<Int32>, keys: PackedValues<Int32>, keyCount: Int,
  after: PackedValues<Int32>
) -> PackedValues<Int32> {
  let missing = CivilDate.missing
  // Counting sort by key: the days of key k are sorted[starts[k]..<starts[k + 1]] once all are in,
  // for each moves its own start to its end, which is the next one's start.
  var starts = [Int32](repeating: 0, count: keyCount + 2)
  forEachRow(keys, days) { key, day in
    if key != 0, day != missing { starts[Int(key) + 2] += 1 }
  }
  for key in 1..<starts.count { starts[key] += starts[key - 1] }
  var sorted = [Int32](repeating: 0, count: Int(starts[keyCount + 1]))
  forEachRow(keys, days) { key, day in
    if key != 0, day != missing {
      sorted[Int(starts[Int(key) + 1])] = day
      starts[Int(key) + 1] += 1
    }
  }
  for key in 0..<keyCount where starts[key + 1] - starts[key] > 1 {
    sorted[Int(starts[key])..<Int(starts[key + 1])].sort()
  }
  var result = PackedValues<Int32>()
  forEachRow(keys, after) { key, after in
    guard key != 0, after != missing else { return result.append(missing) }
    var low = Int(starts[Int(key)])
    let end = Int(starts[Int(key) + 1])
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] > after { high = middle } else { low = middle + 1 }
    }
    result.append(low < end ? sorted[low] : missing)
  }
  return result
}

/// Calls `body` with the two values of each row, in order.
private func forEachRow(
  _ one: PackedValues<Int32>, _ other: PackedValues<Int32>, _ body: (Int32, Int32) -> Void
) {
  one.forEachBlock(with: other) { _, one, other in
    for row in one.indices { body(one[row], other[row]) }
  }
}

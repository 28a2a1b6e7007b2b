import HuibianTable

/// For each row the earliest day of any row with the same key that is later than the row's `after`.
///
/// - Parameters:
///   - days: One a row.
///   - keys: Codes, one a row; code 0 is the empty key, which has no next day.
///   - keyCount: Entries of the dictionary of `keys`.
///   - after: One a row; where it is missing there is no next day.
/// - Returns: ``CivilDate/missing`` where there is none. Cost: O(n log n) at worst, O(n) while few
///   rows share a key.
func nextDates(_ days: [Int32], keys: [Int32], keyCount: Int, after: [Int32]) -> [Int32] {
  // Counting sort by key: the days of key k are sorted[starts[k]..<starts[k + 1]].
  var starts = [Int](repeating: 0, count: keyCount + 1)
  for row in days.indices where keys[row] != 0 && days[row] != CivilDate.missing {
    starts[Int(keys[row]) + 1] += 1
  }
  for key in 0..<keyCount { starts[key + 1] += starts[key] }
  var sorted = [Int32](repeating: 0, count: starts[keyCount])
  var next = starts
  for row in days.indices where keys[row] != 0 && days[row] != CivilDate.missing {
    sorted[next[Int(keys[row])]] = days[row]
    next[Int(keys[row])] += 1
  }
  for key in 0..<keyCount where starts[key + 1] - starts[key] > 1 {
    sorted[starts[key]..<starts[key + 1]].sort()
  }
  return days.indices.map { row in
    guard keys[row] != 0, after[row] != CivilDate.missing else { return CivilDate.missing }
    var low = starts[Int(keys[row])]
    let end = starts[Int(keys[row]) + 1]
    var high = end
    while low < high {
      let middle = (low + high) / 2
      if sorted[middle] > after[row] { high = middle } else { low = middle + 1 }
    }
    return low < end ? sorted[low] : CivilDate.missing
  }
}

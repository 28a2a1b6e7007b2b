/// The first row of each key, by the key's hash.
struct KeyTable: Sendable {
  /// Upper half: bits of the hash; lower half: row + 1; 0 is free.
  private var slots = [UInt64](repeating: 0, count: 1024)
  private var count = 0
  private var hashes: [UInt64] = []

  /// A row whose key is empty, or was there before.
  struct Notable: Sendable {
    let row: Int
    /// The row that had the key first; nil: the key is empty.
    let first: Int?
  }

  /// Looks through the keys of a file, in the order of its rows.
  ///
  /// - Precondition: All files of the table have keys, or none.
  mutating func append(_ lanes: [[UInt64]], _ segments: [RowSegment]) -> [Notable] {
    var notable: [Notable] = []
    reserve(segments.reduce(0) { $0 + $1.rows.count })
    for segment in segments {
      let keys = lanes[segment.accumulator]
      for local in segment.rows {
        let row = hashes.count
        let first = first(keys[local], row: row)
        if first != nil || keys[local] == 0 { notable.append(Notable(row: row, first: first)) }
      }
    }
    return notable
  }

  /// The row that had this key first, or nil if `row` is the first.
  ///
  /// - Precondition: Rows come in rising order, none is left out; a hash of 0 is no key.
  mutating func first(_ hash: UInt64, row: Int) -> Int? {
    hashes.append(hash)
    if hash == 0 { return nil }
    if count * 2 >= slots.count { grow() }
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index] != 0 {
      if slots[index] >> 32 == hash >> 32 {
        let other = Int(slots[index] & 0xFFFF_FFFF) - 1
        if hashes[other] == hash { return other }
      }
      index = (index + 1) & mask
    }
    slots[index] = (hash & ~0xFFFF_FFFF) | UInt64(row + 1)
    count += 1
    return nil
  }

  mutating func reserve(_ rows: Int) {
    hashes.reserveCapacity(hashes.count + rows)
    while slots.count < (count + rows) * 2 { grow() }
  }

  private mutating func grow() {
    let old = slots
    slots = [UInt64](repeating: 0, count: old.count * 2)
    let mask = slots.count - 1
    for slot in old where slot != 0 {
      var index = Int(truncatingIfNeeded: hashes[Int(slot & 0xFFFF_FFFF) - 1]) & mask
      while slots[index] != 0 { index = (index + 1) & mask }
      slots[index] = slot
    }
  }
}

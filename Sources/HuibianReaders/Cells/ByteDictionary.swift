import CScan

/// A field of a record: where it begins, and how long it is.
struct CellBytes {
  /// In the block; -1 - the place in the unescaped bytes, for a field that held doubled quotes.
  var start: Int32
  var count: Int32

  /// Where the bytes are.
  @inline(__always)
  func pointer(
    _ block: UnsafePointer<UInt8>, _ unescaped: UnsafePointer<UInt8>
  ) -> UnsafePointer<UInt8> {
    start >= 0 ? block + Int(start) : unescaped - Int(start) - 1
  }
}

/// Distinct byte strings and their codes, in order of first appearance; code 0 is the empty string.
///
/// Open addressing on a hash of the bytes. A slot holds the first and the last eight bytes, which
/// decide for up to 16; longer strings are compared whole. A String is made only of what is distinct.
struct ByteDictionary: Sendable {
  private struct Slot {
    var ends = scan_ends()
    var count: Int32 = 0
    /// 0 is a free slot, for the empty string is never looked up.
    var code: Int32 = 0
  }

  private var bytes: [UInt8] = []
  /// Where each string ends; string `i` begins where string `i - 1` ends.
  private var ends: [Int] = [0]
  private var hashes: [UInt64] = [0]
  private var slots = [Slot](repeating: Slot(), count: 64)

  init() {}

  var count: Int { ends.count }

  /// The code of a string; a new one gets the next code.
  mutating func code(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    if count == 0 { return 0 }
    let ends = scan_ends_of(start, count)
    let hash = hash(start, count, ends)
    return find(start, count, ends, hash) ?? insert(start, count, ends, hash)
  }

  /// The codes of some cells, one after the other, into `codes`.
  mutating func encode(
    _ cells: UnsafeBufferPointer<CellBytes>, _ block: UnsafePointer<UInt8>,
    _ unescaped: UnsafePointer<UInt8>, into codes: UnsafeMutablePointer<Int32>
  ) {
    // Neighbouring rows often agree.
    var lastEnds = scan_ends()
    var lastCount = 0
    var lastCode: Int32 = 0
    for index in cells.indices {
      let count = Int(cells[index].count)
      if count == 0 {
        codes[index] = 0
        continue
      }
      let start = cells[index].pointer(block, unescaped)
      let ends = scan_ends_of(start, count)
      if count <= 16, count == lastCount, ends.first == lastEnds.first, ends.last == lastEnds.last {
        codes[index] = lastCode
        continue
      }
      let hash = hash(start, count, ends)
      lastCode = find(start, count, ends, hash) ?? insert(start, count, ends, hash)
      lastEnds = ends
      lastCount = count
      codes[index] = lastCode
    }
  }

  /// Calls `body` with the bytes of a string.
  func withBytes<R>(of code: Int32, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    let range = code == 0 ? 0..<0 : ends[Int(code) - 1]..<ends[Int(code)]
    return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  @inline(__always)
  private func hash(_ start: UnsafePointer<UInt8>, _ count: Int, _ ends: scan_ends) -> UInt64 {
    count <= 16 ? scan_hash_ends(ends, count) : scan_hash64(start, count)
  }

  @inline(__always)
  private func find(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ ends: scan_ends, _ hash: UInt64
  ) -> Int32? {
    slots.withUnsafeBufferPointer { slots in
      let mask = slots.count &- 1
      var index = Int(truncatingIfNeeded: hash) & mask
      while slots[index].code != 0 {
        let slot = slots[index]
        if slot.ends.first == ends.first, slot.ends.last == ends.last,
          Int(slot.count) == count, count <= 16 || equals(slot.code, start, count)
        {
          return slot.code
        }
        index = (index &+ 1) & mask
      }
      return nil
    }
  }

  private func equals(_ code: Int32, _ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    bytes.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return false }
      return scan_equal_bytes(base + ends[Int(code) - 1], start, count) != 0
    }
  }

  private mutating func insert(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ ends: scan_ends, _ hash: UInt64
  ) -> Int32 {
    if self.ends.count * 2 >= slots.count { grow() }
    let code = Int32(self.ends.count)
    bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    self.ends.append(bytes.count)
    hashes.append(hash)
    place(Slot(ends: ends, count: Int32(count), code: code), hash)
    return code
  }

  private mutating func place(_ slot: Slot, _ hash: UInt64) {
    var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while slots[index].code != 0 { index = (index + 1) & (slots.count - 1) }
    slots[index] = slot
  }

  private mutating func grow() {
    let old = slots
    slots = [Slot](repeating: Slot(), count: old.count * 2)
    for slot in old where slot.code != 0 { place(slot, hashes[Int(slot.code)]) }
  }
}

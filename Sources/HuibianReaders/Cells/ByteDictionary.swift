import CScan

/// Distinct byte strings and their codes, in order of first appearance; code 0 is the empty string.
///
/// Open addressing on a hash of the bytes. A String is made only of what is distinct.
struct ByteDictionary: Sendable {
  /// All strings, one after the other, and then at least ``padding`` bytes more.
  private var bytes = [UInt8](repeating: 0, count: 64)
  /// Where each string ends; string `i` begins where string `i - 1` ends.
  private var ends: [Int] = [0]
  /// Upper half: bits of the hash; lower half: the code; 0 is free.
  private var slots = [UInt64](repeating: 0, count: 64)

  /// The short ones among few; nil: there are many, or nobody asked for the codes of a batch.
  private var few: FewStrings?
  private let level: scan_level

  private static let padding = scan_short
  /// What the processor can do.
  static let best = scan_best_level()

  init(_ level: scan_level = best) { self.level = level }

  var count: Int { ends.count }

  /// The code of a string; a new one gets the next code.
  mutating func code(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    if count == 0 { return 0 }
    var hash: UInt64 = 0
    let code = withCodes { scan_code_alone(&$0, start, count, &hash) }
    return code > 0 ? code : insert(start, count, hash)
  }

  /// The codes of some cells, one after the other, into `codes`.
  mutating func encode(
    _ cells: UnsafeBufferPointer<CellBytes>, _ block: UnsafePointer<UInt8>,
    _ unescaped: UnsafePointer<UInt8>, into codes: UnsafeMutablePointer<Int32>
  ) {
    var few: FewStrings?
    swap(&few, &self.few)
    if few == nil, ends.count == 1, level != scan_portable { few = FewStrings() }
    defer { swap(&few, &self.few) }
    var done = 0
    while true {
      var hash: UInt64 = 0
      if ends.count > scan_few_most { few = nil }
      done = withCodes { all in
        few?.withPointers {
          scan_encode_few(
            &$0, &all, cells.baseAddress, done, cells.count, block, unescaped, codes, &hash)
        }
          ?? scan_encode(
            &all, cells.baseAddress, done, cells.count, block, unescaped, codes, &hash)
      }
      if done == cells.count { return }
      let cell = cells[done]
      codes[done] = insert(cell.pointer(block, unescaped), Int(cell.count), hash)
      done += 1
    }
  }

  /// Calls `body` with the bytes of a string.
  func withBytes<R>(of code: Int32, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    let range = code == 0 ? 0..<0 : ends[Int(code) - 1]..<ends[Int(code)]
    return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  @inline(__always)
  private func withCodes<R>(_ body: (inout scan_codes) -> R) -> R {
    slots.withUnsafeBufferPointer { slots in
      bytes.withUnsafeBufferPointer { bytes in
        ends.withUnsafeBufferPointer { ends in
          var codes = scan_codes(
            slots: slots.baseAddress, mask: UInt64(slots.count - 1), bytes: bytes.baseAddress,
            ends: ends.baseAddress)
          return body(&codes)
        }
      }
    }
  }

  private mutating func insert(
    _ start: UnsafePointer<UInt8>, _ count: Int, _ hash: UInt64
  ) -> Int32 {
    if ends.count * 2 >= slots.count { grow() }
    let code = Int32(ends.count)
    let used = ends[ends.count - 1]
    if bytes.count < used + count + ByteDictionary.padding {
      let more = max(bytes.count, count + ByteDictionary.padding)
      bytes.append(contentsOf: repeatElement(0, count: more))
    }
    bytes.withUnsafeMutableBufferPointer { bytes in
      bytes.baseAddress.map { ($0 + used).update(from: start, count: count) }
    }
    ends.append(used + count)
    place(code, hash)
    return code
  }

  private mutating func place(_ code: Int32, _ hash: UInt64) {
    let mask = slots.count - 1
    var index = Int(truncatingIfNeeded: hash) & mask
    while slots[index] != 0 { index = (index + 1) & mask }
    slots[index] = (hash & ~0xFFFF_FFFF) | UInt64(UInt32(bitPattern: code))
  }

  private mutating func grow() {
    slots = [UInt64](repeating: 0, count: slots.count * 2)
    for code in 1..<Int32(ends.count) {
      place(code, withCodes { scan_hash_of(&$0, code) })
    }
  }
}

/// Short strings of a dictionary that has few, where the processor finds them in one step.
private struct FewStrings: Sendable {
  private var strings = [UInt8](repeating: 0, count: scan_few_slots * scan_short)
  private var codes = [Int32](repeating: 0, count: scan_few_slots)

  mutating func withPointers<R>(_ body: (inout scan_few) -> R) -> R {
    strings.withUnsafeMutableBufferPointer { strings in
      codes.withUnsafeMutableBufferPointer { codes in
        var few = scan_few(strings: strings.baseAddress, codes: codes.baseAddress)
        return body(&few)
      }
    }
  }
}

import CScan

/// Distinct byte strings and their codes, in order of first appearance; code 0 is the empty string.
///
/// Open addressing on a 64-bit hash of the bytes: a String is made only of what is distinct.
struct ByteDictionary: Sendable {
  private var bytes: [UInt8] = []
  /// Where each string ends; string `i` begins where string `i - 1` ends.
  private var ends: [Int] = [0]
  private var hashes: [UInt64] = [0]
  /// Codes by hash; 0 is a free slot, for the empty string is never looked up.
  private var slots = [Int32](repeating: 0, count: 64)
  private var last: Int32 = 0

  init() {}

  var count: Int { ends.count }

  /// The code of a string; a new one gets the next code.
  mutating func code(_ start: UnsafePointer<UInt8>, _ count: Int) -> Int32 {
    if count == 0 { return 0 }
    // Neighbouring rows often agree.
    if equals(last, start, count) { return last }
    let hash = scan_hash64(start, count)
    var index = Int(truncatingIfNeeded: hash) & (slots.count - 1)
    while true {
      let code = slots[index]
      if code == 0 { break }
      if hashes[Int(code)] == hash, equals(code, start, count) {
        last = code
        return code
      }
      index = (index + 1) & (slots.count - 1)
    }
    let code = Int32(ends.count)
    bytes.append(contentsOf: UnsafeBufferPointer(start: start, count: count))
    ends.append(bytes.count)
    hashes.append(hash)
    slots[index] = code
    last = code
    if ends.count * 2 > slots.count { grow() }
    return code
  }

  /// Calls `body` with the bytes of a string.
  func withBytes<R>(of code: Int32, _ body: (UnsafeRawBufferPointer) -> R) -> R {
    let range = code == 0 ? 0..<0 : ends[Int(code) - 1]..<ends[Int(code)]
    return bytes.withUnsafeBytes { body(UnsafeRawBufferPointer(rebasing: $0[range])) }
  }

  private func equals(_ code: Int32, _ start: UnsafePointer<UInt8>, _ count: Int) -> Bool {
    guard code > 0 else { return false }
    let from = ends[Int(code) - 1]
    guard ends[Int(code)] - from == count else { return false }
    return bytes.withUnsafeBufferPointer { all in
      guard let base = all.baseAddress else { return false }
      return scan_equal_bytes(base + from, start, count) != 0
    }
  }

  private mutating func grow() {
    var larger = [Int32](repeating: 0, count: slots.count * 2)
    for code in 1..<ends.count {
      var index = Int(truncatingIfNeeded: hashes[code]) & (larger.count - 1)
      while larger[index] != 0 { index = (index + 1) & (larger.count - 1) }
      larger[index] = Int32(code)
    }
    slots = larger
  }
}

/// Finds groups by their keys: a hash table with open addresses, at most half full.
///
/// Keys that differ in their lowest bits alone are neighbours: a report asks for all members of a loop
/// at one place.
struct GroupTable: Sendable {
  private let keys: [UInt64]
  /// A place in ``keys``, or -1.
  private let slots: [Int32]
  private let bits: UInt64
  /// What is left of a product: as many bits as ``slots`` needs.
  private let shift: UInt64

  /// - Parameters:
  ///   - keys: Each once.
  ///   - bits: The lowest bits that are not scattered.
  init(_ keys: [UInt64], bits: Int) {
    let width = UInt64.bitWidth - max(1, 2 * keys.count - 1).leadingZeroBitCount
    self.keys = keys
    self.bits = UInt64(bits)
    shift = UInt64(UInt64.bitWidth - width)
    var slots = [Int32](repeating: -1, count: 1 << width)
    for (place, key) in keys.enumerated() {
      var slot = Self.start(key, self.bits, shift) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(place)
    }
    self.slots = slots
  }

  /// The place of a key among all; nil: it is not there.
  subscript(key: UInt64) -> Int? {
    var slot = Self.start(key, bits, shift) & (slots.count - 1)
    while slots[slot] >= 0 {
      let place = Int(slots[slot])
      if keys[place] == key { return place }
      slot = (slot + 1) & (slots.count - 1)
    }
    return nil
  }

  /// Fibonacci hashing, with 2^64 divided by the golden ratio, of the upper bits; the lower are added.
  private static func start(_ key: UInt64, _ bits: UInt64, _ shift: UInt64) -> Int {
    Int(((key >> bits) &* 0x9E37_79B9_7F4A_7C15) >> shift) &+ Int(key & ((1 << bits) - 1))
  }
}

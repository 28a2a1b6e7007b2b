/// 4,096 whole numbers as distances from a base, each in as few bytes as the longest distance needs.
///
/// A missing value (`Value.min`) is kept as distance 0; the others then begin at 1.
@usableFromInline
package struct PackedBlock<Value: FixedWidthInteger & SignedInteger & Sendable>: Hashable, Sendable
{
  /// Bits of a distance: 0 (all values are equal), 4, 8, 16, 32 or 64.
  @usableFromInline package let bits: Int
  @usableFromInline package let hasMissing: Bool
  /// The least of the values that are not missing; above ``high`` if all are.
  @usableFromInline package let low: Value
  @usableFromInline package let high: Value
  @usableFromInline let bytes: [UInt8]

  @inlinable init(bits: Int, hasMissing: Bool, low: Value, high: Value, bytes: [UInt8]) {
    self.bits = bits
    self.hasMissing = hasMissing
    self.low = low
    self.high = high
    self.bytes = bytes
  }

  /// What distance 0 stands for, unless it stands for a missing value.
  @inlinable var base: Value { hasMissing && low <= high ? low &- 1 : low }

  /// - Precondition: There are as many values as a block has rows.
  @inlinable init(_ values: UnsafeBufferPointer<Value>) {
    precondition(values.count == PackedValues<Value>.blockSize, "a block is full")
    // A missing value less one is the greatest there is, so none of the three needs a decision a row.
    var least = Value.max
    var leastLessOne = Value.max
    var high = Value.min
    for value in values {
      least = Swift.min(least, value)
      leastLessOne = Swift.min(leastLessOne, value &- 1)
      high = Swift.max(high, value)
    }
    let hasMissing = least == Value.min
    let low = high == Value.min ? Value.max : leastLessOne &+ 1
    let base = hasMissing && low <= high ? low &- 1 : low
    self.low = low
    self.high = high
    self.hasMissing = hasMissing
    let reach =
      low > high ? 0 : UInt64(truncatingIfNeeded: high) &- UInt64(truncatingIfNeeded: base)
    switch reach {
    case 0:
      bits = 0
      bytes = []
    case ..<16:
      bits = 4
      bytes = PackedBlock.halfBytes(values, base)
    case ..<0x100:
      bits = 8
      bytes = PackedBlock.packed(values, base, as: UInt8.self)
    case ..<0x1_0000:
      bits = 16
      bytes = PackedBlock.packed(values, base, as: UInt16.self)
    case ..<0x1_0000_0000:
      bits = 32
      bytes = PackedBlock.packed(values, base, as: UInt32.self)
    default:
      bits = 64
      bytes = PackedBlock.packed(values, base, as: UInt64.self)
    }
  }

  @inlinable static func halfBytes(
    _ values: UnsafeBufferPointer<Value>, _ base: Value
  ) -> [UInt8] {
    [UInt8](unsafeUninitializedCapacity: values.count / 2) { bytes, count in
      for pair in 0..<values.count / 2 {
        let one = values[2 &* pair]
        let other = values[2 &* pair &+ 1]
        let low = UInt8(truncatingIfNeeded: one == Value.min ? 0 : one &- base)
        let high = UInt8(truncatingIfNeeded: other == Value.min ? 0 : other &- base)
        bytes[pair] = low | high &<< 4
      }
      count = values.count / 2
    }
  }

  @inlinable static func packed<Distance: FixedWidthInteger>(
    _ values: UnsafeBufferPointer<Value>, _ base: Value, as: Distance.Type
  ) -> [UInt8] {
    let size = values.count * MemoryLayout<Distance>.size
    return [UInt8](unsafeUninitializedCapacity: size) { bytes, count in
      UnsafeMutableRawBufferPointer(bytes).withMemoryRebound(to: Distance.self) { distances in
        for row in values.indices {
          let value = values[row]
          distances[row] = Distance(truncatingIfNeeded: value == Value.min ? 0 : value &- base)
        }
      }
      count = size
    }
  }

  /// The value of a row of the block, from 0.
  @inlinable package subscript(_ row: Int) -> Value {
    bytes.withUnsafeBytes { bytes in
      let distance: UInt64 =
        switch bits {
        case 0: 0
        case 4: UInt64(bytes[row >> 1] >> UInt8(truncatingIfNeeded: (row & 1) << 2) & 15)
        case 8: UInt64(bytes[row])
        case 16: UInt64(bytes.load(fromByteOffset: row << 1, as: UInt16.self))
        case 32: UInt64(bytes.load(fromByteOffset: row << 2, as: UInt32.self))
        default: bytes.load(fromByteOffset: row << 3, as: UInt64.self)
        }
      if hasMissing, distance == 0 { return Value.min }
      return base &+ Value(truncatingIfNeeded: distance)
    }
  }

  /// Writes all values.
  ///
  /// - Precondition: `out` has room for a block.
  @inlinable package func unpack(into out: UnsafeMutableBufferPointer<Value>) {
    precondition(out.count >= PackedValues<Value>.blockSize, "no room for a block")
    bytes.withUnsafeBytes { bytes in
      switch bits {
      case 0:
        let value = hasMissing ? Value.min : base
        for row in 0..<PackedValues<Value>.blockSize { out[row] = value }
      case 4: unpackHalfBytes(bytes, into: out)
      case 8: unpack(bytes, as: UInt8.self, into: out)
      case 16: unpack(bytes, as: UInt16.self, into: out)
      case 32: unpack(bytes, as: UInt32.self, into: out)
      default: unpack(bytes, as: UInt64.self, into: out)
      }
    }
  }

  @inlinable func unpackHalfBytes(
    _ bytes: UnsafeRawBufferPointer, into out: UnsafeMutableBufferPointer<Value>
  ) {
    let base = base
    if hasMissing {
      for pair in 0..<PackedValues<Value>.blockSize / 2 {
        let (one, other) = (bytes[pair] & 15, bytes[pair] >> 4)
        out[2 &* pair] = one == 0 ? Value.min : base &+ Value(truncatingIfNeeded: one)
        out[2 &* pair &+ 1] = other == 0 ? Value.min : base &+ Value(truncatingIfNeeded: other)
      }
    } else {
      for pair in 0..<PackedValues<Value>.blockSize / 2 {
        out[2 &* pair] = base &+ Value(truncatingIfNeeded: bytes[pair] & 15)
        out[2 &* pair &+ 1] = base &+ Value(truncatingIfNeeded: bytes[pair] >> 4)
      }
    }
  }

  @inlinable func unpack<Distance: FixedWidthInteger & UnsignedInteger>(
    _ bytes: UnsafeRawBufferPointer, as: Distance.Type,
    into out: UnsafeMutableBufferPointer<Value>
  ) {
    let base = base
    let distances = bytes.assumingMemoryBound(to: Distance.self)
    // Two loops without a decision a row, so that each takes several rows at a time.
    if hasMissing {
      for row in 0..<PackedValues<Value>.blockSize {
        let distance = distances[row]
        out[row] = distance == 0 ? Value.min : base &+ Value(truncatingIfNeeded: distance)
      }
    } else {
      for row in 0..<PackedValues<Value>.blockSize {
        out[row] = base &+ Value(truncatingIfNeeded: distances[row])
      }
    }
  }
}

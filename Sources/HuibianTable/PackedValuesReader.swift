/// Reads the rows of a column once, from the first to the last, and gives each block's memory back
/// as soon as it is behind.
@usableFromInline
package struct PackedValuesReader<Value: FixedWidthInteger & SignedInteger & Sendable>: Sendable {
  @usableFromInline var values: PackedValues<Value>
  @usableFromInline var room: [Value] = []
  /// The block in `room`; -1: none yet.
  @usableFromInline var loaded = -1

  @inlinable package init(_ values: consuming PackedValues<Value>) { self.values = values }

  /// Calls `body` with the values of some rows, a block's or fewer at a time.
  ///
  /// - Precondition: The rows lie behind those that were read before.
  @inlinable package mutating func read(
    _ rows: Range<Int>, _ body: (UnsafeBufferPointer<Value>) -> Void
  ) {
    let size = PackedValues<Value>.blockSize
    var next = rows.lowerBound
    while next < rows.upperBound {
      let index = next / size
      load(index)
      let part = next - index * size..<Swift.min(rows.upperBound - index * size, size)
      room.withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[part])) }
      next = index * size + part.upperBound
    }
  }

  @inlinable mutating func load(_ index: Int) {
    guard index != loaded else { return }
    precondition(index > loaded, "a block that was given back")
    room = values.unpacked(block: index)
    for behind in Swift.max(loaded, 0)..<Swift.min(index + 1, values.blocks.count) {
      values.blocks[behind] = .empty
    }
    loaded = index
  }
}

extension PackedBlock {
  /// Stands for a block that was given back.
  @inlinable static var empty: PackedBlock {
    PackedBlock(bits: 0, hasMissing: true, low: Value.max, high: Value.min, bytes: [])
  }
}

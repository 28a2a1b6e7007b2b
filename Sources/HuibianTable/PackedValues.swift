/// Whole numbers, one a row, each block of 4,096 rows as narrow as its values allow.
///
///     rows 0..<4,096       a block: from 19,723 on, one byte a row
///     rows 4,096..<8,192   a block: all the same, no byte a row
///     rows 8,192..<8,200   the rows after the last full block, as they are
///
/// `Value.min` stands for a missing value. Codes below 16 take half a byte a row, days within eight
/// months of each other one byte. Appending never moves what is there.
///
/// Loops over all rows go by blocks or by iteration; a subscript decodes its row each time.
@usableFromInline
package struct PackedValues<Value: FixedWidthInteger & SignedInteger & Sendable>: Hashable, Sendable
{
  @usableFromInline package typealias Block = PackedBlock<Value>

  /// The full blocks; the values are the same with the blocks replaced by what they unpack to.
  @usableFromInline var blocks: [Block] = []
  /// The rows after the last full block, fewer than ``blockSize``.
  @usableFromInline var tail: [Value] = []

  /// Rows of a full block.
  @inlinable package static var blockSize: Int { 4096 }

  @inlinable package init() {}

  @inlinable package init(_ values: some Sequence<Value>) {
    for value in values { append(value) }
  }

  @inlinable package init(repeating value: Value, count: Int) {
    append(repeating: value, count: count)
  }

  // MARK: Adding

  @inlinable package mutating func append(_ value: Value) {
    tail.append(value)
    packFullTail()
  }

  @inlinable package mutating func append(contentsOf values: UnsafeBufferPointer<Value>) {
    var next = 0
    while next < values.count {
      let part = Swift.min(values.count - next, Self.blockSize - tail.count)
      if part == Self.blockSize {
        blocks.append(Block(UnsafeBufferPointer(rebasing: values[next..<next + part])))
      } else {
        tail.append(contentsOf: UnsafeBufferPointer(rebasing: values[next..<next + part]))
        packFullTail()
      }
      next += part
    }
  }

  @inlinable package mutating func append(repeating value: Value, count: Int) {
    var left = count
    while left > 0 {
      let part = Swift.min(left, Self.blockSize - tail.count)
      tail.append(contentsOf: repeatElement(value, count: part))
      packFullTail()
      left -= part
    }
  }

  @inlinable mutating func packFullTail() {
    guard tail.count == Self.blockSize else { return }
    blocks.append(tail.withUnsafeBufferPointer { Block($0) })
    tail.removeAll(keepingCapacity: true)
  }

  /// Some rows, by their indices.
  @inlinable package func keeping(_ rows: some Sequence<Int>) -> PackedValues {
    PackedValues(rows.lazy.map { self[$0] })
  }

  // MARK: Reading by blocks

  /// Blocks, the last of them shorter if the rows do not fill it.
  @inlinable package var blockCount: Int { blocks.count + (tail.isEmpty ? 0 : 1) }

  /// The rows of a block.
  @inlinable package func rows(ofBlock index: Int) -> Range<Int> {
    let start = index * Self.blockSize
    return start..<Swift.min(start + Self.blockSize, count)
  }

  /// Calls `body` with the values of a block, in place or unpacked into `room`.
  ///
  /// - Precondition: `room` holds ``blockSize`` values.
  @inlinable package func withBlock<Result>(
    _ index: Int, _ room: UnsafeMutableBufferPointer<Value>,
    _ body: (UnsafeBufferPointer<Value>) -> Result
  ) -> Result {
    if index == blocks.count { return tail.withUnsafeBufferPointer(body) }
    blocks[index].unpack(into: room)
    return body(UnsafeBufferPointer(rebasing: UnsafeBufferPointer(room)[..<Self.blockSize]))
  }

  /// Calls `body` with the index of the first row of each block, and the values of the block.
  ///
  /// - Parameter range: Blocks without a value in it are passed over; nil: none is.
  @inlinable package func forEachBlock(
    touching range: ClosedRange<Value>? = nil,
    _ body: (_ firstRow: Int, UnsafeBufferPointer<Value>) -> Void
  ) {
    withUnsafeTemporaryAllocation(of: Value.self, capacity: Self.blockSize) { room in
      for index in 0..<blockCount {
        if let range, !(bounds(ofBlock: index)?.overlaps(range) ?? false) { continue }
        withBlock(index, room) { body(index * Self.blockSize, $0) }
      }
    }
  }

  /// Calls `body` with the index of the first row of each block, and the values of both columns in
  /// it.
  ///
  /// - Precondition: The columns have as many rows.
  @inlinable package func forEachBlock<Other>(
    with other: PackedValues<Other>,
    _ body: (_ firstRow: Int, UnsafeBufferPointer<Value>, UnsafeBufferPointer<Other>) -> Void
  ) {
    precondition(count == other.count, "ragged columns")
    withUnsafeTemporaryAllocation(of: Value.self, capacity: Self.blockSize) { room in
      withUnsafeTemporaryAllocation(of: Other.self, capacity: Self.blockSize) { otherRoom in
        for index in 0..<blockCount {
          withBlock(index, room) { own in
            other.withBlock(index, otherRoom) { body(index * Self.blockSize, own, $0) }
          }
        }
      }
    }
  }

  /// The least and the greatest value of a block that are not missing; nil if all are, or it is empty.
  @inlinable package func bounds(ofBlock index: Int) -> ClosedRange<Value>? {
    if index < blocks.count {
      let block = blocks[index]
      return block.low <= block.high ? block.low...block.high : nil
    }
    let present = tail.lazy.filter { $0 != Value.min }
    guard let low = present.min(), let high = present.max() else { return nil }
    return low...high
  }

  /// The least and the greatest value that are not missing; nil if all are.
  @inlinable package var bounds: ClosedRange<Value>? {
    var result: ClosedRange<Value>?
    for index in 0..<blockCount {
      guard let next = bounds(ofBlock: index) else { continue }
      result =
        result.map {
          Swift.min($0.lowerBound, next.lowerBound)...Swift.max($0.upperBound, next.upperBound)
        } ?? next
    }
    return result
  }

  /// Whether a row has a value; blocks whose values lie all above or below it are passed over.
  @inlinable package func contains(_ value: Value) -> Bool {
    if value == Value.min { return (0..<blockCount).contains { hasMissing(inBlock: $0) } }
    var isFound = false
    forEachBlock(touching: value...value) { _, values in
      if !isFound { isFound = values.contains(value) }
    }
    return isFound
  }

  @inlinable package func hasMissing(inBlock index: Int) -> Bool {
    index < blocks.count ? blocks[index].hasMissing : tail.contains(Value.min)
  }

  /// The value that all rows of a block have, if it is known without looking at each.
  @inlinable package func commonValue(ofBlock index: Int) -> Value? {
    guard index < blocks.count, blocks[index].bits == 0 else { return nil }
    return blocks[index].hasMissing ? Value.min : blocks[index].low
  }

  /// Bytes that the values take, without the few of each block that describe it.
  package var byteCount: Int {
    blocks.reduce(tail.count * MemoryLayout<Value>.size) { $0 + $1.bits * Self.blockSize / 8 }
  }
}

extension PackedValues: RandomAccessCollection {
  @inlinable package var startIndex: Int { 0 }
  @inlinable package var endIndex: Int { blocks.count * Self.blockSize + tail.count }
  @inlinable package var count: Int { endIndex }

  @inlinable package subscript(_ row: Int) -> Value {
    let index = row / Self.blockSize
    return index < blocks.count
      ? blocks[index][row % Self.blockSize] : tail[row - index * Self.blockSize]
  }

  /// Goes through the rows, a block unpacked at a time.
  @usableFromInline package struct Iterator: IteratorProtocol {
    @usableFromInline let values: PackedValues
    @usableFromInline var room: [Value] = []
    @usableFromInline var block = 0
    @usableFromInline var place = 0

    @inlinable init(_ values: PackedValues) { self.values = values }

    @inlinable package mutating func next() -> Value? {
      if place == room.count {
        guard block < values.blockCount else { return nil }
        room = values.unpacked(block: block)
        block += 1
        place = 0
      }
      place += 1
      return room[place - 1]
    }
  }

  @inlinable package func makeIterator() -> Iterator { Iterator(self) }

  @inlinable func unpacked(block index: Int) -> [Value] {
    if index == blocks.count { return tail }
    return [Value](unsafeUninitializedCapacity: Self.blockSize) { room, count in
      blocks[index].unpack(into: room)
      count = Self.blockSize
    }
  }
}

extension PackedValues: ExpressibleByArrayLiteral {
  @inlinable package init(arrayLiteral values: Value...) { self.init(values) }
}

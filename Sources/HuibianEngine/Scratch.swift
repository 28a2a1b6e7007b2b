import HuibianPlan

/// The buffers of one worker: a block's length for each node.
///
/// Owned once, freed with the worker.
struct Scratch: ~Copyable {
  private let operands: UnsafeMutableBufferPointer<Int64>
  private let masks: UnsafeMutableBufferPointer<UInt8>
  private let groups: UnsafeMutableBufferPointer<Int32>
  private let keys: UnsafeMutableBufferPointer<Int32>
  private let selection: UnsafeMutableBufferPointer<Int32>

  init(_ program: borrowing Program) {
    let size = Program.blockSize
    operands = .allocate(capacity: program.operands.count * size)
    masks = .allocate(capacity: program.masks.count * size)
    groups = .allocate(capacity: program.groups.count * size)
    keys = .allocate(capacity: program.keys.count * size)
    selection = .allocate(capacity: size)
    operands.initialize(repeating: 0)
    masks.initialize(repeating: 0)
    groups.initialize(repeating: 0)
    keys.initialize(repeating: 0)
    selection.initialize(repeating: 0)
  }

  deinit {
    operands.deallocate()
    masks.deallocate()
    groups.deallocate()
    keys.deallocate()
    selection.deallocate()
  }

  func operand(_ index: Int) -> UnsafeMutableBufferPointer<Int64> { part(operands, index) }
  func mask(_ index: Int) -> UnsafeMutableBufferPointer<UInt8> { part(masks, index) }
  func group(_ index: Int) -> UnsafeMutableBufferPointer<Int32> { part(groups, index) }
  func key(_ index: Int) -> UnsafeMutableBufferPointer<Int32> { part(keys, index) }
  /// Positions in the block of the rows that a mask chooses.
  var chosen: UnsafeMutableBufferPointer<Int32> { selection }

  private func part<Value>(
    _ buffer: UnsafeMutableBufferPointer<Value>, _ index: Int
  ) -> UnsafeMutableBufferPointer<Value> {
    let start = index * Program.blockSize
    return UnsafeMutableBufferPointer(rebasing: buffer[start..<start + Program.blockSize])
  }
}

extension Array {
  /// The cells of a block, in place.
  @inline(__always)
  func withBlock<Result>(
    _ rows: Range<Int>, _ body: (UnsafeBufferPointer<Element>) -> Result
  ) -> Result {
    withUnsafeBufferPointer { body(UnsafeBufferPointer(rebasing: $0[rows])) }
  }
}

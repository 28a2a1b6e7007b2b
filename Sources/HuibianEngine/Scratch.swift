import HuibianPlan
import HuibianTable

/// The buffers of one worker: a block's length for each column and node, each filled when it is
/// asked for, once a block.
///
/// Owned once, freed with the worker.
struct Scratch: ~Copyable {
  /// The block that the worker is at.
  private(set) var block = 0
  /// How many rows it has.
  private(set) var count = 0
  private let dates: Rooms<Int32>
  private let codes: Rooms<Int32>
  private let operands: Rooms<Int64>
  private let masks: Rooms<UInt8>
  private let groups: Rooms<Int32>
  private let keys: Rooms<Int32>
  private let chosenRows: Rooms<Int32>
  private let allRows: Rooms<Int32>
  private let tallies: Rooms<Int32>
  private let maskStates: UnsafeMutableBufferPointer<MaskState>

  /// Which rows of a block a mask holds in; only of `some` the buffer says more.
  enum MaskState {
    case none, all, some
  }

  init(_ program: borrowing Program) {
    let size = Program.blockSize
    dates = Rooms(program.columns.dates.count, size)
    codes = Rooms(program.columns.codes.count, size)
    operands = Rooms(program.operands.count, size)
    masks = Rooms(program.masks.count, size)
    groups = Rooms(program.groups.count, size)
    keys = Rooms(program.keys.count, size)
    chosenRows = Rooms(1, size)
    allRows = Rooms(1, size)
    tallies = Rooms(1, Scratch.tallySize * Scratch.tallyCount)
    maskStates = .allocate(capacity: program.masks.count)
    maskStates.initialize(repeating: .none)
    for row in 0..<size { everyRow[row] = Int32(row) }
  }

  deinit { maskStates.deallocate() }

  /// Forgets what was filled for the block before.
  mutating func begin(_ block: Int, count: Int) {
    self.block = block
    self.count = count
  }

  /// Whether a buffer still has to be filled for this block; the caller fills it then.
  func mustFillDates(_ index: Int) -> Bool { dates.mustFill(index, block) }
  func mustFillCodes(_ index: Int) -> Bool { codes.mustFill(index, block) }
  func mustFillOperand(_ index: Int) -> Bool { operands.mustFill(index, block) }
  func mustFillMask(_ index: Int) -> Bool { masks.mustFill(index, block) }
  func mustFillGroup(_ index: Int) -> Bool { groups.mustFill(index, block) }
  func mustFillKey(_ index: Int) -> Bool { keys.mustFill(index, block) }

  func dates(_ index: Int) -> UnsafeMutableBufferPointer<Int32> { dates.room(index) }
  func codes(_ index: Int) -> UnsafeMutableBufferPointer<Int32> { codes.room(index) }
  func operand(_ index: Int) -> UnsafeMutableBufferPointer<Int64> { operands.room(index) }
  func mask(_ index: Int) -> UnsafeMutableBufferPointer<UInt8> { masks.room(index) }
  func group(_ index: Int) -> UnsafeMutableBufferPointer<Int32> { groups.room(index) }
  func key(_ index: Int) -> UnsafeMutableBufferPointer<Int32> { keys.room(index) }

  func state(ofMask index: Int) -> MaskState { maskStates[index] }
  func set(_ state: MaskState, ofMask index: Int) { maskStates[index] = state }

  /// Positions in the block of the rows that a mask chooses.
  var chosen: UnsafeMutableBufferPointer<Int32> { chosenRows.room(0) }
  /// Positions of all rows.
  var everyRow: UnsafeMutableBufferPointer<Int32> { allRows.room(0) }

  /// Groups that are counted in ``tally`` before they are added up.
  static let tallySize = 512
  /// Rows in succession are counted in different tallies, so that a run of one group does not wait
  /// for its own additions.
  static let tallyCount = 4
  var tally: UnsafeMutableBufferPointer<Int32> { tallies.room(0) }
}

/// Buffers of one size, and for which block each was filled last.
private struct Rooms<Value: FixedWidthInteger>: ~Copyable {
  private let values: UnsafeMutableBufferPointer<Value>
  private let filledFor: UnsafeMutableBufferPointer<Int>
  private let size: Int

  init(_ count: Int, _ size: Int) {
    self.size = size
    values = .allocate(capacity: count * size)
    values.initialize(repeating: 0)
    filledFor = .allocate(capacity: count)
    filledFor.initialize(repeating: -1)
  }

  deinit {
    values.deallocate()
    filledFor.deallocate()
  }

  func mustFill(_ index: Int, _ block: Int) -> Bool {
    if filledFor[index] == block { return false }
    filledFor[index] = block
    return true
  }

  func room(_ index: Int) -> UnsafeMutableBufferPointer<Value> {
    UnsafeMutableBufferPointer(rebasing: values[index * size..<(index + 1) * size])
  }
}

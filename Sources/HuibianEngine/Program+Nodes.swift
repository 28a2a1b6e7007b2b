import HuibianPlan
import HuibianTable

extension Program {
  typealias MaskState = Scratch.MaskState

  // MARK: Columns

  /// The days of a date column in the block.
  func days(_ column: Int, _ scratch: borrowing Scratch) -> UnsafeBufferPointer<Int32> {
    let room = scratch.dates(column)
    if scratch.mustFillDates(column) { columns.dates[column].fill(room, scratch.block) }
    return UnsafeBufferPointer(rebasing: room[..<scratch.count])
  }

  /// The codes of a coded column in the block.
  func codes(_ column: Int, _ scratch: borrowing Scratch) -> UnsafeBufferPointer<Int32> {
    let room = scratch.codes(column)
    if scratch.mustFillCodes(column) { columns.codes[column].fill(room, scratch.block) }
    return UnsafeBufferPointer(rebasing: room[..<scratch.count])
  }

  // MARK: Operands

  /// The values of an operand in the block.
  func values(
    ofOperand index: Int, _ scratch: borrowing Scratch
  ) -> UnsafeMutableBufferPointer<Int64> {
    let out = UnsafeMutableBufferPointer(rebasing: scratch.operand(index)[..<scratch.count])
    guard scratch.mustFillOperand(index) else { return out }
    let missing = Column.missingNumber
    switch operands[index] {
    case .dates(let column):
      let days = days(column, scratch)
      let missingDay = CivilDate.missing
      for row in out.indices {
        out[row] = days[row] == missingDay ? missing : Int64(days[row])
      }
    case .numbers(let column):
      columns.numbers[column].fill(scratch.operand(index), scratch.block)
    case .constant(let value):
      for row in out.indices { out[row] = value }
    case .plus(let inner, let step):
      let values = values(ofOperand: inner, scratch)
      for row in out.indices {
        out[row] = values[row] == missing ? missing : Saturating.plus(values[row], step)
      }
    case .times(let inner, let factor):
      let values = values(ofOperand: inner, scratch)
      for row in out.indices {
        out[row] = values[row] == missing ? missing : Saturating.times(values[row], factor)
      }
    case .difference(let a, let b):
      let (a, b) = (values(ofOperand: a, scratch), values(ofOperand: b, scratch))
      for row in out.indices {
        out[row] =
          a[row] == missing || b[row] == missing ? missing : Saturating.minus(a[row], b[row])
      }
    case .earlier(let a, let b):
      let (a, b) = (values(ofOperand: a, scratch), values(ofOperand: b, scratch))
      for row in out.indices {
        out[row] =
          a[row] == missing ? b[row] : b[row] == missing ? a[row] : min(a[row], b[row])
      }
    case .either(let a, let b):
      let (a, b) = (values(ofOperand: a, scratch), values(ofOperand: b, scratch))
      for row in out.indices { out[row] = a[row] == missing ? b[row] : a[row] }
    }
    return out
  }

  // MARK: Masks

  /// In which rows of the block a mask holds.
  func state(ofMask index: Int, _ scratch: borrowing Scratch) -> MaskState {
    if scratch.mustFillMask(index) {
      scratch.set(evaluate(masks[index], index, scratch), ofMask: index)
    }
    return scratch.state(ofMask: index)
  }

  private func evaluate(
    _ node: MaskNode, _ index: Int, _ scratch: borrowing Scratch
  ) -> MaskState {
    let out = UnsafeMutableBufferPointer(rebasing: scratch.mask(index)[..<scratch.count])
    switch node {
    case .constant(let holds): return holds ? .all : .none
    case .codes(let column, let truth):
      if let code = columns.codes[column].commonValue(ofBlock: scratch.block) {
        return truth[Int(code)] == 1 ? .all : .none
      }
      let codes = codes(column, scratch)
      truth.withUnsafeBufferPointer { truth in
        for row in out.indices { out[row] = truth[Int(codes[row])] }
      }
    case .days(let column, let first, let truth):
      let days = days(column, scratch)
      truth.withUnsafeBufferPointer { truth in
        for row in out.indices {
          let day = Int(days[row]) &- Int(first)
          out[row] = day >= 0 && day < truth.count ? truth[day] : 0
        }
      }
    case .dateRange(let column, let low, let high):
      guard let bounds = columns.dates[column].bounds(ofBlock: scratch.block),
        bounds.lowerBound <= high, bounds.upperBound >= low
      else { return .none }
      if low <= bounds.lowerBound, bounds.upperBound <= high,
        !columns.dates[column].hasMissing(inBlock: scratch.block)
      {
        return .all
      }
      let days = days(column, scratch)
      for row in out.indices {
        out[row] = (days[row] >= low ? 1 : 0) & (days[row] <= high ? 1 : 0)
      }
    case .compareDates(let a, let comparison, let b):
      let missing = CivilDate.missing
      compare(days(a, scratch), comparison, days(b, scratch), missing: missing, out)
    case .compare(let a, let comparison, let b):
      let (a, b) = (values(ofOperand: a, scratch), values(ofOperand: b, scratch))
      compare(
        UnsafeBufferPointer(a), comparison, UnsafeBufferPointer(b), missing: Column.missingNumber,
        out)
    case .missing(let operand):
      let missing = Column.missingNumber
      let values = values(ofOperand: operand, scratch)
      for row in out.indices { out[row] = values[row] == missing ? 1 : 0 }
    case .missingDay(let column):
      guard columns.dates[column].hasMissing(inBlock: scratch.block) else { return .none }
      let missing = CivilDate.missing
      let days = days(column, scratch)
      for row in out.indices { out[row] = days[row] == missing ? 1 : 0 }
    case .not(let inner):
      switch state(ofMask: inner, scratch) {
      case .none: return .all
      case .all: return .none
      case .some:
        let inner = scratch.mask(inner)
        for row in out.indices { out[row] = inner[row] ^ 1 }
      }
    case .and(let parts):
      return joined(parts, decidedBy: .none, out, scratch) { $0 & $1 }
    case .or(let parts):
      return joined(parts, decidedBy: .all, out, scratch) { $0 | $1 }
    }
    return .some
  }

  /// - Parameter end: The state of a part that decides alone: `none` of a conjunction, `all` of a
  ///   disjunction; parts of the other extreme do not count.
  @inline(__always)
  private func joined(
    _ parts: [Int], decidedBy end: MaskState, _ out: UnsafeMutableBufferPointer<UInt8>,
    _ scratch: borrowing Scratch, _ join: (UInt8, UInt8) -> UInt8
  ) -> MaskState {
    var isBegun = false
    for part in parts {
      let state = state(ofMask: part, scratch)
      if state == end { return end }
      guard state == .some else { continue }
      let part = scratch.mask(part)
      if isBegun {
        for row in out.indices { out[row] = join(out[row], part[row]) }
      } else {
        for row in out.indices { out[row] = part[row] }
        isBegun = true
      }
    }
    return isBegun ? .some : end == .none ? .all : .none
  }

  private func compare<Value: FixedWidthInteger>(
    _ a: UnsafeBufferPointer<Value>, _ comparison: Comparison, _ b: UnsafeBufferPointer<Value>,
    missing: Value, _ out: UnsafeMutableBufferPointer<UInt8>
  ) {
    switch comparison {
    case .equal: compare(a, b, missing, out) { $0 == $1 }
    case .notEqual: compare(a, b, missing, out) { $0 != $1 }
    case .less: compare(a, b, missing, out) { $0 < $1 }
    case .lessOrEqual: compare(a, b, missing, out) { $0 <= $1 }
    case .greater: compare(a, b, missing, out) { $0 > $1 }
    case .greaterOrEqual: compare(a, b, missing, out) { $0 >= $1 }
    }
  }

  /// One loop a comparison: the closure is inlined, and nothing is decided a row.
  @inline(__always)
  private func compare<Value: FixedWidthInteger>(
    _ a: UnsafeBufferPointer<Value>, _ b: UnsafeBufferPointer<Value>, _ missing: Value,
    _ out: UnsafeMutableBufferPointer<UInt8>, _ holds: (Value, Value) -> Bool
  ) {
    for row in out.indices {
      let (left, right) = (a[row], b[row])
      // Without short circuits, so that the loop has no branch and can take several rows at a time.
      out[row] =
        (left != missing ? 1 : 0) & (right != missing ? 1 : 0) & (holds(left, right) ? 1 : 0)
    }
  }

  // MARK: Groups

  /// The groups' numbers in the block.
  func numbers(
    ofGroup index: Int, _ scratch: borrowing Scratch
  ) -> UnsafeMutableBufferPointer<Int32> {
    let out = UnsafeMutableBufferPointer(rebasing: scratch.group(index)[..<scratch.count])
    guard scratch.mustFillGroup(index) else { return out }
    switch groups[index].source {
    case .codes(let column, let map):
      let codes = codes(column, scratch)
      map.withUnsafeBufferPointer { map in
        for row in out.indices { out[row] = map[Int(codes[row])] }
      }
    case .days(let column, let first, let map, let missing):
      let days = days(column, scratch)
      let missingDay = CivilDate.missing
      map.withUnsafeBufferPointer { map in
        for row in out.indices {
          let day = days[row]
          out[row] = day == missingDay ? missing : map[Int(day &- first)]
        }
      }
    }
    return out
  }

  /// The numbers of the combinations in the block, for a dense key; nil: there is but one.
  func numbers(
    ofKey index: Int, _ scratch: borrowing Scratch
  ) -> UnsafeMutableBufferPointer<Int32>? {
    guard case .dense(let members, _) = keys[index], let first = members.first else { return nil }
    if members.count == 1 { return numbers(ofGroup: first, scratch) }
    let out = UnsafeMutableBufferPointer(rebasing: scratch.key(index)[..<scratch.count])
    guard scratch.mustFillKey(index) else { return out }
    let group = numbers(ofGroup: first, scratch)
    for row in out.indices { out[row] = group[row] }
    for member in members.dropFirst() {
      let size = Int32(groups[member].labels.count)
      let group = numbers(ofGroup: member, scratch)
      for row in out.indices { out[row] = out[row] &* size &+ group[row] }
    }
    return out
  }
}

extension PackedValues {
  /// Unpacks a block into a buffer that has room for a full one.
  fileprivate func fill(_ room: UnsafeMutableBufferPointer<Value>, _ block: Int) {
    withBlock(block, room) { values in
      // A block that is not packed is read in place.
      if values.baseAddress != UnsafePointer(room.baseAddress) {
        _ = room.update(fromContentsOf: values)
      }
    }
  }
}

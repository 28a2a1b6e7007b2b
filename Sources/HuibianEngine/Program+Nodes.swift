import HuibianPlan
import HuibianTable

extension Program {
  /// Fills an operand's buffer for a block.
  func evaluateOperand(_ index: Int, _ block: Range<Int>, _ scratch: borrowing Scratch) {
    let out = scratch.operand(index)
    let missing = Column.missingNumber
    switch operands[index] {
    case .dates(let column):
      columns.dates[column].withBlock(block) { days in
        for row in days.indices {
          out[row] = days[row] == CivilDate.missing ? missing : Int64(days[row])
        }
      }
    case .numbers(let column):
      columns.numbers[column].withBlock(block) { values in
        for row in values.indices { out[row] = values[row] }
      }
    case .constant(let value):
      for row in 0..<block.count { out[row] = value }
    case .plus(let inner, let step):
      let values = scratch.operand(inner)
      for row in 0..<block.count {
        out[row] = values[row] == missing ? missing : Saturating.plus(values[row], step)
      }
    case .times(let inner, let factor):
      let values = scratch.operand(inner)
      for row in 0..<block.count {
        out[row] = values[row] == missing ? missing : Saturating.times(values[row], factor)
      }
    case .difference(let a, let b):
      let (a, b) = (scratch.operand(a), scratch.operand(b))
      for row in 0..<block.count {
        out[row] =
          a[row] == missing || b[row] == missing ? missing : Saturating.minus(a[row], b[row])
      }
    case .earlier(let a, let b):
      let (a, b) = (scratch.operand(a), scratch.operand(b))
      for row in 0..<block.count {
        out[row] =
          a[row] == missing ? b[row] : b[row] == missing ? a[row] : min(a[row], b[row])
      }
    case .either(let a, let b):
      let (a, b) = (scratch.operand(a), scratch.operand(b))
      for row in 0..<block.count { out[row] = a[row] == missing ? b[row] : a[row] }
    }
  }

  /// Fills a mask's buffer for a block.
  func evaluateMask(_ index: Int, _ block: Range<Int>, _ scratch: borrowing Scratch) {
    let out = scratch.mask(index)
    let count = block.count
    switch masks[index] {
    case .constant(let holds):
      for row in 0..<count { out[row] = holds ? 1 : 0 }
    case .codes(let column, let truth):
      columns.codes[column].withBlock(block) { codes in
        truth.withUnsafeBufferPointer { truth in
          for row in codes.indices { out[row] = truth[Int(codes[row])] }
        }
      }
    case .days(let column, let first, let truth):
      columns.dates[column].withBlock(block) { days in
        truth.withUnsafeBufferPointer { truth in
          for row in days.indices {
            let day = Int(days[row]) &- Int(first)
            out[row] = day >= 0 && day < truth.count ? truth[day] : 0
          }
        }
      }
    case .dateRange(let column, let low, let high):
      columns.dates[column].withBlock(block) { days in
        for row in days.indices {
          out[row] = (days[row] >= low ? 1 : 0) & (days[row] <= high ? 1 : 0)
        }
      }
    case .compare(let a, let comparison, let b):
      compare(scratch.operand(a), comparison, scratch.operand(b), count, out)
    case .missing(let operand):
      let values = scratch.operand(operand)
      for row in 0..<count { out[row] = values[row] == Column.missingNumber ? 1 : 0 }
    case .not(let inner):
      let inner = scratch.mask(inner)
      for row in 0..<count { out[row] = inner[row] ^ 1 }
    case .and(let parts):
      for row in 0..<count { out[row] = 1 }
      for part in parts {
        let part = scratch.mask(part)
        for row in 0..<count { out[row] &= part[row] }
      }
    case .or(let parts):
      for row in 0..<count { out[row] = 0 }
      for part in parts {
        let part = scratch.mask(part)
        for row in 0..<count { out[row] |= part[row] }
      }
    }
  }

  private func compare(
    _ a: UnsafeMutableBufferPointer<Int64>, _ comparison: Comparison,
    _ b: UnsafeMutableBufferPointer<Int64>, _ count: Int, _ out: UnsafeMutableBufferPointer<UInt8>
  ) {
    switch comparison {
    case .equal: compare(a, b, count, out) { $0 == $1 }
    case .notEqual: compare(a, b, count, out) { $0 != $1 }
    case .less: compare(a, b, count, out) { $0 < $1 }
    case .lessOrEqual: compare(a, b, count, out) { $0 <= $1 }
    case .greater: compare(a, b, count, out) { $0 > $1 }
    case .greaterOrEqual: compare(a, b, count, out) { $0 >= $1 }
    }
  }

  /// One loop a comparison: the closure is inlined, and nothing is decided a row.
  @inline(__always)
  private func compare(
    _ a: UnsafeMutableBufferPointer<Int64>, _ b: UnsafeMutableBufferPointer<Int64>, _ count: Int,
    _ out: UnsafeMutableBufferPointer<UInt8>, _ holds: (Int64, Int64) -> Bool
  ) {
    for row in 0..<count {
      let (left, right) = (a[row], b[row])
      // Without short circuits, so that the loop has no branch and can take several rows at a time.
      out[row] =
        (left != Column.missingNumber ? 1 : 0) & (right != Column.missingNumber ? 1 : 0)
        & (holds(left, right) ? 1 : 0)
    }
  }
}

import HuibianPlan
import HuibianTable

extension Program {
  /// Answers all jobs for a share of the rows, block by block.
  ///
  /// Shares take blocks in turn: an export lies in order of time, and of a period's rows each share
  /// is to have as many.
  func scan(share: Int, of count: Int) -> Partial {
    var partial = Partial(self)
    var scratch = Scratch(self)
    let blocks = (rowCount + Program.blockSize - 1) / Program.blockSize
    for block in stride(from: share, to: blocks, by: count) {
      scratch.begin(block, count: min(Program.blockSize, rowCount - block * Program.blockSize))
      for (mask, jobs) in jobsByMask {
        let chosen = chosen(mask, scratch)
        if chosen.isEmpty { continue }
        for job in jobs { accumulate(job, chosen, scratch, into: &partial.accumulators[job]) }
      }
    }
    return partial
  }

  /// The positions of the rows that a mask chooses.
  private func chosen(_ mask: Int, _ scratch: borrowing Scratch) -> UnsafeBufferPointer<Int32> {
    switch state(ofMask: mask, scratch) {
    case .none: return UnsafeBufferPointer(start: nil, count: 0)
    case .all: return UnsafeBufferPointer(rebasing: scratch.everyRow[..<scratch.count])
    case .some:
      let mask = scratch.mask(mask)
      let chosen = scratch.chosen
      var next = 0
      // Without a branch a row.
      for row in 0..<scratch.count {
        chosen[next] = Int32(truncatingIfNeeded: row)
        next &+= Int(mask[row])
      }
      return UnsafeBufferPointer(rebasing: chosen[..<next])
    }
  }

  private func accumulate(
    _ index: Int, _ chosen: UnsafeBufferPointer<Int32>, _ scratch: borrowing Scratch,
    into accumulator: inout Accumulator
  ) {
    let job = jobs[index]
    switch keys[job.key] {
    case .dense:
      let key = numbers(ofKey: job.key, scratch)
      if job.counter == index { countRows(chosen, key, scratch, &accumulator) }
      switch job.measurement {
      case .rows: break
      case .distinct(let column, _):
        addCodes(codes(column, scratch), chosen, key, &accumulator)
      case .median(let operand, _, let isDerived):
        let values = values(ofOperand: operand, scratch)
        for row in chosen {
          let cell = key.map { UInt128($0[Int(row)]) } ?? 0
          accumulator.addSample(values[Int(row)], cell: cell, isDerived)
        }
      case .sum(let operand, _, let isDerived):
        addNumbers(values(ofOperand: operand, scratch), isDerived, chosen, key, &accumulator)
      }
    case .sparse(let members, let bits):
      accumulateSparse(job, members, bits, chosen, scratch, into: &accumulator)
    }
  }

  private func accumulateSparse(
    _ job: Job, _ members: [Int], _ bits: [Int], _ chosen: UnsafeBufferPointer<Int32>,
    _ scratch: borrowing Scratch, into accumulator: inout Accumulator
  ) {
    let groups = members.map { numbers(ofGroup: $0, scratch) }
    for row in chosen {
      let row = Int(row)
      var key: UInt128 = 0
      for (group, width) in zip(groups, bits) {
        key = key << UInt128(width) | UInt128(group[row])
      }
      var cell = accumulator.cells[key] ?? Accumulator.Sparse()
      cell.rows += 1
      switch job.measurement {
      case .rows: break
      case .distinct(let column, _):
        let code = codes(column, scratch)[row]
        if code != 0 { accumulator.pairs.insert(Accumulator.Pair(cell: key, code: code)) }
      case .median(let operand, _, let isDerived):
        accumulator.addSample(values(ofOperand: operand, scratch)[row], cell: key, isDerived)
      case .sum(let operand, _, let isDerived):
        let value = values(ofOperand: operand, scratch)[row]
        if value != Column.missingNumber {
          cell.present += 1
          cell.sum += Int128(value)
          if isDerived, value == Saturating.highest || value == Saturating.lowest {
            accumulator.hasOverflowed = true
          }
        }
      }
      accumulator.cells[key] = cell
    }
  }

  private func countRows(
    _ chosen: UnsafeBufferPointer<Int32>, _ key: UnsafeMutableBufferPointer<Int32>?,
    _ scratch: borrowing Scratch, _ accumulator: inout Accumulator
  ) {
    guard let key else {
      accumulator.rows[0] += chosen.count
      return
    }
    accumulator.rows.withUnsafeMutableBufferPointer { rows in
      guard rows.count <= Scratch.tallySize else {
        for row in chosen { rows[Int(key[Int(row)])] &+= 1 }
        return
      }
      let size = rows.count
      let tally = scratch.tally
      for place in 0..<size * Scratch.tallyCount { tally[place] = 0 }
      let whole = chosen.count & ~3
      for place in stride(from: 0, to: whole, by: 4) {
        tally[Int(key[Int(chosen[place])])] &+= 1
        tally[size &+ Int(key[Int(chosen[place &+ 1])])] &+= 1
        tally[2 &* size &+ Int(key[Int(chosen[place &+ 2])])] &+= 1
        tally[3 &* size &+ Int(key[Int(chosen[place &+ 3])])] &+= 1
      }
      for place in whole..<chosen.count { tally[Int(key[Int(chosen[place])])] &+= 1 }
      for group in 0..<size {
        rows[group] &+=
          Int(tally[group] &+ tally[size &+ group])
          &+ Int(tally[2 &* size &+ group] &+ tally[3 &* size &+ group])
      }
    }
  }

  private func addCodes(
    _ codes: UnsafeBufferPointer<Int32>, _ chosen: UnsafeBufferPointer<Int32>,
    _ key: UnsafeMutableBufferPointer<Int32>?, _ accumulator: inout Accumulator
  ) {
    let words = accumulator.words
    if words == 0 {
      for row in chosen where codes[Int(row)] != 0 {
        let cell = key.map { UInt128($0[Int(row)]) } ?? 0
        accumulator.pairs.insert(Accumulator.Pair(cell: cell, code: codes[Int(row)]))
      }
      return
    }
    accumulator.bits.withUnsafeMutableBufferPointer { bits in
      for row in chosen {
        let code = Int(codes[Int(row)])
        let cell = key.map { Int($0[Int(row)]) } ?? 0
        bits[cell &* words &+ code >> 6] |= 1 << UInt64(code & 63)
      }
    }
  }

  private func addNumbers(
    _ values: UnsafeMutableBufferPointer<Int64>, _ isDerived: Bool,
    _ chosen: UnsafeBufferPointer<Int32>, _ key: UnsafeMutableBufferPointer<Int32>?,
    _ accumulator: inout Accumulator
  ) {
    var overflowed = false
    let missing = Column.missingNumber
    guard let key else {
      var sum: Int128 = 0
      var present = 0
      for row in chosen {
        let value = values[Int(row)]
        let isThere = value != missing
        sum &+= Int128(isThere ? value : 0)
        present &+= isThere ? 1 : 0
        if isDerived, value == Saturating.highest || value == Saturating.lowest {
          overflowed = true
        }
      }
      accumulator.sums[0] += sum
      accumulator.present[0] += present
      accumulator.hasOverflowed = accumulator.hasOverflowed || overflowed
      return
    }
    accumulator.sums.withUnsafeMutableBufferPointer { sums in
      accumulator.present.withUnsafeMutableBufferPointer { present in
        for row in chosen {
          let value = values[Int(row)]
          guard value != missing else { continue }
          let cell = Int(key[Int(row)])
          sums[cell] &+= Int128(value)
          present[cell] &+= 1
          if isDerived, value == Saturating.highest || value == Saturating.lowest {
            overflowed = true
          }
        }
      }
    }
    accumulator.hasOverflowed = accumulator.hasOverflowed || overflowed
  }
}

extension Accumulator {
  fileprivate mutating func addSample(_ value: Int64, cell: UInt128, _ isDerived: Bool) {
    guard value != Column.missingNumber else { return }
    samples[Sample(cell: cell, value: value), default: 0] += 1
    if isDerived, value == Saturating.highest || value == Saturating.lowest { hasOverflowed = true }
  }
}

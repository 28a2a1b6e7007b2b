import HuibianPlan
import HuibianTable

extension Program {
  /// Answers all jobs for a share of the rows, block by block.
  ///
  /// Shares take blocks in turn: an export lies in order of time, and of a period's rows each share
  /// is to have as many.
  func scan(share: Int, of count: Int) -> Partial {
    var partial = Partial(self)
    let scratch = Scratch(self)
    var counts = [Int](repeating: 0, count: jobsByMask.count)
    for start in stride(
      from: share * Program.blockSize, to: rowCount, by: count * Program.blockSize)
    {
      let block = start..<min(start + Program.blockSize, rowCount)
      for index in operands.indices { evaluateOperand(index, block, scratch) }
      for index in masks.indices { evaluateMask(index, block, scratch) }
      for (slot, entry) in jobsByMask.enumerated() {
        counts[slot] = scratch.mask(entry.mask)[..<block.count].reduce(0) { $0 &+ Int($1) }
      }
      if counts.allSatisfy({ $0 == 0 }) { continue }
      for index in groups.indices { evaluateGroup(index, block, scratch) }
      for index in keys.indices { evaluateKey(index, block.count, scratch) }
      for (slot, entry) in jobsByMask.enumerated() where counts[slot] > 0 {
        choose(entry.mask, block.count, scratch)
        for job in entry.jobs {
          accumulate(job, block, counts[slot], scratch, into: &partial.accumulators[job])
        }
      }
    }
    return partial
  }

  /// Writes the positions of the rows that a mask chooses, without a branch a row.
  private func choose(_ mask: Int, _ count: Int, _ scratch: borrowing Scratch) {
    let mask = scratch.mask(mask)
    let chosen = scratch.chosen
    var next = 0
    for row in 0..<count {
      chosen[next] = Int32(truncatingIfNeeded: row)
      next &+= Int(mask[row])
    }
  }

  private func evaluateGroup(_ index: Int, _ block: Range<Int>, _ scratch: borrowing Scratch) {
    let out = scratch.group(index)
    switch groups[index].source {
    case .codes(let column, let map):
      columns.codes[column].withBlock(block) { codes in
        map.withUnsafeBufferPointer { map in
          for row in codes.indices { out[row] = map[Int(codes[row])] }
        }
      }
    case .days(let column, let first, let map, let missing):
      columns.dates[column].withBlock(block) { days in
        map.withUnsafeBufferPointer { map in
          for row in days.indices {
            let day = days[row]
            out[row] = day == CivilDate.missing ? missing : map[Int(day &- first)]
          }
        }
      }
    }
  }

  private func evaluateKey(_ index: Int, _ count: Int, _ scratch: borrowing Scratch) {
    guard case .dense(let members, _) = keys[index], let first = members.first else { return }
    let out = scratch.key(index)
    let group = scratch.group(first)
    for row in 0..<count { out[row] = group[row] }
    for member in members.dropFirst() {
      let size = Int32(groups[member].labels.count)
      let group = scratch.group(member)
      for row in 0..<count { out[row] = out[row] &* size &+ group[row] }
    }
  }

  private func accumulate(
    _ index: Int, _ block: Range<Int>, _ count: Int, _ scratch: borrowing Scratch,
    into accumulator: inout Accumulator
  ) {
    let job = jobs[index]
    let chosen = UnsafeBufferPointer(rebasing: scratch.chosen[..<count])
    switch keys[job.key] {
    case .dense(let members, _):
      let key = members.isEmpty ? nil : scratch.key(job.key)
      countRows(chosen, key, &accumulator)
      switch job.measurement {
      case .rows: break
      case .distinct(let column, _):
        columns.codes[column].withBlock(block) { addCodes($0, chosen, key, &accumulator) }
      case .sum(let operand, _, let isDerived):
        addNumbers(scratch.operand(operand), isDerived, chosen, key, &accumulator)
      }
    case .sparse(let members, let bits):
      for row in chosen {
        var key: UInt128 = 0
        for (member, width) in zip(members, bits) {
          key = key << UInt128(width) | UInt128(scratch.group(member)[Int(row)])
        }
        var cell = accumulator.cells[key] ?? Accumulator.Sparse()
        cell.rows += 1
        switch job.measurement {
        case .rows: break
        case .distinct(let column, _):
          let code = columns.codes[column][block.lowerBound + Int(row)]
          if code != 0 { accumulator.pairs.insert(Accumulator.Pair(cell: key, code: code)) }
        case .sum(let operand, _, let isDerived):
          let value = scratch.operand(operand)[Int(row)]
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
  }

  private func countRows(
    _ chosen: UnsafeBufferPointer<Int32>, _ key: UnsafeMutableBufferPointer<Int32>?,
    _ accumulator: inout Accumulator
  ) {
    guard let key else {
      accumulator.rows[0] += chosen.count
      return
    }
    accumulator.rows.withUnsafeMutableBufferPointer { rows in
      for row in chosen { rows[Int(key[Int(row)])] &+= 1 }
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
    guard let key else {
      var sum: Int128 = 0
      var present = 0
      for row in chosen {
        let value = values[Int(row)]
        let isThere = value != Column.missingNumber
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
          guard value != Column.missingNumber else { continue }
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

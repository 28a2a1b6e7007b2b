import HuibianPlan
import HuibianTable

extension Program {
  /// Compiles plans over one table.
  ///
  /// - Throws: `unknown` for a ledger or a column that is not there, or is not of the kind asked.
  init(
    _ plans: [AggregationPlan], over table: Table, beside others: [String: Table]
  ) throws(EngineError) {
    var compiler = ProgramCompiler(plans, over: table, beside: others)
    self = try compiler.compile()
  }

  /// Names the groups, and leaves those without rows out.
  ///
  /// - Throws: `overflow` for a sum beyond 64 bits.
  func results(_ partial: Partial) throws(EngineError) -> [AggregationResult] {
    var results: [AggregationResult] = []
    for (index, job) in jobs.enumerated() {
      let accumulator = partial.accumulators[index]
      if accumulator.hasOverflowed { throw .overflow(plans[index]) }
      let labels = labels(job.key)
      var result = AggregationResult(labels: labels, scale: job.measurement.scale)
      let samples = accumulator.samplesByCell
      var distinct: [UInt128: Int] = [:]
      if let items = job.items {
        var found: [UInt128: Set<Int32>] = [:]
        for pair in accumulator.pairs {
          found[pair.cell, default: []].formUnion(items[Int(pair.code)])
        }
        distinct = found.mapValues(\.count)
      } else {
        for pair in accumulator.pairs { distinct[pair.cell, default: 0] += 1 }
      }
      let rows = partial.accumulators[job.counter].rows
      result.reserve(rows.count { $0 > 0 } + accumulator.cells.count)
      for cell in rows.indices where rows[cell] > 0 {
        let sparse = Accumulator.Sparse(
          rows: rows[cell],
          present: accumulator.present.isEmpty ? 0 : accumulator.present[cell],
          sum: accumulator.sums.isEmpty ? 0 : accumulator.sums[cell])
        let codes =
          accumulator.words > 0
          ? accumulator.distinct(ofCell: cell, job.items) : distinct[UInt128(cell)] ?? 0
        guard
          let cellValue = value(
            job, sparse, distinct: codes, samples: samples[UInt128(cell)] ?? [])
        else {
          throw .overflow(plans[index])
        }
        add(cellValue, ofCell: cell, job.key, to: &result)
      }
      for (key, cell) in accumulator.cells {
        guard
          let cellValue = value(
            job, cell, distinct: distinct[key] ?? 0, samples: samples[key] ?? [])
        else {
          throw .overflow(plans[index])
        }
        add(cellValue, ofCell: key, job.key, to: &result)
      }
      results.append(result)
    }
    return results
  }

  private func value(
    _ job: Job, _ cell: Accumulator.Sparse, distinct: Int, samples: [Accumulator.Repeated]
  ) -> AggregationResult.Cell? {
    switch job.measurement {
    case .rows: return AggregationResult.Cell(value: Int64(cell.rows), rows: cell.rows)
    case .distinct: return AggregationResult.Cell(value: Int64(distinct), rows: cell.rows)
    case .sum:
      guard let sum = Int64(exactly: cell.sum) else { return nil }
      return AggregationResult.Cell(value: sum, rows: cell.present)
    case .median: return twiceMedian(samples)
    }
  }

  /// Nil if it leaves the range of 64 bits.
  ///
  /// - Parameter samples: In ascending order.
  private func twiceMedian(_ samples: [Accumulator.Repeated]) -> AggregationResult.Cell? {
    let count = samples.reduce(0) { $0 + $1.count }
    guard count > 0 else { return AggregationResult.Cell(value: 0, rows: 0) }
    func value(at position: Int) -> Int128 {
      var rest = position
      for sample in samples {
        if rest < sample.count { return Int128(sample.value) }
        rest -= sample.count
      }
      preconditionFailure("a position beyond the samples")
    }
    return Int64(exactly: value(at: (count - 1) / 2) + value(at: count / 2))
      .map { AggregationResult.Cell(value: $0, rows: count) }
  }

  /// For each grouping of a key the labels of its groups.
  private func labels(_ key: Int) -> [[String]] {
    switch keys[key] {
    case .dense(let members, _), .sparse(let members, _): members.map { groups[$0].labels }
    }
  }

  private func add(
    _ value: AggregationResult.Cell, ofCell cell: Int, _ key: Int,
    to result: inout AggregationResult
  ) {
    guard case .dense(let members, let count) = keys[key] else { return }
    var (rest, size) = (cell, count)
    result.add(value) {
      size /= max(1, groups[members[$0]].labels.count)
      let code = rest / size
      rest %= size
      return code
    }
  }

  private func add(
    _ value: AggregationResult.Cell, ofCell cell: UInt128, _ key: Int,
    to result: inout AggregationResult
  ) {
    guard case .sparse(_, let bits) = keys[key] else { return }
    var left = bits.reduce(0, +)
    result.add(value) {
      left -= bits[$0]
      return Int(cell >> UInt128(left) & ((1 << UInt128(bits[$0])) - 1))
    }
  }
}

extension Program.Measurement {
  /// Decimal places of the results.
  fileprivate var scale: Int {
    switch self {
    case .sum(_, let scale, _), .median(_, let scale, _): scale
    case .rows, .distinct: 0
    }
  }
}

extension Accumulator {
  /// A value and how many rows have it.
  fileprivate struct Repeated {
    let value: Int64
    let count: Int
  }

  /// In ascending order.
  fileprivate var samplesByCell: [UInt128: [Repeated]] {
    var result: [UInt128: [Repeated]] = [:]
    for (sample, count) in samples {
      result[sample.cell, default: []].append(Repeated(value: sample.value, count: count))
    }
    return result.mapValues { $0.sorted { $0.value < $1.value } }
  }

  /// Code 0 is the empty cell, and no value.
  ///
  /// - Parameter items: For cells that list names: their numbers by code; they are counted instead.
  fileprivate func distinct(ofCell cell: Int, _ items: [[Int32]]?) -> Int {
    let own = bits[cell * words..<(cell + 1) * words]
    if let items {
      var found: Set<Int32> = []
      for code in items.indices where own[own.startIndex + code >> 6] >> UInt64(code & 63) & 1 == 1
      {
        found.formUnion(items[code])
      }
      return found.count
    }
    let empty = Int((own.first ?? 0) & 1)
    return own.reduce(0) { $0 + $1.nonzeroBitCount } - empty
  }
}

import HuibianPlan

/// What has been counted in some of the rows: one accumulator a job.
///
/// Partials of disjoint rows add.
struct Partial: Sendable {
  var accumulators: [Accumulator]

  init(_ program: Program) {
    accumulators = program.jobs.enumerated().map { index, job in
      Accumulator(job, key: program.keys[job.key], countsRows: job.counter == index)
    }
  }

  mutating func merge(_ other: Partial) {
    for index in accumulators.indices { accumulators[index].merge(other.accumulators[index]) }
  }
}

/// The cells of one job.
///
/// Which of the stores is in use follows from the job.
struct Accumulator: Sendable {
  /// Dense: chosen rows of each cell; empty if another job counts them.
  var rows: [Int] = []
  /// Dense, sums only: rows whose operand is not missing.
  var present: [Int] = []
  /// Dense, sums only.
  var sums: [Int128] = []
  /// Dense, distinct only: `words` words a cell, one bit a code.
  var bits: [UInt64] = []
  let words: Int
  /// Sparse: by packed key.
  var cells: [UInt128: Sparse] = [:]
  /// Distinct codes of cells, where bits would be too many.
  var pairs: Set<Pair> = []
  /// Medians only: how many rows of a cell have a value.
  var samples: [Sample: Int] = [:]
  /// A sum met a number that had left the range of 64 bits.
  var hasOverflowed = false

  struct Sparse: Sendable {
    var rows = 0
    var present = 0
    var sum: Int128 = 0
  }

  struct Pair: Hashable, Sendable {
    let cell: UInt128
    let code: Int32
  }

  struct Sample: Hashable, Sendable {
    let cell: UInt128
    let value: Int64
  }

  /// 16 MB of bits at most for one job.
  private static let mostWords = 1 << 21

  init(_ job: Program.Job, key: Program.KeyNode, countsRows: Bool) {
    var words = 0
    if case .dense(_, let count) = key {
      if countsRows { rows = [Int](repeating: 0, count: count) }
      switch job.measurement {
      case .rows, .median: break
      case .sum:
        present = [Int](repeating: 0, count: count)
        sums = [Int128](repeating: 0, count: count)
      case .distinct(_, let entries):
        let needed = (entries + 63) / 64
        if count == 1 || needed * count <= Accumulator.mostWords {
          words = needed
          bits = [UInt64](repeating: 0, count: needed * count)
        }
      }
    }
    self.words = words
  }

  mutating func merge(_ other: Accumulator) {
    for index in rows.indices { rows[index] += other.rows[index] }
    for index in present.indices { present[index] += other.present[index] }
    for index in sums.indices { sums[index] += other.sums[index] }
    for index in bits.indices { bits[index] |= other.bits[index] }
    for (key, cell) in other.cells {
      cells[key, default: Sparse()].rows += cell.rows
      cells[key, default: Sparse()].present += cell.present
      cells[key, default: Sparse()].sum += cell.sum
    }
    pairs.formUnion(other.pairs)
    samples.merge(other.samples, uniquingKeysWith: +)
    hasOverflowed = hasOverflowed || other.hasOverflowed
  }
}

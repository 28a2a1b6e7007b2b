/// The line of each row of a text, as runs: lines follow each other but where something stands
/// between two rows, or a row has several lines.
package struct LineRuns: Hashable, Sendable, ExpressibleByArrayLiteral {
  /// Rows whose lines follow each other.
  private struct Run: Hashable {
    /// From 0.
    var row: UInt32
    /// From 1.
    var line: UInt32
  }

  private var runs: [Run] = []
  package private(set) var count = 0
  /// What follows the last line.
  private var next = -1

  package init() {}

  package init(arrayLiteral lines: Int...) {
    for line in lines { append(line) }
  }

  /// Adds the next row.
  package mutating func append(_ line: Int) {
    if line != next { runs.append(Run(row: UInt32(count), line: UInt32(clamping: line))) }
    count += 1
    next = line + 1
  }

  /// Adds some rows of another text.
  package mutating func append(_ other: LineRuns, rows: Range<Int>) {
    var row = rows.lowerBound
    while row < rows.upperBound {
      let run = other.index(ofRow: row)
      let end = run + 1 < other.runs.count ? Int(other.runs[run + 1].row) : other.count
      append(other.line(ofRow: row, run))
      let more = min(end, rows.upperBound) - row - 1
      count += more
      next += more
      row += more + 1
    }
  }

  /// The line of a row, from 1.
  package subscript(row: Int) -> Int {
    precondition(row >= 0 && row < count, "no such row")
    return line(ofRow: row, index(ofRow: row))
  }

  /// The run that a row is in: the last that does not begin behind it.
  private func index(ofRow row: Int) -> Int {
    var low = 0
    var high = runs.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(runs[middle].row) <= row { low = middle } else { high = middle }
    }
    return low
  }

  private func line(ofRow row: Int, _ run: Int) -> Int {
    Int(runs[run].line) + row - Int(runs[run].row)
  }

  package static func == (a: LineRuns, b: LineRuns) -> Bool {
    a.count == b.count && a.runs == b.runs
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(count)
    hasher.combine(runs)
  }
}

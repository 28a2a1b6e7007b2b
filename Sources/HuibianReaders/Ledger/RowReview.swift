import HuibianDiagnostics

/// What is found in the rows of one file, and which of them are left out.
struct RowReview: Sendable {
  let accepted: @Sendable (String) -> Bool
  let positions: [String: Int]
  private(set) var findings: [Finding] = []
  /// Row of the table → rule.
  private(set) var leftOut: [Int: String] = [:]

  init(_ file: ScannedFile, accepted: @escaping @Sendable (String) -> Bool) {
    self.accepted = accepted
    var positions: [String: Int] = [:]
    for name in file.match.available { positions[name] = (file.match.position(of: name) ?? 0) + 1 }
    self.positions = positions
  }

  /// From 1.
  func position(of column: String) -> Int { positions[column] ?? 1 }

  mutating func add(_ problem: Problem, _ line: Int?, _ column: Int, _ severity: Severity) {
    findings.append(Finding(problem: problem, line: line, column: column, severity: severity))
  }

  /// Says of some cells why they are empty, instead of what was said of them because they are.
  mutating func replace(_ cells: [Finding]) {
    struct Place: Hashable { let line: Int?, column: Int }
    let places = Set(cells.map { Place(line: $0.line, column: $0.column) })
    findings.removeAll { places.contains(Place(line: $0.line, column: $0.column)) }
    findings += cells
  }

  /// A fault of a row that a person may have decided to leave out.
  mutating func fault(
    _ problem: Problem, row: Int, _ line: Int, _ column: Int, _ severity: Severity
  ) {
    if accepted(problem.id) {
      leaveOut(row, problem.id)
    } else {
      add(problem, line, column, severity)
    }
  }

  mutating func leaveOut(_ row: Int, _ rule: String) {
    if leftOut[row] == nil { leftOut[row] = rule }
  }

  /// Without what was found so far, for a part of the work.
  var blank: RowReview {
    var review = self
    review.findings = []
    review.leftOut = [:]
    return review
  }

  /// Adds what was found in a part of the work.
  mutating func absorb(_ part: RowReview) {
    findings += part.findings
    leftOut.merge(part.leftOut) { first, _ in first }
  }
}

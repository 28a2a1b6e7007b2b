/// For each row of a table the file and the line that it came from.
package struct RowPlaces: Hashable, Sendable {
  /// The files in reading order, and the index of the first row of each.
  package private(set) var files: [(name: String, firstRow: Int)] = []
  /// The physical line (CSV) or record number (JSON) of each row, from 1.
  package private(set) var lines = LineRuns()

  package init() {}

  /// For tests: one file, lines as given.
  package init(file: String, lines: [Int]) {
    begin(file: file)
    for line in lines { append(line: line) }
  }

  package var count: Int { lines.count }

  package mutating func begin(file: String) { files.append((file, lines.count)) }
  package mutating func append(line: Int) { lines.append(line) }
  /// Adds some rows, by their indices in `lines`.
  package mutating func append(_ lines: LineRuns, rows: Range<Int>) {
    self.lines.append(lines, rows: rows)
  }

  /// The places of some rows, by their indices in ascending order.
  func keeping(_ rows: [Int]) -> RowPlaces {
    var result = RowPlaces()
    var next = 0
    for row in rows {
      while next < files.count, files[next].firstRow <= row {
        result.begin(file: files[next].name)
        next += 1
      }
      result.append(line: lines[row])
    }
    return result
  }

  package func line(ofRow row: Int) -> Int { lines[row] }

  package func file(ofRow row: Int) -> String {
    files.last { $0.firstRow <= row }?.name ?? ""
  }

  package static func == (a: RowPlaces, b: RowPlaces) -> Bool {
    a.lines == b.lines && a.files.elementsEqual(b.files) { $0 == $1 }
  }

  package func hash(into hasher: inout Hasher) {
    hasher.combine(lines)
  }
}

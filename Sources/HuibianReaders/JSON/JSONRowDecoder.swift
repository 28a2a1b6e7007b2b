import CScan
import HuibianDiagnostics
import HuibianTable

/// Feeds records to column builders, in the order of the columns whatever the order of the keys.
struct JSONRowDecoder {
  private let keys: [String]
  private let targets: [Int]
  private let isTarget: Set<Int>
  private let keyColumn: Int?
  private let identity: RowIdentity
  private let dateColumn: Int?
  var rows: RowAccumulator
  var findings: [Finding] = []
  private(set) var blankRows = 0
  private(set) var totalRows = 0
  private(set) var firstTotal: Int?
  /// The record's values, by column: a range of the text, or of `scratch` if moved.
  private var cells: [(range: Range<Int>, isMoved: Bool)]
  private var scratch: [UInt8] = []
  /// Column of each key's code.
  private var columns: [Int] = []

  init(
    keys: [String], targets: [Int], keyColumn: Int?, identity: RowIdentity, dateColumn: Int?,
    rows: RowAccumulator
  ) {
    self.keys = keys
    self.targets = targets
    isTarget = Set(targets)
    self.keyColumn = keyColumn
    self.identity = identity
    self.dateColumn = dateColumn
    self.rows = rows
    cells = Array(repeating: (0..<0, false), count: keys.count)
  }

  mutating func decode(
    _ scanner: inout JSONScanner, _ outline: JSONOutline
  ) throws(JSONFault) {
    for number in 0..<outline.records.count {
      if number > 0, !outline.isLines, scanner.peek() == 0x2C { scanner.at += 1 }
      _ = scanner.peek()
      try record(&scanner, number + 1)
    }
  }

  private mutating func record(_ scanner: inout JSONScanner, _ number: Int) throws(JSONFault) {
    for index in cells.indices { cells[index] = (0..<0, false) }
    scratch.removeAll(keepingCapacity: true)
    var hash = scan_hash()
    var isBlank = true
    try scanner.object(depth: 1) { (scanner, code) throws(JSONFault) in
      let column = self.column(of: code, scanner)
      let value = try scanner.value(depth: 2)
      var range = 0..<0
      switch value {
      case .string(let text, let isEscaped):
        if isEscaped {
          let start = self.scratch.count
          self.scratch += scanner.unescaped(text)
          range = start..<self.scratch.count
          self.cells[column] = (range, true)
        } else {
          range = text
          self.cells[column] = (text, false)
        }
      case .literal(let text):
        range = text
        self.cells[column] = (text, false)
      case .null: break
      case .object(let text), .array(let text):
        range = text
        if self.isTarget.contains(column) {
          self.findings.append(
            Finding(
              problem: .nested(column: self.keys[column]), line: number, column: column + 1))
        }
      }
      if !range.isEmpty {
        isBlank = false
        let part = self.withBytes(range, isMoved: self.cells[column].isMoved, scanner) {
          scan_hash128($0, $1)
        }
        // A sum, so that the order of the keys does not matter.
        let salt = UInt64(column + 1) &* 0x9E37_79B9_7F4A_7C15
        hash.low &+= scan_mix(part.low ^ salt, part.high | 1)
        hash.high &+= scan_mix(part.high ^ salt, part.low | 1)
      }
    }
    if isBlank {
      blankRows += 1
      return
    }
    if isTotal(scanner) {
      totalRows += 1
      if firstTotal == nil { firstTotal = number }
      return
    }
    for (builder, column) in targets.enumerated() {
      withCell(column, scanner) { rows, start, count in
        rows.columns[builder].append(start, count)
      }
    }
    switch identity {
    case .none: break
    case .column(let column):
      withCell(column, scanner) { rows, start, count in
        var (start, count) = (start, count)
        while count > 0, start[0] <= 0x20 { (start, count) = (start + 1, count - 1) }
        while count > 0, start[count - 1] <= 0x20 { count -= 1 }
        rows.appendKey(start, count)
      }
      rows.appendRecord(hash)
    case .record:
      rows.appendKey(hash)
      rows.appendRecord(hash)
    }
    rows.lines.append(number)
  }

  private mutating func column(of code: Int32, _ scanner: JSONScanner) -> Int {
    let index = Int(code)
    while columns.count <= index { columns.append(-1) }
    if columns[index] < 0 {
      columns[index] = keys.firstIndex(of: scanner.keyText(code)) ?? 0
    }
    return columns[index]
  }

  private func withBytes<R>(
    _ range: Range<Int>, isMoved: Bool, _ scanner: JSONScanner,
    _ body: (UnsafePointer<UInt8>, Int) -> R
  ) -> R {
    if !isMoved { return body(scanner.bytes + range.lowerBound, range.count) }
    return scratch.withUnsafeBufferPointer { buffer in
      body((buffer.baseAddress ?? scanner.bytes) + range.lowerBound, range.count)
    }
  }

  private mutating func withCell(
    _ column: Int, _ scanner: JSONScanner,
    _ body: (inout RowAccumulator, UnsafePointer<UInt8>, Int) -> Void
  ) {
    let (range, isMoved) = cells[column]
    if !isMoved {
      body(&rows, scanner.bytes + range.lowerBound, range.count)
      return
    }
    scratch.withUnsafeBufferPointer { buffer in
      body(&rows, (buffer.baseAddress ?? scanner.bytes) + range.lowerBound, range.count)
    }
  }

  /// 合计, 小计 or 总计 in the first value that is not empty, or in the key or date column.
  private func isTotal(_ scanner: JSONScanner) -> Bool {
    let first = cells.firstIndex { !$0.range.isEmpty }
    for column in [first, keyColumn, dateColumn] {
      guard let column else { continue }
      let cell = cells[column]
      let isMark = withBytes(cell.range, isMoved: cell.isMoved, scanner) { start, count in
        guard count >= 6, start[0] >= 0x80 else { return false }
        let text = String(decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
        let name = HeaderName.exact(text)
        return ["合计", "小计", "总计", "本页合计", "累计合计"].contains { name.hasPrefix($0) }
      }
      if isMark { return true }
    }
    return false
  }
}

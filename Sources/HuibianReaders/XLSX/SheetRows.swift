import HuibianOPC
import HuibianTable

/// Takes the rows of a sheet from the events of its part and writes each as a line, its cells between
/// tabulators: line n is row n.
final class SheetRows: XMLEventReader {
  private enum Word {
    static let row = 0, cell = 1, value = 2, inline = 3, type = 4, formula = 5, reading = 6
    static let merge = 7, column = 8, reference = 9, style = 10, hidden = 11, range = 12
    static let first = 13, last = 14
  }
  let vocabulary = [
    "row", "c", "v", "is", "t", "f", "rPh", "mergeCell", "col", "r", "s", "hidden", "ref", "min",
    "max",
  ]

  private enum CellType { case number, shared, text, inline, boolean, error, date }

  private let strings: SharedStrings
  private let formats: [NumberFormat]
  private let is1904: Bool
  private let part: String

  /// What was written and not yet taken.
  private(set) var text: [UInt8] = []
  private(set) var found = SheetFindings()
  private var line: [UInt8] = []
  private var writtenRows = 0
  /// Columns of the widest of the first rows: shorter rows are filled up to it.
  private var width = 0
  /// Of the cell or row that is open; 0 before the first.
  private var row = 0
  private var column = 0
  /// The last column of the line that has something in it.
  private var lastFilled = 0
  private var tabs = 0
  private var isHiddenRow = false
  private var type = CellType.number
  private var style = 0
  private var hasFormula = false
  private var hasValue = false
  private var isReading = false
  private var isText = false
  private var value: [UInt8] = []

  /// - Parameters:
  ///   - formats: By the number of a cell's style.
  ///   - part: The sheet's, for messages.
  init(_ strings: SharedStrings, _ formats: [NumberFormat], is1904: Bool, part: String) {
    self.part = part
    self.strings = strings
    self.formats = formats
    self.is1904 = is1904
  }

  var isDone: Bool { found.fault != nil }

  /// Moves what was written into a buffer, as far as there is room.
  func take(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    let count = min(buffer.count, text.count - taken)
    text.withUnsafeBytes { bytes in
      buffer.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[taken..<taken + count]))
    }
    taken += count
    if taken == text.count {
      text.removeAll(keepingCapacity: true)
      taken = 0
    }
    return count
  }

  private var taken = 0

  // MARK: Events

  func start(_ name: Int?, _ attributes: borrowing XMLEventAttributes) {
    switch name {
    case Word.row: startRow(attributes)
    case Word.cell: startCell(attributes)
    case Word.value, Word.type:
      isText = !isReading
      hasValue = true
    case Word.formula: hasFormula = true
    case Word.reading: isReading = true
    case Word.merge:
      if let range = attributes.text(Word.range) { found.add(merge: range) }
    case Word.column:
      if attributes.value(Word.hidden, isTrue) == true,
        let first = attributes.text(Word.first).flatMap({ Int($0) }),
        let last = attributes.text(Word.last).flatMap({ Int($0) }), first >= 1, first <= last
      {
        found.hiddenColumns.append(first...min(last, CellReference.columnLimit))
      }
    default: break
    }
  }

  func end(_ name: Int?) {
    switch name {
    case Word.row: endRow()
    case Word.cell: endCell()
    case Word.value, Word.type: isText = false
    case Word.reading: isReading = false
    default: break
    }
  }

  func append(_ characters: UnsafeBufferPointer<UInt8>) {
    if isText { value.append(contentsOf: characters) }
  }

  // MARK: Rows

  private func startRow(_ attributes: borrowing XMLEventAttributes) {
    let number = attributes.value(Word.reference) { self.number($0) } ?? row + 1
    guard number > row, number <= CellReference.rowLimit else {
      found.fault = .badReference("第\(number)行", afterRow: row)
      return
    }
    row = number
    column = 0
    lastFilled = 0
    tabs = 0
    line.removeAll(keepingCapacity: true)
    isHiddenRow = attributes.value(Word.hidden, isTrue) ?? false
  }

  private func endRow() {
    guard lastFilled > 0 else { return }
    if isHiddenRow { found.addHidden(row: row) }
    // Rows that were left out, or are empty, are empty lines.
    text.append(contentsOf: repeatElement(0x0A, count: row - 1 - writtenRows))
    if row <= CSVReader.headerDepth { width = max(width, lastFilled) }
    line.append(
      contentsOf: repeatElement(
        SheetText.separator, count: max(0, max(width, lastFilled) - 1 - tabs)))
    text.append(contentsOf: line)
    text.append(0x0A)
    writtenRows = row
  }

  // MARK: Cells

  private func startCell(_ attributes: borrowing XMLEventAttributes) {
    let place = attributes.value(Word.reference) { CellReference.parse($0) ?? (0, 0) }
    let next = place?.column ?? column + 1
    guard next > column, next <= CellReference.columnLimit, place?.row ?? row == row, row > 0 else {
      let written = attributes.text(Word.reference) ?? CellReference.name(row: row, column: next)
      found.fault = .badReference(written, afterRow: row)
      return
    }
    column = next
    type = attributes.value(Word.type, self.type(of:)) ?? .number
    style = attributes.value(Word.style) { self.number($0) } ?? 0
    hasFormula = false
    hasValue = false
    value.removeAll(keepingCapacity: true)
  }

  private func type(of bytes: UnsafeBufferPointer<UInt8>) -> CellType {
    switch (bytes.count, bytes.first) {
    case (1, UInt8(ascii: "s")): .shared
    case (1, UInt8(ascii: "b")): .boolean
    case (1, UInt8(ascii: "e")): .error
    case (1, UInt8(ascii: "d")): .date
    case (3, UInt8(ascii: "s")): .text
    case (9, UInt8(ascii: "i")): .inline
    default: .number
    }
  }

  private func endCell() {
    guard column > 0, row > 0 else { return }
    if value.isEmpty {
      if hasFormula, type != .text || !hasValue {
        found.cells.append(SheetFindings.Cell(row: row, column: column, what: .noValue))
      }
      return
    }
    let start = line.count
    line.append(contentsOf: repeatElement(SheetText.separator, count: column - 1 - tabs))
    let filled = line.count
    write()
    if line.count == filled {
      line.removeLast(filled - start)
    } else {
      tabs = column - 1
      lastFilled = column
    }
  }

  private func write() {
    switch type {
    case .number: writeNumber()
    case .shared:
      let index = value.withUnsafeBufferPointer { self.number($0) }
      guard index < strings.count, value.allSatisfy({ (0x30...0x39).contains($0) }) else {
        found.fault = .noSuchString(
          row: row, column: column, index: String(decoding: value.prefix(20), as: UTF8.self),
          count: strings.count, part: part)
        return
      }
      strings.append(index, to: &line)
    case .text, .inline, .date:
      value.withUnsafeBufferPointer { SheetText.append($0, to: &line) }
    case .boolean: line.append(contentsOf: (value == [0x30] ? "FALSE" : "TRUE").utf8)
    case .error:
      let text = String(decoding: value.prefix(20), as: UTF8.self)
      found.cells.append(SheetFindings.Cell(row: row, column: column, what: .error(text)))
    }
  }

  private func writeNumber() {
    let format = formats.indices.contains(style) ? formats[style] : .plain
    if writeWhole(format) { return }
    guard let number = SheetNumber(value) else {
      value.withUnsafeBufferPointer { SheetText.append($0, to: &line) }
      return
    }
    switch format {
    case .date:
      if let day = number.dateAndTime(is1904: is1904) {
        line.append(contentsOf: day.utf8)
      } else {
        line.append(contentsOf: number.plain ?? value)
      }
    case .percent:
      line.append(contentsOf: number.hundredfold.plain ?? value)
      line.append(UInt8(ascii: "%"))
    case .plain:
      line.append(contentsOf: number.plain ?? value)
      // A serial of the other date system must not be taken for a day of the usual one.
      if is1904, number.couldBeDay { line.append(contentsOf: ".0".utf8) }
    }
  }

  /// Writes a whole number of few digits, as most are, without looking at it as a decimal.
  private func writeWhole(_ format: NumberFormat) -> Bool {
    guard value.count <= 9, value[0] != 0x30 || value.count == 1 else { return false }
    var number = 0
    for byte in value {
      guard (0x30...0x39).contains(byte) else { return false }
      number = number * 10 + Int(byte - 0x30)
    }
    switch format {
    case .plain:
      line.append(contentsOf: value)
      if is1904, (20_000...80_000).contains(number) { line.append(contentsOf: ".0".utf8) }
    case .date:
      guard let day = SheetNumber.day(number, is1904: is1904) else { return false }
      let (year, month, dayOfMonth) = day.components
      guard year <= 9999 else { return false }
      for (part, unit) in [(year, 1000), (month, 10), (dayOfMonth, 10)] {
        if unit == 10 { line.append(0x2D) }
        var unit = unit
        while unit > 0 {
          line.append(UInt8(0x30 + part / unit % 10))
          unit /= 10
        }
      }
    case .percent: return false
    }
    return true
  }

  /// Digits only; what is more than ten of them is no place of anything.
  private func number(_ bytes: UnsafeBufferPointer<UInt8>) -> Int {
    var number = 0
    for byte in bytes.prefix(10) {
      guard (0x30...0x39).contains(byte) else { return Int(Int32.max) }
      number = number * 10 + Int(byte - 0x30)
    }
    return bytes.count > 10 || bytes.isEmpty ? Int(Int32.max) : number
  }
}

/// `1` or `true`.
private func isTrue(_ bytes: UnsafeBufferPointer<UInt8>) -> Bool {
  bytes.first == UInt8(ascii: "1") || bytes.first == UInt8(ascii: "t")
}

import HuibianDiagnostics
import HuibianTable

/// A column of a table that is put together from several files.
struct AssembledColumn: Sendable {
  let schema: ColumnSchema
  let form: ColumnBuilder.Form
  /// Of a malformed cell: an error in a column that figures need, a warning elsewhere.
  let severity: Severity
  /// It places a row in a period: an empty cell is a fault too.
  let isDateOfRow: Bool
  var codes: [Int32] = []
  var numbers: [Int64] = []
  private var dictionary = ByteDictionary()
  private var texts = TextDictionary()
  /// Codes of unknown values that have been reported.
  private var reported: Set<Int32> = []

  init(_ schema: ColumnSchema, form: ColumnBuilder.Form, severity: Severity, isDateOfRow: Bool) {
    self.schema = schema
    self.form = form
    self.severity = severity
    self.isDateOfRow = isDateOfRow
  }

  /// The column's name and kind decide how its cells are kept.
  static func form(of kind: ColumnKind) -> ColumnBuilder.Form {
    switch kind {
    case .text, .key, .choice, .flag, .list, .tree: .text
    case .date: .date
    case .integer: .number(factor: 1)
    case .decimal: .number(factor: 1_000_000)
    }
  }

  /// The values for the table, of the rows that `kept` says.
  consuming func column(kept: [Int]?) -> Column {
    switch form {
    case .text:
      .coded(CodedColumn(codes: kept.map { $0.map { codes[$0] } } ?? codes, dictionary: texts))
    case .date: .dates(kept.map { $0.map { codes[$0] } } ?? codes)
    case .number(let factor):
      factor == 1
        ? .integers(kept.map { $0.map { numbers[$0] } } ?? numbers)
        : .decimals(kept.map { $0.map { numbers[$0] } } ?? numbers, scale: NumberCell.scale)
    }
  }

  func agrees(_ a: Int, _ b: Int) -> Bool {
    if case .number = form { return numbers[a] == numbers[b] }
    return codes[a] == codes[b]
  }

  /// Empty cells for a file that does not have the column.
  mutating func appendEmpty(_ count: Int) {
    switch form {
    case .text: codes.append(contentsOf: repeatElement(0, count: count))
    case .date: codes.append(contentsOf: repeatElement(CivilDate.missing, count: count))
    case .number: numbers.append(contentsOf: repeatElement(Column.missingNumber, count: count))
    }
  }

  /// Adds the cells of a file; every distinct spelling is interpreted once.
  mutating func append(
    _ cells: ScannedColumn, _ decoder: borrowing CellDecoder, _ review: inout RowReview
  ) {
    switch form {
    case .text: appendTexts(cells, decoder, &review)
    case .date: appendDates(cells, decoder, &review)
    case .number(let factor): appendNumbers(cells, decoder, isWhole: factor == 1, &review)
    }
  }

  // MARK: - Texts

  private struct Remark {
    var code: Int32
    var wasTrimmed: Bool
    var invisible: Unicode.Scalar?
    var isUnknown = false
    var isBadFlag = false
    /// Bytes that the file's encoding gives no character for.
    var isUndecodable = false

    var isClean: Bool {
      !wasTrimmed && invisible == nil && !isUnknown && !isBadFlag && !isUndecodable
    }
  }

  private mutating func appendTexts(
    _ cells: ScannedColumn, _ decoder: borrowing CellDecoder, _ review: inout RowReview
  ) {
    let position = review.position(of: schema.name)
    // The table's code for each code of a lane.
    var maps = [[Int32]](repeating: [0], count: cells.lanes.count)
    var remarks = [[Int32: Remark]](repeating: [:], count: cells.lanes.count)
    var trimmed = 0
    var firstTrimmed: Int?
    codes.reserveCapacity(codes.count + cells.rowCount)
    for segment in cells.segments {
      let lane = cells.lanes[segment.accumulator]
      let lines = cells.lines[segment.accumulator]
      let local = lane.codes
      // A lane counts its codes as they come, so the new ones follow those that are known.
      let highest = local[segment.rows].max() ?? 0
      while maps[segment.accumulator].count <= highest {
        let code = Int32(maps[segment.accumulator].count)
        if let plain = lane.dictionary.withBytes(of: code, { internPlain($0) }) {
          maps[segment.accumulator].append(plain)
          continue
        }
        let remark = lane.dictionary.withBytes(of: code) { interpret(decoder.text($0)) }
        maps[segment.accumulator].append(remark.code)
        if !remark.isClean { remarks[segment.accumulator][code] = remark }
      }
      let map = maps[segment.accumulator]
      codes.append(contentsOf: gathered(local[segment.rows], map))
      if remarks[segment.accumulator].isEmpty { continue }
      let base = codes.count - segment.rows.count - segment.rows.lowerBound
      let isRemarked = map.indices.map { remarks[segment.accumulator][Int32($0)] != nil }
      for row in segment.rows where isRemarked[Int(local[row])] {
        guard let remark = remarks[segment.accumulator][local[row]] else { continue }
        let line = Int(lines[row])
        if remark.wasTrimmed {
          trimmed += 1
          if firstTrimmed == nil { firstTrimmed = line }
        }
        if remark.isUndecodable {
          review.add(.undecodable(column: schema.name), line, position, .error)
        }
        if let scalar = remark.invisible {
          review.add(.invisible(column: schema.name, scalar), line, position, .warning)
        }
        if remark.isBadFlag {
          review.fault(
            .badFlag(column: schema.name, value: texts[Int(remark.code)]), row: base + row, line,
            position, .warning)
        }
        if remark.isUnknown, reported.insert(remark.code).inserted {
          let value = texts[Int(remark.code)]
          review.add(
            .unknownValue(
              column: schema.name, value: value,
              nearest: nearestName(to: value, among: schema.values)), line, position, .warning)
        }
      }
    }
    if trimmed > 0, let firstTrimmed {
      review.add(.trimmed(column: schema.name, count: trimmed), firstTrimmed, position, .note)
    }
  }

  /// The table's code of a spelling, and what has to be said of it.
  private mutating func interpret(_ raw: String?) -> Remark {
    guard let raw else {
      return Remark(code: 0, wasTrimmed: false, isUndecodable: true)
    }
    let cell = CellText(raw)
    var value = schema.synonyms[cell.text] ?? cell.text
    var remark = Remark(
      code: 0, wasTrimmed: cell.wasTrimmed && schema.kind != .key && !cell.text.isEmpty,
      invisible: cell.invisible)
    switch schema.kind {
    case .flag:
      if let flag = FlagCell(value).value {
        value = flag
      } else {
        remark.isBadFlag = true
      }
    case .choice where !schema.values.isEmpty && !value.isEmpty:
      if !schema.values.contains(value) {
        let narrow = value.narrowed
        if let known = schema.values.first(where: { $0.narrowed == narrow }) {
          value = known
        } else {
          remark.isUnknown = true
        }
      }
    default: break
    }
    remark.code = intern(value)
    return remark
  }

  /// The code of a spelling that needs no interpretation, nil for any other: names and keys in
  /// visible ASCII.
  ///
  /// A column of keys has as many spellings as rows; a String for each would cost more than all
  /// other columns.
  private mutating func internPlain(_ bytes: UnsafeRawBufferPointer) -> Int32? {
    guard schema.kind == .key || schema.kind == .text || schema.kind == .tree,
      schema.synonyms.isEmpty, bytes.allSatisfy({ (0x21...0x7E).contains($0) }),
      let base = bytes.baseAddress
    else { return nil }
    let known = dictionary.count
    let code = dictionary.code(base.assumingMemoryBound(to: UInt8.self), bytes.count)
    if Int(code) == known { _ = texts.append(bytes) }
    return code
  }

  private mutating func intern(_ value: String) -> Int32 {
    var value = value
    let known = dictionary.count
    let code = value.withUTF8 { bytes -> Int32 in
      guard let base = bytes.baseAddress else { return 0 }
      let code = dictionary.code(base, bytes.count)
      if Int(code) == known { _ = texts.append(bytes) }
      return code
    }
    return code
  }

  // MARK: - Dates and numbers

  private mutating func appendDates(
    _ cells: ScannedColumn, _ decoder: borrowing CellDecoder, _ review: inout RowReview
  ) {
    let position = review.position(of: schema.name)
    var known = [[Int32: DateCell]](repeating: [:], count: cells.lanes.count)
    var serials = 0
    var firstSerial: Int?
    let earliest = CivilDate(1949, 1, 1)?.days ?? 0
    let latest = CivilDate(2100, 12, 31)?.days ?? 0
    let firstPending = ColumnBuilder.pendingDay
    // Code 0 is the empty cell.
    let isEmptyUsual = !isDateOfRow && DateCell(schema.synonyms[""] ?? "") == .empty
    codes.reserveCapacity(codes.count + cells.rowCount)
    for segment in cells.segments {
      let lane = cells.lanes[segment.accumulator]
      let lines = cells.lines[segment.accumulator]
      let local = lane.codes
      for row in segment.rows {
        let value = local[row]
        if value >= earliest, value <= latest {
          codes.append(value)
          continue
        }
        if value == firstPending, isEmptyUsual {
          codes.append(CivilDate.missing)
          continue
        }
        let line = Int(lines[row])
        var day = value
        // Real days lie above -800 000: year 1.
        if value < -1_000_000_000 {
          let code = value - firstPending
          var raw = ""
          let cell: DateCell
          if let seen = known[segment.accumulator][code] {
            cell = seen
          } else {
            raw = lane.dictionary.withBytes(of: code) { decoder.text($0) ?? "" }
            let text = schema.synonyms[CellText(raw).text] ?? CellText(raw).text
            cell = schema.allowsMonths ? DateCell(monthOrDay: text) : DateCell(text)
            known[segment.accumulator][code] = cell
          }
          switch cell {
          case .day(let date): day = date.days
          case .serial(let date):
            day = date.days
            serials += 1
            if firstSerial == nil { firstSerial = line }
          case .empty:
            day = CivilDate.missing
            if isDateOfRow {
              review.fault(
                .missingDate(column: schema.name), row: codes.count, line, position, severity)
            }
          case .malformed:
            day = CivilDate.missing
            raw = lane.dictionary.withBytes(of: code) { decoder.text($0) ?? "" }
            review.fault(
              .badDate(column: schema.name, value: CellText(raw).text), row: codes.count, line,
              position, severity)
          }
        }
        codes.append(day)
        if day != CivilDate.missing, day < earliest || day > latest {
          let year = CivilDate(days: day).year
          review.fault(
            .implausibleDate(column: schema.name, year: year, is1904: year == 1904),
            row: codes.count - 1, line, position, .warning)
        }
      }
    }
    if serials > 0, let firstSerial {
      review.add(.excelSerials(column: schema.name, count: serials), firstSerial, position, .note)
    }
  }

  private mutating func appendNumbers(
    _ cells: ScannedColumn, _ decoder: borrowing CellDecoder, isWhole: Bool,
    _ review: inout RowReview
  ) {
    let position = review.position(of: schema.name)
    var known = [[Int64: NumberCell]](repeating: [:], count: cells.lanes.count)
    numbers.reserveCapacity(numbers.count + cells.rowCount)
    for segment in cells.segments {
      let lane = cells.lanes[segment.accumulator]
      let lines = cells.lines[segment.accumulator]
      let local = lane.numbers
      for row in segment.rows {
        let value = local[row]
        if value >= 0 {
          numbers.append(value)
          continue
        }
        let code = value - ColumnBuilder.pendingNumber
        let text = {
          (decoder: borrowing CellDecoder) -> String in
          CellText(lane.dictionary.withBytes(of: Int32(code)) { decoder.text($0) ?? "" }).text
        }
        let cell: NumberCell
        if let seen = known[segment.accumulator][code] {
          cell = seen
        } else {
          let spelling = text(decoder)
          let meant = schema.synonyms[spelling] ?? spelling
          cell = isWhole ? NumberCell(whole: meant) : NumberCell(decimal: meant)
          known[segment.accumulator][code] = cell
        }
        switch cell {
        case .number(let number): numbers.append(number)
        case .empty: numbers.append(Column.missingNumber)
        case .malformed:
          review.fault(
            .badNumber(column: schema.name, value: text(decoder), isWhole: isWhole),
            row: numbers.count, Int(lines[row]), position, severity)
          numbers.append(Column.missingNumber)
        }
      }
    }
  }
}

/// The values that codes stand for.
private func gathered(_ codes: ArraySlice<Int32>, _ map: [Int32]) -> [Int32] {
  [Int32](unsafeUninitializedCapacity: codes.count) { result, count in
    codes.withUnsafeBufferPointer { codes in
      map.withUnsafeBufferPointer { map in
        for index in codes.indices { result[index] = map[Int(codes[index])] }
      }
    }
    count = codes.count
  }
}

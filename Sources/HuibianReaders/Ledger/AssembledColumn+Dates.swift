import HuibianDiagnostics
import HuibianTable

extension AssembledColumn {
  /// Days before and after these are doubtful.
  private static let earliest = CivilDate(1949, 1, 1)?.days ?? 0
  private static let latest = CivilDate(2100, 12, 31)?.days ?? 0

  mutating func appendDates(
    _ cells: consuming ScannedColumn, _ decoder: borrowing CellDecoder, _ review: inout RowReview
  ) {
    var lanes = cells.takeCodes()
    var known = [[Int32: DateCell]](repeating: [:], count: lanes.count)
    var serials = 0
    var firstSerial: Int?
    // Code 0 is the empty cell.
    let isEmptyUsual = !isDateOfRow && DateCell(schema.synonyms[""] ?? "") == .empty
    for segment in cells.segments {
      let lane = segment.accumulator
      var row = segment.rows.lowerBound
      lanes[lane].read(segment.rows) { days in
        defer { row += days.count }
        if isUsual(days, isEmptyUsual: isEmptyUsual) {
          codes.append(contentsOf: days)
          return
        }
        for index in days.indices {
          var day = days[index]
          // Real days lie above -800 000: year 1.
          if day < -1_000_000_000, day != ColumnBuilder.pendingDay || !isEmptyUsual {
            let line = Int(cells.lines[lane][row + index])
            let spelling = { (decoder: borrowing CellDecoder) -> String in
              let code = day - ColumnBuilder.pendingDay
              return cells.lanes[lane].dictionary.withBytes(of: code) { decoder.text($0) ?? "" }
            }
            let cell: DateCell
            if let seen = known[lane][day] {
              cell = seen
            } else {
              cell = interpret(spelling(decoder))
              known[lane][day] = cell
            }
            if case .serial = cell {
              serials += 1
              if firstSerial == nil { firstSerial = line }
            }
            day = self.day(cell, line, &review) { spelling(decoder) }
          }
          if day != CivilDate.missing, day < Self.earliest || day > Self.latest {
            let year = CivilDate(days: day).year
            review.fault(
              .implausibleDate(column: schema.name, year: year, is1904: year == 1904),
              row: codes.count, Int(cells.lines[lane][row + index]),
              review.position(of: schema.name), .warning)
          }
          codes.append(day)
        }
      }
    }
    if serials > 0, let firstSerial {
      review.add(
        .excelSerials(column: schema.name, count: serials), firstSerial,
        review.position(of: schema.name), .note)
    }
  }

  /// Whether nothing has to be said or interpreted of some days.
  private func isUsual(_ days: UnsafeBufferPointer<Int32>, isEmptyUsual: Bool) -> Bool {
    let (earliest, latest) = (Self.earliest, Self.latest)
    let usual = isEmptyUsual ? CivilDate.missing : earliest
    var unusual = 0
    for day in days {
      unusual &+= (day >= earliest && day <= latest) || day == usual ? 0 : 1
    }
    return unusual == 0
  }

  private func interpret(_ spelling: String) -> DateCell {
    let text = CellText(spelling).text
    let meant = schema.synonyms[text] ?? text
    return schema.allowsMonths ? DateCell(monthOrDay: meant) : DateCell(meant)
  }

  /// The day of a cell that will be the table's next row, after a report if it has none and should.
  private func day(
    _ cell: DateCell, _ line: Int, _ review: inout RowReview, spelling: () -> String
  ) -> Int32 {
    let position = review.position(of: schema.name)
    switch cell {
    case .day(let date), .serial(let date): return date.days
    case .empty:
      if isDateOfRow {
        review.fault(
          .missingDate(column: schema.name), row: codes.count, line, position, severity)
      }
    case .malformed:
      review.fault(
        .badDate(column: schema.name, value: CellText(spelling()).text), row: codes.count, line,
        position, severity)
    }
    return CivilDate.missing
  }
}

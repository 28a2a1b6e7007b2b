import HuibianDiagnostics
import HuibianTable

extension AssembledColumn {
  mutating func appendNumbers(
    _ cells: consuming ScannedColumn, _ decoder: borrowing CellDecoder, isWhole: Bool,
    _ review: inout RowReview
  ) {
    let position = review.position(of: schema.name)
    var lanes = cells.takeNumbers()
    var known = [[Int64: NumberCell]](repeating: [:], count: lanes.count)
    for segment in cells.segments {
      let lane = segment.accumulator
      var row = segment.rows.lowerBound
      lanes[lane].read(segment.rows) { values in
        defer { row += values.count }
        if values.allSatisfy({ $0 >= 0 }) {
          numbers.append(contentsOf: values)
          return
        }
        for index in values.indices {
          let value = values[index]
          if value >= 0 {
            numbers.append(value)
            continue
          }
          let spelling = { (decoder: borrowing CellDecoder) -> String in
            let code = Int32(value - ColumnBuilder.pendingNumber)
            return CellText(
              cells.lanes[lane].dictionary.withBytes(of: code) { decoder.text($0) ?? "" }
            ).text
          }
          let cell: NumberCell
          if let seen = known[lane][value] {
            cell = seen
          } else {
            let text = spelling(decoder)
            let meant = schema.synonyms[text] ?? text
            cell = isWhole ? NumberCell(whole: meant) : NumberCell(decimal: meant)
            known[lane][value] = cell
          }
          switch cell {
          case .number(let number): numbers.append(number)
          case .empty: numbers.append(Column.missingNumber)
          case .malformed:
            review.fault(
              .badNumber(column: schema.name, value: spelling(decoder), isWhole: isWhole),
              row: numbers.count, Int(cells.lines[lane][row + index]), position, severity)
            numbers.append(Column.missingNumber)
          }
        }
      }
    }
  }
}

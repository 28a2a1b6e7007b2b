import CScan

/// Rows that are none: blank ones, totals, and the header once more.
extension CSVBlockDecoder {
  func isBlank(_ byte: UInt8) -> Bool { byte == 0x20 || byte == 0x09 }

  /// Nothing but separators, blanks and quotation marks.
  func isBlank(_ start: Int, _ end: Int) -> Bool {
    var at = start
    while at < end {
      let byte = bytes[at]
      if byte == layout.dialect.separator || byte == 0x20 || byte == 0x09 || byte == 0x22 {
        at += 1
      } else if byte == 0xE3, at + 2 < end, bytes[at + 1] == 0x80, bytes[at + 2] == 0x80 {
        at += 3  // U+3000
      } else if byte == 0xC2, at + 1 < end, bytes[at + 1] == 0xA0, !layout.isGB18030 {
        at += 2  // U+00A0
      } else if byte == 0xA1, at + 1 < end, bytes[at + 1] == 0xA1, layout.isGB18030 {
        at += 2  // U+3000
      } else {
        return false
      }
    }
    return true
  }

  func repeatsHeader(_ start: Int) -> Bool {
    layout.header.withUnsafeBufferPointer { header in
      header.baseAddress.map { scan_equal_bytes($0, bytes + start, header.count) != 0 } ?? false
    }
  }

  /// 合计, 小计 or 总计 in the first field that is not empty, or in the key or date column.
  func isTotal(_ start: Int, _ fields: Int) -> Bool {
    var column = 0
    while column < fields {
      let (from, to) = raw(column, start)
      if from < to { break }
      column += 1
    }
    if column < fields, beginsTotal(column, start) { return true }
    for column in [layout.keyColumn, layout.dateColumn] where column >= 0 && column < fields {
      if beginsTotal(column, start) { return true }
    }
    return false
  }

  func beginsTotal(_ column: Int, _ start: Int) -> Bool {
    var (from, to) = raw(column, start)
    if from < to, bytes[from] == 0x22 {
      from += 1
      to -= 1
    }
    while from < to, isBlank(bytes[from]) { from += 1 }
    guard from < to, bytes[from] >= 0x80 else { return false }
    for mark in totals where mark[0] == bytes[from] {
      // 合 计, spread by blanks, is the same.
      var at = from
      var matched = 0
      while at < to, matched < mark.count {
        if bytes[at] == mark[matched] {
          matched += 1
          at += 1
        } else if isBlank(bytes[at]) {
          at += 1
        } else if !layout.isGB18030, bytes[at] == 0xE3, at + 2 < to, bytes[at + 1] == 0x80,
          bytes[at + 2] == 0x80
        {
          at += 3
        } else {
          break
        }
      }
      if matched == mark.count { return true }
    }
    return false
  }

  static let totalsUTF8 = ["合计", "小计", "总计", "本页合计", "累计合计"].map { Array($0.utf8) }
  static let totalsGB18030: [[UInt8]] = [
    [0xBA, 0xCF, 0xBC, 0xC6], [0xD0, 0xA1, 0xBC, 0xC6], [0xD7, 0xDC, 0xBC, 0xC6],
  ]
}

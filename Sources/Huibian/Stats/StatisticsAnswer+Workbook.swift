package import HuibianOPC
import HuibianTable

extension StatisticsAnswer {
  /// The answer as a workbook: numbers are numbers, rounded as they are printed, and what is no number
  /// (—, 小于5) a text.
  package func workbook() throws(OPCError) -> [UInt8] {
    let (header, rows) = cells
    let widths = header.indices.map { column in
      min(40, (([header] + rows).map { $0[column].displayWidth }.max() ?? 0) + 2)
    }
    // Before the values stand names, which stay texts even where they look like numbers.
    let names = header.firstIndex(of: "数值") ?? 0
    let file = WorkbookFile(
      sheet: "统计",
      rows: [header.map { .heading($0) }]
        + rows.map { row in
          row.enumerated().map { column, text in
            text.isEmpty ? .empty : column < names ? .text(text) : Self.cell(text)
          }
        },
      widths: widths, frozenRows: 1)
    return try file.bytes()
  }

  /// `143`, `-27`, `+3.5`, `65.6%`, `+0.5个百分点` are numbers.
  private static func cell(_ text: String) -> WorkbookFile.Cell {
    var digits = Substring(text)
    var suffix = ""
    if digits.hasSuffix("%") {
      digits.removeLast()
      suffix = "%"
    } else if digits.hasSuffix("个百分点") {
      digits.removeLast("个百分点".count)
      suffix = "\"个百分点\""
    }
    let isSigned = digits.hasPrefix("+") || digits.hasPrefix("-")
    let sign = digits.hasPrefix("-") ? "-" : ""
    if isSigned { digits.removeFirst() }
    let parts = digits.split(separator: ".", omittingEmptySubsequences: false)
    guard parts.count <= 2, parts.allSatisfy({ !$0.isEmpty && $0.utf8.allSatisfy(isDigit) }) else {
      return .text(text)
    }
    let fraction = parts.count == 2 ? String(parts[1]) : ""
    let places = "0" + (fraction.isEmpty ? "" : "." + String(repeating: "0", count: fraction.count))
    let format =
      isSigned
      ? "+\(places)\(suffix);-\(places)\(suffix);\(places)\(suffix)" : places + suffix
    let value = suffix == "%" ? hundredth(parts[0], fraction) : String(digits)
    return .number(sign + value, format: format)
  }

  private static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }

  /// The number moved two places, without rounding: 65.6 is 0.656.
  private static func hundredth(_ whole: Substring, _ fraction: String) -> String {
    let digits = String(repeating: "0", count: max(0, 3 - whole.count)) + whole
    return digits.dropLast(2) + "." + digits.suffix(2) + fraction
  }
}

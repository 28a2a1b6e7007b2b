@testable import HuibianReaders
import Testing

@Suite struct `numbers of cells` {
  @Test(arguments: [
    ("0", "0"), ("-0.0", "0"), ("12", "12"), ("0012.50", "12.5"), ("1E3", "1000"),
    ("1.5e-2", "0.015"),
    ("0.30000000000000004", "0.3"), ("65.599999999999994", "65.6"), ("9.99999999999999999", "10"),
    ("-1234.5", "-1234.5"), ("123456789012345678", "123456789012346000"),
    ("2.0240101000123E+16", "20240101000123000"),
  ])
  func `are exact to fifteen digits`(text: String, plain: String) throws {
    let number = try #require(SheetNumber(text.utf8))
    #expect(number.plain.map { String(decoding: $0, as: UTF8.self) } == plain)
  }

  @Test(arguments: ["", "-", ".", "1e", "1e99999", "0x1", "NaN", "1 ", "1,000"])
  func `are nothing else`(text: String) {
    #expect(SheetNumber(text.utf8) == nil)
  }

  @Test func `are not written out where that would take hundreds of digits`() throws {
    #expect(try #require(SheetNumber("1e300".utf8)).plain == nil)
    #expect(try #require(SheetNumber("1e-300".utf8)).plain == nil)
  }

  @Test(
    arguments: [
      ("1", "1900-01-01", "1904-01-02"), ("59", "1900-02-28", "1904-02-29"),
      ("60", nil, "1904-03-01"),
      ("61", "1900-03-01", "1904-03-02"), ("45292", "2024-01-01", "2028-01-02"),
      ("45292.5", "2024-01-01 12:00:00", "2028-01-02 12:00:00"),
      ("45292.999999", "2024-01-02", "2028-01-03"), ("0.395833333333333", "09:30:00", nil),
      ("-5", nil, nil), ("1e300", nil, nil), ("2958465", "9999-12-31", nil),
    ] as [(String, String?, String?)])
  func `count days of two systems`(text: String, usual: String?, macintosh: String?) throws {
    let number = try #require(SheetNumber(text.utf8))
    #expect(number.dateAndTime(is1904: false) == usual)
    if let macintosh { #expect(number.dateAndTime(is1904: true) == macintosh) }
  }

  @Test(arguments: [
    ("yyyy\"年\"m\"月\"d\"日\"", NumberFormat.date), ("[$-804]aaaa;@", .plain), ("m/d/yy", .date),
    ("[h]:mm", .date), ("General", .plain), ("0.00E+00", .plain), ("#,##0\"days\"", .plain),
    ("0.0%", .percent), ("[Red]0.00", .plain), ("@", .plain), ("0\\d", .plain), ("h:mm:ss", .date),
    ("yyyy-mm-dd;@", .date), ("_ * #,##0_ ;", .plain),
  ])
  func `are dates where their format says so`(code: String, format: NumberFormat) {
    #expect(NumberFormat(code: code) == format)
  }

  @Test(arguments: [("A1", 1, 1), ("XFD1048576", 1_048_576, 16_384), ("AA10", 10, 27)])
  func `have cells with names`(name: String, row: Int, column: Int) throws {
    let place = try #require(CellReference.parse(name.utf8))
    #expect(place == (row, column) && CellReference.name(row: row, column: column) == name)
  }

  @Test(arguments: ["", "A", "1", "XFE1", "A1048577", "A0", "1A", "A-1", "A99999999999999999999"])
  func `do not have cells of other names`(name: String) {
    #expect(CellReference.parse(name.utf8) == nil)
  }
}

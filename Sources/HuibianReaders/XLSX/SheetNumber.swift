import HuibianTable

/// The number of a cell, exact in decimals.
///
/// Spreadsheets keep fifteen digits and write up to seventeen; what the writer of a cell saw is the
/// number rounded to fifteen (0.1 + 0.2 is stored as 0.30000000000000004).
struct SheetNumber: Hashable, Sendable {
  private var isNegative: Bool
  /// Without zeros at either end; empty is 0.
  private var digits: [UInt8]
  /// The value is 0.d₁d₂… × 10^point.
  private var point: Int

  static let precision = 15

  /// Digits, a point and an exponent as XML Schema's double has them; nil if it is none.
  init?(_ text: some Collection<UInt8>) {
    var rest = Array(text)[...]
    isNegative = rest.first == UInt8(ascii: "-")
    if isNegative || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
    let whole = SheetNumber.takeDigits(&rest)
    var fraction: [UInt8] = []
    if rest.first == UInt8(ascii: ".") {
      rest.removeFirst()
      fraction = SheetNumber.takeDigits(&rest)
    }
    guard !whole.isEmpty || !fraction.isEmpty else { return nil }
    var exponent = 0
    if let mark = rest.first, mark | 0x20 == UInt8(ascii: "e") {
      rest.removeFirst()
      let isMinus = rest.first == UInt8(ascii: "-")
      if isMinus || rest.first == UInt8(ascii: "+") { rest.removeFirst() }
      let power = SheetNumber.takeDigits(&rest)
      guard !power.isEmpty, power.count <= 4 else { return nil }
      exponent = power.reduce(0) { $0 * 10 + Int($1 - 0x30) } * (isMinus ? -1 : 1)
    }
    guard rest.isEmpty, whole.count + fraction.count <= 400 else { return nil }
    digits = whole + fraction
    point = whole.count + exponent
    normalize()
  }

  private static func takeDigits(_ rest: inout ArraySlice<UInt8>) -> [UInt8] {
    let digits = rest.prefix { (0x30...0x39).contains($0) }
    rest = rest.dropFirst(digits.count)
    return Array(digits)
  }

  private mutating func normalize() {
    let zeros = digits.prefix { $0 == 0x30 }.count
    digits.removeFirst(zeros)
    point -= zeros
    if digits.count > SheetNumber.precision {
      let isUp = digits[SheetNumber.precision] >= 0x35
      digits.removeLast(digits.count - SheetNumber.precision)
      if isUp {
        while digits.last == 0x39 { digits.removeLast() }
        if let last = digits.popLast() {
          digits.append(last + 1)
        } else {
          digits = [0x31]
          point += 1
        }
      }
    }
    while digits.last == 0x30 { digits.removeLast() }
    if digits.isEmpty { (point, isNegative) = (0, false) }
  }

  /// In hundredths.
  var hundredfold: SheetNumber {
    var number = self
    if !digits.isEmpty { number.point += 2 }
    return number
  }

  /// `-1234.5`; nil if that would take more than 40 digits.
  var plain: [UInt8]? {
    guard (-24...40).contains(point) else { return nil }
    let sign: [UInt8] = isNegative ? [0x2D] : []
    if digits.isEmpty { return [0x30] }
    if point <= 0 {
      return sign + [0x30, 0x2E] + [UInt8](repeating: 0x30, count: -point) + digits
    }
    if digits.count <= point {
      return sign + digits + [UInt8](repeating: 0x30, count: point - digits.count)
    }
    return sign + digits[..<point] + [0x2E] + digits[point...]
  }

  /// Whether it is a whole number that could be the serial of a day of this or the last century.
  var couldBeDay: Bool {
    guard !isNegative, point == 5, digits.count <= 5 else { return false }
    return (20_000...80_000).contains(wholePart)
  }

  /// 0 if there is none; the digits before the point must be few.
  private var wholePart: Int {
    (0..<max(0, point)).reduce(0) { $0 * 10 + ($1 < digits.count ? Int(digits[$1] - 0x30) : 0) }
  }

  /// The day and time that a serial number counts: `2024-01-01`, `2024-01-01 09:30:00`, `09:30:00`.
  ///
  /// Day 1 is 1900-01-01, and day 60 the 29 February that this year did not have; or day 0 is
  /// 1904-01-01 (ECMA-376 Part 1, 18.17.4.1). Seconds are rounded.
  ///
  /// - Returns: Nil if the number counts no day that a calendar has.
  func dateAndTime(is1904: Bool) -> String? {
    guard !isNegative, point <= 7 else { return nil }
    var day = wholePart
    // A second is a little over 1e-5 of a day: ten digits behind the point are more than enough.
    let fraction = (0..<10).reduce(0) { sum, place in
      let index = point + place
      return sum * 10 + (digits.indices.contains(index) ? Int(digits[index] - 0x30) : 0)
    }
    var seconds = (fraction * 86_400 + 5_000_000_000) / 10_000_000_000
    if seconds == 86_400 { (day, seconds) = (day + 1, 0) }
    let time = SheetNumber.clock(seconds)
    if day == 0, !is1904 { return seconds > 0 ? time : nil }
    guard let date = SheetNumber.day(day, is1904: is1904)?.iso else { return nil }
    return seconds == 0 ? date : date + " " + time
  }

  /// The day of a whole serial number; nil for one that no calendar has.
  static func day(_ serial: Int, is1904: Bool) -> CivilDate? {
    guard serial <= 2_958_465, is1904 || serial > 0 && serial != 60 else { return nil }
    let epoch = is1904 ? 24_107 : serial < 60 ? 25_568 : 25_569
    return CivilDate(days: Int32(serial - epoch))
  }

  private static func clock(_ seconds: Int) -> String {
    [seconds / 3600, seconds / 60 % 60, seconds % 60]
      .map { $0 < 10 ? "0\($0)" : String($0) }.joined(separator: ":")
  }
}

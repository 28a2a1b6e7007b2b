import HuibianTable

/// Writes sample cases as the lines of a CSV file: UTF-8, comma, CRLF, a final line break.
struct CaseWriter: Sendable {
  /// How an old or careless export looks: all of it legal, none of it an error.
  struct Dirt: Hashable, Sendable {
    /// `2023/3/5` instead of `2023-03-05`; some cells `2023年3月5日` or `—`.
    var usesSlashes = false
    /// Full-width digits, `3人`, 走访 for 来访, a blank after a place, in a few cells.
    var isCareless = false
    /// The remarks hold commas and line breaks between quotation marks.
    var hasRemarks = true
  }

  private(set) var bytes: [UInt8] = []
  private(set) var rows = 0
  /// The sum of 信访人数 over the rows written, for a 合计 row.
  private(set) var people = 0
  private let dirt: Dirt

  init(dirt: Dirt = Dirt()) { self.dirt = dirt }

  static let byteOrderMark: [UInt8] = [0xEF, 0xBB, 0xBF]

  mutating func byteOrderMark() { bytes += CaseWriter.byteOrderMark }

  mutating func header() { line(CaseVocabulary.columns) }

  /// A line of texts without commas, quotation marks or line breaks.
  mutating func line(_ cells: [String]) {
    bytes += Array(cells.joined(separator: ",").utf8)
    lineBreak()
  }

  /// Gives the bytes away once they are about a megabyte, and keeps the room.
  mutating func handOver<E: Error>(_ output: ([UInt8]) throws(E) -> Void) throws(E) {
    guard bytes.count >= 1 << 20 else { return }
    try output(bytes)
    bytes.removeAll(keepingCapacity: true)
  }

  /// Repeats the last lines from `start` on: an export that overlaps itself.
  mutating func repeatBytes(from start: Int) { bytes += bytes[start...] }

  mutating func append(_ record: CaseRecord) {
    typealias Words = CaseVocabulary
    let matter = record.matter
    rows += 1
    people += record.people
    let isOddRow = dirt.isCareless && rows % 97 == 41

    number(record.year, record.number)
    number(matter.firstYear, matter.firstNumber, prefix: 0x4D)
    date(record.registered)
    if isOddRow, record.isVisit {
      cell(Array("走访".utf8))
    } else {
      cell(Words.forms[record.form.rawValue])
    }
    count(record.people, isCareless: dirt.isCareless && rows % 61 == 17)
    if record.isVisit { flag(record.isGroup) } else { empty() }
    if record.level == .town { bytes += Words.townNames[matter.town] }
    cell(Words.registrars[record.level.rawValue])
    cell(Words.levels[record.level.rawValue])
    if isAcceptedByOffice(record) {
      cell(Words.registrars[YearShape.Level.district.rawValue])
    } else {
      empty()
    }
    if record.isVisit { cell(Words.visitLevels[record.level.rawValue]) } else { empty() }
    if record.isVisit { flag(record.isAbnormal) } else { empty() }
    cell(Words.origins[record.origin])
    cell(record.isRepeat ? Words.repeated : Words.initial)
    if record.isRepeat { number(matter.firstYear, matter.firstNumber) } else { empty() }
    count(record.registrations)
    cell(Words.purposes[matter.purpose])
    cell(Words.subjects[matter.subject][matter.kind])
    cell(Words.fields[matter.subject][matter.kind])
    bytes += Words.places[matter.town][matter.village]
    if isOddRow { bytes.append(0x20) }
    empty()
    cell(Words.handlings[record.handling])
    cell(matter.isTownMatter ? Words.governments[matter.town] : Words.departments[matter.subject])
    date(record.handedOver)
    date(record.accepted)
    date(record.due)
    date(record.answered)
    flag(!record.closed.isMissing)
    date(record.closed)
    cell(Words.outcomes[record.outcome])
    cell(Words.inspections[record.inspection])
    flag(record.isRated)
    cell(Words.ratingStates[record.officeState])
    cell(Words.ratingStates[record.unitState])
    cell(Words.ratings[record.officeRating])
    cell(Words.ratings[record.unitRating])
    flag(record.reportedBefore)
    flag(record.greenPost)
    flag(record.turnedBack)
    if dirt.hasRemarks { bytes += Words.remarks[record.remark] }
    lineBreak()
  }

  /// The office accepts what it registers itself, and what comes down to it by letter or network.
  private func isAcceptedByOffice(_ record: CaseRecord) -> Bool {
    switch record.level {
    case .district: true
    case .town: false
    default: !record.isVisit
    }
  }

  // MARK: Cells

  private mutating func cell(_ text: [UInt8]) {
    bytes += text
    bytes.append(0x2C)
  }

  private mutating func empty() { bytes.append(0x2C) }

  private mutating func flag(_ value: Bool?) {
    if let value { bytes += value ? CaseVocabulary.yes : CaseVocabulary.no }
    bytes.append(0x2C)
  }

  /// `X2024000123`: a letter, the year, and seven digits.
  private mutating func number(_ year: Int, _ number: Int, prefix: UInt8 = 0x58) {
    bytes.append(prefix)
    digits(year, width: 4)
    digits(number, width: 7)
    bytes.append(0x2C)
  }

  private mutating func count(_ value: Int, isCareless: Bool = false) {
    if isCareless {
      bytes += rows % 2 == 0 ? Array("\(value)人".utf8) : Array(String(value).fullWidth.utf8)
    } else {
      digits(value, width: 1)
    }
    bytes.append(0x2C)
  }

  private mutating func date(_ day: CivilDate) {
    guard !day.isMissing else {
      if dirt.usesSlashes, rows % 53 == 7 { bytes += Array("—".utf8) }
      bytes.append(0x2C)
      return
    }
    let (year, month, date) = day.components
    if dirt.usesSlashes, rows % 89 == 23 {
      bytes += Array(day.chinese.utf8)
    } else {
      let separator: UInt8 = dirt.usesSlashes ? 0x2F : 0x2D
      let width = dirt.usesSlashes ? 1 : 2
      digits(year, width: 4)
      bytes.append(separator)
      digits(month, width: width)
      bytes.append(separator)
      digits(date, width: width)
    }
    bytes.append(0x2C)
  }

  /// Decimal digits, with zeros before them up to a width. The value is not negative.
  private mutating func digits(_ value: Int, width: Int) {
    var divisor = 1
    var length = 1
    while value / divisor >= 10 || length < width {
      divisor *= 10
      length += 1
    }
    while divisor > 0 {
      bytes.append(0x30 + UInt8(value / divisor % 10))
      divisor /= 10
    }
  }

  mutating func lineBreak() { bytes += [0x0D, 0x0A] }
}

extension String {
  /// ASCII digits as full-width ones.
  fileprivate var fullWidth: String {
    String(
      String.UnicodeScalarView(
        unicodeScalars.map { $0.isASCII ? Unicode.Scalar($0.value + 0xFEE0) ?? $0 : $0 }))
  }
}

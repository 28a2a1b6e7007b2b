import HuibianDiagnostics
import HuibianTable

/// One side ledger of the sample: a header, and rows of cells as they are written.
struct SampleTable: Sendable {
  let columns: [String]
  private(set) var rows: [[String]] = []

  init(_ columns: [String]) { self.columns = columns }

  /// Adds a row: one cell a column, an empty one where nothing is known.
  mutating func append(_ cells: [String]) {
    precondition(cells.count == columns.count, "a row of another width than its header")
    rows.append(cells)
  }

  /// Brings the rows into the order of a column of days, equal ones as they were, and numbers them in
  /// that order: prefix, year, and a count that begins with each year.
  mutating func number(_ column: String, _ prefix: String, width: Int, inOrderOf days: String) {
    guard let number = columns.firstIndex(of: column), let day = columns.firstIndex(of: days)
    else { return }
    rows = rows.enumerated()
      .sorted {
        $0.element[day] != $1.element[day]
          ? $0.element[day] < $1.element[day] : $0.offset < $1.offset
      }
      .map(\.element)
    var counts: [Substring: Int] = [:]
    for index in rows.indices {
      let year = rows[index][day].prefix(4)
      counts[year, default: 0] += 1
      rows[index][number] = prefix + year + (counts[year] ?? 0).padded(width)
    }
  }

  /// UTF-8 with a byte order mark, commas, CRLF; quotation marks where a cell needs them.
  var csv: String {
    "\u{FEFF}"
      + ([columns] + rows)
      .map { $0.map(SampleTable.quotedCell).joined(separator: ",") + "\r\n" }.joined()
  }

  /// An array of objects, one a line: empty cells are `null`, 是 and 否 booleans, counts numbers.
  ///
  /// - Parameter numbers: The columns whose cells are whole numbers.
  func json(numbers: Set<String> = []) -> String {
    let objects = rows.map { row in
      let members = zip(columns, row).map { name, cell in
        name.jsonString + ": " + SampleTable.jsonValue(cell, isNumber: numbers.contains(name))
      }
      return "{" + members.joined(separator: ", ") + "}"
    }
    return "[\n" + objects.joined(separator: ",\n") + "\n]"
  }

  private static func quotedCell(_ text: String) -> String {
    let needsQuotes = text.utf8.contains { $0 == 0x2C || $0 == 0x22 || $0 == 0x0A || $0 == 0x0D }
    guard needsQuotes else { return text }
    return "\""
      + text.split(separator: "\"", omittingEmptySubsequences: false)
      .joined(separator: "\"\"") + "\""
  }

  private static func jsonValue(_ cell: String, isNumber: Bool) -> String {
    switch cell {
    case "": "null"
    case "是": "true"
    case "否": "false"
    default: isNumber ? cell : cell.jsonString
    }
  }
}

extension SplitMix64 {
  /// The random stream of one ledger: it depends on the seed and the ledger's name only, so that no
  /// ledger changes when another does. (FNV-1a over the name.)
  init(seed: UInt64, ledger: String) {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in ledger.utf8 { hash = (hash ^ UInt64(byte)) &* 0x0100_0000_01B3 }
    self.init(seed: seed ^ hash)
  }

  /// One of the items; there is at least one.
  mutating func pick<Item>(_ items: [Item]) -> Item { items[below(items.count)] }

  /// Some of the items in their order, each at most once.
  mutating func pick<Item>(_ count: Int, of items: [Item]) -> [Item] {
    var chosen: Set<Int> = []
    while chosen.count < min(count, items.count) { chosen.insert(below(items.count)) }
    return chosen.sorted().map { items[$0] }
  }

  /// A workday of the month, or one of the first of the next month. Never after 30 December.
  mutating func workday(_ year: Int, _ month: Int) -> CivilDate {
    guard var day = CivilDate(year, month, within(1...28)) else { return .absent }
    while !YearShape.isWorkday(day) { day = day.adding(days: 1) }
    return day
  }

  /// A town's position, those with more cases more often.
  mutating func town() -> Int { index(weights: District.towns.map(\.weight)) }

  /// `镇街`, or `镇街/村社区` in two of three cases, as 信访件 writes places.
  mutating func place(in town: Int) -> String {
    let town = District.towns[town]
    return chance(660) ? town.name + "/" + pick(town.villages) : town.name
  }

  /// 内容分类 as 信访件 writes it: `一级_二级`.
  mutating func category() -> String {
    let subject = District.subjects[index(weights: District.subjects.map(\.weights.1))]
    return subject.name + "_" + pick(subject.kinds.map(\.name))
  }
}

extension Bool {
  /// 是 or 否.
  var word: String { self ? "是" : "否" }
}

extension CivilDate {
  /// `2024-03-05`; nothing for a missing date.
  var cell: String { isMissing ? "" : iso }
}

extension Int {
  /// With zeros before it up to a width.
  func padded(_ width: Int) -> String {
    let digits = String(self)
    return String(repeating: "0", count: Swift.max(0, width - digits.count)) + digits
  }
}

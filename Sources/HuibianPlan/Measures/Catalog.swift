package import HuibianTable

/// All that Huibian knows by name: ledgers, measures, settings.
///
/// Shipped as YAML, extended by a configuration.
package struct Catalog: Sendable {
  package var ledgers: [LedgerSchema] = []
  /// In the order of the catalogue; own measures after the shipped ones.
  package private(set) var measures: [Measure] = []
  /// In the order of the catalogue, each with its value in force.
  package var settings: [Setting] = []
  /// 计分规则 and 绩效框架 of budget performance reviews.
  package internal(set) var scoringRules: [ScoringRule] = []
  package internal(set) var scoringFrames: [ScoringFrame] = []
  /// The settings that a configuration gave, by folded name.
  var givenSettings: Set<String> = []
  /// What the ledgers' conditions may name, and what stands in for columns that are not there.
  var rules: [String: LedgerRules] = [:]
  /// 口径: 范围: a measure is narrowed to 本级 or 辖区 rows.
  package var scopes: [String: MeasureScope] = [:]
  private var index: [String: Int] = [:]

  package init() {}

  package func ledger(_ name: String) -> LedgerSchema? {
    let key = nameKey(name)
    return ledgers.first { nameKey($0.name) == key }
      ?? ledgers.first { $0.aliases.contains { nameKey($0) == key } }
  }

  /// By name, alias or number (A04); quotation marks, blanks and width do not count.
  package func measure(_ name: String) -> Measure? {
    index[nameKey(name).uppercased()].map { measures[$0] }
  }

  package func setting(_ name: String) -> Setting? {
    let key = nameKey(name)
    return settings.first { nameKey($0.name) == key }
  }

  /// Whether a setting has this value now.
  func has(_ value: SettingValue) -> Bool {
    setting(value.setting)?.value == .choice(value.choice)
  }

  /// Whether a setting has a column of an export taken as not there.
  func setsAside(_ column: ColumnSchema, of ledger: LedgerSchema) -> Bool {
    rules[ledger.name]?.setAside[column.name].map { has($0) } ?? false
  }

  /// Whether a ledger is a register of single events (零星), in which months without a row are nothing
  /// unusual: new rules, calls on households, measures of the police.
  package func isSporadic(_ ledger: String) -> Bool { rules[ledger]?.isSporadic ?? false }

  /// The measure that counts the rows of a ledger whose texts a report may print (列示); nil for all
  /// others: what cases, persons and places say is never printed.
  package func listing(of ledger: String) -> Measure? {
    rules[ledger]?.listing.flatMap { measure($0) }
  }

  /// All names under which measures are found, for “did you mean”.
  package var measureNames: [String] { measures.flatMap { [$0.name] + $0.aliases } }

  /// Adds or replaces by name; false if a name or alias belongs to another measure already.
  mutating func add(_ measure: Measure) -> Bool {
    let names = ([measure.name, measure.id] + measure.aliases).filter { !$0.isEmpty }
      .map { nameKey($0).uppercased() }
    // Its name leads to it if it is there.
    let known = index[nameKey(measure.name).uppercased()]
    let place =
      known.flatMap { measures[$0].name == measure.name ? $0 : nil } ?? measures.count
    guard names.allSatisfy({ index[$0] == nil || index[$0] == place }) else { return false }
    if place == measures.count { measures.append(measure) } else { measures[place] = measure }
    for name in names { index[name] = place }
    return true
  }
}

/// 范围: whose rows a measure counts.
package enum MeasureScope: String, Hashable, Sendable, CaseIterable {
  case all = "全部"
  case office = "本级"
  case area = "辖区"

  /// As typed; 属地 is 辖区.
  package init?(typed text: String) {
    self.init(rawValue: nameKey(text) == "属地" ? "辖区" : nameKey(text))
  }
}

/// A counting rule that an office decides (口径): a number of days, a threshold, a choice.
package struct Setting: Hashable, Sendable {
  package enum Value: Hashable, Sendable {
    case integer(Int64)
    case choice(String)

    package var text: String {
      switch self {
      case .integer(let number): String(number)
      case .choice(let text): text
      }
    }
  }

  package let name: String
  package let meaning: String
  /// 天, 人, 次 …; empty for a choice.
  package let unit: String
  /// For a choice: what may be chosen.
  package internal(set) var allowed: [String]
  /// 说法: how the annex of a report says a value, by the value; see ``sentence``.
  let sayings: [String: String]
  package let standard: Value
  package var value: Value

  package init(
    name: String, meaning: String, unit: String, allowed: [String],
    sayings: [String: String] = [:], standard: Value
  ) {
    self.name = name
    self.meaning = meaning
    self.unit = unit
    self.allowed = allowed
    self.sayings = sayings
    self.standard = standard
    value = standard
  }

  /// The key of the saying for every value that has none of its own.
  static let otherwise = "其余"

  /// What the setting's value means, in one clause without a full stop: `集体访按信访人数认定`.
  ///
  /// A setting without a saying is told by its name: `集体访人数为5人`.
  package var sentence: String {
    let own = value == .integer(0) ? sayings["零"] : sayings[value.text]
    guard let saying = own ?? sayings[Self.otherwise] else {
      return "\(name)为\(value.text)\(unit)"
    }
    return saying.split(separator: "〈值〉", omittingEmptySubsequences: false)
      .joined(separator: value.text + unit)
  }
}

/// What belongs to a ledger besides its columns.
struct LedgerRules: Sendable {
  /// By column: what is done where an export lacks it.
  var absences: [String: ColumnAbsence] = [:]
  /// 判定: conditions with a name.
  var conditions: [String: ConditionSyntax] = [:]
  /// 零星: whether months without a row are nothing unusual.
  var isSporadic = false
  /// 按年: the column with the year whose whole result a row states; nil: rows have days of their own.
  var yearColumn: String?
  /// 期内: what places a row in the period, where it is not simply the date column.
  var isInPeriod: ConditionSyntax?
  /// 派生: for a ledger that is made of others, the columns that it cannot be made without.
  var sources: [LedgerSource] = []
  /// 口径: settings that decide its content.
  var settings: [String] = []
  /// 日期口径: the setting that says which date places a row in a period.
  var dateSetting: String?
  /// 范围: conditions (判定) that say whose rows count, the office's or the area's.
  var scopeConditions: [String] = []
  /// 列示: the measure that counts the rows, for a ledger whose texts a report may print; nil: it may not.
  var listing: String?
  /// 不用: columns that are taken as not there while a setting has a value.
  var setAside: [String: SettingValue] = [:]
}

/// A choice of a setting on which something else depends.
struct SettingValue: Hashable, Sendable {
  let setting: String
  let choice: String
}

/// How a deadline is reckoned where an export has none: the first date that is there, some days,
/// and more days where it was extended.
struct DeadlineRule: Hashable, Sendable {
  /// Columns, the first that is not empty counts.
  let starts: [String]
  /// The setting that gives the days.
  let days: String
  /// A flag: 是 where the deadline was extended.
  let extensionFlag: String
  /// The setting that gives the days added then.
  let extensionDays: String
  /// Not reckoned while a setting has this value.
  let unless: SettingValue
}

/// A ledger of which another is made, and the columns without which it cannot be.
struct LedgerSource: Hashable, Sendable {
  let ledger: String
  let columns: [String]
  /// Used where the export has them (written with a question mark: 交办日期?).
  let optional: [String]
}

/// 缺列: what stands in for a column that an export does not have.
enum ColumnAbsence: Hashable, Sendable {
  /// 空: every cell counts as empty.
  case empty
  /// 全部: every row fits a comparison with 本级; said as a warning.
  case everyRow
  /// 列: another column.
  case column(String)
  /// 值: for each value the condition that means it.
  case values([String: ConditionSyntax])
  /// 自, 期限 …: a deadline, reckoned before anything is planned.
  case deadline(DeadlineRule)
  /// 首件: the key of the first case, found through the column that names the case before.
  case firstCase(link: String)
  /// 查: the column of the same name in another ledger, in the rows with the same key.
  case lookup(ledger: String, key: String)
  /// 算自: worked out from other columns when the ledger has been read.
  case derived(from: [String])

  /// Whether the column is put into the table itself, where it can be, and is like any other then.
  var isAddedToTable: Bool {
    switch self {
    case .deadline, .firstCase, .lookup, .derived: true
    case .empty, .everyRow, .column, .values: false
    }
  }

  var isDerived: Bool { if case .derived = self { true } else { false } }
}

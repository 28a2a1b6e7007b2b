package import HuibianDiagnostics

/// A measure (指标) with its counting rule (口径).
package struct Measure: Hashable, Sendable {
  package enum Definition: Hashable, Sendable {
    /// Rows.
    case count
    case countDistinct(column: String)
    case sum(column: String)
    /// The mean of an operand over the rows that have it.
    case mean(ConditionSyntax)
    /// The median of an operand over the rows that have it.
    case median(ConditionSyntax)
    case ratio(numerator: String, denominator: String)
    case total([Term])
    /// The first of these whose ledger and columns are there.
    case firstOf([String])
    /// A rate, at most 100%, times the points that a setting gives; rounded half-up to two decimals.
    case score(rate: String, setting: String)
    /// The name of the step that another measure's value reaches.
    case grade(of: String, [Grade])
    /// Another measure of the same figure one year earlier (上年).
    case yearEarlier(String)
    /// A number that no ledger gives (外部值).
    case external
  }

  /// A step of a scale: 优 from 90.
  package struct Grade: Hashable, Sendable {
    package let name: String
    /// The lowest value that belongs to it; it ends below the next higher step.
    package let from: Int64
  }

  /// A part of a total.
  package struct Term: Hashable, Sendable {
    package let measure: String
    /// 1 or -1.
    package let sign: Int64
    /// Left out where its ledger is not given.
    package let isOptional: Bool

    package init(measure: String, sign: Int64, isOptional: Bool = false) {
      self.measure = measure
      self.sign = sign
      self.isOptional = isOptional
    }
  }

  /// Which way is good (向好).
  package enum Direction: String, Hashable, Sendable, CaseIterable {
    case fall = "下降"
    case rise = "上升"
    case zero = "为零"
    case none = "无"
  }

  package let name: String
  /// `A04`; empty for own measures.
  package let id: String
  package let aliases: [String]
  /// Our name of the ledger; nil if the measure is made of others.
  package let ledger: String?
  package let condition: ConditionSyntax?
  package let definition: Definition
  package let unit: String
  /// Digits after the point; nil: the default of its kind.
  package let decimals: Int?
  package let direction: Direction
  /// 含义: one clause.
  package let meaning: String
  /// The date that counts; nil: the ledger's own.
  package let dateColumn: String?
  /// Serves others; left out of the list of measures.
  package let isAuxiliary: Bool
  package let location: Location

  /// `A`; empty for own measures.
  package var family: String { id.first.map { String($0) } ?? "" }

  package init(
    name: String, id: String = "", aliases: [String] = [], ledger: String?,
    condition: ConditionSyntax? = nil, definition: Definition, unit: String, decimals: Int? = nil,
    direction: Direction = .none, meaning: String = "", dateColumn: String? = nil,
    isAuxiliary: Bool = false, location: Location
  ) {
    self.name = name
    self.id = id
    self.aliases = aliases
    self.ledger = ledger
    self.condition = condition
    self.definition = definition
    self.unit = unit
    self.decimals = decimals
    self.direction = direction
    self.meaning = meaning
    self.dateColumn = dateColumn
    self.isAuxiliary = isAuxiliary
    self.location = location
  }
}

/// What a column holds, and so how its cells are read.
package enum ColumnKind: String, Hashable, Sendable, CaseIterable {
  /// Free names (责任单位, 登记机构): blanks trimmed, otherwise kept.
  case text = "文本"
  /// An identifier (信访件编号, 信访事项编号): kept exactly; many distinct values.
  case key = "编号"
  /// One of ``ColumnSchema/values`` after synonyms.
  case choice = "枚举"
  /// 是 or 否; √ 1 Y true 有 … mean 是.
  case flag = "是否"
  /// A whole number ≥ 0; full-width digits, 1人, 30余人 are treated as the reader documents.
  case integer = "整数"
  /// A decimal amount.
  case decimal = "小数"
  /// A day.
  case date = "日期"
  /// Several names in one cell (参与单位), separated by 、 ， ； or line breaks; counted one by one.
  case list = "列表"
  /// A path in a tree (问题属地, 内容分类), levels joined by - _ / > or full-width forms.
  case tree = "层级"
}

/// A column of a ledger as the catalogue describes it.
package struct ColumnSchema: Hashable, Sendable {
  package let name: String
  package let kind: ColumnKind
  /// Other headers that mean this column: pinyin codes, older names, the office's own (列别名).
  package var aliases: [String]
  /// The values that are allowed, for `.choice`; empty: any.
  package var values: [String]
  /// The export's value → ours, for `.choice`, `.flag`, `.text`, `.tree` (走访 → 来访).
  package var synonyms: [String: String]
  /// Of a date column: a month alone (2022-03) is its first day.
  package let allowsMonths: Bool

  package init(
    name: String, kind: ColumnKind, aliases: [String] = [], values: [String] = [],
    synonyms: [String: String] = [:], allowsMonths: Bool = false
  ) {
    self.name = name
    self.kind = kind
    self.aliases = aliases
    self.values = values
    self.synonyms = synonyms
    self.allowsMonths = allowsMonths
  }
}

/// A kind of ledger (台账): its columns, its key, and the date that counts.
package struct LedgerSchema: Hashable, Sendable {
  package let name: String
  /// Other names for `--data 台账=FILE`.
  package var aliases: [String]
  package var columns: [ColumnSchema]
  /// The column whose values must be unique; identical rows with one key count once, differing ones
  /// are an error. Nil: the ledger has none.
  package let key: String?
  /// Columns that together tell rows apart where no single one does: rows that are identical count
  /// once if all of these are there.
  package let compoundKey: [String]
  /// The column that places a row in a period, unless a metric says otherwise. Nil: a stock ledger.
  package var dateColumn: String?
  /// A row without that date is no mistake: it counts in any period (存量台账), or in none yet.
  package var allowsUndated: Bool
  /// The export may lack that column altogether: another ledger knows the date, or it is not needed.
  package let mayLackDate: Bool
  /// Columns by which the kind is told from a header: all of one group must be there.
  package var signatures: [[String]]

  package init(
    name: String, aliases: [String] = [], columns: [ColumnSchema], key: String? = nil,
    compoundKey: [String] = [], dateColumn: String? = nil, allowsUndated: Bool = false,
    mayLackDate: Bool = false,
    signatures: [[String]] = []
  ) {
    self.name = name
    self.aliases = aliases
    self.columns = columns
    self.key = key
    self.compoundKey = compoundKey
    self.allowsUndated = allowsUndated
    self.mayLackDate = mayLackDate
    self.dateColumn = dateColumn
    self.signatures = signatures
  }

  /// The column at which a row is said to repeat another: the key, the first of a compound key, or of
  /// a ledger whose rows have no number the first column that the export has.
  package func rowKey(where isPresent: (String) -> Bool) -> String? {
    key ?? compoundKey.first ?? columns.first { isPresent($0.name) }?.name
  }

  package func column(_ name: String) -> ColumnSchema? { columns.first { $0.name == name } }
}

import HuibianTable

/// A column of an export that is decoded.
struct ChosenColumn {
  let name: String
  /// From 0.
  let position: Int
  let form: ColumnBuilder.Form
}

/// Which columns of an export are decoded, and as what.
enum ColumnChoice {
  /// By our names, once the ledger is known.
  case named((LedgerSchema) -> [(column: String, form: ColumnBuilder.Form)])
  /// Every column that identifies no person, as text, by its position.
  case everyColumn

  func columns(_ match: HeaderMatch, _ columns: [InputSummary.Column]) -> [ChosenColumn] {
    switch self {
    case .named(let wanted):
      wanted(match.ledger).compactMap { column, form in
        match.position(of: column).map { ChosenColumn(name: column, position: $0, form: form) }
      }
    case .everyColumn:
      columns.indices.filter { !columns[$0].isPersonal }.map {
        ChosenColumn(name: String($0), position: $0, form: .text)
      }
    }
  }
}

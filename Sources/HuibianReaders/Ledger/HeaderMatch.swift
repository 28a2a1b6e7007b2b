import HuibianTable

/// The columns of an export, and which of a ledger's columns they are.
struct HeaderMatch: Sendable {
  let ledger: LedgerSchema
  /// For each column of the export the index of the ledger's column, or nil.
  let indices: [Int?]

  /// - Parameter headers: Normalized by ``HeaderName``.
  init(_ ledger: LedgerSchema, _ headers: [String]) {
    self.ledger = ledger
    var byName: [String: Int] = [:]
    for (index, column) in ledger.columns.enumerated() {
      for alias in column.aliases {
        let alias = HeaderName.normalized(alias)
        if byName[alias] == nil { byName[alias] = index }
      }
    }
    // Names go before aliases: 办结日期 is itself, whatever another column calls itself.
    for (index, column) in ledger.columns.enumerated() {
      byName[HeaderName.normalized(column.name)] = index
    }
    let names = Set(headers)
    var taken: Set<Int> = []
    indices = headers.map { header in
      guard !header.isEmpty, let index = byName[header], !PersonalColumns.isCertain(header) else {
        return nil
      }
      let name = HeaderName.normalized(ledger.columns[index].name)
      // An alias beside the column itself is a further column, not a second one of that name.
      if header != name, names.contains(name) { return nil }
      return taken.insert(index).inserted ? index : nil
    }
  }

  /// Our names of the ledger's columns that the export has.
  var available: Set<String> {
    Set(indices.compactMap { $0.map { ledger.columns[$0].name } })
  }

  /// Where the column stands at which a row is said to repeat another, from 0.
  var rowKeyPosition: Int? {
    ledger.rowKey { position(of: $0) != nil }.flatMap { position(of: $0) }
  }

  /// What tells the rows of the export apart: the number of its ledger, or where rows have none the
  /// whole record. Nothing where an export lacks the numbers its ledger has: rows alike there may differ.
  var identity: RowIdentity {
    guard let position = rowKeyPosition else { return .none }
    if ledger.key != nil { return .column(position) }
    return ledger.compoundKey.allSatisfy(available.contains) ? .record : .none
  }

  /// The column at which a whole record is said to repeat another; nil where numbers tell, or nothing.
  var recordColumn: String? {
    guard case .record = identity else { return nil }
    return ledger.rowKey { position(of: $0) != nil }
  }

  /// The position, from 0, of one of the ledger's columns in the export.
  func position(of name: String) -> Int? {
    indices.firstIndex { $0.map { ledger.columns[$0].name == name } ?? false }
  }

  var count: Int { indices.reduce(0) { $0 + ($1 == nil ? 0 : 1) } }

  /// The size of the largest signature that is wholly there; 0 if none is.
  var signatureSize: Int {
    let available = available
    return ledger.signatures.filter { $0.allSatisfy(available.contains) }.map(\.count).max() ?? 0
  }

  /// The ledger's key and date column, as far as the export lacks them.
  var missing: [String] {
    let available = available
    return [ledger.key, ledger.mayLackDate ? nil : ledger.dateColumn].compactMap { $0 }.filter {
      !available.contains($0)
    }
  }
}

/// Tells what kind of ledger an export is.
struct LedgerRecognizer: Sendable {
  let ledgers: [LedgerSchema]
  let expected: Set<String>
  /// As the user named it; nil: any.
  let wanted: LedgerSchema?

  /// How well a header fits, and by whom.
  struct Fit: Sendable {
    let match: HeaderMatch
    /// Whether the kind is beyond doubt: a whole signature, or named by the user.
    let isCertain: Bool
  }

  /// The kind that fits the headers best, or nil if none has a column of it.
  ///
  /// A whole signature goes before any count of columns, then the expected ledgers, then the count.
  func best(_ headers: [String]) -> Fit? {
    let normalized = headers.map(HeaderName.normalized)
    if let wanted {
      let match = HeaderMatch(wanted, normalized)
      return match.count > 0 ? Fit(match: match, isCertain: true) : nil
    }
    var best: (match: HeaderMatch, rank: [Int])?
    for ledger in ledgers {
      let match = HeaderMatch(ledger, normalized)
      guard match.count > 0 else { continue }
      let signature = match.signatureSize
      let rank = [
        signature > 0 ? 1 : 0, signature > 0 && expected.contains(ledger.name) ? 1 : 0,
        match.count - match.missing.count, expected.contains(ledger.name) ? 1 : 0, signature,
      ]
      if best.map({ $0.rank.lexicographicallyPrecedes(rank) }) ?? true { best = (match, rank) }
    }
    guard let best else { return nil }
    let named = normalized.filter { !$0.isEmpty && !PersonalColumns.contains($0) }.count
    // Most of the columns are this ledger's: it is this ledger, with something missing.
    let isMostly = best.match.count >= 3 && best.match.count * 2 >= named
    return Fit(match: best.match, isCertain: best.rank[0] == 1 || isMostly)
  }
}

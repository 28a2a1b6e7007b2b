import HuibianDiagnostics

/// What is said of documents that were made one by one: the same words once, with the members that they
/// hold for.
struct MemberMessages {
  /// Members whose names are written out.
  private static let named = 3

  private var order: [Diagnostic] = []
  private var members: [Diagnostic: [String]] = [:]

  mutating func add(_ diagnostics: [Diagnostic], of member: String) {
    for diagnostic in diagnostics {
      if members[diagnostic] == nil { order.append(diagnostic) }
      members[diagnostic, default: []].append(member)
    }
  }

  /// In the order in which they were first said: `…（甲街道、乙街道）`.
  ///
  /// - Parameter count: Of all members.
  func diagnostics(of count: Int) -> [Diagnostic] {
    order.map { diagnostic in
      let names = members[diagnostic] ?? []
      let whose =
        names.count == count && count > 1 ? "全部\(count)份" : Self.list(names, limit: Self.named)
      return Diagnostic(
        diagnostic.severity, diagnostic.id, diagnostic.message + "（\(whose)）",
        at: diagnostic.location, hints: diagnostic.hints)
    }
  }

  /// `甲街道、乙街道`, or `甲街道、乙街道等12份`.
  static func list(_ names: [String], limit: Int) -> String {
    let text = names.prefix(limit).map { visible($0, limit: 60) }.joined(separator: "、")
    return names.count > limit ? text + "等\(names.count)份" : text
  }
}

/// A kind of message (规则), and what a person may decide about it with `--accept` or `容许:`.
package struct Rule: Hashable, Sendable {
  /// What becomes of it when a person accepts it.
  package enum Consent: Hashable, Sendable {
    /// The rows that break it are left out, and counted.
    case leavesOutRows
    /// It stays a warning, also with `--strict`; a gap between periods does not stop the comparison.
    case staysWarning
    /// What `audit` finds is left out, and counted.
    case leavesOutFindings
    /// It is only a note.
    case needless
    /// What it is said of has to be put right.
    case never
  }

  /// ASCII, kebab-case, for ever.
  package let id: String
  package let consent: Consent
  /// What it is said of, for the list of rules that can be accepted; empty for others.
  package let words: String

  init(_ id: String, _ consent: Consent, _ words: String = "") {
    self.id = id
    self.consent = consent
    self.words = words
  }

  /// Whether `--accept` and `容许:` may name it.
  package var isAcceptable: Bool { consent != .needless && consent != .never }

  /// By its id; nil if there is no such rule.
  package static func named(_ id: String) -> Rule? {
    RuleGroup.all.lazy.flatMap(\.rules).first { $0.id == id }
  }

  /// Why a word cannot stand behind `--accept` or `容许:`, and what to write; nil if it can.
  package static func refusal(of word: String) -> (message: String, hints: [String])? {
    let list = "运行 huibian help 规则 查看可以容许的规则"
    switch named(word)?.consent {
    case .leavesOutRows, .staysWarning, .leavesOutFindings: return nil
    case .needless: return ("规则 \(word) 只是说明，不用容许", ["去掉 \(word)"])
    case .never: return ("规则 \(word) 不能容许，这样的问题只能改正", [list])
    case nil:
      let known = RuleGroup.all.flatMap(\.rules).filter(\.isAcceptable).map(\.id)
      let near = nearestName(to: word.lowercased(), among: known).map { "是不是想写 \($0)？" }
      return ("没有规则\(quoted(word))", [near, list].compactMap { $0 })
    }
  }
}

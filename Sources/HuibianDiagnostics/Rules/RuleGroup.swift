/// The kinds of messages of one area, a heading of Diagnostics.md.
package struct RuleGroup: Hashable, Sendable {
  /// For the list that a person reads.
  package let title: String
  package let rules: [Rule]

  /// Every message that the program can say, in the order of Diagnostics.md.
  ///
  /// Here and not in each layer, because huibian.yaml names rules of layers that stand above its reader.
  package static let all = [
    command, exports, rows, figures, tags, textForm, wordFiles, language, layout,
  ]
}

import HuibianDiagnostics
import HuibianTable

extension ConditionBinder {
  /// A comparison with members of one level of a tree (`内容分类.一级 = 城乡建设`); nil if the left side
  /// names no level.
  func levelMembership(
    _ node: ExpressionNode, _ values: [Spelling], in syntax: ConditionSyntax,
    sink: inout DiagnosticSink
  ) -> BoundCondition? {
    var silent = DiagnosticSink()
    guard case .name(let spelling) = node, spelling.text.contains("."),
      let dimension = DimensionReference.parse(
        spelling.text, ledger: ledger, trees: context.trees, at: syntax.location, sink: &silent),
      let column = dimension.column.flatMap({ ledger.column($0) }), let level = dimension.level,
      let tree = context.trees[column.name] ?? Tree.standard(column)
    else { return nil }
    let operand = self.column(column, sink: &sink)
    guard case .texts = operand.value else {
      return membership(operand, values, in: syntax, sink: &sink)
    }
    return .all([
      BoundCondition.resting(on: operand.rests),
      members(of: column, values, at: level, of: tree, in: syntax, sink: &sink),
    ])
  }

  /// Rows at any of these members of one level, as groups by this level are labelled; a report for a
  /// name that the level does not have.
  func members(
    of column: ColumnSchema, _ values: [Spelling], at level: Int, of tree: Tree,
    in syntax: ConditionSyntax, sink: inout DiagnosticSink
  ) -> BoundCondition {
    func labelled(_ label: String) -> Predicate {
      .isMember(column: column.name, classifier: .level(tree, level), labels: [label])
    }
    var parts: [BoundCondition] = []
    for value in values {
      let text = column.synonyms[value.text] ?? value.text
      if let path = tree.path(of: text), path.count == level + 1 {
        parts.append(
          BoundCondition(
            path.count == 1
              ? labelled(path[0])
              : membership(path: path, tree: tree, column: column.name)))
      } else if text == Tree.unfilled {
        parts.append(BoundCondition(.isEmpty(column: column.name)))
      } else if level > 0, tree.homonyms.indices.contains(level),
        tree.homonyms[level].contains(text)
      {
        reportHomonym(value, of: tree, column, in: syntax, sink: &sink)
      } else if (available == nil && !(isTreeAll && tree.hasMembers)) || text == Tree.unspecified
        || isLabel(text, of: column, at: level, of: tree)
        || tree.members(level: level).contains(text)
      {
        // While needs are learnt the data is not known: any name may be one of its.
        parts.append(BoundCondition(labelled(text)))
      } else {
        sink.report(
          .unknownMember(
            text, of: tree, level: level, at: syntax.location(at: value.offset)))
      }
    }
    return .any(parts)
  }

  /// Whether a row of the data is grouped under this name.
  private func isLabel(_ text: String, of column: ColumnSchema, at level: Int, of tree: Tree)
    -> Bool
  {
    context.dataValues[column.name]?.contains { tree.label(of: $0, level: level) == text } ?? false
  }
}

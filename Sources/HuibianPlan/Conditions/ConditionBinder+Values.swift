import HuibianDiagnostics
import HuibianTable

extension ConditionBinder {
  /// Whether a text is one of the values, after synonyms; 本级 and 辖区 stand for the report's own.
  func membership(
    _ left: BoundOperand, _ values: [Spelling], in syntax: ConditionSyntax,
    sink: inout DiagnosticSink
  ) -> BoundCondition {
    var result = left.rests
    switch left.value {
    case .broken: return result
    case .choice(let setting):
      let names = values.map { nameKey($0.text) }
      for (name, value) in zip(names, values)
      where !setting.allowed.contains(where: { nameKey($0) == name }) {
        sink.report(
          .unknownChoice(value.text, of: setting, at: syntax.location(at: value.offset)))
      }
      result.predicate = names.contains(nameKey(setting.value.text)) ? .all : BoundCondition.none
      return result
    case .everyRow(let column):
      guard values.allSatisfy({ nameKey($0.text) == "本级" }) else {
        result.missing.insert(column.name)
        result.predicate = BoundCondition.none
        return result
      }
      result.scopeAssumed.insert(column.name)
      result.predicate = .all
      return result
    case .nothing(let kind) where kind.isText:
      result.predicate = BoundCondition.none
      return result
    case .values(let column, let conditions):
      return replaced(column, conditions, values, rests: result, in: syntax, sink: &sink)
    case .texts(let column):
      return .all([
        BoundCondition.resting(on: result),
        members(of: column, values, in: syntax, sink: &sink),
      ])
    default:
      let spelling = values.first ?? Spelling(text: syntax.text, offset: 0)
      sink.report(.noText(syntax.text, at: syntax.location(at: spelling.offset)))
      return BoundCondition(.all)
    }
  }

  private func replaced(
    _ column: ColumnSchema, _ conditions: [String: ConditionSyntax], _ values: [Spelling],
    rests: BoundCondition, in syntax: ConditionSyntax, sink: inout DiagnosticSink
  ) -> BoundCondition {
    var parts: [BoundCondition] = []
    for value in values {
      guard let name = known(value, of: column, in: syntax, sink: &sink) else { continue }
      guard let condition = conditions[name], trail.count < 8 else {
        var missing = BoundCondition(BoundCondition.none)
        missing.missing.insert(column.name)
        parts.append(missing)
        continue
      }
      var inner = self
      inner.trail.append("值 " + column.name)
      var bound = inner.bind(condition, sink: &sink)
      if !bound.missing.isEmpty { bound.missing = [column.name] }
      parts.append(bound)
    }
    var result = BoundCondition.any(parts)
    result.absorb(rests)
    return result
  }

  /// Any of the values of a column that is there.
  func members(
    of column: ColumnSchema, _ values: [Spelling], in syntax: ConditionSyntax,
    sink: inout DiagnosticSink
  ) -> BoundCondition {
    var texts: Set<String> = []
    var parts: [BoundCondition] = []
    for value in values {
      let key = nameKey(value.text)
      if key == "本级", column.kind == .text || column.kind == .key {
        guard !context.officeNames.isEmpty else {
          // While needs are learnt, a value that no row has stands for the office.
          if available == nil {
            texts.insert(key)
          } else {
            sink.report(.officeUnknown(at: .command))
          }
          continue
        }
        texts.formUnion(context.officeNames)
      } else if key == "辖区", column.kind == .tree {
        parts.append(BoundCondition(area(column)))
      } else if value.text == Tree.unfilled, column.kind == .tree {
        parts.append(BoundCondition(.isEmpty(column: column.name)))
      } else if value.text == Tree.unspecified, let tree = context.trees[column.name],
        tree.hasMembers
      {
        parts.append(
          BoundCondition(
            .isMember(
              column: column.name, classifier: .level(tree, 0), labels: [Tree.unspecified])))
      } else if column.kind == .tree {
        if let member = member(value, of: column, in: syntax, sink: &sink) {
          parts.append(BoundCondition(member))
        } else if available == nil {
          // Only the data can tell; the column is needed for that.
          texts.insert(value.text)
        }
      } else if let text = known(value, of: column, in: syntax, sink: &sink) {
        texts.insert(text)
      }
    }
    if !texts.isEmpty {
      parts.append(BoundCondition(.isOneOf(column: column.name, values: texts)))
    }
    return .any(parts)
  }

  /// The value by its own name; nil and a report if the column cannot hold it.
  private func known(
    _ value: Spelling, of column: ColumnSchema, in syntax: ConditionSyntax,
    sink: inout DiagnosticSink
  ) -> String? {
    let text = column.synonyms[value.text] ?? value.text
    let allowed = column.kind == .flag ? ["是", "否"] : column.values
    guard column.kind == .choice || column.kind == .flag, !allowed.isEmpty else { return text }
    if let name = allowed.first(where: { nameKey($0) == nameKey(text) }) { return name }
    if column.kind == .flag, let flag = ["有": "是", "无": "否", "√": "是", "×": "否"][text] {
      return flag
    }
    sink.report(
      .unknownValue(
        value.text, of: column, allowed: allowed, at: syntax.location(at: value.offset)))
    return nil
  }

  /// Rows that lie in the area.
  ///
  /// Without a tree that lists members, or without an area and a tree, no row can be told to lie
  /// outside: all fit.
  private func area(_ column: ColumnSchema) -> Predicate {
    guard let tree = context.trees[column.name], tree.hasMembers else { return .all }
    if let area = context.area, let path = tree.path(of: area) {
      return membership(path: path, tree: tree, column: column.name)
    }
    var roots: Set<String> = Set(tree.members(level: 0))
    // 未细分 at the top: rows that name the area and nothing below it.
    if tree.aliases.values.contains("") { roots.insert(Tree.unspecified) }
    return .isMember(column: column.name, classifier: .level(tree, 0), labels: roots)
  }

  /// Whether a comparison with 辖区 lets every row through; its column is then not needed.
  func meansEveryPlace(_ left: ExpressionNode, _ right: ExpressionNode) -> Bool {
    guard nameKey(right.spelling.text) == "辖区",
      let column = ledger.column(spelled: left.spelling.text), column.kind == .tree
    else { return false }
    return area(column) == .all
  }

  /// Rows at a member or below it.
  ///
  /// In a tree without members a single name may stand at any level.
  private func member(
    _ value: Spelling, of column: ColumnSchema, in syntax: ConditionSyntax,
    sink: inout DiagnosticSink
  ) -> Predicate? {
    guard let tree = context.trees[column.name] ?? Tree.standard(column) else { return nil }
    let text = column.synonyms[value.text] ?? value.text
    if let path = tree.path(of: text), let name = path.last {
      if tree.hasMembers || path.count > 1 {
        return membership(path: path, tree: tree, column: column.name)
      }
      if tree.isHomonym(name) {
        reportHomonym(value, of: tree, column, in: syntax, sink: &sink)
        return nil
      }
      return .or(
        tree.levels.indices.map {
          .isMember(column: column.name, classifier: .level(tree, $0), labels: [name])
        })
    }
    // What the data writes for several members at once is a name for none of them.
    let isUnclear =
      !tree.parents(ofAmbiguous: text).isEmpty || tree.members(beginning: text).count > 1
    if !isUnclear, context.dataValues[column.name]?.contains(text) == true {
      return .isMember(column: column.name, classifier: .level(tree, 0), labels: [text])
    }
    if available == nil, !isUnclear, !(isTreeAll && tree.hasMembers) { return nil }
    sink.report(
      .unknownMember(text, of: tree, at: syntax.location(at: value.offset)))
    return nil
  }

  /// Reports a name that the data has under several parents, with all of them.
  func reportHomonym(
    _ value: Spelling, of tree: Tree, _ column: ColumnSchema, in syntax: ConditionSyntax,
    sink: inout DiagnosticSink
  ) {
    let paths = (context.dataValues[column.name] ?? []).compactMap { tree.path(of: $0) }
    let places = Set(
      paths.compactMap { path in
        path.firstIndex(of: value.text).flatMap {
          $0 > 0 ? path[...$0].joined(separator: "/") : nil
        }
      })
    sink.report(
      .ambiguousName(
        value.text, of: column.name, places.sorted(), at: syntax.location(at: value.offset)))
  }

  func membership(path: [String], tree: Tree, column: String) -> Predicate {
    let level = path.count - 1
    if level == 0 || tree.hasMembers {
      return .isMember(
        column: column, classifier: .level(tree, level), labels: [tree.label(ofPath: path)])
    }
    return .and(
      path.enumerated().map {
        .isMember(
          column: column, classifier: .level(tree, $0.offset),
          labels: [tree.label(ofPath: Array(path[...$0.offset]))])
      })
  }
}

extension BoundCondition {
  /// True, resting on the same.
  static func resting(on other: BoundCondition) -> BoundCondition {
    var result = other
    result.predicate = .all
    return result
  }
}

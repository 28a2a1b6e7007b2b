extension Template {
  /// What the names of a template stand for, as far as grammar tells.
  package enum NameRole: Hashable, Sendable {
    /// A metric or a text.
    case value
    case metric
    case dimension
    case document
    case picture
  }

  package struct Name: Hashable, Sendable {
    package let role: NameRole
    /// Folded; of a document or picture as typed.
    package let text: String

    package init(_ role: NameRole, _ text: String) {
      self.role = role
      self.text = text
    }
  }

  /// Every name that the template uses, once, in order of first use.
  package var names: [Name] {
    var seen: Set<Name> = []
    return tags.flatMap(\.names).filter { seen.insert($0).inserted }
  }
}

extension Tag {
  /// The names in this tag, in the order of its parts; may repeat.
  package var names: [Template.Name] {
    switch kind {
    case .value(let value):
      let role: Template.NameRole = value.bareName == nil ? .metric : .value
      return value.names.map { Template.Name(role, $0) } + value.slices.flatMap(\.names)
        + value.filters.flatMap(\.names)
    case .ifStart(let condition), .ifColumns(let condition), .elseIf(let condition):
      return condition.names
    case .each(let each): return [each.dimension.role] + each.selection.names
    case .section(let name): return [Template.Name(.value, name)]
    case .list(let list):
      return [list.dimension.role] + list.selection.names + list.filters.flatMap(\.names)
    case .table(let table): return table.names
    case .insert(let name): return [Template.Name(.document, name)]
    case .picture(let picture): return [Template.Name(.picture, picture.name)]
    case .chart(let chart):
      return chart.columns.flatMap { $0.measure.names(.metric) + $0.filters.flatMap(\.names) }
        + [chart.dimension.role] + chart.selection.names
        + (chart.division.map { [$0.dimension.role] + $0.selection.names } ?? [])
    case .elseBranch, .end, .fill, .contents, .definitions, .numbering, .part, .broken: return []
    }
  }
}

extension DimensionName {
  fileprivate var role: Template.Name { Template.Name(.dimension, text) }
}

extension TableTag {
  fileprivate var names: [Template.Name] {
    let axes = rows + (across.map { [$0] } ?? [])
    var result = axes.map(\.dimension.role)
    for column in measures + columns {
      result += column.measure.names(.metric)
      result += column.filters.flatMap(\.names)
    }
    return result + axes.flatMap(\.selection.names)
  }
}

extension Slice {
  fileprivate var names: [Template.Name] { isPeriod ? [] : [dimension.role] }
}

extension MeasureReference {
  fileprivate func names(_ role: Template.NameRole) -> [Template.Name] {
    [Template.Name(slices.isEmpty && filter == nil ? role : .metric, name)]
      + slices.flatMap(\.names) + (filter?.names ?? [])
  }
}

extension Filter {
  fileprivate var names: [Template.Name] {
    if case .share(let whole) = self { whole.names(.metric) } else { [] }
  }
}

extension Selection {
  fileprivate var names: [Template.Name] {
    (condition?.names ?? []) + (order?.measure.names(.metric) ?? [])
  }
}

extension ConditionExpression {
  fileprivate var names: [Template.Name] {
    switch self {
    case .compare(let left, _, let right): left.names + right.names
    case .isTrue(let measure): measure.names(.value)
    case .not(let inner): inner.names
    case .all(let parts), .any(let parts): parts.flatMap(\.names)
    }
  }
}

extension ConditionExpression.Operand {
  fileprivate var names: [Template.Name] {
    if case .name(let measure) = self { measure.names(.value) } else { [] }
  }
}

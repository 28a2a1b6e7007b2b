import HuibianDiagnostics
import HuibianTable

extension BoundOperand {
  /// `.date` or `.integer`; nil for texts.
  var kind: ColumnKind? {
    switch value {
    case .row(_, let kind): kind == .date ? .date : .integer
    case .date: .date
    case .integer: .integer
    case .nothing(let kind): kind.isText ? nil : kind == .date ? .date : .integer
    case .choice, .texts, .values, .everyRow, .text, .broken: nil
    }
  }

  /// Nil: missing in every row.
  var operand: Operand? {
    switch value {
    case .row(let operand, _): operand
    case .date(let date): .date(date)
    case .integer(let number): .integer(number)
    default: nil
    }
  }

  func resting(on others: BoundOperand...) -> BoundOperand {
    var result = self
    for other in others { result.rests.absorb(other.rests) }
    return result
  }
}

extension ConditionBinder {
  func operand(
    _ node: ExpressionNode, in syntax: ConditionSyntax, sink: inout DiagnosticSink
  ) -> BoundOperand {
    switch node {
    case .integer(let value, _): BoundOperand(.integer(value))
    case .date(let date, _): BoundOperand(.date(date))
    case .quoted(let spelling): BoundOperand(.text(spelling))
    case .name(let spelling): named(spelling, sink: &sink)
    case .sum(let left, let right, let isDifference):
      sum(left, right, isDifference: isDifference, in: syntax, sink: &sink)
    case .call(let name, let arguments):
      call(name, arguments, in: syntax, sink: &sink)
    }
  }

  private func named(_ spelling: Spelling, sink: inout DiagnosticSink) -> BoundOperand {
    let key = nameKey(spelling.text)
    switch key {
    case "截止日期": return BoundOperand(.date(asOf))
    case "报告期开始": return BoundOperand(.date(period.range.start))
    case "报告期结束": return BoundOperand(.date(min(period.range.end, asOf)))
    case "报告年度": return BoundOperand(.integer(Int64(period.year)))
    default: break
    }
    if let column = ledger.column(spelled: key) { return self.column(column, sink: &sink) }
    let name =
      catalog.setting(key) ?? (key.hasSuffix("天") ? catalog.setting(String(key.dropLast())) : nil)
    if let setting = name {
      var result: BoundOperand
      switch setting.value {
      case .integer(let value): result = BoundOperand(.integer(value))
      case .choice: result = BoundOperand(.choice(setting))
      }
      result.rests.settings.insert(setting.name)
      return result
    }
    return BoundOperand(.text(spelling))
  }

  /// The column, or what stands in for it.
  func column(_ column: ColumnSchema, sink: inout DiagnosticSink) -> BoundOperand {
    var result = present(column, sink: &sink)
    if let decision = rules.setAside[column.name] {
      result.rests.settings.insert(decision.setting)
    }
    return result
  }

  private func present(_ column: ColumnSchema, sink: inout DiagnosticSink) -> BoundOperand {
    var result = BoundOperand(
      column.kind.isText ? .texts(column) : .row(.column(column.name), column.kind))
    let absence = rules.absences[column.name]
    // A column that is reckoned has been added to the table before anything is planned.
    let isReplaced = catalog.setsAside(column, of: ledger) && !(absence?.isAddedToTable ?? false)
    guard let available, isReplaced || !(available[ledger.name]?.contains(column.name) ?? false)
    else {
      var needs = ColumnNeeds()
      if absence == nil {
        needs.required.insert(column.name)
      } else {
        needs.optional.insert(column.name)
      }
      if !isReplaced { result.rests.needs[ledger.name] = needs }
      if self.available == nil { addNeeds(of: absence, column, to: &result, sink: &sink) }
      return result
    }
    switch absence {
    case nil:
      result.value = .nothing(column.kind)
      result.rests.missing.insert(column.name)
    case .empty:
      result.value = .nothing(column.kind)
      result.rests.takenAsEmpty.insert(column.name)
    case .everyRow:
      result.value = .everyRow(column)
    case .column(let other):
      guard trail.count < 8, !trail.contains("列 " + other), let schema = ledger.column(other)
      else {
        result.value = .nothing(column.kind)
        result.rests.missing.insert(column.name)
        break
      }
      var inner = self
      inner.trail.append("列 " + column.name)
      result = inner.column(schema, sink: &sink)
      result.rests.replaced.insert(column.name)
      // The user is told of the column that the definition names.
      if !result.rests.missing.isEmpty { result.rests.missing = [column.name] }
    case .values(let conditions):
      result.value = .values(column, conditions)
      if !isReplaced { result.rests.replaced.insert(column.name) }
    case .lookup(let other, _):
      // The column is added to the table before anything is planned; here it could not be.
      result.value = .nothing(column.kind)
      if available[other] == nil {
        result.rests.missingLedgers.insert(other)
      } else {
        result.rests.missing.insert(column.name)
      }
    case .derived(let others):
      result.value = .nothing(column.kind)
      let present = available[ledger.name] ?? []
      result.rests.missing.formUnion(others.filter { !present.contains($0) })
    case .deadline, .firstCase:
      // Added to the table before anything is planned; here it could not be.
      result.value = .nothing(column.kind)
      result.rests.missing.insert(column.name)
    }
    return result
  }

  /// Columns that may have to stand in are read too, where they are there.
  private func addNeeds(
    of absence: ColumnAbsence?, _ column: ColumnSchema, to operand: inout BoundOperand,
    sink: inout DiagnosticSink
  ) {
    var columns: [String: ColumnNeeds] = [:]
    let step = "缺列 " + column.name
    guard !trail.contains(step) else { return }
    var inner = self
    inner.trail.append(step)
    switch absence {
    case .column(let other):
      guard let schema = ledger.column(other) else { return }
      columns = inner.column(schema, sink: &sink).rests.needs.mapValues {
        ColumnNeeds(optional: $0.required.union($0.optional))
      }
    case .values(let conditions):
      for condition in conditions.values {
        let bound = inner.bind(condition, sink: &sink)
        operand.rests.settings.formUnion(bound.settings)
        for (ledger, needs) in bound.needs {
          columns[ledger, default: ColumnNeeds()].formUnion(
            ColumnNeeds(optional: needs.required.union(needs.optional)))
        }
      }
    case .deadline(let rule):
      guard !catalog.has(rule.unless) else { return }
      operand.rests.settings.formUnion([rule.days, rule.extensionDays, rule.unless.setting])
      columns = [ledger.name: ColumnNeeds(optional: Set(rule.starts + [rule.extensionFlag]))]
    case .firstCase(let link):
      columns = [ledger.name: ColumnNeeds(optional: Set([link, ledger.key].compactMap { $0 }))]
    case .lookup(let other, let key):
      columns = [
        ledger.name: ColumnNeeds(optional: [key]),
        other: ColumnNeeds(optional: [key, column.name]),
      ]
    case .derived(let others): columns = [ledger.name: ColumnNeeds(optional: Set(others))]
    case .empty, .everyRow, nil: break
    }
    for (ledger, needs) in columns {
      operand.rests.needs[ledger, default: ColumnNeeds()].formUnion(needs)
    }
  }

  private func sum(
    _ leftNode: ExpressionNode, _ rightNode: ExpressionNode, isDifference: Bool,
    in syntax: ConditionSyntax, sink: inout DiagnosticSink
  ) -> BoundOperand {
    let left = operand(leftNode, in: syntax, sink: &sink)
    let right = operand(rightNode, in: syntax, sink: &sink)
    for (node, side) in [(leftNode, left), (rightNode, right)] {
      if case .text(let spelling) = side.value {
        sink.report(
          .unknownColumn(spelling.text, ledger: ledger, at: syntax.location(at: spelling.offset)))
        return BoundOperand(.broken)
      }
      if case .broken = side.value { return side }
      if side.kind == nil {
        sink.report(
          .notANumber(node.spelling.text, at: syntax.location(at: node.spelling.offset)))
        return BoundOperand(.broken)
      }
    }
    let value: BoundOperand.Value?
    switch (left.kind, right.value) {
    case (.date, .integer(let days)):
      let count = Int(clamping: days) * (isDifference ? -1 : 1)
      guard abs(count) <= 36_600 else {
        sink.report(
          .tooManyDays(days, at: syntax.location(at: rightNode.spelling.offset)))
        return BoundOperand(.broken)
      }
      switch left.value {
      case .date(let date): value = .date(date.adding(days: count))
      case .row(let operand, let kind): value = .row(.plusDays(operand, count), kind)
      default: value = .nothing(.date)
      }
    case (.date, _) where right.kind == .date && isDifference:
      if let later = left.operand, let earlier = right.operand {
        value = .row(.difference(later, earlier), .integer)
      } else {
        value = .nothing(.integer)
      }
    case (.integer, .integer(let number)):
      if case .integer(let first) = left.value {
        value = .integer(isDifference ? first &- number : first &+ number)
      } else {
        value = nil
      }
    default: value = nil
    }
    guard let value else {
      sink.report(
        .noArithmetic(
          leftNode.spelling.text, rightNode.spelling.text,
          at: syntax.location(at: rightNode.spelling.offset)))
      return BoundOperand(.broken)
    }
    return BoundOperand(value).resting(on: left, right)
  }

  private func call(
    _ name: Spelling, _ arguments: [ExpressionNode], in syntax: ConditionSyntax,
    sink: inout DiagnosticSink
  ) -> BoundOperand {
    let place = syntax.location(at: name.offset)
    switch nameKey(name.text) {
    case "较早":
      guard arguments.count == 2 else { break }
      let sides = arguments.map { operand($0, in: syntax, sink: &sink) }
      guard sides.allSatisfy({ $0.kind == .date }) else {
        sink.report(.notDates(name.text, at: place))
        return BoundOperand(.broken)
      }
      let present = sides.compactMap(\.operand)
      let value: BoundOperand.Value =
        switch present.count {
        case 2: .row(.earlier(present[0], present[1]), .date)
        case 1: .row(present[0], .date)
        default: .nothing(.date)
        }
      return BoundOperand(value).resting(on: sides[0], sides[1])
    case "首个":
      let sides = arguments.map { operand($0, in: syntax, sink: &sink) }
      guard let kind = sides[0].kind, sides.allSatisfy({ $0.kind == kind }) else {
        sink.report(.notDates(name.text, at: place))
        return BoundOperand(.broken)
      }
      return first(sides, kind: kind)
    case "下次":
      guard arguments.count == 3 else { break }
      return nextDate(arguments, in: syntax, at: place, sink: &sink)
    default:
      sink.report(.unknownFunction(name.text, at: place))
      return BoundOperand(.broken)
    }
    sink.report(.wrongArguments(name.text, at: place))
    return BoundOperand(.broken)
  }

  private func first(_ sides: [BoundOperand], kind: ColumnKind) -> BoundOperand {
    let present = sides.compactMap(\.operand)
    let value: BoundOperand.Value =
      switch present.count {
      case 0: .nothing(kind)
      case 1: .row(present[0], kind)
      default: .row(.first(present), kind)
      }
    var result = BoundOperand(value)
    for side in sides { result.rests.absorb(side.rests) }
    return result
  }

  private func nextDate(
    _ arguments: [ExpressionNode], in syntax: ConditionSyntax, at place: Location,
    sink: inout DiagnosticSink
  ) -> BoundOperand {
    let sides = arguments.map { operand($0, in: syntax, sink: &sink) }
    var result = BoundOperand(.broken).resting(on: sides[0], sides[1], sides[2])
    if case .row(.column(let date), .date) = sides[0].value,
      case .texts(let key) = sides[1].value,
      case .row(.column(let after), .date) = sides[2].value
    {
      result.value = .row(.nextDate(date: date, key: key.name, after: after), .date)
    } else if sides.contains(where: { if case .nothing = $0.value { true } else { false } }) {
      result.value = .nothing(.date)
    } else {
      sink.report(.wrongArguments("下次", at: place))
    }
    return result
  }
}

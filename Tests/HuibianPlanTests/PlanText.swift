import HuibianPlan
import HuibianTable

/// Plans as text, for comparison in tests: predicates the way the catalogue writes them.
extension Predicate {
  var text: String {
    switch self {
    case .all: "真"
    case .not(.all): "假"
    case .compare(let left, let comparison, let right):
      "\(left.text) \(comparison.rawValue) \(right.text)"
    case .isOneOf(let column, let values): "\(column)∈{\(values.sorted().joined(separator: "、"))}"
    case .contains(let column, let text): "\(column)含\(text)"
    case .isMember(let column, let classifier, let labels):
      "\(column)\(classifier.text)∈{\(labels.sorted().joined(separator: "、"))}"
    case .isEmpty(let column): "\(column)空"
    case .isWithin(let column, let ledger, let from, let to): "\(column)在\(ledger).\(from)至\(to)"
    case .not(let inner): "非(\(inner.text))"
    case .and(let parts): parts.map { $0.isOr ? "(\($0.text))" : $0.text }.joined(separator: " 且 ")
    case .or(let parts): parts.map(\.text).joined(separator: " 或 ")
    }
  }

  private var isOr: Bool { if case .or = self { true } else { false } }
}

extension Operand {
  var text: String {
    switch self {
    case .column(let name): name
    case .date(let date): date.iso
    case .integer(let number): String(number)
    case .plusDays(let operand, let days): "\(operand.text)\(days < 0 ? "" : "+")\(days)天"
    case .difference(let later, let earlier): "[\(later.text)-\(earlier.text)]"
    case .earlier(let a, let b): "较早(\(a.text),\(b.text))"
    case .first(let parts): "首个(\(parts.map(\.text).joined(separator: ",")))"
    case .nextDate(let date, let key, let after): "下次(\(date),\(key),\(after))"
    }
  }
}

extension Classifier {
  var text: String {
    switch self {
    case .value: ""
    case .level(let tree, let level): "." + tree.levels[level]
    case .time(let unit): "." + unit.rawValue
    }
  }
}

extension AggregationPlan {
  var text: String {
    let what =
      switch aggregate {
      case .countRows: "计数"
      case .countDistinct(let column): "去重\(column)"
      case .countDistinctItems(let column): "去重列表\(column)"
      case .sum(let operand): "求和\(operand.text)"
      case .median(let operand): "中位\(operand.text)"
      }
    let date = dateColumn.map { "｜\($0) \(range?.start.iso ?? "")..\(range?.end.iso ?? "")" } ?? ""
    let by = groupings.map { "｜按\($0.column)\($0.classifier.text)" }.joined()
    return "\(source)｜\(filter.text)｜\(what)\(date)\(by)"
  }
}

import HuibianPlan
import HuibianTable

/// How `check` prints what a template needs.
package enum NeedsFormat: String, CaseIterable, Sendable {
  case text, json
}

extension TemplateNeeds {
  /// - Parameter errors: How many were found; what is said may then be incomplete.
  package func printed(_ format: NeedsFormat, errors: Int) -> String {
    switch format {
    case .text: text(errors: errors)
    case .json: json(errors: errors).text + "\n"
    }
  }

  private func text(errors: Int) -> String {
    let state = errors == 0 ? "没有错误" : "有\(errors)处错误，下面说的可能不全"
    var lines = ["\(state)：标签\(tags)个，数字\(figures)项，待填\(placeholders)处。"]
    func add(_ label: String, _ items: [String]) {
      if !items.isEmpty { lines.append(label + items.joined(separator: "、")) }
    }
    add("用到的指标：", metrics)
    for (ledger, needs) in columns.sorted(by: { $0.key < $1.key }) {
      add("需要台账“\(ledger)”的列：", needs.required.sorted())
      add("  有则用之：", needs.optional.sorted())
    }
    add("需要这些期间的数据：", periods.map(\.title))
    for tree in trees {
      lines.append(
        "用到“\(tree.column)”的层级：" + tree.levels.joined(separator: "、")
          + (tree.isListed ? "" : "（配置里没有列出成员，以数据里的为准）"))
    }
    add("用到的口径：", settings.map { "\($0.name)=\($0.value)" })
    add("用到的文字：", texts.map { "\($0.name)=\($0.value)" })
    add("用到的图片：", pictures.map { "\($0.name)=\($0.value)" })
    add("插入的文档：", documents.map { "\($0.name)=\($0.value)" })
    return lines.joined(separator: "\n") + "\n"
  }

  private func json(errors: Int) -> JSONValue {
    func list(_ texts: [String]) -> JSONValue { .array(texts.map { .string($0) }) }
    func named(_ list: [Named]) -> JSONValue {
      .object(list.map { JSONValue.Member($0.name, .string($0.value)) })
    }
    return .object([
      "errors": .number(Int64(errors)),
      "tags": .number(Int64(tags)),
      "figures": .number(Int64(figures)),
      "placeholders": .number(Int64(placeholders)),
      "period": .string(period.range.text),
      "metrics": list(metrics),
      "ledgers": .array(
        columns.sorted { $0.key < $1.key }.map { ledger, needs in
          .object([
            "ledger": .string(ledger),
            "required": list(needs.required.sorted()),
            "optional": list(needs.optional.sorted()),
          ])
        }),
      "periods": list(periods.map(\.range.text)),
      "trees": .array(
        trees.map {
          .object([
            "column": .string($0.column), "levels": list($0.levels),
            "listed": .bool($0.isListed),
          ])
        }),
      "settings": named(settings),
      "texts": named(texts),
      "pictures": named(pictures),
      "documents": named(documents),
    ])
  }
}

extension DateRange {
  /// `2024-01-01..2024-12-31`
  fileprivate var text: String { "\(start.iso)..\(end.iso)" }
}

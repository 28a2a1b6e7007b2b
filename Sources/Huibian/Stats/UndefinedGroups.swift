import HuibianDiagnostics

/// Groups whose rate has no denominator, gathered so that each metric is warned of once.
struct UndefinedGroups {
  private var groups: [(measure: String, labels: [String])] = []

  /// Labels named in a message; the rest is counted.
  private static let named = 3

  mutating func add(_ labels: [String], of measure: String) {
    let text = labels.map { $0.isEmpty ? "未填写" : $0 }.joined(separator: "，")
    if let index = groups.firstIndex(where: { $0.measure == measure }) {
      groups[index].labels.append(text)
    } else {
      groups.append((measure, [text]))
    }
  }

  func report(to sink: inout DiagnosticSink) {
    for (measure, labels) in groups {
      let names = labels.prefix(Self.named).filter { !$0.isEmpty }.map { visible($0) }
      let place =
        names.isEmpty
        ? ""
        : "（" + names.joined(separator: "、")
          + (labels.count > Self.named ? "等\(labels.count)组" : "") + "）"
      sink.report(
        Diagnostic(
          .warning, "zero-denominator", "“\(measure)”\(place)的分母为零，打印为“—”", at: .command))
    }
  }
}

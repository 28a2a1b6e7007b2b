import ArgumentParser
import HuibianDiagnostics
import HuibianPlan
import HuibianTable

/// `huibian metrics`: the catalogue, or one metric with its 口径.
struct Metrics: AsyncParsableCommand {
  @Argument var name: String?
  @OptionGroup var material: MaterialOptions

  func run() async throws {
    let console = try material.console
    let material = try Material(self.material)
    console.show(material.sink.summary)
    try console.result(
      try name.map { try description(of: $0, material.catalog) } ?? list(material.catalog))
  }

  /// All measures by family: number, name, unit and meaning.
  private func list(_ catalog: Catalog) -> String {
    let measures = catalog.measures.filter { !$0.isAuxiliary }
    let numbers = measures.map(\.id.columns).max() ?? 0
    let names = measures.map(\.name.columns).max() ?? 0
    let units = measures.map(\.unit.columns).max() ?? 0
    var lines: [String] = []
    var family = ""
    for measure in measures {
      if measure.family != family || lines.isEmpty {
        family = measure.family
        if !lines.isEmpty { lines.append("") }
        lines.append(Metrics.families[family].map { "\(family) \($0)" } ?? "自定义指标")
      }
      lines.append(
        "  " + measure.id.padded(to: numbers + 1) + measure.name.padded(to: names + 2)
          + measure.unit.padded(to: units + 2) + measure.meaning)
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private static let families = [
    "A": "信访总量", "B": "群体访与个体访", "C": "越级访、非正常访与敏感期", "D": "重复信访", "E": "办理时效与化解",
    "F": "群众满意度评价", "G": "积案、交办件与突出问题", "H": "领导接访、包案、阅批、督查", "I": "排查、源头治理、网格与创建",
    "J": "信访秩序", "K": "督办与责任追究", "L": "宣传与培训", "N": "建设与投入", "X": "整体支出绩效评价",
  ]

  /// One measure: names, what is counted, the date that counts, settings with their values.
  private func description(of name: String, _ catalog: Catalog) throws -> String {
    guard let measure = catalog.measure(name) else {
      let names = catalog.measures.filter { !$0.isAuxiliary }.flatMap { [$0.name] + $0.aliases }
      throw CompilationError([
        Diagnostic(
          .error, "unknown-measure", "没有名为\(quoted(name))的指标", at: .command,
          hints: [
            nearestName(to: name, among: names).map { "是不是“\($0)”？" } ?? "用 huibian metrics 列出全部指标"
          ])
      ])
    }
    return catalog.metricSheet(of: measure).joined(separator: "\n") + "\n"
  }
}

extension String {
  /// The text with blanks behind it, up to so many columns of a terminal.
  func padded(to columns: Int) -> String {
    self + String(repeating: " ", count: max(0, columns - self.columns))
  }
}

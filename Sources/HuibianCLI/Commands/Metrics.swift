import ArgumentParser
import HuibianDiagnostics
import HuibianPlan

/// `huibian metrics`: the catalogue, or one metric with its 口径.
struct Metrics: AsyncParsableCommand {
  @Argument(help: ArgumentHelp(valueName: "指标")) var name: String?
  @OptionGroup var material: MaterialOptions

  func run() async throws {
    var material = try Material(material)
    let catalog = material.catalog
    if let name {
      if let measure = catalog.measure(name) {
        try material.console.result(catalog.page(of: measure))
      } else {
        material.sink.report(.unknownMetric(name, in: catalog))
      }
    } else {
      try material.console.result(catalog.list)
    }
    try material.finish()
  }
}

extension Catalog {
  /// All measures that a report may name, by family.
  fileprivate var list: String {
    let listed = measures.filter { !$0.isAuxiliary }
    var families: [String] = []
    for measure in listed where !families.contains(measure.family) {
      families.append(measure.family)
    }
    let width = (listed.map(\.name.columns).max() ?? 0) + 2
    return families.map { family in
      let lines = listed.filter { $0.family == family }.map { measure in
        "  " + measure.id.padded(to: 5) + measure.name.padded(to: width)
          + measure.unit.padded(to: 6) + measure.meaning
      }
      let title = familyTitles[family].map { family + " " + $0 } ?? "本单位的指标"
      return ([title] + lines).joined(separator: "\n") + "\n"
    }.joined(separator: "\n")
  }

  fileprivate func page(of measure: Measure) -> String {
    var lines = [measure.name + (measure.id.isEmpty ? "" : "（\(measure.id)）")]
    if !measure.aliases.isEmpty { lines.append("别名：" + measure.aliases.joined(separator: "、")) }
    lines += definitionText(of: measure)
    return lines.joined(separator: "\n") + "\n"
  }
}

/// The families of the catalogue by their letters.
private let familyTitles = [
  "A": "信访总量", "B": "群体访与个体访", "C": "越级访、非正常访与敏感期", "D": "重复信访", "E": "办理时效与化解",
  "F": "群众满意度评价", "G": "积案、交办件与突出问题", "H": "领导接访、包案、阅批、督查", "I": "排查、源头治理、网格与创建",
  "J": "信访秩序", "K": "督办与责任追究", "L": "宣传与培训", "N": "建设与投入", "X": "整体支出绩效评价",
]

extension Diagnostic {
  fileprivate static func unknownMetric(_ name: String, in catalog: Catalog) -> Diagnostic {
    let near = nearestName(to: name, among: catalog.measureNames)
    return Diagnostic(
      .error, "unknown-measure", "没有名为\(quoted(name))的指标", at: .command,
      hints: [near.map { "是不是想写“\($0)”？" } ?? "用 huibian metrics 查看全部指标"])
  }
}

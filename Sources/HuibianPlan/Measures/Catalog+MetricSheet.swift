import HuibianDiagnostics
import HuibianTable

extension Catalog {
  /// All there is to know of one measure, a line each: number and names, what is counted (of a rate
  /// numerator and denominator), what places rows in a period, the settings that apply with their
  /// present and standard values, and where it is defined. What `huibian metrics 名称` prints.
  package func metricSheet(of measure: Measure) -> [String] {
    var lines = [measure.id.isEmpty ? measure.name : "\(measure.id) \(measure.name)"]
    if !measure.aliases.isEmpty { lines.append("别名：" + measure.aliases.joined(separator: "、")) }
    lines += definitionText(of: measure)
    lines += ledgerSentences(of: measure)
    for setting in settingsUsed(by: measure) {
      lines.append(
        "口径“\(setting.name)”：\(setting.meaning)；现为 \(setting.value.text)\(setting.unit)，默认 \(setting.standard.text)\(setting.unit)。"
      )
    }
    lines.append("定义：\(measure.location.text)")
    return lines
  }

  /// The ledgers that a measure counts in, each once, with what places their rows in the period.
  ///
  /// `台账：信访件；按“登记日期”归入期间。`, `台账：预算；符合“年度 = 报告年度 或 年度 为空”的计入期间。`
  package func ledgerSentences(of measure: Measure) -> [String] {
    var sentences: [String] = []
    for leaf in leaves(of: measure) {
      guard let ledger = leaf.ledger.flatMap({ self.ledger($0) }) else { continue }
      let sources = rules[ledger.name]?.sources.map(\.ledger) ?? []
      let origin = sources.isEmpty ? "" : "（由\(sources.joined(separator: "、"))算出）"
      let placement =
        if let date = leaf.dateColumn {
          "按“\(date)”归入期间"
        } else if let condition = rules[ledger.name]?.isInPeriod {
          "符合“\(condition.text)”的计入期间"
        } else if let date = ledger.dateColumn {
          "按“\(date)”归入期间"
        } else {
          "不分期间"
        }
      let sentence = "台账：\(ledger.name)\(origin)；\(placement)。"
      if !sentences.contains(sentence) { sentences.append(sentence) }
    }
    return sentences
  }
}

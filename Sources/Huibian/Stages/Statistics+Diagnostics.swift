import HuibianDiagnostics
import HuibianPlan
import HuibianReaders
import HuibianTable

extension Diagnostic {
  static func baseGap(_ ledger: String, _ period: Period, months: [String]) -> Diagnostic {
    Diagnostic(
      .warning, "base-gap",
      "比较期\(period.title)里，台账“\(ledger)”没有 \(months.joined(separator: "、")) 的记录，其他月份有",
      at: .command, hints: ["核对导出的时间范围；缺月份时同比、环比不可比，确实没有的可用 --accept base-gap"])
  }

  static func baseGap(
    _ ledger: String, _ period: Period, _ coverage: DayCoverage, edge: DayCoverage.Edge
  )
    -> Diagnostic
  {
    Diagnostic(
      .warning, "base-gap",
      "比较期\(period.title)里，台账“\(ledger)”" + coverage.words(for: edge),
      at: .command, hints: ["核对导出的时间范围；缺几天的记录，同比、环比就不可比，确实没有的可用 --accept base-gap"])
  }

  static func emptyBase(_ ledger: String, _ period: Period) -> Diagnostic {
    Diagnostic(
      .warning, "base-gap", "比较期\(period.title)里，台账“\(ledger)”没有任何记录，而同一指标的其他台账有",
      at: .command, hints: ["用 --data 再给出这一期间的导出文件"])
  }

  static func periodGap(_ ledger: String, _ period: Period, months: [String]) -> Diagnostic {
    Diagnostic(
      .warning, "period-gap",
      "报告期\(period.title)里，台账“\(ledger)”没有 \(months.joined(separator: "、")) 的记录，比较期的同月有",
      at: .command, hints: ["给出更全的导出文件，或用 --as-of 把两期截到同一天"])
  }

  static func periodGap(
    _ ledger: String, _ period: Period, _ coverage: DayCoverage, edge: DayCoverage.Edge
  ) -> Diagnostic {
    var hints = ["给出更全的导出文件"]
    if edge == .end, let last = coverage.days.last {
      hints = ["给出更全的导出文件，或用 --as-of \(CivilDate(days: last).iso) 把两期截到同一天"]
    }
    return Diagnostic(
      .warning, "period-gap",
      "报告期\(period.title)里，台账“\(ledger)”" + coverage.words(for: edge) + "，比较期的同一段有",
      at: .command, hints: hints)
  }

  /// That indicators or targets name other metrics, and the data can be read but once.
  static func namedFromInput(_ location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-indicator", "这里写的指标要从数据算出，数据要读两遍，而标准输入只能读一遍",
      at: location, hints: ["把标准输入的数据存成文件，用 --data 给出"])
  }

  static func namedWithoutData(_ reason: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "target-without-data", "这一行的指标没有数据，记作“无数据”：" + reason, at: location,
      hints: ["给出这一台账，或者删去这一行"])
  }

  static func emptyPeriod(_ ledger: String, _ period: Period, _ severity: Severity) -> Diagnostic {
    Diagnostic(
      severity, "empty-period", "报告期\(period.title)内，台账“\(ledger)”没有任何记录", at: .command,
      hints: ["核对 --period，或用 --data 给出这一期间的导出文件"])
  }

  static func engineFailed(_ error: EngineError) -> Diagnostic {
    switch error {
    case .unknown(let name):
      Diagnostic(.error, "missing-ledger", "计算需要\(quoted(name))，但没有给出", at: .command)
    case .overflow(let plan):
      Diagnostic(
        .error, "overflow", "台账“\(plan.source)”的合计超出可计算的范围", at: .command,
        hints: ["检查求和的列里有没有过大的数"])
    }
  }

  static func noBaseData(_ ledger: String, _ period: Period) -> Diagnostic {
    Diagnostic(
      .warning, "no-base-data", "\(period.title)内，台账“\(ledger)”没有任何记录，有关的同比、环比打印为“无数据”",
      at: .command, hints: ["用 --data 再给出这一期间的导出文件"])
  }

  static func noEarlierState(_ ledger: String) -> Diagnostic {
    Diagnostic(
      .warning, "no-base-data", "台账“\(ledger)”只记现状、没有日期，有关的同比、环比打印为“无数据”",
      at: .command, hints: ["要与以前比较，用以前的“\(ledger)”另算一次"])
  }

  static func noData() -> Diagnostic {
    Diagnostic(
      .error, "no-data", "没有给出数据文件", at: .command,
      hints: ["用 --data 文件 给出，或写在 huibian.yaml 的“数据”里"])
  }

  static func unknownLedger(_ name: String, among names: [String]) -> Diagnostic {
    Diagnostic(
      .error, "unknown-ledger", "没有名为\(quoted(name))的台账", at: .command,
      hints: [
        nearestName(to: name, among: names).map { "是不是“\($0)”？" }
          ?? "台账有：" + names.joined(separator: "、")
      ])
  }

  static func unreadable(_ file: String, _ error: SourceError) -> Diagnostic {
    Diagnostic(.error, "unreadable-file", error.message, at: .file(file), hints: error.hints)
  }
}

extension DayCoverage {
  /// 最后一条记录的日期是 2023-08-15，以后 16 天没有记录.
  fileprivate func words(for edge: Edge) -> String {
    switch edge {
    case .start:
      "最早一条记录的日期是 \(CivilDate(days: days.first ?? range.start.days).iso)，"
        + "以前 \(gap(at: edge)) 天没有记录"
    case .end:
      "最后一条记录的日期是 \(CivilDate(days: days.last ?? range.end.days).iso)，"
        + "以后 \(gap(at: edge)) 天没有记录"
    }
  }
}

package import HuibianDiagnostics
import HuibianTable

/// What this target says of figures and ledgers; what it says of conditions and of settings stands beside them.
extension Diagnostic {
  static func near(_ name: String, _ candidates: [String], _ prefix: String = "是不是")
    -> [String]
  {
    nearestName(to: nameKey(name), among: candidates).map { ["\(prefix)\(quoted($0))"] } ?? []
  }

  static func list(_ names: [String], _ limit: Int = 12) -> String {
    names.prefix(limit).joined(separator: "、") + (names.count > limit ? "等\(names.count)个" : "")
  }

  static func missingColumn(
    _ column: String, of ledger: String, measures: [String], found: [String], at location: Location
  ) -> Diagnostic {
    let nearest = near(column, found)
    return Diagnostic(
      .error, "missing-column",
      "台账“\(ledger)”的数据里没有列“\(column)”，指标\(list(measures.map { "“\($0)”" }, 5))需要它",
      at: location,
      hints: (nearest.isEmpty ? [] : nearest)
        + ["重新导出时选上这一列；若列名不同，在 huibian.yaml 的“列别名”中写明哪一列是“\(column)”"])
  }

  package static func missingLedger(_ ledger: String, measures: [String], at location: Location)
    -> Diagnostic
  {
    Diagnostic(
      .error, "missing-ledger", "没有台账“\(ledger)”的数据，指标\(list(measures.map { "“\($0)”" }, 5))需要它",
      at: location, hints: ["加 --data \(ledger)=文件"])
  }

  static func scopeAssumed(ledger: String, columns: [String], at location: Location)
    -> Diagnostic
  {
    Diagnostic(
      .warning, "scope-assumed",
      "台账“\(ledger)”没有\(columns.map { "“\($0)”" }.joined(separator: "、"))列，全部记录按本级计",
      at: location, hints: ["数据含其他机构的记录时，导出时带上这一列"])
  }

  static func columnReplaced(ledger: String, column: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .note, "column-replaced", "台账“\(ledger)”没有“\(column)”列，已由其他列推定", at: location)
  }

  static func wholeYear(ledger: String, period: Period, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "whole-year", "台账“\(ledger)”按年度记录，\(period.title)的数取的是\(period.year)年全年的数",
      at: location, hints: ["核对这些数能否用在不满一年的报告里"])
  }

  package static func externalMeasure(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "external-measure", "指标“\(name)”要用外部值，数据里算不出", at: location,
      hints: [(location == .command ? "在报告里" : "") + "用 --set \(name)=值 给出"])
  }

  /// - Parameter ledger: Nil: one that is made of others, whose name nobody knows.
  static func notGroupable(
    _ measure: String, _ dimension: DimensionReference, ledger: String?, at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .error, "unknown-dimension",
      (ledger.map { "台账“\($0)”" } ?? "指标“\(measure)”的台账")
        + "没有维度\(quoted(dimension.name))", at: location,
      hints: [
        dimension.unit != nil && dimension.column == nil
          ? "这个台账不按日期记，去掉\(quoted(dimension.name))" : "换一个台账里有的列"
      ])
  }

  static func closedUndated(ledger: String, count: Int, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "closed-undated", "台账“\(ledger)”有\(count)件已办结而没有办结日期，按已办结计", at: location,
      hints: ["重新导出时选上“办结日期”这一列"])
  }

  static func countedUndated(
    ledger: String, column: String, count: Int, at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .note, "counted-undated", "台账“\(ledger)”有\(count)条记录没有“\(column)”，不论报告期一律计入",
      at: location, hints: ["补上\(column)"])
  }

  static func ambiguousName(
    _ name: String, of column: String, _ places: [String], at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .error, "ambiguous-member", "“\(column)”的\(quoted(name))有 \(places.count) 个，分不清是哪一个",
      at: location,
      hints: ["写明上级：" + places.prefix(4).map { visible($0) }.joined(separator: "、")])
  }

  // MARK: Ledgers made of others

  static func missingKeyRow(
    _ column: String, in ledger: String, count: Int, at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .warning, "missing-key-row", "有\(count)条记录的“\(column)”在台账“\(ledger)”中查不到", at: location,
      hints: ["核对两个台账的编号；查不到的记录，查来的各列算空"])
  }

  static func missingFirstCase(_ link: String, count: Int, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "missing-key-row", "有\(count)条记录的“\(link)”在数据中查不到那一件", at: location,
      hints: ["给出首次件所在期间的导出文件；查不到的，同一“\(link)”的算一个信访事项"])
  }

  static func deadlineReckoned(ledger: String, _ rule: String, at location: Location)
    -> Diagnostic
  {
    Diagnostic(
      .warning, "deadline-reckoned", "台账“\(ledger)”的“限办截止日期”\(rule)", at: location,
      hints: ["导出时带上“限办截止日期”更可靠；不要推算，在口径里写“推算限办日期: 否”"])
  }

  static func leftOutUndated(
    ledger: String, column: String, count: Int, at location: Location
  ) -> Diagnostic {
    Diagnostic(
      .note, "left-out-undated", "台账“\(ledger)”有\(count)条记录没有“\(column)”，不计入任何期间", at: location,
      hints: ["口径“计入日期”定为这一列；改回登记日期则全部计入"])
  }

  static func unplannedUnits(_ count: Int, at location: Location) -> Diagnostic {
    Diagnostic(
      .warning, "missing-key-row", "有\(count)条记录的“排查单位”不在台账“应排查计划”中", at: location,
      hints: ["核对单位的写法；计划外的排查不计入覆盖率"])
  }

  static func unknownCycle(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "unknown-cycle", "应排查计划的“周期”是空的或者认不出", at: location,
      hints: ["写成周、旬、月或季"])
  }

  static func badIndicator(_ problem: String, _ hint: String, at location: Location) -> Diagnostic {
    Diagnostic(.error, "bad-indicator", problem, at: location, hints: [hint])
  }

  static func scoreDiffers(
    _ indicator: String, given: String, computed: String, at location: Location
  )
    -> Diagnostic
  {
    Diagnostic(
      .warning, "score-differs", "\(quoted(indicator))的得分写的是\(given)，按规则算出\(computed)，取算出的",
      at: location, hints: ["核对完成值、分值和口径“反向指标计分”"])
  }
}

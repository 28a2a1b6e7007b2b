package import HuibianDiagnostics
import HuibianTable

/// All that this target says to the user, by identifier.
extension Diagnostic {
  private static func near(_ name: String, _ candidates: [String], _ prefix: String = "是不是")
    -> [String]
  {
    nearestName(to: nameKey(name), among: candidates).map { ["\(prefix)\(quoted($0))"] } ?? []
  }

  private static func list(_ names: [String], _ limit: Int = 12) -> String {
    names.prefix(limit).joined(separator: "、") + (names.count > limit ? "等\(names.count)个" : "")
  }

  // MARK: Periods

  static func badPeriod(_ text: String, _ problem: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-period", "时段\(quoted(text))\(problem)", at: location,
      hints: [
        "写成“2022年”“2022年上半年”“2022年第三季度”“2022年10月”“2022年1-10月”或“2022-01-01..2022-10-31”"
      ])
  }

  static func badSlicePeriod(_ text: String, _ problem: String, year: Int, at location: Location)
    -> Diagnostic
  {
    Diagnostic(
      .error, "bad-period", "时段\(quoted(text))\(problem)", at: location,
      hints: ["写\(year)年之内的时段，例如“上半年”“第三季度”“10月”“1-10月”"])
  }

  // MARK: Dimensions

  static func unknownDimension(_ text: String, ledger: LedgerSchema, at location: Location)
    -> Diagnostic
  {
    // What people group by most stands first: only the beginning of the list is shown.
    let columns = ledger.columns.filter { $0.kind.isText && !$0.isIdentifying }
    let names =
      columns.filter { $0.kind == .tree }.map(\.name) + TimeUnit.allCases.map(\.rawValue)
      + columns.filter { $0.kind != .tree }.map(\.name)
    return Diagnostic(
      .error, "unknown-dimension", "台账“\(ledger.name)”没有维度\(quoted(text))", at: location,
      hints: near(text, names).isEmpty ? ["可用的维度：\(list(names))"] : near(text, names))
  }

  static func unknownLevel(_ text: String, levels: [String], at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "unknown-level", "维度\(quoted(text))没有这一层级", at: location,
      hints: levels.isEmpty ? ["去掉点号后面的部分"] : ["可用的层级：\(list(levels))"])
  }

  static func notADimension(_ column: ColumnSchema, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "not-a-dimension", "“\(column.name)”是数，不能用来分组", at: location,
      hints: ["换成文字、日期或层级的列"])
  }

  static func identifyingDimension(_ column: ColumnSchema, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "not-a-dimension", "“\(column.name)”是编号，不能用来分组：只作统计，不逐人逐件列出", at: location,
      hints: ["换成类别、属地或时间"])
  }

  // MARK: Conditions

  static func badCondition(
    _ text: String, _ problem: String, hints: [String], at location: Location
  ) -> Diagnostic {
    Diagnostic(.error, "bad-condition", "条件\(quoted(text))\(problem)", at: location, hints: hints)
  }

  static func unknownColumn(_ name: String, ledger: LedgerSchema, at location: Location)
    -> Diagnostic
  {
    var hints = near(name, ledger.columns.map(\.name))
    if hints.isEmpty { hints = ["用 huibian inspect 查看数据文件有哪些列"] }
    if TimeUnit(name: nameKey(name)) != nil {
      hints = ["时间用 --period 限定，或写日期列，例如 \(ledger.dateColumn ?? "登记日期") ≥ 2024-03-01"]
    }
    if name.contains("且") || name.contains("或") { hints = ["在 且、或 的前后加空格"] }
    return Diagnostic(
      .error, "unknown-column", "台账“\(ledger.name)”没有列\(quoted(name))", at: location, hints: hints)
  }

  static func unknownCondition(
    _ name: String, among names: [String], ledger: LedgerSchema, at location: Location
  ) -> Diagnostic {
    let nearest = near(name, names.sorted())
    return Diagnostic(
      .error, "unknown-condition", "\(quoted(name))不是条件，台账“\(ledger.name)”也没有这个判定",
      at: location,
      hints: nearest.isEmpty ? ["写成“列名 = 值”"] : nearest)
  }

  static func unknownMeasure(_ name: String, in catalog: Catalog, at location: Location)
    -> Diagnostic
  {
    let nearest = near(name, catalog.measureNames)
    return Diagnostic(
      .error, "unknown-measure", "没有名为\(quoted(name))的指标", at: location,
      hints: nearest.isEmpty ? ["用 huibian metrics 查看全部指标"] : nearest)
  }

  static func otherLedger(_ measure: Measure, ledger: LedgerSchema, at location: Location)
    -> Diagnostic
  {
    Diagnostic(
      .error, "other-ledger", "“\(measure.name)”不是台账“\(ledger.name)”的指标，不能用“同”引用",
      at: location, hints: ["直接写出条件"])
  }

  static func cycle(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "measure-cycle", "\(quoted(name))引用了自己", at: location, hints: ["改掉其中一处引用"])
  }

  static func unknownValue(
    _ value: String, of column: ColumnSchema, allowed: [String], at location: Location
  ) -> Diagnostic {
    let nearest = near(value, allowed)
    return Diagnostic(
      .error, "unknown-value", "列“\(column.name)”没有取值\(quoted(value))", at: location,
      hints: nearest.isEmpty ? ["可用的取值：\(list(allowed))"] : nearest)
  }

  /// A name that one level of a tree does not have.
  static func unknownMember(
    _ value: String, of tree: Tree, level: Int, at location: Location
  ) -> Diagnostic {
    guard tree.parents(ofAmbiguous: value).isEmpty else {
      return unknownMember(value, of: tree, at: location)
    }
    let names = tree.members(level: level)
    let nearest = candidates(value, in: tree, among: names)
    return Diagnostic(
      .error, "unknown-member",
      "“\(tree.name)”的层级“\(tree.levels[level])”中没有\(quoted(value))", at: location,
      hints: !nearest.isEmpty ? nearest : names.isEmpty ? [] : ["可用的名称：\(list(names))"])
  }

  static func unknownMember(_ value: String, of tree: Tree, at location: Location) -> Diagnostic {
    let parents = tree.parents(ofAmbiguous: value)
    if !parents.isEmpty {
      return Diagnostic(
        .error, "ambiguous-member", "“\(tree.name)”中有\(parents.count)个\(quoted(value))",
        at: location,
        hints: ["写明上级：\(parents.prefix(4).map { $0 + "/" + value }.joined(separator: "、"))"])
    }
    let nearest = candidates(value, in: tree, among: tree.allNames)
    return Diagnostic(
      .error, "unknown-member", "“\(tree.name)”中没有\(quoted(value))", at: location,
      hints: nearest.isEmpty ? ["可用的名称：\(list(tree.members(level: 0)))"] : nearest)
  }

  /// 灵山镇 and 灵山街道 for 灵山; otherwise the nearest name.
  private static func candidates(_ value: String, in tree: Tree, among names: [String]) -> [String]
  {
    let beginning = tree.members(beginning: value)
    guard beginning.count > 1 else { return near(value, names) }
    return ["是不是" + beginning.prefix(4).map { "“\(visible($0))”" }.joined(separator: "或")]
  }

  static func unknownChoice(_ value: String, of setting: Setting, at location: Location)
    -> Diagnostic
  {
    Diagnostic(
      .error, "unknown-value", "口径“\(setting.name)”没有取值\(quoted(value))", at: location,
      hints: ["可用的取值：\(list(setting.allowed))"])
  }

  static func officeUnknown(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "office-unknown", "没有说明本级是哪个单位", at: location,
      hints: ["在 huibian.yaml 中写“单位: 某区信访局”，或加 --set 单位=某区信访局"])
  }

  static func mismatch(
    _ left: String, _ right: String, left kind: ColumnKind?, at location: Location
  ) -> Diagnostic {
    let what =
      switch kind {
      case .date: "日期"
      case .integer, .decimal: "数"
      default: "文字"
      }
    return Diagnostic(
      .error, "type-mismatch", "\(quoted(left))是\(what)，不能与\(quoted(right))比较", at: location,
      hints: [
        what == "日期" ? "日期写成 2024-01-05，或用 截止日期、报告期开始、报告期结束" : "比较的两边写同一类的值"
      ])
  }

  static func noOrder(_ name: String, _ comparison: Comparison, at location: Location)
    -> Diagnostic
  {
    Diagnostic(
      .error, "type-mismatch", "\(quoted(name))是文字，不能用 \(comparison.rawValue) 比较", at: location,
      hints: ["文字只能用 =、≠、属于、含、为空"])
  }

  static func noText(_ text: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "type-mismatch", "条件\(quoted(text))把日期或数当作文字", at: location,
      hints: ["属于和含只用于文字的列"])
  }

  static func notANumber(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "type-mismatch", "\(quoted(name))不是数，也不是日期", at: location,
      hints: ["换成整数、小数或日期的列"])
  }

  static func notDates(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "type-mismatch", "\(quoted(name))里的各项不是同一类的值", at: location,
      hints: ["括号里只写日期"])
  }

  static func notADateColumn(_ text: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "type-mismatch", "条件\(quoted(text))里“在”的前面不是日期列", at: location,
      hints: ["写成“登记日期 在 敏感期”"])
  }

  static func noArithmetic(_ left: String, _ right: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "type-mismatch", "\(quoted(left))与\(quoted(right))不能相加减", at: location,
      hints: ["只能写 日期 ± 天数，或 日期 - 日期"])
  }

  static func tooManyDays(_ days: Int64, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-condition", "天数\(days)太大", at: location, hints: ["写36600天以内的天数"])
  }

  static func unknownFunction(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-condition", "没有\(quoted(name))这种算法", at: location,
      hints: ["可用的有：较早(甲, 乙)、首个(甲, 乙)、下次(日期列, 编号列, 之后列)"])
  }

  static func wrongArguments(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-condition", "\(quoted(name))括号里的内容不对", at: location,
      hints: ["写成 较早(甲, 乙)、首个(甲, 乙) 或 下次(日期列, 编号列, 之后列)"])
  }

  static func notASpanLedger(_ name: String, in catalog: Catalog, at location: Location)
    -> Diagnostic
  {
    let names = catalog.ledgers.filter { $0.column("开始") != nil && $0.column("结束") != nil }
      .map(\.name)
    return Diagnostic(
      .error, "unknown-ledger", "\(quoted(name))不是有开始和结束的台账", at: location,
      hints: ["可用的台账：\(list(names))"])
  }

  // MARK: Figures

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

  // MARK: YAML

  static func yamlTooLarge(at location: Location) -> Diagnostic {
    Diagnostic(.error, "yaml-too-large", "配置文件超过1MB", at: location, hints: ["删去不需要的内容"])
  }

  static func yamlEncoding(at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "yaml-encoding", "配置文件不是 UTF-8 编码", at: location, hints: ["另存为 UTF-8 编码"])
  }

  static func yamlDanger(_ what: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "yaml-refused", "配置文件\(what)，不予读取", at: location,
      hints: ["写出内容本身；文字里含 & 或 * 时用引号括起来"])
  }

  static func yamlSyntax(_ problem: String, at location: Location) -> Diagnostic {
    let hint =
      problem.contains("tab") || problem.contains("cannot start any token")
      ? "缩进用空格，不用制表符；文字里有特殊符号时用引号括起来"
      : problem.contains("mapping values")
        ? "一行只写一个“键: 值”；值里有冒号时用引号括起来"
        : problem.contains("expected <block end>") || problem.contains("did not find")
          ? "检查这一行和上一行的缩进、括号、引号和冒号" : "检查缩进、冒号后面的空格和引号"
    return Diagnostic(.error, "yaml-syntax", "配置文件的写法有误", at: location, hints: [hint])
  }

  static func duplicateKey(_ key: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "duplicate-key", "\(quoted(key))写了两次", at: location, hints: ["删去或合并其中一处"])
  }

  static func wrongShape(_ what: String, expected: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "bad-configuration", "\(quoted(what))的内容不对，应为\(expected)", at: location,
      hints: ["参照说明改写这一项"])
  }

  static func unknownKey(
    _ key: String, in what: String, among known: [String], at location: Location
  ) -> Diagnostic {
    let nearest = near(key, known)
    return Diagnostic(
      .error, "unknown-key", "\(quoted(what))里没有\(quoted(key))这一项", at: location,
      hints: nearest.isEmpty ? ["可用的项：\(list(known, 20))"] : nearest)
  }

  static func unknownName(
    _ what: String, _ name: String, among known: [String], id: String, at location: Location
  ) -> Diagnostic {
    let nearest = near(name, known)
    return Diagnostic(
      .error, id, "没有名为\(quoted(name))的\(what)", at: location,
      hints: nearest.isEmpty ? ["可用的\(what)：\(list(known, 20))"] : nearest)
  }

  static func badSetting(_ setting: Setting, _ value: String, at location: Location)
    -> Diagnostic
  {
    Diagnostic(
      .error, "bad-setting", "口径“\(setting.name)”的值\(quoted(value))不对", at: location,
      hints: [
        setting.allowed.isEmpty
          ? "写0至36500的整数"
          : (nearestName(to: nameKey(value), among: setting.allowed).map { "是不是“\($0)”？" } ?? "")
            + "写其中之一：\(list(setting.allowed))"
      ])
  }

  static func scopeWithoutColumn(_ measure: Measure, _ scope: String, at location: Location)
    -> Diagnostic
  {
    Diagnostic(
      .error, "bad-setting", "指标“\(measure.name)”的台账没有分本级、属地的列，不能设范围\(quoted(scope))",
      at: location, hints: ["删去这一项"])
  }

  static func nameTaken(_ name: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "name-taken", "指标\(quoted(name))的名称或别名已属于另一个指标", at: location,
      hints: ["换一个名称"])
  }

  static func aliasTaken(_ alias: String, by column: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "name-taken", "列别名\(quoted(alias))已是列“\(column)”的名称", at: location,
      hints: ["删去这个别名"])
  }

  static func badMeasure(_ name: String, _ problem: String, hint: String, at location: Location)
    -> Diagnostic
  {
    Diagnostic(.error, "bad-measure", "指标\(quoted(name))\(problem)", at: location, hints: [hint])
  }
}

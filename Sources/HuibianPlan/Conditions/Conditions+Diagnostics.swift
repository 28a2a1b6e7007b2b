import HuibianDiagnostics
import HuibianTable

/// What is said of periods, dimensions and conditions.
extension Diagnostic {
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

  static func unknownDimension(
    _ text: String, ledger: LedgerSchema, trees: [String: Tree], at location: Location
  ) -> Diagnostic {
    // What people group by most stands first: only the beginning of the list is shown.
    let columns = ledger.columns.filter { $0.kind.isText && !$0.isIdentifying }
    let names =
      columns.filter { $0.kind == .tree }.map(\.name) + TimeUnit.allCases.map(\.rawValue)
      + columns.filter { $0.kind != .tree }.map(\.name)
    // 镇街 is a level of 问题属地.
    let levels = columns.filter { $0.kind == .tree }.flatMap { column in
      ((trees[column.name] ?? Tree.standard(column))?.levels ?? []).filter {
        nameKey($0) == nameKey(text)
      }
      .map { "\(column.name).\($0)" }
    }
    if !levels.isEmpty {
      return Diagnostic(
        .error, "unknown-dimension", "台账“\(ledger.name)”没有维度\(quoted(text))", at: location,
        hints: ["层级写在维度后面：\(list(levels))"])
    }
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
}

package import HuibianPlan
package import HuibianTable

/// Random tables and random plans over them, the same for the same seed.
package struct RandomPlans {
  private var generator: SeededGenerator

  package init(seed: UInt64) { generator = SeededGenerator(seed: seed) }

  private mutating func number(_ range: ClosedRange<Int>) -> Int {
    Int.random(in: range, using: &generator)
  }

  private mutating func pick<Value>(_ values: [Value]) -> Value {
    values[number(0...values.count - 1)]
  }

  /// A table of random cells.
  ///
  /// It is called 件, with the columns 形式, 属地, 编号 (coded), 收到, 办结 (dates), 人数 (integers) and
  /// 金额 (decimals), all with gaps. Days lie in 2022 to 2024.
  package mutating func table(rows: Int) -> Table {
    let forms = ["", "来访", "来信", "来访 ", "网上信访"]
    let places = ["", "甲区", "甲区_一镇", "甲区_二镇", "乙区_三镇_村", "乙区", "丙区"]
    var columns: [String: Column] = [:]
    columns["形式"] = .coded(CodedColumn((0..<rows).map { _ in pick(forms) }))
    columns["属地"] = .coded(CodedColumn((0..<rows).map { _ in pick(places) }))
    columns["编号"] = .coded(
      CodedColumn((0..<rows).map { _ in number(0...9) == 0 ? "" : "N\(number(1...rows / 2 + 1))" }))
    for name in ["收到", "办结"] {
      columns[name] = .dates(
        (0..<rows).map { _ in
          number(0...9) == 0 ? CivilDate.missing : Int32(18_993 + number(0...1_095))
        })
    }
    columns["人数"] = .integers(
      (0..<rows).map { _ in number(0...9) == 0 ? Column.missingNumber : Int64(number(0...40)) })
    columns["金额"] = .decimals(
      (0..<rows).map { _ in
        number(0...9) == 0 ? Column.missingNumber : Int64(number(-50_000...900_000))
      }, scale: 4)
    return EngineConformance.table("件", rows: rows, columns)
  }

  /// A ledger of runs of days, for 敏感期: columns 起 and 止.
  package mutating func runs(_ count: Int) -> Table {
    let starts = (0..<count).map { _ in Int32(18_993 + number(0...1_000)) }
    let ends = starts.map { $0 + Int32(number(-3...30)) }
    return EngineConformance.table("期", rows: count, ["起": .dates(starts), "止": .dates(ends)])
  }

  package mutating func plan() -> AggregationPlan {
    let isDated = number(0...2) > 0
    let start = CivilDate(days: Int32(18_993 + number(0...700)))
    var aggregate = Aggregate.countRows
    switch number(0...3) {
    case 0: aggregate = .countDistinct(pick(["编号", "形式", "属地"]))
    case 1: aggregate = .sum(operand(2))
    case 2: aggregate = .median(operand(2))
    default: break
    }
    return AggregationPlan(
      source: "件", filter: predicate(3), dateColumn: isDated ? pick(["收到", "办结"]) : nil,
      range: isDated ? DateRange(start, start.adding(days: number(0...400))) : nil,
      groupings: (0..<number(0...3)).map { _ in grouping() }, aggregate: aggregate)
  }

  private static let tree = Tree(name: "属地", levels: ["县区", "镇街", "村社区"])

  package mutating func grouping() -> Grouping {
    switch number(0...3) {
    case 0: Grouping(column: pick(["形式", "属地", "编号"]))
    case 1: Grouping(column: "属地", classifier: .level(RandomPlans.tree, number(0...2)))
    default:
      Grouping(column: pick(["收到", "办结"]), classifier: .time(pick(TimeUnit.allCases)))
    }
  }

  private mutating func operand(_ depth: Int) -> Operand {
    switch depth == 0 ? number(0...3) : number(0...8) {
    case 0: .column(pick(["收到", "办结", "人数", "金额"]))
    case 1: .column(pick(["收到", "办结", "人数", "金额"]))
    case 2: .date(CivilDate(days: Int32(18_993 + number(0...1_095))))
    case 3: .integer(Int64(number(-5...50)))
    case 4: .plusDays(operand(depth - 1), number(-30...90))
    case 5: .difference(operand(depth - 1), operand(depth - 1))
    case 6: .earlier(operand(depth - 1), operand(depth - 1))
    case 7: .first((0..<number(0...3)).map { _ in operand(depth - 1) })
    default:
      .nextDate(
        date: pick(["收到", "办结"]), key: pick(["编号", "属地"]), after: pick(["收到", "办结"]))
    }
  }

  private mutating func predicate(_ depth: Int) -> Predicate {
    switch depth == 0 ? number(0...5) : number(0...9) {
    case 0: .all
    case 1, 9: .compare(operand(2), pick(Comparison.allCases), operand(2))
    case 2: .isOneOf(column: "形式", values: [pick(["来访", "来信", "无", ""]), "网上信访"])
    case 3: .contains(column: pick(["形式", "属地"]), text: pick(["来", "区_", "村", " "]))
    case 4:
      .isMember(
        column: "属地", classifier: pick([.value, .level(RandomPlans.tree, number(0...2))]),
        labels: [pick(["甲区", "一镇", "", Tree.unspecified])])
    case 5: .isEmpty(column: pick(["形式", "收到", "人数", "金额", "编号"]))
    case 6: .isWithin(column: pick(["收到", "办结"]), ledger: "期", from: "起", to: "止")
    case 7: .not(predicate(depth - 1))
    default:
      pick([true, false])
        ? .and((0..<number(0...3)).map { _ in predicate(depth - 1) })
        : .or((0..<number(0...3)).map { _ in predicate(depth - 1) })
    }
  }
}

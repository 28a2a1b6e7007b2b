import Huibian
import HuibianDiagnostics
import HuibianPlan
import Testing

/// Indicators of a budget review that take their value from another metric, and their exact scores.
@Suite struct IndicatorTests {
  /// 2022 up to June: 3 letters, 办结率 2 of 3; in July one more, which the cut-off leaves out. 2021: 1.
  private static let cases = """
    信访件编号,登记日期,信访形式,信访人数,限办截止日期,办结日期,办结标志
    1,2022-01-05,来信,1,2022-03-05,2022-02-05,是
    2,2022-02-05,来信,1,2022-04-05,2022-03-05,是
    3,2022-03-05,来信,1,2022-05-05,,否
    4,2022-07-05,来信,1,2022-09-05,,否
    5,2021-03-05,来信,1,2021-05-05,2021-04-05,是
    """

  private func lines(
    _ indicators: String, _ measures: [String], by groupings: [String] = [],
    against comparison: Basis? = nil
  ) async -> [String] {
    await SmallLedgers(["信访件": Self.cases, "绩效指标": indicators])
      .lines(measures, by: groupings, against: comparison)
      .filter { !$0.hasPrefix("scope-assumed") && !$0.hasPrefix("flag-contradiction") }
  }

  @Test func `take their value from the metric that they name`() async {
    let lines = await lines(
      """
      三级指标,年度指标值,指标方向,实际完成值,分值
      百分数,≥90%,≥,=办结率,10
      九十,90,≥,=E03,10
      小数,0.9,≥,＝“办结率”,10
      件数,≥6件,≥,=来信件数,10
      不超过,≤2件,≤,=来信件数,10
      手填,≥4,≥,3,10
      """, ["X14", "X13"], by: ["三级指标"])
    #expect(
      lines == [
        "指标得分[百分数] 7.41分", "指标得分[九十] 7.41分", "指标得分[小数] 7.41分", "指标得分[件数] 5.00分",
        "指标得分[不超过] 5.00分", "指标得分[手填] 7.50分", "绩效指标完成率[百分数] 74.1%", "绩效指标完成率[九十] 74.1%",
        "绩效指标完成率[小数] 74.1%", "绩效指标完成率[件数] 50.0%", "绩效指标完成率[不超过] 50.0%",
        "绩效指标完成率[手填] 75.0%",
      ])
  }

  @Test func `take it of their own year`() async {
    let lines = await lines(
      """
      年度,三级指标,年度指标值,指标方向,实际完成值,分值
      2022,件数,≥6件,≥,=来信件数,12
      2021,件数,≥6件,≥,=来信件数,12
      2019,件数,≥6件,≥,=没有的指标,12
      """, ["X14"], against: .yearEarlier)
    #expect(lines.first == "指标得分 6.00分｜2.00｜+4.00｜+200.0%", "\(lines)")
  }

  @Test(arguments: [
    ("=办结绿", "unknown-measure 没有名为“办结绿”的指标"),
    ("=指标得分", "bad-indicator 绩效指标的实际完成值引用了“指标得分”，而它又由绩效指标算出"),
    ("=X16", "bad-indicator 绩效指标的实际完成值引用了“评价等级”，而它又由绩效指标算出"),
    ("=整体自评得分", "bad-indicator 绩效指标的实际完成值引用了“整体自评得分”，而它又由绩效指标算出"),
    ("=网上信访办结率", "bad-indicator 绩效指标的实际完成值引用的“网上信访办结率”在2022年的分母为零，没有数"),
    ("=领导包案件数", "missing-ledger 没有台账“包案”的数据，指标“领导包案件数”需要它"),
    ("=重复信访占比", "missing-column 台账“信访件”的数据里没有列“初重标志”，指标“重复信访占比”需要它"),
    ("办结率", "bad-indicator 绩效指标“甲”的实际完成值“办结率”不是数"),
  ])
  func `say what is wrong with the metric that they name`(value: String, message: String) async {
    let lines = await lines(
      "三级指标,年度指标值,指标方向,实际完成值,分值\n甲,≥90%,≥,\(value),10\n", ["X14"])
    #expect(lines.contains(message), "\(lines)")
    #expect(!lines.contains { $0.hasPrefix("指标得分") })
  }

  @Test func `tell all mistakes at once, with their places`() async {
    let answered = await ask(
      ["指标得分"],
      of: [
        "信访件.csv": Self.cases,
        "绩效指标.csv": """
        三级指标,年度指标值,指标方向,实际完成值,分值
        甲,≥90%,≥,=办结绿,10
        乙,≥90%,≥,=指标得分,10
        丙,好,定性,=办结率,10
        丁,≥90%,≥,许多,10
        """,
      ], period: "2022年")
    #expect(
      answered.sink.diagnostics.filter { $0.severity == .error }
        .map { "\($0.location.text) \($0.id)" } == [
          "绩效指标.csv:2:4 unknown-measure", "绩效指标.csv:3:4 bad-indicator",
          "绩效指标.csv:4:2 bad-indicator", "绩效指标.csv:5:4 bad-indicator",
        ], "\(answered.messages)")
  }

  @Test func `fill a report with the value of the metric`() async {
    let outcome = await compile(
      "得分{{指标得分}}，{{评价等级}}，办结率{{办结率}}。",
      data: [
        "信访件.csv": Self.cases,
        "绩效指标.csv": "三级指标,年度指标值,指标方向,实际完成值,分值\n甲,≥50%,≥,=办结率,90\n",
        "预算.csv": "类别,年初预算,执行数\n基本,100,50\n",
      ], period: Period(.months(2022, 1, 6)))
    #expect(outcome.text == "得分90分，优，办结率67%。", "\(outcome.messages)")
  }

  /// 1/3 + 1/3 + 0.9335 is 1.600166…: its third is 53.34 %; kept to twelve places the thirds would lose
  /// the half that is rounded up here.
  @Test func `have a mean rate that is exact`() async {
    let exact = await lines(
      """
      三级指标,年度指标值,指标方向,实际完成值,分值
      甲,≥3,≥,1,10
      乙,≥3,≥,1,10
      丙,≥3,≥,1,10
      丁,≥1000,≥,998,10
      """, ["X13"])
    // (1 + 0.998) / 4 = 0.4995, which is printed as 50.0 %.
    #expect(exact == ["绩效指标完成率 50.0%"])
  }

  /// 90 and 80 and 60 belong to the better grade, and the reverse rule ends at twice the target.
  @Test(arguments: [
    ("≥", "100", "99.9944", "99.99"), ("≥", "100", "99.995", "100.00"),
    ("≥", "100", "100", "100.00"),
    ("≤", "100", "100", "100.00"), ("≤", "100", "100.01", "99.99"), ("≤", "100", "199.99", "0.01"),
    ("≤", "100", "200", "0.00"), ("=", "0", "0", "100.00"), ("=", "0", "1", "0.00"),
  ])
  func `are scored exactly at the limits`(
    direction: String, target: String, value: String, score: String
  ) async {
    let lines = await lines(
      "三级指标,年度指标值,指标方向,实际完成值,分值\n甲,\(target),\(direction),\(value),100\n", ["X14"])
    #expect(lines == ["指标得分 \(score)分"])
  }

  private static let years = """
    年度,类别,科目,三公,年初预算,执行数
    2022,基本,公车,是,10,9
    2021,基本,公车,是,12,12
    2021,基本,人员,否,100,100
    ,基本,接待,是,1,1
    """

  @Test func `compare the three public expenses with the rows of the year before`() async {
    // Rows without a year count in every year, but are not known to be last year's: 10 against 12.
    #expect(
      await SmallLedgers(["预算": Self.years], period: Period(.year(2022))).lines([
        "三公经费决算数", "三公经费上年执行数", "X08",
      ]) == [
        "三公经费决算数 10.00万元", "三公经费上年执行数 12.00万元", "三公经费变动率 -16.7%",
      ])
    // The column, where there is one, goes before.
    #expect(
      await SmallLedgers(
        ["预算": "年度,类别,三公,执行数,上年执行数\n2022,基本,是,9,10\n2021,基本,是,12,\n"], period: Period(.year(2022))
      )
      .lines(["X08"]) == ["三公经费变动率 -10.0%"])
    let undated = await SmallLedgers(["预算": "类别,三公,执行数\n基本,是,9\n"]).lines(["X08"])
    #expect(undated == ["missing-column 台账“预算”的数据里没有列“上年执行数”，指标“三公经费变动率”需要它"])
    let alone = await SmallLedgers(["预算": "年度,类别,三公,执行数\n2022,基本,是,9\n"]).lines(["X08"])
    #expect(alone.first == "三公经费变动率 —%", "\(alone)")
  }
}

import HuibianDiagnostics
import Testing

struct ExaminationTests {
  private func messages(_ rows: String, accepted: Set<String> = []) async -> String {
    await compile("{{信访总量}}", data: ["信访件.csv": cases + rows], accepted: accepted).messages
  }

  @Test(arguments: [
    (
      "C01,2124-06-01,来信,1,东湖街道,教育_入学,,否,,初次",
      "信访件.csv:11:2: 警告: 列“登记日期”的日期 2124-06-01 还没有到，晚于统计截止日期 [after-cutoff]"
    ),
    (
      "C01,2024-06-01,来信,1,东湖街道,教育_入学,,是,2099-01-01,初次",
      "信访件.csv:11:9: 警告: 列“办结日期”的日期 2099-01-01 还没有到，晚于统计截止日期 [after-cutoff]"
    ),
    (
      "C01,2025-01-02,来信,1,东湖街道,教育_入学,,否,,初次",
      "信访件.csv:11:2: 警告: 列“登记日期”有 1 行晚于统计截止日期 2024-12-31，不计入本期，这是其中第一行 [after-cutoff]"
    ),
    (
      "C01,2024-06-01,来信,1,东湖街道,教育_入学,,是,2024-05-01,初次",
      "信访件.csv:11:9: 警告: “办结日期”2024-05-01 早于“登记日期”2024-06-01 [date-order]"
    ),
    (
      "C01,2024-06-01,来信,1,东湖街道,教育_入学,,是,,初次",
      "信访件.csv:11:9: 警告: “办结标志”为“是”，但没有“办结日期” [flag-contradiction]"
    ),
    (
      "C01,2024-06-01,来信,1,东湖街道,教育_入学,,否,2024-06-03,初次",
      "信访件.csv:11:9: 警告: “办结标志”为“否”，但有“办结日期” [flag-contradiction]"
    ),
    (
      "C01,2024-06-01,来信,1,西山乡,教育_入学,,否,,初次",
      "信访件.csv:11:5: 警告: 列“问题属地”的“西山乡”与第 3 行的“西山镇”写法相近，按两个名称统计 [look-alike]"
    ),
  ])
  func `points at what is suspicious`(row: String, message: String) async {
    let all = await messages(row + "\n")
    #expect(all.contains(message), "\(all)")
  }

  @Test(arguments: [("", "是空的"), ("0", "为 0")])
  func `points at a visit without a person, but not at such a letter`(
    persons: String, state: String
  ) async {
    let rows = ["来访", "来信"].map { "C\($0),2024-06-01,\($0),\(persons),东湖街道,教育_入学,,否,,初次\n" }
    let outcome = await compile("{{来访人次}}", data: ["信访件.csv": cases + rows.joined()])
    #expect(
      outcome.messages.contains("信访件.csv:11:4: 警告: 来访的“信访人数”\(state)，人次里没有这一批的人数 [no-persons]"))
    #expect(!outcome.messages.contains("信访件.csv:12:"))
    let met = await compile(
      "{{接访登记人次}}",
      data: ["接访登记.csv": "接访登记编号,接访日期,信访人数\nN1,2024-06-01,3\nN2,2024-06-02,\(persons)\n"])
    #expect(met.messages.contains("接访登记.csv:3:3: 警告: 来访的“信访人数”\(state)"))
  }

  @Test
  func `has nothing to say of sound rows`() async {
    #expect(await messages("C01,2024-06-01,来信,1,东湖街道,教育_入学,,是,2024-06-02,初次\n").isEmpty)
  }

  @Test
  func `leaves out the rows of an accepted rule and says their number`() async {
    let all = await messages(
      "C01,2024-06-01,来信,1,东湖街道,教育_入学,,是,2024-05-01,初次\n", accepted: ["date-order"])
    #expect(all == "信访件.csv:11:9: 说明: 按容许的规则 date-order 不计1行，这是其中第一行 [date-order]")
  }

  @Test
  func `makes an error of a warning when strict`() async {
    let rows = cases + "C01,2024-06-01,来信,1,东湖街道,教育_入学,,是,2024-05-01,初次\n"
    let outcome = await compile("{{信访总量}}", data: ["信访件.csv": rows], isStrict: true)
    #expect(outcome.report == nil)
    #expect(outcome.messages.contains("错误: “办结日期”"))
  }
}

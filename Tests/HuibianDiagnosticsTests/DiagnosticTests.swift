import HuibianDiagnostics
import Testing

struct DiagnosticTests {
  private let badDate = Diagnostic(
    .error, "bad-date", "列“登记日期”的内容\(quoted("2024-13-02"))不是日期",
    at: .cell(file: "坏数据.csv", row: 4, column: 2), hints: ["日期写成 2024-06-03 或 2024年6月3日"])

  @Test
  func `prints place, severity, message and hint`() {
    #expect(
      badDate.text() == """
        坏数据.csv:4:2: 错误: 列“登记日期”的内容“2024-13-02”不是日期 [bad-date]
          提示: 日期写成 2024-06-03 或 2024年6月3日
        """)
  }

  @Test
  func `prints one JSON object a line`() {
    let expected =
      #"{"severity":"error","id":"bad-date","message":"列“登记日期”的内容“2024-13-02”不是日期","#
      + #""file":"坏数据.csv","row":4,"column":2,"hints":["日期写成 2024-06-03 或 2024年6月3日"]}"#
    #expect(badDate.text(.json) == expected)
  }

  @Test(arguments: [
    (
      Location.tag(file: "月报.docx", part: "word/document.xml", place: "第2段", tag: 1),
      "月报.docx(word/document.xml):第2段:标签1"
    ),
    (.text(file: "huibian.yaml", line: 3, column: 5), "huibian.yaml:3:5"),
    (.part(file: "月报.docx", part: "word/header1.xml"), "月报.docx(word/header1.xml)"),
    (.file("a.csv"), "a.csv"),
    (.command, ""),
  ])
  func `writes every kind of place`(location: Location, text: String) {
    #expect(location.text == text)
  }

  @Test(arguments: [
    ("灵山镇", "“灵山镇”"),
    ("信访\u{200B}件", "“信访\\u{200B}件”"),
    ("a\u{1B}[31m\nb", "“a\\u{1B}[31m\\u{A}b”"),
    (String(repeating: "长", count: 50), "“" + String(repeating: "长", count: 40) + "…”"),
  ])
  func `quotes the user's text short and without control characters`(text: String, result: String) {
    #expect(quoted(text) == result)
  }

  @Test(arguments: [
    ("来访批数", "来访批次"), ("来访批次数", "来访批次"), ("登记日", "登记日期"), ("西山乡", "西山镇"),
  ])
  func `finds the name that was meant`(typed: String, meant: String) {
    #expect(nearestName(to: typed, among: ["来信件数", "来访批次", "登记日期", "西山镇"]) == meant)
  }

  @Test
  func `offers no name when none is near`() {
    #expect(nearestName(to: "cycler.__init__", among: ["来访批次", "信访总量"]) == nil)
  }
}

import HuibianDiagnostics
import HuibianReaders
import HuibianTable
import Testing

@Suite struct `reading JSON` {
  private let rows = """
    {"信访件编号": "A1", "登记日期": "2024-01-05", "信访形式": "来信", "信访人数": 1, "办结标志": true, "诉求": {"a": [1]}},
    {"信访形式": "走访", "登记日期": "2024-01-06", "信访件编号": "A2", "责任单位": "区\\u4f4f\\n建\\ud83d\\ude00局", "办结日期": null}
    """

  @Test(arguments: [
    ("[ROWS]", "JSON"), ("{\"RECORDS\": [ROWS]}", "JSON"),
    ("{\"code\": 0, \"data\": {\"total\": 2, \"rows\": [ROWS], \"tags\": [1, 2]}}", "JSON"),
    ("\u{FEFF}[ROWS]", "JSON"),
  ])
  func `finds the records`(shape: String, format: String) throws {
    let parts = shape.split(separator: "ROWS", omittingEmptySubsequences: false)
    let outcome = Outcome(parts.joined(separator: rows), name: "a.json")
    #expect(outcome.messages == "")
    #expect(outcome.dates("登记日期") == ["2024-01-05", "2024-01-06"])
    #expect(outcome.texts("信访形式") == ["来信", "来访"])
    #expect(outcome.integers("信访人数") == [1, nil])
    #expect(outcome.texts("办结标志") == ["是", ""])
    #expect(outcome.texts("责任单位") == ["", "区住\n建😀局"])
    #expect(outcome.table?.places.lines == [1, 2])
    #expect(try #require(outcome.reading.inputs.first).format == format)
  }

  @Test func `reads JSON Lines`() throws {
    let lines = rows.replacing("},\n{", with: "}\n{")
    let outcome = Outcome(lines, name: "a.jsonl")
    #expect(outcome.messages == "")
    #expect(outcome.table?.rowCount == 2)
    #expect(try #require(outcome.reading.inputs.first).format == "JSON Lines")
  }

  private static let hint = "\n  提示: 用导出的系统重新导出，不要手工改动JSON文件"

  @Test(arguments: [
    ("[{\"信访件编号\": \"A1\",}]", "1:17", "多了逗号（第1条记录）"),
    ("[{\"信访件编号\": \"A1\"},]", "1:18", "多了逗号（第1条记录）"),
    ("[{\"信访件编号\": NaN}]", "1:12", "有NaN或Infinity，JSON中没有这样的数（第1条记录的“信访件编号”）"),
    ("[{\"信访件编号\": 01}]", "1:12", "数的写法不对（第1条记录的“信访件编号”）"),
    ("[{\"信访件编号\":\n\"A\\ud800\"}]", "2:3", "有不成对的代理项（\\uD800至\\uDBFF）（第1条记录的“信访件编号”）"),
    ("[{\"信访件编号\": \"A\\x\"}]", "1:14", "反斜杠之后的字符不对（第1条记录的“信访件编号”）"),
    ("[{\"信访件编号\": 1, \"信访件编号\": 2}]", "1:15", "同一对象中键重复（第1条记录）"),
    ("[{\"信访件编号\": \"A1\"}] x", "1:19", "之后还有多余的内容"),
    ("[{\"信访件编号\": \"A", "1:14", "字符串没有结束（第1条记录的“信访件编号”）"),
    ("[{\"信访件编号\": \"A\"}, 3]", "1:18", "应为记录（对象）（第2条记录）"),
  ])
  func `is strict`(text: String, place: String, what: String) {
    let parts = place.split(separator: ":")
    #expect(
      Outcome(text, name: "a.json").messages
        == "a.json:\(place): 错误: 不是有效的JSON：第\(parts[0])行第\(parts[1])个字符处，\(what) [bad-json]"
        + `reading JSON`.hint)
  }

  @Test func `refuses deep nesting without going deep`() {
    let text = String(repeating: "[", count: 100_000)
    #expect(Outcome(text, name: "a.json").messages.contains("第1行第65个字符处，嵌套超过64层 [bad-json]"))
  }

  @Test(arguments: [
    (
      "{\"code\": 0, \"msg\": \"ok\", \"data\": {\"total\": 6}}",
      "应为记录数组（如[{…},{…}]），得到的是一个对象，其中的键有：code、msg、data [json-shape]\n  提示: 导出时选择只含记录的JSON，或导出为CSV"
    ),
    (
      "{\"data\": {\"a\": [{}], \"b\": [{}]}}",
      "有2个记录数组，不能确定用哪一个：data.a、data.b [json-candidates]\n  提示: 分成几个文件导出，每个文件只含一个记录数组"
    ),
    (
      "[1, 2]", "应为记录数组（如[{…},{…}]），得到的是不含记录的数组 [json-shape]\n  提示: 导出时选择只含记录的JSON，或导出为CSV"
    ),
  ])
  func `wants one array of records`(text: String, message: String) {
    #expect(Outcome(text, name: "a.json").messages == "a.json: 错误: " + message)
  }

  @Test func `refuses bytes that are no UTF-8`() {
    let bytes = Array("[{\"信访件编号\": \"".utf8) + [0xD6, 0xD0] + Array("\"}]".utf8)
    #expect(
      Outcome([("a.json", bytes)]).messages == """
        a.json: 错误: 第1行（第23字节起）不是有效的UTF-8编码 [bad-encoding]
          提示: JSON文件须为UTF-8编码：重新导出，或用文本编辑器另存为UTF-8
        """)
  }

  @Test func `refuses a nested value where one value is needed`() {
    let text = """
      [{"信访件编号": "A1", "登记日期": "2024-01-05", "信访形式": "来信", "责任单位": ["甲", "乙"]}]
      """
    #expect(
      Outcome(text, name: "a.json").messages == """
        a.json:1:4: 错误: “责任单位”列的值是对象或数组，应为文字、数或true、false [nested-value]
          提示: 导出时把该列写成单个值
        """)
  }
}

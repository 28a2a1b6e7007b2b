import Glibc
import HuibianDiagnostics
import HuibianReaders
import HuibianTable
import Testing

@Suite struct `the encoding of a file` {
  private let text = Samples.text(
    Samples.header, Samples.first, Samples.second, Samples.third)

  /// Encodes with the C library, so that fixtures need no files.
  private func encoded(_ text: String, _ encoding: String) -> [UInt8] {
    guard let descriptor = iconv_open(encoding, "UTF-8") else { return [] }
    defer { iconv_close(descriptor) }
    var input = text.utf8CString.dropLast().map { $0 }
    var output = [CChar](repeating: 0, count: input.count * 2)
    let room = output.count
    var left = input.count
    var space = room
    input.withUnsafeMutableBufferPointer { from in
      output.withUnsafeMutableBufferPointer { to in
        var source = from.baseAddress
        var target = to.baseAddress
        _ = iconv(descriptor, &source, &left, &target, &space)
      }
    }
    return output.prefix(room - space).map { UInt8(bitPattern: $0) }
  }

  @Test
  func `is not guessed for bytes that mean no character`() throws {
    // Four bytes of sound form, beyond the last character of the plane.
    let bad: [UInt8] = [0x84, 0x31, 0xA5, 0x30]
    let good = encoded(text, "GB18030")
    let place = encoded("东湖街道", "GB18030")
    let start = try #require(good.firstRange(of: place)).lowerBound
    let outcome = Outcome([("a.csv", Array(good[..<start]) + bad + Array(good[start...]))])
    #expect(
      outcome.messages.contains("错误: “问题属地”列有按 GB18030 编码认不出的字符 [bad-encoding]"),
      "\(outcome.messages)")
  }
  @Test(
    arguments: [
      ("GB18030", [], "GB18030", ","), ("GB18030", [], "GB18030", "|"),
      ("UTF-16LE", [0xFF, 0xFE], "UTF-16LE", ","), ("UTF-16BE", [0xFE, 0xFF], "UTF-16BE", "\t"),
      ("UTF-8", [0xEF, 0xBB, 0xBF], "UTF-8（带BOM）", ","),
    ] as [(String, [UInt8], String, String)])
  func `is found`(encoding: String, mark: [UInt8], name: String, separator: String) throws {
    let text = text.split(separator: ",", omittingEmptySubsequences: false)
      .joined(separator: separator)
    for blockSize in [5, 1 << 20] {
      let outcome = Outcome([("a.csv", mark + encoded(text, encoding))], blockSize: blockSize)
      #expect(outcome.messages == "")
      #expect(outcome.texts("责任单位") == ["区住建局", "区人社局", "南岭乡政府"])
      #expect(outcome.dates("办结日期") == ["2024-10-12", "2024-10-20", ""])
      #expect(try #require(outcome.reading.inputs.first).encoding == name)
    }
  }

  @Test func `is found where Chinese comes late`() {
    let rows = (0..<5000).map { "A\($0),2024-1-5,,\n" }.joined()
    let bytes = Array(("XFJBH,DJSJ,XFXS,责任单位\n".replacing("责任单位", with: "ZRDW") + rows).utf8)
    let last = encoded("B1,2024-1-5,来信,\n", "GB18030")
    let outcome = Outcome([("a.csv", bytes + last)], needed: ["信访形式"])
    #expect(outcome.messages == "")
    #expect(outcome.texts("信访形式").last == "来信")
  }

  @Test func `is one for the whole file`() {
    let other = encoded(Samples.third + "\n", "GB18030")
    let good = Array(Samples.text(Samples.header, Samples.first, Samples.second).utf8)
    #expect(
      Outcome([("a.csv", good + other)]).messages == """
        a.csv:4:1: 错误: 文件编码不一致：其余各行是UTF-8编码，第4行（第\(good.count + 24)字节起）不是 [mixed-encoding]
          提示: 可能是两份编码不同的导出拼在了一起：分别作为两个文件传入，或统一另存为UTF-8后再拼接
        """)
    #expect(
      Outcome([("a.csv", [0xEF, 0xBB, 0xBF] + good + other)]).messages.hasPrefix(
        "a.csv:4:1: 错误: 第4行（第\(good.count + 27)字节起）不是有效的UTF-8编码 [bad-encoding]"))
    let gb = encoded(Samples.text(Samples.header, Samples.first, Samples.second), "GB18030")
    #expect(
      Outcome([("a.csv", gb + Array(Samples.third.utf8))]).messages.hasPrefix(
        "a.csv:4:1: 错误: 文件编码不一致：其余各行是GB18030（GBK）编码，第4行（第\(gb.count + 1)字节起）是UTF-8 [mixed-encoding]"
      ))
  }

  @Test func `is checked to the end of a long file`() {
    let rows = (0..<20_000).map { "A\($0),2024-1-5,来信\n" }.joined()
    let bytes = Array(("信访件编号,登记日期,信访形式\n" + rows).utf8)
    let outcome = Outcome([("a.csv", bytes + [0x41, 0x2C, 0xC0, 0x80, 0x0A])], blockSize: 4096)
    #expect(
      outcome.messages.hasPrefix("a.csv:20002:1: 错误: 第20002行（第\(bytes.count + 3)字节起）不是有效的UTF-8编码"))
  }

  @Test func `is said where it has no mark`() {
    #expect(
      Outcome([("a.csv", encoded(text, "UTF-16BE"))]).messages == """
        a.csv: 错误: 文件的编码像是UTF-16BE，但没有BOM标记 [bad-encoding]
          提示: 在Excel或WPS中打开，另存为“CSV UTF-8（逗号分隔）”
        """)
  }

  @Test(
    arguments: [
      ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A], "不是文本文件（PNG图片）"),
      ([0xD0, 0xCF, 0x11, 0xE0, 0xA1], "是旧版Excel（97—2003的.xls）或Word文件，或加了密码的文档"),
      (Array("%PDF-1.7".utf8), "不是文本文件（PDF）"),
      (Array("<html><table>".utf8), "是网页（HTML），不是CSV，也不是.xlsx"),
    ] as [([UInt8], String)])
  func `is none in other kinds of files`(bytes: [UInt8], message: String) {
    #expect(
      Outcome([("a.csv", bytes)]).messages.hasPrefix("a.csv: 错误: \(message) [not-a-table]"))
  }
}

@Suite struct `personal data` {
  /// Every cell of a personal column holds a mark; no message, table or summary may show it.
  @Test func `goes nowhere`() throws {
    let mark = "110101199003070000"
    let text = Samples.text(
      "信访件编号,登记日期,信访形式,信访人数,姓名,手机号码,家庭住址,诉求摘要",
      "\(mark),2024-1-5,来信,abc,\(mark),\(mark),\(mark),\(mark)",
      "\(mark),2024-1-5,来信,2,\(mark),\(mark),\(mark),\(mark)",
      "A1,2024-1-5,\(mark),\(mark),1,1,1,1",
      "A2,2024-1-5,来信")
    let outcome = Outcome(text, needed: Samples.all.subtracting(["信访件编号"]))
    #expect(outcome.sink.hasErrors)
    #expect(!outcome.messages.contains(mark))
    let available = outcome.table?.available ?? []
    #expect(available == ["信访件编号", "登记日期", "信访形式", "信访人数"])
    let summary = try #require(outcome.reading.inputs.first)
    #expect(summary.columns.filter(\.isPersonal).map(\.header) == ["姓名", "手机号码", "家庭住址", "诉求摘要"])
  }

  @Test(arguments: ["姓名", "来访人", "XM", "联系 电话", "身份证号码（必填）", "户籍地址", "概况", "查询码", "登记人"])
  func `is known by its header`(header: String) throws {
    let outcome = Outcome(Samples.text("信访件编号,登记日期,信访形式,\(header)", "A1,2024-1-5,来信,x"))
    #expect(try #require(outcome.reading.inputs.first?.columns.last).isPersonal)
  }
}

@Suite struct `look-alikes` {
  @Test func `are spellings of one name`() {
    let names = ["区住建局", "区人社局", "区住建局（本级）", "區住建局", "东湖街道", "东湖街道办事处", "东湖镇", "ＱＵ住建局"]
    #expect(lookAlikes(names).map { [$0.0, $0.1] } == [[0, 2], [0, 3], [4, 5]])
  }
}

@Suite struct `inspecting` {
  @Test func `tells kinds and counts, never personal values`() throws {
    var sink = DiagnosticSink()
    let text = Samples.text(Samples.header, Samples.first, Samples.second, Samples.third)
    let inspection = try #require(
      Inspector.inspect(
        Source(bytes: BytesSource(name: "a.csv", bytes: Array(text.utf8))), [Samples.cases],
        sink: &sink
      ).first)
    #expect(inspection.summary.rows == 3)
    #expect(
      inspection.columns.map { $0.guess?.rawValue ?? "" } == [
        "编号", "日期", "文本", "整数", "文本", "文本", "文本", "是否", "日期", "",
      ])
    #expect(inspection.columns[8].empties == 1)
    #expect(inspection.columns[7].examples == ["是", "否"])
    #expect(inspection.columns[9].isPersonal)
    #expect(inspection.columns[9].distinct == 0)
    #expect(inspection.columns[0].examples.isEmpty)
  }

}

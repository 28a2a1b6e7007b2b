import HuibianDiagnostics
import HuibianReaders
import HuibianTable
import Synchronization
import Testing

@Suite struct `keys of rows` {
  private let header = "信访件编号,登记日期,信访形式,信访人数,姓名"

  @Test func `count an identical row once`() throws {
    let outcome = Outcome(
      Samples.text(header, "A1,2024-1-5,来信,1,甲", "A2,2024-1-6,来信,2,乙", "\"A1\",2024-1-5,\"来信\",1,甲")
    )
    #expect(outcome.messages == "a.csv:4:1: 警告: “信访件编号”与第2行相同，整行也完全相同，只计一次 [duplicate-row]")
    #expect(outcome.integers("信访人数") == [1, 2])
    #expect(try #require(outcome.reading.inputs.first).duplicates == 1)
  }

  @Test func `are not needed in a ledger that has none to count an identical row once`() {
    let outcome = Outcome(Samples.text("项目,预算数", "会议,10", "接访,10", "会议,10", "会议,8"))
    #expect(outcome.messages == "a.csv:4:1: 警告: “项目”与第2行相同，整行也完全相同，只计一次 [duplicate-row]")
    #expect(outcome.reading.tables["预算"]?.rowCount == 3)
  }

  /// That the petitioner differs is enough; who it is, is not said.
  @Test(arguments: ["A1,2024-1-5,来信,3,甲", "A1,2024-1-5,来信,1,丙"])
  func `refuse two different rows`(row: String) {
    #expect(
      Outcome(Samples.text(header, "A1,2024-1-5,来信,1,甲", row)).messages == """
        a.csv:3:1: 错误: 编号与第2行相同，内容却不同 [conflicting-rows]
          提示: 核对哪一行是对的，删去另一行；或用 --accept conflicting-rows 两行都不计
        """)
  }

  @Test func `leave both out if a person accepts it`() {
    let outcome = Outcome(
      Samples.text(header, "A1,2024-1-5,来信,1,甲", "A1,2024-1-5,来信,3,甲", "A2,2024-1-5,来信,7,乙"),
      accepted: ["conflicting-rows"])
    #expect(outcome.messages == "a.csv: 说明: 按容许的规则（conflicting-rows）不计2行 [conflicting-rows]")
    #expect(outcome.integers("信访人数") == [7])
  }

  /// Rows of the file without the numbers may be alike and yet differ.
  @Test func `are compared where they are, beside files that lack them`() {
    let lacking = Samples.text("场次编号,接访日期", "C1,2024-1-5", "C1,2024-1-5")
    let full = Samples.text("场次编号,接访日期,接访领导编号", "D1,2024-2-1,甲", "D1,2024-2-1,乙", "D1,2024-2-1,甲")
    let outcome = Outcome(
      [
        ("a.csv", Array(lacking.utf8)), ("b.csv", Array(full.utf8)), ("c.csv", Array(lacking.utf8)),
        ("d.csv", Array(full.utf8)),
      ],
      needed: ["接访日期"])
    #expect(
      outcome.messages == """
        b.csv:4:1: 警告: “场次编号”与第2行相同，整行也完全相同，只计一次 [duplicate-row]
        d.csv:2:1: 警告: “场次编号”与b.csv第2行相同，整行也完全相同，只计一次 [duplicate-row]
        d.csv:3:1: 警告: “场次编号”与b.csv第3行相同，整行也完全相同，只计一次 [duplicate-row]
        d.csv:4:1: 警告: “场次编号”与b.csv第2行相同，整行也完全相同，只计一次 [duplicate-row]
        """)
    #expect(outcome.reading.tables["接访场次"]?.rowCount == 6)
  }

  @Test func `are compared across files and ways of writing`() {
    let csv = Samples.text(header, "A1,2024-1-5,来信,1,甲", "A2,2024-1-6,来信,2,乙")
    let json = """
      [{"信访件编号": "A2", "登记日期": "2024/1/6", "信访形式": "来信", "信访人数": 2, "姓名": "乙"},
       {"信访件编号": "A1", "登记日期": "2024/1/6", "信访形式": "来信", "信访人数": 2, "姓名": "乙"}]
      """
    let outcome = Outcome([("a.csv", Array(csv.utf8)), ("b.json", Array(json.utf8))])
    #expect(
      outcome.messages == """
        b.json:1:1: 警告: “信访件编号”与a.csv第3行相同，整行也完全相同，只计一次 [duplicate-row]
        b.json:2:1: 错误: 编号与a.csv第2行相同，内容却不同 [conflicting-rows]
          提示: 核对哪一行是对的，删去另一行；或用 --accept conflicting-rows 两行都不计
        """)
  }

  /// A file and its copy, in which so many rows are said differently.
  private func copied(_ rows: Int, differing: Int, own: Int = 0) -> [(String, [UInt8])] {
    let lines = (1...rows).map { "A\($0),2024-1-5,来信,1,甲" }
    let copy =
      (1...rows).map { "A\($0),2024-1-5,来信,\($0 <= differing ? 2 : 1),甲" }
      + (0..<own).map { "B\($0),2024-1-5,来信,1,甲" }
    return [
      ("a.csv", Array(([header] + lines + [""]).joined(separator: "\n").utf8)),
      ("a - 副本.csv", Array(([header] + copy + [""]).joined(separator: "\n").utf8)),
    ]
  }

  @Test(arguments: [
    (
      30, 0, 0,
      """
      a - 副本.csv: 警告: 与“a.csv”是同一份：全部30行编号和内容都相同，只计一次 [duplicate-row]
        提示: 从数据里去掉其中一份
      """
    ),
    (
      30, 0, 12,
      """
      a - 副本.csv: 警告: 42行中有30行与“a.csv”里的完全相同，只计一次 [duplicate-row]
        提示: 两次导出有重叠的，照此即可；同一份放了两次的，去掉一份
      """
    ),
    (
      30, 30, 0,
      """
      a - 副本.csv: 错误: 全部30行的编号与“a.csv”里的相同，其中30行内容不同 [conflicting-rows]
        提示: 多半是同一本台账的两次导出：只留较新的一份，从数据里去掉另一份
        提示: 确实都要用的，核对这些行；或用 --accept conflicting-rows 不计内容不同的行
      """
    ),
    (
      30, 4, 5,
      """
      a - 副本.csv: 错误: 35行中有30行的编号与“a.csv”里的相同，其中4行内容不同 [conflicting-rows]
        提示: 多半是同一本台账的两次导出：只留较新的一份，从数据里去掉另一份
        提示: 确实都要用的，核对这些行；或用 --accept conflicting-rows 不计内容不同的行
      """
    ),
  ])
  func `of a file given twice are told once`(
    rows: Int, differing: Int, own: Int, messages: String
  ) throws {
    let outcome = Outcome(copied(rows, differing: differing, own: own))
    #expect(outcome.messages == messages)
    #expect(
      outcome.reading.tables["信访件"]?.rowCount
        == (differing > 0 ? rows + differing + own : rows + own))
    #expect(outcome.reading.inputs.last?.duplicates == rows - differing)
  }

  @Test func `of a file given twice are left out where a person accepts it`() {
    let outcome = Outcome(copied(30, differing: 4), accepted: ["conflicting-rows"])
    #expect(
      outcome.messages == """
        a - 副本.csv: 警告: 30行中有26行与“a.csv”里的完全相同，只计一次 [duplicate-row]
          提示: 从数据里去掉其中一份
        a - 副本.csv: 说明: 按容许的规则（conflicting-rows）不计8行 [conflicting-rows]
        """)
    #expect(outcome.reading.tables["信访件"]?.rowCount == 26)
  }

  @Test(arguments: [19, 30]) func `are told one by one where few are repeated`(rows: Int) {
    // Of 61 rows of each file fewer than half are in the other.
    let shared = (1...rows).map { "A\($0),2024-1-5,来信,1,甲" }
    let files = ["a", "b"].map { file in
      let own = (rows..<61).map { "\(file)\($0),2024-1-5,来信,1,甲" }
      return ("\(file).csv", Array(([header] + shared + own + [""]).joined(separator: "\n").utf8))
    }
    let lines = Outcome(files).messages.split(separator: "\n")
    #expect(lines.first == "b.csv:2:1: 警告: “信访件编号”与a.csv第2行相同，整行也完全相同，只计一次 [duplicate-row]")
    #expect(lines.count == min(rows, 20) + (rows > 20 ? 1 : 0))
  }

  @Test func `are doubted where Excel has damaged them`() {
    let hint = "  提示: 从业务系统重新导出；在Excel中打开前把该列设为文本"
    #expect(
      Outcome(Samples.text(header, "2.02E+12,2024-1-5,来信,1,甲", "########,2024-1-5,来信,1,甲")).messages
        == """
        a.csv:2:1: 警告: “信访件编号”列的编号被Excel损坏（科学计数法或########） [damaged-key]
        \(hint)
        a.csv:3:1: 警告: “信访件编号”列的编号被Excel损坏（科学计数法或########） [damaged-key]
        \(hint)
        """)
    #expect(
      Outcome(
        Samples.text(
          header, "330206202400012000,2024-1-5,来信,1,甲", "330206202400012000,2024-1-5,来信,2,乙")
      ).messages == """
        a.csv:2:1: 错误: “信访件编号”列的编号被Excel损坏（第15位之后成了0），几个编号因此相同 [damaged-key]
        \(hint)
        a.csv:3:1: 错误: “信访件编号”列的编号被Excel损坏（第15位之后成了0），几个编号因此相同 [damaged-key]
        \(hint)
        """)
  }

  @Test func `may be round where most are not`() {
    let rows = (998...1003).map { "33020620240001\($0 + 1000),2024-1-5,来信,1,甲\n" }.joined()
    #expect(Outcome(header + "\n" + rows).messages == "")
  }

  @Test func `are missed`() {
    let outcome = Outcome(Samples.text(header, ",2024-1-5,来信,1,甲", " ,2024-1-5,来信,1,甲"))
    #expect(
      outcome.messages == """
        a.csv:2:1: 警告: “信访件编号”列是空的，无法查重 [missing-key]
          提示: 补上编号
        a.csv:3:1: 警告: “信访件编号”列是空的，无法查重 [missing-key]
          提示: 补上编号
        """)
    #expect(outcome.table?.rowCount == 2)
  }
}

@Suite struct `many keys` {
  private static let header = "信访件编号,登记日期,信访形式,信访人数,姓名\n"
  /// Row `i` has the key `i`, but every 97th has that of a row before it, and every other of these
  /// is that row again.
  private static func row(_ i: Int) -> String {
    let isRepeat = i % 97 == 96
    let key = isRepeat ? i * 31 % (i - 1) : i
    return "A\(key),2024-1-5,来信,\(isRepeat && i % 2 == 0 ? i : key),甲\n"
  }

  /// What a table of all keys says of the rows.
  private static func expected(_ count: Int) -> [String] {
    var first: [String: Int] = [:]
    var messages: [String] = []
    for (index, text) in (0..<count).map(row).enumerated() {
      let key = String(text.prefix { $0 != "," })
      guard let other = first[key] else {
        first[key] = index
        continue
      }
      let isSame = row(other) == text
      messages.append(
        "\(index + 2) \(isSame ? "duplicate-row" : "conflicting-rows") 第\(other + 2)行")
    }
    return messages
  }

  /// The same is found whether records are read a second time or their hashes are kept, in one
  /// file or several.
  @Test(arguments: [(true, 1), (false, 1), (true, 3), (false, 3)])
  func `are compared without a table of all`(isRepeatable: Bool, parts: Int) throws {
    let count = 3_000
    let files = (0..<parts).map { part -> (String, [UInt8]) in
      let rows = (part * count / parts..<(part + 1) * count / parts).map(`many keys`.row)
      return ("a\(part).csv", Array((`many keys`.header + rows.joined()).utf8))
    }
    let outcome = Outcome(
      files, needed: ["登记日期"], blockSize: 1_000, isRepeatable: isRepeatable)
    let expected = `many keys`.expected(count)
    #expect(expected.count == 30)
    let found = outcome.sink.diagnostics.filter { $0.severity != .note }.map { diagnostic in
      (diagnostic.id, diagnostic.message)
    }
    #expect(found.count == 30)
    if parts == 1 {
      for (message, diagnostic) in zip(expected, outcome.sink.diagnostics) {
        let words = message.split(separator: " ")
        #expect(diagnostic.id == words[1])
        #expect(diagnostic.message.contains(words[2]))
        #expect(
          diagnostic.location == .cell(file: "a0.csv", row: Int(words[0]) ?? 0, column: 1))
      }
    }
    let duplicates = outcome.reading.inputs.reduce(0) { $0 + $1.duplicates }
    #expect(duplicates == expected.count { $0.contains("duplicate-row") })
  }

  /// A source whose bytes are others when they are read for the second time.
  private final class ChangingSource: ByteSource {
    let first: BytesSource
    let second: BytesSource
    let seen = Mutex(0)
    var name: String { first.name }
    var size: Int? { first.size }
    var isRepeatable: Bool { true }

    init(first: BytesSource, second: BytesSource) {
      self.first = first
      self.second = second
    }

    func read(
      into buffer: UnsafeMutableRawBufferPointer, at offset: Int
    ) throws(SourceError) -> Int {
      let isAgain = seen.withLock { seen in
        defer { seen = max(seen, offset + buffer.count) }
        return offset < seen
      }
      return try (isAgain ? second : first).read(into: buffer, at: offset)
    }
  }

  @Test(arguments: [("A1,2024-1-5,来信,1,甲\n", "A9,2024-1-5,来信,1,甲\n"), ("来信,1,甲\nA1", "来信,1,甲,A1")])
  func `are not compared in a file that changes meanwhile`(old: String, new: String) {
    let text = `many keys`.header + "A1,2024-1-5,来信,1,甲\nA1,2024-1-5,来信,1,甲\n"
    let source = ChangingSource(
      first: BytesSource(name: "a.csv", bytes: Array(text.utf8)),
      second: BytesSource(name: "a.csv", bytes: Array(text.replacing(old, with: new).utf8)))
    #expect(
      Outcome([Source(bytes: source)]).messages.contains(
        "a.csv: 错误: 无法读取：读取期间文件内容有变化 [unreadable-file]"))
  }
}

@Suite struct `several files of one ledger` {
  @Test func `are one table, in order`() throws {
    let a = Samples.text("信访件编号,登记日期,信访形式,责任单位", "A1,2024-1-5,来信,甲局", "A2,2024-1-6,来信,乙局")
    let b = Samples.text("责任单位,信访形式,登记日期,信访件编号", "乙局,走访,2024-1-7,A3", "丙局,来信,2024-1-8,A4")
    let outcome = Outcome(
      [("a.csv", Array(a.utf8)), ("b.csv", Array(b.utf8))], needed: ["责任单位", "登记日期"])
    #expect(outcome.messages == "")
    #expect(outcome.texts("责任单位") == ["甲局", "乙局", "乙局", "丙局"])
    #expect(outcome.dates("登记日期").last == "2024-01-08")
    let table = try #require(outcome.table)
    #expect(table.location(row: 3, column: "责任单位").file == "b.csv")
    #expect(table.places.line(ofRow: 3) == 3)
  }

  @Test func `must all have a column that figures need`() {
    let a = Samples.text("信访件编号,登记日期,信访形式,责任单位", "A1,2024-1-5,来信,甲局")
    let b = Samples.text("信访件编号,登记日期,信访形式", "A2,2024-1-5,来信")
    let outcome = Outcome(
      [("a.csv", Array(a.utf8)), ("b.csv", Array(b.utf8))], needed: ["责任单位"])
    #expect(
      outcome.messages == """
        b.csv:1:1: 错误: 信访件缺少“责任单位”列；已有的列：信访件编号、登记日期、信访形式 [missing-column]
          提示: 重新导出时选上该列；若列名不同，在huibian.yaml的“列别名”中写明
        """)
  }
}

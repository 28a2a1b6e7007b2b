import Glibc
import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianPlan
import HuibianReaders
import HuibianTable
import HuibianTestSupport

/// Every ledger of the catalogue with invented rows of two years: each column filled after its kind,
/// with gaps where a column may have them.
struct RandomLedgers {
  struct Sheet {
    let ledger: String
    var header: [String]
    var rows: [[String]]
  }

  var sheets: [Sheet]

  /// Given by the superior office, not counted in.
  private static let others: Set = ["上级通报排名", "目标值", "月报"]

  init(seed: UInt64, rows: Int) {
    var random = SeededGenerator(seed: seed)
    sheets = shipped.givenLedgers.filter { !Self.others.contains($0.name) }.map { ledger in
      let rows = (0..<rows).map { number in
        ledger.columns.map { column in
          RandomLedgers.cell(column, of: ledger, number, of: rows, &random)
        }
      }
      return Sheet(ledger: ledger.name, header: ledger.columns.map(\.name), rows: rows)
    }
  }

  private static func cell(
    _ column: ColumnSchema, of ledger: LedgerSchema, _ number: Int, of rows: Int,
    _ random: inout SeededGenerator
  ) -> String {
    func pick(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
    func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &random) }
    let isKey = column.name == (ledger.key ?? ledger.compoundKey.first)
    if isKey { return "K\(number)" }
    if let text = indicator(column.name, number, &random), ledger.name == "绩效指标" { return text }
    if column.name == "年度" { return pick(["2023", "2024"]) }
    let mayBeEmpty = column.name != ledger.dateColumn && column.name != "周期"
    switch column.kind {
    case .integer: return String(below(12))
    case .decimal: return "\(below(90)).\(below(10))\(below(10))"
    case .date:
      if mayBeEmpty, below(6) == 0 { return "" }
      let day = day("2023-01-01").adding(days: below(731)).iso
      return column.allowsMonths ? String(day.dropLast(3)) : day
    default: break
    }
    if mayBeEmpty, below(7) == 0 { return "" }
    switch column.kind {
    case .flag: return pick(["是", "否"])
    case .choice where !column.values.isEmpty: return pick(column.values)
    case .key: return "K\(below(rows + 3))"
    case .list: return pick(["甲", "甲、乙", "乙；丙、甲", "丁"])
    case .tree where column.name == "问题属地":
      return pick(["东湖街道/甲社区", "东湖街道", "西山镇", "西山镇/丙村", "示例区", "别处"])
    case .tree: return pick(["城乡建设_物业", "城乡建设_违建", "城乡建设", "教育_入学"])
    default: return pick(vocabulary[column.name] ?? ["甲", "乙", "丙", "丁", "示例区信访局"])
    }
  }

  /// What the metrics ask of columns of text.
  private static let vocabulary = [
    "种类": ["批捕", "刑事拘留", "治安处罚", "法教"], "文书种类": ["风险提醒函", "追责建议函", "通报"],
    "来源": ["市交办", "中央联席办交办", "中央巡视组交办", "国家信访局专项", "国家部委交办", "市领导包案", "涉稳突出问题"],
    "状态": ["化解", "办结", "稳控", "办理中", "终结备案"], "专项行动": ["百日攻坚", "攻坚月", "问题清单"],
    "类型": ["集中宣传", "培训班", "大讲堂", "送教上门", "风险研判会", "劝返", "督查", "极端事件"],
    "单位类型": ["镇街", "村社区", "企事业单位"], "项目": ["网格化中心", "信访服务中心"], "类别": ["基本", "项目"],
    "处理方式": ["现场解决", "限期办结", "转办"], "剔除原因": ["", "转出"], "评价": ["满意", "不满意", "未评"],
  ]

  /// What an indicator must say to be scored; nil for other columns.
  private static func indicator(
    _ column: String, _ number: Int, _ random: inout SeededGenerator
  ) -> String? {
    switch column {
    case "年度": "2024"
    case "三级指标": "指标\(number)"
    case "年度指标值": "50"
    case "调整指标值": number % 3 == 0 ? "40" : ""
    case "指标方向": "≥"
    case "实际完成值": String(Int.random(in: 1..<70, using: &random))
    case "分值": "10"
    case "得分": ""
    default: nil
    }
  }

  // MARK: Files

  /// A file of exports, and the ledger that it holds.
  struct File {
    let name: String
    let ledger: String
    let bytes: [UInt8]
  }

  /// One UTF-8 CSV for each ledger.
  var files: [File] {
    sheets.map { sheet in
      File(name: sheet.ledger + ".csv", ledger: sheet.ledger, bytes: Array(sheet.csv.utf8))
    }
  }

  /// The files that figures of these ledgers are counted in.
  func files(of ledgers: [String]) -> [File] {
    files.filter { ledgers.contains($0.ledger) || Self.shared.contains($0.ledger) }
  }

  /// Ledgers that others are looked up in, placed by, or made of.
  static let shared: Set = ["接访场次", "敏感期", "排查", "应排查计划", "单位台账", "绩效指标", "预算"]

  /// Two files for each ledger, of different encodings, the second with its columns in another order.
  func halves(_ random: inout SeededGenerator) -> [File] {
    sheets.flatMap { sheet in
      let cut = Int.random(in: 0...sheet.rows.count, using: &random)
      var (first, second) = (sheet, sheet)
      first.rows = Array(sheet.rows[..<cut])
      second.rows = Array(sheet.rows[cut...])
      second.reorder(&random)
      // A file without a row is an error of its own.
      return [
        File(
          name: sheet.ledger + "-1.csv", ledger: sheet.ledger, bytes: gb18030(first.csv)),
        File(
          name: sheet.ledger + "-2.csv", ledger: sheet.ledger,
          bytes: [0xFF, 0xFE] + second.csv.utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }),
      ].enumerated().filter { [first, second][$0.offset].rows.isEmpty == false }.map(\.element)
    }
  }
}

extension RandomLedgers.Sheet {
  var csv: String {
    ([header] + rows).map { $0.joined(separator: ",") + "\n" }.joined()
  }

  mutating func reorder(_ random: inout SeededGenerator) {
    let order = header.indices.shuffled(using: &random)
    header = order.map { header[$0] }
    rows = rows.map { row in order.map { row[$0] } }
  }
}

/// A text in GB18030, by the C library.
private func gb18030(_ text: String) -> [UInt8] {
  let converter = iconv_open("GB18030", "UTF-8")
  defer { iconv_close(converter) }
  var input = Array(text.utf8).map { CChar(bitPattern: $0) }
  var output = [CChar](repeating: 0, count: input.count * 2)
  var (inputLeft, outputLeft) = (input.count, output.count)
  let converted = input.withUnsafeMutableBufferPointer { from in
    output.withUnsafeMutableBufferPointer { to in
      var (source, target) = (from.baseAddress, to.baseAddress)
      return iconv(converter, &source, &inputLeft, &target, &outputLeft)
    }
  }
  precondition(converted == 0 && inputLeft == 0, "no GB18030 for \(text)")
  return output.dropLast(outputLeft).map { UInt8(bitPattern: $0) }
}

extension RandomLedgers {
  /// Answers a query over such files, for an office that has a tree.
  static func ask(
    _ measures: [String], of files: [File], period: String = "2024年", by groupings: [[String]] = [],
    comparison: Basis? = nil
  ) async -> Answered {
    var sink = DiagnosticSink()
    let text = """
      单位: 示例区信访局
      辖区: 示例区
      属地:
        层级: [镇街, 村社区]
        树: {东湖街道: [甲社区, 乙社区], 西山镇: [丙村, 丁村]}
      """
    let read = Configuration.read(Array(text.utf8), file: "huibian.yaml", sink: &sink)
    guard let read, let period = Period.parse(period, at: .command, sink: &sink) else {
      return Answered(answer: nil, sink: sink)
    }
    let catalog = shipped.merging(read, sink: &sink)
    var workspace = MemoryWorkspace([:])
    for file in files { workspace.files[file.name] = file.bytes }
    let compiler = ReportCompiler(workspace: workspace) { ColumnarEngine(tables: $0) }
    // One cut-off for all periods: what is due must not depend on the run asked for.
    let answer = await compiler.answer(
      StatisticsQuery(
        catalog: catalog, context: read.context(period: period, asOf: day("2024-12-31")),
        data: files.map { DataFile($0.name, ledger: $0.ledger) }, measures: measures,
        groupings: groupings, comparison: comparison),
      sink: &sink)
    return Answered(answer: answer, sink: sink)
  }
}

import HuibianDiagnostics
import HuibianReaders
import HuibianTable

/// Ledgers and exports for the tests; all invented.
enum Samples {
  static let cases = LedgerSchema(
    name: "信访件", aliases: ["信访件台账"],
    columns: [
      ColumnSchema(name: "信访件编号", kind: .key, aliases: ["XFJBH"]),
      ColumnSchema(name: "登记日期", kind: .date, aliases: ["DJSJ", "登记时间"]),
      ColumnSchema(
        name: "信访形式", kind: .choice, aliases: ["XFXS"],
        values: ["来信", "来访", "网上信访", "来电"], synonyms: ["走访": "来访", "上访": "来访"]),
      ColumnSchema(name: "信访人数", kind: .integer, aliases: ["XFRS", "人数"]),
      ColumnSchema(name: "内容分类", kind: .tree, aliases: ["NRFL"]),
      ColumnSchema(name: "问题属地", kind: .tree, aliases: ["WTSD"]),
      ColumnSchema(name: "责任单位", kind: .text),
      ColumnSchema(name: "办结标志", kind: .flag, aliases: ["是否办结"]),
      ColumnSchema(name: "办结日期", kind: .date, aliases: ["办结时间"]),
    ],
    key: "信访件编号", dateColumn: "登记日期", signatures: [["信访件编号", "登记日期", "信访形式"]])

  static let budget = LedgerSchema(
    name: "预算",
    columns: [
      ColumnSchema(name: "项目", kind: .text), ColumnSchema(name: "预算数", kind: .decimal),
      ColumnSchema(name: "年度", kind: .integer),
    ], signatures: [["项目", "预算数"]])

  static let sittings = LedgerSchema(
    name: "接访场次",
    columns: [
      ColumnSchema(name: "场次编号", kind: .key), ColumnSchema(name: "接访日期", kind: .date),
      ColumnSchema(name: "接访领导编号", kind: .text),
    ], compoundKey: ["场次编号", "接访领导编号"], dateColumn: "接访日期",
    signatures: [["场次编号", "接访日期"]])

  static let all: Set<String> = Set(cases.columns.map(\.name))
  static let header = "信访件编号,登记日期,信访形式,信访人数,内容分类,问题属地,责任单位,办结标志,办结日期,诉求摘要"
  static let first = "W2024100001,2024-10-01,网上信访,1,住房城建,东湖街道,区住建局,是,2024-10-12,反映小区电梯停用"
  static let second = "W2024100002,2024-10-02,来信,1,劳动社保,西山镇,区人社局,是,2024-10-20,反映欠薪"
  static let third = "W2024100003,2024-10-03,走访,6,农村农业,南岭乡,南岭乡政府,否,,反映土地流转款未付"

  static func text(_ rows: String..., end: String = "\n") -> String {
    rows.map { $0 + end }.joined()
  }
}

/// What came of reading some exports, as text.
struct Outcome {
  let reading: Reading
  let sink: DiagnosticSink

  init(
    _ files: [(String, [UInt8])], ledger: String? = nil, needed: Set<String>? = nil,
    examined: Set<String> = [], accepted: Set<String> = [], blockSize: Int = 1 << 20,
    isRepeatable: Bool = true
  ) {
    self.init(
      files.map {
        Source(
          bytes: BytesSource(name: $0.0, bytes: $0.1, isRepeatable: isRepeatable), ledger: ledger)
      }, needed: needed, examined: examined, accepted: accepted, blockSize: blockSize)
  }

  init(
    _ sources: [Source], needed: Set<String>? = nil, examined: Set<String> = [],
    accepted: Set<String> = [], blockSize: Int = 1 << 20
  ) {
    var sink = DiagnosticSink(accepted: accepted)
    let request = ReadRequest(
      ledgers: [Samples.cases, Samples.budget, Samples.sittings],
      needed: ["信访件": needed ?? Samples.all, "预算": ["项目", "预算数"]],
      examined: ["信访件": examined])
    reading = LedgerReader.read(
      sources, request, blockSize: blockSize, sink: &sink)
    self.sink = sink
  }

  init(
    _ text: String, name: String = "a.csv", ledger: String? = nil, needed: Set<String>? = nil,
    examined: Set<String> = [], accepted: Set<String> = [], blockSize: Int = 1 << 20
  ) {
    self.init(
      [(name, Array(text.utf8))], ledger: ledger, needed: needed, examined: examined,
      accepted: accepted, blockSize: blockSize)
  }

  /// All messages as printed.
  var messages: String { sink.summary.map { $0.text() }.joined(separator: "\n") }

  var table: Table? { reading.tables["信访件"] }

  func texts(_ column: String) -> [String] {
    guard case .coded(let coded) = table?[column] else { return [] }
    return coded.codes.map { coded.dictionary[Int($0)] }
  }

  func dates(_ column: String) -> [String] {
    guard case .dates(let days) = table?[column] else { return [] }
    return days.map { $0 == CivilDate.missing ? "" : CivilDate(days: $0).iso }
  }

  func integers(_ column: String) -> [Int64?] {
    guard case .integers(let values) = table?[column] else { return [] }
    return values.map { $0 == Column.missingNumber ? nil : $0 }
  }
}

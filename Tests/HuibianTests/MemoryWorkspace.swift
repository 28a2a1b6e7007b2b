import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianOPC
import HuibianPlan
import HuibianReaders
import HuibianTable
import HuibianTestSupport
import HuibianWord
import Synchronization
import Testing

/// A world of files in memory, on a fixed day.
struct MemoryWorkspace: Workspace {
  var files: [String: [UInt8]]
  var today = day("2025-01-06")

  init(_ files: [String: String]) { self.files = files.mapValues { Array($0.utf8) } }

  func bytes(of name: String, limit: Int) throws(SourceError) -> [UInt8] {
    guard let bytes = files[name] else { throw SourceError(message: "文件不存在") }
    return bytes
  }

  func names(in folder: String) -> [String] {
    files.keys.filter { $0.hasPrefix(folder) && !$0.dropFirst(folder.count).contains("/") }
      .map { String($0.dropFirst(folder.count)) }.sorted()
  }

  func source(_ name: String) throws(SourceError) -> any ByteSource {
    BytesSource(name: name, bytes: try bytes(of: name, limit: .max))
  }
}

/// The same, which counts how often a file is read whole.
struct CountingWorkspace: Workspace {
  private final class Counts: Sendable {
    let reads = Mutex<[String: Int]>([:])
  }

  private let files: MemoryWorkspace
  private let counts = Counts()

  init(files: [String: [UInt8]]) {
    var workspace = MemoryWorkspace(["信访件.csv": cases])
    workspace.files.merge(files) { _, new in new }
    self.files = workspace
  }

  var today: CivilDate { files.today }
  var reads: [String: Int] { counts.reads.withLock { $0 } }

  func bytes(of name: String, limit: Int) throws(SourceError) -> [UInt8] {
    counts.reads.withLock { $0[name, default: 0] += 1 }
    return try files.bytes(of: name, limit: limit)
  }

  func names(in folder: String) -> [String] { files.names(in: folder) }

  func source(_ name: String) throws(SourceError) -> any ByteSource { try files.source(name) }
}

/// `2024-02-29` as a date.
func day(_ text: String) -> CivilDate {
  let parts = text.split(separator: "-").compactMap { Int($0) }
  guard parts.count == 3, let date = CivilDate(parts[0], parts[1], parts[2]) else {
    preconditionFailure("no day: \(text)")
  }
  return date
}

/// What a compile in memory came to.
struct Outcome {
  let report: CompiledReport?
  let sink: DiagnosticSink

  /// Nil if there is no report.
  var document: WordDocument? {
    guard let report else { return nil }
    var sink = DiagnosticSink()
    return OPCPackage.open(report.document, file: "报告.docx", kind: .wordDocument, sink: &sink)
      .flatMap { WordDocument.open($0, file: "报告.docx", sink: &sink) }
  }

  /// The text of the body, one paragraph a line; nil if there is no report.
  var text: String? { document?.plainText(of: 0) }

  /// Itself, the report kept beside the template that it was made of.
  func kept(_ template: [UInt8]?) -> Outcome {
    if let report { KeptDocuments.keep(report.document, template: template) }
    return self
  }

  var messages: String { sink.summary.map { $0.text() }.joined(separator: "\n") }
}

/// Cases of two years: 2023 and 2024, with what the usual metrics need.
let cases = """
  信访件编号,登记日期,信访形式,信访人数,问题属地,内容分类,限办截止日期,办结标志,办结日期,初重标志
  A01,2023-01-05,来访,3,东湖街道,城乡建设_物业,2023-03-06,是,2023-02-01,初次
  A02,2023-02-06,来访,6,西山镇,城乡建设_违建,2023-04-07,是,2023-04-20,初次
  A03,2023-03-07,来信,1,东湖街道,教育_入学,2023-05-06,是,2023-04-01,初次
  A04,2023-04-10,来访,2,西山镇,教育_入学,2023-06-09,否,,重复
  B01,2024-01-08,来访,5,东湖街道,城乡建设_物业,2024-03-08,是,2024-02-20,初次
  B02,2024-02-29,来访,1,东湖街道,教育_入学,2024-04-29,是,2024-03-20,初次
  B03,2024-03-11,来信,1,西山镇,城乡建设_违建,2024-05-10,是,2024-05-01,重复
  B04,2024-04-12,来信,1,南岭乡,城乡建设_物业,2024-06-11,否,,初次
  B05,2024-05-13,来访,4,西山镇,城乡建设_物业,2024-07-12,是,2024-06-01,初次

  """

/// The catalogue that ships, read once.
let shipped: Catalog = {
  var sink = DiagnosticSink()
  return Catalog.shipped(sink: &sink)
}()

/// Compiles a text template in memory over ``cases`` for 2024.
func compile(
  _ template: String, data: [String: String] = ["信访件.csv": cases], period: Period? = nil,
  texts: [String: String] = ["单位": "示例区信访局"], accepted: Set<String> = [],
  isStrict: Bool = false, catalog: Catalog = shipped
) async -> Outcome {
  await compile(
    Array(template.utf8), named: "模板.hb.md", data: data, period: period, texts: texts,
    accepted: accepted, isStrict: isStrict, catalog: catalog)
}

/// Compiles a template of either kind, a Word document by default.
func compile(
  _ template: [UInt8], named name: String = "模板.docx",
  data: [String: String] = ["信访件.csv": cases], period: Period? = nil,
  texts: [String: String] = [:], accepted: Set<String> = [], isStrict: Bool = false,
  catalog: Catalog = shipped
) async -> Outcome {
  var sink = DiagnosticSink(isStrict: isStrict, accepted: accepted)
  var workspace = MemoryWorkspace(data)
  workspace.files[name] = template
  let compiler = ReportCompiler(workspace: workspace) { ColumnarEngine(tables: $0) }
  let job = CompileJob(
    template: TemplateFile(name: name, path: name), catalog: catalog,
    context: Context(
      officeNames: texts["单位"].map { [$0] } ?? [], period: period ?? Period(.year(2024))),
    data: data.keys.sorted().map { DataFile($0) }, texts: texts)
  let report = await compiler.compile(job, sink: &sink)
  return Outcome(report: report, sink: sink).kept(template)
}

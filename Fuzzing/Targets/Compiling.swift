import Dispatch
import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianOPC
import HuibianPlan
import HuibianReaders
import HuibianTable
import HuibianWord

/// A compile over fixed answers: the same small ledger and the same texts for every template.
enum Compiling {
  /// The report, or nil if the template was refused.
  static func compile(_ template: [UInt8], named name: String) -> [UInt8]? {
    let box = Box()
    let isDone = DispatchSemaphore(value: 0)
    Task.detached {
      box.report = await report(template, name)
      isDone.signal()
    }
    isDone.wait()
    return box.report
  }

  /// What is wrong with a report that was written; nil: nothing is.
  static func fault(of report: [UInt8]) -> String? {
    var sink = DiagnosticSink()
    guard
      let package = OPCPackage.open(report, file: "报告.docx", kind: .wordDocument, sink: &sink),
      let document = WordDocument.open(package, file: "报告.docx", sink: &sink)
    else { return "a report that cannot be opened: \(sink.summary.map { $0.text() })" }
    for index in document.stories.indices where holdsOurs(document.root(of: index)) {
      return "marks of the compiler are left in \(document.stories[index].part.text)"
    }
    return nil
  }

  private static func holdsOurs(_ element: XML.Element) -> Bool {
    element.name.namespace.uri.hasPrefix("urn:huibian")
      || element.elements.contains(where: holdsOurs)
  }

  private static func report(_ template: [UInt8], _ name: String) async -> [UInt8]? {
    var sink = DiagnosticSink()
    let compiler = ReportCompiler(workspace: FixedWorkspace(template: template, name: name)) {
      ColumnarEngine(tables: $0)
    }
    var job = CompileJob(
      template: TemplateFile(name: name, path: name), catalog: catalog,
      context: Context(officeNames: ["示例区信访局"], area: "示例区", period: Period(.year(2024))),
      data: [DataFile("信访件.csv")], texts: ["单位": "示例区信访局", "标题": "甲<乙>&丙"])
    job.pictures = ["公章": "公章.png"]
    let report = await compiler.compile(job, sink: &sink)
    let words = sink.summary.map { $0.text() }
    if report == nil, words.isEmpty { fatalError("no report, and no word why") }
    return report?.document
  }

  static let catalog: Catalog = {
    var sink = DiagnosticSink()
    return Catalog.shipped(sink: &sink)
  }()

  private final class Box: @unchecked Sendable { var report: [UInt8]? }
}

/// The template, a ledger of nine cases in two years, and a picture of one pixel.
private struct FixedWorkspace: Workspace {
  let template: [UInt8]
  let name: String

  var today: CivilDate { CivilDate(2025, 1, 6) ?? CivilDate(days: 0) }

  func bytes(of file: String, limit: Int) throws(SourceError) -> [UInt8] {
    switch file {
    case name: return template
    case "信访件.csv": return Array(Self.cases.utf8)
    case "公章.png": return Self.pixel
    default: throw SourceError(message: "文件不存在")
    }
  }

  func names(in folder: String) -> [String] { [] }

  func source(_ file: String) throws(SourceError) -> any ByteSource {
    BytesSource(name: file, bytes: try bytes(of: file, limit: .max))
  }

  static let cases = """
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

  static let pixel: [UInt8] = [
    0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A, 0, 0, 0, 13, 0x49, 0x48, 0x44, 0x52, 0, 0, 0, 1,
    0, 0, 0, 1, 8, 0, 0, 0, 0, 0x3A, 0x7E, 0x9B, 0x55, 0, 0, 0, 10, 0x49, 0x44, 0x41, 0x54, 0x78,
    0x9C, 0x63, 0x60, 0, 0, 0, 2, 0, 1, 0x48, 0xAF, 0xA4, 0x71, 0, 0, 0, 0, 0x49, 0x45, 0x4E, 0x44,
    0xAE, 0x42, 0x60, 0x82,
  ]
}

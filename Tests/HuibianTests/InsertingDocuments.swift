import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianOPC
import HuibianPlan
import HuibianTestSupport
import HuibianWord
import Testing

/// What tests of inserted documents share.
protocol InsertingDocuments {}

extension InsertingDocuments {
  func compiled(
    _ host: OPCPackage, _ documents: [String: OPCPackage], each: String? = nil,
    paths: [String: String]? = nil
  ) async throws -> Outcome {
    var sink = DiagnosticSink()
    var workspace = MemoryWorkspace(["信访件.csv": cases])
    workspace.files["汇编.docx"] = try host.serialized()
    for (name, package) in documents { workspace.files[name + ".docx"] = try package.serialized() }
    let compiler = ReportCompiler(workspace: workspace) { ColumnarEngine(tables: $0) }
    var job = CompileJob(
      template: TemplateFile(name: "汇编.docx", path: "汇编.docx"), catalog: shipped,
      context: Context(officeNames: [], period: Period(.year(2024))),
      data: [DataFile("信访件.csv")])
    job.documents =
      paths ?? Dictionary(uniqueKeysWithValues: documents.keys.map { ($0, $0 + ".docx") })
    job.each = each
    return Outcome(report: await compiler.compile(job, sink: &sink), sink: sink)
      .kept(workspace.files["汇编.docx"])
  }

  func package(_ outcome: Outcome) throws -> OPCPackage {
    var sink = DiagnosticSink()
    let report = try #require(outcome.report, "\(outcome.messages)")
    return try #require(
      OPCPackage.open(report.document, file: "报告.docx", kind: .wordDocument, sink: &sink))
  }

  func part(_ package: OPCPackage, _ kind: String) throws -> XML.Element {
    var sink = DiagnosticSink()
    let main = package.mainPart
    let link = try #require(package.relationships(of: main).first { $0.kind == kind })
    let name = try #require(package.resolve(link.target, from: main))
    let bytes = try #require(package.bytes(of: name))
    return try #require(XML.parse(bytes, file: "", part: "", sink: &sink)).root
  }

  func values(
    _ element: XML.Element, _ name: XML.Name, _ value: (XML.Element) -> String?
  ) -> [String] {
    element.elements.flatMap { child in
      (child.name == name ? [value(child)].compactMap { $0 } : []) + values(child, name, value)
    }
  }
}

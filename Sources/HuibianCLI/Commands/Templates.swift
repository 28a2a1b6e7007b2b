import ArgumentParser
import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianPlan
import HuibianTable

/// `huibian templates`: the templates that ship, with the ledgers that each needs and its file.
struct Templates: AsyncParsableCommand {
  @OptionGroup var material: MaterialOptions

  func run() async throws {
    let console = try material.console
    let shelf = try TemplateShelf()
    var sink = DiagnosticSink()
    let catalog = Catalog.shipped(sink: &sink)
    var text = ""
    for template in try shelf.templates() {
      let ledgers = await ledgers(of: template, shelf, catalog)
      text += template.name + "\n"
      if !ledgers.isEmpty { text += "  台账：" + ledgers.joined(separator: "、") + "\n" }
      text += "  文件：" + template.path + "\n"
    }
    try console.result(text)
  }

  /// The ledgers of a template's figures, in the order of the catalogue; none of a template that is
  /// wrong, as `huibian check` will tell.
  private func ledgers(
    of template: TemplateShelf.Entry, _ shelf: TemplateShelf, _ catalog: Catalog
  ) async -> [String] {
    let workspace = DiskWorkspace(progress: nil)
    let compiler = ReportCompiler(workspace: workspace) { ColumnarEngine(tables: $0) }
    let job = CompileJob(
      template: TemplateFile(
        name: template.path, path: template.path, partFolders: [shelf.partFolder]),
      catalog: catalog,
      context: Context(officeNames: ["本单位"], period: Period(.year(workspace.today.year))),
      data: [], isCheck: true)
    var sink = DiagnosticSink()
    guard let needs = await compiler.check(job, sink: &sink) else { return [] }
    return catalog.ledgers.map(\.name).filter { needs.columns[$0] != nil }
  }
}

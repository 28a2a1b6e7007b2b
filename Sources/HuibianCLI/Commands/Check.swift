import ArgumentParser
import Huibian
import HuibianDiagnostics
import HuibianPlan
import HuibianTable

/// `huibian check`: everything wrong with a template, without writing.
struct Check: AsyncParsableCommand {
  @Argument(help: ArgumentHelp(valueName: "模板")) var template: String
  @Option(parsing: .upToNextOption) var data: [String] = []
  @Option var period: String?
  @Option var format: String = NeedsFormat.text.rawValue
  @OptionGroup var material: MaterialOptions

  func run() async throws {
    let console = try material.console
    let format: NeedsFormat = try choice(format, of: "--format")
    let arguments = try DataArgument.list(data)
    var material = try Material(self.material, beside: arguments.first)
    let path = try ReportOrder.path(of: template, material)
    let typed =
      period ?? material.configuration?.reports.first { $0.name == template }?.period
    let period =
      try typed.map { try material.period($0) } ?? Period(.year(material.workspace.today.year))
    var job = CompileJob(
      template: ReportOrder.file(path.shown, path.path), catalog: material.catalog,
      context: material.context(period: period),
      data: arguments.map { DataFile($0.path, ledger: $0.ledger) }, texts: material.texts,
      isCheck: true)
    job.pictures = material.pictures()
    job.documents = material.documents()
    let needs = await material.compiler().check(job, sink: &material.sink)
    console.show(material.sink.summary)
    guard let needs else { throw ExitStatus.materialHasErrors }
    try console.result(
      needs.printed(format, errors: material.sink.count(of: .error)))
    if material.sink.hasErrors { throw ExitStatus.materialHasErrors }
  }
}

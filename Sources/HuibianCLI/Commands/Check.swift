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
    let report = material.configuration?.reports.first { $0.name == template }
    let path = try ReportOrder.path(
      of: report?.template ?? template, material, isListed: report != nil)
    let typed = period ?? report?.period
    let period =
      try typed.map { try material.period($0) } ?? Period(.year(material.workspace.today.year))
    var job = CompileJob(
      template: ReportOrder.file(path.shown, path.path, members: report?.members ?? []),
      catalog: material.catalog, context: material.context(period: period, asOf: report?.asOf),
      data: arguments.map { DataFile($0.path, ledger: $0.ledger) },
      texts: (report?.texts ?? [:]).merging(material.texts) { $1 }, isCheck: true)
    job.pictures = material.pictures(report?.texts ?? [:])
    job.documents = material.documents(report?.texts ?? [:])
    job.reports = ReportOrder.insertable(material)
    let needs = await material.compiler().check(job, sink: &material.sink)
    console.show(material.sink.summary)
    guard let needs else { throw ExitStatus.materialHasErrors }
    try console.result(
      needs.printed(format, errors: material.sink.count(of: .error)))
    if material.sink.hasErrors { throw ExitStatus.materialHasErrors }
  }
}

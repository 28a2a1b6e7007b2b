import ArgumentParser
import Huibian
import HuibianDiagnostics

/// `huibian compile`: makes one report, or all that the configuration lists.
struct Compile: AsyncParsableCommand {
  @Argument var template: String?
  @Option(parsing: .upToNextOption) var data: [String] = []
  @Option var period: String?
  @Option(name: .shortAndLong) var output: String?
  @Option var each: String?
  @Option var trace: String?
  @Flag var emitTemplate = false
  @OptionGroup var material: MaterialOptions

  func run() async throws {
    let console = try material.console
    guard each == nil else {
      throw UsageError("本版本还不能用 --each 逐个生成", hints: ["用切片，如 {{来访批次：问题属地=灵山镇}}"])
    }
    var material = try Material(
      self.material,
      beside: try data.first.map { (text) throws(UsageError) in try DataArgument(text) })
    if emitTemplate { return try emit(&material, console) }
    let orders = try ReportOrder.list(self, &material)
    if trace != nil, orders.count > 1 {
      throw UsageError("有\(orders.count)份报告，--trace 只能用于一份", hints: ["写出要生成的那一份的名称"])
    }
    var summary = RunSummary()
    var hasFailed = false
    for order in orders {
      let inputs = order.job.data.map(\.name) + [order.template.path]
      var sink = material.sink
      if order.output != "-",
        let refusal = OutputFile.check(try folderMade(order.output), inputs: inputs)
      {
        sink.report(refusal)
      }
      var progress = Progress(on: console)
      progress.show("正在生成 \(order.output)")
      let report = await material.compiler().compile(order.job, sink: &sink)
      _ = consume progress
      console.show(sink.summary)
      guard let report, !sink.hasErrors else {
        hasFailed = true
        continue
      }
      if let trace {
        try OutputFile.write(
          Array(report.trace.map(\.line).joined().utf8), to: trace, inputs: inputs + [order.output])
      }
      if order.output == "-" {
        try console.result(report.document)
      } else {
        try OutputFile.write(report.document, to: order.output, inputs: inputs)
      }
      summary.documents.append(
        RunSummary.Document(
          path: order.output, figures: report.summary.figures, charts: 0,
          placeholders: report.summary.placeholders))
      summary.warnings += sink.count(of: .warning)
    }
    console.line(summary.text)
    if hasFailed { throw ExitStatus.materialHasErrors }
  }

  /// The tagged Word document of a template.
  private func emit(_ material: inout Material, _ console: Console) throws {
    guard let name = template else {
      throw UsageError(
        "--emit-template 要写明模板", hints: ["例如 huibian compile 年度工作总结 --emit-template"])
    }
    let path = try ReportOrder.path(of: name, material)
    let file = TemplateFile(name: path.shown, path: path.path)
    let output = output ?? "模板.docx"
    let bytes = material.compiler().taggedDocument(file, sink: &material.sink)
    guard let bytes else { throw material.finished() }
    try OutputFile.write(bytes, to: try folderMade(output), inputs: [file.path])
    console.show(material.sink.summary)
    console.line("完成：已写出模板 \(visible(output, limit: 200))")
  }

  /// The path, whose folder is made if `-o` named a folder.
  private func folderMade(_ path: String) throws -> String {
    guard let output, output.hasSuffix("/"), path.hasPrefix(output), !isFolder(output) else {
      return path
    }
    try makeFolder(String(output.dropLast()))
    return path
  }
}

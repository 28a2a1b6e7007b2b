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
    var material = try Material(
      self.material,
      beside: try data.first.map { (text) throws(UsageError) in try DataArgument(text) })
    if emitTemplate { return try emit(&material, console) }
    let orders = try ReportOrder.list(self, &material)
    if trace != nil, orders.count > 1 {
      throw UsageError("有\(orders.count)份报告，--trace 只能用于一份", hints: ["写出要生成的那一份的名称"])
    }
    if trace != nil, orders.contains(where: { $0.job.each != nil }) {
      throw UsageError("逐个生成时不能用 --trace", hints: ["单独生成一份再写来历"])
    }
    var summary = RunSummary()
    var hasFailed = false
    for order in orders {
      let isDone =
        order.job.each == nil
        ? try await make(order, material, console, &summary)
        : try await makeEach(order, material, console, &summary)
      hasFailed = hasFailed || !isDone
    }
    console.line(summary.text)
    if hasFailed { throw ExitStatus.materialHasErrors }
  }

  /// Makes one document; false after its errors have been shown.
  private func make(
    _ order: ReportOrder, _ material: Material, _ console: Console, _ summary: inout RunSummary
  ) async throws -> Bool {
    let inputs = order.inputs
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
    guard let report, !sink.hasErrors else { return false }
    if let trace {
      try OutputFile.write(
        Array(report.trace.map(\.line).joined().utf8), to: trace, inputs: inputs + [order.output])
    }
    if order.output == "-" {
      try console.result(report.document)
    } else {
      try OutputFile.write(report.document, to: order.output, inputs: inputs)
    }
    summary.add(report.summary, path: order.output, warnings: sink.count(of: .warning))
    return true
  }

  /// Makes one document for each member of a dimension, into a folder; a member with errors is named
  /// at the end and does not stop the others.
  private func makeEach(
    _ order: ReportOrder, _ material: Material, _ console: Console, _ summary: inout RunSummary
  ) async throws -> Bool {
    let (folder, stem) = order.folderAndStem
    var sink = material.sink
    var progress = Progress(on: console)
    var failures: [(member: String, diagnostics: [Diagnostic])] = []
    var done: [(path: String, summary: ReportSummary)] = []
    progress.show("正在读取数据")
    let isTried = await material.compiler().compileEach(order.job, sink: &sink) {
      member, count, result in
      progress.show("正在生成 \(member)", share: (done.count + failures.count) * 100 / count)
      let path = folder + stem + "-" + member.asFileName + ".docx"
      do throws(CompilationError) {
        try makeFolder(String(folder.dropLast()))
        let report = try result.get()
        try OutputFile.write(report.document, to: path, inputs: order.inputs)
        done.append((path, report.summary))
      } catch {
        failures.append((member, error.diagnostics))
      }
    }
    _ = consume progress
    console.show(sink.summary + failures.flatMap(\.diagnostics))
    for (path, report) in done { summary.add(report, path: path, warnings: 0) }
    summary.warnings += sink.count(of: .warning)
    if !failures.isEmpty {
      let names = failures.map { visible($0.member) }.joined(separator: "、")
      console.line("没有生成：\(names)（共\(failures.count)份，原因见上）")
    }
    return isTried && failures.isEmpty
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

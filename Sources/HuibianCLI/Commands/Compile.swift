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
    let single = orders.filter { $0.job.each == nil }.flatMap {
      [$0.output, $0.trace].compactMap(\.self)
    }
    let many = orders.filter { $0.job.each != nil }.map(\.output)
    let twice =
      OutputFile.firstRepeated(in: single.filter { $0 != "-" })
      ?? OutputFile.firstRepeated(in: many)
    if let twice { throw CompilationError([.isWrittenTwice(twice)]) }
    guard single.count(where: { $0 == "-" }) <= 1 else {
      throw UsageError("只有一份结果可以写到标准输出（-）", hints: ["给其余的写出文件名"])
    }
    var summary = RunSummary()
    var shown: Set<Diagnostic> = []
    var contents: [OutputFile.Content] = []
    var hasFailed = false
    for order in orders where order.job.each == nil {
      let made = try await make(order, material, console, &shown, &summary)
      hasFailed = hasFailed || made == nil
      contents += made ?? []
    }
    // Nothing is written before all of it is right.
    if hasFailed { throw ExitStatus.materialHasErrors }
    try write(
      contents, folders: orders.compactMap(\.folder), inputs: orders.flatMap(\.inputs), console)
    var taken = contents.map(\.path)
    for order in orders where order.job.each != nil {
      let isDone = try await makeEach(order, material, taken: &taken, console, &shown, &summary)
      hasFailed = hasFailed || !isDone
    }
    if !summary.documents.isEmpty { console.line(summary.text) }
    if hasFailed { throw ExitStatus.materialHasErrors }
  }

  /// Puts the files in their places; a `-` goes to standard output, after everything else is safe.
  private func write(
    _ contents: [OutputFile.Content], folders: [String] = [], inputs: [String], _ console: Console
  ) throws {
    let files = contents.filter { $0.path != "-" }
    for file in files where isInNewFolder(file.path, folders) {
      try makeFolder(parent(of: file.path))
    }
    try OutputFile.write(files, inputs: inputs)
    for result in contents where result.path == "-" { try console.result(result.bytes) }
  }

  /// Makes one document and its trace, ready to be written; nil after its errors have been shown.
  ///
  /// - Parameter shown: What reports of this run have said already: they share data and templates.
  private func make(
    _ order: ReportOrder, _ material: Material, _ console: Console,
    _ shown: inout Set<Diagnostic>, _ summary: inout RunSummary
  ) async throws -> [OutputFile.Content]? {
    var sink = material.sink
    for path in [order.output, order.trace].compactMap(\.self) where path != "-" {
      let refusal = OutputFile.check(
        path, inputs: order.inputs,
        makesFolder: isInNewFolder(path, order.folder.map { [$0] } ?? []))
      if let refusal { sink.report(refusal) }
    }
    var progress = Progress(on: console)
    progress.show("正在生成 \(order.output)")
    let report = await material.compiler().compile(order.job, sink: &sink)
    _ = consume progress
    let news = sink.summary.filter { !shown.contains($0) }
    console.show(news)
    shown.formUnion(news)
    guard let report, !sink.hasErrors else { return nil }
    summary.add(report.summary, path: order.output, warnings: sink.count(of: .warning))
    var contents = [OutputFile.Content(path: order.output, bytes: report.document)]
    if let trace = order.trace {
      contents.append(OutputFile.Content(path: trace, bytes: report.traceFile))
    }
    return contents
  }

  /// The tagged Word document of a template.
  private func emit(_ material: inout Material, _ console: Console) throws {
    guard let name = template else {
      throw UsageError(
        "--emit-template 要写明模板", hints: ["例如 huibian compile 年度工作总结 --emit-template"])
    }
    let path = try ReportOrder.path(of: name, material)
    let file = ReportOrder.file(path.shown, path.path)
    var output = output ?? "模板.docx"
    if output.hasSuffix("/") || isFolder(output) {
      output += (output.hasSuffix("/") ? "" : "/") + "模板.docx"
    }
    try ReportOrder.checkName(output, isOneOfMany: false, [path.path])
    let bytes = material.compiler().taggedDocument(file, sink: &material.sink)
    guard let bytes else { throw material.finished() }
    try write(
      [OutputFile.Content(path: output, bytes: bytes)],
      inputs: [file.path] + ReportOrder.parts(of: file) + (material.path.map { [$0] } ?? []),
      console)
    console.show(material.sink.summary)
    console.line("完成：模板已写到 \(output == "-" ? "标准输出" : visible(output, limit: 200))")
  }

  /// Whether the path lies in a folder that `-o` or `--trace` names and that has to be made.
  ///
  /// - Parameter folders: Those of the configuration (输出).
  private func isInNewFolder(_ path: String, _ folders: [String]) -> Bool {
    ([output, trace].compactMap(\.self) + folders).contains { folder in
      folder.hasSuffix("/") && path.hasPrefix(folder) && !isFolder(folder)
    }
  }
}

extension CompiledReport {
  /// The trace as a file.
  var traceFile: [UInt8] { Array(trace.map(\.line).joined().utf8) }
}

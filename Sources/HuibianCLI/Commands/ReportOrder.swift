import Huibian
import HuibianDiagnostics
import HuibianPlan
import HuibianTable

/// One report to make: which template, for which period, into which file.
struct ReportOrder {
  let template: TemplateFile
  let period: Period
  let job: CompileJob
  /// Every file that the report is made from, the configuration too: none may be written.
  let inputs: [String]
  /// As the user will see it; `-` is standard output. For documents made one by one a zip, or a file in
  /// their folder with whose name theirs begin.
  let output: String
  /// Where its trace goes: a file; for documents made one by one a folder, as typed. Nil: no trace.
  let trace: String?
  /// The folder that 输出 names by its slash, and that is made if it is missing; nil: none.
  private(set) var folder: String?
  /// The name of the report and its period: a file's name without ending.
  private let ownName: String

  /// The reports that a command line asks for: one by its template, or all that the configuration
  /// lists. A template's name that is a report's name in the configuration means that report.
  static func list(_ command: Compile, _ material: inout Material) throws -> [ReportOrder] {
    let data = try DataArgument.list(command.data)
    let files = material.data(data)
    let reports = material.configuration?.reports ?? []
    let listed = command.template.map { name in reports.filter { $0.name == name } } ?? reports
    if command.template == nil, listed.isEmpty {
      throw UsageError(
        "没有写模板，也没有配置要生成的报告",
        hints: [
          "写 huibian compile 年度工作总结 --data 信访件.csv --period 2024年", "或在 huibian.yaml 的“报告”里列出",
        ])
    }
    if let template = command.template, listed.isEmpty {
      guard let typed = command.period else {
        throw UsageError("没有写报告期", hints: ["例如 --period 2024年 或 --period 2024年1-10月"])
      }
      let period = try material.period(typed)
      let order = try ReportOrder(
        template: template, period: period, data: files, output: command.output,
        each: command.each, trace: command.trace, material)
      return [order]
    }
    if listed.count > 1, let output = command.output, !output.hasSuffix("/"), !isFolder(output) {
      throw UsageError(
        "有\(listed.count)份报告，-o 应为文件夹",
        hints: ["写成 -o 文件夹/", "或写出要生成的那一份的名称"])
    }
    if listed.count > 1, let trace = command.trace, !trace.isFolderName {
      throw UsageError(
        "有\(listed.count)份报告，--trace 应为文件夹：\(quoted(trace))",
        hints: ["写成 --trace 来历/，每份报告一个文件", "或写出要生成的那一份的名称"])
    }
    var orders: [ReportOrder] = []
    for report in listed {
      let typed = command.period ?? report.period
      guard let typed else {
        throw UsageError(
          "报告“\(report.name)”没有写期间", hints: ["在 huibian.yaml 里加上“期间”，或用 --period 给出"])
      }
      guard
        let period = Period.parse(
          typed, at: command.period == nil ? report.periodLocation : .command,
          sink: &material.sink)
      else { continue }
      var order = try ReportOrder(
        name: report.name, template: report.template ?? report.name, period: period,
        asOf: report.asOf, data: files, texts: report.texts, members: report.members,
        output: output(command.output, report, period, material),
        outputLocation: command.output == nil ? report.outputLocation : nil,
        each: command.each ?? report.each, trace: command.trace, material)
      if command.output == nil, let output = report.output, output.hasSuffix("/") {
        order.folder = material.resolved(output)
      }
      orders.append(order)
    }
    try material.stopAtErrors()
    return orders
  }

  /// Where a report of the configuration goes: `-o` if it is a file, else the name in the
  /// configuration or the report's own, in the folder of `-o` or beside the configuration.
  private static func output(
    _ option: String?, _ report: Configuration.Report, _ period: Period, _ material: Material
  ) -> String {
    let ownName = report.name + "-" + period.title + ".docx"
    guard let option else {
      let named = report.output ?? ownName
      return material.resolved(named.hasSuffix("/") ? named + ownName : named)
    }
    guard option.hasSuffix("/") || isFolder(option) else { return option }
    let named = report.output.flatMap { $0.hasSuffix("/") ? nil : $0.split(separator: "/").last }
    return (option.hasSuffix("/") ? option : option + "/") + (named.map(String.init) ?? ownName)
  }

  /// - Parameters:
  ///   - name: The report's in the configuration; nil: the template's.
  ///   - outputLocation: Where the configuration names the output; nil: `-o` does.
  private init(
    name: String? = nil, template: String, period: Period, asOf: CivilDate? = nil,
    data: [DataFile], texts: [String: String] = [:], members: [String] = [], output: String?,
    outputLocation: Location? = nil, each: String?, trace: String?, _ material: Material
  ) throws {
    let path = try ReportOrder.path(of: template, material, isListed: name != nil)
    self.template = ReportOrder.file(
      template.hasTemplateEnding ? template : path.shown, path.path, members: members)
    self.period = period
    var job = CompileJob(
      template: self.template, catalog: material.catalog,
      context: material.context(period: period, asOf: asOf), data: data,
      texts: texts.merging(material.texts) { $1 })
    job.each = each
    job.isTraced = trace != nil
    job.pictures = material.pictures(texts)
    job.documents = material.documents(texts)
    job.reports = ReportOrder.insertable(material)
    self.job = job
    inputs =
      data.map(\.name) + [path.path] + ReportOrder.parts(of: self.template)
      + (material.path.map { [$0] } ?? [])
      + material.namedFiles(texts)
    let file = template.split(separator: "/").last.map(String.init) ?? template
    ownName = (name ?? file.withoutTemplateEnding) + "-" + period.title
    let isOneOfMany = each != nil
    if let output {
      do throws(UsageError) {
        try ReportOrder.checkName(output, isOneOfMany: isOneOfMany, inputs)
      } catch {
        guard let outputLocation else { throw error }
        throw CompilationError([
          Diagnostic(
            .error, "bad-configuration", "“输出”：" + error.message, at: outputLocation,
            hints: error.hints)
        ])
      }
    }
    if isOneOfMany, output == "-" {
      throw UsageError("逐个生成的有多份，不能写到标准输出（-）", hints: ["写成 -o 文件夹/ 或 -o 文件.zip"])
    }
    if let output,
      output.hasSuffix("/") || isFolder(output)
        || isOneOfMany && !output.isDocumentName && !output.isArchiveName
    {
      self.output = (output.hasSuffix("/") ? output : output + "/") + ownName + ".docx"
    } else {
      self.output = output ?? ownName + ".docx"
    }
    let document = self.output == "-" ? ownName + ".docx" : self.output
    if let trace {
      self.trace = try ReportOrder.tracePath(
        trace, of: document, isOneOfMany: isOneOfMany, inputs)
    } else {
      self.trace = nil
    }
  }

  /// For documents made one by one: the folder with its slash or the zip, and how their names begin.
  ///
  /// A `.docx` gives the beginning of the names, beside it; in a zip they begin with the report's own.
  var placeAndStem: (place: String, stem: String) {
    if output.isArchiveName { return (output, ownName) }
    let stem = output.isDocumentName ? String(output.dropLast(5)) : output
    guard let slash = stem.lastIndex(of: "/") else { return ("./", stem) }
    return (String(stem[...slash]), String(stem[stem.index(after: slash)...]))
  }

  /// A template with the folders where its parts (部分) are looked for.
  static func file(_ shown: String, _ path: String, members: [String] = []) -> TemplateFile {
    TemplateFile(
      name: shown, path: path, partFolders: (try? TemplateShelf()).map { [$0.partFolder] } ?? [],
      members: members)
  }

  /// The reports of the configuration, for `{{插入 名}}`; those without a right template or period, which
  /// are told when they are made by themselves, are left out.
  static func insertable(_ material: Material) -> [String: InsertableReport] {
    var result: [String: InsertableReport] = [:]
    for report in material.configuration?.reports ?? [] where report.each == nil {
      let template = report.template ?? report.name
      var silent = DiagnosticSink()
      guard let typed = report.period,
        let period = Period.parse(typed, at: report.periodLocation, sink: &silent),
        let path = try? ReportOrder.path(of: template, material, isListed: true)
      else { continue }
      result[report.name] = InsertableReport(
        template: file(
          template.hasTemplateEnding ? template : path.shown, path.path, members: report.members),
        context: material.context(period: period, asOf: report.asOf),
        texts: report.texts.merging(material.texts) { $1 })
    }
    return result
  }

  /// The files of all parts that a template could take in.
  static func parts(of template: TemplateFile) -> [String] {
    guard !template.path.hasSuffix(".docx") else { return [] }
    let own = (parent(of: template.path) + "/部分/")
    return ([own] + template.partFolders).flatMap { folder in
      (fileNames(in: folder) ?? []).map { folder + $0 }
    }
  }

  /// Where a template lies, and how it is called in messages.
  ///
  /// - Parameter isListed: The configuration names it, and so means the file beside itself also if this
  ///   folder has one of that name.
  static func path(of template: String, _ material: Material, isListed: Bool = false) throws -> (
    path: String, shown: String
  ) {
    let beside = material.resolved(template)
    if template.hasTemplateEnding, isListed || !isFile(template), isFile(beside) {
      return (beside, beside)
    }
    if isFile(template) { return (template, template) }
    let shelf = try TemplateShelf()
    if let path = try shelf.path(of: template), isFile(path) {
      return (path, path.split(separator: "/").last.map(String.init) ?? path)
    }
    let names = try shelf.templates().map(\.name)
    throw CompilationError([
      Diagnostic(
        .error, "no-such-template", "没有模板\(quoted(template))", at: .command,
        hints: [
          nearestName(to: template, among: names).map { "是不是“\($0)”？" }
            ?? "自带的模板有：\(names.joined(separator: "、"))；自己的模板写文件路径"
        ])
    ])
  }
}

extension String {
  /// Whether a name is a file's, not a shipped template's.
  fileprivate var hasTemplateEnding: Bool {
    [".docx", ".md", ".txt"].contains { hasSuffix($0) }
  }

  fileprivate var withoutTemplateEnding: String {
    for ending in [".hb.md", ".docx", ".md", ".txt"] where hasSuffix(ending) {
      return String(dropLast(ending.count))
    }
    return self
  }
}

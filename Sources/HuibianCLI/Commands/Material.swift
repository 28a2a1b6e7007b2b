import Huibian
import HuibianDiagnostics
import HuibianEngine
import HuibianPlan
import HuibianReaders
import HuibianTable

/// What a command works with: the catalogue, the office's configuration, and the messages so far.
struct Material {
  let options: MaterialOptions
  let workspace: DiskWorkspace
  /// The configuration's file as seen from this folder; nil: there is none.
  let path: String?
  /// Nil: there is no huibian.yaml.
  let configuration: Configuration?
  /// The folder that names in the configuration are relative to, with its slash; empty: this one.
  let folder: String
  let catalog: Catalog
  /// Texts of `--set`.
  let texts: [String: String]
  let asOf: CivilDate?
  var sink: DiagnosticSink

  /// Largest configuration in bytes.
  private static let limit = 1 << 20

  /// - Parameter data: The first of `--data`, beside which a huibian.yaml may lie.
  init(_ options: MaterialOptions, beside data: DataArgument? = nil) throws {
    self.options = options
    let console = try options.console
    workspace = DiskWorkspace(
      progress: ProgressLine.isShown(on: console) ? ReadingProgress() : nil)
    texts = try options.settings
    var sink = try options.sink()
    let path = Material.configurationPath(options.config, beside: data)
    var configuration: Configuration?
    if let path {
      do throws(SourceError) {
        let bytes = try workspace.bytes(of: path, limit: Material.limit)
        configuration = Configuration.read(bytes, file: path, sink: &sink)
      } catch {
        sink.report(
          Diagnostic(.error, "unreadable-file", error.message, at: .file(path), hints: error.hints))
      }
    }
    let tolerated = Set(configuration?.accepted ?? [])
    if !tolerated.isEmpty {
      var tolerant = try options.sink(tolerating: tolerated)
      tolerant.absorb(sink)
      sink = tolerant
    }
    var catalog = Catalog.shipped(sink: &sink)
    if let configuration { catalog = catalog.merging(configuration, sink: &sink) }
    self.path = path
    self.configuration = configuration
    self.catalog = catalog
    folder =
      path.map { path in
        path.lastIndex(of: "/").map { String(path[...$0]) } ?? ""
      } ?? ""
    asOf = try options.asOf.map { text throws(UsageError) in
      guard let date = CivilDate(typed: text) else {
        throw UsageError("--as-of 不是日期：\(quoted(text))", hints: ["写成 2024-10-31 或 2024年10月31日"])
      }
      return date
    }
    self.sink = sink
    try stopAtErrors()
  }

  /// `--config`, else huibian.yaml in this folder, else beside the data; nil if there is none.
  private static func configurationPath(_ named: String?, beside data: DataArgument?) -> String? {
    if let named { return named }
    let name = "huibian.yaml"
    if isFile(name) { return name }
    guard let data, let slash = data.path.lastIndex(of: "/") else { return nil }
    let beside = String(data.path[...slash]) + name
    return isFile(beside) ? beside : nil
  }

  /// The report's context: office, area, period, cut-off.
  ///
  /// The other names of an office (单位别名) are those of the configuration's own: with `--set 单位=` of
  /// another office they do not count as 本级.
  func context(period: Period, asOf: CivilDate? = nil) -> Context {
    var context =
      configuration?.context(period: period, asOf: self.asOf ?? asOf)
      ?? Context(period: period, asOf: self.asOf ?? asOf)
    if let office = texts["单位"] {
      let names = context.officeNames
      let isSame = names.contains(office) || configuration?.office == nil
      context.officeNames = [office] + (isSame ? names.filter { $0 != office } : [])
    }
    if let area = texts["辖区"] { context.area = area }
    return context
  }

  /// The files of `--data`, or those of the configuration.
  func data(_ arguments: [DataArgument]) -> [DataFile] {
    if !arguments.isEmpty { return arguments.map { DataFile($0.path, ledger: $0.ledger) } }
    return (configuration?.data ?? []).flatMap { entry in
      entry.files.map { DataFile(resolved($0), ledger: entry.ledger) }
    }
  }

  /// A name in the configuration, as it is seen from this folder.
  func resolved(_ path: String) -> String { path.hasPrefix("/") ? path : folder + path }

  /// What `{{@名}}` may show: 图片 of the configuration, then texts of a report, then `--set`; paths of
  /// `--set` are seen from this folder.
  ///
  /// - Parameter own: 设置 of a report.
  func pictures(_ own: [String: String] = [:]) -> [String: String] {
    (configuration?.pictures ?? [:]).merging(own) { $1 }.mapValues(resolved)
      .merging(texts) { $1 }
  }

  /// What `{{插入 名}}` may insert, as ``pictures(_:)``; 文档 may name a shipped template too.
  func documents(_ own: [String: String] = [:]) -> [String: String] {
    let listed = (configuration?.documents ?? [:]).mapValues { path in
      (try? ReportOrder.path(of: path, self, isListed: true).path) ?? resolved(path)
    }
    return listed.merging(own.mapValues(resolved)) { $1 }.merging(texts) { $1 }
  }

  /// The pictures and documents that the configuration, a report's own texts or `--set` name: no report
  /// may overwrite them.
  func namedFiles(_ own: [String: String]) -> [String] {
    (Array(pictures(own).values) + documents(own).values).filter(isFile).sorted()
  }

  func compiler() -> ReportCompiler {
    ReportCompiler(workspace: workspace, format: configuration?.format ?? PageFormat()) {
      ColumnarEngine(tables: $0)
    }
  }

  /// A period as typed on the command line.
  mutating func period(_ text: String) throws -> Period {
    guard let period = Period.parse(text, at: .command, sink: &sink) else { throw finished() }
    return period
  }

  /// Ends the command if there was an error so far.
  mutating func stopAtErrors() throws {
    if sink.hasErrors { throw finished() }
  }

  /// Shows all messages; the exit status that they mean.
  func finished() -> ExitStatus {
    (try? options.console)?.show(sink.summary)
    return sink.hasErrors ? .materialHasErrors : .done
  }
}

extension CivilDate {
  /// `2024-10-31`, `2024/10/31`, `2024年10月31日`, `20241031`.
  init?(typed text: String) {
    let digits = halfWidth(text)
    var numbers = digits.split(whereSeparator: { !$0.isASCII || !$0.isNumber }).compactMap {
      Int($0)
    }
    if numbers.count == 1, digits.count == 8 {
      numbers = [numbers[0] / 10_000, numbers[0] / 100 % 100, numbers[0] % 100]
    }
    guard numbers.count == 3 else { return nil }
    self.init(numbers[0], numbers[1], numbers[2])
  }
}

import HuibianDiagnostics
import HuibianPlan
import HuibianReaders
import HuibianTable

/// What a command works on, once the command line and the configuration have been put together.
///
/// The command line goes before the configuration. Paths of a configuration are relative to its
/// folder; those of the command line, and all outputs, to the current one.
struct Material: Sendable {
  let console: Console
  let workspace = DiskWorkspace()
  /// Empty if there is no configuration file.
  let configuration: Configuration
  /// The shipped catalogue with the configuration's own additions.
  let catalog: Catalog
  /// `--data`, else what the configuration lists (数据).
  let data: [DataArgument]
  /// Texts of `--set`.
  let texts: [String: String]
  /// `--as-of`.
  let asOf: CivilDate?
  /// Follows `--strict`, `--accept` and 容许; holds what the configuration had to say.
  var sink: DiagnosticSink

  /// Reads the configuration; all its mistakes are reported and thrown at once.
  init(_ options: MaterialOptions, data: [DataArgument] = []) throws {
    console = try options.console
    texts = try options.settings
    let path = try Material.configurationPath(options.config, besides: data)
    var sink = options.sink()
    var configuration = Configuration()
    if let path {
      let bytes = try Material.bytes(of: path, DiskWorkspace())
      configuration =
        Configuration.read(bytes, file: path, sink: &sink) ?? Configuration(file: path)
      if !configuration.accepted.isEmpty {
        var tolerant = options.sink(tolerating: Set(configuration.accepted))
        tolerant.absorb(sink)
        sink = tolerant
      }
    }
    if let office = texts["单位"] { configuration.office = office }
    asOf = options.asOf.flatMap { Material.day($0, sink: &sink) }
    catalog = Catalog.shipped(sink: &sink).merging(configuration, sink: &sink)
    try sink.checkpoint()
    self.data =
      data.isEmpty ? Material.files(of: configuration, in: path.map(parent) ?? ".") : data
    self.configuration = configuration
    self.sink = sink
  }

  /// The context of a report: office, area, trees, period, cut-off.
  func context(period: Period, asOf: CivilDate? = nil) -> Context {
    configuration.context(period: period, asOf: self.asOf ?? asOf)
  }

  /// The period of `--period`; nil and a report if it is none.
  mutating func period(_ text: String) -> Period? {
    Period.parse(text, at: .command, sink: &sink)
  }

  /// The data as sources to be read; a file that cannot be opened is reported.
  mutating func sources() -> [Source] {
    var result: [Source] = []
    for item in data {
      do throws(SourceError) {
        result.append(Source(bytes: try workspace.source(item.path), ledger: item.ledger))
      } catch {
        sink.report(.cannotRead(item.path, error))
      }
    }
    return result
  }

  /// Ends a run: throws if there were errors, else shows what is left to say.
  func finish(_ summary: RunSummary? = nil) throws(CompilationError) {
    try sink.checkpoint()
    console.show(sink.summary)
    if var summary {
      summary.warnings = sink.count(of: .warning)
      console.line(summary.text)
    }
  }

  // MARK: The configuration

  /// `--config`, else `huibian.yaml` beside the first data file, else in the current folder.
  private static func configurationPath(
    _ named: String?, besides data: [DataArgument]
  ) throws -> String? {
    if let named { return isFolder(named) ? named + "/huibian.yaml" : named }
    var candidates = ["huibian.yaml"]
    if let first = data.first(where: { $0.path != "-" }), parent(of: first.path) != "." {
      candidates.insert(parent(of: first.path) + "/huibian.yaml", at: 0)
    }
    return candidates.first(where: isFile)
  }

  private static func files(
    of configuration: Configuration, in folder: String
  ) -> [DataArgument] {
    configuration.data.flatMap { entry in
      entry.files.map { file in
        let isAbsolute = file.hasPrefix("/") || folder == "."
        return DataArgument(ledger: entry.ledger, path: isAbsolute ? file : folder + "/" + file)
      }
    }
  }

  private static func bytes(
    of path: String, _ workspace: DiskWorkspace
  ) throws(CompilationError) -> [UInt8] {
    do throws(SourceError) {
      return try workspace.bytes(of: path, limit: 1 << 20)
    } catch {
      throw CompilationError([.cannotRead(path, error)])
    }
  }

  /// One day, in any form that a period may have.
  private static func day(_ text: String, sink: inout DiagnosticSink) -> CivilDate? {
    guard let period = Period.parse(text, at: .command, sink: &sink) else { return nil }
    if period.range.start != period.range.end {
      sink.report(
        Diagnostic(
          .error, "bad-date", "--as-of 应为一天，写的是 \(quoted(text))", at: .command,
          hints: ["例如 --as-of 2024-12-31"]))
    }
    return period.range.end
  }
}

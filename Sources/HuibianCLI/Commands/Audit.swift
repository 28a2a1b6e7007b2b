import ArgumentParser
import HuibianAudit
import HuibianDiagnostics
import HuibianReaders

/// `huibian audit`: examines a finished document.
struct AuditCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(commandName: "audit")

  @Argument(help: ArgumentHelp(valueName: "文件")) var files: [String]
  @Option var rules: [String] = []
  @Option var kind: String?
  @OptionGroup var material: MaterialOptions

  func run() async throws {
    let console = try material.console
    var wanted = Set<AuditRules>()
    for word in rules.flatMap(\.listItems) { wanted.insert(try choice(word, of: "--rules")) }
    if wanted.isEmpty { wanted = Set(AuditRules.allCases) }
    let kind: DocumentKind? = try kind.map { try choice($0, of: "--kind") }
    var material = try Material(self.material, beside: nil)
    var lines: [String] = []
    for file in files {
      do throws(SourceError) {
        let bytes = try material.workspace.bytes(of: file, limit: 50 << 20)
        let before = (material.sink.count(of: .error), material.sink.count(of: .warning))
        if let count = Audit.examine(bytes, file: file, wanted, kind: kind, sink: &material.sink) {
          let errors = material.sink.count(of: .error) - before.0
          let warnings = material.sink.count(of: .warning) - before.1
          lines.append(
            "\(visible(file, limit: 200))：检查了\(count)段，"
              + (errors + warnings == 0
                ? "没有发现问题。" : "不合规定\(errors)处，值得一看\(warnings)处。"))
        }
      } catch {
        material.sink.report(
          Diagnostic(
            .error, "unreadable-file", error.message, at: .file(file), hints: error.hints))
      }
    }
    console.show(material.sink.summary)
    if !lines.isEmpty { try console.result(lines.joined(separator: "\n") + "\n") }
    if material.sink.hasErrors { throw ExitStatus.materialHasErrors }
  }
}

import ArgumentParser
import HuibianDiagnostics

/// `huibian templates`: the templates that ship, with what each needs.
struct Templates: AsyncParsableCommand {
  @OptionGroup var material: MaterialOptions

  func run() async throws {
    let console = try material.console
    let shelf = try TemplateShelf()
    let templates = try shelf.templates()
    let width = (templates.map(\.name.columns).max() ?? 0) + 4
    let lines = templates.map { template in
      template.name + String(repeating: " ", count: width - template.name.columns)
        + template.path
    }
    try console.result(lines.joined(separator: "\n") + "\n")
  }
}

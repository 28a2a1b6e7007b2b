import ArgumentParser
import HuibianDiagnostics
import HuibianPlan
import HuibianReaders
import HuibianTable

/// `huibian inspect`: what a file was recognised as.
struct Inspect: AsyncParsableCommand {
  @Argument(help: ArgumentHelp(valueName: "文件")) var files: [String]
  @OptionGroup var material: MaterialOptions

  func run() async throws {
    let console = try material.console
    let arguments = try DataArgument.list(files)
    var material = try Material(self.material, beside: arguments.first)
    var pages: [String] = []
    for argument in arguments {
      do throws(SourceError) {
        let source = Source(
          bytes: try material.workspace.source(argument.path),
          ledger: argument.ledger.map { material.catalog.ledger($0)?.name ?? $0 })
        let found = Inspector.inspect(
          source, material.catalog.givenLedgers, sink: &material.sink)
        pages += found.map(\.text)
      } catch {
        material.sink.report(
          Diagnostic(
            .error, "unreadable-file", error.message, at: .file(argument.path), hints: error.hints))
      }
    }
    console.show(material.sink.summary)
    if !pages.isEmpty { try console.result(pages.joined(separator: "\n")) }
    if material.sink.hasErrors { throw ExitStatus.materialHasErrors }
  }
}

extension Inspection {
  /// What was recognised, for a person.
  fileprivate var text: String {
    var lines = [
      "文件：\(visible(summary.file, limit: 200))",
      "台账：\(summary.ledger ?? "没有认出")",
      "格式：\(summary.format)" + (summary.encoding.isEmpty ? "" : "，编码 \(summary.encoding)")
        + (summary.delimiter.map { "，分隔符 \(word(for: $0))" } ?? ""),
    ]
    if summary.headerLine > 0 {
      lines.append(
        "表头：第\(summary.headerLine)行"
          + (summary.titleLines > 0 ? "，上面有标题\(summary.titleLines)行" : ""))
    }
    let place = summary.recordsPath.isEmpty ? "" : "，在“\(visible(summary.recordsPath))”里"
    lines.append("记录：\(summary.rows)行" + place + skipped)
    lines.append("列：")
    let width = columns.map(\.header.columns).max() ?? 0
    for (index, column) in columns.enumerated() {
      lines.append(
        "  " + String(index + 1).padded(to: 4) + visible(column.header).padded(to: width + 2)
          + description(of: column))
    }
    return lines.joined(separator: "\n") + "\n"
  }

  private var skipped: String {
    var parts: [String] = []
    if summary.skippedTotals > 0 { parts.append("合计行\(summary.skippedTotals)行") }
    if summary.blankRows > 0 { parts.append("空行\(summary.blankRows)行") }
    if summary.duplicates > 0 { parts.append("重复行\(summary.duplicates)行") }
    return parts.isEmpty ? "" : "（另有\(parts.joined(separator: "、"))，不计入）"
  }

  private func description(of column: Column) -> String {
    if column.isPersonal { return "个人信息，不读取" }
    var parts: [String] = []
    if let name = column.name {
      parts.append(name == column.header ? "认出" : "即“\(name)”")
    } else {
      parts.append("未用")
    }
    if let guess = column.guess { parts.append("内容像\(guess.rawValue)") }
    parts.append("不同的值\(column.distinct)个")
    if column.empties > 0 { parts.append("空\(column.empties)格") }
    if !column.examples.isEmpty {
      parts.append("如 " + column.examples.prefix(5).joined(separator: "、"))
    }
    return parts.joined(separator: "，")
  }

  private func word(for delimiter: Character) -> String {
    switch delimiter {
    case "\t": "制表符"
    case ",": "逗号"
    case ";": "分号"
    case "|": "竖线"
    default: "“\(delimiter)”"
    }
  }
}

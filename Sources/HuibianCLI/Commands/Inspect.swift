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
    var material = try Material(material, data: DataArgument.list(files))
    var pages: [String] = []
    for source in material.sources() {
      if let inspection = Inspector.inspect(
        source, material.catalog.ledgers, sink: &material.sink)
      {
        pages.append(inspection.page)
      }
    }
    if !pages.isEmpty { try material.console.result(pages.joined(separator: "\n")) }
    try material.finish()
  }
}

extension Inspection {
  /// The recognition on one page: the file first, then its columns.
  fileprivate var page: String {
    var lines = [visible(summary.file, limit: 200)]
    func say(_ label: String, _ text: String) { lines.append("  " + label.padded(to: 8) + text) }
    say("台账", summary.ledger ?? "没有认出来")
    var format = summary.format + "，" + summary.encoding
    if let delimiter = summary.delimiter { format += "，以\(delimiterName(delimiter))分隔" }
    say("格式", format)
    if summary.headerLine > 0 {
      let above = summary.titleLines > 0 ? "，上面有\(summary.titleLines)行标题" : ""
      say("表头", "第\(summary.headerLine)行" + above)
    }
    say("数据", "\(summary.rows)行" + leftOut)
    lines.append("  列")
    let width = (columns.map(\.header.columns).max() ?? 0) + 2
    for column in columns { lines.append("    " + column.header.padded(to: width) + column.text) }
    return lines.joined(separator: "\n") + "\n"
  }

  /// Rows that do not count, each sort with its number.
  private var leftOut: String {
    let parts = [
      (summary.skippedTotals, "合计行"), (summary.blankRows, "空行"), (summary.duplicates, "重复行"),
    ].filter { $0.0 > 0 }.map { "\($0.1)\($0.0)行" }
    return parts.isEmpty ? "" : "（另有" + parts.joined(separator: "、") + "，不计入）"
  }

  private func delimiterName(_ delimiter: Character) -> String {
    switch delimiter {
    case "\t": "制表符"
    case ",": "逗号"
    case ";": "分号"
    default: "“\(delimiter)”"
    }
  }
}

extension Inspection.Column {
  fileprivate var text: String {
    if isPersonal { return "个人信息，不读取" }
    var parts: [String] = []
    if let name {
      if name != header { parts.append("即“\(name)”") }
    } else {
      parts.append("用不到")
    }
    parts.append(guess?.rawValue ?? "全部为空")
    if guess != nil, distinct > 0 { parts.append("\(distinct)种") }
    if guess != nil, empties > 0 { parts.append("空\(empties)格") }
    if !examples.isEmpty {
      parts.append("如" + examples.prefix(4).map { visible($0, limit: 20) }.joined(separator: "、"))
    }
    return parts.joined(separator: "，")
  }
}

import ArgumentParser
import Glibc
import Huibian
import HuibianDiagnostics

/// `huibian stats`: values of metrics as text, CSV, JSON or a workbook.
struct Stats: AsyncParsableCommand {
  @Argument(help: ArgumentHelp(valueName: "指标")) var metrics: [String]
  @Option(parsing: .upToNextOption) var data: [String] = []
  @Option var period: String?
  @Option var by: [String] = []
  @Option var compare: String?
  @Option(name: .customLong("where")) var condition: String?
  @Option var format: String?
  @Option(name: .shortAndLong) var output: String?
  @OptionGroup var material: MaterialOptions

  /// One list of dimensions for each `--by`, as typed.
  var groupings: [[String]] { by.map(\.listItems).filter { !$0.isEmpty } }

  private var comparison: Basis? {
    get throws(UsageError) {
      guard let compare else { return nil }
      let word: Comparison = try choice(compare, of: "--compare")
      return word == .yearOverYear ? .yearEarlier : .previousPeriod
    }
  }

  /// With what a value is compared, as typed.
  private enum Comparison: String, CaseIterable {
    case yearOverYear = "同比"
    case periodOverPeriod = "环比"
  }

  /// `--format`, else what the ending of `-o` says, else text.
  private var chosenFormat: StatisticsFormat {
    get throws(UsageError) {
      let typed: StatisticsFormat? = try format.map { (word) throws(UsageError) in
        try choice(word, of: "--format")
      }
      guard let output, output != "-", !isSpecial(output) else { return typed ?? .text }
      guard let ending = output.ending?.lowercased() else {
        guard typed == .xlsx, !output.isFolderName else { return typed ?? .text }
        throw UsageError(
          "工作簿的文件名没有写 .xlsx：\(quoted(output))",
          hints: ["写成 -o \(visible(output, limit: 200)).xlsx"])
      }
      // A text may have any ending that no program takes for something else.
      let meant: StatisticsFormat? =
        ending == ".txt" ? .text : StatisticsFormat(rawValue: String(ending.dropFirst()))
      let isForeign = [".xls", ".et", ".docx", ".doc", ".wps", ".pdf", ".zip"].contains(ending)
      let chosen = typed ?? meant ?? .text
      if isForeign || (meant ?? chosen) != chosen && ending != ".txt"
        || chosen == .xlsx && meant != .xlsx
      {
        let name = visible(output.dropLast(ending.count), limit: 200)
        let own = chosen == .text ? "txt" : chosen.rawValue
        var hints = ["写成 -o \(name).\(own)"]
        if let meant, meant != .text { hints.append("或 --format \(meant.rawValue)") }
        if isForeign, [".xls", ".et"].contains(ending) { hints = ["写成 -o \(name).xlsx"] }
        throw UsageError(
          "\(chosen.title)不能写成 \(visible(ending))：\(quoted(output))", hints: hints)
      }
      return chosen
    }
  }

  func run() async throws {
    let console = try material.console
    let format = try chosenFormat
    let comparison = try comparison
    let arguments = try DataArgument.list(data)
    if format == .xlsx, output == nil, isatty(STDOUT_FILENO) != 0 {
      throw UsageError("工作簿不能显示在屏幕上", hints: ["用 -o 写明文件，例如 -o 统计.xlsx"])
    }
    guard let period else {
      throw UsageError("没有写期间", hints: ["例如 --period 2024年 或 --period 2024年1-10月"])
    }
    var material = try Material(self.material, beside: arguments.first)
    let query = StatisticsQuery(
      catalog: material.catalog, context: material.context(period: try material.period(period)),
      data: material.data(arguments), measures: metrics.flatMap(\.listItems),
      groupings: groupings, comparison: comparison, condition: condition)
    let answer = await material.compiler().answer(query, sink: &material.sink)
    console.show(material.sink.summary)
    guard let answer else { throw ExitStatus.materialHasErrors }
    let bytes = try answer.bytes(format)
    guard let output, output != "-" else { return try console.result(bytes) }
    try OutputFile.write(
      [OutputFile.Content(path: output, bytes: bytes)],
      inputs: arguments.map(\.path) + (material.path.map { [$0] } ?? []))
    console.line("完成：统计结果已写到 \(visible(output, limit: 200))")
  }
}

/// The case that the user's word means, or an error that lists all words.
func choice<Choice: RawRepresentable & CaseIterable>(
  _ text: String, of option: String
) throws(UsageError) -> Choice where Choice.RawValue == String {
  guard let choice = Choice(rawValue: text) else {
    let words = Choice.allCases.map(\.rawValue).joined(separator: "、")
    throw UsageError("\(option) 不能是 \(quoted(text))", hints: ["可以写：\(words)"])
  }
  return choice
}

extension StatisticsFormat {
  /// What people call it.
  fileprivate var title: String {
    switch self {
    case .text: "文字（text）"
    case .csv: "CSV"
    case .json: "JSON"
    case .xlsx: "工作簿（xlsx）"
    }
  }
}

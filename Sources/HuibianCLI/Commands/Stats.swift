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
  @Option var format: String = StatisticsFormat.text.rawValue
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

  func run() async throws {
    let console = try material.console
    let format: StatisticsFormat = try choice(format, of: "--format")
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

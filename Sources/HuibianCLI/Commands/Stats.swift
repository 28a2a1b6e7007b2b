import ArgumentParser
import HuibianDiagnostics

/// `huibian stats`: values of metrics as text, CSV or JSON.
struct Stats: AsyncParsableCommand {
  /// How the values are printed.
  enum Format: String, CaseIterable, Sendable { case text, csv, json }

  /// What a value is compared with.
  enum Comparison: String, CaseIterable, Sendable {
    case yearOverYear = "同比"
    case periodOverPeriod = "环比"
  }

  @Argument(help: ArgumentHelp(valueName: "指标")) var metrics: [String]
  @Option(parsing: .upToNextOption) var data: [String] = []
  @Option var period: String?
  @Option var by: [String] = []
  @Option var compare: String?
  @Option(name: .customLong("where")) var condition: String?
  @Option var format: String = Format.text.rawValue
  @OptionGroup var material: MaterialOptions

  /// One list of dimensions for each `--by`, as typed.
  var groupings: [[String]] { by.map(\.listItems).filter { !$0.isEmpty } }

  var comparison: Comparison? {
    get throws(UsageError) {
      guard let compare else { return nil }
      return try choice(compare, of: "--compare")
    }
  }

  var outputFormat: Format {
    get throws(UsageError) { try choice(format, of: "--format") }
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

import ArgumentParser
import HuibianDiagnostics

/// What every command that works on the user's material understands.
struct MaterialOptions: ParsableArguments {
  @Option var config: String?
  @Option var set: [String] = []
  @Option var asOf: String?
  @Flag var strict = false
  @Option var accept: [String] = []
  @Option var diagnostics: String = DiagnosticFormat.human.rawValue

  /// The texts of `--set`, by name; a name given twice has its last text.
  var settings: [String: String] {
    get throws(UsageError) {
      var result: [String: String] = [:]
      for item in set {
        guard let (name, text) = item.splitAtEquals, !name.isEmpty else {
          throw UsageError(
            "--set 后面应为 名称=内容，写的是 \(quoted(item))", hints: ["例如 --set 单位=示例区信访局"])
        }
        result[name] = text
      }
      return result
    }
  }

  /// A sink that follows `--strict` and `--accept`.
  ///
  /// - Parameter tolerated: Rule ids that the configuration accepts (容许).
  /// - Throws: If `--accept` names what is no rule, or one that cannot be accepted.
  func sink(tolerating tolerated: Set<String> = []) throws(UsageError) -> DiagnosticSink {
    let rules = accept.flatMap(\.listItems)
    let refusals = rules.compactMap { Rule.refusal(of: $0) }
    if !refusals.isEmpty {
      var said: Set<String> = []
      throw UsageError(
        "--accept：" + refusals.map(\.message).joined(separator: "；"),
        hints: refusals.flatMap(\.hints).filter { said.insert($0).inserted })
    }
    return DiagnosticSink(isStrict: strict, accepted: tolerated.union(rules))
  }

  var console: Console {
    get throws(UsageError) {
      guard let format = DiagnosticFormat(rawValue: diagnostics) else {
        throw UsageError(
          "--diagnostics 没有 \(quoted(diagnostics)) 这种格式", hints: ["写 human 或 json"])
      }
      return Console(format: format)
    }
  }
}

extension String {
  /// The items of a list typed on the command line: separated by `,` `，` or `、`, trimmed, no
  /// empty ones.
  var listItems: [String] {
    split(whereSeparator: { $0 == "," || $0 == "，" || $0 == "、" })
      .map { $0.trimmingBlanks }.filter { !$0.isEmpty }
  }

  /// What stands before and after the first `=` or `＝`, trimmed; nil if there is none.
  var splitAtEquals: (String, String)? {
    guard let index = firstIndex(where: { $0 == "=" || $0 == "＝" }) else { return nil }
    return (self[..<index].trimmingBlanks, self[self.index(after: index)...].trimmingBlanks)
  }
}

extension StringProtocol {
  /// Without blanks of any kind at either end.
  var trimmingBlanks: String {
    var rest = self[...]
    while rest.first?.isWhitespace == true { rest.removeFirst() }
    while rest.last?.isWhitespace == true { rest.removeLast() }
    return String(rest)
  }
}

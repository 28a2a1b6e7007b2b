import HuibianDiagnostics

extension UsageError {
  /// Says in Chinese what the argument parser says in English.
  ///
  /// - Parameter arguments: The command line, without the program's name; its first word tells
  ///   which help to recommend.
  init(parserMessage: String, arguments: [String]) {
    let command = arguments.first.flatMap { HelpPage(of: $0) }?.command
    let help = command.map { "运行 huibian \($0) --help 查看用法" } ?? "运行 huibian --help 查看有哪些命令"
    // What the user typed and the parser repeats stands between apostrophes.
    let parts = parserMessage.split(separator: "'", omittingEmptySubsequences: false)
    let typed = parts.count > 1 ? String(parts[1]) : ""
    let option = typed.split(separator: " ").first.map(String.init) ?? typed

    if parserMessage.hasPrefix("Unknown option") {
      let known = command.flatMap { HelpPage(of: $0) }?.optionNames ?? ["--help", "--version"]
      let near = nearestName(to: typed, among: known).map { "是不是想写 \($0)？" }
      self.init("没有 \(visible(typed)) 这个选项", hints: [near, help].compactMap { $0 })
    } else if parserMessage.hasPrefix("Missing value for") {
      self.init("选项 \(visible(option)) 后面缺少内容", hints: [help])
    } else if parserMessage.hasPrefix("Missing expected argument") {
      self.init("还缺少 \(visible(option))", hints: [help])
    } else if parserMessage.hasPrefix("The option") {
      self.init("选项 \(visible(typed)) 后面不能带内容", hints: [help])
    } else if parserMessage.contains("nexpected argument"), command == nil {
      self.init(unknownCommand: arguments.first ?? typed)
    } else if parserMessage.contains("nexpected argument") {
      let surplus = stride(from: 1, to: parts.count, by: 2).map { String(parts[$0]) }
      let isData = surplus.contains { word in
        [".csv", ".xlsx", ".json", ".xls"].contains { word.lowercased().hasSuffix($0) }
      }
      let takesData = command.flatMap { HelpPage(of: $0) }?.optionNames.contains("--data") == true
      self.init(
        "命令里多出了 \(surplus.prefix(5).map { quoted($0) }.joined(separator: "、"))",
        hints: (isData && takesData ? ["数据文件写在 --data 后面"] : []) + [help])
    } else {
      self.init("命令写得不对", hints: [help])
    }
  }
  /// - Parameter word: What stands in the place of a command.
  init(unknownCommand word: String) {
    let near = nearestName(to: word, among: HelpPage.all.map(\.command))
    self.init(
      "没有 \(quoted(word)) 这个命令",
      hints: [near.map { "是不是想写 huibian \($0)？" }, "运行 huibian --help 查看有哪些命令"]
        .compactMap { $0 })
  }
}

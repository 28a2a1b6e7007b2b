import HuibianDiagnostics

/// Names of files that a command line gives to what is made.
extension ReportOrder {
  /// Refuses a name whose ending promises another format than a document's.
  ///
  /// - Parameter inputs: Files that are read: that none of them is written is told with other words.
  static func checkName(_ output: String, isOneOfMany: Bool, _ inputs: [String]) throws(UsageError)
  {
    guard output != "-", !output.isFolderName, !output.isDocumentName, !isSpecial(output),
      !inputs.contains(where: { isSameFile(output, $0) })
    else { return }
    if output.isArchiveName {
      if isOneOfMany { return }
      throw UsageError(
        "只有逐个生成（--each、逐个）的报告写进 zip：\(quoted(output))",
        hints: ["写成 .docx，或加上 --each 问题属地"])
    }
    guard let ending = output.ending else {
      if isOneOfMany { return }
      throw UsageError(
        "文件名没有写 .docx：\(quoted(output))",
        hints: [
          "写成 \(visible(output, limit: 200)).docx；要放进文件夹，写成 \(visible(output, limit: 200))/"
        ])
    }
    let name = visible(output.dropLast(ending.count), limit: 200)
    let remedy =
      isOneOfMany ? "写成 \(name)/（文件夹）或 \(name).zip" : "写成 \(name).docx"
    throw UsageError(
      "生成的是 .docx，不能写成 \(visible(ending))：\(quoted(output))",
      hints: [remedy] + howToConvert(to: ending.lowercased(), name))
  }

  /// What makes a file of that kind from a document.
  private static func howToConvert(to ending: String, _ name: String) -> [String] {
    switch ending {
    case ".pdf":
      [
        "要 PDF：在 Word、WPS 里打开生成的文件，另存为 PDF；"
          + "或运行 soffice --headless --convert-to pdf \(name).docx"
      ]
    case ".doc", ".wps", ".odt", ".rtf": ["要别的格式：在 Word、WPS 里打开生成的文件，另存为"]
    default: []
    }
  }

  /// Where the trace of a report goes.
  ///
  /// - Parameters:
  ///   - trace: As typed: a file, or a folder, in which it has the document's name.
  ///   - document: The document's path.
  static func tracePath(
    _ trace: String, of document: String, isOneOfMany: Bool, _ inputs: [String]
  ) throws(UsageError) -> String {
    if isOneOfMany {
      guard trace.isFolderName else {
        throw UsageError(
          "逐个生成的有多份，--trace 应为文件夹：\(quoted(trace))", hints: ["写成 --trace 来历/，每份报告一个文件"])
      }
      let folder = trace.hasSuffix("/") ? String(trace.dropLast()) : trace
      if document.isArchiveName, folder != ".", folder == ".." || folder.asFileName != folder {
        throw UsageError(
          "写进 zip 时来历也在 zip 里，--trace 只写文件夹的名称：\(quoted(trace))",
          hints: ["写成 --trace 来历/，或 --trace ./ 与报告放在一起"])
      }
      return folder + "/"
    }
    if trace.isFolderName {
      return (trace.hasSuffix("/") ? trace : trace + "/") + document.lastName.asTraceName
    }
    if let ending = trace.ending?.lowercased(),
      ![".jsonl", ".json", ".ndjson", ".txt"].contains(ending),
      !inputs.contains(where: { isSameFile(trace, $0) }),
      OutputFile.firstRepeated(in: [trace, document]) == nil
    {
      throw UsageError(
        "来历是 JSON Lines，不能写成 \(visible(ending))：\(quoted(trace))",
        hints: ["写成 --trace \(visible(trace.dropLast(ending.count), limit: 200)).jsonl"])
    }
    return trace
  }

  /// For documents made one by one: where their traces go, a folder with its slash; in a zip the beginning
  /// of their names there.
  var memberTraces: String? {
    guard let trace else { return nil }
    return output.isArchiveName && trace == "./" ? "" : trace
  }
}

extension String {
  /// Whether a path means a folder: by its slash, or because there is one.
  var isFolderName: Bool { hasSuffix("/") || isFolder(self) }

  /// Whether a file of this name is a zip.
  var isArchiveName: Bool { lowercased().hasSuffix(".zip") }

  /// Whether a file of this name is a document.
  var isDocumentName: Bool { lowercased().hasSuffix(".docx") }

  /// The ending of a file's name with its dot, if it looks like one: `.pdf`; nil for `2024.12`.
  var ending: String? {
    guard let dot = lastName.lastIndex(of: "."), dot != lastName.startIndex else { return nil }
    let ending = lastName[dot...]
    let letters = ending.dropFirst()
    guard (1...8).contains(letters.count),
      letters.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) }),
      letters.contains(where: \.isLetter)
    else { return nil }
    return String(ending)
  }
}

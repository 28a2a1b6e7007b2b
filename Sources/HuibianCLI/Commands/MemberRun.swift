import Huibian
import HuibianDiagnostics

/// What has become so far of the documents that are made one by one.
struct MemberRun {
  private(set) var files: MemberFiles
  /// All documents that were written, together.
  private(set) var sum = ReportSummary.zero
  private var messages = MemberMessages()
  /// Of members, and how many had their turn.
  private var total = 0
  private var tried = 0
  private var failed: [String] = []
  /// Files of former runs in the places of those that failed.
  private var old: [String] = []

  init(_ files: MemberFiles) { self.files = files }

  /// Writes a member's document, or keeps in mind why there is none.
  ///
  /// - Throws: What would stop the others, too.
  mutating func take(_ report: MemberReport) throws(CompilationError) {
    total = report.count
    let name = files.name(of: report.member)
    let compiled: CompiledReport
    do throws(CompilationError) {
      compiled = try report.result.get()
      if let refusal = files.refusal(of: name.text) { throw CompilationError([refusal]) }
    } catch {
      tried += 1
      failed.append(report.member)
      if files.isThere(name.text) { old.append(name.text) }
      messages.add(error.diagnostics, of: report.member)
      return
    }
    try files.add(compiled.document, as: name.text, trace: compiled.traceFile)
    tried += 1
    sum = sum.adding([compiled.summary])
    messages.add(report.warnings, of: report.member)
    if name.isNumbered { messages.add([.sameFileName(name.text)], of: report.member) }
  }

  /// Gives a zip its place.
  mutating func finish() throws(CompilationError) { try files.finish() }

  /// The run has ended before its end.
  mutating func stop() { files.discard() }

  /// What is to be said at the end, which members there are no documents of last.
  var diagnostics: [Diagnostic] {
    var result = messages.diagnostics(of: total)
    if tried < total {
      result.append(.stoppedEarly(files.place, made: files.count, untried: total - tried))
    }
    if !failed.isEmpty {
      result.append(
        .membersFailed(files.place, failed, made: files.count, isArchive: files.isArchive, old: old)
      )
    }
    return result
  }
}

extension Diagnostic {
  /// - Parameter name: The one that was given instead.
  fileprivate static func sameFileName(_ name: String) -> Diagnostic {
    Diagnostic(
      .note, "same-file-name", "与前面一份的文件名相同，写成 \(visible(name, limit: 200))", at: .command)
  }

  fileprivate static func stoppedEarly(_ place: String, made: Int, untried: Int) -> Diagnostic {
    Diagnostic(
      .error, "stopped-early", "写不下去，停下了，还有\(untried)份没有生成", at: .file(place),
      hints: [made > 0 ? "已写好的\(made)份是完整的；解决上面的问题后重新生成" : "解决上面的问题后重新生成"])
  }

  fileprivate static func membersFailed(
    _ place: String, _ members: [String], made: Int, isArchive: Bool, old: [String]
  ) -> Diagnostic {
    var hints: [String] = []
    switch (made, isArchive) {
    case (0, _): hints.append("一份也没有写出；改好后重新生成")
    case (_, true): hints.append("压缩包里是其余\(made)份；改好后重新生成")
    case (_, false): hints.append("其余\(made)份已写好；改好后重新生成")
    }
    if !old.isEmpty {
      let names = MemberMessages.list(old, limit: 20)
      hints.append("文件夹里原有的 \(names) 没有改动，不是这一次生成的")
    }
    return Diagnostic(
      .error, "members-failed",
      "有\(members.count)份没有生成：\(MemberMessages.list(members, limit: 200))", at: .file(place),
      hints: hints)
  }
}

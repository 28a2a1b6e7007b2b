import HuibianDiagnostics

extension Diagnostic {
  static func cannotWrite(_ path: String, _ error: SystemError) -> Diagnostic {
    Diagnostic(
      .error, "cannot-write", "写不了这个文件：\(error.reason)", at: .file(path),
      hints: ["换一个位置（-o），或腾出空间、改权限后再试；原来的文件没有改动"])
  }

  static func noFolder(_ path: String, _ folder: String) -> Diagnostic {
    Diagnostic(
      .error, "cannot-write", "要写入的文件夹 \(quoted(folder, limit: 200)) 不存在", at: .file(path),
      hints: ["先建这个文件夹，或用 -o 换一个位置"])
  }

  static func isNoFolder(_ path: String, _ file: String) -> Diagnostic {
    Diagnostic(
      .error, "cannot-write", "要写入的文件夹 \(quoted(file, limit: 200)) 是一个文件", at: .file(path),
      hints: ["用 -o 换一个位置"])
  }

  static func isNoFile(_ path: String, _ what: String) -> Diagnostic {
    Diagnostic(
      .error, "cannot-write", "要写的地方是\(what)，不能覆盖", at: .file(path),
      hints: ["用 -o 换一个文件名"])
  }

  static func isReadOnly(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "cannot-write", "原有的文件是只读的，没有写权限", at: .file(path),
      hints: ["去掉只读，或用 -o 换一个文件名"])
  }

  static func isInput(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "output-is-input", "输出文件就是本次读取的文件，不能覆盖", at: .file(path),
      hints: ["换一个文件名"])
  }

  static func isWrittenTwice(_ path: String) -> Diagnostic {
    Diagnostic(
      .error, "output-twice", "两份结果要写到同一个文件", at: .file(path),
      hints: ["给每份报告写不同的“输出”，或用 -o、--trace 写不同的文件名"])
  }
}

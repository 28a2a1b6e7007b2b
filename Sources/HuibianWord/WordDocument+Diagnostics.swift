import HuibianDiagnostics
import HuibianOPC

extension Diagnostic {
  static func activeField(
    _ word: String, _ part: PartName, _ place: String, _ file: String
  ) -> Diagnostic {
    Diagnostic(
      .warning, "active-field", "\(place)有打开文件时会取用外部内容或启动程序的域\(quoted(word))",
      at: .part(file: file, part: part.text), hints: ["如不需要，请在模板中删去该域"])
  }

  static func changesKept(_ count: Int, _ file: String) -> Diagnostic {
    Diagnostic(
      .note, "changes-kept", "模板中的\(count)处修订原样保留", at: .file(file),
      hints: ["成文前请在 Word 或 WPS 中接受或拒绝修订"])
  }

  static func commentsKept(_ count: Int, _ file: String) -> Diagnostic {
    Diagnostic(
      .note, "comments-kept", "模板中的\(count)条批注原样保留", at: .file(file),
      hints: ["成文前请在 Word 或 WPS 中删去批注"])
  }

  static func missingBody(_ part: PartName, _ file: String) -> Diagnostic {
    Diagnostic(
      .error, "no-document-body", "文件包中没有正文部件", at: .part(file: file, part: part.text),
      hints: ["用 Word 或 WPS 打开该文件，另存为 .docx"])
  }

  static func notADocument(_ part: PartName, _ file: String, found: String) -> Diagnostic {
    Diagnostic(
      .error, "no-document-body", "正文部件的根元素是\(quoted(found))，应为含 body 的 document",
      at: .part(file: file, part: part.text), hints: ["用 Word 或 WPS 打开该文件，另存为 .docx"])
  }
}

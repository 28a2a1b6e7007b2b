import HuibianDiagnostics

extension Diagnostic {
  init(_ foreign: ForeignFile, _ kind: OPCPackage.Kind, file: String) {
    let suffix = kind == .wordDocument ? ".docx" : ".xlsx"
    let program = kind == .wordDocument ? "Word 或 WPS 文字" : "Excel 或 WPS 表格"
    let resave = "用 \(program)打开该文件，另存为 \(suffix)"
    let (id, message, hint) =
      switch foreign {
      case .empty: ("empty-file", "文件是空的（0字节）", "请重新下载或向提供者重新索取该文件")
      case .oldWord:
        ("old-word-format", "这是旧的 Word 97-2003 格式（.doc），不是 .docx", "用 Word 或 WPS 文字打开该文件，另存为 .docx")
      case .oldExcel:
        (
          "old-excel-format", "这是旧的 Excel 97-2003 格式（.xls），不是 .xlsx",
          "用 Excel 或 WPS 表格打开该文件，另存为 .xlsx"
        )
      case .encrypted:
        ("encrypted-document", "文件设有打开密码，内容已加密", "用 \(program)打开该文件，去掉密码后另存为 \(suffix)")
      case .ole: ("ole-file", "这是 OLE 复合文件，多半是旧的 Office 97-2003 格式，或者设有打开密码，不是 \(suffix)", resave)
      case .html: ("html-file", "这是 HTML 网页，不是 \(suffix)", resave)
      case .pdf: ("pdf-file", "这是 PDF 文件，不是 \(suffix)", "请使用制作该 PDF 的原文档")
      case .rtf: ("rtf-file", "这是 RTF 文件，不是 \(suffix)", resave)
      case .xml: ("xml-file", "这是单个 XML 文件，不是 \(suffix)", resave)
      case .openDocument: ("odf-file", "这是 OpenDocument 文件（.odt、.ods），不是 \(suffix)", resave)
      case .otherZip:
        ("not-a-package", "这是 zip 文件，但缺少 [Content_Types].xml，不是 \(suffix)", "请检查是否选错了文件")
      case .unknown: ("not-a-package", "文件内容不是 \(suffix) 格式", "请检查是否选错了文件，文件的扩展名可能被改过")
      }
    self.init(.error, id, message, at: .file(file), hints: [hint])
  }

  /// - Parameter isMain: Without the part the document cannot be read; otherwise, say, a picture is
  ///   missing, and stays missing.
  static func missingPart(_ part: PartName, isMain: Bool, file: String) -> Diagnostic {
    Diagnostic(
      isMain ? .error : .warning, isMain ? "missing-part" : "missing-target",
      "缺少部件 \(quoted(part.text))", at: .part(file: file, part: part.text),
      hints: ["在 Word 或 WPS 中打开该文件，另存为新文件后再试"])
  }

  static func badRelationships(_ part: PartName, file: String) -> Diagnostic {
    Diagnostic(
      .error, "bad-relationships", "关系部件有误：缺少属性，或者编号重复", at: .part(file: file, part: part.text),
      hints: ["在 Word 或 WPS 中打开该文件，另存为新文件后再试"])
  }

  static func badTarget(
    _ relationship: Relationship, _ part: PartName, file: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "bad-target", "关系 \(quoted(relationship.id)) 的目标不在文件之内",
      at: .part(file: file, part: part.text), hints: ["该文件可能被篡改，请核实来源后重新保存"])
  }

  static func wrongType(_ part: PartName, _ kind: Substring, file: String) -> Diagnostic {
    Diagnostic(
      .error, "wrong-part-type", "部件的内容类型不符：关系类型是 \(quoted(kind))，部件却是别的类型",
      at: .part(file: file, part: part.text), hints: ["该文件可能被篡改，请核实来源后重新保存"])
  }

  static func wrongMainType(
    _ part: PartName, _ type: String, _ kind: OPCPackage.Kind, file: String
  ) -> Diagnostic {
    let families = [
      ("wordprocessingml", "Word 文档（.docx）"), ("spreadsheetml", "Excel 工作簿（.xlsx）"),
      ("presentationml", "演示文稿（.pptx）"),
    ]
    let family = families.first { type.contains($0.0) }?.1
    let expected = kind == .wordDocument ? families[0].1 : families[1].1
    return Diagnostic(
      .error, "wrong-main-type",
      family.map { "这是\($0)，不是\(expected)" } ?? "主部件的内容类型不是\(expected)的类型",
      at: .part(file: file, part: part.text), hints: ["请检查是否选错了文件"])
  }

  static func template(file: String) -> Diagnostic {
    Diagnostic(.note, "word-template", "这是 Word 模板（.dotx），按普通文档处理", at: .file(file))
  }

  static func macros(
    _ part: PartName, _ policy: OPCPackage.ActiveContentPolicy, file: String
  ) -> Diagnostic {
    Diagnostic(
      policy == .refuse ? .error : .warning, "macros", "文件含有宏（.docm）",
      at: .part(file: file, part: part.text), hints: ["在 Word 或 WPS 中另存为不带宏的 .docx"])
  }

  static func activeContent(
    _ words: String, _ part: PartName, _ policy: OPCPackage.ActiveContentPolicy, file: String
  ) -> Diagnostic {
    Diagnostic(
      policy == .refuse ? .error : .warning, "active-content", "文件含有\(words)",
      at: .part(file: file, part: part.text), hints: ["在 Word 或 WPS 中删除\(words)后重新保存"])
  }

  static func externalLink(_ kind: Substring, _ part: PartName, file: String) -> Diagnostic {
    Diagnostic(
      .warning, "external-link", "含有外部链接（类型 \(quoted(kind))），不会打开，已从输出中去掉",
      at: .part(file: file, part: part.text), hints: ["在 Word 或 WPS 中把链接的内容改为嵌入"])
  }

  static func droppedTemplate(_ part: PartName, file: String) -> Diagnostic {
    Diagnostic(
      .note, "attached-template", "所附模板或邮件合并数据源的路径不写入输出",
      at: .part(file: file, part: part.text))
  }
}

import HuibianDiagnostics
import HuibianOPC
import HuibianWord

extension Diagnostic {
  static func notExpanded(_ kind: ExpansionProblem.Kind, _ source: String, at location: Location)
    -> Diagnostic
  {
    switch kind {
    case .columns(let row):
      Diagnostic(
        .error, "crossing-block", "标签\(quoted(source))所在的列在表格第\(row)行里有一部分与别的列合并成一格", at: location,
        hints: ["拆分这个单元格，或让它盖住这一块的全部列"])
    case .crossing:
      Diagnostic(
        .error, "crossing-block", "标签\(quoted(source))和它的结束标签不在同一个正文、单元格或文本框里", at: location,
        hints: ["把两个标签放在同一处"])
    case .landscapeInText:
      Diagnostic(
        .error, "landscape-out-of-place", "标签\(quoted(source))不在正文里，不能另起横页", at: location,
        hints: ["放在正文里，单独成段，不在表格、文本框、页眉和内容控件里；或去掉“横排”"])
    case .contentsInText:
      Diagnostic(
        .error, "contents-out-of-place", "标签\(quoted(source))不在正文里，放不下目录", at: location,
        hints: ["放在正文里，单独成段，不在表格、文本框、页眉和内容控件里"])
    case .documentInText:
      Diagnostic(
        .error, "document-out-of-place", "标签\(quoted(source))不在正文里，放不下整篇文档", at: location,
        hints: ["放在正文里，单独成段，不在表格、文本框、页眉和内容控件里"])
    case .pictureInText:
      Diagnostic(
        .error, "picture-out-of-place", "标签\(quoted(source))所在的位置不能放图片", at: location,
        hints: ["放在正文、表格、页眉或文本框的文字里，或写成一张图片的替代文字"])
    case .blocksInText:
      Diagnostic(
        .error, "blocks-in-text", "标签\(quoted(source))所在的位置只能放文字，放不下表格或段落", at: location,
        hints: ["把它移到正文里，单独成段"])
    }
  }

  static func contents(_ note: ContentsNote, of file: String) -> Diagnostic {
    switch note {
    case .estimated(let count):
      Diagnostic(
        .note, "contents-estimated", "目录列出\(count)个标题，页码是按版面估算的", at: .file(file),
        hints: ["打印前在 Word 或 WPS 里右击目录，选“更新域”，只更新页码"])
    case .empty:
      Diagnostic(
        .warning, "contents-empty", "目录里没有标题", at: .file(file),
        hints: ["给标题用上“标题 1”“标题 2”样式，或设好大纲级别"])
    case .kept(let count):
      Diagnostic(
        .warning, "contents-kept", "有\(count)个目录列的不是标题，或者写法特殊，没有更新", at: .file(file),
        hints: ["成文后在 Word 或 WPS 里右击目录，选“更新域”"])
    }
  }

  static func notWritten(_ file: String, _ error: OPCError) -> Diagnostic {
    Diagnostic(.error, "cannot-write", "文档不能写成文件：\(error)", at: .file(file))
  }

  static func tagInField(_ file: String, part: String, place: String) -> Diagnostic {
    Diagnostic(
      .error, "tag-in-field", "域代码里有标签，不能填写",
      at: .tag(file: file, part: part, place: place, tag: 1),
      hints: ["把标签移出域代码"])
  }

  static func tagOutOfReach(_ container: String, at location: Location) -> Diagnostic {
    Diagnostic(
      .error, "tag-out-of-reach", "\(container)里有标签，不能填写", at: location,
      hints: ["把标签移到正文、表格或文本框里"])
  }

  static func templateEncoding(_ file: String) -> Diagnostic {
    Diagnostic(
      .error, "bad-encoding", "文本模板不是 UTF-8 编码", at: .file(file), hints: ["用 UTF-8 编码另存"])
  }
}

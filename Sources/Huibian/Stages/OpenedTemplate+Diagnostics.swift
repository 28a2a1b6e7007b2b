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

  static func tagInField(_ field: FieldInstruction, file: String, part: String) -> Diagnostic {
    Diagnostic(
      .error, "tag-in-field", "域代码里有标签\(quoted(field.text.taggedPart, limit: 40))，不能填写",
      at: .tag(file: file, part: part, place: field.place, tag: 1),
      hints: ["把标签移出域代码"])
  }

  static func tagOutOfReach(_ text: SealedText, file: String, part: String) -> Diagnostic {
    let container: String
    var hint = "把标签移到正文、表格或文本框里"
    switch text.kind {
    case .formula: container = "公式"
    case .wordArt: container = "艺术字"
    case .phoneticGuide: container = "拼音指南"
    case .attribute:
      container = "链接、控件等的属性"
      hint = "把标签移到它的文字里；在 Word、WPS 里打开它的“属性”或“编辑超链接”，删去那里的标签"
    case .chartData:
      container = "图表的数据"
      hint = "把图表的替代文字写成“图：…”，数据就由标签填写，例如 图：信访总量 按 月份"
    }
    return tagOutOfReach(
      container, text.text,
      at: text.place.map { .tag(file: file, part: part, place: $0, tag: 1) }
        ?? .part(file: file, part: part), hint: hint)
  }

  static func tagOutOfReach(
    _ text: String, in surroundings: WordDocument.Surroundings, file: String, part: String
  ) -> Diagnostic {
    let container: String
    var hint = "把标签移到正文、表格或文本框里"
    switch surroundings {
    case .diagram: container = "SmartArt 图示"
    case .listNumber:
      container = "编号的格式"
      hint = "在“定义新编号格式”里删去标签，写到段落的文字里"
    case .linkTarget:
      container = "链接的地址"
      hint = "在“编辑超链接”里改成完整的地址"
    case .embedded: container = "嵌入的内容"
    }
    return tagOutOfReach(container, text, at: .part(file: file, part: part), hint: hint)
  }

  private static func tagOutOfReach(
    _ container: String, _ text: String, at location: Location, hint: String
  ) -> Diagnostic {
    Diagnostic(
      .error, "tag-out-of-reach", "\(container)里有标签\(quoted(text.taggedPart, limit: 40))，不能填写",
      at: location, hints: [hint])
  }

  static func templateEncoding(_ file: String) -> Diagnostic {
    Diagnostic(
      .error, "bad-encoding", "文本模板不是 UTF-8 编码", at: .file(file), hints: ["用 UTF-8 编码另存"])
  }
}

extension String {
  /// From the first two braces on, to the end of the tag if it ends.
  fileprivate var taggedPart: String {
    let open: Set<Character> = ["{", "｛", "﹛"]
    let close: Set<Character> = ["}", "｝", "﹜"]
    let characters = Array(self)
    let start = characters.indices.dropLast().first {
      open.contains(characters[$0]) && open.contains(characters[$0 + 1])
    }
    guard let start else { return self }
    let end = characters.indices[(start + 1)...].dropLast().first {
      close.contains(characters[$0]) && close.contains(characters[$0 + 1])
    }
    return String(characters[start..<(end.map { $0 + 2 } ?? characters.count)])
  }
}
